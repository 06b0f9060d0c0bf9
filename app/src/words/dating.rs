//! Words for setting up, allocating and running a dating session.

use super::{words, workshop};
use domain::{
    Locale, ParticipantId,
    clock::Run,
    dating::{Attendance, CommonLanguage, Losses, Side, Sides},
    live::Reach,
    plan::{BrokenRule, Hindrance, Quality, Rest, Shortfall},
};
use std::collections::{BTreeMap, BTreeSet};

words! {
    sessions { De: "Speed-Datings", En: "Speed-dating sessions" }
    sessions_lede { De: "Jede Runde setzt Vereine an einen Tisch, die etwas gemeinsam haben könnten.", En: "Every round seats associations together that could have something in common." }
    new_session { De: "Neues Speed-Dating", En: "New session" }
    no_session_title { De: "Noch kein Speed-Dating", En: "No session yet" }
    no_session { De: "Legen Sie eines an: Name, Zeit, Runden und Tische.", En: "Create one: name, time, rounds and tables." }
    create { De: "Anlegen", En: "Create" }
    title { De: "Name", En: "Name" }
    starts { De: "Beginn", En: "Start" }
    rounds_label { De: "Runden", En: "Rounds" }
    talk_minutes { De: "Minuten je Gespräch", En: "Minutes per talk" }
    change_minutes { De: "Minuten für den Wechsel", En: "Minutes for the change" }
    tables_label { De: "Tische", En: "Tables" }
    seats_label { De: "Plätze je Tisch", En: "Seats per table" }
    tables_and_seats { De: "Tische und Plätze", En: "Tables and seats" }
    more_tables { De: "Weitere Tische mit anderen Plätzen", En: "More tables with other seats" }
    remove_tables(n: usize) { De: "{n}. Zeile mit Tischen entfernen", En: "Remove row {n} of tables" }
    tables_alike(count: &str, seats: &str, least: &str) { De: "Tische: {count}, Plätze: {seats}, mindestens besetzt: {least}", En: "Tables: {count}, seats: {seats}, filled at least: {least}" }
    least_label { De: "Mindestens besetzt", En: "Seats filled at least" }
    least_hint { De: "Ein Tisch wird nur benutzt, wenn so viele dort sitzen.", En: "A table is used only if so many sit there." }
    form_label { De: "Wie gesprochen wird", En: "How people talk" }
    form_pairs { De: "Zu zweit", En: "In pairs" }
    form_pairs_hint { De: "Zwei Vereine an jedem Tisch", En: "Two associations at each table" }
    form_groups { De: "In Gruppen", En: "In groups" }
    form_groups_hint { De: "Drei bis zwölf Vereine an jedem Tisch", En: "Three to twelve associations at each table" }
    fixed_now { De: "Das Speed-Dating hat begonnen; Aufbau und Regeln stehen fest.", En: "The session has begun; its set-up and rules are fixed." }
    plan_lost { De: "Andere Runden oder Tische verwerfen den Plan, der noch nicht begonnen hat.", En: "Other rounds or tables drop the plan, which has not begun." }

    saving_drops(what: &str) { De: "Das Speichern verwirft {what}. Zurücknehmen lässt sich das nicht.", En: "Saving drops {what}. This cannot be taken back." }
    lost_shown { De: "den veröffentlichten Plan: Telefone, Leinwand und Tische zeigen keinen Platz mehr, bis Sie einen neuen veröffentlichen", En: "the published plan: phones, screens and tables show no seat any more until you publish a new one" }
    lost_plan { De: "den Plan", En: "the plan" }
    lost_rules(n: usize) by n { De: One "eine Regel über Teilnehmende" | "{n} Regeln über Teilnehmende", En: One "one rule about participants" | "{n} rules about participants" }
    lost_absences_of(who: &str) { De: "die Abwesenheiten von {who}", En: "the absences of {who}" }
    lost_absences(n: usize) { De: "die Abwesenheiten von {n} Vereinen", En: "the absences of {n} associations" }
    save_anyway { De: "Trotzdem speichern", En: "Save anyway" }

    tab_day { De: "Leitstand", En: "Control room" }
    tab_plan { De: "Plan", En: "Plan" }
    tab_people { De: "Teilnehmende", En: "Participants" }
    tab_rules { De: "Regeln", En: "Rules" }
    tab_setup { De: "Aufbau", En: "Set-up" }

    participants_chosen(n: usize) by n { De: One "{n} Verein nimmt teil" | "{n} Vereine nehmen teil", En: One "{n} association takes part" | "{n} associations take part" }
    choose_lede { De: "Wer nimmt teil? Die Seite bestimmen Sie; ohne Angabe setzt der Plan einen Verein dorthin, wo weniger sitzen.", En: "Who takes part? You decide on the side; without one, the plan seats an association where fewer are." }
    choose_all { De: "Alle auswählen", En: "Choose all" }
    choose_none { De: "Alle abwählen", En: "Choose none" }
    search_people { De: "Verein suchen", En: "Search associations" }
    save_choice { De: "Auswahl speichern", En: "Save the choice" }
    unsaved_choice { De: "Die Auswahl ist noch nicht gespeichert.", En: "The choice has not been saved yet." }
    also_here(who: &str) { De: "Ohne Verein dazugekommen und weiter dabei: {who}", En: "Walked in without an association and still taking part: {who}" }
    side { De: "Seite", En: "Side" }
    side_open { De: "wo weniger sitzen", En: "where fewer are" }
    absent_in { De: "Nicht da in Runde", En: "Not there in round" }
    nobody_to_choose { De: "Noch keine Vereine. Lesen Sie zuerst eine Liste ein.", En: "No associations yet. Import a list first." }

    rules_lede { De: "Regeln in Worten. Was nicht zusammenpasst, sagt der Plan.", En: "Rules in words. What does not fit together, the plan will say." }
    who_with_whom { De: "Wer spricht mit wem?", En: "Who talks with whom?" }
    common_language { De: "Eine gemeinsame Sprache", En: "A common language" }
    never_twice { De: "Niemand trifft dasselbe Gegenüber zweimal", En: "Nobody meets the same partner twice" }
    never_twice_hint { De: "Sonst wird es nur vermieden.", En: "Otherwise it is only avoided." }
    wishes { De: "Wünsche zählen", En: "Wishes count" }
    wishes_hint { De: "Wen Vereine treffen möchten, steht in ihrem Profil.", En: "Whom associations wish to meet is in their profiles." }
    seat_everybody { De: "Wer da ist, hat in jeder Runde einen Platz", En: "Whoever is there has a seat in every round" }
    seat_everybody_hint { De: "Geht das nicht auf, sagt es der Plan.", En: "Where that is impossible, the plan says so." }
    apart { De: "Nie zusammen", En: "Never together" }
    together { De: "Immer zusammen", En: "Always together" }
    together_hint { De: "Wer schon in einer Gruppe ist, bringt sie mit.", En: "Whoever is in a group already brings it along." }
    fixed_table { De: "Fester Tisch", En: "Fixed table" }
    fixed_at(name: &str, table: u16) { De: "{name} sitzt immer an Tisch {table}", En: "{name} always sits at table {table}" }
    add_rule { De: "Hinzufügen", En: "Add" }
    remove_rule(what: &str) { De: "Regel entfernen: {what}", En: "Remove rule: {what}" }
    leaves_group(name: &str) { De: "{name} aus der Gruppe nehmen", En: "Take {name} out of the group" }
    left_group(name: &str, group: &str) { De: "{name} aus der Gruppe {group}", En: "{name} from the group {group}" }
    rule_removed(what: &str) { De: "Entfernt: {what}", En: "Removed: {what}" }
    put_back { De: "Wieder aufnehmen", En: "Put back" }
    put_back_what(what: &str) { De: "Wieder aufnehmen: {what}", En: "Put back: {what}" }
    first_one { De: "Verein", En: "Association" }
    second_one { De: "und Verein", En: "and association" }
    please_choose { De: "bitte wählen", En: "please choose" }
    none_yet { De: "Noch keine.", En: "None yet." }

    allocate { De: "Tische verteilen", En: "Allocate tables" }
    allocate_again { De: "Neu verteilen", En: "Allocate again" }
    publish { De: "Veröffentlichen", En: "Publish" }
    published { De: "Veröffentlicht", En: "Published" }
    look_and_publish { De: "Plan ansehen und veröffentlichen", En: "Look at the plan and publish it" }
    not_published { De: "Entwurf: noch nicht veröffentlicht", En: "Draft: not published yet" }
    unpublished_changes { De: "Geändert, aber noch nicht veröffentlicht", En: "Changed, but not published yet" }
    version(n: u32) { De: "Plan {n}", En: "Plan {n}" }
    no_plan_title { De: "Noch kein Plan", En: "No plan yet" }
    no_plan { De: "Wählen Sie Teilnehmende und Regeln, dann verteilt INSIST die Tische und sagt, wie gut der Plan ist.", En: "Choose participants and rules, then INSIST allocates the tables and says how good the plan is." }
    proven_best { De: "Nachweislich bester Plan", En: "Proven best plan" }
    outdated { De: "Gefunden nach anderen Regeln", En: "Found by other rules" }
    outdated_hint { De: "Seit dieser Plan gefunden wurde, haben sich Regeln, Teilnehmende oder Profile geändert. Wie gut er jetzt ist, weiß niemand: Verteilen Sie die Tische neu.", En: "Rules, participants or profiles have changed since this plan was found. How good it is now nobody knows: allocate the tables again." }
    proven_best_hint { De: "Ein besserer ist nach diesen Regeln nicht möglich; der Beweis wurde nachgerechnet.", En: "By these rules no better one is possible; the proof has been checked." }
    bounded(percent: &str) { De: "Höchstens {percent} vom besten denkbaren Plan entfernt", En: "At most {percent} below the best conceivable plan" }
    best_found { De: "Bester gefundener Plan", En: "Best plan found" }
    by_hand { De: "Von Hand geändert", En: "Changed by hand" }
    reached { De: "Was erreicht ist", En: "What is reached" }
    shortfalls { De: "Was nicht ging, und warum", En: "What was impossible, and why" }
    no_shortfalls { De: "Alles ging auf.", En: "Everything worked out." }
    broken_title { De: "Der Plan verletzt Regeln", En: "The plan breaks rules" }
    measure_dates { De: "Gespräche", En: "Talks" }
    measure_each { De: "je Verein", En: "per association" }
    measure_mixed { De: "gemischt", En: "mixed" }
    measure_mixed_tables { De: "gemischte Tische", En: "mixed tables" }
    measure_understood { De: "mit gemeinsamer Sprache", En: "with a common language" }
    measure_wishes { De: "Wünsche erfüllt", En: "wishes kept" }
    measure_sat_out { De: "Pausen", En: "breaks" }
    between(least: usize, most: usize) { De: "{least} bis {most}", En: "{least} to {most}" }
    of_many(part: usize, whole: usize) { De: "{part} von {whole}", En: "{part} of {whole}" }
    by_round { De: "Nach Runden", En: "By round" }
    by_person { De: "Nach Vereinen", En: "By association" }
    table_column { De: "Tisch", En: "Table" }
    table_n(n: u16) { De: "Tisch {n}", En: "Table {n}" }
    round_n(n: u8) { De: "Runde {n}", En: "Round {n}" }
    round_of(n: u8, all: u8) { De: "Runde {n} von {all}", En: "Round {n} of {all}" }
    free_seat { De: "frei", En: "free" }
    pause_round { De: "Pause", En: "break" }
    breaks_row { De: "Pause", En: "Break" }
    move_title(name: &str, round: u8) { De: "{name}, Runde {round}: wohin?", En: "{name}, round {round}: where to?" }
    seat_title(name: &str, round: u8) { De: "{name}, Runde {round}", En: "{name}, round {round}" }
    move_to { De: "An Tisch", En: "To table" }
    move_swap { De: "Platz tauschen mit", En: "Change seats with" }
    move_out { De: "Pause in dieser Runde", En: "Break in this round" }
    move_do { De: "Umsetzen", En: "Move" }
    move_anyway { De: "Trotzdem umsetzen", En: "Move anyway" }
    move_clean { De: "Das verletzt keine Regel.", En: "This breaks no rule." }
    move_breaks { De: "Das verletzt:", En: "This breaks:" }
    why_hint { De: "Tippen Sie auf einen Namen: Sie sehen, warum er dort sitzt.", En: "Tap a name: you see why it sits there." }
    move_hint { De: "Tippen Sie auf einen Namen: Sie sehen, warum er dort sitzt, und können ihn umsetzen.", En: "Tap a name: you see why it sits there, and can move it." }

    start { De: "Runde 1 starten", En: "Start round 1" }
    pause { De: "Pause", En: "Pause" }
    resume { De: "Weiter", En: "Resume" }
    one_minute { De: "+1 Min", En: "+1 min" }
    ring_change { De: "Wechsel läuten", En: "Ring the change" }
    next_round(n: u8) { De: "Runde {n} beginnen", En: "Begin round {n}" }
    finish { De: "Beenden", En: "Finish" }
    finish_sure { De: "Das Speed-Dating jetzt für alle beenden?", En: "End the session for everybody now?" }
    call_off { De: "Absagen", En: "Call off" }
    call_off_for_all { De: "Für alle absagen", En: "Call off for everybody" }
    call_off_sure { De: "Das Speed-Dating jetzt für alle absagen? Telefone, Leinwand, Tische, Einlass und Kalender sagen es sofort. Die Uhr steht, keine Runde beginnt mehr.", En: "Call off the session for everybody now? Phones, screens, tables, the check-in desk and calendars say so at once. The clock stands, no round begins any more." }
    call_off_rehearsal_sure { De: "Diese Probe absagen? Nur wer mitprobt, erfährt es.", En: "Call off this rehearsal? Only those who rehearse with you hear of it." }
    do_not_call_off { De: "Nicht absagen", En: "Do not call off" }
    call_off_or_delete { De: "Absagen sagt es allen und lässt sich zurücknehmen. Löschen nimmt alles weg, für immer.", En: "Calling off tells everybody and can be taken back. Deleting removes everything for good." }
    called_off { De: "Abgesagt", En: "Called off" }
    called_off_notice { De: "Dieses Speed-Dating ist abgesagt", En: "This session has been called off" }
    hold_after_all { De: "Doch stattfinden lassen", En: "Hold it after all" }
    hold_after_all_hint { De: "Findet es doch statt, sehen alle wieder ihren Tisch, und eine Uhr, die lief, geht weiter, wo sie stand.", En: "If it takes place after all, everybody sees their table again, and a clock that was running goes on where it stood." }
    held_after_all { De: "Es findet doch statt", En: "It takes place after all" }
    fixed_off { De: "Das Speed-Dating ist abgesagt; Aufbau und Regeln stehen fest.", En: "The session has been called off; its set-up and rules are fixed." }
    waiting { De: "Noch nicht gestartet", En: "Not started yet" }
    over { De: "Alle Runden sind vorbei", En: "All rounds are over" }
    talking { De: "Gespräch", En: "Talk" }
    changing { De: "Wechsel", En: "Change" }
    paused { De: "Angehalten", En: "Paused" }
    present_of(here: usize, all: usize) { De: "{here} von {all} da", En: "{here} of {all} here" }
    count_missing(n: usize) by n { De: One "{n} fehlt" | "{n} fehlen", En: "{n} missing" }
    count_late(n: usize) { De: "{n} später", En: "{n} late" }
    count_new(n: usize) { De: "{n} neu", En: "{n} new" }
    mark_arrived { De: "ist da", En: "is here" }
    mark_missing { De: "fehlt", En: "is missing" }
    mark_left { De: "ist gegangen", En: "has left" }
    mark_late(n: u8) { De: "kommt ab Runde {n}", En: "comes from round {n}" }
    mark_expected { De: "wird erwartet", En: "is expected" }
    late_from { De: "kommt später, ab Runde", En: "comes later, from round" }
    mark_of(name: &str) { De: "{name}: Anwesenheit", En: "{name}: attendance" }
    arrivals { De: "Anwesenheit", En: "Attendance" }
    walk_in { De: "Neu dazugekommen", En: "Walked in" }
    walk_in_name { De: "Name", En: "Name" }
    walk_in_add { De: "Vorschlag ansehen", En: "See the proposal" }
    close_table(n: u16) { De: "Tisch {n} außer Betrieb", En: "Table {n} out of use" }
    reopen_table(n: u16) { De: "Tisch {n} wieder benutzen", En: "Use table {n} again" }
    closed { De: "außer Betrieb", En: "out of use" }
    proposal { De: "Vorschlag", En: "Proposal" }
    proposal_missing(name: &str) { De: "{name} fehlt", En: "{name} is missing" }
    proposal_here(name: &str) { De: "{name} ist da", En: "{name} is here" }
    proposal_left(name: &str) { De: "{name} ist gegangen", En: "{name} has left" }
    proposal_late(name: &str, n: u8) { De: "{name} kommt ab Runde {n}", En: "{name} comes from round {n}" }
    proposal_expected(name: &str) { De: "{name} wird wieder erwartet", En: "{name} is expected again" }
    proposal_walk_in(name: &str) { De: "{name} kommt dazu", En: "{name} joins" }
    moved(n: usize) by n { De: One "{n} zieht um" | "{n} ziehen um", En: One "{n} moves" | "{n} move" }
    nobody_moves { De: "Niemand zieht um", En: "Nobody moves" }
    nobody_alone { De: "niemand ohne Gegenüber", En: "nobody without a partner" }
    alone(n: usize) by n { De: One "{n} Pause" | "{n} Pausen", En: One "{n} break" | "{n} breaks" }
    won(n: usize) by n { De: One "{n} neues Gespräch" | "{n} neue Gespräche", En: One "{n} new talk" | "{n} new talks" }
    lost(n: usize) by n { De: One "{n} angekündigtes Gespräch entfällt" | "{n} angekündigte Gespräche entfallen", En: One "{n} announced talk is lost" | "{n} announced talks are lost" }
    who_moves { De: "Wer umzieht", En: "Who moves" }
    from_round(n: u8) { De: "gilt ab Runde {n}", En: "from round {n} on" }
    apply { De: "Übernehmen", En: "Apply" }
    applied_and_told { De: "Übernommen und an alle gemeldet", En: "Applied, and told to everybody" }
    applied_here { De: "Übernommen", En: "Applied" }
    applied_draft { De: "Übernommen. Die neuen Plätze sieht noch niemand: Der Plan ist ein Entwurf, bis er veröffentlicht wird.", En: "Applied. Nobody is shown the new seats yet: the plan is a draft until it is published." }
    cancel { De: "Abbrechen", En: "Cancel" }
    undo_mark { De: "Zurücknehmen", En: "Take back" }
    nothing_to_decide { De: "Nichts zu entscheiden", En: "Nothing to decide" }
    nothing_to_decide_hint { De: "Tippen Sie bei einem Namen auf das Zeichen, wenn jemand fehlt, später kommt oder geht.", En: "Tap the sign beside a name when somebody is missing, late or leaving." }
    all_tables { De: "Tische", En: "Tables" }
    sits_alone { De: "ohne Gegenüber", En: "without a partner" }
    break_list { De: "Pause in dieser Runde", En: "Break in this round" }
    delete_session { De: "Speed-Dating löschen", En: "Delete the session" }
    participants_count(n: usize) by n { De: One "{n} Verein" | "{n} Vereine", En: One "{n} association" | "{n} associations" }
    rounds_count(n: u8) by n { De: One "{n} Runde" | "{n} Runden", En: One "{n} round" | "{n} rounds" }
    phone_view { De: "Ansicht auf dem Telefon", En: "What phones show" }
    stale_seen { De: "Jemand anderes hat gerade etwas geändert. Sie sehen jetzt den neuen Stand.", En: "Somebody else has just changed something. You now see the new state." }

    with_side { De: "mit Migrationsbezug", En: "with a migration relation" }
    without_side { De: "ohne Migrationsbezug", En: "without a migration relation" }
    sides_across { De: "Mit trifft ohne", En: "With meets without" }
    sides_across_hint { De: "Vereine mit Migrationsbezug sprechen mit Vereinen ohne.", En: "Associations with a migration relation talk with those without." }
    sides_anybody { De: "Alle mit allen", En: "Anybody with anybody" }
    sides_anybody_hint { De: "Gemischte Tische zählen mehr, sind aber keine Pflicht.", En: "Mixed tables count more but are not required." }
    language_required { De: "muss sein", En: "is required" }
    language_required_hint { De: "Nur wer sich im Alltag verständigen kann, sitzt zusammen.", En: "Only those who can talk with each other sit together." }
    language_preferred { De: "ist besser", En: "is better" }
    language_preferred_hint { De: "Ohne gemeinsame Sprache nur, wenn es nicht anders geht.", En: "Without a common language only where nothing else works." }
    language_ignored { De: "ist nicht wichtig", En: "does not matter" }
    language_ignored_hint { De: "Zum Beispiel, wenn an jedem Tisch übersetzt wird.", En: "For example if somebody interprets at every table." }

    no_common_language { De: "es fehlt eine gemeinsame Sprache", En: "a common language is missing" }
    same_side { De: "sie stehen auf derselben Seite", En: "they are on the same side" }
    never_together { De: "die Regel „nie zusammen“", En: "the rule “never together”" }
    absent { De: "sie sind nie gleichzeitig da", En: "they are never there at the same time" }
    not_enough_rounds { De: "keine Runde setzt sie zusammen, obwohl die Regeln es erlauben", En: "no round seats them together, although the rules allow it" }
    fill_a_table { De: "wer immer zusammensitzt, füllt einen Tisch schon allein", En: "those who always sit together fill a table by themselves" }
    met_already { De: "sie haben sich schon getroffen", En: "they have met already" }
    languages_unknown { De: "es ist nicht eingetragen, wer was spricht, und eine gemeinsame Sprache muss sein", En: "who speaks what is not noted, and a common language is required" }
    unknown_hindrance { De: "die Regeln lassen niemanden übrig", En: "the rules leave nobody" }
    nobody_to_meet(name: &str, why: &str) { De: "{name} kann niemanden treffen: {why}.", En: "{name} can meet nobody: {why}." }
    without_rule(rule: &str, n: u16) by n { De: One "Ohne die Regel {rule} wäre es {n} mögliches Gegenüber" | "Ohne die Regel {rule} wären es {n} mögliche Gegenüber", En: One "Without the rule {rule} there would be {n} possible partner" | "Without the rule {rule} there would be {n} possible partners" }
    several_rules { De: "Eine Regel allein zu lockern hilft nicht: Es stehen mehrere zugleich im Weg.", En: "Relaxing one rule alone does not help: several stand in the way at once." }
    rule_same_side { De: "„Mit trifft ohne“", En: "“With meets without”" }
    rule_language { De: "„Gemeinsame Sprache muss sein“", En: "“A common language is required”" }
    rule_apart { De: "„Nie zusammen“", En: "“Never together”" }
    at_least(n: u16) { De: "mindestens {n}", En: "at least {n}" }
    in_every_round { De: "in jeder Runde", En: "in every round" }
    in_rounds(rounds: &str, n: usize) by n { De: One "in Runde {rounds}" | "in den Runden {rounds}", En: One "in round {rounds}" | "in rounds {rounds}" }
    too_few_seats(there: u16, seats: u16, when: &str, many: &str, n: u16) by n { De: One "{there} Teilnehmende, {seats} Plätze: {when} hat jemand Pause." | "{there} Teilnehmende, {seats} Plätze: {when} haben {many} Pause.", En: One "{there} participants, {seats} seats: somebody has a break {when}." | "{there} participants, {seats} seats: {many} have a break {when}." }
    help_more_tables { De: "Mehr Tische würden helfen.", En: "More tables would help." }
    help_larger_tables { De: "Mehr Tische oder größere würden helfen.", En: "More tables or larger ones would help." }
    uneven_sides(with: u16, without: u16, when: &str, many: &str, n: u16) by n { De: One "{with} mit und {without} ohne Migrationsbezug, und „Mit trifft ohne“: {when} hat jemand Pause." | "{with} mit und {without} ohne Migrationsbezug, und „Mit trifft ohne“: {when} haben {many} Pause.", En: One "{with} with and {without} without a migration relation, and “With meets without”: somebody has a break {when}." | "{with} with and {without} without a migration relation, and “With meets without”: {many} have a break {when}." }
    odd_number(there: u16, when: &str) { De: "{there} Teilnehmende sind eine ungerade Zahl: Zu zweit hat {when} jemand Pause.", En: "{there} participants are an odd number: in pairs, somebody has a break {when}." }
    too_few_for_a_table(when: &str, n: u16) by n { De: One "Alle benutzten Tische sind voll, und jemand allein füllt keinen weiteren: {when} hat jemand Pause." | "Alle benutzten Tische sind voll, und {n} sind zu wenige für einen weiteren: {when} haben {n} Pause.", En: One "All tables in use are full, and one alone does not fill another: somebody has a break {when}." | "All tables in use are full, and {n} are too few for another: {n} have a break {when}." }
    breaks(who: &str) { De: "Pause: {who}.", En: "Break: {who}." }
    met_everybody(who: &str) { De: "Pause, weil in den anderen Runden schon alle drankommen, die in Frage kommen: {who}.", En: "Break, since the other rounds already hold everybody who comes into question: {who}." }
    nobody_left(who: &str) { De: "Pause, weil von denen, die dann noch frei sind, niemand in Frage kommt (in einer anderen Runde getroffen oder durch eine Regel getrennt): {who}.", En: "Break, since nobody who is still free then comes into question (met in another round or kept apart by a rule): {who}." }
    seat_would_be_free(who: &str) { De: "Pause, obwohl ein Platz mit passendem Gegenüber frei wäre: {who}.", En: "Break, although a seat with a fitting partner would be free: {who}." }
    fewer_dates(names: &str, dates: u16, possible: u16, why: &str) by dates { De: One "{names}: {dates} Gespräch, möglich wären {possible} ({why})." | "{names}: {dates} Gespräche, möglich wären {possible} ({why}).", En: One "{names}: {dates} talk, {possible} would be possible ({why})." | "{names}: {dates} talks, {possible} would be possible ({why})." }
    rounds_of_rest(n: u16) by n { De: One "{n} Runde Pause" | "{n} Runden Pause", En: One "{n} round of break" | "{n} rounds of break" }
    rounds_alone(n: u16) by n { De: One "{n} Runde ohne Gegenüber" | "{n} Runden ohne Gegenüber", En: One "{n} round with nobody across" | "{n} rounds with nobody across" }
    rounds_again(n: u16) by n { De: One "{n} Runde noch einmal mit demselben Gegenüber" | "{n} Runden noch einmal mit demselben Gegenüber", En: One "{n} round with the same partner again" | "{n} rounds with the same partner again" }
    wish_unmet(name: &str, whom: &str, why: &str) { De: "{name} trifft {whom} nicht: {why}.", En: "{name} does not meet {whom}: {why}." }

    broken_twice(round: u8, name: &str) { De: "Runde {round}: {name} sitzt an zwei Tischen", En: "Round {round}: {name} sits at two tables" }
    broken_full(round: u8, table: u16, seated: u16, seats: u16) { De: "Runde {round}: an Tisch {table} sitzen {seated} auf {seats} Plätzen", En: "Round {round}: {seated} sit on {seats} seats at table {table}" }
    broken_thin(round: u8, table: u16, seated: u16, least: u16) by seated { De: One "Runde {round}: an Tisch {table} sitzt {seated}, mindestens {least} sollen es sein" | "Runde {round}: an Tisch {table} sitzen {seated}, mindestens {least} sollen es sein", En: One "Round {round}: {seated} sits at table {table}, it should be {least} at least" | "Round {round}: {seated} sit at table {table}, it should be {least} at least" }
    broken_closed(round: u8, table: u16) { De: "Runde {round}: Tisch {table} ist außer Betrieb", En: "Round {round}: table {table} is out of use" }
    broken_absent(round: u8, name: &str) { De: "Runde {round}: {name} ist nicht da", En: "Round {round}: {name} is not there" }
    broken_unseated(round: u8, name: &str) { De: "Runde {round}: {name} hat keinen Platz", En: "Round {round}: {name} has no seat" }
    broken_split(round: u8, names: &str) { De: "Runde {round}: {names} sitzen nicht zusammen", En: "Round {round}: {names} do not sit together" }
    broken_fixed(round: u8, name: &str, table: u16) { De: "Runde {round}: {name} sitzt nicht an Tisch {table}", En: "Round {round}: {name} does not sit at table {table}" }
    broken_apart(round: u8, a: &str, b: &str) { De: "Runde {round}: {a} und {b} sollen nie zusammensitzen", En: "Round {round}: {a} and {b} must never sit together" }
    broken_language(round: u8, a: &str, b: &str) { De: "Runde {round}: {a} und {b} haben keine gemeinsame Sprache", En: "Round {round}: {a} and {b} have no common language" }
    broken_language_unknown(round: u8, a: &str, b: &str) { De: "Runde {round}: Ob {a} und {b} eine gemeinsame Sprache haben, ist nicht bekannt", En: "Round {round}: whether {a} and {b} have a common language is not known" }
    broken_side(round: u8, a: &str, b: &str) { De: "Runde {round}: {a} und {b} stehen auf derselben Seite", En: "Round {round}: {a} and {b} are on the same side" }
    broken_again(round: u8, a: &str, b: &str) { De: "Runde {round}: {a} und {b} treffen sich noch einmal", En: "Round {round}: {a} and {b} meet again" }
    broken_played(round: u8) { De: "Runde {round} hat schon begonnen", En: "Round {round} has begun already" }
    broken_limit(name: &str, dates: u16, most: u16) { De: "{name} hat {dates} Treffen, höchstens {most} sollen es sein", En: "{name} has {dates} meetings, it should be {most} at most" }
    broken_unknown(round: u8) { De: "Runde {round}: jemand ist nicht dabei", En: "Round {round}: somebody does not take part" }
}

