//! One seat of the plan: why it is so, and moving somebody by hand: where to, what it breaks, and doing it.

use super::{control::keys::focus, why::Why};
use crate::{
    api,
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::{
        desk::{name_of, sentence, use_desk},
        fields::rests,
        keys::fresh_key,
    },
    words::{dating as words, organise},
};
use domain::{ParticipantId, dating::MoveSeat, plan::BrokenRule, profile::name_key, views::DatingDesk};
use leptos::{html, prelude::*};

/// Whose seat of which round (from 0) is being changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moving {
    pub who: ParticipantId,
    pub round: u8,
}

impl Moving {
    /// Of the button in the plan that opens it.
    pub fn seat_id(self) -> String {
        format!("seat-{}-{}", self.round, self.who)
    }
}

#[component]
pub fn MoveCard(desk: DatingDesk, what: Moving, moving: RwSignal<Option<Moving>>) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    let (id, revision) = (desk.dating.id, desk.dating.revision);
    let step = RwSignal::new(None::<MoveSeat>);
    let verdict = RwSignal::new(None::<Vec<BrokenRule>>);
    let failed = RwSignal::new(None::<String>);
    // The name that was pressed may be far down in the plan: the question comes into sight and takes the focus.
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let judged = StoredValue::new(desk.dating.clone());
    let choose = move |next: Option<MoveSeat>| {
        step.set(next);
        verdict.set(None);
        failed.set(None);
        if let Some(next) = next {
            let dating = judged.get_value();
            leptos::task::spawn_local(async move {
                let answer = api::dating::try_move(id, revision, next).await;
                if step.try_get_untracked().flatten() != Some(next) {
                    return;
                }
                match answer {
                    Ok(broken) => {
                        verdict.try_set(Some(broken));
                    }
                    Err(error) => {
                        failed.try_set(Some(sentence(locale, &error, Some(&dating))));
                    }
                }
            });
        }
    };
    let here = MoveSeat { who: what.who, round: what.round, to: None, swap_with: None };
    let tables = desk.dating.setting.tables.iter().map(|table| {
        view! { <option value=table.number.to_string()>{words::table_n(locale, table.number)}</option> }
    });
    let tables = tables.collect_view();
    let mut others: Vec<_> = desk.dating.participants.iter().filter(|p| p.id != what.who).cloned().collect();
    others.sort_by_cached_key(|p| name_key(p.name.as_str()));
    let others = others
        .into_iter()
        .map(|p| view! { <option value=p.id.to_string()>{p.name.to_string()}</option> })
        .collect_view();
    // The keyboard goes back to the name it came from.
    let close = move || {
        moving.set(None);
        focus(&what.seat_id());
    };
    let confirm = move |_| {
        if let Some(step) = step.get_untracked().filter(|_| !state.busy.get_untracked()) {
            close();
            state.act(api::dating::move_participant(id, revision, step, fresh_key()), move |_| {
                state.to_told();
                Some(organise::saved(locale).to_owned())
            });
        }
    };
    let names = desk.dating.clone();
    // Rounds that have begun are history: of them one only hears why.
    let movable = desk.dating.rounds_ahead(desk.clock.now).contains(&what.round);
    let name = name_of(&desk.dating, what.who);
    let title = match movable {
        true => words::move_title(locale, &name, what.round + 1),
        false => words::seat_title(locale, &name, what.round + 1),
    };
    view! {
        <section class="card now stack" aria-label=title.clone()>
            <div class="row">
                <h2 class="grow" tabindex="-1" node_ref=heading>{title.clone()}</h2>
                <button class="button quiet round" type="button" aria-label=words::cancel(locale) on:click=move |_| close()>
                    <Icon kind=IconKind::X/>
                </button>
            </div>
            <Why dating=desk.dating.clone() what/>
            {movable.then(|| view! {
            <div class="form">
                <div class="fields">
                    <div class="field">
                        <label for="move-to">{words::move_to(locale)}</label>
                        <select id="move-to" prop:value=move || match step.get() {
                            Some(MoveSeat { to: Some(number), .. }) => number.to_string(),
                            Some(MoveSeat { swap_with: None, .. }) => "out".to_owned(),
                            _ => String::new(),
                        } on:change=move |event| {
                            let value = event_target_value(&event);
                            choose(match value.as_str() {
                                "" => None,
                                "out" => Some(here),
                                number => number.parse().ok().map(|number| MoveSeat { to: Some(number), ..here }),
                            });
                        }>
                            <option value="">{words::please_choose(locale)}</option>
                            {tables}
                            <option value="out">{words::move_out(locale)}</option>
                        </select>
                    </div>
                    <div class="field">
                        <label for="move-swap">{words::move_swap(locale)}</label>
                        <select id="move-swap"
                            prop:value=move || step.get().and_then(|step| step.swap_with).map(|id| id.to_string()).unwrap_or_default()
                            on:change=move |event| {
                            let other = event_target_value(&event).parse().ok();
                            choose(other.map(|other| MoveSeat { swap_with: Some(other), ..here }));
                        }>
                            <option value="">{words::please_choose(locale)}</option>
                            {others}
                        </select>
                    </div>
                </div>
            </div>
            <div role="alert">
                {move || failed.get().map(|sentence| view! { <p class="notice bad"><Icon kind=IconKind::WARNING/>{sentence}</p> })}
            </div>
            <div role="status">
                {move || verdict.get().map(|broken| if broken.is_empty() {
                    view! { <p class="notice good"><Icon kind=IconKind::CHECK/>{words::move_clean(locale)}</p> }.into_any()
                } else {
                    let name = |id| name_of(&names, id);
                    let rows = broken.iter().map(|rule| view! { <li>{words::broken(locale, rule, &name)}</li> }).collect_view();
                    view! {
                        <div class="notice warn"><Icon kind=IconKind::WARNING/><div><b>{words::move_breaks(locale)}</b><ul>{rows}</ul></div></div>
                    }.into_any()
                })}
            </div>
            <div class="actions">
                <button class="button" type="button" on:click=confirm disabled=move || verdict.get().is_none() aria-disabled=rests(state.busy)>
                    {move || match verdict.get() {
                        Some(broken) if !broken.is_empty() => words::move_anyway(locale),
                        _ => words::move_do(locale),
                    }}
                </button>
                <button class="button plain" type="button" on:click=move |_| close()>{words::cancel(locale)}</button>
            </div>
            })}
        </section>
    }
}
