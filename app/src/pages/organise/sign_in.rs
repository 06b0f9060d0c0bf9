//! The door: asking for a link, and confirming it. Both are plain forms and work without wasm.

use crate::{
    api::{
        ApiError,
        organise::{AskForLink, GiveCode, SignIn},
    },
    components::{
        failed_form::{FailedForm, use_failure},
        icons::{Icon, IconKind},
    },
    page::{PageTitle, use_locale},
    pages::plain::PlainFrame,
    paths::organise as to,
    words::organise as words,
};
use domain::Refusal;
use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

#[component]
pub fn SignInPage() -> impl IntoView {
    let locale = use_locale();
    let query = use_query_map();
    let sent = move || query.read().get("sent").is_some();
    view! {
        <PageTitle page=Signal::stored(words::sign_in(locale).to_owned())/>
        <PlainFrame narrow=true>
            <Show when=sent>
                <div class="notice good" role="status">
                    <Icon kind=IconKind::MAIL/>
                    <div><b>{words::link_sent_title(locale)}</b><p>{words::link_sent(locale)}</p></div>
                </div>
            </Show>
            <FailedForm/>
            <section class="card door">
                <div class="awning" aria-hidden="true"></div>
                <div>
                    <h1>{words::sign_in(locale)}</h1>
                    <p>{words::sign_in_lede(locale)}</p>
                    <form class="form" method="post" action=AskForLink::url()>
                        <div class="field">
                            <label for="email">{words::email(locale)}</label>
                            <input id="email" name="email" type="email" autocomplete="email" required/>
                        </div>
                        <div class="actions"><button class="button" type="submit">{words::send_link(locale)}</button></div>
                    </form>
                </div>
            </section>
        </PlainFrame>
    }
}

/// The code stands behind `#` in the link, so that no server logs it; the browser puts it into the form.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let locale = use_locale();
    let code = RwSignal::new(String::new());
    Effect::new(move |_| {
        let hash = window().location().hash().unwrap_or_default();
        if hash.len() > 1 {
            code.set(hash.trim_start_matches('#').to_owned());
        }
    });
    let failure = use_failure();
    view! {
        <PageTitle page=Signal::stored(words::confirm_title(locale).to_owned())/>
        <PlainFrame narrow=true>
            <FailedForm/>
            <Show when=move || !failure().is_some_and(is_final) fallback=AnotherLink>
                <section class="card door">
                    <div class="awning" aria-hidden="true"></div>
                    <div>
                        <h1>{words::confirm_title(locale)}</h1>
                        // What failed has lost the code: it has to be put in once more.
                        <Show when=move || failure().is_none()><p>{words::confirm_lede(locale)}</p></Show>
                        <form class="form" method="post" action=SignIn::url()>
                            <div class="field">
                                <label for="code">{words::code(locale)}</label>
                                <p class="hint" id="code-hint">{words::code_hint(locale)}</p>
                                <input id="code" name="code" required autocomplete="off" spellcheck="false"
                                    aria-describedby="code-hint" prop:value=code/>
                            </div>
                            <div class="actions">
                                <button class="button" type="submit">{words::sign_in(locale)}</button>
                                <a class="button quiet" href=to::SIGN_IN>{words::another_link(locale)}</a>
                            </div>
                        </form>
                    </div>
                </section>
            </Show>
        </PlainFrame>
    }
}

/// Whether trying once more cannot help: the link opens nothing here, or the session is over.
fn is_final(error: ApiError) -> bool {
    let ApiError::Refused(refused) = error else { return false };
    matches!(refused.why(), Refusal::LinkSpent | Refusal::LinkOfOtherBrowser | Refusal::WrongCodes)
}

/// The only way on from there.
#[component]
fn AnotherLink() -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="card door">
            <div class="awning" aria-hidden="true"></div>
            <div>
                <h1>{words::not_signed_in(locale)}</h1>
                <div class="actions"><a class="button" href=to::SIGN_IN>{words::another_link(locale)}</a></div>
            </div>
        </section>
    }
}

/// The second step, for whoever has turned it on.
#[component]
pub fn CodePage() -> impl IntoView {
    let locale = use_locale();
    let failure = use_failure();
    view! {
        <PageTitle page=Signal::stored(words::give_code_title(locale).to_owned())/>
        <PlainFrame narrow=true>
            <FailedForm/>
            <Show when=move || !failure().is_some_and(is_final) fallback=AnotherLink>
                <section class="card door">
                    <div class="awning" aria-hidden="true"></div>
                    <div>
                        <h1>{words::give_code_title(locale)}</h1>
                        <p>{words::give_code_lede(locale)}</p>
                        <form class="form" method="post" action=GiveCode::url()>
                            <CodeField/>
                            <div class="actions">
                                <button class="button" type="submit">{words::sign_in(locale)}</button>
                            </div>
                        </form>
                    </div>
                </section>
            </Show>
        </PlainFrame>
    }
}

/// Where the code of an authenticator app is typed.
#[component]
pub fn CodeField() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="field">
            <label for="app-code">{words::app_code(locale)}</label>
            <input id="app-code" name="code" class="code" required inputmode="numeric" autocomplete="one-time-code"
                pattern="[0-9 ]{6,7}" maxlength="7"/>
        </div>
    }
}
