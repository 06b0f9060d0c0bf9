//! A session that is called off: over for everybody at once, nothing is done to it any more, and it may take place after all.

use crate::hall::*;
use domain::{
    ParticipantId, Refusal,
    announced::Standing,
    clock::{Moment, Part, Run},
    control_room::{QueueAnswer, Queued},
    dating::{Attendance, ClockTurn, CommonLanguage, Dating, Deed, Happening, Rules, Sides},
    request::Ask,
};
use services::{Error, actor::Visitor, ports::CommandKey};

const ROUNDS: i64 = 4;

fn rules() -> Rules {
    Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() }
}

async fn prepared() -> HallDay {
    HallDay::prepared(&guests(8), one_to_one(ROUNDS, 4), rules()).await
}

async fn call_off(day: &HallDay) {
    day.services.call_off(&owner(), day.id, day.key()).await.unwrap();
}

async fn hold(day: &HallDay) {
    day.services.hold_after_all(&owner(), day.id, day.key()).await.unwrap();
}

/// Called off in its second round, a minute and a half into it.
async fn called_off_in_round_two() -> HallDay {
    let day = prepared().await;
    day.turn(ClockTurn::Start).await.unwrap();
    day.turn(ClockTurn::NextRound).await.unwrap();
    day.later(90);
    call_off(&day).await;
    day
}

/// What phones, signs and the door are told, and that the log tells the same.
async fn is_called_off(day: &HallDay, rounds: usize) {
    let (dating, now) = (day.dating().await, day.now());
    assert!(dating.run.is_called_off());
    assert_eq!((dating.moment(now), usize::from(dating.rounds_begun(now))), (Moment::Over, rounds));
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), dating);
    let sheet = day.services.my_table(Visitor, day.id, ParticipantId(0)).await.unwrap();
    let sign = day.services.table_sign(Visitor, day.id, 1).await.unwrap();
    let board = day.services.dating_board(Visitor, day.id).await.unwrap();
    for clock in [sheet.clock, sign.clock, board.clock] {
        assert!(clock.run.is_called_off() && usize::from(clock.rounds_held()) == rounds, "{clock:?}");
    }
    assert!(day.services.guests(&keeper(), day.id).await.unwrap().clock.run.is_called_off());
    let cards = day.services.datings(&keeper(), "fair").await.unwrap();
    assert!(cards.iter().any(|card| card.id == day.id && card.run.is_called_off()));
    let calendar = day.services.appointments(Visitor, "fair", day.id, ParticipantId(0)).await.unwrap();
    let off = calendar.list.iter().filter(|one| one.standing == Standing::CalledOff).count();
    assert_eq!((off, calendar.list.len()), (ROUNDS as usize - rounds, ROUNDS as usize));
    let summary = day.services.dating_summary(&owner(), day.id).await.unwrap();
    assert_eq!((usize::from(summary.rounds_held), summary.dates), (rounds, 4 * rounds));
    for line in day.services.ledger(&keeper(), day.id).await.unwrap() {
        assert_eq!((usize::from(line.had), line.planned, line.possible), (rounds, 0, 0), "{line:?}");
    }
}

#[tokio::test]
async fn a_session_called_off_before_its_start_never_begins() {
    let day = prepared().await;
    let told = day.services.appointments(Visitor, "fair", day.id, ParticipantId(0)).await.unwrap().sequence;
    call_off(&day).await;
    is_called_off(&day, 0).await;
    let after = day.services.appointments(Visitor, "fair", day.id, ParticipantId(0)).await.unwrap();
    assert!(after.sequence > told, "calendars heed it");
    day.later(3 * 3_600);
    is_called_off(&day, 0).await;
    let started = day.turn(ClockTurn::Start).await;
    assert!(matches!(started, Err(Error::Refused(Refusal::CalledOff))), "{started:?}");
    hold(&day).await;
    assert_eq!(day.dating().await.run, Run::Waiting);
    let after = day.services.appointments(Visitor, "fair", day.id, ParticipantId(0)).await.unwrap();
    assert!(after.list.iter().all(|one| one.standing == Standing::Stands));
    day.turn(ClockTurn::Start).await.unwrap();
}

