//! The plan: letting it be allocated, how good it is, two plans side by side, rounds by tables, publishing.

use super::{
    back_and_again::Way,
    compare::{Compare, Trying},
    moving::{MoveCard, Moving},
    plan_grid::{ByPerson, ByRound},
    verdict::{Broken, Measures, Shortfalls, Verdict},
    workshop::{Bench, Mishaps, UnderWayCard, use_bench},
};
use crate::{
    api,
    components::{
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        loaded::{both_loaded, loaded},
    },
    page::use_locale,
    pages::organise::{
        desk::{name_of, use_desk},
        fields::rests,
        keys::fresh_key,
    },
    words::{control, dating as words, workshop},
};
use domain::{
    Locale,
    attempt::SECONDS,
    control_room::StepLine,
    dating::{Dating, Deed},
    live::Reach,
    views::DatingDesk,
};
use leptos::prelude::*;

#[component]
pub fn PlanRoom() -> impl IntoView {
    // Kept here, outside of what is drawn anew whenever anybody changes the session.
    let moving = RwSignal::new(None::<Moving>);
    let by_person = RwSignal::new(false);
    let trying = Trying::provide();
    let desk = use_desk();
    let bench = Bench::provide();
    view! {
        <UnderWayCard/>
        {both_loaded(desk.view, bench.view, |desk, workshop| view! { <Mishaps dating=desk.dating workshop/> })}
        {loaded(desk.view, |desk| view! { <Plan desk/> })}
        {both_loaded(desk.view, bench.view, move |desk, workshop| view! { <Compare desk workshop trying/> })}
        {loaded(desk.view, move |desk| view! { <Seats desk moving by_person/> })}
    }
}

#[component]
fn Plan(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let Some(plan) = desk.dating.plan.clone() else {
        return view! {
            <div class="empty">
                <EmptyStall/>
                <h2>{words::no_plan_title(locale)}</h2>
                <p>{words::no_plan(locale)}</p>
                <Decisions desk/>
            </div>
        }
        .into_any();
    };
    view! {
        <section class="card stack">
            <Verdict plan outdated=desk.outdated/>
            <Measures desk=desk.clone()/>
            <Decisions desk=desk.clone()/>
        </section>
        <Broken desk=desk.clone()/>
        <Shortfalls desk/>
    }
    .into_any()
}

/// Who sits where, and moving somebody.
#[component]
fn Seats(desk: DatingDesk, moving: RwSignal<Option<Moving>>, by_person: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    if desk.dating.plan.is_none() {
        return ().into_any();
    }
    let is_move = |line: &&StepLine| desk.may_organise && matches!(line.deed.done(), Deed::Moved { .. });
    let back = desk.last.as_ref().filter(is_move).map(|line| {
        let name = control::undo_step(locale, line, &desk.me, &|who| name_of(&desk.dating, who));
        view! { <Take way=Way::Undo step=line.step name=with_phones(locale, desk.plan_is_on, name)/> }
    });
    let again = desk.taken_back.as_ref().filter(is_move).map(|line| again(locale, &desk.dating, line));
    let moved = (back.is_some() || again.is_some()).then(|| view! { <div class="actions">{back}{again}</div> });
    let hint = match desk.dating.rounds_ahead(desk.clock.now).is_empty() {
        true => words::why_hint(locale),
        false => words::move_hint(locale),
    };
    let pressed = move |on: bool| move || if by_person.get() == on { "true" } else { "false" };
    let (grid, people) = (desk.clone(), desk.clone());
    view! {
        <div class="row wrap">
            <div class="segments" role="group" aria-label=words::tab_plan(locale)>
                <button type="button" aria-pressed=pressed(false) on:click=move |_| by_person.set(false)>{words::by_round(locale)}</button>
                <button type="button" aria-pressed=pressed(true) on:click=move |_| by_person.set(true)>{words::by_person(locale)}</button>
            </div>
            {desk.may_organise.then(|| view! { <p class="quiet grow">{hint}</p> })}
        </div>
        {moved}
        {move || moving.get().map(|what| view! { <MoveCard desk=desk.clone() what moving/> })}
        {move || if by_person.get() {
            view! { <ByPerson desk=people.clone() moving/> }.into_any()
        } else {
            view! { <ByRound desk=grid.clone() moving/> }.into_any()
        }}
    }
    .into_any()
}

/// Takes a step back, or does it again.
#[component]
fn Take(way: Way, step: i64, name: String) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    let occupied = use_bench().occupied();
    // It is drawn anew with what it came to; until then a second press was for the same step.
    let gone = StoredValue::new(false);
    let take = move |_| {
        if gone.get_value() {
            return;
        }
        let Some(Ok(desk)) = state.view.get_untracked().filter(|_| !occupied.get_untracked()) else { return };
        let command = way.go(desk.dating.id, desk.dating.revision, step);
        state.act(command, move |reach| {
            gone.try_set_value(true);
            state.to_told();
            Some(way.told(locale, reach).to_owned())
        });
    };
    view! {
        <button class="button plain" type="button" data-at-once aria-disabled=rests(occupied) on:click=take>
            <Icon kind=way.icon()/>{name}
        </button>
    }
}

