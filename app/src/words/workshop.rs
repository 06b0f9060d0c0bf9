//! Words for working the tables out: how far it is, what counts how much, and two plans side by side.

use super::{and_list, dating, enums, languages, words};
use domain::{
    Locale, ParticipantId,
    attempt::{Aim, Mishap, Reason, UnderWay},
    dating::{Dating, Evenness, Matter, Terms, Weight},
    plan::{Account, Clash, CostlyRule, Demand, Quality},
    profile::Level,
    taxonomy::Fit,
};

words! {
    working_plan { De: "Die Tische werden verteilt", En: "The tables are being allocated" }
    working_other { De: "Der andere Plan wird berechnet", En: "The other plan is being worked out" }
    begun_by(name: &str) { De: "Begonnen von {name}", En: "Begun by {name}" }
    time_used(percent: u16) { De: "{percent} % der Zeit sind um", En: "{percent}% of the time is used" }
    reached(percent: u8) { De: "Bisher {percent} % von dem, was höchstens möglich ist", En: "So far {percent}% of what is possible at most" }
    reached_unknown { De: "Wie gut es wird, ist noch nicht bekannt.", En: "How good it will be is not known yet." }
    may_leave { De: "Sie können die Seite verlassen; es geht weiter.", En: "You may leave this page; the work goes on." }
    stop { De: "Aufhören und das Beste bisher nehmen", En: "Stop and take the best so far" }
    stopping { De: "Wird beendet …", En: "Stopping …" }
    how_long { De: "Höchstens suchen", En: "Search for at most" }
    how_long_hint { De: "Ist der beste Plan früher bewiesen, endet die Suche früher.", En: "Where the best plan is proven earlier, the search ends earlier." }
    seconds(n: u16) by n { De: One "{n} Sekunde" | "{n} Sekunden", En: One "{n} second" | "{n} seconds" }
    minutes(n: u16) by n { De: One "{n} Minute" | "{n} Minuten", En: One "{n} minute" | "{n} minutes" }
    mishap_plan { De: "Die Tische wurden nicht neu verteilt", En: "The tables were not allocated anew" }
    mishap_other { De: "Der andere Plan ist nicht fertig geworden", En: "The other plan was not finished" }
    lost { De: "Der Server wurde währenddessen neu gestartet. Was vorher galt, gilt weiter. Versuchen Sie es bitte noch einmal.", En: "The server was restarted meanwhile. What was valid before still is. Please try again." }
    overtaken { De: "Währenddessen hat jemand Teilnehmende, Regeln oder Tische geändert. Was vorher galt, gilt weiter. Versuchen Sie es bitte noch einmal.", En: "Meanwhile somebody changed participants, rules or tables. What was valid before still is. Please try again." }
    failed { De: "Dabei ist etwas schiefgegangen. Was vorher galt, gilt weiter.", En: "Something went wrong. What was valid before still is." }
    dismiss { De: "Gelesen", En: "Got it" }
    phones_told(what: &str) { De: "{what} · die Telefone erfahren es sofort", En: "{what} · phones are told at once" }
    undo_plan { De: "Zum Plan davor zurück", En: "Back to the plan before" }

    try_other { De: "Anders probieren", En: "Try another way" }
    try_title { De: "Mit anderen Einstellungen probieren", En: "Try other settings" }
    try_lede { De: "Der jetzige Plan bleibt, wie er ist. Der andere steht daneben; er gilt erst, wenn Sie ihn übernehmen.", En: "The plan at hand stays as it is. The other one stands beside it; it counts only once you take it." }
    try_now { De: "Anderen Plan berechnen", En: "Work out the other plan" }
    try_same { De: "Ändern Sie mindestens eine Einstellung, sonst gibt es nichts zu vergleichen.", En: "Change at least one setting, otherwise there is nothing to compare." }
    evenness { De: "Wie gleichmäßig sollen Gespräche verteilt sein?", En: "How evenly should talks be spread?" }
    even_ignored { De: "Egal", En: "No matter" }
    even_ignored_hint { De: "Nur wer gut zusammenpasst, zählt. Einzelne können wenige Gespräche haben.", En: "Only good matches count. Some may have few talks." }
    even_fair { De: "Ausgewogen", En: "Balanced" }
    even_fair_hint { De: "Niemand verliert Gespräche, nur weil andere etwas besser zusammenpassen.", En: "Nobody loses talks only because others match a little better." }
    even_fewest { De: "Wer am wenigsten hat, zuerst", En: "Whoever has fewest comes first" }
    even_fewest_hint { De: "So viele Gespräche wie möglich für die mit den wenigsten; erst dann, wer zusammenpasst.", En: "As many talks as possible for those with fewest; only then who matches." }
    emphasis { De: "Was soll wie viel zählen?", En: "What should count how much?" }
    emphasis_hint { De: "Warum zwei zusammensitzen sollten. „Mittel“ ist das Übliche.", En: "Why two should sit together. “Medium” is the usual." }
    weight_nothing { De: "nichts", En: "nothing" }
    weight_little { De: "wenig", En: "little" }
    weight_usual { De: "mittel", En: "medium" }
    weight_much { De: "viel", En: "much" }
    matter_mixed { De: "Mit trifft ohne Migrationsbezug", En: "With and without a migration relation" }
    matter_topics { De: "Gemeinsame Felder und Zielgruppen", En: "Fields and target groups in common" }
    matter_topics_hint { De: "Seltene und nahe Felder zählen mehr als solche, die fast alle haben.", En: "Rare and near fields count more than those nearly everybody has." }
    matter_exchange { De: "Die einen bieten, was die anderen suchen", En: "One offers what the other needs" }
    matter_language { De: "Eine gemeinsame Sprache", En: "A common language" }
    matter_wishes { De: "Wünsche", En: "Wishes" }
    matter_district { De: "Derselbe Stadtteil", En: "The same part of town" }
    matter_new_faces { De: "Neue Gesichter statt alter Bekannter", En: "New faces instead of old acquaintances" }
    lists_apart(n: usize) { De: "„Nie zusammen“ gilt ({n})", En: "“Never together” holds ({n})" }
    lists_together(n: usize) { De: "„Immer zusammen“ gilt ({n})", En: "“Always together” holds ({n})" }
    lists_fixed(n: usize) { De: "Feste Tische gelten ({n})", En: "Fixed tables hold ({n})" }

    side_by_side { De: "Zwei Pläne nebeneinander", En: "Two plans side by side" }
    at_hand { De: "Jetziger Plan", En: "Plan at hand" }
    other { De: "Anderer Plan", En: "Other plan" }
    what_differs { De: "Im anderen Plan:", En: "In the other plan:" }
    nothing_differs { De: "Dieselben Einstellungen wie jetzt", En: "The same settings as now" }
    better { De: "besser", En: "better" }
    row_quality { De: "Wie gut", En: "How good" }
    row_dates { De: "Gespräche insgesamt", En: "Talks in all" }
    row_each { De: "Gespräche je Verein", En: "Talks per association" }
    row_behind { De: "Am weitesten zurück", En: "Furthest behind" }
    row_nobody { De: "Ohne ein Gespräch", En: "Without a talk" }
    row_wishes { De: "Wünsche erfüllt", En: "Wishes kept" }
    row_mixed { De: "Gemischte Tische", En: "Mixed tables" }
    row_language { De: "Gemeinsame Sprache", En: "Common language" }
    row_repeats { De: "Treffen zum zweiten Mal", En: "Meeting a second time" }
    row_breaks { De: "Pausen", En: "Breaks" }
    proven_short { De: "bewiesen das Beste", En: "proven best" }
    gap_short(percent: &str) { De: "höchstens {percent} unter dem Besten", En: "at most {percent} below the best" }
    found_short { De: "das Beste, was gefunden wurde", En: "the best that was found" }
    outdated_short { De: "nach anderen Regeln gefunden", En: "found by other rules" }
    by_hand_short { De: "von Hand geändert", En: "changed by hand" }
    talks_behind(n: u16) by n { De: One "{n} Gespräch weniger als möglich" | "{n} Gespräche weniger als möglich", En: One "{n} talk fewer than possible" | "{n} talks fewer than possible" }
    nobody_behind { De: "alle haben, was möglich ist", En: "everybody has what is possible" }
    nobody { De: "niemand", En: "nobody" }
    no_wishes { De: "keine Wünsche", En: "no wishes" }
    seated_otherwise(n: usize) by n { De: One "{n} Verein sitzt anders als jetzt." | "{n} Vereine sitzen anders als jetzt.", En: One "{n} association sits otherwise than now." | "{n} associations sit otherwise than now." }
    seated_the_same { De: "Alle sitzen wie jetzt.", En: "Everybody sits as now." }
    take { De: "Anderen Plan übernehmen", En: "Take the other plan" }
    taken { De: "Übernommen. Veröffentlicht ist er noch nicht; zurück können Sie auch.", En: "Taken. It is not published yet, and you can go back." }
    leave { De: "Jetzigen Plan behalten", En: "Keep the plan at hand" }
    is_old { De: "Seit der Berechnung hat sich etwas geändert. Berechnen Sie den anderen Plan neu, bevor Sie ihn übernehmen.", En: "Something has changed since this was worked out. Work the other plan out again before you take it." }
    differs_rounds(n: u8, now: u8) { De: "{n} Runden statt {now}", En: "{n} rounds instead of {now}" }
    differs_evenness(what: &str) { De: "gleichmäßig: {what}", En: "evenness: {what}" }
    differs_sides(what: &str) { De: "wer mit wem: {what}", En: "who with whom: {what}" }
    differs_language(what: &str) { De: "gemeinsame Sprache {what}", En: "a common language {what}" }
    repeats_allowed { De: "zweimal treffen ist erlaubt", En: "meeting twice is allowed" }
    repeats_forbidden { De: "niemand trifft sich zweimal", En: "nobody meets twice" }
    wishes_count { De: "Wünsche zählen", En: "wishes count" }
    wishes_do_not { De: "Wünsche zählen nicht", En: "wishes do not count" }
    everybody_seated { De: "alle haben in jeder Runde einen Platz", En: "everybody has a seat in every round" }
    not_everybody_seated { De: "nicht alle müssen in jeder Runde sitzen", En: "not everybody has to sit in every round" }
    without_apart { De: "ohne „nie zusammen“", En: "without “never together”" }
    without_together { De: "ohne „immer zusammen“", En: "without “always together”" }
    without_fixed { De: "ohne feste Tische", En: "without fixed tables" }
    other_lists { De: "andere Listen in den Regeln", En: "other lists in the rules" }
    differs_weight(what: &str, how: &str) { De: "{what}: {how}", En: "{what}: {how}" }

    no_languages_known { De: "keine Sprachen bekannt", En: "no languages known" }
    language_unknown_of(n: usize) by n { De: One "bei {n} Gespräch unbekannt" | "bei {n} Gesprächen unbekannt", En: One "unknown for {n} talk" | "unknown for {n} talks" }
    fair_all { De: "Alle haben so viele Gespräche, wie für sie möglich sind.", En: "Everybody has as many talks as are possible for them." }
    fair_behind(n: u16) by n { De: One "Niemand hat mehr als {n} Gespräch weniger, als möglich wäre." | "Niemand hat mehr als {n} Gespräche weniger, als möglich wären.", En: One "Nobody has more than {n} talk fewer than would be possible." | "Nobody has more than {n} talks fewer than would be possible." }
    evenness_costs(percent: &str) { De: "Dafür passen die Tische insgesamt höchstens {percent} weniger gut zusammen.", En: "For that the tables match at most {percent} less well in all." }
    rule_costs { De: "Was die Regeln kosten", En: "What the rules cost" }
    rule_costs_lede { De: "So viel besser könnten die Tische zusammenpassen, wenn es eine Regel nicht gäbe:", En: "So much better the tables could match if a rule did not exist:" }
    costs_exactly(rule: &str, percent: &str) { De: "{rule}: {percent}", En: "{rule}: {percent}" }
    costs_at_most(rule: &str, percent: &str) { De: "{rule}: höchstens {percent}", En: "{rule}: {percent} at most" }
    cost_apart { De: "„Nie zusammen“", En: "“Never together”" }
    cost_language { De: "Eine gemeinsame Sprache muss sein", En: "A common language is required" }
    cost_across { De: "Mit trifft ohne", En: "With meets without" }
    cost_together { De: "„Immer zusammen“", En: "“Always together”" }
    cost_fixed { De: "Feste Tische", En: "Fixed tables" }
    cost_seats { De: "In jeder Runde ein Platz für alle", En: "A seat for everybody in every round" }

    clash_begins { De: "Das geht nicht zusammen", En: "These cannot be had together" }
    clash_in_round(round: u8) { De: "Das geht in Runde {round} nicht zusammen", En: "These cannot be had together in round {round}" }
    clash_ends { De: "Lassen Sie eines davon weg.", En: "Leave one of them out." }
    demand_seated_one(name: &str) { De: "{name} soll sitzen", En: "{name} is to be seated" }
    demand_seated(names: &str) { De: "{names} sollen alle sitzen", En: "{names} are all to be seated" }
    demand_seated_many(n: usize) { De: "alle {n}, die da sind, sollen sitzen", En: "all {n} who are there are to be seated" }
    demand_fixed(name: &str, table: u16) { De: "{name} sitzt immer an Tisch {table}", En: "{name} always sits at table {table}" }
    demand_apart(a: &str, b: &str, why: &str) { De: "{a} und {b} dürfen nicht zusammensitzen ({why})", En: "{a} and {b} must not sit together ({why})" }
    demand_together(names: &str) { De: "{names} sitzen immer zusammen", En: "{names} always sit together" }
    demand_seats(tables: u32, seats: u32, largest: u32) { De: "es gibt {seats} Plätze an {tables} Tischen, höchstens {largest} an einem", En: "there are {seats} seats at {tables} tables, {largest} at one at most" }
    demand_least(n: u32) { De: "ein Tisch braucht mindestens {n}", En: "a table needs {n} at least" }
    demand_company(name: &str, n: u32) by n { De: One "mit {name} darf nur {n} anderer sitzen" | "mit {name} dürfen nur {n} andere sitzen", En: One "only {n} other may sit with {name}" | "only {n} others may sit with {name}" }
    keeps_away(why: &str, n: u32) { De: "{why}: {n}", En: "{why}: {n}" }
    demand_alone(name: &str) { De: "mit {name} darf niemand sitzen", En: "nobody may sit with {name}" }
    demand_never_twice(n: u32) { De: "niemand trifft in {n} Runden jemanden zweimal", En: "nobody meets anybody twice in {n} rounds" }
    demand_out_of_use(table: u16) { De: "Tisch {table} ist außer Betrieb", En: "table {table} is out of use" }

    why_title { De: "Warum diese Tischgesellschaft?", En: "Why this company?" }
    why_with(name: &str) { De: "Mit {name}", En: "With {name}" }
    why_nothing { De: "Kein besonderer Grund: So geht es für alle zusammen am besten auf.", En: "No particular reason: this way it works out best for everybody." }
    why_break { De: "Pause in dieser Runde.", En: "A break in this round." }
    both_wish { De: "Beide möchten sich treffen", En: "Both wish to meet" }
    one_wishes(a: &str, b: &str) { De: "{a} möchte {b} treffen", En: "{a} wishes to meet {b}" }
    offers_in_words(what: &str, a: &str, offered: &str, b: &str) { De: "{what}: {a} bietet „{offered}“, {b} sucht so etwas", En: "{what}: {a} offers “{offered}”, {b} needs something of the kind" }
    needs_in_words(what: &str, a: &str, b: &str, needed: &str) { De: "{what}: {a} bietet so etwas, {b} sucht „{needed}“", En: "{what}: {a} offers something of the kind, {b} needs “{needed}”" }
    offers_otherwise(what: &str, a: &str, offered: &str, b: &str, needed: &str) { De: "{what}: {a} bietet „{offered}“, {b} sucht „{needed}“", En: "{what}: {a} offers “{offered}”, {b} needs “{needed}”" }
    offers(a: &str, what: &str, b: &str) { De: "{a} bietet, was {b} sucht: {what}", En: "{a} offers what {b} needs: {what}" }
    shared_field(name: &str) { De: "Beide arbeiten im Feld {name}", En: "Both work in the field {name}" }
    shared_field_few(name: &str) { De: "Beide arbeiten im Feld {name}, wie hier nur wenige", En: "Both work in the field {name}, as few here do" }
    shared_group(name: &str) { De: "Beide sind für dieselben da: {name}", En: "Both are there for the same people: {name}" }
    mixed { De: "Mit trifft ohne Migrationsbezug", En: "With meets without a migration relation" }
    shared_language(name: &str, level: &str) { De: "Gemeinsame Sprache: {name} ({level})", En: "Common language: {name} ({level})" }
    no_language { De: "Keine gemeinsame Sprache", En: "No common language" }
    language_unknown { De: "Ob sie eine gemeinsame Sprache haben, ist nicht bekannt", En: "Whether they have a common language is not known" }
    shared_district(name: &str) { De: "Beide sind im selben Stadtteil zu Hause: {name}", En: "Both are at home in the same part of town: {name}" }
    new_to_each_other { De: "Sie haben sich noch nicht getroffen", En: "They have not met before" }
    met_before { De: "Sie haben sich früher schon getroffen", En: "They have met before" }
    by_rule { De: "Eine Regel setzt sie zusammen", En: "A rule seats them together" }
}

