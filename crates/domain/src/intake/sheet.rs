//! What a file turned out to be: its kind, its headings, the first rows, a guess of the columns; or why it is no list.

use super::Column;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The kind of a file, judged by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    Csv { encoding: Encoding, delimiter: Delimiter },
    Xlsx,
    Ods,
}

/// How the letters of a CSV file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    Utf8,
    Utf16,
    Windows1252,
}

impl Encoding {
    /// What it is called everywhere.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16 => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// What separates the cells of a CSV file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    Semicolon,
    Comma,
    Tab,
}

impl Delimiter {
    pub const ALL: [Delimiter; 3] = [Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab];

    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Semicolon => b';',
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
        }
    }
}

/// What an organiser sees first: the sheet's head and what its columns seem to mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetHead {
    pub kind: FileKind,
    /// The sheet that is read, in a file that names its sheets.
    pub sheet: Option<String>,
    /// Sheets of the same file that hold something too and are not read.
    pub other_sheets: Vec<String>,
    /// Lines above the headings (a title, a date) that are not read.
    pub above: Vec<String>,
    /// One for each column; may be empty.
    pub headings: Vec<String>,
    /// The first rows as they stand in the file, shortened for the eye, as many cells as headings.
    pub samples: Vec<Vec<String>>,
    /// How many rows with content stand below the headings.
    pub rows: usize,
    /// One for each column. Becomes a mapping by [`super::Mapping::parse`].
    pub guess: Vec<Option<Column>>,
}

/// A limit of what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Bytes of the file.
    File,
    /// Bytes of the file when unpacked.
    Unpacked,
    Rows,
    Columns,
    /// Characters of one cell.
    Cell,
}

/// Why a file is no list that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeError {
    #[error("the file is no table: neither CSV nor XLSX nor ODS")]
    NotATable,
    #[error("the file is an Excel file of before 2007; saved as .xlsx it can be read")]
    OldExcel,
    #[error("the file is protected by a password")]
    Encrypted,
    #[error("the file is damaged")]
    Broken,
    #[error("the file holds nothing")]
    Empty,
    #[error("the first line holds data where headings should stand")]
    NoHeadings,
    #[error("there are headings but no rows below them")]
    NoRows,
    #[error("the file is too large: more than {most} ({limit:?})")]
    TooLarge { limit: Limit, most: usize },
}
