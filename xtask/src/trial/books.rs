//! What was promised on a day: every command with what its answer said of it, and what was seen of the clock.

use super::day::{Came, On, Order};
use anyhow::{Result, ensure};
use domain::{dating::Event, views::ClockFace};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Instant,
};

/// The books of one day.
#[derive(Default)]
pub struct Books {
    /// By key: what came of it, `None` while nobody knows, and which part of the session a turn was meant for.
    orders: BTreeMap<String, (Option<Came>, Option<On>)>,
    /// The newest that anybody saw of the clock: at which revision, and when.
    pub seen: Option<(i64, ClockFace, Instant)>,
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

    pub fn saw(&mut self, revision: i64, clock: ClockFace, at: Instant) {
        if self.seen.as_ref().is_none_or(|(known, face, _)| (*known, face.now) <= (revision, clock.now)) {
            self.seen = Some((revision, clock, at));
        }
    }

    /// The part that the turn with this key was meant for.
    pub fn meant_for(&self, key: &str) -> Option<On> {
        self.orders.get(key)?.1
    }

    pub fn acknowledged(&self) -> usize {
        self.orders.values().filter(|(came, _)| *came == Some(Came::Through)).count()
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
