//! A fair's particulars and the texts the law asks for.

use super::frame::{Room, use_slug};
use crate::{
    api::{self, ApiError},
    components::{
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    page::use_locale,
    words::{office as words, organise, overview, refusals},
};
use domain::{
    Bilingual,
    fair::{FairForm, LegalTexts},
    views::FairView,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

#[component]
pub fn SettingsRoom() -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    // Not refreshed by what others do: what is being typed stays. Saving finds out.
    let fair = Resource::new(move || slug.get(), api::organise::fair_to_prepare);
    view! {
        <Room title=Signal::stored(words::settings(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{words::settings(locale)}</h1><p class="lede">{words::settings_lede(locale)}</p></header>
            {loaded(fair, |view| view! { <SettingsForm view/> })}
        </Room>
    }
}

/// A text in both languages while it is edited.
#[derive(Clone, Copy)]
struct Pair {
    de: RwSignal<String>,
    en: RwSignal<String>,
}

impl Pair {
    fn of(text: &Bilingual) -> Self {
        Self { de: RwSignal::new(text.de.clone()), en: RwSignal::new(text.en.clone()) }
    }

    fn get(self) -> Bilingual {
        Bilingual::new(self.de.get_untracked(), self.en.get_untracked())
    }
}

#[component]
fn SettingsForm(view: FairView) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let fair = view.fair;
    let revision = RwSignal::new(fair.revision);
    let phase = fair.phase;
    let title = RwSignal::new(fair.title.to_string());
    let date = RwSignal::new(fair.date.to_string());
    let venue = RwSignal::new(fair.venue.clone());
    let address = RwSignal::new(fair.address.clone());
    let claim = Pair::of(&fair.claim);
    let legal = [
        ("imprint", words::imprint(locale), Pair::of(&fair.legal.imprint)),
        ("privacy", words::privacy(locale), Pair::of(&fair.legal.privacy)),
        ("accessibility", words::accessibility(locale), Pair::of(&fair.legal.accessibility)),
        ("project", words::project(locale), Pair::of(&fair.legal.project)),
    ];
    let texts = legal.map(|(_, _, pair)| pair);
    let (busy, told) = (RwSignal::new(false), RwSignal::new(None::<Result<String, String>>));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        let [imprint, privacy, accessibility, project] = texts.map(Pair::get);
        let form = FairForm {
            expects: revision.get_untracked(),
            title: title.get_untracked(),
            claim: claim.get(),
            date: date.get_untracked(),
            venue: venue.get_untracked(),
            address: address.get_untracked(),
            phase,
            legal: LegalTexts { imprint, privacy, accessibility, project },
        };
        spawn_local(async move {
            let answer = api::office::edit_fair(slug.get_untracked(), form).await;
            busy.try_set(false);
            // What was typed stays; whoever saves again now has seen that somebody else was faster.
            if matches!(answer, Ok(()) | Err(ApiError::Stale))
                && let Ok(view) = api::organise::fair_to_prepare(slug.get_untracked()).await
            {
                revision.try_set(view.fair.revision);
            }
            told.try_set(Some(match answer {
                Ok(()) => Ok(organise::saved(locale).to_owned()),
                Err(error) => Err(refusals::error(locale, &error)),
            }));
        });
    };
    let line = move |id: &'static str, kind: &'static str, label: &'static str, value: RwSignal<String>| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input id=id type=kind prop:value=value value=value.get_untracked()
                    on:input=move |event| value.set(event_target_value(&event))/>
            </div>
        }
    };
    let area = move |id: String, label: String, value: RwSignal<String>, lang: &'static str| {
        view! {
            <div class="field">
                <label for=id.clone()>{label}</label>
                <textarea id=id lang=lang rows="8" prop:value=value on:input=move |event| value.set(event_target_value(&event))>
                    {value.get_untracked()}
                </textarea>
            </div>
        }
    };
    let folds = legal.map(|(key, name, pair)| {
        view! {
            <details class="fold">
                <summary>{name}</summary>
                <div class="form">
                    {area(format!("{key}-de"), words::in_german(locale, name), pair.de, "de")}
                    {area(format!("{key}-en"), words::in_english(locale, name), pair.en, "en")}
                </div>
            </details>
        }
    });
    view! {
        <form class="form card" on:submit=submit>
            {line("title", "text", overview::name(locale), title)}
            {line("claim-de", "text", words::claim_de(locale), claim.de)}
            {line("claim-en", "text", words::claim_en(locale), claim.en)}
            {line("date", "date", overview::day(locale), date)}
            {line("venue", "text", overview::venue(locale), venue)}
            {line("address", "text", overview::address(locale), address)}
            {folds.into_iter().collect_view()}
            <div role="status">
                {move || told.get().map(|told| match told {
                    Ok(text) => view! { <div class="notice good"><Icon kind=IconKind::Check/><p>{text}</p></div> }.into_any(),
                    Err(text) => view! { <div class="notice bad"><Icon kind=IconKind::Warning/><p>{text}</p></div> }.into_any(),
                })}
            </div>
            <div class="actions"><button class="button" type="submit" disabled=busy>{organise::save(locale)}</button></div>
        </form>
    }
    .into_any()
}
