//! Menus that fold away: Escape, a press beside them, the focus moving on, or a link in them closes what is open.
//! They are `<details>`, so that they open and close before wasm too.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, Node};

/// Listens for the whole page, for as long as it lives.
pub fn fold_away() {
    Effect::new(|_| {
        let _ = window_event_listener(ev::keydown, |event| {
            if event.key() == "Escape"
                && let Some(menu) = open_menu()
            {
                close(&menu);
                event.prevent_default();
                // Whoever was in the menu goes on where they opened it.
                if let Ok(Some(summary)) = menu.query_selector("summary")
                    && let Ok(summary) = summary.dyn_into::<HtmlElement>()
                {
                    let _ = summary.focus();
                }
            }
        });
        let _ = window_event_listener(ev::pointerdown, |event| close_beside(event.target()));
        let _ = window_event_listener(ev::focusin, |event| close_beside(event.target()));
        let _ = window_event_listener(ev::click, |event| {
            let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(pressed) = pressed
                && let Ok(Some(menu)) = pressed.closest("details.menu[open]")
                && matches!(pressed.closest("a"), Ok(Some(_)))
            {
                close(&menu);
            }
        });
    });
}

/// Whether a press of Escape is for a menu, and for nothing that lies under it; whoever hears of it first.
pub fn is_for_a_menu(escape: &ev::KeyboardEvent) -> bool {
    escape.default_prevented() || open_menu().is_some()
}

fn open_menu() -> Option<Element> {
    document().query_selector("details.menu[open]").ok().flatten()
}

fn close(menu: &Element) {
    let _ = menu.remove_attribute("open");
}

fn close_beside(target: Option<EventTarget>) {
    let target = target.and_then(|target| target.dyn_into::<Node>().ok());
    if let Some(menu) = open_menu()
        && !menu.contains(target.as_ref())
    {
        close(&menu);
    }
}
