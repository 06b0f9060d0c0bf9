//! Journeys through the whole process but its socket: requests go in, answers are read.

#![allow(clippy::unwrap_used)]

mod allocation;
mod app;
mod control_room;
mod doors;
mod entrance;
mod export;
mod live;
mod pages;
mod paper;
mod phones;
mod programme;
mod strictness;
