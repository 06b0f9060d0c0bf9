//! Cells as they come out of a file, with the limits that keep a hostile file from filling the memory.

use domain::intake::{IntakeError, Limit};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Most bytes a file may have.
pub const FILE_LIMIT: usize = 20 * 1024 * 1024;
/// Most rows below the headings.
pub const ROW_LIMIT: usize = 5_000;
/// Most columns.
pub const COLUMN_LIMIT: usize = 200;
/// Most characters of one cell.
pub const CELL_LIMIT: usize = 20_000;
/// Most bytes of a packed file when unpacked, and of all cells together.
pub const UNPACKED_LIMIT: usize = 100 * 1024 * 1024;

/// Rows a sheet may have beyond the limit for a title and its headings.
const ROWS_ABOVE: usize = 11;

/// The cells that hold something. Rows are counted from 1, columns from 0.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    pub rows: BTreeMap<u32, Vec<String>>,
    /// By row the cells that hold more than a cell may; only their beginning is kept.
    pub too_long: BTreeMap<u32, Vec<TooLong>>,
    /// By row the columns of formulas whose result is not in the file.
    pub no_result: BTreeMap<u32, Vec<usize>>,
    bytes: usize,
}

/// A cell with more than [`CELL_LIMIT`] characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLong {
    pub column: usize,
    /// In characters.
    pub length: usize,
}

impl Grid {
    /// Keeps the text of a cell; an empty one leaves no trace.
    pub fn set(&mut self, row: u32, column: usize, text: &str) -> Result<(), IntakeError> {
        let mut text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        if column >= COLUMN_LIMIT {
            return Err(too_large(Limit::Columns, COLUMN_LIMIT));
        }
        if let Some((end, _)) = text.char_indices().nth(CELL_LIMIT) {
            let length = text.chars().count();
            self.too_long.entry(row).or_default().push(TooLong { column, length });
            text = &text[..end];
        }
        self.bytes += text.len();
        if self.bytes > UNPACKED_LIMIT {
            return Err(too_large(Limit::Unpacked, UNPACKED_LIMIT));
        }
        *self.cell(row, column)? = text.nfc().collect();
        Ok(())
    }

    /// Remembers a formula without a result: its row is there, though nothing may stand in it.
    pub fn set_without_result(&mut self, row: u32, column: usize) -> Result<(), IntakeError> {
        self.no_result.entry(row).or_default().push(column);
        self.cell(row, column).map(|_| ())
    }

    fn cell(&mut self, row: u32, column: usize) -> Result<&mut String, IntakeError> {
        if column >= COLUMN_LIMIT {
            return Err(too_large(Limit::Columns, COLUMN_LIMIT));
        }
        if self.rows.len() >= ROW_LIMIT + ROWS_ABOVE && !self.rows.contains_key(&row) {
            return Err(too_large(Limit::Rows, ROW_LIMIT));
        }
        let cells = self.rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        Ok(&mut cells[column])
    }
}

/// The sheets of a file in their order.
pub(crate) type Sheets = Vec<Named>;

/// A sheet by its name. One that meets a limit or cannot be read says so for itself.
pub(crate) struct Named {
    pub name: String,
    pub hidden: bool,
    pub grid: Result<Grid, IntakeError>,
}

pub(crate) fn too_large(limit: Limit, most: usize) -> IntakeError {
    IntakeError::TooLarge { limit, most }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_grid_stops_at_its_limits() {
        let mut grid = Grid::default();
        assert_eq!(grid.set(1, COLUMN_LIMIT, "x"), Err(too_large(Limit::Columns, COLUMN_LIMIT)));
        assert_eq!(grid.set(1, COLUMN_LIMIT, " "), Ok(()));
        let rows = (1..=u32::MAX).find_map(|row| grid.set(row, 0, "x").err());
        assert_eq!(rows, Some(too_large(Limit::Rows, ROW_LIMIT)));
    }

    #[test]
    fn a_cell_that_is_too_long_is_remembered_and_kept_to_its_limit() {
        let mut grid = Grid::default();
        grid.set(1, 0, &"ä".repeat(CELL_LIMIT)).unwrap();
        assert!(grid.too_long.is_empty());
        grid.set(2, 3, &"ä".repeat(CELL_LIMIT + 1)).unwrap();
        assert_eq!(grid.too_long, BTreeMap::from([(2, vec![TooLong { column: 3, length: CELL_LIMIT + 1 }])]));
        assert_eq!(grid.rows[&2][3].chars().count(), CELL_LIMIT);
    }
}
