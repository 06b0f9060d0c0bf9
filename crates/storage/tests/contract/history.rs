//! The public history: gapless, in order, and heard by other processes.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{FairId, UnixMillis, live::Change, live::LiveMessage};
use sea_orm::ConnectionTrait;
use services::ports::{CommandKey, Note};
use std::{collections::BTreeSet, time::Duration};
use tokio::{sync::mpsc, time::timeout};

stories![
    eight_writers_leave_no_gap,
    a_command_sent_at_the_same_time_acts_once,
    one_write_tells_several_things,
    messages_since_a_revision_come_in_order,
    the_audit_log_shows_the_newest_first,
    a_refused_write_tells_nothing,
    another_process_hears_of_a_commit,
];

fn announce(text: impl ToString) -> Change {
    Change::Announcement { text: text.to_string(), said: Some(UnixMillis(5)) }
}

async fn eight_writers_leave_no_gap(trial: Trial) {
    let fair = empty_fair(&trial, "gapless").await.id;
    // Half of them in another process.
    let stores = [trial.stores.clone(), trial.again().await];
    let writers = (0..8_usize).map(|writer| {
        let stores = stores[writer % 2].clone();
        tokio::spawn(async move {
            let mut told = Vec::new();
            for turn in 0..5 {
                let note = telling(fair, announce(format!("{writer}.{turn}")));
                let (_, receipt) = stores.programme.add(item("2027-05-08T10:00"), note).await.unwrap();
                told.extend(receipt.messages);
            }
            told
        })
    });
    let mut told = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        told.extend(writer.await.unwrap());
    }
    told.sort_by_key(|message| message.revision);
    assert_eq!(told.iter().map(|m| m.revision).collect::<Vec<_>>(), (1..=40).collect::<Vec<_>>());
    assert_eq!(trial.stores.history.since(fair, 0, 100).await.unwrap(), told);
    assert_eq!(trial.stores.history.revision(fair).await.unwrap(), 40);
    assert_eq!(trial.stores.programme.items(fair).await.unwrap().len(), 40);
}

async fn a_command_sent_at_the_same_time_acts_once(trial: Trial) {
    let fair = empty_fair(&trial, "once").await.id;
    let stores = [trial.stores.clone(), trial.again().await];
    let key = CommandKey::parse("3f0c").unwrap();
    assert!(!trial.stores.history.knows_key(fair, &key).await.unwrap());
    let sending = (0..8_usize).map(|place| {
        let stores = stores[place % 2].clone();
        let note = keyed("3f0c", telling(fair, Change::Programme));
        tokio::spawn(async move { stores.programme.add(item("2027-05-08T10:00"), note).await.unwrap() })
    });
    let (mut ids, mut acted) = (BTreeSet::new(), 0);
    for sent in sending.collect::<Vec<_>>() {
        let (id, receipt) = sent.await.unwrap();
        ids.insert(id);
        acted += usize::from(!receipt.repeated);
    }
    assert_eq!((ids.len(), acted), (1, 1));
    assert_eq!(trial.stores.programme.items(fair).await.unwrap().len(), 1);
    assert_eq!(trial.stores.history.revision(fair).await.unwrap(), 1);
    assert_eq!(trial.stores.history.audit(fair, None, 9).await.unwrap().len(), 2);
    assert!(trial.stores.history.knows_key(fair, &key).await.unwrap());
    assert!(!trial.stores.history.knows_key(FairId(fair.0 + 1), &key).await.unwrap());
}

async fn one_write_tells_several_things(trial: Trial) {
    let fair = empty_fair(&trial, "several").await.id;
    let other = empty_fair(&trial, "other").await.id;
    let tells = vec![Change::Programme, announce("Bühne frei"), Change::Market];
    let note = Note { tells: tells.clone(), at: UnixMillis(5), ..note(fair) };
    let (_, receipt) = trial.stores.programme.add(item("2027-05-08T10:00"), note).await.unwrap();
    let expected: Vec<LiveMessage> =
        (1..).zip(tells).map(|(revision, change)| LiveMessage { revision, at: UnixMillis(5), change }).collect();
    assert_eq!(receipt.messages, expected);
    assert_eq!(trial.stores.history.since(fair, 0, 10).await.unwrap(), expected);
    assert_eq!(trial.stores.history.since(other, 0, 10).await.unwrap(), []);
    let was_told = async |fair, change| trial.stores.history.was_told(fair, &change).await.unwrap();
    assert!(was_told(fair, announce("Bühne frei")).await && was_told(fair, Change::Market).await);
    assert!(!was_told(fair, announce("Bühne")).await && !was_told(other, Change::Market).await);
}

