//! Setting a session up: name and size, participants, rules; publishing.

use crate::{NoteWords, Result, Services, actor::Organiser, founding::participant_of, ports::CommandKey};
use domain::{
    AssociationId, DatingId, ParticipantId, Refusal,
    dating::{Dating, Deed, Outcome, Rules, Setting, Side},
    live::{Change, Reach},
    refusal::Input,
};
use std::collections::BTreeSet;

impl Services {
    /// A new session. It runs as fast as the clock: only rehearsals are faster.
    pub async fn create_dating(
        &self,
        organiser: &Organiser,
        slug: &str,
        setting: Setting,
        key: Option<CommandKey>,
    ) -> Result<DatingId> {
        let fair = self.load_fair(slug).await?;
        let setting = Setting { speed: 1, ..setting.judged()? };
        let note = self.note(fair.id, organiser.name(), "dating.create", &setting.title).keyed(key).tells(Change::Fair);
        let rules = Rules::usual_for(&setting);
        let new = Dating::new(fair.id, setting, rules);
        let (id, receipt) = self.stores.datings.create(new, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(id)
    }

    pub async fn configure_dating(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        setting: Setting,
    ) -> Result<()> {
        let setting = setting.judged()?;
        let dating = self.load_expected(id, expects).await?;
        self.set_up(&dating, organiser, Deed::Configured { setting }, Outcome::default()).await
    }

    /// Who takes part, by association, beside those who walked in without one; those who were chosen before keep their
    /// place, side and absences.
    pub async fn choose_participants(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        mut chosen: Vec<AssociationId>,
    ) -> Result<()> {
        let dating = self.load_expected(id, expects).await?;
        let all = self.stores.associations.all(dating.fair).await?;
        let mut seen = BTreeSet::new();
        chosen.retain(|id| seen.insert(*id));
        let mut people = Vec::with_capacity(chosen.len());
        for id in chosen {
            let association = all.iter().find(|a| a.id == id).ok_or(Refusal::Malformed(Input::Participants))?;
            people.push(participant_of(Some(id), &association.profile));
        }
        let participants = dating.choice(people);
        self.set_up(&dating, organiser, Deed::Chosen { participants }, Outcome::default()).await
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
        let dating = self.load_expected(id, expects).await?;
        dating.may_be_set_up()?;
        let deed = Deed::Arranged { who, side, absent: absent.into_iter().collect() };
        self.set_up(&dating, organiser, deed, Outcome::default()).await
    }

    pub async fn set_rules(&self, organiser: &Organiser, id: DatingId, expects: i64, rules: Rules) -> Result<()> {
        let dating = self.load_expected(id, expects).await?;
        dating.may_be_set_up()?;
        self.set_up(&dating, organiser, Deed::RulesSet { rules }, Outcome::default()).await
    }

    pub async fn remove_dating(&self, organiser: &Organiser, id: DatingId, expects: i64) -> Result<()> {
        let dating = self.load_expected(id, expects).await?;
        let note = self.note(dating.fair, organiser.name(), "dating.remove", &dating.setting.title);
        // Phones that show it ask again, and find that it is no more.
        let note = note.tells(Change::Fair).tells(Change::Dating { id });
        let receipt = self.stores.datings.remove(id, expects, note).await?;
        self.tell(dating.fair, &receipt).await;
        Ok(())
    }

    async fn set_up(&self, dating: &Dating, organiser: &Organiser, deed: Deed, outcome: Outcome) -> Result<()> {
        self.carry_out(dating, organiser.name(), deed, outcome, None, self.now()).await.map(|_| ())
    }

    /// Shows the plan at hand to everybody.
    pub async fn publish(
        &self,
        organiser: &Organiser,
        id: DatingId,
        expects: i64,
        key: Option<CommandKey>,
    ) -> Result<Reach> {
        let Some(dating) = self.load_once(id, expects, &key).await? else { return Ok(Reach::Desks) };
        let now = self.now();
        let saved = self.carry_out(&dating, organiser.name(), Deed::Published, Outcome::default(), key, now).await?;
        Ok(saved.reach())
    }
}
