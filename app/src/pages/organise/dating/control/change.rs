//! A part begins: heard where this device is to sound, seen by everybody, said to screen readers.

use super::{gong, session::use_session};
use crate::{
    components::icons::{Icon, IconKind},
    device,
    words::{control as words, dating},
};
use domain::clock::{Moment, Part};
use leptos::{ev, prelude::*};
use std::time::Duration;

/// How long the page shows that a part has begun.
const SHOWN_FOR: Duration = Duration::from_secs(3);

/// Whether this device sounds. In context of the room.
#[derive(Clone, Copy)]
pub struct Sound {
    on: device::Remembered<bool>,
}

impl Sound {
    pub fn provide() -> Self {
        let sound = Self { on: device::gong() };
        provide_context(sound);
        // A page that was loaded anew may sound again from the first touch on.
        Effect::new(move |_| {
            let touch = window_event_listener(ev::pointerdown, move |_| sound.ready());
            let key = window_event_listener(ev::keydown, move |_| sound.ready());
            on_cleanup(move || {
                touch.remove();
                key.remove();
            });
        });
        sound
    }

    fn ready(self) {
        if self.on.stored() {
            gong::wake();
        }
    }

    pub fn toggle(self) {
        let on = !self.on.get();
        self.on.set(on);
        if on {
            self.ready();
            self.ring();
        }
    }

    fn ring(self) {
        if self.on.stored() {
            gong::ring();
        }
    }
}

pub fn use_sound() -> Sound {
    expect_context()
}

#[component]
pub fn SoundButton() -> impl IntoView {
    let locale = use_session().locale;
    let sound = use_sound();
    let on = move || sound.on.get();
    view! {
        <button class="chip" type="button" aria-pressed=move || if on() { "true" } else { "false" } on:click=move |_| sound.toggle()>
            <Icon kind=IconKind::Bell/>{words::gong(locale)}
        </button>
    }
}

/// Tells a change of part in every way at once.
#[component]
pub fn ChangeTold() -> impl IntoView {
    let session = use_session();
    let sound = use_sound();
    let locale = session.locale;
    let stage = super::turns::stage(session);
    let told = RwSignal::new(None::<String>);
    let part = Memo::new(move |_| match session.moment.get() {
        Moment::Waiting => Some(None),
        Moment::On { round, part, .. } => Some(Some((round, part))),
        Moment::Over => None,
    });
    Effect::new(move |before: Option<Option<Option<(u8, Part)>>>| {
        let now = part.get();
        if before.is_some_and(|before| before != now) {
            let sentence = match stage.get_untracked() {
                super::turns::Stage::Waiting => dating::waiting(locale).to_owned(),
                super::turns::Stage::On { round, part: Part::Talk, .. } => words::talk_begins(locale, round + 1),
                super::turns::Stage::On { .. } => words::change_begins(locale).to_owned(),
                super::turns::Stage::Over => dating::over(locale).to_owned(),
            };
            told.set(Some(sentence));
            sound.ring();
            set_timeout(
                move || {
                    told.try_set(None);
                },
                SHOWN_FOR,
            );
        }
        now
    });
    view! {
        <div role="alert" aria-live="assertive" class="change-told">
            {move || told.get().map(|sentence| view! { <p>{sentence}</p> })}
        </div>
    }
}
