//! Who sits at which table in which round: plans that are proven best where that is possible and bounded elsewhere.
//!
//! Pure: no clock, no thread, no randomness of its own, no input or output; integers throughout. The same code runs on
//! servers and in browsers. Every answer can be judged by [`check()`], which shares no code with the search.

pub mod affinity;
pub mod answer;
mod chance;
pub mod check;
mod explain;
pub mod format;
mod golfer;
mod groups;
mod judged;
#[doc(hidden)]
pub mod kernels;
mod pairs;
pub mod plan;
pub mod problem;
mod proof;
mod reasons;
mod repair;
mod solve;

pub use answer::{Answer, Budget, Fairness, Job, Options, Progress, Reason, RepairInput, RuleCount, SitOut, Status};
pub use check::{PersonReport, RepairReport, Report, Violation, check, check_repair};
pub use explain::prices::{PriceKnown, RulePrice};
pub use explain::{Explanation, PairReason, PersonReason, Relaxing, explain};
pub use plan::{Changes, Meeting, Plan, SeatChange, changes};
pub use problem::{Builder, Loosened, Problem, ProblemError, Repeats, Rule, Table, Wrong};
pub use proof::certificate::{self, Certificate, OddSet, prove};
pub use reasons::conflict::{Conflict, Demand, conflict};
pub use reasons::{find_room_together, reasons_for};
pub use repair::alternatives::{Disturbance, alternatives, alternatives_to};
pub use repair::effect::{Effect, effect};
pub use repair::{repair, repair_bound, rest};
pub use solve::solve;
