//! The round at hand, at arm's length: the countdown, the table, who sits across, and why these two.

use super::{
    caller::{Caller, News},
    clock_face::Dial,
    icons::{Icon, IconKind},
    opening::{Opening, WayThere},
};
use crate::{
    clock::use_server_now,
    device,
    page::use_locale,
    paths,
    words::{and_list, dates, table},
};
use domain::{
    Locale, UnixMillis,
    clock::{Moment, Part},
    opening::Spoken,
    views::{MyRound, MyTable, PartnerCard},
};
use jiff::SignedDuration;
use leptos::prelude::*;
use std::time::Duration;

/// What the clock is doing, without its seconds: what the page is arranged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Waiting,
    Talk {
        round: u8,
        paused: bool,
    },
    /// On the way to `round`.
    Change {
        round: u8,
        paused: bool,
    },
    Over,
    CalledOff,
}

/// `here` asks whoever is noted as not here whether they are.
#[component]
pub fn RoundCard(
    sheet: MyTable,
    moment: Memo<Moment>,
    slug: Memo<String>,
    #[prop(into)] here: ViewFn,
) -> impl IntoView {
    let locale = use_locale();
    let run = sheet.clock.run;
    let phase = Memo::new(move |_| match moment.get() {
        Moment::Waiting => Phase::Waiting,
        Moment::On { round, part: Part::Talk, paused, .. } => Phase::Talk { round, paused },
        Moment::On { round, part: Part::Change, paused, .. } => Phase::Change { round: round + 1, paused },
        Moment::Over if run.is_called_off() => Phase::CalledOff,
        Moment::Over => Phase::Over,
    });
    let of = sheet.clock.timing.rounds;
    let at_once = sheet.clock.timing.change_ms == 0;
    let sheet = StoredValue::new(sheet);
    let round_at = move |round: u8| sheet.with_value(|sheet| sheet.rounds.get(usize::from(round)).cloned());
    let away = sheet.with_value(|sheet| sheet.away);
    let table_of = move |round: u8, at: fn(Locale, u16) -> String| match round_at(round) {
        _ if away => table::noted_away(locale).to_owned(),
        Some(round) if round.away => away_in(locale, &round).to_owned(),
        Some(MyRound { table: Some(number), .. }) => at(locale, number),
        _ => table::break_now(locale).to_owned(),
    };
    // Nobody is congratulated on talks they did not have.
    let (over_title, over) = match sheet.with_value(MyTable::met_anybody) {
        true => (table::over_title(locale), table::over(locale)),
        false => (table::is_over(locale), table::over_met_nobody(locale)),
    };
    let noted = if away { table::noted_away(locale) } else { table::noted_here(locale) };
    // Said once, when something begins; where nobody has time to walk, it is then that everybody has to.
    let caller = expect_context::<Caller>();
    Effect::new(move |_| {
        let (what, then) = match phase.get() {
            Phase::Waiting => (News::This(String::new()), String::new()),
            Phase::Talk { round, .. } => {
                let at = if at_once { table::go_to } else { table::table_number };
                (News::This(table::begins(locale, round + 1)), table_of(round, at))
            }
            Phase::Change { round, .. } => {
                (News::This(table::change_to(locale, round + 1, of)), table_of(round, table::go_to))
            }
            Phase::Over => (News::This(over_title.to_owned()), String::new()),
            Phase::CalledOff => (News::CalledOff, String::new()),
        };
        let goes_on = !matches!(phase.get(), Phase::Over | Phase::CalledOff);
        if goes_on && caller.note(noted, if away { "" } else { &then }) {
            device::buzz_long();
        }
        if caller.tell(what, &then) {
            if run.is_called_off() { device::buzz_long() } else { device::buzz() }
        }
    });
    let pause = move |paused: bool| {
        paused
            .then(|| view! { <p><span class="tag warn"><Icon kind=IconKind::PAUSE/>{table::paused(locale)}</span></p> })
    };
    move || {
        match phase.get() {
        Phase::Over => view! {
            <section class="card running"><h2>{over_title}</h2><p>{over}</p></section>
        }
        .into_any(),
        Phase::CalledOff => view! {
            <section class="card running called-off">
                <Icon kind=IconKind::ALERT/><h2>{table::called_off(locale)}</h2><p>{table::ask_the_desk(locale)}</p>
            </section>
        }
        .into_any(),
        _ if away => view! {
            <section class="card running"><h2>{table::noted_away(locale)}</h2>{here.run()}</section>
        }
        .into_any(),
        Phase::Waiting => {
            let first = sheet.with_value(|sheet| sheet.rounds.iter().find(|round| round.table.is_some() && !round.away).cloned());
            let place = first.map(|round| {
                let kicker = table::first_table(locale, round.round + 1);
                let (partners, question) = (round.partners.clone(), question(&round));
                let way = sheet.with_value(|sheet| sheet.way.clone());
                let more = view! { <WayThere way slug/><Opening question/><Reasons partners/> };
                (view! { <p class="kicker">{kicker}</p><Place round slug/> }, more)
            });
            let (place, reasons) = place.unzip();
            view! {
                <section class="card running">
                    <Beginning sheet/>
                    {place}
                </section>
                {reasons}
            }
            .into_any()
        }
        Phase::Talk { round, paused } => {
            let under = if round + 1 < of { table::until_change(locale) } else { table::until_end(locale) };
            view! {
                <section class="card running">
                    <p class="kicker">{table::round_runs(locale, round + 1, of)}</p>
                    {pause(paused)}
                    <Dial moment under=Signal::stored(under.to_owned())/>
                    {round_at(round).map(|round| view! { <Place round slug/> })}
                </section>
                {round_at(round).map(|round| view! { <Opening question=question(&round)/><Reasons partners=company(round)/> })}
            }
            .into_any()
        }
        Phase::Change { round, paused } => view! {
            <section class="card now running">
                <p class="kicker">{table::change_to(locale, round + 1, of)}</p>
                {pause(paused)}
                <Dial moment under=Signal::stored(table::until_next(locale).to_owned())/>
                {round_at(round).map(|round| view! { <Place round slug/> })}
            </section>
            {round_at(round).map(|round| view! { <Opening question=question(&round)/><Reasons partners=company(round)/> })}
        }
        .into_any(),
    }
    }
}

