//! What is promised about a day, one small case each.

use crate::hall::*;
use domain::{
    AssociationId, DatingId, InterpreterId, ParticipantId, Refusal,
    clock::{Moment, Part, Run},
    control_room::{Approach, Choice, Frozen, QueueAnswer, Queued, Warning},
    dating::{Attendance, Calling, ClockTurn, CommonLanguage, Dating, Happening, Pair, Rules, Sides, pairs},
};
use services::Error;
use std::collections::BTreeSet;

fn anybody() -> Rules {
    Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() }
}

async fn started(count: usize, rounds: i64, rules: Rules) -> HallDay {
    let day = HallDay::prepared(&guests(count), one_to_one(rounds, count as i64 / 2), rules).await;
    day.turn(ClockTurn::Start).await.unwrap();
    day
}

fn partner(dating: &Dating, round: usize, who: ParticipantId) -> Option<ParticipantId> {
    let tables = &dating.plan.as_ref().unwrap().seats[round];
    let table = tables.iter().find(|seated| seated.contains(&who))?;
    table.iter().copied().find(|other| *other != who)
}

fn twice(dating: &Dating, now: domain::UnixMillis) -> Vec<Pair> {
    let sat = dating.sat(now);
    let ahead = dating.plan.as_ref().unwrap().seats.iter().skip(sat.len()).cloned();
    let mut met = BTreeSet::new();
    let all: Vec<Pair> =
        sat.iter().cloned().chain(ahead).flatten().flat_map(|t| pairs(&t).collect::<Vec<_>>()).collect();
    all.into_iter().filter(|pair| !met.insert(*pair)).collect()
}

async fn replays(day: &HallDay) {
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), day.dating().await);
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
async fn a_session_that_ended_by_itself_is_over_in_every_list_and_at_the_door() {
    let day = started(4, 2, anybody()).await;
    let rehearsal = day.services.rehearse(&owner(), day.id, Some(3)).await.unwrap();
    let copy = HallDay { id: rehearsal, ..day };
    copy.turn(ClockTurn::Start).await.unwrap();
    copy.turn(ClockTurn::ByHand).await.unwrap();
    let (day, first) = (copy, DatingId(1));
    let state = |cards: &[domain::views::DatingCard], id| cards.iter().find(|card| card.id == id).map(|card| card.run);
    let cards = day.services.datings(&keeper(), "fair").await.unwrap();
    assert!(matches!(state(&cards, first), Some(Run::Running { .. })), "{cards:?}");
    let at_the_door = async || day.services.guests_at_the_door(&keeper(), "fair", None).await;
    assert_eq!(at_the_door().await.unwrap().unwrap().dating, first);
    let began = day.now();
    day.later(11 * 60);
    let cards = day.services.datings(&keeper(), "fair").await.unwrap();
    assert_eq!(state(&cards, first), Some(Run::Finished { at: began.plus(11 * 60_000), begun: None, called_off: false }));
    // A rehearsal that goes on is nobody's to come to: with nothing else ahead, the list is that of the day.
    assert!(matches!(state(&cards, rehearsal), Some(Run::Running { .. })));
    assert_eq!(at_the_door().await.unwrap().unwrap().dating, first);
    let next = day.session_of("fair", 1, 4, one_to_one(2, 2), anybody()).await;
    assert_eq!(at_the_door().await.unwrap().unwrap().dating, next);
    let fair = day.services.fair(services::actor::Visitor, "fair").await.unwrap();
    assert!(matches!(state(&fair.datings, first), Some(Run::Finished { .. })));
}

