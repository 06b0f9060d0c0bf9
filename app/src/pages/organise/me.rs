//! How somebody signs in themselves: the second step, on or off. Plain forms, which work without wasm.

use super::frame::{Room, use_me};
use crate::{
    api::organise::{BeginSecondFactor, TurnOffSecondFactor, TurnOnSecondFactor, waiting_enrolment},
    components::{
        failed_form::FailedForm,
        icons::{Icon, IconKind},
        loaded::loaded,
        qr::Qr,
    },
    page::use_locale,
    pages::organise::sign_in::CodeField,
    words::organise as words,
};
use domain::access::Enrolment;
use leptos::{prelude::*, server_fn::ServerFn};

#[component]
pub fn MyAccessRoom() -> impl IntoView {
    let locale = use_locale();
    let me = use_me();
    let waiting = Resource::new(|| (), |()| waiting_enrolment());
    let on = me.second_factor;
    let why = if me.owes_second_factor { words::second_step_owed(locale) } else { words::second_step_off(locale) };
    view! {
        <Room title=Signal::stored(words::my_access(locale).to_owned()) class="narrow">
            <header class="page-head">
                <h1>{words::my_access(locale)}</h1>
                <p class="lede">{words::my_access_lede(locale, &me.email)}</p>
            </header>
            <FailedForm/>
            <section class="card stack">
                <h2>{words::second_step(locale)}</h2>
                {if on {
                    view! {
                        <div class="notice good"><Icon kind=IconKind::CHECK/><p>{words::second_step_on(locale)}</p></div>
                        <p class="quiet">{words::lost_app(locale)}</p>
                        <form class="form" method="post" action=TurnOffSecondFactor::url()>
                            <CodeField/>
                            <div class="actions"><button class="button plain" type="submit">{words::turn_off(locale)}</button></div>
                        </form>
                    }.into_any()
                } else {
                    view! {
                        <div class="notice warn"><Icon kind=IconKind::WARNING/><p>{why}</p></div>
                        {loaded(waiting, |waiting| view! { <Begin waiting/> })}
                    }.into_any()
                }}
            </section>
        </Room>
    }
}

#[component]
fn Begin(waiting: Option<Enrolment>) -> impl IntoView {
    let locale = use_locale();
    let Some(Enrolment { secret, qr }) = waiting else {
        return view! {
            <form class="actions" method="post" action=BeginSecondFactor::url()>
                <button class="button" type="submit">{words::begin_second_step(locale)}</button>
            </form>
        }
        .into_any();
    };
    // In groups of four it can be read aloud and typed.
    let groups: Vec<char> = secret.chars().collect();
    let groups = groups.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    view! {
        <p>{words::scan(locale)}</p>
        <Qr code=qr label=words::qr_picture(locale)/>
        <p><strong>{words::secret(locale)} ": "</strong><code>{groups}</code></p>
        <form class="form" method="post" action=TurnOnSecondFactor::url()>
            <CodeField/>
            <div class="actions"><button class="button" type="submit">{words::turn_on(locale)}</button></div>
        </form>
        <form class="actions" method="post" action=BeginSecondFactor::url()>
            <button class="button quiet" type="submit">{words::start_over(locale)}</button>
        </form>
    }
    .into_any()
}
