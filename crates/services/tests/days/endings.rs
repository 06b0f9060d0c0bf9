//! How a session ends, by itself or by somebody before its last round: only rounds that began were held, wherever they are
//! counted, and who met in them is remembered.

use crate::hall::*;
use domain::{
    DatingId, ParticipantId, Refusal,
    announced::Standing,
    clock::{Moment, Run},
    control_room::Warning,
    dating::{Attendance, Calling, ClockTurn, CommonLanguage, Dating, Happening, Pair, Rules, Setting, Sides, pairs},
    request::Ask,
    wish_again,
};
use services::Error;
use std::collections::BTreeSet;

const ROUNDS: i64 = 4;

async fn prepared() -> HallDay {
    let rules = Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() };
    HallDay::prepared(&guests(8), one_to_one(ROUNDS, 4), rules).await
}

/// Started, turned so, and ended two seconds after the last turn.
async fn ended_after(turns: &[ClockTurn]) -> HallDay {
    let day = prepared().await;
    for turn in [ClockTurn::Start].iter().chain(turns) {
        day.turn(*turn).await.unwrap();
        day.later(2);
    }
    day.turn(ClockTurn::Finish).await.unwrap();
    day.later(3_600);
    day
}

async fn held(day: &HallDay, rounds: usize) {
    let (dating, now) = (day.dating().await, day.now());
    assert_eq!(dating.moment(now), Moment::Over);
    assert_eq!(usize::from(dating.rounds_begun(now)), rounds);
    let summary = day.services.dating_summary(&owner(), day.id).await.unwrap();
    assert_eq!((usize::from(summary.rounds_held), summary.dates), (rounds, 4 * rounds));
    let meetings = day.services.who_met_whom(&owner(), day.id).await.unwrap();
    assert_eq!(meetings.len(), 4 * rounds);
    for line in day.services.ledger(&keeper(), day.id).await.unwrap() {
        assert_eq!((usize::from(line.had), line.planned, line.possible), (rounds, 0, 0), "{line:?}");
    }
    let met = wish_again::met(&dating, ParticipantId(0), dating.rounds_begun(now));
    assert_eq!(met.len(), rounds);
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert_eq!((desk.warnings, desk.frozen), (Vec::<Warning>::new(), None));
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), dating);
}

#[tokio::test]
async fn only_rounds_that_began_are_held() {
    use ClockTurn::{ByHand, NextRound, Pause, Skip};
    let stories: [(&[ClockTurn], usize); 9] = [
        (&[], 1),
        (&[Skip], 1),
        (&[Pause], 1),
        (&[NextRound], 2),
        (&[NextRound, Skip], 2),
        (&[ByHand], 1),
        (&[ByHand, Skip, Skip, Skip], 2),
        (&[ByHand, NextRound, NextRound, NextRound], 4),
        (&[NextRound, NextRound, NextRound], 4),
    ];
    for (turns, rounds) in stories {
        held(&ended_after(turns).await, rounds).await;
    }
}

#[tokio::test]
async fn what_never_began_is_neither_planned_nor_called_nor_asked_for() {
    let day = ended_after(&[]).await;
    let (dating, now) = (day.dating().await, day.now());
    let proposal = day.propose(&Happening::Mark { who: ParticipantId(3), attendance: Attendance::Left }).await.unwrap();
    assert!(proposal.changes_nothing(), "{proposal:?}");
    let call = Happening::CallRound { round: 1, how: Calling::Called };
    assert_eq!(dating.clone().happen(&call, now), Err(Refusal::Finished));
    assert_eq!(dating.clone().happen(&Happening::Thaw, now), Err(Refusal::Finished));
    let moved = day.propose(&Happening::Move { who: ParticipantId(0), round: 2, to: None }).await;
    assert!(matches!(moved, Err(Error::Refused(Refusal::Finished))), "{moved:?}");
    assert_eq!(Ask::Late { until: 2 }.check(&dating, ParticipantId(0), now), Err(Refusal::Finished));
    assert_eq!(Ask::Leave.check(&dating, ParticipantId(0), now), Err(Refusal::Finished));
    let came = day.services.check_in(&keeper(), day.id, ParticipantId(0), None).await.unwrap();
    assert_eq!(came.next, None, "nobody is sent to a table");
    let visitor = services::actor::Visitor;
    let calendar = day.services.appointments(visitor, "fair", day.id, ParticipantId(0)).await.unwrap();
    let off = |one: &services::paper::Appointment| one.standing == Standing::CalledOff;
    assert_eq!(calendar.list.iter().map(off).collect::<Vec<_>>(), [false, true, true, true]);
}

