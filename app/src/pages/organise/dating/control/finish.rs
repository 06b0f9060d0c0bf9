//! Ending the session for everybody: asked for twice, since nobody can sit down again.

use super::{room::use_room, session::use_session};
use crate::{
    pages::organise::queue::{on, use_waiting},
    words::{control as words, dating},
};
use domain::dating::ClockTurn;
use leptos::prelude::*;

#[component]
pub fn Finish() -> impl IntoView {
    let session = use_session();
    let (room, waiting) = (use_room(), use_waiting());
    let locale = session.locale;
    let finish = move |_| {
        room.close();
        waiting.turn(ClockTurn::Finish, on(session.moment.get_untracked()), session.now.get_untracked());
    };
    view! {
        <p>{dating::finish_sure(locale)}</p>
        <div class="actions">
            <button class="button danger" type="button" on:click=finish>{words::finish_for_all(locale)}</button>
            <button class="button plain" type="button" on:click=move |_| room.close()>{dating::cancel(locale)}</button>
        </div>
    }
}