/// What to begin with, where somebody is there to begin with.
fn question(round: &MyRound) -> Vec<Spoken> {
    if !round.away && round.partners.iter().any(PartnerCard::is_there) { round.question.clone() } else { Vec::new() }
}

/// Who is met there; nobody by those who are away themselves.
fn company(round: MyRound) -> Vec<PartnerCard> {
    if round.away { Vec::new() } else { round.partners }
}

/// When it begins, by the clock of the fair's place.
#[component]
fn Beginning(sheet: StoredValue<MyTable>) -> impl IntoView {
    let locale = use_locale();
    let (starts, made_at, made_local, drawn) =
        sheet.with_value(|sheet| (sheet.starts, sheet.made_at, sheet.made_local, sheet.clock.now));
    let now = use_server_now(Signal::stored(drawn), Duration::from_secs(1));
    let local = move |now: UnixMillis| {
        made_local.checked_add(SignedDuration::from_millis(now.since(made_at))).unwrap_or(made_local)
    };
    let told = Memo::new(move |_| {
        let now = local(now.get());
        if now >= starts {
            table::waiting_for_gong(locale).to_owned()
        } else {
            table::before_start(locale, &dates::when(locale, now, starts))
        }
    });
    view! { <h2>{told}</h2> }
}

/// Of a round in which one is not expected. Whoever has a table there all the same was noted as late or gone since.
pub fn away_in(locale: Locale, round: &MyRound) -> &'static str {
    if round.table.is_some() { table::away_noted(locale) } else { table::away_now(locale) }
}

/// The table's number and who sits there.
#[component]
fn Place(round: MyRound, slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    if round.away {
        let ask = round.table.map(|_| view! { <p>{table::are_you_here(locale)}" "{table::tell_the_desk(locale)}</p> });
        return view! { <div><h2>{away_in(locale, &round)}</h2>{ask}</div> }.into_any();
    }
    let Some(number) = round.table else {
        return view! { <div><h2>{table::break_now(locale)}</h2><p class="quiet">{table::break_hint(locale)}</p></div> }.into_any();
    };
    let (names, gone) = (round.names(true), round.names(false));
    // Whoever is not there has nothing in common with anybody now, and is not to be looked for at their stand.
    let partners: Vec<PartnerCard> = round.partners.into_iter().filter(PartnerCard::is_there).collect();
    let gone = (!gone.is_empty()).then(|| {
        let told =
            gone.iter().map(|name| view! { <p class="tag warn">{table::not_there(locale, name)}</p> }).collect_view();
        view! { {told}{names.is_empty().then(|| view! { <p>{table::wait_or_ask(locale)}</p> })} }
    });
    let heading = if names.is_empty() { table::nobody_across(locale).to_owned() } else { and_list(locale, &names) };
    let with = (!names.is_empty()).then(|| view! { <p class="quiet">{table::with(locale)}</p> });
    let stands = partners.iter().filter_map(|partner| partner.stand.clone()).map(|(id, number)| {
        view! { <p><a href=paths::stand(&slug.get_untracked(), id)>{table::at_stand(locale, &number)}</a></p> }
    });
    let languages = spoken(locale, &partners);
    view! {
        <div class="place">
            <div class="seat"><span>{table::table(locale)}</span><b>{number}</b></div>
            <div>
                {with}
                <h2>{heading}</h2>
                {gone}
                {languages.map(|languages| view! { <p class="quiet">{table::common_languages(locale, &languages)}</p> })}
                {stands.collect_view()}
            </div>
        </div>
    }
    .into_any()
}

/// Languages that all at the table share.
fn spoken(locale: Locale, partners: &[PartnerCard]) -> Option<String> {
    let (first, rest) = partners.split_first()?;
    let shared = |code: &&String| rest.iter().all(|partner| partner.languages.contains(*code));
    let codes: Vec<String> = first.languages.iter().filter(shared).cloned().collect();
    (!codes.is_empty()).then(|| table::languages(locale, &codes))
}

#[component]
fn Reasons(partners: Vec<PartnerCard>) -> impl IntoView {
    let locale = use_locale();
    let partners: Vec<PartnerCard> = partners.into_iter().filter(PartnerCard::is_there).collect();
    let several = partners.len() > 1;
    let any = partners.iter().any(|partner| !partner.common.is_empty());
    let parts = partners.into_iter().filter(|partner| !partner.common.is_empty()).map(|partner| {
        let reasons =
            partner.common.iter().map(|common| view! { <li class="talk">{table::reason(locale, common)}</li> });
        view! {
            {several.then(|| view! { <h3>{partner.name.to_string()}</h3> })}
            <ul class="stack tight">{reasons.collect_view()}</ul>
        }
    });
    let parts = parts.collect_view();
    any.then(|| view! { <section class="card"><h2>{table::why_you_fit(locale)}</h2>{parts}</section> })
}
