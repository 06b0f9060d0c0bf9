//! The bar that stays in sight: round, clock, what comes next, what the time keeper does, who is there.

use super::{presence::PresenceCounts, session::use_session, steps::Steps, turns::Turns};
use crate::{
    api::Answer,
    pages::organise::{desk::use_desk, queue::panel::CutOff, requests::RequestCount},
    words::{control as words, dates, dating},
};
use domain::{
    Locale,
    clock::{Moment, Pace, Part},
    request::RequestCard,
};
use jiff::civil::DateTime;
use leptos::prelude::*;

#[component]
pub fn ClockBar(requests: Resource<Answer<Vec<RequestCard>>>) -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let moment = session.moment;
    let rounds = Memo::new(move |_| session.dating.with(|dating| dating.setting.rounds));
    let part = Memo::new(move |_| match moment.get() {
        Moment::On { round, part, .. } => Some((round, part)),
        _ => None,
    });
    // A part that begins or ends changes what may be done and what matters: ask once, at that moment.
    let view = use_desk().view;
    Effect::new(move |before: Option<Option<(u8, Part)>>| {
        let now = part.get();
        if before.is_some_and(|before| before != now) {
            view.refetch();
        }
        now
    });
    let headline = move || match moment.get() {
        Moment::Waiting => dating::waiting(locale).to_owned(),
        Moment::Over => session.dating.with(|known| dating::end(locale, known.run)).to_owned(),
        Moment::On { round, .. } => dating::round_of(locale, round + 1, rounds.get()),
    };
    let what = move || match moment.get() {
        Moment::On { paused: true, .. } => dating::paused(locale),
        Moment::On { part: Part::Talk, .. } => dating::talking(locale),
        Moment::On { part: Part::Change, .. } => dating::changing(locale),
        _ => "",
    };
    let face = move || match moment.get() {
        Moment::On { remaining_ms, .. } => dates::countdown(remaining_ms),
        Moment::Waiting => dates::countdown(session.dating.with(|dating| dating.setting.timing().talk_ms)),
        Moment::Over => String::new(),
    };
    let ended =
        move || session.desk.with(|desk| Some(words::since(locale, &since(locale, desk.local_now, desk.ended?))));
    let next = move || {
        let (rounds, pace) = session.dating.with(|dating| (dating.setting.rounds, dating.setting.pace));
        let changes = session.dating.with(|dating| dating.setting.change_minutes > 0);
        match moment.get() {
            Moment::On { remaining_ms: 0, .. } if pace == Pace::ByHand => words::waits_for_you(locale).to_owned(),
            Moment::On { round, part: Part::Talk, .. } if round + 1 >= rounds => words::then_end(locale).to_owned(),
            Moment::On { part: Part::Talk, .. } if changes => words::then_change(locale).to_owned(),
            Moment::On { round, .. } => words::then_round(locale, round + 2),
            Moment::Over => ended().unwrap_or_default(),
            Moment::Waiting => String::new(),
        }
    };
    let soon = move || matches!(moment.get(), Moment::On { remaining_ms, paused: false, .. } if remaining_ms <= 30_000);
    let paused = move || matches!(moment.get(), Moment::On { paused: true, .. });
    view! {
        <section class="desk-bar" aria-label=dating::tab_day(locale)>
            // What stays in sight on a phone too.
            <div class="time-on">
                <div class="now-on"><p class="quiet">{what}</p><b>{headline}</b><p class="quiet">{next}</p></div>
                <RequestCount open=requests/>
                // Nothing runs then that a clock could show.
                <Show when=move || session.goes_on.get()>
                    <p class="clock" class:soon=soon class:paused=paused role="timer">{face}</p>
                </Show>
                <CutOff/>
            </div>
            <Turns/>
            <Steps/>
            <PresenceCounts/>
        </section>
    }
}

/// The time, with its day where that is another.
fn since(locale: Locale, now: DateTime, at: DateTime) -> String {
    let time = dates::time(at.time());
    if at.date() == now.date() { time } else { format!("{}, {time}", dates::date(locale, at.date())) }
}
