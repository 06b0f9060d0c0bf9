//! What was tapped here and has not reached the server: kept on this device, sent in order, shown as done meanwhile.
//!
//! Marks, people who walk in, turns of the clock and what is said to everybody need to know no revision, so they can wait
//! out a minute without a network. Everything else asks the server what it would change first, and says so where there is
//! no network. The door keeps who is tapped there in the same place.

mod kept;
pub mod panel;
mod sending;
mod stored;

use crate::pages::organise::{
    desk::{Told, use_desk},
    keys::fresh_key,
};
use domain::{
    DatingId, Locale, ParticipantId, UnixMillis,
    clock::Part,
    control_room::Queued,
    dating::{Attendance, ClockTurn, Dating, Happening},
};
pub use kept::{Because, Kept, Misfit, on};
use kept::{carry_out, key_of, waits, without};
use leptos::{ev, prelude::*};
pub use sending::{PAUSE, has_network};
use std::{collections::BTreeSet, sync::Arc};
use stored::{place, store, stored};

#[derive(Clone, Copy)]
pub struct Waiting {
    dating: DatingId,
    locale: Locale,
    /// Fetches what is shown again.
    again: Callback<()>,
    /// Says that something was amiss.
    tell: Callback<String>,
    kept: RwSignal<Vec<Kept>>,
    pub misfits: RwSignal<Vec<Misfit>>,
    sending: StoredValue<bool>,
    /// Revisions this console made by itself: no news to whoever sits at it.
    own: StoredValue<BTreeSet<i64>>,
    /// The server could not be reached when it was tried last.
    pub cut_off: RwSignal<bool>,
    /// Grows when the plan does not fit what was noted: it wants to be looked at.
    pub mend: RwSignal<u32>,
}

impl Waiting {
    /// The commands that wait on this device for the session of the desk. Context of the room.
    pub fn provide(dating: DatingId, locale: Locale) -> Self {
        let desk = use_desk();
        let again = Callback::new(move |()| desk.view.refetch());
        let tell = Callback::new(move |text| {
            desk.told.try_set(Some(Told::Bad(text)));
        });
        let waiting = Self::new(dating, locale, again, tell);
        provide_context(waiting);
        // What the server's state holds already needs no keeping.
        Effect::new(move |_| {
            if let Some(Ok(shown)) = desk.view.get() {
                let known = shown.dating.revision;
                let old = |kept: &Kept| kept.applied.is_some_and(|revision| revision <= known);
                if waiting.kept.with_untracked(|all| all.iter().any(old)) {
                    waiting.kept.update(|all| all.retain(|kept| !old(kept)));
                }
            }
        });
        waiting
    }

    /// The commands that wait on this device for one session; sending goes on where a page left it.
    pub fn new(dating: DatingId, locale: Locale, again: Callback<()>, tell: Callback<String>) -> Self {
        let waiting = Self {
            dating,
            locale,
            again,
            tell,
            kept: RwSignal::new(Vec::new()),
            misfits: RwSignal::new(Vec::new()),
            sending: StoredValue::new(false),
            own: StoredValue::new(BTreeSet::new()),
            cut_off: RwSignal::new(false),
            mend: RwSignal::new(0),
        };
        Effect::new(move |_| {
            waiting.kept.set(stored(&waiting.place("queue")));
            waiting.misfits.set(stored(&waiting.place("misfits")));
            waiting.send();
            let online = window_event_listener(ev::online, move |_| waiting.send());
            let again = set_interval_with_handle(move || waiting.send(), PAUSE);
            on_cleanup(move || {
                online.remove();
                if let Ok(again) = again {
                    again.clear();
                }
            });
        });
        waiting
    }

    /// Commands that have not come through yet, oldest first.
    pub fn unsent(self) -> Vec<Kept> {
        self.kept.with(|all| all.iter().filter(|kept| kept.applied.is_none()).cloned().collect())
    }

