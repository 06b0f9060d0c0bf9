//! Two sides, one-to-one, everybody there: the optimal plan and its proof.

use crate::answer::Fairness;
use crate::certificate::Certificate;
use crate::colour::colour;
use crate::flow::{Chosen, Flow, NONE, Sides};
use crate::pairs::Pairs;

/// An optimal plan as pairs by round, with the proof in the sense of the fairness asked for and the one of the bound.
pub(crate) struct Exact {
    pub rounds: Vec<Vec<(u32, u32)>>,
    pub certificate: Certificate,
    pub bound: Certificate,
}

/// The dense table of worths between two sides.
pub(crate) fn table(pairs: &Pairs, left: &[u32], right: &[u32]) -> Vec<i32> {
    let mut worth = vec![NONE; left.len() * right.len()];
    for (l, &a) in left.iter().enumerate() {
        for (r, &b) in right.iter().enumerate() {
            worth[l * right.len() + r] = pairs.worth(a as usize, b as usize);
        }
    }
    worth
}

/// Solves a uniform two-sided problem. `None` when people who need a partner in every round cannot all get one.
pub(crate) fn exact(pairs: &Pairs, left: &[u32], right: &[u32], fairness: Fairness) -> Option<Exact> {
    let problem = pairs.problem;
    let rounds = problem.rounds();
    let worth = table(pairs, left, right);
    let people: Vec<u32> = left.iter().chain(right).copied().collect();
    let there = |i: usize| if pairs.is_there(i, 0) { rounds as u32 } else { 0 };
    let limit: Vec<u32> = people
        .iter()
        .map(|&i| problem.limit(i as usize).map_or(there(i as usize), |limit| limit.min(there(i as usize))))
        .collect();
    let must: Vec<bool> = people.iter().map(|&i| pairs.must[i as usize]).collect();
    let highest = i64::from(worth.iter().copied().max().unwrap_or(0).max(1));
    let force = highest * (people.len() as i64 + 2) * 4;
    let total = (rounds * pairs.room(0)) as u64;
    let needed = |node: usize| if must[node] { force } else { 0 };
    let reward = |node: usize, _: u32| needed(node);
    let sides = Sides { left: left.len(), right: right.len(), worth: &worth, limit: &limit, total, reward: &reward };
    let proof = |chosen: &Chosen, rewards: &[i64]| {
        let mut prices = vec![0; problem.people()];
        for (node, &i) in people.iter().enumerate() {
            prices[i as usize] = chosen.prices[node] + if must[node] { force } else { 0 };
        }
        Certificate {
            scale: 1,
            rewards: rewards.to_vec(),
            people: prices,
            tables: chosen.total_price,
            mixed: 0,
            sets: Vec::new(),
            vectors: Vec::new(),
        }
    };
    let flow = Flow::best(&sides);
    let plain = flow.chosen();
    let bound = proof(&plain, &[]);
    // All dates of all people together have to stay below 2^62.
    let most = (1 << 60) / people.len().max(1) as i64;
    let lowest = worth.iter().copied().filter(|&w| w != NONE).min().unwrap_or(0).min(0);
    let rewards = rewards(fairness, rounds, highest - i64::from(lowest), people.len(), most);
    let (chosen, certificate) = if rewards.is_empty() {
        (plain, bound.clone())
    } else {
        // From the best flow for affinity alone it is not far to the fair one.
        let reward = |node: usize, k: u32| rewards.get(k as usize).copied().unwrap_or(0) + needed(node);
        let fair = flow.rewarded(&Sides { reward: &reward, ..sides }).chosen();
        let certificate = proof(&fair, &rewards);
        (fair, certificate)
    };
    let mut dates = vec![0u32; people.len()];
    for &(l, r) in &chosen.pairs {
        dates[l as usize] += 1;
        dates[left.len() + r as usize] += 1;
    }
    if (0..people.len()).any(|node| must[node] && dates[node] < there(people[node] as usize)) {
        return None;
    }
    let colours = colour(left.len(), right.len(), &chosen.pairs, rounds, pairs.room(0) as u64);
    let mut by_round = vec![Vec::new(); rounds];
    for (&(l, r), &c) in chosen.pairs.iter().zip(&colours) {
        by_round.get_mut(c as usize)?.push((left[l as usize], right[r as usize]));
    }
    Some(Exact { rounds: by_round, certificate, bound })
}

/// What the 1st, 2nd, … date of a person is worth beyond its affinity: `spread` is the difference between the best pair
/// and the worst (or none), `people` how many they are.
///
/// Two plans that are both best differ by exchanges along simple paths, which give at most two people a date more and
/// two a date less, and change the affinity by at most `spread` for each person on the way. So a date is worth more than
/// two of the next ones and all that affinity: then whoever has fewest dates comes first, exactly. Where that would take
/// rewards above `most`, it holds for the first dates, and the later ones are worth the same.
pub(crate) fn rewards(fairness: Fairness, rounds: usize, spread: i64, people: usize, most: i64) -> Vec<i64> {
    match fairness {
        Fairness::Off => Vec::new(),
        // The missing last dates are dear, the first ones very dear: nobody falls far behind for a little affinity.
        Fairness::Default => (0..rounds as i64).map(|k| spread * (rounds as i64 - k) / 4).collect(),
        Fairness::Leximin => {
            let step = 2 * spread * (people as i64 + 1) + 1;
            let doublings = (most / step).max(2).ilog2() as usize;
            (0..rounds).map(|k| step * ((1 << rounds.min(doublings).saturating_sub(k).max(1)) - 1)).collect()
        }
    }
}
