//! Everybody's personal link: to copy, to show as a code, to print as slips, to revoke and to make anew.

use crate::{
    api,
    components::{
        icons::{Icon, IconKind},
        loaded::loaded,
        qr::Qr,
    },
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::{desk::use_desk, keys::fresh_key},
    words::links as words,
};
use domain::{
    pass::{PassChange, PassLink},
    profile::Findable,
};
use leptos::prelude::*;

#[component]
pub fn Passes() -> impl IntoView {
    let locale = use_locale();
    let (desk, live) = (use_desk(), use_live());
    let links = Resource::new(
        move || {
            let id = desk.id.get();
            (id, live.version(Topic::Dating(id)) + live.version(Topic::Phones(id)))
        },
        |(id, _)| api::links::pass_links(id),
    );
    let search = RwSignal::new(String::new());
    let change = Callback::new(move |(link, change): (PassLink, PassChange)| {
        let told = match change {
            PassChange::Revoke => words::was_revoked(locale),
            PassChange::Reissue => words::was_reissued(locale),
        };
        let command = api::links::change_pass(desk.id.get_untracked(), link.who, change, fresh_key());
        desk.act(command, move |()| Some(told.to_owned()));
        links.refetch();
    });
    view! {
        <section class="card stack" aria-labelledby="passes">
            <h2 id="passes" class="no-print">{words::passes(locale)}</h2>
            <p class="quiet no-print">{words::passes_lede(locale)}</p>
            <div class="row wrap no-print needs-wasm">
                <label class="search grow">
                    <Icon kind=IconKind::SEARCH/>
                    <span class="visually-hidden">{words::search(locale)}</span>
                    <input type="search" placeholder=words::search(locale) on:input=move |event| search.set(event_target_value(&event))/>
                </label>
                <button class="button plain" type="button" title=words::print_hint(locale) on:click=|_| print()>
                    <Icon kind=IconKind::PRINTER/>{words::print(locale)}
                </button>
            </div>
            {loaded(links, move |links| if links.is_empty() {
                view! { <p>{words::nobody(locale)}</p> }.into_any()
            } else {
                let rows = links.into_iter().map(|link| view! { <Row link search change/> }).collect_view();
                view! { <ul class="list slips">{rows}</ul> }.into_any()
            })}
        </section>
    }
}

#[component]
fn Row(link: PassLink, search: RwSignal<String>, change: Callback<(PassLink, PassChange)>) -> impl IntoView {
    let locale = use_locale();
    let name = link.name.to_string();
    let findable = Findable::of(&name);
    let hidden = move || !findable.is_found_by(&search.read());
    let copied = RwSignal::new(false);
    let PassLink { state, address, qr, .. } = link.clone();
    let kept = StoredValue::new(link);
    let say = move |what| change.run((kept.get_value(), what));
    let labels = [words::copy_of(locale, &name), words::revoke_of(locale, &name), words::reissue_of(locale, &name)];
    let [copy_label, revoke_label, reissue_label] = labels;
    let open = address.zip(qr).map(|(address, qr)| {
        let text = address.clone();
        view! {
            <details class="fold no-print">
                <summary>{words::show_qr(locale)}</summary>
                <div class="stack tight"><Qr code=qr.clone() label=words::qr_of(locale)/><p class="quiet code-line">{address}</p></div>
            </details>
            <div class="slip" aria-hidden="true"><Qr code=qr label=words::qr_of(locale)/><p>{words::scan_me(locale)}</p></div>
            <button class="button quiet no-print needs-wasm" type="button" aria-label=copy_label on:click=move |_| copy(&text, copied)>
                <Icon kind=IconKind::COPY/>
                {move || if copied.get() { words::copied(locale) } else { words::copy(locale) }}
            </button>
        }
    });
    view! {
        <li class="wrap slip-of" class:no-print=state.revoked hidden=hidden>
            <b class="grow">{name}</b>
            {state.revoked.then(|| view! { <span class="tag bad">{words::revoked(locale)}</span> })}
            {(state.generation > 1).then(|| view! { <span class="tag no-print">{words::link_n(locale, state.generation)}</span> })}
            {open}
            <details class="menu no-print needs-wasm">
                <summary class="button quiet round" aria-label=revoke_label.clone()><Icon kind=IconKind::MORE/></summary>
                <ul>
                    {(!state.revoked).then(|| view! {
                        <li><button type="button" aria-label=revoke_label on:click=move |_| say(PassChange::Revoke)>{words::revoke(locale)}</button></li>
                    })}
                    <li><button type="button" aria-label=reissue_label on:click=move |_| say(PassChange::Reissue)>{words::reissue(locale)}</button></li>
                </ul>
            </details>
        </li>
    }
}

/// Into the clipboard, where the page may; says so.
fn copy(text: &str, copied: RwSignal<bool>) {
    let Some(window) = web_sys::window() else { return };
    let promise = window.navigator().clipboard().write_text(text);
    leptos::task::spawn_local(async move {
        if wasm_bindgen_futures::JsFuture::from(promise).await.is_ok() {
            copied.try_set(true);
        }
    });
}

fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
