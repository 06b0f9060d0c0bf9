//! A part begins: heard where this device is to sound, seen by everybody, said to screen readers.

use super::session::use_session;
use crate::{
    components::{
        gong::{self, say},
        icons::{Icon, IconKind},
    },
    device,
    live::use_live,
    words::{control as words, dating, shell},
};
use domain::{
    Locale,
    clock::{Moment, Part},
};
use leptos::{ev, prelude::*};
use std::time::Duration;

/// How long the page shows that a part has begun.
const SHOWN_FOR: Duration = Duration::from_secs(3);

/// How long an announcement stays on the console; it stands in the log and on every phone.
const ANNOUNCED_FOR: Duration = Duration::from_secs(15);

/// A voice waits until the blow of the gong has died down.
const AFTER_THE_GONG: Duration = Duration::from_millis(1_800);

/// Whether this device sounds, and whether it speaks. In context of the room.
#[derive(Clone, Copy)]
pub struct Sound {
    locale: Locale,
    on: device::Remembered<bool>,
    aloud: device::Remembered<bool>,
}

impl Sound {
    pub fn provide() -> Self {
        let sound = Self { locale: use_session().locale, on: device::gong(), aloud: device::read_aloud() };
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
            gong::strike(1);
        }
    }

    /// Reads a sentence aloud where that is asked for. In the browser only.
    fn say(self, sentence: &str) {
        if self.aloud.stored() {
            say(self.locale, sentence);
        }
    }

    /// Rings, then speaks.
    fn call(self, sentence: String) {
        self.ring();
        let pause = if self.on.stored() { AFTER_THE_GONG } else { Duration::ZERO };
        set_timeout(move || self.say(&sentence), pause);
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
            <Icon kind=IconKind::BELL/>{words::gong(locale)}
        </button>
    }
}

/// Reading aloud, on request: for whoever looks at the hall and not at a screen.
#[component]
pub fn AloudButton() -> impl IntoView {
    let locale = use_session().locale;
    let sound = use_sound();
    let toggle = move |_| {
        let aloud = !sound.aloud.get_untracked();
        sound.aloud.set(aloud);
        // Heard at once, so that one knows how loud it is.
        sound.say(words::read_aloud(locale));
    };
    view! {
        <button class="chip" type="button" aria-pressed=move || if sound.aloud.get() { "true" } else { "false" } on:click=toggle>
            <Icon kind=IconKind::MIC/>{words::read_aloud(locale)}
        </button>
    }
}

/// What is said to everybody, on every console too: seen, said to screen readers, and read aloud on request.
#[component]
pub fn Announced() -> impl IntoView {
    let locale = use_session().locale;
    let sound = use_sound();
    let said = use_live().announcement();
    let shown = RwSignal::new(None::<String>);
    Effect::new(move |before: Option<()>| {
        let now = said.get();
        // What was said before this room was opened is no news.
        if before.is_none() {
            return;
        }
        shown.set(now.clone());
        let Some(text) = now else { return };
        sound.say(&text);
        let gone = move || {
            if shown.try_get_untracked().flatten().as_ref() == Some(&text) {
                shown.try_set(None);
            }
        };
        set_timeout(gone, ANNOUNCED_FOR);
    });
    view! {
        <div class="announced" role="status" aria-live="polite">
            {move || shown.get().map(|text| view! {
                <div class="toast">
                    <Icon kind=IconKind::MEGAPHONE/>
                    <span><b>{shell::announcement(locale)}": "</b>{text}</span>
                    <button class="button quiet round" type="button" aria-label=words::close(locale) on:click=move |_| shown.set(None)>
                        <Icon kind=IconKind::X/>
                    </button>
                </div>
            })}
        </div>
    }
}

/// Where the clock stands, without its seconds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    Waiting,
    On(u8, Part),
    Over,
    CalledOff,
}

impl Phase {
    /// What is told when it comes to this. After a session was called off nothing begins: it takes place after all.
    fn sentence(self, before: Self, locale: Locale) -> String {
        match self {
            _ if before == Phase::CalledOff => dating::held_after_all(locale).to_owned(),
            Phase::Waiting => dating::waiting(locale).to_owned(),
            Phase::On(round, Part::Talk) => words::talk_begins(locale, round + 1),
            Phase::On(_, Part::Change) => words::change_begins(locale).to_owned(),
            Phase::Over => dating::over(locale).to_owned(),
            Phase::CalledOff => dating::called_off(locale).to_owned(),
        }
    }
}

/// Tells a change of part in every way at once.
#[component]
pub fn ChangeTold() -> impl IntoView {
    let session = use_session();
    let sound = use_sound();
    let locale = session.locale;
    let told = RwSignal::new(None::<String>);
    let phase = Memo::new(move |_| match session.moment.get() {
        Moment::Waiting => Phase::Waiting,
        Moment::On { round, part, .. } => Phase::On(round, part),
        Moment::Over if session.dating.with(|known| known.run.is_called_off()) => Phase::CalledOff,
        Moment::Over => Phase::Over,
    });
    Effect::new(move |before: Option<Phase>| {
        let now = phase.get();
        if let Some(before) = before.filter(|before| *before != now) {
            let sentence = now.sentence(before, locale);
            told.set(Some(sentence.clone()));
            // Nothing begins then.
            match before {
                Phase::CalledOff => sound.say(&sentence),
                _ => sound.call(sentence),
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_called_off_does_not_begin_but_takes_place_after_all() {
        let talk = Phase::On(1, Part::Talk);
        assert_eq!(talk.sentence(Phase::Waiting, Locale::De), words::talk_begins(Locale::De, 2));
        for phase in [talk, Phase::Waiting] {
            assert_eq!(phase.sentence(Phase::CalledOff, Locale::De), "Es findet doch statt");
        }
    }
}
