//! The rules of a session in plain words.

use super::weighing::{EmphasisChoice, EvennessChoice};
use crate::{
    api,
    components::{
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    page::use_locale,
    pages::organise::desk::{name_of, use_desk},
    words::{dating as words, organise, refusals},
};
use domain::{
    ParticipantId, Refusal,
    dating::{CommonLanguage, Dating, Rules, Sides},
    views::DatingDesk,
};
use leptos::prelude::*;

#[component]
pub fn RulesRoom() -> impl IntoView {
    loaded(use_desk().view, |desk| view! { <RulesForm desk/> })
}

/// Every change is saved at once: a rule is one tap.
#[component]
fn RulesForm(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    let started = desk.dating.has_started();
    let (id, revision) = (desk.dating.id, desk.dating.revision);
    let rules = StoredValue::new(desk.dating.rules.clone());
    let too_many_for_two = desk.dating.rules.sides == Sides::Across && !desk.dating.setting.is_one_to_one();
    let save = move |change: Box<dyn FnOnce(&mut Rules)>| {
        let mut next = rules.get_value();
        change(&mut next);
        state.act(api::dating::set_rules(id, revision, next), move |()| Some(organise::saved(locale).to_owned()));
    };
    let sides = [Sides::Across, Sides::Anybody].map(|value| {
        let (name, hint) = words::sides(locale, value);
        let checked = rules.with_value(|r| r.sides == value);
        view! {
            <label class="choice">
                <input type="radio" name="sides" checked=checked disabled=started
                    on:change=move |_| save(Box::new(move |r| r.sides = value))/>
                <span><b>{name}</b><span class="quiet">{hint}</span></span>
            </label>
        }
    });
    let languages = [CommonLanguage::Required, CommonLanguage::Preferred, CommonLanguage::Ignored].map(|value| {
        let (name, hint) = words::language_rule(locale, value);
        let checked = rules.with_value(|r| r.language == value);
        view! {
            <label class="choice">
                <input type="radio" name="language" checked=checked disabled=started
                    on:change=move |_| save(Box::new(move |r| r.language = value))/>
                <span><b>{name}</b><span class="quiet">{hint}</span></span>
            </label>
        }
    });
    let check = move |name: &'static str, hint: &'static str, read: fn(&Rules) -> bool, write: fn(&mut Rules, bool)| {
        view! {
            <label class="check">
                <input type="checkbox" disabled=started checked=rules.with_value(read)
                    on:change=move |event| { let on = event_target_checked(&event); save(Box::new(move |r| write(r, on))) }/>
                <span>{name} <span class="hint">{hint}</span></span>
            </label>
        }
    };
    view! {
        <section class="card stack">
            {started.then(|| view! { <p class="notice warn">{words::fixed_now(locale)}</p> })}
            <p class="lede">{words::rules_lede(locale)}</p>
            <div class="form">
                <fieldset class="group"><legend>{words::who_with_whom(locale)}</legend><div class="choices">{sides.into_iter().collect_view()}</div></fieldset>
                {too_many_for_two.then(|| view! {
                    <div class="notice warn">
                        <Icon kind=IconKind::WARNING/>
                        <p>{refusals::refusal(locale, &Refusal::AcrossNeedsPairs)}</p>
                    </div>
                })}
                <fieldset class="group"><legend>{words::common_language(locale)}</legend><div class="choices">{languages.into_iter().collect_view()}</div></fieldset>
                <fieldset class="group">
                    <legend class="visually-hidden">{words::tab_rules(locale)}</legend>
                    {check(words::never_twice(locale), words::never_twice_hint(locale), |r| r.never_twice, |r, on| r.never_twice = on)}
                    {check(words::wishes(locale), words::wishes_hint(locale), |r| r.wishes, |r, on| r.wishes = on)}
                    {check(words::seat_everybody(locale), words::seat_everybody_hint(locale), |r| r.seat_everybody, |r, on| r.seat_everybody = on)}
                </fieldset>
                <EvennessChoice form="rules" value=Signal::derive(move || rules.with_value(|r| r.evenness)) disabled=started
                    change=move |value| save(Box::new(move |r| r.evenness = value))/>
                <EmphasisChoice form="rules" value=Signal::derive(move || rules.with_value(|r| r.emphasis)) disabled=started
                    change=move |matter, weight| save(Box::new(move |r| r.emphasis.put(matter, weight)))/>
            </div>
        </section>
        <div class="grid">
            <GroupRules title=words::apart(locale) desk=desk.clone() disabled=started
                groups=rules.with_value(|r| r.apart.iter().map(|(a, b)| vec![*a, *b]).collect())
                add=move |a, b| save(Box::new(move |r| r.keep_apart(a, b)))
                remove=move |index| save(Box::new(move |r| { r.apart.remove(index); }))/>
            <GroupRules title=words::together(locale) hint=words::together_hint(locale) desk=desk.clone() disabled=started
                groups=rules.with_value(|r| r.together.clone())
                add=move |a, b| save(Box::new(move |r| r.bring_together(a, b)))
                remove=move |index| save(Box::new(move |r| { r.together.remove(index); }))/>
            <FixedTables desk disabled=started
                add=move |who, table| save(Box::new(move |r| { r.fixed.retain(|(id, _)| *id != who); r.fixed.push((who, table)); }))
                remove=move |index| save(Box::new(move |r| { r.fixed.remove(index); }))/>
        </div>
    }
}

/// A list of pairs or groups with a way to add two and to take one away.
#[component]
fn GroupRules(
    title: &'static str,
    #[prop(optional)] hint: &'static str,
    desk: DatingDesk,
    disabled: bool,
    groups: Vec<Vec<ParticipantId>>,
    add: impl Fn(ParticipantId, ParticipantId) + Copy + Send + 'static,
    remove: impl Fn(usize) + Copy + Send + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let (one, other) = (RwSignal::new(None::<ParticipantId>), RwSignal::new(None::<ParticipantId>));
    let rows = groups.iter().enumerate().map(|(index, group)| {
        let text = group.iter().map(|id| name_of(&desk.dating, *id)).collect::<Vec<_>>().join("\u{a0}· ");
        view! { <RuleRow text disabled remove=move || remove(index)/> }
    });
    let rows = rows.collect_view();
    let ready = move || matches!((one.get(), other.get()), (Some(a), Some(b)) if a != b);
    let submit = move |_| {
        if let (Some(a), Some(b)) = (one.get_untracked(), other.get_untracked()) {
            add(a, b);
        }
    };
    view! {
        <section class="card stack">
            <h2>{title}</h2>
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            {groups.is_empty().then(|| view! { <p class="quiet">{words::none_yet(locale)}</p> })}
            <ul class="list rules">{rows}</ul>
            <div class="form">
                <PersonSelect label=words::first_one(locale) dating=desk.dating.clone() chosen=one disabled/>
                <PersonSelect label=words::second_one(locale) dating=desk.dating.clone() chosen=other disabled/>
                <div class="actions">
                    <button class="button plain" type="button" disabled=move || disabled || !ready() on:click=submit>
                        {words::add_rule(locale)}
                    </button>
                </div>
            </div>
        </section>
    }
}

#[component]
fn FixedTables(
    desk: DatingDesk,
    disabled: bool,
    add: impl Fn(ParticipantId, u16) + Copy + Send + 'static,
    remove: impl Fn(usize) + Copy + Send + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let (who, table) = (RwSignal::new(None::<ParticipantId>), RwSignal::new(None::<u16>));
    let rows = desk.dating.rules.fixed.iter().enumerate().map(|(index, (who, table))| {
        let text = words::fixed_at(locale, &name_of(&desk.dating, *who), *table);
        view! { <RuleRow text disabled remove=move || remove(index)/> }
    });
    let rows = rows.collect_view();
    let numbers = desk.dating.setting.tables.iter().map(|t| {
        view! { <option value=t.number.to_string()>{words::table_n(locale, t.number)}</option> }
    });
    let numbers = numbers.collect_view();
    let submit = move |_| {
        if let (Some(who), Some(table)) = (who.get_untracked(), table.get_untracked()) {
            add(who, table);
        }
    };
    view! {
        <section class="card stack">
            <h2>{words::fixed_table(locale)}</h2>
            {desk.dating.rules.fixed.is_empty().then(|| view! { <p class="quiet">{words::none_yet(locale)}</p> })}
            <ul class="list rules">{rows}</ul>
            <div class="form">
                <PersonSelect label=words::first_one(locale) dating=desk.dating.clone() chosen=who disabled/>
                <div class="field">
                    <label for="fixed-table">{words::table_column(locale)}</label>
                    <select id="fixed-table" disabled=disabled
                        prop:value=move || table.get().map(|number| number.to_string()).unwrap_or_default()
                        on:change=move |event| table.set(event_target_value(&event).parse().ok())>
                        <option value="">{words::please_choose(locale)}</option>
                        {numbers}
                    </select>
                </div>
                <div class="actions">
                    <button class="button plain" type="button" on:click=submit
                        disabled=move || disabled || who.get().is_none() || table.get().is_none()>
                        {words::add_rule(locale)}
                    </button>
                </div>
            </div>
        </section>
    }
}

#[component]
fn RuleRow(text: String, disabled: bool, remove: impl Fn() + Send + 'static) -> impl IntoView {
    let locale = use_locale();
    view! {
        <li>
            <span class="grow">{text.clone()}</span>
            <button class="button quiet round" type="button" disabled=disabled aria-label=words::remove_rule(locale, &text)
                on:click=move |_| remove()>
                <Icon kind=IconKind::X/>
            </button>
        </li>
    }
}

/// Somebody who takes part, in a select.
#[component]
pub fn PersonSelect(
    label: &'static str,
    dating: Dating,
    chosen: RwSignal<Option<ParticipantId>>,
    disabled: bool,
) -> impl IntoView {
    let locale = use_locale();
    let mut people = dating.participants;
    people.sort_by(|a, b| a.name.cmp(&b.name));
    let options = people.into_iter().map(|p| view! { <option value=p.id.to_string()>{p.name.to_string()}</option> });
    let options = options.collect_view();
    view! {
        <div class="field">
            <label>
                {label}
                <select disabled=disabled prop:value=move || chosen.get().map(|id| id.to_string()).unwrap_or_default()
                    on:change=move |event| chosen.set(event_target_value(&event).parse().ok())>
                    <option value="">{words::please_choose(locale)}</option>
                    {options}
                </select>
            </label>
        </div>
    }
}
