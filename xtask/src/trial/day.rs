//! What happens on a day at the tables, thrown by dice, and the order that each of it becomes.

use super::dice::Dice;
use crate::office::{Answer, Office};
use anyhow::Result;
use domain::{
    ParticipantId,
    check_in::CheckedIn,
    clock::{Moment, Part, Run},
    control_room::{Choice, Proposal, QueueAnswer, Queued},
    dating::{Attendance, Calling, ClockTurn, Dating, Happening, Participant, Side},
    profile::{Level, SpokenLanguage},
    views::DatingDesk,
};
use serde_json::{Value, json};

/// The part of a session that is on; `None` before it begins.
pub type On = Option<(u8, Part)>;

/// Something that somebody is about to do.
#[derive(Debug)]
pub enum Act {
    /// Without knowing the revision, as a console does that had no network.
    Queue(Queued),
    CheckIn(ParticipantId),
    /// What asks for no other plan.
    Note(Happening),
    /// Looked at first; then that of the alternatives is taken.
    Decide(Happening, usize),
    Turn(ClockTurn),
    Undo(i64),
    Redo(i64),
}

/// Whether somebody may let the clock run by itself, and back.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    Any,
    ByHand,
}

/// The moment's part, `None` where nothing is on.
pub fn on(moment: Moment) -> On {
    match moment {
        Moment::On { round, part, .. } => Some((round, part)),
        Moment::Waiting | Moment::Over => None,
    }
}

/// What the desk at the door does.
pub fn at_the_door(desk: &DatingDesk, dice: &mut Dice) -> Option<Act> {
    let away: Vec<&Participant> =
        desk.dating.participants.iter().filter(|p| p.attendance != Attendance::Arrived).collect();
    let guest = dice.pick(&away)?;
    Some(match dice.roll(4) {
        0 => Act::Queue(Queued::Mark { who: guest.id, was: guest.attendance, attendance: Attendance::Arrived }),
        _ => Act::CheckIn(guest.id),
    })
}

/// What is done in the control room.
pub fn in_the_control_room(desk: &DatingDesk, dice: &mut Dice, clock: Clock) -> Option<Act> {
    let dating = &desk.dating;
    let rounds = usize::from(dating.setting.rounds);
    let somebody = dice.pick(&dating.participants)?;
    let who = somebody.id;
    let table = dice.pick(&dating.setting.tables)?;
    let round = dice.roll(rounds) as u8;
    let way = dice.roll(3);
    let mark = |attendance| Some(Act::Decide(Happening::Mark { who, attendance }, way));
    let decide = |happening| Some(Act::Decide(happening, way));
    let moment = desk.clock.at(desk.clock.now);
    let begun = dating.rounds_begun(desk.clock.now);
    // As a console notes it: half of them wait, since they need to know no revision.
    let note = |happening: Happening, waits: bool| match waits && happening.can_wait() {
        true => Some(Act::Queue(Queued::Note { happening, begun })),
        false => Some(Act::Note(happening)),
    };
    match dice.roll(130) {
        0..22 => Some(Act::Queue(Queued::Mark { who, was: somebody.attendance, attendance: Attendance::Arrived })),
        22..34 => mark(Attendance::Missing),
        34..41 => mark(Attendance::Late { until: round }),
        41..47 => mark(Attendance::Left),
        47..53 => {
            let side = if dice.one_in(2) { Side::With } else { Side::Without };
            let languages = vec![SpokenLanguage { code: "de".to_owned(), level: Level::FLUENT }];
            let name = format!("Walk-in {}", dating.ids_given);
            let came = Happening::WalkIn { name, association: None, side: Some(side), languages };
            if dice.one_in(4) { note(came, true) } else { decide(came) }
        }
        53..57 if table.closed_from.is_none() => decide(Happening::CloseTable { number: table.number }),
        53..57 => decide(Happening::ReopenTable { number: table.number }),
        57 if !dating.day.announcements.is_empty() => {
            let announcement = dice.pick(&dating.day.announcements)?.id;
            note(Happening::Retract { announcement }, false)
        }
        58..62 => decide(Happening::Bench { who, round }),
        62..64 => decide(Happening::Mend),
        64..70 => note(Happening::Announce { text: format!("Sentence {}", dice.roll(1_000)) }, dice.one_in(2)),
        70..73 => note(Happening::CallRound { round, how: Calling::default() }, dice.one_in(2)),
        73..75 => note(Happening::Thaw, dice.one_in(2)),
        75..79 => {
            let turn = if dice.one_in(2) { ClockTurn::NextRound } else { ClockTurn::Skip };
            Some(Act::Queue(Queued::Turn { turn, meant_for: on(moment) }))
        }
        79..80 => Some(Act::Turn(ClockTurn::Skip)),
        80..84 => Some(Act::Turn(match desk.clock.run {
            Run::Paused { .. } => ClockTurn::Resume,
            _ => ClockTurn::Pause,
        })),
        84..86 => Some(Act::Turn(ClockTurn::OneMinuteMore)),
        86..88 if clock == Clock::Any => {
            Some(Act::Turn(if dice.one_in(2) { ClockTurn::ByHand } else { ClockTurn::Automatic }))
        }
        88..96 => dating.steps.done.last().map(|step| Act::Undo(*step)),
        96..100 => dating.steps.undone.last().map(|step| Act::Redo(*step)),
        100..130 => by_hand(dating, dice, who, round).and_then(decide),
        _ => None,
    }
}

