//! What is being decided: a change that was looked at before it is applied, in the ways the server found for it.

use super::{
    queue::{Waiting, has_network},
    session::Session,
};
use crate::{
    api::{self, Answer, ApiError},
    pages::organise::desk::{Told, fresh_key, use_desk},
    words::{control as words, dating, refusals},
};
use domain::{
    ParticipantId,
    control_room::{Choice, Proposal, QueueAnswer, StepLine},
    dating::{Attendance, Happening},
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long good news stays.
const SAID_FOR: Duration = Duration::from_secs(6);

/// A change before somebody, and what it would come to once that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub happening: Happening,
    pub proposal: Option<Proposal>,
    /// What others did since it was shown first: why it was worked out anew.
    pub meanwhile: Vec<StepLine>,
    /// It was worked out anew since another round had begun.
    pub round_began: bool,
    /// A rehearsal brought it up.
    pub rehearsed: bool,
}

#[derive(Clone, Copy)]
pub struct Deciding {
    session: Session,
    waiting: Waiting,
    desk: crate::pages::organise::desk::Desk,
    pub open: RwSignal<Option<Decision>>,
    /// Which alternative is chosen; the first changes least.
    pub chosen: RwSignal<usize>,
    pub applying: RwSignal<bool>,
    /// Answers to questions that were asked before the last one are too late.
    asked: StoredValue<u32>,
    /// The last change that was not applied.
    pub declined: RwSignal<Option<Happening>>,
    /// The last change that was applied: what was typed for it is not needed any more.
    pub applied: RwSignal<Option<Happening>>,
}

impl Deciding {
    pub fn provide(session: Session, waiting: Waiting) -> Self {
        let deciding = Self {
            session,
            waiting,
            desk: use_desk(),
            open: RwSignal::new(None),
            chosen: RwSignal::new(0),
            applying: RwSignal::new(false),
            asked: StoredValue::new(0),
            declined: RwSignal::new(None),
            applied: RwSignal::new(None),
        };
        provide_context(deciding);
        // Whatever anybody does while a change is being looked at makes it another one.
        Effect::new(move |_| {
            let (revision, begun) =
                session.desk.with(|desk| (desk.dating.revision, desk.dating.rounds_begun(desk.clock.now)));
            let Some(open) = deciding.open.get_untracked() else { return };
            let Some(proposal) = &open.proposal else { return };
            if !deciding.applying.get_untracked() && (proposal.based_on < revision || proposal.rounds_begun < begun) {
                deciding.anew(open);
            }
        });
        // Somebody was marked without a look at the plan, and it does not fit any more.
        Effect::new(move |before: Option<u32>| {
            let due = waiting.mend.get();
            let free = deciding.open.with_untracked(Option::is_none);
            if before.is_some_and(|before| before != due)
                && free
                && session.desk.with_untracked(|desk| desk.may_organise)
            {
                deciding.consider(Happening::Mend);
            }
            due
        });
        deciding
    }

    /// Notes at once whether somebody is there where that changes nobody's seat, or where there is no network to ask; else
    /// shows what it would change.
    pub fn mark(self, who: ParticipantId, attendance: Attendance) {
        let (session, now) = (self.session, self.session.now.get_untracked());
        let shown = session.dating.get_untracked();
        let mut after = (*shown).clone();
        let noted = after.mark(who, attendance, now).is_ok();
        let plays = |dating: &domain::dating::Dating| -> Vec<bool> {
            let rounds = dating.rounds_begun(now)..dating.setting.rounds;
            dating.participant(who).map(|p| rounds.map(|round| p.plays(round)).collect()).unwrap_or_default()
        };
        let unplanned = shown.plan.is_none() || plays(&shown) == plays(&after);
        if (noted && unplanned) || !has_network() || self.waiting.cut_off.get_untracked() {
            self.waiting.mark(&shown, who, attendance, now);
        } else {
            self.consider(Happening::Mark { who, attendance });
        }
    }

    /// Shows what a change would come to; one that changes nobody's seat is applied at once.
    pub fn consider(self, happening: Happening) {
        self.look_at(happening, false);
    }

    /// The same for what a rehearsal brings up.
    pub fn rehearse(self, happening: Happening) {
        self.look_at(happening, true);
    }

    /// Whether there is something to say yes to: worked out, and for the session as it is now.
    pub fn can_apply(self) -> bool {
        let revision = self.session.desk.with(|desk| desk.dating.revision);
        let known = self.open.with(|open| open.as_ref().and_then(|one| one.proposal.as_ref()).map(|one| one.based_on));
        !self.applying.get() && known.is_some_and(|known| known >= revision)
    }

    pub fn cancel(self) {
        if let Some(Some(open)) = self.open.try_update(Option::take) {
            self.asked.update_value(|n| *n += 1);
            self.declined.set(Some(open.happening));
        }
    }

    fn look_at(self, happening: Happening, rehearsed: bool) {
        self.declined.set(None);
        self.chosen.set(0);
        self.desk.told.set(None);
        let fresh = Decision { happening, proposal: None, meanwhile: Vec::new(), round_began: false, rehearsed };
        self.open.set(Some(fresh.clone()));
        self.ask(fresh, true);
    }

