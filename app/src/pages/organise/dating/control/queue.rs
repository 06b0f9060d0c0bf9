//! What was tapped here and has not reached the server: kept on this device, sent in order, shown as done meanwhile.
//!
//! Marks, people who walk in, turns of the clock and what is said to everybody need to know no revision, so they can wait
//! out a minute without a network. Everything else asks the server what it would change first, and says so where there is
//! no network. The door keeps who is tapped there in the same place.

use crate::{
    api::{self, ApiError},
    pages::organise::{
        desk::{Told, use_desk},
        keys::fresh_key,
    },
    words::{control as words, refusals},
};
use domain::{
    DatingId, Locale, ParticipantId, Refusal, UnixMillis,
    clock::{Moment, Part},
    control_room::{QueueAnswer, Queued},
    dating::{Attendance, ClockTurn, Dating, Happening},
};
use gloo::storage::{LocalStorage, Storage};
use leptos::{ev, prelude::*, task::spawn_local};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{collections::BTreeSet, sync::Arc, time::Duration};

/// How long to wait before the server is tried again.
pub const PAUSE: Duration = Duration::from_secs(3);

/// A command on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub key: String,
    /// When it was tapped, by the server's clock.
    pub at: UnixMillis,
    pub command: Queued,
    /// The session's revision that holds it; none while it has not come through.
    #[serde(skip)]
    pub applied: Option<i64>,
}

/// A command that came too late or was refused, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    pub key: String,
    pub command: Queued,
    pub because: Because,
}

/// Why a command was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Because {
    /// It did not fit the session any more.
    Rules(Refusal),
    /// The server would not have it, whatever the session: whoever is signed in may not, or the session is gone.
    Server(ApiError),
}

impl Because {
    /// None where asking again may bring another answer.
    pub fn of(error: ApiError) -> Option<Self> {
        match error {
            ApiError::Refused(refused) if !refused.asked_too_often() => Some(Because::Rules(refused.why())),
            error @ (ApiError::Forbidden | ApiError::NotFound) => Some(Because::Server(error)),
            _ => None,
        }
    }

    pub fn sentence(&self, locale: Locale) -> String {
        match self {
            Because::Rules(refusal) => refusals::refusal(locale, refusal),
            Because::Server(error) => refusals::error(locale, error),
        }
    }
}

/// What waits without one command that was called off. What was tapped after it about the same person follows what was
/// before it.
fn without(mut all: Vec<Kept>, key: &str) -> Vec<Kept> {
    let Some(index) = all.iter().position(|kept| kept.key == key) else { return all };
    let gone = all.remove(index);
    if let Queued::Mark { who: marked, was: before, attendance: meant } = gone.command {
        let next = all.iter_mut().skip(index).find_map(|kept| match &mut kept.command {
            Queued::Mark { who, was, .. } if *who == marked => Some(was),
            _ => None,
        });
        if let Some(was) = next.filter(|was| **was == meant) {
            *was = before;
        }
    }
    all
}

fn waits(all: &[Kept], key: &str) -> bool {
    all.iter().any(|kept| kept.key == key && kept.applied.is_none())
}

fn key_of(all: &[Kept], marked: ParticipantId, so: Attendance) -> Option<String> {
    let is_it = |kept: &&Kept| match kept.command {
        Queued::Mark { who, attendance, .. } => kept.applied.is_none() && who == marked && attendance == so,
        _ => false,
    };
    all.iter().rfind(is_it).map(|kept| kept.key.clone())
}

/// The part that is on: what a turn of the clock is meant for.
pub fn on(moment: Moment) -> Option<(u8, Part)> {
    match moment {
        Moment::On { round, part, .. } => Some((round, part)),
        Moment::Waiting | Moment::Over => None,
    }
}

