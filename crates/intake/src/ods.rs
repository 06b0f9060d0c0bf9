//! Reads OpenDocument sheets as a stream.
//!
//! A few bytes of such a file may say "this cell, sixteen thousand times"; read here, repetition costs nothing until it
//! is bounded. And the text that people see is kept where the bare value has lost it: the leading zeros of a postcode.

use crate::{
    grid::{Grid, Named, Sheets},
    xlsx::shown_number,
};
use domain::intake::IntakeError;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

/// Every table of the document.
pub(crate) fn grids(content: &[u8]) -> Result<Sheets, IntakeError> {
    let mut xml = Reader::from_reader(content);
    xml.config_mut().expand_empty_elements = true;
    let mut sheets = Sheets::new();
    let mut buffer = Vec::new();
    let (mut style, mut hidden_styles) = (None, Vec::new());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| IntakeError::Broken)? {
            Event::Start(e) if e.name().0 == "table:table" => {
                let name = attribute(&e, "table:name").unwrap_or_default();
                let hidden = attribute(&e, "table:style-name").is_some_and(|style| hidden_styles.contains(&style));
                let mut table = Table::default();
                table.read(&mut xml)?;
                sheets.push(Named { name, hidden, grid: table.fault.map_or(Ok(table.grid), Err) });
            }
            Event::Start(e) if e.name().0 == "style:style" => style = attribute(&e, "style:name"),
            Event::Start(e)
                if e.name().0 == "style:table-properties"
                    && attribute(&e, "table:display").as_deref() == Some("false") =>
            {
                hidden_styles.extend(style.take());
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

/// A table being read. A limit that was met is kept, the rest of the table is passed over.
#[derive(Default)]
struct Table {
    grid: Grid,
    fault: Option<IntakeError>,
    /// Rows that are complete.
    row: u32,
    /// The cells of the row being read: text, and for how many columns it stands.
    cells: Vec<(String, usize)>,
}

impl Table {
    fn read(&mut self, xml: &mut Reader<&[u8]>) -> Result<(), IntakeError> {
        let mut buffer = Vec::new();
        let mut repeated = 1;
        let mut depth = 0;
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|_| IntakeError::Broken)? {
                Event::Start(e) => match e.name().0 {
                    "table:table" => depth += 1,
                    "table:table-row" => repeated = times(&e, "table:number-rows-repeated"),
                    "table:table-cell" | "table:covered-table-cell" => {
                        let columns = times(&e, "table:number-columns-repeated");
                        let text = cell(xml, &e)?;
                        self.cells.push((text, columns));
                    }
                    _ => {}
                },
                Event::End(e) => match e.name().0 {
                    "table:table" if depth == 0 => return Ok(()),
                    "table:table" => depth -= 1,
                    "table:table-row" => self.end_row(repeated),
                    _ => {}
                },
                Event::Eof => return Err(IntakeError::Broken),
                _ => {}
            }
        }
    }

    fn end_row(&mut self, repeated: usize) {
        let cells = std::mem::take(&mut self.cells);
        let first = self.row.saturating_add(1);
        self.row = self.row.saturating_add(u32::try_from(repeated).unwrap_or(u32::MAX));
        if cells.iter().all(|(text, _)| text.is_empty()) {
            return;
        }
        for row in first..=self.row {
            let mut column = 0_usize;
            for (text, columns) in &cells {
                let filled = if text.is_empty() { 0 } else { *columns };
                for index in 0..filled {
                    if self.fault.is_some() {
                        return;
                    }
                    self.fault = self.grid.set(row, column.saturating_add(index), text).err();
                }
                column = column.saturating_add(*columns);
            }
        }
    }
}

/// What people see in the cell whose start was just read; reads up to its end.
fn cell(xml: &mut Reader<&[u8]>, start: &BytesStart) -> Result<String, IntakeError> {
    let seen = paragraphs(xml)?;
    let value = match attribute(start, "office:value-type").as_deref() {
        Some("float") => attribute(start, "office:value").and_then(|value| value.trim().parse::<f64>().ok()),
        Some("boolean") => return Ok(attribute(start, "office:boolean-value").unwrap_or(seen)),
        _ => None,
    };
    Ok(match value {
        Some(number) if !(seen.bytes().all(|b| b.is_ascii_digit()) && seen.parse() == Ok(number)) => {
            shown_number(number)
        }
        _ => seen,
    })
}

