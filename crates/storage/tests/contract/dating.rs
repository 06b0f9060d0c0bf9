//! A dating session that several people command at once.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{
    ParticipantId,
    clock::{Part, Run},
    dating::{Attendance, ClockTurn, Dating, Day, Deed, Event, Happening, Outcome, Restore, Rules, Steps},
    live::Change,
};
use sea_orm::ConnectionTrait;
use services::ports::{DatingStore, Note, Receipt, StoreError, StoreResult};
use std::sync::Arc;

stories![
    a_session_begins_empty_and_is_saved_whole,
    of_two_commands_one_is_stale,
    a_repeated_command_is_no_stale_one,
    sessions_come_by_their_beginning,
    a_session_of_another_fair_is_not_there,
    the_log_replays_to_the_row,
    a_session_from_before_the_log_begins_it_with_itself,
];

async fn create(trial: &Trial, slug: &str) -> Dating {
    let fair = empty_fair(trial, slug).await.id;
    let new = Dating::new(fair, setting("2027-05-08T14:30"), Rules::default());
    let (id, _) = trial.stores.datings.create(new, note(fair)).await.unwrap();
    trial.stores.datings.one(id).await.unwrap().unwrap()
}

async fn a_session_begins_empty_and_is_saved_whole(trial: Trial) {
    let dating = create(&trial, "whole").await;
    let empty = Dating { id: dating.id, ..Dating::new(dating.fair, setting("2027-05-08T14:30"), Rules::default()) };
    assert_eq!(dating, empty);
    let full = Dating { id: dating.id, fair: dating.fair, revision: 2, ..running_dating(1, 2) };
    let receipt = save(&trial, &full, telling(dating.fair, Change::Dating { id: dating.id })).await;
    assert_eq!(receipt.unwrap().messages.len(), 1);
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), Some(full.clone()));
    // What was there can be taken away again.
    let bare = Dating { plan: None, published: None, revision: 3, ..full };
    save(&trial, &bare, note(dating.fair)).await.unwrap();
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), Some(bare));
}

/// Saves a session as an event left it, of which the store keeps what it is given.
async fn save(trial: &Trial, dating: &Dating, note: Note) -> StoreResult<Receipt> {
    save_in(&trial.stores.datings, dating, note).await
}

async fn save_in(port: &Arc<dyn DatingStore>, dating: &Dating, note: Note) -> StoreResult<Receipt> {
    let event = Event {
        step: dating.revision,
        at: note.at,
        actor: note.actor.clone(),
        key: note.key.as_ref().map(|key| key.as_str().to_owned()),
        deed: Deed::Published,
        outcome: Outcome::default(),
    };
    port.save(dating, &event, note).await
}

async fn of_two_commands_one_is_stale(trial: Trial) {
    let dating = create(&trial, "busy").await;
    let saving = (0..6).map(|round| {
        let port = trial.stores.datings.clone();
        let run = Run::Running { round, part: Part::Talk, since: NOW, extra_ms: 0 };
        let dating = Dating { run, revision: 2, ..dating.clone() };
        tokio::spawn(async move { (run, save_in(&port, &dating, telling(dating.fair, Change::Fair)).await) })
    });
    let mut won = Vec::new();
    for saved in saving.collect::<Vec<_>>() {
        match saved.await.unwrap() {
            (run, Ok(_)) => won.push(run),
            (_, refused) => assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}"),
        }
    }
    assert_eq!(won.len(), 1, "{won:?}");
    let kept = trial.stores.datings.one(dating.id).await.unwrap();
    assert_eq!(kept, Some(Dating { revision: 2, run: won[0], ..dating.clone() }));
    assert_eq!(trial.stores.history.revision(dating.fair).await.unwrap(), 1);

    let late = trial.stores.datings.remove(dating.id, 1, note(dating.fair)).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    trial.stores.datings.remove(dating.id, 2, note(dating.fair)).await.unwrap();
    let gone = save(&trial, &Dating { revision: 3, ..dating.clone() }, note(dating.fair)).await;
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), None);
}

async fn a_repeated_command_is_no_stale_one(trial: Trial) {
    let dating = create(&trial, "twice").await;
    let note = |key| keyed(key, telling(dating.fair, Change::Dating { id: dating.id }));
    let dating = Dating { revision: 2, ..dating };
    let first = save(&trial, &dating, note("start")).await.unwrap();
    assert_eq!((first.messages.len(), first.repeated), (1, false));
    let again = save(&trial, &dating, note("start")).await.unwrap();
    assert_eq!((again.messages.len(), again.repeated), (0, true));
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap().unwrap().revision, 2);
    let other = save(&trial, &dating, note("pause")).await;
    assert!(matches!(other, Err(StoreError::Stale)), "{other:?}");

    // The same key at another fair is another command.
    let elsewhere = create(&trial, "elsewhere").await;
    let elsewhere = Dating { revision: 2, ..elsewhere };
    let there = save(&trial, &elsewhere, keyed("start", crate::sample::note(elsewhere.fair))).await;
    assert!(!there.unwrap().repeated);

    let new = || Dating::new(dating.fair, setting("2027-05-08T14:30"), Rules::default());
    let (id, _) = trial.stores.datings.create(new(), note("create")).await.unwrap();
    let (again, receipt) = trial.stores.datings.create(new(), note("create")).await.unwrap();
    assert!(receipt.repeated && again == id);
}

