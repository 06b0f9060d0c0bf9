//! How good the plan is, in words and figures, and what could not be.

use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::desk::{name_of, reason},
    words::{dating as words, workshop},
};
use domain::{
    Locale,
    plan::{Quality, SeatingPlan},
    views::{DatingDesk, PlanMeasures},
};
use leptos::prelude::*;

/// Proven best or the gap, how evenly talks are spread, and what the rules cost; nothing of it where the plan was found for
/// something else.
#[component]
pub fn Verdict(plan: SeatingPlan, outdated: bool) -> impl IntoView {
    let locale = use_locale();
    if outdated {
        return view! {
            <div class="row top">
                <Icon kind=IconKind::WARNING/>
                <div class="grow stack tight">
                    <h2>{words::outdated(locale)}</h2>
                    <p>{words::outdated_hint(locale)}</p>
                </div>
            </div>
        }
        .into_any();
    }
    let proven = plan.quality == Quality::ProvenBest;
    let fair = workshop::fairness(locale, &plan.account);
    let mut telling = plan.account.costs.iter().filter(|cost| cost.says_something()).peekable();
    let has_costs = telling.peek().is_some();
    let costs = telling.map(|cost| {
        let (rule, percent) =
            (workshop::costly_rule(locale, cost.rule), workshop::percent(locale, cost.thousandths.into()));
        let told = match cost.exactly {
            true => workshop::costs_exactly(locale, rule, &percent),
            false => workshop::costs_at_most(locale, rule, &percent),
        };
        view! { <li>{told}</li> }
    });
    let costs = costs.collect_view();
    view! {
        <div class="row top">
            <Icon kind=if proven { IconKind::DONE } else { IconKind::INFO }/>
            <div class="grow stack tight">
                <h2>{words::quality(locale, plan.quality, plan.objective)}</h2>
                {proven.then(|| view! { <p class="quiet">{words::proven_best_hint(locale)}</p> })}
                {(!fair.is_empty()).then(|| view! { <p>{fair.join(" ")}</p> })}
            </div>
        </div>
        {has_costs.then(|| view! {
            <details class="fold">
                <summary>{workshop::rule_costs(locale)}</summary>
                <div class="stack tight">
                    <p class="quiet">{workshop::rule_costs_lede(locale)}</p>
                    <ul class="rules">{costs}</ul>
                </div>
            </details>
        })}
    }
    .into_any()
}

/// "120 von 130", with what nobody knows; in words where nothing is known at all.
pub fn understood(locale: Locale, m: &PlanMeasures) -> String {
    let known = m.dates.saturating_sub(m.language_unknown);
    match (known, m.language_unknown) {
        (0, 0) => words::of_many(locale, 0, 0),
        (0, _) => workshop::no_languages_known(locale).to_owned(),
        (known, 0) => words::of_many(locale, m.understood, known),
        (known, unknown) => {
            format!(
                "{} ({})",
                words::of_many(locale, m.understood, known),
                workshop::language_unknown_of(locale, unknown)
            )
        }
    }
}

#[component]
pub fn Measures(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let m = desk.measures;
    let figure = |name: &'static str, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    let groups = !desk.dating.setting.is_one_to_one();
    let known = m.dates.saturating_sub(m.language_unknown);
    let language = match (known, m.language_unknown) {
        // A sentence is no figure.
        (0, unknown) if unknown > 0 => view! {
            <div><dt>{words::measure_understood(locale)}</dt><dd class="word">{workshop::no_languages_known(locale)}</dd></div>
        }
        .into_any(),
        (known, unknown) => view! {
            <div>
                <dt>
                    {words::measure_understood(locale)}
                    {(unknown > 0).then(|| view! { " (" {workshop::language_unknown_of(locale, unknown)} ")" })}
                </dt>
                <dd>{words::of_many(locale, m.understood, known)}</dd>
            </div>
        }
        .into_any(),
    };
    view! {
        <dl class="stats wide" aria-label=words::reached(locale)>
            {figure(words::measure_dates(locale), m.dates.to_string())}
            {figure(words::measure_each(locale), words::from_to(locale, m.dates_least, m.dates_most))}
            {if groups {
                figure(words::measure_mixed_tables(locale), words::of_many(locale, m.mixed_tables, m.tables))
            } else {
                figure(words::measure_mixed(locale), words::of_many(locale, m.mixed, m.dates))
            }}
            {language}
            {figure(words::measure_wishes(locale), words::of_many(locale, m.wishes_kept, m.wishes))}
            {figure(words::measure_sat_out(locale), m.sat_out.to_string())}
            {(!desk.dating.rules.never_twice).then(|| figure(workshop::row_repeats(locale), m.repeats.to_string()))}
        </dl>
    }
}

#[component]
pub fn Broken(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let name = |id| name_of(&desk.dating, id);
    if let Some(why) = &desk.contradiction {
        return view! {
            <section class="notice bad" role="alert">
                <Icon kind=IconKind::WARNING/>
                <p>{reason(locale, why, &desk.dating)}</p>
            </section>
        }
        .into_any();
    }
    let told = (!desk.broken.is_empty()).then(|| {
        let rows =
            desk.broken.iter().map(|rule| view! { <li>{words::broken(locale, rule, &name)}</li> }).collect_view();
        view! {
            <section class="notice bad" role="alert">
                <Icon kind=IconKind::WARNING/>
                <div><h2>{words::broken_title(locale)}</h2><ul>{rows}</ul></div>
            </section>
        }
    });
    told.into_any()
}

/// Nothing where the rules contradict each other: what follows from them cannot be told then.
#[component]
pub fn Shortfalls(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    if desk.contradiction.is_some() {
        return ().into_any();
    }
    let name = |id| name_of(&desk.dating, id);
    let count = desk.shortfalls.len();
    let rounds = desk.dating.setting.rounds;
    let row = |shortfall| view! { <li>{words::shortfall(locale, shortfall, rounds, &name)}</li> };
    let rows = desk.shortfalls.iter().map(row).collect_view();
    view! {
        <details class="fold card" open=(1..=6).contains(&count)>
            <summary>{words::shortfalls(locale)} " " <span class="badge">{count}</span></summary>
            <div>{if count == 0 { view! { <p>{words::no_shortfalls(locale)}</p> }.into_any() } else { view! { <ul class="rules">{rows}</ul> }.into_any() }}</div>
        </details>
    }
    .into_any()
}
