//! Reads instances in the format `messe-alloc/1` and reads and writes solutions; refuses nonsense with place and reason.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::marker::PhantomData;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::affinity::{Parts, Rarity, Traits, Weights, can_talk, parts_by};
use crate::answer::{Answer, Reason, RepairInput, Status};
use crate::plan::{Changes, Plan};
use crate::problem::{
    MAX_PEOPLE, MAX_ROUNDS, MAX_TABLES, MAX_WORTH, Problem, ProblemError, Repeats, Rule, Table, Wrong,
};
use crate::proof::certificate::Certificate;
use crate::reasons::explain::{Explanation, explain, prices};
use crate::repair::alternatives::{Disturbance, Effect, effect};
use crate::repair::rest;

mod claim;

pub use claim::{Claim, FalseClaim, read_claim};

/// Longest text that is read, in bytes: several times what the largest problem needs.
pub const MAX_TEXT: usize = 64 << 20;

/// Longest list of vetoes that is read: more than a hundred for each of the most people there may be.
pub const MAX_VETOES: usize = 1_000_000;

/// Most topics, offers or needs of one person.
pub const MAX_NAMES: usize = 1_000;

/// The format's name, as it stands in every instance.
pub const FORMAT: &str = "messe-alloc/1";

/// An instance as read: the problem, and what is needed to explain it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The instance's own name.
    pub name: String,
    /// What kind of event it describes.
    pub family: Family,
    /// The problem in numbers.
    pub problem: Problem,
    /// The announced plan and what changing it costs, for repair instances.
    pub repair: Option<RepairInput>,
    /// The constants of the affinity formula.
    pub weights: Weights,
    traits: Vec<Traits<u32>>,
    rarity: Rarity<u32>,
}

impl Instance {
    /// Why two participants sit together; `None` for uniform weights, where every pair is worth 1.
    pub fn parts(&self, a: u32, b: u32) -> Option<Parts> {
        let (x, y) = (self.traits.get(a as usize)?, self.traits.get(b as usize)?);
        (self.family != Family::Sgp).then(|| parts_by(&self.weights, Some(&self.rarity), (a, x), (b, y)))
    }

    /// Whom a participant wishes to meet, sorted.
    pub fn wishes(&self, person: u32) -> &[u32] {
        self.traits.get(person as usize).map_or(&[], |traits| traits.wished())
    }
}

/// The kinds of events the format knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Every pair is worth 1 (social golfer).
    Sgp,
    /// One-to-one across two sides.
    TwoSided,
    /// One-to-one, anybody with anybody.
    OneSided,
    /// Group tables.
    Group,
}

#[derive(Deserialize)]
struct RawInstance {
    format: String,
    #[serde(default)]
    name: String,
    family: String,
    rounds: i64,
    tables: AtMost<RawTable, MAX_TABLES>,
    participants: AtMost<RawPerson, MAX_PEOPLE>,
    #[serde(default)]
    together: AtMost<AtMost<i64, MAX_PEOPLE>, MAX_PEOPLE>,
    #[serde(default)]
    vetoes: AtMost<(i64, i64), MAX_VETOES>,
    #[serde(default)]
    pins: AtMost<(i64, i64), MAX_PEOPLE>,
    rules: RawRules,
    #[serde(default)]
    weights: RawWeights,
    repair: Option<RawRepair>,
}

#[derive(Deserialize)]
struct RawTable {
    id: i64,
    cap: i64,
    min: i64,
    #[serde(default)]
    closed: AtMost<i64, MAX_ROUNDS>,
}

#[derive(Deserialize)]
struct RawPerson {
    id: i64,
    #[serde(default)]
    side: i64,
    #[serde(default)]
    district: Value,
    #[serde(default)]
    topics: AtMost<String, MAX_NAMES>,
    #[serde(default)]
    offers: AtMost<String, MAX_NAMES>,
    #[serde(default)]
    needs: AtMost<String, MAX_NAMES>,
    #[serde(default)]
    langs: BTreeMap<String, i64>,
    #[serde(default)]
    wishes: AtMost<i64, MAX_PEOPLE>,
    #[serde(default)]
    absent: AtMost<i64, MAX_ROUNDS>,
}

#[derive(Deserialize)]
struct RawRules {
    repeat: String,
    language: String,
    pairs: String,
    seat_all: bool,
}