    /// Works out again what was shown, and says what has changed since.
    fn anew(self, open: Decision) {
        let known = open.proposal.as_ref().map(|proposal| (proposal.based_on, proposal.rounds_begun));
        let mut asked_again = open;
        let Some((based_on, begun)) = known else { return };
        spawn_local(async move {
            let news = self.steps_since(based_on).await;
            asked_again.meanwhile.splice(0..0, news);
            asked_again.round_began |= self.session.begun.try_get_untracked().is_some_and(|now| now > begun);
            self.ask(asked_again, false);
        });
    }

    /// What has been done elsewhere since a revision, newest first; time keepers are told of the last step only.
    async fn steps_since(self, revision: i64) -> Vec<StepLine> {
        let Some(desk) = self.session.desk.try_get_untracked() else { return Vec::new() };
        let lines = if desk.may_organise {
            api::dating::dating_log(desk.dating.id, 20).await.unwrap_or_default()
        } else {
            desk.last.iter().cloned().collect()
        };
        lines.into_iter().filter(|line| line.step > revision && !self.waiting.is_own(line.step)).collect()
    }

    fn ask(self, decision: Decision, at_once: bool) {
        let Some(turn) = self.asked.try_update_value(|n| {
            *n += 1;
            *n
        }) else {
            return;
        };
        let Some(id) = self.session.desk.try_with_untracked(|desk| desk.dating.id) else { return };
        spawn_local(async move {
            let answer = propose(id, &decision.happening).await;
            if self.asked.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(proposal) => {
                    let nothing =
                        proposal.changes_nothing() && proposal.alternatives.iter().all(|one| one.alone.is_empty());
                    self.open.try_set(Some(Decision { proposal: Some(proposal), ..decision }));
                    if nothing && at_once {
                        self.apply();
                    }
                }
                Err(error) => self.failed(decision, error),
            }
        });
    }

    fn failed(self, decision: Decision, error: ApiError) {
        self.open.try_set(None);
        match (error, decision.happening) {
            // What can wait out the network does.
            (ApiError::Offline, Happening::Mark { who, attendance }) => {
                let known = self.session.dating.try_get_untracked().zip(self.session.now.try_get_untracked());
                if let Some((shown, now)) = known {
                    self.waiting.mark(&shown, who, attendance, now);
                }
            }
            (ApiError::Offline, _) => self.tell(Told::Bad(words::needs_network(self.session.locale).to_owned())),
            (error, _) => self.tell(Told::Bad(refusals::error(self.session.locale, &error))),
        }
    }

    /// Applies the chosen alternative as it was shown; where the session has moved on it is shown anew.
    pub fn apply(self) {
        let Some(open) = self.open.get_untracked() else { return };
        let Some(proposal) = open.proposal.clone() else { return };
        let Some(one) = proposal.alternatives.get(self.chosen.get_untracked()) else { return };
        if self.applying.get_untracked() {
            return;
        }
        self.applying.set(true);
        let (id, choice, locale) = (self.session.id(), Choice::of(&proposal, one), self.session.locale);
        spawn_local(async move {
            let answer = match open.happening.clone() {
                Happening::Mark { who, attendance } => {
                    api::dating::apply_mark(id, choice, who, attendance, fresh_key()).await
                }
                happening => api::dating::apply(id, choice, happening, fresh_key()).await,
            };
            self.applying.try_set(false);
            match answer {
                Ok(_) => {
                    self.applied.try_set(Some(open.happening));
                    self.open.try_set(None);
                    self.tell(Told::Good(dating::applied(locale).to_owned()));
                    self.desk.view.refetch();
                }
                Err(ApiError::Stale) => {
                    self.desk.view.refetch();
                    self.anew(open);
                }
                // It stays open: what was worked out is not lost with the network.
                Err(error) => self.tell(Told::Bad(refusals::error(locale, &error))),
            }
        });
    }

    /// Announcements, and rounds that are called or thawed: what asks for no other plan.
    pub fn note(self, happening: Happening, then: impl FnOnce() + 'static) {
        let (id, locale) = (self.session.id(), self.session.locale);
        spawn_local(async move {
            match api::dating::note_happening(id, happening, fresh_key()).await {
                Ok(QueueAnswer::Applied { .. } | QueueAnswer::Repeated) => {
                    then();
                    self.desk.view.refetch();
                }
                Ok(QueueAnswer::NoLongerFits { because }) => {
                    self.tell(Told::Bad(refusals::refusal(locale, &because)));
                }
                Err(ApiError::Offline) => self.tell(Told::Bad(words::needs_network(locale).to_owned())),
                Err(error) => self.tell(Told::Bad(refusals::error(locale, &error))),
            }
        });
    }

    /// Says what a command came to; good news goes by itself.
    pub fn tell(self, told: Told) {
        self.desk.told.try_set(Some(told.clone()));
        if matches!(told, Told::Good(_)) {
            let gone = move || {
                if self.desk.told.try_get_untracked().flatten() == Some(told) {
                    self.desk.told.try_set(None);
                }
            };
            set_timeout(gone, SAID_FOR);
        }
    }
}

async fn propose(id: domain::DatingId, happening: &Happening) -> Answer<Proposal> {
    match happening.clone() {
        Happening::Mark { who, attendance } => api::dating::propose_mark(id, who, attendance).await,
        happening => api::dating::propose(id, happening).await,
    }
}

pub fn use_deciding() -> Deciding {
    expect_context()
}
