//! Signing in: links that open once, sessions that end.

use crate::{
    sample::*,
    trial::{Trial, stories},
};
use domain::{AccountId, access::Role, live::Change};
use services::ports::{
    Account, CommandKey, HouseNote, NewSession, Note, SecondFactor, SessionRow, SpentLink, StoreError,
};

stories![
    an_address_has_one_account,
    a_link_opens_once,
    a_link_opens_once_however_many_try_at_the_same_time,
    a_link_bound_to_another_browser_is_not_spent,
    an_old_link_opens_nothing,
    a_session_lasts_until_it_is_over,
    signing_out_everywhere_ends_all_sessions_of_one,
    who_is_dismissed_is_out_at_once,
    tidying_forgets_what_is_over_and_nothing_else,
    a_code_is_taken_once_however_many_try_at_the_same_time,
    a_session_awaits_its_code,
    the_log_of_the_house_tells_what_was_done_and_nothing_else,
];

const TOKEN: [u8; 32] = [7; 32];
const BROWSER: [u8; 32] = [8; 32];

async fn account(trial: &Trial, email: &str) -> Account {
    trial.stores.accounts.add(email, Role::Organiser, noted("account.invite", email)).await.unwrap()
}

fn noted(action: &'static str, subject: &str) -> HouseNote {
    HouseNote { at: NOW, actor: "desk@fair.example".into(), action, subject: subject.into() }
}

fn session(account: &Account, token: u8) -> NewSession {
    NewSession {
        token_hash: vec![token; 32],
        account: account.id,
        created: NOW,
        expires: NOW.plus(1_000_000),
        awaits_code: false,
    }
}

fn spent(account: &Account, printed: bool) -> Option<SpentLink> {
    Some(SpentLink { account: account.clone(), printed })
}

async fn an_address_has_one_account(trial: Trial) {
    let port = &trial.stores.accounts;
    let office = account(&trial, "Office@Fair.example").await;
    assert_eq!(
        office,
        Account { id: office.id, email: "office@fair.example".into(), role: Role::Organiser, second_factor: false }
    );
    let again = port.add("office@fair.example", Role::TimeKeeper, noted("account.invite", "again")).await;
    assert!(matches!(again, Err(StoreError::Taken)), "{again:?}");
    let keeper = port.add("clock@fair.example", Role::TimeKeeper, noted("account.invite", "clock")).await.unwrap();
    assert_eq!(port.by_email("clock@fair.example").await.unwrap(), Some(keeper.clone()));
    assert_eq!(port.by_email("nobody@fair.example").await.unwrap(), None);
    assert_eq!(port.all().await.unwrap(), [office, keeper]);
}

async fn a_link_opens_once(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    port.keep_link(&TOKEN, None, office.id, NOW.plus(10)).await.unwrap();
    assert_eq!(port.spend_link(&[0; 32], None, NOW).await.unwrap(), None);
    // The link of the first start belongs to no browser, so any may use it.
    assert_eq!(port.spend_link(&TOKEN, Some(&BROWSER), NOW).await.unwrap(), spent(&office, true));
    assert_eq!(port.spend_link(&TOKEN, Some(&BROWSER), NOW).await.unwrap(), None);
    let nobody = port.keep_link(&TOKEN, None, AccountId(9_999), NOW.plus(10)).await;
    assert!(matches!(nobody, Err(StoreError::NotFound)), "{nobody:?}");
}

async fn a_link_opens_once_however_many_try_at_the_same_time(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let stores = [trial.stores.clone(), trial.again().await];
    for token in 0..12 {
        let token = [token; 32];
        trial.stores.accounts.keep_link(&token, Some(&BROWSER), office.id, NOW.plus(10)).await.unwrap();
        let trying = (0..8_usize).map(|place| {
            let port = stores[place % 2].accounts.clone();
            tokio::spawn(async move { port.spend_link(&token, Some(&BROWSER), NOW).await.unwrap() })
        });
        let mut opened = Vec::new();
        for tried in trying.collect::<Vec<_>>() {
            opened.extend(tried.await.unwrap());
        }
        assert_eq!(opened, [spent(&office, false).unwrap()]);
    }
}

async fn a_link_bound_to_another_browser_is_not_spent(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    port.keep_link(&TOKEN, Some(&BROWSER), office.id, NOW.plus(10)).await.unwrap();
    assert_eq!(port.spend_link(&TOKEN, Some(&[9; 32]), NOW).await.unwrap(), None);
    assert_eq!(port.spend_link(&TOKEN, None, NOW).await.unwrap(), None);
    assert!(port.link_is_good(&TOKEN, NOW).await.unwrap() && !port.link_is_good(&TOKEN, NOW.plus(10)).await.unwrap());
    assert_eq!(port.spend_link(&TOKEN, Some(&BROWSER), NOW).await.unwrap(), spent(&office, false));
    assert!(!port.link_is_good(&TOKEN, NOW).await.unwrap());
}

