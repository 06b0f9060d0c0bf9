//! The associations of Lindenhafen, by topic. All of them are invented.

mod culture;
mod family;

use crate::entry::Entry;

/// Every association, in the order that gives it its id.
pub fn all() -> Vec<Entry> {
    [culture::ENTRIES, family::ENTRIES].concat()
}
