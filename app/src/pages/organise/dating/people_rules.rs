//! Rules about people: who never or always sits together, who stays at one table. What was removed can be put back.

use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::dating as words,
};
use domain::{ParticipantId, profile::name_key, views::DatingDesk};
use leptos::prelude::*;
use std::sync::Arc;

type Latest = RwSignal<Arc<DatingDesk>>;

/// Who takes part, by name.
#[derive(Clone, Copy)]
struct Names(Memo<Vec<(ParticipantId, String)>>);

impl Names {
    fn of(latest: Latest) -> Self {
        Self(Memo::new(move |_| {
            let participants = latest.with(|desk| desk.dating.participants.clone());
            let mut names: Vec<_> = participants.into_iter().map(|p| (p.id, p.name.to_string())).collect();
            names.sort_by_cached_key(|(_, name)| name_key(name));
            names
        }))
    }

    /// A name, or a dash for somebody who is gone from the list.
    fn get(self, who: ParticipantId) -> String {
        let found = self.0.with(|names| names.iter().find(|(id, _)| *id == who).map(|(_, name)| name.clone()));
        found.unwrap_or_else(|| "–".to_owned())
    }

    fn joined(self, who: &[ParticipantId]) -> String {
        who.iter().map(|id| self.get(*id)).collect::<Vec<_>>().join("\u{a0}· ")
    }
}

/// A list of pairs or groups with a way to add two and to take one away; with `leave`, to take one person out of a group
/// of more than two.
#[component]
pub fn GroupRules(
    title: &'static str,
    #[prop(optional)] hint: &'static str,
    latest: Latest,
    disabled: Signal<bool>,
    groups: Memo<Vec<Vec<ParticipantId>>>,
    add: Callback<Vec<ParticipantId>>,
    remove: Callback<Vec<ParticipantId>>,
    #[prop(optional)] leave: Option<Callback<ParticipantId>>,
) -> impl IntoView {
    let locale = use_locale();
    let names = Names::of(latest);
    let (one, other) = (RwSignal::new(None::<ParticipantId>), RwSignal::new(None::<ParticipantId>));
    let removed = RwSignal::new(None::<(String, Vec<ParticipantId>)>);
    // What was chosen has become a rule.
    Effect::new(move |_| {
        let groups = groups.get();
        if let (Some(a), Some(b)) = (one.get_untracked(), other.get_untracked())
            && groups.iter().any(|group| group.contains(&a) && group.contains(&b))
        {
            one.set(None);
            other.set(None);
        }
    });
    let row = move |group: Vec<ParticipantId>| {
        let text = names.joined(&group);
        let members = leave.filter(|_| group.len() > 2).map(|leave| {
            let member = |who: ParticipantId| {
                let (name, group) = (names.get(who), group.clone());
                let left = words::left_group(locale, &name, &text);
                view! {
                    <button class="chip" type="button" disabled=disabled aria-label=words::leaves_group(locale, &name)
                        on:click=move |_| { removed.set(Some((left.clone(), group.clone()))); leave.run(who) }>
                        {name.clone()}<Icon kind=IconKind::X/>
                    </button>
                }
            };
            view! { <span class="cluster grow">{group.iter().copied().map(member).collect_view()}</span> }
        });
        let whole = members.is_none().then(|| view! { <span class="grow">{text.clone()}</span> });
        view! {
            <li>
                {members}
                {whole}
                <RemoveRule text=text.clone() disabled
                    remove=move || { removed.set(Some((text.clone(), group.clone()))); remove.run(group.clone()) }/>
            </li>
        }
    };
    let ready = move || matches!((one.get(), other.get()), (Some(a), Some(b)) if a != b);
    let submit = move |_| {
        if let (Some(a), Some(b)) = (one.get_untracked(), other.get_untracked()) {
            add.run(vec![a, b]);
        }
    };
    // Where that came to nothing the rule is still there.
    let holds = move |gone: &[ParticipantId]| {
        groups.with(|groups| groups.iter().any(|group| gone.iter().all(|who| group.contains(who))))
    };
    let back = move || removed.get().filter(|(_, gone)| !holds(gone));
    view! {
        <section class="card stack">
            <h2>{title}</h2>
            {(!hint.is_empty()).then(|| view! { <p class="hint">{hint}</p> })}
            {move || groups.with(Vec::is_empty).then(|| view! { <p class="quiet">{words::none_yet(locale)}</p> })}
            <ul class="list rules">{move || groups.get().into_iter().map(row).collect_view()}</ul>
            <div role="status">
                {move || back().map(|(text, gone)| view! {
                    <PutBack text disabled again=move || add.run(gone.clone())/>
                })}
            </div>
            <div class="form">
                <PersonSelect label=words::first_one(locale) names chosen=one disabled/>
                <PersonSelect label=words::second_one(locale) names chosen=other disabled/>
                <div class="actions">
                    <button class="button plain" type="button" disabled=move || disabled.get() || !ready() on:click=submit>
                        {words::add_rule(locale)}
                    </button>
                </div>
            </div>
        </section>
    }
}

