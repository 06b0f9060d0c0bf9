//! What is promised about having the tables worked out: while it works, two plans side by side, and what cannot be.

use crate::hall::*;
use domain::{
    AssociationId, Bilingual, FieldId, ParticipantId, Refusal,
    attempt::{Aim, Allocated, Attempt, End, Mishap, Progress, Reason},
    dating::{CommonLanguage, Dating, Evenness, Rules, Setting, Sides, Terms},
    plan::{Demand, Hindrance, Quality, Shortfall},
    profile::Association,
    taxonomy::{Exchange, Field, Fit, Good, Hue},
};
use services::{Error, ports::AttemptStore};
use std::time::{Duration, Instant};

/// Ninety people at fifteen tables for six: a search that does not end by itself within the time.
async fn a_large_group() -> HallDay {
    let setting = Setting::parse("Large", "2027-05-08T14:30", 8, 5, 1, 15, 6, 6).unwrap();
    let mut guests = guests(90);
    for (i, guest) in guests.iter_mut().enumerate() {
        guest.wishes = (1..6).map(|k| (i * 7 + k * 13) % 90).filter(|j| *j != i).collect();
    }
    HallDay::prepared(&guests, setting, anybody()).await
}

async fn workshop(day: &HallDay) -> domain::attempt::Workshop {
    day.services.workshop(&keeper(), day.id).await.unwrap()
}

