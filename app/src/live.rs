//! What happens at the fair while a page is open: the one place that listens to the server's events.
//!
//! One connection serves the whole page. Its first message tells the newest revision, so that nothing between rendering
//! and listening is missed; a gap or a `reset` makes every snapshot be fetched again. Presence at stands is patched in
//! place, without asking anybody.

use crate::device;
use domain::{
    DatingId, StandId, UnixMillis,
    dating::STANDS_MS,
    live::{Change, Hello, LiveMessage, Standing},
    market::Presence,
};
use leptos::{ev, prelude::*};
use std::{collections::HashMap, time::Duration};
use wasm_bindgen::{JsCast, closure::Closure};

/// The server says something every fifteen seconds at least: who hears nothing for so long has lost it, whatever the
/// browser believes.
const SILENCE_MS: f64 = 40_000.0;
/// What was heard longer ago than this is no sign of life to a page that wakes.
const OLD_MS: f64 = 20_000.0;
const LISTEN_EVERY: Duration = Duration::from_secs(10);

/// How it stands with the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Not tried yet, or being tried: nothing to worry anybody with.
    #[default]
    Dialling,
    Open,
    /// Lost for longer than a blink.
    Broken,
}

/// What a snapshot is about, so that it is fetched again when exactly that has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Fair,
    Market,
    Programme,
    /// What the fair says of its dating sessions, and their clocks.
    Sessions,
    /// Anything of any dating session, as desks and projectors see it.
    Datings,
    Dating(DatingId),
    /// What visitors see of a session.
    Tables(DatingId),
    /// What is being worked out for a session.
    Attempts(DatingId),
    /// What phones asked of a session's desk and wished of each other.
    Phones(DatingId),
}

/// Signals of one fair's public history. In context on every page of a fair.
#[derive(Clone, Copy)]
pub struct Live {
    line: RwSignal<Line>,
    /// Newest revision that is shown or on its way to be.
    revision: RwSignal<Option<i64>>,
    everything: RwSignal<u32>,
    fair: RwSignal<u32>,
    market: RwSignal<u32>,
    programme: RwSignal<u32>,
    sessions: RwSignal<u32>,
    datings: RwSignal<HashMap<DatingId, u32>>,
    tables: RwSignal<HashMap<DatingId, u32>>,
    attempts: RwSignal<HashMap<DatingId, u32>>,
    phones: RwSignal<HashMap<DatingId, u32>>,
    presences: RwSignal<HashMap<StandId, (i64, Presence)>>,
    announcement: RwSignal<Option<String>>,
    /// When it was said, and the revision at which that was heard.
    said: StoredValue<(Option<UnixMillis>, i64)>,
    /// Something could not be fetched since the last refresh.
    behind: RwSignal<bool>,
}

impl Live {
    /// Listens to the fair with this slug, and to another one when the slug changes. In the browser only.
    pub fn to(slug: Memo<String>) -> Self {
        let live = Self {
            line: RwSignal::default(),
            revision: RwSignal::default(),
            everything: RwSignal::default(),
            fair: RwSignal::default(),
            market: RwSignal::default(),
            programme: RwSignal::default(),
            sessions: RwSignal::default(),
            datings: RwSignal::default(),
            tables: RwSignal::default(),
            attempts: RwSignal::default(),
            phones: RwSignal::default(),
            presences: RwSignal::default(),
            announcement: RwSignal::default(),
            said: StoredValue::default(),
            behind: RwSignal::default(),
        };
        Effect::new(move |before: Option<String>| {
            let slug = slug.get();
            if before.is_some_and(|before| before != slug) {
                live.forget();
            }
            Wire::lay(live, &slug);
            slug
        });
        live
    }

    pub fn line(self) -> Line {
        self.line.get()
    }

    pub fn announcement(self) -> RwSignal<Option<String>> {
        self.announcement
    }

    /// What stands by a snapshot of that revision: whoever opens or wakes later has heard no message.
    pub fn stands(self, revision: i64, standing: Option<Standing>) {
        let (said, heard) = self.said.get_value();
        let (text, now) = standing.map(|one| (one.text, one.said)).unzip();
        if revision >= heard && now != said {
            self.announce(text, now, revision);
        }
    }

    /// The announcement is not shown on this device any more.
    pub fn put_away(self) {
        if let (Some(said), _) = self.said.get_value() {
            device::put_away(said);
        }
        self.announcement.set(None);
    }

    /// What was put away on this device stays so.
    fn announce(self, text: Option<String>, said: Option<UnixMillis>, revision: i64) {
        self.said.set_value((said, revision));
        self.announcement.set(text.filter(|_| !said.is_some_and(device::is_put_away)));
        if let Some(said) = said {
            self.until_it_is_old(said);
        }
    }

