//! Which sets of people are hardly tied to the rest: all cuts below a threshold that a cut tree shows.
//!
//! Nodes that no such cut parts are merged first, then a cut tree of the rest is built (Gomory and Hu 1961, in the form
//! of Gusfield 1990). The lightest odd cut is among those of the tree (Padberg and Rao 1982).

use std::collections::VecDeque;

/// An undirected graph with integer capacities.
pub(crate) struct Ties {
    nodes: usize,
    /// Arcs come in twos: `a` and `a ^ 1` are the two directions of a tie.
    to: Vec<u32>,
    room: Vec<i64>,
    full: Vec<i64>,
    out: Vec<Vec<u32>>,
    from: Vec<u32>,
}

impl Ties {
    pub(crate) fn new(nodes: usize, ties: impl Iterator<Item = (usize, usize, i64)>) -> Self {
        let mut graph = Ties {
            nodes,
            to: Vec::new(),
            room: Vec::new(),
            full: Vec::new(),
            out: vec![Vec::new(); nodes],
            from: vec![u32::MAX; nodes],
        };
        for (a, b, capacity) in ties {
            graph.out[a].push(graph.to.len() as u32);
            graph.out[b].push(graph.to.len() as u32 + 1);
            graph.to.extend([b as u32, a as u32]);
            graph.full.extend([capacity, capacity]);
        }
        graph.room = graph.full.clone();
        graph
    }

    /// The least cut between two nodes and its side of `source`, unless it is at least `most`.
    fn least_cut(&mut self, source: usize, sink: usize, most: i64) -> Option<(i64, Vec<bool>)> {
        self.room.copy_from_slice(&self.full);
        let mut sent = 0;
        loop {
            self.from.iter_mut().for_each(|arc| *arc = u32::MAX);
            let mut queue = VecDeque::from([source]);
            while let Some(node) = queue.pop_front().filter(|_| self.from[sink] == u32::MAX) {
                for &arc in &self.out[node] {
                    let next = self.to[arc as usize] as usize;
                    if self.room[arc as usize] > 0 && self.from[next] == u32::MAX && next != source {
                        self.from[next] = arc;
                        queue.push_back(next);
                    }
                }
            }
            if self.from[sink] == u32::MAX {
                let side = (0..self.nodes).map(|v| v == source || self.from[v] != u32::MAX).collect();
                return Some((sent, side));
            }
            let walk = |from: &[u32], to: &[u32], visit: &mut dyn FnMut(usize)| {
                let mut node = sink;
                while node != source {
                    let arc = from[node] as usize;
                    visit(arc);
                    node = to[arc ^ 1] as usize;
                }
            };
            let mut least = i64::MAX;
            walk(&self.from, &self.to, &mut |arc| least = least.min(self.room[arc]));
            let (from, to, room) = (&self.from, &self.to, &mut self.room);
            walk(from, to, &mut |arc| {
                room[arc] -= least;
                room[arc ^ 1] += least;
            });
            sent += least;
            if sent >= most {
                return None;
            }
        }
    }

    /// Sets of nodes cut from the rest by less than `most`, each without the last node.
    pub(crate) fn cuts_below(mut self, most: i64) -> Vec<Vec<usize>> {
        // Nodes that no such cut parts belong to one class.
        let mut class = vec![0; self.nodes];
        let mut first: Vec<usize> = Vec::new();
        for (v, own) in class.iter_mut().enumerate() {
            let together = (0..first.len()).find(|&c| self.least_cut(v, first[c], most).is_none());
            *own = together.unwrap_or(first.len());
            if *own == first.len() {
                first.push(v);
            }
        }
        let many = first.len();
        if many < 2 {
            return Vec::new();
        }
        let between = (0..self.to.len())
            .step_by(2)
            .map(|arc| (class[self.to[arc + 1] as usize], class[self.to[arc] as usize], self.full[arc]));
        let mut small = Ties::new(many, between.filter(|(a, b, _)| a != b));
        let mut parent = vec![0; many];
        let mut flow = vec![0; many];
        for s in 1..many {
            let t = parent[s];
            let Some((value, side)) = small.least_cut(s, t, i64::MAX) else { continue };
            flow[s] = value;
            for i in (0..many).filter(|&i| i != s && side[i]) {
                if parent[i] == t {
                    parent[i] = s;
                }
            }
            if side[parent[t]] {
                parent[s] = parent[t];
                parent[t] = s;
                flow[s] = flow[t];
                flow[t] = value;
            }
        }
        let outside = class[self.nodes - 1];
        let mut found = Vec::new();
        for s in (1..many).filter(|&s| flow[s] < most) {
            let mut below = vec![None; many];
            below[s] = Some(true);
            below[0] = below[0].or(Some(false));
            for i in 0..many {
                let mut path = vec![i];
                let mut at = i;
                while below[at].is_none() {
                    at = parent[at];
                    path.push(at);
                }
                path.iter().for_each(|&v| below[v] = below[at]);
            }
            let wanted = Some(below[outside] != Some(true));
            found.push((0..self.nodes).filter(|&v| below[class[v]] == wanted).collect());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_islands_are_told_apart() {
        let ties = [(0, 1, 5), (1, 2, 5), (0, 2, 5), (2, 3, 1), (3, 4, 5), (4, 5, 5), (3, 5, 5)];
        assert_eq!(Ties::new(6, ties.into_iter()).cuts_below(10), [[0, 1, 2]]);
        assert!(Ties::new(6, ties.into_iter()).cuts_below(1).is_empty());
    }
}
