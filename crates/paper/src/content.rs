//! What documents are made of: plain data, in the order and the words in which it is printed.

use domain::{
    ParticipantId,
    opening::Spoken,
    plan::{Seats, Strangers},
};
use jiff::civil::DateTime;
use std::collections::{BTreeSet, HashMap};

/// One session at one version of its plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    pub fair: String,
    pub session: String,
    pub venue: String,
    /// `None` while no plan is published: then only badges are worth printing.
    pub plan: Option<Stamp>,
    /// When the plan was made, or the data read where there is none.
    pub made_at: DateTime,
    /// In their order.
    pub rounds: Vec<Round>,
    pub people: Vec<Person>,
    /// In the order of the plan's seats.
    pub tables: Vec<Table>,
    /// `seats[round][table]`, both from 0.
    pub seats: Seats,
    /// Who sits together without a common language, in the same order.
    pub strangers: Vec<Vec<Vec<Strangers>>>,
    pub interpreters: Vec<Interpreter>,
}

/// The version of a plan, as it stands on every sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub version: u32,
}

/// Planned times, on the clock of the fair's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    pub starts: DateTime,
    pub ends: DateTime,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: ParticipantId,
    pub name: String,
    /// ISO 639 codes of the languages in which they can hold a talk, best first.
    pub languages: Vec<String>,
    /// What is painted on their stand.
    pub stand: Option<String>,
    /// Where the QR code leads that anybody may see.
    pub link: String,
    /// Where the code leads that is for them alone.
    pub own_link: Option<String>,
    /// Rounds (from 0) in which they are not expected, or were not there.
    pub away: BTreeSet<u8>,
}

impl Person {
    pub(crate) fn is_away(&self, round: usize) -> bool {
        u8::try_from(round).is_ok_and(|round| self.away.contains(&round))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    pub number: u16,
    pub link: String,
    /// First round (from 0) in which it is out of use.
    pub closed_from: Option<u8>,
    /// What could be talked about, by round (from 0): one entry a language. A round may be missing.
    pub questions: HashMap<usize, Vec<Spoken>>,
}

/// A person whose languages make talks possible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpreter {
    pub name: String,
    pub languages: Vec<String>,
    /// Rounds (from 0) and table numbers, where they are needed.
    pub at: Vec<(usize, u16)>,
}

/// Who sits where, to be asked by round and person.
pub(crate) struct Seating<'a> {
    content: &'a Content,
    people: HashMap<ParticipantId, &'a Person>,
    tables: HashMap<(usize, ParticipantId), usize>,
}

impl<'a> Seating<'a> {
    pub fn of(content: &'a Content) -> Self {
        let mut tables = HashMap::new();
        for (round, at_tables) in content.seats.iter().enumerate() {
            for (table, seated) in at_tables.iter().enumerate() {
                tables.extend(seated.iter().map(|id| ((round, *id), table)));
            }
        }
        Self { content, people: content.people.iter().map(|p| (p.id, p)).collect(), tables }
    }

    /// Those at a table (index) in a round, as far as they are known.
    pub fn seated(&self, round: usize, table: usize) -> Vec<&'a Person> {
        let ids = self.content.seats.get(round).and_then(|tables| tables.get(table));
        ids.into_iter().flatten().filter_map(|id| self.people.get(id).copied()).collect()
    }

    /// Index and table of somebody in a round; `None` is a break.
    pub fn table_of(&self, round: usize, who: ParticipantId) -> Option<(usize, &'a Table)> {
        let index = *self.tables.get(&(round, who))?;
        Some((index, self.content.tables.get(index)?))
    }

    /// Who sits with somebody in a round.
    pub fn partners(&self, round: usize, who: ParticipantId) -> Vec<&'a Person> {
        let Some((table, _)) = self.table_of(round, who) else { return Vec::new() };
        self.seated(round, table).into_iter().filter(|person| person.id != who).collect()
    }

    /// Those at a table (index) in a round who have no common language.
    pub fn strangers(&self, round: usize, table: usize) -> &'a [Strangers] {
        self.content.strangers.get(round).and_then(|tables| tables.get(table)).map_or(&[], Vec::as_slice)
    }

    /// With whom somebody cannot talk at a table (index) where everybody should.
    pub fn cannot_talk_with(&self, round: usize, table: usize, who: ParticipantId) -> Vec<&'a Person> {
        let other = |(a, b): (ParticipantId, ParticipantId)| match (a == who, b == who) {
            (true, _) => Some(b),
            (_, true) => Some(a),
            _ => None,
        };
        let apart = self.strangers(round, table).iter().filter(|strangers| strangers.matters);
        apart.filter_map(|strangers| self.people.get(&other(strangers.pair)?).copied()).collect()
    }

    /// Who is expected and has a break in a round.
    pub fn resting(&self, round: usize) -> Vec<&'a Person> {
        let rests = |person: &&Person| !person.is_away(round) && !self.tables.contains_key(&(round, person.id));
        self.content.people.iter().filter(rests).collect()
    }
}

/// Languages that all of them can talk in, in the first one's order.
pub(crate) fn common_languages(people: &[&Person]) -> Vec<String> {
    let Some((first, others)) = people.split_first() else { return Vec::new() };
    let by_all = |code: &&String| others.iter().all(|person| person.languages.contains(*code));
    first.languages.iter().filter(by_all).cloned().collect()
}

/// The question that somebody reads with least effort: in their best language; where there is none in any of theirs, in the
/// language of the city, else the first there is.
pub(crate) fn own_question<'a>(questions: &'a [Spoken], person: &Person) -> Option<&'a Spoken> {
    let asked_in = |code: &str| questions.iter().find(|question| question.tongue.tag().split('-').next() == Some(code));
    person.languages.iter().find_map(|code| asked_in(code)).or_else(|| asked_in("de")).or(questions.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::opening::Tongue;

    #[test]
    fn whoever_is_asked_in_no_language_of_theirs_is_asked_in_the_citys() {
        let asked = |tongue| Spoken { tongue, text: String::new() };
        let questions = [asked(Tongue::Arabic), asked(Tongue::PlainGerman)];
        let of = |languages: &[&str]| {
            let languages = languages.iter().map(|code| (*code).to_owned()).collect();
            let person = Person {
                id: ParticipantId(1),
                name: String::new(),
                languages,
                stand: None,
                link: String::new(),
                own_link: None,
                away: BTreeSet::new(),
            };
            own_question(&questions, &person).map(|question| question.tongue)
        };
        assert_eq!(of(&["fr"]), Some(Tongue::PlainGerman));
        assert_eq!(of(&["fr", "ar"]), Some(Tongue::Arabic));
        assert_eq!(of(&["de"]), Some(Tongue::PlainGerman));
    }
}
