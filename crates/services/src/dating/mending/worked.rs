//! A plan for what is known now, judged: what a repair comes to, or seats taken literally.

use crate::{
    Result,
    dating::seating::{Table, interpreting, judge},
};
use domain::{
    UnixMillis,
    control_room::Approach,
    dating::Dating,
    plan::{Account, BrokenRule, Quality, SeatingPlan, Seats},
};

/// A plan that was worked out, and what it breaks.
#[derive(Clone, Debug)]
pub(in crate::dating) struct Worked {
    pub approach: Approach,
    pub plan: SeatingPlan,
    pub broken: Vec<BrokenRule>,
}

/// The plan with other seats, made by hand or put back, and judged; its proof is gone unless the seats are `proven`'s.
pub(in crate::dating) fn with_seats(
    dating: &Dating,
    table: &Table,
    seats: Seats,
    proven: &SeatingPlan,
    now: UnixMillis,
) -> Result<Worked> {
    let begun = usize::from(dating.rounds_begun(now));
    let had = dating.plan.as_ref().map_or(&[][..], |plan| &plan.interpreters);
    let interpreters = interpreting::posts(table, dating, &seats, begun, had);
    let judged = judge(dating, table, &seats, &interpreters, now)?;
    let (quality, account) = match seats == proven.seats {
        true => (proven.quality, proven.account.clone()),
        false => (Quality::ByHand, Account::default()),
    };
    let objective = judged.objective;
    let plan = SeatingPlan { made_at: now, seats, interpreters, objective, quality, account, ..proven.clone() };
    Ok(Worked { approach: Approach::AsAsked, plan, broken: judged.broken })
}
