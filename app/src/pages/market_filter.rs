//! What somebody looks for at the market: read from the address, judged stand by stand, written back to the address.

use crate::words::{enums, languages};
use domain::{
    Locale,
    market::Stand,
    profile::Findable,
    taxonomy::{Field, Hue},
    views::AssociationCard,
};
use leptos_router::params::ParamsMap;

/// Everything that narrows the market down. Several hues widen each other; the rest narrows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub text: String,
    pub hues: Vec<Hue>,
    pub language: String,
    pub district: String,
}

impl Filter {
    pub fn read(query: &ParamsMap) -> Self {
        let keys = query.get_all("field").unwrap_or_default();
        Self {
            text: query.get("q").unwrap_or_default(),
            hues: keys.iter().filter_map(|key| Hue::from_key(key)).collect(),
            language: query.get("language").unwrap_or_default(),
            district: query.get("district").unwrap_or_default(),
        }
    }

    /// Adds itself to what an address asks for.
    pub fn write(&self, query: &mut ParamsMap) {
        let Self { text, hues, language, district } = self;
        for (key, value) in [("q", text), ("language", language), ("district", district)] {
            if !value.is_empty() {
                query.insert(key, value.clone());
            }
        }
        for hue in hues {
            query.insert("field", hue.key().to_owned());
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an association fits, at a stand or (yet) without one.
    pub fn fits(&self, locale: Locale, association: &AssociationCard, stand: Option<&Stand>, fields: &[Field]) -> bool {
        let Self { text, hues, language, district } = self;
        let of_its_fields = fields.iter().filter(|f| association.fields.contains(&f.id)).filter_map(|f| f.hue);
        (hues.is_empty() || association.hue.into_iter().chain(of_its_fields).any(|hue| hues.contains(&hue)))
            && (language.is_empty() || association.languages.iter().any(|spoken| spoken.code == *language))
            && (district.is_empty() || association.districts.contains(district))
            && (text.trim().is_empty() || speaks_of(locale, association, stand, fields, text))
    }
}

/// Whether every word somebody typed occurs in what the association says of itself.
fn speaks_of(locale: Locale, card: &AssociationCard, stand: Option<&Stand>, fields: &[Field], text: &str) -> bool {
    let mut said: Vec<&str> = vec![card.name.as_str(), &card.short_name, &card.goals, &card.activities];
    said.extend(stand.map(|stand| stand.number.as_str()));
    said.extend(fields.iter().filter(|f| card.fields.contains(&f.id)).map(|f| f.name.get(locale)));
    said.extend(card.target_groups.iter().chain(&card.districts).map(String::as_str));
    said.extend(card.offers.iter().chain(&card.needs).flat_map(|e| [enums::good(locale, e.good), e.note.as_str()]));
    let spoken: Vec<String> = card.languages.iter().map(|spoken| languages::language(locale, &spoken.code)).collect();
    said.extend(spoken.iter().map(String::as_str));
    Findable::of(&said.join(" ")).is_found_by(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::{
        AssociationId,
        profile::{Level, Profile, SpokenLanguage},
        text::Title,
    };

    fn choir() -> AssociationCard {
        let mut profile = Profile::named(Title::parse("Nachbarschaftschor Hafenstraße e. V.").unwrap());
        profile.languages = vec![SpokenLanguage { code: "ar".into(), level: Level::FLUENT }];
        profile.districts = vec!["Nordstadt".into()];
        profile.activities = "Wir proben samstags und singen auf Straßenfesten.".into();
        AssociationCard::of(AssociationId(1), &profile, &[])
    }

    #[test]
    fn people_type_as_they_speak() {
        for found in ["chor hafen", "HAFENSTRASSE", "straßenfest", "arabisch"] {
            let filter = Filter { text: found.into(), ..Filter::default() };
            assert!(filter.fits(Locale::De, &choir(), None, &[]), "{found}");
        }
        let other = Filter { text: "chor fußball".into(), ..Filter::default() };
        assert!(!other.fits(Locale::De, &choir(), None, &[]));
    }

    #[test]
    fn whoever_names_no_field_is_found_under_none() {
        let find = |hue| Filter { hues: vec![hue], ..Filter::default() }.fits(Locale::De, &choir(), None, &[]);
        assert_eq!(Hue::ALL.map(find), [false; 8]);
    }

    #[test]
    fn an_address_says_the_same_there_and_back() {
        let filter = Filter {
            text: "chor".into(),
            hues: vec![Hue::Culture, Hue::Care],
            language: "ar".into(),
            district: "Nordstadt".into(),
        };
        let mut query = ParamsMap::new();
        filter.write(&mut query);
        assert_eq!(Filter::read(&query), filter);
    }
}
