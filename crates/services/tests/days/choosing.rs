//! What is shown before a change is applied, and that exactly that is applied.

use crate::hall::*;
use domain::{
    ParticipantId,
    control_room::Choice,
    dating::{Attendance, ClockTurn, Happening},
};
use services::Error;

#[tokio::test]
async fn what_was_shown_is_what_is_applied_or_nothing() {
    let day = started(8, 4, anybody()).await;
    let happening = Happening::Mark { who: ParticipantId(1), attendance: Attendance::Left };
    let proposal = day.propose(&happening).await.unwrap();
    assert!((1..=3).contains(&proposal.alternatives.len()));
    let mut choice = Choice::of(&proposal, &proposal.alternatives[0]);
    choice.fingerprint.push('x');
    let other = day.services.apply(&owner(), day.id, choice, happening.clone(), None).await;
    assert!(matches!(other, Err(Error::Stale)), "{other:?}");
    let choice = Choice::of(&proposal, &proposal.alternatives[0]);
    day.turn(ClockTurn::NextRound).await.unwrap();
    let late = day.services.apply(&owner(), day.id, choice, happening, None).await;
    assert!(matches!(late, Err(Error::Stale)), "{late:?}");
}

#[tokio::test]
async fn what_is_done_meanwhile_and_changes_nothing_of_it_does_not_stop_a_choice() {
    let day = started(8, 4, anybody()).await;
    let missing = Happening::Mark { who: ParticipantId(1), attendance: Attendance::Missing };
    let proposal = day.propose(&missing).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]);
    // Somebody arrives and moves nobody; a sentence is said to all.
    day.quick(5, Attendance::Arrived).await;
    let say = Happening::Announce { text: "Coffee is ready".to_owned() };
    day.services.note_happening(&owner(), day.id, say, day.key()).await.unwrap();
    let applied = day.services.apply(&owner(), day.id, choice, missing.clone(), Some(day.key())).await.unwrap();
    assert_eq!(applied.map(|applied| applied.alternative).as_ref(), Some(&proposal.alternatives[0]));
    // What another desk has noted of the same person is not overwritten unseen, even where the same seats come out.
    let left = Happening::Mark { who: ParticipantId(2), attendance: Attendance::Left };
    let proposal = day.propose(&left).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]);
    day.quick(2, Attendance::Arrived).await;
    assert_eq!(day.propose(&left).await.unwrap().alternatives, proposal.alternatives);
    let stale = day.services.apply(&owner(), day.id, choice, left.clone(), Some(day.key())).await;
    assert!(matches!(stale, Err(Error::Stale)), "{stale:?}");
    day.apply(left, 0).await.unwrap();
    replays(&day).await;
}

#[tokio::test]
async fn nothing_is_offered_that_moves_more_people_for_nothing_anybody_sees() {
    let day = started(24, 6, anybody()).await;
    let happenings = [3, 8, 14].map(|who| Happening::Mark { who: ParticipantId(who), attendance: Attendance::Missing });
    for happening in happenings {
        let offered = day.propose(&happening).await.unwrap().alternatives;
        for (index, one) in offered.iter().enumerate() {
            for before in &offered[..index] {
                assert!(one.people_moved <= before.people_moved || one.gains_over(before), "{one:?}\n{before:?}");
                assert!(one.more_alone() <= before.more_alone(), "{one:?}\n{before:?}");
            }
        }
        day.apply(happening, 0).await.unwrap();
    }
}
