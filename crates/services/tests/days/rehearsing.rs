//! A rehearsal: a copy that nobody sees, where things happen by themselves.

use crate::hall::*;
use domain::{
    ParticipantId,
    clock::Moment,
    control_room::{QueueAnswer, Queued},
    dating::{Attendance, ClockTurn, Happening},
};
use services::Error;
use std::collections::BTreeSet;

#[tokio::test]
async fn a_rehearsal_runs_fast_in_a_copy_that_nobody_sees() {
    let day = started(12, 4, anybody()).await;
    let before = day.dating().await;
    let id = day.services.rehearse(&owner(), day.id, Some(3)).await.unwrap();
    assert_eq!(day.dating().await, before);
    let hidden = day.services.dating_board(services::actor::Visitor, id).await;
    assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");
    let rehearsal = HallDay { id, ..day };
    rehearsal.turn(ClockTurn::Start).await.unwrap();
    let mut seen = BTreeSet::new();
    for _ in 0..400 {
        if rehearsal.dating().await.moment(rehearsal.now()) == Moment::Over {
            break;
        }
        match rehearsal.services.next_in_rehearsal(&keeper(), id).await.unwrap() {
            Some(happening) => {
                seen.insert(happening.key());
                rehearsal.apply_rehearsed(happening).await;
            }
            None => rehearsal.later(1),
        }
    }
    let over = rehearsal.dating().await;
    assert_eq!(over.moment(rehearsal.now()), Moment::Over);
    assert!(seen.contains("dating.mark") && seen.contains("dating.walk_in"), "{seen:?}");
    replays(&rehearsal).await;
    let log = rehearsal.services.dating_log(&owner(), id, 500).await.unwrap();
    let by_rehearsal = log.iter().filter(|line| line.actor == "rehearsal").map(|line| line.deed.key());
    assert_eq!(by_rehearsal.collect::<BTreeSet<_>>(), seen);
    let others: Vec<&str> = log.iter().filter(|line| line.actor != "rehearsal").map(|line| line.deed.key()).collect();
    assert!(others.iter().all(|key| !seen.contains(key)) && others.contains(&"dating.start"), "{others:?}");
}

#[tokio::test]
async fn what_a_rehearsal_has_happen_by_itself_stands_under_its_name_and_nowhere_on_the_day() {
    let day = started(12, 4, anybody()).await;
    let id = day.services.rehearse(&owner(), day.id, Some(3)).await.unwrap();
    let command =
        Queued::Rehearsed { who: ParticipantId(0), was: Attendance::Expected, attendance: Attendance::Arrived };
    let answer = day.services.queued(&keeper(), day.id, command.clone(), day.key()).await.unwrap();
    assert!(matches!(answer, QueueAnswer::NoLongerFits { .. }), "{answer:?}");
    let answer = day.services.queued(&keeper(), id, command, day.key()).await.unwrap();
    assert!(matches!(answer, QueueAnswer::Applied { .. }), "{answer:?}");
    let log = day.services.dating_log(&owner(), id, 1).await.unwrap();
    assert_eq!((log[0].actor.as_str(), log[0].deed.key()), ("rehearsal", "dating.mark"));
    // Whoever trains is offered to take back what came last, whoever brought it up.
    let own = Queued::Mark { who: ParticipantId(1), was: Attendance::Expected, attendance: Attendance::Arrived };
    day.services.queued(&keeper(), id, own, day.key()).await.unwrap();
    let command =
        Queued::Rehearsed { who: ParticipantId(2), was: Attendance::Expected, attendance: Attendance::Arrived };
    day.services.queued(&keeper(), id, command, day.key()).await.unwrap();
    let desk = day.services.dating(&keeper(), id).await.unwrap();
    assert_eq!(desk.last.map(|line| line.actor).as_deref(), Some("rehearsal"));
    // On the day itself nobody can hide behind a rehearsal.
    let missing = Happening::Mark { who: ParticipantId(1), attendance: Attendance::Missing };
    day.apply_rehearsed(missing).await;
    assert_eq!(day.services.dating_log(&owner(), day.id, 1).await.unwrap()[0].actor, "command line");
}
