//! After a talk: a private note that stays on this phone, and "we would like to meet again" for those with a personal link.

use crate::{
    api::phone::SayAgain,
    components::icons::{Icon, IconKind},
    device::{self, Remembered},
    page::use_locale,
    paths,
    words::{phone as words, refusals, table},
};
use domain::{
    DatingId, ParticipantId, StandId,
    views::{MyRound, PartnerCard},
    wish_again::Met,
};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Everybody met so far. `met` is what the phone's personal link knows of them; `None` without one. `begun` counts the
/// rounds that have begun.
#[component]
pub fn AfterTalk(
    dating: DatingId,
    who: ParticipantId,
    rounds: Vec<MyRound>,
    begun: Memo<u8>,
    #[prop(into)] met: Signal<Option<Vec<Met>>>,
    reload: Callback<()>,
    slug: Memo<String>,
) -> impl IntoView {
    let locale = use_locale();
    let notes = device::notes(move || (dating, who));
    let again = ServerAction::<SayAgain>::new();
    Effect::new(move |_| {
        if again.version().get() > 0 {
            reload.run(());
        }
    });
    let failed = move || {
        let error = again.value().get()?.err()?;
        Some(view! { <p class="error" role="alert">{refusals::error(locale, &error)}</p> })
    };
    let partners: Vec<(u8, PartnerCard)> =
        rounds.iter().flat_map(|round| round.met().map(|partner| (round.round, partner.clone()))).collect();
    let all = StoredValue::new(partners);
    let behind = Memo::new(move |_| all.with_value(|all| all.iter().filter(|(round, _)| *round < begun.get()).count()));
    let rows = move || {
        let count = behind.get();
        let shown: Vec<_> =
            all.with_value(|all| all.iter().filter(|(round, _)| *round < begun.get_untracked()).cloned().collect());
        debug_assert_eq!(count, shown.len());
        let row = |(round, partner): (u8, PartnerCard)| view! { <MetRow dating round partner notes met again/> };
        shown.into_iter().rev().map(row).collect_view()
    };
    let mutual = move || {
        let both: Vec<Met> = met.get().unwrap_or_default().into_iter().filter(|met| met.mutual).collect();
        (!both.is_empty()).then(|| {
            let line = |met: Met| {
                let stand = all.with_value(|all| stand_of(all, met.who));
                let stand = stand.map(|(id, number)| {
                    view! { <a class="button quiet" href=paths::stand(&slug.get_untracked(), id)>{table::to_their_stand(locale, &number)}</a> }
                });
                view! { <li><div class="grow"><b>{met.name.to_string()}</b></div>{stand}</li> }
            };
            let lines = both.into_iter().map(line).collect_view();
            view! {
                <div class="notice good">
                    <Icon kind=IconKind::HANDSHAKE/>
                    <div><b>{words::again_list(locale)}</b><p>{words::say_hello(locale)}</p><ul class="list">{lines}</ul></div>
                </div>
            }
        })
    };
    view! {
        <Show when=move || behind.get().gt(&0)>
            <section class="card" aria-labelledby="after">
                <h2 id="after">{words::after(locale)}</h2>
                <div role="status">{mutual}</div>
                <p class="quiet">
                    {words::after_lede(locale)}" "
                    {move || met.get().is_some().then(|| words::again_hint(locale))}
                </p>
                {failed}
                <ul class="people">{rows}</ul>
            </section>
        </Show>
    }
}

fn stand_of(all: &[(u8, PartnerCard)], who: ParticipantId) -> Option<(StandId, String)> {
    all.iter().find(|(_, partner)| partner.participant == who).and_then(|(_, partner)| partner.stand.clone())
}

#[component]
fn MetRow(
    dating: DatingId,
    round: u8,
    partner: PartnerCard,
    notes: Remembered<BTreeMap<u32, String>>,
    #[prop(into)] met: Signal<Option<Vec<Met>>>,
    again: ServerAction<SayAgain>,
) -> impl IntoView {
    let locale = use_locale();
    let (who, name) = (partner.participant, partner.name.to_string());
    let note = move || notes.get().get(&who.0).cloned().unwrap_or_default();
    let write = move |event| {
        let text = event_target_value(&event);
        let mut all = notes.stored();
        if text.trim().is_empty() {
            all.remove(&who.0);
        } else {
            all.insert(who.0, text);
        }
        notes.set(all);
    };
    let label = words::note_about(locale, &name);
    let again_label = words::again_about(locale, &name);
    let wish = move || {
        let met = met.get()?.into_iter().find(|met| met.who == who)?;
        if met.mutual {
            // Taken down here, it would be a no that the other side sees.
            return Some(view! { <p><span class="tag good">{words::again_both(locale)}</span></p> }.into_any());
        }
        let label = again_label.clone();
        let form = view! {
            <ActionForm action=again>
                <input type="hidden" name="dating" value=dating.to_string()/>
                <input type="hidden" name="whom" value=who.to_string()/>
                <input type="hidden" name="yes" value=if met.said { "false" } else { "true" }/>
                <button class="chip" type="submit" aria-pressed=if met.said { "true" } else { "false" } aria-label=label>
                    <Icon kind=if met.said { IconKind::CHECK } else { IconKind::HAND_HEART }/>
                    {words::again(locale)}
                </button>
            </ActionForm>
        };
        Some(form.into_any())
    };
    view! {
        <li class="stack tight met">
            <p><b>{name}</b>" · "<span class="quiet">{table::round(locale, round + 1)}</span></p>
            {wish}
            <details class="fold needs-wasm">
                <summary>{words::note(locale)}{move || (!note().is_empty()).then_some(" ✓")}</summary>
                <div class="field">
                    <label class="visually-hidden" for=format!("note-{who}")>{label}</label>
                    <textarea id=format!("note-{who}") maxlength="2000" prop:value=note on:input=write></textarea>
                </div>
            </details>
        </li>
    }
}
