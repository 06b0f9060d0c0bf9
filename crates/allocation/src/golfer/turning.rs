//! Cyclic starters: base rounds over copies of Z_w and a few fixed points, developed by adding 1.

use super::Rounds;
use crate::answer::Budget;
use crate::chance::{Chance, Heat, Metropolis, cooled};

/// A group of turns that acts on the people: `width` points of each of several copies turn, `fixed` points stay.
#[derive(Clone, Copy)]
pub(crate) struct Turning {
    people: usize,
    size: usize,
    width: usize,
    fixed: usize,
    /// Base rounds, each developed into `width` rounds.
    bases: usize,
}

impl Turning {
    /// The groups worth trying for so many rounds, the most promising first.
    pub(crate) fn all(tables: usize, size: usize, rounds: usize) -> Vec<Turning> {
        let people = tables * size;
        let mut found = Vec::new();
        for bases in 1..=4 {
            for width in rounds.div_ceil(bases).max(2)..=people {
                let fixed = people % width;
                if fixed <= tables && width * bases < rounds + width {
                    found.push(Turning { people, size, width, fixed, bases });
                }
            }
        }
        // Rounds that are developed and not used waste pairs; large groups are small searches.
        found.sort_by_key(|turning| (turning.width * turning.bases - rounds, turning.bases, turning.fixed));
        found.truncate(6);
        found
    }

    fn turned(&self, x: u32, by: usize) -> u32 {
        let (x, w) = (x as usize, self.width);
        if x < self.people - self.fixed { (x / w * w + (x % w + by) % w) as u32 } else { x as u32 }
    }

    /// The class of each pair under turning (`people * a + b`), and how often each may occur in the base rounds.
    fn classes(&self) -> (Vec<u16>, Vec<i32>) {
        let n = self.people;
        let mut class = vec![u16::MAX; n * n];
        let mut free = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                if class[a * n + b] != u16::MAX {
                    continue;
                }
                let mut orbit = 0;
                for by in 0..self.width {
                    let (x, y) = (self.turned(a as u32, by) as usize, self.turned(b as u32, by) as usize);
                    orbit += usize::from(class[x * n + y] == u16::MAX);
                    class[x * n + y] = free.len() as u16;
                    class[y * n + x] = free.len() as u16;
                }
                // A pair whose translates return early meets more than once when developed.
                free.push(i32::from(orbit == self.width));
            }
        }
        (class, free)
    }

    /// The base rounds turned round by round.
    pub(crate) fn develop(&self, base: &[u32], rounds: usize) -> Rounds {
        let turns = (0..self.width).flat_map(|by| base.chunks(self.people).map(move |round| (round, by)));
        turns
            .take(rounds)
            .map(|(round, by)| {
                round.chunks(self.size).map(|table| table.iter().map(|&x| self.turned(x, by)).collect()).collect()
            })
            .collect()
    }

    /// Anneals base rounds in which no class of pairs occurs more often than it may; returns the best found.
    pub(crate) fn starter(&self, chance: &mut Chance, budget: &Budget, tries: u64) -> (i64, Vec<u32>) {
        let (n, size) = (self.people, self.size);
        let (class, free) = self.classes();
        let over = |count: i32, c: usize| i64::from((count - free[c]).max(0)).pow(2);
        let mut place: Vec<u32> = Vec::with_capacity(n * self.bases);
        for _ in 0..self.bases {
            let from = place.len();
            place.extend(0..n as u32);
            chance.shuffle(&mut place[from..]);
        }
        let mut count = vec![0i32; free.len()];
        let mut cost = 0;
        for table in place.chunks(size) {
            for (k, &a) in table.iter().enumerate() {
                for &b in &table[k + 1..] {
                    let c = usize::from(class[a as usize * n + b as usize]);
                    cost -= over(count[c], c);
                    count[c] += 1;
                    cost += over(count[c], c);
                }
            }
        }
        let mut best = (cost, place.clone());
        let mut metropolis = Metropolis::new();
        for done in 0..tries {
            if done % 8192 == 0 {
                if budget.is_over() || cost == 0 {
                    break;
                }
                metropolis.set(cooled(Heat { start: 1300, halvings: 1000 }, (done * 1000 / tries) as u32));
            }
            let round = chance.below(self.bases) * n;
            let (s, t) = (round + chance.below(n), round + chance.below(n));
            if s / size == t / size {
                continue;
            }
            let mut change = |x: u32, seat: usize, by: i32| -> i64 {
                let mut more = 0;
                for o in seat / size * size..(seat / size + 1) * size {
                    if o != seat {
                        let c = usize::from(class[x as usize * n + place[o] as usize]);
                        more -= over(count[c], c);
                        count[c] += by;
                        more += over(count[c], c);
                    }
                }
                more
            };
            let (x, y) = (place[s], place[t]);
            let more = change(x, s, -1) + change(y, t, -1) + change(y, s, 1) + change(x, t, 1);
            if metropolis.accepts(-more * 4, chance) {
                place.swap(s, t);
                cost += more;
                if cost < best.0 {
                    best = (cost, place.clone());
                    if cost == 0 {
                        break;
                    }
                }
            } else {
                change(x, t, -1);
                change(y, s, -1);
                change(y, t, 1);
                change(x, s, 1);
            }
        }
        best
    }
}
