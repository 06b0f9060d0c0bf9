//! "We are late", "we must leave", "we are here": what a phone with a personal link can ask of the desk. Plain forms, which
//! work without wasm and do not leave the page with it.

use crate::{
    api::phone::{ForgetPasses, SayHere, SayLate, SayLeaving, WithdrawRequest},
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::{phone as words, refusals, table},
};
use domain::{
    DatingId, Locale,
    request::{Ask, Request, RequestState},
    wish_again::PhoneView,
};
use leptos::{prelude::*, server_fn::ServerFn};

/// To whoever is noted as not here: the question, and its answer where this phone may give it. What was answered stands among
/// the other requests.
#[component]
pub fn AreYouHere(dating: DatingId, phone: Memo<Option<PhoneView>>, reload: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let here = ServerAction::<SayHere>::new();
    Effect::new(move |_| {
        if here.version().get() > 0 {
            reload.run(());
        }
    });
    let failed = move || {
        let error = here.value().get()?.err()?;
        Some(view! { <p class="error" role="alert">{refusals::error(locale, &error)}</p> })
    };
    move || {
        match phone.get() {
        Some(phone) if is_open(&phone, Ask::Here) => ().into_any(),
        Some(phone) if phone.may_ask.contains(&Ask::Here) => view! {
            <p id="are-you-here">{table::are_you_here(locale)}</p>
            <ActionForm action=here>
                <input type="hidden" name="dating" value=dating.to_string()/>
                <input type="hidden" name="key" value=phone.key/>
                <div class="actions">
                    <button class="button" type="submit" aria-describedby="are-you-here">{words::we_are_here(locale)}</button>
                </div>
            </ActionForm>
            {failed}
        }
        .into_any(),
        _ => view! { <p>{table::are_you_here(locale)}" "{table::tell_the_desk(locale)}</p> }.into_any(),
    }
    }
}

fn is_open(phone: &PhoneView, ask: Ask) -> bool {
    phone.requests.iter().any(|request| request.state == RequestState::Open && request.ask.key() == ask.key())
}

/// `reload` fetches the view again once something was sent.
#[component]
pub fn Requests(dating: DatingId, phone: PhoneView, reload: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let (late, leaving) = (ServerAction::<SayLate>::new(), ServerAction::<SayLeaving>::new());
    let back = ServerAction::<WithdrawRequest>::new();
    Effect::new(move |_| {
        if late.version().get() + leaving.version().get() + back.version().get() > 0 {
            reload.run(());
        }
    });
    let failed = move || {
        let of = [late.value().get(), leaving.value().get(), back.value().get()];
        let error = of.into_iter().flatten().find_map(Result::err)?;
        Some(view! { <p class="error" role="alert">{refusals::error(locale, &error)}</p> })
    };
    let rounds: Vec<u8> = phone
        .may_ask
        .iter()
        .filter_map(|ask| if let Ask::Late { until } = ask { Some(*until) } else { None })
        .collect();
    let may_leave = phone.may_ask.contains(&Ask::Leave) && !is_open(&phone, Ask::Leave);
    let may_be_late = rounds.first().is_some_and(|until| !is_open(&phone, Ask::Late { until: *until }));
    let key = StoredValue::new(phone.key.clone());
    // The last word on each kind is enough.
    let mut seen = Vec::new();
    let shown: Vec<Request> = phone
        .requests
        .iter()
        .filter(|request| {
            let first = !seen.contains(&request.ask.key());
            seen.push(request.ask.key());
            first && request.state != RequestState::Withdrawn
        })
        .cloned()
        .collect();
    if shown.is_empty() && !may_leave && !may_be_late {
        return ().into_any();
    }
    let told = shown.into_iter().map(|request| {
        let open = request.state == RequestState::Open;
        view! {
            <div class=if open { "notice" } else { "notice good" }>
                <Icon kind=if open { IconKind::BELL } else { IconKind::CHECK }/>
                <div>
                    <p><b>{what(locale, request.ask)}</b></p>
                    <p>{state(locale, request.state)}</p>
                    {open.then(|| view! {
                        <ActionForm action=back>
                            <input type="hidden" name="dating" value=dating.to_string()/>
                            <input type="hidden" name="request" value=request.id.to_string()/>
                            <button class="button plain" type="submit">{words::withdraw(locale)}</button>
                        </ActionForm>
                    })}
                </div>
            </div>
        }
    });
    let told = told.collect_view();
    view! {
        <section class="card" aria-labelledby="came-up">
            <h2 id="came-up">{words::something_came_up(locale)}</h2>
            <p class="quiet">{words::desk_decides(locale)}</p>
            <div class="stack tight" role="status">{told}{failed}</div>
            {may_be_late.then(|| {
                let options = rounds.into_iter().map(|until| view! { <option value=until.to_string()>{until + 1}</option> });
                view! {
                    <details class="fold">
                        <summary>{words::we_are_late(locale)}</summary>
                        <ActionForm action=late>
                            <div class="form">
                                <input type="hidden" name="dating" value=dating.to_string()/>
                                <input type="hidden" name="key" value=key.get_value()/>
                                <div class="field">
                                    <label for="late-until">{words::there_from(locale)}</label>
                                    <select id="late-until" name="until">{options.collect_view()}</select>
                                </div>
                                <div class="actions"><button class="button plain" type="submit">{words::report(locale)}</button></div>
                            </div>
                        </ActionForm>
                    </details>
                }
            })}
            {may_leave.then(|| view! {
                <details class="fold">
                    <summary>{words::we_must_leave(locale)}</summary>
                    <ActionForm action=leaving>
                        <div class="form">
                            <input type="hidden" name="dating" value=dating.to_string()/>
                            <input type="hidden" name="key" value=key.get_value()/>
                            <p>{words::leave_sure(locale)}</p>
                            <div class="actions"><button class="button plain" type="submit">{words::report(locale)}</button></div>
                        </div>
                    </ActionForm>
                </details>
            })}
        </section>
    }
    .into_any()
}

/// Whose phone this is, and a way to stop being it.
#[component]
pub fn WithPass() -> impl IntoView {
    let locale = use_locale();
    view! {
        <form method="post" action=ForgetPasses::url() class="stack tight">
            <p class="quiet">{words::with_pass(locale)}</p>
            <button class="button quiet" type="submit"><Icon kind=IconKind::LOG_OUT/>{words::forget(locale)}</button>
        </form>
    }
}

fn what(locale: Locale, ask: Ask) -> String {
    match ask {
        Ask::Late { until } => words::reported_late(locale, until + 1),
        Ask::Leave => words::reported_leave(locale).to_owned(),
        Ask::Here => words::reported_here(locale).to_owned(),
    }
}

fn state(locale: Locale, state: RequestState) -> &'static str {
    match state {
        RequestState::Open => words::waiting(locale),
        RequestState::Accepted => words::accepted(locale),
        RequestState::Declined => words::declined(locale),
        RequestState::Withdrawn => "",
    }
}