async fn an_old_link_opens_nothing(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    port.keep_link(&TOKEN, None, office.id, NOW).await.unwrap();
    assert_eq!(port.spend_link(&TOKEN, None, NOW).await.unwrap(), None);
    assert_eq!(port.spend_link(&TOKEN, None, NOW.plus(-1)).await.unwrap(), spent(&office, true));
}

async fn a_session_lasts_until_it_is_over(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    let new = session(&office, 1);
    port.open_session(new.clone(), None).await.unwrap();
    let expected = |last_seen| {
        Some(SessionRow {
            account: office.clone(),
            created: NOW,
            last_seen,
            expires: NOW.plus(1_000_000),
            awaits_code: false,
        })
    };
    assert_eq!(port.session(&new.token_hash, NOW.plus(59_999)).await.unwrap(), expected(NOW));
    // Seen before, but within the minute: not noted. This time it is.
    assert_eq!(port.session(&new.token_hash, NOW.plus(60_000)).await.unwrap(), expected(NOW));
    assert_eq!(port.session(&new.token_hash, NOW.plus(60_001)).await.unwrap(), expected(NOW.plus(60_000)));
    assert_eq!(port.session(&new.token_hash, new.expires).await.unwrap(), None);
    assert_eq!(port.session(&[0; 32], NOW).await.unwrap(), None);
    port.close_session(&new.token_hash, None).await.unwrap();
    assert_eq!(port.session(&new.token_hash, NOW).await.unwrap(), None);
    port.close_session(&new.token_hash, None).await.unwrap();
}

async fn signing_out_everywhere_ends_all_sessions_of_one(trial: Trial) {
    let (office, other) = (account(&trial, "a@fair.example").await, account(&trial, "b@fair.example").await);
    let port = &trial.stores.accounts;
    for new in [session(&office, 1), session(&office, 2), session(&other, 3)] {
        port.open_session(new, None).await.unwrap();
    }
    port.close_all_sessions(office.id, noted("account.sign_out_everywhere", "a")).await.unwrap();
    assert_eq!(port.session(&[1; 32], NOW).await.unwrap(), None);
    assert_eq!(port.session(&[2; 32], NOW).await.unwrap(), None);
    assert_eq!(port.session(&[3; 32], NOW).await.unwrap().map(|s| s.account), Some(other));
}

async fn who_is_dismissed_is_out_at_once(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    port.open_session(session(&office, 1), None).await.unwrap();
    port.keep_link(&TOKEN, None, office.id, NOW.plus(10)).await.unwrap();
    port.remove(office.id, noted("account.dismiss", "office")).await.unwrap();
    assert_eq!(port.session(&[1; 32], NOW).await.unwrap(), None);
    assert_eq!(port.spend_link(&TOKEN, None, NOW).await.unwrap(), None);
    assert_eq!(port.all().await.unwrap(), []);
    assert!(matches!(port.remove(office.id, noted("account.dismiss", "office")).await, Err(StoreError::NotFound)));
    assert!(matches!(port.open_session(session(&office, 4), None).await, Err(StoreError::NotFound)));
}

async fn tidying_forgets_what_is_over_and_nothing_else(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    let (over, open) = (session(&office, 1), NewSession { expires: NOW.plus(9), ..session(&office, 2) });
    port.open_session(NewSession { expires: NOW, ..over }, None).await.unwrap();
    port.open_session(open, None).await.unwrap();
    port.keep_link(&[1; 32], None, office.id, NOW).await.unwrap();
    port.keep_link(&[2; 32], None, office.id, NOW.plus(9)).await.unwrap();
    let fair = empty_fair(&trial, "tidy").await.id;
    for (key, at) in [("old", NOW.plus(-101)), ("young", NOW.plus(-100))] {
        let note = Note { at, ..keyed(key, telling(fair, Change::Programme)) };
        trial.stores.programme.add(item("2027-05-08T10:00"), note).await.unwrap();
    }

    port.tidy(NOW, NOW.plus(-100)).await.unwrap();

    // Asked as of an earlier time: only what was forgotten is missing.
    let earlier = NOW.plus(-1);
    assert_eq!(port.session(&[1; 32], earlier).await.unwrap(), None);
    assert!(port.session(&[2; 32], earlier).await.unwrap().is_some());
    assert_eq!(port.spend_link(&[1; 32], None, earlier).await.unwrap(), None);
    assert!(port.spend_link(&[2; 32], None, earlier).await.unwrap().is_some());
    let knows = async |key| trial.stores.history.knows_key(fair, &CommandKey::parse(key).unwrap()).await.unwrap();
    assert_eq!((knows("old").await, knows("young").await), (false, true));
    let left: Vec<i64> =
        trial.stores.history.since(fair, 0, 9).await.unwrap().iter().map(|message| message.revision).collect();
    assert_eq!(left, [2]);
    // The counter goes on where it was.
    assert_eq!(trial.stores.history.revision(fair).await.unwrap(), 2);
    assert_eq!(trial.stores.history.audit(fair, None, 9).await.unwrap().len(), 3);
}

