//! Interpreters whom several need: each is at one table a round, and that is used as far as it goes.

use crate::hall::*;
use domain::{
    InterpreterId, ParticipantId,
    control_room::Warning,
    dating::{Attendance, CommonLanguage, Dating, Happening, MoveSeat, Pair, Rules, Setting, Sides, pairs},
    plan::{BrokenRule, Quality},
};
use std::time::{Duration, Instant};

/// Three speak no German, each another language; everybody else nothing but German.
fn strangers(count: usize) -> Vec<Guest> {
    let mut all = guests(count);
    for (guest, language) in all.iter_mut().zip(["fa", "ar", "ti"]) {
        guest.languages = vec![language];
    }
    all
}

fn talking() -> Rules {
    Rules { sides: Sides::Anybody, language: CommonLanguage::Required, ..Rules::default() }
}

fn interpreter(name: &str, languages: &[&str]) -> Happening {
    let languages = languages.iter().map(|code| (*code).to_owned()).collect();
    Happening::InterpreterHere { name: name.to_owned(), languages }
}

const ALL: [&str; 6] = ["de", "ar", "ti", "fa", "tr", "fr"];

async fn measures(day: &HallDay) -> domain::views::PlanMeasures {
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert_eq!(desk.broken, []);
    desk.measures
}

async fn reallocated(day: &HallDay) -> Dating {
    let revision = day.dating().await.revision;
    day.services.allocate(&owner(), day.id, revision, Some(5), None).await.unwrap();
    day.dating().await
}

/// How many talks the three have.
fn of_strangers(dating: &Dating) -> Vec<usize> {
    let seats = &dating.plan.as_ref().unwrap().seats;
    let company = |who: u32| -> usize {
        let mine = seats.iter().flatten().filter(|seated| seated.contains(&ParticipantId(who)));
        mine.map(|seated| seated.len() - 1).sum()
    };
    (0..3).map(company).collect()
}

#[tokio::test]
async fn an_interpreter_whom_several_need_is_at_one_table_in_every_round() {
    let day = HallDay::prepared(&strangers(16), one_to_one(5, 8), talking()).await;
    let before = measures(&day).await.dates;
    assert_eq!(before, 30);
    for languages in [&["de", "ar"][..], &["de", "fa"], &ALL] {
        for one in day.propose(&interpreter("Bridge", languages)).await.unwrap().alternatives {
            assert!(one.dates_won >= one.dates_lost + 5, "{languages:?} {one:?}");
        }
    }
    day.apply(interpreter("Bridge", &ALL), 0).await.unwrap();
    assert!(measures(&day).await.dates >= before + 5);
    assert!(of_strangers(&day.dating().await).iter().all(|talks| *talks > 0));
    // The next happening leaves them their interpreter.
    let had = of_strangers(&day.dating().await);
    day.mark(9, Attendance::Missing).await;
    assert_eq!(of_strangers(&day.dating().await).iter().sum::<usize>(), had.iter().sum::<usize>());
}

#[tokio::test]
async fn paper_speaks_of_a_missing_language_where_the_rules_ask_for_one_and_nobody_interprets() {
    let setting = || Setting::parse("Groups", "2027-05-08T14:30", 1, 5, 1, 1, 3, 3).unwrap();
    let matters = async |language, happening: Option<Happening>| {
        let rules = Rules { language, ..talking() };
        let day = HallDay::prepared(&strangers(3), setting(), rules).await;
        if let Some(happening) = happening {
            day.apply(happening, 0).await.unwrap();
        }
        let printable = day.services.printable(&owner(), "fair", day.id, None).await.unwrap();
        let told: Vec<bool> = printable.said.strangers.iter().flatten().flatten().map(|two| two.matters).collect();
        (told.len(), told.iter().filter(|matters| **matters).count())
    };
    assert_eq!(matters(CommonLanguage::Ignored, None).await, (3, 0));
    assert_eq!(matters(CommonLanguage::Preferred, None).await, (3, 3));
    assert_eq!(matters(CommonLanguage::Preferred, Some(interpreter("Bridge", &["fa", "ar"]))).await, (3, 2));
}

