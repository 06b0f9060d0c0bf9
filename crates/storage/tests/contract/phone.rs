//! What phones and projectors hold.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{
    DatingId, FairId, ParticipantId, RequestId, UnixMillis,
    dating::{Dating, Deed, Event, Outcome, Rules},
    live::Change,
    pass::{PassChange, PassState},
    request::{Ask, Request, RequestState},
};
use services::ports::{NewRequest, NewScreen, Note, Placed, StoreError};

stories![
    the_secret_is_made_once_whoever_asks,
    a_pass_is_of_the_first_generation_until_it_is_changed,
    a_wish_of_one_side_leaves_no_trace_but_its_row,
    wishes_go_with_their_fair,
    a_request_is_placed_once_and_settled_once,
    a_request_is_accepted_with_what_it_asked_for_or_not_at_all,
    of_each_kind_one_request_is_open,
    too_many_requests_have_to_wait,
    of_many_phones_at_once_one_request_of_a_kind_gets_through,
    a_screen_is_made_and_taken_back,
];

const ANN: ParticipantId = ParticipantId(0);
const BEN: ParticipantId = ParticipantId(1);

async fn session(trial: &Trial, slug: &str) -> (FairId, DatingId) {
    let fair = empty_fair(trial, slug).await.id;
    let new = Dating::new(fair, setting("2027-05-08T14:30"), Rules::default());
    (fair, trial.stores.datings.create(new, note(fair)).await.unwrap().0)
}

async fn the_secret_is_made_once_whoever_asks(trial: Trial) {
    let other = trial.again().await;
    let asked = [trial.stores.passes.clone(), other.passes.clone(), trial.stores.passes.clone()];
    let asked =
        asked.into_iter().enumerate().map(|(n, port)| tokio::spawn(async move { port.secret([n as u8; 32]).await }));
    let mut secrets = Vec::new();
    for secret in asked.collect::<Vec<_>>() {
        secrets.push(secret.await.unwrap().unwrap());
    }
    assert!(secrets.iter().all(|secret| *secret == secrets[0]), "{secrets:?}");
    assert_eq!(trial.stores.passes.secret([9; 32]).await.unwrap(), secrets[0]);
}

async fn a_pass_is_of_the_first_generation_until_it_is_changed(trial: Trial) {
    let (fair, dating) = session(&trial, "passes").await;
    let passes = &trial.stores.passes;
    assert_eq!(passes.one(dating, ANN).await.unwrap(), PassState::default());
    assert_eq!(passes.of(dating).await.unwrap(), []);
    passes.change(dating, ANN, PassChange::Revoke, note(fair)).await.unwrap();
    let revoked = PassState { generation: 1, revoked: true, changed_at: Some(NOW) };
    assert_eq!(passes.of(dating).await.unwrap(), [(ANN, revoked)]);
    passes.change(dating, ANN, PassChange::Reissue, keyed("new", note(fair))).await.unwrap();
    let again = passes.change(dating, ANN, PassChange::Reissue, keyed("new", note(fair))).await.unwrap();
    assert!(again.repeated);
    let anew = PassState { generation: 2, revoked: false, changed_at: Some(NOW) };
    assert_eq!(passes.one(dating, ANN).await.unwrap(), anew);
    assert_eq!(passes.one(dating, BEN).await.unwrap(), PassState::default(), "somebody else's is another");
}

async fn a_wish_of_one_side_leaves_no_trace_but_its_row(trial: Trial) {
    let (fair, dating) = session(&trial, "again").await;
    let wishes = &trial.stores.wishes;
    let lines = trial.stores.history.audit(fair, None, 100).await.unwrap().len();
    let tell = || telling(fair, Change::Again { id: dating });
    let said = wishes.say(dating, ANN, BEN, true, tell()).await.unwrap();
    assert!(!said.mutual && said.receipt.messages.is_empty());
    wishes.say(dating, ANN, BEN, false, tell()).await.unwrap();
    assert_eq!(wishes.said_by(dating, ANN).await.unwrap(), [], "taken back is never having said it");
    let nothing = wishes.say(dating, ANN, BEN, false, tell()).await.unwrap();
    assert!(nothing.receipt.messages.is_empty());
    for _ in 0..2 {
        wishes.say(dating, ANN, BEN, true, tell()).await.unwrap();
    }
    assert_eq!(wishes.said_by(dating, ANN).await.unwrap(), [(BEN, false)]);
    assert_eq!(wishes.said_by(dating, BEN).await.unwrap(), [], "what the other side said is not Ben's to see");
    assert_eq!(trial.stores.history.audit(fair, None, 100).await.unwrap().len(), lines);
    assert_eq!((wishes.mutual(dating).await.unwrap(), trial.stores.history.revision(fair).await.unwrap()), (0, 0));

    let said = wishes.say(dating, BEN, ANN, true, tell()).await.unwrap();
    assert!(said.mutual && said.receipt.messages.len() == 1);
    assert_eq!(wishes.said_by(dating, ANN).await.unwrap(), [(BEN, true)]);
    assert_eq!(wishes.mutual(dating).await.unwrap(), 1);

    for (who, whom) in [(ANN, BEN), (BEN, ANN)] {
        let back = wishes.say(dating, who, whom, false, tell()).await.unwrap();
        assert!(back.mutual && back.receipt.messages.is_empty(), "a phone that took it down would tell of a no");
        assert_eq!(wishes.said_by(dating, whom).await.unwrap(), [(who, true)]);
    }
    assert_eq!(wishes.mutual(dating).await.unwrap(), 1);
}

