//! What is told to everybody at once. A message carries public facts only; what concerns one person, that person asks for.

use crate::{DatingId, StandId, UnixMillis, market::Presence};
use serde::{Deserialize, Serialize};

/// A public fact that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    /// The fair's name, day, phase or legal texts.
    Fair,
    /// Halls, stands or associations: ask for the market again.
    Market,
    /// Somebody came to a stand or left it.
    Stand {
        id: StandId,
        presence: Presence,
    },
    Programme,
    /// A session was set up, published, started, replanned or its clock was turned.
    Dating {
        id: DatingId,
    },
    /// Tables are being worked out for a session, or no longer are: nothing that anybody sees has changed by it.
    Attempt {
        id: DatingId,
    },
    /// A sentence for everybody; empty where the last one was taken back.
    Announcement {
        text: String,
    },
    /// Somebody asked something of a session's desk, or was answered; whose it is, is nobody's business here.
    Requests {
        id: DatingId,
    },
    /// Two of a session found each other, or no longer do: who holds a pass asks again.
    Again {
        id: DatingId,
    },
}

/// One step of the fair's public history. Revisions of a fair are gapless; who sees a gap asks for a fresh snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveMessage {
    pub revision: i64,
    pub at: UnixMillis,
    pub change: Change,
}

/// The first message on every connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Where this connection begins: the newest revision, or the one a listener who came back had heard of last.
    pub revision: i64,
    pub now: UnixMillis,
}
