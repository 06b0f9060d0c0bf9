//! The camera at the desk: a badge's code is read by the browser where it can (`BarcodeDetector`), and by a reader of our own
//! where it cannot.

use super::badge_reader;
use crate::{page::use_locale, words::links as words};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::{html, prelude::*, task::spawn_local};
use std::{cell::RefCell, time::Duration};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, HtmlMediaElement, HtmlVideoElement, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The longer side of the pictures we read ourselves, in dots: enough for a badge at arm's length, and soon read.
const LONGER_SIDE: f64 = 800.0;

thread_local! {
    /// A page has one camera. Not in a signal: pages are drawn on the server too, by threads that take turns.
    static PICTURE: RefCell<Option<MediaStream>> = const { RefCell::new(None) };
    /// What reads codes in it.
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

#[derive(Clone)]
enum Reader {
    /// A `BarcodeDetector`.
    Browser(JsValue),
    /// Where pictures are drawn, to be read by us.
    Ours(HtmlCanvasElement),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Eye {
    Closed,
    Open,
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
        READER.set(browsers_reader().or_else(our_reader));
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
            let found = match &reader {
                Reader::Browser(reader) => match read(reader, &video).await {
                    Err(_) => {
                        // There is a picture and it is not read: so it is on phones without their maker's services.
                        if video.ready_state() >= HtmlMediaElement::HAVE_CURRENT_DATA {
                            READER.set(our_reader());
                        }
                        None
                    }
                    Ok(found) => found,
                },
                Reader::Ours(canvas) => read_ourselves(canvas, &video),
            };
            let Some(code) = found else { return };
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
                    {(state == Eye::Shut).then(|| view! { <p class="notice warn" role="alert">{words::no_camera(locale)}</p> })}
                }.into_any(),
            }}
        </div>
    }
}

/// A `BarcodeDetector` for QR codes; the interface has no binding yet.
fn browsers_reader() -> Option<Reader> {
    let window = web_sys::window()?;
    let class: Function = Reflect::get(&window, &"BarcodeDetector".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    Reflect::construct(&class, &Array::of1(&options)).ok().map(Reader::Browser)
}

async fn read(reader: &JsValue, video: &HtmlVideoElement) -> Result<Option<String>, JsValue> {
    let detect: Function = Reflect::get(reader, &"detect".into())?.dyn_into()?;
    let found = detect.call1(reader, video)?.dyn_into::<Promise>()?;
    let found: Array = JsFuture::from(found).await?.dyn_into()?;
    Ok(Reflect::get(&found.get(0), &"rawValue".into()).ok().and_then(|text| text.as_string()))
}

fn our_reader() -> Option<Reader> {
    document().create_element("canvas").ok()?.dyn_into().ok().map(Reader::Ours)
}

/// Draws what the camera sees, no larger than needed, and looks for a code in it.
fn read_ourselves(canvas: &HtmlCanvasElement, video: &HtmlVideoElement) -> Option<String> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    let scale = (LONGER_SIDE / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).floor(), (height * scale).floor());
    // Nothing has come from the camera yet.
    if width < 1.0 || height < 1.0 {
        return None;
    }
    if (canvas.width(), canvas.height()) != (width as u32, height as u32) {
        canvas.set_width(width as u32);
        canvas.set_height(height as u32);
    }
    let often = Object::new();
    Reflect::set(&often, &"willReadFrequently".into(), &true.into()).ok()?;
    let paper =
        canvas.get_context_with_context_options("2d", &often).ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    paper.draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height).ok()?;
    let dots = paper.get_image_data(0.0, 0.0, width, height).ok()?.data();
    badge_reader::read(width as usize, height as usize, &badge_reader::grey(&dots))
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
