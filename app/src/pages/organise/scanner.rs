//! The camera at the desk: reads a badge's code where the browser brings a reader (`BarcodeDetector`), and says what to do
//! where it does not. A decoder of our own would weigh on every visitor's download, and the name is found in three letters.

use crate::{page::use_locale, words::links as words};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::{html, prelude::*, task::spawn_local};
use std::{cell::RefCell, time::Duration};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

const LOOK_EVERY: Duration = Duration::from_millis(250);

thread_local! {
    /// A page has one camera. Not in a signal: pages are drawn on the server too, by threads that take turns.
    static PICTURE: RefCell<Option<MediaStream>> = const { RefCell::new(None) };
    /// What reads codes in it.
    static READER: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Eye {
    Closed,
    Open,
    /// The browser has no reader of codes.
    Blind,
    /// No camera, or it may not be used.
    Shut,
}

/// `on_code` gets what was read, once for each time another code (or the same after a while) comes into view.
#[component]
pub fn Scanner(on_code: Callback<String>) -> impl IntoView {
    let locale = use_locale();
    let eye = RwSignal::new(Eye::Closed);
    let video = NodeRef::<html::Video>::new();
    let last = StoredValue::new(None::<(String, f64)>);
    let close = move || {
        PICTURE.take().iter().for_each(stop);
        eye.try_set(Eye::Closed);
    };
    let open = move || {
        let Some(reader) = reader() else {
            eye.set(Eye::Blind);
            return;
        };
        READER.set(Some(reader));
        spawn_local(async move {
            let Ok(picture) = camera().await else {
                eye.try_set(Eye::Shut);
                return;
            };
            PICTURE.set(Some(picture));
            eye.try_set(Eye::Open);
        });
    };
    let look = move || {
        let (Some(video), Some(reader)) = (video.get_untracked(), READER.with_borrow(Clone::clone)) else { return };
        spawn_local(async move {
            let Some(code) = read(&reader, &video).await else { return };
            let now = js_sys::Date::now();
            let known =
                last.try_with_value(|last| last.as_ref().is_some_and(|(seen, at)| *seen == code && now - at < 4_000.0));
            if known == Some(false) {
                last.set_value(Some((code.clone(), now)));
                on_code.run(code);
            }
        });
    };
    // Looks as long as the camera is open, and no longer.
    Effect::new(move |_| {
        if eye.get() == Eye::Open
            && let Ok(looking) = set_interval_with_handle(look, LOOK_EVERY)
        {
            on_cleanup(move || looking.clear());
        }
    });
    Effect::new(move |_| {
        if let (Some(video), Eye::Open) = (video.get(), eye.get()) {
            PICTURE.with_borrow(|picture| video.set_src_object(picture.as_ref()));
            let _ = video.play();
        }
    });
    on_cleanup(|| PICTURE.take().iter().for_each(stop));
    view! {
        <div class="scanner stack tight needs-wasm">
            {move || match eye.get() {
                Eye::Open => view! {
                    <video node_ref=video playsinline muted aria-label=words::camera_view(locale)></video>
                    <p class="quiet">{words::hold_badge(locale)}</p>
                    <button class="button plain" type="button" on:click=move |_| close()>{words::stop_scan(locale)}</button>
                }.into_any(),
                state => view! {
                    <button class="button plain wide" type="button" on:click=move |_| open()>
                        <crate::components::icons::Icon kind=crate::components::icons::IconKind::QR/>{words::scan(locale)}
                    </button>
                    {(state == Eye::Blind).then(|| view! { <p class="notice warn" role="alert">{words::no_scanner(locale)}</p> })}
                    {(state == Eye::Shut).then(|| view! { <p class="notice warn" role="alert">{words::no_camera(locale)}</p> })}
                }.into_any(),
            }}
        </div>
    }
}

/// A `BarcodeDetector` for QR codes; the interface has no binding yet.
fn reader() -> Option<JsValue> {
    let window = web_sys::window()?;
    let class: Function = Reflect::get(&window, &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok()
}

async fn read(reader: &JsValue, video: &HtmlVideoElement) -> Option<String> {
    let detect: Function = Reflect::get(reader, &"detect".into()).ok()?.dyn_into().ok()?;
    let found = detect.call1(reader, video).ok()?.dyn_into::<Promise>().ok()?;
    let found: Array = JsFuture::from(found).await.ok()?.dyn_into().ok()?;
    Reflect::get(&found.get(0), &"rawValue".into()).ok()?.as_string()
}

async fn camera() -> Result<MediaStream, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let facing = Object::new();
    Reflect::set(&facing, &"facingMode".into(), &"environment".into())?;
    let wanted = MediaStreamConstraints::new();
    wanted.set_video(&facing);
    let asked = window.navigator().media_devices()?.get_user_media_with_constraints(&wanted)?;
    Ok(JsFuture::from(asked).await?.unchecked_into())
}

fn stop(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}
