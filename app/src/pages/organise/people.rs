//! Who may sign in.

use super::{
    fields::rests,
    frame::{Room, use_me},
    log::{LogBook, use_before},
};
use crate::{
    api::{self, Answer},
    components::{
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    page::use_locale,
    paths::organise as to,
    unsaved,
    words::{enums, office as words, organise, refusals},
};
use domain::access::{Me, Role};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use std::future::Future;

#[component]
pub fn AccountsRoom() -> impl IntoView {
    let locale = use_locale();
    let myself = use_me().id;
    let people = Resource::new(|| (), |()| api::office::accounts());
    let before = use_before();
    let lines = Resource::new(move || before.get(), api::office::house_log);
    let (email, role) = (RwSignal::new(String::new()), RwSignal::new(Role::Organiser));
    let (failed, told, busy) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>), RwSignal::new(false));
    let act = move |command: Box<dyn Future<Output = Answer<()>> + Unpin>, done: String| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        told.set(None);
        spawn_local(async move {
            let answer = command.await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    told.try_set(Some(done));
                    people.refetch();
                    lines.refetch();
                }
                Err(error) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
        });
    };
    let invite = move |event: SubmitEvent| {
        event.prevent_default();
        let mail = email.get_untracked();
        let done = words::invited(locale, mail.trim());
        let role = role.get_untracked();
        let command = async move {
            api::office::invite(mail, role).await?;
            email.try_set(String::new());
            unsaved::saved();
            Ok(())
        };
        act(Box::new(Box::pin(command)), done);
    };
    let row = move |person: Me| {
        let (id, mail) = (person.id, person.email.clone());
        let dismiss = move |_| {
            if window().confirm_with_message(&words::dismiss_sure(locale, &mail)).unwrap_or(false) {
                act(Box::new(Box::pin(api::office::dismiss(id))), words::dismissed(locale, &mail));
            }
        };
        view! {
            <li class="wrap">
                <div class="grow"><b>{person.email.clone()}</b><p class="quiet">{enums::role(locale, person.role)}</p></div>
                {if id == myself {
                    view! { <span class="tag">{words::this_is_you(locale)}</span> }.into_any()
                } else {
                    view! {
                        <button class="button quiet round" type="button" on:click=dismiss
                            aria-label=format!("{}: {}", words::dismiss(locale), person.email)>
                            <Icon kind=IconKind::X/>
                        </button>
                    }.into_any()
                }}
            </li>
        }
    };
    let roles = Role::ALL.map(|value| view! { <option value=value.key()>{enums::role(locale, value)}</option> });
    view! {
        <Room title=Signal::stored(words::people(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{words::people(locale)}</h1><p class="lede">{words::people_lede(locale)}</p></header>
            <div role="status">
                {move || told.get().map(|text| view! { <div class="notice good"><Icon kind=IconKind::CHECK/><p>{text}</p></div> })}
            </div>
            {loaded(people, move |people| view! { <ul class="list card">{people.into_iter().map(row).collect_view()}</ul> })}
            <form class="form card" data-keeps="" novalidate on:submit=invite>
                <div class="field">
                    <label for="email">{organise::email(locale)}</label>
                    <input id="email" type="email" required prop:value=email on:input=move |event| email.set(event_target_value(&event))/>
                </div>
                <div class="field">
                    <label for="role">{words::role(locale)}</label>
                    <select id="role" on:change=move |event| {
                        if let Some(chosen) = Role::from_key(&event_target_value(&event)) {
                            role.set(chosen);
                        }
                    }>{roles.into_iter().collect_view()}</select>
                </div>
                <div role="alert">{move || failed.get().map(|sentence| view! { <p class="error">{sentence}</p> })}</div>
                <div class="actions"><button class="button" type="submit" aria-disabled=rests(busy)><Icon kind=IconKind::USER_PLUS/>{words::invite(locale)}</button></div>
            </form>
            <div class="stack">
                <div><h2>{words::house_log(locale)}</h2><p class="quiet">{words::house_log_lede(locale)}</p></div>
                {loaded(lines, move |page| view! {
                    <LogBook page address=to::PEOPLE before=before.get_untracked() label=words::house_log(locale)/>
                })}
            </div>
        </Room>
    }
}
