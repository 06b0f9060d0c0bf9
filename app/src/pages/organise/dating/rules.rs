//! The rules of a session in plain words.

use super::{
    once::{latest, once},
    people_rules::{FixedTables, GroupRules},
    taps::Taps,
    weighing::{EmphasisChoice, EvennessChoice},
};
use crate::{
    api,
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::{dating as words, refusals},
};
use domain::{
    ParticipantId, Refusal,
    dating::{CommonLanguage, Rules, Sides},
    views::DatingDesk,
};
use leptos::prelude::*;

#[component]
pub fn RulesRoom() -> impl IntoView {
    once(|first| view! { <RulesForm first/> })
}

/// Every change is saved at once: a rule is one tap.
#[component]
fn RulesForm(first: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let latest = latest(first);
    let taps = Taps::new(
        |dating, ()| Some(dating.rules.clone()),
        |dating, (), rules| api::dating::set_rules(dating.id, dating.revision, rules),
    );
    // As they are, with what was tapped since.
    let rules = Signal::derive(move || taps.get(&()).unwrap_or_else(|| latest.with(|desk| desk.dating.rules.clone())));
    let fixed: Signal<bool> = Memo::new(move |_| latest.with(|desk| desk.dating.has_started())).into();
    let is = move |read: fn(&Rules) -> bool| move || rules.with(read);
    let too_many_for_two = Memo::new(move |_| {
        rules.with(|rules| rules.sides == Sides::Across) && latest.with(|desk| !desk.dating.setting.is_one_to_one())
    });
    let save = move |change: Box<dyn FnOnce(&mut Rules)>| {
        let mut next = rules.get_untracked();
        change(&mut next);
        taps.tap((), next);
    };
    let sides = [Sides::Across, Sides::Anybody].map(|value| {
        let (name, hint) = words::sides(locale, value);
        let checked = move || rules.with(|rules| rules.sides == value);
        view! {
            <label class="choice">
                <input type="radio" name="sides" checked=untrack(checked) prop:checked=checked disabled=fixed
                    on:change=move |_| save(Box::new(move |r| r.sides = value))/>
                <span><b>{name}</b><span class="quiet">{hint}</span></span>
            </label>
        }
    });
    let languages = [CommonLanguage::Required, CommonLanguage::Preferred, CommonLanguage::Ignored].map(|value| {
        let (name, hint) = words::language_rule(locale, value);
        let checked = move || rules.with(|rules| rules.language == value);
        view! {
            <label class="choice">
                <input type="radio" name="language" checked=untrack(checked) prop:checked=checked disabled=fixed
                    on:change=move |_| save(Box::new(move |r| r.language = value))/>
                <span><b>{name}</b><span class="quiet">{hint}</span></span>
            </label>
        }
    });
    let check = move |name: &'static str, hint: &'static str, read: fn(&Rules) -> bool, write: fn(&mut Rules, bool)| {
        view! {
            <label class="check">
                <input type="checkbox" disabled=fixed checked=untrack(is(read)) prop:checked=is(read)
                    on:change=move |event| { let on = event_target_checked(&event); save(Box::new(move |r| write(r, on))) }/>
                <span>{name} <span class="hint">{hint}</span></span>
            </label>
        }
    };
    let pairs = Memo::new(move |_| {
        let pair = |(a, b): &(ParticipantId, ParticipantId)| vec![*a, *b];
        rules.with(|rules| rules.apart.iter().map(pair).collect::<Vec<_>>())
    });
    let groups = Memo::new(move |_| rules.with(|rules| rules.together.clone()));
    let fixed_tables = Memo::new(move |_| rules.with(|rules| rules.fixed.clone()));
    let all = move |who: Vec<ParticipantId>, say: fn(&mut Rules, ParticipantId, ParticipantId)| {
        save(Box::new(move |r| who.windows(2).for_each(|two| say(r, two[0], two[1]))));
    };
    let keep_apart = Callback::new(move |who: Vec<ParticipantId>| all(who, Rules::keep_apart));
    let may_meet = Callback::new(move |who: Vec<ParticipantId>| {
        save(Box::new(move |r| r.apart.retain(|(a, b)| who != [*a, *b])));
    });
    let bring_together = Callback::new(move |who: Vec<ParticipantId>| all(who, Rules::bring_together));
    let part = Callback::new(move |who: Vec<ParticipantId>| {
        save(Box::new(move |r| r.together.retain(|group| *group != who)));
    });
    let leave = Callback::new(move |who: ParticipantId| save(Box::new(move |r| r.leave_group(who))));
    let fix = Callback::new(move |(who, table): (ParticipantId, u16)| {
        save(Box::new(move |r| {
            r.fixed.retain(|(id, _)| *id != who);
            r.fixed.push((who, table));
        }));
    });
    let unfix = Callback::new(move |rule: (ParticipantId, u16)| {
        save(Box::new(move |r| r.fixed.retain(|other| *other != rule)));
    });
    view! {
        <section class="card stack">
            {move || fixed.get().then(|| view! { <p class="notice warn">{latest.with(|desk| words::fixed(locale, desk.dating.run))}</p> })}
            <p class="lede">{words::rules_lede(locale)}</p>
            <div class="form">
                <fieldset class="group"><legend>{words::who_with_whom(locale)}</legend><div class="choices">{sides.into_iter().collect_view()}</div></fieldset>
                {move || too_many_for_two.get().then(|| view! {
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
                <EvennessChoice form="rules" value=Signal::derive(move || rules.with(|rules| rules.evenness)) disabled=fixed
                    change=move |value| save(Box::new(move |r| r.evenness = value))/>
                <EmphasisChoice form="rules" value=Signal::derive(move || rules.with(|rules| rules.emphasis)) disabled=fixed
                    change=move |matter, weight| save(Box::new(move |r| r.emphasis.put(matter, weight)))/>
            </div>
        </section>
        <div class="grid">
            <GroupRules title=words::apart(locale) latest disabled=fixed groups=pairs add=keep_apart remove=may_meet/>
            <GroupRules title=words::together(locale) hint=words::together_hint(locale) latest disabled=fixed groups
                add=bring_together remove=part leave/>
            <FixedTables latest disabled=fixed rules=fixed_tables add=fix remove=unfix/>
        </div>
    }
}
