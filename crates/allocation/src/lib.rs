//! Who sits at which table in which round: plans that are proven best where that is possible and bounded elsewhere.
//!
//! Pure: no clock, no thread, no randomness of its own, no input or output; integers throughout. The same code runs on
//! servers and in browsers. Every answer can be judged by [`check()`], which shares no code with the search.

pub mod affinity;
mod alternatives;
mod anneal;
pub mod answer;
mod bounds;
pub mod certificate;
mod chance;
pub mod check;
mod claim;
mod colour;
mod conflict;
mod cuts;
mod differences;
mod evenness;
mod explain;
mod field;
mod flow;
pub mod format;
mod golfer;
mod groups;
#[doc(hidden)]
pub mod kernels;
mod latin;
mod matching;
mod one_sided;
mod pairs;
mod patch;
pub mod plan;
pub mod problem;
mod puzzle;
mod reasons;
mod relief;
mod repair;
mod rotation;
mod seating;
mod semidefinite;
mod shake;
mod simplex;
mod solve;
mod timetable;
mod transversals;
mod trim;
mod turning;
mod two_sided;
mod uniform;

pub use alternatives::{Disturbance, Effect, alternatives, alternatives_to, effect};
pub use answer::{Answer, Budget, Fairness, Job, Options, Progress, Reason, RepairInput, RuleCount, SitOut, Status};
pub use certificate::{Certificate, OddSet, prove};
pub use check::{PersonReport, RepairReport, Report, Violation, check, check_repair};
pub use conflict::{Conflict, Demand, conflict};
pub use explain::{Explanation, Loosened, PairReason, PersonReason, PriceKnown, Relaxing, RulePrice, explain};
pub use plan::{Changes, Meeting, Plan, SeatChange, changes};
pub use problem::{Builder, Problem, ProblemError, Repeats, Rule, Table, Wrong};
pub use reasons::reasons_for;
pub use repair::{repair, repair_bound, rest};
pub use solve::solve;
