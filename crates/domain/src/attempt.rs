//! Having the tables worked out: under way in one process, looked at from all of them, and what came of it.

use crate::{
    DatingId, ParticipantId, Refusal, UnixMillis,
    dating::{Pair, Terms},
    plan::{Quality, SeatingPlan, Shortfall},
    views::PlanMeasures,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How long a search may take in seconds, shortest first; what is proven best earlier does not wait.
pub const SECONDS: [u16; 3] = [10, 60, 300];

/// What the tables are worked out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// For the plan itself, which it replaces.
    Plan,
    /// To stand beside the plan, which stays.
    Compare,
}

impl Aim {
    pub fn key(self) -> &'static str {
        match self {
            Aim::Plan => "plan",
            Aim::Compare => "compare",
        }
    }
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// Thousandths of the time at hand.
    pub spent: u16,
    /// What the best plan so far is worth, where there is one.
    pub best: Option<i64>,
    /// More than this no plan can be worth, where that is known.
    pub bound: Option<i64>,
}

impl Progress {
    /// The best so far, in whole hundredths of what is possible at most.
    pub fn reached(&self) -> Option<u8> {
        let (best, bound) = (self.best?, self.bound.filter(|bound| *bound > 0)?);
        (0..=bound).contains(&best).then(|| (i128::from(best) * 100 / i128::from(bound)) as u8)
    }
}

/// One working out of a session's tables. There is one of each aim at most, and one that is under way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    pub dating: DatingId,
    pub aim: Aim,
    /// Tells it from every other one.
    pub run: String,
    pub by: String,
    pub began: UnixMillis,
    pub seconds: u16,
    pub seed: u64,
    pub terms: Terms,
    /// Stands for everything that was asked: another one means that the session has changed.
    pub question: String,
    /// When the process that works on it was last heard of.
    pub seen: UnixMillis,
    /// Somebody wants the best so far.
    pub stop: bool,
    pub progress: Progress,
    pub end: Option<End>,
}

/// How long a process that works may be silent before it is taken for gone, in milliseconds.
pub const SILENCE: i64 = 8_000;

impl Attempt {
    pub fn is_under_way(&self, now: UnixMillis) -> bool {
        self.end.is_none() && !self.is_lost(now)
    }

    /// The process that worked on it is gone.
    pub fn is_lost(&self, now: UnixMillis) -> bool {
        self.end.is_none() && now.0 - self.seen.0 > SILENCE
    }
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "end", rename_all = "snake_case")]
pub enum End {
    Found {
        plan: Box<SeatingPlan>,
        met_before: BTreeSet<Pair>,
    },
    Refused {
        because: Refusal,
    },
    /// The session had become another one when it was ready.
    Overtaken,
    /// Something broke; the log knows more.
    Failed,
}

/// What an allocation came to while somebody waited for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Allocated {
    /// It is done.
    Now,
    /// It goes on; ask how far it is.
    UnderWay,
}

/// What is under way, as a page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnderWay {
    pub aim: Aim,
    pub by: String,
    /// Seconds since it began, and how many it may take.
    pub elapsed: u16,
    pub seconds: u16,
    pub progress: Progress,
    /// It was asked to stop, and is about to.
    pub stopping: bool,
}

/// Why an attempt came to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mishap {
    /// The process that worked on it was ended.
    Lost,
    Overtaken,
    Failed,
    Refused(Refusal),
}

/// What an organiser sees beside the plan: what is under way, what came to nothing, and the plan by other terms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Workshop {
    pub under_way: Option<UnderWay>,
    pub mishaps: Vec<(Aim, Mishap)>,
    pub other: Option<OtherPlan>,
}

/// A plan by other terms, in figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherPlan {
    /// Names it when it is taken.
    pub run: String,
    pub by: String,
    pub terms: Terms,
    pub objective: i64,
    pub quality: Quality,
    pub furthest_behind: Option<u16>,
    pub measures: PlanMeasures,
    pub shortfalls: Vec<Shortfall>,
    /// How many sit otherwise than by the plan at hand; `None` without one.
    pub seated_otherwise: Option<usize>,
    /// The session has changed since: it can be looked at and not be taken.
    pub is_old: bool,
}

/// Why two sit together in a round: what they share, the weightiest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhyTogether {
    pub whom: ParticipantId,
    pub reasons: Vec<Reason>,
}

/// One reason for two to sit together, as data; `they` is the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    BothWish,
    WeWish,
    TheyWish,
    TheyOffer(crate::taxonomy::Fit),
    WeOffer(crate::taxonomy::Fit),
    /// A field both work in; `few` where hardly anybody else here does.
    Field {
        name: crate::Bilingual,
        few: bool,
    },
    TargetGroup(String),
    Mixed,
    /// The best common language, and how well the weaker speaks it.
    Language {
        code: String,
        level: u8,
    },
    NoLanguage,
    LanguageUnknown,
    District(String),
    NewToEachOther,
    MetBefore,
    /// The rules put them together: a delegation, or a fixed table.
    ByRule,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_reached_is_never_said_to_be_more_than_it_is() {
        let reached = |best, bound| Progress { spent: 0, best, bound }.reached();
        assert_eq!(reached(Some(979), Some(1000)), Some(97));
        assert_eq!(reached(Some(1000), Some(1000)), Some(100));
        assert_eq!(reached(Some(0), Some(1000)), Some(0));
        assert_eq!([reached(None, Some(9)), reached(Some(9), None), reached(Some(-4), Some(9))], [None; 3]);
        assert_eq!(reached(Some(5), Some(0)), None);
    }
}
