//! The plan for other programs: read back by readers that are not ours where there are any.

#![allow(clippy::unwrap_used)]

mod common;

use calamine::{Data, Reader, Xlsx};
use common::{session, speech};
use domain::{DatingId, Locale, ParticipantId, announced::Standing};
use icalendar::{CalendarComponent, Component};
use paper::{
    calendar::{Agenda, Talk, emptied, ics},
    tables::{FORMAT, PlanFile, csv, json, xlsx},
};
use std::io::Cursor;

#[test]
fn a_spreadsheet_program_reads_the_workbook() {
    let content = session(9, 4, 3);
    let bytes = xlsx(&content, &speech(Locale::De)).unwrap();
    assert_eq!(bytes, xlsx(&content, &speech(Locale::De)).unwrap(), "the same content, the same bytes");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Tischplan", "Plätze", "Teilnehmende"]);
    let plan = book.worksheet_range("Tischplan").unwrap();
    assert_eq!(plan.get_size(), (5, 4));
    assert_eq!(plan.get((0, 1)), Some(&Data::String("Runde 1\n14:00–14:08".into())));
    let first = format!("{}\n{}", content.people[0].name, content.people[4].name);
    assert_eq!(plan.get((1, 1)), Some(&Data::String(first)));
    let seats = book.worksheet_range("Plätze").unwrap();
    assert_eq!(seats.get_size(), (1 + 8 * 3, 8));
    let people = book.worksheet_range("Teilnehmende").unwrap();
    assert_eq!(people.get_size().0, 10);
    assert!(people.rows().skip(1).all(|row| content.people.iter().any(|p| row[0] == Data::String(p.name.clone()))));
}

#[test]
fn csv_has_a_line_a_seat_and_no_formula() {
    let mut content = session(6, 3, 2);
    content.people[0].name = "=HYPERLINK(\"x\";\"y\")".into();
    let text = csv(&content, &speech(Locale::En)).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(
        reader.headers().unwrap().iter().take(5).collect::<Vec<_>>(),
        ["Round", "Starts", "Ends", "Table", "Name"]
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 12);
    assert_eq!(&rows[0][4], "'=HYPERLINK(\"x\";\"y\")");
    assert_eq!((&rows[1][0], &rows[1][1], &rows[1][3]), ("1", "14:00", "1"));
}

#[test]
fn json_has_the_documented_shape() {
    let content = session(5, 2, 2);
    let text = json(&content).unwrap();
    let file: PlanFile = serde_json::from_str(&text).unwrap();
    assert_eq!(file, PlanFile::from(&content));
    assert_eq!((file.format.as_str(), file.version, file.rounds.len()), (FORMAT, Some(3), 2));
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["rounds"][1]["tables"][0], serde_json::json!({ "table": 1, "seated": [0, 3] }));
    assert_eq!(value["made_at"], "2027-05-08T14:20:00");
}

fn agenda(version: u32) -> Agenda {
    let talk = |round: u8, standing| Talk {
        round,
        starts: format!("2027-05-08T12:{}0:00Z", round).parse().unwrap(),
        ends: format!("2027-05-08T12:{}8:00Z", round).parse().unwrap(),
        table: 12,
        partners: vec!["Türkisch-deutscher Bücherkreis; Chor \\ Tanz".into(), "جمعية الصداقة العربية الألمانية".into()],
        standing,
    };
    Agenda {
        locale: Locale::De,
        host: "messe.example.org".into(),
        dating: DatingId(4),
        who: ParticipantId(7),
        session: "Speed-Dating am Nachmittag".into(),
        venue: "Bürgerhaus, Saal 1".into(),
        link: "https://messe.example.org/lindenhafen/table/4/7".into(),
        sequence: version,
        changed_at: "2027-05-08T12:05:00Z".parse().unwrap(),
        talks: vec![
            talk(0, Standing::Stands),
            talk(2, if version > 3 { Standing::CalledOff } else { Standing::Stands }),
        ],
    }
}

