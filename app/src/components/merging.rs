//! Somebody else saved first: what was taken over from them, and what both changed, to be decided before saving again.

use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::{and_list, merging as words},
};
use leptos::{html::Div, prelude::*};

/// A part of a form that two people changed, not alike.
#[derive(Clone)]
pub struct Dispute {
    /// The part's label in the form.
    pub label: &'static str,
    /// What the other saved, in words; empty where they emptied it.
    pub theirs: String,
    /// Puts the other's version into the form.
    pub take: Callback<()>,
}

/// Says what came in from the other person; draws nothing where nobody was faster.
#[component]
pub fn MergeNotice(taken: Vec<&'static str>, disputes: Vec<Dispute>) -> impl IntoView {
    let locale = use_locale();
    let taken: Vec<String> = taken.into_iter().map(str::to_owned).collect();
    let rows = disputes.into_iter().map(|dispute| {
        let take = dispute.take;
        let theirs = if dispute.theirs.is_empty() { words::emptied(locale).to_owned() } else { dispute.theirs };
        view! {
            <li>
                <div class="grow">
                    <strong>{dispute.label}</strong>
                    <p class="quoted">{theirs}</p>
                </div>
                <button class="button plain" type="button" aria-label=words::take_what(locale, dispute.label)
                    on:click=move |_| take.run(())>{words::take(locale)}</button>
            </li>
        }
    });
    let rows = rows.collect_view();
    // The form is long and the button that was pressed stands at its end.
    let notice = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(notice) = notice.get() {
            let _ = notice.focus();
        }
    });
    view! {
        <div class="notice warn" role="alert" tabindex="-1" node_ref=notice>
            <Icon kind=IconKind::WARNING/>
            <div>
                <p>{words::faster(locale)}</p>
                {(!taken.is_empty()).then(|| view! { <p>{words::taken(locale, &and_list(locale, &taken))}</p> })}
                {(!rows.is_empty()).then(|| view! { <p>{words::disputed(locale)}</p> })}
                <ul class="list">{rows}</ul>
                <p>{words::save_again(locale)}</p>
            </div>
        </div>
    }
}
