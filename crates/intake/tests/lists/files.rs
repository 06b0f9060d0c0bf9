//! Lists as offices send them: every format gives the same associations, and what is not taken is told.

use crate::fair::drafts;
use domain::{
    intake::{Column, Delimiter, Encoding, FileKind, IntakeError, Limit, Mapping, NO_HEADINGS, Reason, Remark, Said},
    profile::{Kind, Level, MigrationRelation, Position, SpokenLanguage},
    taxonomy::{Exchange, Good},
};
use intake::Drafts;
use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

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
    assert_eq!((head.sheet.as_deref(), head.other_sheets().collect::<Vec<_>>()), (Some("Vereine"), vec!["Deckblatt"]));
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
    assert_eq!(
        read.rows[1].remarks,
        [
            Remark::UnknownGood { column: Column::Offers, text: "Kompost".into() },
            Remark::ShortPostcode { text: "1999".into() }
        ]
    );
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
    let left_out = Said::Words((61..=70).map(|n| format!("t{n}")).collect());
    assert_eq!(
        remarks,
        [
            Remark::ListShortened { column: Column::Fields, limit: 60, left_out },
            Remark::NotUnderstood { column: Column::Town, text: "#NV".into() },
        ]
    );
    let rooms: String = (1..=61).map(|n| format!("Räume: Saal {n};")).collect();
    let remarks = crate::fair::list(&format!("Verein,Angebote\nA,\"{rooms}\"")).rows.remove(0).remarks;
    let left_out = Said::Exchanges(vec![Exchange { good: Good::Rooms, note: "Saal 61".into() }]);
    assert_eq!(remarks, [Remark::ListShortened { column: Column::Offers, limit: 60, left_out }]);
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
    assert_eq!(refused(b"{\n  \"fair\": {\n", "fair.json"), Some(IntakeError::Json));
    assert_eq!(refused(b"\xef\xbb\xbf[ {\"name\": \"A\"}]", "a.csv"), Some(IntakeError::Json));
    assert_eq!(refused(b"[Verein];Ort\nA;B\n", "a.csv"), None);
    assert_eq!(refused(b"<!doctype html><table>", "a.xls"), Some(IntakeError::NotATable));
    assert_eq!(refused(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 book", "a.xls"), Some(IntakeError::OldExcel));
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &locked].concat();
    assert_eq!(refused(&locked, "a.xlsx"), Some(IntakeError::Encrypted));
    assert_eq!(refused(&XLSX[..XLSX.len() / 2], "a.xlsx"), Some(IntakeError::Broken));
    assert_eq!(refused(b"Verein;Ort\n", "a.csv"), Some(IntakeError::NoRows));
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

#[test]
fn a_list_without_headings_keeps_its_first_association() {
    let bytes = "Chor Nordwind;Singen für alle;Musik;Mitte\nTanzkreis Süd;Tanzen;Tanz;West\n".as_bytes();
    let sheet = || intake::read(bytes, "a.csv").unwrap();
    let head = sheet().head();
    assert_eq!((head.line, head.doubtful, head.rows), (1, true, 1));
    let sheet = sheet().with_headings_in(NO_HEADINGS).unwrap();
    let head = sheet.head();
    assert_eq!((head.line, head.doubtful, head.rows, head.headings.len()), (NO_HEADINGS, false, 2, 4));
    let mapping = Mapping::parse(vec![Some(Column::Name), Some(Column::Goals), None, None]).unwrap();
    let read = intake::drafts(&sheet, &mapping);
    let names: Vec<&str> = read.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Chor Nordwind", "Tanzkreis Süd"]);
    assert_eq!(
        read.ignored_columns.iter().map(|column| (column.index, column.filled)).collect::<Vec<_>>(),
        [(2, 2), (3, 2)]
    );
    // Values in the first line are no headings; plain ones make no doubt.
    let values = intake::read(b"a@b.example;https://b.example;12\nc;d;e", "a.csv").unwrap().head();
    assert_eq!((values.line, values.rows), (NO_HEADINGS, 2));
    for plain in ["Verein;Telefon\nChor;1", "Name;Kontakt\nChor;1", "Verein\nVereinsheim"] {
        assert!(!intake::read(plain.as_bytes(), "a.csv").unwrap().head().doubtful, "{plain}");
    }
    assert!(intake::read("Hafenchor;Verein\nBühne;Verein".as_bytes(), "a.csv").unwrap().head().doubtful);
}

/// A book of sheets, each with its name, state and rows as they stand in the file.
fn book(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut named, mut related) = (String::new(), String::new());
    for (n, (name, state, _)) in sheets.iter().enumerate() {
        named += &format!(r#"<sheet name="{name}" sheetId="{}" state="{state}" r:id="r{n}"/>"#, n + 1);
        related += &format!(r#"<Relationship Id="r{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>"#);
    }
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{named}</sheets></workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="{PACKAGE}">{related}</Relationships>"#),
        ),
        (
            "xl/styles.xml".to_owned(),
            format!(
                r#"<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    for (n, (_, _, rows)) in sheets.iter().enumerate() {
        let sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
        parts.push((format!("xl/worksheets/sheet{n}.xml"), sheet));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A row of texts.
fn row(cells: &[&str]) -> String {
    let cells = cells.iter().map(|cell| format!(r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#));
    format!("<row>{}</row>", cells.collect::<String>())
}

#[test]
fn a_formula_without_a_result_is_named() {
    let formula = r#"<c><f>A9</f><v/></c>"#;
    let known = r#"<c t="str"><f>A9</f><v></v></c>"#;
    let rows = format!(
        "{}<row>{formula}{formula}</row><row><c t=\"inlineStr\"><is><t>Chor</t></is></c>{formula}</row>\
         <row><c t=\"inlineStr\"><is><t>Bühne</t></is></c>{known}</row>",
        row(&["Verein", "Ziele"])
    );
    let rows = drafts(&book(&[("Liste", "visible", &rows)]), "a.xlsx").rows;
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].title, Err(Reason::NameWithoutResult { cell: "A2".into() }));
    assert_eq!(rows[1].remarks, [Remark::NoResult { column: Column::Goals, cell: "B3".into() }]);
    assert_eq!(rows[2].remarks, []);
}

#[test]
fn the_best_sheet_that_can_be_seen_is_read() {
    let small = row(&["Verein", "Themen"]) + &row(&["Alt", "Musik"]);
    let large = row(&["Verein", "Themen", "PLZ", "Ort"]) + &row(&["Neu", "Musik", "70186", "Neustadt"]);
    let name = |sheets: &[(&str, &str, &str)], wanted: Option<&str>| {
        let sheet = intake::read_sheet(&book(sheets), "a.xlsx", wanted).unwrap();
        (sheet.head().sheet.unwrap(), sheet.rows()[0].cells[0].clone())
    };
    let is = |sheet: &str, name: &str| (sheet.to_owned(), name.to_owned());
    let seen = [("A", "visible", small.as_str()), ("B", "visible", &large)];
    assert_eq!(name(&seen, None), is("B", "Neu"));
    assert_eq!(name(&seen, Some("A")), is("A", "Alt"));
    let hidden = [("A", "visible", small.as_str()), ("B", "hidden", &large), ("C", "veryHidden", &large)];
    assert_eq!(name(&hidden, None), is("A", "Alt"));
    assert_eq!(name(&hidden, Some("B")), is("B", "Neu"));
    assert_eq!(name(&hidden[1..], None), is("B", "Neu"));
    let head = intake::read(&book(&hidden), "a.xlsx").unwrap().head();
    assert_eq!(head.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn a_postcode_keeps_the_zeros_its_format_shows() {
    let rows = row(&["Verein", "PLZ"])
        + r#"<row><c t="inlineStr"><is><t>Chor</t></is></c><c s="1"><v>1067</v></c></row>"#
        + r#"<row><c t="inlineStr"><is><t>Garten</t></is></c><c><v>1067</v></c></row>"#;
    let rows = drafts(&book(&[("Liste", "visible", &rows)]), "a.xlsx").rows;
    assert_eq!((rows[0].values.postcode.as_deref(), &rows[0].remarks), (Some("01067"), &vec![]));
    // Nothing is guessed where the format is silent.
    assert_eq!(rows[1].values.postcode.as_deref(), Some("1067"));
    assert_eq!(rows[1].remarks, [Remark::ShortPostcode { text: "1067".into() }]);
}

#[test]
fn a_stray_byte_spoils_one_sign_and_no_other() {
    let bytes = [&b"Verein;Ort\n"[..], "Größe Süd;Höhe\nKaputtes ".as_bytes(), b"\xdf;Neustadt\n"].concat();
    let head = intake::read(&bytes, "a.csv").unwrap().head();
    assert_eq!(head.kind, FileKind::Csv { encoding: Encoding::Utf8, delimiter: Delimiter::Semicolon });
    assert_eq!(head.damaged, [3]);
    let rows = drafts(&bytes, "a.csv").rows;
    assert_eq!(rows[0].name, "Größe Süd");
    assert_eq!(rows[1].remarks, [Remark::Damaged { column: Column::Name, text: "Kaputtes \u{fffd}".into() }]);
}

/// A file of two encodings is read in one: what comes out wrong is told and comes in as it stands.
#[test]
fn lines_in_another_encoding_are_told() {
    let bytes = [&b"Verein\nGr\xfcne\nS\xfcdchor\n"[..], "Äpfelfreunde\n".as_bytes()].concat();
    let rows = drafts(&bytes, "a.csv").rows;
    assert_eq!((rows[0].name.as_str(), &rows[0].remarks), ("Grüne", &vec![]));
    assert_eq!(rows[2].name, "Ã„pfelfreunde");
    assert_eq!(rows[2].remarks, [Remark::Damaged { column: Column::Name, text: "Ã„pfelfreunde".into() }]);
}

#[test]
fn odd_positions_and_hidden_signs_are_told() {
    let text = "Verein;Breitengrad;Längengrad\nA;9,18;48,77\nB;0;0\nC;48,77;9,18\n\u{202e}D\u{202c};48,7;9,1";
    let rows = crate::fair::list(text).rows;
    assert_eq!(rows[0].remarks, [Remark::MaybeSwapped { text: "9.18, 48.77".into() }]);
    assert_eq!((rows[1].values.position, &rows[1].remarks), (None, &vec![Remark::NullPosition]));
    assert_eq!(rows[2].remarks, []);
    assert_eq!((rows[3].name.as_str(), &rows[3].remarks), ("D", &vec![Remark::HiddenSigns { column: Column::Name }]));
    let at_home = "Verein;Breitengrad;Längengrad\nA;40,1;35,1\nB;40,2;35\nC;40;35,2\nD;34,1;41,1";
    let rows = crate::fair::list(at_home).rows;
    assert_eq!(rows.iter().map(|row| row.remarks.len()).collect::<Vec<_>>(), [0, 0, 0, 1]);
}
