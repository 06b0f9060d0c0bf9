//! How the engine leans besides the rules: who comes first, who is kept apart, which rounds are history.

use super::{Table, interpreted::Laid};
use allocation::{Answer, Problem, Status};
use domain::{UnixMillis, dating::Dating, plan::Seats};
use std::collections::HashSet;

/// What a round lost counts for somebody in the rounds to come, in points of affinity for each of their dates: more than
/// a wish, so that breaks rotate.
const LOST_ROUND: i32 = 25;
/// What any date at all counts in a repair: two people with somebody to talk to are more than one with the best match.
pub(super) const ANY_DATE: i32 = 100;

/// How a repair leans, besides the rules.
#[derive(Clone, Default)]
pub(in crate::dating) struct Leaning {
    /// Points for every date, whoever meets.
    pub(super) date: i32,
    /// Points for every date of somebody, by index.
    pub(super) bonus: Vec<i32>,
    /// No interpreter is counted on but at the tables that are laid.
    pub(super) by_themselves: bool,
    /// Tables with an interpreter, of which the engine knows no more than that they and their people are taken.
    pub(super) laid: Vec<Laid>,
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

    /// The same, and no interpreter is counted on.
    pub fn without_interpreters(self) -> Self {
        Self { by_themselves: true, ..self }
    }

    /// The same around these tables with an interpreter; who sits there has met, and whoever else needs one waits.
    pub fn around(mut self, laid: Vec<Laid>) -> Self {
        let sitting = laid.iter().map(|laid| &laid.people);
        let pairs = sitting.flat_map(|people| people.iter().flat_map(|a| people.iter().map(move |b| (*a, *b))));
        self.met.extend(pairs.filter(|(a, b)| a < b));
        Self { laid, ..self.without_interpreters() }
    }

    /// Pairs (the smaller index first) who met in a round that is not told to the engine.
    pub fn met(&self) -> HashSet<(usize, usize)> {
        self.met.clone()
    }

    /// Whoever sits at a table with an interpreter takes their seat in the engine's answer, which is best of nothing any more:
    /// the engine was not asked about these tables.
    pub fn seated(&self, mut answer: Answer) -> Answer {
        for laid in &self.laid {
            answer.plan.rounds[laid.round][laid.table] = laid.people.iter().map(|i| *i as u32).collect();
        }
        if self.by_themselves && answer.status == Status::Optimal {
            answer.status = Status::Feasible;
        }
        answer
    }
}
