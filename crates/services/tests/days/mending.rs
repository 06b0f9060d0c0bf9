//! How a plan is mended: who is made to rest, who moves, and what there is to choose between.

use crate::hall::*;
use domain::{
    ParticipantId,
    control_room::{Approach, Warning},
    dating::{Attendance, ClockTurn, CommonLanguage, Dating, Happening, Rules, Side, Sides},
    plan::table_of,
};

fn across() -> Rules {
    Rules { sides: Sides::Across, language: CommonLanguage::Ignored, ..Rules::default() }
}

fn missing(who: u32) -> Happening {
    Happening::Mark { who: ParticipantId(who), attendance: Attendance::Missing }
}

/// Talks of everybody of a side who is there for the whole session.
fn talks(dating: &Dating, side: Side) -> Vec<usize> {
    let seats = &dating.plan.as_ref().unwrap().seats;
    let has = |who, round: u8| {
        let table = table_of(seats, round.into(), who);
        table.is_some_and(|table| seats[usize::from(round)][table].len() > 1)
    };
    let rounds = || 0..dating.setting.rounds;
    let there = dating.participants.iter().filter(|p| p.side == Some(side) && rounds().all(|round| p.plays(round)));
    there.map(|p| rounds().filter(|round| has(p.id, *round)).count()).collect()
}

#[tokio::test]
async fn those_who_lost_their_partners_do_not_pay_for_it_all_day() {
    let day = HallDay::prepared(&guests(20), one_to_one(5, 11), across()).await;
    // Three of one side do not come: of ten across from seven, three rest in each round.
    for who in [0, 2, 4] {
        day.apply(missing(who), 0).await.unwrap();
    }
    let without = talks(&day.dating().await, Side::Without);
    assert_eq!((without.len(), without.iter().sum::<usize>()), (10, 35));
    assert!(without.iter().all(|talks| (3..=4).contains(talks)), "{without:?}");
    day.turn(ClockTurn::Start).await.unwrap();
    for who in [6, 9] {
        day.apply(missing(who), 0).await.unwrap();
    }
    let without = talks(&day.dating().await, Side::Without);
    assert!(without.iter().all(|talks| (3..=4).contains(talks)), "{without:?}");
}

#[tokio::test]
async fn breaks_that_are_spread_more_evenly_are_something_to_choose() {
    let day = HallDay::prepared(&guests(20), one_to_one(5, 11), across()).await;
    day.apply(missing(0), 0).await.unwrap();
    let proposal = day.propose(&missing(2)).await.unwrap();
    let [fewest, best] = &proposal.alternatives[..] else { panic!("{:?}", proposal.alternatives) };
    assert_eq!((fewest.approach, best.approach), (Approach::FewestChanges, Approach::Best));
    assert!(best.people_moved > fewest.people_moved && best.gains_over(fewest));
    // The breaks that best has go to others, and are no more of them.
    assert!(best.alone.len() > fewest.alone.len() && best.company_won > fewest.company_won, "{best:?} {fewest:?}");
    assert_eq!(best.more_alone(), fewest.more_alone());
    // Two of eight rest in each of five rounds: once each can be had, twice the same ones is what moves fewest.
    assert!((best.most_breaks, best.breaks_again) < (fewest.most_breaks, fewest.breaks_again), "{best:?}");
}

#[tokio::test]
async fn whose_table_is_out_of_use_goes_on_talking_at_a_free_one() {
    let day = HallDay::prepared(&guests(18), one_to_one(5, 11), across()).await;
    day.turn(ClockTurn::Start).await.unwrap();
    let seats = day.dating().await.plan.unwrap().seats;
    let table =
        (0..11).max_by_key(|table| seats[1..].iter().filter(|round| !round[*table].is_empty()).count()).unwrap();
    let proposal = day.propose(&Happening::CloseTable { number: table as u16 + 1 }).await.unwrap();
    let fewest = &proposal.alternatives[0];
    let told: std::collections::BTreeSet<_> = seats[1..].iter().flat_map(|round| &round[table]).collect();
    assert_eq!((fewest.people_moved, fewest.dates_lost, fewest.alone.len()), (told.len(), 0, 0));
}

#[tokio::test]
async fn a_plan_that_does_not_fit_any_more_is_warned_of_and_mended() {
    let day = started(6, 4, anybody()).await;
    day.quick(0, Attendance::Left).await;
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert!(
        desk.warnings.iter().any(|w| matches!(w, Warning::SeatOfSomebodyGone { round: 1, .. })),
        "{:?}",
        desk.warnings
    );
    assert!(desk.warnings.iter().any(|w| matches!(w, Warning::Alone { round: 1, .. })));
    day.apply(Happening::Mend, 0).await.unwrap();
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    // Five for three tables: one rests.
    let ahead: Vec<_> = desk.warnings.iter().filter(|w| w.round() == 1).collect();
    assert!(matches!(ahead[..], [Warning::Alone { table: None, .. }]), "{ahead:?}");
}
