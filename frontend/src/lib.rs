//! The browser's way in: takes over the page that the server rendered.

// The type of a whole page is as deep as its markup, here as in `app`.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    let path = leptos::prelude::window().location().pathname().unwrap_or_default();
    wasm_bindgen_futures::spawn_local(async move {
        app::pages::parts::fetch_for(&path).await;
        leptos::mount::hydrate_body(app::App);
    });
}
