//! Associations as organisers keep them.

use crate::{Error, NoteWords, Result, Services, actor::Organiser, ports::AssociationWrite};
use domain::{
    AssociationId, Refusal,
    live::Change,
    profile::{Association, Profile},
    refusal::Input,
    text::{LIST_LIMIT, TAG_LIMIT, one_line, parse_email, parse_text, parse_website},
    views::AssociationList,
};

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

    /// Creates (`id` is `None`) or changes a profile, expecting the revision that was edited.
    pub async fn save_association(
        &self,
        organiser: &Organiser,
        slug: &str,
        id: Option<AssociationId>,
        expects: i64,
        profile: Profile,
    ) -> Result<AssociationId> {
        let fair = self.load_fair(slug).await?;
        let profile = tidy(profile)?;
        let note = self.note(fair.id, organiser.name(), "association.save", &profile.name).tells(Change::Market);
        let write = match id {
            Some(id) => AssociationWrite::Update { id, revision: expects, profile },
            None => AssociationWrite::Create(profile),
        };
        let (created, receipt) = self.stores.associations.write(vec![write], note).await?;
        self.tell(fair.id, &receipt).await;
        self.follow_profiles(fair.id, organiser.name()).await;
        id.or(created.first().copied()).ok_or(Error::NotFound)
    }

    pub async fn remove_association(
        &self,
        organiser: &Organiser,
        slug: &str,
        id: AssociationId,
        expects: i64,
    ) -> Result<()> {
        let fair = self.load_fair(slug).await?;
        let known = self.stores.associations.one(fair.id, id).await?.ok_or(Error::NotFound)?;
        let name = &known.profile.name;
        let note = self.note(fair.id, organiser.name(), "association.remove", name).tells(Change::Market);
        let write = AssociationWrite::Remove { id, revision: expects };
        let (_, receipt) = self.stores.associations.write(vec![write], note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(())
    }
}

/// Judges every text and list of a profile by the domain's rules.
fn tidy(mut profile: Profile) -> Result<Profile, Refusal> {
    profile.short_name = one_line(&profile.short_name);
    if profile.short_name.chars().count() > TAG_LIMIT {
        let length = profile.short_name.chars().count();
        return Err(Refusal::TooLong { input: Input::Name, length, limit: TAG_LIMIT });
    }
    profile.goals = parse_text(&profile.goals)?;
    profile.activities = parse_text(&profile.activities)?;
    profile.target_groups = tags(profile.target_groups)?;
    profile.districts = tags(profile.districts)?;
    profile.websites = profile.websites.iter().map(|site| parse_website(site)).collect::<Result<_, _>>()?;
    profile.email = profile.email.filter(|text| !text.trim().is_empty()).map(|text| parse_email(&text)).transpose()?;
    for exchange in profile.offers.iter_mut().chain(profile.needs.iter_mut()) {
        exchange.note = one_line(&parse_text(&exchange.note)?);
    }
    let lists = [
        profile.websites.len(),
        profile.fields.len(),
        profile.languages.len(),
        profile.offers.len(),
        profile.needs.len(),
    ];
    if lists.iter().any(|length| *length > LIST_LIMIT) {
        return Err(Refusal::OutOfRange { input: Input::Text, least: 0, most: LIST_LIMIT as i64 });
    }
    Ok(profile)
}

fn tags(list: Vec<String>) -> Result<Vec<String>, Refusal> {
    let mut tidy: Vec<String> = Vec::new();
    for tag in list.iter().map(|tag| one_line(tag)).filter(|tag| !tag.is_empty()) {
        let length = tag.chars().count();
        if length > TAG_LIMIT {
            return Err(Refusal::TooLong { input: Input::Text, length, limit: TAG_LIMIT });
        }
        if !tidy.contains(&tag) {
            tidy.push(tag);
        }
    }
    if tidy.len() > LIST_LIMIT {
        return Err(Refusal::OutOfRange { input: Input::Text, least: 0, most: LIST_LIMIT as i64 });
    }
    Ok(tidy)
}
