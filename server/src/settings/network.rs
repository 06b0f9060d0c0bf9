//! Which address this machine has in the network around it, for whoever listens on all of them and names none.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};

/// Nobody answers there (RFC 5737): the way to it leads through the network the machine is in.
const AFAR: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 1);

/// Networks without a way out, as routers of halls have them.
const AROUND: [Ipv4Addr; 3] =
    [Ipv4Addr::new(192, 168, 0, 1), Ipv4Addr::new(192, 168, 1, 1), Ipv4Addr::new(10, 0, 0, 1)];

/// The address that phones beside this machine would type; `None` where it is in no network.
pub fn address_here() -> Option<IpAddr> {
    std::iter::once(AFAR).chain(AROUND).find_map(address_towards)
}

/// "Connecting" a socket of datagrams sends nothing; it only chooses the address one would send from.
fn address_towards(goal: Ipv4Addr) -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((goal, 9)).ok()?;
    let own = socket.local_addr().ok().map(|own: SocketAddr| own.ip())?;
    (!own.is_loopback() && !own.is_unspecified()).then_some(own)
}
