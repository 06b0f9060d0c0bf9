//! Why somebody sits with whom: the parts of the affinity in the words of the profiles.

use crate::{
    Error, Result, Services,
    actor::Organiser,
    dating::seating::{Table, up_the_tree},
};
use domain::{
    DatingId, FieldId, ParticipantId,
    attempt::{Reason, WhyTogether},
    dating::Dating,
    plan::table_of,
    profile::{Association, MigrationRelation, Profile},
    taxonomy::{Field, fits},
};
use std::collections::BTreeSet;

/// At most one in so many have a field that is called rare.
const RARE: usize = 8;

impl Services {
    /// Why somebody sits with those at their table in a round (from 0) of the plan at hand; empty where they sit out.
    /// Organisers only: it tells wishes.
    pub async fn why_together(
        &self,
        _: &Organiser,
        id: DatingId,
        who: ParticipantId,
        round: u8,
    ) -> Result<Vec<WhyTogether>> {
        let dating = self.load_dating(id).await?;
        let associations = self.stores.associations.all(dating.fair).await?;
        let fields = self.stores.associations.fields(dating.fair).await?;
        let table = Table::lay(&dating, &associations, &fields);
        let Some(plan) = &dating.plan else { return Ok(Vec::new()) };
        let seated = table_of(&plan.seats, round.into(), who).and_then(|t| plan.seats.get(usize::from(round))?.get(t));
        let others = seated.into_iter().flatten().copied().filter(|other| *other != who);
        let pairs = Pairs { dating: &dating, table: &table, associations: &associations, fields: &fields };
        others.map(|whom| pairs.why(who, whom)).collect()
    }
}

struct Pairs<'a> {
    dating: &'a Dating,
    table: &'a Table,
    associations: &'a [Association],
    fields: &'a [Field],
}

impl Pairs<'_> {
    fn profile(&self, who: ParticipantId) -> Option<&Profile> {
        let association = self.dating.participant(who).ok()?.association?;
        self.associations.iter().find(|a| a.id == association).map(|a| &a.profile)
    }

    /// Weighed reasons, the weightiest first; of equals in this order.
    fn why(&self, who: ParticipantId, whom: ParticipantId) -> Result<WhyTogether> {
        let place = |id| self.table.index_of(id).ok_or(Error::NotFound);
        let (a, b) = (place(who)?, place(whom)?);
        let affinity = &self.table.affinity;
        let parts = affinity.parts(a, b);
        let mut found: Vec<(i32, Reason)> = Vec::new();
        let wishes = |from: usize, to: usize| affinity.wished(from).contains(&(to as u32));
        match (wishes(a, b), wishes(b, a)) {
            (true, true) => found.push((parts.wishes, Reason::BothWish)),
            (true, false) => found.push((parts.wishes, Reason::WeWish)),
            (false, true) => found.push((parts.wishes, Reason::TheyWish)),
            (false, false) => {}
        }
        if let (Some(ours), Some(theirs)) = (self.profile(who), self.profile(whom)) {
            found
                .extend(fits(&theirs.offers, &ours.needs).into_iter().map(|fit| (parts.takes, Reason::TheyOffer(fit))));
            found.extend(fits(&ours.offers, &theirs.needs).into_iter().map(|fit| (parts.gives, Reason::WeOffer(fit))));
            found.extend(self.nearest_fields(ours, theirs).into_iter().map(|field| (parts.topics, field)));
            let groups = both(&ours.target_groups, &theirs.target_groups);
            found.extend(groups.map(|group| (parts.topics, Reason::TargetGroup(group))));
            let districts = both(&ours.districts, &theirs.districts).take(1);
            found.extend(districts.map(|district| (parts.district, Reason::District(district))));
        }
        if self.name_two_sides(who, whom) {
            found.push((parts.cross, Reason::Mixed));
        }
        found.push((affinity.new_faces(a, b), Reason::NewToEachOther));
        if let Some(code) = self.best_language(who, whom).filter(|_| affinity.can_talk(a, b)) {
            found.push((parts.language, Reason::Language { code, level: parts.language_level }));
        }
        found.retain(|(points, _)| *points > 0);
        found.sort_by_key(|(points, _)| std::cmp::Reverse(*points));
        let mut reasons: Vec<Reason> = found.into_iter().map(|(_, reason)| reason).collect();
        let rules = &self.dating.rules;
        let fixed = |who| rules.fixed.iter().find(|(id, _)| *id == who).map(|(_, table)| table);
        if rules.are_together(who, whom) || fixed(who).is_some() && fixed(who) == fixed(whom) {
            reasons.insert(0, Reason::ByRule);
        }
        // What speaks against it comes last.
        if affinity.language_unknown(a, b) {
            reasons.push(Reason::LanguageUnknown);
        } else if !affinity.can_talk(a, b) {
            reasons.push(Reason::NoLanguage);
        }
        if affinity.have_met(a, b) {
            reasons.push(Reason::MetBefore);
        }
        Ok(WhyTogether { whom, reasons })
    }

    /// Whether both said themselves what they are, and differ: a side that organisers or the engine chose is no such thing.
    fn name_two_sides(&self, who: ParticipantId, whom: ParticipantId) -> bool {
        let named = |who| self.profile(who).and_then(|profile| profile.relation);
        matches!(
            (named(who), named(whom)),
            (Some(MigrationRelation::With), Some(MigrationRelation::Without))
                | (Some(MigrationRelation::Without), Some(MigrationRelation::With))
        )
    }

    /// Fields both work in, the deepest of each branch.
    fn nearest_fields(&self, ours: &Profile, theirs: &Profile) -> Vec<Reason> {
        let shared: Vec<FieldId> = self.all_fields(ours).intersection(&self.all_fields(theirs)).copied().collect();
        let above =
            |id: &FieldId| shared.iter().any(|other| up_the_tree(*other, self.fields).skip(1).any(|up| up == *id));
        let nearest = shared.iter().filter(|id| !above(id));
        let people = self.dating.participants.len();
        let mut found: Vec<(usize, Reason)> = nearest
            .filter_map(|id| {
                let field = self.fields.iter().find(|field| field.id == *id)?;
                let many = self
                    .dating
                    .participants
                    .iter()
                    .filter(|p| self.profile(p.id).is_some_and(|profile| self.all_fields(profile).contains(id)));
                let many = many.count();
                Some((many, Reason::Field { name: field.name.clone(), few: many * RARE <= people }))
            })
            .collect();
        found.sort_by_key(|(many, _)| *many);
        found.into_iter().map(|(_, reason)| reason).collect()
    }

    fn all_fields(&self, profile: &Profile) -> BTreeSet<FieldId> {
        profile.fields.iter().flat_map(|field| up_the_tree(*field, self.fields)).collect()
    }

    /// The language the weaker of the two speaks best.
    fn best_language(&self, who: ParticipantId, whom: ParticipantId) -> Option<String> {
        let (ours, theirs) = (self.dating.participant(who).ok()?, self.dating.participant(whom).ok()?);
        let shared = ours.languages.iter().flat_map(|one| {
            let same = theirs.languages.iter().filter(|other| other.code == one.code);
            same.map(move |other| (one.level.min(other.level), &one.code))
        });
        shared.max_by_key(|(level, code)| (*level, std::cmp::Reverse(*code))).map(|(_, code)| code.clone())
    }
}

fn both<'a>(ours: &'a [String], theirs: &'a [String]) -> impl Iterator<Item = String> + 'a {
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    ours.iter().filter(move |one| theirs.iter().any(|other| same(one, other))).cloned()
}
