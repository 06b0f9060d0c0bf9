//! A flow that is best for other rewards or fewer pairs becomes the best again: what its prices contradict is turned round,
//! and what is too much at some nodes is led to where it is missing.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{FAR, Flow};

/// One step of a mending path.
#[derive(Clone, Copy)]
struct Step {
    from: u32,
    to: u32,
    /// The pair, between two people.
    pair: u32,
}

/// Leads what is too much at some nodes to where it is missing, along shortest paths of the residual network.
///
/// Nodes: left, right, then source and sink; an arc leads back from the sink to the source.
pub(super) struct Mending<'f, 'a> {
    flow: &'f mut Flow<'a>,
    source: usize,
    sink: usize,
    excess: Vec<i64>,
    /// Potential of the source; 0 before and after.
    origin: i64,
    entered: Vec<bool>,
    arc: Vec<u32>,
    distance: Vec<i64>,
}

impl<'f, 'a> Mending<'f, 'a> {
    /// Turns round whatever the prices contradict, and notes what is too much or missing then.
    pub(super) fn of(flow: &'f mut Flow<'a>) -> Self {
        let nodes = flow.sides.left + flow.sides.right;
        let (source, sink) = (nodes, nodes + 1);
        let mut mending = Mending {
            flow,
            source,
            sink,
            excess: vec![0; nodes + 2],
            origin: 0,
            entered: vec![false; nodes + 2],
            arc: vec![0; nodes + 2],
            distance: vec![FAR; nodes + 2],
        };
        for node in 0..nodes {
            while mending.more(node).is_some_and(|cost| cost < 0) {
                mending.take(node, 1);
            }
            while mending.less(node).is_some_and(|cost| cost < 0) {
                mending.take(node, -1);
            }
        }
        let nl = mending.flow.sides.left;
        for e in 0..mending.flow.on.len() {
            let (l, r) = (mending.flow.owner[e] as usize, nl + mending.flow.graph.to[e] as usize);
            let cost = mending.flow.reduced(e, l, r);
            let on = mending.flow.on[e];
            if cost < 0 && !on || cost > 0 && on {
                mending.flow.on[e] = !on;
                let moved = if on { -1 } else { 1 };
                mending.excess[l] -= moved;
                mending.excess[r] += moved;
                if !on {
                    mending.flow.back[r - nl].push(e as u32);
                }
            }
        }
        if mending.flow.sink < 0 {
            let more = (mending.flow.sides.total - mending.flow.sent) as i64;
            mending.flow.sent = mending.flow.sides.total;
            mending.excess[sink] -= more;
            mending.excess[source] += more;
        }
        mending
    }

    fn reward(&self, node: usize, k: u32) -> i64 {
        (self.flow.sides.reward)(node, k)
    }

    /// Reduced cost of the way from the source to a left node or from a right one to the sink; `None` when it is full.
    fn more(&self, node: usize) -> Option<i64> {
        let have = self.flow.have[node];
        (have < self.flow.sides.limit[node]).then(|| self.way(node, have))
    }

    /// Reduced cost of the same way backwards; `None` when nothing goes along it.
    fn less(&self, node: usize) -> Option<i64> {
        let have = self.flow.have[node];
        (have > 0).then(|| -self.way(node, have - 1))
    }

    fn way(&self, node: usize, k: u32) -> i64 {
        let at = self.flow.potential[node];
        let cost = -self.reward(node, k);
        if node < self.flow.sides.left { self.origin + cost - at } else { at + cost - self.flow.sink }
    }

    /// One more or less along the way of a node, whatever becomes of the balance.
    fn take(&mut self, node: usize, more: i64) {
        self.flow.have[node] = (i64::from(self.flow.have[node]) + more) as u32;
        let (from, to) = if node < self.flow.sides.left { (self.source, node) } else { (node, self.sink) };
        self.excess[from] -= more;
        self.excess[to] += more;
    }

    pub(super) fn run(&mut self) {
        while self.excess.iter().any(|&excess| excess > 0) && self.approach() {
            while self.relieve() {}
        }
        let origin = std::mem::take(&mut self.origin);
        self.flow.potential.iter_mut().for_each(|potential| *potential -= origin);
        self.flow.sink -= origin;
    }

