//! How often somebody may ask, by address.
//!
//! A whole hall stands behind one address: when a round begins, two thousand phones ask within seconds, and that must
//! pass. So reading is limited only against floods, and what an organiser does is counted apart from the hall, by address
//! and session together; an invented session costs from the same purse as all else from its address, so it buys nothing.
//! What a phone changes costs from the purse of its personal link, and all that is changed without a session from one of
//! its address, wide enough for a hall. Wrong links are counted alone, so that a right one always opens.
//! Asking for sign-in links is strict, since each may send a mail; guessing one is hopeless anyway (256 bits).
//!
//! Own buckets, because two purses must pay for one request, and because the test lends them its clock.

use super::{
    address::ClientAddress,
    refusal::{Refusal, START},
};
use crate::cookies;
use app::request::Cookie;
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::pass;
use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// What a purse holds at most, and how fast it fills again.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    pub burst: f64,
    pub per_second: f64,
}

/// Anything at all, by address: two thousand phones, a page and its parts each, twice within seconds.
pub const ALL: Allowance = Allowance { burst: 30_000.0, per_second: 1_500.0 };
/// What changes something, by address and session: faster than anybody can press buttons.
pub const CHANGES: Allowance = Allowance { burst: 120.0, per_second: 4.0 };
/// What a phone changes, by personal link: nobody asks the desk or wishes to meet again so often.
pub const PHONE: Allowance = Allowance { burst: 60.0, per_second: 1.0 };
/// What is changed without a session, by address: two thousand phones, each a few times at the end of a round.
pub const HALL: Allowance = Allowance { burst: 6_000.0, per_second: 100.0 };
/// Personal links that open nothing, by address: a stack of cards that was made anew, but nobody who tries them out.
pub const WRONG_PASSES: Allowance = Allowance { burst: 100.0, per_second: 1.0 };
/// Asking for a link, by address: a team at the desk, but no flood of mails.
pub const LINKS: Allowance = Allowance { burst: 20.0, per_second: 0.1 };
/// Using one, by address: roomier, so that a joker in the hall cannot keep the desk out.
pub const SIGN_IN: Allowance = Allowance { burst: 60.0, per_second: 1.0 };

/// What phones with a personal link may change; a session beside it makes no difference.
const OF_PHONES: [&str; 6] = [OPENING, "say_again", "say_here", "say_late", "say_leaving", "withdraw_request"];
/// Where a personal link is tried.
const OPENING: &str = "open_pass";

/// Purses that are looked at before full ones are thrown away.
const CROWD: usize = 20_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Purse {
    All(IpAddr),
    Changes(IpAddr, u64),
    Phone(u64),
    Hall(IpAddr),
    WrongPasses(IpAddr),
    Links(IpAddr),
    SignIn(IpAddr),
}

impl Purse {
    fn allowance(self) -> Allowance {
        match self {
            Purse::All(_) => ALL,
            Purse::Changes(..) => CHANGES,
            Purse::Phone(_) => PHONE,
            Purse::Hall(_) => HALL,
            Purse::WrongPasses(_) => WRONG_PASSES,
            Purse::Links(_) => LINKS,
            Purse::SignIn(_) => SIGN_IN,
        }
    }
}

/// What everybody has left.
#[derive(Debug, Default)]
pub struct Purses(Mutex<HashMap<Purse, (f64, Instant)>>);

impl Purses {
    /// Takes one from the purse, or says how long to wait for it.
    fn pay(&self, purse: Purse, now: Instant) -> Result<(), Duration> {
        let Allowance { burst, per_second } = purse.allowance();
        let mut purses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if purses.len() >= CROWD {
            purses.retain(|purse, (left, at)| {
                let full = purse.allowance();
                *left + now.saturating_duration_since(*at).as_secs_f64() * full.per_second < full.burst
            });
        }
        let (left, at) = purses.entry(purse).or_insert((burst, now));
        *left = (*left + now.saturating_duration_since(*at).as_secs_f64() * per_second).min(burst);
        *at = now;
        if *left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - *left) / per_second));
        }
        *left -= 1.0;
        Ok(())
    }
}

/// Answers 429 with the seconds to wait.
pub async fn limited(State(purses): State<std::sync::Arc<Purses>>, request: Request, next: Next) -> Response {
    let now = Instant::now();
    for purse in purses_of(&request) {
        if let Err(wait) = purses.pay(purse, now) {
            return too_often(wait);
        }
    }
    let opening = (function(&request) == Some(OPENING)).then(|| address_of(&request));
    let response = next.run(request).await;
    if let Some(address) = opening
        && opened_nothing(&response)
        && let Err(wait) = purses.pay(Purse::WrongPasses(address), now)
    {
        return too_often(wait);
    }
    response
}

fn too_often(wait: Duration) -> Response {
    let [german, english] = [
        "Das war zu oft hintereinander. Bitte warten Sie einen Augenblick.",
        "That was too often in a row. Please wait a moment.",
    ];
    let refusal = Refusal {
        status: StatusCode::TOO_MANY_REQUESTS,
        title: ["Bitte einen Augenblick warten", "Please wait a moment"],
        text: [german.to_owned(), english.to_owned()],
        way: START,
    };
    let mut response = refusal.into_response();
    let seconds = HeaderValue::from(wait.as_secs().saturating_add(1));
    response.headers_mut().insert(header::RETRY_AFTER, seconds);
    response
}

