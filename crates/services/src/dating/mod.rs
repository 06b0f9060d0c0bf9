//! Dating sessions, from the list of those who take part to who met whom. What a session is and what may happen to it
//! stands in `domain`; who sits where is found by `allocation`.
//!
//! ```text
//! shown ──────▶ day, phones, review   what is shown to whom
//! day ────────▶ mending, phones       the day itself
//! preparing ──▶ mending               before it
//! allocating ─▶ review                all tables worked out
//! mending, review ─▶ seating          a plan made to fit; a plan looked at
//! phones                              what a phone with a personal link may say
//! seating                             the engine's terms
//! steps                               loaded, changed, told
//! ```
//!
//! Arrows run down only. Whoever works with seats leans on `seating` too, and whoever loads or saves a session on `steps`;
//! these two and `phones` lean on nothing above them.

mod allocating;
mod day;
mod mending;
mod phones;
mod preparing;
mod review;
mod seating;
mod shown;
mod steps;

pub(crate) use preparing::leaving::{has_seats, without};
pub use shown::paper;
pub(crate) use shown::surroundings::Kept as KeptSurroundings;
pub use steps::replay::Replayed;
pub(crate) use steps::told::standing;

use crate::{
    Error, NoteWords, Result, Services,
    ports::{CommandKey, Note},
};
use domain::{
    DatingId, Refusal, RequestId, UnixMillis,
    dating::{Dating, Deed, Event, Happening, Outcome, Restore},
    live::Change,
};
use seating::problem::Table as SeatTable;
use steps::told;

/// What a command came to.
enum Saved {
    Now(Box<Dating>),
    /// The same key had been used.
    Before,
}

impl Services {
    async fn load_dating(&self, id: DatingId) -> Result<Dating> {
        self.stores.datings.one(id).await?.ok_or(Error::NotFound)
    }

    /// Loads a session that must be at the revision somebody looked at.
    async fn load_expected(&self, id: DatingId, expects: i64) -> Result<Dating> {
        let dating = self.load_dating(id).await?;
        if dating.revision == expects { Ok(dating) } else { Err(Error::Stale) }
    }

    /// Like [`Services::load_expected`]; `None` where the command was carried out already.
    async fn load_once(&self, id: DatingId, expects: i64, key: &Option<CommandKey>) -> Result<Option<Dating>> {
        let dating = self.load_dating(id).await?;
        if self.was_done(dating.fair, key).await? {
            return Ok(None);
        }
        if dating.revision == expects { Ok(Some(dating)) } else { Err(Error::Stale) }
    }

    /// Does a deed at `now`: folds it into the session, saves both, then tells everybody.
    async fn carry_out(
        &self,
        dating: &Dating,
        who: &str,
        deed: Deed,
        outcome: Outcome,
        key: Option<CommandKey>,
        now: UnixMillis,
    ) -> Result<Saved> {
        self.carry_out_answering(dating, who, (deed, outcome, None), key, now).await
    }

    /// The same where it is what a phone had asked for: that is settled with it.
    async fn carry_out_answering(
        &self,
        dating: &Dating,
        who: &str,
        (deed, outcome, request): (Deed, Outcome, Option<RequestId>),
        key: Option<CommandKey>,
        now: UnixMillis,
    ) -> Result<Saved> {
        let (after, event) = decide(dating, who, deed, outcome, &key, now)?;
        let mut note = self.dating_note(dating, &after, &event, key);
        // What was said to everybody, also when it is taken back: the one before it stands again, or none.
        if standing([dating], now) != standing([&after], now) {
            let all = self.stores.datings.all(dating.fair).await?;
            let others = all.iter().filter(|other| other.id != dating.id);
            let (text, said) = standing(others.chain([&after]), now).map(|one| (one.text, one.said)).unzip();
            note = note.tells(Change::Announcement { text: text.unwrap_or_default(), said });
        }
        let receipt = match request {
            None => self.stores.datings.save(&after, &event, note).await?,
            Some(request) => {
                let note = note.tells(Change::Requests { id: dating.id });
                self.stores.datings.save_answering(&after, &event, request, note).await?
            }
        };
        self.tell(dating.fair, &receipt).await;
        Ok(if receipt.repeated { Saved::Before } else { Saved::Now(Box::new(after)) })
    }

    fn dating_note(&self, before: &Dating, after: &Dating, event: &Event, key: Option<CommandKey>) -> Note {
        let mut note = self.note(after.fair, &event.actor, event.deed.key(), subject(after, &event.deed)).keyed(key);
        note.at = event.at;
        note.tells(told::change(before, after))
    }

    /// The session and what the engine needs to know of its people.
    async fn at_the_table(&self, dating: &Dating) -> Result<SeatTable> {
        let associations = self.stores.associations.all(dating.fair).await?;
        let fields = self.stores.associations.fields(dating.fair).await?;
        Ok(SeatTable::lay(dating, &associations, &fields))
    }
}

/// The session after a deed, and the event that says so.
fn decide(
    dating: &Dating,
    who: &str,
    deed: Deed,
    outcome: Outcome,
    key: &Option<CommandKey>,
    now: UnixMillis,
) -> Result<(Dating, Event), Refusal> {
    let key = key.as_ref().map(|key| key.as_str().to_owned());
    let mut event = Event { step: dating.revision + 1, at: now, actor: who.to_owned(), key, deed, outcome };
    // Whoever worked a plan out has looked at everybody.
    let looked_at = event.outcome.unplanned.take();
    let mut after = dating.clone();
    after.fold(&event)?;
    if event.deed.can_be_undone() {
        event.outcome.before = Some(Restore::between(dating, &after));
    }
    event.outcome.begun = after.rounds_begun(now);
    let unplanned = looked_at.unwrap_or_else(|| after.unplanned_after(dating, &event));
    if unplanned != after.day.unplanned {
        after.day.unplanned.clone_from(&unplanned);
        event.outcome.unplanned = Some(unplanned);
    }
    Ok((after, event))
}

/// Who or what the entry in the log is about.
fn subject(dating: &Dating, deed: &Deed) -> String {
    let name = |who| dating.participant(who).map_or_else(|_| who.to_string(), |p| p.name.to_string());
    let Deed::Happened { happening } = deed.done() else { return dating.setting.title.to_string() };
    match happening {
        Happening::Mark { who, .. }
        | Happening::Move { who, .. }
        | Happening::Fix { who, .. }
        | Happening::Unfix { who }
        | Happening::Bench { who, .. }
        | Happening::Unbench { who, .. } => name(*who),
        Happening::Swap { a, b, .. } => format!("{}, {}", name(*a), name(*b)),
        Happening::SplitDelegation { apart } => apart.iter().map(|who| name(*who)).collect::<Vec<_>>().join(", "),
        Happening::WalkIn { name, .. } | Happening::InterpreterHere { name, .. } => name.clone(),
        Happening::InterpreterGone { who } => {
            let known = dating.day.interpreters.iter().find(|one| one.id == *who);
            known.map_or_else(|| who.to_string(), |one| one.name.to_string())
        }
        Happening::CloseTable { number } | Happening::ReopenTable { number } => number.to_string(),
        Happening::MergeTables { from, into, .. } => format!("{from}, {into}"),
        Happening::Announce { text } => text.clone(),
        Happening::Retract { announcement } => announcement.to_string(),
        Happening::CallRound { round, .. } => (round + 1).to_string(),
        Happening::Thaw | Happening::Mend => dating.setting.title.to_string(),
    }
}

/// Runs arithmetic beside the threads that answer requests.
async fn on_a_blocking_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Unavailable(error.to_string()))
}
