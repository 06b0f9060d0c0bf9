//! Invents small instances of every family from a number.

use serde_json::{Value, json};

/// A stream of numbers (splitmix64): a whole case follows from its number.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn roll(&mut self, sides: usize) -> usize {
        (self.next() % sides.max(1) as u64) as usize
    }
}

fn one(dice: &mut Dice, of: &[&'static str]) -> &'static str {
    of[dice.roll(of.len())]
}

/// A right instance of any family, small.
pub fn instance(dice: &mut Dice) -> Value {
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
