//! The search itself: whoever has the fewest tables left is seated next, and taken back where that leads nowhere.

use super::{Open, Outcome, Puzzle};

impl Puzzle {
    /// Looks for a seating of all units, by so many tries at most.
    pub(crate) fn seat(&self, most_tries: u32) -> Outcome {
        let mut search = Search {
            puzzle: self,
            at: vec![Vec::new(); self.tables.len()],
            people: vec![0; self.tables.len()],
            blocked: vec![vec![0; self.tables.len()]; self.units.len()],
            seated: vec![false; self.units.len()],
            left: self.units.iter().map(Vec::len).sum(),
            held: (0..self.tables.len()).map(|slot| self.pins.contains(&Some(slot))).collect(),
            tries: most_tries,
        };
        match search.next() {
            Some(true) => Outcome::Seated(search.at),
            Some(false) => Outcome::Impossible,
            None => Outcome::Undecided,
        }
    }
}

struct Search<'p> {
    puzzle: &'p Puzzle,
    /// Units at each table.
    at: Vec<Vec<usize>>,
    /// People at each table.
    people: Vec<usize>,
    /// Units x tables: how many there clash.
    blocked: Vec<Vec<u32>>,
    seated: Vec<bool>,
    /// People without a seat.
    left: usize,
    /// Tables somebody is held at.
    held: Vec<bool>,
    tries: u32,
}

impl Search<'_> {
    fn may(&self, u: usize, slot: usize) -> bool {
        let open = self.puzzle.tables[slot];
        self.blocked[u][slot] == 0
            && self.people[slot] + self.puzzle.units[u].len() <= open.cap
            && self.puzzle.pins[u].is_none_or(|pin| pin == slot)
    }

    /// Tables a unit may go to; of empty ones that are alike only the first.
    fn choices(&self, u: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for slot in (0..self.at.len()).filter(|&slot| self.may(u, slot)) {
            let alike = |&&other: &&usize| {
                let (one, two) = (self.puzzle.tables[slot], self.puzzle.tables[other]);
                let empty = self.at[slot].is_empty() && self.at[other].is_empty();
                empty && !self.held[slot] && !self.held[other] && (one.cap, one.min) == (two.cap, two.min)
            };
            if !found.iter().any(|other| alike(&other)) {
                found.push(slot);
            }
        }
        // Tables that still need somebody first, then those in use.
        let tables = &self.puzzle.tables;
        found.sort_by_key(|&slot| (self.people[slot] == 0, self.people[slot] >= tables[slot].min, self.people[slot]));
        found
    }

    /// Whether those who are left can fill the tables in use to their minimum, and find seats at all.
    fn fits(&self) -> bool {
        let tables = || self.puzzle.tables.iter().zip(&self.people);
        let missing: usize = tables().filter(|&(_, &here)| here > 0).map(|(t, &here)| t.min.saturating_sub(here)).sum();
        if missing > self.left {
            return false;
        }
        let spare = self.left - missing;
        let free = |(open, &here): (&Open, &usize)| match here {
            0 if open.min > spare => 0,
            _ => open.cap.saturating_sub(here),
        };
        tables().map(free).sum::<usize>() >= self.left
    }

    fn place(&mut self, u: usize, slot: usize) {
        self.at[slot].push(u);
        self.people[slot] += self.puzzle.units[u].len();
        self.left -= self.puzzle.units[u].len();
        self.seated[u] = true;
        (0..self.seated.len()).filter(|&v| self.puzzle.clash[u][v]).for_each(|v| self.blocked[v][slot] += 1);
    }

    fn take_back(&mut self, u: usize, slot: usize) {
        self.at[slot].pop();
        self.people[slot] -= self.puzzle.units[u].len();
        self.left += self.puzzle.units[u].len();
        self.seated[u] = false;
        (0..self.seated.len()).filter(|&v| self.puzzle.clash[u][v]).for_each(|v| self.blocked[v][slot] -= 1);
    }

    /// Whether those without a seat can be seated; `None` = not decided.
    fn next(&mut self) -> Option<bool> {
        if self.left == 0 {
            return Some(self.fits());
        }
        if !self.fits() {
            return Some(false);
        }
        let clashes = |u: usize| self.puzzle.clash[u].iter().filter(|&&clash| clash).count();
        let waiting = (0..self.seated.len()).filter(|&u| !self.seated[u]);
        let key = |u: usize| (self.choices(u).len(), std::cmp::Reverse((self.puzzle.units[u].len(), clashes(u))));
        let u = waiting.min_by_key(|&u| key(u))?;
        let mut undecided = false;
        for slot in self.choices(u) {
            self.tries = self.tries.checked_sub(1)?;
            self.place(u, slot);
            let found = self.next();
            if found == Some(true) {
                return found;
            }
            undecided |= found.is_none();
            self.take_back(u, slot);
        }
        if undecided { None } else { Some(false) }
    }
}
