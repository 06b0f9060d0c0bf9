//! Why somebody sits with whom, in words.

use super::moving::Moving;
use crate::{
    api,
    page::use_locale,
    pages::organise::desk::{name_of, sentence},
    words::workshop as words,
};
use domain::{attempt::WhyTogether, dating::Dating};
use leptos::{prelude::*, task::spawn_local};

/// The reasons for a table of the plan, as they concern one who sits there.
#[component]
pub fn Why(dating: Dating, what: Moving) -> impl IntoView {
    let locale = use_locale();
    let told = RwSignal::new(None::<Result<Vec<WhyTogether>, String>>);
    let id = dating.id;
    Effect::new(move |_| {
        spawn_local(async move {
            let answer = api::dating::why_here(id, what.who, what.round).await;
            told.try_set(Some(answer.map_err(|error| sentence(locale, &error, None))));
        });
    });
    let who = name_of(&dating, what.who);
    let one = move |why: WhyTogether| {
        let whom = name_of(&dating, why.whom);
        let reasons = why.reasons.iter().map(|reason| view! { <li>{words::reason(locale, reason, &who, &whom)}</li> });
        let reasons = reasons.collect_view();
        view! {
            <div class="stack tight">
                <h4>{words::why_with(locale, &whom)}</h4>
                {if why.reasons.is_empty() {
                    view! { <p class="quiet">{words::why_nothing(locale)}</p> }.into_any()
                } else {
                    view! { <ul class="reasons">{reasons}</ul> }.into_any()
                }}
            </div>
        }
    };
    view! {
        <section class="stack tight why" aria-label=words::why_title(locale) aria-live="polite">
            <h3>{words::why_title(locale)}</h3>
            {move || told.get().map(|told| match told {
                Ok(all) if all.is_empty() => view! { <p class="quiet">{words::why_break(locale)}</p> }.into_any(),
                Ok(all) => all.into_iter().map(&one).collect_view().into_any(),
                Err(sentence) => view! { <p class="error">{sentence}</p> }.into_any(),
            })}
        </section>
    }
}
