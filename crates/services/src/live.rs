//! The hub: tells everybody who listens what was committed.

use domain::{FairId, live::LiveMessage};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::broadcast;

/// Messages a slow listener may lag behind before it has to ask for a snapshot.
const BACKLOG: usize = 256;

/// One broadcast channel a fair. Cheap to clone.
#[derive(Clone, Default)]
pub struct Hub {
    fairs: Arc<Mutex<HashMap<FairId, Channel>>>,
}

struct Channel {
    newest: i64,
    sender: broadcast::Sender<LiveMessage>,
}

impl Hub {
    /// Publishes committed messages in order; those that were published already are passed over.
    pub fn publish(&self, fair: FairId, messages: &[LiveMessage]) {
        self.on(fair, |channel| {
            for message in messages.iter().filter(|m| m.revision > channel.newest).collect::<Vec<_>>() {
                channel.newest = message.revision;
                // Nobody listening is no error.
                let _ = channel.sender.send(message.clone());
            }
        });
    }

    pub fn listen(&self, fair: FairId) -> broadcast::Receiver<LiveMessage> {
        self.on(fair, |channel| channel.sender.subscribe())
    }

    /// The newest revision published in this process, if there was any.
    pub fn newest(&self, fair: FairId) -> Option<i64> {
        self.on(fair, |channel| (channel.newest > 0).then_some(channel.newest))
    }

    /// How many listen to a fair in this process.
    pub fn listeners(&self, fair: FairId) -> usize {
        self.on(fair, |channel| channel.sender.receiver_count())
    }

    fn on<T>(&self, fair: FairId, act: impl FnOnce(&mut Channel) -> T) -> T {
        let mut fairs = self.fairs.lock().unwrap_or_else(PoisonError::into_inner);
        act(fairs.entry(fair).or_insert_with(|| Channel { newest: 0, sender: broadcast::channel(BACKLOG).0 }))
    }
}
