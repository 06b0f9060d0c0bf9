//! Fairs: listing, showing, creating, editing.

use crate::{
    Error, NoteWords, Result, Services,
    actor::{Organiser, Visitor},
    civil_time,
    ports::{AuditEntry, Founding, NewFair},
};
use domain::{
    Bilingual, Refusal, UnixMillis,
    fair::{Fair, FairText, LegalTexts, Phase},
    live::Change,
    refusal::Input,
    text::{Slug, Title, one_line, parse_text},
    views::{DatingCard, FairCard, FairView, LogLine, LogPage},
};
use serde::{Deserialize, Serialize};

/// A new fair as a form sends it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NewFairForm {
    pub slug: String,
    pub title: String,
    pub date: String,
    pub venue: String,
    pub address: String,
}

/// Fairs are in German cities first; every time of the programme is a civil time there.
const TIMEZONE: &str = "Europe/Berlin";

/// Lines of a log on one page.
const LINES: u64 = 100;

/// Paths of the site that no fair may take.
const RESERVED: [&str; 16] = [
    "me", "new", "people", "outbox", "organise", "sign-in", "sign-out", "api", "pkg", "health", "legal", "static", "f",
    "public", "robots", "assets",
];

impl Services {
    /// Fairs that visitors may see, newest day first.
    pub async fn fairs(&self, _: Visitor) -> Result<Vec<FairCard>> {
        let all = self.stores.fairs.all().await?;
        Ok(all.into_iter().filter(|fair| fair.phase != Phase::Preparing).map(card).collect())
    }

    pub async fn all_fairs(&self, _: &Organiser) -> Result<Vec<FairCard>> {
        Ok(self.stores.fairs.all().await?.into_iter().map(card).collect())
    }

    /// A fair as visitors see it; the legal texts are asked for by [`Services::legal`].
    pub async fn fair(&self, _: Visitor, slug: &str) -> Result<FairView> {
        let fair = self.public_fair(slug).await?;
        self.view(fair).await
    }

    pub async fn legal(&self, _: Visitor, slug: &str) -> Result<LegalTexts> {
        Ok(self.public_fair(slug).await?.legal)
    }

    /// What the law asks of whoever runs the house, where no fair is at hand: as the newest fair that visitors may see says
    /// it, else the one that is being prepared, else the templates. What is being prepared says nothing of its project.
    pub async fn house_legal(&self, _: Visitor) -> Result<LegalTexts> {
        let mut all = self.stores.fairs.all().await?;
        let at = all.iter().position(|fair| fair.phase != Phase::Preparing).unwrap_or(0);
        if all.is_empty() {
            return Ok(demo::legal_templates());
        }
        let fair = all.swap_remove(at);
        let project = if fair.phase == Phase::Preparing { Bilingual::default() } else { fair.legal.project };
        Ok(LegalTexts { project, ..fair.legal })
    }

    /// A fair in any phase, with its legal texts.
    pub async fn fair_to_prepare(&self, _: &Organiser, slug: &str) -> Result<FairView> {
        let fair = self.load_fair(slug).await?;
        let legal = fair.legal.clone();
        let mut view = self.view(fair).await?;
        view.fair.legal = legal;
        Ok(view)
    }

    /// What is wrong is named in the order of the form.
    pub async fn create_fair(&self, organiser: &Organiser, form: NewFairForm) -> Result<Slug> {
        let title = Title::parse(&form.title)?;
        let slug = Slug::parse(form.slug.trim())?;
        if RESERVED.contains(&slug.as_str()) {
            return Err(Refusal::Taken(Input::Slug).into());
        }
        let fair = NewFair {
            slug: slug.clone(),
            title,
            claim: Bilingual::default(),
            date: Fair::parse_date(&form.date)?,
            venue: one_line(&parse_text(&form.venue)?),
            address: one_line(&parse_text(&form.address)?),
            timezone: TIMEZONE.to_owned(),
            phase: Phase::Preparing,
            legal: demo::legal_templates(),
        };
        let founding = Founding {
            fair,
            fields: demo::base_fields(),
            associations: Vec::new(),
            halls: Vec::new(),
            stands: Vec::new(),
            items: Vec::new(),
            datings: Vec::new(),
        };
        self.found(founding, organiser.name()).await?;
        Ok(slug)
    }

