//! One item of the programme, new or known: saving it, deleting it, and meeting somebody who was faster.

use super::form::{ItemDraft, ItemFields, after, label, said};
use crate::{
    api::{self, ApiError},
    components::{
        icons::{Icon, IconKind},
        loaded::{Nothing, loaded},
        merging::{Dispute, MergeNotice},
    },
    page::use_locale,
    pages::organise::{
        fields::rests,
        frame::{Room, use_slug},
        keys::{SameKey, fresh_key},
    },
    paths::organise as to,
    unsaved,
    words::{organise, programme as words, refusals},
};
use domain::{
    ItemId,
    merge::{ItemPart, merge_items},
    programme::{Item, ItemText},
    views::ProgrammeDesk,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::hooks::{use_navigate, use_params_map};

#[component]
pub fn ItemRoom() -> impl IntoView {
    let locale = use_locale();
    let (slug, params) = (use_slug(), use_params_map());
    // Not refreshed by what others do: what is being typed stays. Saving finds out.
    let desk = Resource::new(move || slug.get(), api::programme::programme_to_prepare);
    let id = Memo::new(move |_| params.read().get("item").map(|id| id.parse().unwrap_or(ItemId(0))));
    let title = RwSignal::new(words::new_item(locale).to_owned());
    view! {
        <Room title class="narrow">
            {loaded(desk, move |ProgrammeDesk { items, places, .. }| {
                let last = items.iter().max_by_key(|item| item.ends).map(ItemText::from);
                let known = id.get().map(|id| items.into_iter().find(|item| item.id == id));
                title.set(match &known {
                    Some(Some(item)) => item.title.get(locale).to_owned(),
                    _ => words::new_item(locale).to_owned(),
                });
                match known {
                    Some(None) => view! { <Nothing/> }.into_any(),
                    Some(Some(item)) => view! { <Desk now=Sitting::at(Some(item), last) places/> }.into_any(),
                    None => view! { <Desk now=Sitting::at(None, last) places/> }.into_any(),
                }
            })}
        </Room>
    }
}

/// One sitting at the form. A new one begins when somebody else's changes have come in, or another item is entered.
#[derive(Clone)]
struct Sitting {
    /// As it is kept; `None` where it is not (yet, or no longer).
    kept: Option<Item>,
    /// What the form begins with.
    start: ItemText,
    taken: Vec<ItemPart>,
    disputed: Vec<ItemPart>,
    failed: Option<String>,
    /// The item entered before, and that it is in the programme.
    told: Option<String>,
}

impl Sitting {
    fn at(kept: Option<Item>, last: Option<ItemText>) -> Self {
        let start = kept.as_ref().map_or_else(|| after(last.as_ref()), ItemText::from);
        Self { kept, start, taken: Vec::new(), disputed: Vec::new(), failed: None, told: None }
    }
}

#[component]
fn Desk(now: Sitting, places: Vec<String>) -> impl IntoView {
    let sitting = RwSignal::new(now);
    move || view! { <Edit now=sitting.get() sitting places=places.clone()/> }
}

#[component]
fn Edit(now: Sitting, sitting: RwSignal<Sitting>, places: Vec<String>) -> impl IntoView {
    let locale = use_locale();
    let (slug, navigate) = (use_slug(), use_navigate());
    let Sitting { kept, start, taken, disputed, failed, told } = now;
    let draft = ItemDraft::of(start);
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(failed));
    let heading = kept.as_ref().map_or(words::new_item(locale).to_owned(), |kept| kept.title.get(locale).to_owned());
    let known = kept.as_ref().map(|kept| (kept.id, kept.revision));
    let kept = StoredValue::new(kept);
    let to_list = Callback::new(move |()| {
        unsaved::saved();
        navigate(&to::programme(&slug.get_untracked()), Default::default());
    });
    // Sent again without an answer it is the same command; with other words it is another one.
    let key = SameKey::default();

    // Somebody else was faster: join both people's changes and show what met.
    let meet = move |mine: ItemText, desk: Result<ProgrammeDesk, ApiError>| {
        let now = match desk {
            Ok(desk) => desk.items.into_iter().find(|item| known.is_some_and(|(id, _)| item.id == id)),
            Err(error) => {
                failed.try_set(Some(refusals::error(locale, &error)));
                return;
            }
        };
        sitting.try_set(match now {
            Some(now) => {
                let theirs = ItemText::from(&now);
                let base = kept.with_value(|kept| kept.as_ref().map(ItemText::from)).unwrap_or_else(|| theirs.clone());
                let merged = merge_items(&base, &mine, &theirs);
                let (taken, disputed) = (merged.taken, merged.disputed);
                Sitting { kept: Some(now), start: merged.value, taken, disputed, failed: None, told: None }
            }
            None => Sitting { start: mine, failed: Some(words::gone(locale).to_owned()), ..Sitting::at(None, None) },
        });
    };
    let another = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let (slug, text) = (slug.get_untracked(), draft.read());
        let key = key.of(&text);
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let (id, revision) = known.map_or((None, 0), |(id, revision)| (Some(id), revision));
            let answer = api::programme::save_item(slug.clone(), id, revision, text.clone(), key).await;
            busy.try_set(false);
            match answer {
                Ok(_) if another.try_get_untracked() == Some(true) => {
                    unsaved::saved();
                    let told = Some(words::entered(locale, text.title.de.trim()));
                    sitting.try_set(Sitting { told, ..Sitting::at(None, Some(text)) });
                }
                Ok(_) => to_list.run(()),
                Err(ApiError::Stale | ApiError::NotFound) if id.is_some() => {
                    meet(text, api::programme::programme_to_prepare(slug).await);
                }
                Err(error) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
        });
    };
    let delete = move |(id, revision): (ItemId, i64)| {
        if busy.get_untracked() {
            return;
        }
        let name =
            kept.with_value(|kept| kept.as_ref().map(|kept| kept.title.get(locale).to_owned())).unwrap_or_default();
        if !window().confirm_with_message(&organise::really_delete(locale, &name)).unwrap_or(false) {
            return;
        }
        let slug = slug.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let answer = api::programme::remove_item(slug.clone(), id, revision, fresh_key()).await;
            busy.try_set(false);
            match answer {
                Ok(()) | Err(ApiError::NotFound) => to_list.run(()),
                Err(ApiError::Stale) => meet(draft.read(), api::programme::programme_to_prepare(slug).await),
                Err(error) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
        });
    };
    let met = !taken.is_empty() || !disputed.is_empty();
    let taken = taken.into_iter().map(|part| label(locale, part)).collect::<Vec<_>>();
    let disputes = disputed.into_iter().map(|part| {
        let theirs = kept.with_value(|kept| kept.as_ref().map(ItemText::from));
        let take = Callback::new(move |()| {
            let (mut mine, Some(now)) = (draft.read(), kept.with_value(|kept| kept.as_ref().map(ItemText::from)))
            else {
                return;
            };
            part.take(&now, &mut mine);
            sitting.update(|sitting| {
                sitting.start = mine;
                sitting.disputed.retain(|other| *other != part);
                sitting.taken.push(part);
            });
        });
        let theirs = theirs.map(|theirs| said(locale, part, theirs)).unwrap_or_default();
        Dispute { label: label(locale, part), theirs, take }
    });
    let disputes = disputes.collect::<Vec<_>>();
    // After one item the next is typed from its first field.
    let (first, goes_on) = (NodeRef::new(), told.is_some());
    Effect::new(move |_| {
        if let Some(first) = first.get().filter(|_| goes_on) {
            let first: &web_sys::HtmlInputElement = &first;
            let _ = first.focus();
        }
    });
    view! {
        <header class="page-head"><h1>{heading}</h1></header>
        <div role="status">
            {told.map(|text| view! { <div class="notice good"><Icon kind=IconKind::CHECK/><p>{text}</p></div> })}
        </div>
        {met.then(|| view! { <MergeNotice taken disputes/> })}
        <form class="form card" data-keeps="" novalidate on:submit=submit>
            <ItemFields draft places first/>
            <div role="alert">
                {move || failed.get().map(|sentence| view! { <div class="notice bad"><Icon kind=IconKind::WARNING/><p>{sentence}</p></div> })}
            </div>
            <div class="actions">
                <button class="button" type="submit" aria-disabled=rests(busy) on:click=move |_| another.set(false)>{organise::save(locale)}</button>
                {match known {
                    Some(known) => view! {
                        <button class="button danger" type="button" aria-disabled=rests(busy) on:click=move |_| delete(known)>{organise::delete(locale)}</button>
                    }.into_any(),
                    None => view! {
                        <button class="button plain" type="submit" aria-disabled=rests(busy) on:click=move |_| another.set(true)>{words::save_and_next(locale)}</button>
                    }.into_any(),
                }}
            </div>
        </form>
    }
    .into_any()
}
