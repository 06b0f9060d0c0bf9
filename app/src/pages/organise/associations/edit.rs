//! One association's whole profile, new or known: saving it, deleting it, and meeting somebody who was faster.

use super::{
    form::{ProfileDraft, ProfileFields},
    parts,
};
use crate::{
    api::{self, Answer, ApiError},
    components::{
        icons::{Icon, IconKind},
        loaded::{Nothing, loaded},
        merging::{Dispute, MergeNotice},
    },
    page::use_locale,
    pages::organise::{
        fields::rests,
        frame::{Room, use_slug},
        keys::SameKey,
    },
    paths::organise as to,
    unsaved,
    words::{and_list, associations as words, intake, merging, organise, quoted_list, refusals},
};
use domain::{
    AssociationId, Locale, Refusal,
    intake::{Candidate, Twin},
    market::Stand,
    merge::{ProfilePart, merge_profiles},
    profile::{Association, Profile},
    text::Title,
    views::{AssociationList, TakesPart},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::hooks::{use_navigate, use_params_map};

#[component]
pub fn AssociationRoom() -> impl IntoView {
    let locale = use_locale();
    let (slug, params) = (use_slug(), use_params_map());
    // Not refreshed by what others do: what is being typed stays. Saving finds out.
    let list = Resource::new(move || slug.get(), api::associations::associations);
    let id = Memo::new(move |_| params.read().get("association").and_then(|id| id.parse::<AssociationId>().ok()));
    let title = RwSignal::new(words::new(locale).to_owned());
    view! {
        <Room title class="narrow">
            {loaded(list, move |list| {
                let known = id.get().map(|id| list.associations.iter().find(|a| a.id == id).cloned());
                title.set(match &known {
                    Some(Some(known)) => known.profile.name.to_string(),
                    _ => words::new(locale).to_owned(),
                });
                match known {
                    Some(None) => view! { <Nothing/> }.into_any(),
                    known => view! { <Desk list known=known.flatten()/> }.into_any(),
                }
            })}
        </Room>
    }
}

/// One sitting at the form. A new one begins when somebody else's changes have come in.
#[derive(Clone)]
struct Sitting {
    /// As it is kept; `None` where it is not (yet, or no longer).
    kept: Option<Association>,
    /// What the form begins with.
    start: Option<Profile>,
    taken: Vec<ProfilePart>,
    disputed: Vec<ProfilePart>,
    failed: Option<String>,
}

/// What is said of the stand beside the profile; it outlives a sitting.
#[derive(Clone, Copy)]
struct Said {
    /// As it was when the form opened; `None` where the association has none.
    stand: StoredValue<Option<Stand>>,
    step_free: RwSignal<bool>,
}

impl Said {
    /// `None` where nothing is said anew: whoever shares the stand may have said something meanwhile.
    fn anew(self) -> Option<bool> {
        let before = self.stand.with_value(|stand| stand.as_ref().map(|stand| stand.step_free))?;
        Some(self.step_free.get_untracked()).filter(|now| *now != before)
    }
}

#[component]
fn Desk(list: AssociationList, known: Option<Association>) -> impl IntoView {
    let start = known.as_ref().map(|known| known.profile.clone());
    let id = known.as_ref().map(|known| known.id);
    let its = list.stands.iter().find(|stand| id.is_some_and(|id| stand.associations.contains(&id))).cloned();
    let step_free = RwSignal::new(its.as_ref().is_some_and(|stand| stand.step_free));
    let said = Said { stand: StoredValue::new(its), step_free };
    let sitting = RwSignal::new(Sitting { kept: known, start, taken: Vec::new(), disputed: Vec::new(), failed: None });
    move || view! { <Edit list=list.clone() now=sitting.get() sitting said/> }
}

/// Asks whether to delete an association, and says where it takes part; why that cannot be, where it has a seat.
fn may_delete(locale: Locale, name: &str, takes_part: Answer<Vec<TakesPart>>) -> Result<bool, String> {
    let sessions = match takes_part {
        Ok(sessions) => sessions,
        Err(error) => return Err(refusals::error(locale, &error)),
    };
    let titles = |sessions: &[&TakesPart]| sessions.iter().map(|one| one.title.to_string()).collect::<Vec<_>>();
    let seats: Vec<&TakesPart> = sessions.iter().filter(|one| one.has_seats).collect();
    if !seats.is_empty() {
        return Err(refusals::refusal(locale, &Refusal::HasSeats { sessions: titles(&seats) }));
    }
    let mut question = organise::really_delete(locale, name);
    if !sessions.is_empty() {
        let sessions = quoted_list(locale, &titles(&sessions.iter().collect::<Vec<_>>()));
        question = format!("{}\n\n{question}", words::also_out_of(locale, &sessions));
    }
    Ok(window().confirm_with_message(&question).unwrap_or(false))
}

#[component]
fn Edit(list: AssociationList, now: Sitting, sitting: RwSignal<Sitting>, said: Said) -> impl IntoView {
    let locale = use_locale();
    let (slug, navigate) = (use_slug(), use_navigate());
    let Sitting { kept, start, taken, disputed, failed } = now;
    let draft = ProfileDraft::of(start.as_ref());
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(failed));
    let heading = kept.as_ref().map_or(words::new(locale).to_owned(), |kept| kept.profile.name.to_string());
    let id = kept.as_ref().map(|kept| kept.id);
    let twins = RwSignal::new(Vec::<Candidate>::new());
    let others: Vec<(AssociationId, String)> =
        list.associations.iter().filter(|a| Some(a.id) != id).map(|a| (a.id, a.profile.name.to_string())).collect();
    let to_list = Callback::new(move |()| {
        unsaved::saved();
        navigate(&to::associations(&slug.get_untracked()), Default::default());
    });
    let kept = StoredValue::new(kept);
    // The same profile sent again after a broken line is saved once.
    let key = SameKey::default();

    // Somebody else was faster: join both people's changes and show what met.
    let meet = move |mine: Profile, answer: Result<Association, ApiError>| match answer {
        Ok(now) => {
            let base = kept.get_value().map_or_else(|| now.profile.clone(), |kept| kept.profile);
            let merged = merge_profiles(&base, &mine, &now.profile);
            sitting.try_set(Sitting {
                kept: Some(now),
                start: Some(merged.value),
                taken: merged.taken,
                disputed: merged.disputed,
                failed: None,
            });
        }
        Err(ApiError::NotFound) => {
            sitting.try_set(Sitting {
                kept: None,
                start: Some(mine),
                taken: Vec::new(),
                disputed: Vec::new(),
                failed: Some(merging::gone(locale).to_owned()),
            });
        }
        Err(error) => {
            failed.try_set(Some(refusals::error(locale, &error)));
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let profile = match draft.read() {
            Ok(profile) => profile,
            Err(refusal) => {
                failed.set(Some(refusals::refusal(locale, &refusal)));
                return;
            }
        };
        let (slug, revision) = (slug.get_untracked(), kept.with_value(|kept| kept.as_ref().map_or(0, |k| k.revision)));
        let step_free = said.anew();
        let key = key.of(&(profile.clone(), step_free));
        busy.set(true);
        spawn_local(async move {
            let before = kept.with_value(|kept| kept.as_ref().map(|kept| (kept.id, kept.profile.name.clone())));
            match is_new_here(before, &slug, &profile, twins).await {
                Ok(true) => {}
                Ok(false) => {
                    failed.try_set(None);
                    busy.try_set(false);
                    return;
                }
                Err(error) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                    busy.try_set(false);
                    return;
                }
            }
            let answer =
                api::associations::save_association(slug.clone(), id, revision, profile.clone(), step_free, key);
            match (answer.await, id) {
                (Ok(_), _) => to_list.run(()),
                (Err(ApiError::Stale | ApiError::NotFound), Some(id)) => {
                    meet(profile, api::associations::one_association(slug, id).await);
                }
                (Err(error), _) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
            busy.try_set(false);
        });
    };
    let delete = move |id: AssociationId| {
        if busy.get_untracked() {
            return;
        }
        let name = kept.with_value(|kept| kept.as_ref().map(|kept| kept.profile.name.to_string()).unwrap_or_default());
        let (slug, revision) = (slug.get_untracked(), kept.with_value(|kept| kept.as_ref().map_or(0, |k| k.revision)));
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            match may_delete(locale, &name, api::associations::sessions_of_association(slug.clone(), id).await) {
                Ok(true) => {}
                Ok(false) => {
                    busy.try_set(false);
                    return;
                }
                Err(sentence) => {
                    failed.try_set(Some(sentence));
                    busy.try_set(false);
                    return;
                }
            }
            match api::associations::remove_association(slug.clone(), id, revision).await {
                Ok(()) | Err(ApiError::NotFound) => to_list.run(()),
                Err(ApiError::Stale) => match draft.read() {
                    Ok(mine) => meet(mine, api::associations::one_association(slug, id).await),
                    Err(refusal) => {
                        failed.try_set(Some(refusals::refusal(locale, &refusal)));
                    }
                },
                Err(error) => {
                    failed.try_set(Some(refusals::error(locale, &error)));
                }
            }
            busy.try_set(false);
        });
    };
    let met = !taken.is_empty() || !disputed.is_empty();
    let taken = taken.into_iter().map(|part| parts::label(locale, part)).collect::<Vec<_>>();
    let disputes = disputed.into_iter().map(|part| {
        let theirs = kept.with_value(|kept| kept.as_ref().map(|kept| parts::text(locale, part, &kept.profile, &list)));
        let take = Callback::new(move |()| {
            let (Ok(mut mine), Some(now)) = (draft.read(), kept.get_value()) else { return };
            part.take(&now.profile, &mut mine);
            sitting.update(|sitting| {
                sitting.start = Some(mine);
                sitting.disputed.retain(|other| *other != part);
                sitting.taken.push(part);
            });
        });
        Dispute { label: parts::label(locale, part), theirs: theirs.unwrap_or_default(), take }
    });
    let disputes = disputes.collect::<Vec<_>>();
    view! {
        <header class="page-head"><h1>{heading}</h1></header>
        {met.then(|| view! { <MergeNotice taken disputes/> })}
        <form class="form card" data-keeps="" on:submit=submit>
            <ProfileFields draft fields=list.fields.clone() others=others.clone()/>
            <StandFields said others/>
            <div role="alert">
                {move || failed.get().map(|sentence| view! { <div class="notice bad"><Icon kind=IconKind::WARNING/><p>{sentence}</p></div> })}
                <Twins twins/>
            </div>
            <div class="actions">
                <button class="button" type="submit" aria-disabled=rests(busy)>
                    {move || match id {
                        _ if twins.with(Vec::is_empty) => organise::save(locale),
                        Some(_) => words::save_anyway(locale),
                        None => words::add_anyway(locale),
                    }}
                </button>
                {id.map(|id| view! {
                    <button class="button danger" type="button" aria-disabled=rests(busy) on:click=move |_| delete(id)>{organise::delete(locale)}</button>
                })}
            </div>
        </form>
    }
    .into_any()
}

