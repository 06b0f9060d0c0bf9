//! A gong of our own making: a few partials that ring out, as a struck plate does. No file, no network.

use std::cell::RefCell;
use web_sys::{AudioContext, GainNode, OscillatorNode, OscillatorType};

/// The lowest tone, in hertz.
const GROUND: f32 = 132.0;
/// A plate's partials lie between the whole numbers: how high over the ground, how loud, and how many seconds they ring.
const PARTIALS: [(f32, f32, f64); 6] =
    [(1.0, 0.5, 4.5), (1.51, 0.22, 3.6), (2.03, 0.3, 3.0), (2.76, 0.16, 2.2), (3.98, 0.1, 1.4), (5.43, 0.06, 0.8)];

thread_local! {
    /// The device's sound. Only ever made in a browser, where there is one thread.
    static GONG: RefCell<Option<Gong>> = const { RefCell::new(None) };
}

struct Gong {
    context: AudioContext,
}

/// Called while somebody touches the page: browsers let it sound by itself only from then on.
pub fn wake() {
    GONG.with_borrow_mut(|gong| {
        if gong.is_none() {
            *gong = AudioContext::new().ok().map(|context| Gong { context });
        }
        gong.iter().for_each(Gong::wake);
    });
}

/// Rings once, for a little over four seconds; silent where nobody has touched the page yet.
pub fn ring() {
    GONG.with_borrow(|gong| gong.iter().for_each(Gong::ring));
}

impl Gong {
    fn wake(&self) {
        let _ = self.context.resume();
    }

    fn ring(&self) {
        self.wake();
        for (ratio, loud, seconds) in PARTIALS {
            // A device without a free voice stays silent; the picture tells the same.
            let _ = self.partial(GROUND * ratio, loud, seconds);
        }
    }

    fn partial(&self, hertz: f32, loud: f32, seconds: f64) -> Result<(), wasm_bindgen::JsValue> {
        let now = self.context.current_time();
        let tone: OscillatorNode = self.context.create_oscillator()?;
        let swell: GainNode = self.context.create_gain()?;
        tone.set_type(OscillatorType::Sine);
        tone.frequency().set_value_at_time(hertz * 1.01, now)?;
        // The blow bends the plate: it begins a little higher than it rings.
        tone.frequency().exponential_ramp_to_value_at_time(hertz, now + 0.15)?;
        swell.gain().set_value_at_time(0.0001, now)?;
        swell.gain().exponential_ramp_to_value_at_time(loud, now + 0.012)?;
        swell.gain().exponential_ramp_to_value_at_time(0.0001, now + seconds)?;
        tone.connect_with_audio_node(&swell)?;
        swell.connect_with_audio_node(&self.context.destination())?;
        tone.start()?;
        tone.stop_with_when(now + seconds + 0.05)
    }
}
