//! Spreads chosen pairs over rounds so that nobody meets two people at once: König's colouring, then balanced classes.

/// Colours the pairs of a two-sided graph with `colours` colours, at most `most[c]` pairs of colour `c`.
///
/// Needs: no node has more than `colours` pairs and the classes are equally large at most (`most` all equal) with room
/// for all. Alternating chains make room one pair at a time (König 1916); a chain between a large and a small class
/// with one pair more of the large one evens them out (McDiarmid 1972, de Werra 1971).
pub(crate) fn colour(left: usize, right: usize, pairs: &[(u32, u32)], colours: usize, most: u64) -> Vec<u32> {
    let mut classes = Classes::new(left, right, pairs, colours);
    for e in 0..pairs.len() {
        classes.insert(e);
    }
    classes.balance(most);
    classes.colour
}

const FREE: u32 = u32::MAX;

struct Classes<'a> {
    left: usize,
    colours: usize,
    pairs: &'a [(u32, u32)],
    /// The pair of each node in each colour.
    at: Vec<u32>,
    colour: Vec<u32>,
    size: Vec<u64>,
}

impl<'a> Classes<'a> {
    fn new(left: usize, right: usize, pairs: &'a [(u32, u32)], colours: usize) -> Self {
        Classes {
            left,
            colours,
            pairs,
            at: vec![FREE; (left + right) * colours],
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

    fn insert(&mut self, e: usize) {
        let (a, b) = self.ends(e);
        let (rows, k) = (&self.at, self.colours);
        let shared = (0..k).find(|&c| rows[a * k + c] == FREE && rows[b * k + c] == FREE);
        if let Some(c) = shared {
            return self.put(e, c);
        }
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
