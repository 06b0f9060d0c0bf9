//! The fair's fields of activity (a tree) and what associations offer and need (a list).

use crate::{Bilingual, FieldId};
use serde::{Deserialize, Serialize};

/// The eight voices of the market: each has a colour **and** a sign, so that colour never speaks alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hue {
    Youth,
    #[default]
    Culture,
    Sport,
    Learn,
    Family,
    Women,
    Care,
    Green,
}

impl Hue {
    pub const ALL: [Hue; 8] =
        [Hue::Youth, Hue::Culture, Hue::Sport, Hue::Learn, Hue::Family, Hue::Women, Hue::Care, Hue::Green];

    /// The name the style sheet knows it by (`--f-…`).
    pub fn key(self) -> &'static str {
        match self {
            Hue::Youth => "youth",
            Hue::Culture => "culture",
            Hue::Sport => "sport",
            Hue::Learn => "learn",
            Hue::Family => "family",
            Hue::Women => "women",
            Hue::Care => "care",
            Hue::Green => "green",
        }
    }

    pub fn from_key(key: &str) -> Option<Hue> {
        Hue::ALL.into_iter().find(|hue| hue.key() == key)
    }
}

/// A field of activity. Top-level fields have no parent; a child shares the hue of its root.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub id: FieldId,
    pub parent: Option<FieldId>,
    pub name: Bilingual,
    pub hue: Hue,
}

/// What can be offered or needed, so that an offer can meet a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Good {
    Rooms,
    Volunteers,
    Interpreting,
    KnowHow,
    Instruments,
    Equipment,
    Transport,
    Kitchen,
    Funding,
    Publicity,
    Childcare,
    Advice,
    Stage,
    Partner,
}

impl Good {
    pub const ALL: [Good; 14] = [
        Good::Rooms,
        Good::Volunteers,
        Good::Interpreting,
        Good::KnowHow,
        Good::Instruments,
        Good::Equipment,
        Good::Transport,
        Good::Kitchen,
        Good::Funding,
        Good::Publicity,
        Good::Childcare,
        Good::Advice,
        Good::Stage,
        Good::Partner,
    ];

    /// A stable name for forms and files.
    pub fn key(self) -> &'static str {
        match self {
            Good::Rooms => "rooms",
            Good::Volunteers => "volunteers",
            Good::Interpreting => "interpreting",
            Good::KnowHow => "know_how",
            Good::Instruments => "instruments",
            Good::Equipment => "equipment",
            Good::Transport => "transport",
            Good::Kitchen => "kitchen",
            Good::Funding => "funding",
            Good::Publicity => "publicity",
            Good::Childcare => "childcare",
            Good::Advice => "advice",
            Good::Stage => "stage",
            Good::Partner => "partner",
        }
    }

    pub fn from_key(key: &str) -> Option<Good> {
        Good::ALL.into_iter().find(|good| good.key() == key)
    }
}

/// An offer or a need: what it is, and in the association's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    pub good: Good,
    pub note: String,
}