async fn sessions_come_by_their_beginning(trial: Trial) {
    let fair = empty_fair(&trial, "order").await.id;
    for starts in ["2027-05-08T16:00", "2027-05-08T09:00", "2027-05-08T12:00"] {
        let new = Dating::new(fair, setting(starts), Rules::default());
        trial.stores.datings.create(new, note(fair)).await.unwrap();
    }
    let starts: Vec<i8> =
        trial.stores.datings.all(fair).await.unwrap().iter().map(|d| d.setting.starts.hour()).collect();
    assert_eq!(starts, [9, 12, 16]);
}

async fn a_session_of_another_fair_is_not_there(trial: Trial) {
    let dating = create(&trial, "inside").await;
    let stranger = empty_fair(&trial, "outside").await.id;
    let refused = save(&trial, &Dating { revision: 2, ..dating.clone() }, note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    let refused = trial.stores.datings.remove(dating.id, 1, note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), Some(dating));
}

/// What services do with every command: fold the event into a copy, and save both.
async fn command(trial: &Trial, dating: &Dating, deed: Deed, outcome: Outcome) -> Dating {
    let note = note(dating.fair);
    let (step, actor) = (dating.revision + 1, note.actor.clone());
    let mut event = Event { step, at: NOW, actor, key: Some("tap".to_owned()), deed, outcome };
    let mut after = dating.clone();
    after.fold(&event).unwrap();
    event.outcome.before = Some(Restore::between(dating, &after));
    trial.stores.datings.save(&after, &event, note).await.unwrap();
    after
}

async fn the_log_replays_to_the_row(trial: Trial) {
    let mut dating = create(&trial, "log").await;
    let plan = running_dating(1, 2).plan.unwrap();
    let participants = vec![participant(0, None), participant(1, None)];
    let mark = Happening::Mark { who: ParticipantId(1), attendance: Attendance::Missing };
    let deeds = [
        (Deed::Chosen { participants }, Outcome::default()),
        (Deed::Allocated, Outcome { plan: Some(plan.clone()), ..Outcome::default() }),
        (Deed::Published, Outcome::default()),
        (Deed::Turned { turn: ClockTurn::Start }, Outcome::default()),
        (Deed::Happened { happening: mark }, Outcome { plan: Some(plan), ..Outcome::default() }),
    ];
    for (deed, outcome) in deeds {
        dating = command(&trial, &dating, deed, outcome).await;
    }
    let port = &trial.stores.datings;
    let mark = port.event(dating.id, 6).await.unwrap().unwrap();
    let restored = mark.outcome.before.clone().map(|before| Restore { plan: None, ..before });
    dating = command(&trial, &dating, Deed::Undone { step: 6 }, Outcome { restored, ..Outcome::default() }).await;
    assert_eq!(port.one(dating.id).await.unwrap(), Some(dating.clone()));
    let log = port.log(dating.id).await.unwrap();
    assert_eq!(log.iter().map(|event| event.step).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6, 7]);
    assert_eq!(Dating::replay(&log).unwrap(), Some(dating.clone()));
    let newest = port.steps(dating.id, 2).await.unwrap();
    assert_eq!(
        newest.iter().map(|step| (step.step, step.deed.key())).collect::<Vec<_>>(),
        [(7, "dating.undo"), (6, "dating.mark")]
    );
    assert_eq!((newest[0].at, newest[0].actor.as_str()), (NOW, "office@fair.example"));
    assert_eq!(port.event(dating.id, 8).await.unwrap(), None);
    // A command that was too late left nothing in the log either.
    let late = save(&trial, &Dating { revision: 7, ..dating.clone() }, note(dating.fair)).await;
    assert!(matches!(late, Err(StoreError::Stale)), "{late:?}");
    assert_eq!(port.log(dating.id).await.unwrap().len(), 7);
    port.remove(dating.id, 7, note(dating.fair)).await.unwrap();
    assert_eq!(port.log(dating.id).await.unwrap(), []);
}

/// The step of the schema that brought the log, taken back and taken again over a session that is there.
async fn a_session_from_before_the_log_begins_it_with_itself(trial: Trial) {
    let founded = trial.stores.fairs.found(founding("older"), "office@fair.example", NOW).await.unwrap();
    let dating = trial.stores.datings.all(founded.id).await.unwrap().remove(0);
    let raw = trial.behind_the_back().await;
    for statement in [
        "DROP TABLE dating_event",
        "ALTER TABLE dating DROP COLUMN day",
        "DELETE FROM seaql_migrations WHERE version LIKE '%dating_event'",
    ] {
        raw.execute_unprepared(statement).await.unwrap();
    }
    let again = trial.again().await;
    let known = again.datings.one(dating.id).await.unwrap().unwrap();
    let older = Dating {
        day: Day::default(),
        steps: Steps::default(),
        met_before: Default::default(),
        ids_given: 0,
        held: Vec::new(),
        ..dating.clone()
    };
    assert_eq!(known, older);
    let log = again.datings.log(dating.id).await.unwrap();
    assert_eq!(log.iter().map(|event| event.step).collect::<Vec<_>>(), [dating.revision]);
    assert_eq!(Dating::replay(&log).unwrap(), Some(older));
}
