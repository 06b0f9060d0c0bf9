//! Ports that remember nothing beyond the process; sessions and events pass through JSON as they do in a database.

mod fair;
mod nobody;
mod sessions;

use domain::{
    DatingId, FairId, attempt::Aim, dating::Dating, fair::Fair, live::LiveMessage, profile::Association,
    taxonomy::Field,
};
use serde::{Serialize, de::DeserializeOwned};
use services::ports::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Held>>);

#[derive(Default)]
struct Held {
    fairs: Vec<Fair>,
    associations: Vec<Association>,
    fields: Vec<Field>,
    datings: BTreeMap<DatingId, String>,
    logs: BTreeMap<DatingId, Vec<String>>,
    keys: BTreeSet<(FairId, String)>,
    announced: BTreeMap<(DatingId, u32), String>,
    attempts: BTreeMap<(DatingId, Aim), String>,
    revision: i64,
    told: Vec<(FairId, domain::live::Change)>,
}

fn write<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap()
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

impl Memory {
    /// Changes a session past its log, as a hand in the database would.
    pub fn meddle(&self, dating: &Dating) {
        self.0.lock().unwrap().datings.insert(dating.id, write(dating));
    }

    pub fn stores(&self) -> Stores {
        let all = Arc::new(self.clone());
        Stores {
            fairs: all.clone(),
            associations: all.clone(),
            market: all.clone(),
            programme: all.clone(),
            datings: all.clone(),
            announced: all.clone(),
            attempts: all.clone(),
            passes: all.clone(),
            requests: all.clone(),
            wishes: all.clone(),
            screens: all.clone(),
            accounts: all.clone(),
            history: all,
        }
    }

    pub fn add_fair(&self, fair: Fair, associations: Vec<Association>, fields: Vec<Field>) {
        let mut held = self.0.lock().unwrap();
        held.fairs.push(fair);
        held.associations.extend(associations);
        held.fields = fields;
    }

    fn commit(&self, note: &Note) -> Receipt {
        let mut held = self.0.lock().unwrap();
        if let Some(key) = &note.key {
            held.keys.insert((note.fair, key.as_str().to_owned()));
        }
        let message = |(change, revision): (&domain::live::Change, i64)| LiveMessage {
            revision,
            at: note.at,
            change: change.clone(),
        };
        let messages = note.tells.iter().zip(held.revision + 1..).map(message).collect();
        held.revision += note.tells.len() as i64;
        held.told.extend(note.tells.iter().map(|change| (note.fair, change.clone())));
        Receipt { messages, repeated: false }
    }
}

fn not_here<T>() -> StoreResult<T> {
    Err(StoreError::Unavailable("not in these days".to_owned()))
}