/// What saving would take away.
pub fn losses(locale: Locale, value: &Losses) -> String {
    let mut lost = Vec::new();
    if value.plan && !value.shown {
        lost.push(lost_plan(locale).to_owned());
    }
    if value.rules > 0 {
        lost.push(lost_rules(locale, value.rules));
    }
    match &value.absences[..] {
        [] => {}
        [one] => lost.push(lost_absences_of(locale, one.as_str())),
        many => lost.push(lost_absences(locale, many.len())),
    }
    // The longest last.
    if value.shown {
        lost.push(lost_shown(locale).to_owned());
    }
    saving_drops(locale, &super::and_list(locale, &lost))
}

pub fn applied(locale: Locale, value: Reach) -> &'static str {
    match value {
        Reach::Phones => applied_and_told(locale),
        Reach::Desks => applied_here(locale),
        Reach::Draft => applied_draft(locale),
    }
}

/// Of a session that is over.
pub fn end(locale: Locale, run: Run) -> &'static str {
    if run.is_called_off() { called_off(locale) } else { over(locale) }
}

/// What is asked before it is called off, and who will hear of it.
pub fn call_off_question(locale: Locale, rehearses: bool) -> &'static str {
    if rehearses { call_off_rehearsal_sure(locale) } else { call_off_sure(locale) }
}

