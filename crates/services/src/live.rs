//! The hub: tells everybody who listens what was committed.

use domain::{FairId, live::LiveMessage};
use std::{
    collections::{BTreeMap, HashMap},
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
    /// Committed before something that was not published yet.
    early: BTreeMap<i64, LiveMessage>,
    sender: broadcast::Sender<LiveMessage>,
}

impl Channel {
    fn send(&mut self, message: LiveMessage) {
        self.newest = message.revision;
        // Nobody listening is no error.
        let _ = self.sender.send(message);
    }
}

/// Whether everything that was published went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Published {
    All,
    /// Something lies between that another thread or process committed: it has to be read from the history, once for
    /// everybody who listens.
    Waiting,
}

impl Hub {
    /// Publishes what was committed, each revision after the one before it; those that were published already are passed
    /// over.
    pub fn publish(&self, fair: FairId, messages: &[LiveMessage]) -> Published {
        self.on(fair, |channel| {
            channel.early.extend(messages.iter().map(|message| (message.revision, message.clone())));
            while let Some(first) = channel.early.first_entry() {
                let revision = *first.key();
                // Where nothing was published yet, it begins here.
                if channel.newest > 0 && revision > channel.newest + 1 {
                    return Published::Waiting;
                }
                let message = first.remove();
                if revision > channel.newest {
                    channel.send(message);
                }
            }
            Published::All
        })
    }

    /// Publishes what the history holds after the newest that was published, and everything that waited for it: what the
    /// history does not hold, nobody can wait for.
    pub fn continue_with(&self, fair: FairId, history: &[LiveMessage]) {
        self.on(fair, |channel| {
            channel.early.extend(history.iter().map(|message| (message.revision, message.clone())));
            while let Some((revision, message)) = channel.early.pop_first() {
                if revision > channel.newest {
                    channel.send(message);
                }
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
        act(fairs.entry(fair).or_insert_with(|| Channel {
            newest: 0,
            early: BTreeMap::new(),
            sender: broadcast::channel(BACKLOG).0,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{UnixMillis, live::Change};

    const FAIR: FairId = FairId(1);

    fn told(revision: i64) -> LiveMessage {
        LiveMessage { revision, at: UnixMillis(0), change: Change::Fair }
    }

    fn heard(ear: &mut broadcast::Receiver<LiveMessage>) -> Vec<i64> {
        std::iter::from_fn(|| ear.try_recv().ok()).map(|message| message.revision).collect()
    }

    #[test]
    fn whoever_is_faster_waits_for_the_revision_before() {
        let hub = Hub::default();
        let mut ear = hub.listen(FAIR);
        assert_eq!(hub.publish(FAIR, &[told(7)]), Published::All);
        assert_eq!(hub.publish(FAIR, &[told(9)]), Published::Waiting);
        assert_eq!(heard(&mut ear), [7]);
        assert_eq!(hub.publish(FAIR, &[told(8)]), Published::All);
        assert_eq!(hub.publish(FAIR, &[told(9)]), Published::All);
        assert_eq!(heard(&mut ear), [8, 9]);
    }

    #[test]
    fn the_history_is_the_last_word_on_what_is_missing() {
        let hub = Hub::default();
        let mut ear = hub.listen(FAIR);
        assert_eq!(hub.publish(FAIR, &[told(7)]), Published::All);
        assert_eq!(hub.publish(FAIR, &[told(10)]), Published::Waiting);
        hub.continue_with(FAIR, &[told(8), told(9)]);
        assert_eq!(heard(&mut ear), [7, 8, 9, 10]);
        assert_eq!(hub.publish(FAIR, &[told(13)]), Published::Waiting);
        hub.continue_with(FAIR, &[]);
        assert_eq!(heard(&mut ear), [13]);
    }
}
