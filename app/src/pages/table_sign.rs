//! A table's sign: what its QR code leads to. Who sits here now and next, what to begin with, and the clock.

use crate::{
    api,
    components::{
        caller::{Called, Caller, News},
        clock_face::{Dial, use_moment},
        icons::{Icon, IconKind},
        loaded::shown,
        opening::{Opening, WayThere},
    },
    live::{Topic, use_live},
    offline,
    page::use_locale,
    pages::{
        fair::{FairPage, use_fair},
        my_table::{AsOf, WITHOUT_SCRIPT},
    },
    paths,
    snapshot::Snapshot,
    words::{and_list, dates, phone as words, table},
};
use domain::{
    DatingId,
    clock::{Moment, Part},
    table_sign::{TableRound, TableSign},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn TableSignPage() -> impl IntoView {
    let this = use_fair();
    let (live, locale) = (use_live(), use_locale());
    let params = use_params_map();
    let dating = Memo::new(move |_| params.read().get("dating").and_then(|id| id.parse().ok()).unwrap_or(DatingId(0)));
    let number = Memo::new(move |_| params.read().get("number").and_then(|n| n.parse().ok()).unwrap_or(0));
    let title = Memo::new(move |_| words::sign_title(locale, number.get()));
    let sign = Snapshot::new(move || {
        let dating = dating.get();
        (api::phone::SignOfTable { dating, number: number.get() }, live.version(Topic::Tables(dating)))
    });
    offline::keep_this_page(move || {
        sign.get().and_then(Result::ok).map(|sign| (sign.version, sign.clock.timing, sign.clock.run))
    });
    let caller = Caller::provide();
    view! {
        <FairPage title class="narrow">
            <noscript inner_html=WITHOUT_SCRIPT></noscript>
            <Called caller/>
            {shown(sign, move |sign| view! { <Sign sign slug=this.slug/> })}
        </FairPage>
    }
}

/// What the sign is arranged by: the round that is on and the one that is next.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Turn {
    now: Option<u8>,
    next: Option<u8>,
    running: bool,
}

#[component]
fn Sign(sign: TableSign, slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    use_live().shows(sign.revision);
    let moment = use_moment(Signal::stored(sign.clock));
    let (rounds, run) = (sign.clock.timing.rounds, sign.clock.run);
    let turn = Memo::new(move |_| match moment.get() {
        Moment::Waiting => Turn { now: None, next: Some(0), running: false },
        Moment::On { round, part: Part::Talk, .. } => {
            Turn { now: Some(round), next: (round + 1 < rounds).then_some(round + 1), running: true }
        }
        Moment::On { round, part: Part::Change, .. } => Turn { now: None, next: Some(round + 1), running: true },
        Moment::Over => Turn { now: None, next: None, running: false },
    });
    let under = move || match turn.get() {
        Turn { now: None, .. } => table::until_next(locale),
        Turn { next: None, .. } => table::until_end(locale),
        _ => table::until_change(locale),
    };
    let version = table::plan_version(locale, sign.version, &dates::time(sign.made_local.time()));
    let (closed_from, others) = (sign.closed_from, paths::dating(&slug.get_untracked(), sign.dating));
    let sign_rounds = StoredValue::new(sign.rounds);
    let at = move |round: u8| sign_rounds.with_value(|rounds| rounds.get(usize::from(round)).cloned());
    let closed = move |round: u8| closed_from.is_some_and(|from| round >= from);
    let caller = expect_context::<Caller>();
    Effect::new(move |_| {
        let (round, heading) = match turn.get() {
            Turn { now: Some(round), .. } => (round, words::sits_now(locale).to_owned()),
            Turn { next: Some(round), running: false, .. } => (round, words::sits_first(locale).to_owned()),
            Turn { next: Some(round), .. } => (round, words::sits_next(locale, round + 1)),
            Turn { .. } => {
                caller.tell(News::end(locale, run), "");
                return;
            }
        };
        let names: Vec<String> =
            at(round).into_iter().flat_map(|round| round.sitters).map(|one| one.name.to_string()).collect();
        let who = match names.is_empty() {
            true => words::nobody_here(locale).to_owned(),
            false => format!("{heading}: {}", and_list(locale, &names)),
        };
        if turn.get().running {
            caller.tell(News::This(format!("{}. {who}", table::round_of(locale, round + 1, rounds))), "");
        } else {
            caller.note(&who, "");
            caller.tell(News::This(String::new()), &who);
        }
    });
    let seats = move || {
        let turn = turn.get();
        let now = turn.now.and_then(at).map(|round| {
            let question = round.question.clone();
            view! {
                <section class="card">
                    <h2>{words::sits_now(locale)}</h2>
                    <Sitters closed=closed(round.round) round/>
                </section>
                <Opening question/>
            }
        });
        let next = turn.next.and_then(at).map(|round| {
            let first = !turn.running;
            let heading =
                if first { words::sits_first(locale).to_owned() } else { words::sits_next(locale, round.round + 1) };
            let question = if turn.now.is_none() { round.question.clone() } else { Vec::new() };
            view! {
                <section class="card">
                    <h2>{heading}</h2>
                    <Sitters closed=closed(round.round) round/>
                </section>
                <Opening question/>
            }
        });
        let over = (turn.now.is_none() && turn.next.is_none())
            .then(|| view! { <section class="card" class:called-off=run.is_called_off()><h2>{table::end(locale, run)}</h2></section> });
        view! { {now}{next}{over} }
    };
    view! {
        <header class="page-head">
            <p class="kicker">{sign.title.to_string()}</p>
            <h1>{words::sign_title(locale, sign.number)}</h1>
            <p class="quiet num">{version}</p>
        </header>
        <AsOf made_at=sign.made_at made_local=sign.made_local now=sign.clock.now/>
        <Show when=move || turn.get().running>
            <section class="card running">
                <p class="kicker">{move || turn.get().now.or(turn.get().next).map(|round| table::round_of(locale, round + 1, rounds))}</p>
                <Dial moment under=Signal::derive(move || under().to_owned())/>
            </section>
        </Show>
        {seats}
        <WayThere way=sign.way slug/>
        <p><a class="button quiet" href=others><Icon kind=IconKind::SEARCH/>{words::find_mine(locale)}</a></p>
    }
}

#[component]
fn Sitters(round: TableRound, closed: bool) -> impl IntoView {
    let locale = use_locale();
    if closed {
        return view! { <p>{words::out_of_use(locale)}</p> }.into_any();
    }
    if round.sitters.is_empty() {
        return view! { <p>{words::nobody_here(locale)}</p> }.into_any();
    }
    let rows = round.sitters.into_iter().map(|sitter| view! { <li><b class="grow">{sitter.name.to_string()}</b></li> });
    view! { <ul class="list">{rows.collect_view()}</ul> }.into_any()
}
