//! Plans from groups that act on the people: every difference of two people occurs once, so nobody meets twice.
//!
//! The people are the elements of a group of order tables * size (Z_m, or Z_m turned by Z_k). The cosets of a subgroup
//! of one table's size are a round. A block whose translates under a subgroup cover everybody once gives as many rounds
//! as a table has seats. Differences of distinct blocks and subgroups must be disjoint: an exact cover, found by search
//! (relative difference families with parallel classes; Beth, Jungnickel, Lenz: Design Theory, chapter VII).

use std::collections::BTreeSet;

use super::Rounds;
use crate::answer::Budget;

/// Larger groups have too many blocks to look through.
const LARGEST: usize = 100;
/// Blocks kept for one group.
const BLOCKS: usize = 20_000;
/// Most work for one problem, in blocks looked at: about half a second.
const WORK: u64 = 150_000_000;

/// A plan without a repeat, if one of these groups gives one within so many steps.
pub(crate) fn develop(tables: usize, size: usize, rounds: usize, budget: &Budget, steps: u64) -> Option<Rounds> {
    let people = tables * size;
    if people > LARGEST || !(2..=6).contains(&size) || rounds * (size - 1) > people - 1 {
        return None;
    }
    let mut work = steps.saturating_mul(64).clamp(1 << 20, WORK);
    for turning in (1..people).filter(|k| people.is_multiple_of(*k)) {
        let m = people / turning;
        for unit in 1..m.max(2) {
            let order = (0..turning).fold(1, |power, _| power * unit % m.max(2));
            if budget.is_over() || work == 0 {
                return None;
            }
            if order == 1 && (turning > 1 || unit == 1) {
                // Each group gets a part of what is left.
                let mut share = work.div_ceil(8);
                work -= share;
                let family = Family::of(Group::metacyclic(m, turning, unit), tables, size, &mut share);
                let found = family.search(rounds, budget, &mut share);
                work += share;
                if found.is_some() {
                    return found;
                }
            }
        }
    }
    None
}

/// A finite group by its table of products; 0 is the neutral element.
struct Group {
    order: usize,
    product: Vec<u32>,
    inverse: Vec<u32>,
}

impl Group {
    /// Pairs (x, i) of Z_m and Z_k with (x, i)(y, j) = (x + unit^i y, i + j); `unit`^k must be 1 modulo m.
    fn metacyclic(m: usize, k: usize, unit: usize) -> Self {
        let order = m * k;
        let power: Vec<usize> = (0..k).scan(1, |p, _| Some(std::mem::replace(p, *p * unit % m))).collect();
        let times = |a: usize, b: usize| (a / k + power[a % k] * (b / k)) % m * k + (a % k + b % k) % k;
        let product: Vec<u32> = (0..order * order).map(|ab| times(ab / order, ab % order) as u32).collect();
        let inverse = (0..order).map(|a| product[a * order..(a + 1) * order].iter().position(|&ab| ab == 0));
        Group { order, inverse: inverse.map(|at| at.unwrap_or(0) as u32).collect(), product }
    }

    fn times(&self, a: u32, b: u32) -> u32 {
        self.product[a as usize * self.order + b as usize]
    }

    fn difference(&self, a: u32, b: u32) -> u32 {
        self.times(self.inverse[a as usize], b)
    }

    /// The subgroups of an order that two elements generate, each sorted.
    fn subgroups(&self, order: usize) -> BTreeSet<Vec<u32>> {
        let all = || 1..self.order as u32;
        all()
            .flat_map(|a| all().filter(move |&b| b >= a).map(move |b| [a, b]))
            .filter_map(|pair| self.generated(pair, order))
            .collect()
    }

    fn generated(&self, by: [u32; 2], order: usize) -> Option<Vec<u32>> {
        let mut inside = vec![false; self.order];
        inside[0] = true;
        let mut found = vec![0];
        let mut next = 0;
        while let Some(&a) = found.get(next) {
            for ab in by.map(|b| self.times(a, b)) {
                if !std::mem::replace(&mut inside[ab as usize], true) {
                    found.push(ab);
                }
            }
            if found.len() > order {
                return None;
            }
            next += 1;
        }
        found.sort_unstable();
        (found.len() == order).then_some(found)
    }
}

/// Differences as a set of at most 128 elements.
type Set = u128;

fn set(elements: &[u32]) -> Set {
    elements.iter().fold(0, |all, &x| all | 1 << x)
}

/// Something that gives rounds and uses up differences.
struct Part {
    differences: Set,
    block: Vec<u32>,
    /// The subgroup whose translates of the block cover everybody once; none for a subgroup, whose cosets are a round.
    tiles: Option<usize>,
    rounds: usize,
}

struct Family {
    group: Group,
    size: usize,
    tilings: Vec<Vec<u32>>,
    parts: Vec<Part>,
}

