//! What the kinds of things are called: organisations, goods, places, voices of the market, phases, levels.

use super::words;
use domain::{
    Locale,
    access::Role,
    fair::Phase,
    market::{PlaceKind, Presence},
    profile::{Kind, Level, MigrationRelation},
    programme::ItemKind,
    taxonomy::{Exchange, Good, Hue},
};

/// Declares the words of one enum; a variant without words does not compile.
macro_rules! wording {
    ($($(#[$doc:meta])* $name:ident($ty:ident) { $($variant:ident { De: $de:literal, En: $en:literal })+ })+) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $name(locale: Locale, value: $ty) -> &'static str {
            match (value, locale) {
                $(($ty::$variant, Locale::De) => $de, ($ty::$variant, Locale::En) => $en,)+
            }
        }
    )+};
}

wording! {
    kind(Kind) {
        Association { De: "Verein", En: "Association" }
        Initiative { De: "Initiative", En: "Initiative" }
        Office { De: "Amt", En: "Public office" }
        Institute { De: "Einrichtung", En: "Institute" }
    }
    /// For organisers only; never shown in public.
    relation(MigrationRelation) {
        With { De: "mit Migrationsbezug", En: "with a migration relation" }
        Without { De: "ohne Migrationsbezug", En: "without a migration relation" }
        Both { De: "beides", En: "both" }
    }
    good(Good) {
        Rooms { De: "Räume", En: "Rooms" }
        Volunteers { De: "Ehrenamtliche", En: "Volunteers" }
        Interpreting { De: "Sprachmittlung", En: "Interpreting" }
        KnowHow { De: "Wissen und Erfahrung", En: "Know-how" }
        Instruments { De: "Instrumente", En: "Instruments" }
        Equipment { De: "Technik und Material", En: "Equipment" }
        Transport { De: "Transport", En: "Transport" }
        Kitchen { De: "Küche", En: "Kitchen" }
        Funding { De: "Fördermittel", En: "Funding" }
        Publicity { De: "Öffentlichkeitsarbeit", En: "Publicity" }
        Childcare { De: "Kinderbetreuung", En: "Childcare" }
        Advice { De: "Beratung", En: "Advice" }
        Stage { De: "Bühne und Auftritte", En: "Stage and performances" }
        Partner { De: "Partner für eine Idee", En: "A partner for an idea" }
    }
    place(PlaceKind) {
        Entrance { De: "Eingang", En: "Entrance" }
        StepFreeEntrance { De: "Stufenloser Eingang", En: "Step-free entrance" }
        Info { De: "Information", En: "Information" }
        Stage { De: "Bühne", En: "Stage" }
        QuietRoom { De: "Ruheraum", En: "Quiet room" }
        Toilet { De: "Toiletten", En: "Toilets" }
        AccessibleToilet { De: "Barrierefreie Toilette", En: "Accessible toilet" }
        Cafe { De: "Café", En: "Café" }
        Dating { De: "Speed-Dating", En: "Speed-dating" }
        Workshop { De: "Workshop-Raum", En: "Workshop room" }
        Lift { De: "Aufzug", En: "Lift" }
        Stairs { De: "Treppe", En: "Stairs" }
    }
    presence(Presence) {
        Expected { De: "Wird erwartet", En: "Expected" }
        Open { De: "Stand ist besetzt", En: "Somebody is at the stand" }
        Away { De: "Gerade nicht am Stand", En: "Away from the stand just now" }
    }
    /// The eight voices of the market.
    hue(Hue) {
        Youth { De: "Jugend", En: "Youth" }
        Culture { De: "Kultur", En: "Culture" }
        Sport { De: "Sport", En: "Sport" }
        Learn { De: "Bildung", En: "Learning" }
        Family { De: "Familie", En: "Family" }
        Women { De: "Frauen", En: "Women" }
        Care { De: "Gesundheit und Soziales", En: "Health and care" }
        Green { De: "Umwelt und Quartier", En: "Environment and neighbourhood" }
    }
    item_kind(ItemKind) {
        Opening { De: "Eröffnung", En: "Opening" }
        Workshop { De: "Workshop", En: "Workshop" }
        Stage { De: "Bühne", En: "Stage" }
        Forum { De: "Forum", En: "Forum" }
        Talk { De: "Gespräch", En: "Talk" }
        Dating { De: "Speed-Dating", En: "Speed-dating" }
        Tour { De: "Rundgang", En: "Tour" }
        Break { De: "Pause", En: "Break" }
    }
    phase(Phase) {
        Preparing { De: "In Vorbereitung", En: "Being prepared" }
        Published { De: "Veröffentlicht", En: "Published" }
        Live { De: "Läuft gerade", En: "On now" }
        Closed { De: "Beendet", En: "Over" }
    }
    role(Role) {
        Organiser { De: "Organisation", En: "Organiser" }
        TimeKeeper { De: "Zeitwache", En: "Time keeper" }
    }
}

words! {
    level_few_words { De: "ein paar Worte", En: "a few words" }
    level_everyday { De: "im Alltag", En: "everyday" }
    level_fluent { De: "fließend", En: "fluent" }
    level_native { De: "Muttersprache", En: "native" }
}

/// An offer or a need: its kind, and what its association says of it.
pub fn exchange(locale: Locale, value: &Exchange) -> String {
    match value.note.as_str() {
        "" => good(locale, value.good).to_owned(),
        note => format!("{}: {note}", good(locale, value.good)),
    }
}

/// How well a language is offered.
pub fn level(locale: Locale, level: Level) -> &'static str {
    match level.get() {
        1 => level_few_words(locale),
        2 => level_everyday(locale),
        3 => level_fluent(locale),
        _ => level_native(locale),
    }
}
