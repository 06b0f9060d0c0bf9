//! From the engine's findings to the fair's words: broken rules, clashes, what a rule costs, how good a plan is.

use super::Table;
use allocation::{Conflict, Loosened, Problem, Rule, Status, Violation};
use domain::{
    ParticipantId,
    dating::{CommonLanguage, Dating, Sides},
    plan::{BrokenRule, Clash, CostlyRule, Demand, Hindrance, Quality},
};

/// A broken rule in the session's own names.
pub(in crate::dating) fn broken(dating: &Dating, table: &Table, violation: &Violation) -> BrokenRule {
    let who = |person: &u32| table.ids.get(*person as usize).copied().unwrap_or(ParticipantId(*person));
    let number = |index: &u32| dating.table_number(*index as usize);
    let seats = |index: &u32, of: fn(&domain::dating::Table) -> u8| {
        dating.setting.tables.get(*index as usize).map_or(0, |t| u16::from(of(t)))
    };
    let r = |round: &u32| *round as u8;
    match violation {
        Violation::WrongRounds { found, .. } => BrokenRule::PlayedRoundChanged { round: *found as u8 },
        Violation::TooManyTables { round } => BrokenRule::TableOutOfUse { round: r(round), table: 0 },
        Violation::UnknownPerson { round, person, .. } => BrokenRule::Unknown { round: r(round), who: who(person) },
        Violation::OverCapacity { round, table, people } => BrokenRule::TableTooFull {
            round: r(round),
            table: number(table),
            seated: *people as u16,
            seats: seats(table, |t| t.seats),
        },
        Violation::UnderMinimum { round, table, people } => BrokenRule::TableTooEmpty {
            round: r(round),
            table: number(table),
            seated: *people as u16,
            least: seats(table, |t| t.least),
        },
        Violation::ClosedTable { round, table } => BrokenRule::TableOutOfUse { round: r(round), table: number(table) },
        Violation::SeatedTwice { round, person } => BrokenRule::SeatedTwice { round: r(round), who: who(person) },
        Violation::Absent { round, person } => BrokenRule::Absent { round: r(round), who: who(person) },
        Violation::NotSeated { round, person } => BrokenRule::NotSeated { round: r(round), who: who(person) },
        Violation::Split { round, group } => BrokenRule::SplitDelegation {
            round: r(round),
            who: dating.rules.together.get(*group as usize).cloned().unwrap_or_default(),
        },
        Violation::OffPin { round, person, table } => {
            BrokenRule::NotAtFixedTable { round: r(round), who: who(person), table: number(table) }
        }
        Violation::Forbidden { round, a, b, rule: Rule::Language } => {
            no_common_language(table, r(round), (*a as usize, *b as usize))
        }
        Violation::Forbidden { round, a, b, rule: Rule::Veto } => {
            BrokenRule::NeverTogether { round: r(round), a: who(a), b: who(b) }
        }
        Violation::Forbidden { round, a, b, rule: Rule::SameSide } => {
            BrokenRule::SameSide { round: r(round), a: who(a), b: who(b) }
        }
        Violation::MetAgain { round, a, b } => BrokenRule::MetBefore { round: r(round), a: who(a), b: who(b) },
        Violation::OverLimit { person, dates, limit } => {
            BrokenRule::TooManyDates { who: who(person), dates: *dates as u16, most: *limit as u16 }
        }
        Violation::PlayedRoundChanged { round } | Violation::FrozenRoundChanged { round } => {
            BrokenRule::PlayedRoundChanged { round: r(round) }
        }
    }
}

/// Two (indices) at a table who cannot talk, or of whom it is not known.
pub(super) fn no_common_language(table: &Table, round: u8, (a, b): (usize, usize)) -> BrokenRule {
    let is_unknown = table.affinity.language_unknown(a, b);
    let (a, b) = (table.ids[a], table.ids[b]);
    match is_unknown {
        true => BrokenRule::LanguagesUnknown { round, a, b },
        false => BrokenRule::NoCommonLanguage { round, a, b },
    }
}