impl Family {
    fn of(group: Group, tables: usize, size: usize, work: &mut u64) -> Self {
        let tilings: Vec<Vec<u32>> = group.subgroups(tables).into_iter().collect();
        let mut parts: Vec<Part> = Vec::new();
        for block in group.subgroups(size) {
            parts.push(Part { differences: set(&block) & !1, block, tiles: None, rounds: 1 });
        }
        let mut family = Family { group, size, tilings, parts };
        let mut seen = BTreeSet::new();
        family.extend(&mut vec![0], 0, &mut seen, work);
        family
    }

    /// Adds every block that starts so: all differences distinct, no two of them inverse to each other.
    fn extend(&mut self, block: &mut Vec<u32>, used: Set, seen: &mut BTreeSet<Set>, work: &mut u64) {
        if block.len() == self.size {
            if seen.len() < BLOCKS
                && !seen.contains(&used)
                && let Some(tiles) = self.tiling(block)
            {
                seen.insert(used);
                let rounds = self.size;
                self.parts.push(Part { differences: used, block: block.clone(), tiles: Some(tiles), rounds });
            }
            return;
        }
        for next in block[block.len() - 1] + 1..self.group.order as u32 {
            let mut more = used;
            let fresh = block.iter().all(|&x| {
                let there = self.group.difference(x, next);
                let back = self.group.inverse[there as usize];
                let pair: Set = 1 << there | 1 << back;
                let fresh = there != back && more & pair == 0;
                more |= pair;
                fresh
            });
            *work = work.saturating_sub(4);
            if fresh && seen.len() < BLOCKS && *work > 0 {
                block.push(next);
                self.extend(block, more, seen, work);
                block.pop();
            }
        }
    }

    /// A subgroup T such that the T-translates of a block are disjoint.
    fn tiling(&self, block: &[u32]) -> Option<usize> {
        let apart = |&(x, y): &(u32, u32)| self.group.times(x, self.group.inverse[y as usize]);
        let pairs = block.iter().flat_map(|&x| block.iter().filter(move |&&y| y != x).map(move |&y| (x, y)));
        let quotients = set(&pairs.collect::<Vec<_>>().iter().map(apart).collect::<Vec<_>>());
        self.tilings.iter().position(|subgroup| set(subgroup) & quotients == 0)
    }

    /// Parts with disjoint differences that together give enough rounds.
    fn search(&self, rounds: usize, budget: &Budget, work: &mut u64) -> Option<Rounds> {
        // So many differences may stay unused.
        let spare = self.group.order - 1 - rounds * (self.size - 1);
        let mut chosen = Vec::new();
        self.choose(1, rounds, spare, &mut chosen, work, budget).then(|| self.rounds(&chosen, rounds))
    }

    fn choose(
        &self,
        used: Set,
        rounds: usize,
        spare: usize,
        chosen: &mut Vec<usize>,
        work: &mut u64,
        budget: &Budget,
    ) -> bool {
        if rounds == 0 {
            return true;
        }
        if *work == 0 || budget.is_over() {
            return false;
        }
        *work = work.saturating_sub(self.parts.len() as u64 + 16);
        let fits = |part: &&Part| part.differences & used == 0;
        let left: Vec<usize> = (0..self.parts.len()).filter(|&k| fits(&&self.parts[k])).collect();
        // The difference that fewest parts can give.
        let mut ways = vec![0u32; self.group.order];
        for &k in &left {
            let mut rest = self.parts[k].differences;
            while rest != 0 {
                ways[rest.trailing_zeros() as usize] += 1;
                rest &= rest - 1;
            }
        }
        let open = (0..self.group.order).filter(|&d| used >> d & 1 == 0);
        let Some(rare) = open.min_by_key(|&d| ways[d]) else { return false };
        for &k in left.iter().filter(|&&k| self.parts[k].differences >> rare & 1 == 1) {
            let part = &self.parts[k];
            chosen.push(k);
            if self.choose(used | part.differences, rounds.saturating_sub(part.rounds), spare, chosen, work, budget) {
                return true;
            }
            chosen.pop();
        }
        let back = self.group.inverse[rare] as usize;
        let wasted = 1 + usize::from(back != rare);
        wasted <= spare && self.choose(used | 1 << rare | 1 << back, rounds, spare - wasted, chosen, work, budget)
    }

    fn rounds(&self, chosen: &[usize], wanted: usize) -> Rounds {
        let mut plan = Rounds::new();
        for part in chosen.iter().map(|&k| &self.parts[k]) {
            let subgroup = part.tiles.map_or(&part.block, |tiles| &self.tilings[tiles]);
            let mut covered: Set = 0;
            let mut cosets: Vec<Vec<u32>> = Vec::new();
            for g in 0..self.group.order as u32 {
                if covered >> g & 1 == 0 {
                    let coset: Vec<u32> = subgroup.iter().map(|&t| self.group.times(g, t)).collect();
                    covered |= set(&coset);
                    cosets.push(coset);
                }
            }
            if part.tiles.is_none() {
                plan.push(cosets);
                continue;
            }
            let translate = |&g: &u32| part.block.iter().map(|&b| self.group.times(g, b)).collect();
            plan.extend(cosets.iter().map(|coset| coset.iter().map(translate).collect()));
        }
        plan.truncate(wanted);
        plan
    }
}