async fn wishes_go_with_their_fair(trial: Trial) {
    let ((one, first), (two, second)) = (session(&trial, "over").await, session(&trial, "ahead").await);
    for (fair, dating) in [(one, first), (two, second)] {
        trial.stores.wishes.say(dating, ANN, BEN, true, note(fair)).await.unwrap();
        trial.stores.requests.place(leave(dating), 9, UnixMillis(0), note(fair)).await.unwrap();
    }
    trial.stores.wishes.forget(one).await.unwrap();
    trial.stores.requests.forget(one).await.unwrap();
    assert_eq!(trial.stores.wishes.said_by(first, ANN).await.unwrap(), []);
    assert_eq!(trial.stores.wishes.said_by(second, ANN).await.unwrap(), [(BEN, false)]);
    assert_eq!(trial.stores.requests.open(first).await.unwrap(), []);
    assert_eq!(trial.stores.requests.open(second).await.unwrap().len(), 1);
}

fn leave(dating: DatingId) -> NewRequest {
    NewRequest { dating, who: ANN, ask: Ask::Leave }
}

fn late(dating: DatingId, until: u8) -> NewRequest {
    NewRequest { dating, who: ANN, ask: Ask::Late { until } }
}

async fn placed(trial: &Trial, new: NewRequest, note: Note) -> RequestId {
    match trial.stores.requests.place(new, 6, UnixMillis(0), note).await.unwrap() {
        Placed::Placed(id, _) => id,
        other => panic!("{other:?}"),
    }
}

async fn a_request_is_placed_once_and_settled_once(trial: Trial) {
    let (fair, dating) = session(&trial, "requests").await;
    let requests = &trial.stores.requests;
    let id = placed(&trial, late(dating, 2), keyed("late", note(fair))).await;
    assert_eq!(
        placed(&trial, late(dating, 2), keyed("late", note(fair))).await,
        id,
        "the same key is the same request"
    );
    let open = Request { id, dating, who: ANN, ask: Ask::Late { until: 2 }, state: RequestState::Open, at: NOW };
    assert_eq!(requests.open(dating).await.unwrap(), std::slice::from_ref(&open));
    let told =
        requests.settle(dating, id, RequestState::Accepted, telling(fair, Change::Requests { id: dating })).await;
    assert_eq!(told.unwrap().messages.len(), 1);
    let twice = requests.settle(dating, id, RequestState::Declined, note(fair)).await;
    assert!(matches!(twice, Err(StoreError::Stale)), "{twice:?}");
    let settled = Request { state: RequestState::Accepted, ..open };
    assert_eq!(requests.one(id).await.unwrap(), Some(settled.clone()));
    assert_eq!(requests.of(dating, ANN).await.unwrap(), [settled]);
    assert_eq!((requests.open(dating).await.unwrap(), requests.of(dating, BEN).await.unwrap()), (vec![], vec![]));
    let (_, elsewhere) = session(&trial, "elsewhere").await;
    let strange = requests.settle(elsewhere, id, RequestState::Declined, note(fair)).await;
    assert!(matches!(strange, Err(StoreError::NotFound)), "{strange:?}");
}

