//! How many people each table should get in a round.

use crate::problem::Problem;

/// How many people each table should get in a round: pinned tables first, then the largest, none under its minimum
/// where that can be helped.
pub(super) fn targets(problem: &Problem, r: usize) -> Vec<usize> {
    let tables = problem.tables();
    let mut pinned = vec![0usize; tables.len()];
    let mut people = 0usize;
    for i in (0..problem.people()).filter(|&i| problem.is_present(i, r)) {
        people += 1;
        let held = problem.pin(i).or_else(|| {
            let group = &problem.groups()[problem.group_of(i)?];
            group.iter().filter(|&&m| problem.is_present(m as usize, r)).find_map(|&m| problem.pin(m as usize))
        });
        if let Some(t) = held {
            pinned[t] += 1;
        }
    }
    let mut order: Vec<usize> = (0..tables.len()).filter(|&t| problem.is_open(t, r)).collect();
    order.sort_by_key(|&t| (pinned[t] == 0, std::cmp::Reverse(tables[t].cap), t));
    let mut target = vec![0usize; tables.len()];
    let mut left = people;
    for &t in order.iter().filter(|&&t| pinned[t] > 0) {
        target[t] = pinned[t].max(tables[t].min as usize).min(left);
        left -= target[t];
    }
    for &t in &order {
        let more = (tables[t].cap as usize).saturating_sub(target[t]).min(left);
        target[t] += more;
        left -= more;
    }
    // The last table may have got too few: others give.
    for &t in &order {
        let least = tables[t].min as usize;
        while target[t] > 0 && target[t] < least {
            let giver = order.iter().copied().filter(|&g| g != t && target[g] > (tables[g].min as usize).max(1));
            match giver.max_by_key(|&g| target[g] - tables[g].min as usize) {
                Some(g) => {
                    target[g] -= 1;
                    target[t] += 1;
                }
                None => break,
            }
        }
        if target[t] < least && pinned[t] == 0 {
            target[t] = 0;
        }
    }
    let planned = |target: &[usize]| target.iter().sum::<usize>();
    if planned(&target) < people {
        let other = by_minimum(problem, &order, &pinned, people);
        if planned(&other) > planned(&target) {
            return other;
        }
    }
    target
}

/// The same by choosing which tables to use: most seats among tables whose minimum sums to no more than the people who
/// are there (a knapsack). Filling the largest first may leave people without a table that others would be for.
fn by_minimum(problem: &Problem, order: &[usize], pinned: &[usize], people: usize) -> Vec<usize> {
    let tables = problem.tables();
    let least = |t: usize| pinned[t].max(tables[t].min as usize);
    let usable = order.iter().filter(|&&t| least(t) <= tables[t].cap as usize);
    let (held, others): (Vec<usize>, Vec<usize>) = usable.partition(|&&t| pinned[t] > 0);
    let left = people.saturating_sub(held.iter().map(|&t| least(t)).sum());
    // `most[p]`: the most seats of the tables so far whose minimum sums to `p` at most.
    let mut most = vec![0usize; left + 1];
    let mut taken: Vec<Vec<bool>> = Vec::with_capacity(others.len());
    for &t in &others {
        let mut takes = vec![false; left + 1];
        for p in (least(t)..=left).rev() {
            let with = most[p - least(t)] + tables[t].cap as usize;
            if with > most[p] {
                (most[p], takes[p]) = (with, true);
            }
        }
        taken.push(takes);
    }
    let (mut used, mut p) = (held, left);
    for (&t, takes) in others.iter().zip(&taken).rev() {
        if takes[p] {
            p -= least(t);
            used.push(t);
        }
    }
    let mut target = vec![0usize; tables.len()];
    let mut left = people;
    for &t in &used {
        target[t] = least(t).min(left);
        left -= target[t];
    }
    for &t in order.iter().filter(|t| used.contains(t)) {
        let more = (tables[t].cap as usize).saturating_sub(target[t]).min(left);
        target[t] += more;
        left -= more;
    }
    target
}
