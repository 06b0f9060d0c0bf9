//! Spreads chosen pairs over rounds so that nobody meets two people at once: König's colouring between two sides, walks
//! of alternating chains among one; then balanced classes.

use crate::chance::Chance;

/// Colours the pairs of a two-sided graph with `colours` colours, at most `most[c]` pairs of colour `c`.
///
/// Needs: no node has more than `colours` pairs and the classes are equally large at most (`most` all equal) with room
/// for all. Alternating chains make room one pair at a time (König 1916); a chain between a large and a small class
/// with one pair more of the large one evens them out (McDiarmid 1972, de Werra 1971).
pub(crate) fn colour(left: usize, right: usize, pairs: &[(u32, u32)], colours: usize, most: u64) -> Vec<u32> {
    let mut classes = Classes::new(left, left + right, pairs, colours);
    for e in 0..pairs.len() {
        classes.insert(e);
    }
    classes.balance(most);
    classes.colour
}

/// The same among people of one side, where `colours` may not be enough (Vizing 1964): [`FREE`] for pairs left over.
///
/// A pair without a colour takes one from a neighbour, who looks for another: the defect walks through the graph until
/// a chain frees a colour for it, or `steps` are used.
pub(crate) fn colour_any(
    nodes: usize,
    pairs: &[(u32, u32)],
    colours: usize,
    most: u64,
    chance: &mut Chance,
    steps: usize,
) -> Vec<u32> {
    let mut classes = Classes::new(0, nodes, pairs, colours);
    let mut waiting: Vec<usize> = (0..pairs.len()).rev().collect();
    let mut steps = steps;
    while let Some(e) = waiting.pop() {
        if classes.fits(e) || classes.find_room(e) {
            continue;
        }
        if steps == 0 || colours < 2 {
            continue;
        }
        steps -= 1;
        let (a, b) = classes.ends(e);
        if chance.below(2) == 0 {
            classes.shake(if chance.below(2) == 0 { a } else { b }, chance);
            waiting.push(e);
        } else {
            let taken = classes.push_in(e, chance);
            waiting.extend(taken);
        }
        // Defects take turns: two of them may have to meet to vanish.
        let last = waiting.len() - 1;
        let other = last - chance.below(waiting.len().min(4));
        waiting.swap(last, other);
    }
    classes.balance(most);
    classes.colour
}

/// No colour.
pub(crate) const FREE: u32 = u32::MAX;

struct Classes<'a> {
    /// What is added to the second end of a pair: the sides are numbered apart.
    left: usize,
    colours: usize,
    pairs: &'a [(u32, u32)],
    /// The pair of each node in each colour.
    at: Vec<u32>,
    colour: Vec<u32>,
    size: Vec<u64>,
}

impl<'a> Classes<'a> {
    fn new(left: usize, nodes: usize, pairs: &'a [(u32, u32)], colours: usize) -> Self {
        Classes {
            left,
            colours,
            pairs,
            at: vec![FREE; nodes * colours],
            colour: vec![FREE; pairs.len()],
            size: vec![0; colours],
        }
    }

    fn ends(&self, e: usize) -> (usize, usize) {
        (self.pairs[e].0 as usize, self.left + self.pairs[e].1 as usize)
    }

    fn free_colour(&self, node: usize) -> Option<usize> {
        (0..self.colours).find(|&c| self.at[node * self.colours + c] == FREE)
    }

    fn put(&mut self, e: usize, c: usize) {
        let (a, b) = self.ends(e);
        self.at[a * self.colours + c] = e as u32;
        self.at[b * self.colours + c] = e as u32;
        self.colour[e] = c as u32;
        self.size[c] += 1;
    }

    /// Gives a pair a colour that is free at both ends, if there is one.
    fn fits(&mut self, e: usize) -> bool {
        let (a, b) = self.ends(e);
        let (rows, k) = (&self.at, self.colours);
        let shared = (0..k).find(|&c| rows[a * k + c] == FREE && rows[b * k + c] == FREE);
        if let Some(c) = shared {
            self.put(e, c);
        }
        shared.is_some()
    }

