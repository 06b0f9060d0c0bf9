//! A session in the engine's terms, and what the engine finds in the session's: who could sit with whom, what it is worth,
//! what breaks a rule.
//!
//! Pure but for reading the profiles once: nothing here searches for a plan or saves one. Leans on no other room.

pub(super) mod affinity;
pub(super) mod company;
pub(super) mod interpreting;
pub(super) mod judge;
pub(super) mod problem;
pub(super) mod words;
