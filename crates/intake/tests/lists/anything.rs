//! Whatever comes in: nothing panics, every row is accounted for, and a second import changes nothing.

use crate::fair::Fair;
use domain::intake::{Column, Decisions, Mapping, Verdict};
use proptest::prelude::*;

const FIXTURES: [&[u8]; 4] = [
    include_bytes!("../fixtures/neustadt.csv"),
    include_bytes!("../fixtures/neustadt.xlsx"),
    include_bytes!("../fixtures/neustadt.ods"),
    include_bytes!("../fixtures/kulturen-1252.csv"),
];

/// Reads as far as it goes; the headings need not make sense.
fn import(bytes: &[u8]) {
    let Ok(sheet) = intake::read(bytes, "list.csv") else { return };
    let mut columns = sheet.guess();
    if !columns.contains(&Some(Column::Name)) {
        columns[0] = Some(Column::Name);
    }
    let drafts = intake::drafts(&sheet, &Mapping::parse(columns).unwrap());
    twice(&drafts);
}

fn twice(drafts: &intake::Drafts) {
    let mut fair = Fair::default();
    let decisions = fair.import_all(drafts);
    for decisions in [Decisions::new(), decisions] {
        let again = fair.compare(drafts, &decisions);
        assert_eq!(again.steps, []);
        for row in &again.report.rows {
            let settled =
                matches!(row.verdict, Verdict::Same { .. } | Verdict::Repeated { .. } | Verdict::Refused { .. });
            assert!(settled, "{row:?}");
        }
    }
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(String::new()),
        2 => prop::sample::select(vec![
            "Hafenchor", "Hafenchor e. V.", "Hafenchöre", "Gartenfreunde am Wall", "Musik, Sport", "Musik (laut, leise)",
            "48,5", "190", "ja", "nein", "-", "www.a.example b.example", "Deutsch C1, Arabisch", "Räume; Beratung",
            "info@a.example", "#NV", "ohne", "Verein",
        ]).prop_map(str::to_owned),
        1 => "[a-zäöüß ,;()\"\n„“0-9.-]{0,30}",
        1 => "\\PC{0,20}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        import(&bytes);
        import(&[b"PK\x03\x04", &bytes[..]].concat());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(Verein[;,\t]Themen[;,\t]Lat\n)?([a-z\"äß ;,\t(]{0,20}\r?\n){0,8}") {
        import(text.as_bytes());
    }

    #[test]
    fn damaged_files_are_read_or_refused(
        which in 0..FIXTURES.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = FIXTURES[which].to_vec();
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        import(&bytes);
    }

    #[test]
    fn a_list_twice_is_the_same_whatever_it_says(
        columns in prop::sample::subsequence(Column::ALL[1..].to_vec(), 0..8),
        rows in prop::collection::vec(prop::collection::vec(cell(), 9), 1..7),
    ) {
        let columns: Vec<Column> = std::iter::once(Column::Name).chain(columns).collect();
        let mut file = columns.iter().map(|column| column.key()).collect::<Vec<_>>().join(";");
        for row in &rows {
            let cells = row.iter().take(columns.len()).map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
            file = file + "\n" + &cells.collect::<Vec<_>>().join(";");
        }
        let Ok(sheet) = intake::read(file.as_bytes(), "list.csv") else { return Ok(()) };
        let mapping = columns.into_iter().map(Some).collect();
        let drafts = intake::drafts(&sheet, &Mapping::parse(mapping).unwrap());
        prop_assert_eq!(drafts.rows.len(), sheet.rows().len());
        twice(&drafts);
    }
}