async fn a_request_is_accepted_with_what_it_asked_for_or_not_at_all(trial: Trial) {
    let (fair, id) = session(&trial, "answered").await;
    let (datings, requests) = (&trial.stores.datings, &trial.stores.requests);
    let request = placed(&trial, leave(id), note(fair)).await;
    let state = async || requests.one(request).await.unwrap().unwrap().state;
    let before = datings.one(id).await.unwrap().unwrap();
    let event = |step| Event {
        step,
        at: NOW,
        actor: "office@fair.example".to_owned(),
        key: None,
        deed: Deed::Published,
        outcome: Outcome::default(),
    };
    // Somebody else was faster: the request stays open.
    let stale = Dating { revision: 3, ..before.clone() };
    let refused = datings.save_answering(&stale, &event(3), request, note(fair)).await;
    assert!(matches!(refused, Err(StoreError::Stale)), "{refused:?}");
    assert_eq!(state().await, RequestState::Open);
    let after = Dating { revision: 2, ..before.clone() };
    let told = telling(fair, Change::Requests { id });
    let saved = datings.save_answering(&after, &event(2), request, keyed("yes", told.clone())).await.unwrap();
    assert_eq!((saved.messages.len(), state().await), (1, RequestState::Accepted));
    assert_eq!(datings.one(id).await.unwrap(), Some(after.clone()));
    let actions: Vec<String> =
        trial.stores.history.audit(fair, None, 2).await.unwrap().into_iter().map(|line| line.action).collect();
    assert!(actions.iter().any(|action| action == "request.accept"), "{actions:?}");
    assert!(datings.save_answering(&after, &event(2), request, keyed("yes", told)).await.unwrap().repeated);
    // What is settled is not answered once more, and the session stays as it is.
    let again = datings.save_answering(&Dating { revision: 3, ..after.clone() }, &event(3), request, note(fair)).await;
    assert!(matches!(again, Err(StoreError::Stale)), "{again:?}");
    assert_eq!(datings.one(id).await.unwrap(), Some(after));
}

async fn of_each_kind_one_request_is_open(trial: Trial) {
    let (fair, dating) = session(&trial, "kinds").await;
    let first = placed(&trial, late(dating, 1), note(fair)).await;
    placed(&trial, leave(dating), note(fair)).await;
    let second = trial.stores.requests.place(late(dating, 2), 6, UnixMillis(0), note(fair)).await.unwrap();
    assert_eq!(second, Placed::Open);
    trial.stores.requests.settle(dating, first, RequestState::Withdrawn, note(fair)).await.unwrap();
    placed(&trial, late(dating, 2), note(fair)).await;
}

async fn too_many_requests_have_to_wait(trial: Trial) {
    let (fair, dating) = session(&trial, "restless").await;
    for _ in 0..3 {
        let id = placed(&trial, leave(dating), note(fair)).await;
        trial.stores.requests.settle(dating, id, RequestState::Withdrawn, note(fair)).await.unwrap();
    }
    let place = |limit, since| trial.stores.requests.place(leave(dating), limit, since, note(fair));
    assert_eq!(place(3, NOW.plus(-1)).await.unwrap(), Placed::TooMany);
    assert!(matches!(place(3, NOW).await.unwrap(), Placed::Placed(..)), "those before do not count");
}

async fn of_many_phones_at_once_one_request_of_a_kind_gets_through(trial: Trial) {
    let (fair, dating) = session(&trial, "at-once").await;
    let asking = (0..6).map(|_| {
        let port = trial.stores.requests.clone();
        tokio::spawn(async move { port.place(leave(dating), 9, UnixMillis(0), note(fair)).await.unwrap() })
    });
    let mut through = 0;
    for asked in asking.collect::<Vec<_>>() {
        through += usize::from(matches!(asked.await.unwrap(), Placed::Placed(..)));
    }
    assert_eq!((through, trial.stores.requests.open(dating).await.unwrap().len()), (1, 1));
}

async fn a_screen_is_made_and_taken_back(trial: Trial) {
    let (fair, dating) = session(&trial, "screens").await;
    let screens = &trial.stores.screens;
    let (id, _) = screens.make(NewScreen { dating, name: title("Hall 1") }, note(fair)).await.unwrap();
    let row = screens.one(id).await.unwrap().unwrap();
    assert_eq!((row.fair, row.dating, row.name.as_str(), row.made), (fair, dating, "Hall 1", NOW));
    assert_eq!(screens.of(dating).await.unwrap(), [row]);
    let (stranger, _) = session(&trial, "other").await;
    let refused = screens.remove(id, note(stranger)).await;
    assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
    screens.remove(id, note(fair)).await.unwrap();
    assert_eq!(screens.one(id).await.unwrap(), None);
    // What belongs to a session goes with it.
    let (id, _) = screens.make(NewScreen { dating, name: title("Hall 2") }, note(fair)).await.unwrap();
    trial.stores.datings.remove(dating, 1, note(fair)).await.unwrap();
    assert_eq!(screens.one(id).await.unwrap(), None);
}
