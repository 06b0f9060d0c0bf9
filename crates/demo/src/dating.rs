//! The demo's speed-dating: who takes part, how long it lasts, and a few rules of the kind that organisers have.

use crate::{
    entry::{Entry, id_of},
    title,
};
use domain::{
    AssociationId, ParticipantId,
    dating::{CommonLanguage, Rules, Setting, Sides, Table},
};
use jiff::civil::Date;

/// What is needed to set up the session; participants are named by their associations.
#[derive(Clone, Debug, PartialEq)]
pub struct DemoDating {
    pub setting: Setting,
    pub associations: Vec<AssociationId>,
    pub sides: Sides,
    pub language: CommonLanguage,
    pub never_twice: bool,
    pub wishes: bool,
    /// Never at one table.
    pub apart: Vec<(AssociationId, AssociationId)>,
    /// Always at one table; empty in a session one to one across two sides.
    pub together: Vec<Vec<AssociationId>>,
    /// Rounds (from 0) in which somebody is not there, known beforehand.
    pub absent: Vec<(AssociationId, Vec<u8>)>,
}

impl DemoDating {
    /// The rules, once every association has got its participant; those who have none drop out.
    pub fn rules(&self, participant: impl Fn(AssociationId) -> Option<ParticipantId>) -> Rules {
        let pair = |(a, b): &(AssociationId, AssociationId)| Some((participant(*a)?, participant(*b)?));
        let group = |ids: &Vec<AssociationId>| ids.iter().filter_map(|id| participant(*id)).collect();
        Rules {
            sides: self.sides,
            language: self.language,
            never_twice: self.never_twice,
            wishes: self.wishes,
            seat_everybody: false,
            apart: self.apart.iter().filter_map(pair).collect(),
            together: self.together.iter().map(group).filter(|ids: &Vec<ParticipantId>| ids.len() > 1).collect(),
            fixed: Vec::new(),
            ..Rules::default()
        }
    }
}

const ROUNDS: u8 = 8;
const TABLES: u16 = 24;

/// Those who are at the fair and not at the tables: they keep their stands, or talk in other formats of the day.
const NOT_AT_THE_TABLES: [&str; 18] = [
    "library",
    "design-house",
    "atelier",
    "youth-council",
    "eritrean-youth",
    "media-lab",
    "grandparents",
    "romanian-families",
    "circolo",
    "panafrican",
    "women-found",
    "eritrean-women",
    "office-participation",
    "interpreters",
    "cricket",
    "city-institute",
    "cargo-bikes",
    "chess",
];

/// Neighbours who have worked together for years and want to meet others.
const APART: [(&str, &str); 2] = [("saz", "theatre"), ("arab-parents", "family-centre")];

/// Rounds (from 0) that overlap with a stage act or a workshop of theirs.
const ABSENT: [(&str, &[u8]); 3] = [("choir", &[6, 7]), ("saz", &[0]), ("boxing", &[3, 4])];

pub fn session(entries: &[Entry], date: Date) -> DemoDating {
    let id = |key: &str| id_of(entries, key);
    let tables = (1..=TABLES).map(|number| Table { number, seats: 2, least: 2, closed_from: None }).collect();
    let takes_part = |entry: &&Entry| !NOT_AT_THE_TABLES.contains(&entry.key);
    DemoDating {
        setting: Setting {
            title: title("Speed-Dating der Vereine"),
            starts: date.at(13, 30, 0, 0),
            rounds: ROUNDS,
            talk_minutes: 6,
            change_minutes: 2,
            tables,
            pace: Default::default(),
            speed: 1,
        },
        associations: entries.iter().filter(takes_part).filter_map(|entry| id(entry.key)).collect(),
        sides: Sides::Across,
        language: CommonLanguage::Required,
        never_twice: true,
        wishes: true,
        apart: APART.iter().filter_map(|(a, b)| Some((id(a)?, id(b)?))).collect(),
        together: Vec::new(),
        absent: ABSENT.iter().filter_map(|(key, rounds)| Some((id(key)?, rounds.to_vec()))).collect(),
    }
}