/// Why it cannot be set up any more.
pub fn fixed(locale: Locale, run: Run) -> &'static str {
    if run.is_called_off() { fixed_off(locale) } else { fixed_now(locale) }
}

pub fn side_name(locale: Locale, value: Option<Side>) -> &'static str {
    match value {
        Some(Side::With) => with_side(locale),
        Some(Side::Without) => without_side(locale),
        None => side_open(locale),
    }
}

/// "3 bis 6", and "4" where everybody has as many.
pub fn from_to(locale: Locale, least: usize, most: usize) -> String {
    if least == most { least.to_string() } else { between(locale, least, most) }
}

/// Name and explanation of who talks with whom.
pub fn sides(locale: Locale, value: Sides) -> (&'static str, &'static str) {
    match value {
        Sides::Across => (sides_across(locale), sides_across_hint(locale)),
        Sides::Anybody => (sides_anybody(locale), sides_anybody_hint(locale)),
    }
}

/// Name and explanation of the language rule.
pub fn language_rule(locale: Locale, value: CommonLanguage) -> (&'static str, &'static str) {
    match value {
        CommonLanguage::Required => (language_required(locale), language_required_hint(locale)),
        CommonLanguage::Preferred => (language_preferred(locale), language_preferred_hint(locale)),
        CommonLanguage::Ignored => (language_ignored(locale), language_ignored_hint(locale)),
    }
}

