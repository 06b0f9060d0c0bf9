//! What this device remembers for its owner, and nobody else ever learns: who one is at the speed-dating, what one
//! keeps, which plan one has seen.

use domain::{DatingId, ItemId, ParticipantId, UnixMillis};
use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// Who one is at a fair's speed-dating.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mine {
    pub dating: DatingId,
    pub who: ParticipantId,
    pub name: String,
}

/// What was last shown of one's run sheet: when it begins, and by round the table and the names across it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub version: u32,
    /// Empty where an older page remembered it.
    #[serde(default)]
    pub starts: String,
    pub rounds: Vec<(Option<u16>, Vec<String>)>,
}

/// A value that lives in the browser's storage under a key. Empty on the server and until the page has woken up, so
/// that the first picture is the same on both sides. A browser that remembers nothing forgets it with the page.
pub struct Remembered<T: Send + Sync + 'static> {
    value: RwSignal<T>,
    key: Memo<String>,
}

impl<T: Send + Sync + 'static> Clone for Remembered<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Remembered<T> {}

impl<T: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static> Remembered<T> {
    fn under(key: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let remembered = Self { value: RwSignal::new(T::default()), key: Memo::new(move |_| key()) };
        Effect::new(move |_| remembered.value.set(LocalStorage::get(remembered.key.get()).unwrap_or_default()));
        remembered
    }

    pub fn get(self) -> T {
        self.value.get()
    }

    pub fn get_untracked(self) -> T {
        self.value.get_untracked()
    }

    pub fn set(self, value: T) {
        if self.value.with_untracked(|before| *before == value) {
            return;
        }
        // A full or forbidden storage loses the comfort of remembering, nothing else.
        let _ = LocalStorage::set(self.key.get_untracked(), &value);
        self.value.set(value);
    }

    /// What is stored now, read past the signal; in the browser only.
    pub fn stored(self) -> T {
        LocalStorage::get(self.key.get_untracked()).unwrap_or_default()
    }
}

pub fn mine(slug: Memo<String>) -> Remembered<Option<Mine>> {
    Remembered::under(move || format!("insist.mine.{}", slug.get()))
}

/// Private notes about those one has met, by their id. They never leave the device.
pub fn notes(key: impl Fn() -> (DatingId, ParticipantId) + Send + Sync + 'static) -> Remembered<BTreeMap<u32, String>> {
    Remembered::under(move || {
        let (dating, who) = key();
        format!("insist.notes.{dating}.{who}")
    })
}

/// The programme items one keeps.
pub fn kept(slug: Memo<String>) -> Remembered<Vec<ItemId>> {
    Remembered::under(move || format!("insist.kept.{}", slug.get()))
}

pub fn seen(key: impl Fn() -> (DatingId, ParticipantId) + Send + Sync + 'static) -> Remembered<Option<Seen>> {
    Remembered::under(move || {
        let (dating, who) = key();
        format!("insist.seen.{dating}.{who}")
    })
}

/// Whether this device sounds the gong in the control room.
pub fn gong() -> Remembered<bool> {
    Remembered::under(|| "insist.gong".to_owned())
}

/// Whether this device reads aloud what is announced and which round begins, in the control room.
pub fn read_aloud() -> Remembered<bool> {
    Remembered::under(|| "insist.read-aloud".to_owned())
}

/// Whether single letters are to do nothing in the control room.
pub fn keys_off() -> Remembered<bool> {
    Remembered::under(|| "insist.keys-off".to_owned())
}

impl Remembered<Vec<ItemId>> {
    pub fn has(self, item: ItemId) -> bool {
        self.value.with(|kept| kept.contains(&item))
    }

    pub fn toggle(self, item: ItemId) {
        let mut kept = self.value.get_untracked();
        match kept.iter().position(|other| *other == item) {
            Some(index) => {
                kept.remove(index);
            }
            None => kept.push(item),
        }
        self.set(kept);
    }
}

const PUT_AWAY: &str = "insist.put-away";

/// The announcement that was said then is not shown on this device any more.
pub fn put_away(said: UnixMillis) {
    keep(PUT_AWAY, &said.0.to_string());
}

pub fn is_put_away(said: UnixMillis) -> bool {
    kept_text(PUT_AWAY).is_some_and(|kept| kept == said.0.to_string())
}

const CLOCK: &str = "insist.clock";
/// Devices set their clocks, and drift: what was measured longer ago says nothing any more.
const MEASURED_MS: i64 = 24 * 3_600_000;

/// How wrong this device's clock is, and when it said so, by itself.
pub fn remember_clock(offset_ms: i64, now: UnixMillis) {
    keep(CLOCK, &format!("{offset_ms} {}", now.0));
}

pub fn remembered_clock(now: UnixMillis) -> Option<i64> {
    let kept = kept_text(CLOCK)?;
    let (offset, measured) = kept.split_once(' ')?;
    let age = now.0 - measured.parse::<i64>().ok()?;
    (0..MEASURED_MS).contains(&age).then(|| offset.parse().ok())?
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn keep(key: &str, text: &str) {
    // A full storage loses the comfort of remembering, nothing else.
    let _ = storage().map(|storage| storage.set_item(key, text));
}

fn kept_text(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Long enough to be felt in a pocket: a change that concerns one's own table.
pub fn buzz_long() {
    vibrate(&[300, 120, 300, 120, 300]);
}

/// A short buzz: the round has changed.
pub fn buzz() {
    vibrate(&[120]);
}

/// Where the device can and may; quiet devices stay quiet.
fn vibrate(pattern: &[u32]) {
    let navigator = web_sys::window().map(|window| window.navigator());
    let Some(navigator) = navigator else { return };
    let can = js_sys::Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false);
    let active = js_sys::Reflect::get(&navigator, &"userActivation".into())
        .and_then(|activation| js_sys::Reflect::get(&activation, &"hasBeenActive".into()))
        .is_ok_and(|active| active.is_truthy());
    // Browsers complain in their console about a page that buzzes before anybody has touched it.
    if can && active {
        let steps: js_sys::Array = pattern.iter().map(|ms| wasm_bindgen::JsValue::from(*ms)).collect();
        navigator.vibrate_with_pattern(&steps);
    }
}