#[tokio::test]
async fn what_paper_said_of_a_missing_language_stays_as_it_was_said() {
    let setting = Setting::parse("Groups", "2027-05-08T14:30", 1, 5, 1, 1, 3, 3).unwrap();
    let rules = |language| Rules { language, ..talking() };
    let day = HallDay::prepared(&strangers(3), setting, rules(CommonLanguage::Ignored)).await;
    let revision = day.dating().await.revision;
    day.services.set_rules(&owner(), day.id, revision, rules(CommonLanguage::Preferred)).await.unwrap();
    let revision = reallocated(&day).await.revision;
    day.services.publish(&owner(), day.id, revision, None).await.unwrap();
    let printable = day.services.printable(&owner(), "fair", day.id, Some(1.into())).await.unwrap();
    let matters = |said: &services::paper::Said| -> Vec<bool> {
        said.strangers.iter().flatten().flatten().map(|two| two.matters).collect()
    };
    assert_eq!((matters(&printable.said_since), matters(&printable.said)), (vec![false; 3], vec![true; 3]));
}

#[tokio::test]
async fn no_plan_is_called_the_best_because_the_search_gave_up_on_an_interpreter() {
    let day = HallDay::prepared(&strangers(16), one_to_one(5, 8), talking()).await;
    day.apply(interpreter("Bridge", &ALL), 0).await.unwrap();
    let anew = reallocated(&day).await;
    let plan = anew.plan.as_ref().unwrap();
    assert!(measures(&day).await.dates >= 35, "{plan:?}");
    assert!(plan.quality != Quality::ProvenBest && plan.account.evenness.is_none(), "{plan:?}");
    assert!(of_strangers(&anew).iter().all(|talks| *talks > 0), "{plan:?}");
    // A second one is at a second table.
    day.apply(interpreter("Other bridge", &ALL), 0).await.unwrap();
    let plan = reallocated(&day).await.plan.unwrap();
    assert!(measures(&day).await.dates >= 38, "{plan:?}");
    let again = reallocated(&day).await.plan.unwrap();
    assert_eq!((again.seats, again.interpreters), (plan.seats, plan.interpreters));
}

#[tokio::test]
async fn at_tables_for_groups_those_who_need_an_interpreter_share_one() {
    let setting = Setting::parse("Groups", "2027-05-08T14:30", 4, 5, 1, 4, 4, 3).unwrap();
    let day = HallDay::prepared(&strangers(16), setting, talking()).await;
    let before = measures(&day).await.dates;
    let one = day.apply(interpreter("Bridge", &ALL), 0).await.unwrap();
    assert!(measures(&day).await.dates >= before + 8, "{one:?}");
    assert!(of_strangers(&day.dating().await).iter().all(|talks| *talks > 1), "{one:?}");
    let anew = reallocated(&day).await;
    assert!(measures(&day).await.dates >= before + 8, "{:?}", anew.plan);
    assert!(of_strangers(&anew).iter().all(|talks| *talks > 1), "{:?}", anew.plan);
}

#[tokio::test]
async fn an_interpreter_for_many_in_a_full_hall_is_thought_of_in_a_blink() {
    let mut all = guests(120);
    for (i, guest) in all.iter_mut().enumerate().filter(|(i, _)| i % 4 == 0) {
        guest.languages = vec![["fa", "ar", "ti", "tr", "fr"][i / 4 % 5]];
    }
    let mut rules = talking();
    rules.never_twice = true;
    let day = HallDay::prepared(&all, one_to_one(8, 60), rules).await;
    let begun = Instant::now();
    let offered = day.propose(&interpreter("Bridge", &ALL)).await.unwrap().alternatives;
    let took = begun.elapsed();
    println!("looked at in {took:?}");
    assert!(took < Duration::from_secs(5), "{took:?}");
    // In seven of eight rounds somebody rests who speaks no German.
    assert!(offered.iter().all(|one| one.dates_won >= one.dates_lost + 7), "{offered:?}");
}