    /// Whether the command with this key has not come through.
    pub fn waits(self, key: &str) -> bool {
        self.kept.with(|all| waits(all, key))
    }

    /// Whether something was done here that the server's state, as it is shown, does not hold yet.
    pub fn is_ahead(self) -> bool {
        self.kept.with_untracked(|all| !all.is_empty())
    }

    /// No answer came so far to what was sent by another way; whether one is still due.
    pub fn unheard(self, key: &str) -> bool {
        let due = self.kept.try_with_untracked(|all| waits(all, key)) == Some(true);
        if due {
            self.cut_off.try_set(true);
        }
        due
    }

    /// The key of what waits to mark somebody so.
    pub fn key_of(self, who: ParticipantId, attendance: Attendance) -> Option<String> {
        self.kept.with(|all| key_of(all, who, attendance))
    }

    /// The session with everything done that is on its way; what does not fit any more is left out.
    pub fn done_already(self, dating: &Dating) -> Arc<Dating> {
        let mut after = dating.clone();
        self.kept.with(|all| {
            let on_its_way = |kept: &&Kept| kept.applied.is_none_or(|revision| revision > dating.revision);
            for kept in all.iter().filter(on_its_way) {
                carry_out(&mut after, kept);
            }
        });
        Arc::new(after)
    }

    /// As far as this device knows. In the browser only.
    pub fn reaches_the_server(self) -> bool {
        has_network() && !self.cut_off.get_untracked()
    }

    pub fn mark(self, shown: &Dating, who: ParticipantId, attendance: Attendance, now: UnixMillis) {
        if let Ok(person) = shown.participant(who) {
            self.keep(Queued::Mark { who, was: person.attendance, attendance }, now);
        }
    }

    /// What a rehearsal has happen by itself.
    pub fn rehearsed(self, shown: &Dating, who: ParticipantId, attendance: Attendance, now: UnixMillis) {
        if let Ok(person) = shown.participant(who) {
            self.keep(Queued::Rehearsed { who, was: person.attendance, attendance }, now);
        }
    }

    pub fn turn(self, turn: ClockTurn, meant_for: Option<(u8, Part)>, now: UnixMillis) {
        self.keep(Queued::Turn { turn, meant_for }, now);
    }

    /// What is said to everybody, or somebody who walked in ([`Happening::can_wait`]).
    pub fn note(self, shown: &Dating, happening: Happening, now: UnixMillis) {
        self.keep(Queued::Note { happening, begun: shown.rounds_begun(now) }, now);
    }

    /// A command that has not come through is not to be sent.
    pub fn call_off(self, key: &str) {
        let place = self.place("queue");
        store(&place, &without(stored(&place), key));
        self.kept.update(|all| *all = without(std::mem::take(all), key));
    }

    pub fn is_own(self, revision: i64) -> bool {
        self.own.try_with_value(|own| own.contains(&revision)).unwrap_or_default()
    }

    pub fn dismiss(self, key: &str) {
        self.misfits.update(|all| all.retain(|misfit| misfit.key != key));
        store(&self.place("misfits"), &self.misfits.get_untracked());
    }

    fn keep(self, command: Queued, at: UnixMillis) {
        self.keep_as(fresh_key(), command, at);
        self.send();
    }

    /// For whoever sends it once by themselves, under the same key: it acts once, whichever is heard.
    pub fn keep_as(self, key: String, command: Queued, at: UnixMillis) {
        let kept = Kept { key, at, command, applied: None };
        // Another tab on this device may have added to what is stored.
        let place = self.place("queue");
        let mut all: Vec<Kept> = stored(&place);
        all.push(kept.clone());
        store(&place, &all);
        self.kept.update(|all| all.push(kept));
    }

    fn place(self, what: &str) -> String {
        place(what, self.dating)
    }
}

pub fn use_waiting() -> Waiting {
    expect_context()
}
