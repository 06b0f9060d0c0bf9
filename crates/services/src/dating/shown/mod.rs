//! What is shown to whom: the public's board and tables, projectors, paper, and the organisers' desk.
//!
//! Only reads, but for the links of projectors and for remembering what was printed; no sentences, which belong to the
//! pages. The top of the house: leans on `day`, `phones`, `review` and `seating`, and no room leans on it.

mod board;
mod desk;
pub mod paper;
mod published;
mod screen;
mod surroundings;
mod table_sign;

pub(crate) use surroundings::Kept as KeptSurroundings;