/// Until nothing is under way any more.
async fn settled(day: &HallDay) {
    let begun = Instant::now();
    while day.services.under_way(&keeper(), day.id).await.unwrap().is_some() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it never ends");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Until there is a plan to stop with.
async fn in_full_swing(day: &HallDay) -> domain::attempt::UnderWay {
    let begun = Instant::now();
    loop {
        let seen = day.services.under_way(&keeper(), day.id).await.unwrap().expect("it goes on");
        if seen.progress.reached().is_some_and(|percent| percent > 60) {
            return seen;
        }
        assert!(begun.elapsed() < Duration::from_secs(100), "{seen:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn seats(dating: &Dating) -> &domain::plan::Seats {
    &dating.plan.as_ref().unwrap().seats
}

async fn try_terms(day: &HallDay, act: impl FnOnce(&mut Terms)) -> Result<Allocated, Error> {
    let dating = day.dating().await;
    let mut terms = dating.terms();
    act(&mut terms);
    let came = day.services.try_terms(&owner(), day.id, dating.revision, terms, 10, Some(day.key())).await;
    settled(day).await;
    came
}

async fn take(day: &HallDay) -> Result<(), Error> {
    let run = workshop(day).await.other.unwrap().run;
    let expects = day.dating().await.revision;
    day.services.take_other_plan(&owner(), day.id, expects, &run, Some(day.key())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_small_session_is_done_at_once() {
    let day = HallDay::prepared(&guests(12), one_to_one(4, 6), Rules::default()).await;
    let before = day.dating().await;
    let came = day.services.allocate_within(&owner(), day.id, before.revision, 10, Some(day.key())).await.unwrap();
    assert_eq!(came, Allocated::Now);
    let after = day.dating().await;
    assert_eq!((after.revision, workshop(&day).await), (before.revision + 1, Default::default()));
    let plan = after.plan.unwrap();
    assert_eq!((plan.quality, plan.account.furthest_behind), (Quality::ProvenBest, Some(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_one_tells_how_far_it_is_and_stops_with_the_best_so_far() {
    let day = a_large_group().await;
    let before = day.dating().await;
    let me = owner();
    let allocate = || day.services.allocate_within(&me, day.id, before.revision, 300, Some(day.key()));
    assert_eq!(allocate().await.unwrap(), Allocated::UnderWay);
    // Whoever presses too is told who was first, and so is whoever tries something else.
    let second = allocate().await;
    let busy = |came: &Result<Allocated, Error>| matches!(came, Err(Error::Refused(Refusal::AllocatingAlready { by })) if by == owner().name());
    assert!(busy(&second), "{second:?}");
    let terms = Terms { rounds: 4, ..before.terms() };
    let other = day.services.try_terms(&owner(), day.id, before.revision, terms, 10, None).await;
    assert!(busy(&other), "{other:?}");
    let seen = in_full_swing(&day).await;
    assert_eq!((seen.aim, seen.by.as_str(), seen.seconds), (Aim::Plan, owner().name(), 300));
    assert!(seen.progress.spent < 1000 && seen.progress.reached().is_some_and(|percent| percent > 50), "{seen:?}");
    assert_eq!(day.dating().await, before, "nothing is changed before it is ready");
    day.services.stop_attempt(&owner(), day.id).await.unwrap();
    settled(&day).await;
    let after = day.dating().await;
    assert_eq!((after.revision, workshop(&day).await), (before.revision + 1, Default::default()));
    let plan = after.plan.clone().unwrap();
    assert!(plan.objective >= seen.progress.best.unwrap(), "{} {seen:?}", plan.objective);
    assert!(matches!(plan.quality, Quality::Bounded { bound } if bound >= plan.objective));
    // The one before is not lost.
    day.undo().await.unwrap();
    assert_eq!(seats(&day.dating().await), seats(&before));
    day.redo().await.unwrap();
    assert_eq!(seats(&day.dating().await), &plan.seats);
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), day.dating().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_process_left_is_said_and_stands_in_nobodys_way() {
    let day = HallDay::prepared(&guests(12), one_to_one(4, 6), Rules::default()).await;
    let dating = day.dating().await;
    let left = Attempt {
        dating: day.id,
        aim: Aim::Plan,
        run: "left".to_owned(),
        by: "Somebody".to_owned(),
        began: day.now(),
        seconds: 300,
        seed: 1,
        terms: dating.terms(),
        question: String::new(),
        seen: day.now(),
        stop: false,
        progress: Progress { spent: 400, best: Some(3), bound: None },
        end: None,
    };
    day.memory.leave(&left);
    assert!(workshop(&day).await.under_way.is_some());
    day.later(9);
    let told = workshop(&day).await;
    assert_eq!((told.under_way, told.mishaps), (None, vec![(Aim::Plan, Mishap::Lost)]));
    let came = day.services.allocate_within(&owner(), day.id, dating.revision, 10, None).await.unwrap();
    assert_eq!((came, workshop(&day).await), (Allocated::Now, Default::default()));
    // The process had saved the plan and was killed before it could say so: nothing was lost.
    let seed = day.dating().await.plan.unwrap().seed;
    day.memory.leave(&Attempt { seed, ..left });
    day.later(9);
    assert_eq!(workshop(&day).await, Default::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_changed_meanwhile_keeps_its_plan_and_says_why() {
    let day = a_large_group().await;
    let before = day.dating().await;
    let came = day.services.allocate_within(&owner(), day.id, before.revision, 300, None).await.unwrap();
    assert_eq!(came, Allocated::UnderWay);
    // That somebody has arrived changes nothing about the question; that a rule has, does.
    day.quick(3, domain::dating::Attendance::Arrived).await;
    let now = day.dating().await;
    in_full_swing(&day).await;
    day.services.stop_attempt(&owner(), day.id).await.unwrap();
    settled(&day).await;
    let after = day.dating().await;
    assert_eq!(after.revision, now.revision + 1);
    assert_ne!(seats(&after), seats(&before));
    let came = day.services.allocate_within(&owner(), day.id, after.revision, 300, None).await.unwrap();
    assert_eq!(came, Allocated::UnderWay);
    let mut rules = after.rules.clone();
    rules.keep_apart(ParticipantId(0), ParticipantId(1));
    day.services.set_rules(&owner(), day.id, after.revision, rules).await.unwrap();
    day.services.stop_attempt(&owner(), day.id).await.unwrap();
    settled(&day).await;
    assert_eq!(workshop(&day).await.mishaps, [(Aim::Plan, Mishap::Overtaken)]);
    assert_eq!(seats(&day.dating().await), seats(&after));
    day.services.forget_attempt(&owner(), day.id, Aim::Plan).await.unwrap();
    assert_eq!(workshop(&day).await, Default::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn another_plan_stands_beside_and_is_taken_and_given_back() {
    let day = HallDay::prepared(&guests(12), one_to_one(5, 6), Rules::default()).await;
    let before = day.dating().await;
    let came = try_terms(&day, |terms| {
        terms.rounds = 3;
        terms.rules.evenness = Evenness::FewestFirst;
        terms.rules.sides = Sides::Anybody;
    });
    assert_eq!(came.await.unwrap(), Allocated::Now);
    assert_eq!(day.dating().await, before, "the plan at hand is not touched");
    let other = workshop(&day).await.other.unwrap();
    assert_eq!((other.terms.rounds, other.is_old, other.seated_otherwise), (3, false, Some(12)));
    assert_eq!((other.measures.dates, other.measures.dates_least, other.measures.dates_most), (18, 3, 3));
    take(&day).await.unwrap();
    let taken = day.dating().await;
    assert_eq!((taken.terms(), taken.published.as_ref()), (other.terms.clone(), before.published.as_ref()));
    assert_eq!(taken.plan.as_ref().map(|plan| (plan.seats.len(), plan.objective)), Some((3, other.objective)));
    assert_eq!(workshop(&day).await.other, None, "it is the plan at hand now");
    day.undo().await.unwrap();
    let back = day.dating().await;
    assert_eq!((seats(&back), back.terms()), (seats(&before), before.terms()));
    assert_eq!(back.plan, back.published, "and what everybody sees");
    assert!(workshop(&day).await.other.is_some(), "and the other one stands beside it again");
    day.redo().await.unwrap();
    let again = day.dating().await;
    assert_eq!((seats(&again), again.terms()), (seats(&taken), taken.terms()));
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), again);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_plan_for_another_session_is_not_taken() {
    let day = HallDay::prepared(&guests(12), one_to_one(5, 6), Rules::default()).await;
    try_terms(&day, |terms| terms.rounds = 4).await.unwrap();
    let dating = day.dating().await;
    let mut rules = dating.rules.clone();
    rules.keep_apart(ParticipantId(0), ParticipantId(1));
    day.services.set_rules(&owner(), day.id, dating.revision, rules).await.unwrap();
    // Its rules are its own: that others changed is no matter.
    assert!(!workshop(&day).await.other.unwrap().is_old);
    let dating = day.dating().await;
    let away = [1].into_iter().collect::<Vec<u8>>();
    day.services
        .arrange_participant(&owner(), day.id, dating.revision, ParticipantId(2), dating.participants[2].side, away)
        .await
        .unwrap();
    assert!(workshop(&day).await.other.unwrap().is_old);
    let refused = take(&day).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::WorkedOutForOther))), "{refused:?}");
    // Left, it is gone.
    day.services.forget_attempt(&owner(), day.id, Aim::Compare).await.unwrap();
    assert_eq!(workshop(&day).await.other, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_had_together_is_named_and_nothing_else() {
    let day = HallDay::prepared(&guests(12), one_to_one(4, 6), anybody()).await;
    let dating = day.dating().await;
    let [a, b] = [ParticipantId(0), ParticipantId(1)];
    let mut rules = Rules { fixed: vec![(a, 3), (b, 3)], ..dating.rules.clone() };
    rules.keep_apart(a, b);
    rules.keep_apart(ParticipantId(5), ParticipantId(6));
    day.services.set_rules(&owner(), day.id, dating.revision, rules).await.unwrap();
    let refused = day.services.allocate_within(&owner(), day.id, dating.revision + 1, 10, None).await;
    let Err(Error::Refused(Refusal::Clash(clash))) = refused else { panic!("{refused:?}") };
    let demands = vec![
        Demand::FixedTable { who: a, table: 3 },
        Demand::FixedTable { who: b, table: 3 },
        Demand::Apart { a, b, because: Hindrance::NeverTogether },
    ];
    assert_eq!(clash.demands, demands);

    // Thirteen on twelve seats, and everybody is to sit.
    let day = HallDay::prepared(&guests(13), one_to_one(4, 6), anybody()).await;
    let came = try_terms(&day, |terms| terms.rules.seat_everybody = true).await;
    let Err(Error::Refused(Refusal::Clash(clash))) = came else { panic!("{came:?}") };
    assert!(clash.demands.iter().any(|one| matches!(one, Demand::Seats { seats: 12, .. })), "{clash:?}");
    assert_eq!(workshop(&day).await, Default::default(), "whoever waited was told");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_sit_with_too_few_hears_how_many_have_noted_no_language() {
    let mut all = guests(8);
    all[0].languages = vec!["tr"];
    all[6].languages = Vec::new();
    all[7].languages = Vec::new();
    let rules = Rules { language: CommonLanguage::Required, ..anybody() };
    let day = HallDay::prepared(&all, one_to_one(2, 4), rules).await;
    let came = try_terms(&day, |terms| terms.rules.seat_everybody = true).await;
    let Err(Error::Refused(Refusal::Clash(clash))) = came else { panic!("{came:?}") };
    let because = clash.demands.into_iter().find_map(|one| match one {
        Demand::Company { who: ParticipantId(0), because, .. } => Some(because),
        _ => None,
    });
    assert_eq!(because, Some(vec![(Hindrance::NoCommonLanguage, 5), (Hindrance::LanguagesUnknown, 2)]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_nobody_to_meet_hears_what_relaxing_one_rule_would_give() {
    let mut all = guests(8);
    all[0].languages = vec!["tr"];
    all[1].languages = Vec::new();
    let rules = Rules { language: CommonLanguage::Required, ..Rules::default() };
    let day = HallDay::prepared(&all, one_to_one(3, 4), rules.clone()).await;
    let shortfalls = day.services.dating(&keeper(), day.id).await.unwrap().shortfalls;
    let of = |who| {
        shortfalls.iter().find_map(|one| match one {
            Shortfall::NobodyToMeet { who: one, because, without } if *one == ParticipantId(who) => {
                Some((*because, without.clone()))
            }
            _ => None,
        })
    };
    // Four stand on the other side: language alone keeps them away. Three on this one are kept away by both rules.
    assert_eq!(of(0), Some((Hindrance::NoCommonLanguage, vec![(Hindrance::NoCommonLanguage, 4)])));
    assert_eq!(of(1), Some((Hindrance::LanguagesUnknown, vec![(Hindrance::NoCommonLanguage, 4)])));
    assert_eq!(of(2), None);
    for guest in &mut all[2..] {
        guest.languages = Vec::new();
    }
    let silent = HallDay::prepared(&all, one_to_one(3, 4), rules).await;
    let shortfalls = silent.services.dating(&keeper(), silent.id).await.unwrap().shortfalls;
    let because = |one: &Shortfall| match one {
        Shortfall::NobodyToMeet { who: ParticipantId(0), because, .. } => Some(*because),
        _ => None,
    };
    let told = shortfalls.iter().find_map(because);
    assert_eq!(told, Some(Hindrance::LanguagesUnknown), "it is the others who have noted nothing");
    let account = day.dating().await.plan.unwrap().account;
    assert!(account.costs.iter().any(|cost| cost.thousandths > 0), "{account:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_say_what_is_not_known() {
    let mut all = guests(6);
    all.iter_mut().for_each(|guest| guest.languages.clear());
    let silent = HallDay::prepared(&all, one_to_one(3, 3), Rules::default()).await;
    let m = silent.services.dating(&keeper(), silent.id).await.unwrap().measures;
    assert_eq!((m.dates, m.understood, m.language_unknown), (9, 0, 9));
    all[0].languages = vec!["de"];
    all[1].languages = vec!["de"];
    let some = HallDay::prepared(&all, one_to_one(3, 3), Rules::default()).await;
    let m = some.services.dating(&keeper(), some.id).await.unwrap().measures;
    assert_eq!((m.dates, m.understood, m.language_unknown, m.without_talk), (9, 1, 8, 0));
    assert_eq!((m.tables, m.mixed_tables), (9, 9));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_hears_why_they_sit_with_whom_in_the_order_of_weight() {
    let field = |id, parent: Option<i64>, name: &str| Field {
        id: FieldId(id),
        parent: parent.map(FieldId),
        name: Bilingual::new(name, name),
        hue: Some(Hue::Culture),
    };
    let fields = vec![field(1, None, "Kultur"), field(2, Some(1), "Chor"), field(3, Some(1), "Theater")];
    let mut everybody: Vec<Association> = associations(1, &guests(2));
    for (i, one) in everybody.iter_mut().enumerate() {
        one.profile.fields = vec![FieldId(2)];
        one.profile.districts = vec!["Mitte".to_owned()];
        one.profile.wishes = vec![AssociationId(1_001 - i as i64)];
    }
    let exchange = |note: &str| vec![Exchange { good: Good::Interpreting, note: note.to_owned() }];
    everybody[0].profile.offers = exchange("Dari");
    everybody[1].profile.needs = exchange("Sign language");
    let day = HallDay::with(everybody, fields, one_to_one(1, 1), Rules::default()).await;
    let me = owner();
    let why = |who| day.services.why_together(&me, day.id, ParticipantId(who), 0);
    let mine = why(0).await.unwrap().remove(0);
    assert_eq!(mine.whom, ParticipantId(1));
    // Of the same kind, which does not make it the same.
    let fit = Fit { good: Good::Interpreting, offered: "Dari".to_owned(), needed: "Sign language".to_owned() };
    let reasons = [
        Reason::BothWish,
        Reason::Mixed,
        Reason::Field { name: Bilingual::new("Chor", "Chor"), few: false },
        Reason::WeOffer(fit.clone()),
        Reason::Language { code: "de".to_owned(), level: 3 },
        Reason::District("Mitte".to_owned()),
    ];
    assert_eq!(mine.reasons.len(), reasons.len(), "{:?}", mine.reasons);
    assert!(reasons.iter().all(|reason| mine.reasons.contains(reason)), "{:?}", mine.reasons);
    assert_eq!(mine.reasons[..2], reasons[..2]);
    assert!(why(1).await.unwrap()[0].reasons.contains(&Reason::TheyOffer(fit)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_of_it_is_read_by_whoever_comes_back() {
    let day = HallDay::prepared(&guests(12), one_to_one(4, 6), Rules::default()).await;
    let dating = day.dating().await;
    let mut attempt = Attempt {
        dating: day.id,
        aim: Aim::Plan,
        run: "one".to_owned(),
        by: "Somebody".to_owned(),
        began: day.now(),
        seconds: 10,
        seed: 1,
        terms: dating.terms(),
        question: String::new(),
        seen: day.now(),
        stop: false,
        progress: Progress::default(),
        end: None,
    };
    let note = |fair| services::ports::Note {
        fair,
        at: day.now(),
        actor: "Somebody".to_owned(),
        action: "dating.search",
        subject: String::new(),
        key: None,
        tells: Vec::new(),
    };
    day.memory.begin(&attempt, day.now(), note(dating.fair)).await.unwrap();
    let end = End::Refused { because: Refusal::TooFewParticipants };
    day.memory.end(day.id, Aim::Plan, "one", &end, note(dating.fair)).await.unwrap();
    let refused = Mishap::Refused(Refusal::TooFewParticipants);
    assert_eq!(workshop(&day).await.mishaps, [(Aim::Plan, refused)]);
    attempt.end = Some(End::Failed);
    day.memory.leave(&attempt);
    assert_eq!(workshop(&day).await.mishaps, [(Aim::Plan, Mishap::Failed)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_that_nobody_named_is_no_reason() {
    let mut everybody = associations(1, &guests(2));
    everybody[1].profile.relation = None;
    let day = HallDay::with(everybody, Vec::new(), one_to_one(1, 1), Rules::default()).await;
    let why = day.services.why_together(&owner(), day.id, ParticipantId(0), 0).await.unwrap();
    assert_eq!(why.len(), 1, "they sit together");
    assert!(!why[0].reasons.contains(&Reason::Mixed), "{:?}", why[0].reasons);
}
