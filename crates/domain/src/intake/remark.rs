//! What a reader of the list must be told: cells that could not be taken as they are, rows that could not be taken at all.

use super::{Column, Said};
use crate::AssociationId;
use serde::{Deserialize, Serialize};

/// Something in a row that did not come in as it stands. Every word that is left out is in one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// The cell (or this entry of its list) makes no sense in this column and was left out.
    NotUnderstood {
        column: Column,
        text: String,
    },
    /// Longer than a text or an entry may be; `rest` was cut off.
    Shortened {
        column: Column,
        length: usize,
        limit: usize,
        rest: String,
    },
    /// More entries than a list may hold.
    ListShortened {
        column: Column,
        limit: usize,
        left_out: Said,
    },
    /// No public web address.
    WebsiteRefused {
        text: String,
    },
    /// No e-mail address.
    EmailRefused {
        text: String,
    },
    /// An association has one e-mail address; these are further ones.
    OneEmailOnly {
        left_out: Vec<String>,
    },
    /// A degree that is not on this earth.
    OutOfRange {
        column: Column,
        text: String,
    },
    /// Latitude without longitude, or the other way round: no position.
    HalfPosition {
        column: Column,
        text: String,
    },
    /// Latitude and longitude the other way round would fit.
    MaybeSwapped {
        text: String,
    },
    /// Nought and nought is nowhere: no position.
    NullPosition,
    /// A postcode of four digits among those of five.
    ShortPostcode {
        text: String,
    },
    /// A formula whose result is not in the file; `cell` as a spreadsheet says, `B7`.
    NoResult {
        column: Column,
        cell: String,
    },
    /// A sign in it could not be read, or was read in the wrong encoding.
    Damaged {
        column: Column,
        text: String,
    },
    /// Signs that nobody sees and that turn the writing round were taken out.
    HiddenSigns {
        column: Column,
    },
    UnknownLanguage {
        text: String,
    },
    /// An offer or a need that fits none of the goods.
    UnknownGood {
        column: Column,
        text: String,
    },
    /// The cell is empty; what the fair knows already stays.
    EmptyKeepsExisting {
        column: Column,
    },
}

/// Why a row cannot come in at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    NameMissing,
    /// The name is a formula whose result is not in the file.
    NameWithoutResult {
        cell: String,
    },
    NameTooLong {
        length: usize,
        limit: usize,
    },
    /// A cell that is read has more letters than any cell may have.
    CellTooLong {
        column: Column,
        length: usize,
        limit: usize,
    },
    /// It was decided to be an association that is not (or no longer) at the fair.
    UnknownAssociation {
        id: AssociationId,
    },
    /// It was decided to be one association, and says word for word what another says already.
    SaidByAnother {
        id: AssociationId,
    },
    /// Another line of the file changes the same association already.
    ChangedByOtherLine {
        id: AssociationId,
        line: u32,
    },
}
