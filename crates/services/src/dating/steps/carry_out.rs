//! Doing a deed: decided, written down with what came of it, saved with its event, then told.

use super::told::{self, standing};
use crate::{
    Error, NoteWords, Result, Services,
    ports::{CommandKey, Note},
};
use domain::{
    Refusal, RequestId, UnixMillis,
    dating::{ClockTurn, Dating, Deed, Event, Happening, Outcome, Restore},
    live::{Change, Reach},
};

/// What a command came to.
pub(in crate::dating) enum Saved {
    Now(Box<Dating>, Reach),
    /// The same key had been used.
    Before,
}

impl Saved {
    /// What was told the first time is not told again.
    pub fn reach(&self) -> Reach {
        match self {
            Saved::Now(_, reach) => *reach,
            Saved::Before => Reach::Desks,
        }
    }
}

impl Services {
    /// Does a deed at `now`: folds it into the session, saves both, then tells everybody.
    pub(in crate::dating) async fn carry_out(
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
    pub(in crate::dating) async fn carry_out_answering(
        &self,
        dating: &Dating,
        who: &str,
        (deed, outcome, request): (Deed, Outcome, Option<RequestId>),
        key: Option<CommandKey>,
        now: UnixMillis,
    ) -> Result<Saved> {
        let (after, event) = decide(dating, who, deed, outcome, &key, now)?;
        let reach = self.reach(dating, &after, now).await?;
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
        Ok(if receipt.repeated { Saved::Before } else { Saved::Now(Box::new(after), reach) })
    }

    async fn reach(&self, before: &Dating, after: &Dating, now: UnixMillis) -> Result<Reach> {
        let reach = told::reach(before, after, now);
        if reach == Reach::Desks {
            return Ok(reach);
        }
        let fair = self.stores.fairs.by_id(after.fair).await?.ok_or(Error::NotFound)?;
        Ok(told::within(reach, fair.phase))
    }

    fn dating_note(&self, before: &Dating, after: &Dating, event: &Event, key: Option<CommandKey>) -> Note {
        let mut note = self.note(after.fair, &event.actor, event.deed.key(), subject(after, &event.deed)).keyed(key);
        note.at = event.at;
        note.tells(told::change(before, after))
    }
}

/// The session after a deed, and the event that says so.
pub(in crate::dating) fn decide(
    dating: &Dating,
    who: &str,
    deed: Deed,
    outcome: Outcome,
    key: &Option<CommandKey>,
    now: UnixMillis,
) -> Result<(Dating, Event), Refusal> {
    if *deed.done() == (Deed::Turned { turn: ClockTurn::Start }) {
        dating.is_ready()?;
    }
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
    let held = after.held_after(dating, now);
    if held != after.held {
        after.held.clone_from(&held);
        event.outcome.held = Some(held);
    }
    event.outcome.shown = after.shown_since(dating);
    if let Some(shown) = event.outcome.shown {
        after.show(shown, now);
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
        Happening::Retract { announcement } => {
            let said = dating.day.announcements.iter().find(|said| said.id == *announcement);
            said.map_or_else(|| announcement.to_string(), |said| said.text.clone())
        }
        Happening::CallRound { round, .. } => (round + 1).to_string(),
        Happening::Thaw | Happening::Mend => dating.setting.title.to_string(),
    }
}
