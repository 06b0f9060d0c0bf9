//! A decision to be taken: what a change would do to people, before it is applied.

use crate::{
    api::{self, ApiError},
    components::icons::{Icon, IconKind},
    page::use_locale,
    pages::organise::desk::{Desk, Told, fresh_key, name_of, use_desk},
    words::{dating as words, refusals},
};
use domain::{
    Locale,
    control_room::{Alternative, Choice, Proposal},
    dating::{Attendance, Dating, Happening},
    views::DatingDesk,
};
use leptos::{prelude::*, task::spawn_local};

/// What is being decided, and what it would change once that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    pub happening: Happening,
    pub proposal: Option<Proposal>,
}

/// The decision at hand of the control room.
#[derive(Clone, Copy)]
pub struct Deciding {
    desk: Desk,
    locale: Locale,
    pub now: RwSignal<Option<Decision>>,
}

impl Deciding {
    pub fn provide() -> Self {
        let deciding = Self { desk: use_desk(), locale: use_locale(), now: RwSignal::new(None) };
        provide_context(deciding);
        deciding
    }

    /// Works out what a happening would change and puts it before the organiser. In the browser only.
    pub fn consider(self, happening: Happening) {
        self.now.set(Some(Decision { happening: happening.clone(), proposal: None }));
        let id = self.desk.id.get_untracked();
        spawn_local(async move {
            let answer = match happening {
                Happening::Mark { who, attendance } => api::dating::propose_mark(id, who, attendance).await,
                _ => api::dating::propose(id, happening.clone()).await,
            };
            match answer {
                Ok(proposal) => {
                    self.desk.told.try_set(None);
                    self.now.try_set(Some(Decision { happening, proposal: Some(proposal) }));
                }
                Err(error) => {
                    self.now.try_set(None);
                    self.desk.told.try_set(Some(Told::Bad(refusals::error(self.locale, &error))));
                }
            }
        });
    }

    /// Applies it as it was shown; where the session has moved on meanwhile, it is worked out anew and shown again.
    fn apply(self, happening: Happening, choice: Choice) {
        let id = self.desk.id.get_untracked();
        let locale = self.locale;
        let command = async move {
            let answer = match happening {
                Happening::Mark { who, attendance } => {
                    api::dating::apply_mark(id, choice, who, attendance, fresh_key()).await
                }
                _ => api::dating::apply(id, choice, happening.clone(), fresh_key()).await,
            };
            match &answer {
                Ok(_) => {
                    self.now.try_set(None);
                }
                Err(ApiError::Stale) => self.consider(happening),
                Err(_) => {}
            }
            answer
        };
        self.desk.act(command, move |_| Some(words::applied(locale).to_owned()));
    }
}

pub fn use_deciding() -> Deciding {
    expect_context()
}

#[component]
pub fn DecisionCard(desk: DatingDesk) -> impl IntoView {
    let locale = use_locale();
    let deciding = use_deciding();
    move || match deciding.now.get() {
        None => view! {
            <section class="card flat">
                <h2>{words::nothing_to_decide(locale)}</h2>
                <p class="quiet">{words::nothing_to_decide_hint(locale)}</p>
            </section>
        }
        .into_any(),
        Some(decision) => view! { <Open desk=desk.clone() decision/> }.into_any(),
    }
}