/// The text up to the end of the cell; notes that hang on the cell are not part of it.
fn paragraphs(xml: &mut Reader<&[u8]>) -> Result<String, IntakeError> {
    let mut text = String::new();
    let mut buffer = Vec::new();
    let (mut depth, mut note, mut paragraph) = (0, 0, 0);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| IntakeError::Broken)? {
            Event::Start(e) => {
                depth += 1;
                match e.name().0 {
                    "office:annotation" => note += 1,
                    _ if note > 0 => {}
                    "text:p" => {
                        paragraph += 1;
                        if !text.is_empty() {
                            text.push('\n');
                        }
                    }
                    "text:line-break" => text.push('\n'),
                    "text:s" | "text:tab" => text.push(' '),
                    _ => {}
                }
            }
            Event::End(_) if depth == 0 => return Ok(text.trim().to_owned()),
            Event::End(e) => {
                depth -= 1;
                match e.name().0 {
                    "office:annotation" => note -= 1,
                    "text:p" if note == 0 => paragraph -= 1,
                    _ => {}
                }
            }
            Event::Text(t) if note == 0 && paragraph > 0 => text.push_str(&t.xml10_content()),
            Event::CData(t) if note == 0 && paragraph > 0 => text.push_str(&t.xml10_content()),
            Event::GeneralRef(reference) if note == 0 && paragraph > 0 => {
                match reference.resolve_char_ref().map_err(|_| IntakeError::Broken)? {
                    Some(c) => text.push(c),
                    None => text.push_str(quick_xml::escape::resolve_xml_entity(&reference).unwrap_or_default()),
                }
            }
            Event::Eof => return Err(IntakeError::Broken),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// How often something stands for itself; nothing said is once.
fn times(element: &BytesStart, name: &str) -> usize {
    attribute(element, name).map_or(1, |text| text.trim().parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::grid::{COLUMN_LIMIT, ROW_LIMIT, too_large};
    use domain::intake::Limit;

    fn table(rows: &str) -> Result<Vec<(u32, Vec<String>)>, IntakeError> {
        let content = format!(r#"<a><table:table table:name="T">{rows}</table:table></a>"#);
        grids(content.as_bytes())?.remove(0).grid.map(|grid| grid.rows.into_iter().collect())
    }

    #[test]
    fn repetition_costs_nothing_until_it_says_something() {
        let empty = r#"<table:table-row table:number-rows-repeated="1000000000"><table:table-cell table:number-columns-repeated="1000000000"/></table:table-row>"#;
        assert_eq!(table(empty), Ok(vec![]));
        let wide = r#"<table:table-row><table:table-cell table:number-columns-repeated="999999999999"><text:p>x</text:p></table:table-cell></table:table-row>"#;
        assert_eq!(table(wide), Err(too_large(Limit::Columns, COLUMN_LIMIT)));
        let long = r#"<table:table-row table:number-rows-repeated="4000000000"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"#;
        assert_eq!(table(long), Err(too_large(Limit::Rows, ROW_LIMIT)));
    }

    #[test]
    fn cells_say_what_people_see() {
        let row = r#"<table:table-row>
            <table:table-cell office:value-type="float" office:value="1999"><text:p>01999</text:p></table:table-cell>
            <table:table-cell office:value-type="float" office:value="48.778448"><text:p>48,78</text:p></table:table-cell>
            <table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation><text:p>Chor &amp; <text:span>Tanz</text:span></text:p><text:p>am<text:s/>Wall&#33;</text:p></table:table-cell>
        </table:table-row>"#;
        let cells = ["01999", "48.778448", "Chor & Tanz\nam Wall!"].map(str::to_owned).to_vec();
        assert_eq!(table(row), Ok(vec![(1, cells)]));
    }
}
