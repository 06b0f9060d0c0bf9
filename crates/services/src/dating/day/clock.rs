//! Turning the clock of a session: from the first round to the end.

use crate::{Result, Services, actor::TimeKeeper, ports::CommandKey};
use domain::{
    DatingId,
    dating::{ClockTurn, Deed, Outcome},
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
        self.carry_out(&dating, who.name(), Deed::Turned { turn }, Outcome::default(), key, now).await.map(|_| ())
    }
}
