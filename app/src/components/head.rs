//! The top of every page: skip link, awning, name, navigation, language and look.

use crate::{
    api::page::{SetLocale, SetTheme},
    components::icons::{Icon, IconKind},
    page::{use_locale, use_theme},
    request::Theme,
    words::shell,
};
use domain::Locale;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_location;

/// `home` is where the name leads, `name` what stands under it; `children` is the navigation.
#[component]
pub fn Head(
    #[prop(into)] home: Signal<String>,
    #[prop(optional, into)] name: ViewFn,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let locale = use_locale();
    view! {
        <a class="skip" href="#content">{shell::skip_to_content(locale)}</a>
        <div class="awning" aria-hidden="true"></div>
        <header class="bar">
            <a class="mark" href=home>{shell::product(locale)} <small>{move || name.run()}</small></a>
            {children.map(|children| children())}
            <div class="tools">
                <LocaleSwitch/>
                <ThemeSwitch/>
            </div>
        </header>
    }
}

/// Path and query of this page, to come back to after a form without wasm.
fn use_here() -> impl Fn() -> String + Copy {
    let location = use_location();
    let (path, query) = (location.pathname, location.search);
    move || {
        let (path, query) = (path.get(), query.get());
        match query.trim_start_matches('?') {
            "" => path,
            query => format!("{path}?{query}"),
        }
    }
}

/// One form for all languages. A plain post, with wasm too: another language is another page.
#[component]
fn LocaleSwitch() -> impl IntoView {
    let here = use_here();
    let current = use_locale();
    let switch = Locale::ALL.map(|locale| {
        let chosen = locale == current;
        view! {
            <button type="submit" name="locale" value=locale.tag() lang=locale.tag() aria-label=format!("{}: {}", locale.tag().to_uppercase(), locale.own_name())
                aria-pressed=if chosen { "true" } else { "false" }>
                {locale.tag().to_uppercase()}
            </button>
        }
    });
    view! {
        <form class="segments" method="post" action=SetLocale::url() aria-label=shell::language(current)>
            <input type="hidden" name="back" value=here/>
            {switch.into_iter().collect_view()}
        </form>
    }
}

/// Light, dark, or as the device does it.
#[component]
fn ThemeSwitch() -> impl IntoView {
    let here = use_here();
    let locale = use_locale();
    let current = use_theme();
    let choice = |theme: Theme, kind: IconKind, name: &'static str| {
        let chosen = theme == current;
        view! {
            <li>
                <button type="submit" name="theme" value=theme.key() aria-current=chosen.then_some("true")>
                    <Icon kind/>
                    {name}
                </button>
            </li>
        }
    };
    let sign = if current == Theme::Dark { IconKind::MOON } else { IconKind::SUN };
    view! {
        <details class="menu">
            <summary class="button quiet round" aria-label=shell::appearance(locale)><Icon kind=sign/></summary>
            <form method="post" action=SetTheme::url()>
                <input type="hidden" name="back" value=here/>
                <ul>
                    {choice(Theme::Auto, IconKind::SMARTPHONE, shell::theme_auto(locale))}
                    {choice(Theme::Light, IconKind::SUN, shell::theme_light(locale))}
                    {choice(Theme::Dark, IconKind::MOON, shell::theme_dark(locale))}
                </ul>
            </form>
        </details>
    }
}