#[tokio::test]
async fn one_called_off_in_a_round_goes_on_where_it_stood_and_is_called_off_again() {
    let day = called_off_in_round_two().await;
    is_called_off(&day, 2).await;
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert_eq!(desk.ended, Some(desk.local_now), "the desk says since when");
    day.later(3_600);
    is_called_off(&day, 2).await;
    assert_eq!(day.services.dating(&keeper(), day.id).await.unwrap().ended, desk.ended);
    hold(&day).await;
    assert_eq!(day.services.dating(&keeper(), day.id).await.unwrap().ended, None);
    let dating = day.dating().await;
    let on = Moment::On { round: 1, part: Part::Talk, remaining_ms: 210_000, length_ms: 300_000, paused: false };
    assert_eq!(dating.moment(day.now()), on);
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), dating);
    day.later(60);
    day.redo().await.unwrap();
    assert_eq!(*day.log().await.last().unwrap().deed.done(), Deed::CalledOff);
    is_called_off(&day, 2).await;
    // What was done again is taken back like what was done first.
    hold(&day).await;
    assert_eq!(day.dating().await.talking(day.now()), Some(1));
}

#[tokio::test]
async fn nothing_is_done_to_it_but_a_word_to_everybody() {
    let day = called_off_in_round_two().await;
    let (dating, who) = (day.dating().await, ParticipantId(3));
    let refused = |answer: Result<(), Error>| {
        assert!(matches!(answer, Err(Error::Refused(Refusal::CalledOff))), "{answer:?}");
    };
    for turn in [ClockTurn::Resume, ClockTurn::NextRound, ClockTurn::Finish, ClockTurn::ByHand] {
        refused(day.turn(turn).await);
    }
    let left = Happening::Mark { who, attendance: Attendance::Left };
    refused(day.propose(&left).await.map(|_| ()));
    refused(day.propose(&Happening::Mend).await.map(|_| ()));
    refused(day.services.check_in(&keeper(), day.id, who, None).await.map(|_| ()));
    refused(day.services.call_off(&owner(), day.id, day.key()).await);
    refused(day.services.set_rules(&owner(), day.id, dating.revision, rules()).await);
    refused(day.services.configure_dating(&owner(), day.id, dating.revision, dating.setting.clone()).await);
    refused(day.services.allocate(&owner(), day.id, dating.revision, Some(1), None).await);
    let kept = Queued::Turn { turn: ClockTurn::Skip, meant_for: Some((1, Part::Talk)) };
    let answer = day.services.queued(&keeper(), day.id, kept, day.key()).await.unwrap();
    assert_eq!(answer, QueueAnswer::NoLongerFits { because: Refusal::CalledOff });
    assert_eq!(Ask::Leave.check(&dating, who, day.now()), Err(Refusal::CalledOff));
    assert_eq!(day.dating().await, dating);

    let word = Happening::Announce { text: "Wir holen es am Freitag nach.".to_owned() };
    day.services.note_happening(&owner(), day.id, word, day.key()).await.unwrap();
    assert_eq!(day.dating().await.standing(day.now()).count(), 1);
    // What was said since is in nobody's way.
    hold(&day).await;
    assert_eq!(day.dating().await.talking(day.now()), Some(1));
}

#[tokio::test]
async fn whoever_presses_twice_calls_off_once() {
    let day = prepared().await;
    let key = || CommandKey::parse("call-off-by-tablet").unwrap();
    let before = day.dating().await.revision;
    day.services.call_off(&owner(), day.id, key()).await.unwrap();
    day.services.call_off(&owner(), day.id, key()).await.unwrap();
    assert_eq!(day.dating().await.revision, before + 1);
    hold(&day).await;
    let again = day.services.hold_after_all(&owner(), day.id, day.key()).await;
    assert!(matches!(again, Err(Error::Stale)), "{again:?}");
}

