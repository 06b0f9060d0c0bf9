//! Who may do what: roles at a fair.

use serde::{Deserialize, Serialize};

/// What somebody who signed in may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Prepares and runs everything.
    Organiser,
    /// Runs the clock and marks people, nothing else.
    TimeKeeper,
}

impl Role {
    pub const ALL: [Role; 2] = [Role::Organiser, Role::TimeKeeper];

    pub fn key(self) -> &'static str {
        match self {
            Role::Organiser => "organiser",
            Role::TimeKeeper => "time_keeper",
        }
    }

    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub id: crate::AccountId,
    pub email: String,
    pub role: Role,
    /// Whether signing in asks for a code beside the link.
    pub second_factor: bool,
    /// Whether it has to be set up before anything else opens.
    pub owes_second_factor: bool,
}

/// A second factor that waits for its first code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// Base 32 (RFC 4648), to be typed where no camera is at hand.
    pub secret: String,
    /// The same as an `otpauth:` address, to be scanned.
    pub qr: QrCode,
}

/// A QR code as squares on a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QrCode {
    /// Squares along one side, without the quiet zone.
    pub size: usize,
    /// An SVG path over the dark squares, in units of squares.
    pub path: String,
}