    /// Raises the potentials until something that is missing is within reach of something that is too much.
    fn approach(&mut self) -> bool {
        let flow = &mut *self.flow;
        let (nl, nodes) = (flow.sides.left, self.source);
        self.distance.iter_mut().for_each(|distance| *distance = FAR);
        let mut heap: BinaryHeap<Reverse<(i64, u32)>> = BinaryHeap::new();
        for (node, _) in self.excess.iter().enumerate().filter(|(_, excess)| **excess > 0) {
            self.distance[node] = 0;
            heap.push(Reverse((0, node as u32)));
        }
        let mut end = FAR;
        let (reward, limit) = (flow.sides.reward, flow.sides.limit);
        while let Some(Reverse((distance, node))) = heap.pop() {
            let node = node as usize;
            if distance >= end {
                break;
            }
            if distance > self.distance[node] {
                continue;
            }
            let mut reach = |to: usize, cost: i64| {
                let through = distance + cost;
                if through < self.distance[to] && through < end {
                    self.distance[to] = through;
                    if self.excess[to] < 0 {
                        end = through;
                    } else {
                        heap.push(Reverse((through, to as u32)));
                    }
                }
            };
            if node < nl {
                let at = flow.potential[node];
                if flow.have[node] > 0 {
                    reach(self.source, at + reward(node, flow.have[node] - 1) - self.origin);
                }
                for e in flow.graph.start[node] as usize..flow.graph.start[node + 1] as usize {
                    let r = nl + flow.graph.to[e] as usize;
                    if !flow.on[e] {
                        reach(r, at - flow.potential[r] - i64::from(flow.graph.worth[e]));
                    }
                }
            } else if node < nodes {
                let at = flow.potential[node];
                if flow.have[node] < limit[node] {
                    reach(self.sink, at - reward(node, flow.have[node]) - flow.sink);
                }
                let on = &flow.on;
                flow.back[node - nl].retain(|&e| on[e as usize]);
                for &e in &flow.back[node - nl] {
                    let l = flow.owner[e as usize] as usize;
                    reach(l, at + i64::from(flow.graph.worth[e as usize]) - flow.potential[l]);
                }
            } else if node == self.source {
                if flow.sent > 0 {
                    reach(self.sink, self.origin - flow.sink);
                }
                for l in (0..nl).filter(|&l| flow.have[l] < limit[l]) {
                    reach(l, self.origin - reward(l, flow.have[l]) - flow.potential[l]);
                }
            } else {
                if flow.sent < flow.sides.total {
                    reach(self.source, flow.sink - self.origin);
                }
                for r in (nl..nodes).filter(|&r| flow.have[r] > 0) {
                    reach(r, flow.sink + reward(r, flow.have[r] - 1) - flow.potential[r]);
                }
            }
        }
        if end == FAR {
            return false;
        }
        for (potential, &distance) in flow.potential.iter_mut().zip(&self.distance) {
            *potential += distance.min(end);
        }
        self.origin += self.distance[self.source].min(end);
        flow.sink += self.distance[self.sink].min(end);
        flow.phase += 1;
        true
    }

    /// One pass of paths of reduced cost 0, depth first; `false` when there was none.
    fn relieve(&mut self) -> bool {
        self.entered.iter_mut().for_each(|entered| *entered = false);
        self.arc.iter_mut().for_each(|arc| *arc = 0);
        let on = &self.flow.on;
        self.flow.back.iter_mut().for_each(|back| back.retain(|&e| on[e as usize]));
        let mut some = false;
        let mut path = Vec::new();
        for node in 0..self.excess.len() {
            while self.excess[node] > 0 && !self.entered[node] && self.walk(node, &mut path) {
                some = true;
            }
        }
        some
    }

    fn walk(&mut self, start: usize, path: &mut Vec<Step>) -> bool {
        path.clear();
        let mut node = start;
        self.entered[start] = true;
        while self.excess[node] >= 0 {
            match self.next(node) {
                Some(step) => {
                    node = step.to as usize;
                    self.entered[node] = true;
                    path.push(step);
                }
                None => {
                    let Some(step) = path.pop() else { return false };
                    node = step.from as usize;
                    self.arc[node] += 1;
                }
            }
        }
        self.excess[start] -= 1;
        self.excess[node] += 1;
        self.entered[start] = false;
        for step in path.iter() {
            self.entered[step.to as usize] = false;
            self.go(*step);
        }
        true
    }

    /// The next arc of reduced cost 0 that leaves a node for one that was not entered.
    fn next(&mut self, node: usize) -> Option<Step> {
        let (nl, nodes) = (self.flow.sides.left, self.source);
        if node < nl && self.flow.fresh[node] != self.flow.phase {
            self.flow.collect_tight(node);
        }
        loop {
            let k = self.arc[node] as usize;
            let mut pair = u32::MAX;
            let (to, tight) = if node < nl {
                match k {
                    0 => (self.source, self.less(node) == Some(0)),
                    _ => {
                        pair = *self.flow.tight[node].get(k - 1)?;
                        (nl + self.flow.graph.to[pair as usize] as usize, !self.flow.on[pair as usize])
                    }
                }
            } else if node < nodes {
                match k {
                    0 => (self.sink, self.more(node) == Some(0)),
                    _ => {
                        pair = *self.flow.back[node - nl].get(k - 1)?;
                        let l = self.flow.owner[pair as usize] as usize;
                        (l, self.flow.on[pair as usize] && self.flow.reduced(pair as usize, l, node) == 0)
                    }
                }
            } else if node == self.source {
                match k {
                    0 => (self.sink, self.flow.sent > 0 && self.origin == self.flow.sink),
                    _ if k > nl => return None,
                    _ => (k - 1, self.more(k - 1) == Some(0)),
                }
            } else {
                match k {
                    0 => (self.source, self.flow.sent < self.flow.sides.total && self.origin == self.flow.sink),
                    _ if k > nodes - nl => return None,
                    _ => (nl + k - 1, self.less(nl + k - 1) == Some(0)),
                }
            };
            if tight && !self.entered[to] {
                return Some(Step { from: node as u32, to: to as u32, pair });
            }
            self.arc[node] += 1;
        }
    }

    fn go(&mut self, step: Step) {
        let (from, to) = (step.from as usize, step.to as usize);
        let flow = &mut *self.flow;
        if step.pair != u32::MAX {
            let e = step.pair as usize;
            flow.on[e] = from < to;
            if from < to {
                flow.back[to - flow.sides.left].push(step.pair);
            }
        } else if from == self.source && to == self.sink {
            flow.sent -= 1;
        } else if from == self.sink && to == self.source {
            flow.sent += 1;
        } else if from == self.source || to == self.sink {
            flow.have[from.min(to)] += 1;
        } else {
            flow.have[from.min(to)] -= 1;
        }
    }
}