/// Where everybody is shown the plan at hand, they are shown the one before at the press that takes it back: said beforehand.
fn with_phones(locale: Locale, plan_is_on: Reach, name: String) -> String {
    match plan_is_on {
        Reach::Phones => workshop::phones_told(locale, &name),
        Reach::Desks | Reach::Draft => name,
    }
}

/// Does again what was taken back last. It is a draft then: nobody is shown it before it is published.
fn again(locale: Locale, dating: &Dating, line: &StepLine) -> impl IntoView + use<> {
    let what = control::step(locale, &line.deed, &|who| name_of(dating, who));
    view! { <Take way=Way::Redo step=line.step name=control::redo(locale, &what)/> }
}

/// Allocating, trying something else, going back, and publishing.
#[component]
fn Decisions(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let (state, bench, trying) = (use_desk(), use_bench(), Trying::here());
    let (id, revision) = (desk.dating.id, desk.dating.revision);
    let (has_plan, started) = (desk.dating.plan.is_some(), desk.dating.has_started());
    let asking = RwSignal::new(false);
    if !desk.may_organise {
        return ().into_any();
    }
    let occupied = bench.occupied();
    let allocate = move |_| {
        if occupied.get_untracked() {
            return;
        }
        asking.set(true);
        let command = async move {
            let answer =
                api::dating::allocate(id, revision, Some(bench.seconds.get_untracked()), None, fresh_key()).await;
            asking.try_set(false);
            bench.look_again();
            answer
        };
        state.act(command, |_| None);
    };
    let publish = move |_| {
        if occupied.get_untracked() {
            return;
        }
        state.act(api::dating::publish(id, revision, fresh_key()), move |reach| {
            state.to_told();
            Some(words::applied(locale, reach).to_owned())
        });
    };
    // Only from one plan to another: everything else is taken back where it was done.
    let is_other_plan =
        |line: &&StepLine| !started && matches!(line.deed.done(), Deed::Reallocated | Deed::Taken { .. });
    let back = desk.last.as_ref().filter(is_other_plan).map(|line| {
        let name = with_phones(locale, desk.plan_is_on, workshop::undo_plan(locale).to_owned());
        view! { <Take way=Way::Undo step=line.step name/> }
    });
    let again = desk.taken_back.as_ref().filter(is_other_plan).map(|line| again(locale, &desk.dating, line));
    // What is to be done now comes first: a plan found for something else is not the one to publish.
    let publish_first = has_plan && !desk.outdated;
    let looks = |first: bool| if first { "button" } else { "button plain" };
    let publishing = (desk.unpublished_changes && !desk.dating.run.is_called_off()).then(|| {
        view! {
            <button class=looks(publish_first) type="button" aria-disabled=rests(occupied) on:click=publish>
                <Icon kind=IconKind::SMARTPHONE/>{words::publish(locale)}
            </button>
        }
    });
    let allocating = (!started).then(|| {
        view! {
            <button class=looks(!publish_first) type="button" aria-disabled=rests(occupied) on:click=allocate
                aria-busy=move || asking.get().then_some("true")>
                <Icon kind=IconKind::SHUFFLE/>
                {if has_plan { words::allocate_again(locale) } else { words::allocate(locale) }}
            </button>
        }
    });
    let first_and_second = match publish_first {
        true => (publishing.into_any(), allocating.into_any()),
        false => (allocating.into_any(), publishing.into_any()),
    };
    let toggle = move |_| {
        if !occupied.get_untracked() {
            trying.toggle();
        }
    };
    let groups = !desk.dating.setting.is_one_to_one();
    let choose = move |event| bench.seconds.set(event_target_value(&event).parse().unwrap_or(SECONDS[0]));
    let lengths = SECONDS.map(|value| {
        let chosen = bench.seconds.get_untracked() == value;
        view! { <option value=value.to_string() selected=chosen>{workshop::duration(locale, value)}</option> }
    });
    view! {
        <div class="actions">
            {first_and_second}
            {(has_plan && !started).then(|| view! {
                <button class="button plain" type="button" aria-disabled=rests(occupied) on:click=toggle
                    aria-expanded=move || if trying.is_open() { "true" } else { "false" }>
                    <Icon kind=IconKind::SCALE/>{workshop::try_other(locale)}
                </button>
            })}
            {back}
            {again}
        </div>
        {(groups && !started).then(|| view! {
            <div class="field short">
                <label for="search-seconds">{workshop::how_long(locale)}</label>
                <select id="search-seconds" aria-describedby="search-hint" prop:value=move || bench.seconds.get().to_string() on:change=choose>
                    {lengths.into_iter().collect_view()}
                </select>
                <p class="hint" id="search-hint">{workshop::how_long_hint(locale)}</p>
            </div>
        })}
    }
    .into_any()
}
