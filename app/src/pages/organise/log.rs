//! Who did what.

use super::frame::{Room, use_slug};
use crate::{
    api,
    components::loaded::{UnderHeading, loaded},
    live::{Topic, use_live},
    page::use_locale,
    words::{dates, office as words},
};
use leptos::prelude::*;

#[component]
pub fn LogRoom() -> impl IntoView {
    provide_context(UnderHeading);
    let locale = use_locale();
    let (slug, live) = (use_slug(), use_live());
    let lines = Resource::new(
        move || {
            let topics = [Topic::Fair, Topic::Market, Topic::Programme, Topic::Datings];
            (slug.get(), topics.map(|topic| live.version(topic)).iter().sum::<u32>())
        },
        |(slug, _)| api::office::log(slug),
    );
    view! {
        <Room title=Signal::stored(words::log(locale).to_owned())>
            <header class="page-head"><h1>{words::log(locale)}</h1><p class="lede">{words::log_lede(locale)}</p></header>
            {loaded(lines, move |lines| {
                if lines.is_empty() {
                    return view! { <p class="empty">{words::log_empty(locale)}</p> }.into_any();
                }
                let rows = lines.into_iter().map(|line| view! {
                    <tr>
                        <td class="num">{dates::date(locale, line.at.date())} " " {dates::time(line.at.time())}</td>
                        <th scope="row">{words::action(locale, &line.action)}</th>
                        <td>{line.subject}</td>
                        <td>{line.actor}</td>
                    </tr>
                });
                let rows = rows.collect_view();
                view! {
                    <div class="scroll" tabindex="0" role="region" aria-label=words::log(locale)>
                        <table class="data log-book">
                            <thead><tr>
                                <th scope="col">{words::when(locale)}</th>
                                <th scope="col">{words::what(locale)}</th>
                                <th scope="col">{words::whom(locale)}</th>
                                <th scope="col">{words::who(locale)}</th>
                            </tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }.into_any()
            })}
        </Room>
    }
}
