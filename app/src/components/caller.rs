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

    /// Says it, unless that is how it was when the page was opened. Whether it is news.
    pub fn tell(self, sentence: String) -> bool {
        let before = self.last.try_update_value(|last| last.replace(sentence.clone())).flatten();
        let news = before.is_some_and(|before| before != sentence);
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
