//! On its way to the server: what comes through, what is set aside, and what waits on.

use super::{
    Waiting,
    kept::{Because, Kept, Misfit},
    stored::{store, stored},
};
use crate::{api, words::control as words};
use domain::control_room::QueueAnswer;
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// How long to wait before the server is tried again.
pub const PAUSE: Duration = Duration::from_secs(3);

/// Whether this device believes to have a network at all. In the browser only.
pub fn has_network() -> bool {
    window().navigator().on_line()
}

impl Waiting {
    /// What was sent by another way has come through.
    pub fn answered(self, key: &str) {
        self.cut_off.try_set(false);
        self.came_through(key, None);
    }

    /// What was sent by another way was refused.
    pub fn refused(self, key: &str, because: Because) {
        self.cut_off.try_set(false);
        let known = self.kept.try_with_untracked(|all| all.iter().find(|kept| kept.key == key).cloned());
        if let Some(Some(kept)) = known {
            self.set_aside(kept, because);
        }
    }

    fn came_through(self, key: &str, revision: Option<i64>) {
        let place = self.place("queue");
        let mut all: Vec<Kept> = stored(&place);
        all.retain(|kept| kept.key != key);
        store(&place, &all);
        self.kept.try_update(|all| match revision {
            Some(revision) => {
                all.iter_mut().filter(|kept| kept.key == key).for_each(|kept| kept.applied = Some(revision))
            }
            None => all.retain(|kept| kept.key != key),
        });
    }

    /// Called off while it was on its way.
    fn was_called_off(self, kept: &Kept) -> bool {
        self.kept.try_with_untracked(|all| all.iter().all(|known| known.key != kept.key)) == Some(true)
    }

    fn set_aside(self, kept: Kept, because: Because) {
        if self.was_called_off(&kept) {
            return;
        }
        self.came_through(&kept.key, None);
        let misfit = Misfit { key: kept.key, command: kept.command, because };
        let place = self.place("misfits");
        let mut all: Vec<Misfit> = stored(&place);
        all.push(misfit.clone());
        store(&place, &all);
        self.misfits.try_update(|all| all.push(misfit));
    }

    /// Sends what waits, one after the other; where the network is gone, the rest waits on.
    pub fn send(self) {
        let next = move || self.kept.try_with_untracked(|all| all.iter().find(|kept| kept.applied.is_none()).cloned());
        if self.sending.try_get_value() != Some(false) {
            return;
        }
        if next().flatten().is_none() {
            // Nothing is tried any more that could tell when the server is back.
            if self.cut_off.try_get_untracked() == Some(true) {
                self.cut_off.try_set(false);
            }
            return;
        }
        self.sending.set_value(true);
        spawn_local(async move {
            let mut mend = false;
            while let Some(Some(kept)) = next() {
                match api::dating::send_queued(self.dating, kept.command.clone(), kept.key.clone()).await {
                    Ok(QueueAnswer::Applied { revision, mend: due }) => {
                        mend |= due;
                        self.own.try_update_value(|own| own.insert(revision));
                        if self.was_called_off(&kept) {
                            self.tell.try_run(words::had_come_through(self.locale).to_owned());
                        }
                        self.came_through(&kept.key, Some(revision));
                    }
                    Ok(QueueAnswer::Repeated) => self.came_through(&kept.key, None),
                    Ok(QueueAnswer::NoLongerFits { because }) => self.set_aside(kept, Because::Rules(because)),
                    Err(error) => match Because::of(error) {
                        // What waits behind it need not wait for that.
                        Some(because) => self.set_aside(kept, because),
                        None => {
                            self.cut_off.try_set(true);
                            self.sending.try_set_value(false);
                            return;
                        }
                    },
                }
                self.cut_off.try_set(false);
            }
            self.sending.try_set_value(false);
            self.again.try_run(());
            if mend {
                self.mend.try_update(|n| *n += 1);
            }
        });
    }
}
