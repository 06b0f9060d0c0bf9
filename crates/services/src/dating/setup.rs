//! Setting a session up: name and size, participants, rules; moving somebody by hand; publishing.

use super::allocate::broken_rules;
use crate::{
    Error, NoteWords, Result, Services,
    actor::{Organiser, TimeKeeper},
    fairs::dating_card,
    founding::participant_of,
    ports::{CommandKey, NewDating},
};
use domain::{
    AssociationId, DatingId, ParticipantId, Refusal,
    dating::{MoveSeat, Rules, Setting, Side},
    live::Change,
    plan::BrokenRule,
    refusal::Input,
    views::DatingCard,
};

impl Services {
    pub async fn datings(&self, _: &TimeKeeper, slug: &str) -> Result<Vec<DatingCard>> {
        let fair = self.load_fair(slug).await?;
        Ok(self.stores.datings.all(fair.id).await?.iter().map(dating_card).collect())
    }

    pub async fn create_dating(&self, organiser: &Organiser, slug: &str, setting: Setting) -> Result<DatingId> {
        let fair = self.load_fair(slug).await?;
        let note = self.note(fair.id, organiser.name(), "dating.create", &setting.title).tells(Change::Fair);
        let new = NewDating { fair: fair.id, setting, rules: Rules::default() };
        let (id, receipt) = self.stores.datings.create(new, note).await?;
        self.tell(fair.id, &receipt);
        Ok(id)
    }

    pub async fn configure_dating(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        setting: Setting,
    ) -> Result<()> {
        let mut dating = self.load_expected(id, expects).await?;
        dating.configure(setting)?;
        let note = self.dating_note(&dating, organiser.name(), "dating.configure", None);
        self.save_dating(&dating, note).await.map(|_| ())
    }

    /// Who takes part, by association; those who were chosen before keep their place, side and absences.
    pub async fn choose_participants(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        chosen: Vec<AssociationId>,
    ) -> Result<()> {
        let mut dating = self.load_expected(id, expects).await?;
        let all = self.stores.associations.all(dating.fair).await?;
        let mut participants = Vec::with_capacity(chosen.len());
        for id in chosen {
            let association = all.iter().find(|a| a.id == id).ok_or(Refusal::Malformed(Input::Participants))?;
            participants.push(participant_of(Some(id), &association.profile));
        }
        dating.choose(participants)?;
        let note = self.dating_note(&dating, organiser.name(), "dating.participants", None);
        self.save_dating(&dating, note).await.map(|_| ())
    }

    /// Side and known absences of one participant; rounds count from 0.
    pub async fn arrange_participant(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        who: ParticipantId,
        side: Option<Side>,
        absent: Vec<u8>,
    ) -> Result<()> {
        let mut dating = self.load_expected(id, expects).await?;
        if dating.has_started() {
            return Err(Refusal::FixedWhileRunning.into());
        }
        dating.arrange(who, side, absent.into_iter().collect())?;
        let note = self.dating_note(&dating, organiser.name(), "dating.arrange", None);
        self.save_dating(&dating, note).await.map(|_| ())
    }

    pub async fn set_rules(&self, organiser: &Organiser, id: DatingId, expects: i64, rules: Rules) -> Result<()> {
        let mut dating = self.load_expected(id, expects).await?;
        if dating.has_started() {
            return Err(Refusal::FixedWhileRunning.into());
        }
        dating.set_rules(rules)?;
        let note = self.dating_note(&dating, organiser.name(), "dating.rules", None);
        self.save_dating(&dating, note).await.map(|_| ())
    }

    pub async fn remove_dating(&self, organiser: &Organiser, id: DatingId, expects: i64) -> Result<()> {
        let dating = self.load_expected(id, expects).await?;
        let note = self.note(dating.fair, organiser.name(), "dating.remove", &dating.setting.title);
        let receipt = self.stores.datings.remove(id, expects, note.tells(Change::Fair)).await?;
        self.tell(dating.fair, &receipt);
        Ok(())
    }

    /// Which rules a move would break; nothing is saved.
    pub async fn try_move(&self, _: &Organiser, id: DatingId, expects: i64, step: MoveSeat) -> Result<Vec<BrokenRule>> {
        let mut dating = self.load_expected(id, expects).await?;
        dating.move_by_hand(step, self.now())?;
        let table = self.at_the_table(&dating).await?;
        broken_rules(&dating, &table, self.now())
    }

    /// Moves somebody by hand, whatever it breaks: the organiser was shown. Returns what the plan breaks now.
    pub async fn move_participant(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        step: MoveSeat,
        key: Option<CommandKey>,
    ) -> Result<Vec<BrokenRule>> {
        let Some(mut dating) = self.load_once(id, expects, &key).await? else { return Ok(Vec::new()) };
        dating.move_by_hand(step, self.now())?;
        let table = self.at_the_table(&dating).await?;
        let broken = broken_rules(&dating, &table, self.now())?;
        let problem = table.problem(&dating).map_err(|_| Error::Refused(Refusal::Contradiction(broken.clone())))?;
        if let Some(plan) = &mut dating.plan {
            plan.objective = allocation::check(&problem, &table.plan_of(&plan.seats)).objective;
        }
        let note = self.dating_note(&dating, organiser.name(), "dating.move", key);
        self.save_dating(&dating, note).await?;
        Ok(broken)
    }

    /// Shows the plan at hand to everybody.
    pub async fn publish(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        key: Option<CommandKey>,
    ) -> Result<()> {
        let Some(mut dating) = self.load_once(id, expects, &key).await? else { return Ok(()) };
        dating.publish()?;
        let note = self.dating_note(&dating, organiser.name(), "dating.publish", key);
        self.save_dating(&dating, note).await.map(|_| ())
    }
}
