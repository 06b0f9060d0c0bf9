//! Random days: people come late, do not come, walk in and leave, tables break, delegations part, seats are changed by hand,
//! steps are taken back. Whatever happens, what is promised of a day holds.

use crate::{hall::*, promises::promises};
use domain::{
    InterpreterId, ParticipantId,
    clock::Moment,
    control_room::Alternative,
    dating::{
        Attendance, Calling, ClockTurn, CommonLanguage, Dating, Happening, Participant, Rules, Setting, Side, Sides,
    },
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

    fn one_in(&mut self, many: usize) -> bool {
        self.roll(many) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(self.roll(from.len())).copied()
    }
}

/// Few by default, since each is a whole day; `PROPTEST_CASES` asks for more.
fn days() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16)
}

/// What a hall is like.
#[derive(Clone, Copy, Debug)]
enum Talks {
    /// Two at a table, one of each side, who have a language in common or somebody who interprets.
    Across,
    /// Any two at a table.
    Anybody,
    /// Tables for groups, with a delegation of two and one of three.
    Groups { language: CommonLanguage },
}

fn talks() -> impl Strategy<Value = Talks> {
    let languages = [CommonLanguage::Required, CommonLanguage::Ignored];
    prop_oneof![
        Just(Talks::Across),
        Just(Talks::Anybody),
        prop::sample::select(languages.to_vec()).prop_map(|language| Talks::Groups { language }),
    ]
}

impl Talks {
    fn setting(self, rounds: i64, people: usize) -> Setting {
        match self {
            Talks::Across | Talks::Anybody => one_to_one(rounds, people as i64 / 2 + 1),
            Talks::Groups { .. } => {
                Setting::parse("Groups", "2027-05-08T14:30", rounds, 5, 1, people as i64 / 3 + 1, 4, 2).unwrap()
            }
        }
    }

