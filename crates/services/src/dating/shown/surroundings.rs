//! What people at a table have in common, and where the tables stand: from the profiles and the halls around a session.

use crate::{Result, Services};
use domain::{
    FairId,
    dating::{Dating, Participant},
    market::{Hall, PlaceKind, Stand},
    opening::{Spoken, Theme, question},
    profile::{Association, Profile, SpokenLanguage},
    programme::{Item, ItemKind},
    table_sign::Way,
    taxonomy::{Field, fits},
    views::{CommonGround, PartnerCard},
};
use std::sync::Arc;
use tokio::sync::Mutex;

/// What cards and signs are made of.
pub(crate) struct Surroundings {
    associations: Vec<Association>,
    fields: Vec<Field>,
    stands: Vec<Stand>,
    halls: Vec<Hall>,
    items: Vec<Item>,
}

/// What was read last, and the revision of the fair's public history it is at least as new as: when a round changes, every
/// phone of a hall asks in the same moment. Whatever it is made of is told to that history when it changes.
pub(crate) type Kept = Mutex<Option<(FairId, i64, Arc<Surroundings>)>>;

impl Services {
    /// As they are at `revision` of the fair's public history, or newer.
    pub(super) async fn surroundings(&self, fair: FairId, revision: i64) -> Result<Arc<Surroundings>> {
        // Held while it is read: whoever asks meanwhile waits for this answer instead of reading it too.
        let mut kept = self.surroundings.lock().await;
        if let Some((of, at, surroundings)) = &*kept
            && (*of, *at) == (fair, revision)
        {
            return Ok(surroundings.clone());
        }
        let surroundings = Arc::new(Surroundings {
            associations: self.stores.associations.all(fair).await?,
            fields: self.stores.associations.fields(fair).await?,
            stands: self.stores.market.stands(fair).await?,
            halls: self.stores.market.halls(fair).await?,
            items: self.stores.programme.items(fair).await?,
        });
        *kept = Some((fair, revision, surroundings.clone()));
        Ok(surroundings)
    }
}

impl Surroundings {
    fn profile(&self, participant: &Participant) -> Option<&Profile> {
        self.associations.iter().find(|a| Some(a.id) == participant.association).map(|a| &a.profile)
    }

    /// Who sits across in a round (from 0) that is `on` or is not.
    pub fn card(&self, me: &Participant, partner: &Participant, round: u8, on: bool) -> PartnerCard {
        let stand = self.stands.iter().find(|s| partner.association.is_some_and(|id| s.associations.contains(&id)));
        let common = match (self.profile(me), self.profile(partner)) {
            (Some(ours), Some(theirs)) => self.common_ground(ours, theirs),
            _ => Vec::new(),
        };
        PartnerCard {
            participant: partner.id,
            name: partner.name.clone(),
            association: partner.association,
            stand: stand.map(|s| (s.id, s.number.clone())),
            languages: common_languages(me, partner),
            common,
            away: !partner.is_there(round),
            left: partner.is_there(round) && !partner.sits(round, on),
        }
    }

    /// The strongest reasons first: a kind of thing that one has and the other needs, then fields, groups, the neighbourhood.
    fn common_ground(&self, ours: &Profile, theirs: &Profile) -> Vec<CommonGround> {
        let mut common: Vec<CommonGround> = Vec::new();
        common.extend(fits(&theirs.offers, &ours.needs).into_iter().take(2).map(CommonGround::TheyOffer));
        common.extend(fits(&ours.offers, &theirs.needs).into_iter().take(2).map(CommonGround::WeOffer));
        let names = self.shared_fields(ours, theirs).map(|field| field.name.clone());
        common.extend(names.take(2).map(CommonGround::Field));
        let groups = both(&ours.target_groups, &theirs.target_groups).map(CommonGround::TargetGroup);
        common.extend(groups.take(2));
        common.extend(both(&ours.districts, &theirs.districts).map(CommonGround::District).take(1));
        common.truncate(4);
        common
    }

    fn shared_fields<'a>(&'a self, ours: &'a Profile, theirs: &'a Profile) -> impl Iterator<Item = &'a Field> {
        let shared = ours.fields.iter().filter(|id| theirs.fields.contains(id));
        shared.filter_map(|id| self.fields.iter().find(|field| field.id == *id))
    }

    /// The question to open a talk with, the same for everybody at the table; none for somebody alone. `round` from 0.
    pub fn question(&self, seated: &[&Participant], round: u8) -> Vec<Spoken> {
        if seated.len() < 2 {
            return Vec::new();
        }
        let mut ordered = seated.to_vec();
        ordered.sort_by_key(|participant| participant.id);
        let mut themes = Vec::new();
        if let [Some(ours), Some(theirs)] = [ordered[0], ordered[1]].map(|p| self.profile(p)) {
            themes.extend(self.shared_fields(ours, theirs).filter_map(|field| field.hue).map(Theme::Field).take(2));
            if !(fits(&ours.offers, &theirs.needs).is_empty() && fits(&theirs.offers, &ours.needs).is_empty()) {
                themes.push(Theme::Exchange);
            }
            themes.extend(both(&ours.target_groups, &theirs.target_groups).map(|_| Theme::TargetGroup).take(1));
            themes.extend(both(&ours.districts, &theirs.districts).map(|_| Theme::District).take(1));
        }
        let turn = usize::from(round) + ordered.iter().map(|p| p.id.0 as usize).sum::<usize>();
        question(&themes, ordered.iter().map(|p| -> &[SpokenLanguage] { &p.languages }), turn)
    }

    /// Where a session's tables stand: the programme's place, and the hall whose plan knows it.
    pub fn way(&self, dating: &Dating) -> Option<Way> {
        let starts = dating.setting.starts;
        let datings = || self.items.iter().filter(|item| item.kind == ItemKind::Dating && !item.place.is_empty());
        let item = datings().find(|item| item.starts <= starts && starts < item.ends);
        let item = item.or_else(|| datings().find(|item| item.starts.date() == starts.date()));
        let spots = || self.halls.iter().flat_map(|hall| hall.places.iter().map(move |place| (hall, place)));
        let marked = || spots().filter(|(_, place)| place.kind == PlaceKind::Dating);
        let spot = match item {
            Some(item) => spots().find(|(hall, place)| place.name == item.place || hall.name == item.place),
            None => None,
        };
        let spot = spot.or_else(|| marked().next());
        let place = item.map(|item| item.place.clone()).or_else(|| spot.map(|(_, place)| place.name.clone()))?;
        Some(Way { place, hall: spot.map(|(hall, _)| (hall.id, hall.name.clone(), hall.level)) })
    }
}

fn both<'a>(a: &'a [String], b: &'a [String]) -> impl Iterator<Item = String> {
    a.iter().filter(|x| b.contains(x)).cloned()
}

/// Languages both can talk in every day, the one the weaker knows best first.
fn common_languages(me: &Participant, partner: &Participant) -> Vec<String> {
    let mut common: Vec<(u8, &str)> = Vec::new();
    for ours in &me.languages {
        for theirs in partner.languages.iter().filter(|theirs| theirs.code == ours.code) {
            let level = ours.level.min(theirs.level).get();
            if level >= 2 {
                common.push((level, &ours.code));
            }
        }
    }
    common.sort_by_key(|(level, _)| std::cmp::Reverse(*level));
    common.into_iter().map(|(_, code)| code.to_owned()).collect()
}