#[tokio::test]
async fn a_turn_of_the_clock_that_is_history_is_in_nobodys_way() {
    let day = started(8, 4, anybody()).await;
    let before = day.dating().await;
    day.mark(3, Attendance::Missing).await;
    let step = day.dating().await.revision;
    day.turn(ClockTurn::OneMinuteMore).await.unwrap();
    let offered = async || day.services.dating(&keeper(), day.id).await.unwrap().last.map(|line| line.step);
    assert_eq!(offered().await, Some(step + 1));
    // Another round begins by itself.
    day.later(8 * 60);
    assert_eq!(day.dating().await.rounds_begun(day.now()), 2);
    assert_eq!(offered().await, Some(step), "the turn is history");
    let revision = day.dating().await.revision;
    day.services.undo(&keeper(), day.id, revision, step, Some(day.key())).await.unwrap();
    let after = day.dating().await;
    assert_eq!(after.participant(ParticipantId(3)).unwrap().attendance, Attendance::Expected);
    let ahead = |dating: &Dating| dating.plan.as_ref().unwrap().seats[2..].to_vec();
    assert_eq!(ahead(&after), ahead(&before));
    assert_eq!(offered().await, None, "the start is history too");
    day.redo().await.unwrap();
    replays(&day).await;
}

#[tokio::test]
async fn a_step_is_taken_back_past_what_has_nothing_to_do_with_it() {
    let day = started(8, 4, anybody()).await;
    let before = day.dating().await;
    day.mark(3, Attendance::Missing).await;
    let step = day.dating().await.revision;
    day.quick(1, Attendance::Arrived).await;
    day.quick(2, Attendance::Arrived).await;
    let revision = day.dating().await.revision;
    day.services.undo(&keeper(), day.id, revision, step, Some(day.key())).await.unwrap();
    let after = day.dating().await;
    let seats = |dating: &Dating| dating.plan.as_ref().unwrap().seats.clone();
    assert_eq!(seats(&after), seats(&before));
    let state = |who| after.participant(ParticipantId(who)).unwrap().attendance;
    assert_eq!([1, 2, 3].map(state), [Attendance::Arrived, Attendance::Arrived, Attendance::Expected]);
    day.redo().await.unwrap();
    replays(&day).await;
    // What was noted of the same person since comes first; so does another plan.
    let step = *day.dating().await.steps.done.last().unwrap();
    let undo = async |step| {
        let revision = day.dating().await.revision;
        day.services.undo(&keeper(), day.id, revision, step, Some(day.key())).await
    };
    day.quick(3, Attendance::Arrived).await;
    let changed = undo(step).await;
    assert!(
        matches!(&changed, Err(Error::Refused(Refusal::ChangedSince { by })) if by == "command line"),
        "{changed:?}"
    );
    day.undo().await.unwrap();
    day.mark(5, Attendance::Left).await;
    let changed = undo(step).await;
    assert!(matches!(changed, Err(Error::Refused(Refusal::ChangedSince { .. }))), "{changed:?}");
    day.undo().await.unwrap();
    undo(step).await.unwrap();
    replays(&day).await;
}

#[tokio::test]
async fn a_slip_of_the_clock_costs_nobody_a_second() {
    let day = started(4, 3, anybody()).await;
    day.later(60);
    let remaining = |dating: Dating| match dating.moment(day.now()) {
        Moment::On { round, part, remaining_ms, .. } => (round, part, remaining_ms),
        moment => panic!("{moment:?}"),
    };
    let stood = remaining(day.dating().await);
    assert_eq!(stood, (0, Part::Talk, 240_000));
    for turn in [ClockTurn::Skip, ClockTurn::Finish, ClockTurn::Pause, ClockTurn::NextRound] {
        day.turn(turn).await.unwrap();
        day.later(20);
        day.undo().await.unwrap();
        assert_eq!(remaining(day.dating().await), stood, "{turn:?}");
    }
    // When another round has begun by itself since, it is too late.
    day.turn(ClockTurn::Skip).await.unwrap();
    day.later(90);
    let late = day.undo().await;
    assert!(matches!(late, Err(Error::Refused(Refusal::TooLateToUndo))), "{late:?}");
    replays(&day).await;
}

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

