//! From the demo fair's session to a day that has begun.

use super::books::Books;
use crate::{
    load::wait_for_the_plan,
    office::{FAIR, Office},
};
use anyhow::{Context, Result};
use domain::{
    AssociationId, DatingId, ParticipantId,
    dating::{ClockTurn, Dating, Rules, Setting, Table},
};
use serde_json::{Value, json};

/// How fast a day goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    AsPlanned,
    /// As a rehearsal: twenty times as fast.
    Fast,
}

/// Talks of `minutes`, changes of one; allocated with `seed` and published.
pub fn prepare(office: &mut Office, dating: DatingId, minutes: u16, seed: u64) -> Result<()> {
    let desk = office.desk(dating)?.dating;
    let setting = Setting { talk_minutes: minutes, change_minutes: 1, ..desk.setting };
    let order = json!({ "dating": dating, "expects": desk.revision, "setting": setting });
    office.order::<()>("configure_dating", &order)?;
    announced(office, dating, seed, None)
}

/// A session like `usual` at tables for groups, with delegations; allocated with `seed` and published.
pub fn prepare_groups(office: &mut Office, usual: DatingId, seed: u64) -> Result<DatingId> {
    let usual = office.desk(usual)?.dating;
    let count = usual.participants.len().div_ceil(4) + 1;
    let table = |number: usize| Table { number: number as u16, seats: 5, least: 2, closed_from: None };
    let setting = Setting { tables: (1..=count).map(table).collect(), ..usual.setting.clone() };
    let dating = like(office, &usual, &setting, None)?;
    announced(office, dating, seed, None)?;
    Ok(dating)
}

fn announced(office: &mut Office, dating: DatingId, seed: u64, mut books: Option<&mut Books>) -> Result<()> {
    for door in ["allocate", "publish"] {
        let (expects, key) = (office.desk(dating)?.dating.revision, office.key());
        let order = json!({ "dating": dating, "expects": expects, "seed": seed, "key": key });
        office.order::<Value>(door, &order)?;
        wait_for_the_plan(office, dating)?;
        if let Some(books) = &mut books {
            books.done(key);
        }
    }
    Ok(())
}

/// A new session like `usual`, begun; `books` are told of its commands.
pub fn begin(office: &mut Office, usual: DatingId, pace: Pace, seed: u64, books: &mut Books) -> Result<DatingId> {
    let dating: DatingId = match pace {
        Pace::Fast => office.order("rehearse", &json!({ "dating": usual }))?,
        Pace::AsPlanned => {
            let usual = office.desk(usual)?.dating;
            like(office, &usual, &usual.setting, Some(books))?
        }
    };
    if pace == Pace::AsPlanned {
        announced(office, dating, seed, Some(books))?;
    }
    turn(office, dating, ClockTurn::Start, books)?;
    Ok(dating)
}

/// A session with the same people; at tables for groups the first two and the next three of them stay together.
fn like(office: &mut Office, usual: &Dating, setting: &Setting, books: Option<&mut Books>) -> Result<DatingId> {
    let key = office.key();
    let dating = office.order("create_dating", &json!({ "slug": FAIR, "setting": setting, "key": key }))?;
    if let Some(books) = books {
        books.done(key);
    }
    let chosen: Vec<AssociationId> = usual.participants.iter().filter_map(|p| p.association).collect();
    let expects = office.desk(dating)?.dating.revision;
    let order = json!({ "dating": dating, "expects": expects, "chosen": chosen });
    office.order::<()>("choose_participants", &order).context("people for another session")?;
    if !setting.is_one_to_one() {
        let made = office.desk(dating)?.dating;
        let people: Vec<ParticipantId> = made.participants.iter().map(|p| p.id).collect();
        let together = [0..2, 2..5].into_iter().filter_map(|some| people.get(some)).map(<[_]>::to_vec).collect();
        let rules = Rules { together, ..made.rules };
        let order = json!({ "dating": dating, "expects": made.revision, "rules": rules });
        office.order::<()>("set_rules", &order).context("delegations")?;
    }
    Ok(dating)
}

pub fn turn(office: &mut Office, dating: DatingId, turn: ClockTurn, books: &mut Books) -> Result<()> {
    let (expects, key) = (office.desk(dating)?.dating.revision, office.key());
    let order = json!({ "dating": dating, "expects": expects, "turn": turn, "key": key });
    office.order::<()>("turn_clock", &order)?;
    books.done(key);
    Ok(())
}
