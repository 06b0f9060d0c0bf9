//! The session's clock large, and what the time keeper does with it.

use crate::{
    api,
    clock::use_server_now,
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::desk::{fresh_key, use_desk},
    words::{dates, dating as words},
};
use domain::{
    clock::{Moment, Part},
    dating::{Attendance, ClockTurn},
    views::DatingDesk,
};
use leptos::prelude::*;
use std::time::Duration;

#[component]
pub fn ClockBar(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let clock = desk.clock;
    let now = use_server_now(Signal::stored(clock.now), Duration::from_millis(250));
    let moment = Memo::new(move |_| clock.at(now.get()));
    let rounds = desk.dating.setting.rounds;
    // A round that begins or ends changes what may be done: ask again once, at that moment.
    let part = Memo::new(move |_| match moment.get() {
        Moment::On { round, part, .. } => Some((round, part)),
        _ => None,
    });
    let state = use_desk();
    Effect::new(move |before: Option<Option<(u8, Part)>>| {
        let now = part.get();
        if before.is_some_and(|before| before != now) {
            state.view.refetch();
        }
        now
    });
    let headline = move || match moment.get() {
        Moment::Waiting => words::waiting(locale).to_owned(),
        Moment::Over => words::over(locale).to_owned(),
        Moment::On { round, .. } => words::round_of(locale, round + 1, rounds),
    };
    let what = move || match moment.get() {
        Moment::On { paused: true, .. } => words::paused(locale),
        Moment::On { part: Part::Talk, .. } => words::talking(locale),
        Moment::On { part: Part::Change, .. } => words::changing(locale),
        _ => "",
    };
    let face = move || match moment.get() {
        Moment::On { remaining_ms, .. } => dates::countdown(remaining_ms),
        Moment::Waiting => dates::countdown(clock.timing.talk_ms),
        Moment::Over => dates::countdown(0),
    };
    let soon = move || matches!(moment.get(), Moment::On { remaining_ms, .. } if remaining_ms <= 30_000);
    view! {
        <section class="desk-bar" aria-label=words::tab_day(locale)>
            <div><p class="quiet">{what}</p><b>{headline}</b></div>
            <p class="clock" class:soon=soon role="timer">{face}</p>
            <Turns desk=desk.clone() moment/>
            <Presence desk/>
        </section>
    }
}

/// What can be done with the clock at this moment; nothing else is offered.
#[component]
fn Turns(desk: DatingDesk, moment: Memo<Moment>) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    let (id, revision) = (desk.dating.id, desk.dating.revision);
    let published = desk.dating.published.is_some();
    let rounds = desk.dating.setting.rounds;
    let turn = move |turn: ClockTurn| {
        state.act(api::dating::turn_clock(id, revision, turn, fresh_key()), |()| None);
    };
    let start = move |_| state.act(api::dating::start(id, revision, fresh_key()), |()| None);
    let finish = move |_| {
        if window().confirm_with_message(words::finish_sure(locale)).unwrap_or(false) {
            turn(ClockTurn::Finish);
        }
    };
    // Which buttons there are changes with the part, not with every tick.
    let stage = Memo::new(move |_| match moment.get() {
        Moment::Waiting => Stage::Waiting,
        Moment::Over => Stage::Over,
        Moment::On { round, part, paused, .. } => Stage::On { round, part, paused },
    });
    let busy = move || state.busy.get();
    view! {
        <div class="actions">
            {move || match stage.get() {
                Stage::Waiting => view! {
                    <button class="button" type="button" disabled=move || busy() || !published on:click=start>
                        <Icon kind=IconKind::Play/>{words::start(locale)}
                    </button>
                    {(!published).then(|| view! { <p class="quiet">{words::not_published(locale)}</p> })}
                }.into_any(),
                Stage::Over => ().into_any(),
                Stage::On { round, part, paused } => {
                    let last = round + 1 >= rounds;
                    let next = match part {
                        Part::Talk if last => words::finish(locale).to_owned(),
                        Part::Talk => words::ring_change(locale).to_owned(),
                        Part::Change => words::next_round(locale, round + 2),
                    };
                    view! {
                        <button class="button" type="button" disabled=busy on:click=move |_| turn(ClockTurn::Skip)>
                            <Icon kind=IconKind::Bell/>{next}
                        </button>
                        {if paused { view! {
                            <button class="button plain" type="button" disabled=busy on:click=move |_| turn(ClockTurn::Resume)>
                                <Icon kind=IconKind::Play/>{words::resume(locale)}
                            </button>
                        }.into_any() } else { view! {
                            <button class="button plain" type="button" disabled=busy on:click=move |_| turn(ClockTurn::Pause)>
                                <Icon kind=IconKind::Pause/>{words::pause(locale)}
                            </button>
                        }.into_any() }}
                        <button class="button plain" type="button" disabled=busy on:click=move |_| turn(ClockTurn::OneMinuteMore)>
                            {words::one_minute(locale)}
                        </button>
                        {(!last).then(|| view! {
                            <button class="button quiet" type="button" disabled=busy on:click=finish>{words::finish(locale)}</button>
                        })}
                    }.into_any()
                }
            }}
        </div>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waiting,
    On { round: u8, part: Part, paused: bool },
    Over,
}

#[component]
fn Presence(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let people = &desk.dating.participants;
    let count = |test: fn(Attendance) -> bool| people.iter().filter(|p| test(p.attendance)).count();
    let here = count(|a| a == Attendance::Arrived);
    let missing = count(|a| matches!(a, Attendance::Missing | Attendance::Left));
    let late = count(|a| matches!(a, Attendance::Late { .. }));
    let new = people.iter().filter(|p| p.walked_in).count();
    view! {
        <div class="end">
            <b class="num">{words::present_of(locale, here, people.len())}</b>
            <p class="quiet">
                {[words::count_missing(locale, missing), words::count_late(locale, late), words::count_new(locale, new)].join(" · ")}
            </p>
        </div>
    }
}
