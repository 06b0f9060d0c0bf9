//! A dating session's clock: the running countdown, and the same as plain words.

use crate::{clock::use_server_now, words::dates};
use domain::{
    clock::{Moment, Part},
    views::ClockFace,
};
use leptos::prelude::*;
use std::time::Duration;

/// The moment of a session, by the server's time, five times a second so that a second never shows twice as long.
pub fn use_moment(face: Signal<ClockFace>) -> Memo<Moment> {
    let drawn = Signal::derive(move || face.get().now);
    let now = use_server_now(drawn, Duration::from_millis(200));
    Memo::new(move |_| {
        // Whole seconds: the picture changes once a second, not five times.
        let moment = face.get().at(now.get());
        match moment {
            Moment::On { round, part, remaining_ms, length_ms, paused } => {
                let remaining_ms = (remaining_ms + 999).div_euclid(1000) * 1000;
                Moment::On { round, part, remaining_ms, length_ms, paused }
            }
            other => other,
        }
    })
}

/// The last quarter of a minute of a talk, and the whole change, are told in the colour of "now".
pub fn is_soon(moment: Moment) -> bool {
    match moment {
        Moment::On { part: Part::Change, paused, .. } => !paused,
        Moment::On { remaining_ms, paused, .. } => !paused && remaining_ms <= 15_000,
        _ => false,
    }
}

/// The dial around the countdown; `under` says what it counts down to.
#[component]
pub fn Dial(moment: Memo<Moment>, #[prop(into)] under: Signal<String>) -> impl IntoView {
    let remaining = move || match moment.get() {
        Moment::On { remaining_ms, .. } => remaining_ms,
        _ => 0,
    };
    let share = move || match moment.get() {
        Moment::On { remaining_ms, length_ms, .. } if length_ms > 0 => (remaining_ms * 100 / length_ms).clamp(0, 100),
        _ => 0,
    };
    let class = move || if is_soon(moment.get()) { "dial soon" } else { "dial" };
    view! {
        <div class=class>
            <svg viewBox="0 0 120 120" aria-hidden="true">
                <circle class="track" cx="60" cy="60" r="55"></circle>
                <circle class="rest" cx="60" cy="60" r="55" pathLength="100" stroke-dasharray=move || format!("{} 100", share())></circle>
            </svg>
            <div>
                <p class="clock" role="timer">{move || dates::countdown(remaining())}</p>
                <p class="quiet">{under}</p>
            </div>
        </div>
    }
}
