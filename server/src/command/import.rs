//! `insist import`: brings in an office's list, and reports row by row what became of it.

use super::{ATTENTION, DONE, report, runtime};
use crate::{
    house::House,
    log,
    settings::{Given, Settings},
};
use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, Subcommand};
use domain::{
    AssociationId, Refusal,
    intake::{Column, Decision, Decisions, DryRun, IntakeError, Mapping, MappingFault, NO_HEADINGS, SheetHead},
};
use services::{Error, GivenList, Services, actor::Organiser};
use std::path::PathBuf;

/// Bring in an office's list
#[derive(Subcommand, Debug)]
pub enum Import {
    Associations(Associations),
}

/// Bring in associations from CSV, XLSX or ODS
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub struct Associations {
    /// The list: CSV (; or , or tabs, UTF-8 or Windows-1252), XLSX or ODS
    file: PathBuf,

    /// Which fair: the last part of its address
    #[arg(long, value_name = "SLUG")]
    fair: String,

    /// Only show what would happen
    #[arg(long)]
    dry_run: bool,

    /// The sheet to read, where the guess is wrong
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// The line the headings stand in, where the guess is wrong; 0: the list has none
    #[arg(long, value_name = "LINE")]
    headings: Option<u32>,

    /// What a column means, where the guess is wrong; `-` leaves it out. A column without a heading is `1`, `2`, …
    #[arg(long, value_name = "HEADING=COLUMN", value_parser = mapped)]
    map: Vec<(String, Option<Column>)>,

    /// What becomes of a row, a doubtful one above all: `new`, `skip`, or an association by its number in the report
    #[arg(long, value_name = "LINE=DECISION", value_parser = decided)]
    decide: Vec<(u32, Decision)>,

    #[command(flatten)]
    given: Given,
}

const EXAMPLES: &str = "\
Examples:
  insist import associations list.xlsx --fair spring --dry-run
  insist import associations list.xlsx --fair spring --headings 3
  insist import associations list.csv --fair spring --map \"Schwerpunkt=fields\" --map \"Notizen=-\"
  insist import associations list.xlsx --fair spring --sheet \"Vereine 2027\" --headings 0 --map 1=name --map 2=town
  insist import associations list.csv --fair spring --decide 14=new --decide 15=skip --decide 20=7

Columns: name short_name kind relation goals activities fields target_groups districts languages offers needs website \
email street postcode town latitude longitude address_public

Importing the same file twice, with the same decisions, changes nothing; an empty cell never erases what the fair knows.

Exit code: 0 every row is in (or would be); 1 some rows wait for a decision or were refused, all others are in; 2 nothing \
was imported.";

fn mapped(text: &str) -> Result<(String, Option<Column>), String> {
    // A heading may hold the sign itself; a column never does.
    let (heading, key) = text.rsplit_once('=').ok_or("write HEADING=COLUMN")?;
    match key.trim() {
        "-" => Ok((heading.trim().to_owned(), None)),
        key => Column::from_key(key).map(|column| (heading.trim().to_owned(), Some(column))).ok_or_else(|| {
            let known: Vec<&str> = Column::ALL.iter().map(|column| column.key()).collect();
            format!("there is no column `{key}`; there are {}", known.join(" "))
        }),
    }
}

fn decided(text: &str) -> Result<(u32, Decision), String> {
    let how = "write LINE=new, LINE=skip or LINE=NUMBER";
    let (line, decision) = text.split_once('=').ok_or(how)?;
    let decision = match decision.trim() {
        "new" => Decision::AsNew,
        "skip" => Decision::Skip,
        number => Decision::Update(AssociationId(number.parse().map_err(|_| how)?)),
    };
    Ok((line.trim().parse().map_err(|_| how)?, decision))
}

/// The headings, or the number of a column that has none.
fn named(head: &SheetHead) -> Vec<String> {
    let name = |(index, heading): (usize, &String)| match heading.as_str() {
        "" => (index + 1).to_string(),
        heading => heading.to_owned(),
    };
    head.headings.iter().enumerate().map(name).collect()
}

