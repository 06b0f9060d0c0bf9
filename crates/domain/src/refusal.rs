//! Why something was refused: plain data, worded for people in one place of the interface.

use crate::{
    InterpreterId, ParticipantId,
    intake::{IntakeError, MappingFault},
    plan::{BrokenRule, Clash},
};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A field of a form, by the name its label stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Input {
    Title,
    Name,
    Slug,
    Email,
    Website,
    Text,
    Date,
    Time,
    /// When something ends.
    Ends,
    /// What an item of the programme is called.
    Headline,
    Place,
    Rounds,
    TalkMinutes,
    ChangeMinutes,
    Tables,
    Seats,
    Least,
    Language,
    Participants,
    File,
    Code,
    ShortName,
    Goals,
    Activities,
    Fields,
    TargetGroups,
    Districts,
    Offers,
    Needs,
    Street,
    Postcode,
    Town,
    /// Where on earth somebody is at home.
    Position,
}

/// What the rules of a fair refuse. Carries what a sentence about it needs, and no sentence.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Refusal {
    #[error("{0:?} is empty")]
    Empty(Input),
    #[error("{input:?} has {length} characters, at most {limit} are possible")]
    TooLong { input: Input, length: usize, limit: usize },
    #[error("{input:?} must lie between {least} and {most}")]
    OutOfRange { input: Input, least: i64, most: i64 },
    #[error("{0:?} cannot be read")]
    Malformed(Input),
    #[error("{input:?} has {count} entries, at most {limit} are possible")]
    TooManyEntries { input: Input, count: usize, limit: usize },
    #[error("{input:?}: {entry:?} has {length} characters, at most {limit} are possible")]
    EntryTooLong { input: Input, entry: String, length: usize, limit: usize },
    #[error("{input:?}: {entry:?} cannot be read")]
    EntryMalformed { input: Input, entry: String },
    #[error("{0:?} names something that is not there")]
    UnknownChoice(Input),
    #[error("{0:?} is taken already")]
    Taken(Input),
    #[error("the end does not come after the beginning")]
    EndsBeforeStart,
    #[error("fewer than two participants were chosen")]
    TooFewParticipants,
    #[error("both sides need somebody")]
    OneSideEmpty,
    #[error("where more than two must sit, two of them are of one side")]
    AcrossNeedsPairs,
    #[error("participant {0} does not take part")]
    UnknownParticipant(ParticipantId),
    #[error("there is no table {0}")]
    UnknownTable(u16),
    #[error("there is no round {0}")]
    UnknownRound(u8),
    #[error("round {0} has begun and stays as it was")]
    RoundHasBegun(u8),
    #[error("round {0} has been called: its cards are out")]
    RoundIsCalled(u8),
    #[error("there is nobody {0} who interprets")]
    UnknownInterpreter(InterpreterId),
    #[error("announcement {0} was never made or is taken back")]
    UnknownAnnouncement(u32),
    #[error("these do not belong to one delegation that could be split")]
    NoSuchDelegation,
    #[error("this is not the last thing that was done, or there is nothing to take back")]
    NotTheLastStep,
    #[error("another round has begun since: it cannot be taken back any more")]
    TooLateToUndo,
    #[error("{by} has changed the same since: it cannot be taken back alone")]
    ChangedSince { by: String },
    #[error("somebody else has noted something else meanwhile")]
    MarkedMeanwhile,
    #[error("the clock has moved on meanwhile")]
    ClockMovedOn,
    #[error("nothing has been allocated yet")]
    NoPlan,
    #[error("the plan has not been published yet")]
    NotPublished,
    #[error("the plan at hand is another than the published one")]
    DraftNotPublished,
    #[error("the session is running already")]
    AlreadyRunning,
    #[error("the session is not running")]
    NotRunning,
    #[error("the session is over")]
    Finished,
    #[error("the session was called off")]
    CalledOff,
    /// With what the nearest plan breaks: none was found that keeps every rule, which is no proof that there is none. With
    /// nothing: the rules by themselves cannot be kept.
    #[error("no plan was found that keeps every rule: {0:?}")]
    Contradiction(Vec<BrokenRule>),
    #[error("these cannot be had together: {0:?}")]
    Clash(Clash),
    #[error("the search was stopped before it found a plan that keeps every rule: {0:?}")]
    StoppedTooEarly(Vec<BrokenRule>),
    #[error("{by} is having the tables allocated")]
    AllocatingAlready { by: String },
    #[error("the session has changed since this was worked out")]
    WorkedOutForOther,
    #[error("a definition cannot change while the session runs")]
    FixedWhileRunning,
    #[error("has a seat in {}", .sessions.join(", "))]
    HasSeats { sessions: Vec<String> },
    #[error("a link has been used or is too old")]
    LinkSpent,
    #[error("a link was asked for in another browser and opens there alone")]
    LinkOfOtherBrowser,
    #[error("a code is wrong or was used before")]
    WrongCode,
    #[error("too many codes were wrong: the session is over")]
    WrongCodes,
    #[error("{0}")]
    List(IntakeError),
    #[error("the columns do not fit: {0:?}")]
    Columns(MappingFault),
    #[error("too many at once; wait a little")]
    TooMany,
}
