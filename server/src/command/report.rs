//! The row-by-row report of an import, for a terminal.

use domain::intake::{Candidate, DryRun, FileKind, Reason, Remark, RowReport, SheetHead, Twin, Verdict, Why};

/// Prints what became of every row, or would.
pub fn print(head: &SheetHead, outcome: &DryRun, dry_run: bool) {
    print!("{}", text(head, outcome, dry_run));
}

fn text(head: &SheetHead, outcome: &DryRun, dry_run: bool) -> String {
    let mut lines = vec![about(head)];
    for above in head.above() {
        lines.push(format!("  line {} stands above the headings and is not read: {:?}", above.line, above.text));
    }
    for (heading, column) in head.headings.iter().zip(&head.guess) {
        if let Some(column) = column {
            lines.push(format!("  {heading} -> {}", column.key()));
        }
    }
    for ignored in outcome.ignored_columns.iter().filter(|column| column.filled > 0) {
        lines.push(format!("  {} is not read ({} cells are filled)", ignored.heading, ignored.filled));
    }
    if outcome.addresses_stay_hidden {
        lines.push("  No column says whether addresses are public: new ones stay hidden.".to_owned());
    }
    match (outcome.addresses_shown, dry_run) {
        (0, _) => {}
        (1, true) => lines.push("  1 address becomes public.".to_owned()),
        (n, true) => lines.push(format!("  {n} addresses become public.")),
        (1, false) => lines.push("  1 address has become public.".to_owned()),
        (n, false) => lines.push(format!("  {n} addresses have become public.")),
    }
    lines.push(String::new());
    for row in &outcome.rows {
        lines.extend(rows_lines(row));
    }
    if !outcome.new_fields.is_empty() {
        let names: Vec<&str> = outcome.new_fields.iter().map(|field| field.name.as_str()).collect();
        lines.push(format!("\nNew fields of activity: {}", names.join(", ")));
    }
    let c = &outcome.counts;
    lines.push(format!(
        "\n{}: {} new, {} changed, {} the same, {} doubtful, {} repeated, {} skipped, {} refused; {} remarks",
        if dry_run { "Would be" } else { "Done" },
        c.new,
        c.changed,
        c.same,
        c.doubtful,
        c.repeated,
        c.skipped,
        c.refused,
        c.remarks
    ));
    lines.push(String::new());
    lines.join("\n")
}

fn about(head: &SheetHead) -> String {
    let kind = match head.kind {
        FileKind::Csv { encoding, .. } => format!("CSV in {}", encoding.name()),
        FileKind::Xlsx => "XLSX".to_owned(),
        FileKind::Ods => "ODS".to_owned(),
    };
    let sheet = head.sheet.as_ref().map(|name| format!(", sheet {name}")).unwrap_or_default();
    let others = match head.other_sheets.as_slice() {
        [] => String::new(),
        others => format!(" (not read: {})", others.join(", ")),
    };
    format!("{kind}{sheet}{others}, headings in line {}, {} rows", head.line, head.rows)
}

fn rows_lines(row: &RowReport) -> Vec<String> {
    let mut lines = vec![format!("{:>5}  {:<9}  {}", row.line, row.verdict.key(), row.name)];
    let mut note = |text: String| lines.push(format!("{:18}{text}", ""));
    match &row.verdict {
        Verdict::Changed { id, differences } => {
            for difference in differences {
                let (before, after) = (shortened(&difference.before), shortened(&difference.after));
                note(format!("{id}: {}: {before:?} -> {after:?}", difference.column.key()));
            }
        }
        Verdict::Repeated { line } => note(format!("says what line {line} says")),
        Verdict::Refused { reasons } => reasons.iter().for_each(|reason| note(refused(reason))),
        Verdict::Doubtful => note(format!("decide with --decide {}=new, skip or a number", row.line)),
        Verdict::New | Verdict::Same { .. } | Verdict::Skipped => {}
    }
    row.candidates.iter().for_each(|candidate| note(alike(candidate)));
    row.remarks.iter().for_each(|remark| note(said(remark)));
    lines
}

fn alike(candidate: &Candidate) -> String {
    let why = match candidate.why {
        Why::SameName => "the same name but for spelling",
        Why::SimilarName => "a letter or two apart",
        Why::PartOfName => "one name is part of the other",
        Why::SameWebsite => "the same web site",
    };
    match candidate.twin {
        Twin::Association(id) => format!("may be {id}, {} ({why})", candidate.name),
        Twin::Line(line) => format!("may be line {line}, {} ({why})", candidate.name),
    }
}

fn refused(reason: &Reason) -> String {
    match reason {
        Reason::NameMissing => "the name is missing".to_owned(),
        Reason::NameTooLong { length, limit } => format!("the name has {length} letters, {limit} are possible"),
        Reason::CellTooLong { column, length, limit } => {
            format!("{}: {length} letters in one cell, {limit} are possible", column.key())
        }
        Reason::UnknownAssociation { id } => format!("there is no association {id} at this fair"),
        Reason::ChangedByOtherLine { id, line } => format!("line {line} changes association {id} already"),
    }
}

fn said(remark: &Remark) -> String {
    match remark {
        Remark::NotUnderstood { column, text } => format!("{}: {text:?} makes no sense here, left out", column.key()),
        Remark::Shortened { column, length, limit, rest } => {
            format!("{}: {length} letters, {limit} are possible; cut off: {:?}", column.key(), shortened(rest))
        }
        Remark::ListShortened { column, limit, left_out } => {
            format!("{}: more than {limit} entries; left out: {}", column.key(), left_out.join(", "))
        }
        Remark::WebsiteRefused { text } => format!("{text:?} is no web address, left out"),
        Remark::EmailRefused { text } => format!("{text:?} is no mail address, left out"),
        Remark::OneEmailOnly { left_out } => format!("only one mail address; left out: {}", left_out.join(", ")),
        Remark::OutOfRange { column, text } => format!("{}: {text:?} is not on this earth", column.key()),
        Remark::HalfPosition { column, text } => format!("{}: {text:?} alone is no position", column.key()),
        Remark::UnknownLanguage { text } => format!("{text:?} is no language we know, left out"),
        Remark::UnknownGood { column, text } => format!("{}: {text:?} fits no kind, left out", column.key()),
        Remark::EmptyKeepsExisting { column } => format!("{}: empty here, what is known stays", column.key()),
    }
}

/// For the eye: the whole text stands in the file.
fn shortened(text: &str) -> String {
    const MOST: usize = 60;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_stands_above_the_headings_is_told() {
        let sheet = intake::read("Messe 2027;\nVerein;Ort\nChor;Neustadt".as_bytes(), "a.csv").unwrap();
        let told = text(&sheet.head(), &DryRun::default(), true);
        assert!(told.contains("headings in line 2, 1 rows\n  line 1 stands above the headings"), "{told}");
        assert!(told.contains("\"Messe 2027\""), "{told}");
    }
}
