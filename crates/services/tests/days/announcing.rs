//! What everybody is told of a session before it begins and after, and that it follows from its log.

use crate::hall::*;
use domain::{
    ParticipantId, Refusal,
    announced::{Announced, Standing},
    dating::{Attendance, ClockTurn, CommonLanguage, Dating, Deed, MoveSeat, Rules, Setting, Shown, Sides},
    fair::Phase,
    live::Reach,
    views::MyTable,
};
use services::{Error, actor::Visitor, paper::Appointments};

const ROUNDS: i64 = 4;

async fn prepared() -> HallDay {
    let rules = Rules { sides: Sides::Anybody, language: CommonLanguage::Ignored, ..Rules::default() };
    HallDay::prepared(&guests(8), one_to_one(ROUNDS, 4), rules).await
}

async fn configure(day: &HallDay, change: impl FnOnce(&mut Setting)) {
    let dating = day.dating().await;
    let mut setting = dating.setting;
    change(&mut setting);
    day.services.configure_dating(&owner(), day.id, dating.revision, setting).await.unwrap();
}

fn later_by_90_minutes(setting: &mut Setting) {
    setting.starts = setting.starts.saturating_add(jiff::SignedDuration::from_mins(90));
}

async fn publish_anew(day: &HallDay) {
    let revision = day.dating().await.revision;
    day.services.allocate(&owner(), day.id, revision, Some(5), None).await.unwrap();
    let revision = day.dating().await.revision;
    day.services.publish(&owner(), day.id, revision, None).await.unwrap();
}

async fn table_of(day: &HallDay, who: u32) -> Result<MyTable, Error> {
    day.services.my_table(Visitor, day.id, ParticipantId(who)).await
}

async fn calendar(day: &HallDay) -> Appointments {
    day.services.appointments(Visitor, "fair", day.id, ParticipantId(0)).await.unwrap()
}

fn standing(calendar: &Appointments) -> Vec<Standing> {
    calendar.list.iter().map(|one| one.standing).collect()
}

async fn is_its_log(day: &HallDay) -> Dating {
    let dating = day.dating().await;
    assert_eq!(Dating::replay(&day.log().await).unwrap().unwrap(), dating);
    dating
}

#[tokio::test]
async fn a_plan_that_the_set_up_made_void_is_shown_no_more_and_nothing_starts_by_it() {
    let day = prepared().await;
    let before = day.dating().await.published.unwrap();
    configure(&day, |setting| setting.rounds = 3).await;
    let dating = is_its_log(&day).await;
    assert_eq!((&dating.plan, &dating.published), (&None, &None));
    assert!(matches!(table_of(&day, 0).await, Err(Error::Refused(Refusal::NotPublished))));
    let sign = day.services.table_sign(Visitor, day.id, 1).await;
    assert!(matches!(sign, Err(Error::Refused(Refusal::NotPublished))));
    assert!(matches!(day.turn(ClockTurn::Start).await, Err(Error::Refused(Refusal::NoPlan))));
    assert_eq!(standing(&calendar(&day).await), [Standing::Open; 4], "it may still come");

    publish_anew(&day).await;
    let dating = is_its_log(&day).await;
    assert!(dating.published.unwrap().version > before.version, "no two plans are called the same");
    use Standing::{CalledOff, Stands};
    assert_eq!(standing(&calendar(&day).await), [Stands, Stands, Stands, CalledOff]);
    day.turn(ClockTurn::Start).await.unwrap();
}

#[tokio::test]
async fn other_tables_and_a_shorter_list_withdraw_the_plan_too() {
    let day = prepared().await;
    configure(&day, |setting| setting.tables.iter_mut().for_each(|table| table.number += 10)).await;
    assert_eq!(is_its_log(&day).await.published, None);
    publish_anew(&day).await;
    assert!(table_of(&day, 0).await.unwrap().rounds.iter().all(|round| round.table.is_none_or(|number| number > 10)));

    let dating = day.dating().await;
    let stays = dating.participants.iter().skip(1).filter_map(|p| p.association).collect();
    day.services.choose_participants(&owner(), day.id, dating.revision, stays).await.unwrap();
    assert_eq!(is_its_log(&day).await.published, None);
    assert!(matches!(day.turn(ClockTurn::Start).await, Err(Error::Refused(Refusal::NoPlan))));
}

#[tokio::test]
async fn a_start_without_a_plan_at_hand_is_refused_also_where_an_older_version_still_shows_one() {
    let day = prepared().await;
    let older = Dating { plan: None, ..day.dating().await };
    day.memory.meddle(&older);
    assert!(matches!(day.turn(ClockTurn::Start).await, Err(Error::Refused(Refusal::NoPlan))));
}

