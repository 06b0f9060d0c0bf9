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

#[path = "../examples/plans/invent.rs"]
mod invent;
use invent::{Dice, instance};

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
