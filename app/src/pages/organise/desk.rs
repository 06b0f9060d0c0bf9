//! What every room of a dating session shares: the session, fetched again when anybody changes it, and carrying out
//! commands one at a time with an answer in words.

use crate::{
    api::{self, Answer, ApiError},
    live::{Topic, use_live},
    page::use_locale,
    pages::organise::{frame::use_slug, keys::fresh_key},
    words::{dating as words, refusals, workshop},
};
use domain::{DatingId, Locale, ParticipantId, Refusal, control_room::QueueAnswer, dating::Dating, views::DatingDesk};
use leptos::{html, leptos_dom::helpers::request_animation_frame, prelude::*, task::spawn_local};
use leptos_router::hooks::{use_location, use_params_map};
use std::future::Future;

/// What a command came to, to be shown until the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    Good(String),
    Bad(String),
}

#[derive(Clone, Copy)]
pub struct Desk {
    pub id: Memo<DatingId>,
    pub view: Resource<Answer<DatingDesk>>,
    pub told: RwSignal<Option<Told>>,
    /// Where that is shown.
    pub told_at: NodeRef<html::Div>,
    /// The address of the room that is open: what is told belongs to it.
    room: Memo<String>,
    /// A command is on its way: nothing else can be pressed.
    pub busy: RwSignal<bool>,
    /// How many commands came to nothing: what was tapped for them goes back to what holds.
    pub failed: RwSignal<u32>,
}

impl Desk {
    /// The session of the address's `dating`. Put into context by the frame of its rooms.
    pub fn provide() -> Self {
        let params = use_params_map();
        let id = Memo::new(move |_| params.read().get("dating").and_then(|id| id.parse().ok()).unwrap_or(DatingId(0)));
        let (slug, live) = (use_slug(), use_live());
        let last = StoredValue::new(None::<DatingDesk>);
        let view = Resource::new(
            move || (slug.get(), id.get(), live.version(Topic::Dating(id.get()))),
            move |(slug, id, _)| async move {
                let answer = match api::dating::desk(id).await {
                    // A session has rooms under its own fair only.
                    Ok(desk) if desk.slug.as_str() != slug => Err(ApiError::NotFound),
                    answer => answer,
                };
                // Without a network the rooms go on with what they know: the frame says that the line is broken.
                match (&answer, last.try_get_value().flatten()) {
                    (Err(ApiError::Offline), Some(known)) if known.dating.id == id => Ok(known),
                    _ => answer,
                }
            },
        );
        Effect::new(move |_| {
            if let Some(Ok(desk)) = view.get() {
                live.shows(desk.revision);
                last.set_value(Some(desk));
            }
        });
        let (told, busy, failed) = (RwSignal::new(None), RwSignal::new(false), RwSignal::new(0));
        let room = use_location().pathname;
        // In another room it would look like news of that one.
        Effect::new(move |before: Option<String>| {
            let now = room.get();
            if before.is_some_and(|before| before != now) {
                told.set(None);
            }
            now
        });
        let desk = Self { id, view, told, told_at: NodeRef::new(), room, busy, failed };
        provide_context(desk);
        desk
    }

    /// Carries out a command, fetches the session again and says what came of it. In the browser only.
    pub fn act<T: 'static>(
        self,
        command: impl Future<Output = Answer<T>> + 'static,
        then: impl FnOnce(T) -> Option<String> + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let locale = use_locale_of_desk();
        let room = self.room.get_untracked();
        // Read here, while the press is being handled: later on a read would be one of nobody's.
        let seen = self.view.get_untracked().and_then(Result::ok).map(|desk| desk.dating);
        spawn_local(async move {
            let answer = command.await;
            self.busy.try_set(false);
            match answer {
                Ok(value) => {
                    // Whoever has left the room sees by themselves what came of it.
                    let done = then(value).map(Told::Good);
                    if self.room.try_get_untracked() == Some(room) {
                        self.told.try_set(done);
                    }
                    self.view.refetch();
                }
                Err(error) => {
                    let why = match &error {
                        ApiError::Stale => words::stale_seen(locale).to_owned(),
                        error => sentence(locale, error, seen.as_ref()),
                    };
                    self.told.try_set(Some(Told::Bad(why)));
                    self.failed.try_update(|times| *times = times.wrapping_add(1));
                    self.view.refetch();
                }
            }
        });
    }

    /// Takes the keyboard to what is told next: for a press whose button goes with it. In the browser only.
    pub fn to_told(self) {
        request_animation_frame(move || {
            if let Some(told) = self.told_at.try_get_untracked().flatten() {
                let _ = told.focus();
            }
        });
    }

    /// For the press that prints cards: the next round stays as it is on them. Silent where no round is ahead. In the
    /// browser only.
    pub fn cards_printed(self) {
        let (id, locale) = (self.id.get_untracked(), use_locale_of_desk());
        spawn_local(async move {
            match api::dating::cards_printed(id, fresh_key()).await {
                Ok(QueueAnswer::Applied { .. } | QueueAnswer::Repeated) => self.view.refetch(),
                Ok(QueueAnswer::NoLongerFits { .. }) => {}
                Err(error) => {
                    self.told.try_set(Some(Told::Bad(refusals::error(locale, &error))));
                }
            }
        });
    }
}

/// Handlers run outside of the component that made them; the language of a page never changes while it lives.
fn use_locale_of_desk() -> Locale {
    document()
        .document_element()
        .and_then(|html| html.get_attribute("lang"))
        .and_then(|tag| Locale::from_tag(&tag))
        .unwrap_or_else(use_locale)
}

/// Why a command failed.
pub fn sentence(locale: Locale, error: &ApiError, dating: Option<&Dating>) -> String {
    match (error, dating) {
        (ApiError::Refused(refused), Some(dating)) => reason(locale, &refused.why(), dating),
        _ => refusals::error(locale, error),
    }
}

/// Why a command was refused; rules that cannot be kept together are named with the people they concern.
pub fn reason(locale: Locale, refusal: &Refusal, dating: &Dating) -> String {
    let name = |id| name_of(dating, id);
    match refusal {
        Refusal::Clash(clash) => workshop::clash(locale, clash, &name),
        Refusal::Contradiction(broken) => {
            let broken: Vec<String> = broken.iter().map(|rule| words::broken(locale, rule, &name)).collect();
            refusals::contradiction_in_words(locale, &broken)
        }
        refusal => refusals::refusal(locale, refusal),
    }
}

pub fn use_desk() -> Desk {
    expect_context()
}

/// A participant's name, or a dash for somebody who is gone from the list.
pub fn name_of(dating: &Dating, id: ParticipantId) -> String {
    dating.participants.iter().find(|p| p.id == id).map_or_else(|| "–".to_owned(), |p| p.name.to_string())
}
