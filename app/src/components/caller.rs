//! What is said to those who listen to their screen when a round begins or ends.
//!
//! The region stays while what it speaks of is drawn anew: a screen reader passes over one that comes with its words.

use leptos::prelude::*;

/// Remembers what was said last, so that it is said once. Put into context beside a [`Called`].
#[derive(Clone, Copy)]
pub struct Caller {
    last: StoredValue<Option<String>>,
    said: RwSignal<String>,
}

impl Caller {
    pub fn provide() -> Self {
        let caller = Self { last: StoredValue::new(None), said: RwSignal::new(String::new()) };
        provide_context(caller);
        caller
    }

    /// Says what happens and what is to be done then, unless that is how it was when the page was opened. Whether it is
    /// news: what is to be done may change while the same goes on, and the page says that elsewhere.
    pub fn tell(self, what: String, then: &str) -> bool {
        let sentence = if then.is_empty() { what.clone() } else { format!("{what}. {then}") };
        let before = self.last.try_update_value(|last| last.replace(what.clone())).flatten();
        let news = before.is_some_and(|before| before != what);
        if news {
            self.said.set(sentence);
        }
        news
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
}
