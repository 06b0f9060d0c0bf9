//! Projectors: making a link, opening it, taking it back. Plain forms.

use crate::{
    api::{
        self,
        links::{MakeScreen, RemoveScreen},
    },
    components::{
        icons::{Icon, IconKind},
        loaded::loaded,
    },
    page::use_locale,
    pages::organise::desk::use_desk,
    words::{links as words, refusals},
};
use domain::screen::ScreenLink;
use leptos::prelude::*;

#[component]
pub fn Screens() -> impl IntoView {
    let locale = use_locale();
    let desk = use_desk();
    let (make, remove) = (ServerAction::<MakeScreen>::new(), ServerAction::<RemoveScreen>::new());
    let screens = Resource::new(
        move || (desk.id.get(), make.version().get() + remove.version().get()),
        |(id, _)| api::links::screens(id),
    );
    let failed = move || {
        let error = [make.value().get(), remove.value().get()].into_iter().flatten().find_map(Result::err)?;
        Some(view! { <p class="error" role="alert">{refusals::error(locale, &error)}</p> })
    };
    view! {
        <section class="card stack no-print" aria-labelledby="screens">
            <h2 id="screens">{words::screens(locale)}</h2>
            <p class="quiet">{words::screens_lede(locale)}</p>
            {loaded(screens, move |screens| if screens.is_empty() {
                view! { <p>{words::no_screens(locale)}</p> }.into_any()
            } else {
                let rows = screens.into_iter().map(|screen| view! { <Row screen remove/> }).collect_view();
                view! { <ul class="list">{rows}</ul> }.into_any()
            })}
            {failed}
            <ActionForm action=make attr:novalidate=true>
                <div class="row wrap">
                    <input type="hidden" name="dating" value=move || desk.id.get().to_string()/>
                    <div class="field grow">
                        <label for="screen-name">{words::screen_name(locale)}</label>
                        <input id="screen-name" name="name" required maxlength="80"/>
                    </div>
                    <button class="button plain" type="submit"><Icon kind=IconKind::SCREEN/>{words::make_screen(locale)}</button>
                </div>
            </ActionForm>
        </section>
    }
}

#[component]
fn Row(screen: ScreenLink, remove: ServerAction<RemoveScreen>) -> impl IntoView {
    let locale = use_locale();
    let label = words::remove_screen(locale, screen.name.as_str());
    let shares = [(1, 2), (2, 2), (1, 3), (2, 3), (3, 3)].map(|(part, of)| {
        let href = format!("{}?part={part}/{of}", screen.address);
        view! { <a class="button quiet" href=href target="_blank" rel="external noopener">{words::screen_share(locale, part, of)}</a> }
    });
    view! {
        <li class="wrap">
            <Icon kind=IconKind::SCREEN/>
            <b class="grow">{screen.name.to_string()}</b>
            <a class="button quiet" href=screen.address target="_blank" rel="external noopener">{words::open_screen(locale)}</a>
            <ActionForm action=remove>
                <input type="hidden" name="dating" value=screen.dating.to_string()/>
                <input type="hidden" name="screen" value=screen.id.to_string()/>
                <button class="button quiet round" type="submit" aria-label=label><Icon kind=IconKind::TRASH/></button>
            </ActionForm>
            <details class="fold shares">
                <summary>{words::side_by_side(locale)}</summary>
                <div>
                    <p class="quiet">{words::side_by_side_hint(locale)}</p>
                    <div class="cluster">{shares.into_iter().collect_view()}</div>
                </div>
            </details>
        </li>
    }
}
