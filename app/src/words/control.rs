//! Words of the control room: what happens, what it would change, what waits.

use super::{and_list, dating, office, words};
use domain::{
    Locale, ParticipantId,
    clock::Part,
    control_room::{Alternative, Approach, Queued, StepLine, Warning},
    dating::{Attendance, Calling, ClockTurn, Deed, Happening, MoveSeat},
    live::Reach,
    plan::Quality,
};

words! {
    tools { De: "Werkzeuge", En: "Tools" }
    more { De: "Mehr", En: "More" }
    close { De: "Schließen", En: "Close" }
    waits_for_you { De: "Zeit ist um: Sie läuten", En: "Time is up: you ring" }
    then_change { De: "danach Wechsel", En: "then the change" }
    then_round(n: u8) { De: "danach Runde {n}", En: "then round {n}" }
    then_end { De: "danach Schluss", En: "then the end" }
    since(time: &str) { De: "seit {time}", En: "since {time}" }
    talk_begins(n: u8) { De: "Runde {n} beginnt", En: "Round {n} begins" }
    change_begins { De: "Wechsel: alle suchen ihren nächsten Tisch", En: "Change: everybody finds their next table" }
    pace { De: "Wer die Teile beendet", En: "Who ends the parts" }
    by_itself { De: "von selbst", En: "automatic" }
    by_hand { De: "von Hand", En: "by hand" }
    finish_for_all { De: "Für alle beenden", En: "End for everybody" }
    gong { De: "Gong", En: "Gong" }
    read_aloud { De: "Vorlesen", En: "Read aloud" }
    at_once(n: u8) { De: "Gleich Runde {n}, ohne Wechsel", En: "Round {n} at once, without the change" }

    undo(what: &str) { De: "Rückgängig: {what}", En: "Undo: {what}" }
    undo_of(what: &str, by: &str) { De: "Rückgängig: {what} ({by})", En: "Undo: {what} ({by})" }
    redo(what: &str) { De: "Wiederholen: {what}", En: "Redo: {what}" }
    undone_and_told { De: "Zurückgenommen und an alle gemeldet", En: "Taken back, and told to everybody" }
    redone_and_told { De: "Wieder getan und an alle gemeldet", En: "Done again, and told to everybody" }
    undone_here { De: "Zurückgenommen", En: "Taken back" }
    redone_here { De: "Wieder getan", En: "Done again" }
    undone_draft { De: "Zurückgenommen. Die neuen Plätze sieht noch niemand: Der Plan ist ein Entwurf, bis er veröffentlicht wird.", En: "Taken back. Nobody is shown the new seats yet: the plan is a draft until it is published." }
    redone_draft { De: "Wieder getan. Die neuen Plätze sieht noch niemand: Der Plan ist ein Entwurf, bis er veröffentlicht wird.", En: "Done again. Nobody is shown the new seats yet: the plan is a draft until it is published." }
    on_its_way { De: "Was Sie zuletzt getippt haben, ist noch unterwegs. Gleich noch einmal.", En: "What you tapped last is still on its way. Try again in a moment." }
    log { De: "Protokoll", En: "Log" }
    was_undone { De: "zurückgenommen", En: "taken back" }

    untold_at_all(shown: u32) { De: "Der Plan hier ist geändert und nicht veröffentlicht: Alle anderen sehen noch Plan {shown}.", En: "The plan here has been changed and is not published: everybody else still sees plan {shown}." }
    untold_in(shown: u32, rounds: &str, n: usize) by n { De: One "Der Plan hier ist geändert und nicht veröffentlicht: Alle anderen sehen noch Plan {shown}, in Runde {rounds} mit anderen Plätzen." | "Der Plan hier ist geändert und nicht veröffentlicht: Alle anderen sehen noch Plan {shown}, in den Runden {rounds} mit anderen Plätzen.", En: One "The plan here has been changed and is not published: everybody else still sees plan {shown}, with other seats in round {rounds}." | "The plan here has been changed and is not published: everybody else still sees plan {shown}, with other seats in rounds {rounds}." }
    untold_hint { De: "Auch wer seither umgesetzt wurde, sieht das auf Telefon, Leinwand und Tischen erst dann.", En: "Whoever has been moved since sees that on phones, screens and tables only then, too." }
    tell_all { De: "Jetzt allen zeigen", En: "Show everybody now" }
    organisers_tell { De: "Veröffentlichen können es die Organisierenden.", En: "The organisers can publish it." }

    warnings { De: "Was jetzt zählt", En: "What matters now" }
    resting(rounds: &str) { De: "Pause: {rounds}", En: "Breaks: {rounds}" }
    resting_now(n: usize) { De: "jetzt {n}", En: "now {n}" }
    resting_in(round: u8, n: usize) { De: "Runde {round}: {n}", En: "round {round}: {n}" }
    phones_ask(n: usize) by n { De: One "{n} Meldung von einem Telefon" | "{n} Meldungen von Telefonen", En: One "{n} message from a phone" | "{n} messages from phones" }
    more_warnings(n: usize) by n { De: One "und {n} weiterer Hinweis" | "und {n} weitere Hinweise", En: One "and {n} more" | "and {n} more" }
    fewer { De: "Weniger zeigen", En: "Show fewer" }
    warn_alone(round: u8, name: &str, table: u16) { De: "Runde {round}: {name} sitzt an Tisch {table} ohne Gegenüber", En: "Round {round}: {name} sits at table {table} without a partner" }
    warn_unseated(round: u8, name: &str) { De: "Runde {round}: {name} hat Pause", En: "Round {round}: {name} has a break" }
    warn_language(round: u8, table: u16, a: &str, b: &str) { De: "Runde {round}, Tisch {table}: {a} und {b} haben keine gemeinsame Sprache", En: "Round {round}, table {table}: {a} and {b} have no common language" }
    warn_thin(round: u8, table: u16, seated: u8, least: u8) by seated { De: One "Runde {round}: an Tisch {table} sitzt {seated} statt mindestens {least}" | "Runde {round}: an Tisch {table} sitzen {seated} statt mindestens {least}", En: One "Round {round}: {seated} sits at table {table}, it should be {least} at least" | "Round {round}: {seated} sit at table {table}, it should be {least} at least" }
    warn_gone(round: u8, name: &str, table: u16) { De: "Runde {round}: {name} ist nicht da, hat aber einen Platz an Tisch {table}", En: "Round {round}: {name} is not there but has a seat at table {table}" }
    warn_closed(round: u8, table: u16) { De: "Runde {round}: Tisch {table} ist außer Betrieb und hat Gäste", En: "Round {round}: table {table} is out of use and has people" }

    warn_unplanned(round: u8, name: &str) { De: "Runde {round}: {name} ist da, der Plan rechnet noch nicht damit", En: "Round {round}: {name} is there, the plan does not reckon with it yet" }

    call_round(n: u8) { De: "Runde {n} ausrufen", En: "Call round {n}" }
    is_called(n: u8) { De: "Runde {n} ist ausgerufen", En: "Round {n} is called" }
    is_called_at(n: u8, time: &str) { De: "Runde {n} ausgerufen um {time}", En: "Round {n} called at {time}" }
    is_printed_at(n: u8, time: &str) { De: "Runde {n} gedruckt um {time}", En: "Round {n} printed at {time}" }
    is_on_the_way(n: u8) { De: "Runde {n} steht: alle gehen an ihre Tische", En: "Round {n} stands: everybody is on their way" }
    thaw { De: "Wieder freigeben", En: "Open again" }

    pick_swap(name: &str, round: u8) { De: "{name}, Runde {round}: Tippen Sie auf den Namen, mit dem getauscht wird.", En: "{name}, round {round}: tap the name to swap with." }
    pick_move(name: &str, round: u8) { De: "{name}, Runde {round}: Tippen Sie auf den Tisch.", En: "{name}, round {round}: tap the table." }
    pick_fix(name: &str) { De: "{name}: Tippen Sie auf den Tisch, der bleiben soll.", En: "{name}: tap the table to stay at." }
    pick_merge(table: u16) { De: "Tisch {table} kommt zu einem anderen: Tippen Sie auf diesen.", En: "Table {table} joins another one: tap that one." }
    seat_in(n: u8) { De: "Platz in Runde {n}", En: "Seat in round {n}" }
    swap { De: "Tauschen", En: "Swap" }
    move_to { De: "Umsetzen", En: "Move" }
    bench { De: "Aussetzen", En: "Sit out" }
    unbench { De: "Doch nicht aussetzen", En: "Do not sit out" }
    fix { De: "An einen Tisch binden", En: "Keep at one table" }
    unfix(table: u16) { De: "Nicht mehr an Tisch {table} gebunden", En: "No longer kept at table {table}" }
    split(others: &str) { De: "Von {others} trennen", En: "Separate from {others}" }
    merge { De: "Zusammenlegen mit …", En: "Merge with …" }
    table_hint { De: "Was eine Änderung bewirkt, sehen Sie, bevor sie gilt.", En: "You see what a change does before it holds." }
    their_rounds { De: "Alle Runden", En: "All rounds" }
    interprets(name: &str) { De: "{name} vermittelt", En: "{name} interprets" }

    interpreters { De: "Sprachmittlung", En: "Interpreters" }
    nobody_interprets { De: "Noch niemand vermittelt zwischen Sprachen.", En: "Nobody interprets yet." }
    interpreter_comes { De: "Jemand kommt dazu", En: "Somebody joins" }
    interpreter_here { De: "Ist ab jetzt da", En: "Is here from now on" }
    interpreter_gone_who(name: &str) { De: "{name} ist gegangen", En: "{name} has left" }
    interpreters_gone { De: "Gegangen", En: "Left" }
    interpreter_back { De: "Wieder da", En: "Back again" }
    interpreter_back_who(name: &str) { De: "{name} ist wieder da", En: "{name} is back again" }
    another_language { De: "Weitere Sprache", En: "Another language" }
    at_least_two { De: "Mindestens zwei Sprachen", En: "Two languages at least" }
    post(round: u8, table: u16) { De: "Runde {round}: Tisch {table}", En: "Round {round}: table {table}" }
    speaks { De: "Spricht", En: "Speaks" }
    walked_in { De: "Neu", En: "New" }
    tie { De: "Mit dem Verein der Messe verbinden", En: "Tie to the association of the fair" }
    tie_hint { De: "Sein Profil zählt beim Verteilen, und wer sich traf, wird gemerkt.", En: "Its profile counts when tables are allocated, and who met is remembered." }

    announce { De: "Durchsage", En: "Announce" }
    announce_label { De: "Ein Satz an alle", En: "A sentence for everybody" }
    announce_do { De: "An alle senden", En: "Tell everybody" }
    retract { De: "Zurücknehmen", En: "Take back" }
    retract_what(text: &str) { De: "Durchsage zurücknehmen: {text}", En: "Take back the announcement: {text}" }

    whom { De: "Wen die Liste zeigt", En: "Whom the list shows" }
    everybody { De: "Alle", En: "All" }
    awaited { De: "Erwartet", En: "Awaited" }
    away { De: "Fehlen", En: "Missing" }

    ways { De: "Wege", En: "Ways" }
    as_asked { De: "Genau so", En: "Exactly so" }
    fewest { De: "Wenig ändern", En: "Change little" }
    balanced { De: "Ausgewogen", En: "Balanced" }
    best { De: "Bestmöglich", En: "Best possible" }
    working_it_out { De: "Der Vorschlag wird berechnet", En: "Working out the proposal" }
    called_stay(n: u8) by n { De: One "die ausgerufene Runde bleibt" | "{n} ausgerufene Runden bleiben", En: One "the called round stays" | "{n} called rounds stay" }
    decide_first { De: "Eine Entscheidung ist noch offen: Übernehmen Sie sie erst oder brechen Sie sie ab.", En: "A decision is still open: apply or cancel it first." }
    marked_next(n: usize) by n { De: One "Noch {n} vorgemerkt:" | "Noch {n} vorgemerkt:", En: One "{n} more noted:" | "{n} more noted:" }
    drop_mark(what: &str) { De: "Nicht vormerken: {what}", En: "Do not note: {what}" }
    worked_out_anew { De: "Inzwischen hat sich etwas geändert; das hier ist neu berechnet.", En: "Something has changed meanwhile; this is worked out anew." }
    round_has_begun(n: u8) { De: "Runde {n} hat begonnen", En: "Round {n} has begun" }
    breaks_rules { De: "Das verletzt:", En: "This breaks:" }
    names { De: "Namen, Runde für Runde", En: "Names, round by round" }
    with_names(names: &str) { De: "mit {names}", En: "with {names}" }
    alone_in(n: u8) { De: "Runde {n}: ohne Gegenüber", En: "Round {n}: without a partner" }
    no_wish_lost { De: "kein Wunsch verloren", En: "no wish lost" }
    wishes_lost(n: usize) by n { De: One "{n} Wunsch verloren" | "{n} Wünsche verloren", En: One "{n} wish lost" | "{n} wishes lost" }
    wishes_won(n: usize) by n { De: One "{n} Wunsch mehr erfüllt" | "{n} Wünsche mehr erfüllt", En: One "{n} more wish kept" | "{n} more wishes kept" }
    nobody_alone { De: "niemand allein", En: "nobody alone" }
    alone(n: usize) by n { De: One "{n}-mal ohne Gegenüber" | "{n}-mal ohne Gegenüber", En: One "once without a partner" | "{n} times without a partner" }
    lost(n: usize) by n { De: One "{n} Gespräch entfällt" | "{n} Gespräche entfallen", En: One "{n} talk lost" | "{n} talks lost" }
    won(n: usize) by n { De: One "{n} neues Gespräch" | "{n} neue Gespräche", En: One "{n} new talk" | "{n} new talks" }
    mixed_more(n: i64) by n { De: One "{n} gemischtes Gespräch mehr" | "{n} gemischte Gespräche mehr", En: One "{n} more mixed talk" | "{n} more mixed talks" }
    mixed_less(n: i64) by n { De: One "{n} gemischtes Gespräch weniger" | "{n} gemischte Gespräche weniger", En: One "{n} mixed talk fewer" | "{n} mixed talks fewer" }
    most_breaks(n: usize) { De: "höchstens {n} Pausen für jeden", En: "{n} breaks at most for anybody" }
    fits_better(n: i64) { De: "passt um {n} % besser", En: "fits better by {n}%" }
    breaks_passed_on(n: usize) by n { De: One "{n} Pause trifft jemand anderen" | "{n} Pausen treffen andere", En: One "{n} break goes to somebody else" | "{n} breaks go to others" }
    breaks_fewer(n: usize) by n { De: One "{n} Pause weniger" | "{n} Pausen weniger", En: One "{n} break fewer" | "{n} breaks fewer" }
    breaks_spared(n: usize) by n { De: One "{n} wiederholte Pause weniger" | "{n} wiederholte Pausen weniger", En: One "{n} repeated break fewer" | "{n} repeated breaks fewer" }
    rules_broken(n: usize) by n { De: One "verletzt {n} Regel" | "verletzt {n} Regeln", En: One "breaks {n} rule" | "breaks {n} rules" }
    proven { De: "nachweislich bester Plan", En: "proven best plan" }
    needs_network { De: "Dafür braucht es das Netz: Der Server muss erst rechnen. Anwesenheit, neue Gäste, Uhr, Durchsagen und Ausrufen gehen auch ohne.", En: "This needs the network: the server has to work it out. Attendance, people who walk in, clock, announcements and calling a round work without." }

    cut_off { De: "Keine Verbindung", En: "No connection" }
    no_network { De: "Keine Verbindung zum Server.", En: "No connection to the server." }
    no_network_hint { De: "Anwesenheit, neue Gäste, Uhr, Durchsagen und Ausrufen werden hier gemerkt und der Reihe nach gesendet. Vorschläge und Rückgängig brauchen das Netz.", En: "Attendance, people who walk in, clock, announcements and calling a round are kept here and sent in order. Proposals and undo need the network." }
    waiting(n: usize) by n { De: One "{n} wartet" | "{n} warten", En: "{n} waiting" }
    do_not_send { De: "Nicht senden", En: "Do not send" }
    do_not_send_what(what: &str) { De: "Nicht senden: {what}", En: "Do not send: {what}" }
    had_come_through { De: "Das war schon angekommen. Rückgängig nimmt es zurück.", En: "This had come through already. Undo takes it back." }
    too_late { De: "Das passte nicht mehr:", En: "This no longer fitted:" }
    dismiss { De: "Gelesen", En: "Read" }
    dismiss_what(what: &str) { De: "Gelesen: {what}", En: "Read: {what}" }

    rehearse { De: "Probe", En: "Rehearse" }
    rehearsal { De: "Probe.", En: "Rehearsal." }
    rehearsal_hint(speed: u8) { De: "Das hier ist eine Kopie und läuft {speed}-mal so schnell. Besucherinnen und Besucher sehen sie nicht.", En: "This is a copy and runs {speed} times as fast. Visitors do not see it." }
    happens_by_itself { De: "Es passiert etwas", En: "Things happen" }
    happens_in_rehearsal { De: "In der Probe passiert", En: "Happens in the rehearsal" }
    to_the_day { De: "Zum echten Speed-Dating", En: "To the real session" }
    remove_rehearsal { De: "Probe löschen", En: "Delete the rehearsal" }

    keys { De: "Tasten", En: "Keys" }
    keys_on { De: "Einzelne Tasten gelten auf diesem Gerät", En: "Single keys act on this device" }
    key_space { De: "Leertaste", En: "Space" }
    key_pause { De: "Anhalten und weiter", En: "Pause and resume" }
    key_next { De: "Nächster Teil", En: "Next part" }
    shift_n { De: "Umschalt + N", En: "Shift + N" }
    key_at_once { De: "Gleich die nächste Runde", En: "The next round at once" }
    key_undo { De: "Rückgängig", En: "Undo" }

    did_start { De: "gestartet", En: "started" }
    did_pause { De: "angehalten", En: "paused" }
    did_resume { De: "weiter", En: "resumed" }
    did_minute { De: "eine Minute mehr", En: "one minute more" }
    did_skip { De: "Wechsel geläutet", En: "rang the change" }
    did_next { De: "nächste Runde begonnen", En: "began the next round" }
    did_finish { De: "beendet", En: "ended" }
    did_call_off { De: "abgesagt", En: "called off" }
    did_by_hand { De: "Uhr von Hand", En: "clock by hand" }
    did_automatic { De: "Uhr von selbst", En: "clock automatic" }
    person_is(name: &str, state: &str) { De: "{name} {state}", En: "{name} {state}" }
    did_walk_in(name: &str) { De: "{name} dazugekommen", En: "{name} walked in" }
    did_merge(from: u16, into: u16) { De: "Tisch {from} zu Tisch {into}", En: "table {from} joined to table {into}" }
    did_swap(a: &str, b: &str, round: u8) { De: "{a} und {b} getauscht, Runde {round}", En: "{a} and {b} swapped, round {round}" }
    did_move(name: &str, table: u16, round: u8) { De: "{name} an Tisch {table}, Runde {round}", En: "{name} to table {table}, round {round}" }
    did_move_out(name: &str, round: u8) { De: "{name} ohne Platz in Runde {round}", En: "{name} without a seat in round {round}" }
    did_fix(name: &str, table: u16) { De: "{name} bleibt an Tisch {table}", En: "{name} stays at table {table}" }
    did_unfix(name: &str) { De: "{name} nicht mehr gebunden", En: "{name} no longer kept" }
    did_bench(name: &str, round: u8) { De: "{name} setzt in Runde {round} aus", En: "{name} sits out round {round}" }
    did_unbench(name: &str, round: u8) { De: "{name} setzt in Runde {round} nicht aus", En: "{name} does not sit out round {round}" }
    did_split(names: &str) { De: "{names} sitzt für sich", En: "{names} sits apart" }
    did_interpreter_here(name: &str) { De: "{name} vermittelt ab jetzt", En: "{name} interprets from now on" }
    did_interpreter_gone { De: "Sprachmittlung gegangen", En: "an interpreter left" }
    did_announce(text: &str) { De: "Durchsage „{text}“", En: "announced “{text}”" }
    did_retract { De: "Durchsage zurückgenommen", En: "announcement taken back" }
    did_call(n: u8) { De: "Runde {n} ausgerufen", En: "round {n} called" }
    did_print(n: u8) { De: "Karten für Runde {n} gedruckt", En: "cards of round {n} printed" }
    did_thaw { De: "Runde wieder freigegeben", En: "round opened again" }
    did_mend { De: "Plan an die Anwesenden anpassen", En: "Fit the plan to who is there" }
    did_undo { De: "etwas zurückgenommen", En: "something taken back" }
    did_undo_what(what: &str) { De: "Zurückgenommen: {what}", En: "Taken back: {what}" }
    did_create { De: "angelegt", En: "created" }
    did_set_up { De: "Aufbau geändert", En: "set-up changed" }
    did_follow { De: "Namen und Sprachen aus den Profilen übernommen", En: "names and languages taken over from the profiles" }
    did_reallocate { De: "Tische neu verteilt", En: "tables allocated anew" }
    did_take { De: "anderen Plan übernommen", En: "other plan taken" }
    did_allocate { De: "Tische verteilt", En: "tables allocated" }
    did_publish { De: "Plan veröffentlicht", En: "plan published" }

    tab_ledger { De: "Ausgleich", En: "Fairness" }
    ledger_lede { De: "Wer hatte wie viele Gespräche, wer musste warten, was ist noch möglich. Spätere Runden gleichen aus.", En: "Who had how many talks, who had to wait, what is still possible. Later rounds make up for it." }
    by_fewest { De: "Wenigste zuerst", En: "Fewest first" }
    by_name { De: "Nach Namen", En: "By name" }
    print { De: "Drucken", En: "Print" }
    had { De: "Gespräche", En: "Talks" }
    planned { De: "geplant", En: "planned" }
    possible { De: "noch möglich", En: "still possible" }
    sat_out { De: "ausgesetzt", En: "sat out" }
    wishes_kept { De: "Wünsche erfüllt", En: "wishes kept" }
    wishes_of(kept: u16, all: u16, planned: u16) { De: "{kept} von {all} · {planned} geplant", En: "{kept} of {all} · {planned} planned" }
    who { De: "Verein", En: "Association" }

    tab_summary { De: "Rückblick", En: "Summary" }
    rounds_held { De: "Runden", En: "rounds" }
    arrived { De: "als da vermerkt", En: "noted as here" }
    talked { De: "laut Plan im Gespräch", En: "in talks by the plan" }
    dates_held { De: "Gespräche", En: "talks" }
    mixed_dates { De: "gemischt", En: "mixed" }
    mixed_tables { De: "gemischte Tische", En: "mixed tables" }
    understood { De: "mit gemeinsamer Sprache", En: "with a common language" }
    interpreted { De: "mit Sprachmittlung", En: "interpreted" }
    waited { De: "Pausen", En: "breaks" }
    again { De: "Paare, die sich wiedersehen wollen", En: "pairs want to meet again" }
    spoken { De: "Gesprochene Sprachen", En: "Languages spoken" }
    spoken_lede { De: "Je Gespräch die Sprache, die beide am besten können.", En: "For each talk the language both know best." }
    talks_in(n: usize) by n { De: One "{n} Gespräch" | "{n} Gespräche", En: One "{n} talk" | "{n} talks" }
    download_met { De: "Wer wen traf (CSV)", En: "Who met whom (CSV)" }
    download_figures { De: "Kennzahlen (CSV)", En: "Figures (CSV)" }
    file_met(session: domain::DatingId) { De: "wer-wen-traf-{session}.csv", En: "who-met-whom-{session}.csv" }
    file_figures(session: domain::DatingId) { De: "kennzahlen-{session}.csv", En: "figures-{session}.csv" }
    met_round { De: "Runde", En: "Round" }
    met_table { De: "Tisch", En: "Table" }
    met_one { De: "Verein", En: "Association" }
    met_other { De: "traf", En: "met" }
    figure { De: "Kennzahl", En: "Figure" }
    figure_value { De: "Wert", En: "Value" }
    figure_of { De: "von", En: "of" }
    figure_spoken(language: &str) { De: "Sprache: {language}", En: "Language: {language}" }
    nothing_held { De: "Noch hat keine Runde begonnen.", En: "No round has begun yet." }
}

