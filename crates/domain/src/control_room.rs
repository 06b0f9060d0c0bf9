//! What the control room is drawn from, and what it sends: proposals with their alternatives, warnings, the ledger, the
//! log, commands that waited without a network, and the summary afterwards.

use crate::{
    AssociationId, InterpreterId, ParticipantId, Refusal, RequestId, UnixMillis,
    clock::Part,
    dating::{Attendance, Calling, ClockTurn, Deed, Happening},
    plan::{BrokenRule, Quality, SeatChange},
    text::Title,
};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A change of the session that has not been applied: what it would do to people, before anybody says yes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The session's revision it was computed for.
    pub based_on: i64,
    /// Rounds that had begun: where another begins before it is applied, it has to be looked at again.
    pub rounds_begun: u8,
    /// So many rounds after those have their cards out and only lose people who are gone.
    pub rounds_frozen: u8,
    /// One to three that differ, fewest changes first. One without changes where the plan can stay, or there is none.
    pub alternatives: Vec<Alternative>,
}

impl Proposal {
    /// Whether there is nothing to choose and nobody whose seat changes.
    pub fn changes_nothing(&self) -> bool {
        self.alternatives.iter().all(|one| one.changes.is_empty() && one.broken.is_empty())
    }
}

/// How an alternative was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Approach {
    /// Exactly what was asked for by hand, whatever it breaks.
    AsAsked,
    /// As few changed seats and lost dates as possible.
    #[default]
    FewestChanges,
    /// Changes that gain more than they cost.
    Balanced,
    /// The best plan for the rounds to come, whatever changes.
    Best,
}

/// One way to carry out a change; by default one that changes nothing. Rounds count from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    pub approach: Approach,
    /// What was shown, in a few letters: applying compares it with what comes out then.
    pub fingerprint: String,
    pub changes: Vec<SeatChange>,
    /// People whose seat changes in some round.
    pub people_moved: usize,
    /// Pairs who were to meet and now do not.
    pub dates_lost: usize,
    /// Pairs who meet and were not to.
    pub dates_won: usize,
    /// Wishes that were to come true and now do not.
    pub wishes_lost: usize,
    /// Wishes that come true and were not to.
    pub wishes_won: usize,
    /// Wishes that come true, with those that did in rounds that have begun.
    pub wishes_kept: usize,
    /// Who is there in a round, has no partner, and would have had one.
    pub alone: Vec<(u8, ParticipantId)>,
    /// How often somebody who is there has a partner and would have had none: a break that somebody else may have instead.
    #[serde(default)]
    pub company_won: usize,
    /// How many dates across the two sides there are more than before.
    pub mixed: i64,
    /// How many dates with a common language there are more than before.
    pub understood: i64,
    /// Rules that are broken afterwards and were not before; empty for every plan the engine could make by the rules.
    pub broken: Vec<BrokenRule>,
    pub objective_before: i64,
    pub objective_after: i64,
    pub quality: Option<Quality>,
    /// The most breaks anybody who is there has over the whole session.
    #[serde(default)]
    pub most_breaks: usize,
    /// Breaks that are not somebody's first, over the whole session.
    #[serde(default)]
    pub breaks_again: usize,
    /// By how many per cent those who talk fit better than in the gentlest way.
    #[serde(default)]
    pub fits_better: i64,
    /// How many breaks fewer are not somebody's first than in the gentlest way, where that is more than a few.
    #[serde(default)]
    pub breaks_spared: usize,
}

/// Which alternative of which proposal somebody said yes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    pub based_on: i64,
    pub rounds_begun: u8,
    pub approach: Approach,
    pub fingerprint: String,
    /// What a phone had asked, answered with this: settled when it is applied, and not before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<RequestId>,
    /// A rehearsal brought it up: it stands in the log under the rehearsal's name.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rehearsed: bool,
}