async fn a_code_is_taken_once_however_many_try_at_the_same_time(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    assert!(port.second_factor(office.id).await.unwrap().is_none());
    assert!(!port.take_code(office.id, 1, None).await.unwrap());
    port.keep_secret(office.id, vec![1; 20]).await.unwrap();
    port.keep_secret(office.id, vec![2; 20]).await.unwrap();
    assert!(!port.by_email(&office.email).await.unwrap().unwrap().second_factor);
    let stores = [trial.stores.clone(), trial.again().await];
    let trying = (0..8_usize).map(|place| {
        let (port, id) = (stores[place % 2].accounts.clone(), office.id);
        tokio::spawn(async move { port.take_code(id, 7, None).await.unwrap() })
    });
    let mut taken = 0;
    for tried in trying.collect::<Vec<_>>() {
        taken += usize::from(tried.await.unwrap());
    }
    assert_eq!(taken, 1);
    assert!(!port.take_code(office.id, 6, None).await.unwrap());
    let kept = port.second_factor(office.id).await.unwrap();
    assert!(kept == Some(SecondFactor { secret: vec![2; 20], confirmed: true, last_step: 7 }));
    assert!(port.by_email(&office.email).await.unwrap().unwrap().second_factor);
    assert_eq!(port.all().await.unwrap(), [Account { second_factor: true, ..office.clone() }]);
    port.drop_second_factor(office.id, None).await.unwrap();
    assert_eq!(port.all().await.unwrap(), [office]);
}

async fn a_session_awaits_its_code(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    let new = NewSession { awaits_code: true, ..session(&office, 1) };
    port.open_session(new.clone(), None).await.unwrap();
    assert_eq!(port.note_wrong_code(&new.token_hash).await.unwrap(), 1);
    assert_eq!(port.note_wrong_code(&new.token_hash).await.unwrap(), 2);
    assert!(port.session(&new.token_hash, NOW).await.unwrap().unwrap().awaits_code);
    port.admit_session(&new.token_hash, noted("account.sign_in", "office")).await.unwrap();
    assert!(!port.session(&new.token_hash, NOW).await.unwrap().unwrap().awaits_code);
}

async fn the_log_of_the_house_tells_what_was_done_and_nothing_else(trial: Trial) {
    let office = account(&trial, "office@fair.example").await;
    let port = &trial.stores.accounts;
    let note = |action| noted(action, "office@fair.example");
    // Neither done: the address is taken, the code is of a secret that is not there, and there is no such session.
    assert!(port.add(&office.email, Role::TimeKeeper, note("taken")).await.is_err());
    assert!(!port.take_code(office.id, 7, Some(note("wrong"))).await.unwrap());
    port.close_session(&[9; 32], Some(note("nobody"))).await.unwrap();
    port.open_session(session(&office, 1), Some(note("account.sign_in"))).await.unwrap();
    port.keep_secret(office.id, vec![1; 20]).await.unwrap();
    assert!(port.take_code(office.id, 7, Some(note("account.second_factor_on"))).await.unwrap());
    assert!(!port.take_code(office.id, 7, Some(note("spent"))).await.unwrap());
    port.drop_second_factor(office.id, Some(note("account.second_factor_off"))).await.unwrap();
    port.close_session(&[1; 32], Some(note("account.sign_out"))).await.unwrap();
    port.remove(office.id, note("account.dismiss")).await.unwrap();

    let actions = async |before, limit| -> (Vec<String>, Option<i64>) {
        let lines = trial.stores.history.house(before, limit).await.unwrap();
        let oldest = lines.last().map(|line| line.id);
        (lines.into_iter().map(|line| line.action).collect(), oldest)
    };
    let (newest, oldest) = actions(None, 4).await;
    let expected =
        ["dismiss", "sign_out", "second_factor_off", "second_factor_on"].map(|what| format!("account.{what}"));
    assert_eq!(newest, expected);
    let (older, _) = actions(oldest, 4).await;
    assert_eq!(older, ["account.sign_in", "account.invite"]);
    let line = trial.stores.history.house(None, 1).await.unwrap().remove(0);
    assert_eq!(
        (line.at, line.actor.as_str(), line.subject.as_str()),
        (NOW, "desk@fair.example", "office@fair.example")
    );
}
