//! What is drawn on a map: the floor, the places, the stands under their awnings.

use super::viewport::{UNITS, Viewport};
use crate::{
    components::icons::IconKind,
    page::use_locale,
    words::{enums, market},
};
use domain::{
    StandId,
    market::{Hall, PlaceKind, Presence, Stand},
    taxonomy::Hue,
};
use leptos::prelude::*;
use std::fmt::Write;

impl From<PlaceKind> for IconKind {
    fn from(kind: PlaceKind) -> Self {
        match kind {
            PlaceKind::Entrance => IconKind::DOOR,
            PlaceKind::StepFreeEntrance => IconKind::STEP_FREE,
            PlaceKind::Info => IconKind::INFO,
            PlaceKind::Stage => IconKind::STAGE,
            PlaceKind::QuietRoom => IconKind::QUIET,
            PlaceKind::Toilet => IconKind::TOILET,
            PlaceKind::AccessibleToilet => IconKind::STEP_FREE,
            PlaceKind::Cafe => IconKind::CAFE,
            PlaceKind::Dating => IconKind::HANDSHAKE,
            PlaceKind::Workshop => IconKind::WORKSHOP,
            PlaceKind::Lift => IconKind::ARROW_UP_DOWN,
            PlaceKind::Stairs => IconKind::STAIRS,
        }
    }
}

/// Places that make a fair usable for who cannot take steps or needs a pause.
pub fn is_for_access(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::StepFreeEntrance | PlaceKind::AccessibleToilet | PlaceKind::QuietRoom | PlaceKind::Lift)
}

/// A stand as the map needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct MapStand {
    pub stand: Stand,
    pub hue: Option<Hue>,
    /// Whose it is, for who cannot see the drawing; empty where nobody is.
    pub names: String,
}

/// The outline of the floor as a path.
pub fn floor_path(hall: &Hall) -> String {
    let (width, depth) = (hall.width * UNITS, hall.depth * UNITS);
    if hall.outline.len() < 3 {
        return format!("M0 0H{width:.0}V{depth:.0}H0Z");
    }
    let mut path = String::new();
    for (index, corner) in hall.outline.iter().enumerate() {
        let step = if index == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{step}{:.0} {:.0}", corner.x * UNITS, corner.y * UNITS);
    }
    path.push('Z');
    path
}

/// An awning over the upper edge of a stand: a strip with a scalloped hem.
fn awning_path(x: f32, y: f32, width: f32, depth: f32) -> String {
    let strip = depth * 0.2;
    let scallop = width / 5.0;
    let mut path = format!("M{x:.1} {y:.1}h{width:.1}v{strip:.1}");
    for _ in 0..5 {
        let _ = write!(path, "a{r:.2} {r:.2} 0 0 1 {back:.2} 0", r = scallop / 2.0, back = -scallop);
    }
    path.push('z');
    path
}

/// Longest name of a place that stays on one line, in characters; the larger it is written, the shorter.
const NAME_LINE: usize = 12;
const LARGE_NAME_LINE: usize = 8;

/// A place's name in one line or, where it is long, in two of about the same length, so that neighbours have room.
fn name_lines(name: &str, longest: usize) -> Vec<&str> {
    let length = |text: &str| text.chars().count();
    let halves = name.match_indices(' ').map(|(at, _)| (&name[..at], &name[at + 1..]));
    match halves.min_by_key(|(one, other)| length(one).max(length(other))) {
        Some((one, other)) if length(name) > longest => vec![one, other],
        _ => vec![name],
    }
}

/// What lies under everything.
#[component]
pub fn Floor(hall: Hall) -> impl IntoView {
    view! { <path class="hall-floor" d=floor_path(&hall)></path> }
}

/// Entrances, stage, toilets: drawn over the stands, since a name that is half hidden tells nothing. `size` is a factor.
#[component]
pub fn Places(hall: Hall, #[prop(into)] access: Signal<bool>, size: f32) -> impl IntoView {
    let locale = use_locale();
    let longest = if size > 1.0 { LARGE_NAME_LINE } else { NAME_LINE };
    let places = hall.places.iter().map(|place| {
        let (x, y) = (place.at.x * UNITS, place.at.y * UNITS);
        let kind = place.kind;
        let name = if place.name.is_empty() { enums::place(locale, kind).to_owned() } else { place.name.clone() };
        let class = move || match (is_for_access(kind), access.get()) {
            (true, true) => "hall-place-mark shown",
            (false, true) => "hall-place-mark dim",
            _ => "hall-place-mark",
        };
        let lines = name_lines(&name, longest).into_iter().enumerate().map(|(index, line)| {
            view! { <tspan x="0" dy=if index == 0 { "0" } else { "15" }>{line.to_owned()}</tspan> }
        });
        let lines = lines.collect_view();
        view! {
            <g class=class transform=format!("translate({x:.0} {y:.0}) scale({size})")>
                <title>{name.clone()}</title>
                <circle r="13"></circle>
                <svg x="-9" y="-9" width="18" height="18" viewBox="0 0 24 24" inner_html=IconKind::from(kind).drawing()></svg>
                <text y="29" font-size="14">{lines}</text>
            </g>
        }
    });
    places.collect_view()
}

