//! The addresses of pages, in one place: links, redirects and QR codes are made here.

use domain::{DatingId, HallId, ParticipantId, StandId};

pub fn now(slug: &str) -> String {
    format!("/{slug}")
}

pub fn market(slug: &str) -> String {
    format!("/{slug}/market")
}

/// The market with the step-free places shown.
pub fn step_free(slug: &str) -> String {
    format!("/{slug}/market?free=1")
}

pub fn stand(slug: &str, id: StandId) -> String {
    format!("/{slug}/stand/{id}")
}

/// The map with one stand chosen.
pub fn stand_on_map(slug: &str, hall: HallId, stand: StandId) -> String {
    format!("/{slug}/market?hall={hall}&stand={stand}")
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

/// One participant's talks for their calendar.
pub fn calendar(slug: &str, dating: DatingId, who: ParticipantId) -> String {
    format!("/api/fair/{slug}/dating/{dating}/calendar/{who}.ics")
}

/// Where a personal link is opened; the code stands behind `#`.
pub fn pass(slug: &str) -> String {
    format!("/{slug}/t")
}

/// A table's sign; what its QR code leads to.
pub fn table_sign(slug: &str, dating: DatingId, number: u16) -> String {
    format!("/{slug}/dating/{dating}/table/{number}")
}

/// The map of one hall.
pub fn hall(slug: &str, hall: HallId) -> String {
    format!("/{slug}/market?hall={hall}")
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

/// The same where no fair is at hand.
pub fn house_legal(which: Legal) -> String {
    format!("/legal/{}", which.key())
}

/// The organisers' rooms.
pub mod organise {
    use domain::DatingId;

    pub const HOME: &str = "/organise";
    pub const PEOPLE: &str = "/organise/people";
    pub const ME: &str = "/organise/me";
    pub const OUTBOX: &str = "/organise/outbox";
    pub const SIGN_IN: &str = "/sign-in";

    pub fn fair(slug: &str) -> String {
        format!("/organise/{slug}")
    }

    pub fn associations(slug: &str) -> String {
        format!("/organise/{slug}/associations")
    }

    pub fn programme(slug: &str) -> String {
        format!("/organise/{slug}/programme")
    }

    pub fn import(slug: &str) -> String {
        format!("/organise/{slug}/import")
    }

    pub fn settings(slug: &str) -> String {
        format!("/organise/{slug}/settings")
    }

    pub fn log(slug: &str) -> String {
        format!("/organise/{slug}/log")
    }

    pub fn datings(slug: &str) -> String {
        format!("/organise/{slug}/dating")
    }

    pub fn dating(slug: &str, id: DatingId) -> String {
        format!("/organise/{slug}/dating/{id}")
    }

    /// A document or file of one session: `cards.pdf`, `plan.csv`.
    pub fn paper(slug: &str, id: DatingId, file: &str) -> String {
        format!("/api/fair/{slug}/dating/{id}/paper/{file}")
    }

    /// The desk at the door. A page of its own: only there may the camera be used.
    pub fn check_in(slug: &str, id: DatingId) -> String {
        format!("/organise/{slug}/checkin?dating={id}")
    }

    /// A room of one session: `plan`, `paper`, `people`, `rules`, `setup`, `links`.
    pub fn dating_room(slug: &str, id: DatingId, room: &str) -> String {
        format!("/organise/{slug}/dating/{id}/{room}")
    }
}
