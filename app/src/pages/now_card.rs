//! The card at hand on "now": one's own next talk, or the next speed-dating for who has not chosen yet.

use crate::{
    api,
    components::{clock_face::use_moment, round_card::away_in},
    device::Mine,
    live::{Topic, use_live},
    page::use_locale,
    paths,
    words::{dates, fair, table},
};
use domain::{
    Locale,
    clock::{Moment, Part, Run},
    views::{DatingCard, MyRound, MyTable},
};
use jiff::civil::DateTime;
use leptos::prelude::*;

/// Fetched in the browser only: the server does not know who one is, and need not.
#[component]
pub fn MyCard(slug: String, mine: Mine) -> impl IntoView {
    let live = use_live();
    let Mine { dating, who, name } = mine;
    let sheet = LocalResource::new(move || {
        live.version(Topic::Tables(dating));
        api::fair::run_sheet(dating, who)
    });
    let locale = use_locale();
    let href = paths::my_table(&slug, dating, who);
    view! {
        <section class="card now">
            <p class="kicker">{fair::your_association(locale, &name)}</p>
            // As high before the talk is known as with it.
            {move || match sheet.get().and_then(Result::ok) {
                Some(sheet) => view! { <NextTalk sheet/> }.into_any(),
                None => view! { <div class="next" aria-hidden="true"><div><p class="quiet">"\u{a0}"</p><h2>"\u{a0}"</h2><p>"\u{a0}"</p></div></div> }.into_any(),
            }}
            <div class="actions"><a class="button" href=href>{fair::my_run_sheet(locale)}</a></div>
        </section>
    }
}

#[component]
fn NextTalk(sheet: MyTable) -> impl IntoView {
    let locale = use_locale();
    let moment = use_moment(Signal::stored(sheet.clock));
    let (starts, run) = (sheet.starts, sheet.clock.run);
    let rounds = StoredValue::new(sheet.rounds);
    let away = sheet.away;
    move || {
        let moment = moment.get();
        let (told, round) = match moment {
            Moment::Waiting => (table::before_start(locale, &dates::time(starts.time())), 0),
            Moment::On { round, part: Part::Talk, remaining_ms, .. } => {
                (table::remaining(locale, &dates::countdown(remaining_ms)), round)
            }
            Moment::On { round, part: Part::Change, remaining_ms, .. } => {
                (table::remaining(locale, &dates::countdown(remaining_ms)), round + 1)
            }
            Moment::Over => return view! { <h2>{table::end(locale, run)}</h2> }.into_any(),
        };
        if away {
            return view! { <h2>{table::noted_away(locale)}</h2><p>{table::are_you_here(locale)}" "{table::tell_the_desk(locale)}</p> }.into_any();
        }
        let mine = rounds.with_value(|rounds| rounds.get(usize::from(round)).cloned());
        let (partner, seat) = mine.map(|mine| talk(locale, &mine)).unwrap_or_default();
        view! {
            <div class="next">
                <div>
                    <p class="quiet">{table::round(locale, round + 1)}</p>
                    <h2 class="num">{told}</h2>
                    <p>{partner}</p>
                </div>
                {seat.map(|number| view! { <div class="seat"><span>{table::table(locale)}</span><b>{number}</b></div> })}
            </div>
        }
        .into_any()
    }
}

/// "mit …" and the table of a round.
fn talk(locale: Locale, round: &MyRound) -> (String, Option<u16>) {
    let names = round.names(true);
    match round.table {
        _ if round.away => (away_in(locale, round).to_owned(), None),
        None => (table::break_now(locale).to_owned(), None),
        Some(number) if names.is_empty() => (table::nobody_across(locale).to_owned(), Some(number)),
        Some(number) => (format!("{} {}", table::with(locale), crate::words::and_list(locale, &names)), Some(number)),
    }
}

/// When a session begins, or how far it has come.
pub fn how_it_stands(locale: Locale, local_now: DateTime, dating: &DatingCard) -> String {
    match dating.run {
        Run::Waiting => dates::when(locale, local_now, dating.starts),
        Run::Running { .. } => fair::dating_running(locale).to_owned(),
        Run::Paused { .. } => fair::dating_paused(locale).to_owned(),
        Run::Finished { called_off: true, .. } => table::called_off(locale).to_owned(),
        Run::Finished { .. } => fair::dating_over(locale).to_owned(),
    }
}

#[component]
pub fn NextDating(slug: String, dating: DatingCard, local_now: DateTime) -> impl IntoView {
    let locale = use_locale();
    let told = how_it_stands(locale, local_now, &dating);
    let (waits, over) = (dating.run == Run::Waiting, matches!(dating.run, Run::Finished { .. }));
    let shape = fair::dating_shape(locale, dating.rounds, dating.participants);
    let href = if dating.published { paths::dating(&slug, dating.id) } else { paths::tables(&slug) };
    view! {
        <section class=if over { "card" } else { "card now" }>
            <p class="kicker">{if waits { fair::dating_next(locale) } else { fair::dating(locale) }}</p>
            <div class="next">
                <div>
                    <h2>{dating.title.to_string()}</h2>
                    <p>{told}</p>
                    <p class="quiet">{shape}</p>
                </div>
            </div>
            <div class="actions">
                <a class=if over { "button plain" } else { "button" } href=href>{fair::find_my_table(locale)}</a>
            </div>
        </section>
    }
}
