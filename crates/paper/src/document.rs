//! The documents, one file each. All are made at a [`Bench`], which knows the content, the version before it, and letters.

pub mod badges;
pub mod cards;
pub mod interpreters;
mod ledger;
pub mod moderator;
pub mod names;
pub mod run_sheets;
pub mod table_plan;

use crate::{
    Content, Person, Speech,
    content::Seating,
    furniture::Foot,
    text::{Block, Style, Typesetter},
};
use domain::{Locale, ParticipantId};
use std::{collections::BTreeSet, rc::Rc};

pub(crate) struct Bench<'a> {
    pub content: &'a Content,
    pub seating: Seating<'a>,
    pub before: Option<(&'a Content, Seating<'a>)>,
    pub letters: Typesetter,
    pub speech: Speech,
    pub foot: Foot,
}

impl Bench<'_> {
    pub fn locale(&self) -> Locale {
        self.speech.locale
    }

    /// Whether somebody sits elsewhere or with others in a round than in the version before.
    fn is_new_for(&self, round: usize, who: ParticipantId) -> bool {
        let Some((_, before)) = &self.before else { return false };
        let place = |seating: &Seating| {
            let table = seating.table_of(round, who).map(|(_, table)| table.number);
            (table, ids(&seating.partners(round, who)))
        };
        place(before) != place(&self.seating)
    }

    /// Whether others sit at a table (index) in a round than in the version before.
    fn is_new_at(&self, round: usize, table: usize) -> bool {
        let Some((content, before)) = &self.before else { return false };
        let number = self.content.tables.get(table).map(|table| table.number);
        let known = content.tables.iter().position(|table| Some(table.number) == number);
        let sat = known.map(|index| ids(&before.seated(round, index))).unwrap_or_default();
        sat != ids(&self.seating.seated(round, table))
    }

    /// Texts to stand under each other with a [`GAP`] between: as large as `style`, or as small as it takes to fit into
    /// `height`.
    fn stack(&mut self, texts: &[&str], style: Style, room: f32, height: f32) -> Vec<Rc<Block>> {
        let mut size = style.size;
        loop {
            let blocks: Vec<_> = texts.iter().map(|text| self.letters.set(text, style.of_size(size), room)).collect();
            let narrow = blocks.iter().all(|block| block.width <= room);
            if (narrow && height_of(&blocks) <= height) || size < 0.5 {
                return blocks;
            }
            size *= 0.92;
        }
    }
}

fn ids(people: &[&Person]) -> BTreeSet<ParticipantId> {
    people.iter().map(|person| person.id).collect()
}

/// Between two names under each other, so that the second is seen to begin.
const GAP: f32 = 1.6;

/// Of texts under each other, with the gaps.
fn height_of(blocks: &[Rc<Block>]) -> f32 {
    blocks.iter().map(|block| block.height + GAP).sum()
}

/// A name inside a sentence, with a direction of writing of its own (first strong isolate, UAX 9).
fn isolated(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// Puts rows of known heights onto pages of `first` and then `other` points; a row that is higher than a page has one of its
/// own. Always at least one page.
fn onto_pages(heights: &[f32], first: f32, other: f32) -> Vec<std::ops::Range<usize>> {
    let (mut pages, mut begins, mut used) = (Vec::new(), 0, 0.0);
    for (index, height) in heights.iter().enumerate() {
        let room = if pages.is_empty() { first } else { other };
        if used + height > room && index > begins {
            pages.push(begins..index);
            (begins, used) = (index, 0.0);
        }
        used += height;
    }
    pages.push(begins..heights.len());
    pages
}

#[cfg(test)]
mod tests {
    use super::onto_pages;

    #[test]
    fn rows_stay_whole_and_none_is_lost() {
        assert_eq!(onto_pages(&[40.0, 40.0, 40.0, 90.0, 10.0], 100.0, 90.0), [0..2, 2..3, 3..4, 4..5]);
        assert_eq!(onto_pages(&[], 100.0, 100.0).len(), 1, "an empty list has a page too");
        assert_eq!(onto_pages(&[500.0, 1.0], 100.0, 100.0), [0..1, 1..2]);
    }
}
