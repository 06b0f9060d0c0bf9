//! A round run from the keyboard: single letters, which can be switched off, and never while somebody types.

use super::{
    change::use_sound,
    deciding::use_deciding,
    room::{Panel, use_room},
    session::use_session,
    steps::undo_last,
    turns::{Stage, stage, use_hand},
};
use crate::{device, menus::is_for_a_menu};
use domain::dating::ClockTurn;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// Whether single letters act; off is remembered, since most keyboards are at a desk.
#[derive(Clone, Copy)]
pub struct Keys {
    pub off: device::Remembered<bool>,
}

impl Keys {
    pub fn provide() -> Self {
        let keys = Self { off: device::keys_off() };
        provide_context(keys);
        let session = use_session();
        let (deciding, room, sound) = (use_deciding(), use_room(), use_sound());
        let (hand, undo, stage) = (use_hand(), undo_last(), stage(session));
        let rounds = move || session.dating.with_untracked(|dating| dating.setting.rounds);
        let act = move |event: ev::KeyboardEvent| {
            let key = event.key();
            if key == "Escape" {
                if is_for_a_menu(&event) {
                    return;
                }
                if deciding.open.with_untracked(Option::is_some) {
                    deciding.cancel();
                } else if room.panel.get_untracked().is_some() || room.pick.get_untracked().is_some() {
                    room.close();
                }
                return;
            }
            if event.ctrl_key() || event.meta_key() || event.alt_key() || keys.off.stored() || is_typing(&event) {
                return;
            }
            // A key that is held down turns once.
            let turn = |turn| {
                if !event.repeat() {
                    hand.turn(turn, event.time_stamp());
                }
            };
            let heard = match (key.as_str(), stage.get_untracked()) {
                (" ", _) if is_pressing(&event) => false,
                (" ", Stage::On { paused, .. }) => {
                    turn(if paused { ClockTurn::Resume } else { ClockTurn::Pause });
                    true
                }
                ("n", Stage::Waiting) if session.dating.with_untracked(|dating| dating.is_ready().is_ok()) => {
                    turn(ClockTurn::Start);
                    true
                }
                ("n", Stage::On { round, part, .. }) => {
                    // The end is asked for twice.
                    if part == domain::clock::Part::Talk && round + 1 >= rounds() {
                        room.open(Panel::Finish);
                    } else {
                        turn(ClockTurn::Skip);
                    }
                    true
                }
                // Straight into the next talk; the last round has none, and the desk says so.
                ("N", Stage::On { .. }) => {
                    turn(ClockTurn::NextRound);
                    true
                }
                ("m", Stage::On { .. }) => {
                    turn(ClockTurn::OneMinuteMore);
                    true
                }
                ("g", _) => {
                    sound.toggle();
                    true
                }
                ("u", _) => {
                    if !event.repeat() {
                        undo();
                    }
                    true
                }
                ("/", _) => focus("search-people"),
                ("t", _) => focus("tables-head"),
                ("?", _) => {
                    room.open(Panel::Help);
                    true
                }
                _ => false,
            };
            if heard {
                event.prevent_default();
            }
        };
        Effect::new(move |_| {
            let listener = window_event_listener(ev::keydown, act);
            on_cleanup(move || listener.remove());
        });
        keys
    }
}

fn target(event: &ev::KeyboardEvent) -> Option<web_sys::Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}

fn is_typing(event: &ev::KeyboardEvent) -> bool {
    target(event)
        .is_some_and(|element| element.closest("input:not([type=radio]), textarea, select").ok().flatten().is_some())
}

/// The space bar presses what it is on.
fn is_pressing(event: &ev::KeyboardEvent) -> bool {
    target(event).is_some_and(|element| element.closest("button, a, summary, label, input").ok().flatten().is_some())
}

/// Whether what the keyboard was on is gone.
pub fn is_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// Takes the keyboard to an element, if it is there.
pub fn focus(id: &str) -> bool {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
