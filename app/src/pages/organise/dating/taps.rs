//! What was tapped and is on its way to be saved: shown at once, sent one after the other, and gone again where it came to
//! nothing. So no tap is lost on a slow line, and nothing that does not hold stays ticked.

use crate::{api::Answer, page::use_locale, pages::organise::desk::use_desk, words::organise};
use domain::dating::Dating;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What is wanted, by what it is about.
pub struct Taps<K: Send + Sync + 'static, V: Send + Sync + 'static> {
    wanted: RwSignal<BTreeMap<K, V>>,
    /// What was wanted and is saved, as the session says it now: what is drawn may be older for a moment, and a tap on it
    /// must not take back the one before.
    saved: RwSignal<BTreeMap<K, V>>,
}

impl<K: Send + Sync + 'static, V: Send + Sync + 'static> Clone for Taps<K, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Send + Sync + 'static, V: Send + Sync + 'static> Copy for Taps<K, V> {}

impl<K, V> Taps<K, V>
where
    K: Ord + Clone + Send + Sync + 'static,
    V: Clone + PartialEq + Send + Sync + 'static,
{
    /// `held` tells what a session says about something, `None` where there is no such thing; `send` saves what is wanted
    /// instead.
    pub fn new<F: Future<Output = Answer<()>> + 'static>(
        held: impl Fn(&Dating, &K) -> Option<V> + 'static,
        send: impl Fn(&Dating, K, V) -> F + 'static,
    ) -> Self {
        let (locale, state) = (use_locale(), use_desk());
        let wanted = RwSignal::new(BTreeMap::<K, V>::new());
        let saved = RwSignal::new(BTreeMap::<K, V>::new());
        // The newest revision for which something was sent: what came of it is seen in a later one.
        let sent = StoredValue::new(0_i64);
        Effect::new(move |_| {
            let first = wanted.with(|wanted| wanted.first_key_value().map(|(key, value)| (key.clone(), value.clone())));
            let (busy, desk) = (state.busy.get(), state.view.get());
            let Some(Ok(desk)) = desk else { return };
            let anew = |saved: &BTreeMap<K, V>| -> BTreeMap<K, V> {
                saved.keys().filter_map(|key| Some((key.clone(), held(&desk.dating, key)?))).collect()
            };
            let now = saved.with_untracked(anew);
            if saved.with_untracked(|saved| *saved != now) {
                saved.set(now);
            }
            let (Some((key, value)), false) = (first, busy) else { return };
            if held(&desk.dating, &key).is_none_or(|held| held == value) {
                saved.update(|saved| drop(saved.insert(key.clone(), value)));
                wanted.update(|wanted| drop(wanted.remove(&key)));
            } else if desk.dating.revision > sent.get_value() {
                sent.set_value(desk.dating.revision);
                state.act(send(&desk.dating, key, value), move |()| Some(organise::saved(locale).to_owned()));
            }
        });
        Effect::new(move |before: Option<u32>| {
            let failed = state.failed.get();
            if before.is_some_and(|before| before != failed) {
                sent.set_value(0);
                wanted.update(BTreeMap::clear);
            }
            failed
        });
        Self { wanted, saved }
    }

    pub fn tap(self, key: K, value: V) {
        self.wanted.update(|wanted| drop(wanted.insert(key, value)));
    }

    /// What is wanted, or what became of it; `None` for what nobody has tapped here.
    pub fn get(self, key: &K) -> Option<V> {
        let wanted = self.wanted.with(|wanted| wanted.get(key).cloned());
        wanted.or_else(|| self.saved.with(|saved| saved.get(key).cloned()))
    }
}
