//! Words of the office: a fair's particulars and texts, the log, accounts, waiting mails.

use super::{dates, enums, links, paper, words};
use domain::{Locale, civil::Civil, fair::Phase};

words! {
    settings { De: "Messe und Texte", En: "Fair and texts" }
    settings_lede { De: "Was auf den Seiten der Messe steht. Leere englische Texte zeigen den deutschen.", En: "What the fair's pages say. Empty English texts show the German one." }
    claim_de { De: "Untertitel auf Deutsch", En: "Subtitle in German" }
    claim_en { De: "Untertitel auf Englisch", En: "Subtitle in English" }
    imprint { De: "Impressum", En: "Imprint" }
    privacy { De: "Datenschutz", En: "Privacy" }
    accessibility { De: "Barrierefreiheit", En: "Accessibility" }
    project { De: "Über das Projekt", En: "About the project" }
    imprint_de { De: "Impressum auf Deutsch", En: "Imprint in German" }
    imprint_en { De: "Impressum auf Englisch", En: "Imprint in English" }
    privacy_de { De: "Datenschutz auf Deutsch", En: "Privacy in German" }
    privacy_en { De: "Datenschutz auf Englisch", En: "Privacy in English" }
    accessibility_de { De: "Barrierefreiheit auf Deutsch", En: "Accessibility in German" }
    accessibility_en { De: "Barrierefreiheit auf Englisch", En: "Accessibility in English" }
    project_de { De: "Über das Projekt auf Deutsch", En: "About the project in German" }
    project_en { De: "Über das Projekt auf Englisch", En: "About the project in English" }
    log { De: "Protokoll", En: "Log" }
    log_lede { De: "Wer was getan hat, das Neueste zuerst.", En: "Who did what, newest first." }
    log_empty { De: "Noch ist nichts geschehen.", En: "Nothing has happened yet." }
    log_pages { De: "Weiter im Protokoll", En: "More of the log" }
    older { De: "Älteres", En: "Older" }
    newest { De: "Zum Neuesten", En: "To the newest" }
    house_log { De: "Wer hereinkam", En: "Who came in" }
    house_log_lede { De: "Zugänge und Anmeldungen, das Neueste zuerst.", En: "Accounts and signing in, newest first." }
    when { De: "Wann", En: "When" }
    who { De: "Wer", En: "Who" }
    what { De: "Was", En: "What" }
    whom { De: "Woran", En: "To which" }
    people { De: "Zugänge", En: "Accounts" }
    people_lede { De: "Wer sich anmelden darf. Der Link zum Anmelden kommt per Mail.", En: "Who may sign in. The link to sign in comes by mail." }
    invite { De: "Zugang geben", En: "Give access" }
    role { De: "Rolle", En: "Role" }
    dismiss { De: "Zugang nehmen", En: "Take access away" }
    dismiss_sure(email: &str) { De: "{email} den Zugang nehmen?", En: "Take access away from {email}?" }
    invited(email: &str) { De: "{email} darf sich jetzt anmelden.", En: "{email} may sign in now." }
    dismissed(email: &str) { De: "{email} darf sich nicht mehr anmelden.", En: "{email} may no longer sign in." }
    this_is_you { De: "das sind Sie", En: "this is you" }
    outbox { De: "Postausgang", En: "Outbox" }
    outbox_lede { De: "Ohne Mailserver warten Mails hier als Dateien.", En: "Without a mail server, mails wait here as files." }
    outbox_empty { De: "Keine wartenden Mails. Ist ein Mailserver eingestellt, werden sie gleich verschickt.", En: "No mails are waiting. Where a mail server is set, they are sent at once." }

    did_invite { De: "Zugang gegeben", En: "gave access" }
    did_dismiss { De: "Zugang genommen", En: "took access away" }
    on_the_server { De: "Befehlszeile", En: "command line" }
    by_rehearsal { De: "Probe", En: "Rehearsal" }
    did_sign_in { De: "angemeldet", En: "signed in" }
    did_sign_in_printed { De: "mit einem auf dem Server gedruckten Link angemeldet", En: "signed in with a link printed on the server" }
    did_sign_out { De: "abgemeldet", En: "signed out" }
    did_sign_out_everywhere { De: "auf allen Geräten abgemeldet", En: "signed out on all devices" }
    did_give_wrong_codes { De: "zu viele falsche Codes, Sitzung beendet", En: "too many wrong codes, the session was ended" }
    did_turn_on { De: "zweiten Schritt eingeschaltet", En: "turned on the second step" }
    did_turn_off { De: "zweiten Schritt ausgeschaltet", En: "turned off the second step" }
    did_found { De: "Messe gegründet", En: "founded the fair" }
    did_edit { De: "Messe und Texte geändert", En: "changed the fair and its texts" }
    did_phase { De: "Stand der Messe geändert", En: "changed the fair's phase" }
    did_import { De: "Liste eingelesen", En: "imported a list" }
    did_save { De: "Profil gespeichert", En: "saved a profile" }
    did_remove { De: "Verein gelöscht", En: "deleted an association" }
    did_add_item { De: "Programmpunkt angelegt", En: "added an item to the programme" }
    did_save_item { De: "Programmpunkt geändert", En: "changed an item of the programme" }
    did_remove_item { De: "Programmpunkt gelöscht", En: "deleted an item of the programme" }
    did_move_programme { De: "Programm auf den Messetag gelegt", En: "moved the programme to the fair’s day" }
    did_print { De: "Gedruckt", En: "printed" }
    printed(document: &str, version: &str) { De: "{document}, Plan {version}", En: "{document}, plan {version}" }
    did_hall { De: "Halle angelegt", En: "added a hall" }
    did_place { De: "Stände vergeben", En: "placed stands" }
    did_presence { De: "Stand besetzt oder verlassen", En: "noted who is at a stand" }
    did_create { De: "Speed-Dating angelegt", En: "created a session" }
    did_configure { De: "Aufbau geändert", En: "changed the set-up" }
    did_participants { De: "Teilnehmende ausgewählt", En: "chose participants" }
    did_arrange { De: "Seite oder Abwesenheit geändert", En: "changed a side or absence" }
    did_follow { De: "Namen und Sprachen aus den Profilen übernommen", En: "took over names and languages from the profiles" }
    did_rules { De: "Regeln geändert", En: "changed the rules" }
    did_delete { De: "Speed-Dating gelöscht", En: "deleted a session" }
    did_take { De: "anderen Plan übernommen", En: "took the other plan" }
    did_search { De: "Verteilen begonnen", En: "began allocating" }
    did_compare { De: "anderen Plan berechnen lassen", En: "had another plan worked out" }
    did_stop { De: "Verteilen beendet", En: "stopped allocating" }
    did_allocate { De: "Tische verteilt", En: "allocated the tables" }
    did_move { De: "von Hand umgesetzt", En: "moved by hand" }
    did_publish { De: "Plan veröffentlicht", En: "published the plan" }
    did_start { De: "Speed-Dating gestartet", En: "started the session" }
    did_pause { De: "Uhr angehalten", En: "paused the clock" }
    did_resume { De: "Uhr läuft weiter", En: "resumed the clock" }
    did_minute { De: "eine Minute mehr gegeben", En: "gave one minute more" }
    did_skip { De: "Wechsel geläutet", En: "rang the change" }
    did_finish { De: "Speed-Dating beendet", En: "ended the session" }
    did_call_off { De: "Speed-Dating abgesagt", En: "called off the session" }
    did_mark { De: "Anwesenheit geändert", En: "changed an attendance" }
    did_walk_in { De: "dazugekommen", En: "walked in" }
    did_close { De: "Tisch außer Betrieb", En: "took a table out of use" }
    did_reopen { De: "Tisch wieder in Betrieb", En: "put a table back to use" }
    did_undo { De: "zurückgenommen", En: "took back a step" }
    did_redo { De: "wieder getan", En: "did a step again" }
    did_swap { De: "zwei getauscht", En: "swapped two" }
    did_merge { De: "Tische zusammengelegt", En: "merged tables" }
    did_fix { De: "an einen Tisch gebunden", En: "fixed to a table" }
    did_unfix { De: "Tischbindung gelöst", En: "released from a table" }
    did_bench { De: "setzt eine Runde aus", En: "sits out a round" }
    did_unbench { De: "setzt doch nicht aus", En: "does not sit out after all" }
    did_split { De: "Gruppe geteilt", En: "split a group" }
    did_interpreter_here { De: "dolmetscht ab jetzt", En: "interprets from now on" }
    did_interpreter_gone { De: "dolmetscht nicht mehr", En: "interprets no longer" }
    did_announce { De: "Durchsage gemacht", En: "made an announcement" }
    did_retract { De: "Durchsage zurückgenommen", En: "took back an announcement" }
    did_call { De: "Runde ausgerufen", En: "called a round" }
    did_thaw { De: "Runde wieder freigegeben", En: "opened a round again" }
    did_mend { De: "Plan nachgebessert", En: "mended the plan" }
    did_rehearse { De: "Probe angelegt", En: "made a rehearsal" }
    did_next_round { De: "nächste Runde begonnen", En: "began the next round" }
    did_by_hand { De: "Uhr von Hand", En: "turned the clock to by hand" }
    did_automatic { De: "Uhr läuft von selbst", En: "turned the clock to automatic" }
}

