//! The plan for other programs: CSV and XLSX for offices, JSON for machines.

use crate::{Content, Speech, content::Seating, words};
use domain::ParticipantId;
use jiff::civil::DateTime;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum Unwritable {
    #[error(transparent)]
    Csv(#[from] csv::Error),
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error("the text is not UTF-8")]
    Text,
}

/// One seat: round, beginning, end, table, name, with whom, stand, languages.
type Line = (usize, String, String, u16, String, String, String, String);

fn headings(speech: &Speech) -> [String; 8] {
    let l = speech.locale;
    let (starts, ends) = match l {
        domain::Locale::De => ("Beginn", "Ende"),
        domain::Locale::En => ("Starts", "Ends"),
    };
    let stand = words::stand(l, "").trim().to_owned();
    [
        words::round(l),
        starts.to_owned(),
        ends.to_owned(),
        words::table(l),
        words::name(l),
        words::with(l),
        stand,
        words::languages(l),
    ]
}

/// Every seat of every round, by round and table.
fn lines(content: &Content, speech: &Speech) -> Vec<Line> {
    let seating = Seating::of(content);
    let mut lines = Vec::new();
    for (round, times) in content.rounds.iter().enumerate() {
        for (index, table) in content.tables.iter().enumerate() {
            let seated = seating.seated(round, index);
            for person in &seated {
                let others = seated.iter().filter(|other| other.id != person.id).map(|other| other.name.as_str());
                lines.push((
                    round + 1,
                    words::clock(times.starts.time()),
                    words::clock(times.ends.time()),
                    table.number,
                    person.name.clone(),
                    others.collect::<Vec<_>>().join(", "),
                    person.stand.clone().unwrap_or_default(),
                    speech.languages(&person.languages),
                ));
            }
        }
    }
    lines
}

/// One line a seat, with a byte order mark and semicolons, as office programs here expect it.
pub fn csv(content: &Content, speech: &Speech) -> Result<String, Unwritable> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(headings(speech))?;
    for (round, starts, ends, table, name, with, stand, languages) in lines(content, speech) {
        let cells = [name, with, stand, languages].map(harmless);
        let numbers = [round.to_string(), starts, ends, table.to_string()];
        writer.write_record(numbers.iter().chain(&cells))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    String::from_utf8(bytes).map_err(|_| Unwritable::Text)
}

