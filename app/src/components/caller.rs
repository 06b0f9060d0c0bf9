//! What is said to those who listen to their screen when a round begins or ends.
//!
//! The region stays while what it speaks of is drawn anew: a screen reader passes over one that comes with its words.

use crate::{page::use_locale, words::table};
use domain::Locale;
use leptos::prelude::*;

/// Remembers what was said last, so that it is said once. Put into context beside a [`Called`].
#[derive(Clone, Copy)]
pub struct Caller {
    locale: Locale,
    last: StoredValue<Option<String>>,
    said: RwSignal<String>,
}

impl Caller {
    pub fn provide() -> Self {
        let caller = Self { locale: use_locale(), last: StoredValue::new(None), said: RwSignal::new(String::new()) };
        provide_context(caller);
        caller
    }

    /// Says what happens and what is to be done then, unless that is how it was when the page was opened. Whether it is
    /// news: what is to be done may change while the same goes on, and the page says that elsewhere. After a session was
    /// called off nothing begins: it takes place after all.
    pub fn tell(self, what: String, then: &str) -> bool {
        let before = self.last.try_update_value(|last| last.replace(what.clone())).flatten();
        let Some(before) = before.filter(|before| *before != what) else { return false };
        let after_all = before == table::called_off(self.locale);
        let what = if after_all { table::held_after_all(self.locale).to_owned() } else { what };
        self.said.set(if then.is_empty() { what } else { format!("{what}. {then}") });
        true
    }
}

#[component]
pub fn Called(caller: Caller) -> impl IntoView {
    view! { <p class="visually-hidden" aria-live="assertive">{caller.said}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_said_once_whatever_else_changes_on_its_card() {
        Owner::new().with(|| {
            let caller = Caller::provide();
            let said = || caller.said.get_untracked();
            assert!(!caller.tell("Runde 1 beginnt".to_owned(), "Tisch 3"), "that is how the page was opened");
            assert!(!caller.tell("Runde 1 beginnt".to_owned(), "Tisch 4") && said().is_empty());
            assert!(caller.tell("Runde 2 beginnt".to_owned(), "Tisch 5"));
            assert!(!caller.tell("Runde 2 beginnt".to_owned(), "Sie sind als nicht da vermerkt."));
            assert_eq!(said(), "Runde 2 beginnt. Tisch 5");
            assert!(caller.tell("Das Speed-Dating ist zu Ende.".to_owned(), ""));
            assert_eq!(said(), "Das Speed-Dating ist zu Ende.");
        });
    }

    #[test]
    fn what_was_called_off_does_not_begin_but_takes_place_after_all() {
        Owner::new().with(|| {
            let caller = Caller::provide();
            let off = || table::called_off(caller.locale).to_owned();
            caller.tell("Runde 2 beginnt".to_owned(), "Tisch 5");
            assert!(caller.tell(off(), ""));
            assert!(caller.tell("Runde 2 beginnt".to_owned(), "Tisch 5"));
            let said = || caller.said.get_untracked();
            assert_eq!(said(), "Das Speed-Dating findet doch statt. Tisch 5");
            assert!(!caller.tell("Runde 2 beginnt".to_owned(), "Tisch 6"), "said once");
            caller.tell(off(), "");
            // Nothing is to be said of a session that waits, but that it does.
            assert!(caller.tell(String::new(), ""));
            assert_eq!(said(), "Das Speed-Dating findet doch statt");
        });
    }
}
