//! Reads Excel files cell by cell, so that one cell at the far end of a sheet costs one cell and no more.

use crate::grid::{Grid, Named, Sheets};
use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetVisible, Style, Xlsx};
use domain::intake::IntakeError;
use std::{io::Cursor, panic::catch_unwind};

/// Every sheet of the book.
pub(crate) fn grids(bytes: &[u8]) -> Result<Sheets, IntakeError> {
    // The format is large and the file a stranger's: whatever stumbles inside is one broken file, not a broken server.
    catch_unwind(|| read(bytes)).unwrap_or(Err(IntakeError::Broken))
}

fn read(bytes: &[u8]) -> Result<Sheets, IntakeError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => IntakeError::Encrypted,
        _ => IntakeError::Broken,
    })?;
    let sheets = book.sheets_metadata().to_vec();
    let named = |sheet: calamine::Sheet| {
        let grid = grid(&mut book, &sheet.name);
        Named { hidden: sheet.visible != SheetVisible::Visible, name: sheet.name, grid }
    };
    Ok(sheets.into_iter().map(named).collect())
}

fn grid(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Grid, IntakeError> {
    let mut grid = Grid::default();
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // Diagrams are sheets without cells.
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(grid),
        Err(_) => return Err(IntakeError::Broken),
    };
    let mut empty = false;
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(|_| IntakeError::Broken)? {
        let (row, column) = cell.get_position();
        let text = match cell.get_value() {
            DataRef::String(text) => text.as_str(),
            DataRef::SharedString(text) => text,
            DataRef::Float(number) => &padded(*number, cells.styles().get(style)),
            value => &shown(&Data::from(value.clone())),
        };
        empty |= matches!(cell.get_value(), DataRef::Empty);
        grid.set(row.saturating_add(1), column as usize, text)?;
    }
    drop(cells);
    // Only where some cell was empty can a formula be without its result.
    if empty { without_results(book, name, grid) } else { Ok(grid) }
}

/// Programs that do not calculate write formulas down without what comes of them.
fn without_results(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, mut grid: Grid) -> Result<Grid, IntakeError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| IntakeError::Broken)?;
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(|_| IntakeError::Broken)? {
        if cell.formula.is_some() && cell.value == DataRef::Empty {
            grid.set_without_result(cell.pos.0.saturating_add(1), cell.pos.1 as usize)?;
        }
    }
    Ok(grid)
}

/// The leading zeros that the cell's format shows: a postcode is stored as 1067 and looks like 01067.
fn padded(number: f64, style: Option<&Style>) -> String {
    let format = style.and_then(|style| style.number_format.as_ref()).map_or("", |format| format.format_code.as_str());
    let format = format.split(';').next().unwrap_or_default();
    let zeros = format.rsplit_once(']').map_or(format, |(_, zeros)| zeros);
    let whole = number.fract() == 0.0 && (0.0..1e15).contains(&number);
    match whole && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') {
        true => format!("{number:0width$.0}", width = zeros.len()),
        false => shown_number(number),
    }
}

/// A value as people see it in the sheet.
fn shown(value: &Data) -> String {
    match value {
        Data::Float(number) => shown_number(*number),
        Data::DateTime(moment) => shown_moment(moment),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// Without the `.0` of whole numbers: a postcode is `70186`.
pub(crate) fn shown_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 { format!("{number:.0}") } else { number.to_string() }
}

fn shown_moment(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    match moment.as_f64().fract() == 0.0 {
        true => format!("{day:02}.{month:02}.{year}"),
        false => format!("{day:02}.{month:02}.{year} {hour:02}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_the_sheet() {
        assert_eq!(shown_number(70186.0), "70186");
        assert_eq!(shown_number(48.778448), "48.778448");
        assert_eq!(shown_number(-0.5), "-0.5");
    }
}
