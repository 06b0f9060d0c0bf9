//! The example list, brought into the demo fair: it shows everything that an import has to show.
#![allow(clippy::unwrap_used)]

use demo::{DemoFair, EXAMPLE_LIST};
use domain::{
    FairId,
    intake::{Decisions, DryRun, Mapping, Remark, Verdict},
    profile::Association,
};

fn dry_run() -> (DemoFair, DryRun) {
    let fair = demo::fair(1, jiff::civil::date(2027, 4, 24));
    let kept: Vec<Association> = fair
        .associations
        .iter()
        .map(|(id, profile)| Association { id: *id, fair: FairId(1), revision: 1, profile: profile.clone() })
        .collect();
    let sheet = intake::read(EXAMPLE_LIST, "vereine-beispiel.csv").unwrap();
    let mapping = Mapping::parse(sheet.guess()).unwrap();
    let drafts = intake::drafts(&sheet, &mapping);
    let report = intake::compare(&drafts, &kept, &fair.fields, &Decisions::default()).report;
    (fair, report)
}

#[test]
fn twenty_four_are_new_one_has_changed_one_is_doubtful_and_one_is_broken() {
    let (_, report) = dry_run();
    let counts = report.counts;
    assert_eq!((counts.new, counts.changed, counts.doubtful, counts.refused), (24, 1, 1, 1), "{report:#?}");
    assert_eq!(counts.same + counts.repeated + counts.skipped, 0);
}

#[test]
fn every_column_and_cell_is_understood_but_for_one_language_without_a_code() {
    let (_, report) = dry_run();
    assert_eq!(report.ignored_columns, []);
    assert_eq!(report.new_fields, [], "the office names fields as the fair does");
    let good = report.rows.iter().filter(|row| !matches!(row.verdict, Verdict::Refused { .. }));
    let left_as_it_was = |remark: &&Remark| matches!(remark, Remark::EmptyKeepsExisting { .. });
    let remarks: Vec<&Remark> = good.flat_map(|row| &row.remarks).filter(|r| !left_as_it_was(r)).collect();
    assert!(matches!(remarks[..], [Remark::UnknownLanguage { text }] if text == "Lormen"), "{remarks:#?}");
}
