//! The few words that say what an organisation is and how it relates to migration.

use crate::cells::yes_or_no;
use domain::profile::{Kind, MigrationRelation, name_key};

pub(crate) fn kind(text: &str) -> Option<Kind> {
    let key = name_key(text);
    let has = |stems: &[&str]| {
        stems.iter().any(|stem| key.split(' ').any(|word| word.starts_with(stem) || word.ends_with(stem)))
    };
    let kinds: [(Kind, &[&str]); 4] = [
        (Kind::Initiative, &["initiative", "gruppe", "projekt", "group", "buendnis", "netzwerk", "network", "project"]),
        (
            Kind::Institute,
            &[
                "institut",
                "institute",
                "institution",
                "einrichtung",
                "hochschule",
                "schule",
                "university",
                "universitaet",
                "akademie",
                "academy",
                "stiftung",
                "foundation",
                "genossenschaft",
            ],
        ),
        (
            Kind::Office,
            &["amt", "behoerde", "verwaltung", "kommune", "office", "authority", "abteilung", "referat", "stabsstelle"],
        ),
        (Kind::Association, &["verein", "vereine", "verband", "ev", "association", "club", "society", "charity"]),
    ];
    if matches!(key.as_str(), "ev" | "e v") {
        return Some(Kind::Association);
    }
    // A legal form at the end is no part of a name's key.
    if key == "gug" || text.to_lowercase().contains("gmbh") {
        return Some(Kind::Institute);
    }
    kinds.into_iter().find(|(_, stems)| has(stems)).map(|(kind, _)| kind)
}

pub(crate) fn relation(text: &str) -> Option<MigrationRelation> {
    let key = name_key(text);
    let first = key.split(' ').next()?;
    Some(match first {
        "beides" | "beide" | "both" | "gemischt" | "mixed" | "teils" | "teilweise" => MigrationRelation::Both,
        "mit" | "with" if key.contains("ohne") || key.contains("without") => MigrationRelation::Both,
        "mit" | "with" => MigrationRelation::With,
        "ohne" | "without" | "kein" | "keine" => MigrationRelation::Without,
        _ => match yes_or_no(text)? {
            true => MigrationRelation::With,
            false => MigrationRelation::Without,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn organisations_are_told_apart() {
        let expected = [
            ("Verein", Kind::Association),
            ("e. V.", Kind::Association),
            ("eingetragener Verein", Kind::Association),
            ("Initiative", Kind::Initiative),
            ("Elterngruppe", Kind::Initiative),
            ("Jugendamt", Kind::Office),
            ("Institut", Kind::Institute),
            ("association", Kind::Association),
            ("gGmbH", Kind::Institute),
            ("gemeinnützige GmbH", Kind::Institute),
            ("Stiftung", Kind::Institute),
            ("Charity", Kind::Association),
        ];
        for (text, expected) in expected {
            assert_eq!(kind(text), Some(expected), "{text}");
        }
        assert_eq!(kind("sonstiges"), None);
    }

    #[test]
    fn a_relation_is_said_in_words_or_by_a_cross() {
        use MigrationRelation::*;
        let expected = [("ja", With), ("x", With), ("mit Migrationsbezug", With), ("ohne", Without), ("nein", Without)];
        for (text, expected) in expected {
            assert_eq!(relation(text), Some(expected), "{text}");
        }
        assert_eq!(relation("mit und ohne"), Some(Both));
        assert_eq!(relation("beides"), Some(Both));
        assert_eq!(relation("unklar"), None);
    }
}
