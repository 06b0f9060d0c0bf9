//! Parts that draw what they are given.

pub mod caller;
pub mod clock_face;
pub mod emblem;
pub mod failed_form;
pub mod foot;
pub mod gong;
pub mod head;
pub mod icons;
pub mod item;
pub mod loaded;
pub mod map;
pub mod merging;
pub mod opening;
pub mod qr;
pub mod round_card;
pub mod run_sheet;
pub mod sign;
pub mod stand_card;
