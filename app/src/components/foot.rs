//! The foot of every page: who funds it, and what the law asks for.

use crate::{
    components::emblem::EuEmblem,
    page::use_locale,
    paths::{self, Legal},
    words::shell,
};
use leptos::prelude::*;

/// `slug` names the fair whose operator's texts are linked; those of the house where there is none.
#[component]
pub fn Foot(#[prop(into)] slug: Signal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let link = move |which: Legal, name: &'static str| {
        let href = move || slug.get().map_or_else(|| paths::house_legal(which), |slug| paths::legal(&slug, which));
        view! { <a href=href>{name}</a> }
    };
    view! {
        <footer class="foot">
            <div class="foot-in">
                <div class="funding">
                    <EuEmblem/>
                    <span>{shell::co_funded(locale)}</span>
                </div>
                <nav aria-label=shell::legal(locale)>
                    {move || slug.get().map(|_| link(Legal::Project, shell::project(locale)))}
                    {link(Legal::Imprint, shell::imprint(locale))}
                    {link(Legal::Privacy, shell::privacy(locale))}
                    {link(Legal::Accessibility, shell::accessibility(locale))}
                    <a href="/organise" rel="external">{shell::for_organisers(locale)}</a>
                </nav>
            </div>
        </footer>
    }
}
