//! What can be done with the clock at this moment; nothing else is offered.

use super::{
    room::{Panel, use_room},
    session::{Session, use_session},
};
use crate::{
    clock::count,
    components::icons::{Icon, IconKind},
    pages::organise::{
        frame::use_slug,
        queue::{Waiting, on, use_waiting},
    },
    paths::organise as to,
    words::{control as words, dating, overview, refusals},
};
use domain::{
    Locale,
    clock::{Moment, Pace, Part},
    dating::ClockTurn,
    refusal::Refusal,
};
use leptos::{ev, prelude::*};
use std::time::Duration;

/// For how long the buttons of the clock rest once it was turned: a press so soon after was meant for what stood there
/// before.
const REST: Duration = Duration::from_secs(1);

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

/// What a button of the clock does. Rounds count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Start,
    RingChange,
    Begin {
        round: u8,
    },
    AtOnce {
        round: u8,
    },
    Pause,
    Resume,
    OneMinuteMore,
    /// Asks once more.
    Finish,
}

impl Act {
    /// What comes next, by the clock.
    fn next(stage: Stage, rounds: u8, changes: bool) -> Option<Self> {
        match stage {
            Stage::Waiting => Some(Act::Start),
            Stage::On { round, part: Part::Talk, .. } if round + 1 >= rounds => Some(Act::Finish),
            Stage::On { part: Part::Talk, .. } if changes => Some(Act::RingChange),
            Stage::On { round, .. } => Some(Act::Begin { round: round + 1 }),
            Stage::Over => None,
        }
    }

    fn turn(self) -> Option<ClockTurn> {
        match self {
            Act::Start => Some(ClockTurn::Start),
            Act::RingChange | Act::Begin { .. } => Some(ClockTurn::Skip),
            Act::AtOnce { .. } => Some(ClockTurn::NextRound),
            Act::Pause => Some(ClockTurn::Pause),
            Act::Resume => Some(ClockTurn::Resume),
            Act::OneMinuteMore => Some(ClockTurn::OneMinuteMore),
            Act::Finish => None,
        }
    }

    fn icon(self) -> Option<IconKind> {
        match self {
            Act::Start | Act::Resume => Some(IconKind::PLAY),
            Act::RingChange | Act::Begin { .. } => Some(IconKind::BELL),
            Act::AtOnce { .. } => Some(IconKind::SKIP),
            Act::Pause => Some(IconKind::PAUSE),
            Act::Finish => Some(IconKind::FLAG),
            Act::OneMinuteMore => None,
        }
    }

    fn name(self, locale: Locale) -> String {
        match self {
            Act::Start => dating::start(locale).to_owned(),
            Act::RingChange => dating::ring_change(locale).to_owned(),
            Act::Begin { round } => dating::next_round(locale, round + 1),
            Act::AtOnce { round } => words::at_once(locale, round + 1),
            Act::Pause => dating::pause(locale).to_owned(),
            Act::Resume => dating::resume(locale).to_owned(),
            Act::OneMinuteMore => dating::one_minute(locale).to_owned(),
            Act::Finish => dating::finish(locale).to_owned(),
        }
    }
}

/// Whether it is too soon for another turn. Times in milliseconds that only ever count up.
fn too_soon(turned: Option<f64>, now: f64) -> bool {
    turned.is_some_and(|turned| now - turned < REST.as_millis() as f64)
}

/// The hand on the clock: one turn at a time, whoever turns it. In context of the room.
#[derive(Clone, Copy)]
pub struct Hand {
    session: Session,
    waiting: Waiting,
    /// When the clock was turned last, as far as this page saw it.
    turned: StoredValue<Option<f64>>,
    /// For show.
    rests: RwSignal<bool>,
}

impl Hand {
    pub fn provide() -> Self {
        let hand = Self {
            session: use_session(),
            waiting: use_waiting(),
            turned: StoredValue::new(None),
            rests: RwSignal::new(false),
        };
        provide_context(hand);
        let stage = stage(hand.session);
        // Others turn it too, and parts end by themselves: another button stands under the finger all the same.
        Effect::new(move |before: Option<Stage>| {
            let now = stage.get();
            if before.is_some_and(|before| before != now) {
                hand.rest();
            }
            now
        });
        hand
    }

