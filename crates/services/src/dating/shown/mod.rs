//! What is shown to whom: the public's board and tables, projectors, paper, and the organisers' desk.
//!
//! Only reads, but for the links of projectors and for remembering what was printed; no sentences, which belong to the
//! pages. The top of the house: leans on `day`, `phones`, `review` and `seating`, and no room leans on it.

pub(super) mod board;
pub(super) mod desk;
pub mod paper;
pub(super) mod screen;
pub(super) mod surroundings;
pub(super) mod table_sign;
