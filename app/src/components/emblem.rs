//! Two drawings that are not icons: the emblem the funder asks for, and the empty stall that waits for somebody.

use leptos::prelude::*;

/// The emblem of the European Union in its official geometry: 3 by 2, twelve upright stars like the
/// hours of a clock on a circle of a third of the height, each in a circle of an eighteenth of it.
/// It is never mirrored, whatever the direction of writing, and keeps its colours in both themes.
const STARS: &str = concat!(
    "M405 60L411.74 80.73L433.53 80.73L415.9 93.54L422.63 114.27L405 101.46L387.37 114.27L394.1 93.54L376.47 80.73L398.26 80.73Z",
    "M495 84.12L501.74 104.84L523.53 104.84L505.9 117.66L512.63 138.39L495 125.57L477.37 138.39L484.1 117.66L466.47 104.84L488.26 104.84Z",
    "M560.88 150L567.62 170.73L589.42 170.73L571.78 183.54L578.52 204.27L560.88 191.46L543.25 204.27L549.99 183.54L532.35 170.73L554.15 170.73Z",
    "M585 240L591.74 260.73L613.53 260.73L595.9 273.54L602.63 294.27L585 281.46L567.37 294.27L574.1 273.54L556.47 260.73L578.26 260.73Z",
    "M560.88 330L567.62 350.73L589.42 350.73L571.78 363.54L578.52 384.27L560.88 371.46L543.25 384.27L549.99 363.54L532.35 350.73L554.15 350.73Z",
    "M495 395.88L501.74 416.61L523.53 416.61L505.9 429.43L512.63 450.16L495 437.34L477.37 450.16L484.1 429.43L466.47 416.61L488.26 416.61Z",
    "M405 420L411.74 440.73L433.53 440.73L415.9 453.54L422.63 474.27L405 461.46L387.37 474.27L394.1 453.54L376.47 440.73L398.26 440.73Z",
    "M315 395.88L321.74 416.61L343.53 416.61L325.9 429.43L332.63 450.16L315 437.34L297.37 450.16L304.1 429.43L286.47 416.61L308.26 416.61Z",
    "M249.12 330L255.85 350.73L277.65 350.73L260.01 363.54L266.75 384.27L249.12 371.46L231.48 384.27L238.22 363.54L220.58 350.73L242.38 350.73Z",
    "M225 240L231.74 260.73L253.53 260.73L235.9 273.54L242.63 294.27L225 281.46L207.37 294.27L214.1 273.54L196.47 260.73L218.26 260.73Z",
    "M249.12 150L255.85 170.73L277.65 170.73L260.01 183.54L266.75 204.27L249.12 191.46L231.48 204.27L238.22 183.54L220.58 170.73L242.38 170.73Z",
    "M315 84.12L321.74 104.84L343.53 104.84L325.9 117.66L332.63 138.39L315 125.57L297.37 138.39L304.1 117.66L286.47 104.84L308.26 104.84Z",
);

/// The emblem. The funding line always stands beside it and names it, so it is silent to screen readers.
#[component]
pub fn EuEmblem() -> impl IntoView {
    view! {
        <svg class="emblem" viewBox="0 0 810 540" width="84" height="56" aria-hidden="true">
            <path fill="#003399" d="M0 0h810v540H0z"></path>
            <path fill="#FFCC00" d=STARS></path>
        </svg>
    }
}

/// Fixed markup: the roof, the counter and three strokes of hope above it.
const STALL: &str = concat!(
    r#"<path class="tint" d="M22 34h116l10 26H12z"/>"#,
    r#"<path d="M12 60a11.3 11 0 0 0 22.7 0 11.3 11 0 0 0 22.6 0 11.3 11 0 0 0 22.7 0 11.3 11 0 0 0 22.7 0 11.3 11 0 0 0 22.6 0 11.3 11 0 0 0 22.7 0M45 34l-10.3 26M68.3 34l-11 26M80 34v26M91.7 34l11 26M115 34l10.3 26M24 72v62M136 72v62"/>"#,
    r#"<path class="tint" d="M18 98h124v10H18z"/>"#,
    r#"<path d="M34 108v26M126 108v26M8 134h144"/>"#,
    r#"<path class="spark" d="M80 8v12M60 12l5 10M100 12l-5 10"/>"#,
);

/// For pages with nothing on them yet (`.empty`).
#[component]
pub fn EmptyStall() -> impl IntoView {
    view! { <svg class="drawing" viewBox="0 0 160 144" width="144" height="130" aria-hidden="true" inner_html=STALL></svg> }
}
