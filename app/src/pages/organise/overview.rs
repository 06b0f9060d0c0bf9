//! A fair at a glance: how far it is, what comes next.

use super::{
    desk::Told,
    frame::{Room, use_me, use_slug},
    keys::SameKey,
};
use crate::{
    api,
    components::{
        icons::{Icon, IconKind},
        loaded::both_loaded,
    },
    live::{Topic, use_live},
    page::use_locale,
    paths::{self, organise as to},
    words::{dates, enums, organise, overview as words, refusals},
};
use domain::{
    access::Role,
    fair::Phase,
    views::{AssociationList, FairView},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

#[component]
pub fn OverviewRoom() -> impl IntoView {
    let locale = use_locale();
    let (slug, live) = (use_slug(), use_live());
    let organiser = use_me().role == Role::Organiser;
    let fair = Resource::new(
        move || (slug.get(), live.version(Topic::Fair)),
        move |(slug, _)| async move {
            if organiser { api::organise::fair_to_prepare(slug).await } else { api::fair::fair(slug).await }
        },
    );
    let list = Resource::new(
        move || (slug.get(), live.version(Topic::Market)),
        move |(slug, _)| async move {
            if organiser { api::associations::associations(slug).await.map(Some) } else { Ok(None) }
        },
    );
    let told = RwSignal::new(None::<Told>);
    view! {
        <Room title=Signal::stored(organise::overview(locale).to_owned())>
            {both_loaded(fair, list, move |view, list| view! {
                <Header view=view.clone()/>
                {organiser.then(|| view! { <PhaseChoice view told/> })}
                <div role="status">
                    {move || told.get().map(|told| match told {
                        Told::Good(text) => view! { <div class="notice good"><Icon kind=IconKind::CHECK/><p>{text}</p></div> }.into_any(),
                        Told::Bad(text) => view! { <div class="notice bad"><Icon kind=IconKind::WARNING/><p>{text}</p></div> }.into_any(),
                    })}
                </div>
                {list.map(|list| view! { <Numbers list told/> })}
            })}
        </Room>
    }
}

#[component]
fn Header(view: FairView) -> impl IntoView {
    let locale = use_locale();
    let slug = view.fair.slug.to_string();
    view! {
        <header class="page-head">
            <p class="kicker">{dates::full_date(locale, view.fair.date)} "\u{a0}· " {view.fair.venue.clone()}</p>
            <h1>{view.fair.title.to_string()}</h1>
            <p><span class="tag">{enums::phase(locale, view.fair.phase)}</span></p>
            {(view.fair.phase != Phase::Preparing).then(|| view! {
                <div class="actions">
                    <a class="button quiet" href=paths::now(&slug)><Icon kind=IconKind::SMARTPHONE/>{organise::public_page(locale)}</a>
                </div>
            })}
        </header>
    }
}

/// Where the fair stands, and moving it on. Choosing alone changes nothing: arrow keys pass over choices that close a
/// fair to everybody.
#[component]
fn PhaseChoice(view: FairView, told: RwSignal<Option<Told>>) -> impl IntoView {
    let locale = use_locale();
    let (slug, revision, now) = (use_slug(), view.fair.revision, view.fair.phase);
    let busy = RwSignal::new(false);
    let chosen = RwSignal::new(now);
    let set = move |event: SubmitEvent| {
        event.prevent_default();
        let phase = chosen.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let answer = api::fairs::set_phase(slug.get_untracked(), revision, phase).await;
            busy.try_set(false);
            told.try_set(Some(match answer {
                Ok(()) => Told::Good(words::phase_now(locale, enums::phase(locale, phase))),
                Err(error) => Told::Bad(refusals::error(locale, &error)),
            }));
        });
    };
    let choices = Phase::ALL.map(|phase| {
        view! {
            <label class="choice">
                <input type="radio" name="phase" checked=phase == now prop:checked=move || chosen.get() == phase
                    on:change=move |_| chosen.set(phase)/>
                <span><b>{enums::phase(locale, phase)}</b><span class="quiet">{words::phase_hint(locale, phase)}</span></span>
            </label>
        }
    });
    view! {
        <form class="card stack" on:submit=set>
            <h2 id="phase">{words::phase_title(locale)}</h2>
            <div class="choices" role="radiogroup" aria-labelledby="phase">{choices.into_iter().collect_view()}</div>
            <div class="actions">
                <button class="button plain" type="submit" disabled=move || busy.get() || chosen.get() == now>
                    {words::set_phase(locale)}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Numbers(list: AssociationList, told: RwSignal<Option<Told>>) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let busy = RwSignal::new(false);
    let all = list.associations.len();
    let homeless =
        list.associations.iter().filter(|a| !list.stands.iter().any(|s| s.associations.contains(&a.id))).count();
    // Kept until there is an answer: who presses again because the network swallowed it hears of the first press.
    let key = SameKey::default();
    let place = move |_| {
        busy.set(true);
        let sent = key.of(&());
        spawn_local(async move {
            let answer = api::associations::place_associations(slug.get_untracked(), None, sent).await;
            busy.try_set(false);
            told.try_set(Some(match answer {
                Ok(count) => {
                    key.answered();
                    Told::Good(words::placed(locale, count))
                }
                Err(error) => Told::Bad(refusals::error(locale, &error)),
            }));
        });
    };
    let figure = |name: String, value: usize| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <section class="card stack">
            <dl class="stats">
                {figure(words::associations(locale, all), all)}
                {figure(words::with_stand(locale).to_owned(), all - homeless)}
                {figure(words::without_stand(locale).to_owned(), homeless)}
            </dl>
            <h2>{words::next_steps(locale)}</h2>
            <div class="actions">
                {if all == 0 {
                    view! { <a class="button" href=move || to::import(&slug.get())><Icon kind=IconKind::UPLOAD/>{words::step_import(locale)}</a> }.into_any()
                } else if homeless > 0 {
                    view! {
                        <button class="button" type="button" disabled=busy on:click=place><Icon kind=IconKind::MAP/>{words::place(locale)}</button>
                        <a class="button plain" href=move || to::import(&slug.get())>{words::step_import(locale)}</a>
                    }.into_any()
                } else {
                    view! {
                        <a class="button" href=move || to::datings(&slug.get())><Icon kind=IconKind::TABLE/>{words::step_dating(locale)}</a>
                        <a class="button plain" href=move || to::import(&slug.get())>{words::step_import(locale)}</a>
                    }.into_any()
                }}
            </div>
        </section>
    }
    .into_any()
}
