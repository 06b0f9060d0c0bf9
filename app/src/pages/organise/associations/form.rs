//! The form of a profile: what is typed, and the profile it makes.

use super::{
    parts::degrees,
    rows::{ExchangeRows, LanguageRows, Rows},
};
use crate::{
    page::use_locale,
    pages::organise::fields::{Area, Choice, Line},
    words::{associations as words, enums},
};
use domain::{
    AssociationId, FieldId, Refusal,
    profile::{Kind, MigrationRelation, Profile, SpokenLanguage},
    refusal::Input,
    taxonomy::{Exchange, Field},
    text::{Title, parse_position},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What has been typed so far.
#[derive(Clone, Copy)]
pub struct ProfileDraft {
    /// Keeps what the form does not show.
    start: StoredValue<Option<Profile>>,
    name: RwSignal<String>,
    short: RwSignal<String>,
    goals: RwSignal<String>,
    activities: RwSignal<String>,
    groups: RwSignal<String>,
    districts: RwSignal<String>,
    websites: RwSignal<String>,
    email: RwSignal<String>,
    street: RwSignal<String>,
    postcode: RwSignal<String>,
    town: RwSignal<String>,
    position: RwSignal<String>,
    public: RwSignal<bool>,
    kind: RwSignal<Kind>,
    relation: RwSignal<Option<MigrationRelation>>,
    fields: RwSignal<Vec<FieldId>>,
    languages: Rows<SpokenLanguage>,
    offers: Rows<Exchange>,
    needs: Rows<Exchange>,
    wishes: RwSignal<Vec<AssociationId>>,
}

impl ProfileDraft {
    /// `None`: a profile that does not exist yet.
    pub fn of(start: Option<&Profile>) -> Self {
        let text = |read: fn(&Profile) -> String| RwSignal::new(start.map(read).unwrap_or_default());
        Self {
            start: StoredValue::new(start.cloned()),
            name: text(|p| p.name.to_string()),
            short: text(|p| p.short_name.clone()),
            goals: text(|p| p.goals.clone()),
            activities: text(|p| p.activities.clone()),
            groups: text(|p| p.target_groups.join("\n")),
            districts: text(|p| p.districts.join("\n")),
            websites: text(|p| p.websites.join("\n")),
            email: text(|p| p.email.clone().unwrap_or_default()),
            street: text(|p| p.address.street.clone()),
            postcode: text(|p| p.address.postcode.clone()),
            town: text(|p| p.address.town.clone()),
            position: text(|p| p.address.position.map(degrees).unwrap_or_default()),
            public: RwSignal::new(start.is_some_and(|p| p.address.public)),
            kind: RwSignal::new(start.map_or(Kind::Association, |p| p.kind)),
            relation: RwSignal::new(start.and_then(|p| p.relation)),
            fields: RwSignal::new(start.map(|p| p.fields.clone()).unwrap_or_default()),
            languages: Rows::of(start.map_or(&[], |p| &p.languages)),
            offers: Rows::of(start.map_or(&[], |p| &p.offers)),
            needs: Rows::of(start.map_or(&[], |p| &p.needs)),
            wishes: RwSignal::new(start.map(|p| p.wishes.clone()).unwrap_or_default()),
        }
    }

    /// The profile as typed. Refused where the name is empty or too long, or the position is none; all else the server judges.
    pub fn read(&self) -> Result<Profile, Refusal> {
        let lines = |signal: RwSignal<String>| -> Vec<String> {
            signal.get_untracked().lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
        };
        let title = Title::parse_as(Input::Name, &self.name.get_untracked())?;
        let mut profile = self.start.get_value().unwrap_or_else(|| Profile::named(title.clone()));
        profile.name = title;
        profile.short_name = self.short.get_untracked();
        profile.kind = self.kind.get_untracked();
        profile.relation = self.relation.get_untracked();
        profile.goals = self.goals.get_untracked();
        profile.activities = self.activities.get_untracked();
        profile.fields = self.fields.get_untracked();
        profile.target_groups = lines(self.groups);
        profile.districts = lines(self.districts);
        profile.languages = self.languages.get_untracked();
        profile.offers = self.offers.get_untracked();
        profile.needs = self.needs.get_untracked();
        profile.websites = lines(self.websites);
        profile.email = Some(self.email.get_untracked()).filter(|email| !email.trim().is_empty());
        profile.address.street = self.street.get_untracked();
        profile.address.postcode = self.postcode.get_untracked();
        profile.address.town = self.town.get_untracked();
        profile.address.position = parse_position(&self.position.get_untracked())?;
        profile.address.public = self.public.get_untracked();
        profile.wishes = self.wishes.get_untracked();
        Ok(profile)
    }
}

/// All fields of the form. `others` are the associations that can be wished for.
#[component]
pub fn ProfileFields(draft: ProfileDraft, fields: Vec<Field>, others: Vec<(AssociationId, String)>) -> impl IntoView {
    let locale = use_locale();
    let kinds = Kind::ALL.map(|kind| (kind, kind.key(), enums::kind(locale, kind))).to_vec();
    view! {
        <Line id="name" label=words::name(locale) value=draft.name/>
        <Line id="short" label=words::short_name(locale) value=draft.short/>
        <Choice id="kind" label=words::kind(locale) value=draft.kind choices=kinds/>
        <RelationChoice relation=draft.relation/>
        <Area id="goals" label=words::goals(locale) value=draft.goals/>
        <Area id="activities" label=words::activities(locale) value=draft.activities/>
        <FieldBoxes all=fields chosen=draft.fields/>
        <Area id="groups" label=words::groups(locale) hint=words::one_a_line(locale) value=draft.groups/>
        <Area id="districts" label=words::districts(locale) hint=words::one_a_line(locale) value=draft.districts/>
        <LanguageRows rows=draft.languages/>
        <ExchangeRows legend=words::offers(locale) add_label=words::add_offer(locale) rows=draft.offers/>
        <ExchangeRows legend=words::needs(locale) add_label=words::add_need(locale) rows=draft.needs/>
        <Area id="websites" label=words::websites(locale) hint=words::one_a_line(locale) value=draft.websites/>
        <Line id="email" label=words::email(locale) value=draft.email/>
        <Line id="street" label=words::street(locale) value=draft.street/>
        <Line id="postcode" label=words::postcode(locale) value=draft.postcode/>
        <Line id="town" label=words::town(locale) value=draft.town/>
        <Line id="position" label=words::position(locale) value=draft.position/>
        <label class="check">
            <input type="checkbox" checked=draft.public.get_untracked()
                on:change=move |event| draft.public.set(event_target_checked(&event))/>
            <span>{words::public_address(locale)}</span>
        </label>
        <WishBoxes others wishes=draft.wishes/>
    }
}

#[component]
fn RelationChoice(relation: RwSignal<Option<MigrationRelation>>) -> impl IntoView {
    let locale = use_locale();
    let choices = std::iter::once(None).chain(MigrationRelation::ALL.map(Some)).map(|value| {
        view! {
            <label class="check">
                <input type="radio" name="relation" checked=relation.get_untracked() == value on:change=move |_| relation.set(value)/>
                <span>{value.map_or(words::says_nothing(locale), |value| enums::relation(locale, value))}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    view! { <fieldset class="group"><legend>{words::relation(locale)}</legend>{choices}</fieldset> }
}

/// The tree of fields as checkboxes, roots with their children.
#[component]
fn FieldBoxes(all: Vec<Field>, chosen: RwSignal<Vec<FieldId>>) -> impl IntoView {
    let locale = use_locale();
    let known: BTreeSet<FieldId> = all.iter().map(|field| field.id).collect();
    let one = move |field: &Field| view! { <Box name=field.name.get(locale).to_owned() id=field.id chosen/> };
    let roots = all.iter().filter(|field| field.parent.is_none_or(|parent| !known.contains(&parent)));
    let folds = roots.map(|root| {
        let children = all.iter().filter(|field| field.parent == Some(root.id)).map(one).collect_view();
        view! {
            <details class="fold"><summary>{root.name.get(locale).to_owned()}</summary><div>{one(root)} {children}</div></details>
        }
    });
    let folds = folds.collect_view();
    view! { <fieldset class="group"><legend>{words::fields(locale)}</legend>{folds}</fieldset> }
}

#[component]
fn WishBoxes(others: Vec<(AssociationId, String)>, wishes: RwSignal<Vec<AssociationId>>) -> impl IntoView {
    let locale = use_locale();
    if others.is_empty() {
        return ().into_any();
    }
    let boxes = others.into_iter().map(|(id, name)| view! { <Box name id chosen=wishes/> });
    let boxes = boxes.collect_view();
    view! {
        <fieldset class="group">
            <legend>{words::wishes(locale)}</legend>
            <details class="fold"><summary>{words::choose(locale)}</summary><div>{boxes}</div></details>
        </fieldset>
    }
    .into_any()
}

/// A box that puts `id` into `chosen` or takes it out.
#[component]
fn Box<T: Copy + PartialEq + Send + Sync + 'static>(name: String, id: T, chosen: RwSignal<Vec<T>>) -> impl IntoView {
    let change = move |on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|other| *other != id);
            if on {
                chosen.push(id);
            }
        });
    };
    view! {
        <label class="check">
            <input type="checkbox" checked=chosen.get_untracked().contains(&id)
                on:change=move |event| change(event_target_checked(&event))/>
            <span>{name}</span>
        </label>
    }
}
