//! The run sheet: all rounds of one participant, what is over, what is on, what has changed.

use crate::{
    page::use_locale,
    pages::seat_changes::SeatChange,
    paths,
    words::{and_list, table},
};
use domain::views::MyRound;
use leptos::prelude::*;

/// `current` is the round that is on or being walked to; `None` before the start. Rounds from `fallen` on never took place.
#[component]
pub fn RunSheet(
    rounds: Vec<MyRound>,
    #[prop(into)] current: Signal<Option<u8>>,
    #[prop(into)] fallen: Signal<Option<u8>>,
    #[prop(into)] changes: Signal<Vec<SeatChange>>,
    slug: Memo<String>,
) -> impl IntoView {
    let locale = use_locale();
    let rows = rounds.into_iter().map(move |round| {
        let number = round.round;
        let changed = Memo::new(move |_| changes.with(|changes| changes.iter().any(|change| change.round == number)));
        let fell_away = Memo::new(move |_| fallen.get().is_some_and(|from| number >= from));
        let class = move || match (current.get(), changed.get()) {
            _ if fell_away.get() => "",
            (Some(current), _) if number < current => "done",
            (_, true) => "changed",
            _ => "",
        };
        let on = move || (current.get() == Some(number)).then_some("step");
        // Who has gone from a talk was in it.
        let met = || round.partners.iter().filter(|partner| !partner.away);
        let names: Vec<String> = met().map(|partner| partner.name.to_string()).collect();
        let stands = met().filter_map(|partner| partner.stand.clone()).map(|(id, number)| {
            view! { <a href=paths::stand(&slug.get_untracked(), id)>{table::at_stand(locale, &number)}</a>" " }
        });
        let who = match (round.table, names.is_empty()) {
            (Some(_), _) if round.away => view! { <span class="quiet">{table::away_noted_round(locale)}</span> }.into_any(),
            (None, _) if round.away => view! { <span class="quiet">{table::away_round(locale)}</span> }.into_any(),
            (None, _) => view! { <span class="quiet">{table::break_round(locale)}</span> }.into_any(),
            (Some(_), true) => view! { <span class="quiet">{table::nobody_across(locale)}</span> }.into_any(),
            (Some(_), false) => and_list(locale, &names).into_any(),
        };
        view! {
            <li class=class aria-current=on>
                <b><span class="visually-hidden">{table::round(locale, number + 1)}</span><span aria-hidden="true">{number + 1}</span></b>
                <div>
                    {move || fell_away.get().then(|| view! { <p><span class="tag">{table::fell_away(locale)}</span></p> })}
                    {who}
                    <p class="quiet">
                        {stands.collect_view()}
                        {move || changed.get().then(|| view! { <span class="tag warn">{table::new_here(locale)}</span> })}
                    </p>
                </div>
                <b class="num">{round.table.filter(|_| !round.away).map(|number| table::table_number(locale, number))}</b>
            </li>
        }
    });
    view! { <ol class="run-sheet">{rows.collect_view()}</ol> }
}
