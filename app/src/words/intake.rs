//! Words for bringing in an office's list: what the file is, what its columns mean, what would become of each row.

use super::{enums, languages, programme, words};
use domain::{
    AssociationId, Locale,
    intake::{
        Column, Delimiter, Difference, FileKind, Reason, Remark, Said, UnknownWord, UnknownWords, Verdict, Why, letters,
    },
    taxonomy::Good,
};

words! {
    title { De: "Liste einlesen", En: "Import a list" }
    lede { De: "Eine Liste, wie das Büro sie hat: CSV, Excel (.xlsx) oder ODS. Erst sehen Sie, was geschehen würde; geschrieben wird erst, wenn Sie es sagen.", En: "A list as the office has it: CSV, Excel (.xlsx) or ODS. First you see what would happen; nothing is written until you say so." }
    leave_unwritten { De: "Die Liste ist noch nicht eingelesen. Trotzdem weitergehen?", En: "The list has not been imported yet. Go on anyway?" }
    choose_file { De: "Datei wählen", En: "Choose a file" }
    example { De: "Mit einer Beispielliste ausprobieren", En: "Try it with an example list" }
    too_large_here(name: &str) { De: "„{name}“ ist größer als 18 MB. Teilen Sie die Datei bitte.", En: "“{name}” is larger than 18 MB. Please split the file." }
    cannot_read { De: "Die Datei lässt sich auf diesem Gerät nicht lesen.", En: "This device cannot read the file." }
    reading { De: "Die Datei wird gelesen …", En: "Reading the file …" }
    found { De: "Was in der Datei steht", En: "What the file holds" }
    rows_found(n: usize) by n { De: One "{n} Zeile" | "{n} Zeilen", En: One "{n} row" | "{n} rows" }
    csv_of(encoding: &str, delimiter: &str) { De: "CSV, {encoding}, getrennt durch {delimiter}", En: "CSV, {encoding}, separated by {delimiter}" }
    semicolon { De: "Strichpunkt", En: "semicolons" }
    comma { De: "Komma", En: "commas" }
    tab { De: "Tabulator", En: "tabs" }
    sheet(name: &str) { De: "Blatt „{name}“", En: "sheet “{name}”" }
    other_sheets(names: &str) { De: "Nicht gelesen werden die Blätter {names}.", En: "These sheets are not read: {names}." }
    above(line: u32, text: &str) { De: "Zeile {line} steht über den Überschriften und wird nicht eingelesen: „{text}“", En: "Line {line} stands above the headings and is not imported: “{text}”" }
    sheet_to_read { De: "Welches Blatt wird gelesen", En: "The sheet to read" }
    hidden_sheet(name: &str) { De: "{name} (ausgeblendet)", En: "{name} (hidden)" }
    without_headings { De: "keiner Zeile: Die Liste hat keine Überschriften", En: "no line: the list has no headings" }
    doubtful_headings(line: u32) { De: "Zeile {line} sieht nicht nach Überschriften aus. Steht dort schon der erste Verein, wählen Sie unten „keiner Zeile“, sonst fehlt er.", En: "Line {line} does not look like headings. If it is the first association already, choose “no line” below, otherwise it will be missing." }
    damaged_lines(n: usize, lines: &str) by n { De: One "In Zeile {lines} ist ein Zeichen nicht lesbar; dort steht „�“. Bitte verbessern Sie es in der Datei." | "In {n} Zeilen ist ein Zeichen nicht lesbar; dort steht „�“. Bitte verbessern Sie es in der Datei: Zeile {lines}.", En: One "In line {lines} a sign cannot be read; it is shown as “�”. Please mend it in the file." | "In {n} lines a sign cannot be read; it is shown as “�”. Please mend it in the file: line {lines}." }
    unnamed_column(number: usize, letters: &str) { De: "Spalte {number} ({letters})", En: "Column {number} ({letters})" }
    unnamed_with(number: usize, sample: &str) { De: "Spalte {number} ({sample} …)", En: "Column {number} ({sample} …)" }
    headings_in { De: "Die Überschriften stehen in", En: "The headings are in" }
    headings_line(line: u32, text: &str) { De: "Zeile {line}: {text}", En: "Line {line}: {text}" }
    columns_title { De: "Spalten", En: "Columns" }
    columns_hint { De: "Wir haben die Bedeutung geraten. Stimmt etwas nicht, ändern Sie es hier.", En: "We guessed what they mean. Where that is wrong, change it here." }
    column_of(heading: &str) { De: "Bedeutung der Spalte „{heading}“", En: "Meaning of the column “{heading}”" }
    not_read { De: "nicht einlesen", En: "do not read" }
    ignored(n: usize, heading: &str) by n { De: One "„{heading}“ wird nicht gelesen ({n} Zelle mit Inhalt)." | "„{heading}“ wird nicht gelesen ({n} Zellen mit Inhalt).", En: One "“{heading}” is not read ({n} cell with content)." | "“{heading}” is not read ({n} cells with content)." }
    ignored_unnamed(n: usize, column: &str) by n { De: One "{column} hat keine Überschrift und wird nicht gelesen ({n} Zelle mit Inhalt)." | "{column} hat keine Überschrift und wird nicht gelesen ({n} Zellen mit Inhalt).", En: One "{column} has no heading and is not read ({n} cell with content)." | "{column} has no heading and is not read ({n} cells with content)." }
    hidden_addresses { De: "Keine Spalte sagt, ob Adressen öffentlich sind: Neue bleiben verborgen.", En: "No column says whether addresses are public: new ones stay hidden." }
    addresses_shown(n: usize) by n { De: One "{n} Anschrift wird öffentlich." | "{n} Anschriften werden öffentlich.", En: One "{n} address becomes public." | "{n} addresses become public." }
    addresses_are_shown(n: usize) by n { De: One "{n} Anschrift ist öffentlich geworden." | "{n} Anschriften sind öffentlich geworden.", En: One "{n} address has become public." | "{n} addresses have become public." }
    new_fields(n: usize) by n { De: One "{n} neues Tätigkeitsfeld kommt dazu" | "{n} neue Tätigkeitsfelder kommen dazu", En: One "{n} new field of activity is added" | "{n} new fields of activity are added" }
    what_happens { De: "Was geschehen würde", En: "What would happen" }
    what_happened { De: "Eingelesen", En: "Imported" }
    count_new(n: usize) { De: "{n} neu", En: "{n} new" }
    count_changed(n: usize) { De: "{n} geändert", En: "{n} changed" }
    count_same(n: usize) { De: "{n} gleich", En: "{n} the same" }
    count_doubtful(n: usize) { De: "{n} zu entscheiden", En: "{n} to decide" }
    count_left(n: usize) { De: "{n} ausgelassen", En: "{n} left out" }
    count_refused(n: usize) { De: "{n} abgelehnt", En: "{n} refused" }
    everything { De: "alle", En: "all" }
    line(n: u32) { De: "Zeile {n}", En: "line {n}" }
    verdict_column { De: "Ergebnis", En: "Result" }
    name_column { De: "Verein", En: "Association" }
    details_column { De: "Einzelheiten", En: "Details" }
    now_said(column: &str, after: &str) { De: "{column}: jetzt „{after}“ (bisher leer)", En: "{column}: now “{after}” (empty before)" }
    was_now(column: &str, before: &str, after: &str) { De: "{column}: „{before}“ → „{after}“", En: "{column}: “{before}” → “{after}”" }
    nameless { De: "ohne Namen", En: "without a name" }
    decide { De: "Bitte entscheiden Sie:", En: "Please decide:" }
    decide_for(name: &str) { De: "Entscheidung für {name}", En: "Decision for {name}" }
    decide_as_proposed { De: "wie vorgeschlagen", En: "as proposed" }
    decide_otherwise { De: "Anders entscheiden", En: "Decide otherwise" }
    decide_otherwise_for(name: &str) { De: "Anders entscheiden: {name}", En: "Decide otherwise: {name}" }
    decide_other { De: "Anderer Verein", En: "Another association" }
    decide_other_for(name: &str) { De: "Anderer Verein für {name}", En: "Another association for {name}" }
    other_associations { De: "derselbe wie", En: "the same as" }
    decide_later { De: "noch nicht entschieden", En: "not decided yet" }
    decide_new { De: "ein eigener Verein", En: "an association of its own" }
    decide_same(name: &str) { De: "derselbe wie {name}", En: "the same as {name}" }
    all_new(n: usize, why: &str) { De: "{n} Zeilen, {why}: Alle sind eigene Vereine", En: "{n} rows, {why}: all are associations of their own" }
    decide_skip { De: "auslassen", En: "leave out" }
    import_now(n: usize) by n { De: One "{n} Zeile einlesen" | "{n} Zeilen einlesen", En: One "Import {n} row" | "Import {n} rows" }
    changed_meanwhile { De: "Jemand anderes hat inzwischen etwas geändert, was diese Liste betrifft. Es ist noch nichts eingelesen. Unten sehen Sie, was jetzt geschehen würde; bitte prüfen Sie es und lesen Sie die Liste dann ein.", En: "Somebody else has meanwhile changed something this list is about. Nothing has been imported yet. Below you see what would happen now; please check it and then import the list." }
    nothing_to_write { De: "Nichts zu schreiben: Alles ist schon da.", En: "Nothing to write: everything is there already." }
    nothing_else { De: "Alles Übrige ist schon da.", En: "Everything else is there already." }
    nothing_fits { De: "Keine Zeile lässt sich einlesen. Die Gründe stehen in der Tabelle.", En: "No row can be imported. The table tells why." }
    undecided_stay_out { De: "Was nicht entschieden ist, bleibt draußen.", En: "What is not decided stays out." }
    place_next { De: "Auf den Markt stellen", En: "Place them on the market" }
    another_file { De: "Andere Datei", En: "Another file" }

    verdict_new { De: "neu", En: "new" }
    verdict_changed { De: "geändert", En: "changed" }
    verdict_same { De: "gleich", En: "the same" }
    verdict_doubtful { De: "zu entscheiden", En: "to decide" }
    verdict_repeated(line: u32) { De: "wie Zeile {line}", En: "as line {line}" }
    verdict_skipped { De: "ausgelassen", En: "left out" }
    verdict_refused { De: "abgelehnt", En: "refused" }

    why_same { De: "derselbe Name bis auf die Schreibweise", En: "the same name but for spelling" }
    why_similar { De: "fast derselbe Name", En: "almost the same name" }
    why_part { De: "ein Name steckt im anderen", En: "one name is part of the other" }
    why_website { De: "dieselbe Website", En: "the same website" }
    name_in_line(name: &str, line: u32) { De: "Zeile {line}, {name}", En: "line {line}, {name}" }
    candidate(name: &str, why: &str) { De: "{name}: {why}", En: "{name}: {why}" }

    reason_nameless { De: "Der Name fehlt.", En: "The name is missing." }
    reason_name_without_result(cell: &str) { De: "Der Name ist eine Formel, deren Ergebnis nicht in der Datei steht (Zelle {cell}). Öffnen und speichern Sie die Datei in Excel oder LibreOffice.", En: "The name is a formula whose result is not in the file (cell {cell}). Please open and save the file in Excel or LibreOffice." }
    reason_long(length: usize, limit: usize) { De: "Der Name hat {length} Zeichen, möglich sind {limit}.", En: "The name has {length} characters, {limit} are possible." }
    reason_cell(column: &str, length: usize, limit: usize) { De: "{column}: In dieser Zelle stehen {length} Zeichen, möglich sind {limit}. Bitte kürzen Sie sie in der Datei.", En: "{column}: this cell holds {length} characters, {limit} are possible. Please shorten it in the file." }
    reason_unknown { De: "Den gewählten Verein gibt es nicht (mehr).", En: "The chosen association does not exist (any more)." }
    reason_said_by_another(id: AssociationId) { De: "Das steht wortgleich schon bei einem anderen Verein als dem gewählten (Nr. {id}).", En: "Another association than the chosen one says all of this already (no. {id})." }
    reason_other_line(line: u32) { De: "Zeile {line} ändert denselben Verein schon.", En: "Line {line} changes the same association already." }

    remark_not_understood(column: &str, text: &str) { De: "{column}: „{text}“ ist nicht verständlich und bleibt draußen.", En: "{column}: “{text}” was not understood and stays out." }
    remark_shortened(column: &str, limit: usize, rest: &str) { De: "{column}: auf {limit} Zeichen gekürzt; weggelassen: „{rest}“", En: "{column}: shortened to {limit} characters; left out: “{rest}”" }
    remark_list(column: &str, limit: usize, rest: &str) { De: "{column}: mehr als {limit} Einträge; weggelassen: {rest}", En: "{column}: more than {limit} entries; left out: {rest}" }
    remark_website(text: &str) { De: "„{text}“ ist keine öffentliche Webadresse.", En: "“{text}” is no public web address." }
    remark_email(text: &str) { De: "„{text}“ ist keine E-Mail-Adresse.", En: "“{text}” is no e-mail address." }
    remark_one_email(rest: &str) { De: "Nur eine E-Mail-Adresse ist möglich; weggelassen: {rest}", En: "Only one e-mail address is possible; left out: {rest}" }
    remark_range(column: &str, text: &str) { De: "{column}: „{text}“ liegt nicht auf der Erde.", En: "{column}: “{text}” is not on this earth." }
    remark_half(text: &str) { De: "Nur eine der beiden Koordinaten ist da („{text}“): keine Position.", En: "Only one of the two coordinates is there (“{text}”): no position." }
    remark_swapped(text: &str) { De: "Breite und Länge sind vielleicht vertauscht ({text}). Bitte prüfen Sie es.", En: "Latitude and longitude may be the wrong way round ({text}). Please check." }
    remark_null { De: "0 und 0 ist kein Ort: keine Position.", En: "0 and 0 is no place: no position." }
    remark_postcode(text: &str) { De: "Die PLZ „{text}“ hat vier Ziffern, die anderen haben fünf. Fehlt vorn eine Null?", En: "The postcode “{text}” has four digits, the others have five. Is a zero missing in front?" }
    remark_no_result(column: &str, cell: &str) { De: "{column}: Zelle {cell} ist eine Formel, deren Ergebnis nicht in der Datei steht; sie bleibt draußen.", En: "{column}: cell {cell} is a formula whose result is not in the file; it stays out." }
    remark_damaged(column: &str, text: &str) { De: "{column}: In „{text}“ ist ein Zeichen nicht richtig lesbar.", En: "{column}: a sign in “{text}” cannot be read properly." }
    remark_hidden_signs(column: &str) { De: "{column}: Unsichtbare Zeichen, die die Schreibrichtung umkehren, sind entfernt.", En: "{column}: invisible signs that turn the writing round were taken out." }
    remark_language(text: &str) { De: "Die Sprache „{text}“ kennen wir nicht.", En: "We do not know the language “{text}”." }
    remark_good(column: &str, text: &str) { De: "{column}: „{text}“ passt zu keiner Art von Angebot.", En: "{column}: “{text}” fits no kind of offer." }
    unknown_in(words: usize, column: &str, rows: usize) by words { De: One "{column}: {words} Eintrag, den wir nicht kennen, in {rows} Zeilen; er bleibt draußen." | "{column}: {words} Einträge, die wir nicht kennen, in {rows} Zeilen; sie bleiben draußen.", En: One "{column}: {words} entry that we do not know, in {rows} rows; it stays out." | "{column}: {words} entries that we do not know, in {rows} rows; they stay out." }
    unknown_often(text: &str, n: usize, lines: &str) { De: "„{text}“ {n}-mal: Zeile {lines}", En: "“{text}” {n} times: line {lines}" }
    unknown_once(words: &str) { De: "Je einmal: {words}", En: "Once each: {words}" }
    unknown_in_line(text: &str, line: u32) { De: "„{text}“ (Zeile {line})", En: "“{text}” (line {line})" }
    and_more(n: usize) { De: "und {n} weitere", En: "and {n} more" }
    mend_goods(goods: &str) { De: "Schreiben Sie in der Datei davor, was es ist, etwa „Räume: …“, oder tragen Sie es nach dem Einlesen beim Verein ein. Möglich sind: {goods}.", En: "Write in the file what it is before it, such as “Rooms: …”, or enter it at the association once the list is in. Possible are: {goods}." }
    mend_languages { De: "Schreiben Sie den Namen der Sprache oder ihr Kürzel (de, tr, ar) in die Datei, oder tragen Sie sie nach dem Einlesen beim Verein ein.", En: "Write the name of the language or its code (de, tr, ar) in the file, or enter it at the association once the list is in." }
    mend_others { De: "Ändern Sie die Wörter in der Datei, geben Sie der Spalte eine andere Bedeutung, oder tragen Sie es nach dem Einlesen beim Verein ein.", En: "Change the words in the file, let the column mean something else, or enter it at the association once the list is in." }
    remark_empty(column: &str) { De: "{column}: leer; was schon da ist, bleibt.", En: "{column}: empty; what is there already stays." }

    c_name { De: "Name", En: "Name" }
    c_short { De: "Kurzname", En: "Short name" }
    c_kind { De: "Art", En: "Kind" }
    c_relation { De: "Migrationsbezug", En: "Migration relation" }
    c_goals { De: "Ziele", En: "Goals" }
    c_activities { De: "Aktivitäten", En: "Activities" }
    c_fields { De: "Tätigkeitsfelder", En: "Fields of activity" }
    c_groups { De: "Zielgruppen", En: "Target groups" }
    c_districts { De: "Stadtbezirke", En: "Districts" }
    c_languages { De: "Sprachen", En: "Languages" }
    c_offers { De: "Wir bieten", En: "We offer" }
    c_needs { De: "Wir suchen", En: "We look for" }
    c_website { De: "Website", En: "Website" }
    c_email { De: "E-Mail", En: "E-mail" }
    c_street { De: "Straße", En: "Street" }
    c_postcode { De: "PLZ", En: "Postcode" }
    c_town { De: "Ort", En: "Town" }
    c_latitude { De: "Breitengrad", En: "Latitude" }
    c_longitude { De: "Längengrad", En: "Longitude" }
    c_public { De: "Adresse öffentlich", En: "Address public" }
}