#[tokio::test]
async fn nobody_is_remembered_to_have_met_in_a_round_that_never_was() {
    let day = ended_after(&[]).await;
    let met: Vec<_> = day.dating().await.met(day.now()).into_keys().collect();
    let rules = Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() };
    let next = HallDay { id: day.session_of("fair", 1, 8, one_to_one(2, 4), rules).await, ..day };
    assert_eq!(next.dating().await.met_before.into_iter().collect::<Vec<_>>(), met);
}

#[tokio::test]
async fn before_the_start_there_is_nothing_to_end() {
    let day = prepared().await;
    let refused = day.turn(ClockTurn::Finish).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NotRunning))), "{refused:?}");
}

#[tokio::test]
async fn an_end_by_mistake_is_taken_back_to_the_round_that_was_on() {
    let day = ended_after(&[ClockTurn::NextRound]).await;
    day.undo().await.unwrap();
    let Moment::On { round: 1, .. } = day.dating().await.moment(day.now()) else { panic!() };
    day.redo().await.unwrap();
    held(&day, 2).await;
}

#[tokio::test]
async fn a_log_of_an_older_version_tells_the_session_that_it_kept() {
    let day = ended_after(&[]).await;
    let mut log = day.log().await;
    // It noted that all rounds had begun, and remembered nothing but when it ended.
    log.last_mut().unwrap().outcome.begun = ROUNDS as u8;
    let told = Dating::replay(&log).unwrap().unwrap();
    assert!(matches!(told.run, Run::Finished { begun: None, .. }), "{:?}", told.run);
    assert_eq!(told.rounds_begun(day.now()), ROUNDS as u8);
}

#[tokio::test]
async fn the_summary_says_who_was_noted_as_here_or_else_who_held_a_talk() {
    let day = ended_after(&[]).await;
    let counted = async || {
        let summary = day.services.dating_summary(&owner(), day.id).await.unwrap();
        (summary.has_arrivals(), summary.arrived, summary.talked, summary.participants)
    };
    assert_eq!(counted().await, (false, 0, 8, 8));
    day.undo().await.unwrap();
    for who in [0, 1, 2] {
        day.quick(who, Attendance::Arrived).await;
    }
    day.quick(7, Attendance::Missing).await;
    day.turn(ClockTurn::Finish).await.unwrap();
    assert_eq!(counted().await, (true, 3, 6, 8), "whoever sat alone held no talk");
}

#[tokio::test]
async fn a_phone_of_somebody_noted_as_not_here_says_so() {
    let day = prepared().await;
    let sheet = async |who| {
        let visitor = services::actor::Visitor;
        day.services.my_table(visitor, day.id, ParticipantId(who)).await.unwrap()
    };
    let away = |sheet: domain::views::MyTable| (sheet.away, sheet.rounds.iter().map(|round| round.away).collect());
    assert_eq!(away(sheet(3).await), (false, vec![false; 4]));
    day.mark(3, Attendance::Missing).await;
    assert_eq!(away(sheet(3).await), (true, vec![true; 4]));
    day.mark(5, Attendance::Late { until: 2 }).await;
    assert_eq!(away(sheet(5).await), (false, vec![true, true, false, false]), "they are on their way");
    let dating = day.dating().await;
    assert_eq!(Ask::Here.check(&dating, ParticipantId(3), day.now()), Ok(()));
    assert_eq!(Ask::Here.check(&dating, ParticipantId(5), day.now()), Err(Refusal::MarkedMeanwhile));
    day.apply(Ask::Here.happening(ParticipantId(3)), 0).await.unwrap();
    assert_eq!(away(sheet(3).await), (false, vec![false; 4]));
}

