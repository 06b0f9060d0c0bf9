//! "My table": where to sit now, with whom, for how long, and what comes next. On the phone and without any account.

use crate::{
    api,
    components::{
        caller::{Called, Caller},
        clock_face::use_moment,
        icons::{Icon, IconKind},
        loaded::{Gone, shown_with},
        round_card::RoundCard,
        run_sheet::RunSheet,
    },
    device::{self, Mine},
    live::{Line, Topic, use_live},
    offline,
    page::use_locale,
    pages::{
        after_talk::AfterTalk,
        fair::{FairPage, use_fair},
        held::Held,
        requests::{AreYouHere, Requests, WithPass},
        seat_changes::{self, SeatChange},
    },
    paths,
    snapshot::Snapshot,
    words::{dates, paper, phone as phone_words, table},
};
use domain::{DatingId, ParticipantId, UnixMillis, clock::Moment, views::MyTable};
use jiff::{SignedDuration, civil::DateTime};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Asks for the page again where no script runs; everybody else is told live.
pub(super) const WITHOUT_SCRIPT: &str = r#"<meta http-equiv="refresh" content="20">"#;

#[component]
pub fn MyTablePage() -> impl IntoView {
    let locale = use_locale();
    let this = use_fair();
    let live = use_live();
    let params = use_params_map();
    let dating = Memo::new(move |_| params.read().get("dating").and_then(|id| id.parse().ok()).unwrap_or(DatingId(0)));
    let who = Memo::new(move |_| {
        params.read().get("participant").and_then(|id| id.parse().ok()).unwrap_or(ParticipantId(u32::MAX))
    });
    let sheet = Snapshot::new(move || {
        let dating = dating.get();
        (api::fair::RunSheet { dating, who: who.get() }, live.version(Topic::Tables(dating)))
    });

    provide_context(Gone { title: table::gone_title(locale), text: table::gone(locale) });
    let held = Held::provide(dating, who);
    // Arrivals are no reason for every phone of the hall to ask for its page.
    offline::keep_this_page(move || {
        sheet.get().and_then(Result::ok).map(|sheet| (sheet.version, sheet.clock.timing, sheet.clock.run))
    });

    let mine = device::mine(this.slug);
    let seen = device::seen(move || (dating.get(), who.get()));
    let changes = RwSignal::new(Vec::<SeatChange>::new());
    let moved = RwSignal::new(None::<DateTime>);
    let taken_back = RwSignal::new(false);
    // What stands on the page now: remembered once it was understood.
    let newest = StoredValue::new(None);
    Effect::new(move |_| {
        let Some(Ok(sheet)) = sheet.get() else { return };
        newest.set_value(Some(seat_changes::seen(&sheet)));
        mine.set(Some(Mine { dating: sheet.dating, who: sheet.who.id, name: sheet.who.name.to_string() }));
        match seen.stored() {
            None => seen.set(Some(seat_changes::seen(&sheet))),
            Some(before) => {
                let found = seat_changes::between(&before, &sheet);
                let begins = seat_changes::moved(&before, &sheet);
                let is_back = changes.with_untracked(|told| seat_changes::taken_back(told, &before, &sheet));
                if is_back || !found.is_empty() {
                    taken_back.set(is_back && found.is_empty());
                }
                if found.is_empty() && begins.is_none() {
                    seen.set(Some(seat_changes::seen(&sheet)));
                    if is_back {
                        device::buzz_long();
                    }
                } else if moved.get_untracked() != begins || changes.with_untracked(|known| *known != found) {
                    device::buzz_long();
                }
                moved.set(begins);
                changes.set(found);
            }
        }
    });
    let understood = Callback::new(move |()| {
        if let Some(newest) = newest.get_value() {
            seen.set(Some(newest));
        }
        moved.set(None);
        taken_back.set(false);
        changes.set(Vec::new());
    });
    let caller = Caller::provide();
    view! {
        <FairPage title=Signal::stored(table::title(locale).to_owned()) class="narrow">
            <noscript inner_html=WITHOUT_SCRIPT></noscript>
            <Called caller/>
            <Changes changes moved taken_back understood/>
            // Both are waited for, so that the first answer is whole without any script.
            {shown_with(sheet, held.first, move |sheet, first| {
                held.begin_with(first.flatten());
                view! { <Sheet sheet changes slug=this.slug/> }
            })}
        </FairPage>
    }
}