#[tokio::test]
async fn what_is_told_otherwise_has_another_version() {
    let day = prepared().await;
    let version = async || {
        let dating = is_its_log(&day).await;
        assert_eq!(dating.plan, dating.published, "the same plan, and nothing to publish");
        let announced = Announced::of(&dating).unwrap();
        (announced.version, announced.made_at)
    };
    let first = version().await;
    day.later(60);
    configure(&day, later_by_90_minutes).await;
    let later = version().await;
    assert!(later.0 > first.0 && later.1 > first.1, "{first:?} {later:?}");
    configure(&day, |setting| setting.talk_minutes += 1).await;
    let longer = version().await;
    assert!(longer.0 > later.0);
    configure(&day, |_| {}).await;
    assert_eq!(version().await, longer, "saved as it was");

    // A draft is not told, and is a newer version still when it is.
    let dating = day.dating().await;
    let step = domain::dating::MoveSeat { who: ParticipantId(0), round: 0, to: None, swap_with: None };
    day.services.move_participant(&owner(), day.id, dating.revision, step, None).await.unwrap();
    configure(&day, |setting| setting.change_minutes += 1).await;
    let shown = is_its_log(&day).await;
    let draft = shown.plan.clone().unwrap();
    let told = shown.published.clone().unwrap();
    assert!(told.version > draft.version && told.seats != draft.seats);
    day.services.publish(&owner(), day.id, shown.revision, None).await.unwrap();
    let published = is_its_log(&day).await.published.unwrap();
    assert!(published.version > told.version && published.seats == draft.seats);
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_that_were_taken_and_not_published_change_nothing_that_is_shown() {
    let day = prepared().await;
    let before = day.dating().await;
    let terms = domain::dating::Terms { rounds: 3, ..before.terms() };
    day.services.try_terms(&owner(), day.id, before.revision, terms, 10, None).await.unwrap();
    let other = day.services.workshop(&keeper(), day.id).await.unwrap().other.unwrap();
    day.services.take_other_plan(&owner(), day.id, before.revision, &other.run, None).await.unwrap();
    let taken = is_its_log(&day).await;
    assert_eq!((taken.setting.rounds, &taken.published), (3, &before.published));
    assert_eq!(table_of(&day, 0).await.unwrap().rounds.len(), 4);
    assert_eq!(standing(&calendar(&day).await), [Standing::Stands; 4]);
    assert!(matches!(day.turn(ClockTurn::Start).await, Err(Error::Refused(Refusal::NotPublished))));
    day.services.publish(&owner(), day.id, taken.revision, None).await.unwrap();
    assert_eq!(table_of(&day, 0).await.unwrap().rounds.len(), 3);
    day.turn(ClockTurn::Start).await.unwrap();
}

#[tokio::test]
async fn a_session_starts_with_what_everybody_sees_and_with_no_draft() {
    let day = prepared().await;
    let shown = day.dating().await;
    let draft = async || {
        let out = MoveSeat { who: ParticipantId(1), round: 0, to: None, swap_with: None };
        let revision = day.dating().await.revision;
        day.services.move_participant(&owner(), day.id, revision, out, None).await.unwrap();
        let started = day.turn(ClockTurn::Start).await;
        assert!(matches!(started, Err(Error::Refused(Refusal::DraftNotPublished))), "{started:?}");
    };
    draft().await;
    // Moved back by hand it is the same plan, whoever is named first at that table.
    let table = shown.plan.as_ref().unwrap().table_of(0, ParticipantId(1)).map(|index| shown.table_number(index));
    let back = MoveSeat { who: ParticipantId(1), round: 0, to: table, swap_with: None };
    let revision = day.dating().await.revision;
    day.services.move_participant(&owner(), day.id, revision, back, None).await.unwrap();
    assert_eq!(day.dating().await.is_ready(), Ok(()));
    day.undo().await.unwrap();
    day.undo().await.unwrap();
    day.turn(ClockTurn::Start).await.unwrap();
    let begun = day.dating().await;
    assert_eq!(begun.plan.unwrap().seats, shown.published.unwrap().seats);
    day.undo().await.unwrap();
    draft().await;
    let revision = day.dating().await.revision;
    day.services.publish(&owner(), day.id, revision, None).await.unwrap();
    day.turn(ClockTurn::Start).await.unwrap();
    let begun = is_its_log(&day).await;
    assert_eq!(begun.plan.unwrap().seats, begun.published.unwrap().seats);
}

#[tokio::test]
async fn who_arrives_or_does_not_is_no_other_version() {
    let day = prepared().await;
    let before = day.dating().await.published;
    day.quick(0, Attendance::Arrived).await;
    day.quick(1, Attendance::Missing).await;
    assert_eq!(is_its_log(&day).await.published, before);
}

#[tokio::test]
async fn a_log_of_an_older_version_tells_what_it_kept() {
    let day = prepared().await;
    configure(&day, |setting| setting.rounds = 3).await;
    let mut log = day.log().await;
    let last = log.last_mut().unwrap();
    assert_eq!(last.outcome.shown, Some(Shown::Withdrawn));
    last.outcome.shown = None;
    let told = Dating::replay(&log).unwrap().unwrap();
    assert!(told.plan.is_none() && told.published.is_some());
}

#[tokio::test]
async fn what_calendars_are_told_never_goes_down() {
    let day = prepared().await;
    let mut told = vec![calendar(&day).await];
    configure(&day, later_by_90_minutes).await;
    told.push(calendar(&day).await);
    let moved = told[1].list[0].starts.duration_since(told[0].list[0].starts);
    assert_eq!(moved.as_mins(), 90);
    day.later(60);
    day.turn(ClockTurn::Start).await.unwrap();
    told.push(calendar(&day).await);
    let begun = day.now();
    assert_eq!(told[2].list[0].starts.as_millisecond(), begun.0, "by the clock");
    assert_eq!(told[2].list[1].starts.as_millisecond(), begun.0 + 6 * 60_000);
    day.turn(ClockTurn::OneMinuteMore).await.unwrap();
    told.push(calendar(&day).await);
    assert_eq!(told[3].list[1].starts.as_millisecond(), begun.0 + 7 * 60_000);
    day.later(60);
    day.turn(ClockTurn::Finish).await.unwrap();
    told.push(calendar(&day).await);
    use Standing::{CalledOff, Stands};
    assert_eq!(standing(&told[4]), [Stands, CalledOff, CalledOff, CalledOff]);
    day.undo().await.unwrap();
    told.push(calendar(&day).await);
    assert_eq!(standing(&told[5]), [Stands; 4]);
    assert!(told.windows(2).all(|two| two[0].sequence < two[1].sequence && two[0].changed_at <= two[1].changed_at));
    assert!(matches!(day.log().await.last().unwrap().deed, Deed::Undone { .. }));
}

#[tokio::test]
async fn a_calendar_keeps_when_a_round_really_was() {
    use ClockTurn::{OneMinuteMore, Pause, Resume, Skip};
    let day = prepared().await;
    day.turn(ClockTurn::Start).await.unwrap();
    let began = day.now();
    let talks = async || {
        let since = |at: jiff::Timestamp| (at.as_millisecond() - began.0) / 1_000;
        let list = calendar(&day).await.list;
        list.iter().map(|one| (since(one.starts), since(one.ends))).collect::<Vec<_>>()
    };
    assert_eq!(talks().await, [(0, 300), (360, 660), (720, 1020), (1080, 1380)]);
    day.later(100);
    day.turn(OneMinuteMore).await.unwrap();
    assert_eq!(talks().await, [(0, 360), (420, 720), (780, 1080), (1140, 1440)]);
    day.later(350);
    day.turn(Pause).await.unwrap();
    day.later(120);
    day.turn(Resume).await.unwrap();
    assert_eq!(talks().await, [(0, 360), (420, 840), (900, 1200), (1260, 1560)]);
    day.later(30);
    day.turn(Skip).await.unwrap();
    assert_eq!(talks().await, [(0, 360), (420, 600), (660, 960), (1020, 1320)]);
    day.later(60);
    assert_eq!(talks().await, [(0, 360), (420, 600), (660, 960), (1020, 1320)], "also of what begins by itself");
    day.turn(ClockTurn::Finish).await.unwrap();
    assert_eq!(talks().await[..3], [(0, 360), (420, 600), (660, 660)]);
    day.undo().await.unwrap();
    assert_eq!(talks().await, [(0, 360), (420, 600), (660, 960), (1020, 1320)]);
    is_its_log(&day).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_is_taken_back_is_told_to_nobody_and_what_was_shown_to_everybody() {
    let day = prepared().await;
    let undo = async || {
        let dating = day.dating().await;
        let step = *dating.steps.done.last().unwrap();
        day.services.undo(&keeper(), day.id, dating.revision, step, Some(day.key())).await.unwrap()
    };
    let out = MoveSeat { who: ParticipantId(1), round: 2, to: None, swap_with: None };
    let revision = day.dating().await.revision;
    day.services.move_participant(&owner(), day.id, revision, out, None).await.unwrap();
    assert_eq!(undo().await, Reach::Desks);
    let dating = day.dating().await;
    let again = dating.steps.undone[0];
    let redone = day.services.redo(&keeper(), day.id, dating.revision, again, None).await.unwrap();
    assert_eq!(redone, Reach::Draft);
    let revision = day.dating().await.revision;
    assert_eq!(day.services.publish(&owner(), day.id, revision, None).await.unwrap(), Reach::Phones);
    assert_eq!(undo().await, Reach::Phones);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_a_fair_is_being_prepared_nobody_is_told() {
    let day = prepared().await;
    let changed = async || {
        let out = MoveSeat { who: ParticipantId(1), round: 2, to: None, swap_with: None };
        let revision = day.dating().await.revision;
        day.services.move_participant(&owner(), day.id, revision, out, None).await.unwrap();
        day.services.publish(&owner(), day.id, revision + 1, None).await.unwrap()
    };
    let fair = async |expects, phase| day.services.set_phase(&owner(), "fair", expects, phase).await.unwrap();
    fair(1, Phase::Preparing).await;
    assert_eq!(changed().await, Reach::Desks);
    let dating = day.dating().await;
    let step = *dating.steps.done.last().unwrap();
    assert_eq!(day.services.undo(&keeper(), day.id, dating.revision, step, None).await.unwrap(), Reach::Desks);
    fair(2, Phase::Published).await;
    assert_eq!(changed().await, Reach::Phones);
}
