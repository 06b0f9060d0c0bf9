//! The dry run: row by row what would happen if the list came in now.

use super::{Column, Decision, Reason, Remark};
use crate::{
    AssociationId,
    profile::{Kind, MigrationRelation, SpokenLanguage},
    taxonomy::{Exchange, Hue},
};
use serde::{Deserialize, Serialize};

/// What would happen. Nothing has been written yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DryRun {
    /// Every row with content, in the order of the file.
    pub rows: Vec<RowReport>,
    pub counts: Counts,
    pub ignored_columns: Vec<IgnoredColumn>,
    /// Fields of activity that the rows to be written need and the fair does not have yet.
    pub new_fields: Vec<NewField>,
    /// No column says whether addresses are public, so new ones stay hidden.
    pub addresses_stay_hidden: bool,
    /// Addresses and positions that nobody could see before and everybody could see afterwards.
    #[serde(default)]
    pub addresses_shown: usize,
    /// Of all of this: an import says which dry run somebody looked at.
    #[serde(default)]
    pub fingerprint: String,
}

/// How many rows of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    /// Undecided: these are not written.
    pub doubtful: usize,
    pub repeated: usize,
    pub skipped: usize,
    pub refused: usize,
    /// Remarks over all rows.
    pub remarks: usize,
}

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowReport {
    /// Where the row begins, as a spreadsheet counts: the first line of the file is 1.
    pub line: u32,
    /// As the file has it; may be empty where the row is refused for that.
    pub name: String,
    pub verdict: Verdict,
    /// What it may be the same as. Stays when the doubt has been decided, so that it can be decided otherwise.
    pub candidates: Vec<Candidate>,
    pub decision: Option<Decision>,
    pub remarks: Vec<Remark>,
}

/// What would become of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    New,
    Changed {
        id: AssociationId,
        differences: Vec<Difference>,
    },
    Same {
        id: AssociationId,
    },
    /// Needs a decision between the candidates; until then it is not written.
    Doubtful,
    /// Says word for word what an earlier line says.
    Repeated {
        line: u32,
    },
    /// Left out because somebody decided so.
    Skipped,
    Refused {
        reasons: Vec<Reason>,
    },
}

impl Verdict {
    /// A stable name for styles and counts.
    pub fn key(&self) -> &'static str {
        match self {
            Verdict::New => "new",
            Verdict::Changed { .. } => "changed",
            Verdict::Same { .. } => "same",
            Verdict::Doubtful => "doubtful",
            Verdict::Repeated { .. } => "repeated",
            Verdict::Skipped => "skipped",
            Verdict::Refused { .. } => "refused",
        }
    }

    /// Whether applying the import writes this row.
    pub fn writes(&self) -> bool {
        matches!(self, Verdict::New | Verdict::Changed { .. })
    }
}

/// A value that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub column: Column,
    pub before: Said,
    pub after: Said,
}

/// What a profile says in a column. Plain values: whoever shows them has the words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// In its own words, entry by entry: `["a, b"]` and `["a", "b"]` are two things.
    Words(Vec<String>),
    Kind(Kind),
    Relation(Option<MigrationRelation>),
    Languages(Vec<SpokenLanguage>),
    Exchanges(Vec<Exchange>),
    /// With a point; empty where there is no position.
    Degrees(String),
    Public(bool),
}

impl Said {
    /// Whether that is nothing at all. A kind and whether an address is public are always something.
    pub fn is_nothing(&self) -> bool {
        match self {
            Said::Words(words) => words.is_empty(),
            Said::Relation(relation) => relation.is_none(),
            Said::Languages(spoken) => spoken.is_empty(),
            Said::Exchanges(goods) => goods.is_empty(),
            Said::Degrees(degrees) => degrees.is_empty(),
            Said::Kind(_) | Said::Public(_) => false,
        }
    }
}

/// What a row may be the same as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub twin: Twin,
    pub name: String,
    pub why: Why,
}

/// Where the likely duplicate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Twin {
    /// At the fair already.
    Association(AssociationId),
    /// An earlier line of the same file.
    Line(u32),
}

/// What makes two names look like one association.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The same but for spelling and legal form.
    SameName,
    /// The same but for a slip in a word or two, small words, or the order of the words.
    SimilarName,
    /// One name is part of the other.
    PartOfName,
    /// The same web site, and names that are somewhat alike.
    SameWebsite,
}

/// A column of the sheet that is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IgnoredColumn {
    /// Counted from 0.
    pub index: usize,
    /// May be empty.
    pub heading: String,
    /// How many of its cells hold something.
    pub filled: usize,
}

/// A field of activity to be created; the colour is a guess from its name, none where that says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewField {
    pub name: String,
    pub hue: Option<Hue>,
}
