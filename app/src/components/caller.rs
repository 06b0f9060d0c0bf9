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
    /// And what was to be done then.
    last: StoredValue<Option<(News, String)>>,
    /// What holds whatever goes on.
    noted: StoredValue<Option<String>>,
    said: RwSignal<String>,
}

impl Caller {
    pub fn provide() -> Self {
        let caller = Self {
            locale: use_locale(),
            about: StoredValue::new(None),
            last: StoredValue::new(None),
            noted: StoredValue::new(None),
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
    /// news: what is to be done may change while the same goes on, and the page says that elsewhere; what was said here
    /// follows it. After a session was called off nothing begins: it takes place after all. Where nothing goes on any more
    /// that did, a start was taken back.
    pub fn tell(self, what: News, then: &str) -> bool {
        let now = (what.clone(), then.to_owned());
        let Some((before, did)) = self.last.try_update_value(|last| last.replace(now)).flatten() else { return false };
        if before == what {
            self.correct(&did, then);
            return false;
        }
        let what = match (before, what) {
            (News::CalledOff, _) => table::held_after_all(self.locale).to_owned(),
            (_, News::This(nothing)) if nothing.is_empty() => table::start_taken_back(self.locale).to_owned(),
            (_, what) => what.sentence(self.locale),
        };
        self.said.set(if then.is_empty() { what } else { format!("{what}. {then}") });
        true
    }

    /// Says at once what holds now, though the same goes on, unless it did when the page was opened. Whether it is news.
    pub fn note(self, fact: &str, then: &str) -> bool {
        let before = self.noted.try_update_value(|noted| noted.replace(fact.to_owned())).flatten();
        let is_news = before.is_some_and(|before| before != fact);
        if is_news {
            self.said.set(if then.is_empty() { fact.to_owned() } else { format!("{fact} {then}") });
        }
        is_news
    }

    /// Nobody is to go where they were sent before. What was never said stays unsaid.
    fn correct(self, did: &str, then: &str) {
        let said = self.said.with_untracked(|said| Some(format!("{}{then}", said.strip_suffix(did)?)));
        if let Some(said) = said.filter(|_| !did.is_empty() && did != then) {
            self.said.set(said);
        }
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
            assert_eq!(said(), "Runde 2 beginnt. Sie sind als nicht da vermerkt.", "and not their table any more");
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
    fn a_start_that_is_taken_back_is_said() {
        Owner::new().with(|| {
            let caller = Caller::provide();
            assert!(!caller.tell(news(""), ""));
            assert!(caller.tell(news("Runde 1 beginnt"), "Tisch 3"));
            assert!(caller.tell(news(""), ""));
            assert_eq!(caller.said.get_untracked(), "Der Start ist zurückgenommen: Es hat noch nicht begonnen");
            assert!(!caller.tell(news(""), ""), "said once");
        });
    }

    #[test]
    fn whoever_is_noted_as_not_here_hears_it_at_once_and_when_they_are_here_again() {
        Owner::new().with(|| {
            let caller = Caller::provide();
            let said = || caller.said.get_untracked();
            let (gone, here) = ("Sie sind als nicht da vermerkt.", "Sie sind wieder als da vermerkt.");
            let tell = |fact, next, then| {
                let noted = caller.note(fact, next);
                caller.tell(news("Wechsel zu Runde 2"), then);
                noted
            };
            assert!(!tell(here, "Tisch 4", "Tisch 4") && said().is_empty(), "that is how the page was opened");
            assert!(tell(gone, "", gone));
            assert_eq!(said(), gone);
            assert!(!tell(gone, "", gone), "said once");
            assert!(tell(here, "Tisch 4", "Tisch 4"));
            assert_eq!(said(), "Sie sind wieder als da vermerkt. Tisch 4");
            assert!(!tell(here, "Tisch 5", "Tisch 5"));
            assert_eq!(said(), "Sie sind wieder als da vermerkt. Tisch 5");
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