    /// A sentence that nobody takes back goes by itself. A device whose clock is wrong shows it for a while at most.
    fn until_it_is_old(self, said: UnixMillis) {
        let left = said.plus(STANDS_MS).since(UnixMillis(js_sys::Date::now() as i64)).clamp(60_000, STANDS_MS);
        let put_down = move || {
            if self.said.try_get_value().is_some_and(|(newest, _)| newest == Some(said)) {
                self.announcement.try_set(None);
            }
        };
        set_timeout(put_down, Duration::from_millis(left as u64));
    }

    /// Grows whenever something about the topic has changed: the source of a resource.
    pub fn version(self, topic: Topic) -> u32 {
        self.everything.get()
            + match topic {
                Topic::Fair => self.fair.get(),
                Topic::Market => self.market.get(),
                Topic::Programme => self.programme.get(),
                Topic::Sessions => self.sessions.get(),
                Topic::Datings => self.datings.read().values().sum(),
                Topic::Dating(id) => count(self.datings, id),
                Topic::Tables(id) => count(self.tables, id),
                Topic::Attempts(id) => count(self.attempts, id),
                Topic::Phones(id) => count(self.phones, id),
            }
    }

    /// Whoever draws a snapshot says how old it is.
    pub fn shows(self, revision: i64) {
        let oldest = self.revision.get_untracked().map_or(revision, |known| known.min(revision));
        if self.line.get_untracked() != Line::Open {
            self.revision.set(Some(oldest));
        }
    }

    /// Whether somebody is at a stand: what was heard last, unless the snapshot (of `revision`) is newer.
    pub fn presence(self, stand: StandId, revision: i64, drawn: Presence) -> Presence {
        match self.presences.read().get(&stand) {
            Some((heard, presence)) if *heard > revision => *presence,
            _ => drawn,
        }
    }

    /// Fetches every snapshot again.
    pub fn refresh(self) {
        self.behind.set(false);
        self.everything.update(|n| *n += 1);
    }

    /// A snapshot could not be fetched: tried again once the line is back, or after a while where it never broke.
    pub fn missed(self) {
        self.behind.set(true);
        let pause = 3_000.0 * (1.0 + js_sys::Math::random());
        let again = move || {
            let open = self.line.try_get_untracked() == Some(Line::Open);
            if open && self.behind.try_get_untracked() == Some(true) {
                self.refresh();
            }
        };
        set_timeout(again, Duration::from_millis(pause as u64));
    }

    fn forget(self) {
        self.revision.set(None);
        self.presences.set(HashMap::new());
        self.announce(None, None, 0);
    }

    fn greeted(self, hello: Hello) {
        self.line.set(Line::Open);
        let behind = self.behind.get_untracked();
        if behind || self.revision.get_untracked().is_some_and(|known| known != hello.revision) {
            self.refresh();
        }
        self.revision.set(Some(hello.revision));
    }

    fn heard(self, message: LiveMessage) {
        let known = self.revision.get_untracked();
        if known.is_some_and(|known| message.revision <= known) {
            return;
        }
        if known.is_some_and(|known| message.revision > known + 1) {
            self.refresh();
        }
        self.revision.set(Some(message.revision));
        match message.change {
            Change::Fair => self.fair.update(|n| *n += 1),
            Change::Market => self.market.update(|n| *n += 1),
            Change::Programme => self.programme.update(|n| *n += 1),
            Change::Attempt { id } => grow(self.attempts, id),
            Change::Dating { id } => {
                self.sessions.update(|n| *n += 1);
                grow(self.tables, id);
                grow(self.datings, id);
            }
            Change::Tables { id } => {
                grow(self.tables, id);
                grow(self.datings, id);
            }
            Change::Desk { id } => grow(self.datings, id),
            Change::Stand { id, presence } => self.presences.update(|all| {
                all.insert(id, (message.revision, presence));
            }),
            Change::Announcement { text, said } => {
                let said = (!text.is_empty()).then(|| said.unwrap_or(message.at));
                self.announce(said.map(|_| text), said, message.revision);
            }
            Change::Requests { id } | Change::Again { id } => grow(self.phones, id),
        }
    }

    fn reset(self) {
        self.revision.set(None);
        self.refresh();
    }
}

fn grow(all: RwSignal<HashMap<DatingId, u32>>, id: DatingId) {
    all.update(|all| *all.entry(id).or_default() += 1);
}

fn count(all: RwSignal<HashMap<DatingId, u32>>, id: DatingId) -> u32 {
    all.read().get(&id).copied().unwrap_or_default()
}

/// The fair's live state, of the frame around the page.
pub fn use_live() -> Live {
    expect_context()
}

/// One connection with its listeners; dropping it hangs up.
struct Wire {
    source: web_sys::EventSource,
    _listeners: Vec<Closure<dyn FnMut(web_sys::MessageEvent)>>,
    _errors: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.source.set_onerror(None);
        self.source.close();
    }
}

