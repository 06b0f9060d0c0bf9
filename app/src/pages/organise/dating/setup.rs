//! Name, time and size of a session.

use crate::{
    api,
    components::loaded::loaded,
    page::use_locale,
    pages::organise::{desk::use_desk, frame::use_slug, new_fair::PastDay},
    paths::organise as to,
    words::{dates, dating as words, organise, refusals},
};
use domain::{dating::Setting, views::DatingDesk};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;

#[component]
pub fn SetupRoom() -> impl IntoView {
    loaded(use_desk().view, |desk| view! { <Setup desk/> })
}

#[component]
fn Setup(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    let started = desk.dating.has_started();
    let (id, revision) = (desk.dating.id, desk.dating.revision);
    let save = move |setting| {
        state.act(api::dating::configure_dating(id, revision, setting), move |()| {
            Some(organise::saved(locale).to_owned())
        });
    };
    view! {
        <section class="card stack">
            {started.then(|| view! { <p class="notice warn">{words::fixed_now(locale)}</p> })}
            {(!started && desk.dating.plan.is_some()).then(|| view! { <p class="quiet">{words::plan_lost(locale)}</p> })}
            <SettingForm
                setting=Some(desk.dating.setting.clone())
                disabled=Signal::derive(move || started || state.busy.get())
                button=organise::save(locale)
                on_done=save
            />
        </section>
        <DeleteSession desk/>
    }
}

#[component]
fn DeleteSession(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let (state, slug, navigate) = (use_desk(), use_slug(), use_navigate());
    let (id, revision) = (desk.dating.id, desk.dating.revision);
    let title = desk.dating.setting.title.to_string();
    let delete = move |_| {
        let navigate = navigate.clone();
        if window().confirm_with_message(&organise::really_delete(locale, &title)).unwrap_or(false) {
            state.act(api::dating::remove_dating(id, revision), move |()| {
                navigate(&to::datings(&slug.get_untracked()), Default::default());
                None
            });
        }
    };
    view! {
        <div class="actions">
            <button class="button danger" type="button" on:click=delete>{words::delete_session(locale)}</button>
        </div>
    }
}

/// The numbers of a session as a form; judged by the domain while typing and again by the server.
#[component]
pub fn SettingForm(
    setting: Option<Setting>,
    disabled: Signal<bool>,
    button: &'static str,
    on_done: impl Fn(Setting) + Clone + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let first = setting.as_ref().and_then(|s| s.tables.first().copied());
    let text = |value: Option<String>| RwSignal::new(value.unwrap_or_default());
    let number = |value: Option<i64>, usual: i64| RwSignal::new(value.unwrap_or(usual).to_string());
    let of = |read: fn(&Setting) -> i64| setting.as_ref().map(read);
    let title = text(setting.as_ref().map(|s| s.title.to_string()));
    let starts = text(setting.as_ref().map(|s| format!("{}T{}", s.starts.date(), dates::time(s.starts.time()))));
    let rounds = number(of(|s| s.rounds.into()), 8);
    let talk = number(of(|s| s.talk_minutes.into()), 6);
    let change = number(of(|s| s.change_minutes.into()), 2);
    let tables = number(of(|s| s.tables.len() as i64), 20);
    let seats = number(first.map(|t| t.seats.into()), 2);
    let least = number(first.map(|t| t.least.into()), 2);
    let error = RwSignal::new(None::<String>);
    let parse = move || {
        let n = |signal: RwSignal<String>| signal.get().trim().parse::<i64>().unwrap_or(-1);
        Setting::parse(&title.get(), &starts.get(), n(rounds), n(talk), n(change), n(tables), n(seats), n(least))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match parse() {
            Ok(setting) => {
                error.set(None);
                on_done(setting);
            }
            Err(refusal) => error.set(Some(refusals::refusal(locale, &refusal))),
        }
    };
    let numeric = move |id: &'static str, label: &'static str, value: RwSignal<String>, least: i64, most: i64| {
        view! {
            <div class="field short">
                <label for=id>{label}</label>
                <input id=id type="number" min=least max=most required prop:value=value value=value.get_untracked()
                    on:input=move |event| value.set(event_target_value(&event))/>
            </div>
        }
    };
    view! {
        <form class="form" data-keeps="" on:submit=submit novalidate>
            <div class="fields">
                <div class="field">
                    <label for="title">{words::title(locale)}</label>
                    <input id="title" required maxlength="160" prop:value=title value=title.get_untracked()
                        on:input=move |event| title.set(event_target_value(&event))/>
                </div>
                <div class="field">
                    <label for="starts">{words::starts(locale)}</label>
                    <input id="starts" type="datetime-local" required prop:value=starts value=starts.get_untracked()
                        on:input=move |event| starts.set(event_target_value(&event))/>
                </div>
            </div>
            <PastDay day=starts/>
            <div class="fields">
                {numeric("rounds", words::rounds_label(locale), rounds, 1, 40)}
                {numeric("talk", words::talk_minutes(locale), talk, 1, 120)}
                {numeric("change", words::change_minutes(locale), change, 0, 30)}
            </div>
            <div class="fields">
                {numeric("tables", words::tables_label(locale), tables, 1, 1000)}
                {numeric("seats", words::seats_label(locale), seats, 2, 12)}
                {numeric("least", words::least_label(locale), least, 2, 12)}
            </div>
            <p class="hint">{words::least_hint(locale)}</p>
            <div role="alert">{move || error.get().map(|sentence| view! { <p class="error">{sentence}</p> })}</div>
            <div class="actions"><button class="button" type="submit" disabled=disabled>{button}</button></div>
        </form>
    }
}
