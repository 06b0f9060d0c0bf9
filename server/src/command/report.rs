//! The row-by-row report of an import, for a terminal.

use crate::say::say;
use app::words::intake as words;
use domain::{
    AssociationId, Locale,
    intake::{
        Candidate, Decision, DryRun, FileKind, NO_HEADINGS, Reason, Remark, RowReport, SheetHead, Twin, UnknownWords,
        Verdict, Why, letters,
    },
};

/// Says what became of every row, or would.
pub fn print(head: &SheetHead, outcome: &DryRun, dry_run: bool) {
    say(text(head, outcome, dry_run).trim_end_matches('\n'));
}

fn text(head: &SheetHead, outcome: &DryRun, dry_run: bool) -> String {
    let mut lines = vec![about(head)];
    for above in head.above() {
        lines.push(format!("  line {} stands above the headings and is not read: {:?}", above.line, above.text));
    }
    if head.doubtful {
        lines.push(format!(
            "  Line {} does not look like headings; if it is an association already, say --headings 0.",
            head.line
        ));
    }
    if !head.damaged.is_empty() {
        let damaged: Vec<String> = head.damaged.iter().map(u32::to_string).collect();
        lines.push(format!("  There are signs that cannot be read in line {}.", damaged.join(", ")));
    }
    for (index, (heading, column)) in head.headings.iter().zip(&head.guess).enumerate() {
        if let Some(column) = column {
            lines.push(format!("  {} -> {}", column_name(index, heading), column.key()));
        }
    }
    for ignored in outcome.ignored_columns.iter().filter(|column| column.filled > 0) {
        let filled = match ignored.filled {
            1 => "1 cell is filled".to_owned(),
            n => format!("{n} cells are filled"),
        };
        lines.push(format!("  {} is not read ({filled})", column_name(ignored.index, &ignored.heading)));
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
    let unknown = outcome.unknown_words();
    for row in &outcome.rows {
        lines.extend(rows_lines(row, &unknown));
    }
    lines.extend(unknown.iter().flat_map(unknown_lines));
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
    let others: Vec<&str> = head.other_sheets().collect();
    let others = match others.as_slice() {
        [] => String::new(),
        others => format!(" (not read: {})", others.join(", ")),
    };
    let headings = match head.line {
        NO_HEADINGS => "no headings".to_owned(),
        line => format!("headings in line {line}"),
    };
    format!("{kind}{sheet}{others}, {headings}, {} rows", head.rows)
}

fn column_name(index: usize, heading: &str) -> String {
    match heading {
        "" => format!("column {} ({})", index + 1, letters(index)),
        heading => heading.to_owned(),
    }
}

/// Words that nobody knows, said once for all rows that hold them.
fn unknown_lines(unknown: &UnknownWords) -> Vec<String> {
    const MOST: usize = 40;
    let (column, count) = (unknown.column, unknown.words.len());
    let mut lines = vec![format!("\n{}", words::unknown_in(Locale::En, count, column.key(), unknown.rows))];
    lines.extend(words::unknown_words(Locale::En, unknown, MOST).into_iter().map(|told| format!("  {told}")));
    lines.push(format!("  {}", words::mend_unknown(Locale::En, column)));
    lines
}

/// The same, of one row; `unknown` is told elsewhere.
fn rows_lines(row: &RowReport, unknown: &[UnknownWords]) -> Vec<String> {
    let mut lines = vec![format!("{:>5}  {:<9}  {}", row.line, row.verdict.key(), row.name)];
    let mut note = |text: String| lines.push(format!("{:18}{text}", ""));
    match &row.verdict {
        Verdict::Changed { id, differences } => {
            for difference in differences {
                let said = |value| shortened(&words::said(Locale::En, value));
                let (before, after) = (said(&difference.before), said(&difference.after));
                note(format!("{id}: {}: {before:?} -> {after:?}", difference.column.key()));
            }
        }
        Verdict::Repeated { line } => note(format!("says what line {line} says")),
        Verdict::Refused { reasons } => reasons.iter().for_each(|reason| note(refused(reason))),
        Verdict::Doubtful => note(to_decide(row)),
        Verdict::Same { id } if row.decision.is_some() => {
            note(format!("{id} says all of this already; the decision was not needed"));
        }
        // Where nothing is alike it would be new anyway.
        Verdict::New if row.decision.is_some() && row.candidates.is_empty() => {
            note("it is new without it; the decision was not needed".to_owned());
        }
        Verdict::New | Verdict::Same { .. } | Verdict::Skipped => {}
    }
    row.candidates.iter().for_each(|candidate| note(alike(candidate)));
    let told = |remark: &&Remark| {
        remark.unknown_word().is_some_and(|(column, _)| unknown.iter().any(|all| all.column == column))
    };
    row.remarks.iter().filter(|remark| !told(remark)).for_each(|remark| note(said(remark)));
    lines
}

/// What can be decided for a doubtful row. The number is an association's: another line of the list has none yet.
fn to_decide(row: &RowReport) -> String {
    let line = row.line;
    let named: Vec<String> = named(row).map(|id| format!("{line}={id}")).collect();
    match named.as_slice() {
        [] => format!(
            "decide with --decide {line}=new or {line}=skip; another line of the list cannot be chosen yet: skip this one, \
             or import the list first and then decide"
        ),
        [one] => format!("decide with --decide {line}=new, {line}=skip or {one}, the number of the association"),
        named => format!(
            "decide with --decide {line}=new, {line}=skip or the number of an association: {}",
            named.join(", ")
        ),
    }
}

/// The associations that a row may be.
fn named(row: &RowReport) -> impl Iterator<Item = AssociationId> {
    row.candidates.iter().filter_map(|candidate| match candidate.twin {
        Twin::Association(id) => Some(id),
        Twin::Line(_) => None,
    })
}

fn alike(candidate: &Candidate) -> String {
    let why = match candidate.why {
        Why::SameName => "the same name but for spelling",
        Why::SimilarName => "almost the same name",
        Why::PartOfName => "one name is part of the other",
        Why::SameWebsite => "the same web site",
    };
    match candidate.twin {
        Twin::Association(id) => format!("may be association {id}, {} ({why})", candidate.name),
        Twin::Line(line) => format!("may be line {line} of the list, {} ({why})", candidate.name),
    }
}

/// Why decisions cannot be carried out, each in a line; nothing where all can be.
pub fn wrong_decisions(outcome: &DryRun) -> Vec<String> {
    let mut lines = Vec::new();
    for row in outcome.rows.iter().filter(|row| row.decision.is_some()) {
        let wrong = match &row.verdict {
            Verdict::Refused { reasons } => Some(reasons.iter().map(refused).collect::<Vec<_>>().join("; ")),
            _ => not_named(row),
        };
        if let Some(wrong) = wrong {
            let name = if row.name.is_empty() { String::new() } else { format!(" ({})", row.name) };
            lines.push(format!("line {}{name}: {wrong}", row.line));
        }
    }
    lines
}

/// Where a row is told what it may be, the number of another association is a slip: mostly it is meant as a line's.
fn not_named(row: &RowReport) -> Option<String> {
    let Some(Decision::Update(id)) = row.decision else { return None };
    if row.candidates.is_empty() || named(row).any(|named| named == id) {
        return None;
    }
    let may_be: Vec<String> = row.candidates.iter().map(alike).collect();
    Some(format!(
        "association {id} is none of those it was held for: {}; if it is association {id} all the same, choose that on the \
         import page",
        may_be.join("; ")
    ))
}

fn refused(reason: &Reason) -> String {
    match reason {
        Reason::NameMissing => "the name is missing".to_owned(),
        Reason::NameWithoutResult { cell } => {
            format!(
                "the name in {cell} is a formula whose result is not in the file; open and save it in a spreadsheet"
            )
        }
        Reason::NameTooLong { length, limit } => format!("the name has {length} letters, {limit} are possible"),
        Reason::CellTooLong { column, length, limit } => {
            format!("{}: {length} letters in one cell, {limit} are possible", column.key())
        }
        Reason::UnknownAssociation { id } => format!("there is no association {id} at this fair"),
        Reason::SaidByAnother { id } => format!("association {id} says all of this already, and it is another"),
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
            format!("{}: more than {limit} entries; left out: {}", column.key(), words::said(Locale::En, left_out))
        }
        Remark::WebsiteRefused { text } => format!("{text:?} is no web address, left out"),
        Remark::EmailRefused { text } => format!("{text:?} is no mail address, left out"),
        Remark::OneEmailOnly { left_out } => format!("only one mail address; left out: {}", left_out.join(", ")),
        Remark::OutOfRange { column, text } => format!("{}: {text:?} is not on this earth", column.key()),
        Remark::HalfPosition { column, text } => format!("{}: {text:?} alone is no position", column.key()),
        Remark::MaybeSwapped { text } => format!("latitude and longitude may be swapped: {text}"),
        Remark::NullPosition => "0 and 0 is no place, no position".to_owned(),
        Remark::ShortPostcode { text } => format!("postcode: {text:?} has four digits, the others five"),
        Remark::NoResult { column, cell } => {
            format!("{}: {cell} is a formula whose result is not in the file, left out", column.key())
        }
        Remark::Damaged { column, text } => {
            format!("{}: a sign cannot be read properly in {:?}", column.key(), shortened(text))
        }
        Remark::HiddenSigns { column } => format!("{}: signs that turn the writing round, taken out", column.key()),
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
    fn a_number_is_that_of_an_association_the_row_may_be() {
        let like = |twin, name: &str| Candidate { twin, name: name.to_owned(), why: Why::SimilarName };
        let row = |verdict, candidates: &[Candidate], decision| RowReport {
            line: 67,
            name: "Stufen".to_owned(),
            verdict,
            candidates: candidates.to_vec(),
            decision,
            remarks: Vec::new(),
        };
        let (line, known) = (like(Twin::Line(46), "StuFem"), like(Twin::Association(AssociationId(7)), "Stufe"));
        let asked = |candidates: &[Candidate]| rows_lines(&row(Verdict::Doubtful, candidates, None), &[]).join("\n");
        assert!(asked(std::slice::from_ref(&line)).contains("67=new or 67=skip; another line of the list cannot"));
        assert!(asked(&[known.clone(), line.clone()]).contains("67=skip or 67=7, the number of the association"));
        let wrong = |candidates: &[Candidate], id| {
            let verdict = Verdict::Changed { id: AssociationId(id), differences: Vec::new() };
            let rows = vec![row(verdict, candidates, Some(Decision::Update(AssociationId(id))))];
            wrong_decisions(&DryRun { rows, ..DryRun::default() })
        };
        let both = [known, line.clone()];
        assert_eq!(wrong(&both, 7), [] as [&str; 0]);
        assert!(wrong(&both, 46)[0].contains("may be association 7, Stufe"), "{:?}", wrong(&both, 46));
        assert!(wrong(&[line], 46)[0].contains("may be line 46 of the list, StuFem"));
        // Where nothing is alike, the number was looked up.
        assert_eq!(wrong(&[], 46), [] as [&str; 0]);
    }

    #[test]
    fn a_line_that_is_no_headings_is_told() {
        let sheet = intake::read("Chor Nordwind;Musik\nTanzkreis;Tanz".as_bytes(), "a.csv").unwrap();
        assert!(text(&sheet.head(), &DryRun::default(), true).contains("say --headings 0."));
        let sheet = sheet.with_headings_in(NO_HEADINGS).unwrap();
        assert!(text(&sheet.head(), &DryRun::default(), true).contains("no headings, 2 rows"));
    }

    #[test]
    fn what_stands_above_the_headings_is_told() {
        let sheet = intake::read("Messe 2027;\nVerein;Ort\nChor;Neustadt".as_bytes(), "a.csv").unwrap();
        let told = text(&sheet.head(), &DryRun::default(), true);
        assert!(told.contains("headings in line 2, 1 rows\n  line 1 stands above the headings"), "{told}");
        assert!(told.contains("\"Messe 2027\""), "{told}");
    }

    #[test]
    fn a_decision_that_was_not_needed_is_told() {
        let id = AssociationId(7);
        let told = |verdict, decision| {
            let row = RowReport {
                line: 14,
                name: "Chor".to_owned(),
                verdict,
                candidates: Vec::new(),
                decision,
                remarks: Vec::new(),
            };
            rows_lines(&row, &[]).join("\n").contains("not needed")
        };
        assert!(told(Verdict::Same { id }, Some(Decision::AsNew)) && told(Verdict::New, Some(Decision::AsNew)));
        assert!(!told(Verdict::Same { id }, None) && !told(Verdict::New, None));
    }

    #[test]
    fn eighty_rows_with_one_unknown_word_are_told_once() {
        let list: String = (1..=80).map(|n| format!("Verein Nummer {n};Zuversicht\n")).collect();
        let sheet = intake::read(format!("Verein;Wir bieten\n{list}").as_bytes(), "a.csv").unwrap();
        let mapping = domain::intake::Mapping::parse(sheet.guess()).unwrap();
        let drafts = intake::drafts(&sheet, &mapping);
        let report = intake::compare(&drafts, &[], &[], &Default::default()).report;
        assert_eq!(report.counts.remarks, 80);
        let told = text(&sheet.head(), &report, true);
        assert_eq!(told.matches("Zuversicht").count(), 1, "{told}");
        assert!(told.contains("“Zuversicht” 80 times: line 2–81\n"), "{told}");
    }
}
