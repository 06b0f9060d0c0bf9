//! Keeping one's own table readable without network, and the sign that was scanned last: a small service worker keeps this
//! page and what it is drawn with. Nothing else is kept; organisers' pages never are: in their place, and a projector's,
//! stands a page that says so.

use domain::clock::{Run, Timing};
use gloo::timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorker;

/// After a change every phone of the hall would ask for its page at once: each waits up to so long.
const SPREAD_MS: f64 = 20_000.0;

/// What is worth keeping a page anew: the plan's version and the clock.
type Worth = (u32, Timing, Run);

/// Keeps the page that is open, and again whenever what it tells has changed. In the browser only; one that cannot keeps
/// nothing, and loses nothing but the page without network.
pub fn keep_this_page(told: impl Fn() -> Option<Worth> + Send + Sync + 'static) {
    Effect::new(move |before: Option<Option<Worth>>| {
        let now = told();
        let known = before.flatten();
        if now.is_some() && now != known {
            let wait = if known.is_none() { 0 } else { (js_sys::Math::random() * SPREAD_MS) as u32 };
            spawn_local(async move {
                TimeoutFuture::new(wait).await;
                // Forbidden, or no secure page: then there is no keeping.
                let _ = keep().await;
            });
        }
        now.or(known)
    });
}

/// Whoever loads this page anew without a network meets one of ours that says so, what waits here, and comes back by itself.
/// In the browser only; one that has no worker shows its own.
pub fn have_a_stand_in() {
    Effect::new(move |_| {
        spawn_local(async move {
            let _ = ask_for_a_stand_in().await;
        });
    });
}

async fn ask_for_a_stand_in() -> Result<(), JsValue> {
    tell(&worker().await?, &[("away", JsValue::TRUE)])
}

async fn keep() -> Result<(), JsValue> {
    let worker = worker().await?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let parts = js_sys::Array::new();
    if let Some(performance) = window.performance() {
        for entry in performance.get_entries_by_type("resource").iter() {
            let name = js_sys::Reflect::get(&entry, &"name".into())?;
            if name.as_string().is_some_and(|name| name.contains("/pkg/")) {
                parts.push(&name);
            }
        }
    }
    tell(&worker, &[("page", window.location().pathname()?.into()), ("parts", parts.into())])
}

/// The worker, at work; nothing where the browser has none.
async fn worker() -> Result<ServiceWorker, JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    if !js_sys::Reflect::has(&navigator, &"serviceWorker".into())? {
        return Err(JsValue::NULL);
    }
    let workers = navigator.service_worker();
    JsFuture::from(workers.register("/keep.js")).await?;
    let ready: web_sys::ServiceWorkerRegistration = JsFuture::from(workers.ready()?).await?.into();
    ready.active().ok_or(JsValue::NULL)
}

fn tell(worker: &ServiceWorker, what: &[(&str, JsValue)]) -> Result<(), JsValue> {
    let message = js_sys::Object::new();
    for (name, value) in what {
        js_sys::Reflect::set(&message, &(*name).into(), value)?;
    }
    worker.post_message(&message)
}
