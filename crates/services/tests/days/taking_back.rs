//! What can be taken back, past what, and until when.

use crate::hall::*;
use domain::{
    ParticipantId, Refusal,
    clock::{Moment, Part},
    dating::{Attendance, ClockTurn, Dating, Happening, MoveSeat},
    live::Reach,
};
use services::Error;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_turn_of_the_clock_that_is_history_is_in_nobodys_way() {
    let day = started(8, 4, anybody()).await;
    let before = day.dating().await;
    day.mark(3, Attendance::Missing).await;
    let step = day.dating().await.revision;
    day.turn(ClockTurn::OneMinuteMore).await.unwrap();
    let offered = async || day.services.dating(&keeper(), day.id).await.unwrap().last.map(|line| line.step);
    assert_eq!(offered().await, Some(step + 1));
    // Another round begins by itself.
    day.later(8 * 60);
    assert_eq!(day.dating().await.rounds_begun(day.now()), 2);
    assert_eq!(offered().await, Some(step), "the turn is history");
    let revision = day.dating().await.revision;
    day.services.undo(&keeper(), day.id, revision, step, Some(day.key())).await.unwrap();
    let after = day.dating().await;
    assert_eq!(after.participant(ParticipantId(3)).unwrap().attendance, Attendance::Expected);
    let ahead = |dating: &Dating| dating.plan.as_ref().unwrap().seats[2..].to_vec();
    assert_eq!(ahead(&after), ahead(&before));
    assert_eq!(offered().await, None, "the start is history too");
    day.redo().await.unwrap();
    replays(&day).await;
}

#[tokio::test]
async fn a_step_is_taken_back_past_what_has_nothing_to_do_with_it() {
    let day = started(8, 4, anybody()).await;
    let before = day.dating().await;
    day.mark(3, Attendance::Missing).await;
    let step = day.dating().await.revision;
    day.quick(1, Attendance::Arrived).await;
    day.quick(2, Attendance::Arrived).await;
    let revision = day.dating().await.revision;
    day.services.undo(&keeper(), day.id, revision, step, Some(day.key())).await.unwrap();
    let after = day.dating().await;
    let seats = |dating: &Dating| dating.plan.as_ref().unwrap().seats.clone();
    assert_eq!(seats(&after), seats(&before));
    let state = |who| after.participant(ParticipantId(who)).unwrap().attendance;
    assert_eq!([1, 2, 3].map(state), [Attendance::Arrived, Attendance::Arrived, Attendance::Expected]);
    day.redo().await.unwrap();
    replays(&day).await;
    // What was noted of the same person since comes first; so does another plan.
    let step = *day.dating().await.steps.done.last().unwrap();
    let undo = async |step| {
        let revision = day.dating().await.revision;
        day.services.undo(&keeper(), day.id, revision, step, Some(day.key())).await
    };
    day.quick(3, Attendance::Arrived).await;
    let changed = undo(step).await;
    assert!(
        matches!(&changed, Err(Error::Refused(Refusal::ChangedSince { by })) if by == "command line"),
        "{changed:?}"
    );
    day.undo().await.unwrap();
    day.mark(5, Attendance::Left).await;
    let changed = undo(step).await;
    assert!(matches!(changed, Err(Error::Refused(Refusal::ChangedSince { .. }))), "{changed:?}");
    day.undo().await.unwrap();
    undo(step).await.unwrap();
    replays(&day).await;
}

#[tokio::test]
async fn a_slip_of_the_clock_costs_nobody_a_second() {
    let day = started(4, 3, anybody()).await;
    day.later(60);
    let remaining = |dating: Dating| match dating.moment(day.now()) {
        Moment::On { round, part, remaining_ms, .. } => (round, part, remaining_ms),
        moment => panic!("{moment:?}"),
    };
    let stood = remaining(day.dating().await);
    assert_eq!(stood, (0, Part::Talk, 240_000));
    for turn in [ClockTurn::Skip, ClockTurn::Finish, ClockTurn::Pause, ClockTurn::NextRound] {
        day.turn(turn).await.unwrap();
        day.later(20);
        day.undo().await.unwrap();
        assert_eq!(remaining(day.dating().await), stood, "{turn:?}");
    }
    // When another round has begun by itself since, it is too late.
    day.turn(ClockTurn::Skip).await.unwrap();
    day.later(90);
    let late = day.undo().await;
    assert!(matches!(late, Err(Error::Refused(Refusal::TooLateToUndo))), "{late:?}");
    replays(&day).await;
}