/// "0,5 %"
pub fn percent(locale: Locale, thousandths: i64) -> String {
    match locale {
        Locale::De => format!("{},{} %", thousandths / 10, thousandths % 10),
        Locale::En => format!("{}.{}%", thousandths / 10, thousandths % 10),
    }
}

/// How far below the best conceivable plan one may be at most, in thousandths of that; `None` where no bound tells.
pub fn gap(quality: Quality, objective: i64) -> Option<i64> {
    match quality {
        Quality::Bounded { bound } if bound > 0 => Some(((bound - objective).max(0) * 1000 + bound - 1) / bound),
        _ => None,
    }
}

/// How good a plan is, for a narrow place.
pub fn quality_short(locale: Locale, quality: Quality, objective: i64) -> String {
    match (quality, gap(quality, objective)) {
        (Quality::ProvenBest, _) => proven_short(locale).to_owned(),
        (Quality::ByHand, _) => by_hand_short(locale).to_owned(),
        (_, Some(thousandths)) => gap_short(locale, &percent(locale, thousandths)),
        (_, None) => found_short(locale).to_owned(),
    }
}

pub fn working(locale: Locale, aim: Aim) -> &'static str {
    match aim {
        Aim::Plan => working_plan(locale),
        Aim::Compare => working_other(locale),
    }
}

