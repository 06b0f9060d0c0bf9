//! One association's whole profile, new or known.

use super::rows::{ExchangeRows, LanguageRows};
use crate::{
    api::{self, ApiError},
    components::{
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    page::use_locale,
    pages::organise::frame::{Room, use_slug},
    paths::organise as to,
    words::{associations as words, enums, organise, refusals},
};
use domain::{
    AssociationId, FieldId,
    profile::{Association, Kind, MigrationRelation, Profile},
    refusal::Input,
    taxonomy::Field,
    text::Title,
    views::AssociationList,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::hooks::{use_navigate, use_params_map};
use std::collections::BTreeSet;

#[component]
pub fn AssociationRoom() -> impl IntoView {
    let locale = use_locale();
    let (slug, params) = (use_slug(), use_params_map());
    // Not refreshed by what others do: what is being typed stays. Saving finds out.
    let list = Resource::new(move || slug.get(), api::associations::associations);
    let id = Memo::new(move |_| params.read().get("association").and_then(|id| id.parse::<AssociationId>().ok()));
    view! {
        <Room title=Signal::stored(words::title(locale).to_owned()) class="narrow">
            {loaded(list, move |list| {
                let known = id.get().map(|id| list.associations.iter().find(|a| a.id == id).cloned());
                match known {
                    Some(None) => view! { <crate::components::loaded::Nothing/> }.into_any(),
                    known => view! { <Edit list known=known.flatten()/> }.into_any(),
                }
            })}
        </Room>
    }
}

#[component]
fn Edit(list: AssociationList, known: Option<Association>) -> impl IntoView {
    let locale = use_locale();
    let (slug, navigate) = (use_slug(), use_navigate());
    let id = known.as_ref().map(|a| a.id);
    let revision = RwSignal::new(known.as_ref().map_or(0, |a| a.revision));
    let heading = known.as_ref().map_or(words::new(locale).to_owned(), |a| a.profile.name.to_string());
    let before = known.map(|a| a.profile);
    let start = before.clone();
    let text = |read: fn(&Profile) -> String| RwSignal::new(start.as_ref().map(read).unwrap_or_default());
    let name = text(|p| p.name.to_string());
    let short = text(|p| p.short_name.clone());
    let goals = text(|p| p.goals.clone());
    let activities = text(|p| p.activities.clone());
    let groups = text(|p| p.target_groups.join("\n"));
    let districts = text(|p| p.districts.join("\n"));
    let websites = text(|p| p.websites.join("\n"));
    let email = text(|p| p.email.clone().unwrap_or_default());
    let street = text(|p| p.address.street.clone());
    let postcode = text(|p| p.address.postcode.clone());
    let town = text(|p| p.address.town.clone());
    let public = RwSignal::new(start.as_ref().is_some_and(|p| p.address.public));
    let kind = RwSignal::new(start.as_ref().map_or(Kind::Association, |p| p.kind));
    let relation = RwSignal::new(start.as_ref().and_then(|p| p.relation));
    let fields = RwSignal::new(start.as_ref().map(|p| p.fields.clone()).unwrap_or_default());
    let languages = RwSignal::new(start.as_ref().map(|p| p.languages.clone()).unwrap_or_default());
    let offers = RwSignal::new(start.as_ref().map(|p| p.offers.clone()).unwrap_or_default());
    let needs = RwSignal::new(start.as_ref().map(|p| p.needs.clone()).unwrap_or_default());
    let wishes = RwSignal::new(start.map(|p| p.wishes).unwrap_or_default());
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let lines = |signal: RwSignal<String>| -> Vec<String> {
        signal.get_untracked().lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let to_list = {
        let navigate = navigate.clone();
        move || navigate(&to::associations(&slug.get_untracked()), Default::default())
    };
    let deleted = to_list.clone();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let to_list = to_list.clone();
        let title = match Title::parse_as(Input::Name, &name.get_untracked()) {
            Ok(title) => title,
            Err(refusal) => {
                failed.set(Some(refusals::refusal(locale, &refusal)));
                return;
            }
        };
        let mut profile = before.clone().unwrap_or_else(|| Profile::named(title.clone()));
        profile.name = title;
        profile.short_name = short.get_untracked();
        profile.kind = kind.get_untracked();
        profile.relation = relation.get_untracked();
        profile.goals = goals.get_untracked();
        profile.activities = activities.get_untracked();
        profile.target_groups = lines(groups);
        profile.districts = lines(districts);
        profile.websites = lines(websites);
        profile.email = Some(email.get_untracked()).filter(|email| !email.trim().is_empty());
        profile.address.street = street.get_untracked();
        profile.address.postcode = postcode.get_untracked();
        profile.address.town = town.get_untracked();
        profile.address.public = public.get_untracked();
        profile.fields = fields.get_untracked();
        profile.languages = languages.get_untracked();
        profile.offers = offers.get_untracked();
        profile.needs = needs.get_untracked();
        profile.wishes = wishes.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let slug = slug.get_untracked();
            let answer = api::associations::save_association(slug.clone(), id, revision.get_untracked(), profile).await;
            busy.try_set(false);
            match answer {
                Ok(_) => to_list(),
                Err(error) => {
                    // What was typed stays; whoever saves again has been told that somebody else was faster.
                    if let (ApiError::Stale, Some(id)) = (&error, id)
                        && let Ok(now) = api::associations::one_association(slug, id).await
                    {
                        revision.try_set(now.revision);
                    }
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
        });
    };
    let line = move |id: &'static str, label: &'static str, value: RwSignal<String>| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                <input id=id maxlength="200" prop:value=value value=value.get_untracked()
                    on:input=move |event| value.set(event_target_value(&event))/>
            </div>
        }
    };
    let area = move |id: &'static str, label: &'static str, hint: Option<&'static str>, value: RwSignal<String>| {
        view! {
            <div class="field">
                <label for=id>{label}</label>
                {hint.map(|hint| view! { <p class="hint">{hint}</p> })}
                <textarea id=id rows="4" prop:value=value on:input=move |event| value.set(event_target_value(&event))>
                    {value.get_untracked()}
                </textarea>
            </div>
        }
    };
    let hint = Some(words::one_a_line(locale));
    let kinds = Kind::ALL.map(|value| {
        view! { <option value=value.key() selected=value == kind.get_untracked()>{enums::kind(locale, value)}</option> }
    });
    let relations =
        [None, Some(MigrationRelation::With), Some(MigrationRelation::Without), Some(MigrationRelation::Both)];
    let relations = relations.map(|value| {
        let name = value.map_or(words::says_nothing(locale), |value| enums::relation(locale, value));
        view! {
            <label class="check">
                <input type="radio" name="relation" checked=relation.get_untracked() == value on:change=move |_| relation.set(value)/>
                <span>{name}</span>
            </label>
        }
    });
    let others: Vec<(AssociationId, String)> =
        list.associations.iter().filter(|a| Some(a.id) != id).map(|a| (a.id, a.profile.name.to_string())).collect();
    let boxes = others.into_iter().map(|(other, name)| {
        view! {
            <label class="check">
                <input type="checkbox" checked=wishes.get_untracked().contains(&other) on:change=move |event| {
                    let on = event_target_checked(&event);
                    wishes.update(|wishes| { wishes.retain(|id| *id != other); if on { wishes.push(other); } });
                }/>
                <span>{name}</span>
            </label>
        }
    });
    let boxes = boxes.collect_view();
    view! {
        <header class="page-head"><h1>{heading.clone()}</h1></header>
        <form class="form card" on:submit=submit>
            {line("name", words::name(locale), name)}
            {line("short", words::short_name(locale), short)}
            <div class="field">
                <label for="kind">{words::kind(locale)}</label>
                <select id="kind" on:change=move |event| {
                    let key = event_target_value(&event);
                    if let Some(value) = Kind::ALL.into_iter().find(|value| value.key() == key) {
                        kind.set(value);
                    }
                }>{kinds.into_iter().collect_view()}</select>
            </div>
            <fieldset class="group"><legend>{words::relation(locale)}</legend>{relations.into_iter().collect_view()}</fieldset>
            {area("goals", words::goals(locale), None, goals)}
            {area("activities", words::activities(locale), None, activities)}
            <FieldBoxes all=list.fields chosen=fields/>
            {area("groups", words::groups(locale), hint, groups)}
            {area("districts", words::districts(locale), hint, districts)}
            <LanguageRows rows=languages/>
            <ExchangeRows legend=words::offers(locale) rows=offers/>
            <ExchangeRows legend=words::needs(locale) rows=needs/>
            {area("websites", words::websites(locale), hint, websites)}
            {line("email", words::email(locale), email)}
            {line("street", words::street(locale), street)}
            {line("postcode", words::postcode(locale), postcode)}
            {line("town", words::town(locale), town)}
            <label class="check">
                <input type="checkbox" checked=public.get_untracked() on:change=move |event| public.set(event_target_checked(&event))/>
                <span>{words::public_address(locale)}</span>
            </label>
            <details class="fold"><summary>{words::wishes(locale)}</summary><div>{boxes}</div></details>
            <div role="alert">
                {move || failed.get().map(|sentence| view! { <div class="notice bad"><Icon kind=IconKind::Warning/><p>{sentence}</p></div> })}
            </div>
            <div class="actions">
                <button class="button" type="submit" disabled=busy>{organise::save(locale)}</button>
                {id.map(|id| {
                    let delete = move |_| {
                        let deleted = deleted.clone();
                        if window().confirm_with_message(&organise::really_delete(locale, &heading)).unwrap_or(false) {
                            spawn_local(async move {
                                match api::associations::remove_association(slug.get_untracked(), id, revision.get_untracked()).await {
                                    Ok(()) => deleted(),
                                    Err(error) => { failed.try_set(Some(refusals::error(locale, &error))); }
                                }
                            });
                        }
                    };
                    view! { <button class="button danger" type="button" on:click=delete>{organise::delete(locale)}</button> }
                })}
            </div>
        </form>
    }
    .into_any()
}

/// The tree of fields as checkboxes, roots with their children.
#[component]
fn FieldBoxes(all: Vec<Field>, chosen: RwSignal<Vec<FieldId>>) -> impl IntoView {
    let locale = use_locale();
    let known: BTreeSet<FieldId> = all.iter().map(|field| field.id).collect();
    let one = move |field: &Field| {
        let id = field.id;
        view! {
            <label class="check">
                <input type="checkbox" checked=chosen.get_untracked().contains(&id) on:change=move |event| {
                    let on = event_target_checked(&event);
                    chosen.update(|chosen| { chosen.retain(|other| *other != id); if on { chosen.push(id); } });
                }/>
                <span>{field.name.get(locale).to_owned()}</span>
            </label>
        }
    };
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