pub fn approach(locale: Locale, value: Approach) -> &'static str {
    match value {
        Approach::AsAsked => as_asked(locale),
        Approach::FewestChanges => fewest(locale),
        Approach::Balanced => balanced(locale),
        Approach::Best => best(locale),
    }
}

/// Of a plan that nobody else is shown: which one they are shown, and in which rounds (from 0) they sit elsewhere in it.
pub fn untold(locale: Locale, shown: u32, rounds: &[u8]) -> String {
    if rounds.is_empty() {
        return untold_at_all(locale, shown);
    }
    let told: Vec<String> = rounds.iter().map(|round| (round + 1).to_string()).collect();
    untold_in(locale, shown, &and_list(locale, &told), rounds.len())
}

/// "4 ziehen um"
pub fn cost(locale: Locale, one: &Alternative) -> String {
    match one.people_moved {
        0 => dating::nobody_moves(locale).to_owned(),
        n => dating::moved(locale, n),
    }
}

/// "niemand allein · kein Wunsch verloren": what a tired person reads of an alternative.
pub fn gains(locale: Locale, one: &Alternative) -> String {
    let mut told = Vec::new();
    // A break that only goes to somebody else leaves nobody more alone than before.
    let passed_on = one.alone.len().min(one.company_won);
    told.push(match one.alone.len() - passed_on {
        0 => nobody_alone(locale).to_owned(),
        n => alone(locale, n),
    });
    if passed_on > 0 {
        told.push(breaks_passed_on(locale, passed_on));
    }
    if one.company_won > passed_on {
        told.push(breaks_fewer(locale, one.company_won - passed_on));
    }
    told.push(match one.wishes_lost {
        0 => no_wish_lost(locale).to_owned(),
        n => wishes_lost(locale, n),
    });
    if one.wishes_won > 0 {
        told.push(wishes_won(locale, one.wishes_won));
    }
    if one.dates_lost > 0 {
        told.push(lost(locale, one.dates_lost));
    }
    if one.dates_won > 0 {
        told.push(won(locale, one.dates_won));
    }
    match one.mixed {
        0 => {}
        n if n > 0 => told.push(mixed_more(locale, n)),
        n => told.push(mixed_less(locale, -n)),
    }
    if one.most_breaks > 1 {
        told.push(most_breaks(locale, one.most_breaks));
    }
    if one.breaks_spared > 0 {
        told.push(breaks_spared(locale, one.breaks_spared));
    }
    if !one.broken.is_empty() {
        told.push(rules_broken(locale, one.broken.len()));
    }
    if one.fits_better > 0 {
        told.push(fits_better(locale, one.fits_better));
    }
    if one.quality == Some(Quality::ProvenBest) {
        told.push(proven(locale).to_owned());
    }
    told.join(" · ")
}

