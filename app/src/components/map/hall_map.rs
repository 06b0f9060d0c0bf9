//! The map of one hall with its gestures: one finger pans, two pinch, the wheel with Ctrl and the buttons zoom, arrows walk.

use super::{
    floor::{Booth, Floor, MapStand, Places},
    viewport::{UNITS, Viewport, Window},
};
use crate::{
    components::icons::{Icon, IconKind},
    live::use_live,
    page::use_locale,
    paths,
    words::market,
};
use domain::{
    StandId,
    market::{Hall, Stand},
};
use leptos::{ev, html, prelude::*};
use std::collections::HashMap;

/// Pixels a finger may tremble while it taps.
const TREMBLE: f32 = 6.0;

/// Where the fingers are, by pointer.
type Fingers = HashMap<i32, (f32, f32)>;

/// Size of the map's window and the position of an event in it.
fn place_in(element: &web_sys::Element, x: i32, y: i32) -> (Window, f32, f32) {
    let rect = element.get_bounding_client_rect();
    let window = Window { width: rect.width() as f32, height: rect.height() as f32 };
    (window, x as f32 - rect.left() as f32, y as f32 - rect.top() as f32)
}

/// The middle of a stand, in units of the drawing.
fn centre(stand: &MapStand) -> (f32, f32) {
    let Stand { at, width, depth, .. } = &stand.stand;
    ((at.x + width / 2.0) * UNITS, (at.y + depth / 2.0) * UNITS)
}

