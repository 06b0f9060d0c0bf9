//! Who is there, in numbers.

use super::session::use_session;
use crate::words::dating as words;
use domain::dating::Attendance;
use leptos::prelude::*;

#[component]
pub fn PresenceCounts() -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let counts = Memo::new(move |_| {
        session.dating.with(|dating| {
            let count =
                |test: fn(Attendance) -> bool| dating.participants.iter().filter(|p| test(p.attendance)).count();
            [
                count(|a| a == Attendance::Arrived),
                dating.participants.len(),
                count(|a| matches!(a, Attendance::Missing | Attendance::Left)),
                count(|a| matches!(a, Attendance::Late { .. })),
                dating.participants.iter().filter(|p| p.walked_in).count(),
            ]
        })
    });
    let rest = move || {
        let [_, _, missing, late, new] = counts.get();
        [words::count_missing(locale, missing), words::count_late(locale, late), words::count_new(locale, new)]
            .join(" · ")
    };
    view! {
        <div class="end presence">
            <b class="num">{move || { let [here, all, ..] = counts.get(); words::present_of(locale, here, all) }}</b>
            <p class="quiet">{rest}</p>
        </div>
    }
}
