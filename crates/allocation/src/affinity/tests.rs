//! Each part of the formula, and how rarity and nearness weigh topics.

use super::*;

#[test]
fn every_part_counts_and_is_named() {
    let weights = Weights::default();
    let x = Traits::of_side(0)
        .topics(["art", "music", "sport", "youth"])
        .offers(["hall", "sound", "van"])
        .needs(["grants"])
        .languages([("de", 4), ("tr", 1)])
        .district(Some("north"))
        .wishes([1]);
    let y = Traits::of_side(1)
        .topics(["youth", "sport", "music", "art"])
        .offers(["grants"])
        .needs(["hall", "sound", "van"])
        .languages([("de", 3), ("tr", 4)])
        .district(Some("north"))
        .wishes([0]);
    let why = parts(&weights, (0, &x), (1, &y));
    let wanted = Parts {
        cross: 30,
        topics: 24,
        gives: 20,
        takes: 10,
        language: 6,
        language_level: 3,
        wishes: 40,
        district: 3,
        met_before: 0,
    };
    assert_eq!(why, wanted);
    assert_eq!(why.total(), 133);
}

/// Eight people: all do sport, four of them football, two of these blind football.
fn club() -> Vec<Traits<&'static str>> {
    let depth = |i: usize| [3, 3, 2, 2, 1, 1, 1, 1][i];
    let tree = ["sport", "football", "blind football"];
    (0..8).map(|i| Traits::of_side(0).topics(tree.into_iter().take(depth(i)))).collect()
}

fn topics_of(weights: &Weights, rarity: &Rarity<&'static str>, a: usize, b: usize) -> i32 {
    let all = club();
    parts_by(weights, Some(rarity), (a as u32, &all[a]), (b as u32, &all[b])).topics
}

#[test]
fn what_everybody_has_in_common_says_little() {
    let weights = Weights { topic: 12, topic_max: 100, rarity: 1000, ..Weights::default() };
    let rarity = Rarity::of(&club());
    // Sport is worth 0 of 12, football half, what only two have all of it.
    assert_eq!((topics_of(&weights, &rarity, 4, 5), topics_of(&weights, &rarity, 2, 3)), (0, 6));
    assert_eq!(topics_of(&weights, &rarity, 0, 1), 18);
    let half = Weights { rarity: 500, ..weights.clone() };
    assert_eq!((topics_of(&half, &rarity, 4, 5), topics_of(&half, &rarity, 0, 1)), (6, 27));
}

#[test]
fn nearer_nodes_of_the_tree_count_more() {
    let weights = Weights { topic: 12, topic_max: 100, rarity: 1000, ..Weights::default() };
    let rarity = Rarity::of(&club()).in_a_tree([("sport", 1), ("football", 2), ("blind football", 3)]);
    assert_eq!((topics_of(&weights, &rarity, 2, 3), topics_of(&weights, &rarity, 0, 1)), (4, 16));
}

#[test]
fn without_rarity_the_formula_is_the_plain_one() {
    let (weights, all) = (Weights::default(), club());
    let rarity = Rarity::of(&all);
    for (a, b) in (0..8).flat_map(|b| (0..b).map(move |a| (a, b))) {
        let pair = ((a as u32, &all[a]), (b as u32, &all[b]));
        assert_eq!(parts_by(&weights, Some(&rarity), pair.0, pair.1), parts(&weights, pair.0, pair.1));
    }
}

#[test]
fn strangers_without_a_language_are_worth_nothing_rather_than_less() {
    let weights = Weights::default();
    let (x, y) = (Traits::of_side(0).languages([("de", 1)]), Traits::of_side(0).languages([("de", 4)]));
    let why = parts::<&str>(&weights, (0, &x), (1, &y));
    assert_eq!((why.language, why.total(), can_talk(&weights, &x, &y)), (-20, 0, false));
}
