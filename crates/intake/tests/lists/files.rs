//! Lists as offices send them: every format gives the same associations, and what is not taken is told.

use crate::fair::drafts;
use domain::{
    intake::{Column, Delimiter, Encoding, FileKind, IntakeError, Limit, Mapping, Reason, Remark},
    profile::{Kind, Level, MigrationRelation, Position, SpokenLanguage},
    taxonomy::{Exchange, Good},
};
use intake::Drafts;

const CSV: &[u8] = include_bytes!("../fixtures/neustadt.csv");
const XLSX: &[u8] = include_bytes!("../fixtures/neustadt.xlsx");
const ODS: &[u8] = include_bytes!("../fixtures/neustadt.ods");
const OLD_CSV: &[u8] = include_bytes!("../fixtures/kulturen-1252.csv");

#[test]
fn a_full_row_comes_in_whole() {
    let rows = drafts(CSV, "neustadt.csv").rows;
    let row = &rows[0];
    assert_eq!((row.line, row.title.as_ref().unwrap().as_str()), (2, "Nachbarschaftschor Uferweg e. V."));
    assert_eq!(row.remarks, []);
    let values = row.values.clone();
    assert_eq!(values.short_name.as_deref(), Some("Uferchor"));
    assert_eq!(values.kind, Some(Kind::Association));
    assert_eq!(values.relation, Some(MigrationRelation::Without));
    assert_eq!(
        values.activities.as_deref(),
        Some("Proben (montags, 19 Uhr); \"Singen für alle\" im Hof.\nZweimal im Jahr ein Konzert.")
    );
    assert_eq!(values.fields.unwrap(), ["Musik", "Chor-Gesang", "Kunst- und Kulturveranstaltungen / Workshops"]);
    assert_eq!(values.target_groups.unwrap(), ["Erwachsene", "Familien (mit Kindern, auch kleinen)"]);
    assert_eq!(values.districts.unwrap(), ["Uferviertel", "Altstadt"]);
    let spoken = |code: &str, level| SpokenLanguage { code: code.to_owned(), level };
    assert_eq!(values.languages.unwrap(), [spoken("de", Level::NATIVE), spoken("en", Level::EVERYDAY)]);
    let note = "Proberaum am Wochenende".to_owned();
    assert_eq!(values.offers.unwrap(), [Exchange { good: Good::Rooms, note }]);
    assert_eq!(values.websites.unwrap(), ["https://www.uferchor.example"]);
    assert_eq!(values.email.as_deref(), Some("kontakt@uferchor.example"));
    assert_eq!(values.postcode.as_deref(), Some("01999"));
    assert_eq!(values.position, Some(Position { latitude: 50.1234, longitude: 8.765432 }));
    assert_eq!(values.address_public, Some(true));
}

#[test]
fn all_formats_say_the_same() {
    let said =
        |drafts: Drafts| drafts.rows.into_iter().map(|row| (row.name, row.title, row.values)).collect::<Vec<_>>();
    let csv = said(drafts(CSV, "neustadt.csv"));
    assert_eq!(csv.len(), 5);
    assert_eq!(csv, said(drafts(XLSX, "neustadt.xlsx")));
    assert_eq!(csv, said(drafts(ODS, "neustadt.ods")));
    // The content tells, not the name.
    assert_eq!(csv, said(drafts(XLSX, "neustadt.csv")));
    assert_eq!(csv, said(drafts(CSV, "neustadt.xlsx")));
}

#[test]
fn the_head_shows_what_was_found() {
    let head = intake::read(CSV, "neustadt.csv").unwrap().head();
    assert_eq!(head.kind, FileKind::Csv { encoding: Encoding::Utf8, delimiter: Delimiter::Semicolon });
    assert_eq!((head.rows, head.headings.len(), head.guess.len()), (5, 21, 21));
    assert_eq!(head.guess.iter().flatten().count(), 20);
    assert_eq!(head.samples[0][0], "Nachbarschaftschor Uferweg e. V.");
    let head = intake::read(XLSX, "neustadt.xlsx").unwrap().head();
    assert_eq!((head.sheet.as_deref(), &head.other_sheets[..]), (Some("Vereine"), &["Deckblatt".to_owned()][..]));
    assert_eq!(head.above().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["Vereine in Neustadt"]);
    assert_eq!(head.line, 3);
}