/// Whether what is entered may be saved: it has the name it had, or looks like nobody else at the fair, or it was said whom it
/// looks like. Says so where it was not yet: the press that saves it all the same is the second one.
async fn is_new_here(
    before: Option<(AssociationId, Title)>,
    slug: &str,
    profile: &Profile,
    said: RwSignal<Vec<Candidate>>,
) -> Answer<bool> {
    if before.as_ref().is_some_and(|(_, name)| *name == profile.name) {
        said.try_set(Vec::new());
        return Ok(true);
    }
    let name = profile.name.to_string();
    let except = before.map(|(id, _)| id);
    let found = api::associations::twins(slug.to_owned(), name, profile.websites.clone(), except).await?;
    let was_said = found.is_empty() || said.try_get_untracked().as_ref() == Some(&found);
    said.try_set(found);
    Ok(was_said)
}

/// Whom an association looks like. Opened beside the form, which keeps what was typed.
#[component]
fn Twins(twins: RwSignal<Vec<Candidate>>) -> impl IntoView {
    let locale = use_locale();
    let slug = use_slug();
    let row = move |candidate: Candidate| {
        let Twin::Association(id) = candidate.twin else { return None };
        let href = format!("{}/{id}", to::associations(&slug.get_untracked()));
        let why = intake::why(locale, candidate.why);
        Some(view! { <li><a href=href target="_blank" rel="external noopener">{candidate.name}</a>": " {why}</li> })
    };
    let shown = move || twins.with(|twins| !twins.is_empty());
    move || {
        shown().then(|| {
            view! {
                <div class="notice warn"><Icon kind=IconKind::WARNING/><div>
                    <b>{words::there_is(locale)}</b>
                    <ul>{twins.get().into_iter().filter_map(row).collect_view()}</ul>
                </div></div>
            }
        })
    }
}

/// What organisers say of the stand; nothing where the association has none.
#[component]
fn StandFields(said: Said, others: Vec<(AssociationId, String)>) -> impl IntoView {
    let locale = use_locale();
    said.stand.get_value().map(|stand| {
        let beside = others.into_iter().filter(|(id, _)| stand.associations.contains(id)).map(|(_, name)| name);
        let beside: Vec<String> = beside.collect();
        view! {
            <fieldset class="group">
                <legend>{words::stand(locale, &stand.number)}</legend>
                <label class="check">
                    <input type="checkbox" checked=said.step_free.get_untracked()
                        on:change=move |event| said.step_free.set(event_target_checked(&event))/>
                    <span>{words::step_free(locale)}</span>
                </label>
                {(!beside.is_empty()).then(|| view! { <p class="hint">{words::also_for(locale, &and_list(locale, &beside))}</p> })}
            </fieldset>
        }
    })
}
