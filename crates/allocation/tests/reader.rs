//! The reader of the bench format: takes what is right, refuses what is wrong with its place, never panics.
#![allow(clippy::unwrap_used)]

use allocation::{Budget, Options, Wrong, check, format, solve};
use proptest::prelude::*;
use serde_json::{Value, json};

fn instance() -> Value {
    let person = |id: usize| {
        json!({"id": id, "side": id % 2, "type": "choir", "district": id % 3, "topics": ["art", "youth"],
               "offers": ["hall"], "needs": ["sound"], "langs": {"de": 4, "tr": 2}, "wishes": [(id + 1) % 6],
               "absent": []})
    };
    json!({
        "format": "messe-alloc/1", "name": "small", "family": "group", "rounds": 2,
        "tables": [{"id": 0, "x": 0, "y": 0, "cap": 3, "min": 2}, {"id": 1, "x": 3, "y": 0, "cap": 3, "min": 2}],
        "participants": (0..6).map(person).collect::<Vec<_>>(),
        "together": [[0, 1]], "vetoes": [[2, 3]], "pins": [[4, 1]],
        "rules": {"repeat": "soft", "language": "soft", "pairs": "any", "seat_all": true},
        "weights": {"cross": 30, "topic": 8, "topic_max": 24, "fit": 10, "fit_max_each": 2, "lang": [0, 0, 3, 6, 8],
                    "lang_min": 2, "no_lang": -20, "wish_one": 15, "wish_mutual": 40, "district": 3, "repeat": -40}
    })
}

fn refused(change: impl Fn(&mut Value)) -> (String, Wrong) {
    let mut value = instance();
    change(&mut value);
    let error = format::read(&value.to_string()).unwrap_err();
    (error.place, error.reason)
}

#[test]
fn a_right_instance_is_read_solved_and_written() {
    let read = format::read(&instance().to_string()).unwrap();
    assert_eq!((read.problem.people(), read.problem.rounds(), read.name.as_str()), (6, 2, "small"));
    // Different sides, two topics, de at 4, one wish: 30 + 16 + 8 + 15.
    assert_eq!(read.problem.worth(1, 2), 69);
    assert_eq!(read.parts(1, 2).unwrap().total(), 69);
    let answer = solve(&read.problem, &Options::default(), &Budget::steps(20_000));
    let solution = format::read_solution(&format::write_solution(&answer).unwrap()).unwrap();
    assert_eq!(solution.rounds, answer.plan.rounds);
    assert!(check(&read.problem, &answer.plan).is_valid());
}

#[test]
fn what_is_wrong_is_refused_with_its_place() {
    type Spoil = Box<dyn Fn(&mut Value)>;
    let cases: Vec<(Spoil, &str, Wrong)> = vec![
        (
            Box::new(|v| v["format"] = json!("messe-alloc/9")),
            "format",
            Wrong::Unknown { value: "messe-alloc/9".into() },
        ),
        (Box::new(|v| v["family"] = json!("trio")), "family", Wrong::Unknown { value: "trio".into() }),
        (Box::new(|v| v["rounds"] = json!(0)), "rounds", Wrong::OutOfRange { value: 0, least: 1, most: 500 }),
        (
            Box::new(|v| v["tables"][1]["cap"] = json!(-2)),
            "tables[1].cap",
            Wrong::OutOfRange { value: -2, least: 1, most: 6000 },
        ),
        (
            Box::new(|v| v["tables"][1]["cap"] = json!(0)),
            "tables[1].cap",
            Wrong::OutOfRange { value: 0, least: 1, most: 6000 },
        ),
        (Box::new(|v| v["tables"][0]["min"] = json!(4)), "tables[0].min", Wrong::MinimumAboveSeats { min: 4, cap: 3 }),
        (
            Box::new(|v| v["participants"][3]["id"] = json!(2)),
            "participants[3].id",
            Wrong::IdOutOfOrder { found: 2, wanted: 3 },
        ),
        (
            Box::new(|v| v["participants"][0]["wishes"] = json!([1, 6])),
            "participants[0].wishes[1]",
            Wrong::NoSuchPerson { id: 6 },
        ),
        (
            Box::new(|v| v["participants"][0]["absent"] = json!([2])),
            "participants[0].absent[0]",
            Wrong::NoSuchRound { round: 2 },
        ),
        (
            Box::new(|v| v["participants"][0]["side"] = json!(3)),
            "participants[0].side",
            Wrong::OutOfRange { value: 3, least: 0, most: 1 },
        ),
        (Box::new(|v| v["vetoes"] = json!([[1, 1]])), "vetoes[0]", Wrong::WithItself { id: 1 }),
        (Box::new(|v| v["vetoes"] = json!([[1, -1]])), "vetoes[0]", Wrong::NoSuchPerson { id: -1 }),
        (Box::new(|v| v["together"] = json!([[0, 1], [1, 2]])), "together[1][0]", Wrong::Twice { id: 1 }),
        (
            Box::new(|v| v["together"] = json!([[0, 1, 2, 3]])),
            "together[0]",
            Wrong::DelegationTooLarge { size: 4, cap: 3 },
        ),
        (Box::new(|v| v["pins"] = json!([[4, 2]])), "pins[0]", Wrong::NoSuchTable { id: 2 }),
        (Box::new(|v| v["pins"] = json!([[4, 0], [4, 1]])), "pins[1]", Wrong::Twice { id: 4 }),
        (Box::new(|v| v["pins"] = json!([[2, 0], [3, 0]])), "pins", Wrong::PinAgainstRule { a: 2, b: 3, table: 0 }),
        (Box::new(|v| v["pins"] = json!([[0, 0], [1, 1]])), "pins", Wrong::PinAgainstTogether { a: 0, b: 1 }),
        (
            Box::new(|v| v["pins"] = json!([[2, 0], [4, 0], [5, 0], [1, 0]])),
            "pins",
            Wrong::PinOverSeats { people: 4, table: 0, cap: 3 },
        ),
    ];
    for (change, place, reason) in cases {
        assert_eq!(refused(&change), (place.to_owned(), reason));
    }
}