/// `matching` says which stands stand out while others step back; `None`: all alike.
#[component]
pub fn HallMap(
    hall: Hall,
    stands: Vec<MapStand>,
    slug: Memo<String>,
    /// Of the snapshot.
    revision: i64,
    #[prop(into)] matching: Signal<Option<Vec<StandId>>>,
    #[prop(into)] access: Signal<bool>,
    chosen: RwSignal<Option<StandId>>,
    /// What the map shows; kept outside, so that a fresh snapshot does not move anything.
    view: RwSignal<Option<Viewport>>,
    /// The buttons beside those that zoom.
    children: Children,
) -> impl IntoView {
    let locale = use_locale();
    let live = use_live();
    let frame = NodeRef::<html::Div>::new();
    let whole = Viewport::of(&hall);
    let ground = StoredValue::new(hall.clone());
    let shape = match whole.width / whole.height {
        ratio if ratio >= 1.55 => "wide",
        ratio if ratio >= 1.15 => "usual",
        ratio if ratio >= 0.85 => "square",
        _ => "tall",
    };
    // Where nobody has a stand, what there is to find are the places: all of them are seen at first, and larger.
    let no_stands = stands.is_empty();
    let (first, fit, size) = match no_stands {
        true => (Viewport::around_places(&hall), "xMidYMid meet", 1.2),
        false => (whole, "xMidYMid slice", 1.0),
    };
    let shown = move || view.get().unwrap_or(first);
    let before = move |window: Window| {
        view.get_untracked().unwrap_or_else(|| if no_stands { first.holding_all(window) } else { first })
    };
    let moved = move |window: Window, change: &dyn Fn(Viewport) -> Viewport| {
        let next = ground.with_value(|hall| change(before(window)).kept_at(hall, window));
        view.set(Some(next));
    };
    let in_window = move |act: &dyn Fn(Window)| {
        if let Some(frame) = frame.get_untracked() {
            act(place_in(&frame, 0, 0).0);
        }
    };
    let zoom = move |factor: f32| {
        in_window(&|window| {
            moved(window, &|view| view.zoomed(factor, window.width / 2.0, window.height / 2.0, window))
        });
    };
    let walk = move |dx: f32, dy: f32| in_window(&|window| moved(window, &|view| view.panned(dx, dy, window)));
    let everything =
        move || in_window(&|window| view.set(Some(ground.with_value(|hall| Viewport::whole(hall, window)))));

    let fingers = StoredValue::new(Fingers::new());
    let wandered = StoredValue::new(0.0_f32);
    let down = move |event: ev::PointerEvent| {
        wandered.set_value(0.0);
        fingers.update_value(|fingers| {
            fingers.insert(event.pointer_id(), (event.client_x() as f32, event.client_y() as f32));
        });
    };
    let drag = move |event: ev::PointerEvent| {
        let Some(frame) = frame.get_untracked() else { return };
        let to = (event.client_x() as f32, event.client_y() as f32);
        let Some(from) = fingers.with_value(|fingers| fingers.get(&event.pointer_id()).copied()) else { return };
        let other = fingers
            .with_value(|fingers| fingers.iter().find(|(id, _)| **id != event.pointer_id()).map(|(_, place)| *place));
        wandered.update_value(|way| *way += (to.0 - from.0).abs() + (to.1 - from.1).abs());
        if wandered.get_value() < TREMBLE {
            return;
        }
        // A capture taken at once would steal the click from the stand under the finger.
        let _ = frame.set_pointer_capture(event.pointer_id());
        let (window, px, py) = place_in(&frame, to.0 as i32, to.1 as i32);
        match other {
            None => moved(window, &|view| view.panned(to.0 - from.0, to.1 - from.1, window)),
            Some(still) => {
                let distance = |a: (f32, f32)| ((a.0 - still.0).powi(2) + (a.1 - still.1).powi(2)).sqrt().max(1.0);
                let middle = (px - (to.0 - still.0) / 2.0, py - (to.1 - still.1) / 2.0);
                moved(window, &|view| view.zoomed(distance(to) / distance(from), middle.0, middle.1, window));
            }
        }
        fingers.update_value(|fingers| {
            fingers.insert(event.pointer_id(), to);
        });
    };
    let up = move |event: ev::PointerEvent| {
        fingers.update_value(|fingers| {
            fingers.remove(&event.pointer_id());
        });
    };
    let wheel = move |event: ev::WheelEvent| {
        // The plain wheel scrolls the page on; two fingers on a touchpad come as a wheel with Ctrl.
        if !event.ctrl_key() && !event.meta_key() {
            return;
        }
        let Some(frame) = frame.get_untracked() else { return };
        event.prevent_default();
        let (window, px, py) = place_in(&frame, event.client_x(), event.client_y());
        let factor = (-event.delta_y() as f32 * 0.002).clamp(-0.5, 0.5).exp();
        moved(window, &|view| view.zoomed(factor, px, py, window));
    };
    let key = move |event: ev::KeyboardEvent| {
        match event.key().as_str() {
            "+" | "=" => zoom(1.4),
            "-" => zoom(1.0 / 1.4),
            "0" => everything(),
            "ArrowLeft" => walk(60.0, 0.0),
            "ArrowRight" => walk(-60.0, 0.0),
            "ArrowUp" => walk(0.0, 60.0),
            "ArrowDown" => walk(0.0, -60.0),
            "Escape" => chosen.set(None),
            _ => return,
        }
        event.prevent_default();
    };

    // Whoever comes by a link to one stand wants to see it.
    let sought = chosen.get_untracked().and_then(|id| stands.iter().find(|stand| stand.stand.id == id)).map(centre);
    Effect::new(move |_| {
        if let (Some((x, y)), None) = (sought, view.get_untracked()) {
            in_window(&|window| moved(window, &|view| view.centred(x, y)));
        }
    });

    let booths = stands
        .into_iter()
        .map(|stand| {
            let id = stand.stand.id;
            let (x, y) = centre(&stand);
            let drawn = stand.stand.presence;
            let free = stand.stand.step_free;
            let href = paths::stand(&slug.get_untracked(), id);
            let dim = Signal::derive(move || {
                let misses =
                    matching.with(|matching| matching.as_ref().is_some_and(|matching| !matching.contains(&id)));
                misses || (access.get() && !free)
            });
            let open = move |id| {
                if wandered.get_value() < TREMBLE {
                    chosen.set(Some(id));
                    // A stand at the rim would hide under the sheet.
                    in_window(&|window| moved(window, &|view| view.centred(x, y)));
                }
            };
            view! {
                <Booth stand href open dim
                    chosen=Signal::derive(move || chosen.get() == Some(id))
                    presence=Signal::derive(move || live.presence(id, revision, drawn))/>
            }
        })
        .collect_view();
    let name = market::plan_of(locale, &hall.name);
    view! {
        // The buttons stand beside the drawing: over it they would hide whoever stands there.
        <div class="hall-frame" data-shape=shape on:keydown=key>
            <div class="hall" node_ref=frame on:pointerdown=down on:pointermove=drag on:pointerup=up on:pointercancel=up on:wheel=wheel>
                <svg viewBox=move || shown().attribute() preserveAspectRatio=fit role="group" aria-label=name>
                    <Floor hall=hall.clone()/>
                    {booths}
                    <Places hall access size/>
                </svg>
            </div>
            <div class="floats">
                {children()}
                <button class="button" type="button" aria-label=market::zoom_in(locale) on:click=move |_| zoom(1.6)><Icon kind=IconKind::PLUS/></button>
                <button class="button" type="button" aria-label=market::zoom_out(locale) on:click=move |_| zoom(1.0 / 1.6)><Icon kind=IconKind::MINUS/></button>
                <button class="button" type="button" aria-label=market::whole_hall(locale) on:click=move |_| everything()><Icon kind=IconKind::MAP/></button>
            </div>
        </div>
    }
}
