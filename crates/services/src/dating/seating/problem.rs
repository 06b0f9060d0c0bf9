//! From a session and its rules to the engine's problem.

use super::{affinity::Affinity, leaning::Leaning};
use crate::{Result, Services};
use allocation::{Fairness, Problem, ProblemError, Repeats, Rule};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    ParticipantId, UnixMillis,
    dating::{CommonLanguage, Dating, Evenness, Sides},
    plan::Seats,
    profile::{Association, Level},
    taxonomy::Field,
};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A session laid out for the engine: participants in the order of the session, so that the engine's person `i` is
/// `ids[i]`, and what it is worth to them to meet.
pub(in crate::dating) struct Table {
    pub ids: Vec<ParticipantId>,
    pub affinity: Affinity,
    index: HashMap<ParticipantId, usize>,
}

impl Services {
    /// The session and what the engine needs to know of its people.
    pub(in crate::dating) async fn at_the_table(&self, dating: &Dating) -> Result<Table> {
        let associations = self.stores.associations.all(dating.fair).await?;
        let fields = self.stores.associations.fields(dating.fair).await?;
        Ok(Table::lay(dating, &associations, &fields))
    }
}

impl Table {
    pub fn lay(dating: &Dating, associations: &[Association], fields: &[Field]) -> Self {
        let ids: Vec<ParticipantId> = dating.participants.iter().map(|p| p.id).collect();
        let index = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        Self { ids, affinity: Affinity::of(dating, associations, fields), index }
    }

