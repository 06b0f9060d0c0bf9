//! Personal links: made from the server's secret, so that they can be printed again; worthless once their generation is
//! over.

use crate::{
    Error, NoteWords, Result, Services,
    actor::{Organiser, PassHolder, Visitor},
    ports::CommandKey,
    qr,
};
use domain::{
    DatingId, ParticipantId, Refusal, UnixMillis,
    dating::{Dating, Participant},
    fair::Fair,
    live::Change,
    pass::{PassChange, PassCode, PassLink, PassState, recall},
    request::Ask,
    wish_again::{Met, PhoneView, met},
};
use std::collections::HashMap;

/// What the seal of a personal link is over. The association too: an id that is given away again after somebody left the
/// list does not make their link somebody else's.
const KIND: &str = "pass";

fn sealed(dating: DatingId, participant: &Participant, generation: u32) -> [i64; 4] {
    let association = participant.association.map_or(i64::MIN, |id| id.0);
    [dating.0, participant.id.0.into(), association, generation.into()]
}

impl Services {
    /// Everybody's link of a session, alphabetical; for handing out, copying and printing.
    pub async fn pass_links(&self, _: &Organiser, id: DatingId) -> Result<Vec<PassLink>> {
        let dating = self.load_dating(id).await?;
        let fair = self.stores.fairs.by_id(dating.fair).await?.ok_or(Error::NotFound)?;
        let states = self.stores.passes.of(id).await?;
        let addresses = self.personal_addresses(&fair, &dating, None).await?;
        let mut links = Vec::with_capacity(dating.participants.len());
        for participant in &dating.participants {
            let state = states.iter().find(|(who, _)| *who == participant.id).map_or_else(PassState::default, |s| s.1);
            let address = addresses.get(&participant.id).cloned();
            let qr = address.as_deref().map(qr::code).transpose()?;
            links.push(PassLink { who: participant.id, name: participant.name.clone(), state, address, qr });
        }
        links.sort_by_key(|link| domain::profile::name_key(link.name.as_str()));
        Ok(links)
    }

    /// The personal links that are good, or those that had been handed out by `then`.
    pub(in crate::dating) async fn personal_addresses(
        &self,
        fair: &Fair,
        dating: &Dating,
        then: Option<UnixMillis>,
    ) -> Result<HashMap<ParticipantId, String>> {
        let states: HashMap<_, _> = self.stores.passes.of(dating.id).await?.into_iter().collect();
        let seal = self.seal().await?;
        let address = |participant: &Participant| {
            let state = states.get(&participant.id).copied().unwrap_or_default();
            let state = then.map_or(state, |then| state.handed_out_by(then));
            let seal = seal.over(KIND, &sealed(dating.id, participant, state.generation));
            let code = PassCode { dating: dating.id, who: participant.id, seal };
            (!state.revoked).then(|| (participant.id, format!("{}/{}/t#{code}", self.base_url, fair.slug)))
        };
        Ok(dating.participants.iter().filter_map(address).collect())
    }

    /// Takes somebody's links away, or makes them a new one.
    pub async fn change_pass(
        &self,
        organiser: &Organiser,
        id: DatingId,
        who: ParticipantId,
        change: PassChange,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let participant = dating.participant(who)?;
        let action = match change {
            PassChange::Revoke => "pass.revoke",
            PassChange::Reissue => "pass.reissue",
        };
        // Told to phones as a request is: a phone that holds the link finds out when it asks.
        let note = self.note(dating.fair, organiser.name(), action, &participant.name).keyed(key);
        let receipt = self.stores.passes.change(id, who, change, note.tells(Change::Requests { id })).await?;
        self.tell(dating.fair, &receipt).await;
        Ok(())
    }

    /// Whose link a code is, for a phone that opens it.
    pub async fn open_pass(&self, _: Visitor, slug: &str, code: &str) -> Result<(PassHolder, PassCode)> {
        let fair = self.public_fair(slug).await?;
        let code: PassCode = code.parse()?;
        let dating = self.stores.datings.one(code.dating).await?.filter(|dating| dating.fair == fair.id);
        let holder = match dating {
            Some(dating) => self.holder(&dating, &code).await?,
            None => None,
        };
        holder.map(|holder| (holder, code)).ok_or(Refusal::LinkSpent.into())
    }

    /// The participant whose link this device keeps for a session; `kept` is what [`domain::pass::remember`] wrote.
    pub async fn pass_holder(&self, kept: Option<&str>, id: DatingId) -> Result<PassHolder> {
        let code = kept.map(recall).unwrap_or_default().into_iter().find(|code| code.dating == id);
        let code = code.ok_or(Error::Forbidden)?;
        let (_, dating) = self.public_dating(id).await?;
        self.holder(&dating, &code).await?.ok_or(Error::Forbidden)
    }

    async fn holder(&self, dating: &Dating, code: &PassCode) -> Result<Option<PassHolder>> {
        let Ok(participant) = dating.participant(code.who) else { return Ok(None) };
        let state = self.stores.passes.one(dating.id, code.who).await?;
        let fits = self.seal().await?.fits(KIND, &sealed(dating.id, participant, state.generation), &code.seal);
        Ok((fits && !state.revoked).then(|| PassHolder::of(dating.id, participant.id, participant.name.clone())))
    }

    /// What the holder's phone shows beyond the public run sheet.
    pub async fn phone(&self, holder: &PassHolder) -> Result<PhoneView> {
        let (fair, dating) = self.public_dating(holder.dating()).await?;
        let revision = self.stores.history.revision(fair.id).await?;
        let who = dating.participant(holder.who())?;
        let said = self.stores.wishes.said_by(dating.id, who.id).await?;
        let now = self.now();
        let met = met(&dating, who.id, dating.rounds_begun(now)).into_iter().filter_map(|(round, other)| {
            let name = dating.participant(other).ok()?.name.clone();
            let wish = said.iter().find(|(whom, _)| *whom == other);
            Some(Met { who: other, name, round, said: wish.is_some(), mutual: wish.is_some_and(|(_, both)| *both) })
        });
        Ok(PhoneView {
            revision,
            who: who.id,
            name: who.name.clone(),
            requests: self.stores.requests.of(dating.id, who.id).await?,
            may_ask: may_ask(&dating, who.id, now),
            met: met.collect(),
            key: self.browser_mark(),
        })
    }
}

/// Coming from each round ahead on, and leaving; of somebody who is noted as not here, being here.
fn may_ask(dating: &Dating, who: ParticipantId, now: UnixMillis) -> Vec<Ask> {
    // Coming from the very first round on is not late.
    let late = (1..dating.setting.rounds).map(|until| Ask::Late { until });
    let away = dating.participant(who).is_ok_and(Participant::is_noted_away);
    late.chain([if away { Ask::Here } else { Ask::Leave }]).filter(|ask| ask.check(dating, who, now).is_ok()).collect()
}
