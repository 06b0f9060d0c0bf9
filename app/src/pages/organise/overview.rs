//! A fair at a glance: how far it is, what comes next.

use super::{
    desk::Told,
    fields::rests,
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
    words::{dates, enums, links, organise, overview as words, refusals},
};
use domain::{
    DatingId,
    access::Role,
    clock::Run,
    fair::Phase,
    views::{AssociationList, DatingCard, FairView},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

#[component]
pub fn OverviewRoom() -> impl IntoView {
    let locale = use_locale();
    let (slug, live) = (use_slug(), use_live());
    let organiser = use_me().role == Role::Organiser;
    let fair = Resource::new(
        move || (slug.get(), live.version(Topic::Fair) + live.version(Topic::Sessions)),
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
                {(!organiser).then(|| view! { <Keeping datings=view.datings.clone()/> })}
                {organiser.then(|| view! { <PhaseChoice view=view.clone() told/> })}
                <div role="status">
                    {move || told.get().map(|told| match told {
                        Told::Good(text) => view! { <div class="notice good"><Icon kind=IconKind::CHECK/><p>{text}</p></div> }.into_any(),
                        Told::Bad(text) => view! { <div class="notice bad"><Icon kind=IconKind::WARNING/><p>{text}</p></div> }.into_any(),
                    })}
                </div>
                {list.map(|list| view! { <Numbers list view told/> })}
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
            <p class="kicker">{dates::day_and_place(locale, view.fair.date, &view.fair.venue)}</p>
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
        if busy.get_untracked() {
            return;
        }
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
    let running = view.datings.iter().any(|card| matches!(card.run, Run::Running { .. } | Run::Paused { .. }));
    let ends_too_soon = move || running && chosen.get() == Phase::Closed && now != Phase::Closed;
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
            <div role="status">
                {move || ends_too_soon().then(|| view! { <div class="notice warn"><Icon kind=IconKind::WARNING/><p>{words::dating_still_runs(locale)}</p></div> })}
            </div>
            <div class="actions">
                <button class="button plain" type="submit" disabled=move || chosen.get() == now aria-disabled=rests(busy)>
                    {words::set_phase(locale)}
                </button>
            </div>
        </form>
    }
}

/// What a time keeper can do, and where.
#[component]
fn Keeping(datings: Vec<DatingCard>) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let cards = datings.into_iter().map(|dating| {
        let id = dating.id;
        view! {
            <li class="card">
                <p class="kicker">{dates::full_date(locale, dating.starts.date())} "\u{a0}· " {dates::time(dating.starts.time())}</p>
                <h2>{dating.title.to_string()}</h2>
                <div class="actions">
                    <a class="button" href=move || to::dating(&slug.get(), id)><Icon kind=IconKind::CLOCK/>{words::step_run(locale)}</a>
                    // Loaded anew: only that page may use the camera.
                    <a class="button plain" rel="external" href=move || to::check_in(&slug.get(), id)><Icon kind=IconKind::USER_HERE/>{links::to_check_in(locale)}</a>
                </div>
            </li>
        }
    });
    let cards = cards.collect_view();
    view! {
        <p class="lede">{words::keeping(locale)}</p>
        <ul class="grid">{cards}</ul>
    }
}

/// What brings a fair on, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Import,
    Place,
    SetUp,
    /// Let the tables of a session be allocated and publish them.
    Publish(DatingId),
    CheckIn(DatingId),
    Run(DatingId),
    Summary(DatingId),
}

/// Follows from what is there. Nobody rehearses to be reminded of it.
fn steps(associations: usize, homeless: usize, phase: Phase, datings: &[DatingCard]) -> Vec<Step> {
    if associations == 0 {
        return vec![Step::Import];
    }
    let real = || datings.iter().filter(|dating| !dating.rehearsal);
    let running = real().find(|dating| matches!(dating.run, Run::Running { .. } | Run::Paused { .. }));
    let waiting = real().filter(|dating| dating.run == Run::Waiting).min_by_key(|dating| dating.starts);
    // One that was called off before its first round has nothing to look back at.
    let is_over = |dating: &&DatingCard| matches!(dating.run, Run::Finished { begun, .. } if begun != Some(0));
    let over = real().filter(is_over).max_by_key(|dating| dating.starts);
    let mut steps = Vec::new();
    if phase != Phase::Closed {
        steps.extend(running.map(|dating| Step::Run(dating.id)));
        steps.extend((homeless > 0).then_some(Step::Place));
        match waiting {
            Some(dating) if !dating.published => steps.push(Step::Publish(dating.id)),
            Some(dating) => steps.extend([Step::CheckIn(dating.id), Step::Run(dating.id)]),
            None if real().next().is_none() => steps.push(Step::SetUp),
            None => {}
        }
    }
    steps.extend(over.map(|dating| Step::Summary(dating.id)));
    steps.extend((phase == Phase::Preparing).then_some(Step::Import));
    steps
}

