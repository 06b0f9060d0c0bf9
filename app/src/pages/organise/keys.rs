//! Keys of commands, so that one that is sent twice acts once.

use leptos::prelude::*;

/// A key for a command of its own. In the browser only.
pub fn fresh_key() -> String {
    let random = || (js_sys::Math::random() * 4_294_967_296.0) as u64;
    format!("{:x}-{:08x}{:08x}", js_sys::Date::now() as u64, random(), random())
}

/// The key of a command that is pressed again where no answer came: for the same words it is the same command, for others
/// another.
pub struct SameKey<T: 'static>(StoredValue<Option<(T, String)>>);

impl<T> Clone for SameKey<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for SameKey<T> {}

impl<T: Send + Sync + 'static> Default for SameKey<T> {
    fn default() -> Self {
        Self(StoredValue::new(None))
    }
}

impl<T: Clone + PartialEq + Send + Sync + 'static> SameKey<T> {
    /// In the browser only.
    pub fn of(self, words: &T) -> String {
        let known = self.0.with_value(|sent| sent.clone().filter(|(before, _)| before == words));
        let (_, key) = known.unwrap_or_else(|| (words.clone(), fresh_key()));
        self.0.set_value(Some((words.clone(), key.clone())));
        key
    }

    /// What is sent from now on is a command of its own, whatever its words.
    pub fn answered(self) {
        self.0.try_set_value(None);
    }
}
