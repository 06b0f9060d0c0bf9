//! What matters now, each a button that leads to the table or the person.

use super::{
    deciding::use_deciding,
    room::{Panel, use_room},
    session::use_session,
};
use crate::{
    components::icons::{Icon, IconKind},
    words::control as words,
};
use domain::{
    clock::{Moment, Part},
    control_room::Warning,
    dating::Happening,
};
use leptos::{leptos_dom::helpers::request_animation_frame, prelude::*};

/// So many are shown at once; a hall in which more is wrong has one cause.
const MOST: usize = 2;

#[component]
pub fn Warnings() -> impl IntoView {
    let session = use_session();
    let (room, deciding) = (use_room(), use_deciding());
    let locale = session.locale;
    // A break is no accident: after everything that is one.
    let all = Memo::new(move |_| {
        let mut all = session.desk.with(|desk| desk.warnings.clone());
        all.sort_by_key(|warning| (is_break(warning), warning.round()));
        all
    });
    let everything = RwSignal::new(false);
    let shown = move || {
        let everything = everything.get();
        let accidents = |(index, warning): &(usize, &Warning)| everything || (*index < MOST && !is_break(warning));
        all.with(|all| all.iter().enumerate().filter(accidents).map(|(_, one)| one.clone()).collect::<Vec<_>>())
    };
    // Accidents that found no room, in a number, and breaks, in one for each round.
    let talking = Memo::new(move |_| match session.moment.get() {
        Moment::On { round, part: Part::Talk, .. } => Some(round),
        _ => None,
    });
    let rest = Memo::new(move |_| {
        all.with(|all| {
            let (breaks, accidents): (Vec<_>, Vec<_>) = all.iter().cloned().partition(is_break);
            (accidents.len().saturating_sub(MOST), words::breaks(locale, &breaks, talking.get()))
        })
    });
    let told = move || {
        let (more, breaks) = rest.get();
        let more = (more > 0).then(|| words::more_warnings(locale, more));
        match everything.get() {
            true => words::fewer(locale).to_owned(),
            false => more.into_iter().chain(breaks).collect::<Vec<_>>().join(" · "),
        }
    };
    let is_mild = move || rest.get().0 == 0;
    let lead = move |warning: &Warning| {
        session.looked_at.set(Some(warning.round()));
        let (table, panel) = match warning {
            Warning::Alone { table, who, .. } => (*table, Panel::Person(*who)),
            Warning::Unplanned { who, .. } => (None, Panel::Person(*who)),
            Warning::SeatOfSomebodyGone { table, who, .. } => (Some(*table), Panel::Person(*who)),
            Warning::NoCommonLanguage { table, .. }
            | Warning::UnderMinimum { table, .. }
            | Warning::TableOutOfUse { table, .. } => (Some(*table), Panel::Table(*table)),
        };
        if session.desk.with_untracked(|desk| desk.may_organise) || matches!(panel, Panel::Person(_)) {
            room.open(panel);
        }
        request_animation_frame(move || {
            let card = table.and_then(|table| document().get_element_by_id(&format!("table-{table}")));
            if let Some(card) = card {
                card.scroll_into_view();
            }
        });
    };
    // Somebody was marked without a look at the plan, or a round was called and is open again: it can be made to fit.
    let may_mend = Memo::new(move |_| {
        let open = session.open_rounds();
        let mendable = |warning: &Warning| match warning {
            Warning::SeatOfSomebodyGone { .. } | Warning::Unplanned { .. } => true,
            Warning::Alone { table: Some(_), round, .. } | Warning::TableOutOfUse { round, .. } => open.contains(round),
            _ => false,
        };
        session.may_organise() && all.with(|all| all.iter().any(mendable))
    });
    let name = move |who| session.name(who);
    view! {
        <div aria-live="polite">
            <Show when=move || all.with(|all| !all.is_empty())>
                <ul class="warnings" aria-label=words::warnings(locale)>
                    <For each=shown key=|warning| format!("{warning:?}") let:warning>
                        <li>
                            <button type="button" class:mild=is_break(&warning) id=words::anchor(&warning) on:click={let warning = warning.clone(); move |_| lead(&warning)}>
                                <Icon kind=if is_break(&warning) { IconKind::CAFE } else { IconKind::WARNING }/><span>{untrack(|| words::warning(locale, &warning, &name))}</span>
                            </button>
                        </li>
                    </For>
                    <Show when=move || rest.get() != (0, None)>
                        <li class="short"><button type="button" class:mild=is_mild aria-expanded=move || if everything.get() { "true" } else { "false" }
                            on:click=move |_| everything.update(|all| *all = !*all)>{told}</button></li>
                    </Show>
                    <Show when=move || may_mend.get()>
                        <li class="short"><button type="button" id="mend" on:click=move |_| deciding.consider(Happening::Mend)>
                            <Icon kind=IconKind::REFRESH/><span>{words::did_mend(locale)}</span>
                        </button></li>
                    </Show>
                </ul>
            </Show>
        </div>
    }
}

/// Somebody without a table rests in that round: worth knowing, and not to be mended.
fn is_break(warning: &Warning) -> bool {
    matches!(warning, Warning::Alone { table: None, .. })
}
