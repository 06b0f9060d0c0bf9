//! The log of a session: who did what, and that the session is what it tells.

use crate::hall::*;
use domain::{
    clock::Part,
    control_room::Queued,
    dating::{Attendance, ClockTurn},
};

#[tokio::test]
async fn the_log_says_who_did_what_and_what_was_taken_back() {
    let day = started(4, 2, anybody()).await;
    day.quick(1, Attendance::Arrived).await;
    day.undo().await.unwrap();
    day.redo().await.unwrap();
    day.undo().await.unwrap();
    let log = day.services.dating_log(&owner(), day.id, 5).await.unwrap();
    let lines: Vec<(&str, bool)> = log.iter().map(|line| (line.deed.key(), line.undone)).collect();
    let expected = [
        ("dating.undo", false),
        ("dating.redo", true),
        ("dating.undo", false),
        ("dating.mark", true),
        ("dating.start", false),
    ];
    assert_eq!(lines, expected);
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert_eq!(desk.last.unwrap().deed.key(), "dating.start");
    assert_eq!(desk.taken_back.unwrap().deed.done().key(), "dating.mark");
    assert_eq!(log[0].actor, "command line");
    let took_back: Vec<_> = log.iter().map(|line| line.took_back.as_ref().map(|deed| deed.key())).collect();
    assert_eq!(took_back, [Some("dating.mark"), None, Some("dating.mark"), None, None]);
}

#[tokio::test]
async fn the_log_tells_the_bell_for_the_change_from_the_beginning_of_a_round() {
    let day = started(4, 2, anybody()).await;
    day.turn(ClockTurn::Skip).await.unwrap();
    let waits = Queued::Turn { turn: ClockTurn::Skip, meant_for: Some((0, Part::Change)) };
    day.services.queued(&keeper(), day.id, waits, day.key()).await.unwrap();
    let log = day.services.dating_log(&owner(), day.id, 2).await.unwrap();
    assert_eq!(log.iter().map(|line| line.deed.key()).collect::<Vec<_>>(), ["clock.next_round", "clock.skip"]);
    replays(&day).await;
}

#[tokio::test]
async fn a_session_that_is_not_what_its_log_tells_is_found() {
    let day = started(8, 4, anybody()).await;
    day.mark(3, Attendance::Missing).await;
    let whole = day.services.replayed_one(&owner(), "fair", day.id).await.unwrap();
    assert_eq!((whole.differs, whole.log), (false, day.log().await));
    let mut meddled = day.dating().await;
    meddled.participants[3].attendance = Attendance::Arrived;
    day.memory.meddle(&meddled);
    let found = day.services.replayed(&owner(), "fair").await.unwrap();
    assert_eq!(found.iter().map(|one| (one.session.id, one.differs)).collect::<Vec<_>>(), [(day.id, true)]);
}
