//! The engine as a browser has it: one function, compiled for wasm32.

#[path = "plans/answer.rs"]
mod answer;

use wasm_bindgen::prelude::wasm_bindgen;

/// The whole answer to an instance as text, or why it is refused.
#[wasm_bindgen]
pub fn answer(instance: &str, steps: u32, seed: u32) -> String {
    answer::answer(instance, steps, seed)
}
