//! Opening a personal link. The code stands behind `#`, where no log and no Referer sees it; the page hands it over by
//! POST as soon as it is there, before any wasm. Where no script runs, the code can be typed.

use crate::{
    api::phone::OpenPass,
    components::{
        failed_form::use_failure,
        icons::{Icon, IconKind},
    },
    page::use_locale,
    pages::fair::{FairPage, use_fair},
    paths,
    words::{phone as words, refusals},
};
use leptos::{nonce::use_nonce, prelude::*, server_fn::ServerFn};

/// Fills the form from the address and sends it, once: a code that was refused comes back with its reason in the address.
const HAND_OVER: &str = "const go=()=>{const c=location.hash.slice(1);if(!c||location.search.includes('__err'))return;history.replaceState(null,'',location.pathname);const f=document.getElementById('pass');f.elements.code.value=c;f.submit()};go();addEventListener('hashchange',go)";

#[component]
pub fn PassPage() -> impl IntoView {
    let locale = use_locale();
    let slug = use_fair().slug;
    let failure = use_failure();
    view! {
        <FairPage title=Signal::stored(words::open_title(locale).to_owned()) class="narrow">
            {move || failure().map(|error| view! {
                <div class="notice bad" role="alert"><Icon kind=IconKind::WARNING/><p>{refusals::pass(locale, &error)}</p></div>
            })}
            <section class="card door">
                <div class="awning" aria-hidden="true"></div>
                <div>
                    <h1>{words::open_title(locale)}</h1>
                    <p>{words::open_lede(locale)}</p>
                    <form class="form" id="pass" method="post" action=OpenPass::url()>
                        <input type="hidden" name="slug" value=move || slug.get()/>
                        <div class="field">
                            <label for="code">{words::code(locale)}</label>
                            <p class="hint" id="code-hint">{words::code_hint(locale)}</p>
                            <input id="code" name="code" required autocomplete="off" autocapitalize="off" spellcheck="false"
                                aria-describedby="code-hint"/>
                        </div>
                        <div class="actions"><button class="button" type="submit">{words::open(locale)}</button></div>
                    </form>
                </div>
            </section>
            <p>{words::no_link(locale)}</p>
            <p><a class="button quiet" href=move || paths::tables(&slug.get())><Icon kind=IconKind::USERS/>{words::to_list(locale)}</a></p>
            <script nonce=use_nonce() inner_html=HAND_OVER></script>
        </FairPage>
    }
}
