//! "We would like to meet again": what a phone with a personal link sees of it. Only a yes is ever kept; a no is the
//! absence of one, and looks to everybody, organisers included, like somebody who did not look at their phone.

use crate::{
    ParticipantId,
    dating::Dating,
    request::{Ask, Request},
    text::Title,
};
use serde::{Deserialize, Serialize};

/// Somebody one has met, or is meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Met {
    pub who: ParticipantId,
    pub name: Title,
    /// From 0.
    pub round: u8,
    /// We said that we would like to meet again.
    pub said: bool,
    /// Both said it. Never true where only the other side did.
    pub mutual: bool,
}

/// What a phone with a personal link may do and knows beyond the public run sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneView {
    /// Of the fair's public history.
    pub revision: i64,
    pub who: ParticipantId,
    pub name: Title,
    /// Newest first.
    pub requests: Vec<Request>,
    /// What can be asked now.
    pub may_ask: Vec<Ask>,
    /// In the order of the rounds that have begun.
    pub met: Vec<Met>,
    /// For the next command, so that sending it twice acts once.
    pub key: String,
}

/// Whom somebody has met in the rounds of the published plan that have begun: `(round, partner)`, both of whom were there.
pub fn met(dating: &Dating, who: ParticipantId, begun: u8) -> Vec<(u8, ParticipantId)> {
    let Some(plan) = &dating.published else { return Vec::new() };
    let there = |who: ParticipantId, round: u8| dating.participant(who).is_ok_and(|p| p.is_there(round));
    let mut met = Vec::new();
    for round in (0..begun.min(dating.setting.rounds)).filter(|round| there(who, *round)) {
        let seated = plan.seats.get(usize::from(round)).into_iter().flatten().find(|seated| seated.contains(&who));
        let others = seated.into_iter().flatten().copied().filter(|other| *other != who && there(*other, round));
        met.extend(others.map(|other| (round, other)));
    }
    met
}