/// The wire that is laid just now, and how often laying it has failed since it last held.
#[derive(Clone, Copy)]
struct Exchange {
    live: Live,
    wire: StoredValue<Option<Wire>, LocalStorage>,
    failures: StoredValue<u32>,
    /// When something was heard last, or tried, by the device's clock: a line can be dead without a sign.
    heard: StoredValue<f64>,
    retry: StoredValue<Option<TimeoutHandle>, LocalStorage>,
}

impl Wire {
    fn lay(live: Live, slug: &str) {
        let exchange = Exchange {
            live,
            wire: StoredValue::new_local(None),
            failures: StoredValue::new(0),
            heard: StoredValue::new(0.0),
            retry: StoredValue::new_local(None),
        };
        let url = StoredValue::new(format!("/api/live/{slug}"));
        exchange.dial(url);
        // Phones sleep and halls have holes: whoever comes back is connected at once, not after the pause.
        let wake = move || {
            if exchange.live.line.get_untracked() != Line::Open || exchange.silence() > OLD_MS {
                exchange.dial(url);
            }
        };
        let listen = move || {
            if exchange.silence() > SILENCE_MS {
                exchange.lost(url);
            }
        };
        let listening = set_interval_with_handle(listen, LISTEN_EVERY);
        let online = window_event_listener(ev::online, move |_| wake());
        let visible = window_event_listener(ev::visibilitychange, move |_| wake());
        let offline = window_event_listener(ev::offline, move |_| exchange.live.line.set(Line::Broken));
        on_cleanup(move || {
            online.remove();
            visible.remove();
            offline.remove();
            if let Ok(listening) = listening {
                listening.clear();
            }
            exchange.hang_up();
        });
    }
}

impl Exchange {
    fn hang_up(self) {
        if let Some(Some(pause)) = self.retry.try_update_value(Option::take) {
            pause.clear();
        }
        self.wire.try_update_value(|wire| *wire = None);
    }

    fn speaks(self) {
        self.heard.try_set_value(js_sys::Date::now());
    }

    fn silence(self) -> f64 {
        js_sys::Date::now() - self.heard.try_get_value().unwrap_or_default()
    }

    fn dial(self, url: StoredValue<String>) {
        self.hang_up();
        self.speaks();
        let Some(Ok(source)) = url.try_with_value(|url| web_sys::EventSource::new(url)) else {
            return;
        };
        let listen = |name: &str, hear: Box<dyn Fn(String)>| {
            let closure = Closure::<dyn FnMut(_)>::new(move |event: web_sys::MessageEvent| {
                self.speaks();
                hear(event.data().as_string().unwrap_or_default());
            });
            let _ = source.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
            closure
        };
        let live = self.live;
        let listeners = vec![
            listen(
                "hello",
                Box::new(move |data| {
                    self.failures.try_update_value(|n| *n = 0);
                    if let Ok(hello) = serde_json::from_slice(data.as_bytes()) {
                        live.greeted(hello);
                    }
                }),
            ),
            listen(
                "change",
                Box::new(move |data| match serde_json::from_slice(data.as_bytes()) {
                    Ok(message) => live.heard(message),
                    // A newer server speaks of something this page does not know: what it shows may be old.
                    Err(_) => live.refresh(),
                }),
            ),
            listen("reset", Box::new(move |_| live.reset())),
            listen("beat", Box::new(|_| {})),
        ];
        let errors = Closure::<dyn FnMut(_)>::new(move |_: web_sys::Event| self.lost(url));
        source.set_onerror(Some(errors.as_ref().unchecked_ref()));
        self.wire.try_update_value(|wire| *wire = Some(Wire { source, _listeners: listeners, _errors: errors }));
    }

    /// Waits longer after every failure, up to half a minute, and never exactly as long as everybody else.
    fn lost(self, url: StoredValue<String>) {
        self.speaks();
        let Some(failures) = self.failures.try_update_value(|n| {
            *n += 1;
            *n
        }) else {
            return;
        };
        self.live.line.set(if failures > 1 { Line::Broken } else { Line::Dialling });
        let pause = 500.0 * f64::from(1 << failures.min(6)) * (0.75 + 0.5 * js_sys::Math::random());
        if let Some(Some(earlier)) = self.retry.try_update_value(Option::take) {
            earlier.clear();
        }
        // Hanging up here would drop the closure that is running; dialling again replaces the wire.
        self.wire.try_with_value(|wire| wire.iter().for_each(|wire| wire.source.close()));
        let again = set_timeout_with_handle(move || self.dial(url), Duration::from_millis(pause as u64));
        self.retry.try_update_value(|retry| *retry = again.ok());
    }
}