/// Does to a session what is on its way to it; what does not fit any more is left out.
fn carry_out(after: &mut Dating, kept: &Kept) {
    let _ = match &kept.command {
        Queued::Mark { who, attendance, .. } | Queued::Rehearsed { who, attendance, .. } => {
            after.mark(*who, *attendance, kept.at)
        }
        Queued::Turn { turn, meant_for } if on(after.moment(kept.at)) == *meant_for => after.turn_clock(*turn, kept.at),
        Queued::Turn { .. } => Ok(()),
        // Nobody has heard it yet, and whoever walked in has no number to be called by.
        Queued::Note { .. } => Ok(()),
    };
}

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

    /// What was sent by another way has come through.
    pub fn answered(self, key: &str) {
        self.cut_off.try_set(false);
        self.came_through(key, None);
    }

    /// What was sent by another way was refused.
    pub fn refused(self, key: &str, because: Because) {
        self.cut_off.try_set(false);
        let known = self.kept.try_with_untracked(|all| all.iter().find(|kept| kept.key == key).cloned());
        if let Some(Some(kept)) = known {
            self.set_aside(kept, because);
        }
    }

    fn came_through(self, key: &str, revision: Option<i64>) {
        let place = self.place("queue");
        let mut all: Vec<Kept> = stored(&place);
        all.retain(|kept| kept.key != key);
        store(&place, &all);
        self.kept.try_update(|all| match revision {
            Some(revision) => {
                all.iter_mut().filter(|kept| kept.key == key).for_each(|kept| kept.applied = Some(revision))
            }
            None => all.retain(|kept| kept.key != key),
        });
    }

    /// Called off while it was on its way.
    fn was_called_off(self, kept: &Kept) -> bool {
        self.kept.try_with_untracked(|all| all.iter().all(|known| known.key != kept.key)) == Some(true)
    }

    fn set_aside(self, kept: Kept, because: Because) {
        if self.was_called_off(&kept) {
            return;
        }
        self.came_through(&kept.key, None);
        let misfit = Misfit { key: kept.key, command: kept.command, because };
        let place = self.place("misfits");
        let mut all: Vec<Misfit> = stored(&place);
        all.push(misfit.clone());
        store(&place, &all);
        self.misfits.try_update(|all| all.push(misfit));
    }

    fn place(self, what: &str) -> String {
        place(what, self.dating)
    }

    /// Sends what waits, one after the other; where the network is gone, the rest waits on.
    pub fn send(self) {
        let next = move || self.kept.try_with_untracked(|all| all.iter().find(|kept| kept.applied.is_none()).cloned());
        if self.sending.try_get_value() != Some(false) {
            return;
        }
        if next().flatten().is_none() {
            // Nothing is tried any more that could tell when the server is back.
            if self.cut_off.try_get_untracked() == Some(true) {
                self.cut_off.try_set(false);
            }
            return;
        }
        self.sending.set_value(true);
        spawn_local(async move {
            let mut mend = false;
            while let Some(Some(kept)) = next() {
                match api::dating::send_queued(self.dating, kept.command.clone(), kept.key.clone()).await {
                    Ok(QueueAnswer::Applied { revision, mend: due }) => {
                        mend |= due;
                        self.own.try_update_value(|own| own.insert(revision));
                        if self.was_called_off(&kept) {
                            self.tell.try_run(words::had_come_through(self.locale).to_owned());
                        }
                        self.came_through(&kept.key, Some(revision));
                    }
                    Ok(QueueAnswer::Repeated) => self.came_through(&kept.key, None),
                    Ok(QueueAnswer::NoLongerFits { because }) => self.set_aside(kept, Because::Rules(because)),
                    Err(error) => match Because::of(error) {
                        // What waits behind it need not wait for that.
                        Some(because) => self.set_aside(kept, because),
                        None => {
                            self.cut_off.try_set(true);
                            self.sending.try_set_value(false);
                            return;
                        }
                    },
                }
                self.cut_off.try_set(false);
            }
            self.sending.try_set_value(false);
            self.again.try_run(());
            if mend {
                self.mend.try_update(|n| *n += 1);
            }
        });
    }
}

