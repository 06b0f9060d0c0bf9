//! One stand: who stands here, what they offer and look for, and where it is.

use crate::{
    api,
    components::{
        emblem::EmptyStall,
        icons::{Icon, IconKind},
        loaded::shown,
        map::Small,
        sign::StallSign,
        stand_card::PresenceTag,
    },
    live::{Topic, use_live},
    page::{lang_of_the_fair, use_locale},
    pages::fair::{FairPage, use_fair},
    paths,
    snapshot::Snapshot,
    words::{enums, languages, market},
};
use domain::{
    Locale, StandId,
    market::{Hall, Stand},
    profile::SpokenLanguage,
    taxonomy::{Exchange, Field, Good, Hue},
    views::{AssociationCard, StandView},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn StandPage() -> impl IntoView {
    let locale = use_locale();
    let this = use_fair();
    let live = use_live();
    let params = use_params_map();
    // Whatever is no number names no stand: the answer is "not found", as for every other unknown one.
    let id = Memo::new(move |_| params.read().get("stand").and_then(|id| id.parse().ok()).unwrap_or(StandId(0)));
    let stand = Snapshot::new(move || {
        (api::fair::Stand { slug: this.slug.get(), stand: id.get() }, live.version(Topic::Market))
    });
    let title = RwSignal::new(market::title(locale).to_owned());
    view! {
        <FairPage title class="narrow">
            {shown(stand, move |view| view! { <StandBody view title slug=this.slug/> })}
        </FairPage>
    }
}

#[component]
fn StandBody(view: StandView, title: RwSignal<String>, slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    use_live().shows(view.revision);
    let StandView { revision, stand, hall, neighbours, fields, associations } = view;
    title.set(associations.first().map_or_else(|| market::stand(locale, &stand.number), |card| card.name.to_string()));
    let shared = associations.len() > 1;
    let nobody = associations.is_empty().then(|| {
        view! {
            <div class="empty">
                <EmptyStall/>
                <h1>{market::nobody_title(locale)}</h1>
                <p>{market::nobody(locale)}</p>
            </div>
        }
    });
    let presence = stand.presence;
    let id = stand.id;
    let number = stand.number.clone();
    let cards = associations.into_iter().enumerate().map(|(index, card)| {
        view! { <AssociationPart card fields=fields.clone() number=number.clone() first=index == 0/> }
    });
    view! {
        <p><a class="button quiet" href=paths::market(&slug.get_untracked())><Icon kind=IconKind::ARROW_LEFT/>{market::back_to_market(locale)}</a></p>
        {shared.then(|| view! { <p><span class="tag">{market::shared_stand(locale)}</span></p> })}
        {nobody}
        <PresenceTag stand=id drawn=presence revision/>
        {cards.collect_view()}
        <Whereabouts stand hall neighbours slug/>
    }
}

/// One association of the stand. Only the first speaks in the page's own heading.
#[component]
fn AssociationPart(card: AssociationCard, fields: Vec<Field>, number: String, first: bool) -> impl IntoView {
    let locale = use_locale();
    let name = card.name.to_string();
    let kicker = format!("{} · {}", market::stand(locale, &number), enums::kind(locale, card.kind));
    let its_fields: Vec<Field> = fields.into_iter().filter(|field| card.fields.contains(&field.id)).collect();
    let tags = its_fields.into_iter().map(|field| {
        let sign = field.hue.map(|hue| view! { <Icon kind=hue.into()/> });
        view! { <span class="tag" data-field=field.hue.map(Hue::key)>{sign}{field.name.get(locale).to_owned()}</span> }
    });
    let heading = if first { view! { <h1>{name}</h1> }.into_any() } else { view! { <h2>{name}</h2> }.into_any() };
    view! {
        // Without a field it is neutral; without the attribute the awning would be the house's own, in all colours.
        <article class="card stand-hero" data-field=card.hue.map_or("", Hue::key)>
            <div class="awning" aria-hidden="true"></div>
            <div>
                <div class="row top">
                    <StallSign hue=card.hue number class="sign stall big"/>
                    <div class="grow">
                        <p class="kicker">{kicker}</p>
                        {heading}
                    </div>
                </div>
                <div class="cluster">{tags.collect_view()}</div>
                <Said heading=market::goals(locale) text=card.goals.clone()/>
                <Said heading=market::activities(locale) text=card.activities.clone()/>
                <Tongues spoken=card.languages.clone()/>
                <Facts card=card.clone()/>
            </div>
        </article>
        <div class="exchange">
            <Exchanges heading=market::we_offer(locale) list=card.offers/>
            <Exchanges heading=market::we_need(locale) list=card.needs/>
        </div>
    }
}

/// What an association says, in its own words and paragraphs.
#[component]
fn Said(heading: &'static str, text: String) -> impl IntoView {
    let paragraphs: Vec<String> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    (!paragraphs.is_empty()).then(|| {
        let paragraphs = paragraphs.into_iter().map(|line| view! { <p lang=lang_of_the_fair()>{line}</p> });
        view! { <section class="stack tight"><h2>{heading}</h2>{paragraphs.collect_view()}</section> }
    })
}

#[component]
fn Tongues(spoken: Vec<SpokenLanguage>) -> impl IntoView {
    let locale = use_locale();
    (!spoken.is_empty()).then(|| {
        let rows = spoken.into_iter().map(|spoken| {
            let level = spoken.level.get();
            let bars = (1..=4).map(|step| view! { <i class=(step <= level).then_some("on")></i> });
            view! {
                <li>
                    {languages::language(locale, &spoken.code)}
                    <span class="level" role="img" aria-label=enums::level(locale, spoken.level)>{bars.collect_view()}</span>
                </li>
            }
        });
        view! { <section class="stack tight"><h2>{market::languages(locale)}</h2><ul class="tongues">{rows.collect_view()}</ul></section> }
    })
}

#[component]
fn Facts(card: AssociationCard) -> impl IntoView {
    let locale = use_locale();
    let fact = |name: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <div><dt>{name}</dt><dd lang=lang_of_the_fair()>{text}</dd></div> })
    };
    let address = card.address.map(|address| {
        let town = format!("{} {}", address.postcode, address.town);
        [address.street, town.trim().to_owned()]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    });
    let websites = card.websites.into_iter().map(|url| {
        let shown = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/').to_owned();
        view! { <p><a href=url rel="noopener noreferrer external" target="_blank">{shown}" "<Icon kind=IconKind::EXTERNAL/></a></p> }
    }).collect::<Vec<_>>();
    let has_website = !websites.is_empty();
    view! {
        <dl class="facts two">
            {fact(market::target_groups(locale), card.target_groups.join(", "))}
            {fact(market::districts(locale), card.districts.join(", "))}
            {fact(market::address(locale), address.unwrap_or_default())}
            {has_website.then(|| view! { <div><dt>{market::website(locale)}</dt><dd>{websites}</dd></div> })}
        </dl>
    }
}

