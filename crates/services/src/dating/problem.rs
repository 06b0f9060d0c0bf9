//! From a session and its associations' profiles to the engine's numbers: the one place where they meet.

use allocation::{
    Problem, ProblemError, Repeats, Rule,
    affinity::{Parts, Traits, Weights, can_talk, parts},
};
use domain::{
    FieldId, ParticipantId,
    dating::{CommonLanguage, Dating, Participant, Side, Sides},
    plan::Seats,
    profile::Association,
    taxonomy::Field,
};
use std::collections::HashMap;

/// A session laid out for the engine: participants in the order of the session, so that the engine's person `i` is
/// `ids[i]`, and what the affinity looks at in each of them.
pub(super) struct Table {
    pub ids: Vec<ParticipantId>,
    pub traits: Vec<Traits<u32>>,
    pub weights: Weights,
    index: HashMap<ParticipantId, usize>,
}

impl Table {
    pub fn lay(dating: &Dating, associations: &[Association], fields: &[Field]) -> Self {
        let ids: Vec<ParticipantId> = dating.participants.iter().map(|p| p.id).collect();
        let index: HashMap<_, _> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
        let profiles: HashMap<_, _> = associations.iter().map(|a| (a.id, &a.profile)).collect();
        let seat_of: HashMap<_, _> =
            dating.participants.iter().enumerate().filter_map(|(i, p)| Some((p.association?, i as u32))).collect();
        let sides = sides(&dating.participants);
        let mut names = Names::default();
        let mut traits = Vec::with_capacity(ids.len());
        for (participant, side) in dating.participants.iter().zip(sides) {
            let languages: Vec<(u32, u8)> =
                participant.languages.iter().map(|l| (names.number("language", &l.code), l.level.get())).collect();
            let mut one = Traits::of_side(side).languages(languages);
            if let Some(profile) = participant.association.and_then(|id| profiles.get(&id)) {
                let mut topics: Vec<u32> = Vec::new();
                for field in &profile.fields {
                    topics.extend(up_the_tree(*field, fields).map(|id| names.number("field", &id.to_string())));
                }
                topics.extend(profile.target_groups.iter().map(|group| names.number("group", group)));
                let district = profile.districts.first().map(|district| names.number("district", district));
                let wishes = profile.wishes.iter().filter_map(|wish| seat_of.get(wish).copied());
                one = one
                    .topics(topics)
                    .district(district)
                    .offers(profile.offers.iter().map(|offer| offer.good as u32))
                    .needs(profile.needs.iter().map(|need| need.good as u32));
                if dating.rules.wishes {
                    one = one.wishes(wishes);
                }
            }
            traits.push(one);
        }
        Self { ids, traits, weights: weights(dating.rules.language), index }
    }

    pub fn index_of(&self, id: ParticipantId) -> Option<usize> {
        self.index.get(&id).copied()
    }

    pub fn parts(&self, a: usize, b: usize) -> Parts {
        parts(&self.weights, (a as u32, &self.traits[a]), (b as u32, &self.traits[b]))
    }

    /// Whether two share a language at everyday level, whatever the session's rule about it.
    pub fn can_talk(&self, a: usize, b: usize) -> bool {
        can_talk(&self.weights, &self.traits[a], &self.traits[b])
    }

    /// The rules of a session in the engine's terms.
    pub fn problem(&self, dating: &Dating) -> Result<Problem, ProblemError> {
        let (people, rounds) = (self.ids.len(), dating.setting.rounds);
        let tables = dating.setting.tables.iter().map(|table| {
            let closed = table.closed_from.map_or(Vec::new(), |from| (u32::from(from)..u32::from(rounds)).collect());
            allocation::Table { cap: table.seats.into(), min: table.least.into(), closed }
        });
        let repeats = if dating.rules.never_twice { Repeats::Hard } else { Repeats::Soft(-self.weights.repeat) };
        let mut builder = Problem::builder(people, rounds.into())
            .tables(tables.collect())
            .sides(self.traits.iter().map(Traits::side).collect())
            .worth(|a, b| self.parts(a, b).total())
            .repeats(repeats)
            .seat_all(dating.rules.seat_everybody);
        for (i, participant) in dating.participants.iter().enumerate() {
            for round in (0..rounds).filter(|round| !participant.is_there(*round)) {
                builder = builder.absent(i, round.into());
            }
        }
        for a in 0..people {
            for b in a + 1..people {
                if dating.rules.sides == Sides::Across && self.traits[a].side() == self.traits[b].side() {
                    builder = builder.forbid(a, b, Rule::SameSide);
                }
                if dating.rules.language == CommonLanguage::Required && !self.can_talk(a, b) {
                    builder = builder.forbid(a, b, Rule::Language);
                }
            }
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

/// 1 for the side with a migration relation, 0 for the other; whoever has no side sits where fewer are.
fn sides(participants: &[Participant]) -> Vec<u8> {
    let count = |side| participants.iter().filter(|p| p.side == Some(side)).count();
    let (mut with, mut without) = (count(Side::With), count(Side::Without));
    let mut sides = Vec::with_capacity(participants.len());
    for participant in participants {
        sides.push(match participant.side {
            Some(Side::With) => 1,
            Some(Side::Without) => 0,
            None if with < without => {
                with += 1;
                1
            }
            None => {
                without += 1;
                0
            }
        });
    }
    sides
}

fn weights(language: CommonLanguage) -> Weights {
    let usual = Weights::default();
    match language {
        CommonLanguage::Ignored => Weights { no_lang: 0, lang: vec![0], ..usual },
        CommonLanguage::Preferred | CommonLanguage::Required => usual,
    }
}

/// A field and its ancestors: two who share only the parent share something, two who share the child share more.
fn up_the_tree(field: FieldId, fields: &[Field]) -> impl Iterator<Item = FieldId> {
    let parent_of = |id: FieldId| fields.iter().find(|f| f.id == id).and_then(|f| f.parent);
    // The tree is shallow; the bound guards against a ring in the data.
    std::iter::successors(Some(field), move |id| parent_of(*id)).take(6)
}

/// Numbers for names, by kind.
#[derive(Default)]
struct Names(HashMap<(&'static str, String), u32>);

impl Names {
    fn number(&mut self, kind: &'static str, name: &str) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry((kind, name.to_owned())).or_insert(next)
    }
}