/// The best so far against the bound.
pub fn so_far(locale: Locale, value: &UnderWay) -> String {
    value.progress.reached().map_or_else(|| reached_unknown(locale).to_owned(), |percent| reached(locale, percent))
}

/// "10 Sekunden", "5 Minuten"
pub fn duration(locale: Locale, value: u16) -> String {
    if value.is_multiple_of(60) { minutes(locale, value / 60) } else { seconds(locale, value) }
}

pub fn mishap_title(locale: Locale, aim: Aim) -> &'static str {
    match aim {
        Aim::Plan => mishap_plan(locale),
        Aim::Compare => mishap_other(locale),
    }
}

/// Why it came to nothing; `None` where it was refused, which is worded with the refusals.
pub fn mishap(locale: Locale, value: &Mishap) -> Option<&'static str> {
    match value {
        Mishap::Lost => Some(lost(locale)),
        Mishap::Overtaken => Some(overtaken(locale)),
        Mishap::Failed => Some(failed(locale)),
        Mishap::Refused(_) => None,
    }
}

/// Name and explanation.
pub fn even(locale: Locale, value: Evenness) -> (&'static str, &'static str) {
    match value {
        Evenness::Ignored => (even_ignored(locale), even_ignored_hint(locale)),
        Evenness::Fair => (even_fair(locale), even_fair_hint(locale)),
        Evenness::FewestFirst => (even_fewest(locale), even_fewest_hint(locale)),
    }
}