/// Where a session keeps it on this device.
fn place(what: &str, dating: DatingId) -> String {
    format!("insist.{what}.{dating}")
}

/// Whether this device believes to have a network at all. In the browser only.
pub fn has_network() -> bool {
    window().navigator().on_line()
}

fn stored<T: DeserializeOwned>(place: &str) -> Vec<T> {
    LocalStorage::get(place).unwrap_or_default()
}

/// A full or forbidden storage loses what waits with the page, and nothing sooner.
fn store<T: Serialize>(place: &str, all: &[T]) {
    let _ = LocalStorage::set(place, all);
}

pub fn use_waiting() -> Waiting {
    expect_context()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Attendance::{Arrived, Expected, Left, Missing};
    use domain::{
        FairId,
        clock::Run,
        dating::{Rules, Setting},
    };

    fn mark(key: &str, who: u32, was: Attendance, attendance: Attendance) -> Kept {
        let command = Queued::Mark { who: ParticipantId(who), was, attendance };
        Kept { key: key.to_owned(), at: UnixMillis(0), command, applied: None }
    }

    #[test]
    fn what_is_called_off_leaves_the_rest_as_if_it_had_not_been_tapped() {
        let all = vec![
            mark("a", 1, Expected, Missing),
            mark("b", 2, Missing, Arrived),
            mark("c", 1, Missing, Arrived),
            mark("d", 1, Arrived, Left),
        ];
        let rest = vec![mark("b", 2, Missing, Arrived), mark("c", 1, Expected, Arrived), mark("d", 1, Arrived, Left)];
        assert_eq!(without(all.clone(), "a"), rest);
        assert_eq!(without(all.clone(), "d"), all[..3]);
        assert_eq!(without(all.clone(), "unheard of"), all);
    }

    #[test]
    fn whoever_is_tapped_twice_waits_once() {
        let mut all = vec![mark("a", 1, Expected, Arrived), mark("b", 2, Expected, Missing)];
        let waits = |all: &[Kept], who| key_of(all, ParticipantId(who), Arrived);
        assert_eq!((waits(&all, 1), waits(&all, 2), waits(&all, 3)), (Some("a".to_owned()), None, None));
        all[0].applied = Some(7);
        assert_eq!(waits(&all, 1), None, "what has come through does not wait");
    }

    #[test]
    fn what_nobody_answered_is_sent_again_and_what_was_refused_is_not() {
        for error in [ApiError::Offline, ApiError::Unavailable, ApiError::Stale] {
            assert_eq!(Because::of(error), None);
        }
        for error in [ApiError::Forbidden, ApiError::NotFound] {
            assert_eq!(Because::of(error.clone()), Some(Because::Server(error)));
        }
    }

    #[test]
    fn the_page_that_stands_in_without_a_network_counts_what_waits_where_it_is_kept() {
        let page = include_str!("../../../../../../style/public/away.html");
        let queues = page.split_once("const QUEUES = \"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
        assert_eq!(place("queue", DatingId(7)), format!("{queues}7"));
    }

    #[test]
    fn a_turn_moves_the_part_it_was_meant_for_and_no_other() {
        let setting = Setting::parse("Tafel", "2027-05-08T14:00", 3, 6, 2, 3, 2, 2).unwrap();
        let mut dating = Dating::new(FairId(1), setting, Rules::default());
        dating.run = Run::Waiting.start(UnixMillis(0)).unwrap();
        let ring = Kept {
            key: "a".to_owned(),
            at: UnixMillis(30_000),
            command: Queued::Turn { turn: ClockTurn::Skip, meant_for: Some((0, Part::Talk)) },
            applied: None,
        };
        // A press sent twice, or one whose turn the server's state holds already, begins no round.
        for _ in 0..2 {
            carry_out(&mut dating, &ring);
            assert_eq!(on(dating.moment(UnixMillis(30_000))), Some((0, Part::Change)));
        }
    }
}