#[component]
fn Open(desk: DatingDesk, decision: Decision) -> impl IntoView {
    let locale = use_locale();
    let deciding = use_deciding();
    let state = use_desk();
    let title = headline(locale, &desk.dating, &decision.happening);
    let cancel = move |_| deciding.now.set(None);
    // The tap may have been far down a list: what is to be decided comes into view.
    let card = NodeRef::<leptos::html::Section>::new();
    Effect::new(move |_| {
        if let Some(card) = card.get() {
            card.scroll_into_view();
        }
    });
    let shown = decision.proposal.and_then(|proposal| {
        let first = proposal.alternatives.first()?.clone();
        Some((Choice::of(&proposal, &first), proposal.rounds_begun, first))
    });
    let body = match shown {
        None => view! { <progress class="progress now" aria-label=words::proposal(locale)></progress> }.into_any(),
        Some((choice, begun, first)) => {
            let happening = decision.happening;
            view! {
                <Outcome desk=desk.clone() proposal=first begun/>
                <div class="actions">
                    <button class="button" type="button" disabled=move || state.busy.get()
                        on:click=move |_| deciding.apply(happening.clone(), choice.clone())>
                        {words::apply(locale)}
                    </button>
                    <button class="button plain" type="button" on:click=cancel>{words::cancel(locale)}</button>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <section node_ref=card class="card now stack" role="region" aria-live="polite" aria-label=words::proposal(locale)>
            <h2>{title}</h2>
            {body}
        </section>
    }
}

/// "2 ziehen um · niemand allein", with the names on demand.
#[component]
fn Outcome(desk: DatingDesk, proposal: Alternative, begun: u8) -> impl IntoView {
    let locale = use_locale();
    let moves = match proposal.people_moved {
        0 => words::nobody_moves(locale).to_owned(),
        n => words::moved(locale, n),
    };
    let alone = match proposal.alone.len() {
        0 => words::nobody_alone(locale).to_owned(),
        n => words::alone(locale, n),
    };
    let mut more = Vec::new();
    if proposal.dates_won > 0 {
        more.push(words::won(locale, proposal.dates_won));
    }
    if proposal.dates_lost > 0 {
        more.push(words::lost(locale, proposal.dates_lost));
    }
    let rows = proposal.changes.iter().map(|change| {
        let table = |number: Option<u16>| match number {
            Some(number) => words::table_n(locale, number),
            None => words::pause_round(locale).to_owned(),
        };
        let with: Vec<String> = change.with.iter().map(|id| name_of(&desk.dating, *id)).collect();
        let same = change.from == change.to;
        view! {
            <li class=if same { "changed" } else { "moved" }>
                <b>{name_of(&desk.dating, change.who)}</b>
                <span>
                    {words::round_n(locale, change.round + 1)} ": "
                    {(!same).then(|| view! { <del>{table(change.from)}</del> " " })}
                    <ins>{table(change.to)}</ins>
                    {(!with.is_empty()).then(|| format!(" · {}", with.join(", ")))}
                </span>
            </li>
        }
    });
    let rows = rows.collect_view();
    let count = proposal.changes.len();
    view! {
        <p><b class="num">{moves}</b> " · " {alone}</p>
        {(!more.is_empty()).then(|| view! { <p class="quiet">{more.join(" · ")}</p> })}
        <p class="quiet">{words::from_round(locale, begun + 1)}</p>
        {(count > 0).then(|| view! {
            <details class="fold">
                <summary>{words::who_moves(locale)} " " <span class="badge">{count}</span></summary>
                <div><ul class="diff">{rows}</ul></div>
            </details>
        })}
        {(desk.dating.plan.is_none()).then(|| view! { <p class="quiet"><Icon kind=IconKind::Info/>{words::no_plan_title(locale)}</p> })}
    }
}

fn headline(locale: Locale, dating: &Dating, happening: &Happening) -> String {
    match happening {
        Happening::Mark { who, attendance } => {
            let name = name_of(dating, *who);
            match attendance {
                Attendance::Expected => words::proposal_expected(locale, &name),
                Attendance::Arrived => words::proposal_here(locale, &name),
                Attendance::Missing => words::proposal_missing(locale, &name),
                Attendance::Late { until } => words::proposal_late(locale, &name, until + 1),
                Attendance::Left => words::proposal_left(locale, &name),
            }
        }
        Happening::WalkIn { name, .. } => words::proposal_walk_in(locale, name),
        Happening::CloseTable { number } => words::close_table(locale, *number),
        Happening::ReopenTable { number } => words::reopen_table(locale, *number),
        // Not offered on this page.
        _ => words::proposal(locale).to_owned(),
    }
}
