//! How the engine leans besides the rules: who comes first, who is kept apart, which rounds are history.

use super::Table;
use allocation::Problem;
use domain::{UnixMillis, dating::Dating, plan::Seats};
use std::collections::HashSet;

/// How often pairs whom no interpreter can serve are kept apart one by one before all of them are.
pub(in crate::dating) const ATTEMPTS: usize = 3;
/// What a round lost counts for somebody in the rounds to come, in points of affinity for each of their dates: more than
/// a wish, so that breaks rotate.
const LOST_ROUND: i32 = 25;
/// What any date at all counts in a repair: two people with somebody to talk to are more than one with the best match.
const ANY_DATE: i32 = 100;

/// How a repair leans, besides the rules.
#[derive(Default)]
pub(in crate::dating) struct Leaning {
    /// Points for every date, whoever meets.
    pub(super) date: i32,
    /// Points for every date of somebody, by index.
    pub(super) bonus: Vec<i32>,
    /// Pairs (the smaller index first) that could only talk with an interpreter who is needed elsewhere.
    pub(super) forbidden: HashSet<(usize, usize)>,
    /// Pairs (the smaller index first) who met in a round that is not told to the engine.
    pub(super) met: HashSet<(usize, usize)>,
    /// Rounds that cannot be changed as they count; those that have begun where nothing else is said.
    pub(super) fixed: Option<Seats>,
}

impl Leaning {
    /// No round is history: in each of them those count who are there.
    pub fn whole_day() -> Self {
        Self { fixed: Some(Seats::new()), ..Self::default() }
    }

    /// Those who lost rounds that have begun come first in the rounds to come.
    pub fn to_mend(dating: &Dating, now: UnixMillis) -> Self {
        let lost = dating.rounds_lost(now).into_iter().map(|rounds| LOST_ROUND * rounds.len().min(4) as i32);
        Self { date: ANY_DATE, bonus: lost.collect(), ..Self::default() }
    }

    /// The first rounds cannot be changed. Where everybody meets one to one, a table that breaks a rule which came later,
    /// or that somebody has broken, is left out, and its two count as having met: the engine would give up on a plan whose
    /// past no plan can mend.
    pub fn hold(&mut self, dating: &Dating, table: &Table, problem: &Problem, mut rounds: Seats) {
        if dating.setting.is_one_to_one() {
            let mut met = HashSet::new();
            for (round, tables) in rounds.iter_mut().enumerate() {
                for (index, seated) in tables.iter_mut().enumerate() {
                    let people: Vec<usize> = seated.iter().filter_map(|id| table.index_of(*id)).collect();
                    let [a, b] = people[..] else {
                        // By hand three may have sat together: all of them have met.
                        let pairs = people.iter().flat_map(|a| people.iter().map(move |b| (*a, *b)));
                        self.met.extend(pairs.filter(|(a, b)| a < b));
                        seated.clear();
                        continue;
                    };
                    let pair = (a.min(b), a.max(b));
                    let at_home = [a, b].iter().all(|i| problem.pin(*i).is_none_or(|home| home == index));
                    let kept = problem.is_open(index, round) && problem.may_meet(a, b) && at_home;
                    if !(met.insert(pair) && kept) {
                        seated.clear();
                        self.met.insert(pair);
                    }
                }
            }
        }
        self.fixed = Some(rounds);
    }

    /// Rounds that cannot be changed, as they are told to the engine.
    pub fn fixed(&self) -> Seats {
        self.fixed.clone().unwrap_or_default()
    }

    pub fn keep_apart(&mut self, pairs: impl IntoIterator<Item = (usize, usize)>) {
        self.forbidden.extend(pairs);
    }

    /// No interpreter is counted on.
    pub fn keep_all_apart(&mut self, people: usize) {
        self.forbidden = (0..people).flat_map(|a| (a + 1..people).map(move |b| (a, b))).collect();
    }
}