pub fn column(locale: Locale, value: Column) -> &'static str {
    match value {
        Column::Name => c_name(locale),
        Column::ShortName => c_short(locale),
        Column::Kind => c_kind(locale),
        Column::Relation => c_relation(locale),
        Column::Goals => c_goals(locale),
        Column::Activities => c_activities(locale),
        Column::Fields => c_fields(locale),
        Column::TargetGroups => c_groups(locale),
        Column::Districts => c_districts(locale),
        Column::Languages => c_languages(locale),
        Column::Offers => c_offers(locale),
        Column::Needs => c_needs(locale),
        Column::Website => c_website(locale),
        Column::Email => c_email(locale),
        Column::Street => c_street(locale),
        Column::Postcode => c_postcode(locale),
        Column::Town => c_town(locale),
        Column::Latitude => c_latitude(locale),
        Column::Longitude => c_longitude(locale),
        Column::AddressPublic => c_public(locale),
    }
}

/// What kind of file it is, as people say it.
pub fn kind(locale: Locale, value: FileKind) -> String {
    match value {
        FileKind::Csv { encoding, delimiter } => {
            let delimiter = match delimiter {
                Delimiter::Semicolon => semicolon(locale),
                Delimiter::Comma => comma(locale),
                Delimiter::Tab => tab(locale),
            };
            csv_of(locale, encoding.name(), delimiter)
        }
        FileKind::Xlsx => "Excel (.xlsx)".to_owned(),
        FileKind::Ods => "OpenDocument (.ods)".to_owned(),
    }
}

