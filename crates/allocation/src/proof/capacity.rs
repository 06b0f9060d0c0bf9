//! What the tables can do for a problem at most, counted from its numbers alone.

use super::certificate::OddSet;
use crate::problem::Problem;

/// What the tables can do for a problem at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Capacity {
    /// Most meetings of each participant over all rounds.
    pub dates: Vec<i64>,
    /// Most meetings in all.
    pub meetings: i64,
    /// Most meetings across two sides in all.
    pub mixed: i64,
    /// Whether no table ever takes more than two.
    pub one_to_one: bool,
    /// Whether a participant has all these dates, met before or not, in every valid plan: one-to-one, nobody may sit alone,
    /// and they have to be seated.
    pub all: Vec<bool>,
}

/// Counts [`Capacity`].
pub(crate) fn capacity(problem: &Problem) -> Capacity {
    let n = problem.people();
    let mut found = Capacity { dates: vec![0; n], meetings: 0, mixed: 0, one_to_one: true, all: Vec::new() };
    let mut alone = false;
    for r in 0..problem.rounds() {
        let mut caps: Vec<i64> = (0..problem.tables().len())
            .filter(|&t| problem.is_open(t, r))
            .map(|t| i64::from(problem.tables()[t].cap))
            .collect();
        caps.sort_unstable_by(|a, b| b.cmp(a));
        let largest = caps.first().copied().unwrap_or(0);
        alone |= (0..problem.tables().len()).any(|t| problem.is_open(t, r) && problem.tables()[t].min < 2);
        found.one_to_one &= largest <= 2;
        let mut side = [0i64; 2];
        for i in (0..n).filter(|&i| problem.is_present(i, r)) {
            found.dates[i] += (largest - 1).max(0);
            side[usize::from(problem.side(i) != 0)] += 1;
        }
        // Filling the largest tables first gives the most pairs: x * (x - 1) / 2 is convex.
        let (mut left, mut pairs, mut mixed) = (side[0] + side[1], 0, 0);
        // The k-th of the smaller side at a table of c meets at most c - 2k + 1 more of the other side than before.
        let mut more: Vec<i64> = caps.iter().flat_map(|&c| (1..=c / 2).map(move |k| c - 2 * k + 1)).collect();
        more.sort_unstable_by(|a, b| b.cmp(a));
        let smaller = usize::try_from(side[0].min(side[1])).unwrap_or(0);
        let seated: i64 = more.iter().take(smaller).sum();
        for cap in caps {
            let take = cap.min(left);
            left -= take;
            pairs += take * (take - 1) / 2;
            mixed += (take / 2) * (take - take / 2);
        }
        if let Some(most) = meetings_of_equal_tables(problem, r, (side[0] + side[1]).max(0)) {
            pairs = pairs.min(most);
        }
        // Members of a delegation keep seats next to each other that nobody else can have.
        for group in problem.groups() {
            let there: Vec<usize> = group.iter().map(|&i| i as usize).filter(|&i| problem.is_present(i, r)).collect();
            let companions = there.len() as i64 - 1;
            if companions > 0 {
                there.iter().for_each(|&i| found.dates[i] = (found.dates[i] - companions).max(0));
                if problem.seat_all() {
                    pairs -= (companions + 1) * companions / 2;
                }
            }
        }
        found.meetings += pairs.max(0);
        found.mixed += mixed.min(seated);
    }
    let sure = |i: usize| match problem.pin(i) {
        Some(t) => problem.tables()[t].min >= 2,
        None => !alone && problem.seat_all(),
    };
    found.all = (0..n).map(|i| found.one_to_one && sure(i)).collect();
    for (i, dates) in found.dates.iter_mut().enumerate() {
        *dates = problem.limit(i).map_or(*dates, |limit| i64::from(limit).min(*dates));
    }
    found
}

/// Most meetings of a round in which so many are there, where all open tables are alike and have a minimum: a last table
/// with too few takes people from full ones.
fn meetings_of_equal_tables(problem: &Problem, r: usize, people: i64) -> Option<i64> {
    let mut open = (0..problem.tables().len()).filter(|&t| problem.is_open(t, r)).map(|t| {
        let table = &problem.tables()[t];
        (i64::from(table.cap), i64::from(table.min.clamp(1, table.cap.max(1))))
    });
    let (cap, min) = open.next()?;
    let mut count = 1;
    for other in open {
        if other != (cap, min) {
            return None;
        }
        count += 1;
    }
    let pairs = |size: i64| size * (size - 1) / 2;
    let used = |tables: i64| {
        // Everybody above the minimum makes as many tables full as can be, and one fuller: pairs are convex in the size.
        let spare = people.min(tables * cap) - tables * min;
        let (full, rest) = if cap > min { (spare / (cap - min), spare % (cap - min)) } else { (tables, 0) };
        let between = if full < tables { pairs(min + rest) + (tables - full - 1) * pairs(min) } else { 0 };
        full * pairs(cap) + between
    };
    (0..=count).filter(|tables| tables * min <= people).map(used).max()
}

/// Most of the meetings inside an odd set and on its border that can take place, one-to-one.
pub(crate) fn inside_at_most(problem: &Problem, dates: &[i64], set: &OddSet) -> i64 {
    let all: i64 = set.people.iter().map(|&i| dates[i as usize]).sum::<i64>() + set.border.len() as i64;
    if !set.border.is_empty() {
        return all / 2;
    }
    let here = |r: usize| set.people.iter().filter(|&&i| problem.is_present(i as usize, r)).count() as i64;
    (all / 2).min((0..problem.rounds()).map(|r| here(r) / 2).sum())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::problem::Table;

    /// Most pairs at so many tables, by trying every size at each.
    fn tried(tables: u32, cap: i64, min: i64, people: i64) -> i64 {
        let sizes = (min.max(1)..=cap.min(people)).filter(|_| tables > 0);
        sizes.map(|size| size * (size - 1) / 2 + tried(tables - 1, cap, min, people - size)).max().unwrap_or(0)
    }

    #[test]
    fn meetings_of_equal_tables_are_those_that_trying_finds() {
        for (tables, cap) in [(1, 4), (3, 4), (4, 5), (3, 7)] {
            for (min, people) in (1..=cap).flat_map(|min| (2..tables * cap + 2).map(move |people| (min, people))) {
                let room = Problem::builder(people, 1)
                    .tables(vec![Table::open(cap as u32, min as u32); tables])
                    .build()
                    .unwrap();
                let wanted = tried(tables as u32, cap as i64, min as i64, people as i64);
                assert_eq!(capacity(&room).meetings, wanted, "{people} people, {tables} tables of {min} to {cap}");
            }
        }
    }
}