#[tokio::test]
async fn tables_people_and_groups_are_changed_and_changed_back() {
    let mut rules = anybody();
    rules.together = vec![vec![ParticipantId(0), ParticipantId(1), ParticipantId(2)]];
    let setting = domain::dating::Setting::parse("Groups", "2027-05-08T14:30", 4, 5, 1, 5, 4, 2).unwrap();
    let day = HallDay::prepared(&guests(12), setting, rules).await;
    day.turn(ClockTurn::Start).await.unwrap();
    let happenings = [
        Happening::CloseTable { number: 2 },
        Happening::ReopenTable { number: 2 },
        Happening::MergeTables { from: 1, into: 3, round: 2 },
        Happening::Fix { who: ParticipantId(5), table: 4 },
        Happening::Unfix { who: ParticipantId(5) },
        Happening::Bench { who: ParticipantId(6), round: 2 },
        Happening::Unbench { who: ParticipantId(6), round: 2 },
        Happening::SplitDelegation { apart: vec![ParticipantId(2)] },
        Happening::Swap { a: ParticipantId(7), b: ParticipantId(8), round: 1 },
        Happening::Move { who: ParticipantId(9), round: 3, to: Some(5) },
        Happening::WalkIn { name: "Newcomers".to_owned(), association: None, side: None, languages: Vec::new() },
    ];
    for happening in happenings {
        let before = day.dating().await;
        day.apply(happening.clone(), 0).await.unwrap();
        let applied = day.dating().await;
        day.undo().await.unwrap();
        let back = day.dating().await;
        let seats = |dating: &Dating| dating.plan.as_ref().unwrap().seats.clone();
        assert_eq!(seats(&back), seats(&before), "{happening:?}");
        assert_eq!((&back.participants, &back.rules), (&before.participants, &before.rules), "{happening:?}");
        assert_eq!(back.setting, before.setting, "{happening:?}");
        day.redo().await.unwrap();
        let again = day.dating().await;
        assert_eq!((&again.participants, seats(&again)), (&applied.participants, seats(&applied)), "{happening:?}");
        assert_eq!(again.setting, applied.setting, "{happening:?}");
    }
    replays(&day).await;
    // An id is never given to somebody else.
    day.undo().await.unwrap();
    let walk_in = Happening::WalkIn { name: "Others".to_owned(), association: None, side: None, languages: Vec::new() };
    day.apply(walk_in, 0).await.unwrap();
    let ids: BTreeSet<_> = day.dating().await.participants.iter().map(|p| p.id).collect();
    assert!(ids.contains(&ParticipantId(13)) && !ids.contains(&ParticipantId(12)), "{ids:?}");
}

#[tokio::test]
async fn an_interpreter_makes_talks_possible_one_table_at_a_time() {
    let mut all = guests(4);
    for (guest, languages) in all.iter_mut().zip([vec!["de"], vec!["uk"], vec!["de"], vec!["ar"]]) {
        guest.languages = languages;
    }
    let rules = Rules { sides: Sides::Anybody, language: CommonLanguage::Required, ..Rules::default() };
    let day = HallDay::prepared(&all, one_to_one(3, 2), rules).await;
    let speaking = |dating: &Dating| -> Vec<Pair> {
        dating.plan.as_ref().unwrap().seats.iter().flatten().flat_map(|t| pairs(t).collect::<Vec<_>>()).collect()
    };
    assert_eq!(speaking(&day.dating().await), [(ParticipantId(0), ParticipantId(2))]);
    let languages = ["de", "uk", "ar"].map(str::to_owned).to_vec();
    day.apply(Happening::InterpreterHere { name: "Bridge".to_owned(), languages }, 2).await.unwrap();
    let dating = day.dating().await;
    let plan = dating.plan.as_ref().unwrap();
    assert!(speaking(&dating).len() > 1, "{plan:?}");
    for (round, tables) in plan.seats.iter().enumerate() {
        assert!(plan.interpreters[round].len() <= 1);
        for (index, seated) in tables.iter().enumerate() {
            let native = pairs(seated).all(|pair| pair == (ParticipantId(0), ParticipantId(2)));
            assert!(native || plan.interpreter_at(round, index) == Some(InterpreterId(0)), "{round} {seated:?}");
        }
    }
    day.apply(Happening::InterpreterGone { who: InterpreterId(0) }, 0).await.unwrap();
    let dating = day.dating().await;
    assert_eq!(speaking(&dating), [(ParticipantId(0), ParticipantId(2))]);
    replays(&day).await;
}

