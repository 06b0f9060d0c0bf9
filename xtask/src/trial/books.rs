//! What was promised on a day: every command with what its answer said of it, and what was seen of the clock.

use super::day::{Came, On, Order};
use crate::office::Office;
use anyhow::{Result, ensure};
use domain::{
    DatingId,
    dating::Event,
    views::{ClockFace, DatingDesk},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

/// A clock that somebody looked at.
#[derive(Clone, Copy)]
pub struct Seen {
    /// Of the session.
    pub revision: i64,
    pub face: ClockFace,
    /// The server read its clock after this moment of the watch,
    pub asked: Instant,
    /// and before this one.
    pub answered: Instant,
}

impl Seen {
    /// Looks at a session's desk.
    pub fn at(office: &Office, dating: DatingId) -> Result<(DatingDesk, Self)> {
        let asked = Instant::now();
        let desk = office.desk(dating)?;
        let seen = Self { revision: desk.dating.revision, face: desk.clock, asked, answered: Instant::now() };
        Ok((desk, seen))
    }

    /// Milliseconds by the server's clock since `before`; an error where the watch says otherwise.
    pub fn since(&self, before: &Self) -> Result<i64> {
        let passed = self.face.now.since(before.face.now);
        let least = self.asked.saturating_duration_since(before.answered).as_millis() as i64;
        let most = self.answered.duration_since(before.asked).as_millis() as i64;
        ensure!(
            (least - SLACK..=most + SLACK).contains(&passed),
            "{least} to {most} ms passed, the server says {passed}"
        );
        Ok(passed)
    }
}

/// What the machine's clock may be set by while a watch runs on, in milliseconds.
const SLACK: i64 = 100;

/// The books of one day.
#[derive(Default)]
pub struct Books {
    /// By key: what came of it, `None` while nobody knows, and which part of the session a turn was meant for.
    orders: BTreeMap<String, (Option<Came>, Option<On>)>,
    /// The newest that anybody saw of the clock.
    pub seen: Option<Seen>,
    /// What must not be and was seen by whoever sent it.
    pub faults: Vec<String>,
    pub repeated: usize,
}

impl Books {
    /// Before it is sent: from now on it may be in the log.
    pub fn sent(&mut self, order: &Order) {
        self.orders.insert(order.key.clone(), (None, order.meant_for));
    }

    /// A command that is carried out by the trial itself.
    pub fn done(&mut self, key: String) {
        self.orders.insert(key, (Some(Came::Through), None));
    }

    #[cfg(test)]
    pub fn expect(&mut self, key: String, meant_for: Option<On>) {
        self.orders.insert(key, (Some(Came::Through), meant_for));
    }

    pub fn answered(&mut self, order: &Order, came: Came) {
        if let Some((known, _)) = self.orders.get_mut(&order.key) {
            *known = Some(came);
        }
    }

    /// Sent once more with its key after it had been answered: what came through stays so.
    pub fn repeated(&mut self, order: &Order, came: Came) {
        self.repeated += 1;
        if came != Came::Through {
            self.faults.push(format!("sent again, {order:?} came {came:?}"));
        }
    }

    pub fn saw(&mut self, seen: Seen) {
        let newest = |seen: &Seen| (seen.revision, seen.face.now);
        if self.seen.as_ref().is_none_or(|known| newest(known) <= newest(&seen)) {
            self.seen = Some(seen);
        }
    }

    /// The part that the turn with this key was meant for.
    pub fn meant_for(&self, key: &str) -> Option<On> {
        self.orders.get(key)?.1
    }

    pub fn acknowledged(&self) -> usize {
        self.orders.values().filter(|(came, _)| *came == Some(Came::Through)).count()
    }

    /// Commands that were answered, whatever the answer was.
    pub fn settled(&self) -> usize {
        self.orders.values().filter(|(came, _)| came.is_some()).count()
    }

    /// Commands of which nobody knows.
    pub fn open(&self) -> impl Iterator<Item = &str> {
        self.orders.iter().filter(|(_, (came, _))| came.is_none()).map(|(key, _)| key.as_str())
    }

    /// Every promise is kept by the log: what was acknowledged stands in it once, what was refused does not, what nobody
    /// knows of at most once, and there is nothing that nobody sent.
    pub fn agree_with(&self, log: &[Event]) -> Result<()> {
        ensure!(self.faults.is_empty(), "{}", self.faults.join("\n"));
        let keyed: Vec<&str> = log.iter().filter_map(|event| event.key.as_deref()).collect();
        let written: BTreeSet<&str> = keyed.iter().copied().collect();
        ensure!(written.len() == keyed.len(), "a command stands in the log twice: {keyed:?}");
        for (key, (came, _)) in &self.orders {
            let stands = written.contains(key.as_str());
            match came {
                Some(Came::Through) => ensure!(stands, "the acknowledged command {key} is lost"),
                Some(Came::Nowhere) => ensure!(!stands, "{key} was refused and carried out"),
                None => {}
            }
        }
        for key in written {
            ensure!(self.orders.contains_key(key), "{key} stands in the log and was never sent");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        UnixMillis,
        dating::{Deed, Outcome},
    };

    fn books(orders: &[(&str, Option<Came>)]) -> Books {
        let orders = orders.iter().map(|(key, came)| ((*key).to_owned(), (*came, None)));
        Books { orders: orders.collect(), ..Books::default() }
    }

    fn log(keys: &[&str]) -> Vec<Event> {
        let event = |(key, step): (&&str, i64)| Event {
            step,
            at: UnixMillis(step),
            actor: String::new(),
            key: Some((*key).to_owned()),
            deed: Deed::Published,
            outcome: Outcome::default(),
        };
        keys.iter().zip(1..).map(event).collect()
    }

    #[test]
    fn what_was_acknowledged_stands_in_the_log_once() {
        let one = books(&[("a", Some(Came::Through))]);
        assert!(one.agree_with(&log(&["a"])).is_ok());
        assert!(one.agree_with(&log(&[])).is_err());
        assert!(one.agree_with(&log(&["a", "a"])).is_err());
    }

    #[test]
    fn what_was_refused_or_never_sent_does_not() {
        assert!(books(&[("a", Some(Came::Nowhere))]).agree_with(&log(&["a"])).is_err());
        assert!(books(&[]).agree_with(&log(&["a"])).is_err());
    }

    #[test]
    fn what_nobody_knows_of_may_stand_there_once() {
        let open = books(&[("a", None)]);
        assert!(open.agree_with(&log(&[])).is_ok());
        assert!(open.agree_with(&log(&["a"])).is_ok());
        assert!(open.agree_with(&log(&["a", "a"])).is_err());
    }
}
