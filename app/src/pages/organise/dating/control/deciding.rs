//! What is being decided: a change that was looked at before it is applied, in the ways the server found for it.

use super::{
    decision::{Decision, Marked, changes_nothing, goes, is_harmless, is_still, lags, tell_alike},
    session::Session,
};
use crate::{
    api::{self, Answer, ApiError},
    pages::organise::{
        desk::{Told, use_desk},
        keys::fresh_key,
        queue::{Waiting, has_network},
    },
    words::{control as words, dating, refusals},
};
use domain::{
    ParticipantId,
    control_room::{Choice, Proposal, QueueAnswer, StepLine},
    dating::{Attendance, Happening},
    live::Reach,
    request::RequestCard,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long news stays, and what needs reading.
const SAID_FOR: Duration = Duration::from_secs(6);
const READ_FOR: Duration = Duration::from_secs(8);

/// What follows by itself cannot be said yes to for so long: the second tap of a double one was meant for what went before.
const FOLLOWS_AFTER: Duration = Duration::from_millis(700);

/// Who marks somebody.
#[derive(Clone, Copy)]
enum By {
    Hand,
    Rehearsal,
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
    /// Who was marked meanwhile, first come, first decided.
    pub marked: RwSignal<Vec<Marked>>,
    /// What is open has followed by itself this moment.
    follows: RwSignal<bool>,
    /// To which revision something was applied last.
    applied_to: StoredValue<Option<i64>>,
    /// From which revision a step was taken back, or done again, last.
    stepped_from: StoredValue<Option<i64>>,
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
            marked: RwSignal::new(Vec::new()),
            follows: RwSignal::new(false),
            applied_to: StoredValue::new(None),
            stepped_from: StoredValue::new(None),
            declined: RwSignal::new(None),
            applied: RwSignal::new(None),
        };
        provide_context(deciding);
        // Whatever anybody does while a change is being looked at may make it another one.
        Effect::new(move |_| {
            let (revision, begun) =
                session.desk.with(|desk| (desk.dating.revision, desk.dating.rounds_begun(desk.clock.now)));
            let Some(open) = deciding.open.get_untracked() else { return };
            let Some(proposal) = &open.proposal else { return };
            if !deciding.applying.get_untracked() && (proposal.based_on < revision || proposal.rounds_begun < begun) {
                deciding.anew(open, false);
            }
        });
        // Of a session that was called off nothing is to be decided.
        Effect::new(move |_| {
            if session.off.get() {
                deciding.let_go();
            }
        });
        // What was marked meanwhile comes up as soon as nothing else is being decided.
        Effect::new(move |_| {
            if !deciding.is_taken() && deciding.marked.with(|marked| !marked.is_empty()) {
                let next = deciding.marked.try_update(|marked| marked.remove(0));
                untrack(|| next.into_iter().for_each(|mark| deciding.follow(mark)));
            }
        });
        // What is told goes by itself, whoever told it: it would lie over what comes next.
        let told = deciding.desk.told;
        Effect::new(move |_| {
            let Some(now) = told.get() else { return };
            let stays = if matches!(now, Told::Good(_)) { SAID_FOR } else { READ_FOR };
            let gone = move || {
                if told.try_get_untracked().flatten() == Some(now) {
                    told.try_set(None);
                }
            };
            if let Ok(going) = set_timeout_with_handle(gone, stays) {
                on_cleanup(move || going.clear());
            }
        });
        // Somebody was marked without a look at the plan, and it does not fit any more.
        Effect::new(move |before: Option<u32>| {
            let due = waiting.mend.get();
            if before.is_some_and(|before| before != due) {
                deciding.ask_to_mend();
            }
            due
        });
        deciding
    }

    /// Notes at once whether somebody is there where that changes nobody's seat, or where there is no network to ask; else
    /// shows what it would change, as soon as nothing else is being decided.
    pub fn mark(self, who: ParticipantId, attendance: Attendance) {
        if self.session.off.get_untracked() {
            return;
        }
        if self.noted_at_once(Marked { who, attendance }, By::Hand) {
            self.drop_mark(who);
            // What was to be decided of the same person does not hold any more.
            if self.open.with_untracked(|open| open.as_ref().and_then(Decision::marks)) == Some(who) {
                self.close();
            }
        } else if untrack(|| self.is_taken()) {
            let mark = Marked { who, attendance };
            let decided = self.open.with_untracked(|open| open.as_ref().map(|open| open.happening.clone()));
            self.marked.update(|marked| mark.join(marked, decided.as_ref()));
        } else {
            self.consider(Happening::Mark { who, attendance });
        }
    }

    /// What was marked of somebody meanwhile is not to be looked at after all.
    pub fn drop_mark(self, who: ParticipantId) {
        self.marked.update(|marked| marked.retain(|one| one.who != who));
    }

    fn follow(self, mark: Marked) {
        if !self.noted_at_once(mark, By::Hand) {
            self.follows.set(true);
            set_timeout(
                move || {
                    self.follows.try_set(false);
                },
                FOLLOWS_AFTER,
            );
            self.show(Decision::fresh(mark.happening()));
        }
    }

    fn noted_at_once(self, Marked { who, attendance }: Marked, by: By) -> bool {
        let (session, now) = (self.session, self.session.now.get_untracked());
        let shown = session.dating.get_untracked();
        let mut after = (*shown).clone();
        let noted = after.mark(who, attendance, now).is_ok();
        let plays = |dating: &domain::dating::Dating| -> Vec<bool> {
            let rounds = dating.rounds_ahead(now);
            dating.participant(who).map(|p| rounds.map(|round| p.plays(round)).collect()).unwrap_or_default()
        };
        let unplanned = shown.plan.is_none() || plays(&shown) == plays(&after);
        let at_once = (noted && unplanned) || !has_network() || self.waiting.cut_off.get_untracked();
        match by {
            _ if !at_once => {}
            By::Hand => self.waiting.mark(&shown, who, attendance, now),
            By::Rehearsal => self.waiting.rehearsed(&shown, who, attendance, now),
        }
        at_once
    }

    /// Shows what a change would come to; one that moves nobody and loses nothing is applied at once.
    pub fn consider(self, happening: Happening) {
        self.look_at(Decision::fresh(happening));
    }

    /// The same for what a rehearsal brings up; whoever is there, or turns out not to be, is noted at once where that
    /// changes nobody's seat.
    pub fn rehearse(self, happening: Happening) {
        if let Happening::Mark { who, attendance } = happening
            && self.noted_at_once(Marked { who, attendance }, By::Rehearsal)
        {
            return;
        }
        self.look_at(Decision { rehearsed: true, ..Decision::fresh(happening) });
    }

    /// The same for what a phone asks; whoever asked hears yes when it is applied.
    pub fn answer(self, card: RequestCard) {
        self.look_at(Decision { answers: Some(card.request.id), ..Decision::fresh(card.happening) });
    }

    /// Asks whether the plan is to be made to fit, where even the gentlest way would move somebody and nothing else is being
    /// decided: a plan that fits is left in peace, although a better one may exist.
    pub fn ask_to_mend(self) {
        if !self.session.desk.with_untracked(|desk| desk.may_organise && desk.dating.plan.is_some()) {
            return;
        }
        let id = self.session.id();
        spawn_local(async move {
            let Ok(proposal) = propose(id, &Happening::Mend).await else { return };
            let free = self.open.try_with_untracked(Option::is_none).unwrap_or_default();
            let amiss = proposal.alternatives.first().is_some_and(|gentle| gentle.people_moved + gentle.dates_won > 0);
            if free && amiss {
                self.chosen.try_set(0);
                self.open.try_set(Some(Decision { proposal: Some(proposal), ..Decision::fresh(Happening::Mend) }));
            }
        });
    }

    /// Whether something else may be looked at: what is being decided is decided first. A plan that is only to be made to
    /// fit may wait, since whatever comes next makes it fit too.
    pub fn is_free(self) -> bool {
        let free = untrack(|| !self.is_taken());
        if !free {
            self.tell(Told::Bad(words::decide_first(self.session.locale).to_owned()));
        }
        free
    }

    fn is_taken(self) -> bool {
        self.open.with(|open| open.as_ref().is_some_and(|open| open.happening != Happening::Mend))
            || self.applying.get()
    }

    /// Whether there is something to say yes to. The server looks once more whether it is still what was shown.
    pub fn can_apply(self) -> bool {
        !self.applying.get()
            && !self.follows.get()
            && self.open.with(|open| open.as_ref().is_some_and(|one| one.proposal.is_some()))
    }

    pub fn cancel(self) {
        if let Some(open) = self.close() {
            self.declined.set(Some(open.happening));
        }
    }

    /// Nothing is open any more, and an answer that is still due is too late.
    fn close(self) -> Option<Decision> {
        self.asked.try_update_value(|n| *n += 1);
        self.open.try_update(Option::take).flatten()
    }

    fn is_still_open(self, asked: &Decision) -> bool {
        self.open.try_with_untracked(|open| is_still(open.as_ref(), asked)) == Some(true)
    }

    /// Whether the desk has not heard yet of what was done here last.
    pub fn lags(self) -> bool {
        let knows = self.session.desk.with_untracked(|desk| desk.dating.revision);
        lags(self.waiting.is_ahead(), self.applied_to.get_value(), knows)
    }

    /// Whether a step may be taken back, or done again, from this revision: not while another is on its way.
    pub fn steps_from(self, revision: i64) -> bool {
        self.stepped_from.try_update_value(|from| goes(from, revision)).unwrap_or_default()
    }

    /// What was to go came to nothing.
    pub fn stays(self) {
        self.stepped_from.try_set_value(None);
    }

    /// Whatever was to be decided is not any more.
    fn let_go(self) {
        self.marked.set(Vec::new());
        self.close();
    }

    fn look_at(self, fresh: Decision) {
        if !self.is_free() {
            return;
        }
        self.declined.set(None);
        self.desk.told.set(None);
        self.show(fresh);
    }

    fn show(self, fresh: Decision) {
        self.chosen.set(0);
        self.open.set(Some(fresh.clone()));
        self.ask(fresh);
    }

    /// Works out again what was shown, and says what has changed since. Where the same comes out, what is shown stays
    /// as it is, under the finger; unless the server has `refused` it as it is.
    fn anew(self, open: Decision, refused: bool) {
        let Some(known) = open.proposal.clone() else { return };
        let Some(turn) = self.next_turn() else { return };
        let id = self.session.id();
        spawn_local(async move {
            let news = self.steps_since(known.based_on).await;
            let answer = propose(id, &open.happening).await;
            if self.asked.try_get_value() != Some(turn) || !self.is_still_open(&open) {
                return;
            }
            let proposal = match answer {
                Ok(proposal) => proposal,
                // What is shown is not lost with the network.
                Err(ApiError::Offline | ApiError::Unavailable) => return,
                Err(error) => return self.failed(open, error),
            };
            let touched = refused || news.iter().any(|line| open.is_touched_by(line));
            if !touched && tell_alike(&known, &proposal) {
                return;
            }
            // Somebody else has made the plan fit.
            if open.happening == Happening::Mend && changes_nothing(&proposal) {
                self.open.try_set(None);
                return;
            }
            let mut shown_anew = open;
            shown_anew.meanwhile.splice(0..0, news);
            shown_anew.round_began |= proposal.rounds_begun > known.rounds_begun;
            shown_anew.is_anew = true;
            if self.chosen.try_get_untracked().is_some_and(|chosen| chosen >= proposal.alternatives.len()) {
                self.chosen.try_set(0);
            }
            shown_anew.proposal = Some(proposal);
            self.open.try_set(Some(shown_anew));
        });
    }

    fn next_turn(self) -> Option<u32> {
        self.asked.try_update_value(|n| {
            *n += 1;
            *n
        })
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

    fn ask(self, decision: Decision) {
        let Some(turn) = self.next_turn() else { return };
        let Some(id) = self.session.desk.try_with_untracked(|desk| desk.dating.id) else { return };
        spawn_local(async move {
            let answer = propose(id, &decision.happening).await;
            if self.asked.try_get_value() != Some(turn) {
                return;
            }
            match answer {
                Ok(proposal) => {
                    let harmless = is_harmless(&proposal);
                    self.open.try_set(Some(Decision { proposal: Some(proposal), ..decision }));
                    if harmless {
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
            // What can wait out the network does, but for what answers a phone.
            (ApiError::Offline | ApiError::Unavailable, Happening::Mark { who, attendance })
                if decision.answers.is_none() =>
            {
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
        let choice = Choice { rehearsed: open.rehearsed, ..Choice::of(&proposal, one).answering(open.answers) };
        let (id, locale) = (self.session.id(), self.session.locale);
        spawn_local(async move {
            let answer = match open.happening.clone() {
                Happening::Mark { who, attendance } => {
                    api::dating::apply_mark(id, choice, who, attendance, open.key.clone()).await
                }
                happening => api::dating::apply(id, choice, happening, open.key.clone()).await,
            };
            self.applying.try_set(false);
            match answer {
                Ok(reach) => {
                    self.applied_to.try_set_value(Some(proposal.based_on));
                    if self.is_still_open(&open) {
                        self.close();
                    }
                    self.applied.try_set(Some(open.happening));
                    let told = dating::applied(locale, reach.unwrap_or(Reach::Desks));
                    self.tell(Told::Good(told.to_owned()));
                    self.desk.view.refetch();
                }
                Err(ApiError::Stale) => {
                    self.desk.view.refetch();
                    self.anew(open, true);
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

    /// Says what a command came to.
    pub fn tell(self, told: Told) {
        self.desk.told.try_set(Some(told));
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
