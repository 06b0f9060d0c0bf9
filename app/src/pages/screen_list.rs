//! "Find your table" on the projector: everybody by name, as large as they fit, page after page.

use crate::{pages::screen::Scene, words::screen as words};
use domain::{
    Locale,
    clock::Moment,
    screen::{Layout, Part, ScreenView, page_ms},
};
use leptos::{ev, prelude::*};

#[component]
pub fn ScreenList(
    view: StoredValue<ScreenView>,
    scene: Memo<Scene>,
    moment: Memo<Moment>,
    part: Part,
    page: RwSignal<usize>,
    stands: RwSignal<i64>,
    #[prop(into)] title: Signal<Option<(String, String)>>,
) -> impl IntoView {
    let upright = RwSignal::new(false);
    Effect::new(move |_| {
        let look = move || {
            let sides = web_sys::window()
                .and_then(|window| Some((window.inner_width().ok()?.as_f64()?, window.inner_height().ok()?.as_f64()?)));
            upright.set(sides.is_some_and(|(width, height)| height > width));
        };
        look();
        let resized = window_event_listener(ev::resize, move |_| look());
        on_cleanup(move || resized.remove());
    });
    let list = Memo::new(move |_| {
        let shown = scene.get().shown();
        shown.map(|round| view.with_value(|view| view.list(round, part))).unwrap_or_default()
    });
    // Less time, quicker pages, and where that is not enough more names on each.
    let within = Memo::new(move |_| scene.get().within_ms(moment.get()));
    let layout = Memo::new(move |_| Layout::of(list.with(Vec::len), upright.get(), within.get()));
    let pages = Memo::new(move |_| layout.get().pages(list.with(Vec::len)));
    let each = Memo::new(move |_| page_ms(pages.get(), within.get()));
    // Set anew it would begin anew, with every arrival.
    Effect::new(move |_| {
        let each = each.get();
        if stands.get_untracked() != each {
            stands.set(each);
        }
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
            <ol class=class data-columns=move || layout.get().columns.to_string() data-rows=move || layout.get().rows.to_string()>{rows}</ol>
            <Show when=move || pages.get().gt(&1)>
                <p class="screen-page quiet num">
                    <span lang="de">{move || words::page_of(Locale::De, at.get() + 1, pages.get())}</span>" · "
                    <span lang="en">{move || words::page_of(Locale::En, at.get() + 1, pages.get())}</span>
                </p>
            </Show>
        </section>
    }
}
