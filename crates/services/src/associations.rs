//! Associations as organisers keep them.

use crate::{
    Error, NoteWords, Result, Services,
    actor::Organiser,
    dating::{has_seats, without},
    ports::{AssociationWrite, CommandKey, StoreError, Together},
    profile::{Surroundings, tidy},
};
use domain::{
    AssociationId, Refusal,
    intake::Candidate,
    live::Change,
    profile::{Association, Profile},
    text::parse_website,
    views::{AssociationList, TakesPart},
};

/// How often something is worked out anew because the fair changed meanwhile.
pub(crate) const TRIES: usize = 5;

impl Services {
    pub async fn associations(&self, _: &Organiser, slug: &str) -> Result<AssociationList> {
        let fair = self.load_fair(slug).await?;
        Ok(AssociationList {
            associations: self.stores.associations.all(fair.id).await?,
            fields: self.stores.associations.fields(fair.id).await?,
            stands: self.stores.market.stands(fair.id).await?,
        })
    }

    pub async fn association(&self, _: &Organiser, slug: &str, id: AssociationId) -> Result<Association> {
        let fair = self.load_fair(slug).await?;
        self.stores.associations.one(fair.id, id).await?.ok_or(Error::NotFound)
    }

    /// Associations that one of this name and these web sites may be, as an import would say; the likeliest first. It is not
    /// compared with itself (`except`).
    pub async fn twins(
        &self,
        _: &Organiser,
        slug: &str,
        name: &str,
        websites: &[String],
        except: Option<AssociationId>,
    ) -> Result<Vec<Candidate>> {
        let fair = self.load_fair(slug).await?;
        let mut others = self.stores.associations.all(fair.id).await?;
        others.retain(|other| Some(other.id) != except);
        let websites: Vec<String> = websites.iter().filter_map(|site| parse_website(site).ok()).collect();
        Ok(intake::twins(name, &websites, &others))
    }

    /// Creates a profile, or changes the one of `edited`, expecting the revision that was edited. Where `step_free` is `Some`, it
    /// says of its stand, which others may share, whether it is reached without steps.
    pub async fn save_association(
        &self,
        organiser: &Organiser,
        slug: &str,
        edited: Option<(AssociationId, i64)>,
        profile: Profile,
        step_free: Option<bool>,
        key: Option<CommandKey>,
    ) -> Result<AssociationId> {
        let id = edited.map(|(id, _)| id);
        let fair = self.load_fair(slug).await?;
        let others = self.stores.associations.all(fair.id).await?;
        let surroundings = Surroundings {
            fields: self.stores.associations.fields(fair.id).await?.iter().map(|field| field.id).collect(),
            others: others.iter().map(|other| other.id).filter(|other| Some(*other) != id).collect(),
        };
        let profile = tidy(profile, &surroundings)?;
        let note = self.note(fair.id, organiser.name(), "association.save", &profile.name).tells(Change::Market);
        let mut writes = vec![match edited {
            Some((id, revision)) => AssociationWrite::Update { id, revision, profile },
            None => AssociationWrite::Create(profile),
        }];
        writes.extend(id.zip(step_free).map(|(id, step_free)| AssociationWrite::Stand { id, step_free }));
        let (created, receipt) = self.stores.associations.write(writes, note.keyed(key)).await?;
        self.tell(fair.id, &receipt).await;
        self.follow_profiles(fair.id, organiser.name()).await;
        id.or(created.first().copied()).ok_or(Error::NotFound)
    }

    /// Where an association takes part, for whoever is about to remove it.
    pub async fn takes_part(&self, _: &Organiser, slug: &str, id: AssociationId) -> Result<Vec<TakesPart>> {
        let fair = self.load_fair(slug).await?;
        let sessions = self.sessions_with(fair.id, id).await?;
        let seen = sessions.into_iter().map(|d| TakesPart { has_seats: has_seats(&d), title: d.setting.title });
        Ok(seen.collect())
    }

    /// Takes it out of the fair, off its stands and out of sessions that are being set up. Refused while it has a seat:
    /// nobody's table may lose somebody without a word.
    pub async fn remove_association(
        &self,
        organiser: &Organiser,
        slug: &str,
        id: AssociationId,
        expects: i64,
    ) -> Result<()> {
        let fair = self.load_fair(slug).await?;
        let known = self.stores.associations.one(fair.id, id).await?.ok_or(Error::NotFound)?;
        for _ in 0..TRIES {
            let based_on = self.stores.history.revision(fair.id).await?;
            let sessions = self.sessions_with(fair.id, id).await?;
            let seats =
                sessions.iter().filter(|dating| has_seats(dating)).map(|dating| dating.setting.title.to_string());
            let seats: Vec<String> = seats.collect();
            if !seats.is_empty() {
                return Err(Refusal::HasSeats { sessions: seats }.into());
            }
            let mut note =
                self.note(fair.id, organiser.name(), "association.remove", &known.profile.name).tells(Change::Market);
            let mut all = Together { based_on, ..Together::default() };
            all.associations.push(AssociationWrite::Remove { id, revision: expects });
            for dating in &sessions {
                all.sessions.push(without(dating, id, organiser.name(), note.at)?);
                note = note.tells(Change::Dating { id: dating.id });
            }
            match self.stores.associations.write_together(all, note).await {
                // Somebody else changed something, perhaps a session: look again.
                Err(StoreError::Stale) if self.stores.history.revision(fair.id).await? != based_on => {}
                done => {
                    self.tell(fair.id, &done?.1).await;
                    return Ok(());
                }
            }
        }
        Err(Error::Stale)
    }
}
