//! The sessions of a fair, and a new one.

use super::setting_form::{SettingDraft, SettingForm};
use crate::{
    api,
    components::{
        emblem::EmptyStall,
        loaded::{UnderHeading, loaded},
    },
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::{
        frame::{Room, use_me, use_slug},
        keys::SameKey,
    },
    paths::organise as to,
    unsaved,
    words::{control, dates, dating as words, refusals},
};
use domain::{access::Role, clock::Run, dating::SettingText, views::DatingCard};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;

#[component]
pub fn DatingsRoom() -> impl IntoView {
    provide_context(UnderHeading);
    let locale = use_locale();
    let slug = use_slug();
    let organiser = use_me().role == Role::Organiser;
    let live = use_live();
    let sessions = Resource::new(
        move || (slug.get(), live.version(Topic::Fair) + live.version(Topic::Datings)),
        |(slug, _)| api::dating::datings(slug),
    );
    view! {
        <Room title=Signal::stored(words::sessions(locale).to_owned())>
            <header class="page-head">
                <h1>{words::sessions(locale)}</h1>
                <p class="lede">{words::sessions_lede(locale)}</p>
            </header>
            {loaded(sessions, move |sessions| if sessions.is_empty() {
                view! {
                    <div class="empty">
                        <EmptyStall/>
                        <h2>{words::no_session_title(locale)}</h2>
                        <p>{words::no_session(locale)}</p>
                    </div>
                }.into_any()
            } else {
                let cards = sessions.into_iter().map(|session| card(slug, session)).collect_view();
                view! { <ul class="grid">{cards}</ul> }.into_any()
            })}
            {organiser.then(|| view! { <NewSession/> })}
        </Room>
    }
}

fn card(slug: Memo<String>, session: DatingCard) -> impl IntoView {
    let locale = use_locale();
    let state = match session.run {
        Run::Waiting if session.published => words::published(locale),
        Run::Waiting => words::not_published(locale),
        run @ Run::Finished { .. } => words::end(locale, run),
        _ => words::talking(locale),
    };
    view! {
        <li class="card link">
            <p class="kicker">{dates::full_date(locale, session.starts.date())} "\u{a0}· " {dates::time(session.starts.time())}</p>
            <h2><a class="cover" href=move || to::dating(&slug.get(), session.id)>{session.title.to_string()}</a></h2>
            <p class="quiet">
                {words::participants_count(locale, session.participants)} "\u{a0}· " {words::rounds_count(locale, session.rounds)}
            </p>
            <p class="cluster">
                <span class="tag">{state}</span>
                {session.rehearsal.then(|| view! { <span class="tag info">{control::rehearse(locale)}</span> })}
            </p>
        </li>
    }
}

#[component]
fn NewSession() -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let navigate = use_navigate();
    let draft = SettingDraft::of(&SettingText::usual());
    let failed = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let key = SameKey::default();
    let create = move || {
        let setting = match untrack(|| draft.get()).read(&[]) {
            Ok(setting) => setting,
            Err(refusal) => {
                failed.set(Some(refusals::refusal(locale, &refusal)));
                return;
            }
        };
        failed.set(None);
        // Sent once more because no answer came: still the same session.
        let key = key.of(&setting);
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            let slug = slug.get_untracked();
            let answer = api::dating::create_dating(slug.clone(), setting, key).await;
            busy.try_set(false);
            match answer {
                Ok(id) => {
                    unsaved::saved();
                    navigate(&to::dating_room(&slug, id, "people"), Default::default());
                }
                Err(error) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
        });
    };
    view! {
        <details class="fold card">
            <summary>{words::new_session(locale)}</summary>
            <div>
                <SettingForm draft busy button=words::create(locale) on_submit=create keeps=true>
                    <div role="alert">{move || failed.get().map(|sentence| view! { <p class="error">{sentence}</p> })}</div>
                </SettingForm>
            </div>
        </details>
    }
}
