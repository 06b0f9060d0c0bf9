//! Which tables interpreters make possible. The engine does not know that an interpreter is at one table a round: so these
//! tables are laid first, each with somebody to interpret, and the rest is worked out around them without any.

use super::{Table, interpreting, leaning::ANY_DATE};
use allocation::{Plan, Problem};
use domain::dating::{Dating, Evenness, Interpreter};
use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
};

/// What each talk that somebody has already counts against them, in points of affinity, where others could sit down instead.
const TALK_HAD: i64 = 25;

/// A table of a round and who sits there, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dating) struct Laid {
    pub round: usize,
    pub table: usize,
    pub people: Vec<usize>,
}

/// Tables for interpreters in the rounds from `from` on, at most one a round for each: those they have in `base` stay; else
/// whoever rests there by `base` sits down with them, in turn; else what `other`, a plan in which nobody counted interpreters,
/// would have them do. `met` are pairs who met before.
pub(in crate::dating) fn lay(
    (dating, table, problem): (&Dating, &Table, &Problem),
    base: &Plan,
    other: Option<&Plan>,
    from: usize,
    met: HashSet<(usize, usize)>,
) -> Vec<Laid> {
    let posts = interpreting::posts(table, dating, &table.seats_of(base), 0, &[]);
    let planned = meetings(base);
    let talks = talks(problem.people(), &planned);
    let mut laying = Laying { dating, table, problem, base, talks, planned, met, laid: Vec::new() };
    for pair in base.rounds.iter().take(from).flatten().flat_map(|seated| pairs(&indices(seated))) {
        laying.met.insert(pair);
    }
    for round in from..problem.rounds() {
        let mut here: Vec<(&Interpreter, Vec<bool>)> = Vec::new();
        for one in dating.day.interpreters.iter().filter(|one| one.is_there(round as u8)) {
            here.push((one, (0..problem.people()).map(|i| table.speaks_with(dating, one, i)).collect()));
        }
        // Those who speak much stay free for others.
        here.sort_by_key(|(one, speaks)| (speaks.iter().filter(|speaks| **speaks).count(), one.id));
        for (one, speaks) in here {
            let post = posts.get(round).and_then(|posts| posts.iter().find(|post| post.who == one.id));
            let known = post.and_then(|post| laying.as_before(round, post.table, &speaks));
            let another = laying.for_the_neediest(round, &speaks);
            let found = match (known, another) {
                (Some(known), Some((who, another))) => {
                    Some(if laying.is_behind(who, &known.people) { another } else { known })
                }
                (Some(known), None) => Some(known),
                (None, Some((_, another))) => Some(another),
                (None, None) => other.and_then(|other| laying.borrowed_from(other, from, round, &speaks)),
            };
            if let Some(found) = found {
                laying.take(found);
            }
        }
    }
    laying.laid
}

struct Laying<'a> {
    dating: &'a Dating,
    table: &'a Table,
    problem: &'a Problem,
    base: &'a Plan,
    /// How many talks everybody has, by what is known so far.
    talks: Vec<usize>,
    /// Pairs who meet by the plan that is started from.
    planned: HashSet<(usize, usize)>,
    /// Pairs who have met, or do so at a table that is laid.
    met: HashSet<(usize, usize)>,
    laid: Vec<Laid>,
}

