//! Where it is kept on this device.

use domain::DatingId;
use gloo::storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

/// Where a session keeps it on this device.
pub(super) fn place(what: &str, dating: DatingId) -> String {
    format!("insist.{what}.{dating}")
}

pub(super) fn stored<T: DeserializeOwned>(place: &str) -> Vec<T> {
    LocalStorage::get(place).unwrap_or_default()
}

/// A full or forbidden storage loses what waits with the page, and nothing sooner.
pub(super) fn store<T: Serialize>(place: &str, all: &[T]) {
    let _ = LocalStorage::set(place, all);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_page_that_stands_in_without_a_network_counts_what_waits_where_it_is_kept() {
        let page = include_str!("../../../../../style/public/away.html");
        let queues = page.split_once("const QUEUES = \"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0;
        assert_eq!(place("queue", DatingId(7)), format!("{queues}7"));
    }
}
