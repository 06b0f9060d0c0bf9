//! What is asked of the engine besides the problem, and what it answers: plan, proof, reasons.

use serde::{Deserialize, Serialize};

use crate::plan::{Changes, Plan};
use crate::problem::Rule;
use crate::proof::certificate::Certificate;

/// How much the engine cares that dates are spread evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fairness {
    /// Affinity alone.
    Off,
    /// Each further date of a person is worth less: nobody is starved for a little affinity.
    #[default]
    Default,
    /// Whoever has fewest dates comes first, then the next, then affinity.
    Leximin,
}

/// Wishes to the solver that are not part of the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Options {
    /// Everything random is derived from this: same problem, options and steps, same plan.
    pub seed: u64,
    /// How much evenness counts.
    pub fairness: Fairness,
}

/// How far a search has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Steps used so far.
    pub steps: u64,
    /// Objective of the best valid plan so far.
    pub objective: i64,
    /// The best bound so far.
    pub bound: Option<i64>,
}

/// A piece of work that shares nothing with others handed out at the same time.
pub type Job<'a> = Box<dyn FnOnce() + Send + 'a>;

/// Runs every job to its end, one after the other.
fn one_by_one(jobs: Vec<Job>) {
    jobs.into_iter().for_each(|job| job());
}

/// How long the engine may work. The caller owns the clock: `stop` is asked every now and then.
pub struct Budget<'a> {
    /// Most steps (moves tried) of the local searches; exact parts run to their end.
    pub steps: u64,
    /// True as soon as the best plan so far is wanted.
    pub stop: &'a dyn Fn() -> bool,
    /// How much of the time at hand is used, in thousandths (1000 = stop): lets a search cool down in time instead of
    /// being cut off hot. Without it the searches pace themselves by `steps`.
    pub spent: Option<&'a dyn Fn() -> u32>,
    /// Told now and then how far the search has come.
    pub progress: Option<&'a dyn Fn(Progress)>,
    /// Independent searches of a group problem, each with its own chance and its part of the steps; the best wins. The
    /// plan depends on their number, not on how many of them run at the same time.
    pub replicas: u32,
    /// Runs all jobs to their end before it returns: on threads where the caller has some, else one after the other.
    pub run: &'a dyn Fn(Vec<Job>),
}

impl<'a> Budget<'a> {
    /// So many steps, and `stop` asked meanwhile.
    pub fn new(steps: u64, stop: &'a dyn Fn() -> bool) -> Self {
        Budget { steps, stop, spent: None, progress: None, replicas: 1, run: &one_by_one }
    }

    /// As long as the caller's clock says: `spent` tells the thousandths used of it.
    pub fn timed(spent: &'a dyn Fn() -> u32) -> Self {
        Budget { steps: u64::MAX, stop: &|| false, spent: Some(spent), progress: None, replicas: 1, run: &one_by_one }
    }

    /// So many steps and no way to stop earlier: the same answer on every machine.
    pub fn steps(steps: u64) -> Budget<'static> {
        Budget { steps, stop: &|| false, spent: None, progress: None, replicas: 1, run: &one_by_one }
    }

    /// The same with so many searches at once, run by `run`.
    ///
    /// ```
    /// use allocation::{Budget, Job};
    /// let on_threads = |jobs: Vec<Job>| std::thread::scope(|scope| jobs.into_iter().for_each(|job| { scope.spawn(job); }));
    /// let budget = Budget::steps(1_000_000).searching(2, &on_threads);
    /// assert_eq!(budget.replicas, 2);
    /// ```
    #[must_use]
    pub fn searching(self, replicas: u32, run: &'a dyn Fn(Vec<Job>)) -> Self {
        Budget { replicas, run, ..self }
    }

    /// Whether the time is up.
    pub(crate) fn is_over(&self) -> bool {
        (self.stop)() || self.spent.is_some_and(|spent| spent() >= 1000)
    }

    /// How much is used after so many of `steps` steps, in thousandths.
    pub(crate) fn used(&self, done: u64, steps: u64) -> u32 {
        let by_steps = (u128::from(done) * 1000 / u128::from(steps.max(1))).min(1000) as u32;
        if (self.stop)() {
            return 1000;
        }
        self.spent.map_or(by_steps, |spent| spent().min(1000).max(by_steps))
    }
}

