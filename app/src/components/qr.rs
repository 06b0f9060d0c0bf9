//! A QR code, always dark on light, with the quiet zone scanners need.

use domain::access::QrCode;
use leptos::prelude::*;

/// Squares of quiet around the code (ISO/IEC 18004).
const QUIET: usize = 4;

#[component]
pub fn Qr(code: QrCode, label: &'static str) -> impl IntoView {
    let all = code.size + 2 * QUIET;
    view! {
        <svg class="qr" role="img" aria-label=label viewBox=format!("0 0 {all} {all}") shape-rendering="crispEdges">
            <rect width=all height=all fill="#fff"/>
            <path transform=format!("translate({QUIET} {QUIET})") d=code.path fill="#000"/>
        </svg>
    }
}
