//! A stand in the list of the market, and on the sheet that a tap on the map opens.

use super::{
    icons::{Icon, IconKind},
    map::MapStand,
    sign::StallSign,
};
use crate::{
    live::use_live,
    page::{lang_of_the_fair, use_locale},
    pages::fair::use_fair,
    paths,
    words::{and_list, enums, languages, market},
};
use domain::{
    Locale, StandId,
    market::{Presence, Stand},
    taxonomy::{Field, Hue},
    views::AssociationCard,
};
use leptos::prelude::*;

/// A stand with who is there; an association without a stand is an entry of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub stand: Option<Stand>,
    pub associations: Vec<AssociationCard>,
}

impl Entry {
    /// All stands by number, then associations without one.
    pub fn all(stands: Vec<Stand>, associations: Vec<AssociationCard>) -> Vec<Entry> {
        let mut stands = stands;
        stands.sort_by_key(|stand| number_key(&stand.number));
        let placed: Vec<_> = stands.iter().flat_map(|stand| stand.associations.clone()).collect();
        let at = |stand: &Stand| {
            stand
                .associations
                .iter()
                .filter_map(|id| associations.iter().find(|card| card.id == *id))
                .cloned()
                .collect()
        };
        let mut entries: Vec<Entry> =
            stands.into_iter().map(|stand| Entry { associations: at(&stand), stand: Some(stand) }).collect();
        let homeless = associations.iter().filter(|card| !placed.contains(&card.id));
        entries.extend(homeless.map(|card| Entry { stand: None, associations: vec![card.clone()] }));
        entries
    }

    pub fn id(&self) -> Option<StandId> {
        self.stand.as_ref().map(|stand| stand.id)
    }

    pub fn key(&self) -> (Option<StandId>, i64) {
        (self.id(), self.associations.first().map_or(0, |card| card.id.0))
    }

    pub fn hue(&self) -> Option<Hue> {
        self.associations.iter().find_map(|card| card.hue)
    }

    pub fn names(&self, locale: Locale) -> String {
        and_list(locale, &self.associations.iter().map(|card| card.name.to_string()).collect::<Vec<_>>())
    }

    pub fn on_map(&self) -> Option<MapStand> {
        let names = self.associations.iter().map(|card| card.name.to_string()).collect::<Vec<_>>().join(", ");
        Some(MapStand { stand: self.stand.clone()?, hue: self.hue(), names })
    }
}

/// "A 3" before "A 12", "9" before "10".
fn number_key(number: &str) -> (String, u32) {
    let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit());
    let prefix = number.strip_suffix(digits).unwrap_or(number);
    (prefix.trim().to_owned(), digits.parse().unwrap_or(0))
}

/// "Kultur, Nordstadt · spricht Arabisch und Deutsch"
fn facts(locale: Locale, card: &AssociationCard, fields: &[Field]) -> String {
    let mut facts: Vec<String> = Vec::new();
    let names: Vec<&str> =
        fields.iter().filter(|f| card.fields.contains(&f.id)).map(|f| f.name.get(locale)).take(2).collect();
    facts.push(if names.is_empty() { enums::kind(locale, card.kind).to_owned() } else { names.join(", ") });
    facts.extend(card.districts.first().cloned());
    if !card.languages.is_empty() {
        let names: Vec<String> =
            card.languages.iter().map(|spoken| languages::language(locale, &spoken.code)).collect();
        facts.push(market::speaks(locale, &and_list(locale, &names)));
    }
    facts.join("\u{a0}· ")
}

/// Whether somebody is there, in a word and a dot; nothing while nobody knows.
#[component]
pub fn PresenceTag(stand: StandId, drawn: Presence, revision: i64) -> impl IntoView {
    let locale = use_locale();
    let live = use_live();
    move || {
        let presence = live.presence(stand, revision, drawn);
        let class = match presence {
            Presence::Expected => return None,
            Presence::Open => "dot good",
            Presence::Away => "dot away",
        };
        Some(view! { <p class="quiet row"><i class=class></i>{enums::presence(locale, presence)}</p> })
    }
}