    fn rules(self, people: usize, dice: &mut Dice) -> Rules {
        let id = |i: usize| ParticipantId(i as u32);
        let apart = match dice.one_in(2) {
            true => vec![(id(people - 2), id(people - 1))],
            false => Vec::new(),
        };
        match self {
            Talks::Across => Rules { language: CommonLanguage::Required, apart, ..Rules::default() },
            Talks::Anybody => {
                Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, apart, ..Rules::default() }
            }
            Talks::Groups { language } => {
                let together = [vec![0, 1], vec![2, 3, 4]].map(|group| group.into_iter().map(id).collect());
                let together = together.into_iter().take(if people < 8 { 1 } else { 2 }).collect();
                Rules { sides: Sides::Anybody, language, apart, together, ..Rules::default() }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: days(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_promises_hold(seed in any::<u64>(), people in 5_usize..15, rounds in 3_i64..6, talks in talks()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(a_day(seed, people, rounds, talks));
    }
}

async fn a_day(seed: u64, people: usize, rounds: i64, talks: Talks) {
    let mut dice = Dice(seed);
    // Of their own, so that the day is the same where nobody thinks twice.
    let mut thoughts = Dice(!seed);
    let tongues = [vec!["de"], vec!["de", "tr"], vec!["tr"], vec!["de", "uk"]];
    let mut guests: Vec<Guest> = (0..people)
        .map(|i| Guest {
            with: i % 2 == 0,
            languages: tongues[dice.roll(tongues.len())].clone(),
            wishes: vec![dice.roll(people)].into_iter().filter(|j| *j != i).collect(),
        })
        .collect();
    if matches!(talks, Talks::Groups { .. }) {
        // A delegation understands each other.
        guests.iter_mut().take(5).for_each(|guest| guest.languages = vec!["de", "tr"]);
    }
    let rules = talks.rules(people, &mut dice);
    let day = HallDay::prepared(&guests, talks.setting(rounds, people), rules).await;
    day.turn(ClockTurn::Start).await.unwrap();
    for _ in 0..30 {
        let before = day.dating().await;
        let over = before.moment(day.now()) == Moment::Over;
        // Whoever ended it by mistake takes that back.
        if over && day.undo().await.is_err() {
            break;
        }
        let done = match over {
            true => None,
            false => something(&day, &before, &mut dice).await,
        };
        promises(&day, &before, done.as_ref()).await;
        if thoughts.one_in(5) {
            think_twice(&day, 1 + thoughts.roll(4)).await;
        }
        if thoughts.one_in(15) {
            called_off_and_held(&day, thoughts.roll(600) as i64).await;
        }
        day.later(dice.roll(150) as i64);
    }
    day.later(7_200);
    let last = day.dating().await;
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), last);
}

/// Takes steps back and does them again, all in one moment: everybody is the same person afterwards, and where no round has
/// begun since those steps, and none was called by taking them back, it is as if nobody had.
async fn think_twice(day: &HallDay, steps: usize) {
    let (before, now) = (day.dating().await, day.now());
    let called = |dating: &Dating| dating.rounds_begun(now) + dating.rounds_frozen(now);
    let open = called(&before);
    let mut back = 0;
    // A round whose beginning is taken back has not begun, and without "by hand" another may have been called.
    let mut last = before.clone();
    let mut more_called = false;
    while back < steps && !last.steps.done.is_empty() {
        match day.undo().await {
            Ok(()) => back += 1,
            // What is history stays.
            Err(Error::Refused(_)) => break,
            Err(error) => panic!("{error}"),
        }
        promises(day, &last, None).await;
        last = day.dating().await;
        more_called |= called(&last) > open;
    }
    for _ in 0..back {
        match day.redo().await {
            Ok(()) => {
                promises(day, &last, None).await;
                last = day.dating().await;
                more_called |= called(&last) > open;
            }
            // What was meant for a round that has begun since.
            Err(Error::Refused(_)) => return,
            Err(error) => panic!("{error}"),
        }
    }
    let after = last;
    let ids = |dating: &Dating| dating.participants.iter().map(|p| p.id).collect::<BTreeSet<_>>();
    assert_eq!(ids(&after), ids(&before));
    let log = day.log().await;
    let taken_back = before.steps.done.iter().rev().take(back);
    let begun_since = |step: &i64| log[*step as usize - 1].outcome.begun != before.rounds_begun(now);
    if more_called || taken_back.clone().any(begun_since) {
        return;
    }
    let ahead = |dating: &Dating| dating.plan.as_ref().unwrap().seats[usize::from(open)..].to_vec();
    // Nobody on their way to a table is sent to another, also where a step done again would have them there.
    let called = |dating: &Dating| dating.plan.as_ref().unwrap().seats[..usize::from(open)].to_vec();
    if called(&after) != called(&before) {
        return;
    }
    let deeds: Vec<_> = log.iter().rev().take(back).map(|event| (&event.deed, event.outcome.plan.is_some())).collect();
    assert_eq!(ahead(&after), ahead(&before), "back and again: {deeds:?}");
    let who = |dating: &Dating| -> Vec<(ParticipantId, Vec<bool>)> {
        let plays = |p: &Participant| (open..before.setting.rounds).map(|round| p.plays(round)).collect();
        dating.participants.iter().map(|p| (p.id, plays(p))).collect()
    };
    assert_eq!(who(&after), who(&before), "back and again: {deeds:?}");
}

/// Called off for so many seconds, and held after all: nothing happens meanwhile, and everybody and the clock are where they
/// were. Not where it is over.
async fn called_off_and_held(day: &HallDay, seconds: i64) {
    let before = day.dating().await;
    match day.services.call_off(&owner(), day.id, day.key()).await {
        Ok(()) => {}
        Err(Error::Refused(_)) => return,
        Err(error) => panic!("{error}"),
    }
    let begun = before.rounds_begun(day.now());
    let left = before.moment(day.now());
    promises(day, &before, None).await;
    day.later(seconds);
    let off = day.dating().await;
    assert_eq!((off.moment(day.now()), off.rounds_begun(day.now())), (Moment::Over, begun));
    assert!(matches!(day.turn(ClockTurn::Resume).await, Err(Error::Refused(_))), "nothing is done meanwhile");
    day.services.hold_after_all(&owner(), day.id, day.key()).await.unwrap();
    promises(day, &off, None).await;
    let after = day.dating().await;
    assert_eq!((after.moment(day.now()), after.rounds_begun(day.now())), (left, begun));
    assert_eq!((&after.plan, &after.participants), (&before.plan, &before.participants));
}

/// Does something; what was decided and the alternative that was applied, where it was looked at first.
async fn something(day: &HallDay, dating: &Dating, dice: &mut Dice) -> Option<(Happening, Alternative)> {
    let came = match dice.roll(36) {
        0..4 if !dating.steps.done.is_empty() => day.undo().await.map(|()| None),
        4 if !dating.steps.undone.is_empty() => day.redo().await.map(|()| None),
        5..8 => day.turn(a_turn(dice)).await.map(|()| None),
        8..11 => {
            let said = said_to_all(dating, dice);
            day.services.note_happening(&owner(), day.id, said, day.key()).await.map(|_| None)
        }
        11..13 => {
            let who = dice.pick(&dating.participants.iter().map(|p| p.id).collect::<Vec<_>>())?;
            day.quick(who.0, an_attendance(dating, dice)).await;
            day.apply(Happening::Mend, dice.roll(3)).await.map(|one| Some((Happening::Mend, one)))
        }
        _ => {
            let happening = decided(dating, dice)?;
            day.apply(happening.clone(), dice.roll(3)).await.map(|one| Some((happening, one)))
        }
    };
    match came {
        Ok(done) => done,
        // The rules of a day may say no; nothing else may go wrong.
        Err(Error::Refused(_)) => None,
        Err(error) => panic!("{error}"),
    }
}

fn a_turn(dice: &mut Dice) -> ClockTurn {
    match dice.roll(20) {
        0..3 => ClockTurn::Pause,
        3..7 => ClockTurn::Resume,
        7..9 => ClockTurn::OneMinuteMore,
        9..13 => ClockTurn::Skip,
        13..15 => ClockTurn::NextRound,
        15..17 => ClockTurn::ByHand,
        17..19 => ClockTurn::Automatic,
        _ => ClockTurn::Finish,
    }
}

fn an_attendance(dating: &Dating, dice: &mut Dice) -> Attendance {
    match dice.roll(5) {
        0 => Attendance::Missing,
        1 => Attendance::Left,
        2 => Attendance::Late { until: dice.roll(dating.setting.rounds.into()) as u8 },
        _ => Attendance::Arrived,
    }
}

/// What asks for no other plan.
fn said_to_all(dating: &Dating, dice: &mut Dice) -> Happening {
    match dice.roll(6) {
        0 => Happening::Announce { text: format!("Sentence {}", dating.revision) },
        1 => Happening::Retract { announcement: dice.roll(dating.day.announcements.len()) as u32 },
        2 | 3 => Happening::Thaw,
        4 => Happening::CallRound { round: dice.roll(dating.setting.rounds.into()) as u8, how: Calling::Called },
        _ => Happening::CallRound { round: dice.roll(dating.setting.rounds.into()) as u8, how: Calling::Printed },
    }
}

/// What is looked at first; nothing where there is nobody it could be about.
fn decided(dating: &Dating, dice: &mut Dice) -> Option<Happening> {
    let people: Vec<ParticipantId> = dating.participants.iter().map(|p| p.id).collect();
    let tables: Vec<u16> = dating.setting.tables.iter().map(|table| table.number).collect();
    let (who, table) = (dice.pick(&people)?, dice.pick(&tables)?);
    let round = dice.roll(dating.setting.rounds.into()) as u8;
    Some(match dice.roll(26) {
        0..7 => Happening::Mark { who, attendance: an_attendance(dating, dice) },
        7 | 8 => Happening::WalkIn {
            name: format!("Walk-in {}", dating.ids_given),
            association: None,
            side: Some(if dice.one_in(2) { Side::With } else { Side::Without }),
            languages: vec![SpokenLanguage { code: "de".to_owned(), level: Level::FLUENT }],
        },
        9 | 10 => Happening::CloseTable { number: table },
        11 => Happening::ReopenTable { number: table },
        12 => Happening::MergeTables { from: table, into: dice.pick(&tables)?, round },
        13 | 14 => Happening::Swap { a: who, b: dice.pick(&people)?, round },
        15 | 16 => Happening::Move { who, round, to: (!dice.one_in(4)).then_some(table) },
        17 | 18 => Happening::Fix { who, table },
        19 => Happening::Unfix { who: dice.pick(&dating.rules.fixed)?.0 },
        20 => Happening::Bench { who, round },
        21 => {
            let benched = dating.participants.iter().flat_map(|p| p.benched.iter().map(|round| (p.id, *round)));
            let (who, round) = dice.pick(&benched.collect::<Vec<_>>())?;
            Happening::Unbench { who, round }
        }
        22 => {
            let members: Vec<ParticipantId> = dating.rules.together.iter().flatten().copied().collect();
            Happening::SplitDelegation { apart: vec![dice.pick(&members)?] }
        }
        23 | 24 => {
            let languages = [["de", "tr"], ["tr", "uk"], ["de", "uk"]][dice.roll(3)].map(str::to_owned).to_vec();
            Happening::InterpreterHere { name: format!("Bridge {}", dating.day.interpreters.len()), languages }
        }
        _ => Happening::InterpreterGone { who: InterpreterId(dice.roll(dating.day.interpreters.len()) as u32) },
    })
}

#[tokio::test]
async fn days_that_once_broke_a_promise() {
    a_day(957742269606491350, 8, 3, Talks::Groups { language: CommonLanguage::Required }).await;
    a_day(10273420383590673001, 11, 5, Talks::Anybody).await;
    a_day(16311074355158645897, 9, 4, Talks::Across).await;
}
