//! The parts of a profile in words: their labels, and what they say, for people who compare two versions.

use crate::words::{associations as words, enums, languages};
use domain::{
    Locale,
    merge::ProfilePart,
    profile::{Position, Profile},
    taxonomy::Exchange,
    views::AssociationList,
};

pub fn label(locale: Locale, part: ProfilePart) -> &'static str {
    match part {
        ProfilePart::Name => words::name(locale),
        ProfilePart::ShortName => words::short_name(locale),
        ProfilePart::Kind => words::kind(locale),
        ProfilePart::Relation => words::relation(locale),
        ProfilePart::Goals => words::goals(locale),
        ProfilePart::Activities => words::activities(locale),
        ProfilePart::Fields => words::fields(locale),
        ProfilePart::TargetGroups => words::groups(locale),
        ProfilePart::Districts => words::districts(locale),
        ProfilePart::Languages => words::languages(locale),
        ProfilePart::Offers => words::offers(locale),
        ProfilePart::Needs => words::needs(locale),
        ProfilePart::Websites => words::websites(locale),
        ProfilePart::Email => words::email(locale),
        ProfilePart::Address => words::address(locale),
        ProfilePart::Wishes => words::wishes(locale),
    }
}

/// A position as it is typed.
pub fn degrees(position: Position) -> String {
    format!("{}, {}", position.latitude, position.longitude)
}

/// What the profile says in this part; empty where it says nothing.
pub fn text(locale: Locale, part: ProfilePart, profile: &Profile, list: &AssociationList) -> String {
    let exchanges = |all: &[Exchange]| {
        let lines = all.iter().map(|one| format!("{}: {}", enums::good(locale, one.good), one.note));
        lines.collect::<Vec<_>>().join("\n")
    };
    match part {
        ProfilePart::Name => profile.name.to_string(),
        ProfilePart::ShortName => profile.short_name.clone(),
        ProfilePart::Kind => enums::kind(locale, profile.kind).to_owned(),
        ProfilePart::Relation => {
            profile.relation.map_or(words::says_nothing(locale), |r| enums::relation(locale, r)).to_owned()
        }
        ProfilePart::Goals => profile.goals.clone(),
        ProfilePart::Activities => profile.activities.clone(),
        ProfilePart::Fields => {
            let names = list.fields.iter().filter(|field| profile.fields.contains(&field.id));
            names.map(|field| field.name.get(locale)).collect::<Vec<_>>().join(", ")
        }
        ProfilePart::TargetGroups => profile.target_groups.join("\n"),
        ProfilePart::Districts => profile.districts.join("\n"),
        ProfilePart::Languages => {
            let lines = profile.languages.iter().map(|spoken| {
                format!("{}: {}", languages::language(locale, &spoken.code), enums::level(locale, spoken.level))
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        ProfilePart::Offers => exchanges(&profile.offers),
        ProfilePart::Needs => exchanges(&profile.needs),
        ProfilePart::Websites => profile.websites.join("\n"),
        ProfilePart::Email => profile.email.clone().unwrap_or_default(),
        ProfilePart::Address => {
            let address = &profile.address;
            let public = if address.public { words::public_address(locale) } else { words::hidden_address(locale) };
            let town = format!("{} {}", address.postcode, address.town);
            let position = address.position.map(degrees).unwrap_or_default();
            let lines = [address.street.as_str(), town.trim(), &position, public];
            lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
        }
        ProfilePart::Wishes => {
            let names = list.associations.iter().filter(|other| profile.wishes.contains(&other.id));
            names.map(|other| other.profile.name.as_str()).collect::<Vec<_>>().join("\n")
        }
    }
}
