//! What the public sees of a session: the board, and one participant's own table.

use super::published::Published;
use crate::{Error, Result, Services, actor::Visitor};
use domain::{
    DatingId, ParticipantId,
    dating::Participant,
    views::{DatingBoard, MyRound, MyTable, ParticipantName},
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
        let public = self.published(id).await?;
        let (plan, Published { fair, dating, market, .. }) = (public.plan()?, &public);
        let me = dating.participant(who).map_err(|_| Error::NotFound)?;
        let rounds = (0..dating.rounds_shown()).map(|round| {
            let table = plan.table_of(round.into(), who);
            let seated = table.and_then(|t| plan.seats.get(usize::from(round))?.get(t)).into_iter().flatten();
            let company: Vec<&Participant> = seated.filter_map(|id| dating.participant(*id).ok()).collect();
            let partners = company.iter().filter(|partner| partner.id != who);
            MyRound {
                round,
                table: table.map(|index| dating.table_number(index)),
                away: !me.is_there(round),
                partners: partners.map(|partner| market.card(me, partner, round, public.talk == Some(round))).collect(),
                question: market.question(&company, round),
            }
        });
        Ok(MyTable {
            revision: public.revision,
            dating: id,
            title: dating.setting.title.clone(),
            starts: dating.setting.starts,
            who: name_of(me),
            away: me.is_noted_away(),
            clock: public.clock,
            version: plan.version,
            made_at: plan.made_at,
            made_local: self.local(fair, plan.made_at),
            way: market.way(dating),
            rounds: rounds.collect(),
        })
    }
}

fn name_of(participant: &Participant) -> ParticipantName {
    ParticipantName { id: participant.id, name: participant.name.clone() }
}
