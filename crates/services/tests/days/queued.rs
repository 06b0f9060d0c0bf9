//! What waited on a console that had no network.

use crate::hall::*;
use domain::{
    ParticipantId, Refusal,
    clock::Part,
    control_room::{QueueAnswer, Queued},
    dating::{Attendance, Calling, ClockTurn, Happening},
};
use services::Error;

#[tokio::test]
async fn queued_commands_apply_in_order_repeat_or_say_why_not() {
    let day = started(6, 3, anybody()).await;
    let mark = |was, attendance| Queued::Mark { who: ParticipantId(0), was, attendance };
    let key = day.key();
    let send = |command: Queued, key| {
        let (services, id) = (day.services.clone(), day.id);
        async move { services.queued(&keeper(), id, command, key).await.unwrap() }
    };
    let first = send(mark(Attendance::Expected, Attendance::Arrived), key.clone()).await;
    assert!(matches!(first, QueueAnswer::Applied { mend: false, .. }), "{first:?}");
    let again = send(mark(Attendance::Expected, Attendance::Arrived), key).await;
    assert_eq!(again, QueueAnswer::Repeated);
    let gone = send(mark(Attendance::Arrived, Attendance::Left), day.key()).await;
    assert!(matches!(gone, QueueAnswer::Applied { mend: true, .. }), "{gone:?}");
    let third = send(mark(Attendance::Expected, Attendance::Missing), day.key()).await;
    assert_eq!(third, QueueAnswer::NoLongerFits { because: Refusal::MarkedMeanwhile });
    let skip = |meant_for| Queued::Turn { turn: ClockTurn::Skip, meant_for };
    let fits = send(skip(Some((0, Part::Talk))), day.key()).await;
    assert!(matches!(fits, QueueAnswer::Applied { .. }), "{fits:?}");
    let late = send(skip(Some((0, Part::Talk))), day.key()).await;
    assert_eq!(late, QueueAnswer::NoLongerFits { because: Refusal::ClockMovedOn });
    replays(&day).await;
}

#[tokio::test]
async fn a_tap_at_the_door_that_nobody_answered_acts_once_whichever_way_it_is_sent_again() {
    let day = started(6, 3, anybody()).await;
    let tap = |who| Queued::Mark { who, was: Attendance::Expected, attendance: Attendance::Arrived };
    let (heard, unheard) = (ParticipantId(0), ParticipantId(1));
    let attendance = async |who| day.dating().await.participant(who).unwrap().attendance;

    // The door's own command came through, and its answer was lost: what was noted since stands.
    let key = day.key();
    day.services.check_in(&keeper(), day.id, heard, Some(key.clone())).await.unwrap();
    day.quick(0, Attendance::Left).await;
    let again = day.services.queued(&keeper(), day.id, tap(heard), key).await.unwrap();
    assert_eq!((again, attendance(heard).await), (QueueAnswer::Repeated, Attendance::Left));

    // The queue was faster than the door.
    let key = day.key();
    let sent = day.services.queued(&keeper(), day.id, tap(unheard), key.clone()).await.unwrap();
    assert!(matches!(sent, QueueAnswer::Applied { .. }), "{sent:?}");
    let told = day.services.check_in(&keeper(), day.id, unheard, Some(key)).await.unwrap();
    assert_eq!((told.again, told.attendance), (false, Attendance::Arrived));
    replays(&day).await;
}

#[tokio::test]
async fn what_is_said_to_all_and_who_walks_in_can_wait_too_and_fit_the_round_they_were_meant_for() {
    let day = started(6, 4, anybody()).await;
    let send = |happening: Happening, begun| {
        let (services, id, key) = (day.services.clone(), day.id, day.key());
        async move { services.queued(&keeper(), id, Queued::Note { happening, begun }, key).await }
    };
    let say = Happening::Announce { text: "The coffee is ready.".to_owned() };
    let said = send(say.clone(), 0).await.unwrap();
    assert!(matches!(said, QueueAnswer::Applied { mend: false, .. }), "{said:?}");
    let call = |round| Happening::CallRound { round, how: Calling::Called };
    let called = send(call(1), 1).await.unwrap();
    assert!(matches!(called, QueueAnswer::Applied { mend: false, .. }), "{called:?}");
    assert_eq!(day.dating().await.rounds_frozen(day.now()), 1);
    let came = Happening::WalkIn { name: "Newcomers".to_owned(), association: None, side: None, languages: Vec::new() };
    let noted = send(came, 1).await.unwrap();
    assert!(matches!(noted, QueueAnswer::Applied { mend: true, .. }), "{noted:?}");
    assert!(day.dating().await.participants.iter().any(|p| p.name.as_str() == "Newcomers" && p.walked_in));
    // The round it was tapped for is on by now: another one is not frozen or thawed in its place.
    day.turn(ClockTurn::NextRound).await.unwrap();
    for late in [Happening::Thaw, call(2)] {
        let answer = send(late, 1).await.unwrap();
        assert_eq!(answer, QueueAnswer::NoLongerFits { because: Refusal::ClockMovedOn });
    }
    // What has to be looked at first does not wait.
    let refused = send(Happening::CloseTable { number: 1 }, 2).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    replays(&day).await;
}