/// A spreadsheet must not take a name for a formula.
fn harmless(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// Three sheets: the plan (tables down, rounds across), every seat on a line, and everybody by the alphabet.
pub fn xlsx(content: &Content, speech: &Speech) -> Result<Vec<u8>, Unwritable> {
    let locale = speech.locale;
    let seating = Seating::of(content);
    let mut book = Workbook::new();
    // The file says when the plan was made, not when it was asked for: the same content gives the same bytes.
    let at = content.made_at;
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(at.year().max(1900) as u16, at.month() as u8, at.day() as u8)?;
    let made = made.and_hms(at.hour() as u16, at.minute() as u8, f64::from(at.second()))?;
    let title = format!("{} – {}", content.session, content.fair);
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_title(title).set_creation_datetime(&made));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);

    let sheet = book.add_worksheet().set_name(words::table_plan(locale))?;
    sheet.set_landscape().set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    sheet.write_with_format(0, 0, words::table(locale), &head)?;
    for (round, times) in content.rounds.iter().enumerate() {
        let words = format!("{}\n{}", words::round_n(locale, round + 1), words::from_to(times.starts, times.ends));
        sheet.write_with_format(0, round as u16 + 1, words, &head)?;
        sheet.set_column_width(round as u16 + 1, 28)?;
    }
    for (index, table) in content.tables.iter().enumerate() {
        let line = index as u32 + 1;
        sheet.write_with_format(line, 0, table.number, &head)?;
        for round in 0..content.rounds.len() {
            let names: Vec<&str> = seating.seated(round, index).iter().map(|p| p.name.as_str()).collect();
            sheet.write_string_with_format(line, round as u16 + 1, names.join("\n"), &wrapped)?;
        }
    }

    let sheet = book.add_worksheet().set_name(match locale {
        domain::Locale::De => "Plätze",
        domain::Locale::En => "Seats",
    })?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, words) in headings(speech).iter().enumerate() {
        sheet.write_with_format(0, column as u16, words, &head)?;
    }
    for (column, width) in [8, 8, 8, 8, 40, 40, 10, 30].into_iter().enumerate() {
        sheet.set_column_width(column as u16, width)?;
    }
    let lines = lines(content, speech);
    for (index, (round, starts, ends, table, name, with, stand, languages)) in lines.iter().enumerate() {
        let line = index as u32 + 1;
        sheet.write(line, 0, *round as u32)?.write_string(line, 1, starts)?.write_string(line, 2, ends)?;
        sheet.write(line, 3, *table)?;
        for (column, text) in [name, with, stand, languages].into_iter().enumerate() {
            sheet.write_string(line, column as u16 + 4, text)?;
        }
    }
    sheet.autofilter(0, 0, lines.len() as u32, 7)?;

    let sheet = book.add_worksheet().set_name(match locale {
        domain::Locale::De => "Teilnehmende",
        domain::Locale::En => "Participants",
    })?;
    sheet.set_freeze_panes(1, 1)?.set_column_width(0, 40)?;
    sheet.write_with_format(0, 0, words::name(locale), &head)?;
    for round in 0..content.rounds.len() {
        sheet.write_with_format(0, round as u16 + 1, words::round_n(locale, round + 1), &head)?;
    }
    for (index, person) in crate::document::names::alphabetical(content).into_iter().enumerate() {
        let line = index as u32 + 1;
        sheet.write_string(line, 0, &person.name)?;
        for round in 0..content.rounds.len() {
            if let Some((_, table)) = seating.table_of(round, person.id) {
                sheet.write(line, round as u16 + 1, table.number)?;
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The name of the JSON's shape; a change that breaks a reader gets another one.
pub const FORMAT: &str = "insist-plan/1";

/// A plan as JSON. Rounds and tables are numbers as people say them (from 1), times are civil times at the fair's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFile {
    /// [`FORMAT`].
    pub format: String,
    pub fair: String,
    pub session: String,
    /// `null` while no plan is published.
    pub version: Option<u32>,
    pub made_at: DateTime,
    pub participants: Vec<PlanPerson>,
    pub rounds: Vec<PlanRound>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPerson {
    pub id: ParticipantId,
    pub name: String,
    /// ISO 639 codes, best first.
    pub languages: Vec<String>,
    pub stand: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRound {
    pub round: usize,
    pub starts: DateTime,
    pub ends: DateTime,
    /// Tables at which somebody sits.
    pub tables: Vec<PlanTable>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanTable {
    pub table: u16,
    /// Ids of `participants`.
    pub seated: Vec<ParticipantId>,
}

impl From<&Content> for PlanFile {
    fn from(content: &Content) -> Self {
        let person = |p: &crate::Person| PlanPerson {
            id: p.id,
            name: p.name.clone(),
            languages: p.languages.clone(),
            stand: p.stand.clone(),
        };
        let round = |(index, times): (usize, &crate::Round)| {
            let seats = content.seats.get(index).map(Vec::as_slice).unwrap_or_default();
            let at = content.tables.iter().zip(seats).filter(|(_, seated)| !seated.is_empty());
            let tables = at.map(|(table, seated)| PlanTable { table: table.number, seated: seated.clone() });
            PlanRound { round: index + 1, starts: times.starts, ends: times.ends, tables: tables.collect() }
        };
        Self {
            format: FORMAT.to_owned(),
            fair: content.fair.clone(),
            session: content.session.clone(),
            version: content.plan.map(|plan| plan.version),
            made_at: content.made_at,
            participants: content.people.iter().map(person).collect(),
            rounds: content.rounds.iter().enumerate().map(round).collect(),
        }
    }
}

/// The plan as JSON, indented for eyes; the shape is [`PlanFile`].
pub fn json(content: &Content) -> Result<String, Unwritable> {
    Ok(serde_json::to_string_pretty(&PlanFile::from(content))? + "\n")
}