/// One stand: a link that also works before wasm; `open` is asked first.
#[component]
pub fn Booth(
    stand: MapStand,
    href: String,
    #[prop(into)] dim: Signal<bool>,
    #[prop(into)] chosen: Signal<bool>,
    #[prop(into)] presence: Signal<Presence>,
    open: impl Fn(StandId) + 'static,
) -> impl IntoView {
    let locale = use_locale();
    let MapStand { stand, hue, names } = stand;
    let (x, y) = (stand.at.x * UNITS, stand.at.y * UNITS);
    let (width, depth) = (stand.width * UNITS, stand.depth * UNITS);
    let id = stand.id;
    let label = if names.is_empty() {
        market::empty_stand(locale, &stand.number)
    } else {
        market::stand_named(locale, &stand.number, &names)
    };
    let class = move || match (chosen.get(), dim.get()) {
        (true, _) => "stand chosen",
        (false, true) => "stand dim",
        (false, false) => "stand",
    };
    let size = if stand.number.chars().count() > 3 { "14" } else { "18" };
    let there = move || {
        (presence.get() == Presence::Open).then(|| {
            view! { <circle class="there" cx=x + width - 6.0 cy=y + depth - 6.0 r="3.5"></circle> }
        })
    };
    view! {
        <g class=class data-field=hue.map(Hue::key)>
            <a href=href aria-label=label on:click=move |event| {
                event.prevent_default();
                open(id);
            }>
                <rect class="booth" x=x y=y width=width height=depth rx="3"></rect>
                <path class="roof" d=awning_path(x, y, width, depth)></path>
                <rect class="ring" x=x - 2.0 y=y - 2.0 width=width + 4.0 height=depth + 4.0 rx="5"></rect>
                <text x=x + width / 2.0 y=y + depth * 0.78 font-size=size>{stand.number.clone()}</text>
                {there}
            </a>
        </g>
    }
}

/// A small still map: where one stand is among its neighbours.
#[component]
pub fn Small(hall: Hall, neighbours: Vec<Stand>, here: StandId, #[prop(into)] label: String) -> impl IntoView {
    let all = Viewport::of(&hall);
    let stands = neighbours.into_iter().map(|stand| {
        let (x, y) = (stand.at.x * UNITS, stand.at.y * UNITS);
        let (width, depth) = (stand.width * UNITS, stand.depth * UNITS);
        let class = if stand.id == here { "stand chosen" } else { "stand dim" };
        view! {
            <g class=class>
                <rect class="booth" x=x y=y width=width height=depth rx="3"></rect>
                <rect class="ring" x=x - 2.0 y=y - 2.0 width=width + 4.0 height=depth + 4.0 rx="5"></rect>
                {(stand.id == here).then(|| view! { <text x=x + width / 2.0 y=y + depth * 0.7 font-size="18">{stand.number.clone()}</text> })}
            </g>
        }
    });
    view! {
        <svg class="hall-small" viewBox=all.attribute() role="img" aria-label=label>
            <path class="hall-floor" d=floor_path(&hall)></path>
            {stands.collect_view()}
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGE_NAME_LINE, NAME_LINE};

    fn name_lines(name: &str) -> Vec<&str> {
        super::name_lines(name, NAME_LINE)
    }

    #[test]
    fn long_names_of_places_break_near_the_middle() {
        assert_eq!(name_lines("Bühne"), ["Bühne"]);
        assert_eq!(name_lines("Haupteingang Lindenplatz"), ["Haupteingang", "Lindenplatz"]);
        assert_eq!(name_lines("Ruheraum im ersten Stock"), ["Ruheraum im", "ersten Stock"]);
        assert_eq!(name_lines("Spielmobilstellplatz"), ["Spielmobilstellplatz"]);
        assert_eq!(super::name_lines("Werkraum 1", LARGE_NAME_LINE), ["Werkraum", "1"]);
    }
}