impl Choice {
    pub fn of(proposal: &Proposal, alternative: &Alternative) -> Self {
        Self {
            based_on: proposal.based_on,
            rounds_begun: proposal.rounds_begun,
            approach: alternative.approach,
            fingerprint: alternative.fingerprint.clone(),
            answers: None,
            rehearsed: false,
        }
    }

    pub fn answering(self, request: Option<RequestId>) -> Self {
        Self { answers: request, ..self }
    }
}

impl Alternative {
    /// Whether it is a choice beside a gentler one that is offered: it reads differently, leaves no more people alone, and
    /// fewer move or something is gained.
    pub fn is_a_choice_beside(&self, gentler: &Alternative) -> bool {
        let gains = self.people_moved < gentler.people_moved || self.gains_over(gentler);
        self.told() != gentler.told() && gains && !self.leaves_more_alone_than(gentler)
    }

    /// How much more often somebody has no partner than before: a break that only goes to somebody else is none more.
    pub fn more_alone(&self) -> i64 {
        self.alone.len() as i64 - self.company_won as i64
    }

    /// Nothing that is better about it is worth that, but a rule that is kept: nobody alone comes first.
    fn leaves_more_alone_than(&self, other: &Alternative) -> bool {
        self.more_alone() > other.more_alone() && self.broken.len() >= other.broken.len()
    }

    /// What a card says of it, in figures: two with the same read the same.
    fn told(&self) -> [i64; 12] {
        let breaks = [self.alone.len(), self.company_won];
        let counts = [self.people_moved, self.wishes_lost, self.wishes_won, self.dates_lost];
        let more = [self.dates_won, self.most_breaks.max(1), self.breaks_spared, self.broken.len()];
        let mut told = breaks
            .iter()
            .chain(&counts)
            .chain(&more)
            .map(|count| *count as i64)
            .chain([self.mixed, self.fits_better.max(0)]);
        std::array::from_fn(|_| told.next().unwrap_or(0))
    }

    /// Whether somebody who reads both sees a reason for this one: fewer alone, fewer rules broken, more wishes, more talks,
    /// more of them mixed, breaks spread clearly more evenly, people who fit clearly better. Less than that is no reason to
    /// make more people move.
    pub fn gains_over(&self, other: &Alternative) -> bool {
        let talks = |one: &Alternative| one.dates_won as i64 - one.dates_lost as i64;
        self.more_alone() < other.more_alone()
            || self.broken.len() < other.broken.len()
            || self.wishes_kept > other.wishes_kept
            || talks(self) > talks(other)
            || self.mixed > other.mixed
            || self.most_breaks < other.most_breaks
            || self.most_breaks == other.most_breaks && self.breaks_spared_from(other) > 0
            || self.fits_better_than(other) >= CLEARLY_BETTER
    }

    /// How many breaks fewer are not somebody's first, where that is more than a whisker.
    pub fn breaks_spared_from(&self, other: &Alternative) -> usize {
        let fewer = other.breaks_again.saturating_sub(self.breaks_again);
        if fewer > 1 && fewer * SHARE_OF_BREAKS >= other.breaks_again { fewer } else { 0 }
    }

    /// By how many per cent the whole session's affinity is above another's, rounded down.
    pub fn fits_better_than(&self, other: &Alternative) -> i64 {
        let more = self.objective_after.saturating_sub(other.objective_after);
        if other.objective_after > 0 { more.saturating_mul(100).div_euclid(other.objective_after) } else { 0 }
    }
}

/// So many per cent more affinity are worth a choice.
const CLEARLY_BETTER: i64 = 3;
/// One in so many breaks that are nobody's first has to be spared.
const SHARE_OF_BREAKS: usize = 5;

/// What a console without a network kept to be sent later: safe without knowing the session's revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Queued {
    /// `was` is what the console showed: where somebody else has noted a third thing meanwhile, it does not fit.
    Mark { who: ParticipantId, was: Attendance, attendance: Attendance },
    /// For the part that was on when it was tapped, `None` for a session that had not begun.
    Turn { turn: ClockTurn, meant_for: Option<(u8, Part)> },
    /// What an organiser notes without a look at the plan ([`Happening::can_wait`]), when so many rounds had begun.
    Note { happening: Happening, begun: u8 },
    /// Of whom a rehearsal has it happen, for nobody else to decide about.
    Rehearsed { who: ParticipantId, was: Attendance, attendance: Attendance },
}