    /// Saves name, day, place and texts, expecting the revision that was edited.
    pub async fn edit_fair(&self, organiser: &Organiser, slug: &str, expects: i64, form: FairText) -> Result<()> {
        let mut fair = self.load_fair(slug).await?;
        if fair.revision != expects {
            return Err(Error::Stale);
        }
        let text = |both: Bilingual| Ok::<_, Refusal>(Bilingual::new(parse_text(&both.de)?, parse_text(&both.en)?));
        fair.title = Title::parse(&form.title)?;
        fair.claim = text(form.claim)?;
        fair.date = Fair::parse_date(&form.date)?;
        fair.venue = one_line(&parse_text(&form.venue)?);
        fair.address = one_line(&parse_text(&form.address)?);
        fair.legal = LegalTexts {
            imprint: text(form.legal.imprint)?,
            privacy: text(form.legal.privacy)?,
            accessibility: text(form.legal.accessibility)?,
            project: text(form.legal.project)?,
        };
        let note = self.note(fair.id, organiser.name(), "fair.edit", &fair.title).tells(Change::Fair);
        let receipt = self.stores.fairs.save(&fair, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(())
    }

    /// Moves a fair to another phase, expecting the revision that was looked at.
    pub async fn set_phase(&self, organiser: &Organiser, slug: &str, expects: i64, phase: Phase) -> Result<()> {
        let mut fair = self.load_fair(slug).await?;
        if fair.revision != expects {
            return Err(Error::Stale);
        }
        fair.phase = phase;
        let note = self.note(fair.id, organiser.name(), "fair.phase", phase.key()).tells(Change::Fair);
        let receipt = self.stores.fairs.save(&fair, note).await?;
        self.tell(fair.id, &receipt).await;
        Ok(())
    }

    /// Who did what, by the clock of the fair's place: the newest lines, or those before a line.
    pub async fn log(&self, _: &Organiser, slug: &str, before: Option<i64>) -> Result<LogPage> {
        let fair = self.load_fair(slug).await?;
        let entries = self.stores.history.audit(fair.id, before, LINES + 1).await?;
        Ok(log_page(&fair.timezone, entries))
    }

    /// Who was let into the house and by whom, by the clock where most fairs are.
    pub async fn house_log(&self, _: &Organiser, before: Option<i64>) -> Result<LogPage> {
        let entries = self.stores.history.house(before, LINES + 1).await?;
        Ok(log_page(TIMEZONE, entries))
    }

    pub(crate) async fn found(&self, founding: Founding, actor: &str) -> Result<Fair> {
        match self.stores.fairs.found(founding, actor, self.now()).await {
            Err(crate::ports::StoreError::Taken) => Err(Refusal::Taken(Input::Slug).into()),
            other => Ok(other?),
        }
    }

    async fn view(&self, mut fair: Fair) -> Result<FairView> {
        let revision = self.stores.history.revision(fair.id).await?;
        let datings = self.stores.datings.all(fair.id).await?;
        let now = self.now();
        let said = crate::dating::standing(&datings, now);
        let shown = datings.iter().filter(|dating| dating.rehearsal.is_none());
        let datings = shown.map(|dating| dating_card(dating, now)).collect();
        let local_now = self.local(&fair, now);
        fair.legal = LegalTexts::default();
        Ok(FairView { revision, fair, local_now, datings, said })
    }
}

/// One entry more than is shown tells that there are older ones.
fn log_page(timezone: &str, mut entries: Vec<AuditEntry>) -> LogPage {
    let more = entries.len() as u64 > LINES;
    entries.truncate(LINES as usize);
    let older = entries.last().filter(|_| more).map(|last| last.id);
    let line = |AuditEntry { at, actor, action, subject, .. }| {
        let at = civil_time(timezone, at);
        LogLine { at, actor, action, subject }
    };
    LogPage { lines: entries.into_iter().map(line).collect(), older }
}

fn card(fair: Fair) -> FairCard {
    FairCard { slug: fair.slug, title: fair.title, date: fair.date, venue: fair.venue, phase: fair.phase }
}

/// As it stands at `now`: nobody notes that a session has ended by itself.
pub(crate) fn dating_card(dating: &domain::dating::Dating, now: UnixMillis) -> DatingCard {
    DatingCard {
        id: dating.id,
        title: dating.setting.title.clone(),
        starts: dating.setting.starts,
        rounds: dating.setting.rounds,
        participants: dating.participants.len(),
        published: dating.published.is_some(),
        run: dating.run.seen_at(dating.setting.timing(), now),
        rehearsal: dating.rehearsal.is_some(),
    }
}
