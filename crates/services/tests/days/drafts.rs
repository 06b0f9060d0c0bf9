//! A plan moved by hand while rounds run: whoever runs the day goes by it, and everybody else by what was published.

use crate::hall::*;
use domain::{
    ParticipantId,
    control_room::Choice,
    dating::{Attendance, ClockTurn, Happening, MoveSeat},
    live::Reach,
    plan::Seats,
};
use services::actor::Visitor;

/// Whose table of which round (from 0) a phone shows.
async fn shown(day: &HallDay, who: ParticipantId, round: usize) -> Option<u16> {
    day.services.my_table(Visitor, day.id, who).await.unwrap().rounds[round].table
}

fn at(day: &domain::dating::Dating, seats: &Seats, who: ParticipantId, round: usize) -> Option<u16> {
    domain::plan::table_of(seats, round, who).map(|index| day.table_number(index))
}

#[tokio::test]
async fn what_is_moved_by_hand_meanwhile_is_told_to_nobody_and_the_desk_says_in_which_rounds() {
    let day = started(8, 4, anybody()).await;
    let before = day.dating().await;
    assert!(before.rounds_shown_otherwise(day.now()).is_empty());
    let seats = before.plan.clone().unwrap().seats;
    let who = ParticipantId(0);
    let other = partner(&before, 3, who).unwrap();
    let other = before.participants.iter().map(|p| p.id).find(|id| *id != who && *id != other).unwrap();
    let swap = MoveSeat { who, round: 3, to: None, swap_with: Some(other) };
    day.services.move_participant(&owner(), day.id, before.revision, swap, None).await.unwrap();
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert!(desk.unpublished_changes && desk.ended.is_none());
    assert_eq!(desk.dating.rounds_shown_otherwise(desk.clock.now), [3]);
    assert_eq!(shown(&day, who, 3).await, at(&before, &seats, who, 3), "phones go by what was published");
    // What happens since is a draft as well, until it is published.
    let left = Happening::Mark { who: ParticipantId(7), attendance: Attendance::Left };
    let proposal = day.propose(&left).await.unwrap();
    let choice = Choice::of(&proposal, &proposal.alternatives[0]);
    let applied = day.services.apply(&owner(), day.id, choice, left, None).await.unwrap().unwrap();
    assert_eq!(applied.reach, Reach::Draft);
    let draft = day.dating().await;
    assert_eq!(draft.published, before.published);
    assert!(draft.rounds_shown_otherwise(day.now()).contains(&3));
    let reach = day.services.publish(&owner(), day.id, draft.revision, None).await.unwrap();
    assert_eq!(reach, Reach::Phones);
    let told = day.dating().await;
    assert!(told.rounds_shown_otherwise(day.now()).is_empty());
    assert_eq!(shown(&day, who, 3).await, at(&told, &told.published.as_ref().unwrap().seats, who, 3));
    // From then on whatever happens is told at once again.
    day.turn(ClockTurn::NextRound).await.unwrap();
    day.mark(6, Attendance::Left).await;
    assert!(day.dating().await.rounds_shown_otherwise(day.now()).is_empty());
    replays(&day).await;
}
