//! The associations of Lindenhafen, by topic. All of them are invented.

mod care;
mod culture;
mod family;
mod green;
mod learn;
mod sport;
mod women;
mod youth;

use crate::entry::Entry;

/// Every association, in the order that gives it its id.
pub fn all() -> Vec<Entry> {
    [
        culture::ENTRIES,
        youth::ENTRIES,
        family::ENTRIES,
        learn::ENTRIES,
        women::ENTRIES,
        care::ENTRIES,
        sport::ENTRIES,
        green::ENTRIES,
    ]
    .concat()
}
