//! A change before somebody, and what it would come to: plain values, which know nothing of the page.

use crate::pages::organise::keys::fresh_key;
use domain::{
    ParticipantId, RequestId,
    control_room::{Alternative, Proposal, StepLine},
    dating::{Attendance, Deed, Happening},
};

/// Somebody marked while something else was being decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Marked {
    pub who: ParticipantId,
    pub attendance: Attendance,
}

impl Marked {
    /// Notes it behind what waits already. What was marked of the same person before does not hold any more, and what is
    /// being decided does not wait a second time.
    pub(super) fn join(self, waiting: &mut Vec<Marked>, decided: Option<&Happening>) {
        waiting.retain(|one| one.who != self.who);
        if decided != Some(&self.happening()) {
            waiting.push(self);
        }
    }

    pub(super) fn happening(self) -> Happening {
        Happening::Mark { who: self.who, attendance: self.attendance }
    }
}

/// A change before somebody, and what it would come to once that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub happening: Happening,
    pub proposal: Option<Proposal>,
    /// What others did since it was shown first: why it was worked out anew.
    pub meanwhile: Vec<StepLine>,
    /// It was worked out anew since another round had begun.
    pub round_began: bool,
    /// It is not what was shown first.
    pub is_anew: bool,
    /// A rehearsal brought it up.
    pub rehearsed: bool,
    /// What a phone asked, answered when it is applied.
    pub answers: Option<RequestId>,
    /// Of the command that applies it: pressed again after an answer was lost, it acts once.
    pub(super) key: String,
}

impl Decision {
    fn about(happening: Happening, key: String) -> Self {
        Self {
            happening,
            proposal: None,
            meanwhile: Vec::new(),
            round_began: false,
            is_anew: false,
            rehearsed: false,
            answers: None,
            key,
        }
    }

    pub(super) fn fresh(happening: Happening) -> Self {
        Self::about(happening, fresh_key())
    }

    /// Whom it would mark.
    pub(super) fn marks(&self) -> Option<ParticipantId> {
        marked(&self.happening)
    }

    /// Whether a step has noted something else of the same person.
    pub(super) fn is_touched_by(&self, line: &StepLine) -> bool {
        match line.deed.done() {
            Deed::Happened { happening } => marked(happening).is_some_and(|who| self.marks() == Some(who)),
            Deed::Undone { .. } => true,
            _ => false,
        }
    }
}

fn marked(happening: &Happening) -> Option<ParticipantId> {
    if let Happening::Mark { who, .. } = happening { Some(*who) } else { None }
}

/// Whether an answer is about what is open: it may have been decided, or have given way to another question, meanwhile.
pub(super) fn is_still(open: Option<&Decision>, asked: &Decision) -> bool {
    open.is_some_and(|open| open.key == asked.key)
}

/// Whether the desk has not heard yet of what was done here last: that is `on_its_way`, or was applied to a revision that
/// is still the one it `knows`. What it would take back is another step then.
pub(super) fn lags(on_its_way: bool, applied_to: Option<i64>, knows: i64) -> bool {
    on_its_way || applied_to.is_some_and(|revision| knows <= revision)
}

/// Whether a step may go from this revision: where one has gone from it already, a second press was for the same. Whatever
/// went `from` it is noted.
pub(super) fn goes(from: &mut Option<i64>, revision: i64) -> bool {
    from.replace(revision) != Some(revision)
}

/// Whether two proposals tell the same, each for its revision of the session.
pub(super) fn tell_alike(one: &Proposal, other: &Proposal) -> bool {
    Proposal { based_on: other.based_on, ..one.clone() } == *other
}

pub(super) fn changes_nothing(proposal: &Proposal) -> bool {
    proposal.changes_nothing() && proposal.alternatives.iter().all(|one| one.alone.is_empty())
}

