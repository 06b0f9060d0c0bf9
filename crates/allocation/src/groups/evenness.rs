//! Evenness at tables of several people: what each further date is worth to somebody, counted while people change seats.

use crate::answer::Fairness;
use crate::check::{Report, check};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::proof::capacity::capacity;

/// Most a reward may be, times the mates at a table: breaking a rule has to cost more than any exchange can bring.
const MOST: i64 = 1 << 19;

/// What the 1st, 2nd, … date of a person is worth beyond its affinity; none where evenness does not count.
///
/// A seat at a table of p brings p - 1 dates. So the reward of a seat's dates falls by what pairs differ with each seat (a
/// quarter of it is enough at one-to-one tables, where nothing is left to chance). Nobody is rewarded for more dates than everybody can have on average: rewards
/// spread dates, they do not ask for larger tables. With [`Fairness::Leximin`] each date is worth as much more than the
/// next one as can be, twice as much at most: whoever has fewest comes first, as far as a search can tell.
pub(crate) fn rewards(problem: &Problem, fairness: Fairness) -> Vec<i64> {
    let n = problem.people();
    if fairness == Fairness::Off || n < 2 {
        return Vec::new();
    }
    let seats = problem.tables().iter().map(|table| i64::from(table.cap)).max().unwrap_or(1);
    let mates = (seats.min(n as i64) - 1).max(1);
    let meetings = capacity(problem).meetings;
    let dates = ((2 * meetings + n as i64 - 1) / n as i64).clamp(0, n as i64 - 1);
    let most = (MOST / mates).max(dates + 1);
    let apart = spread(problem);
    let mut rewards: Vec<i64> = match fairness {
        Fairness::Leximin => {
            let step = apart.clamp(1, most / dates.max(1));
            let growing = |hundredths: i64| -> Vec<i64> {
                let more = |last: &mut i64, _| {
                    *last = (*last + *last * hundredths / 100 + step).min(most + 1);
                    Some(*last)
                };
                (0..dates).scan(0, more).collect()
            };
            let fits = |rewards: &Vec<i64>| rewards.last().is_none_or(|&first| first <= most);
            (0..=100).rev().map(growing).find(fits).unwrap_or_default()
        }
        _ => {
            let step = (apart / mates).clamp(1, most / dates.max(1));
            (1..=dates).map(|missing| step * missing).collect()
        }
    };
    rewards.reverse();
    rewards
}

/// What a plan is to be compared by: whether it keeps every rule, then affinity and the rewards of everybody's dates.
pub(crate) fn value(problem: &Problem, plan: &Plan, rewards: &[i64]) -> (bool, i64) {
    let report = check(problem, plan);
    (report.is_valid(), report.objective + rewarded(&report, rewards))
}

/// What everybody's dates are worth by their number.
pub(crate) fn rewarded(report: &Report, rewards: &[i64]) -> i64 {
    report.people.iter().map(|person| rewards.iter().take(person.dates as usize).sum::<i64>()).sum()
}

/// The difference between the best pair that may meet and the worst, or none.
pub(crate) fn spread(problem: &Problem) -> i64 {
    let n = problem.people();
    let pairs = (0..n).flat_map(|b| (0..b).map(move |a| (a, b))).filter(|&(a, b)| problem.may_meet(a, b));
    let worths = pairs.map(|(a, b)| i64::from(problem.worth(a, b)));
    let (low, high) = worths.fold((0, 0), |(low, high), worth| (worth.min(low), worth.max(high)));
    high - low
}

/// Whether some sit out, or sit at smaller tables than others.
fn differ(problem: &Problem) -> bool {
    (0..problem.rounds()).any(|r| {
        let caps = || (0..problem.tables().len()).filter(|&t| problem.is_open(t, r)).map(|t| problem.tables()[t].cap);
        let there = (0..problem.people()).filter(|&i| problem.is_present(i, r)).count();
        there != problem.people() || caps().sum::<u32>() as usize != there || caps().min() != caps().max()
    })
}

/// Everybody's dates, and what they are worth by their number.
#[derive(Clone)]
pub(crate) struct Evenness {
    /// `total[k]`: what the first k dates are worth together.
    total: Vec<i64>,
    /// Different people everybody meets.
    dates: Vec<u32>,
    /// Dates beyond these are worth nothing to somebody.
    wanted: Vec<u32>,
    /// Whether seats differ in the dates they bring, so that people have to take turns.
    turns: bool,
}

impl Evenness {
    /// With these rewards, where everybody has so many dates.
    pub(crate) fn new(problem: &Problem, rewards: &[i64], dates: Vec<u32>) -> Self {
        let sums = rewards.iter().scan(0, |sum, reward| {
            *sum += reward;
            Some(*sum)
        });
        let total: Vec<i64> = std::iter::once(0).chain(sums).collect();
        let all = total.len() as u32 - 1;
        let wanted = (0..problem.people()).map(|i| problem.limit(i).map_or(all, |limit| limit.min(all))).collect();
        Evenness { total, dates, wanted, turns: differ(problem) }
    }

    /// Whether people have to take turns.
    pub(crate) fn turns(&self) -> bool {
        self.turns
    }

    #[inline]
    fn worth(&self, i: usize, dates: u32) -> i64 {
        self.total[dates.min(self.wanted[i]) as usize]
    }

    /// What everybody's dates are worth.
    pub(crate) fn all(&self) -> i64 {
        (0..self.dates.len()).map(|i| self.worth(i, self.dates[i])).sum()
    }

    /// What so many more (or fewer) dates would be worth to somebody.
    #[inline]
    pub(crate) fn gain(&self, i: usize, more: i32) -> i64 {
        self.worth(i, self.dates[i].saturating_add_signed(more)) - self.worth(i, self.dates[i])
    }

    /// Somebody has so many more dates; returns what they are worth.
    #[inline]
    pub(crate) fn count(&mut self, i: usize, more: i32) -> i64 {
        let gain = self.gain(i, more);
        self.dates[i] = self.dates[i].saturating_add_signed(more);
        gain
    }

    pub(crate) fn dates(&self, i: usize) -> u32 {
        self.dates[i]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::problem::Table;

    #[test]
    fn rewards_fall_and_end_where_everybody_has_their_share() {
        let room = |people: usize| {
            let tables = vec![Table::open(6, 3); 4];
            Problem::builder(people, 5).tables(tables).worth(|a, b| (a * 7 + b * 5) as i32 % 90).build().unwrap()
        };
        assert!(rewards(&room(30), Fairness::Off).is_empty());
        for fairness in [Fairness::Default, Fairness::Leximin] {
            // 60 meetings a round are 120 dates for 24 people, or for 30.
            for (people, share) in [(24, 23), (30, 20)] {
                let rewards = rewards(&room(people), fairness);
                assert_eq!(rewards.len(), share);
                assert!(rewards.windows(2).all(|pair| pair[0] > pair[1]), "{rewards:?}");
                assert!(rewards.iter().all(|&reward| (1..=MOST / 5).contains(&reward)), "{rewards:?}");
            }
        }
        let steep = rewards(&room(30), Fairness::Leximin);
        assert!(steep[5] > 3 * steep[10] / 2, "{steep:?}");
    }
}
