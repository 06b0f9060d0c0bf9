//! From the text to the problem.

use super::given::RawInstance;
use super::parts::{read_people, read_repair, read_tables, read_weights};
use super::values::{known, parse, person, within};
use super::{FORMAT, Family, Instance};
use crate::affinity::{Rarity, Traits, can_talk, parts_by};
use crate::problem::{MAX_PEOPLE, MAX_ROUNDS, Problem, ProblemError, Repeats, Rule, Wrong};

/// Reads an instance.
pub fn read(text: &str) -> Result<Instance, ProblemError> {
    let raw: RawInstance = parse(text)?;
    known("format", &raw.format, &[(FORMAT, ())])?;
    let families = [
        ("sgp", Family::Sgp),
        ("two_sided", Family::TwoSided),
        ("one_sided", Family::OneSided),
        ("group", Family::Group),
    ];
    let family = known("family", &raw.family, &families)?;
    let people = within("participants", raw.participants.0.len() as i64, 0, MAX_PEOPLE as i64)? as usize;
    let rounds = within("rounds", raw.rounds, 1, MAX_ROUNDS as i64)? as usize;
    let tables = read_tables(&raw.tables.0, rounds)?;
    let weights = read_weights(&raw.weights)?;
    let traits = read_people(&raw.participants.0, rounds, &weights)?;
    let hard = known("rules.repeat", &raw.rules.repeat, &[("hard", true), ("soft", false)])?;
    let languages = [("hard", true), ("soft", false), ("off", false)];
    let language_needed = known("rules.language", &raw.rules.language, &languages)? && family != Family::Sgp;
    let cross_only =
        known("rules.pairs", &raw.rules.pairs, &[("cross", true), ("any", false)])? && family != Family::Sgp;

    let rarity = Rarity::of(&traits);
    let table_count = tables.len();
    let mut builder = Problem::builder(people, rounds)
        .tables(tables)
        .sides(traits.iter().map(Traits::side).collect())
        .repeats(if hard { Repeats::Hard } else { Repeats::Soft(-weights.repeat) })
        .seat_all(raw.rules.seat_all);
    builder = match family {
        Family::Sgp => builder.worth(|_, _| 1),
        _ => builder
            .worth(|a, b| parts_by(&weights, Some(&rarity), (a as u32, &traits[a]), (b as u32, &traits[b])).total()),
    };
    for (i, person) in raw.participants.0.iter().enumerate() {
        for &round in &person.absent.0 {
            builder = builder.absent(i, round as usize);
        }
    }
    for b in 0..people {
        for a in 0..b {
            if language_needed && !can_talk(&weights, &traits[a], &traits[b]) {
                builder = builder.forbid(a, b, Rule::Language);
            }
            if cross_only && traits[a].side() == traits[b].side() {
                builder = builder.forbid(a, b, Rule::SameSide);
            }
        }
    }
    for (k, &(a, b)) in raw.vetoes.0.iter().enumerate() {
        let place = format!("vetoes[{k}]");
        let (x, y) = (person(&place, a, people)?, person(&place, b, people)?);
        if x == y {
            return Err(ProblemError::at(place, Wrong::WithItself { id: a }));
        }
        builder = builder.forbid(x as usize, y as usize, Rule::Veto);
    }
    for (g, group) in raw.together.0.iter().enumerate() {
        let members = group.0.iter().enumerate().map(|(k, &id)| person(&format!("together[{g}][{k}]"), id, people));
        builder = builder.together(members.collect::<Result<_, _>>()?);
    }
    for (k, &(id, table)) in raw.pins.0.iter().enumerate() {
        let place = format!("pins[{k}]");
        let table_known = usize::try_from(table).ok().filter(|&t| t < table_count);
        let t = table_known.ok_or_else(|| ProblemError::at(&place, Wrong::NoSuchTable { id: table }))?;
        builder = builder.pin(person(&place, id, people)? as usize, t);
    }
    let problem = builder.build()?;
    let repair = raw.repair.as_ref().map(|repair| read_repair(repair, &problem)).transpose()?;
    Ok(Instance { name: raw.name, family, problem, repair, weights, traits, rarity })
}
