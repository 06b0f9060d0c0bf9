//! The rows of a sheet understood: what each says, and what of it could not be taken as it stands.

use crate::{
    cells,
    grid::CELL_LIMIT,
    neighbours,
    row::RowReader,
    sheet::{Row, Sheet},
};
use domain::{
    intake::{Column, IgnoredColumn, Mapping, Reason, Remark, letters},
    profile::{Kind, MigrationRelation, Position, SpokenLanguage},
    refusal::Refusal,
    taxonomy::Exchange,
    text::Title,
};

/// All rows with content, and which columns they were read from.
#[derive(Clone, Debug, PartialEq)]
pub struct Drafts {
    pub rows: Vec<DraftRow>,
    /// Every column that some column of the sheet means.
    pub mapped: Vec<Column>,
    pub ignored_columns: Vec<IgnoredColumn>,
}

/// One row understood.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftRow {
    pub line: u32,
    /// As the file has it.
    pub name: String,
    pub title: Result<Title, Reason>,
    pub values: Values,
    pub remarks: Vec<Remark>,
}

impl DraftRow {
    /// Nothing of the row is taken, so nothing of it needs a remark.
    fn refused(self, reason: Reason) -> Self {
        Self { title: Err(reason), values: Values::default(), remarks: Vec::new(), ..self }
    }
}

/// What a row says. `None`: its cells are empty, not read, or not understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    pub short_name: Option<String>,
    pub kind: Option<Kind>,
    pub relation: Option<MigrationRelation>,
    pub goals: Option<String>,
    pub activities: Option<String>,
    /// Names: which fields they are is known when they meet a fair.
    pub fields: Option<Vec<String>>,
    pub target_groups: Option<Vec<String>>,
    pub districts: Option<Vec<String>>,
    pub languages: Option<Vec<SpokenLanguage>>,
    pub offers: Option<Vec<Exchange>>,
    pub needs: Option<Vec<Exchange>>,
    pub websites: Option<Vec<String>>,
    pub email: Option<String>,
    pub street: Option<String>,
    pub postcode: Option<String>,
    pub town: Option<String>,
    pub position: Option<Position>,
    pub address_public: Option<bool>,
    /// Columns that are read and whose cells are empty in this row.
    pub empty: Vec<Column>,
}

/// Reads every row by the mapping. Columns of the sheet beyond the mapping are left out and listed.
pub fn drafts(sheet: &Sheet, mapping: &Mapping) -> Drafts {
    let meaning = |index: usize| mapping.columns().get(index).copied().flatten();
    let width = sheet.headings().len();
    let mapped = Column::ALL.into_iter().filter(|column| (0..width).any(|i| meaning(i) == Some(*column))).collect();
    let ignored = (0..width).filter(|index| meaning(*index).is_none()).map(|index| IgnoredColumn {
        index,
        heading: sheet.headings()[index].clone(),
        filled: sheet.rows().iter().filter(|row| holds_something(row, index)).count(),
    });
    let ignored_columns = ignored.filter(|column| !column.heading.is_empty() || column.filled > 0).collect();
    let mut drafts = Drafts { rows: Vec::new(), mapped, ignored_columns };
    for row in sheet.rows() {
        let mut draft = draft(row, &drafts.mapped, &meaning);
        let too_long = row.too_long.iter().find_map(|cell| Some((meaning(cell.column)?, cell.length)));
        if let Some((column, length)) = too_long {
            draft = draft.refused(Reason::CellTooLong { column, length, limit: CELL_LIMIT });
        }
        drafts.rows.push(draft);
    }
    neighbours::look(&mut drafts.rows);
    drafts
}

fn holds_something(row: &Row, index: usize) -> bool {
    row.no_result.contains(&index) || row.cells.get(index).is_some_and(|cell| !cell.is_empty())
}

fn draft(row: &Row, mapped: &[Column], meaning: &impl Fn(usize) -> Option<Column>) -> DraftRow {
    let mut remarks = Vec::new();
    let mut cells: Vec<(Column, String)> = Vec::new();
    for (index, cell) in row.cells.iter().enumerate() {
        let Some(column) = meaning(index).filter(|_| !cells::is_blank(cell)) else { continue };
        let plain = cells::without_turns(cell);
        if plain != *cell {
            remarks.push(Remark::HiddenSigns { column });
        }
        if cells::is_damaged(&plain) {
            remarks.push(Remark::Damaged { column, text: plain.clone() });
        }
        cells.push((column, plain));
    }
    let said =
        |column| -> Vec<&str> { cells.iter().filter(|(of, _)| *of == column).map(|(_, cell)| cell.as_str()).collect() };
    let lost = |column| row.no_result.iter().find(|index| meaning(**index) == Some(column));
    let place = |index: &usize| format!("{}{}", letters(*index), row.line);
    let name = said(Column::Name).join(" ");
    let title = Title::parse(&name).map_err(|refusal| match (refusal, lost(Column::Name)) {
        (Refusal::TooLong { length, limit, .. }, _) => Reason::NameTooLong { length, limit },
        (_, Some(index)) => Reason::NameWithoutResult { cell: place(index) },
        _ => Reason::NameMissing,
    });
    let mut reader = RowReader::new();
    for column in mapped.iter().copied().filter(|column| *column != Column::Name) {
        let cells = said(column);
        match lost(column) {
            Some(index) => {
                remarks.push(Remark::NoResult { column, cell: place(index) });
                if !cells.is_empty() {
                    reader.read(column, &cells);
                }
            }
            None => reader.read(column, &cells),
        }
    }
    let (values, more) = reader.finish();
    remarks.extend(more);
    DraftRow { line: row.line, name: domain::text::one_line(&name), title, values, remarks }
}