#[component]
fn Sheet(sheet: MyTable, changes: RwSignal<Vec<SeatChange>>, slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    use_live().shows(sheet.revision);
    let moment = use_moment(Signal::stored(sheet.clock));
    let version = table::plan_version(locale, sheet.version, &dates::time(sheet.made_local.time()));
    let others = paths::dating(&slug.get_untracked(), sheet.dating);
    let calendar = paths::calendar(&slug.get_untracked(), sheet.dating, sheet.who.id);
    let subscription = format!("{calendar}?subscribe=1");
    let Held { shown: phone, reload, .. } = expect_context();
    let (dating, who) = (sheet.dating, sheet.who.id);
    let rounds_held = sheet.clock.rounds_held();
    let begun = Memo::new(move |_| match moment.get() {
        Moment::Waiting => 0,
        Moment::On { round, .. } => round + 1,
        Moment::Over => rounds_held,
    });
    let met = Signal::derive(move || phone.get().map(|phone| phone.met));
    let current = Memo::new(move |_| match moment.get() {
        Moment::Waiting => None,
        Moment::On { round, part, .. } => Some(if part == domain::clock::Part::Talk { round } else { round + 1 }),
        Moment::Over => Some(u8::MAX),
    });
    // What will not take place any more.
    let fallen = Memo::new(move |_| (moment.get() == Moment::Over).then_some(rounds_held));
    view! {
        <header class="page-head">
            <p class="kicker">{sheet.title.to_string()}</p>
            <h1>{sheet.who.name.to_string()}</h1>
            <p class="quiet num">{version}</p>
        </header>
        <AsOf made_at=sheet.made_at made_local=sheet.made_local now=sheet.clock.now/>
        <RoundCard sheet=sheet.clone() moment slug here=move || view! { <AreYouHere dating phone reload/> }/>
        <section class="card" aria-labelledby="run-sheet">
            <h2 id="run-sheet">{table::run_sheet(locale)}</h2>
            <RunSheet rounds=sheet.rounds.clone() current fallen changes slug/>
        </section>
        <p><a class="button quiet" rel="external" href=calendar><Icon kind=IconKind::CALENDAR/>{paper::to_calendar(locale)}</a>
            <a class="button quiet" rel="external" href=subscription><Icon kind=IconKind::CALENDAR/>{paper::subscribe(locale)}</a></p>
        <AfterTalk dating who rounds=sheet.rounds begun met reload slug/>
        {move || match phone.get() {
            Some(phone) => view! { <Requests dating phone reload/><WithPass/> }.into_any(),
            None => view! { <p class="quiet">{phone_words::pass_hint(locale)}</p> }.into_any(),
        }}
        <p><a class="button quiet" href=others><Icon kind=IconKind::USERS/>{table::somebody_else(locale)}</a></p>
    }
}

/// How old it is, where nobody can be asked: `now` is when it was read, and the plan's own time says what that is on the
/// clock of the fair's place.
#[component]
pub(super) fn AsOf(made_at: UnixMillis, made_local: DateTime, now: UnixMillis) -> impl IntoView {
    let locale = use_locale();
    let live = use_live();
    let read_at = made_local.saturating_add(SignedDuration::from_millis(now.since(made_at)));
    let read_at = dates::time(read_at.time());
    view! {
        <div role="status">
            {move || (live.line() == Line::Broken).then(|| view! {
                <div class="notice warn"><Icon kind=IconKind::WIFI_OFF/><p>{phone_words::as_of(locale, &read_at)}</p></div>
            })}
        </div>
    }
}

/// What is different from what this device has shown last; said once, kept until it was understood. Like [`Called`] it
/// stays where it is while the run sheet is drawn anew.
#[component]
fn Changes(
    changes: RwSignal<Vec<SeatChange>>,
    moved: RwSignal<Option<DateTime>>,
    taken_back: RwSignal<bool>,
    understood: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let begins = move || {
        let starts = moved.get()?;
        let when = dates::on_day_at(locale, &dates::full_date(locale, starts.date()), &dates::time(starts.time()));
        Some(view! { <p>{table::changed_start(locale, &when)}</p> })
    };
    view! {
        <div role="alert" aria-live="assertive">
            <Show when=move || moved.get().is_some() || taken_back.get() || !changes.with(Vec::is_empty)>
                <div class="notice warn">
                    <Icon kind=IconKind::ALERT/>
                    <div>
                        <b>{table::changed(locale)}</b>
                        {begins}
                        {move || taken_back.get().then(|| view! { <p>{table::changed_back(locale)}</p> })}
                        {move || changes.get().into_iter().map(|change| view! { <p>{change.sentence(locale)}</p> }).collect_view()}
                        <div class="actions">
                            <button class="button plain" type="button" on:click=move |_| understood.run(())>
                                {table::understood(locale)}
                            </button>
                        </div>
                    </div>
                </div>
            </Show>
        </div>
    }
}