    /// Gives a pair a colour by exchanging two along a chain that does not come back to it.
    fn find_room(&mut self, e: usize) -> bool {
        let (a, b) = self.ends(e);
        let k = self.colours;
        for ca in (0..k).filter(|&c| self.at[a * k + c] == FREE).collect::<Vec<_>>() {
            for cb in (0..k).filter(|&c| self.at[b * k + c] == FREE).collect::<Vec<_>>() {
                let chain = self.chain(b, ca, cb);
                let comes_back = chain.last().is_some_and(|&last| {
                    let (x, y) = self.ends(last);
                    x == a || y == a
                });
                if !comes_back {
                    self.flip(&chain, ca, cb);
                    self.put(e, ca);
                    return true;
                }
            }
        }
        false
    }

    /// Gives a pair a colour whatever it costs its neighbours; returns those that lost theirs.
    fn push_in(&mut self, e: usize, chance: &mut Chance) -> Vec<usize> {
        let (a, b) = self.ends(e);
        let k = self.colours;
        let half_free: Vec<usize> =
            (0..k).filter(|&c| self.at[a * k + c] == FREE || self.at[b * k + c] == FREE).collect();
        let c = match half_free.len() {
            0 => chance.below(k),
            many => half_free[chance.below(many)],
        };
        let mut taken = Vec::new();
        for node in [a, b] {
            let other = self.at[node * k + c];
            if other != FREE {
                self.take(other as usize);
                taken.push(other as usize);
            }
        }
        self.put(e, c);
        taken
    }

    /// Exchanges a colour missing at a node with any other along the chain from it.
    fn shake(&mut self, node: usize, chance: &mut Chance) {
        let Some(missing) = self.free_colour(node) else { return };
        let other = chance.below(self.colours);
        if other != missing {
            let chain = self.chain(node, other, missing);
            self.flip(&chain, other, missing);
        }
    }

    fn take(&mut self, e: usize) {
        let (a, b) = self.ends(e);
        let c = std::mem::replace(&mut self.colour[e], FREE) as usize;
        self.at[a * self.colours + c] = FREE;
        self.at[b * self.colours + c] = FREE;
        self.size[c] -= 1;
    }

    fn insert(&mut self, e: usize) {
        if self.fits(e) {
            return;
        }
        let (a, b) = self.ends(e);
        let (Some(ca), Some(cb)) = (self.free_colour(a), self.free_colour(b)) else { return };
        // The chain of colours ca, cb from b never reaches a (it would have to arrive by ca, which is free there).
        let chain = self.chain(b, ca, cb);
        self.flip(&chain, ca, cb);
        self.put(e, ca);
    }

    /// The pairs of the alternating chain that leaves a node by colour `first`.
    fn chain(&self, from: usize, first: usize, second: usize) -> Vec<usize> {
        let mut chain = Vec::new();
        let (mut node, mut colour, mut other) = (from, first, second);
        loop {
            let e = self.at[node * self.colours + colour];
            if e == FREE || chain.first() == Some(&(e as usize)) {
                return chain;
            }
            chain.push(e as usize);
            let (a, b) = self.ends(e as usize);
            node = a + b - node;
            std::mem::swap(&mut colour, &mut other);
        }
    }

    /// Exchanges two colours along a chain.
    fn flip(&mut self, chain: &[usize], one: usize, two: usize) {
        for &e in chain {
            let (a, b) = self.ends(e);
            let c = self.colour[e] as usize;
            self.size[c] -= 1;
            for node in [a, b] {
                let slot = node * self.colours + c;
                if self.at[slot] == e as u32 {
                    self.at[slot] = FREE;
                }
            }
        }
        for &e in chain {
            let c = self.colour[e] as usize;
            self.put(e, one + two - c);
        }
    }

    /// Moves pairs from classes above `most` to the smallest ones.
    fn balance(&mut self, most: u64) {
        let nodes = self.at.len() / self.colours.max(1);
        while let Some(large) = (0..self.colours).find(|&c| self.size[c] > most) {
            let Some(small) = (0..self.colours).min_by_key(|&c| self.size[c]) else { return };
            let before = self.size[large];
            for node in 0..nodes {
                if self.size[large] <= most || self.size[small] + 1 >= self.size[large] {
                    break;
                }
                let starts =
                    self.at[node * self.colours + large] != FREE && self.at[node * self.colours + small] == FREE;
                if !starts {
                    continue;
                }
                let chain = self.chain(node, large, small);
                if chain.len() % 2 == 1 {
                    self.flip(&chain, large, small);
                }
            }
            if self.size[large] == before {
                return;
            }
        }
    }
}
