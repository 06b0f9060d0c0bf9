//! Who really met whom: seats of rounds that have begun, without those who were not there.

use super::{Dating, Participant};
use crate::{ParticipantId, UnixMillis, plan::Seats};
use std::collections::{BTreeMap, BTreeSet};

/// Two people, the smaller id first.
pub type Pair = (ParticipantId, ParticipantId);

/// All pairs of a table.
pub fn pairs(seated: &[ParticipantId]) -> impl Iterator<Item = Pair> {
    seated.iter().enumerate().flat_map(|(i, a)| seated[i + 1..].iter().map(|b| (*a.min(b), *a.max(b))))
}

impl Dating {
    /// Tables of the rounds that have begun with those who were there; somebody left alone has met nobody and is left out.
    pub fn sat(&self, now: UnixMillis) -> Seats {
        let begun = usize::from(self.rounds_begun(now));
        let Some(plan) = &self.plan else { return Seats::new() };
        let people: BTreeMap<ParticipantId, &Participant> = self.participants.iter().map(|p| (p.id, p)).collect();
        let there = |round: usize, who: &ParticipantId| people.get(who).is_some_and(|p| p.is_there(round as u8));
        let rounds = plan.seats.iter().enumerate().take(begun).map(|(round, tables)| {
            let tables = tables.iter().map(|seated| {
                let here: Vec<_> = seated.iter().copied().filter(|who| there(round, who)).collect();
                if here.len() > 1 { here } else { Vec::new() }
            });
            tables.collect()
        });
        rounds.collect()
    }

    /// Pairs who met in rounds that have begun, with the first round (from 0) in which they did.
    pub fn met(&self, now: UnixMillis) -> BTreeMap<Pair, u8> {
        let mut met = BTreeMap::new();
        for (round, tables) in self.sat(now).iter().enumerate() {
            for pair in tables.iter().flat_map(|seated| pairs(seated)) {
                met.entry(pair).or_insert(round as u8);
            }
        }
        met
    }

    /// Rounds that have begun in which each participant was there and met nobody, by rest or since somebody did not come;
    /// in the order of the participants.
    pub fn rounds_lost(&self, now: UnixMillis) -> Vec<BTreeSet<u8>> {
        let sat = self.sat(now);
        let met: Vec<BTreeSet<ParticipantId>> =
            sat.iter().map(|tables| tables.iter().flatten().copied().collect()).collect();
        let lost = |p: &Participant| {
            let rounds = met.iter().enumerate().map(|(round, met)| (round as u8, met));
            rounds.filter(|(round, met)| p.is_there(*round) && !met.contains(&p.id)).map(|(round, _)| round).collect()
        };
        self.participants.iter().map(lost).collect()
    }
}