#[tokio::test]
async fn by_hand_the_clock_waits_and_an_announcement_reaches_everybody_until_it_is_taken_back() {
    let day = started(4, 2, anybody()).await;
    day.turn(ClockTurn::ByHand).await.unwrap();
    day.later(3_600);
    assert_eq!(day.dating().await.rounds_begun(day.now()), 1);
    let say = Happening::Announce { text: "  Coffee\nis ready ".to_owned() };
    day.services.note_happening(&owner(), day.id, say, day.key()).await.unwrap();
    let said = |dating: Dating| dating.announcements().map(|a| a.text.clone()).collect::<Vec<_>>();
    assert_eq!(said(day.dating().await), ["Coffee is ready"]);
    day.undo().await.unwrap();
    assert_eq!(said(day.dating().await), [""; 0]);
    day.redo().await.unwrap();
    let retract = Happening::Retract { announcement: 0 };
    day.services.note_happening(&owner(), day.id, retract, day.key()).await.unwrap();
    assert_eq!(said(day.dating().await), [""; 0]);
    day.turn(ClockTurn::Automatic).await.unwrap();
    let Moment::On { part: Part::Change, .. } = day.dating().await.moment(day.now()) else {
        panic!("the talk was over")
    };
    replays(&day).await;
}

#[tokio::test]
async fn who_met_is_remembered_at_the_next_session_and_the_next_fair() {
    let day = started(8, 3, anybody()).await;
    day.turn(ClockTurn::NextRound).await.unwrap();
    day.turn(ClockTurn::NextRound).await.unwrap();
    day.turn(ClockTurn::Finish).await.unwrap();
    let met: BTreeSet<Pair> = day.dating().await.met(day.now()).into_keys().collect();
    assert_eq!(met.len(), 12);
    let told = day.services.who_met_whom(&owner(), day.id).await.unwrap();
    assert_eq!(told.len(), 12, "{told:?}");
    assert_eq!((told[0].round, told[0].table, told[11].round), (1, 1, 3));
    assert!(told.iter().all(|meeting| meeting.one != meeting.other && !meeting.other.is_empty()), "{told:?}");
    let summary = day.services.dating_summary(&owner(), day.id).await.unwrap();
    assert_eq!((summary.rounds_held, summary.dates, summary.understood), (3, 12, 12));
    assert_eq!(summary.languages, [("de".to_owned(), 12)]);
    // The next fair has the same associations under other ids.
    day.memory.add_fair(fair(2, "next"), associations(2, &guests(8)), Vec::new());
    let next = day.session_of("next", 2, 8, one_to_one(2, 4), anybody()).await;
    let desk = day.services.dating(&keeper(), next).await.unwrap();
    assert_eq!(desk.dating.met_before, met);
    let again: BTreeSet<Pair> =
        desk.dating.plan.unwrap().seats.iter().flatten().flat_map(|t| pairs(t).collect::<Vec<_>>()).collect();
    assert_eq!(again.intersection(&met).count(), 0, "{again:?}");
}

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
    let command = Queued::Rehearsed { who: ParticipantId(0), attendance: Attendance::Arrived };
    let answer = day.services.queued(&keeper(), day.id, command.clone(), day.key()).await.unwrap();
    assert!(matches!(answer, QueueAnswer::NoLongerFits { .. }), "{answer:?}");
    let answer = day.services.queued(&keeper(), id, command, day.key()).await.unwrap();
    assert!(matches!(answer, QueueAnswer::Applied { .. }), "{answer:?}");
    let log = day.services.dating_log(&owner(), id, 1).await.unwrap();
    assert_eq!((log[0].actor.as_str(), log[0].deed.key()), ("rehearsal", "dating.mark"));
    // On the day itself nobody can hide behind a rehearsal.
    let missing = Happening::Mark { who: ParticipantId(1), attendance: Attendance::Missing };
    day.apply_rehearsed(missing).await;
    assert_eq!(day.services.dating_log(&owner(), day.id, 1).await.unwrap()[0].actor, "command line");
}