#[tokio::test]
async fn a_session_that_ended_by_itself_is_over_in_every_list_and_at_the_door() {
    let day = started(4, 2, anybody()).await;
    let rehearsal = day.services.rehearse(&owner(), day.id, Some(3)).await.unwrap();
    let copy = HallDay { id: rehearsal, ..day };
    copy.turn(ClockTurn::Start).await.unwrap();
    copy.turn(ClockTurn::ByHand).await.unwrap();
    let (day, first) = (copy, DatingId(1));
    let state = |cards: &[domain::views::DatingCard], id| cards.iter().find(|card| card.id == id).map(|card| card.run);
    let cards = day.services.datings(&keeper(), "fair").await.unwrap();
    assert!(matches!(state(&cards, first), Some(Run::Running { .. })), "{cards:?}");
    let at_the_door = async || day.services.guests_at_the_door(&keeper(), "fair", None).await;
    assert_eq!(at_the_door().await.unwrap().unwrap().dating, first);
    let began = day.now();
    day.later(11 * 60);
    let cards = day.services.datings(&keeper(), "fair").await.unwrap();
    assert_eq!(
        state(&cards, first),
        Some(Run::Finished { at: began.plus(11 * 60_000), begun: None, called_off: false })
    );
    // A rehearsal that goes on is nobody's to come to: with nothing else ahead, the list is that of the day.
    assert!(matches!(state(&cards, rehearsal), Some(Run::Running { .. })));
    assert_eq!(at_the_door().await.unwrap().unwrap().dating, first);
    let next = day.session_of("fair", 1, 4, one_to_one(2, 2), anybody()).await;
    assert_eq!(at_the_door().await.unwrap().unwrap().dating, next);
    let fair = day.services.fair(services::actor::Visitor, "fair").await.unwrap();
    assert!(matches!(state(&fair.datings, first), Some(Run::Finished { .. })));
}

#[tokio::test]
async fn one_that_is_called_off_stays_at_the_door_until_it_would_have_been_over() {
    let at = |starts| Setting::parse("Quick talks", starts, 2, 5, 1, 2, 2, 2).unwrap();
    // It is a quarter past twelve.
    let day = HallDay::prepared(&guests(4), at("2027-05-11T12:30"), anybody()).await;
    let next = day.session_of("fair", 1, 4, at("2027-05-11T16:00"), anybody()).await;
    let at_the_door = async || {
        let list = day.services.guests_at_the_door(&keeper(), "fair", None).await.unwrap().unwrap();
        (list.dating, list.clock.run.is_called_off())
    };
    assert_eq!(at_the_door().await, (day.id, false));
    day.services.call_off(&owner(), day.id, day.key()).await.unwrap();
    assert_eq!(at_the_door().await, (day.id, true), "whoever stands at the door is told");
    day.later(30 * 60);
    assert_eq!(at_the_door().await, (next, false));
}

#[tokio::test]
async fn the_door_is_told_that_a_session_is_over() {
    let day = started(8, 3, anybody()).await;
    let at_the_door = async || {
        let clock = day.services.guests(&keeper(), day.id).await.unwrap().clock;
        clock.at(clock.now) == domain::clock::Moment::Over
    };
    assert!(!at_the_door().await);
    day.turn(ClockTurn::Finish).await.unwrap();
    assert!(at_the_door().await);
}

#[tokio::test]
async fn who_met_is_remembered_at_the_next_session_and_the_next_fair() {
    let day = started(8, 3, anybody()).await;
    day.turn(ClockTurn::NextRound).await.unwrap();
    day.turn(ClockTurn::NextRound).await.unwrap();
    day.turn(ClockTurn::Finish).await.unwrap();
    let met: BTreeSet<Pair> = day.dating().await.met(day.now()).into_keys().collect();
    assert_eq!(met.len(), 12);
    let told = day.services.who_met_whom(&owner(), day.id).await.unwrap();
    assert_eq!(told.len(), 12, "{told:?}");
    assert_eq!((told[0].round, told[0].table, told[11].round), (1, 1, 3));
    assert!(told.iter().all(|meeting| meeting.one != meeting.other && !meeting.other.is_empty()), "{told:?}");
    let summary = day.services.dating_summary(&owner(), day.id).await.unwrap();
    assert_eq!((summary.rounds_held, summary.dates, summary.understood), (3, 12, 12));
    assert_eq!(summary.languages, [("de".to_owned(), 12)]);
    // The next fair has the same associations under other ids.
    day.memory.add_fair(fair(2, "next"), associations(2, &guests(8)), Vec::new());
    let next = day.session_of("next", 2, 8, one_to_one(2, 4), anybody()).await;
    let desk = day.services.dating(&keeper(), next).await.unwrap();
    assert_eq!(desk.dating.met_before, met);
    let again: BTreeSet<Pair> =
        desk.dating.plan.unwrap().seats.iter().flatten().flat_map(|t| pairs(t).collect::<Vec<_>>()).collect();
    assert_eq!(again.intersection(&met).count(), 0, "{again:?}");
}
