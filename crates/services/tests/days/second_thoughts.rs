//! Steps that are taken back and done again, one after the other: whoever walked in is the same afterwards.

use crate::hall::*;
use domain::{
    ParticipantId,
    dating::{Attendance, ClockTurn, CommonLanguage, Dating, Happening, Rules, Sides},
    plan::Seats,
};
use services::actor::Visitor;
use std::collections::BTreeSet;

async fn started(count: usize) -> HallDay {
    let rules = Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() };
    let day = HallDay::prepared(&guests(count), one_to_one(4, count as i64 / 2 + 2), rules).await;
    day.turn(ClockTurn::Start).await.unwrap();
    day
}

fn walk_in(name: &str) -> Happening {
    Happening::WalkIn { name: name.to_owned(), association: None, side: None, languages: Vec::new() }
}

/// At the door, without a look at the plan.
async fn at_the_door(day: &HallDay, name: &str) {
    let command = domain::control_room::Queued::Note { happening: walk_in(name), begun: 1 };
    day.services.queued(&keeper(), day.id, command, day.key()).await.unwrap();
}

fn seats(dating: &Dating) -> Seats {
    dating.plan.as_ref().unwrap().seats.clone()
}

/// Everybody who sits takes part.
fn nobody_is_a_ghost(dating: &Dating) {
    let seated: BTreeSet<ParticipantId> = seats(dating).into_iter().flatten().flatten().collect();
    let known: BTreeSet<ParticipantId> = dating.participants.iter().map(|p| p.id).collect();
    assert!(seated.is_subset(&known), "{seated:?} of {known:?}");
}

async fn back_and_again(day: &HallDay, steps: usize) {
    let before = day.dating().await;
    for _ in 0..steps {
        day.undo().await.unwrap();
        day.later(1);
    }
    for _ in 0..steps {
        day.redo().await.unwrap();
    }
    let after = day.dating().await;
    assert_eq!(after.participants, before.participants);
    assert_eq!(seats(&after), seats(&before));
    assert_eq!(after.published.as_ref().map(|plan| plan.seats.clone()), Some(seats(&before)));
    assert_eq!(after.setting.tables, before.setting.tables);
    nobody_is_a_ghost(&after);
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), after);
}

#[tokio::test]
async fn a_walk_in_for_whom_the_plan_was_made_to_fit_is_seated_again() {
    let day = started(9).await;
    at_the_door(&day, "Choir").await;
    day.apply(Happening::Mend, 0).await.unwrap();
    back_and_again(&day, 2).await;
    back_and_again(&day, 2).await;
    let dating = day.dating().await;
    let newcomer = dating.participants.iter().find(|p| p.walked_in).unwrap().id;
    assert!(
        (1..4).all(|round| dating.plan.as_ref().unwrap().table_of(round, newcomer).is_some()),
        "ten are five pairs"
    );
}

#[tokio::test]
async fn several_walk_ins_between_plans_are_all_the_same_afterwards() {
    let day = started(8).await;
    at_the_door(&day, "Choir").await;
    at_the_door(&day, "Chess club").await;
    day.apply(Happening::Mend, 0).await.unwrap();
    day.apply(walk_in("Garden"), 0).await.unwrap();
    day.apply(Happening::CloseTable { number: 2 }, 0).await.unwrap();
    day.mark(3, Attendance::Missing).await;
    at_the_door(&day, "Choir").await;
    day.apply(Happening::Mend, usize::MAX).await.unwrap();
    for steps in [2, 4, 8, 1, 8] {
        back_and_again(&day, steps).await;
    }
    // What is done next counts on from there.
    at_the_door(&day, "Last one").await;
    let dating = day.dating().await;
    let ids: BTreeSet<_> = dating.participants.iter().map(|p| p.id).collect();
    assert_eq!(ids.len(), dating.participants.len());
}

#[tokio::test]
async fn the_link_of_somebody_who_comes_back_opens_as_before() {
    let day = started(8).await;
    at_the_door(&day, "Choir").await;
    let link = async || {
        let links = day.services.pass_links(&owner(), day.id).await.unwrap();
        links.into_iter().find(|link| link.name.as_str() == "Choir").map(|link| (link.who, link.address.unwrap()))
    };
    let printed = link().await.unwrap();
    day.undo().await.unwrap();
    assert_eq!(link().await, None);
    assert!(day.services.open_pass(Visitor, "fair", &printed.1).await.is_err(), "not while they are taken back");
    day.redo().await.unwrap();
    assert_eq!(link().await.as_ref(), Some(&printed));
    let (holder, _) = day.services.open_pass(Visitor, "fair", &printed.1).await.unwrap();
    assert_eq!(holder.who(), printed.0);
}

#[tokio::test]
async fn whoever_has_sat_in_a_round_comes_back_to_it() {
    let day = started(8).await;
    at_the_door(&day, "Choir").await;
    at_the_door(&day, "Chess club").await;
    day.apply(Happening::Mend, 0).await.unwrap();
    let before = day.dating().await;
    day.later(8 * 60);
    for _ in 0..3 {
        day.undo().await.unwrap();
    }
    for _ in 0..3 {
        day.redo().await.unwrap();
    }
    let after = day.dating().await;
    let ids = |dating: &Dating| dating.participants.iter().map(|p| p.id).collect::<Vec<_>>();
    assert_eq!(ids(&after), ids(&before));
    assert_eq!(seats(&after), seats(&before));
    nobody_is_a_ghost(&after);
}

#[tokio::test]
async fn whoever_was_taken_out_of_a_called_round_by_mistake_is_put_back_to_their_seat() {
    let day = started(8).await;
    day.later(5 * 60 + 1);
    let before = day.dating().await;
    assert_eq!((before.rounds_begun(day.now()), before.rounds_frozen(day.now())), (1, 1), "on the way to the second");
    let is_on = |dating: &Dating| dating.plan.as_ref().unwrap().table_of(1, ParticipantId(3));
    let seat = is_on(&before);
    day.mark(3, Attendance::Missing).await;
    assert_eq!(is_on(&day.dating().await), None);
    day.undo().await.unwrap();
    assert_eq!(is_on(&day.dating().await), seat);
    assert_eq!(seats(&day.dating().await), seats(&before));
    // Done again, and taken back once more.
    day.redo().await.unwrap();
    assert_eq!(is_on(&day.dating().await), None);
    day.undo().await.unwrap();
    assert_eq!(seats(&day.dating().await), seats(&before));
}

#[tokio::test]
async fn a_seat_put_back_after_its_round_began_lets_nobody_meet_twice() {
    let day = started(4).await;
    let across = |dating: &Dating, round: usize, who: u32| {
        let tables = &seats(dating)[round];
        let table = tables.iter().find(|seated| seated.contains(&ParticipantId(who))).unwrap();
        *table.iter().find(|other| **other != ParticipantId(who)).unwrap()
    };
    let before = day.dating().await;
    // In the second round 0 meets by hand whom the plan has them meet in the third.
    let (second, third) = (across(&before, 1, 0), across(&before, 2, 0));
    day.apply(Happening::Swap { a: second, b: third, round: 1 }, 0).await.unwrap();
    let swapped = day.dating().await;
    assert_eq!(across(&swapped, 1, 0), third);
    day.later(6 * 60 + 1);
    assert_eq!(swapped.rounds_begun(day.now()), 2);
    day.services.undo(&keeper(), day.id, swapped.revision, swapped.revision, None).await.unwrap();
    let after = day.dating().await;
    assert_eq!(across(&after, 1, 0), third, "what has begun stays");
    assert_eq!(across(&after, 2, 0), second, "and they do not meet again");
}
