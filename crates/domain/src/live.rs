//! What is told to everybody at once. A message carries public facts only; what concerns one person, that person asks for.

use crate::{DatingId, StandId, UnixMillis, market::Presence};
use serde::{Deserialize, Serialize};

/// A public fact that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", try_from = "Flat")]
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
    /// A session was set up, published, started or its clock was turned.
    Dating {
        id: DatingId,
    },
    /// Who sits where in a session, or whether somebody is there: neither its clock nor what the fair says of it.
    Tables {
        id: DatingId,
    },
    /// Something that only a session's desk and its projectors show, such as an arrival: nobody's table is another by it.
    Desk {
        id: DatingId,
    },
    /// Tables are being worked out for a session, or no longer are: nothing that anybody sees has changed by it.
    Attempt {
        id: DatingId,
    },
    /// The sentence that stands from now on, as [`Standing`]; empty where none does.
    Announcement {
        text: String,
        /// When it was said; where an older version told it, when it was told.
        #[serde(skip_serializing_if = "Option::is_none")]
        said: Option<UnixMillis>,
    },
    /// Somebody asked something of a session's desk, or was answered; whose it is, is nobody's business here.
    Requests {
        id: DatingId,
    },
    /// Two of a session found each other: who holds a pass asks again.
    Again {
        id: DatingId,
    },
}

/// How far the news of a command went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// To visitors' phones: they ask again, or show a sentence.
    Phones,
    /// To the organisers' desks only: a plan that nobody was shown, a rehearsal, an arrival.
    Desks,
    /// To the organisers' desks only, although everybody is shown a plan: this one is a draft until it is published.
    Draft,
}

/// A [`Change`] as it is read, every field beside the others: phones need no reader of everything there could be before it is
/// known what there is.
#[derive(Deserialize)]
struct Flat {
    what: String,
    id: Option<i64>,
    presence: Option<Presence>,
    text: Option<String>,
    said: Option<UnixMillis>,
}

impl TryFrom<Flat> for Change {
    type Error = &'static str;

    fn try_from(flat: Flat) -> Result<Self, Self::Error> {
        let id = flat.id.ok_or("a change of nobody");
        let dating = || id.map(DatingId);
        Ok(match flat.what.as_str() {
            "fair" => Change::Fair,
            "market" => Change::Market,
            "programme" => Change::Programme,
            "stand" => {
                Change::Stand { id: StandId(id?), presence: flat.presence.ok_or("a stand without its presence")? }
            }
            "dating" => Change::Dating { id: dating()? },
            "tables" => Change::Tables { id: dating()? },
            "desk" => Change::Desk { id: dating()? },
            "attempt" => Change::Attempt { id: dating()? },
            "announcement" => {
                Change::Announcement { text: flat.text.ok_or("an announcement without a text")?, said: flat.said }
            }
            "requests" => Change::Requests { id: dating()? },
            "again" => Change::Again { id: dating()? },
            _ => return Err("a change that is not known here"),
        })
    }
}

/// A sentence for everybody that was not taken back: part of what a snapshot tells, for whoever opens or wakes later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub said: UnixMillis,
    pub text: String,
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_change_is_read_as_it_was_written() {
        let (dating, stand) = (DatingId(4), StandId(7));
        let changes = [
            Change::Fair,
            Change::Market,
            Change::Programme,
            Change::Stand { id: stand, presence: Presence::Open },
            Change::Dating { id: dating },
            Change::Tables { id: dating },
            Change::Desk { id: dating },
            Change::Attempt { id: dating },
            Change::Announcement { text: String::new(), said: None },
            Change::Announcement { text: "Kaffee".to_owned(), said: Some(UnixMillis(5)) },
            Change::Requests { id: dating },
            Change::Again { id: dating },
        ];
        for change in changes {
            let text = serde_json::to_string(&change).unwrap();
            assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change, "{text}");
        }
        assert!(serde_json::from_str::<Change>(r#"{"what":"stand","id":7}"#).is_err());
    }
}
