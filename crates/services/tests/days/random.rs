//! Random days: people come late, do not come, walk in and leave, tables break, steps are taken back. Whatever happens,
//! the log is the session, played rounds stay, nobody meets twice, and nobody sits alone who need not.

use crate::hall::*;
use domain::{
    ParticipantId, UnixMillis,
    clock::Moment,
    control_room::Alternative,
    dating::{
        Attendance, Calling, ClockTurn, CommonLanguage, Dating, Deed, Happening, Pair, Rules, Side, Sides, pairs,
    },
    plan::{Seats, table_of},
    profile::{Level, SpokenLanguage},
};
use proptest::prelude::*;
use services::Error;
use std::collections::BTreeSet;

/// What chance decides, in order.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below.max(1)
    }
}

/// Few by default, since each is a whole day; `PROPTEST_CASES` asks for more.
fn days() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: days(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_promises_hold(seed in any::<u64>(), people in 5_usize..15, rounds in 3_i64..6, across: bool) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(a_day(seed, people, rounds, across));
    }
}

async fn a_day(seed: u64, people: usize, rounds: i64, across: bool) {
    let mut dice = Dice(seed);
    let tongues = [vec!["de"], vec!["de", "tr"], vec!["tr"], vec!["de", "uk"]];
    let guests: Vec<Guest> = (0..people)
        .map(|i| Guest {
            with: i % 2 == 0,
            languages: tongues[dice.roll(tongues.len())].clone(),
            wishes: vec![dice.roll(people)].into_iter().filter(|j| *j != i).collect(),
        })
        .collect();
    let rules = match across {
        true => Rules { language: CommonLanguage::Required, ..Rules::default() },
        false => Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() },
    };
    let day = HallDay::prepared(&guests, one_to_one(rounds, people as i64 / 2 + 1), rules).await;
    day.turn(ClockTurn::Start).await.unwrap();
    for _ in 0..30 {
        let before = day.dating().await;
        if before.moment(day.now()) == Moment::Over {
            break;
        }
        let mended = something(&day, &before, &mut dice).await;
        promises(&day, &before, mended.as_ref()).await;
        day.later(dice.roll(150) as i64);
    }
    day.later(7_200);
    let last = day.dating().await;
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), last);
}