/// A column by its heading; one without is known by its place, and by what stands in it first.
pub fn column_title(locale: Locale, index: usize, heading: &str, sample: &str) -> String {
    match (heading, sample) {
        ("", "") => unnamed_column(locale, index + 1, &letters(index)),
        ("", sample) => unnamed_with(locale, index + 1, &sample.chars().take(24).collect::<String>()),
        (heading, _) => heading.to_owned(),
    }
}

/// A column that holds something and is not read.
pub fn ignored_column(locale: Locale, index: usize, heading: &str, filled: usize) -> String {
    match heading {
        "" => ignored_unnamed(locale, filled, &unnamed_column(locale, index + 1, &letters(index))),
        heading => ignored(locale, filled, heading),
    }
}

/// Lines with signs that cannot be read; ten are enough to see where to begin.
pub fn damaged(locale: Locale, lines: &[u32]) -> String {
    let mut shown: Vec<String> = lines.iter().take(10).map(u32::to_string).collect();
    shown.extend((lines.len() > 10).then(|| "…".to_owned()));
    damaged_lines(locale, lines.len(), &shown.join(", "))
}

/// Lines as people say them, a row of them by its ends; the first few, and how many more there are.
pub fn some_lines(locale: Locale, lines: &[u32], most: usize) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let left: u32 = runs.iter().skip(most).map(|(first, last)| last - first + 1).sum();
    let said = |(first, last): &(u32, u32)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    let shown: Vec<String> = runs.iter().take(most).map(said).collect();
    match left {
        0 => shown.join(", "),
        left => format!("{} {}", shown.join(", "), and_more(locale, left as usize)),
    }
}

