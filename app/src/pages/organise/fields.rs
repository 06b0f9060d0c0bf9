//! Fields that the organisers' forms are made of.

use crate::page::lang_of_the_fair;
use leptos::prelude::*;

/// What a button says of itself while something is `busy`: it rests. One that is disabled would lose the keyboard's place, so
/// whatever it does asks first whether it may.
pub fn rests(busy: impl Into<Signal<bool>>) -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static {
    let busy = busy.into();
    move || busy.get().then_some("true")
}

/// One line of text, or a time of day.
#[component]
pub fn Line(
    id: &'static str,
    label: &'static str,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = 200)] most: u16,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type=kind maxlength=most prop:value=value value=value.get_untracked()
                on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
}

/// Several lines, in the language of the fair where no other is named.
#[component]
pub fn Area(
    id: &'static str,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] lang: Option<&'static str>,
    value: RwSignal<String>,
) -> impl IntoView {
    let described = hint.map(|_| format!("{id}-hint"));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {hint.map(|hint| view! { <p class="hint" id=described.clone()>{hint}</p> })}
            <textarea id=id rows="4" lang=lang.or_else(lang_of_the_fair) aria-describedby=described prop:value=value
                on:input=move |event| value.set(event_target_value(&event))>{value.get_untracked()}</textarea>
        </div>
    }
}

/// One of a few: each with its key and its name.
#[component]
pub fn Choice<T: Copy + PartialEq + Send + Sync + 'static>(
    id: &'static str,
    label: &'static str,
    value: RwSignal<T>,
    choices: Vec<(T, &'static str, &'static str)>,
) -> impl IntoView {
    let options = choices.iter().map(|&(one, key, name)| {
        view! { <option value=key selected=one == value.get_untracked()>{name}</option> }
    });
    let options = options.collect_view();
    let choose = move |key: String| {
        if let Some((one, ..)) = choices.iter().find(|(_, known, _)| *known == key) {
            value.set(*one);
        }
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| choose(event_target_value(&event))>{options}</select>
        </div>
    }
}
