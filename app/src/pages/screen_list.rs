//! "Find your table" on the projector: everybody by name, as large as they fit, page after page.

use crate::{pages::screen_scene::Scene, words::screen as words};
use domain::{
    Locale,
    clock::Moment,
    screen::{Layout, Part, Room, ScreenView, page_ms},
};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

#[component]
pub fn ScreenList(
    view: StoredValue<ScreenView>,
    scene: Memo<Scene>,
    moment: Memo<Moment>,
    part: Part,
    page: RwSignal<usize>,
    stands: RwSignal<i64>,
    room: RwSignal<Room>,
    #[prop(into)] title: Signal<Option<(String, String)>>,
) -> impl IntoView {
    let rows_at = NodeRef::<html::Ol>::new();
    measure(rows_at, room);
    let list = Memo::new(move |_| {
        let shown = scene.get().shown();
        shown.map(|round| view.with_value(|view| view.list(round, part))).unwrap_or_default()
    });
    // Less time, quicker pages, and where that is not enough more names on each.
    let within = Memo::new(move |_| scene.get().within_ms(moment.get()));
    let layout = Memo::new(move |_| Layout::of(list.with(Vec::len), room.get(), within.get()));
    let pages = Memo::new(move |_| layout.get().pages(list.with(Vec::len)));
    let each = Memo::new(move |_| page_ms(pages.get(), within.get()));
    // Set anew it would begin anew, with every arrival.
    Effect::new(move |_| {
        let each = each.get();
        if stands.get_untracked() != each {
            stands.set(each);
        }
    });
    // Where there is less room than before, whoever was shown is shown on, and nobody is left out.
    Effect::new(move |before: Option<(Layout, usize)>| {
        let (layout, count) = (layout.get(), list.with(Vec::len));
        if let Some((was, of)) = before
            && was != layout
            && of == count
        {
            page.set(layout.page_with(count, was.page_of(of, page.get_untracked()).start));
        }
        (layout, count)
    });
    // A list of one page stands still; only where a page really turns is it drawn again.
    let at = Memo::new(move |_| page.get() % pages.get());
    let rows = move || {
        let range = layout.get().page_of(list.with(Vec::len), at.get());
        let shown = list.with(|list| list.get(range).map(<[_]>::to_vec).unwrap_or_default());
        let row = |(name, table): (String, Option<u16>)| {
            let seat = match table {
                Some(number) => view! {
                    <b><span class="visually-hidden" lang="de">{words::table(Locale::De)}" "</span>{number}</b>
                }
                .into_any(),
                None => view! { <b class="break" lang="de">{words::take_break(Locale::De)}</b> }.into_any(),
            };
            view! { <li><span>{name}</span>{seat}</li> }
        };
        shown.into_iter().map(row).collect_view()
    };
    let class = move || format!("screen-list {}", layout.get().size);
    view! {
        <section class="screen-tables">
            {move || title.get().map(|(de, en)| view! {
                <h2><span lang="de">{de}</span>" "<span lang="en" class="quiet">{en}</span></h2>
            })}
            <ol node_ref=rows_at class=class data-columns=move || layout.get().columns.to_string() data-rows=move || layout.get().rows.to_string()>{rows}</ol>
            <Show when=move || pages.get().gt(&1)>
                <p class="screen-page quiet num">
                    <span lang="de">{move || words::page_of(Locale::De, at.get() + 1, pages.get())}</span>" · "
                    <span lang="en">{move || words::page_of(Locale::En, at.get() + 1, pages.get())}</span>
                </p>
            </Show>
        </section>
    }
}

/// Keeps the room that the rows have: whatever else comes onto the screen, or wraps, takes of it.
fn measure(rows: NodeRef<html::Ol>, room: RwSignal<Room>) {
    let look = move || {
        let Some(rows) = rows.get_untracked() else { return };
        let sides = web_sys::window()
            .and_then(|window| Some((window.inner_width().ok()?.as_f64()?, window.inner_height().ok()?.as_f64()?)));
        let Some((width, height)) = sides else { return };
        let left = f64::from(rows.client_height()) * 1_000. / width.min(height).max(1.);
        let now = Room { upright: height > width, height: Some(left as u16) };
        if room.get_untracked() != now {
            room.set(now);
        }
    };
    Effect::new(move |_| {
        let Some(rows) = rows.get() else { return };
        look();
        let resized = window_event_listener(ev::resize, move |_| look());
        let closure = Closure::<dyn FnMut()>::new(look);
        let watcher = web_sys::ResizeObserver::new(closure.as_ref().unchecked_ref()).ok();
        watcher.iter().for_each(|watcher| watcher.observe(&rows));
        let watched = StoredValue::new_local((watcher, closure));
        on_cleanup(move || {
            resized.remove();
            watched.with_value(|(watcher, _)| watcher.iter().for_each(web_sys::ResizeObserver::disconnect));
        });
    });
}
