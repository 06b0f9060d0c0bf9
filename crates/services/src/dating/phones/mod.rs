//! What a phone that holds a personal link may say: that somebody is late or must leave, and whom they would like to meet
//! again; the links themselves; and how the desk answers.
//!
//! What everybody may see without a link is in `shown`. Leans on no room but `steps`.

mod again;
mod pass;
mod requests;