#[test]
fn lists_longer_than_anything_there_can_be_are_refused_with_their_place() {
    type Spoil = Box<dyn Fn(&mut Value)>;
    let cases: Vec<(Spoil, &str)> = vec![
        (Box::new(|v| v["together"] = json!(vec![json!([]); 6_001])), "together"),
        (Box::new(|v| v["together"] = json!([vec![0; 6_001]])), "together[0]"),
        (Box::new(|v| v["vetoes"] = json!(vec![json!([0, 2]); format::MAX_VETOES + 1])), "vetoes"),
        (Box::new(|v| v["pins"] = json!(vec![json!([4, 1]); 6_001])), "pins"),
        (Box::new(|v| v["tables"][1]["closed"] = json!(vec![0; 501])), "tables[1].closed"),
        (Box::new(|v| v["participants"][2]["absent"] = json!(vec![0; 501])), "participants[2].absent"),
        (Box::new(|v| v["participants"][2]["wishes"] = json!(vec![0; 6_001])), "participants[2].wishes"),
        (Box::new(|v| v["participants"][2]["topics"] = json!(vec!["art"; 1_001])), "participants[2].topics"),
    ];
    for (change, place) in cases {
        let (found, reason) = refused(&change);
        assert_eq!(found, place);
        assert!(matches!(reason, Wrong::Unreadable { .. }), "{place}: {reason}");
    }
}

#[test]
fn nobody_wishes_for_themself_or_is_a_delegation_alone() {
    let mut value = instance();
    value["participants"][0]["wishes"] = json!([0, 3]);
    value["together"] = json!([[], [2], [0, 1], [2]]);
    let read = format::read(&value.to_string()).unwrap();
    assert_eq!(read.wishes(0), [3]);
    assert_eq!(read.problem.groups(), [vec![0, 1]]);
    assert_eq!((read.problem.group_of(1), read.problem.group_of(2)), (Some(0), None));
}

#[test]
fn a_language_level_that_nobody_can_have_is_no_minimum() {
    let above = |v: &mut Value| v["weights"]["lang_min"] = json!(5);
    assert_eq!(refused(above), ("weights.lang_min".into(), Wrong::OutOfRange { value: 5, least: 0, most: 4 }));
}

#[test]
fn text_that_is_no_instance_is_refused() {
    let deep = "[".repeat(100_000);
    for text in ["", "null", "{}", "[1,2", "\u{0}", "{\"format\":\"messe-alloc/1\"}", deep.as_str()] {
        assert!(matches!(format::read(text).unwrap_err().reason, Wrong::Unreadable { .. }));
        assert!(format::read_solution(text).is_err());
    }
}

proptest! {
    #[test]
    fn damaged_text_never_panics(at in 0usize..3000, cut in 0usize..40, put in "[-0-9a-z\\[\\]{}\",:]{0,6}") {
        let mut text = instance().to_string();
        let at = at % text.len();
        let end = (at + cut).min(text.len());
        text.replace_range(at..end, &put);
        if let Ok(read) = format::read(&text) {
            let answer = solve(&read.problem, &Options::default(), &Budget::steps(2_000));
            prop_assert_eq!(check(&read.problem, &answer.plan).objective, answer.objective);
        }
    }
}
