//! A hall drawn as a map: floor, places, stands; panned, pinched, wheeled and walked by keyboard.

mod floor;
mod hall_map;
mod viewport;

pub use floor::{MapStand, Small, is_for_access};
pub use hall_map::HallMap;
pub use viewport::Viewport;
