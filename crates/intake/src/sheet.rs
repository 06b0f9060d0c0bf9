//! A sheet with its headings found.

use crate::{
    grid::{Grid, ROW_LIMIT, Sheets, TooLong, too_large},
    headings,
};
use domain::intake::{Column, FileKind, IntakeError, Limit, NO_HEADINGS, SheetHead, SheetLine, SheetName};

/// A title, a date and an empty line may stand above the headings, not more than so many rows.
const ROWS_TO_SEARCH: usize = 10;
/// So many rows are offered as headings: whoever knows better may have a long preface.
const ROWS_TO_OFFER: usize = 30;
/// So many rows are shown as samples, cut to so many characters a cell.
const SAMPLES: usize = 5;
const SAMPLE_LENGTH: usize = 120;

/// A sheet as it was read, each row with as many cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    kind: FileKind,
    name: Option<String>,
    sheets: Vec<SheetName>,
    /// Everything that holds something, the headings among it.
    all: Vec<Row>,
    /// Where the headings stand in `all`; nowhere in a list without any.
    at: Option<usize>,
    headings: Vec<String>,
}

/// A row that holds something; `line` as a spreadsheet counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: u32,
    pub cells: Vec<String>,
    /// Cells of which only the beginning is kept.
    pub too_long: Vec<TooLong>,
    /// Columns of formulas whose result is not in the file.
    pub no_result: Vec<usize>,
}

impl Sheet {
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// One for each column; may be empty, and all are in a list without headings.
    pub fn headings(&self) -> &[String] {
        &self.headings
    }

    pub fn rows(&self) -> &[Row] {
        &self.all[self.at.map_or(0, |at| at + 1)..]
    }

    /// What the columns seem to mean.
    pub fn guess(&self) -> Vec<Option<Column>> {
        headings::guess(self.headings())
    }

    /// The same sheet with its headings in that line, or with [`NO_HEADINGS`], where the guess was wrong.
    pub fn with_headings_in(self, line: u32) -> Result<Self, IntakeError> {
        let at = match line {
            NO_HEADINGS => None,
            line => {
                let at = self.all.iter().position(|row| row.line == line);
                Some(at.ok_or(IntakeError::NoSuchLine(line))?)
            }
        };
        self.headed(at)
    }

    fn headed(self, at: Option<usize>) -> Result<Self, IntakeError> {
        let width = self.all.first().map_or(0, |row| row.cells.len());
        let headings = at.map_or_else(|| vec![String::new(); width], |at| self.all[at].cells.clone());
        Self { at, headings, ..self }.within_limits()
    }

    /// What an organiser is shown before anything is imported.
    pub fn head(&self) -> SheetHead {
        let sample = |row: &Row| row.cells.iter().map(|cell| shortened(cell)).collect();
        let first = |row: &Row| {
            let words = row.cells.iter().flat_map(|cell| cell.split_whitespace());
            SheetLine { line: row.line, text: shortened(&words.collect::<Vec<_>>().join(" ")) }
        };
        let damaged = |row: &&Row| row.cells.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER));
        SheetHead {
            kind: self.kind,
            sheet: self.name.clone(),
            sheets: self.sheets.clone(),
            line: self.at.map_or(NO_HEADINGS, |at| self.all[at].line),
            doubtful: self.at.is_some() && self.is_doubtful(),
            damaged: self.all.iter().filter(damaged).map(|row| row.line).collect(),
            first_lines: self.all.iter().take(ROWS_TO_OFFER.max(self.at.map_or(0, |at| at + 1))).map(first).collect(),
            headings: self.headings().to_vec(),
            samples: self.rows().iter().take(SAMPLES).map(sample).collect(),
            rows: self.rows().len(),
            guess: self.guess(),
        }
    }

    /// Whether the headings look rather like an association: no word is known, most are values, or the one that is known
    /// stands below in its own column too.
    fn is_doubtful(&self) -> bool {
        let known = headings::known(&self.headings);
        let repeats = |(column, heading): (usize, &String)| {
            !heading.is_empty() && self.rows().iter().any(|row| row.cells.get(column) == Some(heading))
        };
        known == 0 || mostly_data(&self.headings) || (known == 1 && self.headings.iter().enumerate().any(repeats))
    }

    /// The sheet of that name; or else of those that can be seen the one with most known headings, a name among them; or
    /// else the first that holds anything.
    pub(crate) fn choose(kind: FileKind, sheets: Sheets, wanted: Option<&str>) -> Result<Self, IntakeError> {
        let mut sheets: Vec<_> =
            sheets.into_iter().filter(|sheet| sheet.grid.as_ref().map_or(true, |grid| !grid.rows.is_empty())).collect();
        let known = |grid: &Grid| {
            names_row(grid).and_then(|at| grid.rows.values().nth(at)).map_or(0, |cells| understood(cells))
        };
        let worth = |index: &usize| {
            let sheet = &sheets[*index];
            let is_wanted = wanted.is_some_and(|wanted| wanted == sheet.name);
            (is_wanted, !sheet.hidden, sheet.grid.as_ref().map_or(0, known), std::cmp::Reverse(*index))
        };
        let chosen = (0..sheets.len()).max_by_key(worth).ok_or(IntakeError::Empty)?;
        let name = |name: &String| Some(name.clone()).filter(|name| !name.is_empty());
        let named = sheets.iter().filter_map(|s| Some(SheetName { name: name(&s.name)?, hidden: s.hidden })).collect();
        let sheet = sheets.swap_remove(chosen);
        Self::from_grid(kind, name(&sheet.name), named, sheet.grid?)
    }

    fn from_grid(
        kind: FileKind,
        name: Option<String>,
        sheets: Vec<SheetName>,
        mut grid: Grid,
    ) -> Result<Self, IntakeError> {
        let start = names_row(&grid);
        let width = grid.rows.values().map(Vec::len).max().unwrap_or(0);
        let rows = std::mem::take(&mut grid.rows).into_iter().map(|(line, mut cells)| {
            cells.resize(width, String::new());
            let (too_long, no_result) = (grid.too_long.remove(&line), grid.no_result.remove(&line));
            Row { line, cells, too_long: too_long.unwrap_or_default(), no_result: no_result.unwrap_or_default() }
        });
        let sheet = Self { kind, name, sheets, all: rows.collect(), at: None, headings: vec![] };
        let first = sheet.all.first().ok_or(IntakeError::Empty)?;
        // Where the first line holds values, there are no headings.
        let at = start.or((!mostly_data(&first.cells)).then_some(0));
        sheet.headed(at)
    }

    fn within_limits(self) -> Result<Self, IntakeError> {
        match self.rows().len() {
            0 => Err(IntakeError::NoRows),
            rows if rows > ROW_LIMIT => Err(too_large(Limit::Rows, ROW_LIMIT)),
            _ => Ok(self),
        }
    }
}

fn understood(cells: &[String]) -> usize {
    headings::guess(cells).iter().flatten().count()
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

/// Whether at least half of the cells are values.
fn mostly_data(cells: &[String]) -> bool {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    cells.iter().filter(|cell| is_data(cell)).count() * 2 >= filled
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
