//! A seating plan: who sits where in each round, how good it is, and which rules it breaks.

use crate::{InterpreterId, ParticipantId, UnixMillis};
use serde::{Deserialize, Serialize};

/// Seats of all rounds: `rounds[r][t]` lists who sits at the session's `t`-th table in round `r` (both from 0).
pub type Seats = Vec<Vec<Vec<ParticipantId>>>;

/// Two at a table who are known to have no language in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strangers {
    pub pair: (ParticipantId, ParticipantId),
    /// The rules look at languages, and nobody interprets for them.
    pub matters: bool,
}

/// How much is known about a plan's quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// No better plan exists, and the engine has the certificate.
    ProvenBest,
    /// The best that was found; no plan can exceed `bound`.
    Bounded { bound: i64 },
    /// The best that was found.
    Found,
    /// Moved by hand after it was allocated.
    ByHand,
}

/// One seating plan of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatingPlan {
    /// Grows by one with every plan of the session; printed on paper and shown on phones.
    pub version: u32,
    pub made_at: UnixMillis,
    pub seed: u64,
    pub seats: Seats,
    /// Sum of the affinities of all pairs that meet.
    pub objective: i64,
    pub quality: Quality,
    /// Where interpreters sit, by round (from 0); at most one a table.
    #[serde(default)]
    pub interpreters: Vec<Vec<Post>>,
    #[serde(default)]
    pub account: Account,
}

/// What was worked out about a plan when the tables were allocated; nothing of it survives a change by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Account {
    /// How many talks fewer than possible the one has who is furthest behind; `None` where that is not known.
    pub furthest_behind: Option<u16>,
    /// What it costs that talks are spread evenly, in thousandths of what the plan is worth and at most; `None` where the
    /// plan is not proven best.
    pub evenness: Option<u32>,
    /// What the rules cost, those that cost anything.
    pub costs: Vec<RuleCost>,
    /// Stands for everything the plan was worked out for; empty where that is not known.
    pub question: String,
}

/// How much better the matches could be without a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCost {
    pub rule: CostlyRule,
    /// In thousandths of what the plan is worth.
    pub thousandths: u32,
    /// Known exactly; otherwise it is no more than this.
    pub exactly: bool,
}

impl RuleCost {
    /// A bound of all that the plan is worth, or more, says nothing.
    pub fn says_something(&self) -> bool {
        self.exactly || self.thousandths < 1000
    }
}

/// A rule that can be lifted from a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CostlyRule {
    Apart,
    LanguageRequired,
    Across,
    Together,
    FixedTables,
    SeatEverybody,
}

/// An interpreter's place in a round: the table by its index in the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Post {
    pub who: InterpreterId,
    pub table: usize,
}

impl SeatingPlan {
    /// The table (index) at which somebody sits in a round (index).
    pub fn table_of(&self, round: usize, who: ParticipantId) -> Option<usize> {
        table_of(&self.seats, round, who)
    }

    /// The interpreter at a table (index) of a round (index).
    pub fn interpreter_at(&self, round: usize, table: usize) -> Option<InterpreterId> {
        self.interpreters.get(round)?.iter().find(|post| post.table == table).map(|post| post.who)
    }
}

/// The table (index) at which somebody sits in a round (index).
pub fn table_of(seats: &Seats, round: usize, who: ParticipantId) -> Option<usize> {
    seats.get(round)?.iter().position(|table| table.contains(&who))
}

/// What a plan could not give, with the reason as far as it is known. Never kept with the plan: it is read off the plan as it
/// is, so that it stays true when somebody is moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shortfall {
    /// The rules leave nobody whom this participant could meet. `without` says how many there would be if one rule were
    /// lifted; nothing, where several stand in the way of everybody.
    NobodyToMeet {
        who: ParticipantId,
        because: Hindrance,
        #[serde(default)]
        without: Vec<(Hindrance, u16)>,
    },
    /// Rounds (from 0) in which some have no seat, all for the same reason.
    Breaks { why: Rest, who: Vec<(ParticipantId, Vec<u8>)> },
    /// Each of these has fewer talks than possible: so many rounds are a break, without anybody across, or with somebody they
    /// meet in another round.
    FewerDates { who: Vec<ParticipantId>, dates: u16, possible: u16, breaks: u16, alone: u16, again: u16 },
    /// A wish that no round could hold, with everything that stands in its way.
    WishUnmet { who: ParticipantId, whom: ParticipantId, because: Vec<Hindrance> },
}

/// Why some have a break. The first four concern everybody who is there in a round: whoever it is, so many are left over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rest {
    /// More are there than there are seats; more tables would help, and larger ones where people do not sit in pairs.
    TooFewSeats {
        there: u16,
        seats: u16,
        breaks: u16,
        in_pairs: bool,
    },
    /// One side has more people than the other, and only both together make a talk.
    UnevenSides {
        with: u16,
        without: u16,
        breaks: u16,
    },
    /// An odd number does not go into pairs.
    OddNumber {
        there: u16,
    },
    /// The used tables are full, and those left over are fewer than another table asks for.
    TooFewForATable {
        breaks: u16,
    },
    /// In the other rounds they meet everybody whom the rules allow.
    MetEverybody,
    /// Of those who are still free in the round the rules allow none, or they meet in another round.
    NobodyLeft,
    /// There would be a seat with somebody whom the rules allow.
    SeatFree,
    Unknown,
}

