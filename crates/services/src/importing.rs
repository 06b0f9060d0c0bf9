//! Importing an office's list: look at the file, try it dry, then write in one transaction what was looked at.

use crate::{
    Error, NoteWords, Result, Services,
    actor::Organiser,
    associations::TRIES,
    ports::{AssociationWrite, CommandKey, StoreError, Together},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    Bilingual, FairId, FieldId, Refusal,
    intake::{Decisions, DryRun, IntakeError, Mapping, SheetHead},
    live::Change,
    profile::Profile,
    refusal::Input,
    taxonomy::Field,
};
use intake::{Drafts, Outcome, ProfileDraft, Sheet, Step};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A list as somebody sends it, with how it is to be read and what was decided.
#[derive(Clone, Debug, Default)]
pub struct GivenList {
    pub file_name: String,
    pub bytes: Vec<u8>,
    /// The sheet, where the guess is wrong.
    pub sheet: Option<String>,
    /// The line of the headings, or [`domain::intake::NO_HEADINGS`], where the guess is wrong.
    pub headings: Option<u32>,
    /// What the columns mean; without one the guess is taken.
    pub mapping: Option<Mapping>,
    pub decisions: Decisions,
}

impl Services {
    /// What the file holds, and a guess of what its columns mean. `sheet` and `headings` say where, if the guess is wrong.
    pub async fn import_preview(
        &self,
        _: &Organiser,
        slug: &str,
        file_name: &str,
        bytes: Vec<u8>,
        sheet: Option<String>,
        headings: Option<u32>,
    ) -> Result<SheetHead> {
        self.load_fair(slug).await?;
        Ok(read(file_name, bytes, sheet, headings).await?.head())
    }

    /// Row by row what would happen; nothing is written.
    pub async fn import_dry_run(&self, _: &Organiser, slug: &str, list: GivenList) -> Result<DryRun> {
        let fair = self.load_fair(slug).await?;
        Ok(understood(list).await?.meet(self, fair.id).await?.0.report)
    }

    /// Writes what the dry run showed, all of it or nothing, and reports it in the same words. `seen` is the fingerprint of
    /// the dry run that somebody looked at: where the fair has changed so that another one would be shown, it is `Stale`.
    pub async fn import(
        &self,
        organiser: &Organiser,
        slug: &str,
        list: GivenList,
        seen: Option<&str>,
        key: Option<CommandKey>,
    ) -> Result<DryRun> {
        let fair = self.load_fair(slug).await?;
        let note = self.note(fair.id, organiser.name(), "association.import", &list.file_name).tells(Change::Market);
        let note = note.keyed(key);
        let list = understood(list).await?;
        for _ in 0..TRIES {
            // The revision first: whatever is written after it is either compared or found to be newer.
            let based_on = self.stores.history.revision(fair.id).await?;
            let (outcome, fields) = list.meet(self, fair.id).await?;
            let report = outcome.report;
            if self.was_done(fair.id, &note.key).await? {
                return Ok(report);
            }
            if seen.is_some_and(|seen| seen != report.fingerprint) {
                return Err(Error::Stale);
            }
            if outcome.steps.is_empty() {
                return Ok(report);
            }
            let mut all = Together { based_on, fields: new_fields(&fields, &report), ..Together::default() };
            let fields = [fields, all.fields.clone()].concat();
            for step in outcome.steps {
                all.associations.push(write(step, &fields)?);
            }
            match self.stores.associations.write_together(all, note.clone()).await {
                // Somebody else wrote meanwhile, perhaps nothing that matters here.
                Err(StoreError::Stale) => {}
                done => {
                    self.tell(fair.id, &done?.1).await;
                    self.follow_profiles(fair.id, organiser.name()).await;
                    return Ok(report);
                }
            }
        }
        Err(Error::Stale)
    }

    /// An invented list to try the import with.
    pub fn example_list(&self, _: &Organiser) -> &'static [u8] {
        demo::EXAMPLE_LIST
    }
}

/// A list understood, to be held against a fair as often as that changes.
struct Understood {
    drafts: Arc<Drafts>,
    decisions: Arc<Decisions>,
}

