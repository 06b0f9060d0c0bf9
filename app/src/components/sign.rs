//! The sign of a field or of a kind of programme item: a hue never comes without one.

use super::icons::{Icon, IconKind};
use domain::{programme::ItemKind, taxonomy::Hue};
use leptos::prelude::*;

impl From<ItemKind> for IconKind {
    fn from(kind: ItemKind) -> Self {
        match kind {
            ItemKind::Opening => IconKind::FLAG,
            ItemKind::Workshop => IconKind::WORKSHOP,
            ItemKind::Stage => IconKind::STAGE,
            ItemKind::Forum => IconKind::USERS,
            ItemKind::Talk => IconKind::TALK,
            ItemKind::Dating => IconKind::HANDSHAKE,
            ItemKind::Tour => IconKind::TOUR,
            ItemKind::Break => IconKind::CAFE,
        }
    }
}

/// Decoration beside a word that says the same.
#[component]
pub fn Sign(hue: Hue, #[prop(into)] kind: IconKind, #[prop(default = "sign")] class: &'static str) -> impl IntoView {
    view! { <span class=class data-field=hue.key() aria-hidden="true"><Icon kind/></span> }
}

/// A stand's number under its small awning.
#[component]
pub fn StallSign(
    hue: Option<Hue>,
    number: String,
    #[prop(default = "sign stall")] class: &'static str,
) -> impl IntoView {
    view! { <span class=class data-field=hue.map(Hue::key) aria-hidden="true">{number}</span> }
}
