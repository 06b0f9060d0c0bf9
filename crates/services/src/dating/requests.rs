//! "We are late", "we must leave": asked by phones that hold a link, decided at the desk.

use crate::{
    Error, NoteWords, Result, Services,
    actor::{PassHolder, TimeKeeper},
    ports::{CommandKey, NewRequest, Placed},
};
use domain::{
    DatingId, Refusal, RequestId,
    dating::Happening,
    live::Change,
    refusal::Input,
    request::{Ask, Decision, REQUEST_LIMIT, REQUEST_WINDOW_MS, RequestCard, RequestState},
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

    /// Decides a request. Accepting returns what has happened, for the desk to propose and apply; the plan stays as it is
    /// until then. `None` for a refusal, and for a command that is repeated.
    pub async fn decide_request(
        &self,
        who: &TimeKeeper,
        id: DatingId,
        request: RequestId,
        decision: Decision,
        key: Option<CommandKey>,
    ) -> Result<Option<Happening>> {
        let dating = self.load_dating(id).await?;
        let found = self.stores.requests.one(request).await?.filter(|r| r.dating == id).ok_or(Error::NotFound)?;
        let action = match decision {
            Decision::Accept => "request.accept",
            Decision::Decline => "request.decline",
        };
        let name = dating.participant(found.who).map_or_else(|_| found.who.to_string(), |p| p.name.to_string());
        let note = self.note(dating.fair, who.name(), action, name).keyed(key).tells(Change::Requests { id });
        let receipt = self.stores.requests.settle(id, request, decision.into(), note).await?;
        self.tell(dating.fair, &receipt).await;
        Ok((decision == Decision::Accept && !receipt.repeated).then(|| found.ask.happening(found.who)))
    }
}
