//! The programme: what happens when and where. Times are civil times at the fair's place.

use crate::{
    Bilingual, FairId, ItemId, Refusal,
    civil::time_of_day,
    refusal::Input,
    taxonomy::Hue,
    text::{LIST_LIMIT, TAG_LIMIT, Title, filled, one_line, parse_text},
};
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

/// The form of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    Opening,
    Workshop,
    Stage,
    Forum,
    Talk,
    Dating,
    Tour,
    Break,
}

impl ItemKind {
    pub const ALL: [ItemKind; 8] = [
        ItemKind::Opening,
        ItemKind::Workshop,
        ItemKind::Stage,
        ItemKind::Forum,
        ItemKind::Talk,
        ItemKind::Dating,
        ItemKind::Tour,
        ItemKind::Break,
    ];

    /// The name of a kind in forms and addresses.
    pub fn key(self) -> &'static str {
        match self {
            ItemKind::Opening => "opening",
            ItemKind::Workshop => "workshop",
            ItemKind::Stage => "stage",
            ItemKind::Forum => "forum",
            ItemKind::Talk => "talk",
            ItemKind::Dating => "dating",
            ItemKind::Tour => "tour",
            ItemKind::Break => "break",
        }
    }

    pub fn from_key(key: &str) -> Option<ItemKind> {
        ItemKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One item of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: ItemId,
    pub fair: FairId,
    pub revision: i64,
    pub kind: ItemKind,
    pub hue: Hue,
    pub title: Bilingual,
    pub summary: Bilingual,
    pub place: String,
    #[serde(with = "crate::civil")]
    pub starts: DateTime,
    #[serde(with = "crate::civil")]
    pub ends: DateTime,
    /// Languages it is held in, ISO 639 codes.
    pub languages: Vec<String>,
    pub step_free: bool,
}

impl Item {
    /// An item as it was typed, on the fair's day. Its id, fair and revision are nobody's yet. What is wrong is named in the
    /// order of the form.
    ///
    /// # Errors
    /// No title, texts that are too long, times that are none, an end that is not after the beginning.
    pub fn parse(text: &ItemText, day: Date) -> Result<Self, Refusal> {
        let german = Title::parse_as(Input::Headline, &text.title.de)?;
        let english = match one_line(&text.title.en).as_str() {
            "" => String::new(),
            english => Title::parse_as(Input::Headline, english)?.into(),
        };
        let time = |input: Input, text: &str| time_of_day(filled(input, text)?).ok_or(Refusal::Malformed(input));
        let (starts, ends) = (time(Input::Time, &text.starts)?, time(Input::Ends, &text.ends)?);
        if ends <= starts {
            return Err(Refusal::EndsBeforeStart);
        }
        let place = one_line(&text.place);
        let length = place.chars().count();
        if length > TAG_LIMIT {
            return Err(Refusal::TooLong { input: Input::Place, length, limit: TAG_LIMIT });
        }
        let summary = Bilingual::new(parse_text(&text.summary.de)?, parse_text(&text.summary.en)?);
        let is_code = |code: &String| (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        let mut languages: Vec<String> = Vec::new();
        for code in &text.languages {
            if !is_code(code) || languages.len() == LIST_LIMIT {
                return Err(Refusal::Malformed(Input::Language));
            }
            if !languages.contains(code) {
                languages.push(code.clone());
            }
        }
        Ok(Self {
            id: ItemId(0),
            fair: FairId(0),
            revision: 0,
            kind: text.kind,
            hue: text.hue,
            title: Bilingual::new(german, english),
            summary,
            place,
            starts: day.to_datetime(starts),
            ends: day.to_datetime(ends),
            languages,
            step_free: text.step_free,
        })
    }

    /// Whether all of it lies on that day.
    pub fn is_on(&self, day: Date) -> bool {
        self.starts.date() == day && self.ends.date() == day
    }

    /// The same item at the same time of another day.
    pub fn on(&self, day: Date) -> Self {
        let (starts, ends) = (day.to_datetime(self.starts.time()), day.to_datetime(self.ends.time()));
        Self { starts, ends, ..self.clone() }
    }
}

/// What organisers write about an item, as typed: nothing is judged yet. Times alone, since a fair has one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemText {
    pub kind: ItemKind,
    pub hue: Hue,
    pub title: Bilingual,
    pub summary: Bilingual,
    pub place: String,
    /// `HH:MM`.
    pub starts: String,
    /// `HH:MM`.
    pub ends: String,
    /// ISO 639 codes.
    pub languages: Vec<String>,
    pub step_free: bool,
}