/// Does something; the alternative where a plan was applied that was looked at.
async fn something(day: &HallDay, dating: &Dating, dice: &mut Dice) -> Option<Alternative> {
    let who = dating.participants[dice.roll(dating.participants.len())].id;
    let rounds = dating.setting.rounds;
    let table = dating.setting.tables[dice.roll(dating.setting.tables.len())].number;
    let attendance = match dice.roll(5) {
        0 => Attendance::Missing,
        1 => Attendance::Left,
        2 => Attendance::Late { until: dice.roll(rounds.into()) as u8 },
        _ => Attendance::Arrived,
    };
    let answer = match dice.roll(16) {
        0..5 => day.apply(Happening::Mark { who, attendance }, dice.roll(3)).await.map(Some),
        5 => {
            day.quick(who.0, attendance).await;
            day.apply(Happening::Mend, dice.roll(3)).await.map(Some)
        }
        6 => {
            let happening = Happening::WalkIn {
                name: format!("Walk-in {}", dating.ids_given),
                association: None,
                side: Some(if dice.roll(2) == 0 { Side::With } else { Side::Without }),
                languages: vec![SpokenLanguage { code: "de".to_owned(), level: Level::FLUENT }],
            };
            day.apply(happening, dice.roll(3)).await.map(Some)
        }
        7 => day.apply(Happening::CloseTable { number: table }, dice.roll(3)).await.map(Some),
        8 => day.apply(Happening::ReopenTable { number: table }, dice.roll(3)).await.map(Some),
        9 => day.apply(Happening::Bench { who, round: dice.roll(rounds.into()) as u8 }, dice.roll(3)).await.map(Some),
        10..12 if !dating.steps.done.is_empty() => day.undo().await.map(|()| None),
        12 if !dating.steps.undone.is_empty() => day.redo().await.map(|()| None),
        13 => {
            let turns = [ClockTurn::Pause, ClockTurn::Resume, ClockTurn::OneMinuteMore, ClockTurn::Skip];
            day.turn(turns[dice.roll(turns.len())]).await.map(|()| None)
        }
        14 => {
            let call = if dice.roll(2) == 0 {
                Happening::Thaw
            } else {
                let how = if dice.roll(2) == 0 { Calling::Called } else { Calling::Printed };
                Happening::CallRound { round: dice.roll(rounds.into()) as u8, how }
            };
            day.services.note_happening(&owner(), day.id, call, day.key()).await.map(|_| None)
        }
        _ => Ok(None),
    };
    match answer {
        Ok(mended) => mended,
        // The rules of a day may say no; nothing else may go wrong.
        Err(Error::Refused(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

async fn promises(day: &HallDay, before: &Dating, mended: Option<&Alternative>) {
    let (after, now) = (day.dating().await, day.now());
    let log = day.log().await;
    assert_eq!(Dating::replay(&log).unwrap().unwrap(), after, "the log tells the session");
    let seats = |dating: &Dating| dating.plan.as_ref().unwrap().seats.clone();
    let (was, is) = (seats(before), seats(&after));
    let begun = before.rounds_begun(now).min(after.rounds_begun(now));
    for round in 0..usize::from(begun) {
        assert_eq!(was[round], is[round], "round {round} has begun");
    }
    assert_eq!(after.published.as_ref().map(|plan| &plan.seats), Some(&is), "everybody is shown the plan");
    // A plan that stays as it was promises what it promised then.
    let last = log.last().unwrap();
    let replanned = last.outcome.plan.is_some() || last.deed == (Deed::Happened { happening: Happening::Mend });
    let Some(mended) = mended.filter(|_| replanned) else { return };
    let frozen = after.rounds_begun(now) + after.rounds_frozen(now);
    let open: Vec<_> = mended.broken.iter().filter(|rule| rule.round().is_none_or(|r| r >= frozen)).collect();
    assert!(open.is_empty(), "{open:?}");
    let counted = counted(&after, &is, now);
    let mut met: BTreeSet<Pair> = BTreeSet::new();
    for (round, tables) in counted.iter().enumerate() {
        for pair in tables.iter().flat_map(|seated| pairs(seated)) {
            let first = met.insert(pair);
            assert!(first || round < usize::from(frozen), "{pair:?} meet again in round {round}");
        }
    }
    for round in frozen..after.setting.rounds {
        let pair = avoidable(&after, &is, &met, round);
        assert_eq!(pair, None, "both sit alone in round {round} and need not: {mended:?}");
    }
}

fn counted(dating: &Dating, seats: &Seats, now: UnixMillis) -> Seats {
    let mut counted = dating.sat(now);
    counted.extend(seats.iter().skip(counted.len()).cloned());
    counted
}

/// Two who are there in a round without a partner, could meet, and have a table.
fn avoidable(dating: &Dating, seats: &Seats, met: &BTreeSet<Pair>, round: u8) -> Option<Pair> {
    let r = usize::from(round);
    let alone: Vec<ParticipantId> = dating
        .participants
        .iter()
        .filter(|p| p.plays(round) && table_of(seats, r, p.id).is_none_or(|t| seats[r][t].len() < 2))
        .map(|p| p.id)
        .collect();
    let free = dating
        .setting
        .tables
        .iter()
        .enumerate()
        .any(|(index, table)| table.closed_from.is_none_or(|from| round < from) && seats[r][index].len() < 2);
    let might = |(a, b): &Pair| {
        let (a, b) = (dating.participant(*a).unwrap(), dating.participant(*b).unwrap());
        let speak = || a.languages.iter().any(|ours| b.languages.iter().any(|theirs| ours.code == theirs.code));
        (dating.rules.sides == Sides::Anybody || a.side != b.side)
            && (dating.rules.language == CommonLanguage::Ignored || speak())
    };
    let pairs: Vec<Pair> = pairs(&alone).collect();
    free.then(|| pairs.into_iter().find(|pair| might(pair) && !met.contains(pair))).flatten()
}
