//! Everybody with a search, for whoever stands at the desk: three letters find anybody.

use super::{
    person_row::PersonRow,
    room::{Panel, use_room},
    session::use_session,
};
use crate::{
    components::icons::{Icon, IconKind},
    words::{control as words, dating},
};
use domain::{dating::Attendance, profile::Findable};
use leptos::prelude::*;

/// Whom the list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom {
    Everybody,
    /// Neither here nor known to stay away.
    Awaited,
    Away,
}

#[component]
pub fn Arrivals() -> impl IntoView {
    let session = use_session();
    let room = use_room();
    let locale = session.locale;
    let search = RwSignal::new(String::new());
    let show = RwSignal::new(Whom::Everybody);
    let people = Memo::new(move |_| {
        session.dating.with(|dating| {
            let mut all: Vec<_> = dating.participants.iter().map(|p| (Findable::of(p.name.as_str()), p.id)).collect();
            all.sort();
            all
        })
    });
    let row = move |(name, who): (Findable, domain::ParticipantId)| {
        let fits = Memo::new(move |_| match (show.get(), session.participant(who).map(|p| p.attendance)) {
            (Whom::Everybody, _) => true,
            (Whom::Awaited, state) => matches!(state, Some(Attendance::Expected | Attendance::Late { .. })),
            (Whom::Away, state) => matches!(state, Some(Attendance::Missing | Attendance::Left)),
        });
        let hidden = Signal::derive(move || !fits.get() || !name.is_found_by(&search.read()));
        view! { <PersonRow who place="arrivals" spelled_out=true hidden/> }
    };
    let filter = move |which: Whom, name: &'static str| {
        view! {
            <button type="button" aria-pressed=move || if show.get() == which { "true" } else { "false" } on:click=move |_| show.set(which)>{name}</button>
        }
    };
    let may_organise = untrack(|| session.may_organise());
    view! {
        <section class="card stack tight arrivals" aria-labelledby="arrivals-head">
            <div class="row">
                <h2 class="grow" id="arrivals-head">{dating::arrivals(locale)}</h2>
                <Show when=move || may_organise && session.goes_on.get()>
                    <button class="button plain" type="button" id="open-walk-in" on:click=move |_| room.open(Panel::WalkIn)>
                        <Icon kind=IconKind::USER_PLUS/>{words::walked_in(locale)}
                    </button>
                </Show>
            </div>
            <label class="search">
                <Icon kind=IconKind::SEARCH/>
                <span class="visually-hidden">{dating::search_people(locale)}</span>
                <input type="search" id="search-people" placeholder=dating::search_people(locale) autocomplete="off"
                    on:input=move |event| search.set(event_target_value(&event))/>
            </label>
            <div class="segments" role="group" aria-label=words::whom(locale)>
                {filter(Whom::Everybody, words::everybody(locale))}
                {filter(Whom::Awaited, words::awaited(locale))}
                {filter(Whom::Away, words::away(locale))}
            </div>
            <div class="scroll tall" tabindex="0" role="region" aria-label=dating::tab_people(locale)>
                <ul class="list"><For each=move || people.get() key=|(_, who)| *who children=row/></ul>
            </div>
        </section>
    }
}
