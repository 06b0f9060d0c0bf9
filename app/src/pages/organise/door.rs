//! The list at the door and who is tapped on it. A tap is kept on this device, with what waits there for the control room,
//! before it is sent: where nobody answers it is sent again by itself, under its own key.

use super::queue::{Because, PAUSE, Waiting};
use crate::{
    api::{self, Answer, ApiError},
    live::{Topic, use_live},
    page::use_locale,
};
use domain::{
    DatingId, UnixMillis,
    check_in::{CheckedIn, Guest, GuestList},
    control_room::Queued,
    dating::Attendance,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashMap;

/// What a list is asked for by: the fair, and the session where one is meant.
type Question = (String, Option<DatingId>);

/// Nobody answered: what is known stays, and is asked again.
fn unheard<T>(answer: &Answer<T>) -> bool {
    matches!(answer, Err(ApiError::Offline | ApiError::Unavailable))
}

/// The list that stays where nobody answers; nothing where the answer itself is shown.
fn stays<L>(answer: &Answer<L>, question: &Question, last: Option<(Question, L)>) -> Option<L> {
    last.filter(|(asked, _)| unheard(answer) && asked == question).map(|(_, list)| list)
}

/// The guests, fetched again when anything of a session changes, and after a while where that failed.
pub fn guest_list(
    question: impl Fn() -> Question + Copy + Send + Sync + 'static,
) -> Resource<Answer<Option<GuestList>>> {
    let live = use_live();
    let last = StoredValue::new(None::<(Question, Option<GuestList>)>);
    let guests = Resource::new(
        move || (question(), live.version(Topic::Datings)),
        move |(question, _)| async move {
            let answer = api::links::guests(question.0.clone(), question.1).await;
            if let Some(list) = stays(&answer, &question, last.try_get_value().flatten()) {
                live.missed();
                return Ok(list);
            }
            if let Ok(list) = &answer {
                last.try_set_value(Some((question, list.clone())));
            }
            answer
        },
    );
    Effect::new(move |_| match guests.get() {
        // The one that came with the page.
        Some(Ok(list)) if last.with_value(Option::is_none) => last.set_value(Some((untrack(question), list))),
        Some(answer) if unheard(&answer) => live.missed(),
        _ => {}
    });
    guests
}

/// What was said last, about one of them.
#[derive(Clone)]
pub enum Told {
    CheckedIn(CheckedIn),
    TakenBack(CheckedIn),
    Failed(ApiError),
    /// A badge of another session.
    Strange,
    /// Said for as long as the tap with this key waits.
    Waits {
        key: String,
        name: String,
    },
}

#[derive(Clone, Copy)]
pub struct Door {
    guests: Resource<Answer<Option<GuestList>>>,
    search: RwSignal<String>,
    pub told: RwSignal<Option<Told>>,
    /// One for each session that was on the list, which is drawn anew with every change; they live as long as the room.
    queues: StoredValue<(Owner, HashMap<DatingId, Waiting>)>,
}

impl Door {
    pub fn new(guests: Resource<Answer<Option<GuestList>>>, search: RwSignal<String>, told: Option<Told>) -> Self {
        let queues = StoredValue::new((Owner::new(), HashMap::new()));
        Self { guests, search, told: RwSignal::new(told), queues }
    }

    /// What waits on this device for a session.
    pub fn queue(self, dating: DatingId) -> Waiting {
        let known = self.queues.with_value(|(_, all)| all.get(&dating).copied());
        known.unwrap_or_else(|| {
            let owner = self.queues.with_value(|(owner, _)| owner.clone());
            let locale = use_locale();
            let queue = owner.with(|| {
                let again = Callback::new(move |()| self.guests.refetch());
                // Said where it is: the list shows that they are here, with the way back.
                Waiting::new(dating, locale, again, Callback::new(|_| {}))
            });
            self.queues.update_value(|(_, all)| {
                all.insert(dating, queue);
            });
            queue
        })
    }

    /// Somebody is here. Whoever waits already is not sent once more. In the browser only.
    pub fn tap(self, dating: DatingId, guest: &Guest, key: String) {
        let queue = untrack(|| self.queue(dating));
        let (who, was, name) = (guest.who, guest.attendance, guest.name.to_string());
        if let Some(key) = untrack(|| queue.key_of(who, Attendance::Arrived)) {
            self.told.set(Some(Told::Waits { key, name }));
            queue.send();
            return;
        }
        let typed = self.search.get_untracked();
        self.told.set(None);
        let mark = Queued::Mark { who, was, attendance: Attendance::Arrived };
        queue.keep_as(key.clone(), mark, UnixMillis(js_sys::Date::now() as i64));
        // A line can be dead without a sign.
        let (late, waits) = (key.clone(), Told::Waits { key: key.clone(), name: name.clone() });
        let not_heard_yet = move || {
            if queue.unheard(&late) && self.told.try_with_untracked(Option::is_none) == Some(true) {
                self.told.try_set(Some(waits));
            }
        };
        set_timeout(not_heard_yet, PAUSE);
        // Only the door's own answer tells the table; the queue sends what has none.
        spawn_local(async move {
            let told = match api::links::check_in(dating, who, key.clone()).await {
                Ok(checked) => {
                    queue.answered(&key);
                    Some(Told::CheckedIn(checked))
                }
                Err(error) => match Because::of(error) {
                    // Told by name beside what waits, until it is read.
                    Some(because) => {
                        queue.refused(&key, because);
                        None
                    }
                    None => queue.unheard(&key).then_some(Told::Waits { key, name }),
                },
            };
            let waits = matches!(told, Some(Told::Waits { .. }));
            let is_here = matches!(&told, Some(Told::CheckedIn(checked)) if checked.attendance == Attendance::Arrived);
            // What was typed goes with its person; the next name, begun meanwhile, stays.
            if (waits || is_here) && self.search.try_get_untracked() == Some(typed) {
                self.search.try_set(String::new());
            }
            if told.is_some() {
                self.told.try_set(told);
            }
            if !waits && !self.told.is_disposed() {
                self.guests.refetch();
            }
        });
    }

    /// What came of taking a check-in back.
    pub fn took_back(self, answer: Answer<CheckedIn>) {
        if !unheard(&answer) {
            self.guests.refetch();
        }
        self.told.set(Some(answer.map_or_else(Told::Failed, Told::TakenBack)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_stays_where_nobody_answers_and_is_that_of_the_same_question() {
        let (mine, other) = (("fair".to_owned(), Some(DatingId(1))), ("fair".to_owned(), Some(DatingId(2))));
        let last = || Some((mine.clone(), "the list"));
        for error in [ApiError::Offline, ApiError::Unavailable] {
            assert_eq!(stays(&Err(error.clone()), &mine, last()), Some("the list"));
            assert_eq!(stays(&Err(error.clone()), &other, last()), None, "that of another session is not shown");
            assert_eq!(stays::<&str>(&Err(error), &mine, None), None);
        }
        assert_eq!(stays(&Err(ApiError::Forbidden), &mine, last()), None, "whoever is signed out sees no list");
        assert_eq!(stays(&Ok("a newer one"), &mine, last()), None);
    }
}