pub fn weight(locale: Locale, value: Weight) -> &'static str {
    match value {
        Weight::Nothing => weight_nothing(locale),
        Weight::Little => weight_little(locale),
        Weight::Usual => weight_usual(locale),
        Weight::Much => weight_much(locale),
    }
}

pub fn matter(locale: Locale, value: Matter) -> &'static str {
    match value {
        Matter::Mixed => matter_mixed(locale),
        Matter::Topics => matter_topics(locale),
        Matter::Exchange => matter_exchange(locale),
        Matter::Language => matter_language(locale),
        Matter::Wishes => matter_wishes(locale),
        Matter::District => matter_district(locale),
        Matter::NewFaces => matter_new_faces(locale),
    }
}

/// What other terms change against those at hand, each in a few words.
pub fn differences(locale: Locale, now: &Terms, other: &Terms) -> Vec<String> {
    let (was, is) = (&now.rules, &other.rules);
    let mut told = Vec::new();
    if now.rounds != other.rounds {
        told.push(differs_rounds(locale, other.rounds, now.rounds));
    }
    if was.evenness != is.evenness {
        told.push(differs_evenness(locale, even(locale, is.evenness).0));
    }
    if was.sides != is.sides {
        told.push(differs_sides(locale, dating::sides(locale, is.sides).0));
    }
    if was.language != is.language {
        told.push(differs_language(locale, dating::language_rule(locale, is.language).0));
    }
    let either = |on: bool, yes: &'static str, no: &'static str| if on { yes.to_owned() } else { no.to_owned() };
    if was.never_twice != is.never_twice {
        told.push(either(is.never_twice, repeats_forbidden(locale), repeats_allowed(locale)));
    }
    if was.wishes != is.wishes {
        told.push(either(is.wishes, wishes_count(locale), wishes_do_not(locale)));
    }
    if was.seat_everybody != is.seat_everybody {
        told.push(either(is.seat_everybody, everybody_seated(locale), not_everybody_seated(locale)));
    }
    let lists = [
        (was.apart != is.apart, is.apart.is_empty(), without_apart(locale)),
        (was.together != is.together, is.together.is_empty(), without_together(locale)),
        (was.fixed != is.fixed, is.fixed.is_empty(), without_fixed(locale)),
    ];
    told.extend(lists.iter().filter(|(differs, gone, _)| *differs && *gone).map(|(_, _, what)| (*what).to_owned()));
    if lists.iter().any(|(differs, gone, _)| *differs && !*gone) {
        told.push(other_lists(locale).to_owned());
    }
    for one in Matter::ALL.into_iter().filter(|one| was.emphasis.of(*one) != is.emphasis.of(*one)) {
        told.push(differs_weight(locale, matter(locale, one), weight(locale, is.emphasis.of(one))));
    }
    told
}