    /// Turns the clock as it is shown, unless it was turned a moment ago: at once on this console, and on the server as
    /// soon as it can be reached. `at` is when the press was made: a busy device may hear of it later. In the browser only.
    pub fn turn(self, turn: ClockTurn, at: f64) {
        if !self.is_resting(at) {
            self.turn_from(turn, self.shown());
        }
    }

    /// Whether parts end by themselves: means the same whatever was done before.
    fn set_pace(self, turn: ClockTurn) {
        self.waiting.turn(turn, self.shown(), self.session.now.get_untracked());
    }

    fn turn_from(self, turn: ClockTurn, meant_for: Option<(u8, Part)>) {
        self.rest();
        self.waiting.turn(turn, meant_for, self.session.now.get_untracked());
    }

    /// The part that is on, as it is shown.
    fn shown(self) -> Option<(u8, Part)> {
        on(self.session.moment.get_untracked())
    }

    fn is_resting(self, at: f64) -> bool {
        too_soon(self.turned.get_value(), at)
    }

    fn rest(self) {
        let turned = Some(count());
        self.turned.set_value(turned);
        self.rests.set(true);
        let on_again = move || {
            if self.turned.try_get_value() == Some(turned) {
                self.rests.try_set(false);
            }
        };
        set_timeout(on_again, REST);
    }
}

pub fn use_hand() -> Hand {
    expect_context()
}

/// A press on a button as it began: when it ends, the button may offer something else.
#[derive(Clone, Copy)]
struct Press {
    act: Act,
    meant_for: Option<(u8, Part)>,
    too_soon: bool,
}

/// One button for as long as anything is offered in its place: another name and another act leave the keyboard on it.
#[component]
fn ActButton(
    class: &'static str,
    #[prop(optional)] id: Option<&'static str>,
    act: Memo<Option<Act>>,
    #[prop(into, default = Signal::stored(false))] disabled: Signal<bool>,
) -> impl IntoView {
    let (hand, room) = (use_hand(), use_room());
    let locale = hand.session.locale;
    let offered = Memo::new(move |_| act.get().is_some());
    let began = StoredValue::new(None::<Press>);
    let as_shown = move |at: f64| {
        let act = act.get_untracked()?;
        Some(Press { act, meant_for: hand.shown(), too_soon: hand.is_resting(at) })
    };
    let begin = move |at: f64| began.set_value(as_shown(at));
    let key = move |event: ev::KeyboardEvent| {
        // A key that is held down presses once.
        if event.repeat() {
            event.prevent_default();
        } else {
            begin(event.time_stamp());
        }
    };
    let press = move |event: ev::MouseEvent| {
        let began = began.try_update_value(Option::take).flatten();
        let Some(press) = began.or_else(|| as_shown(event.time_stamp())) else { return };
        if press.too_soon || hand.is_resting(event.time_stamp()) {
            return;
        }
        match press.act.turn() {
            Some(turn) => hand.turn_from(turn, press.meant_for),
            None => room.open(Panel::Finish),
        }
    };
    view! {
        <Show when=move || offered.get()>
            <button class=class type="button" id=id data-at-once disabled=disabled aria-disabled=move || hand.rests.get().then_some("true")
                on:pointerdown=move |event: ev::PointerEvent| begin(event.time_stamp()) on:pointercancel=move |_| began.set_value(None) on:keydown=key on:click=press>
                {move || act.get().map(|act| view! { {act.icon().map(|kind| view! { <Icon kind/> })}{act.name(locale)} })}
            </button>
        </Show>
    }
}