#[tokio::test]
async fn tables_people_and_groups_are_changed_and_changed_back() {
    let mut rules = anybody();
    rules.together = vec![vec![ParticipantId(0), ParticipantId(1), ParticipantId(2)]];
    let setting = domain::dating::Setting::parse("Groups", "2027-05-08T14:30", 4, 5, 1, 5, 4, 2).unwrap();
    let day = HallDay::prepared(&guests(12), setting, rules).await;
    day.turn(ClockTurn::Start).await.unwrap();
    let happenings = [
        Happening::CloseTable { number: 2 },
        Happening::ReopenTable { number: 2 },
        Happening::MergeTables { from: 1, into: 3, round: 2 },
        Happening::Fix { who: ParticipantId(5), table: 4 },
        Happening::Unfix { who: ParticipantId(5) },
        Happening::Bench { who: ParticipantId(6), round: 2 },
        Happening::Unbench { who: ParticipantId(6), round: 2 },
        Happening::SplitDelegation { apart: vec![ParticipantId(2)] },
        Happening::Swap { a: ParticipantId(7), b: ParticipantId(8), round: 1 },
        Happening::Move { who: ParticipantId(9), round: 3, to: Some(5) },
        Happening::WalkIn { name: "Newcomers".to_owned(), association: None, side: None, languages: Vec::new() },
    ];
    for happening in happenings {
        let before = day.dating().await;
        day.apply(happening.clone(), 0).await.unwrap();
        let applied = day.dating().await;
        day.undo().await.unwrap();
        let back = day.dating().await;
        let seats = |dating: &Dating| dating.plan.as_ref().unwrap().seats.clone();
        assert_eq!(seats(&back), seats(&before), "{happening:?}");
        assert_eq!((&back.participants, &back.rules), (&before.participants, &before.rules), "{happening:?}");
        assert_eq!(back.setting, before.setting, "{happening:?}");
        day.redo().await.unwrap();
        let again = day.dating().await;
        assert_eq!((&again.participants, seats(&again)), (&applied.participants, seats(&applied)), "{happening:?}");
        assert_eq!(again.setting, applied.setting, "{happening:?}");
    }
    replays(&day).await;
    // An id is never given to somebody else.
    day.undo().await.unwrap();
    let walk_in = Happening::WalkIn { name: "Others".to_owned(), association: None, side: None, languages: Vec::new() };
    day.apply(walk_in, 0).await.unwrap();
    let ids: BTreeSet<_> = day.dating().await.participants.iter().map(|p| p.id).collect();
    assert!(ids.contains(&ParticipantId(13)) && !ids.contains(&ParticipantId(12)), "{ids:?}");
}

#[tokio::test]
async fn by_hand_the_clock_waits_and_an_announcement_reaches_everybody_until_it_is_taken_back() {
    let day = started(4, 2, anybody()).await;
    day.turn(ClockTurn::ByHand).await.unwrap();
    day.later(3_600);
    assert_eq!(day.dating().await.rounds_begun(day.now()), 1);
    let say = Happening::Announce { text: "  Coffee\nis ready ".to_owned() };
    day.services.note_happening(&owner(), day.id, say, day.key()).await.unwrap();
    let said = |dating: Dating| dating.announcements().map(|a| a.text.clone()).collect::<Vec<_>>();
    assert_eq!(said(day.dating().await), ["Coffee is ready"]);
    day.undo().await.unwrap();
    assert_eq!(said(day.dating().await), [""; 0]);
    day.redo().await.unwrap();
    let retract = Happening::Retract { announcement: 0 };
    day.services.note_happening(&owner(), day.id, retract, day.key()).await.unwrap();
    assert_eq!(said(day.dating().await), [""; 0]);
    day.turn(ClockTurn::Automatic).await.unwrap();
    let Moment::On { part: Part::Change, .. } = day.dating().await.moment(day.now()) else {
        panic!("the talk was over")
    };
    replays(&day).await;
}

#[tokio::test]
async fn it_is_said_beforehand_whether_taking_a_plan_back_reaches_the_phones() {
    let day = HallDay::prepared(&guests(8), one_to_one(3, 4), anybody()).await;
    let said = async || day.services.dating(&keeper(), day.id).await.unwrap().plan_is_on;
    let out = MoveSeat { who: ParticipantId(0), round: 0, to: None, swap_with: None };
    let revision = day.dating().await.revision;
    day.services.move_participant(&owner(), day.id, revision, out, None).await.unwrap();
    assert_eq!(said().await, Reach::Desks, "a draft");
    day.services.publish(&owner(), day.id, revision + 1, None).await.unwrap();
    assert_eq!(said().await, Reach::Phones);
    let undone = day.services.undo(&keeper(), day.id, revision + 2, revision + 1, Some(day.key())).await.unwrap();
    assert_eq!(undone, Reach::Phones);
    assert_eq!(said().await, Reach::Phones, "everybody is shown the one before");
    let again = day.services.redo(&keeper(), day.id, revision + 3, revision + 1, Some(day.key())).await.unwrap();
    assert_eq!((again, said().await), (Reach::Draft, Reach::Desks), "done again it is a draft once more");
}
