//! Every thing that can be named has an id type of its own, so that a stand is never mistaken for an association.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty)),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// One event.
    FairId(i64),
    /// One association (or initiative, office, institute) at one fair.
    AssociationId(i64),
    /// A node in the fair's tree of fields of activity.
    FieldId(i64),
    /// One hall (or yard, or floor) of the venue.
    HallId(i64),
    /// One stand in a hall.
    StandId(i64),
    /// One item of the programme.
    ItemId(i64),
    /// One dating session.
    DatingId(i64),
    /// Somebody who takes part in one dating session; counted from 0 within the session, never reused.
    ParticipantId(u32),
    /// Somebody who interprets at one dating session; counted from 0 within the session, never reused.
    InterpreterId(u32),
    /// Somebody who may sign in.
    AccountId(i64),
    /// Something a participant asked of the desk.
    RequestId(i64),
    /// A projector's link.
    ScreenId(i64),
}