/// The server function that is to change something.
fn function(request: &Request) -> Option<&str> {
    (request.method() == Method::POST).then(|| request.uri().path().strip_prefix("/api/fn/").unwrap_or_default())
}

/// A link that opens something is given to the device to keep; that the database does not answer is nobody's fault.
fn opened_nothing(response: &Response) -> bool {
    !response.headers().contains_key(header::SET_COOKIE) && !response.status().is_server_error()
}

fn purses_of(request: &Request) -> Vec<Purse> {
    let address = address_of(request);
    let mut purses = vec![Purse::All(address)];
    let Some(name) = function(request) else { return purses };
    if name.starts_with("ask_for_link") {
        purses.push(Purse::Links(address));
    } else if matches!(name, "sign_in" | "give_code") {
        purses.push(Purse::SignIn(address));
    } else if OF_PHONES.contains(&name) {
        purses.push(Purse::Hall(address));
        purses.extend(phones(request, address));
    } else if let Some(session) = cookies::claimed(request.headers(), Cookie::Session) {
        purses.push(Purse::Changes(address, trace(session)));
    } else {
        purses.push(Purse::Hall(address));
    }
    purses
}

/// A purse for every personal link that came along. Whoever brings more than a device keeps has made them up: all of them
/// at one address share one.
fn phones(request: &Request, address: IpAddr) -> Vec<Purse> {
    let links = pass::recall(cookies::claimed(request.headers(), Cookie::Passes).unwrap_or_default());
    if links.len() > pass::KEPT {
        return vec![Purse::Phone(trace(address))];
    }
    let purses: HashSet<Purse> = links.iter().map(|link| Purse::Phone(trace(link.to_string()))).collect();
    purses.into_iter().collect()
}

/// Where nobody knows the address (a test without a socket), all share one.
fn address_of(request: &Request) -> IpAddr {
    request.extensions().get::<ClientAddress>().map_or(IpAddr::from([0, 0, 0, 0]), |address| network(address.0))
}

/// Whoever has IPv6 has a whole network of addresses: they count as one.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

/// Tells sessions and links apart without keeping what opens them.
fn trace(secret: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    secret.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 9));

    #[test]
    fn a_whole_hall_may_ask_at_once() {
        let (purses, now) = (Purses::default(), Instant::now());
        assert!((0..10_000).all(|_| purses.pay(Purse::All(HALL), now).is_ok()));
    }

    #[test]
    fn a_flood_of_mails_ends_and_the_wait_is_told() {
        let (purses, now) = (Purses::default(), Instant::now());
        assert!((0..20).all(|_| purses.pay(Purse::Links(HALL), now).is_ok()));
        let wait = purses.pay(Purse::Links(HALL), now);
        assert_eq!(wait, Err(Duration::from_secs(10)));
        assert!(purses.pay(Purse::Links(HALL), now + Duration::from_secs(10)).is_ok());
    }

    #[test]
    fn a_hall_full_of_phones_may_press_at_once_and_no_phone_without_end() {
        let (purses, now) = (Purses::default(), Instant::now());
        for phone in 0..2_000 {
            let mut both = [Purse::Hall(HALL), Purse::Phone(phone)].into_iter().cycle().take(6);
            assert!(both.all(|purse| purses.pay(purse, now).is_ok()));
        }
        let (purses, phone) = (Purses::default(), Purse::Phone(7));
        assert!((0..60).all(|_| purses.pay(phone, now).is_ok()));
        assert_eq!(purses.pay(phone, now), Err(Duration::from_secs(1)));
        assert!(purses.pay(Purse::Phone(8), now).is_ok());
    }

    #[test]
    fn invented_links_and_sessions_buy_nothing() {
        let purses = |cookies: String| {
            let request = Request::post("/api/fn/say_again").header(header::COOKIE, cookies);
            purses_of(&request.body(axum::body::Body::empty()).unwrap_or_default())
        };
        let link = |who| format!("1.{who}.{}", "A".repeat(pass::SEAL_LENGTH));
        let own = purses(format!("insist-passes={}", link(1)));
        assert_eq!(own.len(), 3);
        assert_eq!(purses(format!("insist-session=made-up; insist-passes={}~{}", link(1), link(1))), own);
        let beside = purses(format!("__Host-insist-passes={}~{}~nonsense", link(2), link(1)));
        assert!(own.iter().all(|purse| beside.contains(purse)));
        let many = |from: u32| (from..from + 5).map(link).collect::<Vec<_>>().join("~");
        let made_up = purses(format!("insist-passes={}", many(1)));
        assert_eq!((made_up.len(), &made_up), (3, &purses(format!("insist-passes={}", many(50)))));
    }

    #[test]
    fn full_purses_are_thrown_away() {
        let (purses, now) = (Purses::default(), Instant::now());
        for session in 0..CROWD as u64 {
            assert!(purses.pay(Purse::Changes(HALL, session), now).is_ok());
        }
        assert!(purses.pay(Purse::SignIn(HALL), now + Duration::from_secs(3600)).is_ok());
        assert_eq!(purses.0.lock().map(|p| p.len()).ok(), Some(1));
    }

    #[test]
    fn neighbours_in_one_network_share_a_purse() {
        let one: IpAddr = "2001:db8:1:2:3::4".parse().unwrap_or(HALL);
        let two: IpAddr = "2001:db8:1:2:ffff::1".parse().unwrap_or(HALL);
        assert_eq!(network(one), network(two));
    }
}
