//! A sheet for those who listen to it: headings, paragraphs, pictures and a table, in the order of reading.

use crate::sheet::{Head, Role};
use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagKind};
use std::{collections::BTreeMap, num::NonZeroU16};

/// What was drawn on a sheet, by what it is.
#[derive(Default)]
pub(crate) struct Reading {
    parts: Vec<Part>,
    cells: BTreeMap<usize, BTreeMap<usize, Cell>>,
}

enum Part {
    Heading(Identifier),
    Paragraph(Identifier),
    Figure(String, Identifier),
    /// Where the table stands.
    Table,
}

#[derive(Default)]
struct Cell {
    head: Option<Head>,
    texts: Vec<Identifier>,
}

impl Reading {
    /// Adds what was drawn; cells find their row and column themselves.
    pub fn add(&mut self, role: &Role, id: Identifier) {
        let part = match role {
            Role::Heading => Part::Heading(id),
            Role::Paragraph => Part::Paragraph(id),
            Role::Figure(says) => Part::Figure(says.clone(), id),
            Role::Cell { row, column, head } => {
                let is_first = self.cells.is_empty();
                let cell = self.cells.entry(*row).or_default().entry(*column).or_default();
                cell.head = *head;
                cell.texts.push(id);
                if !is_first {
                    return;
                }
                Part::Table
            }
        };
        self.parts.push(part);
    }

    /// One section of the document; its headings are called `title`.
    pub fn section(self, title: &str) -> TagGroup {
        let Self { parts, mut cells } = self;
        let mut heading = group(Tag::Hn(NonZeroU16::MIN, Some(title.to_owned())));
        let mut section = group(Tag::Section);
        let mut rest: Vec<Node> = Vec::new();
        let mut has_heading = false;
        for part in parts {
            match part {
                Part::Heading(id) => {
                    has_heading = true;
                    heading.push(id);
                }
                Part::Paragraph(id) => rest.push(TagGroup::with_children(Tag::P, vec![id.into()]).into()),
                Part::Figure(says, id) => {
                    rest.push(TagGroup::with_children(Tag::Figure(Some(says)), vec![id.into()]).into());
                }
                Part::Table => rest.push(table(std::mem::take(&mut cells)).into()),
            }
        }
        if has_heading {
            section.push(heading);
        }
        rest.into_iter().for_each(|node| section.push(node));
        section
    }
}

fn group(tag: impl Into<TagKind>) -> TagGroup {
    TagGroup::new(tag)
}

fn table(cells: BTreeMap<usize, BTreeMap<usize, Cell>>) -> TagGroup {
    let mut table = group(Tag::Table);
    let columns = cells.values().flat_map(|row| row.keys()).max().map_or(0, |last| last + 1);
    for mut row in cells.into_values() {
        let mut line = group(Tag::TR);
        for column in 0..columns {
            let cell = row.remove(&column).unwrap_or_default();
            let mut field = match cell.head {
                Some(Head::Row) => group(Tag::TH(TableHeaderScope::Row)),
                Some(Head::Column) => group(Tag::TH(TableHeaderScope::Column)),
                None => group(Tag::TD),
            };
            for id in cell.texts {
                field.push(TagGroup::with_children(Tag::P, vec![id.into()]));
            }
            line.push(field);
        }
        table.push(line);
    }
    table
}
