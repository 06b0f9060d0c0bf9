//! Name, time and size of a session: what is typed stays whatever others do, and nothing goes with it unsaid.

use super::{
    losing::{Losing, may_lose},
    once::{latest, once},
    setting_form::{SettingDraft, SettingForm},
};
use crate::{
    api::{self, Answer, ApiError},
    components::merging::{Dispute, MergeNotice},
    page::use_locale,
    pages::organise::{
        desk::{Told, use_desk},
        fields::rests,
        frame::use_slug,
        keys::fresh_key,
    },
    paths::organise as to,
    words::{dating as words, organise, refusals},
};
use domain::{
    Locale,
    dating::{Losses, Setting, SettingText},
    merge::{SettingPart, merge_settings},
    views::DatingDesk,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use std::sync::Arc;

/// How often it is tried to save while others change what the form is not about.
const TRIES: usize = 5;

#[component]
pub fn SetupRoom() -> impl IntoView {
    once(|first| view! { <Setup first/> })
}

#[component]
fn Setup(first: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let state = use_desk();
    // As it is kept, and what the form began with.
    let kept = RwSignal::new(first.dating.setting.clone());
    let draft = SettingDraft::of(&SettingText::from(&first.dating.setting));
    let latest = latest(first);
    let (started, planned) = (
        Memo::new(move |_| latest.with(|desk| desk.dating.has_started())),
        Memo::new(move |_| latest.with(|desk| desk.dating.plan.is_some())),
    );
    let failed = RwSignal::new(None::<String>);
    let losing = RwSignal::new(None::<Losses>);
    let met = RwSignal::new(None::<(Vec<SettingPart>, Vec<SettingPart>)>);
    let changed = Memo::new(move |_| kept.with(|kept| SettingText::from(kept)) != draft.get());
    // Where nothing was typed, what somebody else saved shows at once; else saving finds out.
    Effect::new(move |_| {
        let theirs = latest.with(|desk| desk.dating.setting.clone());
        if !changed.get_untracked() && kept.with_untracked(|kept| *kept != theirs) {
            draft.put(&SettingText::from(&theirs));
            kept.set(theirs);
        }
    });
    // What was said of one form is not said of another.
    Effect::new(move |_| {
        draft.get();
        losing.set(None);
    });
    let meet = move |theirs: Setting| {
        let base = kept.with_untracked(|kept| SettingText::from(kept));
        let merged = merge_settings(&base, &untrack(|| draft.get()), &SettingText::from(&theirs));
        kept.set(theirs);
        draft.put(&merged.value);
        let same = merged.taken.is_empty() && merged.disputed.is_empty();
        met.set((!same).then_some((merged.taken, merged.disputed)));
    };
    let save = move || {
        let (now, base) = (latest.get_untracked(), kept.get_untracked());
        if now.dating.setting != base {
            meet(now.dating.setting.clone());
            if !changed.get_untracked() && met.with_untracked(Option::is_none) {
                // It had come through before, and only its answer was lost.
                state.told.set(Some(Told::Good(organise::saved(locale).to_owned())));
            }
            return;
        }
        let setting = match untrack(|| draft.get()).read(&base.tables) {
            Ok(setting) => setting,
            Err(refusal) => {
                failed.set(Some(refusals::refusal(locale, &refusal)));
                return;
            }
        };
        failed.set(None);
        let losses = now.dating.lost_by_configuring(&setting).unwrap_or_default();
        if !may_lose(losing, &losses) {
            return;
        }
        state.act(send(now, setting.clone(), losses), move |came| match came {
            Came::Saved => {
                let saved = Setting { pace: base.pace, speed: base.speed, ..setting };
                draft.put(&SettingText::from(&saved));
                kept.set(saved);
                met.set(None);
                Some(organise::saved(locale).to_owned())
            }
            Came::Met(theirs) => {
                meet(theirs);
                None
            }
            Came::WouldLose(losses) => {
                losing.set(Some(losses));
                None
            }
        });
    };
    let notice = move || {
        met.get().map(|(taken, disputed)| {
            let taken = taken.into_iter().map(|part| label(locale, part)).collect::<Vec<_>>();
            let disputes = disputed.into_iter().map(|part| {
                let theirs = kept.with_untracked(|kept| SettingText::from(kept));
                let told = text(locale, part, &theirs);
                let take = Callback::new(move |()| {
                    let mut mine = untrack(|| draft.get());
                    part.take(&theirs, &mut mine);
                    draft.put(&mine);
                    met.update(|met| {
                        if let Some((taken, disputed)) = met {
                            disputed.retain(|other| *other != part);
                            taken.push(part);
                        }
                    });
                });
                Dispute { label: label(locale, part), theirs: told, take }
            });
            let disputes = disputes.collect::<Vec<_>>();
            view! { <MergeNotice taken disputes/> }
        })
    };
    let button = Signal::derive(move || match losing.with(Option::is_some) {
        true => words::save_anyway(locale),
        false => organise::save(locale),
    });
    view! {
        {notice}
        <section class="card stack" data-changed=move || changed.get().then_some("")>
            {move || started.get().then(|| view! { <p class="notice warn">{latest.with(|desk| words::fixed(locale, desk.dating.run))}</p> })}
            {move || (!started.get() && planned.get()).then(|| view! { <p class="quiet">{words::plan_lost(locale)}</p> })}
            <SettingForm draft busy=state.busy disabled=started button on_submit=save>
                <div role="alert">{move || failed.get().map(|sentence| view! { <p class="error">{sentence}</p> })}</div>
                <Losing asked=losing/>
            </SettingForm>
        </section>
        <LetGo latest/>
    }
}

/// What saving came to.
enum Came {
    Saved,
    /// Somebody else had set it up otherwise meanwhile.
    Met(Setting),
    /// Something came to be meanwhile that would go with it.
    WouldLose(Losses),
}

/// Saves what somebody was told the losses of. That people arrive or a rule is added meanwhile is no reason to ask again.
async fn send(mut now: Arc<DatingDesk>, setting: Setting, told: Losses) -> Answer<Came> {
    let (id, base) = (now.dating.id, now.dating.setting.clone());
    for _ in 0..TRIES {
        match api::dating::configure_dating(id, now.dating.revision, setting.clone()).await {
            Err(ApiError::Stale) => now = Arc::new(api::dating::desk(id).await?),
            other => return other.map(|()| Came::Saved),
        }
        if now.dating.setting != base {
            return Ok(Came::Met(now.dating.setting.clone()));
        }
        let losses = now.dating.lost_by_configuring(&setting).unwrap_or_default();
        if losses != told && !losses.is_nothing() {
            return Ok(Came::WouldLose(losses));
        }
    }
    Err(ApiError::Stale)
}

/// Calling it off tells everybody; deleting it leaves nothing to tell.
#[component]
fn LetGo(latest: RwSignal<Arc<DatingDesk>>) -> impl IntoView {
    let locale = use_locale();
    let (state, slug, navigate) = (use_desk(), use_slug(), use_navigate());
    let delete = move |_| {
        let navigate = navigate.clone();
        let desk = latest.get_untracked();
        let (id, revision) = (desk.dating.id, desk.dating.revision);
        let title = desk.dating.setting.title.to_string();
        if window().confirm_with_message(&organise::really_delete(locale, &title)).unwrap_or(false) {
            state.act(api::dating::remove_dating(id, revision), move |()| {
                navigate(&to::datings(&slug.get_untracked()), Default::default());
                None
            });
        }
    };
    let call_off = move |_| {
        let (id, rehearses) = latest.with_untracked(|desk| (desk.dating.id, desk.dating.rehearsal.is_some()));
        if window().confirm_with_message(words::call_off_question(locale, rehearses)).unwrap_or(false) {
            state.act(api::dating::call_off(id, fresh_key()), move |()| {
                state.to_told();
                Some(words::called_off_notice(locale).to_owned())
            });
        }
    };
    let over = Memo::new(move |_| latest.with(|desk| desk.dating.is_over(desk.clock.now)));
    view! {
        <Show when=move || !over.get()><p class="quiet">{words::call_off_or_delete(locale)}</p></Show>
        <div class="actions">
            <Show when=move || !over.get()>
                <button class="button plain" type="button" aria-disabled=rests(state.busy) on:click=call_off>{words::call_off(locale)}</button>
            </Show>
            <button class="button danger" type="button" on:click=delete>{words::delete_session(locale)}</button>
        </div>
    }
}

fn label(locale: Locale, part: SettingPart) -> &'static str {
    match part {
        SettingPart::Title => words::title(locale),
        SettingPart::Starts => words::starts(locale),
        SettingPart::Rounds => words::rounds_label(locale),
        SettingPart::TalkMinutes => words::talk_minutes(locale),
        SettingPart::ChangeMinutes => words::change_minutes(locale),
        SettingPart::Tables => words::tables_and_seats(locale),
    }
}

/// A part as somebody saved it, in words.
fn text(locale: Locale, part: SettingPart, all: &SettingText) -> String {
    match part {
        SettingPart::Title => all.title.clone(),
        SettingPart::Starts => all.starts.replace('T', " "),
        SettingPart::Rounds => all.rounds.clone(),
        SettingPart::TalkMinutes => all.talk_minutes.clone(),
        SettingPart::ChangeMinutes => all.change_minutes.clone(),
        SettingPart::Tables => {
            let alike = all.tables.iter().map(|t| words::tables_alike(locale, &t.count, &t.seats, &t.least));
            alike.collect::<Vec<_>>().join("; ")
        }
    }
}
