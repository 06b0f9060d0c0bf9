//! What everybody is told of a step: which pages it can have changed, and which sentence stands.

use domain::{
    ParticipantId, UnixMillis,
    dating::{Attendance, Dating, Participant},
    fair::Phase,
    live::{Change, Reach, Standing},
    profile::SpokenLanguage,
    text::Title,
};

/// The least that everybody has to hear of: a hall full of phones asks again for what a change names, and a hundred
/// arrivals before the first gong change nothing that they show.
pub(super) fn change(before: &Dating, after: &Dating) -> Change {
    let id = after.id;
    let clock = |dating: &Dating| (dating.run, dating.published.is_some(), dating.participants.len());
    if after.rehearsal.is_some() {
        Change::Desk { id }
    } else if before.setting != after.setting || clock(before) != clock(after) {
        Change::Dating { id }
    } else if before.published != after.published || public(before).ne(public(after)) {
        Change::Tables { id }
    } else {
        Change::Desk { id }
    }
}

/// How far that goes while its fair is in this phase: nobody can open a fair that is being prepared.
pub(super) fn within(reach: Reach, phase: Phase) -> Reach {
    if phase == Phase::Preparing { Reach::Desks } else { reach }
}

/// How far a step goes. Of a session that was never published nobody has a table on their phone.
pub(super) fn reach(before: &Dating, after: &Dating, now: UnixMillis) -> Reach {
    let is_shown = before.published.is_some() || after.published.is_some();
    let is_said = standing([before], now) != standing([after], now);
    let is_seen = is_shown && !matches!(change(before, after), Change::Desk { .. });
    if is_draft(before, after) {
        Reach::Draft
    } else if is_said || is_seen {
        Reach::Phones
    } else {
        Reach::Desks
    }
}

/// Whether a step has changed seats, and everybody is still shown others.
fn is_draft(before: &Dating, after: &Dating) -> bool {
    let seats = |dating: &Dating| dating.plan.as_ref().map(|plan| plan.seats.clone());
    after.rehearsal.is_none()
        && after.published.is_some()
        && after.plan.is_some()
        && !after.shows_its_plan()
        && seats(before) != seats(after)
}

/// Where the plan at hand is seen while its fair is in this phase.
pub(in crate::dating) fn plan_is_on(dating: &Dating, phase: Phase) -> Reach {
    let is_seen = dating.rehearsal.is_none() && dating.shows_its_plan();
    within(if is_seen { Reach::Phones } else { Reach::Desks }, phase)
}

/// What visitors may see of somebody who takes part: not whether they have arrived or are only expected.
type Public<'a> = (ParticipantId, &'a Title, &'a [SpokenLanguage], bool, Vec<bool>);

fn public(dating: &Dating) -> impl Iterator<Item = Public<'_>> {
    let rounds = dating.setting.rounds;
    let there = move |p: &Participant| (0..rounds).map(|round| p.is_there(round)).collect();
    let left = |p: &Participant| p.attendance == Attendance::Left;
    dating.participants.iter().map(move |p| (p.id, &p.name, p.languages.as_slice(), left(p), there(p)))
}

/// The newest sentence of these sessions that stands. Rehearsals speak to nobody.
pub(crate) fn standing<'a>(datings: impl IntoIterator<Item = &'a Dating>, now: UnixMillis) -> Option<Standing> {
    let real = datings.into_iter().filter(|dating| dating.rehearsal.is_none());
    let newest = real.filter_map(|dating| dating.standing(now).next()).max_by_key(|said| said.at);
    newest.map(|said| Standing { said: said.at, text: said.text.clone() })
}

#[cfg(test)]
mod tests;
