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
    /// All sheets of the file that hold something, in their order; none in a file that does not name them.
    pub sheets: Vec<SheetName>,
    /// The line of the headings, as a spreadsheet counts; [`NO_HEADINGS`] where the list has none.
    pub line: u32,
    /// That line may be the first association already.
    pub doubtful: bool,
    /// Lines with a sign that could not be read.
    pub damaged: Vec<u32>,
    /// The first lines as they stand there, that of the headings among them: another of them may be the headings instead.
    pub first_lines: Vec<SheetLine>,
    /// One for each column; may be empty.
    pub headings: Vec<String>,
    /// The first rows as they stand in the file, shortened for the eye, as many cells as headings.
    pub samples: Vec<Vec<String>>,
    /// How many rows with content stand below the headings.
    pub rows: usize,
    /// One for each column. Becomes a mapping by [`super::Mapping::parse`].
    pub guess: Vec<Option<Column>>,
}

/// Stands for the line of the headings in a list that has none.
pub const NO_HEADINGS: u32 = 0;

/// A sheet of a file with several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetName {
    pub name: String,
    /// Not shown by the program the file was made with.
    pub hidden: bool,
}

impl SheetHead {
    /// Sheets that hold something too and are not read.
    pub fn other_sheets(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str()).filter(|name| self.sheet.as_deref() != Some(*name))
    }

    /// What stands above the headings (a title, a date) and is not read.
    pub fn above(&self) -> impl Iterator<Item = &SheetLine> {
        self.first_lines.iter().filter(|first| first.line < self.line)
    }
}

/// A line of a sheet, shortened for the eye.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetLine {
    /// As a spreadsheet counts.
    pub line: u32,
    pub text: String,
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
}

/// What helps: not everything becomes smaller by being divided.
fn too_large(limit: &Limit, most: &usize) -> String {
    match limit {
        Limit::File => format!("the file has more than {most} bytes; divide it"),
        Limit::Unpacked => format!("unpacked, the file has more than {most} bytes; divide it"),
        Limit::Rows => format!("the list has more than {most} rows; divide it"),
        Limit::Columns => format!("the list has more than {most} columns; take out those that nobody needs"),
    }
}

/// Why a file is no list that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntakeError {
    #[error("the file is no table: neither CSV nor XLSX nor ODS")]
    NotATable,
    #[error("the file is no list: JSON is written for other programs; bring in CSV, XLSX or ODS")]
    Json,
    #[error("the file is an Excel file of before 2007; saved as .xlsx it can be read")]
    OldExcel,
    #[error("the file is protected by a password")]
    Encrypted,
    #[error("the file is damaged")]
    Broken,
    #[error("a quote in line {0} is never closed")]
    UnclosedQuote(u32),
    #[error("the file holds nothing")]
    Empty,
    #[error(
        "the first line holds data where headings should stand; write a line above it that says what the columns are"
    )]
    NoHeadings,
    #[error("there are headings but no rows below them")]
    NoRows,
    #[error("the list has no line {0}, or nothing stands in it that could be read")]
    NoSuchLine(u32),
    #[error("{}", too_large(.limit, .most))]
    TooLarge { limit: Limit, most: usize },
}