/// Words that nobody knows, each with where it stands: those that stand in several rows one by one, all others in one breath,
/// of both the first `most` places.
pub fn unknown_words(locale: Locale, value: &UnknownWords, most: usize) -> Vec<String> {
    let (often, once): (Vec<_>, Vec<_>) = value.words.iter().partition(|word| word.lines.len() > 1);
    let told = |word: &&UnknownWord| {
        unknown_often(locale, &word.text, word.lines.len(), &some_lines(locale, &word.lines, most))
    };
    let mut all: Vec<String> = often.iter().map(told).collect();
    let places = once.iter().flat_map(|word| word.lines.iter().map(|line| unknown_in_line(locale, &word.text, *line)));
    let mut shown: Vec<String> = places.take(most).collect();
    if !shown.is_empty() {
        shown.extend((once.len() > most).then(|| and_more(locale, once.len() - most)));
        all.push(unknown_once(locale, &shown.join(", ")));
    }
    all
}

/// What can be done about words of a column that nobody knows.
pub fn mend_unknown(locale: Locale, value: Column) -> String {
    match value {
        Column::Offers | Column::Needs => {
            mend_goods(locale, &Good::ALL.map(|good| enums::good(locale, good)).join(", "))
        }
        Column::Languages => mend_languages(locale).to_owned(),
        _ => mend_others(locale).to_owned(),
    }
}

