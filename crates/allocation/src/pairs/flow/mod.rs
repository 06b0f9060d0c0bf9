//! Which pairs to choose when two sides meet one-to-one: a maximum-weight b-matching by min-cost flow, with its prices.
//!
//! Primal-dual method: shortest paths by reduced costs, then all augmenting paths of that length, depth first.
//! Affinities are small integers, so path lengths take few values and there are few phases. The dense
//! graph is thinned to each person's best partners; prices then show which left-out pairs are missing, if any
//! (column generation), so the result is optimal for the dense graph. A flow that is best for other rewards or fewer
//! pairs is mended: what its prices contradict is turned round, and what is too much here is led to where it is missing.

mod graph;
mod mending;
mod paths;

use graph::Graph;
use mending::Mending;

/// No pair.
pub(crate) const NONE: i32 = i32::MIN;

/// A two-sided b-matching problem on a dense table of worths.
pub(crate) struct Sides<'a> {
    /// Nodes on the left.
    pub left: usize,
    /// Nodes on the right.
    pub right: usize,
    /// `left` x `right` worths; [`NONE`] = the pair may not be chosen.
    pub worth: &'a [i32],
    /// Most pairs of each node, left nodes first.
    pub limit: &'a [u32],
    /// Most pairs in all.
    pub total: u64,
    /// Reward of a node's next pair when it has `k` already; must not rise with `k`.
    pub reward: &'a dyn Fn(usize, u32) -> i64,
}

/// An optimal choice of pairs and the prices that prove it.
pub(crate) struct Chosen {
    /// Chosen pairs (left, right).
    pub pairs: Vec<(u32, u32)>,
    /// Price of one pair for each node, left nodes first.
    pub prices: Vec<i64>,
    /// Price of one pair for the tables.
    pub total_price: i64,
}

/// Far beyond any path, far from overflow.
const FAR: i64 = i64::MAX / 4;

/// Solves the problem to optimality.
pub(crate) fn choose(sides: &Sides) -> Chosen {
    Flow::best(sides).chosen()
}

/// A flow and its prices.
pub(crate) struct Flow<'a> {
    sides: &'a Sides<'a>,
    graph: Graph,
    on: Vec<bool>,
    owner: Vec<u32>,
    back: Vec<Vec<u32>>,
    have: Vec<u32>,
    potential: Vec<i64>,
    sink: i64,
    sent: u64,
    entered: Vec<bool>,
    /// Pairs of reduced cost 0 of each left node, as of `fresh[l]`.
    tight: Vec<Vec<u32>>,
    fresh: Vec<u32>,
    phase: u32,
    arc: Vec<u32>,
    distance: Vec<i64>,
}

impl<'a> Flow<'a> {
    /// The best flow.
    pub(crate) fn best(sides: &'a Sides<'a>) -> Self {
        let mut flow = Flow::new(sides, Graph::thinned(sides));
        flow.run();
        flow.complete();
        flow
    }

    /// The best flow for other rewards; everything else has to be as before.
    pub(crate) fn rewarded<'b>(self, sides: &'b Sides<'b>) -> Flow<'b> {
        let mut flow = Flow {
            sides,
            graph: self.graph,
            on: self.on,
            owner: self.owner,
            back: self.back,
            have: self.have,
            potential: self.potential,
            sink: self.sink,
            sent: self.sent,
            entered: self.entered,
            tight: self.tight,
            fresh: self.fresh,
            phase: self.phase,
            arc: self.arc,
            distance: self.distance,
        };
        Mending::of(&mut flow).run();
        flow.complete();
        flow
    }

    /// Adds the pairs left out of the graph that the prices say are worth more than they cost, until there are none.
    fn complete(&mut self) {
        let sides = self.sides;
        if self.graph.to.len() == sides.worth.iter().filter(|&&w| w != NONE).count() {
            return;
        }
        loop {
            let mut missing = self.missing_pairs();
            if missing.is_empty() {
                return;
            }
            let mut chosen = vec![false; sides.left * sides.right];
            for (e, (l, r)) in self.graph.pairs().enumerate() {
                chosen[l as usize * sides.right + r as usize] = self.on[e];
                missing.push((l, r));
            }
            self.graph.rebuild(missing, sides);
            self.back.iter_mut().for_each(Vec::clear);
            self.on.clear();
            self.owner.clear();
            for (e, (l, r)) in self.graph.pairs().enumerate() {
                let on = chosen[l as usize * sides.right + r as usize];
                self.on.push(on);
                self.owner.push(l);
                if on {
                    self.back[r as usize].push(e as u32);
                }
            }
            self.phase += 1;
            Mending::of(self).run();
        }
    }

