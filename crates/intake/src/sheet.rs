//! A sheet with its headings found.

use crate::{
    grid::{Grid, ROW_LIMIT, Sheets, TooLong, too_large},
    headings,
};
use domain::intake::{Column, FileKind, IntakeError, Limit, SheetHead, SheetLine};

/// A title, a date and an empty line may stand above the headings, not more than so many rows.
const ROWS_TO_SEARCH: usize = 10;
/// So many rows are shown as samples, cut to so many characters a cell.
const SAMPLES: usize = 5;
const SAMPLE_LENGTH: usize = 120;

/// A sheet as it was read, each row with as many cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    kind: FileKind,
    name: Option<String>,
    other_sheets: Vec<String>,
    /// Everything that holds something, the headings among it.
    all: Vec<Row>,
    /// Where the headings stand in `all`.
    at: usize,
}

/// A row that holds something; `line` as a spreadsheet counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: u32,
    pub cells: Vec<String>,
    /// Cells of which only the beginning is kept.
    pub too_long: Vec<TooLong>,
}

impl Sheet {
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// One for each column; may be empty.
    pub fn headings(&self) -> &[String] {
        &self.all[self.at].cells
    }

    pub fn rows(&self) -> &[Row] {
        &self.all[self.at + 1..]
    }

    /// What the columns seem to mean.
    pub fn guess(&self) -> Vec<Option<Column>> {
        headings::guess(self.headings())
    }

    /// The same sheet with its headings in that line, where the guess was wrong.
    pub fn with_headings_in(self, line: u32) -> Result<Self, IntakeError> {
        let at = self.all.iter().position(|row| row.line == line).ok_or(IntakeError::NoSuchLine(line))?;
        Self { at, ..self }.within_limits()
    }

    /// What an organiser is shown before anything is imported.
    pub fn head(&self) -> SheetHead {
        let sample = |row: &Row| row.cells.iter().map(|cell| shortened(cell)).collect();
        let first = |row: &Row| {
            let words = row.cells.iter().flat_map(|cell| cell.split_whitespace());
            SheetLine { line: row.line, text: shortened(&words.collect::<Vec<_>>().join(" ")) }
        };
        SheetHead {
            kind: self.kind,
            sheet: self.name.clone(),
            other_sheets: self.other_sheets.clone(),
            line: self.all[self.at].line,
            first_lines: self.all.iter().take(ROWS_TO_SEARCH.max(self.at + 1)).map(first).collect(),
            headings: self.headings().to_vec(),
            samples: self.rows().iter().take(SAMPLES).map(sample).collect(),
            rows: self.rows().len(),
            guess: self.guess(),
        }
    }

    /// The first sheet with a heading for names, or else the first that holds anything.
    pub(crate) fn choose(kind: FileKind, sheets: Sheets) -> Result<Self, IntakeError> {
        let filled = |grid: &Result<Grid, IntakeError>| grid.as_ref().map_or(true, |grid| !grid.rows.is_empty());
        let named = |grid: &Result<Grid, IntakeError>| grid.as_ref().is_ok_and(|grid| names_row(grid).is_some());
        let mut sheets: Vec<_> = sheets.into_iter().filter(|(_, grid)| filled(grid)).collect();
        if sheets.is_empty() {
            return Err(IntakeError::Empty);
        }
        let chosen = sheets.iter().position(|(_, grid)| named(grid)).unwrap_or(0);
        let (name, grid) = sheets.remove(chosen);
        let other_sheets = sheets.into_iter().map(|(name, _)| name).collect();
        Self::from_grid(kind, Some(name).filter(|name| !name.is_empty()), other_sheets, grid?)
    }

    fn from_grid(
        kind: FileKind,
        name: Option<String>,
        other_sheets: Vec<String>,
        mut grid: Grid,
    ) -> Result<Self, IntakeError> {
        let start = names_row(&grid);
        let width = grid.rows.values().map(Vec::len).max().unwrap_or(0);
        let rows = std::mem::take(&mut grid.rows).into_iter().map(|(line, mut cells)| {
            cells.resize(width, String::new());
            Row { line, cells, too_long: grid.too_long.remove(&line).unwrap_or_default() }
        });
        let sheet = Self { kind, name, other_sheets, all: rows.collect(), at: start.unwrap_or(0) };
        let headings = sheet.all.first().ok_or(IntakeError::Empty)?;
        let filled = headings.cells.iter().filter(|cell| !cell.is_empty()).count();
        if start.is_none() && headings.cells.iter().filter(|cell| is_data(cell)).count() * 2 >= filled {
            return Err(IntakeError::NoHeadings);
        }
        sheet.within_limits()
    }

    fn within_limits(self) -> Result<Self, IntakeError> {
        match self.rows().len() {
            0 => Err(IntakeError::NoRows),
            rows if rows > ROW_LIMIT => Err(too_large(Limit::Rows, ROW_LIMIT)),
            _ => Ok(self),
        }
    }
}

/// Which of the first rows holds the headings: the one most of whose cells are known, the name among them.
fn names_row(grid: &Grid) -> Option<usize> {
    let (mut best, mut most) = (None, 0);
    for (index, cells) in grid.rows.values().take(ROWS_TO_SEARCH).enumerate() {
        let guess = headings::guess(cells);
        let known = guess.iter().flatten().count();
        let heading = match index {
            0 => guess.contains(&Some(Column::Name)),
            // Further down, one word that is known makes no headings: associations are called so, and kinds of them.
            _ => known > most.max(1) && cells.iter().any(|cell| headings::is_name(cell)),
        };
        if heading {
            best = Some(index);
        }
        if heading || index == 0 {
            most = known;
        }
    }
    best
}

/// Whether a cell is rather a value than a heading.
fn is_data(cell: &str) -> bool {
    cell.chars().count() > 80
        || cell.contains('@')
        || cell.contains("://")
        || cell.starts_with("www.")
        || cell.replace(',', ".").parse::<f64>().is_ok()
}

fn shortened(cell: &str) -> String {
    match cell.char_indices().nth(SAMPLE_LENGTH) {
        Some((end, _)) => format!("{}…", cell[..end].trim_end()),
        None => cell.to_owned(),
    }
}
