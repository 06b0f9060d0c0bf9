//! The settings that are tried beside the plan at hand.

use super::{
    compare::Trying,
    weighing::{EmphasisChoice, EvennessChoice},
    workshop::use_bench,
};
use crate::{
    api,
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::{desk::use_desk, fields::rests, keys::fresh_key},
    words::{dating as words, refusals, workshop},
};
use domain::{
    Refusal,
    dating::{CommonLanguage, Dating, ROUND_LIMIT, Rules, Sides, Terms},
    refusal::Input,
};
use leptos::{ev::SubmitEvent, html, prelude::*};

#[component]
pub fn TryingForm(dating: Dating, trying: Trying) -> impl IntoView {
    let locale = use_locale();
    let (state, bench) = (use_desk(), use_bench());
    let occupied = bench.occupied();
    let (id, revision) = (dating.id, dating.revision);
    let now = StoredValue::new(dating.terms());
    let one_to_one = dating.setting.is_one_to_one();
    if trying.terms.read_untracked().is_none() {
        trying.terms.set(Some(dating.terms()));
    }
    let terms = Memo::new(move |_| trying.terms.get().unwrap_or_else(|| now.get_value()));
    let change = move |act: &dyn Fn(&mut Terms)| {
        trying.terms.update(|terms| terms.iter_mut().for_each(act));
    };
    let rules = move |read: fn(&Rules) -> bool| move || read(&terms.read().rules);
    let rounds_typed = RwSignal::new(terms.get_untracked().rounds.to_string());
    let typed = move || {
        let rounds = rounds_typed.get_untracked().trim().parse::<u8>().ok();
        rounds.filter(|rounds| (1..=ROUND_LIMIT).contains(rounds))
    };
    let failed = RwSignal::new(None::<String>);
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get()
            && trying.is_fresh()
        {
            let _ = heading.focus();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if occupied.get_untracked() {
            return;
        }
        let Some(rounds) = typed() else {
            let refusal = Refusal::OutOfRange { input: Input::Rounds, least: 1, most: ROUND_LIMIT.into() };
            failed.set(Some(refusals::refusal(locale, &refusal)));
            return;
        };
        change(&|terms| terms.rounds = rounds);
        let asked = terms.get_untracked();
        if asked == now.get_value() {
            failed.set(Some(workshop::try_same(locale).to_owned()));
            return;
        }
        failed.set(None);
        let command = async move {
            let seconds = bench.seconds.get_untracked();
            let answer = api::dating::try_terms(id, revision, asked, seconds, fresh_key()).await;
            bench.look_again();
            answer
        };
        state.act(command, move |_| {
            trying.close();
            None
        });
    };
    let sides = [Sides::Across, Sides::Anybody].map(|value| {
        let (name, hint) = words::sides(locale, value);
        // At tables for groups two of one side would always sit together.
        let impossible = value == Sides::Across && !one_to_one;
        view! {
            <label class="choice">
                <input type="radio" name="try-sides" prop:checked=move || terms.read().rules.sides == value disabled=impossible
                    on:change=move |_| change(&|terms| terms.rules.sides = value)/>
                <span><b>{name}</b><span class="quiet">{hint}</span></span>
            </label>
        }
    });
    let languages = [CommonLanguage::Required, CommonLanguage::Preferred, CommonLanguage::Ignored].map(|value| {
        let (name, hint) = words::language_rule(locale, value);
        view! {
            <label class="choice">
                <input type="radio" name="try-language" prop:checked=move || terms.read().rules.language == value
                    on:change=move |_| change(&|terms| terms.rules.language = value)/>
                <span><b>{name}</b><span class="quiet">{hint}</span></span>
            </label>
        }
    });
    let check = move |name: String, read: fn(&Rules) -> bool, write: fn(&mut Rules, &Rules, bool)| {
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=rules(read)
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        change(&|terms| write(&mut terms.rules, &now.get_value().rules, on));
                    }/>
                <span>{name}</span>
            </label>
        }
    };
    let lists = now.with_value(|now| (now.rules.apart.len(), now.rules.together.len(), now.rules.fixed.len()));
    view! {
        <section class="card now stack" aria-label=workshop::try_title(locale)>
            <div class="row">
                <h2 class="grow" tabindex="-1" node_ref=heading>{workshop::try_title(locale)}</h2>
                <button class="button quiet round" type="button" aria-label=words::cancel(locale) on:click=move |_| trying.close()>
                    <Icon kind=IconKind::X/>
                </button>
            </div>
            <p>{workshop::try_lede(locale)}</p>
            <form class="form" novalidate on:submit=submit>
                <div class="field short">
                    <label for="try-rounds">{words::rounds_label(locale)}</label>
                    <input id="try-rounds" type="number" min="1" max=ROUND_LIMIT.to_string() prop:value=rounds_typed
                        on:input=move |event| {
                            rounds_typed.set(event_target_value(&event));
                            if let Some(rounds) = typed() {
                                change(&|terms| terms.rounds = rounds);
                            }
                        }/>
                </div>
                <EvennessChoice form="try" value=Signal::derive(move || terms.read().rules.evenness) disabled=false
                    change=move |value| change(&|terms| terms.rules.evenness = value)/>
                <fieldset class="group"><legend>{words::who_with_whom(locale)}</legend><div class="choices">{sides.into_iter().collect_view()}</div></fieldset>
                <fieldset class="group"><legend>{words::common_language(locale)}</legend><div class="choices">{languages.into_iter().collect_view()}</div></fieldset>
                <fieldset class="group">
                    <legend class="visually-hidden">{words::tab_rules(locale)}</legend>
                    {check(words::never_twice(locale).to_owned(), |r| r.never_twice, |r, _, on| r.never_twice = on)}
                    {check(words::wishes(locale).to_owned(), |r| r.wishes, |r, _, on| r.wishes = on)}
                    {check(words::seat_everybody(locale).to_owned(), |r| r.seat_everybody, |r, _, on| r.seat_everybody = on)}
                    {(lists.0 > 0).then(|| check(workshop::lists_apart(locale, lists.0), |r| !r.apart.is_empty(),
                        |r, now, on| r.apart = if on { now.apart.clone() } else { Vec::new() }))}
                    {(lists.1 > 0).then(|| check(workshop::lists_together(locale, lists.1), |r| !r.together.is_empty(),
                        |r, now, on| r.together = if on { now.together.clone() } else { Vec::new() }))}
                    {(lists.2 > 0).then(|| check(workshop::lists_fixed(locale, lists.2), |r| !r.fixed.is_empty(),
                        |r, now, on| r.fixed = if on { now.fixed.clone() } else { Vec::new() }))}
                </fieldset>
                <details class="fold">
                    <summary>{workshop::emphasis(locale)}</summary>
                    <div>
                        <EmphasisChoice form="try" value=Signal::derive(move || terms.read().rules.emphasis) disabled=false
                            change=move |matter, weight| change(&|terms| terms.rules.emphasis.put(matter, weight))/>
                    </div>
                </details>
                <div role="alert">{move || failed.get().map(|sentence| view! { <p class="error">{sentence}</p> })}</div>
                <div class="actions">
                    <button class="button" type="submit" aria-disabled=rests(occupied)
                        aria-busy=move || state.busy.get().then_some("true")>
                        <Icon kind=IconKind::SCALE/>{workshop::try_now(locale)}
                    </button>
                    <button class="button plain" type="button" on:click=move |_| trying.close()>{words::cancel(locale)}</button>
                </div>
            </form>
        </section>
    }
}