    pub fn index_of(&self, id: ParticipantId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    /// Whether two share a language at everyday level, whatever the session's rule about it.
    pub fn can_talk(&self, a: usize, b: usize) -> bool {
        self.affinity.can_talk(a, b)
    }

    /// Who wishes to meet whom, as indices.
    pub fn wishes(&self) -> Vec<(usize, usize)> {
        let n = self.ids.len();
        let mut all = Vec::new();
        for a in 0..n {
            all.extend(self.affinity.wished(a).iter().map(|b| (a, *b as usize)).filter(|(_, b)| *b < n));
        }
        all
    }

    /// A few letters that stand for everything an allocation of the session follows from before it begins.
    pub fn question(&self, dating: &Dating) -> String {
        let plays =
            |p: &domain::dating::Participant| (0..dating.setting.rounds).map(|r| p.plays(r)).collect::<Vec<_>>();
        let here: Vec<_> = dating.participants.iter().map(|p| (p.id, plays(p))).collect();
        let (setting, rules) = (&dating.setting, &dating.rules);
        let asked = format!(
            "{here:?} {} {:?} {rules:?} {:?} {}",
            setting.rounds,
            setting.tables,
            dating.day.interpreters,
            self.affinity.fingerprint()
        );
        URL_SAFE_NO_PAD.encode(&Sha256::digest(asked.as_bytes())[..12])
    }

    /// Whether somebody who interprets and is still there speaks with both, each in a language of theirs.
    pub fn can_be_interpreted(&self, dating: &Dating, a: usize, b: usize) -> bool {
        let here = dating.day.interpreters.iter().filter(|one| one.until.is_none());
        here.into_iter().any(|one| self.speaks_with(dating, one, a) && self.speaks_with(dating, one, b))
    }

    /// Whether an interpreter speaks a language that somebody speaks at everyday level.
    pub fn speaks_with(&self, dating: &Dating, one: &domain::dating::Interpreter, person: usize) -> bool {
        let Some(participant) = dating.participants.get(person) else { return false };
        participant.languages.iter().any(|spoken| spoken.level >= Level::EVERYDAY && one.speaks(&spoken.code))
    }

    /// The rules of a session in the engine's terms, judged by what its rounds that have begun really were.
    pub fn problem(&self, dating: &Dating, now: UnixMillis) -> Result<Problem, ProblemError> {
        self.problem_leaning(dating, now, &Leaning::default())
    }

    pub fn problem_leaning(
        &self,
        dating: &Dating,
        now: UnixMillis,
        leaning: &Leaning,
    ) -> Result<Problem, ProblemError> {
        let bonus = |i: usize| leaning.bonus.get(i).copied().unwrap_or(0);
        let (people, rounds) = (self.ids.len(), dating.setting.rounds);
        let tables = dating.setting.tables.iter().enumerate().map(|(index, table)| {
            let mut closed: Vec<u32> =
                table.closed_from.map_or(Vec::new(), |from| (u32::from(from)..u32::from(rounds)).collect());
            closed.extend(leaning.laid.iter().filter(|laid| laid.table == index).map(|laid| laid.round as u32));
            allocation::Table { cap: table.seats.into(), min: table.least.into(), closed }
        });
        let repeats = if dating.rules.never_twice { Repeats::Hard } else { Repeats::Soft(self.affinity.repeat()) };
        let mut builder = Problem::builder(people, rounds.into())
            .tables(tables.collect())
            .sides((0..people).map(|i| self.affinity.side(i)).collect())
            .worth(|a, b| self.affinity.worth(a, b) + leaning.date + bonus(a) + bonus(b))
            .repeats(repeats)
            .seat_all(dating.rules.seat_everybody);
        // In rounds that cannot be changed only those count who really meet somebody.
        let sat = leaning.fixed.clone().unwrap_or_else(|| dating.sat(now));
        for (i, id) in self.ids.iter().enumerate() {
            let counts = |round: u8| match sat.get(usize::from(round)) {
                Some(tables) => tables.iter().flatten().any(|sitting| sitting == id),
                None => dating.participant(*id).is_ok_and(|participant| participant.plays(round)),
            };
            for round in (0..rounds).filter(|round| !counts(*round)) {
                builder = builder.absent(i, round.into());
            }
        }
        for laid in &leaning.laid {
            builder = laid.people.iter().fold(builder, |builder, person| builder.absent(*person, laid.round));
        }
        for a in 0..people {
            for b in a + 1..people {
                if dating.rules.sides == Sides::Across && self.affinity.side(a) == self.affinity.side(b) {
                    builder = builder.forbid(a, b, Rule::SameSide);
                }
                let strangers = dating.rules.language == CommonLanguage::Required && !self.can_talk(a, b);
                if strangers && (leaning.by_themselves || !self.can_be_interpreted(dating, a, b)) {
                    builder = builder.forbid(a, b, Rule::Language);
                }
            }
        }
        for (a, b) in &leaning.met {
            builder = builder.forbid(*a, *b, Rule::Veto);
        }
        for (a, b) in &dating.rules.apart {
            if let (Some(a), Some(b)) = (self.index_of(*a), self.index_of(*b)) {
                builder = builder.forbid(a.min(b), a.max(b), Rule::Veto);
            }
        }
        for group in &dating.rules.together {
            builder = builder.together(group.iter().filter_map(|id| self.index_of(*id)).map(|i| i as u32).collect());
        }
        for (id, number) in &dating.rules.fixed {
            if let (Some(person), Ok(table)) = (self.index_of(*id), dating.table_index(*number)) {
                builder = builder.pin(person, table);
            }
        }
        builder.build()
    }

    pub fn plan_of(&self, seats: &Seats) -> allocation::Plan {
        let person = |id: &ParticipantId| self.index_of(*id).map(|i| i as u32);
        let rounds = seats.iter().map(|tables| {
            tables.iter().map(|seated| seated.iter().filter_map(person).collect::<Vec<_>>()).collect::<Vec<_>>()
        });
        allocation::Plan { rounds: rounds.collect() }
    }

    pub fn seats_of(&self, plan: &allocation::Plan) -> Seats {
        let id = |person: &u32| self.ids.get(*person as usize).copied();
        let rounds = plan.rounds.iter().map(|tables| {
            tables.iter().map(|seated| seated.iter().filter_map(id).collect::<Vec<_>>()).collect::<Vec<_>>()
        });
        rounds.collect()
    }
}

/// How evenly talks are to be spread, in the engine's word.
pub(in crate::dating) fn fairness(dating: &Dating) -> Fairness {
    match dating.rules.evenness {
        Evenness::Ignored => Fairness::Off,
        Evenness::Fair => Fairness::Default,
        Evenness::FewestFirst => Fairness::Leximin,
    }
}
