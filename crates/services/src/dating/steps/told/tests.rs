#![allow(clippy::unwrap_used)]
use super::*;
use domain::{
    DatingId, FairId,
    dating::{Calling, ClockTurn, Happening, Rules, STANDS_MS, Setting},
    plan::{Account, Quality, SeatingPlan},
};

const NOW: UnixMillis = UnixMillis(1_000_000);

/// Two who sit across from each other in three rounds, announced.
fn session() -> Dating {
    let setting = Setting::parse("Speed-Dating", "2026-11-14T14:00", 3, 5, 1, 1, 2, 2).unwrap();
    let mut dating = Dating::new(FairId(1), setting, Rules::default());
    dating.id = DatingId(7);
    dating.choose(["A", "B"].map(|name| Participant::named(Title::parse(name).unwrap())).to_vec()).unwrap();
    let plan = SeatingPlan {
        version: 1,
        made_at: NOW,
        seed: 1,
        objective: 0,
        quality: Quality::ByHand,
        interpreters: Vec::new(),
        seats: vec![vec![vec![ParticipantId(0), ParticipantId(1)]]; 3],
        account: Account::default(),
    };
    dating.adopt(plan, NOW).unwrap();
    dating.publish().unwrap();
    dating
}

fn after(before: &Dating, act: impl FnOnce(&mut Dating) -> Result<(), domain::Refusal>) -> Change {
    let mut after = before.clone();
    act(&mut after).unwrap();
    change(before, &after)
}

#[test]
fn phones_ask_again_only_for_what_can_have_changed() {
    let (dating, id, who) = (session(), DatingId(7), ParticipantId(1));
    let mark = |attendance| after(&dating, |dating| dating.mark(who, attendance, NOW));
    assert_eq!(mark(Attendance::Arrived), Change::Desk { id }, "an arrival");
    assert_eq!(mark(Attendance::Missing), Change::Tables { id }, "somebody sits alone");
    assert_eq!(mark(Attendance::Late { until: 1 }), Change::Tables { id });
    assert_eq!(after(&dating, |dating| dating.turn_clock(ClockTurn::Start, NOW)), Change::Dating { id });
    assert_eq!(after(&dating, Dating::publish), Change::Desk { id }, "the same plan shown again");
    assert_eq!(after(&dating, |dating| dating.announce("Kaffee", NOW)), Change::Desk { id });
    let called = Happening::CallRound { round: 0, how: Calling::Called };
    assert_eq!(after(&dating, |dating| dating.happen(&called, NOW)), Change::Desk { id });
    let walks_in =
        after(&dating, |dating| dating.walk_in(Participant::named(Title::parse("C").unwrap()), NOW).map(|_| ()));
    assert_eq!(walks_in, Change::Dating { id }, "the list says how many take part");
    let newer = after(&dating, |dating| {
        let plan = dating.plan.clone().unwrap();
        dating.adopt(plan, NOW)?;
        dating.publish()
    });
    assert_eq!(newer, Change::Tables { id });
}

#[test]
fn phones_are_told_of_what_they_show() {
    let shown = session();
    let far = |before: &Dating, act: fn(&mut Dating) -> Result<(), domain::Refusal>| {
        let mut after = before.clone();
        act(&mut after).unwrap();
        reach(before, &after, NOW)
    };
    let missing = |dating: &mut Dating| dating.mark(ParticipantId(1), Attendance::Missing, NOW);
    let say = |dating: &mut Dating| dating.announce("Kaffee", NOW).map(|_| ());
    assert_eq!(far(&shown, missing), Reach::Phones);
    assert_eq!(far(&shown, |dating| dating.mark(ParticipantId(1), Attendance::Arrived, NOW)), Reach::Desks);
    let draft = |dating: &mut Dating| dating.adopt(dating.plan.clone().unwrap(), NOW);
    assert_eq!(far(&shown, draft), Reach::Desks);
    // That somebody is gone is told, the seats that follow from it are not: they are what was asked for.
    let mended = |dating: &mut Dating| {
        dating.mark(ParticipantId(1), Attendance::Missing, NOW)?;
        let mut plan = dating.plan.clone().unwrap();
        plan.seats[2] = vec![vec![ParticipantId(0)]];
        dating.adopt(plan, NOW)
    };
    assert_eq!(far(&shown, mended), Reach::Draft);
    // Nobody has seen a table of it yet, but everybody can be spoken to.
    let kept = Dating { published: None, ..shown.clone() };
    assert_eq!((far(&kept, missing), far(&kept, say)), (Reach::Desks, Reach::Phones));
    assert_eq!(far(&kept, Dating::publish), Reach::Phones);
    let rehearsal = Dating { rehearsal: Some(domain::dating::Rehearsal { of: DatingId(7), seed: 1 }), ..shown };
    assert_eq!((far(&rehearsal, missing), far(&rehearsal, say)), (Reach::Desks, Reach::Desks));
}

#[test]
fn the_newest_sentence_stands_until_it_is_taken_back_or_old() {
    let (mut one, mut two) = (session(), session());
    one.announce("Kaffee", NOW).unwrap();
    two.announce("Fenster", NOW.plus(1)).unwrap();
    let text = |one: &Dating, two: &Dating, now| standing([one, two], now).map(|stands| stands.text);
    assert_eq!(text(&one, &two, NOW.plus(2)).as_deref(), Some("Fenster"));
    two.retract(0).unwrap();
    assert_eq!(text(&one, &two, NOW.plus(2)).as_deref(), Some("Kaffee"));
    assert_eq!(text(&one, &two, NOW.plus(STANDS_MS)), None);
    one.rehearsal = Some(domain::dating::Rehearsal { of: DatingId(7), seed: 1 });
    assert_eq!(text(&one, &two, NOW.plus(2)), None);
}

#[test]
fn a_sentence_ends_with_its_session() {
    let mut dating = session();
    dating.turn_clock(ClockTurn::Start, NOW).unwrap();
    dating.announce("Fenster", NOW.plus(1)).unwrap();
    let text = |dating: &Dating, now| standing([dating], now).map(|stands| stands.text);
    // Three rounds of five minutes and two changes of one.
    let end = NOW.plus(17 * 60_000);
    assert_eq!(text(&dating, end.plus(-1)).as_deref(), Some("Fenster"));
    assert_eq!(text(&dating, end), None, "it ran out by itself");
    dating.turn_clock(ClockTurn::Finish, NOW.plus(2)).unwrap();
    assert_eq!(text(&dating, NOW.plus(3)), None);
    dating.announce("Danke", NOW.plus(4)).unwrap();
    assert_eq!(text(&dating, NOW.plus(5)).as_deref(), Some("Danke"), "said after the end");
}
