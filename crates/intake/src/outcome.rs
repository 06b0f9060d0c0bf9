//! What applying an import writes, once the dry run has been looked at.

use domain::{
    AssociationId, FieldId,
    intake::DryRun,
    profile::{Profile, name_key},
    taxonomy::Field,
};

/// The dry run and what it takes to make it true: first the report's new fields, then the steps, in one transaction.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub report: DryRun,
    /// In the order of the file. Doubtful, refused, skipped and unchanged rows have none.
    pub steps: Vec<Step>,
}

/// One association to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Create(ProfileDraft),
    /// `revision` is the one the comparison saw: another one in the store means that somebody was faster.
    Update {
        id: AssociationId,
        revision: i64,
        draft: ProfileDraft,
    },
}

impl Step {
    pub fn draft(&self) -> &ProfileDraft {
        match self {
            Step::Create(draft) | Step::Update { draft, .. } => draft,
        }
    }
}

/// A profile whose fields may still have to be created.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileDraft {
    /// The line of the file it comes from.
    pub line: u32,
    /// Everything but the fields; read it through [`ProfileDraft::into_profile`].
    pub(crate) profile: Profile,
    pub(crate) fields: Vec<FieldRef>,
}

/// A field the fair has, or one that it will have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FieldRef {
    Known(FieldId),
    New(String),
}

impl FieldRef {
    /// Whether both are one field, spelling aside.
    pub fn same(&self, other: &FieldRef) -> bool {
        match (self, other) {
            (FieldRef::New(one), FieldRef::New(other)) => field_key(one) == field_key(other),
            _ => self == other,
        }
    }
}

impl ProfileDraft {
    /// The profile with its fields, new ones found by name among `fields`: the fair's fields after the report's
    /// `new_fields` were created. `Err` names the first one that was not.
    pub fn into_profile(self, fields: &[Field]) -> Result<Profile, String> {
        let mut profile = self.profile;
        for field in self.fields {
            let id = match field {
                FieldRef::Known(id) => id,
                FieldRef::New(name) => match find_field(fields, &name) {
                    Some(field) => field.id,
                    None => return Err(name),
                },
            };
            if !profile.fields.contains(&id) {
                profile.fields.push(id);
            }
        }
        Ok(profile)
    }
}

/// The field of that name in either language, spelling aside.
pub(crate) fn find_field<'a>(fields: &'a [Field], name: &str) -> Option<&'a Field> {
    let key = field_key(name);
    fields
        .iter()
        .find(|field| field_key(&field.name.de) == key)
        .or_else(|| fields.iter().find(|field| !field.name.en.is_empty() && field_key(&field.name.en) == key))
}

/// What makes two spellings the same field. A name of signs alone is its own key.
pub(crate) fn field_key(name: &str) -> String {
    match name_key(name) {
        key if key.is_empty() => name.to_lowercase(),
        key => key,
    }
}
