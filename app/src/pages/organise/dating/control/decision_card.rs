//! The decision at hand: what happened, up to three ways to go on, what each costs, and the names on demand.

use super::{changes::Changes, deciding::use_deciding, decision::Decision, session::use_session};
use crate::{
    components::icons::{Icon, IconKind},
    pages::organise::fields::rests,
    words::{control as words, dating, office},
};
use domain::{
    Locale,
    control_room::{Alternative, Proposal},
};
use leptos::{html, leptos_dom::helpers::request_animation_frame, prelude::*};

#[component]
pub fn DecisionCard() -> impl IntoView {
    let deciding = use_deciding();
    move || deciding.open.get().map(|decision| view! { <Open decision/> })
}

#[component]
fn Open(decision: Decision) -> impl IntoView {
    let session = use_session();
    let deciding = use_deciding();
    let locale = session.locale;
    let name = |who| session.name(who);
    let title = untrack(|| words::headline(locale, &decision.happening, &name));
    // The tap may have been far down a list: what is to be decided comes into view and under the keyboard.
    let head = NodeRef::<html::H2>::new();
    let yes_or_no = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(head) = head.get() {
            let _ = head.focus();
        }
        if let Some(yes_or_no) = yes_or_no.get() {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            request_animation_frame(move || yes_or_no.scroll_into_view_with_scroll_into_view_options(&nearest));
        }
    });
    let news = decision.is_anew.then(|| {
        let began = decision.round_began.then(|| {
            let round = session.begun.get_untracked();
            view! { <li>{words::round_has_begun(locale, round)}</li> }
        });
        let lines = decision.meanwhile.iter().take(5).map(|line| {
            view! { <li>{untrack(|| words::line(locale, line, &name))}" "<span class="quiet">{office::actor(locale, &line.actor).to_owned()}</span></li> }
        });
        let lines = lines.collect_view();
        view! {
            <div class="notice warn">
                <Icon kind=IconKind::REFRESH/>
                <div><p>{words::worked_out_anew(locale)}</p><ul>{began}{lines}</ul></div>
            </div>
        }
    });
    let body = match decision.proposal {
        None => view! {
            <div class="stack tight patient" aria-busy="true">
                <p class="visually-hidden">{words::working_it_out(locale)}</p>
                <div class="skeleton line"></div>
                <div class="skeleton block"></div>
            </div>
        }
        .into_any(),
        Some(proposal) => view! { <Ways proposal/> }.into_any(),
    };
    let rehearsed =
        decision.rehearsed.then(|| view! { <span class="tag info">{words::happens_in_rehearsal(locale)}</span> });
    view! {
        <section class="card now stack tight" role="region" aria-label=dating::proposal(locale)>
            {rehearsed}
            <h2 tabindex="-1" node_ref=head>{title}</h2>
            <MarkedNext/>
            {news}
            {body}
            <div class="actions" node_ref=yes_or_no>
                <button class="button" type="button" data-at-once
                    aria-disabled=rests(Signal::derive(move || !deciding.can_apply()))
                    on:click=move |_| if untrack(|| deciding.can_apply()) { deciding.apply() }>{dating::apply(locale)}</button>
                <button class="button plain" type="button" on:click=move |_| deciding.cancel()>{dating::cancel(locale)}</button>
            </div>
        </section>
    }
}

/// Who was marked meanwhile: looked at one after the other when this is decided, each of them not to be if so wished.
#[component]
fn MarkedNext() -> impl IntoView {
    let session = use_session();
    let deciding = use_deciding();
    let locale = session.locale;
    let marked = deciding.marked;
    let count = move || marked.with(|marked| words::marked_next(locale, marked.len()));
    view! {
        <div role="status">
            <Show when=move || marked.with(|marked| !marked.is_empty())>
                <div class="cluster marked-next">
                    <span>{count}</span>
                    <For each=move || marked.get() key=|mark| *mark let:mark>
                        {
                            let what = untrack(|| words::mark(locale, &session.name(mark.who), mark.attendance));
                            let drops = words::drop_mark(locale, &what);
                            view! {
                                <button class="chip" type="button" aria-label=drops on:click=move |_| deciding.drop_mark(mark.who)>
                                    <span>{what}</span><Icon kind=IconKind::X/>
                                </button>
                            }
                        }
                    </For>
                </div>
            </Show>
        </div>
    }
}

