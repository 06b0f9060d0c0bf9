//! A dating session that several people command at once.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{
    clock::Run,
    dating::{Dating, Rules},
    live::Change,
};
use services::ports::{NewDating, StoreError};

stories![
    a_session_begins_empty_and_is_saved_whole,
    of_two_commands_one_is_stale,
    a_repeated_command_is_no_stale_one,
    sessions_come_by_their_beginning,
    a_session_of_another_fair_is_not_there,
];

async fn create(trial: &Trial, slug: &str) -> Dating {
    let fair = empty_fair(trial, slug).await.id;
    let new = NewDating { fair, setting: setting("2027-05-08T14:30"), rules: Rules::default() };
    let (id, _) = trial.stores.datings.create(new, note(fair)).await.unwrap();
    trial.stores.datings.one(id).await.unwrap().unwrap()
}

async fn a_session_begins_empty_and_is_saved_whole(trial: Trial) {
    let dating = create(&trial, "whole").await;
    let empty = Dating {
        id: dating.id,
        fair: dating.fair,
        revision: 1,
        setting: setting("2027-05-08T14:30"),
        rules: Rules::default(),
        participants: Vec::new(),
        plan: None,
        published: None,
        run: Run::Waiting,
    };
    assert_eq!(dating, empty);
    let full = Dating { id: dating.id, fair: dating.fair, revision: 1, ..running_dating(1, 2) };
    let receipt = trial.stores.datings.save(&full, telling(dating.fair, Change::Dating { id: dating.id })).await;
    assert_eq!(receipt.unwrap().messages.len(), 1);
    let saved = Dating { revision: 2, ..full };
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), Some(saved.clone()));
    // What was there can be taken away again.
    let bare = Dating { plan: None, published: None, ..saved };
    trial.stores.datings.save(&bare, note(dating.fair)).await.unwrap();
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), Some(Dating { revision: 3, ..bare }));
}

async fn of_two_commands_one_is_stale(trial: Trial) {
    let dating = create(&trial, "busy").await;
    let saving = (0..6).map(|round| {
        let port = trial.stores.datings.clone();
        let run = Run::Running { round, since: NOW, extra_ms: 0 };
        let dating = Dating { run, ..dating.clone() };
        tokio::spawn(async move { (run, port.save(&dating, telling(dating.fair, Change::Fair)).await) })
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
    let gone = trial.stores.datings.save(&dating, note(dating.fair)).await;
    assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), None);
}

async fn a_repeated_command_is_no_stale_one(trial: Trial) {
    let dating = create(&trial, "twice").await;
    let note = |key| keyed(key, telling(dating.fair, Change::Dating { id: dating.id }));
    let first = trial.stores.datings.save(&dating, note("start")).await.unwrap();
    assert_eq!((first.messages.len(), first.repeated), (1, false));
    let again = trial.stores.datings.save(&dating, note("start")).await.unwrap();
    assert_eq!((again.messages.len(), again.repeated), (0, true));
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap().unwrap().revision, 2);
    let other = trial.stores.datings.save(&dating, note("pause")).await;
    assert!(matches!(other, Err(StoreError::Stale)), "{other:?}");

    // The same key at another fair is another command.
    let elsewhere = create(&trial, "elsewhere").await;
    let there = trial.stores.datings.save(&elsewhere, keyed("start", crate::sample::note(elsewhere.fair))).await;
    assert!(!there.unwrap().repeated);

    let new = || NewDating { fair: dating.fair, setting: setting("2027-05-08T14:30"), rules: Rules::default() };
    let (id, _) = trial.stores.datings.create(new(), note("create")).await.unwrap();
    let (again, receipt) = trial.stores.datings.create(new(), note("create")).await.unwrap();
    assert!(receipt.repeated && again == id);
}

async fn sessions_come_by_their_beginning(trial: Trial) {
    let fair = empty_fair(&trial, "order").await.id;
    for starts in ["2027-05-08T16:00", "2027-05-08T09:00", "2027-05-08T12:00"] {
        let new = NewDating { fair, setting: setting(starts), rules: Rules::default() };
        trial.stores.datings.create(new, note(fair)).await.unwrap();
    }
    let starts: Vec<i8> =
        trial.stores.datings.all(fair).await.unwrap().iter().map(|d| d.setting.starts.hour()).collect();
    assert_eq!(starts, [9, 12, 16]);
}

async fn a_session_of_another_fair_is_not_there(trial: Trial) {
    let dating = create(&trial, "inside").await;
    let stranger = empty_fair(&trial, "outside").await.id;
    let refused = trial.stores.datings.save(&dating, note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    let refused = trial.stores.datings.remove(dating.id, 1, note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    assert_eq!(trial.stores.datings.one(dating.id).await.unwrap(), Some(dating));
}
