//! Importing an office's list: look at the file, try it dry, then write it in one transaction.

use crate::{
    Error, NoteWords, Result, Services,
    actor::Organiser,
    ports::{AssociationWrite, CommandKey, NewField},
};
use domain::{
    Bilingual, FairId, Refusal,
    fair::Fair,
    intake::{Decisions, DryRun, Mapping, SheetHead},
    live::Change,
    profile::Profile,
    refusal::Input,
    taxonomy::Field,
};
use intake::{Outcome, ProfileDraft, Sheet, Step};

impl Services {
    /// What the file holds, and a guess of what its columns mean.
    pub async fn import_preview(
        &self,
        _: &Organiser,
        slug: &str,
        file_name: &str,
        bytes: Vec<u8>,
    ) -> Result<SheetHead> {
        self.load_fair(slug).await?;
        Ok(read(file_name, bytes).await?.head())
    }

    /// Row by row what would happen; nothing is written. Without a mapping the guess is taken.
    pub async fn import_dry_run(
        &self,
        _: &Organiser,
        slug: &str,
        file_name: &str,
        bytes: Vec<u8>,
        mapping: Option<Mapping>,
        decisions: Decisions,
    ) -> Result<DryRun> {
        let fair = self.load_fair(slug).await?;
        let (outcome, _) = self.outcome(&fair, read(file_name, bytes).await?, mapping, decisions).await?;
        Ok(outcome.report)
    }

    /// Writes what the dry run showed, all of it or nothing, and reports it in the same words.
    #[allow(clippy::too_many_arguments)]
    pub async fn import(
        &self,
        organiser: &Organiser,
        slug: &str,
        file_name: &str,
        bytes: Vec<u8>,
        mapping: Option<Mapping>,
        decisions: Decisions,
        key: Option<CommandKey>,
    ) -> Result<DryRun> {
        let fair = self.load_fair(slug).await?;
        let (outcome, mut fields) = self.outcome(&fair, read(file_name, bytes).await?, mapping, decisions).await?;
        if outcome.steps.is_empty() || self.was_done(fair.id, &key).await? {
            return Ok(outcome.report);
        }
        if !outcome.report.new_fields.is_empty() {
            fields = self.add_fields(fair.id, &outcome.report).await?;
        }
        let profile = |draft: ProfileDraft| -> Result<Profile> {
            draft.into_profile(&fields).map_err(|name| Error::Unavailable(format!("field {name:?} was not created")))
        };
        let mut writes = Vec::with_capacity(outcome.steps.len());
        for step in outcome.steps {
            writes.push(match step {
                Step::Create(draft) => AssociationWrite::Create(profile(draft)?),
                Step::Update { id, revision, draft } => {
                    AssociationWrite::Update { id, revision, profile: profile(draft)? }
                }
            });
        }
        let note = self.note(fair.id, organiser.name(), "association.import", file_name).keyed(key);
        let (_, receipt) = self.stores.associations.write(writes, note.tells(Change::Market)).await?;
        self.tell(fair.id, &receipt).await;
        self.follow_profiles(fair.id, organiser.name()).await;
        Ok(outcome.report)
    }

    /// An invented list to try the import with.
    pub fn example_list(&self, _: &Organiser) -> &'static [u8] {
        demo::EXAMPLE_LIST
    }

    async fn outcome(
        &self,
        fair: &Fair,
        sheet: Sheet,
        mapping: Option<Mapping>,
        decisions: Decisions,
    ) -> Result<(Outcome, Vec<Field>)> {
        let mapping = match mapping {
            Some(mapping) => mapping,
            None => Mapping::parse(sheet.head().guess).map_err(Refusal::Columns)?,
        };
        let existing = self.stores.associations.all(fair.id).await?;
        let fields = self.stores.associations.fields(fair.id).await?;
        tokio::task::spawn_blocking(move || {
            let drafts = intake::drafts(&sheet, &mapping);
            (intake::compare(&drafts, &existing, &fields, &decisions), fields)
        })
        .await
        .map_err(|error| Error::Unavailable(error.to_string()))
    }

    /// Fields that the list brings; returns all fields the fair has now.
    async fn add_fields(&self, fair: FairId, report: &DryRun) -> Result<Vec<Field>> {
        let known = self.stores.associations.fields(fair).await?;
        // A new field becomes a child of the fair's first root of the same colour, so that the tree stays a tree.
        let parent = |hue| known.iter().find(|field| field.hue == hue && field.parent.is_none()).map(|field| field.id);
        let new = report.new_fields.iter().map(|field| NewField {
            parent: parent(field.hue),
            name: Bilingual::new(&field.name, ""),
            hue: field.hue,
        });
        self.stores.associations.add_fields(fair, new.collect()).await?;
        Ok(self.stores.associations.fields(fair).await?)
    }
}

/// Reads beside the threads that answer requests: a workbook takes its time.
async fn read(file_name: &str, bytes: Vec<u8>) -> Result<Sheet> {
    if bytes.is_empty() {
        return Err(Refusal::Empty(Input::File).into());
    }
    let name = file_name.to_owned();
    let sheet = tokio::task::spawn_blocking(move || intake::read(&bytes, &name)).await;
    sheet.map_err(|error| Error::Unavailable(error.to_string()))?.map_err(|error| Refusal::List(error).into())
}