/// Nothing to choose, nobody moves, nothing is lost: it is applied without being asked for, and can be taken back.
pub(super) fn is_harmless(proposal: &Proposal) -> bool {
    let harms = |one: &Alternative| {
        one.people_moved + one.dates_lost + one.wishes_lost > 0 || !one.alone.is_empty() || !one.broken.is_empty()
    };
    matches!(proposal.alternatives.as_slice(), [only] if !harms(only))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::UnixMillis;

    fn proposal(based_on: i64, people_moved: usize) -> Proposal {
        let one = Alternative { fingerprint: people_moved.to_string(), people_moved, ..Alternative::default() };
        Proposal { based_on, rounds_begun: 1, rounds_frozen: 0, alternatives: vec![one] }
    }

    #[test]
    fn a_card_stays_as_it_is_while_the_same_comes_out() {
        assert!(tell_alike(&proposal(4, 2), &proposal(9, 2)));
        assert!(!tell_alike(&proposal(4, 2), &proposal(9, 3)));
        assert!(!tell_alike(&proposal(4, 2), &Proposal { rounds_begun: 2, ..proposal(9, 2) }));
    }

    #[test]
    fn a_second_press_goes_no_second_step_before_the_first_is_shown() {
        let mut from = None;
        assert!(goes(&mut from, 7));
        assert!(!goes(&mut from, 7));
        assert!(goes(&mut from, 8));
    }

    #[test]
    fn what_others_noted_of_the_same_person_is_news_and_of_others_is_not() {
        let mark = |who, attendance| Happening::Mark { who: ParticipantId(who), attendance };
        let open = Decision::about(mark(3, Attendance::Missing), String::new());
        let line = |who| StepLine {
            step: 8,
            at: UnixMillis(0),
            local: Default::default(),
            actor: String::new(),
            deed: Deed::Happened { happening: mark(who, Attendance::Arrived) },
            took_back: None,
            undone: false,
        };
        assert!(open.is_touched_by(&line(3)) && !open.is_touched_by(&line(4)));
    }

    #[test]
    fn an_answer_opens_nothing_that_was_decided_meanwhile() {
        let mark = |who| Happening::Mark { who: ParticipantId(who), attendance: Attendance::Missing };
        let (first, next) = (Decision::about(mark(3), "a".to_owned()), Decision::about(mark(4), "b".to_owned()));
        let anew = Decision { proposal: Some(proposal(9, 2)), is_anew: true, ..first.clone() };
        assert!(is_still(Some(&first), &first) && is_still(Some(&anew), &first));
        assert!(!is_still(None, &first) && !is_still(Some(&next), &first));
        // Asked about once more it is another question, although it reads the same.
        assert!(!is_still(Some(&Decision::about(mark(3), "c".to_owned())), &first));
    }

    #[test]
    fn nothing_is_taken_back_before_the_desk_knows_what_was_done_last() {
        assert!(lags(true, None, 7), "a mark is on its way");
        assert!(lags(false, Some(7), 7), "what was applied to it is not shown yet");
        assert!(!lags(false, Some(7), 8) && !lags(false, None, 7));
    }

    #[test]
    fn everybody_who_is_marked_while_something_is_decided_waits_for_their_turn() {
        let missing = |who| Marked { who: ParticipantId(who), attendance: Attendance::Missing };
        let back = Marked { attendance: Attendance::Arrived, ..missing(4) };
        let (mut waiting, open) = (Vec::new(), missing(3).happening());
        for mark in [missing(4), missing(5), missing(5), missing(3)] {
            mark.join(&mut waiting, Some(&open));
        }
        assert_eq!(waiting, [missing(4), missing(5)]);
        back.join(&mut waiting, Some(&open));
        assert_eq!(waiting, [missing(5), back]);
    }

    #[test]
    fn what_moves_nobody_and_loses_nothing_is_not_asked_for() {
        assert!(is_harmless(&proposal(1, 0)) && !is_harmless(&proposal(1, 1)));
        let mut dear = proposal(1, 0);
        dear.alternatives[0].alone.push((2, ParticipantId(5)));
        assert!(!is_harmless(&dear));
        dear.alternatives[0].alone.clear();
        dear.alternatives[0].wishes_lost = 1;
        assert!(!is_harmless(&dear));
    }
}
