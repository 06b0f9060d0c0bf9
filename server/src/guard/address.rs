//! Whose request it is, as far as that can be known: the address of the connection, or the one a trusted proxy names.

use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// The client's address; a whole hall may share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

/// Whether the process stands behind a reverse proxy whose word counts.
#[derive(Clone, Copy, Debug)]
pub struct BehindProxy(pub bool);

/// Notes the address with the request.
pub async fn known(State(BehindProxy(proxy)): State<BehindProxy>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let forwarded = proxy.then(|| forwarded(&request)).flatten();
    let address = forwarded.or(peer).unwrap_or(IpAddr::V6(Ipv6Addr::UNSPECIFIED));
    request.extensions_mut().insert(ClientAddress(address.to_canonical()));
    next.run(request).await
}

/// The last entry: the one our own proxy added. Those before it are what the client claims.
fn forwarded(request: &Request) -> Option<IpAddr> {
    let last = request.headers().get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::body::Body;

    #[test]
    fn only_the_entry_of_our_own_proxy_counts() {
        let request = Request::builder().header("x-forwarded-for", "6.6.6.6, 203.0.113.9").body(Body::empty()).unwrap();
        assert_eq!(forwarded(&request), Some("203.0.113.9".parse().unwrap()));
        let nonsense = Request::builder().header("x-forwarded-for", "unknown").body(Body::empty()).unwrap();
        assert_eq!(forwarded(&nonsense), None);
    }
}