/// What is known about a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// No better plan exists (in the sense of the chosen fairness), and the certificate proves it.
    Optimal,
    /// Every hard rule is kept; a better plan may exist, but none above the bound.
    Feasible,
    /// No plan that keeps every hard rule was found; the reasons say whether none can exist.
    Infeasible,
}

/// Why somebody sits out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SitOut {
    /// More people are there than the tables can take.
    TooFewTables,
    /// An odd number is there, or one side is larger than the other.
    NumbersDoNotPair,
    /// Everybody they might still meet is taken, forbidden or already met.
    NoPartnerLeft,
}

/// Something a moderator should know, as plain data: the page finds the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// A participant has nobody to meet at all.
    NobodyToMeet {
        /// The participant.
        person: u32,
        /// How many others each rule keeps away (one other may be counted under several rules).
        rules: Vec<RuleCount>,
        /// Others who are allowed but never there at the same time.
        never_there_together: u32,
    },
    /// A participant gets fewer dates than there are people and rounds for.
    FewerDates {
        /// The participant.
        person: u32,
        /// Different people met.
        got: u32,
        /// Most this participant could get if nobody else mattered.
        possible: u32,
    },
    /// A participant is there but not seated in these rounds.
    SitsOut {
        /// The participant.
        person: u32,
        /// The rounds.
        rounds: Vec<u32>,
        /// Why.
        why: SitOut,
    },
    /// Proof that not everybody can be seated: more people than seats.
    TooFewSeats {
        /// The round.
        round: u32,
        /// People present.
        present: u32,
        /// Seats at open tables.
        seats: u32,
    },
    /// Proof that not everybody can be seated: no choice of tables fits the number of people.
    NumbersDoNotFit {
        /// The round.
        round: u32,
        /// People present.
        present: u32,
    },
    /// Proof that a pin cannot be kept: nobody is left to fill the table to its minimum.
    PinWithoutPartner {
        /// The participant.
        person: u32,
        /// The table.
        table: u32,
    },
    /// The search found no plan that keeps every rule; this is no proof that none exists.
    NoPlanFound {
        /// Rules broken by the nearest plan.
        broken: u32,
    },
}

/// A rule and how many people it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleCount {
    /// The rule.
    pub rule: Rule,
    /// How many.
    pub people: u32,
}

/// A plan and what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Who sits where.
    pub plan: Plan,
    /// Affinity of all different pairs that meet, less the cost of repeats (as `check` counts it).
    pub objective: i64,
    /// No plan has a larger objective than this (on affinity, whatever the fairness).
    pub bound: Option<i64>,
    /// How good the plan is known to be.
    pub status: Status,
    /// What a moderator should know.
    pub reasons: Vec<Reason>,
    /// Proof of the bound or of optimality; [`crate::certificate::prove`] checks it.
    pub certificate: Option<Certificate>,
    /// Proof of the bound on affinity, where `certificate` proves the optimum with the rewards of fairness.
    pub bound_certificate: Option<Certificate>,
    /// For a repair: what differs from the announced plan.
    pub changes: Option<Changes>,
}

/// What a repair has to respect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairInput {
    /// The plan people were told.
    pub announced: Plan,
    /// Rounds `0..done_rounds` have been played and never change.
    pub done_rounds: usize,
    /// So many rounds after the played ones have their cards out: they only lose people who are gone.
    pub frozen_rounds: usize,
    /// Cost of each changed seat.
    pub cost_seat: i32,
    /// Cost of each announced pair that could meet and no longer does.
    pub cost_pair: i32,
}