/// How evenly talks are spread, and what that costs.
pub fn fairness(locale: Locale, account: &Account) -> Vec<String> {
    let mut told = Vec::new();
    match account.furthest_behind {
        Some(0) => told.push(fair_all(locale).to_owned()),
        Some(talks) => told.push(fair_behind(locale, talks)),
        None => {}
    }
    if let Some(thousandths) = account.evenness.filter(|thousandths| *thousandths > 0) {
        told.push(evenness_costs(locale, &percent(locale, thousandths.into())));
    }
    told
}

pub fn costly_rule(locale: Locale, value: CostlyRule) -> &'static str {
    match value {
        CostlyRule::Apart => cost_apart(locale),
        CostlyRule::LanguageRequired => cost_language(locale),
        CostlyRule::Across => cost_across(locale),
        CostlyRule::Together => cost_together(locale),
        CostlyRule::FixedTables => cost_fixed(locale),
        CostlyRule::SeatEverybody => cost_seats(locale),
    }
}

/// Most names that are said one by one.
const NAMES: usize = 6;

fn demand(locale: Locale, value: &Demand, name: &impl Fn(ParticipantId) -> String) -> String {
    let names = |who: &[ParticipantId]| and_list(locale, &who.iter().map(|id| name(*id)).collect::<Vec<_>>());
    match value {
        Demand::Seated { who } => match who[..] {
            [one] => demand_seated_one(locale, &name(one)),
            _ if who.len() <= NAMES => demand_seated(locale, &names(who)),
            _ => demand_seated_many(locale, who.len()),
        },
        Demand::FixedTable { who, table } => demand_fixed(locale, &name(*who), *table),
        Demand::Apart { a, b, because } => {
            demand_apart(locale, &name(*a), &name(*b), dating::hindrance(locale, *because))
        }
        Demand::Together { who } => demand_together(locale, &names(who)),
        Demand::Seats { tables, seats, largest } => demand_seats(locale, *tables, *seats, *largest),
        Demand::Least { people } => demand_least(locale, *people),
        Demand::Company { who, others, because } => {
            let told = match others {
                0 => demand_alone(locale, &name(*who)),
                others => demand_company(locale, &name(*who), *others),
            };
            let because: Vec<String> = because
                .iter()
                .map(|(rule, people)| keeps_away(locale, dating::hindrance(locale, *rule), *people))
                .collect();
            if because.is_empty() { told } else { format!("{told} ({})", and_list(locale, &because)) }
        }
        Demand::NeverTwice { rounds } => demand_never_twice(locale, *rounds),
        Demand::OutOfUse { table } => demand_out_of_use(locale, *table),
    }
}

