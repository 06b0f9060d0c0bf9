//! The demo fair, put into the database in one transaction.

use crate::{
    Result, Services,
    actor::Organiser,
    ports::{Founding, NewFair},
};
use domain::{
    DatingId, FairId, ParticipantId,
    dating::{Dating, Participant, Side},
    fair::Phase,
    profile::{MigrationRelation, Profile},
    text::Slug,
};
use jiff::civil::Date;

impl Services {
    /// Founds the demo fair on a day; `Taken` where it exists already. The same seed gives the same fair.
    pub async fn found_demo(&self, organiser: &Organiser, seed: u64, date: Date) -> Result<Slug> {
        let fair = self.found(founding(demo::fair(seed, date)), organiser.name()).await?;
        Ok(fair.slug)
    }
}

fn founding(demo: demo::DemoFair) -> Founding {
    let mut participants: Vec<Participant> = Vec::new();
    for id in &demo.dating.associations {
        let Some((_, profile)) = demo.associations.iter().find(|(known, _)| known == id) else { continue };
        let mut participant = participant_of(Some(*id), profile);
        participant.id = ParticipantId(participants.len() as u32);
        participant.absent =
            demo.dating.absent.iter().filter(|(who, _)| who == id).flat_map(|(_, rounds)| rounds.clone()).collect();
        participants.push(participant);
    }
    let rules = demo.dating.rules(|id| participants.iter().find(|p| p.association == Some(id)).map(|p| p.id));
    let mut dating = Dating::new(FairId(0), demo.dating.setting, rules);
    dating.id = DatingId(1);
    dating.ids_given = participants.len() as u32;
    dating.participants = participants;
    Founding {
        fair: NewFair {
            slug: demo.slug,
            title: demo.title,
            claim: demo.claim,
            date: demo.items.first().map_or(dating.setting.starts.date(), |item| item.starts.date()),
            venue: demo.venue,
            address: demo.address,
            timezone: demo.timezone,
            phase: Phase::Live,
            legal: demo.legal,
        },
        fields: demo.fields,
        associations: demo.associations,
        halls: demo.halls,
        stands: demo.stands,
        items: demo.items,
        datings: vec![dating],
    }
}

/// A profile's seat in a session. Who says "both" or nothing gets no side here: the plan seats them where fewer are.
pub(crate) fn participant_of(association: Option<domain::AssociationId>, profile: &Profile) -> Participant {
    let mut participant = Participant::named(profile.name.clone());
    participant.association = association;
    participant.side = match profile.relation {
        Some(MigrationRelation::With) => Some(Side::With),
        Some(MigrationRelation::Without) => Some(Side::Without),
        Some(MigrationRelation::Both) | None => None,
    };
    participant.languages.clone_from(&profile.languages);
    participant
}
