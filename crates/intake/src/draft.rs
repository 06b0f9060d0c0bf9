//! The rows of a sheet understood: what each says, and what of it could not be taken as it stands.

use crate::{cells, grid::CELL_LIMIT, row::RowReader, sheet::Sheet};
use domain::{
    intake::{Column, IgnoredColumn, Mapping, Reason, Remark},
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
        filled: sheet.rows().iter().filter(|row| row.cells.get(index).is_some_and(|cell| !cell.is_empty())).count(),
    });
    let ignored_columns = ignored.filter(|column| !column.heading.is_empty() || column.filled > 0).collect();
    let mut drafts = Drafts { rows: Vec::new(), mapped, ignored_columns };
    for row in sheet.rows() {
        let draft = draft(row.line, &drafts.mapped, |column| {
            let cells = row.cells.iter().enumerate().filter(|(index, _)| meaning(*index) == Some(column));
            cells.map(|(_, cell)| cell.as_str()).filter(|cell| !cells::is_blank(cell)).collect()
        });
        let too_long = row.too_long.iter().find_map(|cell| Some((meaning(cell.column)?, cell.length)));
        drafts.rows.push(match too_long {
            Some((column, length)) => draft.refused(Reason::CellTooLong { column, length, limit: CELL_LIMIT }),
            None => draft,
        });
    }
    drafts
}

fn draft<'a>(line: u32, mapped: &[Column], cells: impl Fn(Column) -> Vec<&'a str>) -> DraftRow {
    let name = cells(Column::Name).join(" ");
    let title = Title::parse(&name).map_err(|refusal| match refusal {
        Refusal::TooLong { length, limit, .. } => Reason::NameTooLong { length, limit },
        _ => Reason::NameMissing,
    });
    let mut row = RowReader::new();
    for column in mapped.iter().copied().filter(|column| *column != Column::Name) {
        row.read(column, &cells(column));
    }
    let (values, remarks) = row.finish();
    DraftRow { line, name: domain::text::one_line(&name), title, values, remarks }
}
