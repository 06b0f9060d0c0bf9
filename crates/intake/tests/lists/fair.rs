//! A fair in memory: takes an import's steps the way a store does.

use domain::{
    AssociationId, Bilingual, FairId, FieldId,
    intake::{Decision, Decisions, Mapping, Verdict},
    profile::Association,
    taxonomy::Field,
};
use intake::{Drafts, Outcome, Step};

#[derive(Default)]
pub struct Fair {
    pub associations: Vec<Association>,
    pub fields: Vec<Field>,
}

impl Fair {
    pub fn compare(&self, drafts: &Drafts, decisions: &Decisions) -> Outcome {
        intake::compare(drafts, &self.associations, &self.fields, decisions)
    }

    pub fn apply(&mut self, outcome: Outcome) {
        for new in outcome.report.new_fields {
            let id = FieldId(self.fields.len() as i64 + 1);
            self.fields.push(Field { id, parent: None, name: Bilingual::new(new.name, ""), hue: new.hue });
        }
        for step in outcome.steps {
            match step {
                Step::Create(draft) => {
                    let id = AssociationId(self.associations.len() as i64 + 1);
                    let profile = draft.into_profile(&self.fields).unwrap();
                    self.associations.push(Association { id, fair: FairId(1), revision: 1, profile });
                }
                Step::Update { id, revision, draft } => {
                    let profile = draft.into_profile(&self.fields).unwrap();
                    let association = self.associations.iter_mut().find(|a| a.id == id).unwrap();
                    assert_eq!(association.revision, revision);
                    *association = Association { revision: revision + 1, profile, ..*association };
                }
            }
        }
    }

    /// Imports with every doubt decided as "an association of its own".
    pub fn import_all(&mut self, drafts: &Drafts) -> Decisions {
        let dry_run = self.compare(drafts, &Decisions::new()).report;
        let doubtful = dry_run.rows.iter().filter(|row| row.verdict == Verdict::Doubtful);
        let decisions: Decisions = doubtful.map(|row| (row.line, Decision::AsNew)).collect();
        self.apply(self.compare(drafts, &decisions));
        decisions
    }
}

/// A file read by what its headings seem to mean.
pub fn drafts(bytes: &[u8], file_name: &str) -> Drafts {
    let sheet = intake::read(bytes, file_name).unwrap();
    intake::drafts(&sheet, &Mapping::parse(sheet.guess()).unwrap())
}

/// A semicolon file written in a test.
pub fn list(text: &str) -> Drafts {
    drafts(text.as_bytes(), "list.csv")
}
