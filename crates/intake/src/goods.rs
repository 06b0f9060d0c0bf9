//! What is offered and needed, by the words people use for it.

use domain::{
    profile::name_key,
    taxonomy::{Exchange, Good},
};

/// The good an entry speaks of, with the entry's own words as its note; what only says the good needs no note: `Räume`,
/// `Ehrenamtliche`, the first word of `Räume: Saal`.
pub(crate) fn parse(entry: &str) -> Option<Exchange> {
    let (head, rest) = entry.split_once(':').map_or((entry, ""), |(head, rest)| (head.trim(), rest.trim()));
    if let Some(good) = Good::from_key(head).or_else(|| named(head)) {
        return Some(Exchange { good, note: rest.to_owned() });
    }
    let key = name_key(entry);
    let words: Vec<&str> = key.split(' ').collect();
    let (length, good, bare) = WORDS
        .iter()
        .flat_map(|(good, stems)| stems.split('|').map(move |stem| (stem, *good)))
        .filter(|(stem, _)| words.iter().any(|word| fits(word, stem)))
        .map(|(stem, good)| (stem.len(), good, key.len() <= stem.len() + 2))
        // The longest word is the most telling one; the order of goods settles the rest.
        .max_by_key(|(length, good, _)| (*length, std::cmp::Reverse(*good)))?;
    debug_assert!(length > 0);
    Some(Exchange { good, note: if bare { String::new() } else { entry.to_owned() } })
}

/// The good that is called so.
fn named(head: &str) -> Option<Good> {
    let key = name_key(head);
    NAMES.iter().find(|(_, names)| names.split('|').any(|name| name == key)).map(|(good, _)| *good)
}

/// What the goods are called in German and English, parted by bars.
const NAMES: &[(Good, &str)] = &[
    (Good::Rooms, "raum|raeume|raeumlichkeiten|room|rooms"),
    (Good::Volunteers, "ehrenamtliche|ehrenamt|freiwillige|helfer|helfende|volunteer|volunteers"),
    (Good::Interpreting, "sprachmittlung|dolmetschen|uebersetzung|interpreting|interpreters|translation"),
    (Good::KnowHow, "wissen und erfahrung|wissen|erfahrung|know how|knowhow|expertise"),
    (Good::Instruments, "instrumente|musikinstrumente|instruments"),
    (Good::Equipment, "technik und material|technik|material|ausstattung|equipment"),
    (Good::Transport, "transport|fahrdienst|fahrzeuge"),
    (Good::Kitchen, "kueche|kitchen"),
    (Good::Funding, "foerdermittel|finanzierung|finanzen|geld|spenden|funding"),
    (Good::Publicity, "oeffentlichkeitsarbeit|werbung|publicity"),
    (Good::Childcare, "kinderbetreuung|childcare"),
    (Good::Advice, "beratung|advice"),
    (Good::Stage, "buehne und auftritte|buehne|auftritte|stage and performances|stage|performances"),
    (Good::Partner, "partner fuer eine idee|partner|a partner for an idea|partners"),
];

/// `^raum`: the word begins so; `raum$`: it ends so; otherwise it contains it.
fn fits(word: &str, stem: &str) -> bool {
    match (stem.strip_prefix('^'), stem.strip_suffix('$')) {
        (Some(start), _) => word.starts_with(start),
        (_, Some(end)) => word.ends_with(end),
        _ => word.contains(stem),
    }
}

/// Parted by bars; `^` and `$` as in [`fits`].
const WORDS: &[(Good, &str)] = &[
    (Good::Rooms, "raum$|raeume|raeumlichkeit|^raum|^saal|saal$|^room|rooms$|venue|^halle|halle$|werkstatt"),
    (Good::Volunteers, "ehrenamt|freiwillig|helfer|helfende|volunteer|engagierte|mithilfe|mitglieder"),
    (Good::Interpreting, "dolmetsch|uebersetz|sprachmittl|interpret|translat"),
    (
        Good::KnowHow,
        "knowhow|^know|wissen|erfahrung|expertise|^kenntnis|fortbildung|schulung|training|workshop|referent|\
         experience|fachwissen",
    ),
    (Good::Instruments, "instrument|klavier|trommel|gitarre|piano|drums|guitar"),
    (
        Good::Equipment,
        "technik|ausstattung|ausruest|equipment|geraet|beamer|tontechnik|lautsprecher|mobiliar|zelt|werkzeug|\
         material|laptop|computer|tools",
    ),
    (Good::Transport, "transport|fahrzeug|transporter|fahrdienst|kleinbus|lastenrad|anhaenger|vehicle|^van|^auto"),
    (Good::Kitchen, "kueche|kitchen|catering|kochen|^koch|verpflegung|backofen"),
    (
        Good::Funding,
        "foerdermittel|finanz|^geld|spende|funding|^fund|zuschuss|zuschuesse|sponsor|grants|donation|\
         foerderung",
    ),
    (
        Good::Publicity,
        "oeffentlichkeitsarbeit|werbung|presse|publicity|social|marketing|reichweite|newsletter|outreach",
    ),
    (Good::Childcare, "kinderbetreuung|childcare|babysit|kinderhort"),
    (Good::Advice, "berat|advice|counsel|mentor|consult|coaching"),
    (Good::Stage, "buehne|^stage|auftritt|performance"),
    (Good::Partner, "partner|kooperation|vernetz|cooperation|collaborat|tandem|network|netzwerk"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goods_are_found_and_the_own_words_kept() {
        let good = |entry| parse(entry).map(|exchange| (exchange.good, exchange.note));
        let with = |good, note: &str| Some((good, note.to_owned()));
        assert_eq!(good("Räume"), with(Good::Rooms, ""));
        assert_eq!(good("Proberaum am Wochenende"), with(Good::Rooms, "Proberaum am Wochenende"));
        assert_eq!(good("Ehrenamtliche"), with(Good::Volunteers, ""));
        assert_eq!(good("Räume: Saal 80 Pers."), with(Good::Rooms, "Saal 80 Pers."));
        assert_eq!(good("Ehrenamtliche für den Sommer"), with(Good::Volunteers, "Ehrenamtliche für den Sommer"));
        assert_eq!(good("Dolmetschen Arabisch"), with(Good::Interpreting, "Dolmetschen Arabisch"));
        assert_eq!(good("Beratung zu Fördermitteln"), with(Good::Funding, "Beratung zu Fördermitteln"));
        assert_eq!(good("rooms: Saal für 80"), with(Good::Rooms, "Saal für 80"));
        assert_eq!(good("Zuversicht"), None);
    }
}