#[component]
pub fn Turns() -> impl IntoView {
    let session = use_session();
    let stage = stage(session);
    let missing = Memo::new(move |_| {
        let waits = stage.get() == Stage::Waiting;
        session.dating.with(|dating| dating.is_ready().err().filter(|_| waits))
    });
    let unready = Signal::derive(move || missing.with(Option::is_some));
    let next = Memo::new(move |_| {
        let (rounds, changes) =
            session.dating.with(|dating| (dating.setting.rounds, dating.setting.change_minutes > 0));
        Act::next(stage.get(), rounds, changes)
    });
    let pause = Memo::new(move |_| match stage.get() {
        Stage::On { paused: true, .. } => Some(Act::Resume),
        Stage::On { paused: false, .. } => Some(Act::Pause),
        Stage::Waiting | Stage::Over => None,
    });
    let more = Memo::new(move |_| matches!(stage.get(), Stage::On { .. }).then_some(Act::OneMinuteMore));
    view! {
        <div class="actions">
            <ActButton class="button" id="next-act" act=next disabled=unready/>
            {move || missing.get().map(|missing| view! { <Missing missing/> })}
            <ActButton class="button plain" act=pause/>
            <ActButton class="button plain" act=more/>
        </div>
    }
}

/// What it takes to start, and the way there.
#[component]
fn Missing(missing: Refusal) -> impl IntoView {
    let session = use_session();
    let (locale, slug) = (session.locale, use_slug());
    let way = match missing {
        Refusal::NoPlan => overview::step_plan(locale),
        _ => dating::look_and_publish(locale),
    };
    let way = untrack(|| session.may_organise()).then(|| {
        view! { " "<a href=move || to::dating_room(&slug.get(), session.id(), "plan")>{way}</a> }
    });
    view! { <p class="quiet">{refusals::refusal(locale, &missing)}{way}</p> }
}

/// Straight from a talk into the next one, where no time is left for walking; rare, and away from what is pressed often.
#[component]
pub fn AtOnce() -> impl IntoView {
    let session = use_session();
    let stage = stage(session);
    let act = Memo::new(move |_| {
        let (rounds, changes) =
            session.dating.with(|dating| (dating.setting.rounds, dating.setting.change_minutes > 0));
        match stage.get() {
            Stage::On { round, part: Part::Talk, .. } if changes && round + 1 < rounds => {
                Some(Act::AtOnce { round: round + 1 })
            }
            _ => None,
        }
    });
    view! { <ActButton class="chip" act/> }
}

/// Whether parts end by themselves or when somebody says so.
#[component]
pub fn Pacing() -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let hand = use_hand();
    let over = Memo::new(move |_| session.moment.get() == Moment::Over);
    let pace = Memo::new(move |_| session.dating.with(|dating| dating.setting.pace));
    let choice = move |this: Pace, name: &'static str, means: ClockTurn| {
        let choose = move |_| {
            if pace.get_untracked() != this {
                hand.set_pace(means);
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

#[cfg(test)]
mod tests {
    use super::*;

    const ROUNDS: u8 = 3;

    fn on(round: u8, part: Part) -> Stage {
        Stage::On { round, part, paused: false }
    }

    #[test]
    fn a_second_press_comes_too_soon_and_a_late_one_does_not() {
        assert!(!too_soon(None, 5.));
        assert!(too_soon(Some(5_000.), 5_000.));
        assert!(too_soon(Some(5_000.), 5_200.));
        assert!(too_soon(Some(5_000.), 5_999.));
        assert!(!too_soon(Some(5_000.), 6_000.));
    }

    #[test]
    fn one_button_leads_through_the_whole_session() {
        let next = |stage| Act::next(stage, ROUNDS, true);
        assert_eq!(next(Stage::Waiting), Some(Act::Start));
        assert_eq!(next(on(0, Part::Talk)), Some(Act::RingChange));
        assert_eq!(next(on(0, Part::Change)), Some(Act::Begin { round: 1 }));
        assert_eq!(next(on(1, Part::Change)), Some(Act::Begin { round: 2 }));
        // The end is asked for twice: it turns nothing by itself.
        assert_eq!(next(on(2, Part::Talk)), Some(Act::Finish));
        assert_eq!(Act::Finish.turn(), None);
        assert_eq!(next(Stage::Over), None);
    }

    #[test]
    fn where_nobody_needs_time_to_walk_a_round_follows_the_other() {
        assert_eq!(Act::next(on(0, Part::Talk), ROUNDS, false), Some(Act::Begin { round: 1 }));
    }
}
