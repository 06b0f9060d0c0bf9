//! The pages: each loads what it shows and arranges components.

mod after_talk;
pub mod fair;
mod held;
pub mod home;
pub mod legal;
pub mod market;
mod market_filter;
mod market_tools;
mod market_wanted;
pub mod my_table;
pub mod now;
mod now_card;
pub mod organise;
pub mod parts;
pub mod pass;
pub mod plain;
pub mod programme;
mod requests;
pub mod screen;
mod screen_list;
mod screen_scene;
pub mod seat_changes;
pub mod stand;
pub mod table;
pub mod table_sign;