#[component]
fn Numbers(list: AssociationList, view: FairView, told: RwSignal<Option<Told>>) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let busy = RwSignal::new(false);
    let all = list.associations.len();
    let homeless =
        list.associations.iter().filter(|a| !list.stands.iter().any(|s| s.associations.contains(&a.id))).count();
    // Kept until there is an answer: who presses again because the network swallowed it hears of the first press.
    let key = SameKey::default();
    let step_free = RwSignal::new(false);
    let place = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let step_free = step_free.get_untracked();
        let sent = key.of(&step_free);
        spawn_local(async move {
            let answer = api::associations::place_associations(slug.get_untracked(), None, step_free, sent).await;
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
    let way = move |(n, step): (usize, Step)| {
        let class = if n == 0 { "button" } else { "button plain" };
        let link = move |icon: IconKind, name: &'static str, href: String, anew: bool| {
            view! { <a class=class rel=anew.then_some("external") href=href><Icon kind=icon/>{name}</a> }.into_any()
        };
        let slug = slug.get_untracked();
        match step {
            Step::Place => {
                view! { <button class=class type="button" aria-disabled=rests(busy) on:click=place><Icon kind=IconKind::MAP/>{words::place(locale)}</button> }.into_any()
            }
            Step::Import => link(IconKind::UPLOAD, words::step_import(locale), to::import(&slug), false),
            Step::SetUp => link(IconKind::TABLE, words::step_dating(locale), to::datings(&slug), false),
            Step::Publish(id) => link(IconKind::TABLE, words::step_plan(locale), to::dating_room(&slug, id, "plan"), false),
            // Loaded anew: only that page may use the camera.
            Step::CheckIn(id) => link(IconKind::USER_HERE, links::to_check_in(locale), to::check_in(&slug, id), true),
            Step::Run(id) => link(IconKind::CLOCK, words::step_run(locale), to::dating(&slug, id), false),
            Step::Summary(id) => link(IconKind::LIST, words::step_summary(locale), to::dating_room(&slug, id, "summary"), false),
        }
    };
    let steps = steps(all, homeless, view.fair.phase, &view.datings);
    let said = steps.contains(&Step::Place).then(|| {
        view! {
            <label class="check">
                <input type="checkbox" checked=step_free.get_untracked()
                    on:change=move |event| step_free.set(event_target_checked(&event))/>
                <span>{words::all_step_free(locale)}</span>
            </label>
        }
    });
    let ways: Vec<AnyView> = steps.into_iter().enumerate().map(way).collect();
    let figure = |name: String, value: usize| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <section class="card stack">
            <dl class="stats">
                {figure(words::associations(locale, all), all)}
                {figure(words::with_stand(locale).to_owned(), all - homeless)}
                {figure(words::without_stand(locale).to_owned(), homeless)}
            </dl>
            {(!ways.is_empty()).then(|| view! {
                <h2>{words::next_steps(locale)}</h2>
                <div class="actions">{ways}</div>
                {said}
            })}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::{UnixMillis, text::Title};
    use jiff::civil::datetime;

    fn session(id: i64, published: bool, run: Run) -> DatingCard {
        DatingCard {
            id: DatingId(id),
            title: Title::parse("Speed-Dating").unwrap(),
            starts: datetime(2027, 5, 8, 13, 30, 0, 0),
            rounds: 8,
            participants: 40,
            published,
            run,
            rehearsal: false,
        }
    }

    #[test]
    fn the_next_steps_follow_what_is_there() {
        let (first, waiting) = (DatingId(1), Run::Waiting);
        let over = Run::Finished { at: UnixMillis(0), begun: None, called_off: false };
        let rehearsed = DatingCard { rehearsal: true, ..session(2, true, waiting) };
        let of = |homeless, phase, datings: &[DatingCard]| steps(40, homeless, phase, datings);
        assert_eq!(steps(0, 0, Phase::Preparing, &[]), [Step::Import]);
        assert_eq!(of(3, Phase::Preparing, &[]), [Step::Place, Step::SetUp, Step::Import]);
        assert_eq!(of(0, Phase::Published, &[session(1, false, waiting), rehearsed]), [Step::Publish(first)]);
        assert_eq!(of(0, Phase::Live, &[session(1, true, waiting)]), [Step::CheckIn(first), Step::Run(first)]);
        assert_eq!(of(0, Phase::Live, &[session(1, true, over)]), [Step::Summary(first)]);
        assert_eq!(of(2, Phase::Closed, &[session(1, true, over)]), [Step::Summary(first)]);
        let never = Run::Finished { at: UnixMillis(0), begun: Some(0), called_off: true };
        assert_eq!(of(0, Phase::Live, &[session(1, true, never)]), []);
    }
}
