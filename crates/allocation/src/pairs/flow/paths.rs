//! Shortest paths by reduced costs, and all augmenting paths of that length.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{FAR, Flow};

impl Flow<'_> {
    /// Sends pairs along paths of reduced cost 0, found depth first; nodes that lead nowhere are not entered again in
    /// this pass. `false` when there was no path.
    pub(super) fn augment_all(&mut self) -> bool {
        let nl = self.sides.left;
        let before = self.sent;
        self.entered.iter_mut().for_each(|entered| *entered = false);
        self.arc.iter_mut().for_each(|arc| *arc = 0);
        let on = &self.on;
        self.back.iter_mut().for_each(|back| back.retain(|&e| on[e as usize]));
        let mut path: Vec<u32> = Vec::new();
        for l in 0..nl {
            while self.sent < self.sides.total && !self.entered[l] && self.terminal(l) == Some(0) {
                if !self.augment(l, &mut path) {
                    break;
                }
            }
        }
        self.sent > before
    }

    /// Notes which pairs of a left node cost nothing until the potentials change again.
    pub(super) fn collect_tight(&mut self, l: usize) {
        let nl = self.sides.left;
        self.fresh[l] = self.phase;
        let (from, to) = (self.graph.start[l] as usize, self.graph.start[l + 1] as usize);
        let at = self.potential[l];
        let price = &self.potential[nl..];
        let costs = self.graph.to[from..to].iter().zip(&self.graph.worth[from..to]);
        let tight = costs.enumerate().filter(|(_, (r, w))| at - price[**r as usize] == i64::from(**w));
        self.tight[l].clear();
        self.tight[l].extend(tight.map(|(k, _)| (from + k) as u32));
    }

    /// One path from a left node to the sink; `path` holds its pairs.
    fn augment(&mut self, source: usize, path: &mut Vec<u32>) -> bool {
        let nl = self.sides.left;
        path.clear();
        let mut node = source;
        self.entered[source] = true;
        loop {
            let mut forward = None;
            if node < nl {
                if self.fresh[node] != self.phase {
                    self.collect_tight(node);
                }
                while let Some(&e) = self.tight[node].get(self.arc[node] as usize) {
                    let r = nl + self.graph.to[e as usize] as usize;
                    if !self.entered[r] && !self.on[e as usize] {
                        forward = Some((e as usize, r));
                        break;
                    }
                    self.arc[node] += 1;
                }
            } else {
                if self.terminal(node) == Some(0) {
                    break;
                }
                while let Some(&e) = self.back[node - nl].get(self.arc[node] as usize) {
                    let l = self.owner[e as usize] as usize;
                    if self.on[e as usize] && !self.entered[l] && self.reduced(e as usize, l, node) == 0 {
                        forward = Some((e as usize, l));
                        break;
                    }
                    self.arc[node] += 1;
                }
            }
            match forward {
                Some((e, next)) => {
                    path.push(e as u32);
                    self.entered[next] = true;
                    node = next;
                }
                None => {
                    let Some(e) = path.pop() else { return false };
                    let (l, r) = (self.owner[e as usize] as usize, nl + self.graph.to[e as usize] as usize);
                    node = if node == r { l } else { r };
                    self.arc[node] += 1;
                }
            }
        }
        self.have[source] += 1;
        self.have[node] += 1;
        self.sent += 1;
        // Nodes of a path that led somewhere may do so again.
        self.entered[source] = false;
        for &e in path.iter() {
            let e = e as usize;
            let r = self.graph.to[e] as usize;
            self.on[e] = !self.on[e];
            if self.on[e] {
                self.back[r].push(e as u32);
            }
            self.entered[nl + r] = false;
            self.entered[self.owner[e] as usize] = false;
        }
        true
    }

    /// Raises the potentials to the next path length; `false` when no path is worth anything any more.
    pub(super) fn lengthen(&mut self) -> bool {
        let nl = self.sides.left;
        self.distance.iter_mut().for_each(|distance| *distance = FAR);
        let mut heap: BinaryHeap<Reverse<(i64, u32)>> = BinaryHeap::new();
        for l in 0..nl {
            if let Some(cost) = self.terminal(l) {
                self.distance[l] = cost;
                heap.push(Reverse((cost, l as u32)));
            }
        }
        // Beyond this the next path would be worth less than nothing.
        let most = -self.sink;
        let mut end = most + 1;
        while let Some(Reverse((distance, node))) = heap.pop() {
            let node = node as usize;
            if distance >= end {
                break;
            }
            if distance > self.distance[node] {
                continue;
            }
            if node < nl {
                for e in self.graph.start[node] as usize..self.graph.start[node + 1] as usize {
                    let r = nl + self.graph.to[e] as usize;
                    let through = distance + self.potential[node] - self.potential[r] - i64::from(self.graph.worth[e]);
                    if through < self.distance[r] && through < end && !self.on[e] {
                        self.distance[r] = through;
                        heap.push(Reverse((through, r as u32)));
                    }
                }
            } else {
                if let Some(cost) = self.terminal(node) {
                    end = end.min(distance + cost);
                }
                let on = &self.on;
                self.back[node - nl].retain(|&e| on[e as usize]);
                for &e in &self.back[node - nl] {
                    let l = self.owner[e as usize] as usize;
                    let through = distance - self.reduced(e as usize, l, node);
                    if through < self.distance[l] && through < end {
                        self.distance[l] = through;
                        heap.push(Reverse((through, l as u32)));
                    }
                }
            }
        }
        let step = end.min(most);
        for (potential, &distance) in self.potential.iter_mut().zip(&self.distance) {
            *potential += distance.min(step);
        }
        self.sink += step;
        self.phase += 1;
        end <= most
    }
}
