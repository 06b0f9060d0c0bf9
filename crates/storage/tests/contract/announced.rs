//! Plans as they were announced: one of each version, as it was then.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{
    DatingId, UnixMillis,
    announced::{Announced, Printed},
    dating::{Dating, Deed, Event, Outcome, Rules},
};
use services::ports::{Note, Receipt, StoreResult};

stories![
    a_published_plan_is_kept_as_it_was,
    a_session_takes_its_plans_along,
    each_document_knows_what_was_printed_of_it_last,
];

/// A session with a published plan of `version`, as it is stored.
async fn published(trial: &Trial, slug: &str, version: u32) -> Dating {
    let fair = empty_fair(trial, slug).await.id;
    let new = Dating::new(fair, setting("2027-05-08T14:30"), Rules::default());
    let (id, _) = trial.stores.datings.create(new, note(fair)).await.unwrap();
    let mut dating = Dating { id, fair, revision: 2, ..running_dating(1, 2) };
    dating.published.as_mut().unwrap().version = version;
    save(trial, &dating).await.unwrap();
    trial.stores.datings.one(id).await.unwrap().unwrap()
}

/// Saves a session as an event left it.
async fn save(trial: &Trial, dating: &Dating) -> StoreResult<Receipt> {
    let event = Event {
        step: dating.revision,
        at: NOW,
        actor: "office@fair.example".to_owned(),
        key: None,
        deed: Deed::Published,
        outcome: Outcome::default(),
    };
    trial.stores.datings.save(dating, &event, note(dating.fair)).await
}

async fn versions(trial: &Trial, id: DatingId) -> Vec<u32> {
    trial.stores.announced.versions(id).await.unwrap().into_iter().map(|(version, _)| version).collect()
}

async fn a_published_plan_is_kept_as_it_was(trial: Trial) {
    let first = published(&trial, "kept", 1).await;
    let announced = Announced::of(&first).unwrap();
    assert_eq!(trial.stores.announced.versions(first.id).await.unwrap(), [(1, announced.made_at)]);

    // Another name or hour under the same version changes nothing of what was announced.
    let mut renamed = Dating { revision: 3, ..first.clone() };
    renamed.participants[0].name = title("Somebody else");
    renamed.setting.starts = "2027-05-08T18:00".parse().unwrap();
    save(&trial, &renamed).await.unwrap();
    assert_eq!(trial.stores.announced.version(first.id, 1).await.unwrap(), Some(announced.clone()));

    let mut next = Dating { revision: 4, ..renamed };
    next.published.as_mut().unwrap().version = 4;
    next.published.as_mut().unwrap().seats[0].reverse();
    save(&trial, &next).await.unwrap();
    assert_eq!(versions(&trial, first.id).await, [4, 1]);
    let history = trial.stores.announced.history(first.id).await.unwrap();
    assert_eq!(history, [announced, Announced::of(&next).unwrap()]);
    assert_eq!(trial.stores.announced.version(first.id, 2).await.unwrap(), None);

    // A command that was refused announces nothing.
    let mut stale = next.clone();
    stale.published.as_mut().unwrap().version = 5;
    assert!(save(&trial, &stale).await.is_err());
    assert_eq!(versions(&trial, first.id).await, [4, 1]);
}

async fn a_session_takes_its_plans_along(trial: Trial) {
    let dating = published(&trial, "gone", 1).await;
    let other = published(&trial, "stays", 1).await;
    trial.stores.datings.remove(dating.id, dating.revision, note(dating.fair)).await.unwrap();
    assert_eq!(versions(&trial, dating.id).await, [] as [u32; 0]);
    assert_eq!(versions(&trial, other.id).await, [1]);
}

async fn each_document_knows_what_was_printed_of_it_last(trial: Trial) {
    let (dating, other) = (published(&trial, "printed", 1).await, published(&trial, "unprinted", 1).await);
    let port = &trial.stores.announced;
    let at = |minutes: i64| UnixMillis(NOW.0 + minutes * 60_000);
    let all = [("names", 2, 0), ("cards", 1, 1), ("cards", 3, 2), ("cards", 2, 3), ("names", 2, 4)];
    for (document, version, minutes) in all {
        let printing = Note { at: at(minutes), ..note(dating.fair) };
        port.note_printed(dating.id, document, version, printing).await.unwrap();
    }
    // Never back to an older version; the same once more counts from then on.
    let last = |document: &str, version, minutes| Printed { document: document.to_owned(), version, at: at(minutes) };
    assert_eq!(port.printed(dating.id).await.unwrap(), [last("cards", 3, 2), last("names", 2, 4)]);
    assert_eq!(port.printed(other.id).await.unwrap(), []);
    trial.stores.datings.remove(dating.id, dating.revision, note(dating.fair)).await.unwrap();
    assert_eq!(port.printed(dating.id).await.unwrap(), [], "they go with their session");
}
