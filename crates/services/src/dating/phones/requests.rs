//! "We are late", "we must leave", "we are here": asked by phones that hold a link, decided at the desk.

use crate::{
    Error, NoteWords, Result, Services,
    actor::{PassHolder, TimeKeeper},
    ports::{CommandKey, NewRequest, Placed},
};
use domain::{
    DatingId, Refusal, RequestId,
    dating::{Dating, Happening},
    live::Change,
    refusal::Input,
    request::{Ask, REQUEST_LIMIT, REQUEST_WINDOW_MS, RequestCard, RequestState},
};

impl Services {
    /// Asks the desk. One request of each kind may be open; whoever asks too often has to wait.
    pub async fn ask_desk(&self, holder: &PassHolder, ask: Ask, key: Option<CommandKey>) -> Result<()> {
        let (fair, dating) = self.public_dating(holder.dating()).await?;
        if self.was_done(fair.id, &key).await? {
            return Ok(());
        }
        let now = self.now();
        ask.check(&dating, holder.who(), now)?;
        let action = match ask {
            Ask::Late { .. } => "request.late",
            Ask::Leave => "request.leave",
            Ask::Here => "request.here",
        };
        let note = self.note(fair.id, holder.name(), action, holder.name()).keyed(key);
        let note = note.tells(Change::Requests { id: dating.id });
        let new = NewRequest { dating: dating.id, who: holder.who(), ask };
        match self.stores.requests.place(new, REQUEST_LIMIT, now.plus(-REQUEST_WINDOW_MS), note).await? {
            Placed::Placed(_, receipt) => self.tell(fair.id, &receipt).await,
            Placed::Open => return Err(Refusal::Taken(Input::Text).into()),
            Placed::TooMany => return Err(Refusal::TooMany.into()),
        }
        Ok(())
    }

    /// Takes back a request of the holder's own.
    pub async fn withdraw_request(&self, holder: &PassHolder, id: RequestId) -> Result<()> {
        let (fair, dating) = self.public_dating(holder.dating()).await?;
        let request = self.stores.requests.one(id).await?;
        request.filter(|r| r.dating == dating.id && r.who == holder.who()).ok_or(Error::NotFound)?;
        let note = self.note(fair.id, holder.name(), "request.withdraw", holder.name());
        let note = note.tells(Change::Requests { id: dating.id });
        let receipt = self.stores.requests.settle(dating.id, id, RequestState::Withdrawn, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(())
    }

    /// What waits for the desk, oldest first; each with what accepting it would note.
    pub async fn requests(&self, _: &TimeKeeper, id: DatingId) -> Result<Vec<RequestCard>> {
        let dating = self.load_dating(id).await?;
        let open = self.stores.requests.open(id).await?.into_iter();
        let cards = open.filter_map(|request| {
            let name = dating.participant(request.who).ok()?.name.clone();
            Some(RequestCard { happening: request.ask.happening(request.who), request, name })
        });
        Ok(cards.collect())
    }

    /// Says no to a request. Yes is said by applying what it asks for ([`domain::control_room::Choice::answers`]).
    pub async fn decline_request(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        request: RequestId,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let dating = self.load_dating(id).await?;
        let found = self.stores.requests.one(request).await?.filter(|r| r.dating == id).ok_or(Error::NotFound)?;
        let name = dating.participant(found.who).map_or_else(|_| found.who.to_string(), |p| p.name.to_string());
        let note = self.note(dating.fair, who.name(), "request.decline", name).keyed(key);
        let note = note.tells(Change::Requests { id });
        let receipt = self.stores.requests.settle(id, request, RequestState::Declined, note).await?;
        self.tell(dating.fair, &receipt).await;
        Ok(())
    }

    /// Whether a happening is what an open request of the session asks for; `None` answers nobody.
    pub(in crate::dating) async fn may_answer(
        &self,
        dating: &Dating,
        request: Option<RequestId>,
        happening: &Happening,
    ) -> Result<()> {
        let Some(id) = request else { return Ok(()) };
        let found = self.stores.requests.one(id).await?.filter(|r| r.dating == dating.id).ok_or(Error::NotFound)?;
        if found.ask.happening(found.who) != *happening {
            return Err(Error::NotFound);
        }
        // Taken back by the phone, or decided at another desk.
        if found.state != RequestState::Open {
            return Err(Refusal::MarkedMeanwhile.into());
        }
        Ok(())
    }
}