    fn missing_pairs(&self) -> Vec<(u32, u32)> {
        let (sides, graph) = (self.sides, &self.graph);
        let nr = sides.right;
        let mut missing = Vec::new();
        for l in (0..sides.left).filter(|&l| sides.limit[l] > 0) {
            let known = &graph.to[graph.start[l] as usize..graph.start[l + 1] as usize];
            let row = &sides.worth[l * nr..(l + 1) * nr];
            for (r, &w) in row.iter().enumerate() {
                let short = i64::from(w) > self.potential[l] - self.potential[sides.left + r];
                if short && w != NONE && sides.limit[sides.left + r] > 0 && known.binary_search(&(r as u32)).is_err() {
                    missing.push((l as u32, r as u32));
                }
            }
        }
        missing
    }

    fn new(sides: &'a Sides<'a>, graph: Graph) -> Self {
        let (nl, nr) = (sides.left, sides.right);
        let owner: Vec<u32> =
            (0..nl).flat_map(|l| (graph.start[l]..graph.start[l + 1]).map(move |_| l as u32)).collect();
        let mut potential = vec![FAR; nl + nr];
        for (l, at) in potential[..nl].iter_mut().enumerate() {
            *at = -(sides.reward)(l, 0);
        }
        for (e, &l) in owner.iter().enumerate() {
            if sides.limit[l as usize] > 0 {
                let r = nl + graph.to[e] as usize;
                potential[r] = potential[r].min(potential[l as usize] - i64::from(graph.worth[e]));
            }
        }
        let mut sink = 0;
        for (r, at) in potential.iter_mut().enumerate().skip(nl) {
            if *at == FAR {
                *at = (sides.reward)(r, 0).max(0);
            } else if sides.limit[r] > 0 {
                sink = sink.min(*at - (sides.reward)(r, 0));
            }
        }
        Flow {
            sides,
            on: vec![false; graph.to.len()],
            graph,
            owner,
            back: vec![Vec::new(); nr],
            have: vec![0; nl + nr],
            potential,
            sink,
            sent: 0,
            entered: vec![false; nl + nr],
            tight: vec![Vec::new(); nl],
            fresh: vec![0; nl],
            phase: 1,
            arc: vec![0; nl + nr],
            distance: vec![FAR; nl + nr],
        }
    }

    fn run(&mut self) {
        loop {
            while self.augment_all() {}
            if self.sent >= self.sides.total || !self.lengthen() {
                return;
            }
        }
    }

    /// Reduced cost of a node's next pair on the way from the source or to the sink; `None` when it has enough.
    #[inline]
    fn terminal(&self, node: usize) -> Option<i64> {
        (self.have[node] < self.sides.limit[node]).then(|| {
            let reward = (self.sides.reward)(node, self.have[node]);
            if node < self.sides.left {
                -reward - self.potential[node]
            } else {
                self.potential[node] - self.sink - reward
            }
        })
    }

    #[inline]
    fn reduced(&self, e: usize, l: usize, r: usize) -> i64 {
        self.potential[l] - self.potential[r] - i64::from(self.graph.worth[e])
    }

    /// The pairs and prices of the flow.
    pub(crate) fn chosen(&self) -> Chosen {
        let nl = self.sides.left;
        let pairs = (0..self.on.len()).filter(|&e| self.on[e]).map(|e| (self.owner[e], self.graph.to[e])).collect();
        let price = |node: usize| if node < nl { self.potential[node] } else { self.sink - self.potential[node] };
        let open = |&node: &usize| self.sides.limit[node] > 0;
        // Who has no dates can be dear for nothing, dearer than anybody's price below nothing.
        let highest = self.sides.worth.iter().copied().max().map_or(0, |w| i64::from(w).max(0));
        let dear = highest - (0..nl + self.sides.right).filter(open).map(price).min().unwrap_or(0).min(0);
        let prices = (0..nl + self.sides.right).map(|node| if open(&node) { price(node) } else { dear }).collect();
        Chosen { pairs, prices, total_price: -self.sink }
    }
}
