//! The import of an office's list as the organiser sees it: what a file holds, what would happen, what is to be decided.
//!
//! Plain data that travels between server and browser and back; the reading itself is the crate `intake`.

mod column;
mod decision;
mod dry_run;
mod remark;
mod sheet;
mod unknown;

pub use column::{Column, Mapping, MappingFault, letters};
pub use decision::{Decision, Decisions};
pub use dry_run::{
    Candidate, Counts, Difference, DryRun, IgnoredColumn, NewField, RowReport, Said, Twin, Verdict, Why,
};
pub use remark::{Reason, Remark};
pub use sheet::{Delimiter, Encoding, FileKind, IntakeError, Limit, NO_HEADINGS, SheetHead, SheetLine, SheetName};
pub use unknown::{UnknownWord, UnknownWords};