pub fn attendance(locale: Locale, value: Attendance) -> String {
    match value {
        Attendance::Expected => mark_expected(locale).to_owned(),
        Attendance::Arrived => mark_arrived(locale).to_owned(),
        Attendance::Missing => mark_missing(locale).to_owned(),
        Attendance::Late { until } => mark_late(locale, until + 1),
        Attendance::Left => mark_left(locale).to_owned(),
    }
}

pub fn hindrance(locale: Locale, value: Hindrance) -> &'static str {
    match value {
        Hindrance::NoCommonLanguage => no_common_language(locale),
        Hindrance::SameSide => same_side(locale),
        Hindrance::NeverTogether => never_together(locale),
        Hindrance::Absent => absent(locale),
        Hindrance::NotEnoughRounds => not_enough_rounds(locale),
        Hindrance::LanguagesUnknown => languages_unknown(locale),
        Hindrance::MetBefore => met_already(locale),
        Hindrance::FillATable => fill_a_table(locale),
        Hindrance::Unknown => unknown_hindrance(locale),
    }
}

/// The rule that stands in the way, by its name on the rules page.
fn rule_name(locale: Locale, value: Hindrance) -> Option<&'static str> {
    match value {
        Hindrance::SameSide => Some(rule_same_side(locale)),
        Hindrance::NoCommonLanguage | Hindrance::LanguagesUnknown => Some(rule_language(locale)),
        Hindrance::NeverTogether => Some(rule_apart(locale)),
        Hindrance::Absent
        | Hindrance::NotEnoughRounds
        | Hindrance::MetBefore
        | Hindrance::FillATable
        | Hindrance::Unknown => None,
    }
}

