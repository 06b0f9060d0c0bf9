//! What is said to those who listen to their screen when a round begins or ends.
//!
//! The region stays while what it speaks of is drawn anew: a screen reader passes over one that comes with its words.

use crate::{page::use_locale, words::table};
use domain::{DatingId, Locale, clock::Run};
use leptos::prelude::*;

/// What goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    This(String),
    CalledOff,
}

impl News {
    /// Of a session that is over.
    pub fn end(locale: Locale, run: Run) -> Self {
        if run.is_called_off() { News::CalledOff } else { News::This(table::over_title(locale).to_owned()) }
    }

    fn sentence(self, locale: Locale) -> String {
        match self {
            News::This(what) => what,
            News::CalledOff => table::called_off(locale).to_owned(),
        }
    }
}

/// Remembers what was said last, so that it is said once. Put into context beside a [`Called`].
#[derive(Clone, Copy)]
pub struct Caller {
    locale: Locale,
    /// The session it speaks of, where a page may go on to another.
    about: StoredValue<Option<DatingId>>,
    last: StoredValue<Option<News>>,
    said: RwSignal<String>,
}

impl Caller {
    pub fn provide() -> Self {
        let caller = Self {
            locale: use_locale(),
            about: StoredValue::new(None),
            last: StoredValue::new(None),
            said: RwSignal::new(String::new()),
        };
        provide_context(caller);
        caller
    }

    /// What was said of another session says nothing of this one.
    pub fn speaks_of(self, dating: DatingId) {
        if self.about.try_update_value(|about| about.replace(dating)).flatten() != Some(dating) {
            self.last.set_value(None);
        }
    }

    /// Says what happens and what is to be done then, unless that is how it was when the page was opened. Whether it is
    /// news: what is to be done may change while the same goes on, and the page says that elsewhere. After a session was
    /// called off nothing begins: it takes place after all.
    pub fn tell(self, what: News, then: &str) -> bool {
        let before = self.last.try_update_value(|last| last.replace(what.clone())).flatten();
        let Some(before) = before.filter(|before| *before != what) else { return false };
        let what = match before {
            News::CalledOff => table::held_after_all(self.locale).to_owned(),
            News::This(_) => what.sentence(self.locale),
        };
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

    fn news(what: &str) -> News {
        News::This(what.to_owned())
    }

    #[test]
    fn a_round_is_said_once_whatever_else_changes_on_its_card() {
        Owner::new().with(|| {
            let caller = Caller::provide();
            let said = || caller.said.get_untracked();
            assert!(!caller.tell(news("Runde 1 beginnt"), "Tisch 3"), "that is how the page was opened");
            assert!(!caller.tell(news("Runde 1 beginnt"), "Tisch 4") && said().is_empty());
            assert!(caller.tell(news("Runde 2 beginnt"), "Tisch 5"));
            assert!(!caller.tell(news("Runde 2 beginnt"), "Sie sind als nicht da vermerkt."));
            assert_eq!(said(), "Runde 2 beginnt. Tisch 5");
            assert!(caller.tell(news("Das Speed-Dating ist zu Ende."), ""));
            assert_eq!(said(), "Das Speed-Dating ist zu Ende.");
        });
    }

    #[test]
    fn what_was_called_off_does_not_begin_but_takes_place_after_all() {
        Owner::new().with(|| {
            let caller = Caller::provide();
            let said = || caller.said.get_untracked();
            caller.tell(news("Runde 2 beginnt"), "Tisch 5");
            assert!(caller.tell(News::CalledOff, ""));
            assert_eq!(said(), "Dieses Speed-Dating ist abgesagt");
            assert!(caller.tell(news("Runde 2 beginnt"), "Tisch 5"));
            assert_eq!(said(), "Das Speed-Dating findet doch statt. Tisch 5");
            assert!(!caller.tell(news("Runde 2 beginnt"), "Tisch 6"), "said once");
            caller.tell(News::CalledOff, "");
            // Nothing is to be said of a session that waits, but that it does.
            assert!(caller.tell(news(""), ""));
            assert_eq!(said(), "Das Speed-Dating findet doch statt");
        });
    }

    #[test]
    fn another_session_does_not_take_place_after_all() {
        Owner::new().with(|| {
            let caller = Caller::provide();
            let tell = |dating, what| {
                caller.speaks_of(DatingId(dating));
                caller.tell(what, "")
            };
            assert!(!tell(1, news("")));
            assert!(tell(1, News::CalledOff));
            assert!(!tell(2, news("")), "the desk has gone on to the next one");
            assert!(!tell(1, News::CalledOff), "and back");
            assert!(tell(1, news("")));
            assert_eq!(caller.said.get_untracked(), "Das Speed-Dating findet doch statt");
        });
    }
}