/// From which round on it holds: the first that has neither begun nor been called.
fn holds_from(locale: Locale, proposal: &Proposal, last: u8) -> String {
    let open = proposal.rounds_begun + proposal.rounds_frozen + 1;
    let stay = (proposal.rounds_frozen > 0).then(|| words::called_stay(locale, proposal.rounds_frozen));
    let from = (open <= last || stay.is_none()).then(|| dating::from_round(locale, open.min(last)));
    from.into_iter().chain(stay).collect::<Vec<_>>().join(" · ")
}

#[component]
fn Ways(proposal: Proposal) -> impl IntoView {
    let session = use_session();
    let deciding = use_deciding();
    let locale = session.locale;
    let last = untrack(|| session.dating.with(|dating| dating.setting.rounds));
    let holds = holds_from(locale, &proposal, last);
    let all = proposal.alternatives;
    let several = all.len() > 1;
    let choices = several.then(|| {
        let ways = all.iter().enumerate().map(|(index, one)| {
            let checked = move || deciding.chosen.get() == index;
            view! {
                <label class="choice">
                    <input type="radio" name="alternative" prop:checked=checked on:change=move |_| deciding.chosen.set(index)/>
                    <span>
                        <b>{words::approach(locale, one.approach)}</b>
                        <span class="cost">{words::cost(locale, one)}</span>
                        <span class="quiet">{words::gains(locale, one)}</span>
                    </span>
                </label>
            }
        });
        let ways = ways.collect_view();
        view! { <div class="alternatives" role="radiogroup" aria-label=words::ways(locale)>{ways}</div> }
    });
    let chosen = move || {
        let one = all.get(deciding.chosen.get()).or(all.first()).cloned();
        one.map(|one| view! { <Chosen one told=several/> })
    };
    view! {
        <p class="quiet">{holds}</p>
        {choices}
        {chosen}
    }
}

/// The alternative that would be applied: in a sentence where no choice has said it, then what it breaks, then the names.
#[component]
fn Chosen(one: Alternative, told: bool) -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let name = |who| session.name(who);
    let breaks = (!one.broken.is_empty()).then(|| {
        let rows = one.broken.iter().map(|rule| view! { <li>{untrack(|| dating::broken(locale, rule, &name))}</li> });
        let rows = rows.collect_view();
        view! {
            <div class="notice bad" role="alert">
                <Icon kind=IconKind::WARNING/>
                <div><b>{words::breaks_rules(locale)}</b><ul>{rows}</ul></div>
            </div>
        }
    });
    let sentence = (!told).then(|| {
        view! { <p><b class="num">{words::cost(locale, &one)}</b> " · " {words::gains(locale, &one)}</p> }
    });
    view! {
        <div class="stack tight" aria-live="polite">
            {sentence}
            {breaks}
            <Changes one/>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decided_holds_from_the_first_round_that_was_not_called() {
        let told = |rounds_begun, rounds_frozen| {
            let proposal = Proposal { based_on: 1, rounds_begun, rounds_frozen, alternatives: Vec::new() };
            holds_from(Locale::De, &proposal, 3)
        };
        assert_eq!(told(1, 0), "gilt ab Runde 2");
        assert_eq!(told(1, 1), "gilt ab Runde 3 · die ausgerufene Runde bleibt");
        assert_eq!(told(2, 1), "die ausgerufene Runde bleibt");
        assert_eq!(told(3, 0), "gilt ab Runde 3");
    }
}