pub fn warning(locale: Locale, value: &Warning, name: &impl Fn(ParticipantId) -> String) -> String {
    match value {
        Warning::Alone { round, who, table: Some(table) } => warn_alone(locale, round + 1, &name(*who), *table),
        Warning::Alone { round, who, table: None } => warn_unseated(locale, round + 1, &name(*who)),
        Warning::NoCommonLanguage { round, table, a, b } => {
            warn_language(locale, round + 1, *table, &name(*a), &name(*b))
        }
        Warning::UnderMinimum { round, table, seated, least } => warn_thin(locale, round + 1, *table, *seated, *least),
        Warning::SeatOfSomebodyGone { round, table, who } => warn_gone(locale, round + 1, &name(*who), *table),
        Warning::TableOutOfUse { round, table } => warn_closed(locale, round + 1, *table),
        Warning::Unplanned { round, who } => warn_unplanned(locale, round + 1, &name(*who)),
    }
}

/// A name for a warning's place in the page.
pub fn anchor(value: &Warning) -> String {
    match value {
        Warning::Alone { round, who, .. } => format!("warn-alone-{round}-{who}"),
        Warning::NoCommonLanguage { round, table, a, .. } => format!("warn-language-{round}-{table}-{a}"),
        Warning::UnderMinimum { round, table, .. } => format!("warn-thin-{round}-{table}"),
        Warning::SeatOfSomebodyGone { round, who, .. } => format!("warn-gone-{round}-{who}"),
        Warning::TableOutOfUse { round, table } => format!("warn-closed-{round}-{table}"),
        Warning::Unplanned { round, who } => format!("warn-unplanned-{round}-{who}"),
    }
}

