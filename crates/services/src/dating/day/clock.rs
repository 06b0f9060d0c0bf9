//! Turning the clock of a session: from the first round to the end.

use crate::{Result, Services, actor::TimeKeeper, ports::CommandKey};
use domain::{
    DatingId, UnixMillis,
    clock::{Moment, Part},
    dating::{ClockTurn, Dating, Deed, Outcome},
};

impl Services {
    pub async fn start(&self, who: &TimeKeeper, id: DatingId, expects: i64, key: Option<CommandKey>) -> Result<()> {
        self.turn_clock(who, id, expects, ClockTurn::Start, key).await
    }

    pub async fn turn_clock(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        expects: i64,
        turn: ClockTurn,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(()) };
        let now = self.now();
        let turned = Deed::Turned { turn: as_told(&dating, turn, now) };
        self.carry_out(&dating, who.name(), turned, Outcome::default(), key, now).await.map(|_| ())
    }
}

/// A turn as the log tells it: whoever ends what lies before a talk begins a round, and rings no change.
pub(super) fn as_told(dating: &Dating, turn: ClockTurn, now: UnixMillis) -> ClockTurn {
    let Moment::On { round, part, .. } = dating.moment(now) else { return turn };
    let follows_at_once = dating.setting.change_minutes == 0 && round + 1 < dating.setting.rounds;
    match turn {
        ClockTurn::Skip if part == Part::Change || follows_at_once => ClockTurn::NextRound,
        turn => turn,
    }
}
