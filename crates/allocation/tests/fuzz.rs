//! Damaged instances, solutions and certificates by the thousand: refused or worked through, never a panic.
//!
//! One second by default. Longer, and from another start:
//!
//!     FUZZ_SECONDS=600 FUZZ_SEED=7 cargo test --release -p allocation --test fuzz -- --nocapture
//!
//! A crash prints the number of its case; `FUZZ_CASE=number` runs that one alone.
#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use allocation::{Budget, Options, alternatives, check, format, repair, repair_bound, solve};
use serde_json::{Map, Value, json};

/// A stream of numbers (splitmix64): a whole case follows from its number.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn roll(&mut self, sides: usize) -> usize {
        (self.next() % sides.max(1) as u64) as usize
    }
}

fn one(dice: &mut Dice, of: &[&'static str]) -> &'static str {
    of[dice.roll(of.len())]
}

/// A right instance of any family, small.
fn instance(dice: &mut Dice) -> Value {
    let family = one(dice, &["sgp", "two_sided", "one_sided", "group"]);
    let people = 2 + dice.roll(12);
    let rounds = 1 + dice.roll(4);
    let cap = if family.ends_with("sided") { 2 } else { 2 + dice.roll(4) };
    let tables = people.div_ceil(cap) + dice.roll(2);
    let words = ["art", "youth", "sport", "music", "parents"];
    let some = |dice: &mut Dice| -> Vec<&str> { words.into_iter().filter(|_| dice.roll(3) == 0).collect() };
    let participants: Vec<Value> = (0..people)
        .map(|id| {
            json!({"id": id, "side": dice.roll(2), "district": dice.roll(3), "topics": some(dice), "offers": some(dice),
                   "needs": some(dice), "langs": {"de": 1 + dice.roll(4), "tr": dice.roll(5)},
                   "wishes": [dice.roll(people)], "absent": if dice.roll(6) == 0 { vec![dice.roll(rounds)] } else { vec![] }})
        })
        .collect();
    let pair = |dice: &mut Dice| json!([dice.roll(people), dice.roll(people)]);
    let mut value = json!({
        "format": "messe-alloc/1", "name": "case", "family": family, "rounds": rounds,
        "tables": (0..tables).map(|id| json!({"id": id, "x": 0, "y": 0, "cap": cap, "min": dice.roll(cap + 1)})).collect::<Vec<_>>(),
        "participants": participants,
        "together": if dice.roll(3) == 0 { json!([[0, 1]]) } else { json!([]) },
        "vetoes": (0..dice.roll(4)).map(|_| pair(dice)).collect::<Vec<_>>(),
        "pins": if dice.roll(3) == 0 { json!([[dice.roll(people), dice.roll(tables)]]) } else { json!([]) },
        "rules": {"repeat": one(dice, &["hard", "soft"]), "language": one(dice, &["hard", "soft", "off"]),
                  "pairs": one(dice, &["cross", "any"]), "seat_all": dice.roll(2) == 0},
        "weights": {"cross": 30, "topic": 8, "topic_max": 24, "fit": 10, "fit_max_each": 2, "lang": [0, 0, 3, 6, 8],
                    "lang_min": 2, "no_lang": -20, "wish_one": 15, "wish_mutual": 40, "district": 3, "repeat": -40}
    });
    if dice.roll(2) == 0 {
        let round = |dice: &mut Dice| {
            let mut seats = vec![Vec::new(); tables];
            (0..people)
                .filter(|_| dice.roll(6) > 0)
                .collect::<Vec<_>>()
                .into_iter()
                .for_each(|i| seats[i % tables].push(i));
            json!(seats)
        };
        value["repair"] = json!({"done": dice.roll(rounds + 1), "cost_seat": 6, "cost_pair": 4,
            "announced": (0..rounds).map(|_| round(dice)).collect::<Vec<_>>()});
    }
    value
}

/// What may stand somewhere instead.
fn nonsense(dice: &mut Dice) -> Value {
    let numbers = [-1, 0, 1, 2, 7, 255, 6_001, 65_536, i64::from(i32::MAX), i64::MAX, i64::MIN];
    match dice.roll(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!("art"),
        3 => json!(1e300),
        4 => json!([]),
        5 => json!({}),
        6 => json!(u64::MAX),
        7 => json!(0.5),
        8 => json!([[0, 1], [1, 0], [0, 0]]),
        _ => json!(numbers[dice.roll(numbers.len())]),
    }
}

/// Spoils one place somewhere below: another value, an entry less, an entry twice, two entries exchanged.
fn spoil(value: &mut Value, dice: &mut Dice) {
    let deeper = dice.roll(8) > 0;
    match value {
        Value::Array(entries) if !entries.is_empty() && deeper => {
            let at = dice.roll(entries.len());
            match dice.roll(10) {
                0 => drop(entries.remove(at)),
                1 => entries.insert(at, entries[at].clone()),
                2 => {
                    let other = dice.roll(entries.len());
                    entries.swap(at, other);
                }
                _ => spoil(&mut entries[at], dice),
            }
        }
        Value::Object(entries) if !entries.is_empty() && deeper => {
            let name = entries.keys().nth(dice.roll(entries.len())).cloned().unwrap();
            if dice.roll(12) == 0 {
                entries.remove(&name);
            } else {
                spoil(&mut entries[&name], dice);
            }
        }
        Value::Number(number) if dice.roll(2) == 0 => {
            let near = number.as_i64().unwrap_or(0).wrapping_add(dice.roll(5) as i64 - 2);
            *value = json!(near);
        }
        _ => *value = nonsense(dice),
    }
}

/// Spoils a text letter by letter.
fn tear(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(letters.len());
        let end = (at + dice.roll(20)).min(letters.len());
        let put: Vec<char> = "{}[]\",:-0123456789.eE\\u\u{0}ä".chars().collect();
        letters.splice(at..end, (0..dice.roll(6)).map(|_| put[dice.roll(put.len())]).collect::<Vec<_>>());
        if letters.is_empty() {
            break;
        }
    }
    letters.into_iter().collect()
}

/// Reads a damaged instance; what can be read is solved, judged, explained, mended and read again.
fn case(number: u64) -> (bool, bool) {
    let mut dice = Dice(number);
    let mut value = instance(&mut dice);
    for _ in 0..dice.roll(4) {
        spoil(&mut value, &mut dice);
    }
    let text = match dice.roll(4) {
        0 => tear(&value.to_string(), &mut dice),
        _ => value.to_string(),
    };
    let Ok(read) = format::read(&text) else { return (false, false) };
    let options = Options { seed: number, ..Options::default() };
    let (problem, steps) = (&read.problem, Budget::steps(500));
    let answer = match &read.repair {
        Some(input) => {
            alternatives(problem, input, &options, &steps);
            repair_bound(problem, input, &steps);
            repair(problem, input, &options, &steps)
        }
        None => solve(problem, &options, &steps),
    };
    assert_eq!(check(problem, &answer.plan).objective, answer.objective);
    let written = format::write(&format::Solution::explained(&read, &answer)).unwrap();
    let mut claim: Value = serde_json::from_str(&written).unwrap();
    let judge = |text: &str| {
        let claim = format::read_claim(text).ok()?;
        let plan = allocation::Plan { rounds: claim.rounds.clone() };
        Some(claim.judged(&read, &check(problem, &plan)).1)
    };
    if read.repair.is_none() {
        assert_eq!(judge(&written), Some(Vec::new()), "nothing the engine says about its own plan is false");
    }
    for _ in 0..=dice.roll(3) {
        spoil(&mut claim, &mut dice);
    }
    (true, judge(&claim.to_string()).is_some())
}

#[test]
fn nothing_makes_the_reader_or_the_engine_panic() {
    let of = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    if let Some(number) = of("FUZZ_CASE") {
        case(number);
        return;
    }
    let time = Duration::from_secs(of("FUZZ_SECONDS").unwrap_or(1));
    let (begun, mut number) = (Instant::now(), of("FUZZ_SEED").unwrap_or(1) << 32);
    let first = number;
    let (mut read, mut judged) = (0u64, 0u64);
    while begun.elapsed() < time {
        let done = std::panic::catch_unwind(|| case(number));
        let (was_read, was_judged) = done.unwrap_or_else(|_| panic!("FUZZ_CASE={number}"));
        read += u64::from(was_read);
        judged += u64::from(was_judged);
        number += 1;
    }
    println!("{} cases, {read} of them read and solved, {judged} spoiled solutions judged", number - first);
    assert!(read > 0 && judged > 0, "some damage is harmless");
}

#[test]
fn far_too_much_is_refused_before_it_fills_the_memory() {
    let begun = Instant::now();
    let refused = |text: String| format::read(&text).unwrap_err();
    assert_eq!(refused("[".repeat(format::MAX_TEXT + 1)).place, "text");
    assert_eq!(refused(" ".repeat(format::MAX_TEXT)).place, format!("line 1, column {}", format::MAX_TEXT));
    let crowd = format!("{{\"participants\":[{}{{\"id\":0}}]}}", "{\"id\":0},".repeat(2_000_000));
    assert_eq!(refused(crowd).place, "participants");
    let digits = format!("{{\"rounds\":{}}}", "9".repeat(1_000_000));
    assert_eq!(refused(digits).place, "rounds");
    let mut many = Map::new();
    (0..200_000).for_each(|k| drop(many.insert(format!("key{k}"), json!(k))));
    assert!(format::read(&Value::Object(many).to_string()).is_err());
    assert!(begun.elapsed() < Duration::from_secs(60));
}
