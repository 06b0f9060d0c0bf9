//! How evenly talks are spread, and what counts how much: shared by the rules and by what is tried beside the plan.

use crate::{page::use_locale, words::workshop as words};
use domain::dating::{Emphasis, Evenness, Matter, Weight};
use leptos::prelude::*;

/// `form` tells the fields of one form from those of another on the same page.
#[component]
pub fn EvennessChoice(
    form: &'static str,
    value: Signal<Evenness>,
    #[prop(into)] disabled: Signal<bool>,
    change: impl Fn(Evenness) + Copy + Send + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let choices = Evenness::ALL.map(|one| {
        let (name, hint) = words::even(locale, one);
        view! {
            <label class="choice">
                <input type="radio" name=format!("{form}-evenness") checked=value.get_untracked() == one
                    prop:checked=move || value.get() == one disabled=disabled on:change=move |_| change(one)/>
                <span><b>{name}</b><span class="quiet">{hint}</span></span>
            </label>
        }
    });
    view! {
        <fieldset class="group">
            <legend>{words::evenness(locale)}</legend>
            <div class="choices">{choices.into_iter().collect_view()}</div>
        </fieldset>
    }
}

#[component]
pub fn EmphasisChoice(
    form: &'static str,
    value: Signal<Emphasis>,
    #[prop(into)] disabled: Signal<bool>,
    change: impl Fn(Matter, Weight) + Copy + Send + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let rows = Matter::ALL.map(|matter| {
        let name = words::matter(locale, matter);
        let choices = Weight::ALL.map(|weight| {
            view! {
                <label>
                    <input type="radio" name=format!("{form}-{}", matter.key()) checked=value.get_untracked().of(matter) == weight
                        prop:checked=move || value.get().of(matter) == weight disabled=disabled on:change=move |_| change(matter, weight)/>
                    {words::weight(locale, weight)}
                </label>
            }
        });
        view! {
            <li>
                <span class="grow">
                    {name}
                    {(matter == Matter::Topics).then(|| view! { <span class="hint">{words::matter_topics_hint(locale)}</span> })}
                </span>
                <div class="segments" role="radiogroup" aria-label=name>{choices.into_iter().collect_view()}</div>
            </li>
        }
    });
    view! {
        <fieldset class="group">
            <legend>{words::emphasis(locale)}</legend>
            <p class="hint">{words::emphasis_hint(locale)}</p>
            <ul class="weighing">{rows.into_iter().collect_view()}</ul>
        </fieldset>
    }
}
