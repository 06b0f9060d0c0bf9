//! Journeys through the whole process, most of them without its socket: requests go in, answers are read.

#![allow(clippy::unwrap_used)]

mod allocation;
mod app;
mod at_the_door;
mod calling_off;
mod control_room;
mod doors;
mod entrance;
mod export;
mod list;
mod live;
mod log;
mod pages;
mod paper;
mod phones;
mod programme;
mod projector;
mod setting_up;
mod start;
mod strictness;
mod wire;
