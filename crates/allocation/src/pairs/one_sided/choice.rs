//! The best choice of pairs, all rounds together: the program is solved, priced and cut until nothing is missing.

use super::model::Model;
use super::simplex::Simplex;
use crate::answer::Budget;
use crate::pairs::Pairs;
use crate::pairs::flow::NONE;
use crate::proof::capacity::capacity;
use crate::proof::certificate::{Certificate, OddSet, prove};

/// The outcome: chosen pairs (all rounds together) and what they and the prices prove.
pub(super) struct Choice {
    /// Pairs of an optimal choice, if it came out whole.
    pub pairs: Vec<(u32, u32)>,
    /// Whether every pair came out chosen or not, none by halves.
    pub whole: bool,
    /// Prices; with rewards where fairness counts.
    pub certificate: Certificate,
}

/// Up to so many people the relaxation is solved; its inverse is dense.
const MOST_PEOPLE: usize = 1200;
/// So many times cuts are looked for; what is left by halves then is rounded.
const MOST_CUTS: usize = 80;

/// The best choice of pairs, with everybody's dates rewarded as `rewards` says. `None` when it is too large, the time
/// is up, or people who need a partner in every round cannot all get one. `helpful` sets of an earlier run are taken up
/// from the start; those that had a price in this run are left there.
pub(super) fn choose_any(
    pairs: &Pairs,
    rewards: &[i64],
    seed: u64,
    helpful: &mut Vec<OddSet>,
    budget: &Budget,
) -> Option<Choice> {
    let problem = pairs.problem;
    let n = problem.people();
    if n > MOST_PEOPLE {
        return None;
    }
    let room = capacity(problem);
    let dates: Vec<i64> = room.dates.iter().map(|&dates| dates.clamp(0, n as i64)).collect();
    let all: i64 = dates.iter().sum();
    let mut highest = 1;
    for b in 0..n {
        for a in (0..b).filter(|&a| pairs.worth(a, b) != NONE) {
            highest = highest.max(i64::from(pairs.worth(a, b)));
        }
    }
    let force = if pairs.must.contains(&true) { highest * 4 * (n as i64 + 2) } else { 0 };
    let mut lp = Simplex::new();
    dates.iter().for_each(|&dates| lp.add_row(dates as f64, !rewards.is_empty(), &[]));
    let total_row = (all / 2 > room.meetings).then(|| {
        lp.add_row(room.meetings as f64, false, &[]);
        n
    });
    let shift = blurred(&dates);
    let (known, member) = (vec![false; n * n], vec![Vec::new(); n]);
    let (columns, sets) = (Vec::new(), Vec::new());
    let mut model = Model { pairs, n, dates, rewards, force, shift, seed, total_row, lp, columns, known, sets, member };
    // A date that does not take place costs its reward.
    for i in (0..n).filter(|_| !rewards.is_empty()) {
        for k in 0..model.dates[i] {
            let reward = rewards.get(k as usize).copied().unwrap_or(0);
            let cost = model.blur(i, n + k as usize) - (reward << shift);
            model.lp.add_column(cost as f64, vec![i as u32]);
            model.columns.push(None);
        }
    }
    start(&mut model);
    helpful.iter().for_each(|set| model.add_set(set.clone()));
    let steps = 60 * n + 2_000;
    let mut first = true;
    let mut cuts = 0;
    loop {
        if !model.lp.run(steps, &|| budget.is_over()) {
            return None;
        }
        if model.price() {
            continue;
        }
        let chosen = model.chosen();
        let whole = chosen.iter().all(|&(.., x)| x > 1.0 - 1e-6);
        // Islands are rare but hide behind hundreds of blossoms: first, and whenever there are no blossoms.
        let mut sets = Vec::new();
        for islands in [first, false, true] {
            if sets.is_empty() && islands && pairs.is_uniform() {
                sets = model.islands(&chosen);
            } else if sets.is_empty() && !islands && !whole {
                sets = model.blossoms(&chosen);
            }
            sets.retain(|set| {
                model.sets.iter().all(|(_, known)| known.people != set.people || known.border != set.border)
            });
        }
        first = false;
        cuts += 1;
        if sets.is_empty() || cuts > MOST_CUTS || budget.is_over() {
            let certificate = model.certificate();
            prove(problem, &certificate)?;
            *helpful = certificate.sets.clone();
            return Some(Choice { pairs: round_off(&model, chosen), whole, certificate });
        }
        sets.into_iter().for_each(|set| model.add_set(set));
    }
}

/// Binary digits by which worths are raised, so that all that blurs them together stays below one point.
pub(super) fn blurred(dates: &[i64]) -> u32 {
    i64::BITS - (dates.iter().sum::<i64>().max(1) * 16).leading_zeros()
}

/// The pairs to begin with: everybody's best, some more than there are dates.
fn start(model: &mut Model) {
    let n = model.n;
    let mut wanted = vec![false; n * n];
    let mut row: Vec<(i32, usize)> = Vec::new();
    for i in 0..n {
        let many = model.dates[i] as usize * 5 / 2 + 12;
        row.clear();
        row.extend((0..n).filter(|&j| j != i).map(|j| (model.pairs.worth(i, j), (j + n - i) % n)));
        row.retain(|&(worth, _)| worth != NONE);
        if row.len() > many {
            row.select_nth_unstable_by_key(many, |&(worth, turned)| (std::cmp::Reverse(worth), turned));
            row.truncate(many);
        }
        for &(_, turned) in &row {
            let j = (turned + i) % n;
            wanted[i.min(j) * n + i.max(j)] = true;
        }
    }
    for (a, b) in (0..n * n).filter(|&k| wanted[k]).map(|k| (k / n, k % n)) {
        if let Some(cost) = model.cost(a, b) {
            model.add_pair(a, b, cost);
        }
    }
}

/// Whole pairs, and of the others those that still fit.
fn round_off(model: &Model, mut chosen: Vec<(usize, usize, f64)>) -> Vec<(u32, u32)> {
    let mut left = model.dates.clone();
    let mut room = capacity(model.pairs.problem).meetings;
    let worth = |a: usize, b: usize| model.pairs.worth(a, b);
    chosen.sort_by(|p, q| q.2.round().total_cmp(&p.2.round()).then(worth(q.0, q.1).cmp(&worth(p.0, p.1))));
    let mut pairs = Vec::with_capacity(chosen.len());
    for (a, b, _) in chosen {
        if left[a] > 0 && left[b] > 0 && room > 0 {
            (left[a], left[b], room) = (left[a] - 1, left[b] - 1, room - 1);
            pairs.push((a as u32, b as u32));
        }
    }
    pairs
}
