//! The desk at the door: who is expected, and checking somebody in.

use crate::{Error, Result, Services, actor::TimeKeeper, ports::CommandKey};
use domain::{
    DatingId, ParticipantId,
    check_in::{CheckedIn, Guest, GuestList},
    clock::Run,
    control_room::{Choice, QueueAnswer, Queued},
    dating::{Attendance, Dating},
    profile::name_key,
    views::DatingCard,
};

/// Desks work at once, and each arrival is a change of the same session: whoever was slower tries again.
const TRIES: usize = 24;

impl Services {
    /// The guests of the session asked for, or of the one at hand: that which runs, else the next; none where a fair has no
    /// session.
    pub async fn guests_at_the_door(
        &self,
        who: &TimeKeeper,
        slug: &str,
        asked: Option<DatingId>,
    ) -> Result<Option<GuestList>> {
        let id = match asked {
            Some(id) => Some(id),
            None => at_hand(&self.datings(who, slug).await?),
        };
        match id {
            Some(id) => Ok(Some(self.guests(who, id).await?)),
            None => Ok(None),
        }
    }

    pub async fn guests(&self, _: &TimeKeeper, id: DatingId) -> Result<GuestList> {
        let dating = self.load_dating(id).await?;
        let revision = self.stores.history.revision(dating.fair).await?;
        let mut guests: Vec<Guest> = dating
            .participants
            .iter()
            .map(|p| Guest { who: p.id, name: p.name.clone(), attendance: p.attendance })
            .collect();
        guests.sort_by_cached_key(|guest| name_key(guest.name.as_str()));
        Ok(GuestList { revision, dating: id, title: dating.setting.title.clone(), guests })
    }

    /// Marks somebody arrived, whatever else happens to the session meanwhile. Checking in twice is checking in once.
    pub async fn check_in(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        guest: ParticipantId,
        key: Option<CommandKey>,
    ) -> Result<CheckedIn> {
        let mut tries = 0;
        loop {
            let dating = self.load_dating(id).await?;
            let participant = dating.participant(guest)?;
            let done = |again| CheckedIn {
                name: participant.name.clone(),
                again,
                next: next_table(&dating, guest, dating.rounds_begun(self.now())),
            };
            if self.was_done(dating.fair, &key).await? {
                return Ok(done(false));
            }
            if participant.attendance == Attendance::Arrived {
                return Ok(done(true));
            }
            match self.arrive(who, id, guest, participant.attendance, key.clone()).await {
                Ok(_) => {
                    let after = self.load_dating(id).await?;
                    let next = next_table(&after, guest, after.rounds_begun(self.now()));
                    return Ok(CheckedIn { next, ..done(false) });
                }
                Err(Error::Stale) if tries < TRIES => tries += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

impl Services {
    /// Somebody who was expected is noted and moves nobody; for somebody who had been missing, as few as possible move.
    async fn arrive(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        guest: ParticipantId,
        was: Attendance,
        key: Option<CommandKey>,
    ) -> Result<()> {
        if was == Attendance::Expected {
            let key = key.or_else(|| CommandKey::parse(&self.browser_mark())).ok_or(Error::Forbidden)?;
            let arrived = Queued::Mark { who: guest, was, attendance: Attendance::Arrived };
            return match self.queued(who, id, arrived, key).await? {
                QueueAnswer::Applied { .. } | QueueAnswer::Repeated => Ok(()),
                QueueAnswer::NoLongerFits { .. } => Err(Error::Stale),
            };
        }
        let proposal = self.propose_mark(who, id, guest, Attendance::Arrived).await?;
        let gentlest = proposal.alternatives.first().ok_or(Error::Stale)?;
        let choice = Choice::of(&proposal, gentlest);
        self.apply_mark(who, id, choice, guest, Attendance::Arrived, key).await.map(|_| ())
    }
}

/// The first round ahead in which somebody has a table of the published plan. A session that has not begun is all ahead.
fn next_table(dating: &Dating, who: ParticipantId, begun: u8) -> Option<(u8, u16)> {
    let plan = dating.published.as_ref()?;
    let seat = |round: u8| Some((round, dating.table_number(plan.table_of(round.into(), who)?)));
    (begun..dating.setting.rounds).find_map(seat)
}

fn at_hand(sessions: &[DatingCard]) -> Option<DatingId> {
    let of = |wanted: fn(&Run) -> bool| sessions.iter().find(|card| wanted(&card.run)).map(|card| card.id);
    of(|run| matches!(run, Run::Running { .. } | Run::Paused { .. }))
        .or_else(|| of(|run| *run == Run::Waiting))
        .or_else(|| sessions.first().map(|card| card.id))
}