impl Import {
    pub fn run(self) -> Result<u8> {
        let Self::Associations(associations) = self;
        associations.run()
    }
}

impl Associations {
    fn run(self) -> Result<u8> {
        let settings = Settings::read(self.given.clone())?;
        log::begin(&settings);
        let bytes = std::fs::read(&self.file).with_context(|| format!("{} cannot be read", self.file.display()))?;
        runtime()?.block_on(async {
            let house = House::open_existing(&settings).await?;
            let outcome = self.bring_in(&house.services, bytes).await;
            house.close().await;
            let (head, outcome) = outcome?;
            report::print(&head, &outcome, self.dry_run);
            let attention = outcome.counts.doubtful + outcome.counts.refused > 0;
            Ok(if attention { ATTENTION } else { DONE })
        })
    }

    async fn bring_in(&self, services: &Services, bytes: Vec<u8>) -> Result<(SheetHead, DryRun)> {
        let who = Organiser::owner_of_the_machine();
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let failed = || format!("{} could not be imported into the fair {}", self.file.display(), self.fair);
        let preview =
            services.import_preview(&who, &self.fair, &name, bytes.clone(), self.sheet.clone(), self.headings).await;
        if let Err(Error::NotFound) = preview {
            bail!("There is no fair {}.", self.fair);
        }
        let mut head = preview.with_context(failed)?;
        if let Some(sheet) = self.sheet.as_ref().filter(|sheet| head.sheet.as_ref() != Some(*sheet)) {
            let names: Vec<&str> = head.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
            if names.is_empty() {
                bail!("The list is a text file without sheets; leave out --sheet.");
            }
            bail!("There is no sheet `{sheet}` in the list that holds anything; there are: {}.", names.join(" | "));
        }
        let mapping = self.mapping(&head)?;
        head.guess = mapping.columns().to_vec();
        let decisions = self.decisions()?;
        let (file_name, headings, mapping) = (name, Some(head.line), Some(mapping));
        let list = GivenList { file_name, bytes, sheet: head.sheet.clone(), headings, mapping, decisions };
        let outcome = match services.import_dry_run(&who, &self.fair, list.clone()).await {
            Err(Error::Refused(Refusal::List(IntakeError::NoSuchLine(line)))) => {
                bail!("There is no row in line {line} that --decide {line}=… could be about; nothing was imported.");
            }
            outcome => outcome.with_context(failed)?,
        };
        // Whoever decides by hand has made a mistake: of that nothing is written, nor what they decided rightly.
        let wrong = report::wrong_decisions(&outcome);
        if !wrong.is_empty() {
            bail!("Nothing was imported: what --decide says cannot be done.\n  {}", wrong.join("\n  "));
        }
        if self.dry_run {
            return Ok((head, outcome));
        }
        // What was looked at is what is written.
        match services.import(&who, &self.fair, list, Some(&outcome.fingerprint), None).await {
            Err(Error::Stale) => {
                bail!("Somebody else has just changed the fair; nothing was imported. Please try again.")
            }
            outcome => Ok((head, outcome.with_context(failed)?)),
        }
    }

    /// One for a row: of two, nobody knows which was meant.
    fn decisions(&self) -> Result<Decisions> {
        let mut decisions = Decisions::default();
        for (line, decision) in &self.decide {
            if decisions.insert(*line, *decision).is_some() {
                bail!("Line {line} is decided twice; leave one --decide {line}=… out.");
            }
        }
        Ok(decisions)
    }

