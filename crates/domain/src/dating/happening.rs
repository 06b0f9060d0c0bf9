//! Everything that can happen on the day: the facts as they are noted, and what they ask of the plan.

use super::{Attendance, Calling, Dating, MoveSeat, Participant, Side};
use crate::{
    AssociationId, InterpreterId, ParticipantId, Refusal, UnixMillis, plan::Seats, profile::SpokenLanguage,
    refusal::Input, text::Title,
};
use serde::{Deserialize, Serialize};

/// Something that happens on the day. Rounds count from 0, tables go by their number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Happening {
    Mark {
        who: ParticipantId,
        attendance: Attendance,
    },
    WalkIn {
        name: String,
        association: Option<AssociationId>,
        side: Option<Side>,
        languages: Vec<SpokenLanguage>,
    },
    CloseTable {
        number: u16,
    },
    ReopenTable {
        number: u16,
    },
    /// From a round on the people of one table sit at another.
    MergeTables {
        from: u16,
        into: u16,
        round: u8,
    },
    /// Two change seats in a round.
    Swap {
        a: ParticipantId,
        b: ParticipantId,
        round: u8,
    },
    /// To a table of a round, or out of the round.
    Move {
        who: ParticipantId,
        round: u8,
        to: Option<u16>,
    },
    /// One table in all rounds to come.
    Fix {
        who: ParticipantId,
        table: u16,
    },
    Unfix {
        who: ParticipantId,
    },
    /// Sits out in a round.
    Bench {
        who: ParticipantId,
        round: u8,
    },
    Unbench {
        who: ParticipantId,
        round: u8,
    },
    /// Those named leave the delegation they sit with.
    SplitDelegation {
        apart: Vec<ParticipantId>,
    },
    /// ISO 639 codes; at least two.
    InterpreterHere {
        name: String,
        languages: Vec<String>,
    },
    InterpreterGone {
        who: InterpreterId,
    },
    /// A sentence for everybody.
    Announce {
        text: String,
    },
    Retract {
        announcement: u32,
    },
    /// The cards of a round (and of those before it) are out.
    CallRound {
        round: u8,
        #[serde(default)]
        how: Calling,
    },
    /// The next round may be planned anew although it was called.
    Thaw,
    /// Nothing new: the plan is to be mended for what was noted before.
    Mend,
}

impl Happening {
    /// Whether it may ask for another plan; what does not needs no look at alternatives.
    pub fn asks_for_plan(&self) -> bool {
        !matches!(self, Self::Announce { .. } | Self::Retract { .. } | Self::CallRound { .. } | Self::Thaw)
    }

    /// Whether it says something to everybody and changes nothing else.
    pub fn is_a_word_to_all(&self) -> bool {
        matches!(self, Self::Announce { .. } | Self::Retract { .. })
    }

    /// Whether it can be noted later than it was tapped, without a look at what it would change: what is said to everybody,
    /// and whoever stands at the door.
    pub fn can_wait(&self) -> bool {
        matches!(self, Self::Announce { .. } | Self::CallRound { .. } | Self::Thaw | Self::WalkIn { .. })
    }

    /// Whether it is about the round that comes next: another one, once that has begun.
    pub fn is_about_the_next_round(&self) -> bool {
        matches!(self, Self::CallRound { .. } | Self::Thaw)
    }

    /// Whether a time keeper may note it.
    pub fn is_for_time_keepers(&self) -> bool {
        matches!(self, Self::Mark { .. })
    }

    /// The move by hand that it is, if it is one.
    pub fn step(&self) -> Option<MoveSeat> {
        match self {
            Self::Swap { a, b, round } => Some(MoveSeat { who: *a, round: *round, to: None, swap_with: Some(*b) }),
            Self::Move { who, round, to } => Some(MoveSeat { who: *who, round: *round, to: *to, swap_with: None }),
            _ => None,
        }
    }

