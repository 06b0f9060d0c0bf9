//! Prints a dry run of a list against an empty fair: `cargo run -p intake --example look -- list.csv`.

use domain::intake::{Decisions, Mapping};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let sheet = intake::read(&std::fs::read(&path)?, &path)?;
    let head = sheet.head();
    println!(
        "{:?}, {} rows, sheet {:?}, not read: {:?} {:?}",
        head.kind,
        head.rows,
        head.sheet,
        head.other_sheets().collect::<Vec<_>>(),
        head.above().collect::<Vec<_>>()
    );
    for (heading, column) in head.headings.iter().zip(&head.guess) {
        println!("  {heading:<30} {}", column.map_or("left out", |column| column.key()));
    }
    let drafts = intake::drafts(&sheet, &Mapping::parse(head.guess)?);
    let outcome = intake::compare(&drafts, &[], &[], &Decisions::new());
    for row in &outcome.report.rows {
        println!("{:>5} {:<9} {}", row.line, row.verdict.key(), row.name);
        for candidate in &row.candidates {
            println!("        like {:?} {} ({:?})", candidate.twin, candidate.name, candidate.why);
        }
        for remark in &row.remarks {
            println!("        {remark:?}");
        }
    }
    println!("{:?}", outcome.report.counts);
    println!("left out: {:?}", outcome.report.ignored_columns);
    let fields = outcome
        .report
        .new_fields
        .iter()
        .map(|field| format!("{} [{}]", field.name, field.hue.map_or("no hue", |hue| hue.key())));
    println!("new fields: {}", fields.collect::<Vec<_>>().join(", "));
    Ok(())
}
