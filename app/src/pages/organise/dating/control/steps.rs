//! Taking back the last step, one's own where others are busy too, and doing it again; each named.

use super::{
    deciding::use_deciding,
    keys::{focus, is_lost},
    session::use_session,
};
use crate::{
    api::ApiError,
    components::icons::Icon,
    pages::organise::{
        dating::back_and_again::Way,
        desk::{Told, use_desk},
    },
    words::{control as words, dating, refusals},
};
use domain::{control_room::StepLine, dating::Deed};
use leptos::{leptos_dom::helpers::request_animation_frame, prelude::*, task::spawn_local};

#[component]
pub fn Steps() -> impl IntoView {
    let session = use_session();
    let locale = session.locale;
    let back = taker(Way::Undo);
    let again = taker(Way::Redo);
    let last = Memo::new(move |_| may_take(session, session.desk.with(|desk| desk.last.clone())));
    let gone = Memo::new(move |_| {
        may_take(session, session.desk.with(|desk| desk.taken_back.clone())).filter(may_be_done_again)
    });
    let name = move |who| session.name(who);
    // A step that was pressed goes with its button: the keyboard goes on to the next one, or to what is told.
    let (desk, pressed) = (use_desk(), StoredValue::new(None::<Way>));
    Effect::new(move |_| {
        last.track();
        gone.track();
        let Some(way) = pressed.try_update_value(Option::take).flatten() else { return };
        request_animation_frame(move || {
            if is_lost() && !focus(way.id()) && !focus(way.other().id()) {
                desk.to_told();
            }
        });
    });
    let press = move |way: Way, step| {
        pressed.set_value(Some(way));
        match way {
            Way::Undo => back(step),
            Way::Redo => again(step),
        }
    };
    view! {
        <div class="steps">
        {move || last.get().map(|line| {
            let told = untrack(|| session.desk.with(|desk| words::undo_step(locale, &line, &desk.me, &name)));
            view! {
                <button class="chip step" type="button" id=Way::Undo.id() data-at-once title=told on:click=move |_| press(Way::Undo, line.step)>
                    <Icon kind=Way::Undo.icon()/><span>{told.clone()}</span>
                </button>
            }
        })}
        {move || gone.get().map(|line| {
            let what = untrack(|| words::step(locale, &line.deed, &name));
            let told = words::redo(locale, &what);
            view! {
                <button class="chip step" type="button" id=Way::Redo.id() data-at-once title=told on:click=move |_| press(Way::Redo, line.step)>
                    <Icon kind=Way::Redo.icon()/><span>{told.clone()}</span>
                </button>
            }
        })}
        </div>
    }
}

/// Time keepers take back what time keepers do.
fn may_take(session: super::session::Session, line: Option<StepLine>) -> Option<StepLine> {
    line.filter(|line| session.may_organise() || line.deed.is_for_time_keepers())
}

/// Whether one tap may do it again: calling off for everybody is asked for twice, each time.
fn may_be_done_again(line: &StepLine) -> bool {
    *line.deed.done() != Deed::CalledOff
}

fn taker(way: Way) -> impl Fn(i64) + Copy + Send + Sync + 'static {
    let session = use_session();
    let (deciding, desk) = (use_deciding(), use_desk());
    let locale = session.locale;
    move |step| {
        // Another step would go than the one that was tapped last.
        if deciding.lags() {
            deciding.tell(Told::Bad(words::on_its_way(locale).to_owned()));
            return;
        }
        let (id, expects) = session.desk.with_untracked(|desk| (desk.dating.id, desk.dating.revision));
        if !deciding.steps_from(expects) {
            return;
        }
        spawn_local(async move {
            let answer = way.go(id, expects, step).await;
            if answer.is_err() {
                deciding.stays();
            }
            match answer {
                Ok(reach) => deciding.tell(Told::Good(way.told(locale, reach).to_owned())),
                Err(ApiError::Stale) => deciding.tell(Told::Bad(dating::stale_seen(locale).to_owned())),
                Err(ApiError::Offline) => deciding.tell(Told::Bad(words::needs_network(locale).to_owned())),
                Err(error) => deciding.tell(Told::Bad(refusals::error(locale, &error))),
            }
            desk.view.refetch();
        });
    }
}

/// Takes back the last step there is; for the keyboard.
pub fn undo_last() -> impl Fn() + Copy + Send + Sync + 'static {
    let session = use_session();
    let back = taker(Way::Undo);
    let deciding = use_deciding();
    move || {
        // Somebody who has a question before them means that, and not the step before.
        if !deciding.is_free() {
            return;
        }
        let last = untrack(|| may_take(session, session.desk.with(|desk| desk.last.clone())));
        if let Some(line) = last {
            back(line.step);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{UnixMillis, dating::ClockTurn};

    #[test]
    fn one_tap_calls_nothing_off_again() {
        let line = |deed| StepLine {
            step: 7,
            at: UnixMillis(0),
            local: jiff::civil::date(2027, 6, 12).at(14, 0, 0, 0),
            actor: "Ada".to_owned(),
            deed,
            took_back: None,
            undone: true,
        };
        let turned = Deed::Turned { turn: ClockTurn::Start };
        assert!(may_be_done_again(&line(turned)));
        assert!(!may_be_done_again(&line(Deed::CalledOff)));
        assert!(!may_be_done_again(&line(Deed::Redone { step: 3, again: Box::new(Deed::CalledOff) })));
    }
}
