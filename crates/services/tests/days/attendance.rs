//! Who comes, does not come, leaves and comes back: what becomes of the plan, and of those who sat across.

use crate::hall::*;
use domain::{
    AssociationId, ParticipantId, Refusal,
    control_room::{Approach, Warning},
    dating::{Attendance, ClockTurn, Dating, Happening, Pair, pairs},
};
use services::Error;
use std::collections::BTreeSet;

fn twice(dating: &Dating, now: domain::UnixMillis) -> Vec<Pair> {
    let sat = dating.sat(now);
    let ahead = dating.plan.as_ref().unwrap().seats.iter().skip(sat.len()).cloned();
    let mut met = BTreeSet::new();
    let all: Vec<Pair> =
        sat.iter().cloned().chain(ahead).flatten().flat_map(|t| pairs(&t).collect::<Vec<_>>()).collect();
    all.into_iter().filter(|pair| !met.insert(*pair)).collect()
}

#[tokio::test]
async fn a_no_show_leaves_played_rounds_untouched_and_can_be_taken_back() {
    let day = started(8, 4, anybody()).await;
    let before = day.dating().await;
    let applied = day.mark(3, Attendance::Missing).await;
    assert_eq!(applied.approach, Approach::FewestChanges);
    let after = day.dating().await;
    let seats = |dating: &Dating| dating.plan.as_ref().unwrap().seats.clone();
    assert_eq!(seats(&before)[0], seats(&after)[0]);
    assert!(after.participant(ParticipantId(3)).unwrap().missed.contains(&0));
    day.undo().await.unwrap();
    let back = day.dating().await;
    assert_eq!((seats(&back), &back.participants), (seats(&before), &before.participants));
    assert_eq!(back.published.as_ref().map(|plan| &plan.seats), Some(&seats(&before)));
    day.redo().await.unwrap();
    let again = day.dating().await;
    assert_eq!((seats(&again), &again.participants), (seats(&after), &after.participants));
    replays(&day).await;
}

#[tokio::test]
async fn whoever_was_left_alone_has_not_met_the_one_who_did_not_come() {
    let day = started(6, 3, anybody()).await;
    let alone = partner(&day.dating().await, 0, ParticipantId(0)).unwrap();
    day.quick(0, Attendance::Missing).await;
    let dating = day.dating().await;
    let pair = (alone.min(ParticipantId(0)), alone.max(ParticipantId(0)));
    assert!(!dating.met(day.now()).contains_key(&pair));
    let ledger = day.services.ledger(&keeper(), day.id).await.unwrap();
    let line = ledger.iter().find(|line| line.who == alone).unwrap();
    assert_eq!((line.had, line.sat_out), (0, 1));
    // Who comes while the round is still being talked was in it.
    day.later(60);
    day.quick(0, Attendance::Arrived).await;
    assert!(day.dating().await.met(day.now()).contains_key(&pair));
}

#[tokio::test]
async fn breaks_rotate_and_what_was_lost_is_made_up_for() {
    // Eleven people, five tables: one sits out in each round.
    let day = started(11, 4, anybody()).await;
    let dating = day.dating().await;
    let resting = dating.participants.iter().find(|p| partner(&dating, 0, p.id).is_none()).unwrap().id;
    // Whoever does not come leaves somebody alone beside the one who rests.
    let missing = dating.participants.iter().map(|p| p.id).find(|id| *id != resting).unwrap();
    let left = partner(&dating, 0, missing).unwrap();
    day.mark(missing.0, Attendance::Missing).await;
    // Ten for five tables: nobody rests. With one gone, one of nine rests in each round: not those who lost one.
    let gone = dating.participants.iter().map(|p| p.id).find(|id| ![resting, missing, left].contains(id)).unwrap();
    let best = usize::MAX;
    day.apply(Happening::Mark { who: gone, attendance: Attendance::Left }, best).await.unwrap();
    let dating = day.dating().await;
    let rests: Vec<Vec<ParticipantId>> = (1..4)
        .map(|round| {
            let there = dating.participants.iter().filter(|p| p.plays(round as u8));
            there.filter(|p| partner(&dating, round, p.id).is_none()).map(|p| p.id).collect()
        })
        .collect();
    let lost = [left, resting];
    assert!(rests.iter().all(|who| who.len() == 1 && !lost.contains(&who[0])), "{rests:?}, lost {lost:?}");
    let different: BTreeSet<_> = rests.iter().flatten().collect();
    assert_eq!(different.len(), 3, "each rests once: {rests:?}");
    assert_eq!(twice(&dating, day.now()), []);
}