#[component]
pub fn FixedTables(
    latest: Latest,
    disabled: Signal<bool>,
    rules: Memo<Vec<(ParticipantId, u16)>>,
    add: Callback<(ParticipantId, u16)>,
    remove: Callback<(ParticipantId, u16)>,
) -> impl IntoView {
    let locale = use_locale();
    let names = Names::of(latest);
    let numbers = Memo::new(move |_| {
        latest.with(|desk| desk.dating.setting.tables.iter().map(|table| table.number).collect::<Vec<_>>())
    });
    let (who, table) = (RwSignal::new(None::<ParticipantId>), RwSignal::new(None::<u16>));
    let removed = RwSignal::new(None::<(ParticipantId, u16)>);
    Effect::new(move |_| {
        let fixed = rules.get();
        if who.get_untracked().zip(table.get_untracked()).is_some_and(|rule| fixed.contains(&rule)) {
            who.set(None);
            table.set(None);
        }
    });
    let text = move |(who, table): (ParticipantId, u16)| words::fixed_at(locale, &names.get(who), table);
    let row = move |rule: (ParticipantId, u16)| {
        view! {
            <li>
                <span class="grow">{text(rule)}</span>
                <RemoveRule text=text(rule) disabled remove=move || { removed.set(Some(rule)); remove.run(rule) }/>
            </li>
        }
    };
    let options = move || {
        let options = numbers.get().into_iter().map(|number| {
            view! { <option value=number.to_string()>{words::table_n(locale, number)}</option> }
        });
        options.collect_view()
    };
    let submit = move |_| {
        if let Some(rule) = who.get_untracked().zip(table.get_untracked()) {
            add.run(rule);
        }
    };
    let back = move || removed.get().filter(|gone| rules.with(|fixed| !fixed.contains(gone)));
    view! {
        <section class="card stack">
            <h2>{words::fixed_table(locale)}</h2>
            {move || rules.with(Vec::is_empty).then(|| view! { <p class="quiet">{words::none_yet(locale)}</p> })}
            <ul class="list rules">{move || rules.get().into_iter().map(row).collect_view()}</ul>
            <div role="status">
                {move || back().map(|gone| view! { <PutBack text=text(gone) disabled again=move || add.run(gone)/> })}
            </div>
            <div class="form">
                <PersonSelect label=words::first_one(locale) names chosen=who disabled/>
                <div class="field">
                    <label for="fixed-table">{words::table_column(locale)}</label>
                    <select id="fixed-table" disabled=disabled
                        prop:value=move || table.get().map(|number| number.to_string()).unwrap_or_default()
                        on:change=move |event| table.set(event_target_value(&event).parse().ok())>
                        <option value="">{words::please_choose(locale)}</option>
                        {options}
                    </select>
                </div>
                <div class="actions">
                    <button class="button plain" type="button" on:click=submit
                        disabled=move || disabled.get() || who.get().is_none() || table.get().is_none()>
                        {words::add_rule(locale)}
                    </button>
                </div>
            </div>
        </section>
    }
}

#[component]
fn RemoveRule(text: String, disabled: Signal<bool>, remove: impl Fn() + Send + 'static) -> impl IntoView {
    let locale = use_locale();
    view! {
        <button class="button quiet round" type="button" disabled=disabled aria-label=words::remove_rule(locale, &text)
            on:click=move |_| remove()>
            <Icon kind=IconKind::X/>
        </button>
    }
}

/// What was removed last, with a way back.
#[component]
fn PutBack(text: String, disabled: Signal<bool>, again: impl Fn() + Send + 'static) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="row wrap">
            <p class="grow quiet">{words::rule_removed(locale, &text)}</p>
            <button class="button quiet" type="button" disabled=disabled aria-label=words::put_back_what(locale, &text)
                on:click=move |_| again()>{words::put_back(locale)}</button>
        </div>
    }
}

/// Somebody who takes part, in a select.
#[component]
fn PersonSelect(
    label: &'static str,
    names: Names,
    chosen: RwSignal<Option<ParticipantId>>,
    disabled: Signal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let options = move || {
        let options =
            names.0.get().into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> });
        options.collect_view()
    };
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
