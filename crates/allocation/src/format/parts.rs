//! The parts of an instance, each judged as it is read: tables, people, weights, and the plan to be repaired.

use std::collections::HashMap;

use serde_json::Value;

use super::given::{RawPerson, RawRepair, RawTable, RawWeights};
use super::values::{in_order, person, rounds_of, within};
use crate::affinity::{Traits, Weights};
use crate::answer::RepairInput;
use crate::plan::Plan;
use crate::problem::{MAX_PEOPLE, MAX_TABLES, MAX_WORTH, Problem, ProblemError, Table, Wrong};

pub(super) fn read_tables(raw: &[RawTable], rounds: usize) -> Result<Vec<Table>, ProblemError> {
    within("tables", raw.len() as i64, 0, MAX_TABLES as i64)?;
    let mut tables = Vec::with_capacity(raw.len());
    for (t, table) in raw.iter().enumerate() {
        in_order(&format!("tables[{t}].id"), table.id, t)?;
        let cap = within(&format!("tables[{t}].cap"), table.cap, 1, MAX_PEOPLE as i64)?;
        let min = within(&format!("tables[{t}].min"), table.min, 0, MAX_PEOPLE as i64)?;
        let closed = rounds_of(&format!("tables[{t}].closed"), &table.closed.0, rounds)?;
        tables.push(Table { cap: cap as u32, min: min as u32, closed });
    }
    Ok(tables)
}

pub(super) fn read_people(
    raw: &[RawPerson],
    rounds: usize,
    weights: &Weights,
) -> Result<Vec<Traits<u32>>, ProblemError> {
    let mut names: HashMap<String, u32> = HashMap::new();
    let mut number = |name: String| -> u32 {
        let next = names.len() as u32;
        *names.entry(name).or_insert(next)
    };
    let highest = weights.lang.len() as i64 - 1;
    let mut people = Vec::with_capacity(raw.len());
    for (i, p) in raw.iter().enumerate() {
        in_order(&format!("participants[{i}].id"), p.id, i)?;
        let side = within(&format!("participants[{i}].side"), p.side, 0, 1)? as u8;
        let mut languages = Vec::with_capacity(p.langs.len());
        for (language, &level) in &p.langs {
            let level = within(&format!("participants[{i}].langs.{language}"), level, 0, highest.max(0))?;
            languages.push((number(language.clone()), level as u8));
        }
        let mut wishes = Vec::with_capacity(p.wishes.0.len());
        for (k, &id) in p.wishes.0.iter().enumerate() {
            let wished = person(&format!("participants[{i}].wishes[{k}]"), id, raw.len())?;
            // Nobody meets themself: a wish for it is none that could be kept or missed.
            if wished as usize != i {
                wishes.push(wished);
            }
        }
        rounds_of(&format!("participants[{i}].absent"), &p.absent.0, rounds)?;
        let district = match &p.district {
            Value::Null => None,
            Value::String(name) => Some(number(format!("s{name}"))),
            Value::Number(name) => Some(number(format!("n{name}"))),
            other => {
                let reason = Wrong::Unknown { value: other.to_string() };
                return Err(ProblemError::at(format_args!("participants[{i}].district"), reason));
            }
        };
        let mut named = |list: &[String]| -> Vec<u32> { list.iter().map(|name| number(name.clone())).collect() };
        let (topics, offers, needs) = (named(&p.topics.0), named(&p.offers.0), named(&p.needs.0));
        let traits = Traits::of_side(side).district(district).topics(topics).offers(offers).needs(needs);
        people.push(traits.languages(languages).wishes(wishes));
    }
    Ok(people)
}

pub(super) fn read_weights(raw: &RawWeights) -> Result<Weights, ProblemError> {
    let mut weights = Weights::default();
    let largest = i64::from(MAX_WORTH) / 16;
    let set = |name: &str, value: Option<i64>, into: &mut i32, least: i64, most: i64| -> Result<(), ProblemError> {
        if let Some(value) = value {
            *into = within(&format!("weights.{name}"), value, least, most)? as i32;
        }
        Ok(())
    };
    set("cross", raw.cross, &mut weights.cross, -largest, largest)?;
    set("topic", raw.topic, &mut weights.topic, -largest, largest)?;
    set("topic_max", raw.topic_max, &mut weights.topic_max, -largest, largest)?;
    set("fit", raw.fit, &mut weights.fit, -largest / 8, largest / 8)?;
    set("fit_max_each", raw.fit_max_each, &mut weights.fit_max_each, 0, 8)?;
    set("no_lang", raw.no_lang, &mut weights.no_lang, -largest, largest)?;
    set("wish_one", raw.wish_one, &mut weights.wish_one, -largest, largest)?;
    set("wish_mutual", raw.wish_mutual, &mut weights.wish_mutual, -largest, largest)?;
    set("district", raw.district, &mut weights.district, -largest, largest)?;
    set("repeat", raw.repeat, &mut weights.repeat, -largest, 0)?;
    set("rarity", raw.rarity, &mut weights.rarity, 0, 1000)?;
    set("met_before", raw.met_before, &mut weights.met_before, -largest, largest)?;
    if let Some(levels) = &raw.lang {
        within("weights.lang", levels.len() as i64, 1, 100)?;
        let level = |(l, &points): (usize, &i64)| within(&format!("weights.lang[{l}]"), points, -largest, largest);
        weights.lang = levels
            .iter()
            .enumerate()
            .map(|entry| level(entry).map(|points| points as i32))
            .collect::<Result<_, _>>()?;
    }
    // Above the highest level nobody could talk to anybody.
    let least = raw.lang_min.unwrap_or(weights.lang_min.into());
    weights.lang_min = within("weights.lang_min", least, 0, weights.lang.len() as i64 - 1)? as u8;
    if let Some(uniform) = raw.uniform {
        within("weights.uniform", uniform, 1, 1)?;
    }
    Ok(weights)
}

pub(super) fn read_repair(raw: &RawRepair, problem: &Problem) -> Result<RepairInput, ProblemError> {
    let rounds = problem.rounds();
    let done = within("repair.done", raw.done, 0, rounds as i64)?;
    let frozen = within("repair.frozen", raw.frozen, 0, rounds as i64 - done)?;
    within("repair.announced", raw.announced.0.len() as i64, rounds as i64, rounds as i64)?;
    let mut announced = Plan::empty(rounds, problem.tables().len());
    for (r, round) in raw.announced.0.iter().enumerate() {
        within(&format!("repair.announced[{r}]"), round.0.len() as i64, 0, problem.tables().len() as i64)?;
        let mut seated = vec![false; problem.people()];
        for (t, sitting) in round.0.iter().enumerate() {
            for (k, &id) in sitting.0.iter().enumerate() {
                let place = format!("repair.announced[{r}][{t}][{k}]");
                let i = person(&place, id, problem.people())?;
                if std::mem::replace(&mut seated[i as usize], true) {
                    return Err(ProblemError::at(place, Wrong::Twice { id }));
                }
                announced.rounds[r][t].push(i);
            }
        }
    }
    Ok(RepairInput {
        announced,
        done_rounds: done as usize,
        frozen_rounds: frozen as usize,
        cost_seat: within("repair.cost_seat", raw.cost_seat, 0, MAX_WORTH.into())? as i32,
        cost_pair: within("repair.cost_pair", raw.cost_pair, 0, MAX_WORTH.into())? as i32,
    })
}
