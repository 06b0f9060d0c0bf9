//! The log: who did what and when; what was taken back is struck through.

use super::session::use_session;
use crate::{
    api,
    components::loaded::later,
    page::use_locale,
    words::{control as words, dates, office},
};
use domain::control_room::StepLine;
use leptos::prelude::*;

/// So many steps are shown at first, and how many times as many with every press for older ones.
const LINES: u64 = 60;
const MORE: u64 = 4;

#[component]
pub fn Log() -> impl IntoView {
    let session = use_session();
    let locale = use_locale();
    let (open, wanted) = (RwSignal::new(false), RwSignal::new(LINES));
    let revision = Memo::new(move |_| session.desk.with(|desk| desk.dating.revision));
    let id = session.id();
    let lines = Resource::new(
        move || open.get().then(|| (revision.get(), wanted.get())),
        move |asked| async move {
            match asked {
                Some((_, wanted)) => (api::dating::dating_log(id, wanted).await.unwrap_or_default(), wanted),
                None => (Vec::new(), LINES),
            }
        },
    );
    let name = move |who| session.name(who);
    let row = move |line: StepLine| {
        let what = untrack(|| words::line(locale, &line, &name));
        view! {
            <li>
                <time datetime=line.local.to_string()>{dates::time(line.local.time())}</time>
                <div>
                    {if line.undone { view! { <s>{what}</s> " " <span class="quiet">{words::was_undone(locale)}</span> }.into_any() } else { view! { <span>{what}</span> }.into_any() }}
                    <br/><span class="quiet">{office::actor(locale, &line.actor).to_owned()}</span>
                </div>
            </li>
        }
    };
    let toggled = move |event: leptos::ev::Event| {
        use wasm_bindgen::JsCast;
        let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        open.set(details.is_some_and(|details| details.has_attribute("open")));
    };
    view! {
        <details class="fold card" on:toggle=toggled>
            <summary>{words::log(locale)}</summary>
            <div>
                <Transition>
                    {later(move || async move {
                        let (lines, wanted_then) = lines.await;
                        // Fewer than asked for: it is the whole log.
                        let older = (lines.len() as u64 == wanted_then).then(|| view! {
                            <button class="button quiet" type="button" on:click=move |_| wanted.set(wanted_then * MORE)>
                                {office::older(locale)}
                            </button>
                        });
                        let rows = lines.into_iter().map(row).collect_view();
                        view! { <ol class="log">{rows}</ol>{older} }.into_any()
                    })}
                </Transition>
            </div>
        </details>
    }
}
