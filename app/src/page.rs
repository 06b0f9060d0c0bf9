//! What holds for the whole page: its language and look, the same on the server and in the browser.

use crate::{
    request::{Theme, Visit},
    words,
};
use domain::Locale;
use leptos::prelude::*;
use leptos_meta::Title;
use std::{convert::Infallible, fmt, str::FromStr};

/// Told by the request, carried to the browser inside the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Settings {
    locale: Locale,
    theme: Theme,
}

impl fmt::Display for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.locale.tag(), self.theme.key())
    }
}

impl FromStr for Settings {
    type Err = Infallible;

    /// What is not known is as usual.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        let (locale, theme) = text.split_once(' ').unwrap_or_default();
        Ok(Self {
            locale: Locale::from_tag(locale).unwrap_or_default(),
            theme: Theme::from_key(theme).unwrap_or_default(),
        })
    }
}

/// Reads language and look from the request (on the server) or from the page (in the browser).
pub fn provide_settings() {
    let settings = SharedValue::new_str(|| {
        let visit = use_context::<Visit>().unwrap_or_default();
        Settings { locale: visit.locale, theme: visit.theme }
    });
    provide_context(settings.into_inner());
}

/// Marks the page once the browser has taken it over: what is pressed from then on is heard.
pub fn mark_awake() {
    Effect::new(move |_| {
        if let Some(html) = document().document_element() {
            // A page that cannot be marked works all the same.
            let _ = html.set_attribute("data-awake", "true");
        }
    });
}

/// The language of the page.
pub fn use_locale() -> Locale {
    use_context::<Settings>().unwrap_or_default().locale
}

/// The `lang` of what associations and organisers wrote: the fair's own language, where the page speaks another one.
pub fn lang_of_the_fair() -> Option<&'static str> {
    (use_locale() != Locale::De).then_some(Locale::De.tag())
}

/// The look that was chosen for this device.
pub fn use_theme() -> Theme {
    use_context::<Settings>().unwrap_or_default().theme
}

/// That what a page is about is not there: found out where it was looked for, said in the browser's tab. It outlives the
/// page's own signals, as the title does.
#[derive(Clone)]
pub struct Missing(ArcRwSignal<bool>);

impl Missing {
    /// For the page whose title is drawn below.
    pub fn provide() {
        provide_context(Self(ArcRwSignal::new(false)));
    }

    /// Told by what is drawn in its place; in the browser no longer than that is drawn.
    pub fn tell() {
        let Some(Self(missing)) = use_context() else { return };
        missing.set(true);
        Effect::new(move |_| {
            let missing = missing.clone();
            on_cleanup(move || missing.set(false));
        });
    }
}

/// The title of the browser's tab: the page's name, and the fair's where it is known. Signals and memos only, no closures
/// that read others: a server writes the head after the page's own signals are gone.
#[component]
pub fn PageTitle(
    #[prop(into)] page: Signal<String>,
    #[prop(optional, into)] fair: Signal<Option<String>>,
) -> impl IntoView {
    let (page, fair): (ArcSignal<String>, ArcSignal<Option<String>>) = (page.into(), fair.into());
    let missing = use_context::<Missing>();
    let nowhere = words::shell::not_found_title(use_locale());
    let text = move || {
        let page = if missing.as_ref().is_some_and(|Missing(missing)| missing.get()) { nowhere } else { &page.get() };
        words::shell::page_title(page, fair.get().as_deref())
    };
    view! { <Title text/> }
}
