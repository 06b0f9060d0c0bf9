//! What was typed and not saved is not lost by a slip: leaving a changed form asks first.
//!
//! A form asks for this with `data-keeps`; it counts as changed (`data-changed`) from the first thing typed in it until it
//! is gone, or is told to be saved: sending may come to nothing. Whatever holds a choice that is not a form's sets
//! `data-changed` itself, with a question of its own where it has one.

use crate::{page::use_locale, words::organise as words};
use leptos::{ev, leptos_dom::helpers::window_event_listener_untyped, prelude::*};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, Event, MouseEvent};

const CHANGED: &str = "data-changed";

/// Watches all forms of the organisers' rooms, for as long as these are open.
pub fn ask_before_leaving() {
    let question = words::leave_unsaved(use_locale());
    Effect::new(move |_| {
        let typed = window_event_listener(ev::input, |event| {
            if let Some(form) = closest(&event, "form[data-keeps]") {
                let _ = form.set_attribute(CHANGED, "");
            }
        });
        let leaving = window_event_listener(ev::beforeunload, |event| {
            if changed().is_some() {
                event.prevent_default();
            }
        });
        // Before the router hears of it. Links that leave the app are asked about by the browser itself.
        let pressed = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
            let stays = event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key();
            let link = closest(&event, "a[href]:not([rel~=external], [download], [target=_blank], [href^='#'])");
            if stays || link.is_none() || leaves(question) {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
        });
        let _ = document().add_event_listener_with_callback_and_bool("click", pressed.as_ref().unchecked_ref(), true);
        let pressed = StoredValue::new_local(pressed);
        on_cleanup(move || {
            typed.remove();
            leaving.remove();
            pressed.with_value(|pressed| {
                let heard = pressed.as_ref().unchecked_ref();
                let _ = document().remove_event_listener_with_callback_and_bool("click", heard, true);
            });
        });
    });
}

/// What was typed is saved, in a form that stays on the page. In the browser only.
pub fn saved() {
    if let Ok(Some(form)) = document().query_selector("form[data-keeps][data-changed]") {
        let _ = form.remove_attribute(CHANGED);
    }
}

/// Asks before the browser's own steps back and forward too. Called before there is a router: of two listeners the first is
/// heard first, and the router would have left by then. In the browser only.
pub fn ask_before_stepping_back() {
    if cfg!(feature = "ssr") {
        return;
    }
    let question = words::leave_unsaved(use_locale());
    // Where something was typed or pressed last: when the browser tells of a step it has left that address already.
    let address = StoredValue::new(None::<String>);
    for done in ["input", "click"] {
        window_event_listener_untyped(done, move |_| address.set_value(window().location().href().ok()));
    }
    window_event_listener(ev::popstate, move |event| {
        if leaves(question) {
            return;
        }
        event.stop_immediate_propagation();
        if let Ok(history) = window().history() {
            let _ = history.push_state_with_url(&JsValue::NULL, "", address.get_value().as_deref());
        }
    });
}

/// Whether nothing is lost by leaving, or is to be.
fn leaves(question: &str) -> bool {
    let Some(form) = changed() else { return true };
    let own = form.get_attribute(CHANGED).filter(|own| !own.is_empty());
    let leaves = window().confirm_with_message(own.as_deref().unwrap_or(question)).unwrap_or(true);
    if leaves {
        let _ = form.remove_attribute(CHANGED);
    }
    leaves
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()
}

/// What would be lost.
fn changed() -> Option<Element> {
    document().query_selector("[data-changed]").ok().flatten()
}
