//! What is told of a plan's gaps is true of the plan as it is, and has a reason only where there is one.

use crate::hall::*;
use domain::{
    ParticipantId, Refusal,
    dating::{CommonLanguage, MoveSeat, Rules, Setting},
    plan::{Demand, Hindrance, Rest, Shortfall},
};
use services::Error;
use std::collections::BTreeMap;

async fn told(day: &HallDay) -> Vec<Shortfall> {
    day.services.dating(&keeper(), day.id).await.unwrap().shortfalls
}

/// Who has a break in a round, with the reason.
async fn resting(day: &HallDay, round: u8) -> BTreeMap<ParticipantId, Rest> {
    let mut found = BTreeMap::new();
    for one in told(day).await {
        let Shortfall::Breaks { why, who } = one else { continue };
        found.extend(who.into_iter().filter(|(_, rounds)| rounds.contains(&round)).map(|(who, _)| (who, why)));
    }
    found
}

async fn move_by_hand(day: &HallDay, who: ParticipantId, round: u8, swap_with: Option<ParticipantId>) {
    let step = MoveSeat { who, round, to: None, swap_with };
    let revision = day.dating().await.revision;
    day.services.move_participant(&owner(), day.id, revision, step, Some(day.key())).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_changes_seats_by_hand_changes_what_is_told_of_breaks() {
    let day = HallDay::prepared(&guests(13), one_to_one(3, 6), anybody()).await;
    let before = told(&day).await;
    let round = 2;
    let rested = *resting(&day, round).await.keys().next().unwrap();
    let seated = (0..13).map(ParticipantId).find(|who| *who != rested).unwrap();
    move_by_hand(&day, rested, round, Some(seated)).await;
    let odd = Rest::OddNumber { there: 13 };
    assert_eq!(resting(&day, round).await, BTreeMap::from([(seated, odd)]));
    day.undo().await.unwrap();
    assert_eq!(told(&day).await, before);
    day.redo().await.unwrap();
    assert_eq!(resting(&day, round).await, BTreeMap::from([(seated, odd)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_taken_from_a_seat_and_whoever_is_left_alone_are_both_told_of() {
    let day = HallDay::prepared(&guests(12), one_to_one(3, 6), anybody()).await;
    assert_eq!(told(&day).await, []);
    let seats = day.dating().await.plan.unwrap().seats;
    let [gone, alone] = seats[1].iter().find(|seated| seated.len() == 2).unwrap()[..] else { panic!() };
    move_by_hand(&day, gone, 1, None).await;
    let there_is_room = Shortfall::Breaks { why: Rest::SeatFree, who: vec![(gone, vec![1])] };
    let fewer = Shortfall::FewerDates { who: vec![alone], dates: 2, possible: 3, breaks: 0, alone: 1, again: 0 };
    assert_eq!(told(&day).await, [there_is_room, fewer]);
}

#[tokio::test(flavor = "multi_thread")]
async fn too_few_seats_are_one_line_for_everybody() {
    let day = HallDay::prepared(&guests(18), one_to_one(4, 6), anybody()).await;
    let told = told(&day).await;
    let [Shortfall::Breaks { why, who }] = &told[..] else { panic!("{told:?}") };
    assert_eq!(*why, Rest::TooFewSeats { there: 18, seats: 12, breaks: 6, in_pairs: true });
    assert_eq!(who.iter().map(|(_, rounds)| rounds.len()).sum::<usize>(), 4 * 6);

    // More tables would not help thirteen in pairs.
    let day = HallDay::prepared(&guests(13), one_to_one(4, 6), anybody()).await;
    let all: Vec<Rest> = (0..4).map(|_| Rest::OddNumber { there: 13 }).collect();
    let mut found = Vec::new();
    for round in 0..4 {
        found.extend(resting(&day, round).await.into_values());
    }
    assert_eq!(found, all);

    // Nor do they where one side is larger.
    let mut people = guests(12);
    people[0].with = false;
    people[2].with = false;
    let rules = Rules { language: CommonLanguage::Ignored, ..Rules::default() };
    let day = HallDay::prepared(&people, one_to_one(2, 6), rules).await;
    let sides = Rest::UnevenSides { with: 4, without: 8, breaks: 4 };
    assert_eq!(resting(&day, 0).await.into_values().collect::<Vec<_>>(), [sides; 4]);

    let setting = Setting::parse("Groups", "2027-05-08T14:30", 2, 5, 1, 3, 4, 4).unwrap();
    let day = HallDay::prepared(&guests(14), setting, anybody()).await;
    let groups = Rest::TooFewSeats { there: 14, seats: 12, breaks: 2, in_pairs: false };
    assert_eq!(resting(&day, 0).await.into_values().collect::<Vec<_>>(), [groups; 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_met_everybody_hears_that() {
    // Four meet each other in three rounds; in the fourth nobody is left.
    let rules = Rules { never_twice: true, ..anybody() };
    let day = HallDay::prepared(&guests(4), one_to_one(4, 2), rules).await;
    let told = told(&day).await;
    let [Shortfall::Breaks { why: Rest::MetEverybody, who }] = &told[..] else { panic!("{told:?}") };
    assert_eq!(who.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_at_one_fixed_table_are_told_what_really_keeps_them_apart() {
    let clash_of = |day: HallDay| async move {
        let dating = day.dating().await;
        let rules = Rules { fixed: vec![(ParticipantId(0), 3), (ParticipantId(2), 3)], ..dating.rules.clone() };
        day.services.set_rules(&owner(), day.id, dating.revision, rules).await.unwrap();
        let refused = day.services.allocate_within(&owner(), day.id, dating.revision + 1, 10, None).await;
        let Err(Error::Refused(Refusal::Clash(clash))) = refused else { panic!("{refused:?}") };
        clash.demands.into_iter().find_map(|one| match one {
            Demand::Apart { because, .. } => Some(because),
            _ => None,
        })
    };
    let across = Rules { language: CommonLanguage::Ignored, ..Rules::default() };
    let day = HallDay::prepared(&guests(12), one_to_one(2, 6), across).await;
    assert_eq!(clash_of(day).await, Some(Hindrance::SameSide));

    let required = Rules { language: CommonLanguage::Required, ..anybody() };
    let mut people = guests(12);
    people[2].languages = vec!["tr"];
    people[3].languages = vec!["tr"];
    let day = HallDay::prepared(&people, one_to_one(2, 6), required.clone()).await;
    assert_eq!(clash_of(day).await, Some(Hindrance::NoCommonLanguage));

    people[2].languages = Vec::new();
    let day = HallDay::prepared(&people, one_to_one(2, 6), required).await;
    assert_eq!(clash_of(day).await, Some(Hindrance::LanguagesUnknown));
}

#[tokio::test(flavor = "multi_thread")]
async fn those_who_stay_together_are_no_talk_to_each_other() {
    let rules = Rules { together: vec![(0..3).map(ParticipantId).collect()], never_twice: false, ..anybody() };
    let setting = Setting::parse("Groups", "2027-05-08T14:30", 2, 5, 1, 2, 4, 2).unwrap();
    let day = HallDay::prepared(&guests(8), setting, rules).await;
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    let seats = &desk.dating.plan.as_ref().unwrap().seats;
    let beside_each_other: usize = seats.iter().flatten().map(|seated| seated.len() * (seated.len() - 1) / 2).sum();
    let m = desk.measures;
    // Three pairs of them in both rounds.
    assert_eq!(m.dates + m.repeats, beside_each_other - 2 * 3, "{m:?}");
    assert_eq!((m.understood, m.language_unknown), (m.dates, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_fill_a_table_for_two_hear_why_they_meet_nobody() {
    let rules = Rules { together: vec![vec![ParticipantId(0), ParticipantId(1)]], ..anybody() };
    let rules = Rules { apart: (2..8).map(|other| (ParticipantId(8), ParticipantId(other))).collect(), ..rules };
    let day = HallDay::prepared(&guests(9), one_to_one(3, 4), rules).await;
    let told = told(&day).await;
    let because = |who: u32| {
        told.iter().find_map(|one| match one {
            Shortfall::NobodyToMeet { who: id, because, without } if *id == ParticipantId(who) => {
                Some((*because, without.clone()))
            }
            _ => None,
        })
    };
    assert_eq!(because(0), Some((Hindrance::FillATable, Vec::new())), "{told:?}");
    assert_eq!(because(1), Some((Hindrance::FillATable, Vec::new())));
    // Those two can meet nobody whatever is lifted.
    assert_eq!(because(8), Some((Hindrance::NeverTogether, vec![(Hindrance::NeverTogether, 6)])));
    assert!(!told.iter().any(|one| matches!(one, Shortfall::Breaks { why: Rest::Unknown, .. })), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_fails_by_several_rules_hears_them_all() {
    let mut people = guests(6);
    people[0].languages = vec!["tr"];
    people[1].languages = vec!["tr"];
    people[0].wishes = vec![2];
    let apart = vec![(ParticipantId(0), ParticipantId(2))];
    let rules = Rules { language: CommonLanguage::Required, apart, ..anybody() };
    let day = HallDay::prepared(&people, one_to_one(1, 3), rules).await;
    let because = told(&day).await.into_iter().find_map(|one| match one {
        Shortfall::WishUnmet { because, .. } => Some(because),
        _ => None,
    });
    assert_eq!(because, Some(vec![Hindrance::NeverTogether, Hindrance::NoCommonLanguage]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_found_by_other_rules_is_no_longer_called_the_best() {
    let day = HallDay::prepared(&guests(12), one_to_one(3, 6), anybody()).await;
    let desk = || async { day.services.dating(&keeper(), day.id).await.unwrap() };
    assert!(!desk().await.outdated);
    let dating = day.dating().await;
    let seated = dating.plan.as_ref().unwrap().seats[0].iter().find(|seated| seated.len() == 2).unwrap().clone();
    let apart = Rules { apart: vec![(seated[0], seated[1])], ..dating.rules.clone() };
    day.services.set_rules(&owner(), day.id, dating.revision, apart).await.unwrap();
    let changed = desk().await;
    assert!(changed.outdated && !changed.broken.is_empty(), "{:?}", changed.broken);
    // The rules as they were: the plan is what it was.
    let now = day.dating().await;
    day.services.set_rules(&owner(), day.id, now.revision, dating.rules.clone()).await.unwrap();
    assert!(!desk().await.outdated);
    // Rules that cannot be had together are named, and nothing is said to be in order.
    let fixed = Rules { fixed: (0..3).map(|who| (ParticipantId(who), 1)).collect(), ..dating.rules };
    day.services.set_rules(&owner(), day.id, now.revision + 1, fixed).await.unwrap();
    let clashing = desk().await;
    assert!(matches!(clashing.contradiction, Some(Refusal::Clash(_))), "{:?}", clashing.contradiction);
    assert!(clashing.outdated);
}
