//! Which rows the relaxation lacks: odd sets of people that the halves it chose violate.

use super::cuts::Ties;
use super::model::Model;
use crate::proof::certificate::OddSet;

/// Shares of one in which cuts are counted.
const UNIT: i64 = 1 << 20;
/// A cut has to be violated by so much.
const CLEAR: f64 = 0.01;

impl Model<'_, '_> {
    /// Odd sets with bordering pairs that the halves violate.
    pub(super) fn blossoms(&self, chosen: &[(usize, usize, f64)]) -> Vec<OddSet> {
        let mut left: Vec<f64> = self.dates.iter().map(|&dates| dates as f64).collect();
        let mut node = vec![usize::MAX; self.n];
        let mut people = Vec::new();
        for &(a, b, x) in chosen {
            left[a] -= x;
            left[b] -= x;
            for i in [a, b] {
                if x < 1.0 - 1e-6 && node[i] == usize::MAX {
                    node[i] = people.len();
                    people.push(i);
                }
            }
        }
        let outside = people.len();
        let share = |x: f64| (x * UNIT as f64) as i64;
        let halves = chosen.iter().filter(|&&(.., x)| x < 1.0 - 1e-6);
        let ties = halves.map(|&(a, b, x)| (node[a], node[b], share(x.min(1.0 - x))));
        let slack = people.iter().enumerate().map(|(v, &i)| (v, outside, share(left[i].clamp(0.0, 1.0))));
        let graph = Ties::new(outside + 1, ties.chain(slack.filter(|&(.., slack)| slack > 0)));
        let mut found = Vec::new();
        for set in graph.cuts_below(share(1.0 - CLEAR)) {
            let mut inside = vec![false; self.n];
            set.iter().for_each(|&v| inside[people[v]] = true);
            let mut open: f64 = set.iter().map(|&v| left[people[v]].max(0.0)).sum();
            let mut odd: i64 = set.iter().map(|&v| self.dates[people[v]]).sum();
            let mut border = Vec::new();
            let mut turn: Option<(f64, bool, (u32, u32))> = None;
            for &(a, b, x) in chosen.iter().filter(|&&(a, b, _)| inside[a] != inside[b]) {
                let pair = (a as u32, b as u32);
                let counted = x > 0.5;
                open += x.min(1.0 - x);
                if counted {
                    border.push(pair);
                    odd += 1;
                }
                let costs = (2.0 * x - 1.0).abs();
                if turn.is_none_or(|(least, ..)| costs < least) {
                    turn = Some((costs, counted, pair));
                }
            }
            if odd % 2 == 0 {
                let Some((costs, counted, pair)) = turn else { continue };
                open += costs;
                match counted {
                    true => border.retain(|&other| other != pair),
                    false => border.push(pair),
                }
            }
            if open < 1.0 - CLEAR {
                border.sort_unstable();
                let people = set.iter().map(|&v| people[v] as u32).collect();
                found.push(OddSet { people, border, price: 0 });
            }
        }
        found
    }

    /// Odd sets that would have to find more partners inside than a matching in every round can give.
    pub(super) fn islands(&self, chosen: &[(usize, usize, f64)]) -> Vec<OddSet> {
        let rounds = self.pairs.problem.rounds() as i64;
        let share = |x: f64| (x * UNIT as f64).round() as i64;
        let mut left = vec![rounds * UNIT; self.n];
        let mut ties = Vec::with_capacity(chosen.len() + self.n);
        for &(a, b, x) in chosen {
            let x = share(x);
            left[a] -= x;
            left[b] -= x;
            ties.push((a, b, x));
        }
        ties.extend(left.iter().enumerate().map(|(i, &slack)| (i, self.n, slack.max(0))));
        let sets = Ties::new(self.n + 1, ties.into_iter()).cuts_below(rounds * UNIT - share(CLEAR));
        let odd = sets.into_iter().filter(|set| set.len() % 2 == 1 && set.len() > 1);
        odd.map(|set| OddSet { people: set.iter().map(|&i| i as u32).collect(), border: Vec::new(), price: 0 })
            .collect()
    }
}
