//! Other settings, tried beside the plan at hand: asked for, shown side by side, taken or left.

use super::{trying_form::TryingForm, verdict::understood, workshop::use_bench};
use crate::{
    api,
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::{desk::use_desk, fields::rests, keys::fresh_key},
    words::{and_list, dating, workshop as words},
};
use domain::{
    Locale,
    attempt::{Aim, OtherPlan, Workshop},
    dating::{Dating, Terms},
    plan::{Quality, Shortfall},
    views::{DatingDesk, PlanMeasures},
};
use leptos::prelude::*;

/// Whether the form is open, and what stands in it; `None` until it is opened for the first time.
#[derive(Clone, Copy)]
pub struct Trying {
    open: RwSignal<bool>,
    /// It was opened just now, and has not got the focus yet.
    fresh: RwSignal<bool>,
    pub terms: RwSignal<Option<Terms>>,
}

impl Trying {
    /// Put into context by the plan's room, so that what was chosen outlives every change of the session.
    pub fn provide() -> Self {
        let trying = Self { open: RwSignal::new(false), fresh: RwSignal::new(false), terms: RwSignal::new(None) };
        provide_context(trying);
        trying
    }

    pub fn here() -> Self {
        expect_context()
    }

    pub fn is_open(self) -> bool {
        self.open.get()
    }

    pub fn toggle(self) {
        self.open.update(|open| *open = !*open);
        self.fresh.set(self.open.get_untracked());
    }

    /// Whether the form has yet to be brought into sight; it is asked once.
    pub fn is_fresh(self) -> bool {
        self.fresh.try_update_untracked(std::mem::take).unwrap_or_default()
    }

    /// The next form begins with the plan at hand.
    pub fn forget(self) {
        self.terms.set(None);
    }

    pub fn close(self) {
        self.open.set(false);
    }
}

#[component]
pub fn Compare(desk: DatingDesk, workshop: Workshop, trying: Trying) -> impl IntoView {
    let may_try = desk.may_organise && !desk.dating.has_started() && desk.dating.plan.is_some();
    if !may_try {
        return ().into_any();
    }
    let dating = StoredValue::new(desk.dating.clone());
    view! {
        {move || trying.is_open().then(|| view! { <TryingForm dating=dating.get_value() trying/> })}
        {workshop.other.map(|other| view! { <SideBySide desk other/> })}
    }
    .into_any()
}

/// What one plan comes to.
struct Figures<'a> {
    objective: i64,
    /// `None` where the plan was found for something else.
    quality: Option<Quality>,
    behind: Option<u16>,
    measures: &'a PlanMeasures,
    shortfalls: &'a [Shortfall],
    dating: &'a Dating,
}

/// One line of the comparison; `weigh` is larger where it is better, and says nothing where nobody could say.
struct Row {
    name: &'static str,
    told: [String; 2],
    weigh: Option<[i64; 2]>,
}

fn rows(locale: Locale, both: [&Figures; 2]) -> Vec<Row> {
    let row = |name, tell: &dyn Fn(&Figures) -> String, weigh: &dyn Fn(&Figures) -> Option<i64>| Row {
        name,
        told: both.map(tell),
        weigh: match both.map(weigh) {
            [Some(one), Some(other)] => Some([one, other]),
            _ => None,
        },
    };
    let of = |part: usize, whole: usize| dating::of_many(locale, part, whole);
    let share = |part: usize, whole: usize| (whole > 0).then(|| (part * 1_000_000 / whole) as i64);
    let nobody = |f: &Figures| {
        let names = words::without_talk(f.shortfalls, f.dating);
        match (f.measures.without_talk, names.is_empty()) {
            (0, _) => words::nobody(locale).to_owned(),
            (count, true) => count.to_string(),
            (_, false) => and_list(locale, &names),
        }
    };
    let behind = |f: &Figures| match f.behind {
        None => "–".to_owned(),
        Some(0) => words::nobody_behind(locale).to_owned(),
        Some(talks) => words::talks_behind(locale, talks),
    };
    let wishes = |f: &Figures| match f.measures.wishes {
        0 => words::no_wishes(locale).to_owned(),
        all => of(f.measures.wishes_kept, all),
    };
    let known = |f: &Figures| f.measures.dates - f.measures.language_unknown.min(f.measures.dates);
    vec![
        row(words::row_dates(locale), &|f| f.measures.dates.to_string(), &|f| Some(f.measures.dates as i64)),
        row(
            words::row_each(locale),
            &|f| dating::from_to(locale, f.measures.dates_least, f.measures.dates_most),
            &|f| Some(f.measures.dates_least as i64),
        ),
        row(words::row_behind(locale), &behind, &|f| f.behind.map(|talks| -i64::from(talks))),
        row(words::row_nobody(locale), &nobody, &|f| Some(-(f.measures.without_talk as i64))),
        row(words::row_wishes(locale), &wishes, &|f| share(f.measures.wishes_kept, f.measures.wishes)),
        row(words::row_mixed(locale), &|f| of(f.measures.mixed_tables, f.measures.tables), &|f| {
            share(f.measures.mixed_tables, f.measures.tables)
        }),
        row(words::row_language(locale), &|f| understood(locale, f.measures), &|f| {
            share(f.measures.understood, known(f))
        }),
        row(words::row_repeats(locale), &|f| f.measures.repeats.to_string(), &|f| Some(-(f.measures.repeats as i64))),
        row(words::row_breaks(locale), &|f| f.measures.sat_out.to_string(), &|f| Some(-(f.measures.sat_out as i64))),
        // By other terms other things count: no proof is better than another.
        row(
            words::row_quality(locale),
            &|f| {
                f.quality.map_or_else(
                    || words::outdated_short(locale).to_owned(),
                    |quality| words::quality_short(locale, quality, f.objective),
                )
            },
            &|_| None,
        ),
    ]
}

