//! The server's time on a phone whose own clock is wrong: the offset is measured, the ticking is the browser's.

use crate::device;
use domain::UnixMillis;
use gloo::net::http::Request;
use jiff::{SignedDuration, civil::DateTime};
use leptos::{ev, prelude::*, task::spawn_local};
use serde::Deserialize;
use std::{cell::Cell, time::Duration};

/// Answers asked for one measurement; the quickest one counts, since its time was least distorted on the way.
const SAMPLES: usize = 5;
/// How often the device's clock is compared with its own ticking, and how far apart the two may be. Devices set their clocks
/// right while they run, and some do not tick while they sleep.
const COMPARE: Duration = Duration::from_secs(20);
const JUMP_MS: f64 = 400.0;
/// Clocks that only drift are measured again every so often.
const MEASURE_AGAIN_MS: f64 = 10.0 * 60_000.0;

/// How far the device's clock may seem to be behind a page that was just drawn, and ahead of one that was kept, to be
/// believed where nobody can be asked.
const BEHIND_MS: i64 = 2_000;
const AHEAD_MS: i64 = 24 * 3_600_000;

/// Milliseconds to add to this device's clock to get the server's.
#[derive(Clone, Copy)]
pub struct ServerClock {
    /// `None` until it was measured.
    offset: RwSignal<Option<f64>>,
    /// What was measured before this page was opened; where there is nothing and nobody answers, nought.
    guess: StoredValue<Option<i64>>,
}

#[derive(Deserialize)]
struct Answer {
    now: f64,
}

impl ServerClock {
    /// Measures in the browser, and again whenever the page wakes up. Put into context once, by the app.
    pub fn provide() {
        let clock = Self { offset: RwSignal::new(None), guess: StoredValue::new(None) };
        provide_context(clock);
        Effect::new(move |_| {
            clock.guess.set_value(device::remembered_clock(device_now()));
            clock.measure();
            let visible = window_event_listener(ev::visibilitychange, move |_| clock.measure());
            let online = window_event_listener(ev::online, move |_| clock.measure());
            // A page that comes back from the browser's memory of visited pages has slept too.
            let shown = window_event_listener(ev::pageshow, move |_| clock.measure());
            let since = Cell::new(Since::now());
            let compare = move || {
                if since.get().is_unsound() {
                    since.set(Since::now());
                    clock.measure();
                }
            };
            let comparing = set_interval_with_handle(compare, COMPARE);
            on_cleanup(move || {
                shown.remove();
                if let Ok(comparing) = comparing {
                    comparing.clear();
                }
                visible.remove();
                online.remove();
            });
        });
    }

    fn measure(self) {
        spawn_local(async move {
            let mut best: Option<(f64, f64)> = None;
            for _ in 0..SAMPLES {
                let sent = js_sys::Date::now();
                let Ok(response) = Request::get("/api/clock").send().await else {
                    self.guess.try_update_value(|guess| *guess.get_or_insert(0));
                    return;
                };
                let Ok(answer) = response.text().await else { return };
                let Ok(answer) = serde_json::from_slice::<Answer>(answer.as_bytes()) else { return };
                let received = js_sys::Date::now();
                let way = received - sent;
                if way >= 0.0 && best.is_none_or(|(quickest, _)| way < quickest) {
                    best = Some((way, answer.now - (sent + received) / 2.0));
                }
            }
            if let Some((_, offset)) = best {
                device::remember_clock(offset as i64, device_now());
                self.offset.try_set(Some(offset));
            }
        });
    }

    /// The server's time, on a page that was drawn so long ago at `drawn`.
    fn now(self, drawn: UnixMillis, passed: i64) -> UnixMillis {
        match self.offset.get_untracked() {
            Some(offset) => UnixMillis((js_sys::Date::now() + offset) as i64),
            None => guessed(drawn.plus(passed), self.guess.get_value().map(|offset| device_now().plus(offset))),
        }
    }
}

/// The time where none was measured yet. A page may have been kept for hours before it woke without a network: it is at
/// least as late as the page says, and as late as the device says where that can be.
fn guessed(least: UnixMillis, device: Option<UnixMillis>) -> UnixMillis {
    device.filter(|device| (-BEHIND_MS..=AHEAD_MS).contains(&device.since(least))).unwrap_or(least)
}

fn device_now() -> UnixMillis {
    UnixMillis(js_sys::Date::now() as i64)
}

/// A moment on both of a device's clocks: the one that is set, and the one that only counts.
#[derive(Clone, Copy)]
struct Since {
    date: f64,
    count: f64,
}

impl Since {
    fn now() -> Self {
        Self { date: js_sys::Date::now(), count: count() }
    }

    /// Whether the device's clock was set meanwhile, or has run on its own for long enough.
    fn is_unsound(&self) -> bool {
        let passed = js_sys::Date::now() - self.date;
        (passed - (count() - self.count)).abs() > JUMP_MS || passed > MEASURE_AGAIN_MS
    }
}

/// Milliseconds that only ever count up. In the browser only.
pub fn count() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// The server's time, ticking every `tick` in the browser. Begins with the time `at` which the page was drawn, so that
/// the first picture is the same on both sides.
pub fn use_server_now(at: Signal<UnixMillis>, tick: Duration) -> Signal<UnixMillis> {
    let clock = expect_context::<ServerClock>();
    let ticking = RwSignal::new(None::<UnixMillis>);
    Effect::new(move |_| {
        let drawn_on = js_sys::Date::now();
        let drawn_at = at.get();
        let step = move || {
            ticking.try_set(Some(clock.now(drawn_at, (js_sys::Date::now() - drawn_on) as i64)));
        };
        // Timers of a page that nobody sees hardly run: the first thing it does when it is seen again is to look at the clock.
        let visible = window_event_listener(ev::visibilitychange, move |_| step());
        on_cleanup(move || visible.remove());
        if let Ok(handle) = set_interval_with_handle(step, tick) {
            on_cleanup(move || handle.clear());
        }
    });
    Signal::derive(move || ticking.get().unwrap_or_else(|| at.get()))
}

/// The civil time at the fair's place, ticking in the browser from the one with which a snapshot came.
pub fn use_local_now(at: Signal<DateTime>) -> Signal<DateTime> {
    let passed = RwSignal::new(0_i64);
    Effect::new(move |_| {
        at.track();
        let begun = js_sys::Date::now();
        passed.set(0);
        let step = move || {
            passed.try_set((js_sys::Date::now() - begun) as i64);
        };
        if let Ok(handle) = set_interval_with_handle(step, Duration::from_secs(10)) {
            on_cleanup(move || handle.clear());
        }
    });
    Signal::derive(move || {
        let at = at.get();
        at.checked_add(SignedDuration::from_millis(passed.get())).unwrap_or(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_kept_a_round_ago_is_as_late_as_the_device_says() {
        let kept = UnixMillis(1_000_000_000);
        let a_round_later = kept.plus(6 * 60_000);
        assert_eq!(guessed(kept, Some(a_round_later)), a_round_later);
        assert_eq!(guessed(kept, None), kept, "nobody was asked yet");
    }

    #[test]
    fn a_device_that_cannot_be_right_is_not_believed() {
        let drawn = UnixMillis(1_000_000_000_000);
        assert_eq!(guessed(drawn, Some(UnixMillis(0))), drawn, "it has forgotten what day it is");
        assert_eq!(guessed(drawn, Some(drawn.plus(-60_000))), drawn, "it is slow");
        assert_eq!(guessed(drawn, Some(drawn.plus(3 * AHEAD_MS))), drawn, "nobody looks at a page three days later");
    }
}
