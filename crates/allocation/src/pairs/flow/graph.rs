//! The pairs under consideration: each person's best partners, and whatever the prices ask for besides.

use std::cmp::Reverse;

use super::{NONE, Sides};

/// The pairs under consideration, by left node.
pub(super) struct Graph {
    pub(super) start: Vec<u32>,
    pub(super) to: Vec<u32>,
    pub(super) worth: Vec<i32>,
}

impl Graph {
    /// Each node's best partners, by worth.
    pub(super) fn thinned(sides: &Sides) -> Self {
        let (nl, nr) = (sides.left, sides.right);
        let open = |l: usize, r: usize| sides.limit[l] > 0 && sides.limit[nl + r] > 0;
        let many = sides.limit.iter().copied().max().unwrap_or(0) as usize * 3 + 16;
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        if nl * nr <= 40_000 || many * 3 >= nl.min(nr) {
            for l in 0..nl {
                pairs.extend(
                    (0..nr).filter(|&r| sides.worth[l * nr + r] != NONE && open(l, r)).map(|r| (l as u32, r as u32)),
                );
            }
        } else {
            let mut row: Vec<(i32, u32)> = Vec::with_capacity(nl.max(nr));
            let best = |row: &mut Vec<(i32, u32)>| {
                if row.len() > many {
                    row.select_nth_unstable_by_key(many, |&(worth, other)| (Reverse(worth), other));
                    row.truncate(many);
                }
            };
            // Equal worths are told apart by a turning order, else everybody would choose the same few.
            for l in 0..nl {
                row.clear();
                let entries = sides.worth[l * nr..(l + 1) * nr].iter().enumerate();
                row.extend(
                    entries
                        .filter(|(r, w)| **w != NONE && open(l, *r))
                        .map(|(r, &w)| (w, ((r + nr - l % nr) % nr) as u32)),
                );
                best(&mut row);
                pairs.extend(row.iter().map(|&(_, turned)| (l as u32, ((turned as usize + l) % nr) as u32)));
            }
            for r in 0..nr {
                row.clear();
                for l in 0..nl {
                    let w = sides.worth[l * nr + r];
                    if w != NONE && open(l, r) {
                        row.push((w, ((l + nl - r % nl) % nl) as u32));
                    }
                }
                best(&mut row);
                pairs.extend(row.iter().map(|&(_, turned)| (((turned as usize + r) % nl) as u32, r as u32)));
            }
        }
        let mut graph = Graph { start: vec![0; nl + 1], to: Vec::new(), worth: Vec::new() };
        graph.rebuild(pairs, sides);
        graph
    }

    pub(super) fn pairs(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let ranges = self.start.windows(2).map(|range| range[0] as usize..range[1] as usize).enumerate();
        ranges.flat_map(|(l, range)| self.to[range].iter().map(move |&r| (l as u32, r)))
    }

    pub(super) fn rebuild(&mut self, mut pairs: Vec<(u32, u32)>, sides: &Sides) {
        pairs.sort_unstable();
        pairs.dedup();
        self.start = vec![0; sides.left + 1];
        for &(l, _) in &pairs {
            self.start[l as usize + 1] += 1;
        }
        for l in 0..sides.left {
            self.start[l + 1] += self.start[l];
        }
        self.to = pairs.iter().map(|&(_, r)| r).collect();
        self.worth = pairs.iter().map(|&(l, r)| sides.worth[l as usize * sides.right + r as usize]).collect();
    }
}
