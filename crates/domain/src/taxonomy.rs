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

/// A field of activity. Top-level fields have no parent; a child shares the hue of its root. One that belongs to none of the
/// voices has no hue: it is drawn in a neutral colour and no voice finds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    pub id: FieldId,
    pub parent: Option<FieldId>,
    pub name: Bilingual,
    pub hue: Option<Hue>,
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

/// An offer and a need of the same kind, each in its association's own words: whether the one really is the other, only those
/// two can tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    pub good: Good,
    /// In the words of whoever offers; empty where they said no more than the kind.
    pub offered: String,
    /// In the words of whoever needs.
    pub needed: String,
}

/// Where offers meet needs, each kind once: by those that say the same where there are any, else by the first of either.
pub fn fits(offers: &[Exchange], needs: &[Exchange]) -> Vec<Fit> {
    let words = |one: &Exchange| one.note.trim().trim_end_matches('.').to_owned();
    let mut found: Vec<Fit> = Vec::new();
    for offer in offers {
        let same_kind = || needs.iter().filter(|need| need.good == offer.good);
        let alike = same_kind().find(|need| words(need).to_lowercase() == words(offer).to_lowercase());
        let Some(need) = alike.or_else(|| same_kind().next()) else { continue };
        let fit = Fit { good: offer.good, offered: words(offer), needed: words(need) };
        match found.iter_mut().find(|known| known.good == fit.good) {
            Some(known) if alike.is_some() && !known.says_the_same() => *known = fit,
            Some(_) => {}
            None => found.push(fit),
        }
    }
    found
}

impl Fit {
    /// Whether both used the same words.
    pub fn says_the_same(&self) -> bool {
        self.offered.to_lowercase() == self.needed.to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(good: Good, note: &str) -> Exchange {
        Exchange { good, note: note.to_owned() }
    }

    #[test]
    fn an_offer_and_a_need_of_a_kind_keep_their_own_words() {
        let offers = [of(Good::Interpreting, "Dari und Paschtu."), of(Good::Rooms, ""), of(Good::Rooms, "Saal")];
        let needs = [of(Good::Interpreting, "Gebärdensprache"), of(Good::Rooms, "saal"), of(Good::Stage, "")];
        let fit =
            |good, offered: &str, needed: &str| Fit { good, offered: offered.to_owned(), needed: needed.to_owned() };
        assert_eq!(
            fits(&offers, &needs),
            [fit(Good::Interpreting, "Dari und Paschtu", "Gebärdensprache"), fit(Good::Rooms, "Saal", "saal")]
        );
    }
}
