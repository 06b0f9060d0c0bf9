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
}