async fn messages_since_a_revision_come_in_order(trial: Trial) {
    let fair = empty_fair(&trial, "since").await.id;
    for number in 1..=12 {
        trial.stores.programme.add(item("2027-05-08T10:00"), telling(fair, announce(number))).await.unwrap();
    }
    let since = async |revision, limit| -> Vec<i64> {
        trial.stores.history.since(fair, revision, limit).await.unwrap().iter().map(|m| m.revision).collect()
    };
    assert_eq!(since(8, 100).await, [9, 10, 11, 12]);
    assert_eq!(since(8, 2).await, [9, 10]);
    assert!(since(12, 100).await.is_empty());
}

async fn the_audit_log_shows_the_newest_first(trial: Trial) {
    let fair = empty_fair(&trial, "audit").await.id;
    for number in 1..=3 {
        let note = Note { at: NOW.plus(number), subject: number.to_string(), ..note(fair) };
        trial.stores.programme.add(item("2027-05-08T10:00"), note).await.unwrap();
    }
    let audit = trial.stores.history.audit(fair, None, 3).await.unwrap();
    let lines: Vec<_> = audit.iter().map(|l| (l.at, l.actor.as_str(), l.action.as_str(), l.subject.as_str())).collect();
    let line = |number: i64, subject| (NOW.plus(number), "office@fair.example", "trial.write", subject);
    assert_eq!(lines, [line(3, "3"), line(2, "2"), line(1, "1")]);
    let older = trial.stores.history.audit(fair, Some(audit[0].id), 1).await.unwrap();
    assert_eq!(older, audit[1..2]);
    assert_eq!(trial.stores.history.audit(fair, Some(audit[2].id), 9).await.unwrap().len(), 1, "how it was founded");
}

async fn a_refused_write_tells_nothing(trial: Trial) {
    let fair = empty_fair(&trial, "refused").await.id;
    let refused =
        trial.stores.programme.remove(domain::ItemId(1), 1, keyed("k", telling(fair, Change::Programme))).await;
    assert!(refused.is_err());
    assert_eq!(trial.stores.history.revision(fair).await.unwrap(), 0);
    assert_eq!(trial.stores.history.audit(fair, None, 9).await.unwrap().len(), 1);
    assert!(!trial.stores.history.knows_key(fair, &CommandKey::parse("k").unwrap()).await.unwrap());
}

/// What is heard next, or `None` after five seconds of silence.
async fn next(heard: &mut mpsc::UnboundedReceiver<(FairId, i64)>) -> Option<(FairId, i64)> {
    timeout(Duration::from_secs(5), heard.recv()).await.ok().flatten()
}

async fn another_process_hears_of_a_commit(trial: Trial) {
    let fair = empty_fair(&trial, "heard").await.id;
    let other = trial.again().await;
    let (tell, mut heard) = mpsc::unbounded_channel();
    let watching = tokio::spawn(async move { other.history.watch(tell).await });
    assert_eq!(next(&mut heard).await, Some((fair, 0)));
    let note = Note { tells: vec![Change::Programme, Change::Market], ..note(fair) };
    trial.stores.programme.add(item("2027-05-08T10:00"), note).await.unwrap();
    assert_eq!(next(&mut heard).await, Some((fair, 2)));
    drop(heard);
    timeout(Duration::from_secs(5), watching).await.unwrap().unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_listener_comes_back_and_catches_up() {
    crate::trial::on_postgres(losing_a_listener).await;
}

async fn losing_a_listener(trial: Trial) {
    let fair = empty_fair(&trial, "lost").await.id;
    let other = trial.again().await;
    let (tell, mut heard) = mpsc::unbounded_channel();
    let watching = tokio::spawn(async move { other.history.watch(tell).await });
    assert_eq!(next(&mut heard).await, Some((fair, 0)));
    let back = trial.behind_the_back().await;
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'";
    back.execute_unprepared(cut).await.unwrap();
    // Told while nobody listens: only a second look can find it.
    trial.stores.programme.add(item("2027-05-08T10:00"), telling(fair, Change::Programme)).await.unwrap();
    assert_eq!(next(&mut heard).await, Some((fair, 1)));
    trial.stores.programme.add(item("2027-05-08T11:00"), telling(fair, Change::Programme)).await.unwrap();
    assert_eq!(next(&mut heard).await, Some((fair, 2)));
    back.close().await.unwrap();
    drop(heard);
    timeout(Duration::from_secs(5), watching).await.unwrap().unwrap().unwrap();
}
