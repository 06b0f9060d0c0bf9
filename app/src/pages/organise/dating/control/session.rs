//! The running session as this console knows it: what the server said last, with what was tapped here since already in it.

use crate::{
    clock::use_server_now,
    page::use_locale,
    pages::organise::{
        desk::{name_of, use_desk},
        queue::Waiting,
    },
};
use domain::{
    DatingId, Locale, ParticipantId, UnixMillis,
    clock::{Moment, Part},
    dating::{Dating, Participant},
    views::DatingDesk,
};
use leptos::prelude::*;
use std::{sync::Arc, time::Duration};

#[derive(Clone, Copy)]
pub struct Session {
    pub locale: Locale,
    /// What the server said last.
    pub desk: RwSignal<Arc<DatingDesk>>,
    /// The session with what waits here to be sent already done: what the room shows.
    pub dating: Memo<Arc<Dating>>,
    pub now: Signal<UnixMillis>,
    pub moment: Memo<Moment>,
    /// Neither over nor called off: what is done for rounds to come can be done.
    pub goes_on: Memo<bool>,
    /// Called off: there is nothing to note any more, and only something to say.
    pub off: Memo<bool>,
    /// The round (from 0) whose talk is on.
    pub talking: Memo<Option<u8>>,
    /// Rounds that have begun.
    pub begun: Memo<u8>,
    /// The round (from 0) somebody chose to look at; none follows the clock.
    pub looked_at: RwSignal<Option<u8>>,
    /// The round (from 0) that is shown.
    pub round: Memo<u8>,
}

impl Session {
    /// One session for the whole room: later answers of the server change what is shown, and rebuild nothing.
    pub fn provide(first: DatingDesk, waiting: Waiting) -> Self {
        let desk = RwSignal::new(Arc::new(first));
        let view = use_desk().view;
        Effect::new(move |_| {
            if let Some(Ok(new)) = view.get()
                && desk.with_untracked(|old| **old != new)
            {
                desk.set(Arc::new(new));
            }
        });
        let dating = Memo::new(move |_| desk.with(|desk| waiting.done_already(&desk.dating)));
        let drawn_at = Signal::derive(move || desk.with(|desk| desk.clock.now));
        let now = use_server_now(drawn_at, Duration::from_millis(200));
        let moment = Memo::new(move |_| dating.with(|dating| dating.moment(now.get())));
        let goes_on = Memo::new(move |_| moment.get() != Moment::Over);
        let off = Memo::new(move |_| dating.with(|dating| dating.run.is_called_off()));
        let talking = Memo::new(move |_| dating.with(|dating| dating.talking(now.get())));
        let begun = Memo::new(move |_| dating.with(|dating| dating.rounds_begun(now.get())));
        let looked_at = RwSignal::new(None::<u8>);
        let round = Memo::new(move |_| {
            let last = dating.with(|dating| dating.setting.rounds.saturating_sub(1));
            let at_hand = match moment.get() {
                Moment::Waiting => 0,
                Moment::On { round, part: Part::Talk, .. } => round,
                Moment::On { round, part: Part::Change, .. } => round + 1,
                Moment::Over => begun.get().saturating_sub(1),
            };
            looked_at.get().unwrap_or(at_hand).min(last)
        });
        // A round that is over is not what anybody wants to go on looking at.
        Effect::new(move |_| {
            let begun = begun.get();
            if looked_at.get_untracked().is_some_and(|round| round + 1 < begun) {
                looked_at.set(None);
            }
        });
        let session =
            Self { locale: use_locale(), desk, dating, now, moment, goes_on, off, talking, begun, looked_at, round };
        provide_context(session);
        session
    }

    pub fn id(self) -> DatingId {
        self.desk.with_untracked(|desk| desk.dating.id)
    }

    /// False for time keepers: they run the clock and mark people.
    pub fn may_organise(self) -> bool {
        self.desk.with(|desk| desk.may_organise)
    }

    pub fn name(self, who: ParticipantId) -> String {
        self.dating.with(|dating| name_of(dating, who))
    }

    pub fn participant(self, who: ParticipantId) -> Option<Participant> {
        self.dating.with(|dating| dating.participant(who).ok().cloned())
    }

    /// Rounds (from 0) that have neither begun nor been called.
    pub fn open_rounds(self) -> std::ops::Range<u8> {
        let frozen = self.desk.with(|desk| desk.rounds_frozen);
        let rounds = self.dating.with(|dating| dating.setting.rounds);
        (self.begun.get() + frozen).min(rounds)..rounds
    }

    /// The round in which a change by hand is meant: the one that is looked at where it is open, else the next open one.
    pub fn open_round(self) -> Option<u8> {
        let open = self.open_rounds();
        let shown = self.round.get();
        if open.contains(&shown) { Some(shown) } else { open.clone().next() }
    }
}

pub fn use_session() -> Session {
    expect_context()
}
