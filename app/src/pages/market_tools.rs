//! The tools above the market: search, fields, language, district, map or list. A plain form that asks by its address;
//! in the browser it acts while one types.

use super::market_wanted::Wanted;
use crate::{
    components::icons::{Icon, IconKind},
    page::use_locale,
    words::{enums, languages, market},
};
use domain::{Locale, taxonomy::Hue, views::AssociationCard};
use leptos::{html, prelude::*};

/// What there is to choose from: only what somebody at this market has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    hues: Vec<Hue>,
    /// Code and name, by name.
    languages: Vec<(String, String)>,
    districts: Vec<String>,
}

impl Facets {
    pub fn of(locale: Locale, associations: &[AssociationCard]) -> Self {
        let hues = Hue::ALL.into_iter().filter(|hue| associations.iter().any(|card| card.hue == Some(*hue))).collect();
        let mut languages: Vec<(String, String)> = associations
            .iter()
            .flat_map(|card| &card.languages)
            .map(|spoken| (spoken.code.clone(), languages::language(locale, &spoken.code)))
            .collect();
        languages.sort_by(|a, b| a.1.cmp(&b.1));
        languages.dedup();
        let mut districts: Vec<String> = associations.iter().flat_map(|card| card.districts.clone()).collect();
        districts.sort();
        districts.dedup();
        Self { hues, languages, districts }
    }
}

#[component]
pub fn Tools(
    wanted: Memo<Wanted>,
    want: Callback<Wanted>,
    facets: Facets,
    #[prop(into)] count: Signal<String>,
) -> impl IntoView {
    let locale = use_locale();
    let change = move |edit: &dyn Fn(&mut Wanted)| {
        let mut next = wanted.get_untracked();
        edit(&mut next);
        want.run(next);
    };
    let chip = move |hue: Hue| {
        let on = move || wanted.with(|wanted| wanted.filter.hues.contains(&hue));
        view! {
            <label class="chip">
                <input type="checkbox" name="field" value=hue.key() prop:checked=on checked=on on:change=move |event| {
                    let checked = event_target_checked(&event);
                    change(&|wanted| {
                        wanted.filter.hues.retain(|other| *other != hue);
                        if checked {
                            wanted.filter.hues.push(hue);
                        }
                    });
                }/>
                <span class="sign small" data-field=hue.key() aria-hidden="true"><Icon kind=hue.into()/></span>
                {enums::hue(locale, hue)}
            </label>
        }
    };
    let view_link = move |as_list: bool, name: &'static str, kind: IconKind| {
        let next = move || Wanted { as_list, ..wanted.get() };
        view! {
            <a href=move || next().query() aria-current=move || (wanted.with(|wanted| wanted.as_list) == as_list).then_some("true")
                on:click=move |event| {
                    event.prevent_default();
                    want.run(next());
                }>
                <Icon kind/>
                {name}
            </a>
        }
    };
    let option =
        |value: String, name: String, chosen: bool| view! { <option value=value selected=chosen>{name}</option> };
    let Facets { hues, languages, districts } = facets;
    let (language, district) =
        wanted.with_untracked(|wanted| (wanted.filter.language.clone(), wanted.filter.district.clone()));
    let languages = languages.into_iter().map(|(code, name)| {
        let chosen = code == language;
        option(code, name, chosen)
    });
    let districts = districts.into_iter().map(|name| {
        let chosen = name == district;
        option(name.clone(), name, chosen)
    });
    let menu = NodeRef::<html::Details>::new();
    let empty = move || wanted.with(|wanted| wanted.filter.is_empty());
    view! {
        <form class="market-tools" method="get" role="search" on:submit=move |event| {
            event.prevent_default();
            if let Some(menu) = menu.get_untracked() {
                let _ = menu.remove_attribute("open");
            }
        }>
            <div class="row">
                <div class="search grow">
                    <button type="submit" aria-label=market::search(locale)><Icon kind=IconKind::SEARCH/></button>
                    <input type="search" name="q" autocomplete="off" aria-label=market::search(locale) placeholder=market::search_hint(locale)
                        value=wanted.with_untracked(|wanted| wanted.filter.text.clone())
                        prop:value=move || wanted.with(|wanted| wanted.filter.text.clone())
                        on:input=move |event| change(&|wanted| wanted.filter.text = event_target_value(&event))/>
                </div>
                <details class="menu" node_ref=menu>
                    <summary class="button plain round" aria-label=market::more_filters(locale)><Icon kind=IconKind::FILTER/></summary>
                    <div class="stack">
                        <label class="field">
                            <span>{market::language(locale)}</span>
                            <select name="language" prop:value=move || wanted.with(|wanted| wanted.filter.language.clone())
                                on:change=move |event| change(&|wanted| wanted.filter.language = event_target_value(&event))>
                                <option value="">{market::any_language(locale)}</option>
                                {languages.collect_view()}
                            </select>
                        </label>
                        <label class="field">
                            <span>{market::district(locale)}</span>
                            <select name="district" prop:value=move || wanted.with(|wanted| wanted.filter.district.clone())
                                on:change=move |event| change(&|wanted| wanted.filter.district = event_target_value(&event))>
                                <option value="">{market::any_district(locale)}</option>
                                {districts.collect_view()}
                            </select>
                        </label>
                        <button class="button plain" type="submit">{market::apply(locale)}</button>
                    </div>
                </details>
            </div>
            {(!hues.is_empty()).then(|| view! {
                <div class="strip" role="group" aria-label=market::filter_fields(locale)>{hues.into_iter().map(chip).collect_view()}</div>
            })}
            {move || wanted.with(|wanted| wanted.as_list).then(|| view! { <input type="hidden" name="view" value="list"/> })}
            {move || wanted.with(|wanted| wanted.hall).map(|hall| view! { <input type="hidden" name="hall" value=hall.to_string()/> })}
            {move || wanted.with(|wanted| wanted.access).then(|| view! { <input type="hidden" name="free" value="1"/> })}
            <div class="section-head">
                <p class="num" role="status">
                    <b>{count}</b>
                    {move || (!empty()).then(|| view! {
                        " " <a href="?" on:click=move |event| {
                            event.prevent_default();
                            change(&|wanted| wanted.filter = super::market_filter::Filter::default());
                        }>{market::clear(locale)}</a>
                    })}
                </p>
                <nav class="segments" aria-label=market::view(locale)>
                    {view_link(false, market::map(locale), IconKind::MAP)}
                    {view_link(true, market::list(locale), IconKind::LIST)}
                </nav>
            </div>
        </form>
    }
}