#[derive(Deserialize, Default)]
struct RawWeights {
    cross: Option<i64>,
    topic: Option<i64>,
    topic_max: Option<i64>,
    fit: Option<i64>,
    fit_max_each: Option<i64>,
    lang: Option<Vec<i64>>,
    lang_min: Option<i64>,
    no_lang: Option<i64>,
    wish_one: Option<i64>,
    wish_mutual: Option<i64>,
    district: Option<i64>,
    repeat: Option<i64>,
    met_before: Option<i64>,
    rarity: Option<i64>,
    uniform: Option<i64>,
}

#[derive(Deserialize)]
struct RawRepair {
    done: i64,
    announced: AtMost<AtMost<AtMost<i64, MAX_PEOPLE>, MAX_TABLES>, MAX_ROUNDS>,
    #[serde(default)]
    frozen: i64,
    cost_seat: i64,
    cost_pair: i64,
}

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

fn read_tables(raw: &[RawTable], rounds: usize) -> Result<Vec<Table>, ProblemError> {
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

fn read_people(raw: &[RawPerson], rounds: usize, weights: &Weights) -> Result<Vec<Traits<u32>>, ProblemError> {
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

fn read_weights(raw: &RawWeights) -> Result<Weights, ProblemError> {
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

fn read_repair(raw: &RawRepair, problem: &Problem) -> Result<RepairInput, ProblemError> {
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

/// Reads JSON; what is wrong with it is told with the path to it, or its line and column.
pub(crate) fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, ProblemError> {
    if text.len() > MAX_TEXT {
        let value = i64::try_from(text.len()).unwrap_or(i64::MAX);
        return Err(ProblemError::at("text", Wrong::OutOfRange { value, least: 0, most: MAX_TEXT as i64 }));
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        (path, error.into_inner())
    });
    let read = read.and_then(|value| reader.end().map(|()| value).map_err(|error| (".".to_owned(), error)));
    read.map_err(|(path, error)| {
        let place = match path.as_str() {
            "." => format!("line {}, column {}", error.line(), error.column()),
            path => path.chars().take(100).collect(),
        };
        ProblemError::at(place, Wrong::Unreadable { detail: error.to_string().chars().take(300).collect() })
    })
}

/// A list of at most `MOST` entries: a longer one is refused before it fills the memory.
struct AtMost<T, const MOST: usize>(Vec<T>);

impl<T, const MOST: usize> Default for AtMost<T, MOST> {
    fn default() -> Self {
        AtMost(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for AtMost<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T, const MOST: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for Entries<T, MOST> {
            type Value = AtMost<T, MOST>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                write!(f, "a list of at most {MOST}")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut found = Vec::new();
                while let Some(entry) = entries.next_element()? {
                    if found.len() == MOST {
                        return Err(serde::de::Error::invalid_length(MOST + 1, &self));
                    }
                    found.push(entry);
                }
                Ok(AtMost(found))
            }
        }
        deserializer.deserialize_seq(Entries(PhantomData))
    }
}

fn known<T: Copy>(place: &str, value: &str, names: &[(&str, T)]) -> Result<T, ProblemError> {
    let found = names.iter().find(|(name, _)| *name == value).map(|&(_, meaning)| meaning);
    found.ok_or_else(|| {
        let value = value.chars().take(100).collect();
        ProblemError::at(place, Wrong::Unknown { value })
    })
}

fn within(place: &str, value: i64, least: i64, most: i64) -> Result<i64, ProblemError> {
    if (least..=most).contains(&value) {
        Ok(value)
    } else {
        Err(ProblemError::at(place, Wrong::OutOfRange { value, least, most }))
    }
}

fn person(place: &str, id: i64, people: usize) -> Result<u32, ProblemError> {
    let found = usize::try_from(id).ok().filter(|&i| i < people);
    found.map(|i| i as u32).ok_or_else(|| ProblemError::at(place, Wrong::NoSuchPerson { id }))
}

fn in_order(place: &str, found: i64, wanted: usize) -> Result<(), ProblemError> {
    let wanted = wanted as i64;
    if found == wanted { Ok(()) } else { Err(ProblemError::at(place, Wrong::IdOutOfOrder { found, wanted })) }
}

fn rounds_of(place: &str, given: &[i64], rounds: usize) -> Result<Vec<u32>, ProblemError> {
    let mut found = Vec::with_capacity(given.len());
    for (k, &round) in given.iter().enumerate() {
        let exists = usize::try_from(round).is_ok_and(|r| r < rounds);
        if !exists {
            return Err(ProblemError::at(format_args!("{place}[{k}]"), Wrong::NoSuchRound { round }));
        }
        found.push(round as u32);
    }
    Ok(found)
}

/// A solution as it is written: `rounds` is what a judge needs, the rest says what is known about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Solution {
    /// Rounds x tables x people.
    pub rounds: Vec<Vec<Vec<u32>>>,
    /// The objective the engine counted.
    #[serde(default)]
    pub objective: Option<i64>,
    /// No plan is worth more than this.
    #[serde(default)]
    pub bound: Option<i64>,
    /// Bound less objective, in ten-thousandths of the bound.
    #[serde(default)]
    pub gap: Option<i64>,
    /// How good the plan is known to be.
    #[serde(default)]
    pub status: Option<Status>,
    /// What a moderator should know.
    #[serde(default)]
    pub reasons: Reasons,
    /// Proof of the bound.
    #[serde(default)]
    pub certificate: Option<Certificate>,
    /// Proof of the bound, where `certificate` proves the optimum with the rewards of fairness.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_certificate: Option<Certificate>,
    /// For a repair: what it changes, gains and costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<Effect>,
    /// For a repair: ways out to choose from, fewest changes first; each with its own `rounds`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// Seconds the engine worked, as the caller's clock says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elapsed: Option<Seconds>,
}

/// The reasons in a solution.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reasons {
    /// Who has nobody to meet, who sits out, what cannot be.
    pub notes: Vec<Reason>,
    /// Pairs, people, rules and conflicts explained.
    #[serde(flatten)]
    pub explained: Explanation,
}

/// A way to mend a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// How much it may disturb.
    pub kind: Disturbance,
    /// What it changes, gains and costs.
    pub effect: Effect,
    /// What differs from the announced plan, seat by seat.
    pub changes: Option<Changes>,
    /// Rounds x tables x people.
    pub rounds: Vec<Vec<Vec<u32>>>,
}