impl Rest {
    /// Whether it follows from how many are there, whoever they are.
    pub fn is_of_numbers(self) -> bool {
        matches!(
            self,
            Self::TooFewSeats { .. } | Self::UnevenSides { .. } | Self::OddNumber { .. } | Self::TooFewForATable { .. }
        )
    }
}

/// The rule that stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hindrance {
    NoCommonLanguage,
    SameSide,
    NeverTogether,
    Absent,
    NotEnoughRounds,
    /// A common language is required, and what one of them speaks is not noted.
    LanguagesUnknown,
    /// Nobody meets the same person twice.
    MetBefore,
    /// Those who always sit together fill a table by themselves.
    FillATable,
    Unknown,
}

/// Things asked for that cannot be had together; without any one of them the others can, as far as the proof looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    /// The round (from 0) in which they clash; `None` over the whole session.
    pub round: Option<u8>,
    pub demands: Vec<Demand>,
}

/// One thing asked for. Tables by number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    /// These have to have a seat.
    Seated {
        who: Vec<ParticipantId>,
    },
    FixedTable {
        who: ParticipantId,
        table: u16,
    },
    Apart {
        a: ParticipantId,
        b: ParticipantId,
        because: Hindrance,
    },
    Together {
        who: Vec<ParticipantId>,
    },
    /// There are no more seats than these.
    Seats {
        tables: u32,
        seats: u32,
        largest: u32,
    },
    /// A table is used by so many at least.
    Least {
        people: u32,
    },
    /// So few may sit with somebody at all; what keeps how many others away.
    Company {
        who: ParticipantId,
        others: u32,
        because: Vec<(Hindrance, u32)>,
    },
    /// Nobody meets anybody twice in so many rounds.
    NeverTwice {
        rounds: u32,
    },
    OutOfUse {
        table: u16,
    },
}

/// A rule that a plan breaks, with the place. Rounds count from 0, tables by their number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BrokenRule {
    SeatedTwice { round: u8, who: ParticipantId },
    TableTooFull { round: u8, table: u16, seated: u16, seats: u16 },
    TableTooEmpty { round: u8, table: u16, seated: u16, least: u16 },
    TableOutOfUse { round: u8, table: u16 },
    Absent { round: u8, who: ParticipantId },
    NotSeated { round: u8, who: ParticipantId },
    SplitDelegation { round: u8, who: Vec<ParticipantId> },
    NotAtFixedTable { round: u8, who: ParticipantId, table: u16 },
    NeverTogether { round: u8, a: ParticipantId, b: ParticipantId },
    NoCommonLanguage { round: u8, a: ParticipantId, b: ParticipantId },
    LanguagesUnknown { round: u8, a: ParticipantId, b: ParticipantId },
    SameSide { round: u8, a: ParticipantId, b: ParticipantId },
    MetBefore { round: u8, a: ParticipantId, b: ParticipantId },
    PlayedRoundChanged { round: u8 },
    Unknown { round: u8, who: ParticipantId },
    TooManyDates { who: ParticipantId, dates: u16, most: u16 },
}

impl BrokenRule {
    /// The round in which it is broken, if it is one.
    pub fn round(&self) -> Option<u8> {
        match self {
            Self::SeatedTwice { round, .. }
            | Self::TableTooFull { round, .. }
            | Self::TableTooEmpty { round, .. }
            | Self::TableOutOfUse { round, .. }
            | Self::Absent { round, .. }
            | Self::NotSeated { round, .. }
            | Self::SplitDelegation { round, .. }
            | Self::NotAtFixedTable { round, .. }
            | Self::NeverTogether { round, .. }
            | Self::NoCommonLanguage { round, .. }
            | Self::LanguagesUnknown { round, .. }
            | Self::SameSide { round, .. }
            | Self::MetBefore { round, .. }
            | Self::PlayedRoundChanged { round }
            | Self::Unknown { round, .. } => Some(*round),
            Self::TooManyDates { .. } => None,
        }
    }
}

/// One person's seat that differs between two plans. Tables by number; `None` is a round without a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatChange {
    pub who: ParticipantId,
    pub round: u8,
    pub from: Option<u16>,
    pub to: Option<u16>,
    /// With whom from now on.
    pub with: Vec<ParticipantId>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_bound_of_everything_says_nothing() {
        let cost = |thousandths, exactly| RuleCost { rule: CostlyRule::Apart, thousandths, exactly };
        let says = [cost(1701, false), cost(999, false), cost(1701, true)].map(|cost| cost.says_something());
        assert_eq!(says, [false, true, true]);
    }

    #[test]
    fn a_plan_that_still_carries_what_it_lacked_is_read() {
        let kept = r#"{"version":3,"made_at":0,"seed":1,"seats":[[[0,1]]],"objective":7,"quality":"proven_best",
            "shortfalls":[{"sits_out":{"who":2,"rounds":[0]}}]}"#;
        let plan: SeatingPlan = serde_json::from_str(kept).unwrap();
        assert_eq!((plan.version, plan.seats), (3, vec![vec![vec![ParticipantId(0), ParticipantId(1)]]]));
    }
}