impl From<&Item> for ItemText {
    fn from(item: &Item) -> Self {
        let written = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        Self {
            kind: item.kind,
            hue: item.hue,
            title: item.title.clone(),
            summary: item.summary.clone(),
            place: item.place.clone(),
            starts: written(item.starts.time()),
            ends: written(item.ends.time()),
            languages: item.languages.clone(),
            step_free: item.step_free,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn text() -> ItemText {
        ItemText {
            kind: ItemKind::Workshop,
            hue: Hue::Green,
            title: Bilingual::new("  Das Fest\nohne Müll ", ""),
            summary: Bilingual::new(" Geschirr, Lastenräder ", ""),
            place: " Werkraum  1".to_owned(),
            starts: "10:30".to_owned(),
            ends: "11:15".to_owned(),
            languages: vec!["de".to_owned(), "tr".to_owned(), "de".to_owned()],
            step_free: true,
        }
    }

    fn refused(edit: impl Fn(&mut ItemText)) -> Refusal {
        let mut text = text();
        edit(&mut text);
        Item::parse(&text, date(2027, 5, 8)).unwrap_err()
    }

    #[test]
    fn what_is_typed_becomes_an_item_of_the_fairs_day() {
        let item = Item::parse(&text(), date(2027, 5, 8)).unwrap();
        assert_eq!((item.starts, item.ends), (date(2027, 5, 8).at(10, 30, 0, 0), date(2027, 5, 8).at(11, 15, 0, 0)));
        assert_eq!((item.title.de.as_str(), item.place.as_str()), ("Das Fest ohne Müll", "Werkraum 1"));
        assert_eq!(item.languages, ["de", "tr"]);
        let again = Item::parse(&ItemText::from(&item), date(2027, 5, 8)).unwrap();
        assert_eq!(again, item, "the form shows what is kept");
        assert_eq!(item.on(date(2027, 5, 9)).starts, date(2027, 5, 9).at(10, 30, 0, 0));
    }

    #[test]
    fn an_end_comes_after_its_beginning() {
        assert_eq!(refused(|text| text.ends = "10:30".to_owned()), Refusal::EndsBeforeStart);
        assert_eq!(refused(|text| text.ends = "00:30".to_owned()), Refusal::EndsBeforeStart);
    }

    #[test]
    fn what_is_missing_is_named_from_the_top_of_the_form() {
        let mut text = text();
        let refused = |text: &ItemText| Item::parse(text, date(2027, 5, 8)).unwrap_err();
        text.languages.push("<b>".to_owned());
        text.summary.en = "x".repeat(6_001);
        (text.title.de, text.starts, text.ends) = Default::default();
        assert_eq!(refused(&text), Refusal::Empty(Input::Headline));
        text.title.de = "Das Fest".to_owned();
        assert_eq!(refused(&text), Refusal::Empty(Input::Time));
        text.starts = "10:30".to_owned();
        assert_eq!(refused(&text), Refusal::Empty(Input::Ends));
        text.ends = "11:15".to_owned();
        assert!(matches!(refused(&text), Refusal::TooLong { .. }));
    }

    #[test]
    fn what_cannot_be_shown_is_refused() {
        assert_eq!(refused(|text| text.title.de = " ".to_owned()), Refusal::Empty(Input::Headline));
        assert_eq!(refused(|text| text.starts = "25:00".to_owned()), Refusal::Malformed(Input::Time));
        assert_eq!(refused(|text| text.ends = "25:00".to_owned()), Refusal::Malformed(Input::Ends));
        assert_eq!(refused(|text| text.languages.push("<b>".to_owned())), Refusal::Malformed(Input::Language));
        let long = Refusal::TooLong { input: Input::Place, length: 121, limit: 120 };
        assert_eq!(refused(|text| text.place = "x".repeat(121)), long);
        assert!(matches!(refused(|text| text.summary.en = "x".repeat(6_001)), Refusal::TooLong { .. }));
    }
}