impl Laying<'_> {
    /// Who sits at a table by the plan that is started from, is there, and has not been called away.
    fn hosts(&self, round: usize, table: usize) -> Vec<usize> {
        let seated = self.base.rounds.get(round).and_then(|tables| tables.get(table));
        indices(seated.map_or(&[], Vec::as_slice)).into_iter().filter(|i| self.is_free(round, *i)).collect()
    }

    fn is_free(&self, round: usize, i: usize) -> bool {
        let called = self.laid.iter().any(|laid| laid.round == round && laid.people.contains(&i));
        self.problem.is_present(i, round) && !called
    }

    /// Those who sit down as one, each once: somebody alone, or those of a delegation who are there.
    fn units(&self, round: usize, people: impl IntoIterator<Item = usize>) -> BTreeSet<Vec<usize>> {
        let unit = |i: usize| match self.problem.group_of(i) {
            Some(group) => {
                indices(&self.problem.groups()[group]).into_iter().filter(|i| self.is_free(round, *i)).collect()
            }
            None => vec![i],
        };
        people.into_iter().map(unit).collect()
    }

    /// Who is there in a round and has nobody to talk with.
    fn resting(&self, round: usize) -> Vec<usize> {
        let tables = self.base.rounds.get(round).map_or(&[][..], Vec::as_slice);
        let there = |i: &&u32| self.problem.is_present(**i as usize, round);
        let company = tables.iter().filter(|seated| seated.iter().filter(there).count() > 1);
        let talking: HashSet<usize> = company.flatten().map(|i| *i as usize).collect();
        (0..self.problem.people()).filter(|i| self.is_free(round, *i) && !talking.contains(i)).collect()
    }

    /// Whether two may sit at a table with an interpreter: they meet for the first time, and can talk or are helped.
    fn may_sit(&self, speaks: &[bool], a: usize, b: usize) -> bool {
        let new =
            self.problem.same_group(a, b) || self.problem.may_meet(a, b) && !self.met.contains(&(a.min(b), a.max(b)));
        new && (self.table.can_talk(a, b) || speaks[a] && speaks[b])
    }

    fn worth(&self, a: usize, b: usize) -> i64 {
        i64::from(self.problem.worth(a, b)) + i64::from(ANY_DATE)
    }

    fn worth_of(&self, people: &[usize]) -> i64 {
        pairs(people).into_iter().map(|(a, b)| self.worth(a, b)).sum()
    }

    /// The table with these people, where it can be had in the round and somebody there needs an interpreter.
    fn checked(&self, round: usize, table: usize, people: Vec<usize>, speaks: &[bool]) -> Option<Laid> {
        let problem = self.problem;
        let taken = self.laid.iter().any(|laid| (laid.round, laid.table) == (round, table));
        let (least, most) = (problem.tables()[table].min.max(2) as usize, problem.tables()[table].cap as usize);
        let at_home = |i: &usize| problem.pin(*i).is_none_or(|home| home == table) && self.is_free(round, *i);
        let kept_out = (0..problem.people())
            .any(|i| problem.pin(i) == Some(table) && problem.is_present(i, round) && !people.contains(&i));
        let talks = pairs(&people).into_iter().all(|(a, b)| self.may_sit(speaks, a, b));
        let needed = pairs(&people).into_iter().any(|(a, b)| !self.table.can_talk(a, b));
        let fits = problem.is_open(table, round) && !taken && (least..=most).contains(&people.len());
        let whole = people.iter().all(at_home) && !kept_out && talks && needed;
        (fits && whole).then_some(Laid { round, table, people })
    }

    /// The table an interpreter has already.
    fn as_before(&self, round: usize, table: usize, speaks: &[bool]) -> Option<Laid> {
        self.checked(round, table, self.hosts(round, table), speaks)
    }

    /// Whether somebody has so few talks that it is their turn and not these people's.
    fn is_behind(&self, who: usize, people: &[usize]) -> bool {
        people.iter().all(|i| self.talks[who] + 1 < self.talks[*i])
    }

    /// Of those who rest and speak with the interpreter whoever has fewest talks and can have one, and the table for it.
    fn for_the_neediest(&self, round: usize, speaks: &[bool]) -> Option<(usize, Laid)> {
        let resting = self.resting(round);
        let mut asking: Vec<usize> = resting.iter().copied().filter(|i| speaks[*i]).collect();
        asking.sort_by_key(|i| (self.talks[*i], *i));
        let tables = || 0..self.problem.tables().len();
        asking.into_iter().find_map(|who| {
            let found = tables().filter_map(|table| self.around(who, &resting, (round, table), speaks));
            found.max_by_key(|(value, laid)| (*value, Reverse(laid.table))).map(|(_, laid)| (who, laid))
        })
    }

    /// A table around somebody: with those who sit there, and others who rest; and whether nobody loses a talk by it, and
    /// what is gained.
    fn around(
        &self,
        who: usize,
        resting: &[usize],
        (round, table): (usize, usize),
        speaks: &[bool],
    ) -> Option<((bool, i64), Laid)> {
        let most = self.problem.tables()[table].cap as usize;
        let hosts = self.hosts(round, table);
        let mut people: Vec<usize> = self.units(round, [who]).into_iter().flatten().collect();
        let elsewhere = |a: usize, b: usize| {
            self.planned.contains(&(a.min(b), a.max(b))) && !(hosts.contains(&a) && hosts.contains(&b))
        };
        let mut units = self.units(round, hosts.iter().chain(resting).copied());
        loop {
            let free = |unit: &&Vec<usize>| unit.iter().all(|i| self.problem.pin(*i).is_none_or(|home| home == table));
            let fits = |unit: &&Vec<usize>| {
                let both = || unit.iter().flat_map(|a| people.iter().map(move |b| (*a, *b)));
                people.len() + unit.len() <= most
                    && both().all(|(a, b)| a != b && self.may_sit(speaks, a, b) && !elsewhere(a, b))
            };
            // Whoever talks without an interpreter fills a table that needs one, and makes none.
            let helped = |unit: &&Vec<usize>| unit.iter().any(|a| people.iter().any(|b| !self.table.can_talk(*a, *b)));
            let gain = |unit: &&Vec<usize>| -> i64 {
                let with = |a: &usize| people.iter().map(|b| self.worth(*a, *b)).sum::<i64>();
                unit.iter().map(|a| with(a) - TALK_HAD * self.talks[*a] as i64).sum()
            };
            let best = units
                .iter()
                .filter(free)
                .filter(fits)
                .max_by_key(|unit| (helped(unit), gain(unit), Reverse((*unit).clone())));
            let Some(best) = best.cloned() else { break };
            units.remove(&best);
            people.extend(best);
        }
        let value = self.worth_of(&people) - self.worth_of(&hosts);
        let mut displaced = hosts.iter().filter(|i| hosts.len() > 1 && !people.contains(i)).peekable();
        let nobody_loses = displaced.peek().is_none();
        let accepted = match self.dating.rules.evenness {
            _ if nobody_loses => value > 0,
            Evenness::Ignored => value > 0,
            _ => displaced.all(|i| self.talks[who] + 1 < self.talks[*i]),
        };
        let laid = self.checked(round, table, people, speaks).filter(|_| accepted)?;
        Some(((nobody_loses, value), laid))
    }

    /// A table of another plan that needs the interpreter: of the same round, else moved here from another one.
    fn borrowed_from(&self, other: &Plan, from: usize, round: usize, speaks: &[bool]) -> Option<Laid> {
        let tables = || 0..self.problem.tables().len();
        let mut found: Vec<(bool, usize, Laid)> = Vec::new();
        for (theirs, seats) in other.rounds.iter().enumerate().skip(from) {
            for (index, seated) in seats.iter().enumerate().filter(|(_, seated)| seated.len() > 1) {
                let people = indices(seated);
                let strangers = pairs(&people).into_iter().filter(|(a, b)| !self.table.can_talk(*a, *b)).count();
                let mut at = std::iter::once(index).chain(tables());
                if strangers > 0
                    && let Some(laid) = at.find_map(|table| self.checked(round, table, people.clone(), speaks))
                {
                    found.push((theirs == round, strangers, laid));
                }
            }
        }
        found.into_iter().rev().max_by_key(|(same, strangers, _)| (*same, *strangers)).map(|(_, _, laid)| laid)
    }

    /// From now on these people sit there, and whoever sat with them and does not any more has a talk less.
    fn take(&mut self, laid: Laid) {
        let before = pairs(&self.hosts(laid.round, laid.table));
        let after = pairs(&laid.people);
        for (a, b) in before.iter().filter(|pair| !after.contains(pair)) {
            [*a, *b].into_iter().for_each(|i| self.talks[i] = self.talks[i].saturating_sub(1));
        }
        for (a, b) in after.iter().filter(|pair| !before.contains(pair)) {
            [*a, *b].into_iter().for_each(|i| self.talks[i] += 1);
        }
        self.met.extend(after);
        self.laid.push(laid);
    }
}

fn meetings(plan: &Plan) -> HashSet<(usize, usize)> {
    plan.rounds.iter().flatten().flat_map(|seated| pairs(&indices(seated))).collect()
}

fn talks(people: usize, meetings: &HashSet<(usize, usize)>) -> Vec<usize> {
    let mut talks = vec![0; people];
    for (a, b) in meetings {
        talks[*a] += 1;
        talks[*b] += 1;
    }
    talks
}

fn indices(seated: &[u32]) -> Vec<usize> {
    seated.iter().map(|i| *i as usize).collect()
}

/// All pairs, the smaller index first.
fn pairs(people: &[usize]) -> Vec<(usize, usize)> {
    let all = people.iter().enumerate();
    all.flat_map(|(k, a)| people[k + 1..].iter().map(|b| (*a.min(b), *a.max(b)))).collect()
}