/// How good a plan is, in words; `objective` is the plan's.
pub fn quality(locale: Locale, value: Quality, objective: i64) -> String {
    match value {
        Quality::ProvenBest => proven_best(locale).to_owned(),
        Quality::Bounded { .. } | Quality::Found => match workshop::gap(value, objective) {
            Some(thousandths) => bounded(locale, &workshop::percent(locale, thousandths)),
            None => best_found(locale).to_owned(),
        },
        Quality::ByHand => by_hand(locale).to_owned(),
    }
}

/// "in Runde 3", "in den Runden 1 und 4", "in jeder Runde"; rounds from 0, of `all`.
fn when(locale: Locale, rounds: &[u8], all: u8) -> String {
    if rounds.len() > 1 && rounds.len() == usize::from(all) {
        return in_every_round(locale).to_owned();
    }
    let numbers: Vec<String> = rounds.iter().map(|round| (round + 1).to_string()).collect();
    in_rounds(locale, &super::and_list(locale, &numbers), rounds.len())
}

/// Who has a break and when, those with the same rounds together: "A und B in Runde 1; C in den Runden 2 und 5".
fn who_rests(
    locale: Locale,
    who: &[(ParticipantId, Vec<u8>)],
    all: u8,
    name: &impl Fn(ParticipantId) -> String,
) -> String {
    let mut alike: BTreeMap<&[u8], Vec<String>> = BTreeMap::new();
    for (who, rounds) in who {
        alike.entry(rounds).or_default().push(name(*who));
    }
    let told = alike.into_iter().map(|(rounds, names)| {
        let when = when(locale, rounds, all);
        format!("{} {when}", super::and_list(locale, &names))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// Breaks with the same reason, in a session of so many rounds.
fn rests(
    locale: Locale,
    why: Rest,
    who: &[(ParticipantId, Vec<u8>)],
    all: u8,
    name: &impl Fn(ParticipantId) -> String,
) -> String {
    let rounds: BTreeSet<u8> = who.iter().flat_map(|(_, rounds)| rounds).copied().collect();
    let when = when(locale, &rounds.into_iter().collect::<Vec<_>>(), all);
    let names = who_rests(locale, who, all, name);
    // The numbers explain no more breaks than these.
    let many = |least: u16, breaks: u16| if breaks > least { at_least(locale, least) } else { breaks.to_string() };
    let of_all = |told: String| format!("{told} {}", breaks(locale, &names));
    match why {
        Rest::TooFewSeats { there, seats, breaks: n, in_pairs } => {
            let help = if in_pairs { help_more_tables(locale) } else { help_larger_tables(locale) };
            of_all(format!(
                "{} {help}",
                too_few_seats(locale, there, seats, &when, &many(there.saturating_sub(seats), n), n)
            ))
        }
        Rest::UnevenSides { with, without, breaks: n } => {
            of_all(uneven_sides(locale, with, without, &when, &many(with.abs_diff(without), n), n))
        }
        Rest::OddNumber { there } => of_all(odd_number(locale, there, &when)),
        Rest::TooFewForATable { breaks: n } => of_all(too_few_for_a_table(locale, &when, n)),
        Rest::MetEverybody => met_everybody(locale, &names),
        Rest::NobodyLeft => nobody_left(locale, &names),
        Rest::SeatFree => seat_would_be_free(locale, &names),
        Rest::Unknown => breaks(locale, &names),
    }
}

/// What a plan of so many rounds could not give. `name` tells a participant's name.
pub fn shortfall(locale: Locale, value: &Shortfall, all: u8, name: &impl Fn(ParticipantId) -> String) -> String {
    match value {
        Shortfall::NobodyToMeet { who, because, without } => {
            let told = nobody_to_meet(locale, &name(*who), hindrance(locale, *because));
            let relaxed: Vec<String> = without
                .iter()
                .filter_map(|(rule, people)| Some(without_rule(locale, rule_name(locale, *rule)?, *people)))
                .collect();
            match (relaxed.is_empty(), because) {
                (false, _) => format!("{told} {}.", relaxed.join("; ")),
                (true, Hindrance::Absent | Hindrance::FillATable | Hindrance::Unknown) => told,
                (true, _) => format!("{told} {}", several_rules(locale)),
            }
        }
        Shortfall::Breaks { why, who } => rests(locale, *why, who, all, name),
        Shortfall::FewerDates { who, dates, possible, breaks, alone, again } => {
            let names: Vec<String> = who.iter().map(|id| name(*id)).collect();
            let parts = [(*breaks, rounds_of_rest(locale, *breaks)), (*alone, rounds_alone(locale, *alone))];
            let parts = parts.into_iter().chain([(*again, rounds_again(locale, *again))]);
            let why: Vec<String> = parts.filter(|(n, _)| *n > 0).map(|(_, told)| told).collect();
            fewer_dates(locale, &super::and_list(locale, &names), *dates, *possible, &super::and_list(locale, &why))
        }
        Shortfall::WishUnmet { who, whom, because } => {
            let because: Vec<String> = because.iter().map(|one| hindrance(locale, *one).to_owned()).collect();
            wish_unmet(locale, &name(*who), &name(*whom), &super::and_list(locale, &because))
        }
    }
}

/// A rule that a plan breaks. `name` tells a participant's name.
pub fn broken(locale: Locale, value: &BrokenRule, name: &impl Fn(domain::ParticipantId) -> String) -> String {
    let n = |round: &u8| round + 1;
    match value {
        BrokenRule::SeatedTwice { round, who } => broken_twice(locale, n(round), &name(*who)),
        BrokenRule::TableTooFull { round, table, seated, seats } => {
            broken_full(locale, n(round), *table, *seated, *seats)
        }
        BrokenRule::TableTooEmpty { round, table, seated, least } => {
            broken_thin(locale, n(round), *table, *seated, *least)
        }
        BrokenRule::TableOutOfUse { round, table } => broken_closed(locale, n(round), *table),
        BrokenRule::Absent { round, who } => broken_absent(locale, n(round), &name(*who)),
        BrokenRule::NotSeated { round, who } => broken_unseated(locale, n(round), &name(*who)),
        BrokenRule::SplitDelegation { round, who } => {
            let names: Vec<String> = who.iter().map(|id| name(*id)).collect();
            broken_split(locale, n(round), &super::and_list(locale, &names))
        }
        BrokenRule::NotAtFixedTable { round, who, table } => broken_fixed(locale, n(round), &name(*who), *table),
        BrokenRule::NeverTogether { round, a, b } => broken_apart(locale, n(round), &name(*a), &name(*b)),
        BrokenRule::NoCommonLanguage { round, a, b } => broken_language(locale, n(round), &name(*a), &name(*b)),
        BrokenRule::LanguagesUnknown { round, a, b } => broken_language_unknown(locale, n(round), &name(*a), &name(*b)),
        BrokenRule::SameSide { round, a, b } => broken_side(locale, n(round), &name(*a), &name(*b)),
        BrokenRule::MetBefore { round, a, b } => broken_again(locale, n(round), &name(*a), &name(*b)),
        BrokenRule::PlayedRoundChanged { round } => broken_played(locale, n(round)),
        BrokenRule::Unknown { round, .. } => broken_unknown(locale, n(round)),
        BrokenRule::TooManyDates { who, dates, most } => broken_limit(locale, &name(*who), *dates, *most),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::text::Title;

    fn told(locale: Locale, value: &Shortfall) -> String {
        shortfall(locale, value, 3, &|id| ["A", "B", "C", "D"][id.0 as usize].to_owned())
    }

    #[test]
    fn breaks_with_the_same_reason_are_one_row_that_tells_it() {
        let who =
            |rounds: &[&[u8]]| (0..).map(ParticipantId).zip(rounds.iter().map(|r| r.to_vec())).collect::<Vec<_>>();
        let why = Rest::TooFewSeats { there: 18, seats: 12, breaks: 6, in_pairs: true };
        let seats = Shortfall::Breaks { why, who: who(&[&[0], &[1, 2], &[0]]) };
        assert_eq!(
            told(Locale::De, &seats),
            "18 Teilnehmende, 12 Plätze: in jeder Runde haben 6 Pause. Mehr Tische würden helfen. \
             Pause: A und C in Runde 1; B in den Runden 2 und 3."
        );
        let why = Rest::TooFewSeats { there: 14, seats: 12, breaks: 3, in_pairs: false };
        let more = Shortfall::Breaks { why, who: who(&[&[0], &[0], &[0]]) };
        assert!(told(Locale::En, &more).starts_with(
            "14 participants, 12 seats: at least 2 have a break in round 1. More tables or larger ones would help."
        ));
        let odd = Shortfall::Breaks { why: Rest::OddNumber { there: 13 }, who: who(&[&[2]]) };
        assert_eq!(
            told(Locale::En, &odd),
            "13 participants are an odd number: in pairs, somebody has a break in round 3. Break: A in round 3."
        );
        let sides = Shortfall::Breaks { why: Rest::UnevenSides { with: 3, without: 2, breaks: 1 }, who: who(&[&[1]]) };
        assert!(told(Locale::De, &sides).ends_with("in Runde 2 hat jemand Pause. Pause: A in Runde 2."));
        // Where nobody knows why, nothing is made up.
        let unknown = Shortfall::Breaks { why: Rest::Unknown, who: who(&[&[1]]) };
        assert_eq!(told(Locale::De, &unknown), "Pause: A in Runde 2.");
    }

    #[test]
    fn what_nobody_has_noted_is_not_said_to_be_missing() {
        let (round, a, b) = (0, ParticipantId(0), ParticipantId(1));
        let told = |locale, rule: BrokenRule| broken(locale, &rule, &|id| ["A", "B"][id.0 as usize].to_owned());
        let unknown = |locale| told(locale, BrokenRule::LanguagesUnknown { round, a, b });
        assert_eq!(unknown(Locale::De), "Runde 1: Ob A und B eine gemeinsame Sprache haben, ist nicht bekannt");
        assert_eq!(unknown(Locale::En), "Round 1: whether A and B have a common language is not known");
        let missing = told(Locale::De, BrokenRule::NoCommonLanguage { round, a, b });
        assert_eq!(missing, "Runde 1: A und B haben keine gemeinsame Sprache");
    }

    #[test]
    fn one_alone_at_a_table_sits_there_and_several_sit() {
        let thin = |locale, seated| {
            let rule = BrokenRule::TableTooEmpty { round: 1, table: 6, seated, least: 3 };
            broken(locale, &rule, &|_| String::new())
        };
        assert_eq!(thin(Locale::De, 1), "Runde 2: an Tisch 6 sitzt 1, mindestens 3 sollen es sein");
        assert_eq!(thin(Locale::De, 2), "Runde 2: an Tisch 6 sitzen 2, mindestens 3 sollen es sein");
        assert_eq!(thin(Locale::En, 1), "Round 2: 1 sits at table 6, it should be 3 at least");
        assert_eq!(thin(Locale::En, 2), "Round 2: 2 sit at table 6, it should be 3 at least");
    }

    #[test]
    fn fewer_talks_are_accounted_for_round_by_round() {
        let who = vec![ParticipantId(0), ParticipantId(3)];
        let one = Shortfall::FewerDates { who, dates: 1, possible: 3, breaks: 0, alone: 1, again: 1 };
        assert_eq!(
            told(Locale::De, &one),
            "A und D: 1 Gespräch, möglich wären 3 (1 Runde ohne Gegenüber und 1 Runde noch einmal mit demselben Gegenüber)."
        );
    }

    #[test]
    fn what_goes_is_said_in_one_sentence() {
        let chor = Title::parse("Chor am Hafen").unwrap();
        let one = Losses { plan: true, shown: false, rules: 2, absences: vec![chor.clone()] };
        assert_eq!(
            losses(Locale::De, &one),
            "Das Speichern verwirft den Plan, 2 Regeln über Teilnehmende und die Abwesenheiten von Chor am Hafen. \
             Zurücknehmen lässt sich das nicht."
        );
        let many = Losses { plan: false, shown: false, rules: 1, absences: vec![chor.clone(), chor] };
        assert_eq!(
            losses(Locale::En, &many),
            "Saving drops one rule about participants and the absences of 2 associations. This cannot be taken back."
        );
    }
}
