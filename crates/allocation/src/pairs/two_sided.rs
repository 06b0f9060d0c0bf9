//! Two sides, one-to-one: the optimal plan and its proof when everybody is there, else a bound and a search.

use super::colour::{FREE, colour};
use super::flow::{Chosen, Flow, NONE, Sides};
use super::{Pairs, Rounds, shake, timetable};
use crate::answer::{Answer, Budget, Fairness, Options, Status};
use crate::chance::Chance;
use crate::judged::judged;
use crate::proof::capacity::capacity;
use crate::proof::certificate::{Certificate, prove};

/// The best choice of pairs, with the proof in the sense of the fairness asked for and the one of the bound.
struct Choice {
    pairs: Vec<(u32, u32)>,
    certificate: Certificate,
    bound: Certificate,
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

/// The best plan found: proven best when everybody is there in every round and the tables are the same. `None` when people
/// who need a partner in every round did not all get one.
pub(crate) fn solve(pairs: &Pairs, sides: &(Vec<u32>, Vec<u32>), options: &Options, budget: &Budget) -> Option<Answer> {
    let problem = pairs.problem;
    let choice = choose(pairs, &sides.0, &sides.1, options.fairness);
    let judge =
        |plan: &Rounds| judged(problem, pairs.seat(plan), Some(choice.certificate.clone()), Some(&choice.bound));
    if pairs.is_uniform() {
        let answer = judge(&spread(pairs, &sides.0, &sides.1, &choice.pairs));
        if answer.status != Status::Infeasible {
            return Some(answer);
        }
    }
    let mut chance = Chance::new(options.seed, 2);
    let mut plan = timetable::begin(pairs, Some(sides), &choice.pairs, &choice.certificate.rewards, &mut chance);
    let most = prove(problem, &choice.certificate);
    shake::search(pairs, Some(sides), &mut plan, &choice.certificate.rewards, most, &mut chance, budget);
    let answer = judge(&plan);
    (answer.status != Status::Infeasible).then_some(answer)
}

/// Chosen pairs by round, when every round has the same tables and people.
fn spread(pairs: &Pairs, left: &[u32], right: &[u32], chosen: &[(u32, u32)]) -> Rounds {
    let mut index = vec![0; pairs.problem.people()];
    for side in [left, right] {
        side.iter().enumerate().for_each(|(k, &i)| index[i as usize] = k as u32);
    }
    let numbered: Vec<(u32, u32)> = chosen.iter().map(|&(a, b)| (index[a as usize], index[b as usize])).collect();
    let rounds = pairs.problem.rounds();
    let colours = colour(left.len(), right.len(), &numbered, rounds, pairs.room(0) as u64);
    let mut plan = vec![Vec::new(); rounds];
    for (&pair, &c) in chosen.iter().zip(&colours).filter(|(_, c)| **c != FREE) {
        plan[c as usize].push(pair);
    }
    plan
}

/// The best choice of pairs, whatever round they fall into, with everybody's dates and the tables' meetings limited.
fn choose(pairs: &Pairs, left: &[u32], right: &[u32], fairness: Fairness) -> Choice {
    let problem = pairs.problem;
    let room = capacity(problem);
    let worth = table(pairs, left, right);
    let people: Vec<u32> = left.iter().chain(right).copied().collect();
    let limit: Vec<u32> = people.iter().map(|&i| room.dates[i as usize].max(0) as u32).collect();
    let must: Vec<bool> = people.iter().map(|&i| pairs.must[i as usize]).collect();
    let highest = i64::from(worth.iter().copied().max().unwrap_or(0).max(1));
    let force = highest * (people.len() as i64 + 2) * 4;
    let total = room.meetings.max(0) as u64;
    let needed = |node: usize| if must[node] { force } else { 0 };
    let reward = |node: usize, _: u32| needed(node);
    let sides = Sides { left: left.len(), right: right.len(), worth: &worth, limit: &limit, total, reward: &reward };
    let proof = |chosen: &Chosen, rewards: &[i64]| {
        let mut prices = vec![0; problem.people()];
        for (node, &i) in people.iter().enumerate() {
            prices[i as usize] = chosen.prices[node];
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
    let rewards = rewards(fairness, problem.rounds(), highest - i64::from(lowest), people.len(), most);
    let (chosen, certificate) = if rewards.is_empty() {
        (plain, bound.clone())
    } else {
        // From the best flow for affinity alone it is not far to the fair one.
        let reward = |node: usize, k: u32| rewards.get(k as usize).copied().unwrap_or(0) + needed(node);
        let fair = flow.rewarded(&Sides { reward: &reward, ..sides }).chosen();
        let certificate = proof(&fair, &rewards);
        (fair, certificate)
    };
    let pairs = chosen.pairs.iter().map(|&(l, r)| (left[l as usize], right[r as usize])).collect();
    Choice { pairs, certificate, bound }
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
