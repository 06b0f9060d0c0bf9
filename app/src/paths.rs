//! The addresses of pages, in one place: links, redirects and QR codes are made here.

use domain::{DatingId, ParticipantId, StandId};

pub fn now(slug: &str) -> String {
    format!("/{slug}")
}

pub fn market(slug: &str) -> String {
    format!("/{slug}/market")
}

pub fn stand(slug: &str, id: StandId) -> String {
    format!("/{slug}/stand/{id}")
}

pub fn programme(slug: &str) -> String {
    format!("/{slug}/programme")
}

/// Where somebody looks for their table.
pub fn tables(slug: &str) -> String {
    format!("/{slug}/table")
}

/// The list of names of one session.
pub fn dating(slug: &str, dating: DatingId) -> String {
    format!("/{slug}/table/{dating}")
}

/// One participant's own page; what a QR code leads to.
pub fn my_table(slug: &str, dating: DatingId, who: ParticipantId) -> String {
    format!("/{slug}/table/{dating}/{who}")
}

/// Texts the law asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legal {
    Imprint,
    Privacy,
    Accessibility,
    Project,
}

impl Legal {
    pub const ALL: [Legal; 4] = [Legal::Imprint, Legal::Privacy, Legal::Accessibility, Legal::Project];

    pub fn key(self) -> &'static str {
        match self {
            Legal::Imprint => "imprint",
            Legal::Privacy => "privacy",
            Legal::Accessibility => "accessibility",
            Legal::Project => "project",
        }
    }

    pub fn from_key(key: &str) -> Option<Legal> {
        Legal::ALL.into_iter().find(|legal| legal.key() == key)
    }
}

pub fn legal(slug: &str, which: Legal) -> String {
    format!("/{slug}/legal/{}", which.key())
}

/// First segments that lead elsewhere and can therefore not name a fair.
pub const RESERVED: [&str; 6] = ["api", "health", "organise", "pkg", "sign-in", "sign-out"];