#[component]
pub fn StandCard(entry: Entry, fields: StoredValue<Vec<Field>>, revision: i64) -> impl IntoView {
    let locale = use_locale();
    let slug = use_fair().slug;
    let hue = entry.hue();
    let Entry { stand, associations } = entry;
    let number = stand.as_ref().map_or_else(|| "–".to_owned(), |stand| stand.number.clone());
    let spoken = stand
        .as_ref()
        .map_or_else(|| market::without_stand(locale).to_owned(), |stand| market::stand(locale, &stand.number));
    let names = and_list(locale, &associations.iter().map(|card| card.name.to_string()).collect::<Vec<_>>());
    let title = if names.is_empty() { market::nobody_title(locale).to_owned() } else { names };
    let heading = match &stand {
        Some(stand) => {
            view! { <a class="cover" href=paths::stand(&slug.get_untracked(), stand.id)>{title}</a> }.into_any()
        }
        None => title.into_any(),
    };
    let shared = (associations.len() > 1).then(|| market::shared_stand(locale));
    let facts = fields.with_value(|fields| associations.first().map(|card| facts(locale, card, fields)));
    let words = associations
        .first()
        .map(|card| if card.activities.is_empty() { card.goals.clone() } else { card.activities.clone() });
    let presence = stand.map(|stand| view! { <PresenceTag stand=stand.id drawn=stand.presence revision/> });
    view! {
        <li class="card link stand-card" data-field=hue.map(Hue::key)>
            <div class="row top">
                <StallSign hue number/>
                <div class="grow">
                    <p class="visually-hidden">{spoken}</p>
                    <h3>{heading}</h3>
                    <p class="quiet">{facts}</p>
                </div>
            </div>
            {shared.map(|shared| view! { <p><span class="tag">{shared}</span></p> })}
            {words.filter(|words| !words.is_empty()).map(|words| view! { <p class="clamp" lang=lang_of_the_fair()>{words}</p> })}
            {presence}
        </li>
    }
}

#[component]
pub fn StandSheet(
    entry: Entry,
    fields: StoredValue<Vec<Field>>,
    revision: i64,
    chosen: RwSignal<Option<StandId>>,
) -> impl IntoView {
    let locale = use_locale();
    let slug = use_fair().slug;
    let title =
        if entry.associations.is_empty() { market::nobody_title(locale).to_owned() } else { entry.names(locale) };
    let hue = entry.hue();
    let Entry { stand, associations } = entry;
    // On a phone it opens below the map: whoever tapped a stand at the top of the page would not see that.
    let sheet = NodeRef::<leptos::html::Section>::new();
    Effect::new(move |_| {
        if let Some(sheet) = sheet.get() {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            request_animation_frame(move || sheet.scroll_into_view_with_scroll_into_view_options(&nearest));
        }
    });
    let facts = fields.with_value(|fields| associations.first().map(|card| facts(locale, card, fields)));
    let words = associations
        .first()
        .map(|card| if card.goals.is_empty() { card.activities.clone() } else { card.goals.clone() });
    stand.map(|stand| {
        let step_free =
            if stand.step_free { market::reached_step_free(locale) } else { market::not_said_step_free(locale) };
        view! {
            <section node_ref=sheet class="card sheet" data-field=hue.map(Hue::key) aria-live="polite" aria-label=market::stand(locale, &stand.number)>
                <div class="row top">
                    <StallSign hue number=stand.number.clone() class="sign stall big"/>
                    <div class="grow">
                        <h2>{title}</h2>
                        <p class="quiet">{facts}</p>
                    </div>
                    <button class="button quiet round" type="button" aria-label=crate::words::shell::close(locale) on:click=move |_| chosen.set(None)>
                        <Icon kind=IconKind::X/>
                    </button>
                </div>
                {words.filter(|words| !words.is_empty()).map(|words| view! { <p class="clamp" lang=lang_of_the_fair()>{words}</p> })}
                <PresenceTag stand=stand.id drawn=stand.presence revision/>
                <p class="quiet">{step_free}</p>
                <div class="actions">
                    <a class="button" href=paths::stand(&slug.get_untracked(), stand.id)>{market::to_stand(locale)}</a>
                </div>
            </section>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_are_sorted_as_people_count() {
        let mut numbers = ["10", "A 12", "9", "A 3"];
        numbers.sort_by_key(|number| number_key(number));
        assert_eq!(numbers, ["9", "10", "A 3", "A 12"]);
    }
}
