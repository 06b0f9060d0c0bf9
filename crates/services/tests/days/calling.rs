//! Rounds that were called or printed: frozen until somebody thaws them.

use crate::hall::*;
use domain::{
    ParticipantId, Refusal,
    control_room::{Frozen, QueueAnswer},
    dating::{Attendance, Calling, ClockTurn, Happening},
};
use services::Error;

#[tokio::test]
async fn a_called_round_only_loses_people_until_it_is_thawed() {
    let day = started(8, 5, anybody()).await;
    let call = Happening::CallRound { round: 1, how: Calling::Called };
    day.services.note_happening(&owner(), day.id, call, day.key()).await.unwrap();
    let before = day.dating().await;
    assert_eq!(before.rounds_frozen(day.now()), 1);
    let refused = day.propose(&Happening::Move { who: ParticipantId(0), round: 1, to: None }).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::RoundIsCalled(2)))), "{refused:?}");
    day.apply(Happening::Mark { who: ParticipantId(2), attendance: Attendance::Missing }, 2).await.unwrap();
    let after = day.dating().await;
    let told = &before.plan.as_ref().unwrap().seats[1];
    for (seated, was) in after.plan.as_ref().unwrap().seats[1].iter().zip(told) {
        let stays: Vec<_> = was.iter().copied().filter(|who| *who != ParticipantId(2)).collect();
        assert_eq!(seated, &stays);
    }
    day.services.note_happening(&owner(), day.id, Happening::Thaw, day.key()).await.unwrap();
    assert_eq!(day.dating().await.rounds_frozen(day.now()), 0);
    // On the way to the tables a round is frozen by itself, unless it was thawed.
    day.turn(ClockTurn::Skip).await.unwrap();
    assert_eq!(day.dating().await.rounds_frozen(day.now()), 0);
    day.turn(ClockTurn::NextRound).await.unwrap();
    day.turn(ClockTurn::Skip).await.unwrap();
    assert_eq!(day.dating().await.rounds_frozen(day.now()), 1);
    replays(&day).await;
}

#[tokio::test]
async fn printed_cards_freeze_the_next_round_as_calling_does() {
    let day = started(8, 3, anybody()).await;
    let printed = day.services.cards_printed(&owner(), day.id, day.key()).await.unwrap();
    assert!(matches!(printed, QueueAnswer::Applied { mend: false, .. }), "{printed:?}");
    let sign = async || day.services.dating(&keeper(), day.id).await.unwrap().frozen;
    let Some(Frozen::Announced { how: Calling::Printed, at: Some(_) }) = sign().await else {
        panic!("{:?}", sign().await)
    };
    let refused = day.propose(&Happening::Move { who: ParticipantId(0), round: 1, to: None }).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::RoundIsCalled(2)))), "{refused:?}");
    day.services.note_happening(&owner(), day.id, Happening::Thaw, day.key()).await.unwrap();
    assert_eq!(sign().await, None);
    // On the way to the tables it is frozen by itself; printing says so with a time again.
    day.turn(ClockTurn::NextRound).await.unwrap();
    day.turn(ClockTurn::Skip).await.unwrap();
    assert_eq!(sign().await, Some(Frozen::OnTheWay));
    day.services.cards_printed(&owner(), day.id, day.key()).await.unwrap();
    assert!(matches!(sign().await, Some(Frozen::Announced { how: Calling::Printed, .. })));
    day.turn(ClockTurn::Skip).await.unwrap();
    let none_ahead = day.services.cards_printed(&owner(), day.id, day.key()).await.unwrap();
    assert_eq!(none_ahead, QueueAnswer::NoLongerFits { because: Refusal::Finished });
    replays(&day).await;
}