pub fn turn(locale: Locale, value: ClockTurn) -> &'static str {
    match value {
        ClockTurn::Start => did_start(locale),
        ClockTurn::Pause => did_pause(locale),
        ClockTurn::Resume => did_resume(locale),
        ClockTurn::OneMinuteMore => did_minute(locale),
        ClockTurn::Skip => did_skip(locale),
        ClockTurn::NextRound => did_next(locale),
        ClockTurn::Finish => did_finish(locale),
        ClockTurn::ByHand => did_by_hand(locale),
        ClockTurn::Automatic => did_automatic(locale),
    }
}

/// Who has a break, round by round: "Pause: jetzt 5, Runde 2: 5".
pub fn breaks(locale: Locale, all: &[Warning], talking: Option<u8>) -> Option<String> {
    let mut counted = std::collections::BTreeMap::<u8, usize>::new();
    for warning in all {
        *counted.entry(warning.round()).or_default() += 1;
    }
    let told = counted.into_iter().map(|(round, n)| match talking == Some(round) {
        true => resting_now(locale, n),
        false => resting_in(locale, round + 1, n),
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| resting(locale, &told.join(", ")))
}

pub fn mark(locale: Locale, name: &str, attendance: Attendance) -> String {
    person_is(locale, name, &dating::attendance(locale, attendance))
}

/// A command that waits.
pub fn queued(locale: Locale, value: &Queued, name: &impl Fn(ParticipantId) -> String) -> String {
    match value {
        Queued::Mark { who, attendance, .. } | Queued::Rehearsed { who, attendance, .. } => {
            mark(locale, &name(*who), *attendance)
        }
        // Ending a change begins a round.
        Queued::Turn { turn: ClockTurn::Skip, meant_for: Some((_, Part::Change)) } => did_next(locale).to_owned(),
        Queued::Turn { turn: value, .. } => turn(locale, *value).to_owned(),
        Queued::Note { happening, .. } => headline(locale, happening, name),
    }
}

/// What happened, as the title of a decision and as a line of the log.
pub fn headline(locale: Locale, value: &Happening, name: &impl Fn(ParticipantId) -> String) -> String {
    match value {
        Happening::Mark { who, attendance } => mark(locale, &name(*who), *attendance),
        Happening::WalkIn { name, .. } => did_walk_in(locale, name),
        Happening::CloseTable { number } => dating::close_table(locale, *number),
        Happening::ReopenTable { number } => dating::reopen_table(locale, *number),
        Happening::MergeTables { from, into, .. } => did_merge(locale, *from, *into),
        Happening::Swap { a, b, round } => did_swap(locale, &name(*a), &name(*b), round + 1),
        Happening::Move { who, round, to: Some(table) } => did_move(locale, &name(*who), *table, round + 1),
        Happening::Move { who, round, to: None } => did_move_out(locale, &name(*who), round + 1),
        Happening::Fix { who, table } => did_fix(locale, &name(*who), *table),
        Happening::Unfix { who } => did_unfix(locale, &name(*who)),
        Happening::Bench { who, round } => did_bench(locale, &name(*who), round + 1),
        Happening::Unbench { who, round } => did_unbench(locale, &name(*who), round + 1),
        Happening::SplitDelegation { apart } => {
            let names: Vec<String> = apart.iter().map(|who| name(*who)).collect();
            did_split(locale, &and_list(locale, &names))
        }
        Happening::InterpreterHere { name, .. } => did_interpreter_here(locale, name),
        Happening::InterpreterGone { .. } => did_interpreter_gone(locale).to_owned(),
        Happening::Announce { text } => did_announce(locale, text),
        Happening::Retract { .. } => did_retract(locale).to_owned(),
        Happening::CallRound { round, how: Calling::Called } => did_call(locale, round + 1),
        Happening::CallRound { round, how: Calling::Printed } => did_print(locale, round + 1),
        Happening::Thaw => did_thaw(locale).to_owned(),
        Happening::Mend => did_mend(locale).to_owned(),
    }
}

pub fn undone(locale: Locale, value: Reach) -> &'static str {
    match value {
        Reach::Phones => undone_and_told(locale),
        Reach::Desks => undone_here(locale),
        Reach::Draft => undone_draft(locale),
    }
}

