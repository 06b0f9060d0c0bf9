//! A rehearsal: a copy of a session that runs faster and to which invented things happen, to train those who will run it.

use super::{Attendance, Dating, Happening, Participant, Side};
use crate::{
    DatingId, UnixMillis,
    clock::Run,
    profile::{Level, SpokenLanguage},
};
use serde::{Deserialize, Serialize};

/// How many times as fast as the day a rehearsal runs.
pub const REHEARSAL_SPEED: u8 = 20;

/// Of which session it is a copy, and what its invented events are derived from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    pub of: DatingId,
    pub seed: u64,
}

/// What becomes of somebody in a rehearsal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Comes,
    Missing { noted_in: u8 },
    Late { until: u8 },
    Leaves { after: u8 },
}

impl Dating {
    /// A copy to rehearse with: everybody expected again, the same plan, nothing begun. Its id is given by the store.
    pub fn to_rehearse(&self, seed: u64) -> Dating {
        let mut copy = self.clone();
        copy.rehearsal = Some(Rehearsal { of: self.id, seed });
        copy.setting.speed = REHEARSAL_SPEED;
        copy.run = Run::Waiting;
        copy.held.clear();
        copy.participants.retain(|p| !p.walked_in);
        for participant in &mut copy.participants {
            participant.attendance = Attendance::Expected;
            participant.attendance_from = 0;
            participant.missed.clear();
            participant.benched.clear();
        }
        for table in &mut copy.setting.tables {
            table.closed_from = None;
        }
        copy.day = Default::default();
        copy.steps = Default::default();
        copy.published.clone_from(&copy.plan);
        copy
    }

    /// What happens next in a rehearsal, if anything is due at `now` that has not been noted yet. The same session at the
    /// same moment gives the same; whoever rehearses decides what to do about it.
    pub fn next_in_rehearsal(&self, now: UnixMillis) -> Option<Happening> {
        let rehearsal = self.rehearsal.filter(|_| !self.is_over(now))?;
        let begun = self.rounds_begun(now);
        let rounds = self.setting.rounds;
        let untouched = |p: &&Participant| p.attendance == Attendance::Expected && !p.walked_in;
        let mark = |p: &Participant, attendance| Some(Happening::Mark { who: p.id, attendance });
        // Trouble first: arrivals can wait.
        for p in &self.participants {
            let attendance = match (fate(rehearsal.seed, p, rounds), p.attendance) {
                (Fate::Missing { noted_in }, Attendance::Expected) if begun > noted_in => Attendance::Missing,
                (Fate::Late { until }, Attendance::Expected) if begun >= 1 && begun <= until => {
                    Attendance::Late { until }
                }
                (Fate::Late { until }, Attendance::Late { .. }) if begun > until => Attendance::Arrived,
                (Fate::Leaves { after }, Attendance::Arrived) if begun > after => Attendance::Left,
                _ => continue,
            };
            return mark(p, attendance);
        }
        let walked_in = self.participants.iter().filter(|p| p.walked_in).count() as u64;
        let walk_in_round = 1 + (mix(rehearsal.seed, 1_000 + walked_in) % u64::from(rounds.max(2) - 1)) as u8;
        if walked_in < 2 && begun >= walk_in_round && begun < rounds {
            let guest = mix(rehearsal.seed, 2_000 + walked_in);
            return Some(Happening::WalkIn {
                name: format!("Gast {} / Guest {}", walked_in + 1, walked_in + 1),
                association: None,
                side: Some(if guest.is_multiple_of(2) { Side::With } else { Side::Without }),
                languages: vec![SpokenLanguage { code: "de".to_owned(), level: Level::FLUENT }],
            });
        }
        let tables = self.setting.tables.len() as u64;
        let broken = (mix(rehearsal.seed, 3_000) % tables.max(1)) as usize;
        let breaks_in = 1 + rounds / 2;
        match self.setting.tables.get(broken) {
            Some(table) if begun >= breaks_in && begun < rounds && table.closed_from.is_none() && tables > 2 => {
                return Some(Happening::CloseTable { number: table.number });
            }
            _ => {}
        }
        let coming = self.participants.iter().filter(untouched);
        let mut coming =
            coming.filter(|p| matches!(fate(rehearsal.seed, p, rounds), Fate::Comes | Fate::Leaves { .. }));
        coming.next().and_then(|p| mark(p, Attendance::Arrived))
    }
}

/// Of a hundred, eight do not come, six come late, four leave early.
fn fate(seed: u64, participant: &Participant, rounds: u8) -> Fate {
    let roll = mix(seed, u64::from(participant.id.0));
    let round = ((roll >> 32) % u64::from(rounds.max(1))) as u8;
    match roll % 100 {
        0..8 => Fate::Missing { noted_in: round / 2 },
        8..14 if rounds > 1 => Fate::Late { until: (1 + round / 2).min(rounds - 1) },
        14..18 if rounds > 1 => Fate::Leaves { after: round.max(1) },
        _ => Fate::Comes,
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014), one step: a well-mixed number for a seed and a place in its stream.
fn mix(seed: u64, place: u64) -> u64 {
    let mut z = seed.wrapping_add(place.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
