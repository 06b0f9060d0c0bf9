//! Paper: a session's plan as documents that are printed, and as files that other programs read.
//!
//! Plain data in ([`Content`]), bytes out. The same content gives the same bytes: there is no clock, no chance and no
//! file here, and the letters are carried along.
//!
//! A document is first a list of [`Sheet`]s, each a list of what stands where. Two versions are compared sheet by sheet
//! ([`changed`]); what is left is laid onto pages ([`pdf`]).

pub mod calendar;
mod content;
mod document;
mod furniture;
mod press;
mod reading;
mod sheet;
pub mod tables;
mod text;
mod words;

pub use content::{Content, Interpreter, Person, Round, Stamp, Table};
pub use press::{Order, Print, changed, print, sheets};
pub use sheet::{Sheet, Subject};
pub use text::lacking;

use domain::Locale;

/// A document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Cards,
    RunSheets,
    Badges,
    TablePlan,
    Names,
    Interpreters,
    Moderator,
}

impl Kind {
    pub const ALL: [Kind; 7] =
        [Kind::Cards, Kind::RunSheets, Kind::Badges, Kind::TablePlan, Kind::Names, Kind::Interpreters, Kind::Moderator];

    /// As in addresses and file names.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Cards => "cards",
            Kind::RunSheets => "run-sheets",
            Kind::Badges => "badges",
            Kind::TablePlan => "table-plan",
            Kind::Names => "names",
            Kind::Interpreters => "interpreters",
            Kind::Moderator => "moderator",
        }
    }

    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whether it can be printed before a plan is published.
    pub fn needs_a_plan(self) -> bool {
        self != Kind::Badges
    }

    pub fn title(self, locale: Locale) -> String {
        match self {
            Kind::Cards => words::cards(locale),
            Kind::RunSheets => words::run_sheets(locale),
            Kind::Badges => words::badges(locale),
            Kind::TablePlan => words::table_plan(locale),
            Kind::Names => words::names(locale),
            Kind::Interpreters => words::interpreters(locale),
            Kind::Moderator => words::moderator(locale),
        }
    }
}

/// The size of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Size {
    A5,
    #[default]
    A6,
}

impl Size {
    pub fn from_key(key: &str) -> Option<Size> {
        match key.to_ascii_lowercase().as_str() {
            "a5" => Some(Size::A5),
            "a6" => Some(Size::A6),
            _ => None,
        }
    }
}

/// What is put into the printer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stock {
    /// A4, with several cards on a sheet and marks to cut along.
    #[default]
    A4,
    /// Paper of the card's own size.
    Own,
}

impl Stock {
    pub fn from_key(key: &str) -> Option<Stock> {
        match key {
            "a4" => Some(Stock::A4),
            "own" => Some(Stock::Own),
            _ => None,
        }
    }
}

/// The language of a document, and what languages are called in it (by ISO 639 code).
#[derive(Clone, Copy)]
pub struct Speech {
    pub locale: Locale,
    pub language: fn(Locale, &str) -> String,
}

impl Speech {
    pub(crate) fn languages(&self, codes: &[String]) -> String {
        codes.iter().map(|code| (self.language)(self.locale, code)).collect::<Vec<_>>().join(", ")
    }
}