pub fn verdict(locale: Locale, value: &Verdict) -> String {
    match value {
        Verdict::New => verdict_new(locale).to_owned(),
        Verdict::Changed { .. } => verdict_changed(locale).to_owned(),
        Verdict::Same { .. } => verdict_same(locale).to_owned(),
        Verdict::Doubtful => verdict_doubtful(locale).to_owned(),
        Verdict::Repeated { line } => verdict_repeated(locale, *line),
        Verdict::Skipped => verdict_skipped(locale).to_owned(),
        Verdict::Refused { .. } => verdict_refused(locale).to_owned(),
    }
}

/// What changes in a column, in words.
pub fn difference(locale: Locale, value: &Difference) -> String {
    let (column, after) = (column(locale, value.column), said(locale, &value.after));
    match value.before.is_nothing() {
        true => now_said(locale, column, &after),
        false => was_now(locale, column, &said(locale, &value.before), &after),
    }
}

/// What a profile says in a column; empty where it says nothing.
pub fn said(locale: Locale, value: &Said) -> String {
    let list = |words: Vec<String>| words.join(", ");
    match value {
        Said::Words(words) => words.join(", "),
        Said::Kind(kind) => enums::kind(locale, *kind).to_owned(),
        Said::Relation(relation) => relation.map_or("", |relation| enums::relation(locale, relation)).to_owned(),
        Said::Languages(all) => list(all.iter().map(|one| languages::spoken(locale, one)).collect()),
        Said::Exchanges(all) => list(all.iter().map(|one| enums::exchange(locale, one)).collect()),
        Said::Degrees(degrees) => match locale {
            Locale::De => degrees.replace('.', ","),
            Locale::En => degrees.clone(),
        },
        Said::Public(true) => programme::yes(locale).to_owned(),
        Said::Public(false) => programme::no(locale).to_owned(),
    }
}

