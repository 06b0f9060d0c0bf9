//! What can be heard: a gong of our own making, added up from the partials of a struck bronze, and sentences read aloud.
//!
//! Browsers stay silent until somebody has tapped the page; [`Gong::waken`] belongs into the handler of that tap.

use domain::Locale;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{AudioContext, AudioContextState, OscillatorType, SpeechSynthesisUtterance};

/// Frequency by the strike note, loudness, seconds until it has died away. A slightly sharp double of the hum gives the
/// slow beat of a real gong.
const PARTIALS: [(f64, f64, f64); 9] = [
    (0.5, 0.50, 6.5),
    (0.503, 0.30, 6.0),
    (1.0, 0.55, 4.5),
    (1.19, 0.30, 3.6),
    (1.56, 0.22, 2.8),
    (2.0, 0.25, 2.2),
    (2.66, 0.12, 1.4),
    (3.36, 0.08, 0.9),
    (4.53, 0.05, 0.5),
];
/// The strike note, in hertz.
const NOTE: f64 = 220.0;
/// Between two strokes, in seconds.
const APART: f64 = 1.1;

thread_local! {
    /// A page has one sound. Not in a signal: pages are drawn on the server too, by threads that take turns.
    static SOUND: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// The sound of one page. Silent until it was wakened.
#[derive(Clone, Copy)]
pub struct Gong {
    awake: RwSignal<bool>,
}

impl Gong {
    pub fn new() -> Self {
        Self { awake: RwSignal::new(false) }
    }

    /// Whether it would be heard.
    pub fn is_awake(self) -> bool {
        self.awake.get()
    }

    /// In the handler of a tap: from now on it may sound; strikes once, so that one hears that it does.
    pub fn waken(self) {
        if wake() {
            self.awake.set(true);
            strike(1);
        }
    }

    pub fn strike(self, times: u8) {
        strike(times);
    }
}

/// Called while somebody touches the page: from then on it may sound by itself. Whether the device has a sound at all.
pub fn wake() -> bool {
    SOUND.with_borrow_mut(|sound| {
        if sound.is_none() {
            *sound = AudioContext::new().ok();
        }
        // Resolves when the device plays; there is nothing to do about one that does not.
        sound.as_ref().map(AudioContext::resume).is_some()
    })
}

/// Strikes so many times, one after the other; silent where nobody has touched the page yet.
pub fn strike(times: u8) {
    SOUND.with_borrow(|context| {
        let Some(context) = context else { return };
        if context.state() == AudioContextState::Closed {
            return;
        }
        let _ = context.resume();
        for stroke in 0..times {
            // A device that cannot play one partial plays the others.
            for partial in PARTIALS {
                let _ = ring(context, partial, context.current_time() + 0.05 + f64::from(stroke) * APART);
            }
        }
    });
}

impl Default for Gong {
    fn default() -> Self {
        Self::new()
    }
}

/// One partial from `at` on: struck at once, dying away.
fn ring(context: &AudioContext, (times, loud, seconds): (f64, f64, f64), at: f64) -> Option<()> {
    let tone = context.create_oscillator().ok()?;
    let volume = context.create_gain().ok()?;
    tone.set_type(OscillatorType::Sine);
    tone.frequency().set_value((NOTE * times) as f32);
    let gain = volume.gain();
    gain.set_value_at_time(0.0001, at).ok()?;
    gain.exponential_ramp_to_value_at_time((loud * 0.4) as f32, at + 0.012).ok()?;
    gain.exponential_ramp_to_value_at_time(0.0001, at + seconds).ok()?;
    tone.connect_with_audio_node(&volume).ok()?;
    volume.connect_with_audio_node(&context.destination()).ok()?;
    tone.start_with_when(at).ok()?;
    tone.stop_with_when(at + seconds).ok()
}

/// Reads a sentence aloud where the device can.
pub fn say(locale: Locale, sentence: &str) {
    let window = web_sys::window();
    let can = window
        .as_ref()
        .is_some_and(|window| js_sys::Reflect::has(window.unchecked_ref(), &"speechSynthesis".into()).unwrap_or(false));
    if !can {
        return;
    }
    if let (Some(Ok(voice)), Ok(words)) =
        (window.map(|window| window.speech_synthesis()), SpeechSynthesisUtterance::new_with_text(sentence))
    {
        words.set_lang(locale.tag());
        voice.speak(&words);
    }
}
