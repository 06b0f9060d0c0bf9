//! Tables being worked out in one process and looked at from another.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{
    DatingId, FairId, Refusal, UnixMillis,
    attempt::{Aim, Attempt, End, Progress},
    dating::{Dating, Rules},
    live::Change,
};
use services::ports::{Begun, Note};
use std::collections::BTreeSet;

stories![
    what_is_under_way_is_known_to_every_process,
    of_two_who_begin_at_once_one_is_told_who_the_other_is,
    what_a_process_left_behind_stands_in_nobodys_way,
    the_plan_and_its_rival_do_not_replace_each_other,
    what_came_of_it_is_kept_until_it_is_forgotten,
];

async fn a_session(trial: &Trial, slug: &str) -> (FairId, Attempt) {
    let fair = empty_fair(trial, slug).await.id;
    let new = Dating::new(fair, setting("2027-05-08T14:30"), Rules::default());
    let terms = new.terms();
    let (dating, _) = trial.stores.datings.create(new, note(fair)).await.unwrap();
    let attempt = Attempt {
        dating,
        aim: Aim::Plan,
        run: "first".to_owned(),
        by: "Organiser".to_owned(),
        began: NOW,
        seconds: 10,
        seed: u64::MAX,
        terms,
        question: "what was asked".to_owned(),
        seen: NOW,
        stop: false,
        progress: Progress::default(),
        end: None,
    };
    (fair, attempt)
}

fn telling_of(fair: FairId, id: DatingId) -> Note {
    telling(fair, Change::Attempt { id })
}

async fn what_is_under_way_is_known_to_every_process(trial: Trial) {
    let (fair, attempt) = a_session(&trial, "shared").await;
    let here = &trial.stores.attempts;
    let there = trial.again().await.attempts;
    let begun = here.begin(&attempt, NOW, telling_of(fair, attempt.dating)).await.unwrap();
    assert!(matches!(&begun, Begun::Begun(receipt) if receipt.messages.len() == 1), "{begun:?}");
    assert_eq!(there.of(attempt.dating).await.unwrap(), std::slice::from_ref(&attempt));
    let far = Progress { spent: 420, best: Some(970), bound: Some(1000) };
    let heard = here.report(attempt.dating, Aim::Plan, "first", NOW.plus(1_000), far).await.unwrap();
    assert_eq!(heard, Some(false));
    let known = there.of(attempt.dating).await.unwrap().remove(0);
    assert_eq!((known.seen, known.progress), (NOW.plus(1_000), far));
    // Somebody else, elsewhere, wants the best so far.
    there.stop(attempt.dating, note(fair)).await.unwrap();
    let heard = here.report(attempt.dating, Aim::Plan, "first", NOW.plus(2_000), far).await.unwrap();
    assert_eq!(heard, Some(true));
}

async fn of_two_who_begin_at_once_one_is_told_who_the_other_is(trial: Trial) {
    let (fair, attempt) = a_session(&trial, "race").await;
    let begin = |run: &str| {
        let (port, note) = (trial.stores.attempts.clone(), note(fair));
        let attempt = Attempt { run: run.to_owned(), by: format!("Organiser {run}"), ..attempt.clone() };
        tokio::spawn(async move { port.begin(&attempt, NOW, note).await.unwrap() })
    };
    let both = [begin("a"), begin("b")];
    let mut came = Vec::new();
    for one in both {
        came.push(one.await.unwrap());
    }
    let won = trial.stores.attempts.of(attempt.dating).await.unwrap().remove(0);
    let busy: Vec<&Begun> = came.iter().filter(|one| matches!(one, Begun::Busy(_))).collect();
    assert_eq!(busy, [&Begun::Busy(Box::new(won))], "{came:?}");
}

async fn what_a_process_left_behind_stands_in_nobodys_way(trial: Trial) {
    let (fair, attempt) = a_session(&trial, "left").await;
    let port = &trial.stores.attempts;
    port.begin(&attempt, NOW, note(fair)).await.unwrap();
    let later = NOW.plus(60_000);
    let second = Attempt { run: "second".to_owned(), began: later, seen: later, ..attempt.clone() };
    let begun = port.begin(&second, later.plus(-8_000), note(fair)).await.unwrap();
    assert!(matches!(begun, Begun::Begun(_)), "{begun:?}");
    // A process that only slept finds that it is not its turn any more.
    let heard = port.report(attempt.dating, Aim::Plan, "first", later, Progress::default()).await.unwrap();
    assert_eq!(heard, None);
    port.end(attempt.dating, Aim::Plan, "first", &End::Failed, note(fair)).await.unwrap();
    assert_eq!(port.of(attempt.dating).await.unwrap(), [second]);
}

async fn the_plan_and_its_rival_do_not_replace_each_other(trial: Trial) {
    let (fair, attempt) = a_session(&trial, "rival").await;
    let port = &trial.stores.attempts;
    let rival = Attempt { aim: Aim::Compare, run: "rival".to_owned(), ..attempt.clone() };
    port.begin(&rival, NOW, note(fair)).await.unwrap();
    let begun = port.begin(&attempt, NOW, note(fair)).await.unwrap();
    assert_eq!(begun, Begun::Busy(Box::new(rival.clone())));
    let found = End::Found { plan: Box::new(running_dating(1, 2).plan.unwrap()), met_before: BTreeSet::new() };
    port.end(attempt.dating, Aim::Compare, "rival", &found, note(fair)).await.unwrap();
    port.begin(&attempt, NOW, note(fair)).await.unwrap();
    let rival = Attempt { end: Some(found), ..rival };
    let mut all = port.of(attempt.dating).await.unwrap();
    all.sort_by_key(|one| one.aim);
    assert_eq!(all, [attempt, rival]);
}

async fn what_came_of_it_is_kept_until_it_is_forgotten(trial: Trial) {
    let (fair, attempt) = a_session(&trial, "kept").await;
    let port = &trial.stores.attempts;
    port.begin(&attempt, NOW, keyed("once", note(fair))).await.unwrap();
    assert_eq!(port.begin(&attempt, NOW, keyed("once", note(fair))).await.unwrap(), Begun::Before);
    let end = End::Refused { because: Refusal::TooFewParticipants };
    let told = port.end(attempt.dating, Aim::Plan, "first", &end, telling_of(fair, attempt.dating)).await.unwrap();
    assert_eq!(told.messages.len(), 1);
    assert_eq!(port.of(attempt.dating).await.unwrap()[0].end, Some(end));
    let heard = port.report(attempt.dating, Aim::Plan, "first", UnixMillis(0), Progress::default()).await.unwrap();
    assert_eq!(heard, None, "what has ended goes on no more");
    port.forget(attempt.dating, Aim::Plan, "another", note(fair)).await.unwrap();
    assert_eq!(port.of(attempt.dating).await.unwrap().len(), 1);
    port.forget(attempt.dating, Aim::Plan, "first", note(fair)).await.unwrap();
    assert_eq!(port.of(attempt.dating).await.unwrap(), []);
    // It goes with its session.
    port.begin(&attempt, NOW, note(fair)).await.unwrap();
    trial.stores.datings.remove(attempt.dating, 1, note(fair)).await.unwrap();
    assert_eq!(port.of(attempt.dating).await.unwrap(), []);
}