pub fn redone(locale: Locale, value: Reach) -> &'static str {
    match value {
        Reach::Phones => redone_and_told(locale),
        Reach::Desks => redone_here(locale),
        Reach::Draft => redone_draft(locale),
    }
}

/// Taking back a step, with who did it where that was somebody else than `me`.
pub fn undo_step(locale: Locale, value: &StepLine, me: &str, name: &impl Fn(ParticipantId) -> String) -> String {
    let what = step(locale, &value.deed, name);
    match value.actor == me {
        true => undo(locale, &what),
        false => undo_of(locale, &what, office::actor(locale, &value.actor)),
    }
}

/// A line of the log.
pub fn line(locale: Locale, value: &StepLine, name: &impl Fn(ParticipantId) -> String) -> String {
    match &value.took_back {
        Some(deed) => did_undo_what(locale, &step(locale, deed, name)),
        None => step(locale, &value.deed, name),
    }
}

/// A step of the log.
pub fn step(locale: Locale, value: &Deed, name: &impl Fn(ParticipantId) -> String) -> String {
    match value.done() {
        Deed::Created => did_create(locale).to_owned(),
        Deed::Configured { .. } | Deed::RulesSet { .. } | Deed::Chosen { .. } | Deed::Arranged { .. } => {
            did_set_up(locale).to_owned()
        }
        Deed::Followed { .. } => did_follow(locale).to_owned(),
        Deed::Allocated => did_allocate(locale).to_owned(),
        Deed::Reallocated => did_reallocate(locale).to_owned(),
        Deed::Taken { .. } => did_take(locale).to_owned(),
        Deed::Published => did_publish(locale).to_owned(),
        Deed::Moved { step: MoveSeat { who, round, to, swap_with } } => {
            let by_hand = match swap_with {
                Some(other) => Happening::Swap { a: *who, b: *other, round: *round },
                None => Happening::Move { who: *who, round: *round, to: *to },
            };
            headline(locale, &by_hand, name)
        }
        Deed::Turned { turn: value } => turn(locale, *value).to_owned(),
        Deed::CalledOff => did_call_off(locale).to_owned(),
        Deed::Happened { happening } => headline(locale, happening, name),
        Deed::Undone { .. } | Deed::Redone { .. } => did_undo(locale).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alternative() -> Alternative {
        Alternative { people_moved: 4, wishes_kept: 3, most_breaks: 1, ..Alternative::default() }
    }

    #[test]
    fn breaks_are_counted_round_by_round() {
        let rests = |round, who| Warning::Alone { round, who: ParticipantId(who), table: None };
        let all = [rests(0, 1), rests(0, 2), rests(1, 3)];
        assert_eq!(breaks(Locale::De, &all, Some(0)).as_deref(), Some("Pause: jetzt 2, Runde 2: 1"));
        assert_eq!(breaks(Locale::En, &all, None).as_deref(), Some("Breaks: round 1: 2, round 2: 1"));
        assert_eq!(breaks(Locale::De, &[], Some(0)), None);
    }

    #[test]
    fn a_tired_person_reads_one_sentence() {
        let calm = alternative();
        let told = |one: &Alternative, locale| format!("{} · {}", cost(locale, one), gains(locale, one));
        assert_eq!(told(&calm, Locale::De), "4 ziehen um · niemand allein · kein Wunsch verloren");
        assert_eq!(told(&calm, Locale::En), "4 move · nobody alone · no wish lost");
        let dear = Alternative {
            people_moved: 1,
            wishes_lost: 1,
            alone: vec![(2, ParticipantId(7))],
            mixed: -1,
            ..alternative()
        };
        assert_eq!(
            told(&dear, Locale::De),
            "1 zieht um · 1-mal ohne Gegenüber · 1 Wunsch verloren · 1 gemischtes Gespräch weniger"
        );
        assert_eq!(told(&dear, Locale::En), "1 moves · once without a partner · 1 wish lost · 1 mixed talk fewer");
        let three = (0..3).map(|round| (round, ParticipantId(7))).collect();
        let passed_on = Alternative { people_moved: 8, alone: three, company_won: 3, ..alternative() };
        assert_eq!(
            told(&passed_on, Locale::De),
            "8 ziehen um · niemand allein · 3 Pausen treffen andere · kein Wunsch verloren"
        );
        let spared = Alternative { company_won: 5, ..passed_on };
        assert_eq!(
            told(&spared, Locale::En),
            "8 move · nobody alone · 3 breaks go to others · 2 breaks fewer · no wish lost"
        );
        let even = Alternative { people_moved: 9, most_breaks: 3, breaks_spared: 7, ..alternative() };
        assert_eq!(
            told(&even, Locale::De),
            "9 ziehen um · niemand allein · kein Wunsch verloren · höchstens 3 Pausen für jeden · 7 wiederholte Pausen weniger"
        );
    }
}