/// Who did something: an address, whoever sat at the server itself, or a rehearsal.
pub fn actor(locale: Locale, name: &str) -> &str {
    match name {
        COMMAND_LINE => on_the_server(locale),
        REHEARSAL => by_rehearsal(locale),
        _ => name,
    }
}

/// What the server writes down for them.
const COMMAND_LINE: &str = "command line";
const REHEARSAL: &str = "rehearsal";

/// What an action was about: names stand in the log as they were, keys and days are put in words.
pub fn subject(locale: Locale, action: &str, subject: &str) -> String {
    let worded = match action {
        "fair.phase" => {
            let phase = Phase::ALL.into_iter().find(|phase| phase.key() == subject);
            phase.map(|phase| enums::phase(locale, phase).to_owned())
        }
        "programme.move" => Civil::read(subject).map(|day| dates::full_date(locale, day)),
        "paper.print" => subject.split_once(' ').and_then(|(key, version)| {
            let (.., name, _) = paper::documents(locale).into_iter().find(|(known, ..)| *known == key)?;
            Some(printed(locale, name, version))
        }),
        _ => None,
    };
    worded.unwrap_or_else(|| subject.to_owned())
}

/// An action of the log in words; one that is not known here is shown as it is.
pub fn action(locale: Locale, key: &str) -> String {
    let known = match key {
        "account.invite" => did_invite(locale),
        "account.dismiss" => did_dismiss(locale),
        "account.sign_in" => did_sign_in(locale),
        "account.sign_in_printed" => did_sign_in_printed(locale),
        "account.sign_out" => did_sign_out(locale),
        "account.sign_out_everywhere" => did_sign_out_everywhere(locale),
        "account.wrong_codes" => did_give_wrong_codes(locale),
        "account.second_factor_on" => did_turn_on(locale),
        "account.second_factor_off" => did_turn_off(locale),
        "fair.found" => did_found(locale),
        "fair.edit" => did_edit(locale),
        "fair.phase" => did_phase(locale),
        "association.import" => did_import(locale),
        "association.save" => did_save(locale),
        "association.remove" => did_remove(locale),
        "programme.add" => did_add_item(locale),
        "programme.save" => did_save_item(locale),
        "programme.remove" => did_remove_item(locale),
        "programme.move" => did_move_programme(locale),
        "paper.print" => did_print(locale),
        "hall.add" => did_hall(locale),
        "stand.place" => did_place(locale),
        "stand.presence" => did_presence(locale),
        "dating.create" => did_create(locale),
        "dating.configure" => did_configure(locale),
        "dating.participants" => did_participants(locale),
        "dating.arrange" => did_arrange(locale),
        "dating.follow" => did_follow(locale),
        "dating.rules" => did_rules(locale),
        "dating.remove" => did_delete(locale),
        "dating.allocate" => did_allocate(locale),
        "dating.take" => did_take(locale),
        "dating.search" => did_search(locale),
        "dating.compare" => did_compare(locale),
        "dating.stop_search" => did_stop(locale),
        "dating.move" => did_move(locale),
        "dating.publish" => did_publish(locale),
        "dating.start" => did_start(locale),
        "clock.pause" => did_pause(locale),
        "clock.resume" => did_resume(locale),
        "clock.minute" => did_minute(locale),
        "clock.skip" => did_skip(locale),
        "clock.finish" => did_finish(locale),
        "dating.call_off" => did_call_off(locale),
        "dating.mark" => did_mark(locale),
        "pass.revoke" => links::did_revoke(locale),
        "pass.reissue" => links::did_reissue(locale),
        "screen.make" => links::did_make_screen(locale),
        "screen.remove" => links::did_remove_screen(locale),
        "request.late" => links::did_ask_late(locale),
        "request.leave" => links::did_ask_leave(locale),
        "request.here" => links::did_ask_here(locale),
        "request.withdraw" => links::did_withdraw(locale),
        "request.accept" => links::did_accept(locale),
        "request.decline" => links::did_decline(locale),
        "again" => links::did_again(locale),
        "dating.walk_in" => did_walk_in(locale),
        "dating.close_table" => did_close(locale),
        "dating.reopen_table" => did_reopen(locale),
        "dating.undo" => did_undo(locale),
        "dating.redo" => did_redo(locale),
        "dating.swap" => did_swap(locale),
        "dating.merge_tables" => did_merge(locale),
        "dating.fix" => did_fix(locale),
        "dating.unfix" => did_unfix(locale),
        "dating.bench" => did_bench(locale),
        "dating.unbench" => did_unbench(locale),
        "dating.split" => did_split(locale),
        "dating.interpreter_here" => did_interpreter_here(locale),
        "dating.interpreter_gone" => did_interpreter_gone(locale),
        "dating.announce" => did_announce(locale),
        "dating.retract" => did_retract(locale),
        "dating.call_round" => did_call(locale),
        "dating.thaw" => did_thaw(locale),
        "dating.mend" => did_mend(locale),
        "dating.rehearse" => did_rehearse(locale),
        "clock.next_round" => did_next_round(locale),
        "clock.by_hand" => did_by_hand(locale),
        "clock.automatic" => did_automatic(locale),
        other => return other.to_owned(),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_something_was_done_to_is_told_in_the_language_of_the_page() {
        let told = |action, what| (subject(Locale::De, action, what), subject(Locale::En, action, what));
        let both = |de: &str, en: &str| (de.to_owned(), en.to_owned());
        assert_eq!(told("fair.phase", "published"), both("Veröffentlicht", "Published"));
        assert_eq!(told("paper.print", "run-sheets 3"), both("Laufzettel, Plan 3", "Run sheets, plan 3"));
        assert_eq!(told("programme.move", "2027-05-08"), both("Samstag, 8. Mai 2027", "Saturday, 8 May 2027"));
        // A name stays a name, and what is not known here is shown as it is.
        assert_eq!(told("association.save", "published"), both("published", "published"));
        assert_eq!(told("paper.print", "leaflets 3"), both("leaflets 3", "leaflets 3"));
    }
}
