//! What is being worked out for a session, wherever the process is that does it: how far it is, and stopping it.

use crate::{
    api::{self, Answer, ApiError},
    components::icons::{Icon, IconKind},
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::{
        desk::{Desk, reason, use_desk},
        fields::rests,
    },
    words::{refusals, workshop as words},
};
use domain::{
    attempt::{Mishap, SECONDS, UnderWay, Workshop},
    dating::Dating,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How often a page asks how far it is. A process says so once a second.
const ASK_EVERY: Duration = Duration::from_secs(1);

/// What stands beside the plan, fetched again when it changes, and followed while something is under way.
#[derive(Clone, Copy)]
pub struct Bench {
    pub view: Resource<Answer<Workshop>>,
    under_way: RwSignal<Option<UnderWay>>,
    /// How long a search may take.
    pub seconds: RwSignal<u16>,
    desk: Desk,
}

impl Bench {
    /// Of the session at the desk. Put into context by the plan's room.
    pub fn provide() -> Self {
        let (desk, live) = (use_desk(), use_live());
        let versions = move |id| (live.version(Topic::Attempts(id)), live.version(Topic::Dating(id)));
        let view =
            Resource::new(move || (desk.id.get(), versions(desk.id.get())), |(id, _)| api::dating::beside_the_plan(id));
        let bench = Self { view, under_way: RwSignal::new(None), seconds: RwSignal::new(SECONDS[0]), desk };
        Effect::new(move |_| {
            if let Some(Ok(workshop)) = view.get() {
                bench.under_way.set(workshop.under_way);
            }
        });
        let is_working = Memo::new(move |_| bench.is_working());
        Effect::new(move |_| {
            if is_working.get()
                && let Ok(asking) = set_interval_with_handle(move || bench.ask(), ASK_EVERY)
            {
                on_cleanup(move || asking.clear());
            }
        });
        provide_context(bench);
        bench
    }

    pub fn is_working(self) -> bool {
        self.under_way.read().is_some()
    }

    /// Whether nothing can be begun: a command is on its way, or something is being worked out.
    pub fn occupied(self) -> Signal<bool> {
        Signal::derive(move || self.desk.busy.get() || self.is_working())
    }

    /// Fetches anew what is under way and what came of it.
    pub fn look_again(self) {
        self.view.refetch();
    }

    fn ask(self) {
        let id = self.desk.id.get_untracked();
        spawn_local(async move {
            match api::dating::how_far(id).await {
                Ok(Some(now)) => {
                    self.under_way.try_set(Some(now));
                }
                Ok(None) => {
                    self.under_way.try_set(None);
                    self.view.refetch();
                    self.desk.view.refetch();
                }
                // The frame says that the line is broken.
                Err(_) => {}
            }
        });
    }
}

pub fn use_bench() -> Bench {
    expect_context()
}

/// How far it is, and a way to stop.
#[component]
pub fn UnderWayCard() -> impl IntoView {
    let locale = use_locale();
    let (bench, desk) = (use_bench(), use_desk());
    let stopping = Memo::new(move |_| bench.under_way.read().as_ref().is_some_and(|now| now.stopping));
    let stop = move |_| {
        if stopping.get_untracked() {
            return;
        }
        let id = desk.id.get_untracked();
        desk.act(api::dating::stop_attempt(id), move |()| None);
        bench.under_way.update(|now| now.iter_mut().for_each(|now| now.stopping = true));
    };
    let title = Memo::new(move |_| bench.under_way.read().as_ref().map(|now| (now.aim, now.by.clone())));
    let spent = move || bench.under_way.read().as_ref().map_or(0, |now| now.progress.spent / 10);
    let reached = move || bench.under_way.read().as_ref().map(|now| words::so_far(locale, now)).unwrap_or_default();
    move || {
        title.get().map(|(aim, by)| {
            let name = words::working(locale, aim);
            view! {
                <section class="card now stack" aria-label=name>
                    <div class="row top wrap">
                        <div class="grow">
                            <h2>{name}</h2>
                            <p class="quiet">{words::begun_by(locale, &by)}". "{words::may_leave(locale)}</p>
                        </div>
                        <button class="button" type="button" aria-disabled=rests(stopping) on:click=stop>
                            {move || if stopping.get() { words::stopping(locale) } else { words::stop(locale) }}
                        </button>
                    </div>
                    <progress class="progress now" max="100" value=move || spent().to_string() aria-label=name></progress>
                    <div class="row wrap">
                        <p class="num grow">{move || words::time_used(locale, spent())}</p>
                        <p class="num" role="status"><b>{reached}</b></p>
                    </div>
                </section>
            }
        })
    }
}

/// What came to nothing since somebody last looked.
#[component]
pub fn Mishaps(dating: Dating, workshop: Workshop) -> impl IntoView {
    let locale = use_locale();
    let (bench, desk) = (use_bench(), use_desk());
    let rows = workshop.mishaps.into_iter().map(|(aim, mishap)| {
        let why = match (&mishap, words::mishap(locale, &mishap)) {
            (_, Some(why)) => why.to_owned(),
            (Mishap::Refused(because), None) => reason(locale, because, &dating),
            (_, None) => refusals::error(locale, &ApiError::Unavailable),
        };
        let dismiss = move |_| {
            let id = desk.id.get_untracked();
            let command = async move {
                let answer = api::dating::forget_attempt(id, aim).await;
                bench.look_again();
                answer
            };
            desk.act(command, |()| None);
        };
        view! {
            <section class="notice warn" aria-label=words::mishap_title(locale, aim)>
                <Icon kind=IconKind::WARNING/>
                <div>
                    <h2>{words::mishap_title(locale, aim)}</h2>
                    <p>{why}</p>
                    <div class="actions">
                        <button class="button plain" type="button" on:click=dismiss>{words::dismiss(locale)}</button>
                    </div>
                </div>
            </section>
        }
    });
    rows.collect_view()
}