#[component]
fn Exchanges(heading: &'static str, list: Vec<Exchange>) -> impl IntoView {
    let locale = use_locale();
    (!list.is_empty()).then(|| {
        let rows = list.into_iter().map(|exchange| {
            let note = exchange.note;
            view! {
                <li>
                    <Icon kind=exchange.good.into()/>
                    <div>
                        <b>{enums::good(locale, exchange.good)}</b>
                        {(!note.is_empty()).then(|| view! { <p class="quiet" lang=lang_of_the_fair()>{note}</p> })}
                    </div>
                </li>
            }
        });
        view! { <section class="card"><h2>{heading}</h2><ul>{rows.collect_view()}</ul></section> }
    })
}

impl From<Good> for IconKind {
    fn from(good: Good) -> Self {
        match good {
            Good::Rooms => IconKind::HOME,
            Good::Volunteers => IconKind::HAND_HEART,
            Good::Interpreting => IconKind::LANGUAGES,
            Good::KnowHow => IconKind::BOOK,
            Good::Instruments => IconKind::MUSIC,
            Good::Equipment => IconKind::TOOLS,
            Good::Transport => IconKind::TRANSPORT,
            Good::Kitchen => IconKind::KITCHEN,
            Good::Funding => IconKind::MONEY,
            Good::Publicity => IconKind::MEGAPHONE,
            Good::Childcare => IconKind::FAMILY,
            Good::Advice => IconKind::SCALE,
            Good::Stage => IconKind::STAGE,
            Good::Partner => IconKind::HANDSHAKE,
        }
    }
}

#[component]
fn Whereabouts(stand: Stand, hall: Hall, neighbours: Vec<Stand>, slug: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    let storey = storey(locale, &hall);
    let label = format!("{}, {}", market::stand(locale, &stand.number), hall.name);
    let step_free =
        if stand.step_free { market::reached_step_free(locale) } else { market::not_said_step_free(locale) };
    let href = paths::stand_on_map(&slug.get_untracked(), hall.id, stand.id);
    view! {
        <section class="card" aria-labelledby="where">
            <h2 id="where">{market::where_it_is(locale)}</h2>
            <p>{format!("{} · {storey}", hall.name)}</p>
            <p class="row"><Icon kind=if stand.step_free { IconKind::STEP_FREE } else { IconKind::INFO }/>{step_free}</p>
            <Small here=stand.id hall neighbours label/>
            <div class="actions"><a class="button" href=href><Icon kind=IconKind::MAP/>{market::on_the_map(locale)}</a></div>
        </section>
    }
}

fn storey(locale: Locale, hall: &Hall) -> String {
    if hall.level == 0 { market::ground_floor(locale).to_owned() } else { market::level(locale, hall.level) }
}
