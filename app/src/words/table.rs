//! Texts of "my table": finding oneself, the running round, the run sheet, what has changed.

use super::{and_list, enums, words};
use domain::{Locale, clock::Run, taxonomy::Fit, views::CommonGround};

words! {
    title { De: "Mein Tisch", En: "My table" }
    choose_dating { De: "Welches Speed-Dating?", En: "Which speed-dating?" }
    no_dating_title { De: "Noch kein Speed-Dating", En: "No speed-dating yet" }
    no_dating { De: "Auf dieser Messe ist bisher kein Speed-Dating angekündigt.", En: "No speed-dating has been announced for this fair so far." }
    who_are_you { De: "Wer sind Sie?", En: "Who are you?" }
    choose_yourself { De: "Wählen Sie Ihren Verein. Ihr Laufzettel öffnet sich und bleibt auf diesem Gerät gemerkt.", En: "Choose your association. Your run sheet opens and is remembered on this device." }
    search_name { De: "Name des Vereins", En: "Name of the association" }
    search_name_hint { De: "Vereinsname", En: "Association" }
    search { De: "Suchen", En: "Search" }
    nobody_found { De: "Unter diesem Namen ist niemand angemeldet. Fragen Sie am Infotisch.", En: "Nobody is registered under this name. Please ask at the information desk." }
    not_published_title { De: "Die Tische werden noch verteilt", En: "Tables are still being allocated" }
    not_published(time: &str) { De: "Das Speed-Dating beginnt {time}. Sobald der Tischplan steht, finden Sie hier Ihren Platz.", En: "The speed-dating begins {time}. As soon as the table plan is ready, you will find your place here." }
    being_made_title { De: "Der Tischplan wird gerade gemacht", En: "The table plan is being made" }
    being_made { De: "Sobald er steht, finden Sie hier Ihren Platz. Was Sie vorher gesehen haben, gilt nicht mehr.", En: "As soon as it is ready, you will find your place here. What you have seen before no longer holds." }
    gone_title { De: "Dieses Speed-Dating gibt es nicht mehr", En: "This speed-dating no longer exists" }
    gone { De: "Es wurde abgesagt, oder Sie stehen nicht mehr auf der Liste. Am Infotisch weiß man mehr.", En: "It was called off, or you are no longer on the list. Please ask at the information desk." }
    somebody_else { De: "Nicht Sie? Anderen Verein wählen", En: "Not you? Choose another association" }

    plan_version(version: u32, time: &str) { De: "Plan {version}, Stand {time} Uhr", En: "Plan {version}, as of {time}" }
    round_of(round: u8, of: u8) { De: "Runde {round} von {of}", En: "Round {round} of {of}" }
    round(round: u8) { De: "Runde {round}", En: "Round {round}" }
    round_runs(round: u8, of: u8) { De: "Runde {round} von {of} läuft", En: "Round {round} of {of} is on" }
    change_to(round: u8, of: u8) { De: "Wechsel zu Runde {round} von {of}", En: "Change to round {round} of {of}" }
    until_change { De: "bis zum Wechsel", En: "until the change" }
    until_end { De: "bis zum Ende", En: "until the end" }
    until_next { De: "bis zur nächsten Runde", En: "until the next round" }
    begins(round: u8) { De: "Runde {round} beginnt", En: "Round {round} begins" }
    paused { De: "Pause. Die Uhr steht.", En: "Paused. The clock stands still." }
    before_start(when: &str) { De: "Es geht los: {when}", En: "It begins: {when}" }
    waiting_for_gong { De: "Gleich geht es los. Bleiben Sie in der Nähe.", En: "About to begin. Please stay close." }
    over_title { De: "Geschafft!", En: "That's it!" }
    over { De: "Das Speed-Dating ist zu Ende. Unten sehen Sie noch einmal, mit wem Sie gesprochen haben.", En: "The speed-dating is over. Below you see once more whom you talked to." }
    is_on { De: "Das Speed-Dating läuft", En: "The speed-dating is on" }
    is_over { De: "Das Speed-Dating ist zu Ende", En: "The speed-dating is over" }
    over_met_nobody { De: "Mit einem Gespräch hat es diesmal leider nicht geklappt. Auf dem Markt finden Sie alle Vereine, die Sie noch kennenlernen möchten.", En: "Sadly, no talk worked out for you this time. On the market you find all the associations you would still like to get to know." }
    called_off { De: "Dieses Speed-Dating ist abgesagt", En: "This speed-dating has been called off" }
    held_after_all { De: "Das Speed-Dating findet doch statt", En: "The speed-dating takes place after all" }
    start_taken_back { De: "Der Start ist zurückgenommen: Es hat noch nicht begonnen", En: "The start was taken back: it has not begun yet" }
    ask_the_desk { De: "Es beginnt keine Runde mehr. Am Infotisch weiß man mehr.", En: "No round begins any more. Please ask at the information desk." }
    table { De: "Tisch", En: "Table" }
    table_number(number: u16) { De: "Tisch {number}", En: "Table {number}" }
    go_to(number: u16) { De: "Gehen Sie jetzt zu Tisch {number}.", En: "Go to table {number} now." }
    with { De: "mit", En: "with" }
    first_table(round: u8) { De: "Ihr erster Tisch, in Runde {round}", En: "Your first table, in round {round}" }
    break_now { De: "Diese Runde haben Sie Pause", En: "You have a break this round" }
    break_hint { De: "Zeit für einen Kaffee oder einen Gang über den Markt.", En: "Time for a coffee or a walk across the market." }
    break_round { De: "Pause", En: "Break" }
    noted_away { De: "Sie sind als nicht da vermerkt.", En: "You are noted as not here." }
    noted_here { De: "Sie sind wieder als da vermerkt.", En: "You are noted as here again." }
    are_you_here { De: "Sind Sie hier?", En: "Are you here?" }
    tell_the_desk { De: "Sagen Sie es am Infotisch.", En: "Tell the information desk." }
    away_noted { De: "Für diese Runde sind Sie als nicht da vermerkt", En: "For this round you are noted as not here" }
    away_now { De: "Für diese Runde sind Sie nicht eingeplant", En: "You are not expected in this round" }
    away_round { De: "nicht eingeplant", En: "not expected" }
    away_noted_round { De: "als nicht da vermerkt", En: "noted as not here" }
    nobody_across { De: "ohne Gegenüber", En: "nobody across" }
    not_there(name: &str) { De: "{name} ist nicht da.", En: "{name} is not here." }
    wait_or_ask { De: "Warten Sie bitte kurz am Tisch oder kommen Sie zum Infotisch.", En: "Please wait at the table for a moment or come to the information desk." }
    why_you_fit { De: "Worüber Sie sprechen könnten", En: "What you could talk about" }
    run_sheet { De: "Ihr Laufzettel", En: "Your run sheet" }
    stand_and_languages(stand: &str, languages: &str) { De: "Stand {stand} · gemeinsam: {languages}", En: "Stand {stand} · in common: {languages}" }
    at_stand(stand: &str) { De: "Stand {stand}", En: "Stand {stand}" }
    common_languages(languages: &str) { De: "gemeinsam: {languages}", En: "in common: {languages}" }
    to_their_stand(stand: &str) { De: "Zum Stand {stand}", En: "To stand {stand}" }
    done { De: "vorbei", En: "over" }
    fell_away { De: "fällt aus", En: "not held" }
    remaining(time: &str) { De: "Noch {time}", En: "{time} left" }

    changed { De: "Geändert", En: "Changed" }
    changed_start(when: &str) { De: "Das Speed-Dating beginnt jetzt {when}.", En: "The speed-dating now begins {when}." }
    changed_table(round: u8, to: u16, from: u16) { De: "In Runde {round} sitzen Sie an Tisch {to} statt {from}.", En: "In round {round} you sit at table {to} instead of {from}." }
    changed_partner(round: u8, name: &str) { De: "In Runde {round} sitzt Ihnen jetzt {name} gegenüber.", En: "In round {round}, {name} now sits across from you." }
    changed_alone(round: u8) { De: "In Runde {round} sitzt Ihnen niemand mehr gegenüber.", En: "In round {round} nobody sits across from you any more." }
    changed_to_break(round: u8) { De: "In Runde {round} haben Sie jetzt Pause.", En: "In round {round} you now have a break." }
    changed_to_away(round: u8) { De: "Für Runde {round} sind Sie nicht mehr eingeplant.", En: "You are no longer expected in round {round}." }
    changed_from_break(round: u8, to: u16) { De: "In Runde {round} haben Sie doch ein Gespräch, an Tisch {to}.", En: "In round {round} you do have a talk now, at table {to}." }
    changed_back { De: "Die Änderung ist zurückgenommen: Es gilt wieder, was vorher hier stand.", En: "The change was taken back: what stood here before holds again." }
    understood { De: "Verstanden", En: "Got it" }
    new_here { De: "neu", En: "new" }

    same_field(name: &str) { De: "Sie arbeiten beide im Feld {name}.", En: "You both work in the field “{name}”." }
    same_district(name: &str) { De: "Sie sind beide in {name} aktiv.", En: "You are both active in {name}." }
    same_group(name: &str) { De: "Sie sind beide für dieselben Menschen da: {name}.", En: "You are both there for the same people: {name}." }
    they_offer(good: &str) { De: "Sie suchen, was der andere Verein bietet: {good}.", En: "You are looking for what they offer: {good}." }
    they_offer_in_words(good: &str, offered: &str) { De: "{good}: Das suchen Sie, dort gibt es „{offered}“.", En: "{good}: you are looking for that, they offer “{offered}”." }
    they_offer_to_need(good: &str, needed: &str) { De: "{good}: Sie suchen „{needed}“, dort gibt es etwas aus diesem Bereich.", En: "{good}: you are looking for “{needed}”, they offer something of the kind." }
    they_offer_otherwise(good: &str, needed: &str, offered: &str) { De: "{good}: Sie suchen „{needed}“, dort gibt es „{offered}“.", En: "{good}: you are looking for “{needed}”, they offer “{offered}”." }
    we_offer(good: &str) { De: "Der andere Verein sucht, was Sie bieten: {good}.", En: "They are looking for what you offer: {good}." }
    we_offer_to_need(good: &str, needed: &str) { De: "{good}: Das bieten Sie, dort wird „{needed}“ gesucht.", En: "{good}: you offer that, they are looking for “{needed}”." }
    we_offer_in_words(good: &str, offered: &str) { De: "{good}: Sie bieten „{offered}“, dort wird etwas aus diesem Bereich gesucht.", En: "{good}: you offer “{offered}”, they are looking for something of the kind." }
    we_offer_otherwise(good: &str, offered: &str, needed: &str) { De: "{good}: Sie bieten „{offered}“, dort wird „{needed}“ gesucht.", En: "{good}: you offer “{offered}”, they are looking for “{needed}”." }
}