#[component]
fn SideBySide(desk: DatingDesk, other: OtherPlan) -> impl IntoView {
    let locale = use_locale();
    let (state, bench, trying) = (use_desk(), use_bench(), Trying::here());
    let (id, revision) = (desk.dating.id, desk.dating.revision);
    let Some(plan) = desk.dating.plan.as_ref() else { return ().into_any() };
    let now = Figures {
        objective: plan.objective,
        quality: (!desk.outdated).then_some(plan.quality),
        behind: plan.account.furthest_behind.filter(|_| !desk.outdated),
        measures: &desk.measures,
        shortfalls: &desk.shortfalls,
        dating: &desk.dating,
    };
    let then = Figures {
        objective: other.objective,
        quality: Some(other.quality),
        behind: other.furthest_behind,
        measures: &other.measures,
        shortfalls: &other.shortfalls,
        dating: &desk.dating,
    };
    let rows = rows(locale, [&now, &then]).into_iter().map(|row| {
        let cell = |mine: usize| {
            let wins = row.weigh.is_some_and(|weigh| weigh[mine] > weigh[1 - mine]);
            view! {
                <td class=wins.then_some("wins")>
                    {row.told[mine].clone()}
                    {wins.then(|| view! { " " <span class="tag good"><Icon kind=IconKind::CHECK/>{words::better(locale)}</span> })}
                </td>
            }
        };
        view! { <tr><th scope="row">{row.name}</th>{cell(0)}{cell(1)}</tr> }
    });
    let rows = rows.collect_view();
    let differences = words::differences(locale, &desk.dating.terms(), &other.terms);
    let run = StoredValue::new(other.run.clone());
    let occupied = bench.occupied();
    let take = move |_| {
        if occupied.get_untracked() {
            return;
        }
        let command = api::dating::take_other_plan(id, revision, run.get_value(), fresh_key());
        state.act(command, move |()| {
            bench.look_again();
            trying.forget();
            Some(words::taken(locale).to_owned())
        });
    };
    let leave = move |_| {
        if occupied.get_untracked() {
            return;
        }
        state.act(api::dating::forget_attempt(id, Aim::Compare), move |()| {
            bench.look_again();
            trying.forget();
            None
        });
    };
    let otherwise = other.seated_otherwise.map(|count| match count {
        0 => words::seated_the_same(locale).to_owned(),
        count => words::seated_otherwise(locale, count),
    });
    let is_old = other.is_old;
    view! {
        <section class="card stack" aria-label=words::side_by_side(locale)>
            <h2>{words::side_by_side(locale)}</h2>
            {if differences.is_empty() {
                view! { <p>{words::nothing_differs(locale)}</p> }.into_any()
            } else {
                let items = differences.into_iter().map(|told| view! { <li class="tag info">{told}</li> }).collect_view();
                view! { <div class="row wrap"><b>{words::what_differs(locale)}</b><ul class="cluster">{items}</ul></div> }.into_any()
            }}
            <table class="data versus">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{words::at_hand(locale)}</th>
                        <th scope="col">{words::other(locale)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {otherwise.map(|told| view! { <p class="quiet">{told}</p> })}
            {is_old.then(|| view! { <div class="notice warn"><Icon kind=IconKind::WARNING/><p>{words::is_old(locale)}</p></div> })}
            <div class="actions">
                <button class="button" type="button" disabled=is_old aria-disabled=rests(occupied) on:click=take>
                    <Icon kind=IconKind::CHECK/>{words::take(locale)}
                </button>
                <button class="button plain" type="button" aria-disabled=rests(occupied) on:click=leave>{words::leave(locale)}</button>
            </div>
        </section>
    }
    .into_any()
}