#[tokio::test]
async fn an_interpreter_makes_talks_possible_one_table_at_a_time() {
    let mut all = guests(4);
    for (guest, languages) in all.iter_mut().zip([vec!["de"], vec!["uk"], vec!["de"], vec!["ar"]]) {
        guest.languages = languages;
    }
    let rules = Rules { sides: Sides::Anybody, language: CommonLanguage::Required, ..Rules::default() };
    let day = HallDay::prepared(&all, one_to_one(3, 2), rules).await;
    let speaking = |dating: &Dating| -> Vec<Pair> {
        dating.plan.as_ref().unwrap().seats.iter().flatten().flat_map(|t| pairs(t).collect::<Vec<_>>()).collect()
    };
    assert_eq!(speaking(&day.dating().await), [(ParticipantId(0), ParticipantId(2))]);
    let languages = ["de", "uk", "ar"].map(str::to_owned).to_vec();
    day.apply(Happening::InterpreterHere { name: "Bridge".to_owned(), languages }, 2).await.unwrap();
    let dating = day.dating().await;
    let plan = dating.plan.as_ref().unwrap();
    assert!(speaking(&dating).len() > 1, "{plan:?}");
    for (round, tables) in plan.seats.iter().enumerate() {
        assert!(plan.interpreters[round].len() <= 1);
        for (index, seated) in tables.iter().enumerate() {
            let native = pairs(seated).all(|pair| pair == (ParticipantId(0), ParticipantId(2)));
            assert!(native || plan.interpreter_at(round, index) == Some(InterpreterId(0)), "{round} {seated:?}");
        }
    }
    day.apply(Happening::InterpreterGone { who: InterpreterId(0) }, 0).await.unwrap();
    let dating = day.dating().await;
    assert_eq!(speaking(&dating), [(ParticipantId(0), ParticipantId(2))]);
    replays(&day).await;
}

#[tokio::test]
async fn whether_two_can_talk_is_not_known_where_one_has_noted_no_language() {
    let speaking = |languages: &[&'static str]| {
        let mut all = guests(4);
        all[1].languages = languages.to_vec();
        all[3].languages = vec!["uk"];
        all
    };
    let rules = |language| Rules { language, ..talking() };
    // At one table for three: the one who has noted nothing, and two who can talk.
    let warned = async |languages: &[&'static str]| {
        let setting = Setting::parse("Groups", "2027-05-08T14:30", 1, 5, 1, 1, 3, 3).unwrap();
        let day = HallDay::prepared(&speaking(languages)[..3], setting, rules(CommonLanguage::Preferred)).await;
        let warnings = day.services.dating(&keeper(), day.id).await.unwrap().warnings;
        warnings.iter().filter(|warning| matches!(warning, Warning::NoCommonLanguage { .. })).count()
    };
    assert_eq!((warned(&["fa"]).await, warned(&[]).await), (2, 0));
    // One who has noted nothing is given the seat of one who can talk.
    let broken = async |languages: &[&'static str]| {
        let day = HallDay::prepared(&speaking(languages), one_to_one(1, 2), rules(CommonLanguage::Required)).await;
        let step = MoveSeat { who: ParticipantId(0), round: 0, to: None, swap_with: Some(ParticipantId(1)) };
        let revision = day.dating().await.revision;
        day.services.try_move(&owner(), day.id, revision, step).await.unwrap()
    };
    let (round, a, b) = (0, ParticipantId(1), ParticipantId(2));
    assert_eq!(broken(&["fa"]).await, [BrokenRule::NoCommonLanguage { round, a, b }]);
    assert_eq!(broken(&[]).await, [BrokenRule::LanguagesUnknown { round, a, b }]);
}