pub fn why(locale: Locale, value: Why) -> &'static str {
    match value {
        Why::SameName => why_same(locale),
        Why::SimilarName => why_similar(locale),
        Why::PartOfName => why_part(locale),
        Why::SameWebsite => why_website(locale),
    }
}

pub fn reason(locale: Locale, value: &Reason) -> String {
    match value {
        Reason::NameMissing => reason_nameless(locale).to_owned(),
        Reason::NameWithoutResult { cell } => reason_name_without_result(locale, cell),
        Reason::NameTooLong { length, limit } => reason_long(locale, *length, *limit),
        Reason::CellTooLong { column: of, length, limit } => reason_cell(locale, column(locale, *of), *length, *limit),
        Reason::UnknownAssociation { .. } => reason_unknown(locale).to_owned(),
        Reason::SaidByAnother { id } => reason_said_by_another(locale, *id),
        Reason::ChangedByOtherLine { line, .. } => reason_other_line(locale, *line),
    }
}

pub fn remark(locale: Locale, value: &Remark) -> String {
    let c = |value: &Column| column(locale, *value);
    match value {
        Remark::NotUnderstood { column, text } => remark_not_understood(locale, c(column), text),
        Remark::Shortened { column, limit, rest, .. } => remark_shortened(locale, c(column), *limit, rest),
        Remark::ListShortened { column, limit, left_out } => {
            remark_list(locale, c(column), *limit, &said(locale, left_out))
        }
        Remark::WebsiteRefused { text } => remark_website(locale, text),
        Remark::EmailRefused { text } => remark_email(locale, text),
        Remark::OneEmailOnly { left_out } => remark_one_email(locale, &left_out.join(", ")),
        Remark::OutOfRange { column, text } => remark_range(locale, c(column), text),
        Remark::HalfPosition { text, .. } => remark_half(locale, text),
        Remark::MaybeSwapped { text } => remark_swapped(locale, text),
        Remark::NullPosition => remark_null(locale).to_owned(),
        Remark::ShortPostcode { text } => remark_postcode(locale, text),
        Remark::NoResult { column, cell } => remark_no_result(locale, c(column), cell),
        Remark::Damaged { column, text } => remark_damaged(locale, c(column), text),
        Remark::HiddenSigns { column } => remark_hidden_signs(locale, c(column)),
        Remark::UnknownLanguage { text } => remark_language(locale, text),
        Remark::UnknownGood { column, text } => remark_good(locale, c(column), text),
        Remark::EmptyKeepsExisting { column } => remark_empty(locale, c(column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        profile::{Kind, Level, MigrationRelation, SpokenLanguage},
        taxonomy::Exchange,
    };

    #[test]
    fn unknown_words_are_told_with_where_they_stand() {
        let word = |text: &str, lines: Vec<u32>| UnknownWord { text: text.to_owned(), lines };
        let words = vec![
            word("Zuversicht", (2..=40).chain([50, 51, 60, 70]).collect()),
            word("Kuchen", vec![3]),
            word("Tee", vec![4]),
            word("Mut", vec![5]),
        ];
        let all = UnknownWords { column: Column::Offers, words, rows: 43 };
        assert_eq!(
            unknown_words(Locale::De, &all, 2),
            [
                "„Zuversicht“ 43-mal: Zeile 2–40, 50, 51 und 2 weitere",
                "Je einmal: „Kuchen“ (Zeile 3), „Tee“ (Zeile 4), und 1 weitere"
            ]
        );
        let help = mend_unknown(Locale::De, Column::Needs);
        assert!(help.contains("Räume, ") && help.contains("Bühne"), "{help}");
    }

    #[test]
    fn what_is_left_out_is_told_in_the_words_of_the_page() {
        let shortened = |column, left_out| Remark::ListShortened { column, limit: 60, left_out };
        let room = Said::Exchanges(vec![Exchange { good: Good::Rooms, note: "Saal".into() }]);
        let told = remark(Locale::De, &shortened(Column::Offers, room));
        assert!(told.ends_with("Räume: Saal") && told.contains("Wir bieten"), "{told}");
        let spoken = Said::Languages(vec![SpokenLanguage { code: "tr".into(), level: Level::NATIVE }]);
        let told = remark(Locale::En, &shortened(Column::Languages, spoken));
        assert!(told.contains("Turkish (native)"), "{told}");
    }

    #[test]
    fn changes_are_told_in_the_words_of_the_page() {
        let told = |locale, column, before, after| difference(locale, &Difference { column, before, after });
        let (de, en) = (Locale::De, Locale::En);
        let kinds = || (Said::Kind(Kind::Association), Said::Kind(Kind::Initiative));
        assert_eq!(told(de, Column::Kind, kinds().0, kinds().1), "Art: „Verein“ → „Initiative“");
        assert_eq!(told(en, Column::Kind, kinds().0, kinds().1), "Kind: “Association” → “Initiative”");
        assert_eq!(
            told(de, Column::Relation, Said::Relation(None), Said::Relation(Some(MigrationRelation::With))),
            "Migrationsbezug: jetzt „mit Migrationsbezug“ (bisher leer)"
        );
        let spoken = vec![SpokenLanguage { code: "de".into(), level: Level::NATIVE }];
        let good = |note: &str| Exchange { good: Good::KnowHow, note: note.into() };
        assert_eq!(said(de, &Said::Languages(spoken.clone())), "Deutsch (Muttersprache)");
        assert_eq!(said(en, &Said::Languages(spoken)), "German (native)");
        assert_eq!(
            said(de, &Said::Exchanges(vec![good("Satzung"), good("")])),
            "Wissen und Erfahrung: Satzung, Wissen und Erfahrung"
        );
        let [north] = [Said::Degrees("52.037357".into())];
        assert_eq!((said(de, &north), said(en, &north)), ("52,037357".into(), "52.037357".into()));
        assert_eq!(
            told(de, Column::AddressPublic, Said::Public(false), Said::Public(true)),
            "Adresse öffentlich: „nein“ → „ja“"
        );
    }
}
