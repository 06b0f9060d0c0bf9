//! The projector: the clock, everybody's table in pages that turn by themselves, announcements, arrivals; German and
//! English side by side, for a hall of twenty metres. Dark, and never quite still, so that nothing burns in.

use crate::{
    api::{self, ApiError},
    components::{
        clock_face::{is_soon, use_moment},
        gong::{self, Gong},
        icons::{Icon, IconKind},
        loaded::later,
    },
    live::{Line, Live, Topic},
    offline,
    page::{PageTitle, use_locale},
    pages::{screen_list::ScreenList, screen_scene::Scene},
    snapshot::Snapshot,
    words::{and_list, dates, screen as words},
};
use domain::{
    Locale,
    clock::Moment,
    screen::{Part, Room, ScreenView, UNHURRIED_MS, page_ms},
};
use leptos::{ev, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use std::{collections::BTreeSet, time::Duration};

/// How long a change is called out across the whole screen.
const CALL: Duration = Duration::from_secs(12);
/// When nobody could be asked.
const TRY_AGAIN: Duration = Duration::from_secs(5);
/// The newest arrivals that are greeted.
const GREETED: usize = 3;

/// What stays while snapshots come and go.
#[derive(Clone, Copy)]
struct Stage {
    live: Live,
    page: RwSignal<usize>,
    /// How long a page stands, in milliseconds.
    stands: RwSignal<i64>,
    /// What the list has on this screen.
    room: RwSignal<Room>,
    gong: Gong,
    aloud: RwSignal<bool>,
    /// In German and in English.
    calling: RwSignal<Option<(String, String)>>,
    scene: StoredValue<Option<Scene>>,
    arrived: StoredValue<Option<BTreeSet<String>>>,
    newest: RwSignal<Vec<String>>,
}

#[component]
pub fn ScreenPage() -> impl IntoView {
    let params = use_params_map();
    let param = move |name: &'static str| Memo::new(move |_| params.read().get(name).unwrap_or_default());
    let (slug, token) = (param("slug"), param("token"));
    let live = Live::to(slug);
    provide_context(live);
    offline::have_a_stand_in();
    let view = Snapshot::new(move || {
        let version = live.version(Topic::Datings) + live.version(Topic::Fair);
        (api::screen::Screen { slug: slug.get(), token: token.get() }, version)
    });
    let stage = Stage::new(live, first_page());
    Effect::new(move |_| {
        keep_awake();
        // A browser lets go of it whenever the page is hidden.
        let seen = window_event_listener(ev::visibilitychange, move |_| keep_awake());
        on_cleanup(move || seen.remove());
    });
    Effect::new(move |_| {
        let every = Duration::from_millis(stage.stands.get() as u64);
        if let Ok(turning) = set_interval_with_handle(move || stage.page.update(|page| *page += 1), every) {
            on_cleanup(move || turning.clear());
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(view)) = view.get() {
            live.stands(view.revision, view.said);
        }
    });
    // A hall without network keeps what it shows, and asks again until somebody answers.
    Effect::new(move |_| {
        if view.get().is_some_and(|answer| answer.is_err_and(|error| error != ApiError::NotFound)) {
            set_timeout(move || view.refetch(), TRY_AGAIN);
        }
    });
    let last = StoredValue::new(None::<ScreenView>);
    view! {
        <Transition>
            {later(move || async move {
                match view.there().await {
                    Ok(view) => last.set_value(Some(view)),
                    Err(ApiError::NotFound) => last.set_value(None),
                    Err(_) => {}
                }
                match last.get_value() {
                    Some(view) => view! { <Hall view stage/> }.into_any(),
                    None => view! { <Gone/> }.into_any(),
                }
            })}
        </Transition>
    }
}

/// Without a script the page is asked for again, and says which page of the list is next.
fn first_page() -> usize {
    use_query_map().read_untracked().get("page").and_then(|page| page.parse().ok()).unwrap_or(0)
}

#[component]
fn Hall(view: ScreenView, stage: Stage) -> impl IntoView {
    let Stage { live, page, calling, .. } = stage;
    live.shows(view.revision);
    greet(&view, stage);
    let part = use_query_map().read_untracked().get("part").unwrap_or_default();
    let part = Part::parse(&part);
    let moment = use_moment(Signal::stored(view.clock));
    let of = view.clock.timing.rounds;
    let title = view.title.to_string();
    let view = StoredValue::new(view);
    let scene = Memo::new(move |_| view.with_value(|view| Scene::of(view, moment.get())));
    Effect::new(move |_| stage.tell(scene.get()));
    let clock = move || match moment.get() {
        Moment::On { remaining_ms, .. } => dates::countdown(remaining_ms),
        // The time of day it starts at would look like a countdown: it stands in the sentence below.
        Moment::Waiting | Moment::Over => String::new(),
    };
    let under = move |locale: Locale| match (scene.get(), moment.get()) {
        (_, Moment::On { paused: true, .. }) => words::paused(locale).to_owned(),
        (Scene::Talk { round, .. }, _) if round + 1 == of => words::until_end(locale).to_owned(),
        (Scene::Talk { .. }, _) => words::until_change(locale).to_owned(),
        (Scene::Change { .. }, _) => words::until_next(locale).to_owned(),
        (Scene::Waiting, _) => view.with_value(|view| words::starts_at(locale, &dates::time(view.starts.time()))),
        (Scene::NotYet | Scene::Over | Scene::CalledOff, _) => String::new(),
    };
    let list_title = move |locale: Locale| match scene.get() {
        Scene::Talk { round, shown } if shown > round => Some(words::next_round(locale, shown + 1)),
        Scene::Talk { .. } => Some(words::find_your_table(locale).to_owned()),
        Scene::Waiting => Some(words::first_round(locale).to_owned()),
        _ => None,
    };
    let class = move || match moment.get() {
        Moment::Waiting => "screen-clock starts",
        moment if is_soon(moment) => "screen-clock soon",
        _ => "screen-clock",
    };
    let refresh = format!(r#"<meta http-equiv="refresh" content="10;url=?page={}">"#, page.get_untracked() + 1);
    // Nine places, one page after the other: nothing stands on the same spot for long.
    let shift = move || (page.get() % 9).to_string();
    view! {
        <PageTitle page=Signal::stored(title.clone())/>
        <noscript inner_html=refresh></noscript>
        <main id="content" class="screen" data-shift=shift>
            <header class="screen-head">
                <div class="grow screen-called">
                    <p class="quiet">{title}</p>
                    <h1 lang="de">{move || scene.get().heading(Locale::De, of)}</h1>
                    <p class="second" lang="en">{move || scene.get().heading(Locale::En, of)}</p>
                    {move || calling.get().map(|(de, en)| view! {
                        <div class="screen-call" aria-hidden="true"><p lang="de">{de}</p><p lang="en">{en}</p></div>
                    })}
                </div>
                <div class=class>
                    <p class="clock" role="timer">{clock}</p>
                    <p><span lang="de">{move || under(Locale::De)}</span>" "<span lang="en" class="quiet">{move || under(Locale::En)}</span></p>
                </div>
            </header>
            <p class="visually-hidden" aria-live="assertive">
                {move || calling.get().map(|(de, en)| format!("{de} / {en}"))}
            </p>
            <ScreenList view scene moment part page stands=stage.stands room=stage.room title=Signal::derive(move || {
                list_title(Locale::De).zip(list_title(Locale::En))
            })/>
            <ScreenFoot view stage/>
        </main>
    }
}

impl Stage {
    /// Before anything was shown, at a page of the list (from 0).
    fn new(live: Live, page: usize) -> Self {
        Self {
            live,
            page: RwSignal::new(page),
            stands: RwSignal::new(page_ms(1, UNHURRIED_MS)),
            room: RwSignal::new(Room::default()),
            gong: Gong::new(),
            aloud: RwSignal::new(false),
            calling: RwSignal::new(None),
            scene: StoredValue::new(None),
            arrived: StoredValue::new(None),
            newest: RwSignal::new(Vec::new()),
        }
    }

    /// A gong, a flash and, where asked for, a voice: whenever something begins, not when the page is opened.
    fn tell(self, scene: Scene) {
        let before = self.scene.try_update_value(|kept| kept.replace(scene)).flatten();
        let Some(before) = before else { return };
        if scene != before {
            self.page.set(0);
            // The first page stands as long as the others.
            self.stands.notify();
        }
        if scene.continues(before) {
            return;
        }
        // What was called before is no longer so.
        let called = scene.call(before, Locale::De).zip(scene.call(before, Locale::En));
        self.calling.set(called.clone());
        let Some((de, en)) = &called else { return };
        if before != Scene::CalledOff {
            self.gong.strike(if matches!(scene, Scene::Talk { .. }) { 2 } else { 1 });
        }
        if self.aloud.get_untracked() {
            gong::say(Locale::De, de);
            gong::say(Locale::En, en);
        }
        set_timeout(
            move || {
                if self.calling.with_untracked(|calling| *calling == called) {
                    self.calling.set(None);
                }
            },
            CALL,
        );
    }
}

/// Who has come since the last snapshot; nobody when the page is opened.
fn greet(view: &ScreenView, stage: Stage) {
    let now: BTreeSet<String> =
        view.names.iter().zip(&view.arrived).filter(|(_, here)| **here).map(|(name, _)| name.clone()).collect();
    let before = stage.arrived.try_update_value(|kept| kept.replace(now.clone())).flatten();
    let new: Vec<String> = before.map(|before| now.difference(&before).cloned().collect()).unwrap_or_default();
    if !new.is_empty() && new.len() <= GREETED {
        stage.newest.set(new);
    }
}

#[component]
fn ScreenFoot(view: StoredValue<ScreenView>, stage: Stage) -> impl IntoView {
    let Stage { live, gong, aloud, newest, .. } = stage;
    // The hall reads both languages; whoever stands at the projector reads the browser's.
    let locale = use_locale();
    let counts =
        move |locale: Locale| view.with_value(|view| words::arrived(locale, view.arrived_count(), view.arrived.len()));
    let said = live.announcement();
    let news = move || match said.get() {
        Some(text) => view! { <p class="said"><Icon kind=IconKind::MEGAPHONE/>{text}</p> }.into_any(),
        None => {
            let names = newest.get();
            if names.is_empty() {
                view! { <p><span lang="de">{counts(Locale::De)}</span>" · "<span lang="en" class="quiet">{counts(Locale::En)}</span></p> }.into_any()
            } else {
                view! { <p><Icon kind=IconKind::USER_HERE/>
                    <span lang="de">{words::welcome(Locale::De, &and_list(Locale::De, &names))}</span>" · "
                    <span lang="en" class="quiet">{words::welcome(Locale::En, &and_list(Locale::En, &names))}</span>
                </p> }
                .into_any()
            }
        }
    };
    let read = move |_| {
        aloud.update(|on| *on = !*on);
        if let Some(text) = said.get_untracked() {
            gong::say(Locale::De, &text);
        }
    };
    // What is announced is read aloud too, where that was asked for.
    Effect::new(move |before: Option<Option<String>>| {
        let now = said.get();
        if before.is_some_and(|before| before != now) && aloud.get_untracked() {
            now.iter().for_each(|text| gong::say(Locale::De, text));
        }
        now
    });
    view! {
        <footer class="screen-foot">
            <div class="grow" role="status">{news}</div>
            {move || (live.line() == Line::Broken).then(|| view! {
                <p class="tag warn"><Icon kind=IconKind::WIFI_OFF/><span lang="de">{words::lost(Locale::De)}</span>" / "<span lang="en">{words::lost(Locale::En)}</span></p>
            })}
            <div class="cluster needs-wasm" role="group" aria-label=words::controls(locale)>
                {move || if gong.is_awake() {
                    view! { <span class="tag"><Icon kind=IconKind::BELL/>{words::sound_on(locale)}</span> }.into_any()
                } else {
                    view! {
                        <button class="button" type="button" on:click=move |_| gong.waken()>
                            <Icon kind=IconKind::BELL/>{words::sound_hint(locale)}
                        </button>
                    }.into_any()
                }}
                <button class="button quiet round" type="button" on:click=read
                    aria-pressed=move || if aloud.get() { "true" } else { "false" }
                    aria-label=words::speech_off(locale)>
                    <Icon kind=IconKind::MIC/>
                </button>
                <button class="button quiet round" type="button" on:click=|_| fill_the_screen() aria-label=words::whole_screen(locale)>
                    <Icon kind=IconKind::SCREEN/>
                </button>
            </div>
        </footer>
    }
}

#[component]
fn Gone() -> impl IntoView {
    if let Some(reply) = use_context::<crate::request::Reply>() {
        reply.status(404);
    }
    let both = |text: fn(Locale) -> &'static str| {
        view! { <span lang="de">{text(Locale::De)}</span><br/><span lang="en" class="quiet">{text(Locale::En)}</span> }
    };
    view! {
        <PageTitle page=Signal::stored(words::gone_title(Locale::De).to_owned())/>
        <main id="content" class="page narrow stack">
            <div class="empty"><h1>{both(words::gone_title)}</h1><p>{both(words::gone)}</p></div>
        </main>
    }
}

/// Projectors fall asleep like any screen; a browser that cannot prevent it shows its hint of its own.
fn keep_awake() {
    let Some(window) = web_sys::window() else { return };
    let lock = js_sys::Reflect::get(&window.navigator(), &"wakeLock".into());
    let request = lock.and_then(|lock| {
        let request: js_sys::Function = js_sys::Reflect::get(&lock, &"request".into())?.into();
        request.call1(&lock, &"screen".into())
    });
    if let Ok(promise) = request {
        // Refused while the page is hidden; nothing is to be done about it.
        leptos::task::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise)).await;
        });
    }
}