/// What became of a command that was sent without knowing the session's revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum QueueAnswer {
    /// `mend`: the plan does not fit the people any more and wants to be mended ([`crate::dating::Happening::Mend`]).
    Applied {
        revision: i64,
        mend: bool,
    },
    /// It had come through before.
    Repeated,
    NoLongerFits {
        because: Refusal,
    },
}

/// What matters now, in the round that is on or the next one (`round` from 0, tables by number).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "warning", rename_all = "snake_case")]
pub enum Warning {
    /// Somebody is there and sits alone, or at no table.
    Alone {
        round: u8,
        who: ParticipantId,
        table: Option<u16>,
    },
    /// Two at a table have no common language and nobody interprets.
    NoCommonLanguage {
        round: u8,
        table: u16,
        a: ParticipantId,
        b: ParticipantId,
    },
    UnderMinimum {
        round: u8,
        table: u16,
        seated: u8,
        least: u8,
    },
    /// Somebody who is gone still has a seat.
    SeatOfSomebodyGone {
        round: u8,
        table: u16,
        who: ParticipantId,
    },
    /// A table that is out of use still has people.
    TableOutOfUse {
        round: u8,
        table: u16,
    },
    /// Somebody is there again and the plan does not reckon with them.
    Unplanned {
        round: u8,
        who: ParticipantId,
    },
}

impl Warning {
    pub fn round(&self) -> u8 {
        match self {
            Self::Alone { round, .. }
            | Self::NoCommonLanguage { round, .. }
            | Self::UnderMinimum { round, .. }
            | Self::SeatOfSomebodyGone { round, .. }
            | Self::TableOutOfUse { round, .. }
            | Self::Unplanned { round, .. } => *round,
        }
    }
}

/// One participant's account: what they had, and what can still come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerLine {
    pub who: ParticipantId,
    /// Different people met in rounds that have begun.
    pub had: u16,
    /// Rounds that have begun in which they were there and met nobody, by rest or because somebody did not come.
    pub sat_out: u8,
    pub wishes: u16,
    /// Wishes that came true in rounds that have begun.
    pub wishes_kept: u16,
    /// Different further people they are to meet by the plan at hand.
    pub planned: u16,
    /// Of the wishes still open, those the plan at hand holds.
    pub wishes_planned: u16,
    /// Different further people the rules and the remaining rounds could let them meet, whatever the plan says.
    pub possible: u16,
}

/// One step of a session's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepLine {
    pub step: i64,
    pub at: UnixMillis,
    /// By the clock of the fair's place.
    #[serde(with = "crate::civil")]
    pub local: DateTime,
    pub actor: String,
    pub deed: Deed,
    /// What this step took back, where it took something back and that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took_back: Option<Box<Deed>>,
    /// It was taken back, and not done again.
    pub undone: bool,
}

/// Why the seats of the next round stay as they are. Times by the clock of the fair's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Frozen {
    /// Everybody is looking for their table.
    OnTheWay,
    /// It was called or its cards were printed; `None` where an older version did not note when.
    Announced { how: Calling, at: Option<DateTime> },
}

/// Somebody of the fair who does not take part and may walk in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outsider {
    pub association: AssociationId,
    pub name: Title,
}

/// An interpreter's seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InterpreterPosts {
    pub who: InterpreterId,
    /// By round (from 0): the table's number, `None` where they are not needed.
    pub tables: Vec<Option<u16>>,
}

