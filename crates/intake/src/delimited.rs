//! Reads text files with one row a line: finds out the encoding and what separates the cells.

use crate::{
    grid::{Grid, Named},
    headings,
    sheet::Sheet,
};
use csv::{ReaderBuilder, StringRecord};
use domain::intake::{Delimiter, Encoding, FileKind, IntakeError};
use encoding_rs::{Encoding as Charset, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// So many rows are looked at to find out what separates the cells.
const ROWS_TO_JUDGE: usize = 20;

pub(crate) fn read(bytes: &[u8]) -> Result<Sheet, IntakeError> {
    if !is_text(bytes) {
        return Err(IntakeError::NotATable);
    }
    let (encoding, text) = decode(bytes)?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    let (told, text) = told_delimiter(&text);
    let delimiter = told.unwrap_or_else(|| guess_delimiter(text));
    let grid = Ok(rows(text, delimiter)?);
    let sheet = Named { name: String::new(), hidden: false, grid };
    Sheet::choose(FileKind::Csv { encoding, delimiter }, vec![sheet], None)
}

/// Whether bytes can be a table written as text, and not a picture, a document or a web page.
fn is_text(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let foreign = [&b"%PDF"[..], b"{\\rtf", b"<", b"{\"", b"[{", b"BEGIN:V"];
    !foreign.iter().any(|magic| start.starts_with(magic)) && !is_binary(bytes)
}

/// Whether bytes are no text at all.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let wide = matches!(Charset::for_bom(bytes), Some((charset, _)) if charset != UTF_8);
    !wide && bytes.iter().any(|b| matches!(b, 0..=8 | 14..=25 | 27..=31))
}

fn decode(bytes: &[u8]) -> Result<(Encoding, String), IntakeError> {
    let (encoding, charset, start) = match Charset::for_bom(bytes) {
        Some((charset, bom)) if charset == UTF_16LE || charset == UTF_16BE => (Encoding::Utf16, charset, bom),
        Some((charset, bom)) => (Encoding::Utf8, charset, bom),
        None if std::str::from_utf8(bytes).is_ok() => (Encoding::Utf8, UTF_8, 0),
        // A stray byte makes no other file of it: the sign it was is lost, all others are not.
        None if is_nearly_utf8(bytes) => return Ok((Encoding::Utf8, String::from_utf8_lossy(bytes).into_owned())),
        None => (Encoding::Windows1252, WINDOWS_1252, 0),
    };
    let (text, broken) = charset.decode_without_bom_handling(&bytes[start..]);
    // Only a file whose first bytes promise something else can be broken: Windows-1252 reads everything.
    if broken || text.contains('\0') { Err(IntakeError::Broken) } else { Ok((encoding, text.into_owned())) }
}

/// Letters of several bytes hardly ever come out by chance: where most that are no ASCII are such, the file is UTF-8.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut strays) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        strays += usize::from(!chunk.invalid().is_empty());
    }
    letters > 2 * strays
}

/// Excel writes `sep=;` before the first row and hides the line.
fn told_delimiter(text: &str) -> (Option<Delimiter>, &str) {
    let Some((first, rest)) = text.split_once('\n') else {
        return (None, text);
    };
    let told = first.trim_matches([' ', '"']).strip_prefix("sep=").and_then(|told| told.bytes().next());
    match Delimiter::ALL.into_iter().find(|delimiter| Some(delimiter.byte()) == told) {
        Some(delimiter) => (Some(delimiter), rest),
        None => (None, text),
    }
}

/// The one that makes most sense of the headings; if none does, the one that parts most rows alike.
fn guess_delimiter(text: &str) -> Delimiter {
    let worth = |delimiter: &Delimiter| {
        let mut widths = Vec::new();
        let mut understood = 0;
        for record in reader(text, *delimiter).into_records().take(ROWS_TO_JUDGE).flatten() {
            let cells: Vec<&str> = record.iter().collect();
            understood = understood.max(headings::guess(&cells).iter().flatten().count());
            widths.push(cells.len());
        }
        let usual = widths.iter().copied().max_by_key(|width| widths.iter().filter(|w| *w == width).count());
        (understood, usual.filter(|width| *width > 1).map(|width| widths.iter().filter(|w| **w == width).count()))
    };
    // The first of equals: what German spreadsheets write.
    Delimiter::ALL.into_iter().rev().max_by_key(worth).unwrap_or(Delimiter::Semicolon)
}

fn reader(text: &str, delimiter: Delimiter) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter.byte()).from_reader(text.as_bytes())
}

/// Rows are counted as a spreadsheet shows them: empty lines count, lines within a cell do not.
fn rows(text: &str, delimiter: Delimiter) -> Result<Grid, IntakeError> {
    let text = text.trim_end_matches('\n');
    let ended = format!("{text}\n");
    let mut grid = Grid::default();
    let mut reader = reader(&ended, delimiter);
    let mut record = StringRecord::new();
    let mut within_cells = 0;
    let mut unclosed = None;
    while reader.read_record(&mut record).map_err(|_| IntakeError::Broken)? {
        let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        within_cells += breaks as u64;
        let row = reader.position().line().saturating_sub(1).saturating_sub(within_cells).max(1);
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        for (column, cell) in record.iter().enumerate() {
            // A cell that swallowed the very last line end, its own, was opened by a quote and never closed.
            unclosed = (cell.ends_with('\n') && !text.ends_with('"')).then_some(row.saturating_add(1));
            grid.set(row, column, cell)?;
        }
    }
    unclosed.map_or(Ok(grid), |row| Err(IntakeError::UnclosedQuote(row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(u32, Vec<String>)> {
        rows(text, Delimiter::Semicolon).map(|grid| grid.rows.into_iter().collect()).unwrap_or_default()
    }

    fn row(line: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_shows_them() {
        let text = "a;b\n\n\"one\ntwo\nthree\";\"say \"\"hi\"\"\"\n\n;c";
        assert_eq!(lines(text), [row(1, &["a", "b"]), row(3, &["one\ntwo\nthree", "say \"hi\""]), row(5, &["", "c"])]);
    }

    #[test]
    fn a_quote_that_never_ends_is_no_row_that_swallows_all_others() {
        assert_eq!(rows("a;b\n\"c;d\ne;f\n", Delimiter::Semicolon).err(), Some(IntakeError::UnclosedQuote(2)));
        assert_eq!(lines("a;b\nc 5\";d"), [row(1, &["a", "b"]), row(2, &["c 5\"", "d"])]);
    }

    #[test]
    fn the_delimiter_is_found_even_where_texts_are_full_of_others() {
        assert_eq!(guess_delimiter("Verein;Ziele\nA;x, y, z\nB;x, y, z\nC;x, y, z"), Delimiter::Semicolon);
        assert_eq!(guess_delimiter("Verein,Ziele\nA,x; y; z\nB,x; y; z"), Delimiter::Comma);
        assert_eq!(guess_delimiter("Verein\tZiele\nA\tx, y\nB\tx, y"), Delimiter::Tab);
        assert_eq!(guess_delimiter("p,q\n1,2\n3,4"), Delimiter::Comma);
        assert_eq!(guess_delimiter("Verein\nA, B und C\nD"), Delimiter::Semicolon);
        assert_eq!(told_delimiter("sep=,\nx;y"), (Some(Delimiter::Comma), "x;y"));
    }
}