/// A time in seconds, kept in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Seconds {
    /// Thousandths of a second.
    pub milliseconds: u64,
}

impl From<f64> for Seconds {
    fn from(seconds: f64) -> Self {
        // Casting saturates: neither infinity nor a negative time does harm.
        Seconds { milliseconds: (seconds * 1000.0) as u64 }
    }
}

impl From<Seconds> for f64 {
    fn from(time: Seconds) -> Self {
        time.milliseconds as f64 / 1000.0
    }
}

impl From<&Answer> for Solution {
    fn from(answer: &Answer) -> Self {
        let gap = answer.bound.filter(|&bound| bound > 0).map(|bound| {
            let missing = i128::from(bound) - i128::from(answer.objective);
            (missing * 10_000 / i128::from(bound)) as i64
        });
        Solution {
            rounds: answer.plan.rounds.clone(),
            objective: Some(answer.objective),
            bound: answer.bound,
            gap,
            status: Some(answer.status),
            reasons: Reasons { notes: answer.reasons.clone(), ..Reasons::default() },
            certificate: answer.certificate.clone(),
            bound_certificate: answer.bound_certificate.clone(),
            ..Solution::default()
        }
    }
}

impl Solution {
    /// An answer with everything that can be said about it.
    pub fn explained(instance: &Instance, answer: &Answer) -> Self {
        let mut solution = Solution::from(answer);
        let parts = |a, b| instance.parts(a, b);
        let wishes = |i| instance.wishes(i).to_vec();
        solution.reasons.explained = explain(&instance.problem, answer, &parts, &wishes);
        if let Some(input) = &instance.repair {
            solution.effect = Some(effect(&instance.problem, input, &answer.plan));
            // Its certificate speaks of the rounds that are still open.
            let open = rest(&instance.problem, input);
            solution.reasons.explained.rules = open.map_or(Vec::new(), |(rest, had)| prices(&rest, answer, had));
        }
        solution
    }
}

/// Reads a solution as this engine writes it; other keys are ignored.
pub fn read_solution(text: &str) -> Result<Solution, ProblemError> {
    parse(text)
}

/// Writes a solution in JSON, in one line.
pub fn write(solution: &Solution) -> Result<String, serde_json::Error> {
    serde_json::to_string(solution)
}

/// Writes an answer as a solution in JSON, without explanations.
pub fn write_solution(answer: &Answer) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Solution::from(answer))
}