/// Logical lines: a line that begins with a space continues the one before (RFC 5545, 3.1).
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_calendar_is_folded_and_escaped_by_the_standard() {
    let text = ics(&agenda(3));
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "every line ends with CR LF");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "no line is longer than 75 octets");
    let lines = unfolded(&text);
    let of = |name: &str| lines.iter().filter(|line| line.starts_with(name)).cloned().collect::<Vec<_>>();
    assert_eq!(of("VERSION"), ["VERSION:2.0"]);
    assert_eq!(of("PRODID").len(), 1);
    assert_eq!(of("UID"), ["UID:round-1.7.4@messe.example.org", "UID:round-3.7.4@messe.example.org"]);
    assert_eq!(of("DTSTAMP"), ["DTSTAMP:20270508T120500Z"; 2]);
    assert_eq!(of("DTSTART")[0], "DTSTART:20270508T120000Z");
    assert_eq!(of("DTEND")[0], "DTEND:20270508T120800Z");
    assert_eq!(
        of("SUMMARY")[0],
        "SUMMARY:Tisch 12: Türkisch-deutscher Bücherkreis\\; Chor \\\\ Tanz\\, جمعية الصداقة العربية الألمانية"
    );
    assert_eq!(of("LOCATION")[0], "LOCATION:Tisch 12\\, Bürgerhaus\\, Saal 1");
    let link = "https://messe.example.org/lindenhafen/table/4/7";
    assert_eq!(of("DESCRIPTION")[0], format!("DESCRIPTION:Speed-Dating am Nachmittag\\, Runde 1\\n{link}"));
    assert_eq!(of("URL")[0], format!("URL:{link}"));
}

#[test]
fn a_newer_version_updates_and_calls_off_the_same_talks() {
    let talks = |version| {
        let calendar: icalendar::Calendar = ics(&agenda(version)).parse().unwrap();
        let of = |component: &CalendarComponent| {
            let event = component.as_event().unwrap();
            (event.get_uid().unwrap().to_owned(), event.get_sequence().unwrap(), event.get_status().unwrap())
        };
        calendar.iter().map(of).collect::<Vec<_>>()
    };
    let (before, after) = (talks(3), talks(4));
    use icalendar::EventStatus::{Cancelled, Confirmed};
    assert_eq!(before.iter().map(|t| &t.0).collect::<Vec<_>>(), after.iter().map(|t| &t.0).collect::<Vec<_>>());
    assert_eq!(before.iter().map(|t| (t.1, t.2)).collect::<Vec<_>>(), [(3, Confirmed), (3, Confirmed)]);
    assert_eq!(after.iter().map(|t| (t.1, t.2)).collect::<Vec<_>>(), [(4, Confirmed), (4, Cancelled)]);
}

#[test]
fn what_is_called_off_altogether_is_published_as_cancelled_and_names_no_organiser() {
    let mut agenda = agenda(5);
    agenda.talks.iter_mut().for_each(|talk| talk.standing = Standing::CalledOff);
    let lines = unfolded(&ics(&agenda));
    let count = |line: &str| lines.iter().filter(|one| *one == line).count();
    assert_eq!((count("METHOD:PUBLISH"), count("STATUS:CANCELLED"), count("SEQUENCE:5")), (1, 2, 2));
    assert!(!lines.iter().any(|line| line.starts_with("ORGANIZER") || line.starts_with("ATTENDEE")));
}

#[test]
fn the_calendar_of_a_session_that_is_no_more_is_valid_and_holds_no_talk() {
    let calendar: icalendar::Calendar = emptied().parse().unwrap();
    assert_eq!(calendar.events().count(), 0);
    assert_eq!(calendar.iter().count(), 1, "a calendar without any component is none");
    assert!(!emptied().replace("\r\n", "").contains(['\r', '\n']));
}
