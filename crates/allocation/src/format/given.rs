//! An instance as it stands in the text, before anything in it is believed.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::MAX_NAMES;
use super::MAX_VETOES;
use super::limits::AtMost;
use crate::problem::{MAX_PEOPLE, MAX_ROUNDS, MAX_TABLES};

#[derive(Deserialize)]
pub(super) struct RawInstance {
    pub(super) format: String,
    #[serde(default)]
    pub(super) name: String,
    pub(super) family: String,
    pub(super) rounds: i64,
    pub(super) tables: AtMost<RawTable, MAX_TABLES>,
    pub(super) participants: AtMost<RawPerson, MAX_PEOPLE>,
    #[serde(default)]
    pub(super) together: AtMost<AtMost<i64, MAX_PEOPLE>, MAX_PEOPLE>,
    #[serde(default)]
    pub(super) vetoes: AtMost<(i64, i64), MAX_VETOES>,
    #[serde(default)]
    pub(super) pins: AtMost<(i64, i64), MAX_PEOPLE>,
    pub(super) rules: RawRules,
    #[serde(default)]
    pub(super) weights: RawWeights,
    pub(super) repair: Option<RawRepair>,
}

#[derive(Deserialize)]
pub(super) struct RawTable {
    pub(super) id: i64,
    pub(super) cap: i64,
    pub(super) min: i64,
    #[serde(default)]
    pub(super) closed: AtMost<i64, MAX_ROUNDS>,
}

#[derive(Deserialize)]
pub(super) struct RawPerson {
    pub(super) id: i64,
    #[serde(default)]
    pub(super) side: i64,
    #[serde(default)]
    pub(super) district: Value,
    #[serde(default)]
    pub(super) topics: AtMost<String, MAX_NAMES>,
    #[serde(default)]
    pub(super) offers: AtMost<String, MAX_NAMES>,
    #[serde(default)]
    pub(super) needs: AtMost<String, MAX_NAMES>,
    #[serde(default)]
    pub(super) langs: BTreeMap<String, i64>,
    #[serde(default)]
    pub(super) wishes: AtMost<i64, MAX_PEOPLE>,
    #[serde(default)]
    pub(super) absent: AtMost<i64, MAX_ROUNDS>,
}

#[derive(Deserialize)]
pub(super) struct RawRules {
    pub(super) repeat: String,
    pub(super) language: String,
    pub(super) pairs: String,
    pub(super) seat_all: bool,
}

#[derive(Deserialize, Default)]
pub(super) struct RawWeights {
    pub(super) cross: Option<i64>,
    pub(super) topic: Option<i64>,
    pub(super) topic_max: Option<i64>,
    pub(super) fit: Option<i64>,
    pub(super) fit_max_each: Option<i64>,
    pub(super) lang: Option<Vec<i64>>,
    pub(super) lang_min: Option<i64>,
    pub(super) no_lang: Option<i64>,
    pub(super) wish_one: Option<i64>,
    pub(super) wish_mutual: Option<i64>,
    pub(super) district: Option<i64>,
    pub(super) repeat: Option<i64>,
    pub(super) met_before: Option<i64>,
    pub(super) rarity: Option<i64>,
    pub(super) uniform: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct RawRepair {
    pub(super) done: i64,
    pub(super) announced: AtMost<AtMost<AtMost<i64, MAX_PEOPLE>, MAX_TABLES>, MAX_ROUNDS>,
    #[serde(default)]
    pub(super) frozen: i64,
    pub(super) cost_seat: i64,
    pub(super) cost_pair: i64,
}
