//! Parts that draw what they are given.

pub mod emblem;
pub mod foot;
pub mod head;
pub mod icons;
pub mod loaded;