/// What cannot be had together, in one breath.
pub fn clash(locale: Locale, value: &Clash, name: &impl Fn(ParticipantId) -> String) -> String {
    let begins = value.round.map_or_else(|| clash_begins(locale).to_owned(), |round| clash_in_round(locale, round + 1));
    let demands: Vec<String> = value.demands.iter().map(|one| demand(locale, one, name)).collect();
    format!("{begins}: {}. {}", demands.join("; "), clash_ends(locale))
}

/// A reason for two to sit together: `who` was asked about, `whom` is the other.
pub fn reason(locale: Locale, value: &Reason, who: &str, whom: &str) -> String {
    match value {
        Reason::BothWish => both_wish(locale).to_owned(),
        Reason::WeWish => one_wishes(locale, who, whom),
        Reason::TheyWish => one_wishes(locale, whom, who),
        Reason::TheyOffer(fit) => offer(locale, whom, fit, who),
        Reason::WeOffer(fit) => offer(locale, who, fit, whom),
        Reason::Field { name, few: true } => shared_field_few(locale, name.get(locale)),
        Reason::Field { name, few: false } => shared_field(locale, name.get(locale)),
        Reason::TargetGroup(group) => shared_group(locale, group),
        Reason::Mixed => mixed(locale).to_owned(),
        Reason::Language { code, level } => {
            let level = Level::parse(*level).map_or("", |level| enums::level(locale, level));
            shared_language(locale, &languages::language(locale, code), level)
        }
        Reason::NoLanguage => no_language(locale).to_owned(),
        Reason::LanguageUnknown => language_unknown(locale).to_owned(),
        Reason::District(name) => shared_district(locale, name),
        Reason::NewToEachOther => new_to_each_other(locale).to_owned(),
        Reason::MetBefore => met_before(locale).to_owned(),
        Reason::ByRule => by_rule(locale).to_owned(),
    }
}