/// What cannot be had together, in the session's own names.
pub(in crate::dating) fn clash(dating: &Dating, table: &Table, problem: &Problem, conflict: &Conflict) -> Clash {
    let who = |person: &u32| table.ids.get(*person as usize).copied().unwrap_or(ParticipantId(*person));
    let all = |people: &[u32]| people.iter().map(who).collect::<Vec<_>>();
    let demand = |demand: &allocation::Demand| match demand {
        allocation::Demand::Seated { people } => Demand::Seated { who: all(people) },
        allocation::Demand::Pin { person, table } => {
            Demand::FixedTable { who: who(person), table: dating.table_number(*table as usize) }
        }
        allocation::Demand::Apart { a, b, rule } => {
            let because = hindrance_of(table, *rule, (*a as usize, *b as usize));
            Demand::Apart { a: who(a), b: who(b), because }
        }
        allocation::Demand::Together { people } => Demand::Together { who: all(people) },
        allocation::Demand::Seats { tables, seats, largest } => {
            Demand::Seats { tables: *tables, seats: *seats, largest: *largest }
        }
        allocation::Demand::Minimum { people } => Demand::Least { people: *people },
        allocation::Demand::Company { person, others, .. } => {
            let here = |round: usize, one: usize| {
                problem.is_present(*person as usize, round) && problem.is_present(one, round)
            };
            let there = |other: usize| match conflict.round {
                Some(round) => here(round as usize, other),
                None => (0..problem.rounds()).any(|round| here(round, other)),
            };
            let because = kept_away(table, problem, *person as usize, there);
            Demand::Company { who: who(person), others: *others, because }
        }
        allocation::Demand::NeverTwice { rounds } => Demand::NeverTwice { rounds: *rounds },
    };
    Clash { round: conflict.round.map(|round| round as u8), demands: conflict.demands.iter().map(demand).collect() }
}

/// What is wrong with rules that no problem can even be made of; `None` where it is no clash of rules.
pub(super) fn clash_of_rules(dating: &Dating, table: &Table, error: &allocation::ProblemError) -> Option<Clash> {
    let who = |person: u32| table.ids.get(person as usize).copied().unwrap_or(ParticipantId(person));
    let number = |index: u32| dating.table_number(index as usize);
    let fixed = |person: u32, table: u32| Demand::FixedTable { who: who(person), table: number(table) };
    let group_of = |person: u32| {
        let all = dating.rules.together.iter().find(|group| group.contains(&who(person)));
        Demand::Together { who: all.cloned().unwrap_or_default() }
    };
    let homes = |person: ParticipantId| dating.rules.fixed.iter().find(|(id, _)| *id == person).copied();
    let demands = match error.reason {
        allocation::Wrong::PinAgainstRule { a, b, table: home } => {
            let because = between(dating, table, a as usize, b as usize);
            let apart = Demand::Apart { a: who(a), b: who(b), because };
            vec![fixed(a, home), fixed(b, home), apart]
        }
        allocation::Wrong::PinAgainstTogether { a, b } => {
            let homes = [a, b].into_iter().filter_map(|person| homes(who(person)));
            let homes = homes.map(|(who, table)| Demand::FixedTable { who, table });
            homes.chain([group_of(a)]).collect()
        }
        allocation::Wrong::PinOverSeats { table, cap, .. } => {
            let here = dating.rules.fixed.iter().filter(|(_, home)| *home == number(table));
            let fixed = here.map(|(who, table)| Demand::FixedTable { who: *who, table: *table });
            fixed.chain([Demand::Seats { tables: 1, seats: cap, largest: cap }]).collect()
        }
        allocation::Wrong::PinAgainstClosed { person, table, .. } => {
            vec![fixed(person, table), Demand::OutOfUse { table: number(table) }]
        }
        allocation::Wrong::DelegationTooLarge { cap, .. } => {
            let largest = dating.rules.together.iter().max_by_key(|group| group.len())?;
            let tables = dating.setting.tables.len() as u32;
            let seats = dating.setting.tables.iter().map(|table| u32::from(table.seats)).sum();
            vec![Demand::Together { who: largest.clone() }, Demand::Seats { tables, seats, largest: cap }]
        }
        _ => return None,
    };
    Some(Clash { round: None, demands })
}

