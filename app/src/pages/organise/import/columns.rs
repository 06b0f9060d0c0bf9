//! What each column means: guessed, and corrected by hand.

use super::Import;
use crate::{page::use_locale, words::intake as words};
use domain::intake::{Column, SheetHead};
use leptos::prelude::*;

#[component]
pub fn Columns(head: SheetHead) -> impl IntoView {
    let locale = use_locale();
    let import = expect_context::<Import>();
    let rows = head.headings.iter().enumerate().map(|(index, heading)| {
        let chosen = import.columns.read_untracked().get(index).copied().flatten();
        let options = Column::ALL.map(|column| {
            view! { <option value=column.key() selected=chosen == Some(column)>{words::column(locale, column)}</option> }
        });
        let samples: Vec<&str> = head
            .samples
            .iter()
            .filter_map(|row| row.get(index))
            .map(String::as_str)
            .filter(|cell| !cell.is_empty())
            .take(2)
            .collect();
        let sample = samples.join("\u{a0}· ");
        let change = move |event| {
            let column = Column::from_key(&event_target_value(&event));
            import.columns.update(|columns| {
                if let Some(slot) = columns.get_mut(index) {
                    *slot = column;
                }
            });
            import.try_dry();
        };
        let title = words::column_title(locale, index, heading, samples.first().copied().unwrap_or_default());
        view! {
            <li>
                <div class="grow"><b>{title.clone()}</b><p class="quiet clamp">{sample}</p></div>
                <select class="input" aria-label=words::column_of(locale, &title) disabled=import.writing on:change=change>
                    <option value="" selected=chosen.is_none()>{words::not_read(locale)}</option>
                    {options.into_iter().collect_view()}
                </select>
            </li>
        }
    });
    let rows = rows.collect_view();
    // Without a name nothing can be read: the choice lies open.
    let nameless = !import.columns.read_untracked().contains(&Some(Column::Name));
    view! {
        <details class="fold card" open=nameless>
            <summary>{words::columns_title(locale)} " " <span class="badge">{head.headings.len()}</span></summary>
            <div><p class="hint">{words::columns_hint(locale)}</p><ul class="columns list">{rows}</ul></div>
        </details>
    }
}