#[tokio::test]
async fn the_log_says_who_did_what_and_what_was_taken_back() {
    let day = started(4, 2, anybody()).await;
    day.quick(1, Attendance::Arrived).await;
    day.undo().await.unwrap();
    day.redo().await.unwrap();
    day.undo().await.unwrap();
    let log = day.services.dating_log(&owner(), day.id, 5).await.unwrap();
    let lines: Vec<(&str, bool)> = log.iter().map(|line| (line.deed.key(), line.undone)).collect();
    let expected = [
        ("dating.undo", false),
        ("dating.redo", true),
        ("dating.undo", false),
        ("dating.mark", true),
        ("dating.start", false),
    ];
    assert_eq!(lines, expected);
    let desk = day.services.dating(&keeper(), day.id).await.unwrap();
    assert_eq!(desk.last.unwrap().deed.key(), "dating.start");
    assert_eq!(desk.taken_back.unwrap().deed.done().key(), "dating.mark");
    assert_eq!(log[0].actor, "command line");
    let took_back: Vec<_> = log.iter().map(|line| line.took_back.as_ref().map(|deed| deed.key())).collect();
    assert_eq!(took_back, [Some("dating.mark"), None, Some("dating.mark"), None, None]);
}

#[tokio::test]
async fn the_log_tells_the_bell_for_the_change_from_the_beginning_of_a_round() {
    let day = started(4, 2, anybody()).await;
    day.turn(ClockTurn::Skip).await.unwrap();
    let waits = Queued::Turn { turn: ClockTurn::Skip, meant_for: Some((0, Part::Change)) };
    day.services.queued(&keeper(), day.id, waits, day.key()).await.unwrap();
    let log = day.services.dating_log(&owner(), day.id, 2).await.unwrap();
    assert_eq!(log.iter().map(|line| line.deed.key()).collect::<Vec<_>>(), ["clock.next_round", "clock.skip"]);
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

#[tokio::test]
async fn nothing_is_offered_that_moves_more_people_for_nothing_anybody_sees() {
    let day = started(24, 6, anybody()).await;
    let happenings = [3, 8, 14].map(|who| Happening::Mark { who: ParticipantId(who), attendance: Attendance::Missing });
    for happening in happenings {
        let offered = day.propose(&happening).await.unwrap().alternatives;
        for (index, one) in offered.iter().enumerate() {
            for before in &offered[..index] {
                assert!(one.people_moved <= before.people_moved || one.gains_over(before), "{one:?}\n{before:?}");
            }
        }
        day.apply(happening, 0).await.unwrap();
    }
}

#[tokio::test]
async fn a_session_that_is_not_what_its_log_tells_is_found() {
    let day = started(8, 4, anybody()).await;
    day.mark(3, Attendance::Missing).await;
    let whole = day.services.replayed_one(&owner(), "fair", day.id).await.unwrap();
    assert_eq!((whole.differs, whole.log), (false, day.log().await));
    let mut meddled = day.dating().await;
    meddled.participants[3].attendance = Attendance::Arrived;
    day.memory.meddle(&meddled);
    let found = day.services.replayed(&owner(), "fair").await.unwrap();
    assert_eq!(found.iter().map(|one| (one.session.id, one.differs)).collect::<Vec<_>>(), [(day.id, true)]);
}