/// Over a session that is over.
pub fn end(locale: Locale, run: Run) -> &'static str {
    if run.is_called_off() { called_off(locale) } else { over_title(locale) }
}

/// One reason why two fit, as a sentence.
pub fn reason(locale: Locale, common: &CommonGround) -> String {
    match common {
        CommonGround::Field(name) => same_field(locale, name.get(locale)),
        CommonGround::District(name) => same_district(locale, name),
        CommonGround::TargetGroup(name) => same_group(locale, name),
        CommonGround::TheyOffer(fit) => {
            exchange(locale, fit, they_offer, |good, offered, needed| match (offered.is_empty(), needed.is_empty()) {
                (false, true) => they_offer_in_words(locale, good, offered),
                (true, _) => they_offer_to_need(locale, good, needed),
                (false, false) => they_offer_otherwise(locale, good, needed, offered),
            })
        }
        CommonGround::WeOffer(fit) => {
            exchange(locale, fit, we_offer, |good, offered, needed| match (offered.is_empty(), needed.is_empty()) {
                (false, true) => we_offer_in_words(locale, good, offered),
                (true, _) => we_offer_to_need(locale, good, needed),
                (false, false) => we_offer_otherwise(locale, good, offered, needed),
            })
        }
    }
}

/// In one phrase where both say the same, else in the words of both.
fn exchange(
    locale: Locale,
    fit: &Fit,
    same: fn(Locale, &str) -> String,
    otherwise: impl Fn(&str, &str, &str) -> String,
) -> String {
    let (good, offered, needed) = spoken(locale, fit);
    if fit.says_the_same() { same(locale, &good_in_words(locale, fit)) } else { otherwise(good, &offered, &needed) }
}