    /// A stable word for the log; worded by the interface.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Mark { .. } => "dating.mark",
            Self::WalkIn { .. } => "dating.walk_in",
            Self::CloseTable { .. } => "dating.close_table",
            Self::ReopenTable { .. } => "dating.reopen_table",
            Self::MergeTables { .. } => "dating.merge_tables",
            Self::Swap { .. } => "dating.swap",
            Self::Move { .. } => "dating.move",
            Self::Fix { .. } => "dating.fix",
            Self::Unfix { .. } => "dating.unfix",
            Self::Bench { .. } => "dating.bench",
            Self::Unbench { .. } => "dating.unbench",
            Self::SplitDelegation { .. } => "dating.split",
            Self::InterpreterHere { .. } => "dating.interpreter_here",
            Self::InterpreterGone { .. } => "dating.interpreter_gone",
            Self::Announce { .. } => "dating.announce",
            Self::Retract { .. } => "dating.retract",
            Self::CallRound { .. } => "dating.call_round",
            Self::Thaw => "dating.thaw",
            Self::Mend => "dating.mend",
        }
    }
}

impl Dating {
    /// Notes what happened; the plan stays as it is. Of a session that was called off there is only something to say.
    pub fn happen(&mut self, happening: &Happening, now: UnixMillis) -> Result<(), Refusal> {
        if self.run.is_called_off() && !happening.is_a_word_to_all() {
            return Err(Refusal::CalledOff);
        }
        match happening {
            Happening::Mark { who, attendance } => self.mark(*who, *attendance, now),
            Happening::WalkIn { name, association, side, languages } => {
                let mut newcomer = Participant::named(Title::parse_as(Input::Name, name)?);
                newcomer.association = *association;
                newcomer.side = *side;
                newcomer.languages.clone_from(languages);
                self.walk_in(newcomer, now).map(|_| ())
            }
            Happening::CloseTable { number } => self.close_table(*number, now),
            Happening::ReopenTable { number } => self.reopen_table(*number),
            Happening::MergeTables { from, into, round } => self.merge_tables(*from, *into, *round, now),
            Happening::Swap { .. } | Happening::Move { .. } => match happening.step() {
                Some(step) => self.moved_by_hand(step, now).map(|_| ()),
                None => Ok(()),
            },
            Happening::Fix { who, table } => self.fix(*who, *table),
            Happening::Unfix { who } => self.unfix(*who),
            Happening::Bench { who, round } => self.bench(*who, *round, true, now),
            Happening::Unbench { who, round } => self.bench(*who, *round, false, now),
            Happening::SplitDelegation { apart } => self.split_delegation(apart),
            Happening::InterpreterHere { name, languages } => self.interpreter_here(name, languages, now),
            Happening::InterpreterGone { who } => self.interpreter_gone(*who, now),
            Happening::Announce { text } => self.announce(text, now),
            Happening::Retract { announcement } => self.retract(*announcement),
            Happening::CallRound { round, how } => self.call_round(*round, *how, now),
            Happening::Thaw => self.thaw(now),
            Happening::Mend => Ok(()),
        }
    }

    /// The seats from which the plan is mended after `happening` was noted: those of the plan, with what was asked for by
    /// hand in them. `None` without a plan.
    pub fn asked_for(&self, happening: &Happening, now: UnixMillis) -> Result<Option<Seats>, Refusal> {
        let Some(plan) = &self.plan else { return Ok(None) };
        if let Some(step) = happening.step() {
            return self.moved_by_hand(step, now).map(Some);
        }
        let mut seats = plan.seats.clone();
        if let Happening::MergeTables { from, into, round } = happening {
            let (from, into) = (self.table_index(*from)?, self.table_index(*into)?);
            for tables in seats.iter_mut().skip(usize::from(*round)) {
                if from < tables.len() && into < tables.len() {
                    let moving = std::mem::take(&mut tables[from]);
                    tables[into].extend(moving);
                }
            }
        }
        Ok(Some(seats))
    }
}
