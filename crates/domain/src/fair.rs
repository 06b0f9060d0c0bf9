//! One event: its name, day, venue and phase, and the operator's legal texts.

use crate::{
    Bilingual, FairId, Refusal,
    refusal::Input,
    text::{Slug, Title, filled},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where a fair stands in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    #[default]
    Preparing,
    Published,
    Live,
    Closed,
}

impl Phase {
    pub const ALL: [Phase; 4] = [Phase::Preparing, Phase::Published, Phase::Live, Phase::Closed];

    pub fn key(self) -> &'static str {
        match self {
            Phase::Preparing => "preparing",
            Phase::Published => "published",
            Phase::Live => "live",
            Phase::Closed => "closed",
        }
    }
}

/// Texts the law asks for; the operator's own, plain text with paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalTexts {
    pub imprint: Bilingual,
    pub privacy: Bilingual,
    pub accessibility: Bilingual,
    /// What the co-funded project is, with aims and results (Regulation (EU) 2021/1060, Art. 50).
    pub project: Bilingual,
}

/// A fair. `timezone` is an IANA name; all times of the programme are civil times there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fair {
    pub id: FairId,
    pub revision: i64,
    pub slug: Slug,
    pub title: Title,
    pub claim: Bilingual,
    #[serde(with = "crate::civil")]
    pub date: Date,
    pub venue: String,
    pub address: String,
    pub timezone: String,
    pub phase: Phase,
    pub legal: LegalTexts,
}

impl Fair {
    /// A day as a form sends it, `YYYY-MM-DD`.
    pub fn parse_date(text: &str) -> Result<Date, Refusal> {
        filled(Input::Date, text)?.parse().map_err(|_| Refusal::Malformed(Input::Date))
    }
}

/// What organisers write about a fair, as typed: nothing is judged yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FairText {
    pub title: String,
    pub claim: Bilingual,
    /// `YYYY-MM-DD`.
    pub date: String,
    pub venue: String,
    pub address: String,
    pub legal: LegalTexts,
}

impl From<&Fair> for FairText {
    fn from(fair: &Fair) -> Self {
        Self {
            title: fair.title.to_string(),
            claim: fair.claim.clone(),
            date: fair.date.to_string(),
            venue: fair.venue.clone(),
            address: fair.address.clone(),
            legal: fair.legal.clone(),
        }
    }
}