fn fill_the_screen() {
    if let Some(page) = document().document_element() {
        let _ = page.request_fullscreen();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_called_no_longer_when_its_start_is_taken_back() {
        Owner::new().with(|| {
            let stage = Stage::new(Live::to(Memo::new(|_| "fair".to_owned())), 0);
            let called = Some(("Runde 1 beginnt".to_owned(), "Round 1 begins".to_owned()));
            stage.tell(Scene::Talk { round: 0, shown: 0 });
            stage.calling.set(called.clone());
            stage.tell(Scene::Talk { round: 0, shown: 1 });
            assert_eq!(stage.calling.get_untracked(), called, "only the list is another");
            stage.tell(Scene::Waiting);
            assert_eq!(stage.calling.get_untracked(), None);
        });
    }

    #[test]
    fn what_was_called_off_does_not_begin_but_takes_place_after_all() {
        let talk = Scene::Talk { round: 1, shown: 1 };
        let call = |scene: Scene, before| scene.call(before, Locale::De);
        assert_eq!(call(talk, Scene::Waiting).as_deref(), Some("Runde 2 beginnt"));
        assert_eq!(call(Scene::Waiting, talk), None);
        for scene in [talk, Scene::Waiting] {
            assert_eq!(call(scene, Scene::CalledOff).as_deref(), Some("Es findet doch statt"));
        }
    }
}
