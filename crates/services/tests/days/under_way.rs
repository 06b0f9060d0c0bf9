//! Somebody leaves, or comes at last, while a round is being talked: everybody is told the same of it.

use crate::hall::*;
use domain::{
    ParticipantId,
    control_room::Warning,
    dating::{Attendance, ClockTurn, CommonLanguage, Dating, Rules, Setting, Sides},
    table_sign::TableSign,
};
use services::actor::Visitor;

/// Eight at four tables, the first of three rounds being talked.
async fn talking() -> HallDay {
    let rules = Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() };
    let day = HallDay::prepared(&guests(8), one_to_one(3, 4), rules).await;
    day.turn(ClockTurn::Start).await.unwrap();
    day
}

/// Somebody's table in the first round, and who sits across.
fn across(dating: &Dating, who: u32) -> (u16, ParticipantId) {
    let who = ParticipantId(who);
    let tables = &dating.plan.as_ref().unwrap().seats[0];
    let index = tables.iter().position(|seated| seated.contains(&who)).unwrap();
    (dating.table_number(index), *tables[index].iter().find(|other| **other != who).unwrap())
}

async fn sign(day: &HallDay, number: u16) -> TableSign {
    day.services.table_sign(Visitor, day.id, number).await.unwrap()
}

#[tokio::test]
async fn whoever_leaves_a_talk_has_held_it_and_sits_there_no_more() {
    for (attendance, held) in [(Attendance::Left, 1), (Attendance::Missing, 0)] {
        let day = talking().await;
        let dating = day.dating().await;
        let (number, other) = across(&dating, 3);
        assert_eq!(sign(&day, number).await.rounds[0].sitters.len(), 2);
        day.mark(3, attendance).await;
        let alone = Warning::Alone { round: 0, who: other, table: Some(number) };
        let desk = day.services.dating(&keeper(), day.id).await.unwrap();
        assert!(desk.warnings.contains(&alone), "{attendance:?} {:?}", desk.warnings);
        let sitters = &sign(&day, number).await.rounds[0].sitters;
        let left = &dating.participant(other).unwrap().name;
        assert_eq!(sitters.iter().map(|sitter| &sitter.name).collect::<Vec<_>>(), [left], "{attendance:?}");
        let phone = day.services.my_table(Visitor, day.id, other).await.unwrap();
        assert!(!phone.rounds[0].partners[0].is_there(), "{attendance:?}");
        // What had begun was held, in every account of it, now and when the next round has begun.
        for _ in 0..2 {
            let ledger = day.services.ledger(&keeper(), day.id).await.unwrap();
            let had = ledger.iter().find(|line| line.who == other).unwrap();
            let met = day.services.who_met_whom(&owner(), day.id).await.unwrap();
            let name = left.to_string();
            let first =
                met.iter().filter(|meeting| meeting.round == 1 && [&meeting.one, &meeting.other].contains(&&name));
            assert_eq!(first.count(), held, "{attendance:?}");
            assert!(usize::from(had.had) >= held && usize::from(had.sat_out) >= 1 - held, "{attendance:?} {had:?}");
            day.turn(ClockTurn::NextRound).await.unwrap();
        }
    }
}

#[tokio::test]
async fn the_ledger_counts_as_the_plan_does_and_no_talk_between_those_who_always_sit_together() {
    let together = vec![vec![ParticipantId(0), ParticipantId(1)]];
    let rules = Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, together, ..Rules::default() };
    let setting = Setting::parse("Groups", "2027-05-08T14:30", 3, 5, 1, 3, 4, 2).unwrap();
    let day = HallDay::prepared(&guests(12), setting, rules).await;
    let sums = async || {
        let ledger = day.services.ledger(&keeper(), day.id).await.unwrap();
        let dates = day.services.dating(&keeper(), day.id).await.unwrap().measures.dates;
        let line = ledger.iter().find(|line| line.who == ParticipantId(0)).unwrap().clone();
        (ledger.iter().map(|line| usize::from(line.had + line.planned)).sum::<usize>(), 2 * dates, line)
    };
    let (told, of_the_plan, line) = sums().await;
    assert_eq!(told, of_the_plan);
    assert_eq!(line.possible, 10, "everybody but themselves and their own");
    day.turn(ClockTurn::Start).await.unwrap();
    let (told, of_the_plan, line) = sums().await;
    assert_eq!((told, line.had), (of_the_plan, 2), "a table for four, and one of them is their own: {line:?}");
}

#[tokio::test]
async fn whoever_comes_while_somebody_waits_for_them_is_sent_to_that_table() {
    let day = talking().await;
    let dating = day.dating().await;
    let (number, other) = across(&dating, 3);
    let come =
        async |who: u32| day.services.check_in(&keeper(), day.id, ParticipantId(who), Some(day.key())).await.unwrap();
    let came = come(3).await;
    assert_eq!((came.at_once, came.next.map(|(round, _)| round)), (Some(number), Some(1)));
    day.mark(other.0, Attendance::Missing).await;
    assert_eq!(come(other.0).await.at_once, Some(number));
    // On the way to the next one nobody waits any more.
    day.turn(ClockTurn::Skip).await.unwrap();
    assert_eq!(come(5).await.at_once, None);
}
