//! An office's list of associations, as a file: what is in it, what would change, what must be decided.
//!
//! Bytes go in, values come out; no clock, no file, no database. What organisers see are the plain types of
//! [`domain::intake`]; the order of an import is
//!
//! ```text
//! let sheet   = intake::read(&bytes, file_name)?;          // IntakeError: no table, too large, encrypted, …
//! let sheet   = sheet.with_headings_in(3)?;                // where somebody says that the headings stand elsewhere
//! let head    = sheet.head();                              // SheetHead: headings, samples, guess; show it
//! let mapping = Mapping::parse(head.guess)?;               // or the columns as corrected by hand
//! let drafts  = intake::drafts(&sheet, &mapping);          // Drafts: rows understood, with their remarks
//! let outcome = intake::compare(&drafts, &existing, &fields, &decisions);
//! outcome.report                                           // DryRun: show it, collect Decisions by line, compare again
//! // to write, in one transaction: create outcome.report.new_fields, and with them for each outcome.steps
//! match step {
//!     Step::Create(draft) => create(draft.into_profile(&fields)?),
//!     Step::Update { id, revision, draft } => save(id, revision, draft.into_profile(&fields)?),
//! }
//! ```
//!
//! `existing` are the fair's associations, `fields` its fields, `decisions` a map from line to [`domain::intake::Decision`]
//! (empty at first). Nothing is lost silently: a row is written, unchanged, waiting for a decision, skipped by one or
//! refused with reasons; a cell that did not come in whole is a remark; a column that is not read is listed. An empty
//! cell never erases what the fair knows. A second import of the same file writes nothing.

mod archive;
mod cells;
mod compare;
mod delimited;
mod draft;
mod goods;
mod grid;
mod headings;
mod hues;
mod languages;
mod merge;
mod neighbours;
mod ods;
mod outcome;
mod read;
mod row;
mod sheet;
mod terms;
mod twins;
mod xlsx;

pub use compare::{compare, twins};
pub use draft::{DraftRow, Drafts, Values, drafts};
pub use grid::{CELL_LIMIT, COLUMN_LIMIT, FILE_LIMIT, ROW_LIMIT, TooLong};
pub use hues::hue_for;
pub use outcome::{Outcome, ProfileDraft, Step};
pub use read::{read, read_sheet};
pub use sheet::{Row, Sheet};
