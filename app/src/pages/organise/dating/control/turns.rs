//! What can be done with the clock at this moment; nothing else is offered.

use super::{
    queue::use_waiting,
    room::{Panel, use_room},
    session::{Session, use_session},
};
use crate::{
    components::icons::{Icon, IconKind},
    words::{control as words, dating},
};
use domain::{
    clock::{Moment, Pace, Part},
    dating::ClockTurn,
};
use leptos::prelude::*;

/// Which buttons there are; changes with the part, not with every tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Waiting,
    On { round: u8, part: Part, paused: bool },
    Over,
}

pub fn stage(session: Session) -> Memo<Stage> {
    Memo::new(move |_| match session.moment.get() {
        Moment::Waiting => Stage::Waiting,
        Moment::Over => Stage::Over,
        Moment::On { round, part, paused, .. } => Stage::On { round, part, paused },
    })
}

/// Turns the clock: at once on this console, and on the server as soon as it can be reached.
pub fn turner(session: Session) -> impl Fn(ClockTurn) + Copy + Send + Sync + 'static {
    let waiting = use_waiting();
    move |turn| waiting.turn(&session.dating.get_untracked(), turn, session.now.get_untracked())
}

#[component]
pub fn Turns() -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let turn = turner(session);
    let stage = stage(session);
    let published = Memo::new(move |_| session.dating.with(|dating| dating.published.is_some()));
    let rounds = move || session.dating.with(|dating| dating.setting.rounds);
    let changes = move || session.dating.with(|dating| dating.setting.change_minutes > 0);
    view! {
        <div class="actions">
            {move || match stage.get() {
                Stage::Waiting => view! {
                    <button class="button" type="button" disabled=move || !published.get() on:click=move |_| turn(ClockTurn::Start)>
                        <Icon kind=IconKind::PLAY/>{dating::start(locale)}
                    </button>
                    <Show when=move || !published.get()><p class="quiet">{dating::not_published(locale)}</p></Show>
                }.into_any(),
                Stage::Over => ().into_any(),
                Stage::On { round, part, paused } => {
                    let last = round + 1 >= rounds();
                    let next = match part {
                        Part::Talk if last => None,
                        Part::Talk if changes() => Some(dating::ring_change(locale).to_owned()),
                        Part::Talk | Part::Change => Some(dating::next_round(locale, round + 2)),
                    };
                    let (name, icon, other) = if paused {
                        (dating::resume(locale), IconKind::PLAY, ClockTurn::Resume)
                    } else {
                        (dating::pause(locale), IconKind::PAUSE, ClockTurn::Pause)
                    };
                    view! {
                        {next.clone().map(|next| view! {
                            <button class="button" type="button" on:click=move |_| turn(ClockTurn::Skip)>
                                <Icon kind=IconKind::BELL/>{next}
                            </button>
                        })}
                        <button class="button plain" type="button" on:click=move |_| turn(other)><Icon kind=icon/>{name}</button>
                        <button class="button plain" type="button" on:click=move |_| turn(ClockTurn::OneMinuteMore)>
                            {dating::one_minute(locale)}
                        </button>
                        {next.is_none().then(|| view! {
                            <button class="button" type="button" id="open-finish" on:click=move |_| room.open(Panel::Finish)>
                                <Icon kind=IconKind::FLAG/>{dating::finish(locale)}
                            </button>
                        })}
                    }.into_any()
                }
            }}
        </div>
    }
}

/// Straight from a talk into the next one, where no time is left for walking; rare, and away from what is pressed often.
#[component]
pub fn AtOnce() -> impl IntoView {
    let session = use_session();
    let turn = turner(session);
    let stage = stage(session);
    let next = Memo::new(move |_| {
        let (rounds, changes) =
            session.dating.with(|dating| (dating.setting.rounds, dating.setting.change_minutes > 0));
        match stage.get() {
            Stage::On { round, part: Part::Talk, .. } if changes && round + 1 < rounds => Some(round + 1),
            _ => None,
        }
    });
    move || {
        next.get().map(|round| {
            view! {
                <button class="chip" type="button" on:click=move |_| turn(ClockTurn::NextRound)>
                    <Icon kind=IconKind::SKIP/>{words::at_once(session.locale, round + 1)}
                </button>
            }
        })
    }
}

/// Whether parts end by themselves or when somebody says so.
#[component]
pub fn Pacing() -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let turn = turner(session);
    let over = Memo::new(move |_| session.moment.get() == Moment::Over);
    let pace = Memo::new(move |_| session.dating.with(|dating| dating.setting.pace));
    let choice = move |this: Pace, name: &'static str, means: ClockTurn| {
        let choose = move |_| {
            if pace.get_untracked() != this {
                turn(means);
            }
        };
        view! { <button type="button" aria-pressed=move || if pace.get() == this { "true" } else { "false" } on:click=choose>{name}</button> }
    };
    view! {
        <Show when=move || !over.get()>
            <div class="segments" role="group" aria-label=words::pace(locale)>
                {choice(Pace::Automatic, words::by_itself(locale), ClockTurn::Automatic)}
                {choice(Pace::ByHand, words::by_hand(locale), ClockTurn::ByHand)}
            </div>
        </Show>
    }
}

/// Ending before the last talk is over: a rare wish, away from what is pressed every few minutes.
#[component]
pub fn EarlyEnd() -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let stage = stage(session);
    let early = Memo::new(move |_| {
        let last = session.dating.with(|dating| dating.setting.rounds.saturating_sub(1));
        matches!(stage.get(), Stage::On { round, part, .. } if round < last || part == Part::Change)
    });
    view! {
        <Show when=move || early.get()>
            <button class="chip" type="button" id="open-early-end" on:click=move |_| room.open(Panel::Finish)>
                <Icon kind=IconKind::FLAG/>{dating::finish(session.locale)}
            </button>
        </Show>
    }
}
