//! How often somebody may ask, by address.
//!
//! A whole hall stands behind one address: when a round begins, two thousand phones ask within seconds, and that must
//! pass. So reading is limited only against floods, and what an organiser does is counted apart from the hall, by address
//! and session together; an invented session costs from the same purse as all else from its address, so it buys nothing.
//! Asking for sign-in links is strict, since each may send a mail; guessing one is hopeless anyway (256 bits).
//!
//! Own buckets, because two purses must pay for one request, and because the test lends them its clock.

use super::{
    address::ClientAddress,
    refusal::{Refusal, START},
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
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
/// Asking for a link, by address: a team at the desk, but no flood of mails.
pub const LINKS: Allowance = Allowance { burst: 20.0, per_second: 0.1 };
/// Using one, by address: roomier, so that a joker in the hall cannot keep the desk out.
pub const SIGN_IN: Allowance = Allowance { burst: 60.0, per_second: 1.0 };

/// Purses that are looked at before full ones are thrown away.
const CROWD: usize = 20_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Purse {
    All(IpAddr),
    Changes(IpAddr, u64),
    Links(IpAddr),
    SignIn(IpAddr),
}

impl Purse {
    fn allowance(self) -> Allowance {
        match self {
            Purse::All(_) => ALL,
            Purse::Changes(..) => CHANGES,
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
            return response;
        }
    }
    next.run(request).await
}

fn purses_of(request: &Request) -> Vec<Purse> {
    // Where nobody knows the address (a test without a socket), all share one.
    let address = request.extensions().get::<ClientAddress>().map_or(IpAddr::from([0, 0, 0, 0]), |a| network(a.0));
    let mut purses = vec![Purse::All(address)];
    if request.method() == Method::POST {
        let name = request.uri().path().strip_prefix("/api/fn/").unwrap_or_default();
        if name.starts_with("ask_for_link") {
            purses.push(Purse::Links(address));
        } else if matches!(name, "sign_in" | "give_code") {
            purses.push(Purse::SignIn(address));
        } else if let Some(session) = session(request) {
            purses.push(Purse::Changes(address, session));
        }
    }
    purses
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

/// Tells sessions apart without keeping what opens them.
fn session(request: &Request) -> Option<u64> {
    let token = crate::cookies::session_token(request.headers())?;
    let mut hasher = DefaultHasher::new();
    token.hash(&mut hasher);
    Some(hasher.finish())
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
