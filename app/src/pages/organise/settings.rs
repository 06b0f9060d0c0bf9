//! A fair's particulars and the texts the law asks for.

use super::{
    fields::{Line, rests},
    frame::{Room, use_slug},
};
use crate::{
    api::{self, ApiError},
    components::{
        icons::{Icon, IconKind},
        loaded::{UnderHeading, loaded},
        merging::{Dispute, MergeNotice},
    },
    page::use_locale,
    unsaved,
    words::{office as words, organise, overview, refusals},
};
use domain::{
    Bilingual, Locale,
    fair::{Fair, FairText, LegalTexts},
    merge::{FairPart, merge_fairs},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

#[component]
pub fn SettingsRoom() -> impl IntoView {
    provide_context(UnderHeading);
    let locale = use_locale();
    let slug = use_slug();
    // Not refreshed by what others do: what is being typed stays. Saving finds out.
    let fair = Resource::new(move || slug.get(), api::organise::fair_to_prepare);
    view! {
        <Room title=Signal::stored(words::settings(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{words::settings(locale)}</h1><p class="lede">{words::settings_lede(locale)}</p></header>
            {loaded(fair, |view| view! { <Desk fair=view.fair/> })}
        </Room>
    }
}

/// One sitting at the form. A new one begins when something was saved, by this person or by another.
#[derive(Clone)]
struct Sitting {
    /// As it is kept.
    kept: Fair,
    /// What the form begins with.
    start: FairText,
    taken: Vec<FairPart>,
    disputed: Vec<FairPart>,
    saved: bool,
}

impl Sitting {
    fn at(kept: Fair, saved: bool) -> Self {
        Self { start: FairText::from(&kept), kept, taken: Vec::new(), disputed: Vec::new(), saved }
    }
}

#[component]
fn Desk(fair: Fair) -> impl IntoView {
    let sitting = RwSignal::new(Sitting::at(fair, false));
    move || view! { <SettingsForm now=sitting.get() sitting/> }
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
fn SettingsForm(now: Sitting, sitting: RwSignal<Sitting>) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let Sitting { kept, start, taken, disputed, saved } = now;
    let title = RwSignal::new(start.title);
    let date = RwSignal::new(start.date);
    let venue = RwSignal::new(start.venue);
    let address = RwSignal::new(start.address);
    let claim = Pair::of(&start.claim);
    let legal = [
        (
            "imprint",
            words::imprint(locale),
            Pair::of(&start.legal.imprint),
            FairPart::ImprintGerman,
            FairPart::ImprintEnglish,
        ),
        (
            "privacy",
            words::privacy(locale),
            Pair::of(&start.legal.privacy),
            FairPart::PrivacyGerman,
            FairPart::PrivacyEnglish,
        ),
        (
            "accessibility",
            words::accessibility(locale),
            Pair::of(&start.legal.accessibility),
            FairPart::AccessibilityGerman,
            FairPart::AccessibilityEnglish,
        ),
        (
            "project",
            words::project(locale),
            Pair::of(&start.legal.project),
            FairPart::ProjectGerman,
            FairPart::ProjectEnglish,
        ),
    ];
    let texts = legal.map(|(_, _, pair, ..)| pair);
    let read = move || {
        let [imprint, privacy, accessibility, project] = texts.map(Pair::get);
        FairText {
            title: title.get_untracked(),
            claim: claim.get(),
            date: date.get_untracked(),
            venue: venue.get_untracked(),
            address: address.get_untracked(),
            legal: LegalTexts { imprint, privacy, accessibility, project },
        }
    };
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let base = StoredValue::new(kept);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let mine = read();
        spawn_local(async move {
            let slug = slug.get_untracked();
            let expects = base.with_value(|kept| kept.revision);
            let answer = api::office::edit_fair(slug.clone(), expects, mine.clone()).await;
            let now = match &answer {
                Ok(()) | Err(ApiError::Stale) => api::organise::fair_to_prepare(slug).await.map(|view| view.fair),
                Err(error) => Err(error.clone()),
            };
            busy.try_set(false);
            if answer.is_ok() {
                unsaved::saved();
            }
            match (answer, now) {
                (Ok(()), Ok(now)) => {
                    sitting.try_set(Sitting::at(now, true));
                }
                (Err(ApiError::Stale), Ok(now)) => {
                    let merged =
                        merge_fairs(&base.with_value(|kept| FairText::from(kept)), &mine, &FairText::from(&now));
                    let (taken, disputed) = (merged.taken, merged.disputed);
                    sitting.try_set(Sitting { kept: now, start: merged.value, taken, disputed, saved: false });
                }
                (_, Err(error)) | (Err(error), _) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
        });
    };
    let met = !taken.is_empty() || !disputed.is_empty();
    let taken = taken.into_iter().map(|part| label(locale, part)).collect::<Vec<_>>();
    let disputes = disputed.into_iter().map(|part| {
        let theirs = base.with_value(|kept| FairText::from(kept));
        let take = Callback::new(move |()| {
            let mut mine = read();
            part.take(&base.with_value(|kept| FairText::from(kept)), &mut mine);
            sitting.update(|sitting| {
                sitting.start = mine;
                sitting.disputed.retain(|other| *other != part);
                sitting.taken.push(part);
            });
        });
        Dispute { label: label(locale, part), theirs: text(part, theirs), take }
    });
    let disputes = disputes.collect::<Vec<_>>();
    let folds = legal.map(|(key, name, pair, german, english)| {
        view! {
            <details class="fold">
                <summary>{name}</summary>
                <div class="form">
                    <Area id=format!("{key}-de") label=label(locale, german) value=pair.de lang="de"/>
                    <Area id=format!("{key}-en") label=label(locale, english) value=pair.en lang="en"/>
                </div>
            </details>
        }
    });
    view! {
        {met.then(|| view! { <MergeNotice taken disputes/> })}
        <form class="form card" data-keeps="" on:submit=submit>
            <Line most=1000 id="title" label=overview::name(locale) value=title/>
            <Line most=1000 id="claim-de" label=words::claim_de(locale) value=claim.de/>
            <Line most=1000 id="claim-en" label=words::claim_en(locale) value=claim.en/>
            <Line most=1000 id="date" kind="date" label=overview::day(locale) value=date/>
            <Line most=1000 id="venue" label=overview::venue(locale) value=venue/>
            <Line most=1000 id="address" label=overview::address(locale) value=address/>
            {folds.into_iter().collect_view()}
            <div role="status">
                {saved.then(|| view! { <div class="notice good"><Icon kind=IconKind::CHECK/><p>{organise::saved(locale)}</p></div> })}
            </div>
            <div role="alert">
                {move || failed.get().map(|text| view! { <div class="notice bad"><Icon kind=IconKind::WARNING/><p>{text}</p></div> })}
            </div>
            <div class="actions"><button class="button" type="submit" aria-disabled=rests(busy)>{organise::save(locale)}</button></div>
        </form>
    }
    .into_any()
}

#[component]
fn Area(id: String, label: &'static str, value: RwSignal<String>, lang: &'static str) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <textarea id=id lang=lang rows="8" prop:value=value on:input=move |event| value.set(event_target_value(&event))>
                {value.get_untracked()}
            </textarea>
        </div>
    }
}

fn label(locale: Locale, part: FairPart) -> &'static str {
    match part {
        FairPart::Title => overview::name(locale),
        FairPart::ClaimGerman => words::claim_de(locale),
        FairPart::ClaimEnglish => words::claim_en(locale),
        FairPart::Date => overview::day(locale),
        FairPart::Venue => overview::venue(locale),
        FairPart::Address => overview::address(locale),
        FairPart::ImprintGerman => words::imprint_de(locale),
        FairPart::ImprintEnglish => words::imprint_en(locale),
        FairPart::PrivacyGerman => words::privacy_de(locale),
        FairPart::PrivacyEnglish => words::privacy_en(locale),
        FairPart::AccessibilityGerman => words::accessibility_de(locale),
        FairPart::AccessibilityEnglish => words::accessibility_en(locale),
        FairPart::ProjectGerman => words::project_de(locale),
        FairPart::ProjectEnglish => words::project_en(locale),
    }
}

fn text(part: FairPart, fair: FairText) -> String {
    match part {
        FairPart::Title => fair.title,
        FairPart::ClaimGerman => fair.claim.de,
        FairPart::ClaimEnglish => fair.claim.en,
        FairPart::Date => fair.date,
        FairPart::Venue => fair.venue,
        FairPart::Address => fair.address,
        FairPart::ImprintGerman => fair.legal.imprint.de,
        FairPart::ImprintEnglish => fair.legal.imprint.en,
        FairPart::PrivacyGerman => fair.legal.privacy.de,
        FairPart::PrivacyEnglish => fair.legal.privacy.en,
        FairPart::AccessibilityGerman => fair.legal.accessibility.de,
        FairPart::AccessibilityEnglish => fair.legal.accessibility.en,
        FairPart::ProjectGerman => fair.legal.project.de,
        FairPart::ProjectEnglish => fair.legal.project.en,
    }
}