#[test]
fn lines_are_those_of_the_spreadsheet() {
    let lines = |drafts: Drafts| drafts.rows.iter().map(|row| row.line).collect::<Vec<_>>();
    assert_eq!(lines(drafts(CSV, "")), [2, 3, 4, 5, 6]);
    assert_eq!(lines(drafts(XLSX, "")), [4, 5, 6, 7, 8]);
    assert_eq!(lines(drafts(ODS, "")), [2, 3, 4, 5, 6]);
}

#[test]
fn an_old_file_keeps_its_umlauts() {
    let read = drafts(OLD_CSV, "kulturen.csv");
    let head = intake::read(OLD_CSV, "kulturen.csv").unwrap().head();
    assert_eq!(head.kind, FileKind::Csv { encoding: Encoding::Windows1252, delimiter: Delimiter::Comma });
    assert_eq!(read.rows[0].name, "Café der Kulturen – „Müßiggang“ e. V.");
    assert_eq!(read.rows[1].values.districts.as_ref().unwrap(), &["Altstadt", "Höhe"]);
    assert_eq!(read.rows[1].values.fields.as_ref().unwrap(), &["Theater", "Senior*innen"]);
}

#[test]
fn nothing_is_lost_silently() {
    let read = drafts(CSV, "neustadt.csv");
    assert_eq!(read.ignored_columns.len(), 1);
    assert_eq!((read.ignored_columns[0].heading.as_str(), read.ignored_columns[0].filled), ("Mitgliederzahl", 3));
    assert_eq!(read.rows[1].remarks, [Remark::UnknownGood { column: Column::Offers, text: "Kompost".into() }]);
    assert_eq!(
        read.rows[2].remarks,
        [
            Remark::UnknownLanguage { text: "Klingonisch".into() },
            Remark::WebsiteRefused { text: "javascript:alert(1)".into() },
            Remark::OneEmailOnly { left_out: vec!["zweite@kreis.example".into()] },
            Remark::OutOfRange { column: Column::Latitude, text: "91,5".into() },
            Remark::HalfPosition { column: Column::Longitude, text: "8,7".into() },
        ]
    );
    assert_eq!(read.rows[4].title, Err(Reason::NameMissing));
    let long = format!("Verein;Themen;Ort\nA;{};#NV", (1..=70).map(|n| format!("t{n},")).collect::<String>());
    let remarks = crate::fair::list(&long).rows.remove(0).remarks;
    let left_out: Vec<String> = (61..=70).map(|n| format!("t{n}")).collect();
    assert_eq!(
        remarks,
        [
            Remark::ListShortened { column: Column::Fields, limit: 60, left_out },
            Remark::NotUnderstood { column: Column::Town, text: "#NV".into() },
        ]
    );
}

#[test]
fn a_text_that_is_too_long_is_cut_and_the_rest_told() {
    let text = "Wort ".repeat(1_300);
    let row = crate::fair::list(&format!("Verein;Ziele\nA;{text}")).rows.remove(0);
    let Remark::Shortened { column: Column::Goals, length: 6_499, limit: 6_000, rest } = &row.remarks[0] else {
        panic!("{:?}", row.remarks);
    };
    assert_eq!(format!("{} {rest}", row.values.goals.unwrap()), text.trim());
}

#[test]
fn what_is_no_list_says_why() {
    let refused = |bytes: &[u8], name| intake::read(bytes, name).err();
    assert_eq!(refused(b"", "a.csv"), Some(IntakeError::Empty));
    assert_eq!(refused(b"\xef\xbb\xbf \r\n", "a.csv"), Some(IntakeError::Empty));
    assert_eq!(refused(b"%PDF-1.7 ...", "a.csv"), Some(IntakeError::NotATable));
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0", "a.csv"), Some(IntakeError::NotATable));
    assert_eq!(refused(b"<!doctype html><table>", "a.xls"), Some(IntakeError::NotATable));
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 book", "a.xls"), Some(IntakeError::OldExcel));
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &locked].concat();
    assert_eq!(refused(&locked, "a.xlsx"), Some(IntakeError::Encrypted));
    assert_eq!(refused(&XLSX[..XLSX.len() / 2], "a.xlsx"), Some(IntakeError::Broken));
    assert_eq!(refused(b"Verein;Ort\n", "a.csv"), Some(IntakeError::NoRows));
    assert_eq!(refused(b"a@b.example;https://b.example;12\nc;d;e", "a.csv"), Some(IntakeError::NoHeadings));
    let many = "Verein\n".to_owned() + &"Chor\n".repeat(5_001);
    assert_eq!(refused(many.as_bytes(), "a.csv"), Some(IntakeError::TooLarge { limit: Limit::Rows, most: 5_000 }));
    let wide = format!("Verein{}", ";x".repeat(200));
    assert_eq!(refused(wide.as_bytes(), "a.csv"), Some(IntakeError::TooLarge { limit: Limit::Columns, most: 200 }));
}

