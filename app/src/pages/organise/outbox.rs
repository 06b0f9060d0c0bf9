//! Mails that wait as files where no mail server is set.

use super::frame::Room;
use crate::{api, components::loaded::loaded, page::use_locale, words::office as words};
use leptos::prelude::*;

#[component]
pub fn OutboxRoom() -> impl IntoView {
    let locale = use_locale();
    let mails = Resource::new(|| (), |()| api::office::outbox());
    view! {
        <Room title=Signal::stored(words::outbox(locale).to_owned()) class="narrow">
            <header class="page-head"><h1>{words::outbox(locale)}</h1><p class="lede">{words::outbox_lede(locale)}</p></header>
            {loaded(mails, move |mails| {
                if mails.is_empty() {
                    return view! { <p class="empty">{words::outbox_empty(locale)}</p> }.into_any();
                }
                let cards = mails.into_iter().map(|mail| view! {
                    <article class="card">
                        <h2>{mail.subject}</h2>
                        <p class="quiet">{mail.to}</p>
                        <pre class="mail-out">{mail.body}</pre>
                    </article>
                });
                view! { <div class="stack">{cards.collect_view()}</div> }.into_any()
            })}
        </Room>
    }
}
