//! What the public sees of a session: the board, and one participant's own table.

use crate::{Error, Result, Services, actor::Visitor};
use domain::{
    DatingId, ParticipantId,
    dating::{Dating, Participant},
    fair::{Fair, Phase},
    market::Stand,
    profile::{Association, Profile},
    taxonomy::{Exchange, Field},
    views::{ClockFace, CommonGround, DatingBoard, MyRound, MyTable, ParticipantName, PartnerCard},
};

impl Services {
    pub async fn dating_board(&self, _: Visitor, id: DatingId) -> Result<DatingBoard> {
        let (fair, dating) = self.public_dating(id).await?;
        let revision = self.stores.history.revision(fair.id).await?;
        let mut participants: Vec<_> = dating.participants.iter().map(name_of).collect();
        participants.sort_by_key(|p| domain::profile::name_key(p.name.as_str()));
        // Before the plan is published nobody is announced.
        if dating.published.is_none() {
            participants.clear();
        }
        Ok(DatingBoard {
            revision,
            id,
            title: dating.setting.title.clone(),
            starts: dating.setting.starts,
            clock: self.face(&dating),
            version: dating.published.as_ref().map(|plan| (plan.version, plan.made_at)),
            participants,
        })
    }

    /// One participant's rounds of the published plan.
    pub async fn my_table(&self, _: Visitor, id: DatingId, who: ParticipantId) -> Result<MyTable> {
        let (fair, dating) = self.public_dating(id).await?;
        let revision = self.stores.history.revision(fair.id).await?;
        let plan = dating.published.as_ref().ok_or(Error::NotFound)?;
        let me = dating.participant(who).map_err(|_| Error::NotFound)?;
        let market = Surroundings {
            associations: self.stores.associations.all(fair.id).await?,
            fields: self.stores.associations.fields(fair.id).await?,
            stands: self.stores.market.stands(fair.id).await?,
        };
        let rounds = (0..dating.setting.rounds).map(|round| {
            let table = plan.table_of(round.into(), who);
            let seated = table.and_then(|t| plan.seats.get(usize::from(round))?.get(t)).into_iter().flatten();
            let partners = seated.filter(|id| **id != who).filter_map(|id| dating.participant(*id).ok());
            MyRound {
                round,
                table: table.map(|index| dating.table_number(index)),
                partners: partners.map(|partner| market.card(me, partner)).collect(),
            }
        });
        Ok(MyTable {
            revision,
            dating: id,
            title: dating.setting.title.clone(),
            starts: dating.setting.starts,
            who: name_of(me),
            clock: self.face(&dating),
            version: plan.version,
            made_at: plan.made_at,
            made_local: self.local(&fair, plan.made_at),
            rounds: rounds.collect(),
        })
    }

    fn face(&self, dating: &Dating) -> ClockFace {
        ClockFace { timing: dating.setting.timing(), run: dating.run, now: self.now() }
    }

    pub(super) async fn public_dating(&self, id: DatingId) -> Result<(Fair, Dating)> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        if fair.phase == Phase::Preparing || dating.rehearsal.is_some() {
            Err(Error::NotFound)
        } else {
            Ok((fair, dating))
        }
    }
}

fn name_of(participant: &Participant) -> ParticipantName {
    ParticipantName { id: participant.id, name: participant.name.clone() }
}

/// What a partner's card is made of.
struct Surroundings {
    associations: Vec<Association>,
    fields: Vec<Field>,
    stands: Vec<Stand>,
}

impl Surroundings {
    fn profile(&self, participant: &Participant) -> Option<&Profile> {
        self.associations.iter().find(|a| Some(a.id) == participant.association).map(|a| &a.profile)
    }

    fn card(&self, me: &Participant, partner: &Participant) -> PartnerCard {
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
        }
    }

    /// The strongest reasons first: what one has and the other needs, then fields, groups, the neighbourhood.
    fn common_ground(&self, ours: &Profile, theirs: &Profile) -> Vec<CommonGround> {
        let meets = |offers: &[Exchange], needs: &[Exchange]| -> Vec<Exchange> {
            offers.iter().filter(|offer| needs.iter().any(|need| need.good == offer.good)).cloned().collect()
        };
        let both =
            |a: &[String], b: &[String]| -> Vec<String> { a.iter().filter(|x| b.contains(x)).cloned().collect() };
        let mut common: Vec<CommonGround> = Vec::new();
        common.extend(meets(&theirs.offers, &ours.needs).into_iter().take(2).map(CommonGround::TheyOffer));
        common.extend(meets(&ours.offers, &theirs.needs).into_iter().take(2).map(CommonGround::WeOffer));
        let shared = ours.fields.iter().filter(|id| theirs.fields.contains(id));
        let names = shared.filter_map(|id| self.fields.iter().find(|field| field.id == *id)).map(|f| f.name.clone());
        common.extend(names.take(2).map(CommonGround::Field));
        common.extend(
            both(&ours.target_groups, &theirs.target_groups).into_iter().take(2).map(CommonGround::TargetGroup),
        );
        common.extend(both(&ours.districts, &theirs.districts).into_iter().take(1).map(CommonGround::District));
        common.truncate(4);
        common
    }
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