#[tokio::test]
async fn nobody_is_remembered_to_have_met_in_what_was_called_off() {
    let day = called_off_in_round_two().await;
    let met: Vec<_> = day.dating().await.met(day.now()).into_keys().collect();
    assert_eq!(met.len(), 8);
    let next = HallDay { id: day.session_of("fair", 1, 8, one_to_one(2, 4), rules()).await, ..day };
    assert_eq!(next.dating().await.met_before.into_iter().collect::<Vec<_>>(), met);
}

#[tokio::test]
async fn a_log_written_before_sessions_were_called_off_is_read_as_it_was() {
    let day = prepared().await;
    day.turn(ClockTurn::Start).await.unwrap();
    day.turn(ClockTurn::Finish).await.unwrap();
    let log = serde_json::to_string(&day.log().await).unwrap();
    assert!(!log.contains("called_off"), "nothing else is written for a session that was not");
    let log: Vec<domain::dating::Event> = serde_json::from_str(&log).unwrap();
    let told = Dating::replay(&log).unwrap().unwrap();
    assert_eq!((&told, told.run.is_called_off()), (&day.dating().await, false));
}

#[tokio::test]
async fn what_was_done_before_is_taken_back_when_it_takes_place_after_all() {
    let day = prepared().await;
    day.turn(ClockTurn::Start).await.unwrap();
    day.mark(3, Attendance::Missing).await;
    let (marked, before) = (day.dating().await.revision, day.dating().await);
    call_off(&day).await;
    let off = day.dating().await;
    let taken_back = day.services.undo(&keeper(), day.id, off.revision, marked, None).await;
    assert!(matches!(taken_back, Err(Error::Refused(Refusal::CalledOff))), "{taken_back:?}");
    let offered = day.services.dating(&keeper(), day.id).await.unwrap().last.map(|line| line.step);
    assert_eq!(offered, Some(off.revision), "that it is called off, and nothing before it");
    hold(&day).await;
    let held = day.dating().await;
    assert_eq!((&held.plan, &held.participants), (&before.plan, &before.participants));
    day.services.undo(&keeper(), day.id, held.revision, marked, None).await.unwrap();
    assert_eq!(day.dating().await.participant(ParticipantId(3)).unwrap().attendance, Attendance::Expected);
}

#[tokio::test]
async fn whom_the_plan_did_not_reckon_with_is_not_forgotten_meanwhile() {
    let day = prepared().await;
    day.turn(ClockTurn::Start).await.unwrap();
    day.mark(3, Attendance::Missing).await;
    day.quick(3, Attendance::Arrived).await;
    let waiting = day.dating().await.day.unplanned;
    assert_eq!(waiting.iter().collect::<Vec<_>>(), [&ParticipantId(3)]);
    call_off(&day).await;
    hold(&day).await;
    assert_eq!(day.dating().await.day.unplanned, waiting);
    // The same where somebody ended it by mistake.
    day.turn(ClockTurn::Finish).await.unwrap();
    day.undo().await.unwrap();
    assert_eq!(day.dating().await.day.unplanned, waiting);
}

#[tokio::test]
async fn who_has_a_seat_in_it_stays_at_the_fair_since_it_may_take_place_after_all() {
    let day = prepared().await;
    let who = day.dating().await.participants[0].association.unwrap();
    call_off(&day).await;
    assert_eq!(day.services.takes_part(&owner(), "fair", who).await.unwrap().len(), 1);
    let removed = day.services.remove_association(&owner(), "fair", who, 1).await;
    assert!(matches!(removed, Err(Error::Refused(Refusal::HasSeats { .. }))), "{removed:?}");
}