#[tokio::test]
async fn whoever_comes_back_is_noted_again_and_the_control_room_is_asked_about_the_plan() {
    let day = started(8, 4, anybody()).await;
    let (who, first, second) = (ParticipantId(3), day.key(), day.key());
    let check_in = async |key| day.services.check_in(&keeper(), day.id, who, Some(key)).await;
    let came = check_in(first.clone()).await.unwrap();
    assert_eq!((came.attendance, came.again), (Attendance::Arrived, false));
    day.mark(3, Attendance::Left).await;
    let plan = day.dating().await.plan;
    // The same press, sent once more, does not bring them back, and does not say so.
    let repeated = check_in(first).await.unwrap();
    assert_eq!((repeated.attendance, repeated.next), (Attendance::Left, None));
    assert_eq!(day.dating().await.participant(who).unwrap().attendance, Attendance::Left);
    // A new one does; nobody is moved by it unseen.
    let back = check_in(second).await.unwrap();
    assert_eq!((back.attendance, back.again), (Attendance::Arrived, false));
    assert_eq!(day.dating().await.plan, plan);
    let asks = |warnings: &[Warning]| warnings.contains(&Warning::Unplanned { round: 1, who });
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert!(asks(&desk.warnings), "{:?}", desk.warnings);
    day.apply(Happening::Mend, 0).await.unwrap();
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert!(!asks(&desk.warnings) && desk.dating.day.unplanned.is_empty(), "{:?}", desk.warnings);
    assert!((1..4).all(|round| partner(&desk.dating, round, who).is_some()));
    replays(&day).await;
}

#[tokio::test]
async fn somebody_who_comes_back_before_the_plan_has_changed_is_where_it_knows_them() {
    let day = started(8, 4, anybody()).await;
    day.quick(3, Attendance::Left).await;
    assert_eq!(day.dating().await.day.unplanned, BTreeSet::from([ParticipantId(3)]));
    day.quick(3, Attendance::Arrived).await;
    assert_eq!(day.dating().await.day.unplanned, BTreeSet::new());
    day.undo().await.unwrap();
    assert_eq!(day.dating().await.day.unplanned, BTreeSet::from([ParticipantId(3)]));
    day.undo().await.unwrap();
    assert_eq!(day.dating().await.day.unplanned, BTreeSet::new());
    replays(&day).await;
}

#[tokio::test]
async fn a_slip_at_the_door_is_taken_back_to_what_was_noted_before() {
    let day = started(8, 4, anybody()).await;
    let take_back =
        async |who| day.services.take_back_check_in(&keeper(), day.id, ParticipantId(who), Some(day.key())).await;
    day.mark(2, Attendance::Late { until: 2 }).await;
    for (who, was) in [(1, Attendance::Expected), (2, Attendance::Late { until: 2 })] {
        day.services.check_in(&keeper(), day.id, ParticipantId(who), Some(day.key())).await.unwrap();
        let back = take_back(who).await.unwrap();
        assert_eq!((back.attendance, back.again), (was, false));
        assert_eq!(day.dating().await.participant(ParticipantId(who)).unwrap().attendance, was);
        assert!(take_back(who).await.unwrap().again, "twice is once");
    }
    // Of somebody who is not here by now there is nothing to take back.
    day.mark(1, Attendance::Missing).await;
    let gone = take_back(1).await.unwrap();
    assert_eq!((gone.attendance, gone.again), (Attendance::Missing, true));
    replays(&day).await;
}

#[tokio::test]
async fn somebody_of_an_association_walks_in_once() {
    // Six associations are at the fair, five take part: one of them rests in each round until somebody comes.
    let day = HallDay::prepared(&guests(6), one_to_one(3, 2), anybody()).await;
    let id = day.session_of("fair", 1, 5, one_to_one(3, 3), anybody()).await;
    let day = HallDay { id, ..day };
    let walk_in = |association| Happening::WalkIn {
        name: "somebody".to_owned(),
        association: Some(AssociationId(association)),
        side: None,
        languages: Vec::new(),
    };
    let twice = day.propose(&walk_in(1_000)).await;
    assert!(matches!(twice, Err(Error::Refused(Refusal::Taken(_)))), "{twice:?}");
    let stranger = day.propose(&walk_in(1_009)).await;
    assert!(matches!(stranger, Err(Error::Refused(Refusal::Malformed(_)))), "{stranger:?}");
    let others = day.services.may_walk_in(&owner(), id).await.unwrap();
    assert_eq!(others.iter().map(|one| one.association).collect::<Vec<_>>(), [AssociationId(1_005)]);
    day.apply(walk_in(1_005), 0).await.unwrap();
    let dating = day.dating().await;
    let newcomer = dating.participants.iter().find(|p| p.association == Some(AssociationId(1_005))).unwrap();
    // The profile speaks for them, and by the association's name they are known next time.
    assert_eq!((newcomer.name.as_str(), newcomer.languages[0].code.as_str()), ("Association 5", "de"));
    assert_eq!(day.services.may_walk_in(&owner(), id).await.unwrap(), []);
    day.turn(ClockTurn::Start).await.unwrap();
    day.turn(ClockTurn::NextRound).await.unwrap();
    let met: Vec<Pair> = day.dating().await.met(day.now()).into_keys().collect();
    let newcomer = newcomer.id;
    assert!(met.iter().any(|(a, b)| *a == newcomer || *b == newcomer), "{met:?}");
    let next = day.session_of("fair", 1, 6, one_to_one(3, 3), anybody()).await;
    let next = day.services.dating(&keeper(), next).await.unwrap();
    assert!(!next.dating.met_before.is_empty());
    let of = |id| next.dating.participants.iter().find(|p| p.association == Some(AssociationId(id))).unwrap().id;
    assert!(next.dating.met_before.iter().any(|(a, b)| [*a, *b].contains(&of(1_005))));
    replays(&day).await;
}