/// A session looked back at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatingSummary {
    pub rounds_held: u8,
    pub participants: usize,
    /// Who was noted as arrived; where nobody was, nobody at the door kept count.
    pub arrived: usize,
    /// Who held at least one talk, as far as is known.
    pub talked: usize,
    /// Different pairs who met.
    pub dates: usize,
    /// Of these, across the two sides.
    pub mixed: usize,
    /// Of these, with a common language or an interpreter.
    pub understood: usize,
    pub interpreted: usize,
    /// Tables used, over all rounds held, and those of them with people of both sides.
    pub tables_held: usize,
    pub mixed_tables: usize,
    /// Pairs by the language they have best in common, most frequent first.
    pub languages: Vec<(String, usize)>,
    pub wishes: usize,
    pub wishes_kept: usize,
    /// Rounds in which somebody was there and met nobody, over all people.
    pub sat_out: usize,
    /// Pairs who both said that they would like to meet again; who they are, only they know.
    pub again: u64,
}

impl DatingSummary {
    /// Whether somebody noted who arrived: then that is counted, and not who sits in the plan and was not marked missing.
    pub fn has_arrivals(&self) -> bool {
        self.arrived > 0
    }
}

/// Two who met, as the office takes it along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// From 1, as people say it.
    pub round: usize,
    pub table: u16,
    pub one: String,
    pub other: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alternative() -> Alternative {
        Alternative {
            people_moved: 6,
            dates_lost: 2,
            dates_won: 2,
            wishes_kept: 3,
            objective_before: 2_360,
            objective_after: 2_354,
            most_breaks: 3,
            breaks_again: 29,
            ..Alternative::default()
        }
    }

    #[test]
    fn a_break_more_or_less_is_nothing_to_choose_for() {
        let gentlest = alternative();
        let best =
            Alternative { people_moved: 19, dates_lost: 20, dates_won: 20, objective_after: 2_346, ..alternative() };
        assert!(!Alternative { breaks_again: 28, ..best.clone() }.is_a_choice_beside(&gentlest));
        assert!(Alternative { breaks_again: 20, ..best.clone() }.is_a_choice_beside(&gentlest));
        assert!(Alternative { most_breaks: 2, ..best.clone() }.is_a_choice_beside(&gentlest));
        assert!(Alternative { dates_won: 21, ..best }.is_a_choice_beside(&gentlest));
    }

    #[test]
    fn nothing_is_better_that_leaves_more_people_alone() {
        let alone = |times: u8| (0..times).map(|round| (round, ParticipantId(4))).collect::<Vec<_>>();
        let gentlest = Alternative { alone: alone(1), ..alternative() };
        let best = Alternative { dates_won: 24, wishes_kept: 9, mixed: 3, ..gentlest.clone() };
        assert!(best.is_a_choice_beside(&gentlest));
        let lonely = Alternative { alone: alone(3), ..best.clone() };
        assert!(!lonely.is_a_choice_beside(&gentlest));
        // Breaks that only go to others are none more, and one fewer is a reason.
        assert!(Alternative { company_won: 2, ..lonely.clone() }.is_a_choice_beside(&gentlest));
        let spared = Alternative { alone: alone(3), company_won: 3, ..alternative() };
        assert!(spared.gains_over(&gentlest) && !gentlest.gains_over(&spared));
        // A rule that is kept is worth it.
        let broken = vec![BrokenRule::NotSeated { round: 0, who: ParticipantId(1) }];
        assert!(lonely.is_a_choice_beside(&Alternative { broken, ..gentlest }));
    }

    #[test]
    fn two_that_read_the_same_are_one() {
        let twin = Alternative { approach: Approach::Best, objective_after: 2_800, ..alternative() };
        assert!(!twin.is_a_choice_beside(&alternative()));
        let told = Alternative { fits_better: twin.fits_better_than(&alternative()), ..twin };
        assert!(told.is_a_choice_beside(&alternative()));
        // Fewer who move are a reason by themselves; as many are none.
        assert!(Alternative { people_moved: 5, ..alternative() }.is_a_choice_beside(&alternative()));
        assert!(!Alternative { dates_lost: 3, dates_won: 3, ..alternative() }.is_a_choice_beside(&alternative()));
    }
}