/// The rule of the rules page that the engine lifted.
pub(in crate::dating) fn costly(rule: Loosened) -> CostlyRule {
    match rule {
        Loosened::Vetoes => CostlyRule::Apart,
        Loosened::Language => CostlyRule::LanguageRequired,
        Loosened::SameSide => CostlyRule::Across,
        Loosened::Together => CostlyRule::Together,
        Loosened::Pins => CostlyRule::FixedTables,
        Loosened::SeatAll => CostlyRule::SeatEverybody,
    }
}

/// The rule that keeps two apart, where no problem could be made to ask: the one that names them first.
fn between(dating: &Dating, table: &Table, a: usize, b: usize) -> Hindrance {
    let rules = &dating.rules;
    let named = |(one, other): &(ParticipantId, ParticipantId)| {
        let pair = [table.index_of(*one), table.index_of(*other)];
        pair == [Some(a), Some(b)] || pair == [Some(b), Some(a)]
    };
    let required = rules.language == CommonLanguage::Required;
    if rules.apart.iter().any(named) {
        Hindrance::NeverTogether
    } else if rules.sides == Sides::Across && table.affinity.side(a) == table.affinity.side(b) {
        Hindrance::SameSide
    } else if required && !table.can_talk(a, b) {
        hindrance_of(table, Rule::Language, (a, b))
    } else {
        // Rules aside, two are kept apart by having met already.
        Hindrance::MetBefore
    }
}

pub(in crate::dating) fn hindrance(rule: Rule) -> Hindrance {
    match rule {
        Rule::Veto => Hindrance::NeverTogether,
        Rule::Language => Hindrance::NoCommonLanguage,
        Rule::SameSide => Hindrance::SameSide,
    }
}

/// The same between these two (indices).
pub(in crate::dating) fn hindrance_of(table: &Table, rule: Rule, (a, b): (usize, usize)) -> Hindrance {
    match rule {
        Rule::Language if table.affinity.language_unknown(a, b) => Hindrance::LanguagesUnknown,
        rule => hindrance(rule),
    }
}

/// What keeps how many of those `there` away from somebody (an index), the most first.
pub(in crate::dating) fn kept_away(
    table: &Table,
    problem: &Problem,
    person: usize,
    there: impl Fn(usize) -> bool,
) -> Vec<(Hindrance, u32)> {
    let away = |other: &usize| *other != person && there(*other) && !problem.may_meet(person, *other);
    let rules = |other| problem.forbidden_by(person, other).into_iter().map(move |rule| (rule, other));
    let others = (0..problem.people()).filter(away).flat_map(rules);
    counted(others.map(|(rule, other)| hindrance_of(table, rule, (person, other))))
}

/// How often each, the most first.
pub(in crate::dating) fn counted(all: impl Iterator<Item = Hindrance>) -> Vec<(Hindrance, u32)> {
    let mut found: Vec<(Hindrance, u32)> = Vec::new();
    for one in all {
        match found.iter_mut().find(|(known, _)| *known == one) {
            Some((_, times)) => *times += 1,
            None => found.push((one, 1)),
        }
    }
    found.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
    found
}

pub(in crate::dating) fn quality(status: Status, bound: Option<i64>) -> Quality {
    match (status, bound) {
        (Status::Optimal, _) => Quality::ProvenBest,
        (_, Some(bound)) => Quality::Bounded { bound },
        (_, None) => Quality::Found,
    }
}