/// What `a` offers and `b` needs, quoted where they do not say the same.
fn offer(locale: Locale, a: &str, fit: &Fit, b: &str) -> String {
    let good = enums::good(locale, fit.good);
    match (fit.offered.as_str(), fit.needed.as_str()) {
        _ if fit.says_the_same() => offers(locale, a, good, b),
        (offered, "") => offers_in_words(locale, good, a, offered, b),
        ("", needed) => needs_in_words(locale, good, a, b, needed),
        (offered, needed) => offers_otherwise(locale, good, a, offered, b, needed),
    }
}

/// Names of those without any talk by a plan.
pub fn without_talk(shortfalls: &[domain::plan::Shortfall], dating: &Dating) -> Vec<String> {
    let who = shortfalls.iter().filter_map(|one| match one {
        domain::plan::Shortfall::NobodyToMeet { who, .. } => Some(*who),
        _ => None,
    });
    who.filter_map(|id| dating.participant(id).ok()).map(|p| p.name.to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::dating::{CommonLanguage, Rules, Sides};

    #[test]
    fn what_is_tried_is_told_in_a_few_words() {
        let now =
            Terms { rules: Rules { apart: vec![(ParticipantId(0), ParticipantId(1))], ..Rules::default() }, rounds: 8 };
        assert_eq!(differences(Locale::De, &now, &now), Vec::<String>::new());
        let mut other = now.clone();
        other.rounds = 6;
        other.rules.evenness = Evenness::FewestFirst;
        other.rules.sides = Sides::Anybody;
        other.rules.language = CommonLanguage::Required;
        other.rules.never_twice = false;
        other.rules.apart.clear();
        other.rules.emphasis.put(Matter::Topics, Weight::Much);
        assert_eq!(
            differences(Locale::De, &now, &other).join(" · "),
            "6 Runden statt 8 · gleichmäßig: Wer am wenigsten hat, zuerst · wer mit wem: Alle mit allen · gemeinsame Sprache \
             muss sein · zweimal treffen ist erlaubt · ohne „nie zusammen“ · Gemeinsame Felder und Zielgruppen: viel"
        );
    }

    #[test]
    fn a_clash_names_everything_that_has_a_part_in_it() {
        let name = |id: ParticipantId| ["Chor", "Bücherei"][id.0 as usize].to_owned();
        let [a, b] = [ParticipantId(0), ParticipantId(1)];
        let demands = vec![
            Demand::FixedTable { who: a, table: 3 },
            Demand::FixedTable { who: b, table: 3 },
            Demand::Apart { a, b, because: domain::plan::Hindrance::NeverTogether },
        ];
        assert_eq!(
            clash(Locale::De, &Clash { round: Some(1), demands }, &name),
            "Das geht in Runde 2 nicht zusammen: Chor sitzt immer an Tisch 3; Bücherei sitzt immer an Tisch 3; Chor und \
             Bücherei dürfen nicht zusammensitzen (die Regel „nie zusammen“). Lassen Sie eines davon weg."
        );
    }

    #[test]
    fn a_clash_says_who_may_sit_with_somebody_and_what_keeps_the_others_away() {
        let name = |_: ParticipantId| "Chor".to_owned();
        let company = |others, because| Demand::Company { who: ParticipantId(0), others, because };
        let language = domain::plan::Hindrance::NoCommonLanguage;
        let said = |one: &Demand| demand(Locale::De, one, &name);
        assert_eq!(
            said(&company(1, vec![(language, 7)])),
            "mit Chor darf nur 1 anderer sitzen (es fehlt eine gemeinsame Sprache: 7)"
        );
        assert_eq!(said(&company(2, Vec::new())), "mit Chor dürfen nur 2 andere sitzen");
    }

    #[test]
    fn a_gap_is_rounded_away_from_praise() {
        assert_eq!(gap(Quality::Bounded { bound: 1000 }, 999), Some(1));
        assert_eq!(gap(Quality::Bounded { bound: 100_000 }, 99_999), Some(1));
        assert_eq!(gap(Quality::Bounded { bound: 1000 }, 1000), Some(0));
        assert_eq!(
            quality_short(Locale::De, Quality::Bounded { bound: 1000 }, 970),
            "höchstens 3,0 % unter dem Besten"
        );
    }
}