impl Understood {
    /// What would happen at the fair as it is now, and the fields that it has.
    async fn meet(&self, services: &Services, fair: FairId) -> Result<(Outcome, Vec<Field>)> {
        let existing = services.stores.associations.all(fair).await?;
        let fields = services.stores.associations.fields(fair).await?;
        let (drafts, decisions) = (self.drafts.clone(), self.decisions.clone());
        let compared = tokio::task::spawn_blocking(move || {
            let mut outcome = intake::compare(&drafts, &existing, &fields, &decisions);
            outcome.report.fingerprint = fingerprint(&outcome.report)?;
            Ok::<_, serde_json::Error>((outcome, fields))
        });
        let compared = compared.await.map_err(|error| Error::Unavailable(error.to_string()))?;
        compared.map_err(|error| Error::Unavailable(error.to_string()))
    }
}

async fn understood(list: GivenList) -> Result<Understood> {
    let sheet = read(&list.file_name, list.bytes, list.sheet, list.headings).await?;
    let mapping = match list.mapping {
        Some(mapping) => mapping,
        None if sheet.headings().iter().all(String::is_empty) => {
            return Err(Refusal::List(IntakeError::NoHeadings).into());
        }
        None => Mapping::parse(sheet.guess()).map_err(Refusal::Columns)?,
    };
    let drafts = tokio::task::spawn_blocking(move || intake::drafts(&sheet, &mapping)).await;
    let drafts = drafts.map_err(|error| Error::Unavailable(error.to_string()))?;
    // A decision about a line that is not there was meant for another one.
    if let Some(line) = list.decisions.keys().find(|line| drafts.rows.iter().all(|row| row.line != **line)) {
        return Err(Refusal::List(IntakeError::NoSuchLine(*line)).into());
    }
    Ok(Understood { drafts: Arc::new(drafts), decisions: Arc::new(list.decisions) })
}

/// Everything that somebody sees of a dry run, in a word.
fn fingerprint(report: &DryRun) -> Result<String, serde_json::Error> {
    let seen = serde_json::to_vec(report)?;
    Ok(URL_SAFE_NO_PAD.encode(&Sha256::digest(&seen)[..16]))
}

/// Fields that the list brings, under ids that no field has: the store gives real ones.
fn new_fields(known: &[Field], report: &DryRun) -> Vec<Field> {
    // A new field becomes a child of the fair's first root of the same colour, so that the tree stays a tree. One without a
    // colour is a root of its own.
    let root = |hue| known.iter().find(|field| field.hue == Some(hue) && field.parent.is_none()).map(|field| field.id);
    let new = report.new_fields.iter().zip(1..).map(|(field, n)| Field {
        id: FieldId(-n),
        parent: field.hue.and_then(root),
        name: Bilingual::new(&field.name, ""),
        hue: field.hue,
    });
    new.collect()
}

fn write(step: Step, fields: &[Field]) -> Result<AssociationWrite> {
    let profile = |draft: ProfileDraft| -> Result<Profile> {
        draft.into_profile(fields).map_err(|name| Error::Unavailable(format!("field {name:?} was not created")))
    };
    Ok(match step {
        Step::Create(draft) => AssociationWrite::Create(profile(draft)?),
        Step::Update { id, revision, draft } => AssociationWrite::Update { id, revision, profile: profile(draft)? },
    })
}

/// Reads beside the threads that answer requests: a workbook takes its time.
async fn read(file_name: &str, bytes: Vec<u8>, sheet: Option<String>, headings: Option<u32>) -> Result<Sheet> {
    if bytes.is_empty() {
        return Err(Refusal::Empty(Input::File).into());
    }
    let name = file_name.to_owned();
    let sheet = tokio::task::spawn_blocking(move || {
        let sheet = intake::read_sheet(&bytes, &name, sheet.as_deref())?;
        match headings {
            Some(line) => sheet.with_headings_in(line),
            None => Ok(sheet),
        }
    });
    let sheet = sheet.await.map_err(|error| Error::Unavailable(error.to_string()))?;
    sheet.map_err(|error| Refusal::List(error).into())
}