    /// The guess, corrected by `--map`.
    fn mapping(&self, head: &SheetHead) -> Result<Mapping> {
        let mut columns = head.guess.clone();
        for (heading, column) in &self.map {
            let is_meant = |(index, found): (usize, &String)| match found.trim() {
                "" => heading.parse() == Ok(index + 1),
                found => found.to_lowercase() == heading.to_lowercase(),
            };
            let meant: Vec<usize> = (0..head.headings.len()).filter(|i| is_meant((*i, &head.headings[*i]))).collect();
            if meant.is_empty() {
                bail!("There is no column `{heading}` in the list; there are: {}.", named(head).join(" | "));
            }
            // Two columns may be called the same.
            for index in meant {
                if let Some(place) = columns.get_mut(index) {
                    *place = *column;
                }
            }
        }
        Mapping::parse(columns).map_err(|fault| match head.line {
            _ if matches!(fault, MappingFault::Twice(_)) => {
                anyhow!("The columns do not fit: {fault}. Leave the others out with --map \"HEADING=-\".")
            }
            NO_HEADINGS => anyhow!(
                "The columns do not fit: {fault}. The list was read as one without headings; say it with --map 1=name, or \
                 with --headings where they stand in a line."
            ),
            line => anyhow!(
                "The columns do not fit: {fault}. Line {line} was read as the headings; say it with --map, or with \
                 --headings where they stand in another line, --headings 0 where there are none."
            ),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn decisions_are_understood() {
        assert_eq!(decided("14=new"), Ok((14, Decision::AsNew)));
        assert_eq!(decided("15 = skip"), Ok((15, Decision::Skip)));
        assert_eq!(decided("20=7"), Ok((20, Decision::Update(AssociationId(7)))));
        assert!(decided("20=perhaps").is_err() && decided("new").is_err());
    }

    #[test]
    fn a_column_is_meant_by_its_heading_or_its_number() {
        use clap::Parser;
        #[derive(Parser)]
        struct Line {
            #[command(flatten)]
            list: Associations,
        }
        let mapping = |list: &str, headings: Option<u32>, maps: &[&str]| {
            let sheet = intake::read(list.as_bytes(), "a.csv").unwrap();
            let sheet = if let Some(line) = headings { sheet.with_headings_in(line).unwrap() } else { sheet };
            let maps = maps.iter().flat_map(|map| ["--map", map]);
            let line = Line::parse_from(["import", "a.csv", "--fair", "spring"].into_iter().chain(maps));
            line.list.mapping(&sheet.head()).map(|mapping| mapping.columns().to_vec())
        };
        let (name, goals) = (Some(Column::Name), Some(Column::Goals));
        assert_eq!(mapping("Chor;Tanz\nBühne;Spiel", Some(0), &["1=name", "2=goals"]).unwrap(), [name, goals]);
        assert!(mapping("Chor;Tanz\nBühne;Spiel", Some(0), &["3=name"]).is_err());
        // Where two columns mean one thing, it is not the headings that are wrong.
        let told = mapping("Verein;Ort;Sitz\nChor;a;b", None, &["Sitz=town"]).unwrap_err().to_string();
        assert!(told.contains("--map") && !told.contains("--headings"), "{told}");
        // Two columns that are called the same are both meant.
        assert_eq!(mapping("Verein;Was;Was\nBühne;a;b", None, &["was=goals"]).unwrap(), [name, goals, goals]);
    }

    #[test]
    fn two_decisions_for_one_line_are_refused() {
        use clap::Parser;
        #[derive(Parser)]
        struct Line {
            #[command(flatten)]
            list: Associations,
        }
        let decided = |decisions: &[&str]| {
            let line = ["import", "a.csv", "--fair", "spring"].into_iter();
            Line::parse_from(line.chain(decisions.iter().flat_map(|one| ["--decide", one]))).list.decisions()
        };
        assert_eq!(decided(&["2=new", "3=skip"]).unwrap(), [(2, Decision::AsNew), (3, Decision::Skip)].into());
        let refused = decided(&["2=new", "3=skip", "2=skip"]).unwrap_err().to_string();
        assert!(refused.starts_with("Line 2 is decided twice"), "{refused}");
    }

    #[test]
    fn a_heading_may_hold_an_equals_sign() {
        assert_eq!(mapped("a=b=fields"), Ok(("a=b".to_owned(), Some(Column::Fields))));
        assert_eq!(mapped("Notizen=-"), Ok(("Notizen".to_owned(), None)));
        assert!(mapped("Notizen=nonsense").is_err());
    }
}