/// The kind, and what is offered and needed in their own words, each short enough for a phone.
fn spoken(locale: Locale, fit: &Fit) -> (&'static str, String, String) {
    (enums::good(locale, fit.good), in_short(&fit.offered), in_short(&fit.needed))
}

/// "Räume (Saal mit Bühne)", where both say the same.
fn good_in_words(locale: Locale, fit: &Fit) -> String {
    let (good, offered, _) = spoken(locale, fit);
    if offered.is_empty() { good.to_owned() } else { format!("{good} ({offered})") }
}

/// No longer than about a line, cut between words.
fn in_short(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':']))
}

/// "Arabisch und Deutsch" from codes.
pub fn languages(locale: Locale, codes: &[String]) -> String {
    let names: Vec<String> = codes.iter().map(|code| super::languages::language(locale, code)).collect();
    and_list(locale, &names)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::taxonomy::Good;

    #[test]
    fn nobody_is_promised_what_is_not_there() {
        let fit = |offered: &str, needed: &str| Fit {
            good: Good::Interpreting,
            offered: offered.to_owned(),
            needed: needed.to_owned(),
        };
        let they = |offered, needed| reason(Locale::De, &CommonGround::TheyOffer(fit(offered, needed)));
        assert_eq!(
            they("Dari und Paschtu", "Gebärdensprache"),
            "Sprachmittlung: Sie suchen „Gebärdensprache“, dort gibt es „Dari und Paschtu“."
        );
        assert_eq!(they("Dari", ""), "Sprachmittlung: Das suchen Sie, dort gibt es „Dari“.");
        assert_eq!(they("", ""), "Sie suchen, was der andere Verein bietet: Sprachmittlung.");
        assert_eq!(they("Dari", "dari"), "Sie suchen, was der andere Verein bietet: Sprachmittlung (Dari).");
        assert_eq!(
            reason(Locale::En, &CommonGround::WeOffer(fit("", "Sign language"))),
            "Interpreting: you offer that, they are looking for “Sign language”."
        );
        let long = "Begleitung zu Ämtern, ".repeat(9);
        assert!(in_short(&long).chars().count() <= 62 && in_short(&long).ends_with("Begleitung zu …"));
    }
}