/// What somebody wants to have exactly so, and what else is rare; `None` where there is nobody it could be about.
fn by_hand(dating: &Dating, dice: &mut Dice, who: ParticipantId, round: u8) -> Option<Happening> {
    let table = dice.pick(&dating.setting.tables)?.number;
    Some(match dice.roll(18) {
        0..4 => Happening::Swap { a: who, b: dice.pick(&dating.participants)?.id, round },
        4..7 => Happening::Move { who, round, to: (!dice.one_in(4)).then_some(table) },
        7..9 => Happening::Fix { who, table },
        9 => Happening::Unfix { who: dice.pick(&dating.rules.fixed)?.0 },
        10..12 => {
            let benched = dating.participants.iter().flat_map(|p| p.benched.iter().map(|round| (p.id, *round)));
            let (who, round) = *dice.pick(&benched.collect::<Vec<_>>())?;
            Happening::Unbench { who, round }
        }
        12 | 13 => Happening::MergeTables { from: table, into: dice.pick(&dating.setting.tables)?.number, round },
        14 => {
            let members: Vec<ParticipantId> = dating.rules.together.iter().flatten().copied().collect();
            Happening::SplitDelegation { apart: vec![*dice.pick(&members)?] }
        }
        15 | 16 => {
            let languages = ["de", "tr", "ar", "uk"].map(str::to_owned);
            Happening::InterpreterHere {
                name: format!("Bridge {}", dating.day.interpreters.len()),
                languages: languages.to_vec(),
            }
        }
        _ => Happening::InterpreterGone { who: dice.pick(&dating.day.interpreters)?.id },
    })
}

/// A command with its key: it may be sent as often as one likes.
#[derive(Clone, Debug)]
pub struct Order {
    pub key: String,
    door: &'static str,
    body: Body,
    /// For a turn of the clock that names it: the part that was seen.
    pub meant_for: Option<On>,
}

#[derive(Clone, Debug)]
enum Body {
    Json(Value),
    Form(String),
}

/// What came of an order that was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    Through,
    /// It was refused, no longer fitted, or had nothing left to change.
    Nowhere,
}

impl Act {
    /// The order to send; `None` where looking at it first showed that it cannot be.
    pub fn order(self, office: &mut Office, desk: &DatingDesk) -> Result<Option<Order>> {
        let (dating, expects, key) = (desk.dating.id, desk.dating.revision, office.key());
        let mut meant_for = None;
        let (door, body) = match self {
            Act::Queue(command) => {
                if let Queued::Turn { meant_for: seen, .. } = &command {
                    meant_for = Some(*seen);
                }
                ("send_queued", json!({ "dating": dating, "command": command, "key": key }))
            }
            Act::CheckIn(guest) => {
                let body = Body::Form(format!("dating={dating}&guest={guest}&key={key}"));
                return Ok(Some(Order { key, door: "check_in", body, meant_for }));
            }
            Act::Note(happening) => ("note_happening", json!({ "dating": dating, "happening": happening, "key": key })),
            Act::Decide(happening, way) => {
                let answer = office.send("propose", &json!({ "dating": dating, "happening": happening }))?;
                if is_a_no(answer.status) {
                    return Ok(None);
                }
                let proposal: Proposal = answer.with_status_200("propose")?;
                let chosen = way.min(proposal.alternatives.len().saturating_sub(1));
                let Some(alternative) = proposal.alternatives.get(chosen) else { return Ok(None) };
                let choice = Choice::of(&proposal, alternative);
                ("apply", json!({ "dating": dating, "choice": choice, "happening": happening, "key": key }))
            }
            Act::Turn(turn) => {
                ("turn_clock", json!({ "dating": dating, "expects": expects, "turn": turn, "key": key }))
            }
            Act::Undo(step) => ("undo", json!({ "dating": dating, "expects": expects, "step": step, "key": key })),
            Act::Redo(step) => ("redo", json!({ "dating": dating, "expects": expects, "step": step, "key": key })),
        };
        Ok(Some(Order { key, door, body: Body::Json(body), meant_for }))
    }
}

impl Order {
    /// Sends it. An error: nobody knows what came of it, and it has to be sent again.
    pub fn send(&self, office: &Office) -> Result<Came> {
        let answer = match &self.body {
            Body::Json(body) => office.send(self.door, body)?,
            Body::Form(fields) => office.send_form(self.door, fields)?,
        };
        if is_a_no(answer.status) {
            return Ok(Came::Nowhere);
        }
        self.read(&answer)
    }

    fn read(&self, answer: &Answer) -> Result<Came> {
        let nothing = match self.door {
            "send_queued" | "note_happening" => {
                matches!(answer.with_status_200(self.door)?, QueueAnswer::NoLongerFits { .. })
            }
            "check_in" => answer.with_status_200::<CheckedIn>(self.door)?.again,
            _ => {
                answer.with_status_200::<Value>(self.door)?;
                false
            }
        };
        Ok(if nothing { Came::Nowhere } else { Came::Through })
    }
}

/// Forbidden, not there, stale, refused: answers that settle a command.
fn is_a_no(status: u16) -> bool {
    matches!(status, 403 | 404 | 409 | 422)
}