#[test]
fn an_association_is_not_mistaken_for_headings() {
    let names = |text: &str| drafts_with_name(text).rows.into_iter().map(|row| row.name).collect::<Vec<_>>();
    // The words of the first line are not known; those of an association are.
    let kinds = "Bez.;Was;Wo\nHafenchor;Verein;Neustadt\nTischlein;Initiative;Wall";
    assert_eq!(names(kinds), ["Hafenchor", "Tischlein"]);
    assert_eq!(names("Bez.\nGruppe\nClub"), ["Gruppe", "Club"]);
    assert_eq!(names("Wer;Ort;PLZ\nVerein;Neustadt;01999"), ["Verein"]);
    // Headings further down still count where they say more.
    let head = intake::read("Messe 2027\n\nVerein;Ort\nHafenchor;Neustadt".as_bytes(), "a.csv").unwrap().head();
    assert_eq!((head.line, head.rows, head.headings), (3, 1, vec!["Verein".to_owned(), "Ort".to_owned()]));
}

/// Read by hand where nothing says which column holds the names.
fn drafts_with_name(text: &str) -> Drafts {
    let sheet = intake::read(text.as_bytes(), "a.csv").unwrap();
    let mut columns = sheet.guess();
    if !columns.contains(&Some(Column::Name)) {
        columns[0] = Some(Column::Name);
    }
    intake::drafts(&sheet, &Mapping::parse(columns).unwrap())
}

#[test]
fn somebody_can_say_which_line_holds_the_headings() {
    let sheet = || intake::read("Messe 2027\n\nVerein;Telefon\nHafenchor;1\n".as_bytes(), "a.csv").unwrap();
    let head = sheet().head();
    assert_eq!((head.line, head.rows, head.guess.contains(&Some(Column::Name))), (1, 2, false));
    assert_eq!(head.first_lines.iter().map(|line| line.line).collect::<Vec<_>>(), [1, 3, 4]);
    let head = sheet().with_headings_in(3).unwrap().head();
    assert_eq!((head.line, head.rows, head.guess), (3, 1, vec![Some(Column::Name), None]));
    assert_eq!(sheet().with_headings_in(2).err(), Some(IntakeError::NoSuchLine(2)));
    assert_eq!(sheet().with_headings_in(4).err(), Some(IntakeError::NoRows));
}

#[test]
fn a_cell_that_is_too_long_refuses_its_row_and_no_other() {
    let long = "x".repeat(20_001);
    let read = crate::fair::list(&format!("Verein;Ziele;Notizen\nChor;{long};\nBühne;kurz;{long}\nWerkhof;kurz;"));
    let reason = Reason::CellTooLong { column: Column::Goals, length: 20_001, limit: 20_000 };
    assert_eq!((&read.rows[0].title, &read.rows[0].remarks), (&Err(reason), &vec![]));
    // In a column that nobody reads it does no harm.
    assert!(read.rows[1].title.is_ok() && read.rows[2].title.is_ok());
    assert_eq!(read.rows[0].name, "Chor");
}

#[test]
fn notes_come_in_as_long_as_a_form_takes_them() {
    let note = "x".repeat(6_000);
    let mut row = crate::fair::list(&format!("Verein;Wir bieten\nA;rooms: {note}")).rows.remove(0);
    assert_eq!((row.values.offers.take().unwrap()[0].note.len(), row.remarks), (6_000, vec![]));
}

#[test]
fn a_unicode_text_of_excel_is_read() {
    let text: Vec<u8> =
        "\u{feff}Verein\tOrt\r\nBühne\tNeustadt\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let sheet = intake::read(&text, "list.txt").unwrap();
    assert_eq!(sheet.kind(), FileKind::Csv { encoding: Encoding::Utf16, delimiter: Delimiter::Tab });
    assert_eq!(sheet.rows()[0].cells, ["Bühne", "Neustadt"]);
}
