//! Who is calling, by address. Only a proxy that is trusted may speak for another.

use std::net::{IpAddr, SocketAddr};

use http::{HeaderMap, HeaderName, header};

use crate::{
    config::{Network, is_loopback},
    limit::HOPS_MAX,
};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// The address a request comes from: the peer, or behind trusted proxies the rightmost hop that is
/// not one of them. What stands further left is the caller's own word.
pub(super) fn address(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> IpAddr {
    let is_trusted = |it: IpAddr| trusted.iter().any(|network| network.contains(it));
    let mut address = peer.to_canonical();
    if !is_trusted(address) {
        return address;
    }
    let lines = headers.get_all(FORWARDED_FOR).iter().filter_map(|it| it.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|it| it.split(',')).collect();
    for hop in hops.iter().rev().take(HOPS_MAX) {
        let Some(hop) = hop_address(hop) else { break };
        address = hop;
        if !is_trusted(address) {
            break;
        }
    }
    address
}

/// Whether the browser spoke HTTPS, by the word of a trusted proxy.
pub(super) fn came_by_https(peer: IpAddr, headers: &HeaderMap, trusted: &[Network]) -> bool {
    trusted.iter().any(|network| network.contains(peer))
        && headers.get(FORWARDED_PROTO).is_some_and(|it| it.as_bytes().eq_ignore_ascii_case(b"https"))
}

/// Whether the caller sits at this very machine: a loopback peer that speaks for nobody else and
/// calls the machine by a name of its own (a page that bent a foreign name hither does not).
pub(super) fn is_at_home(peer: Option<SocketAddr>, headers: &HeaderMap, authority: &str) -> bool {
    let speaks_for_another =
        [FORWARDED_FOR, header::FORWARDED, header::VIA].iter().any(|it| headers.contains_key(it));
    peer.is_some_and(|it| it.ip().to_canonical().is_loopback())
        && !speaks_for_another
        && is_loopback(authority)
}

/// `203.0.113.9`, `203.0.113.9:1234`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:1234`.
fn hop_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse::<IpAddr>().or_else(|_| text.parse::<SocketAddr>().map(|it| it.ip()));
    address.ok().map(|it| it.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rightmost_hop_that_is_not_trusted() {
        let trusted: Vec<Network> = ["10.0.0.0/8", "::1"].map(|it| it.parse().unwrap()).to_vec();
        for (peer, forwarded, address_is) in [
            ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
            ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
            ("10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
            ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
            ("10.0.0.1", "1.2.3.4:5678", "1.2.3.4"),
            ("::1", "[2001:db8::7]:99", "2001:db8::7"),
            ("::ffff:10.0.0.1", "::ffff:1.2.3.4", "1.2.3.4"),
            ("10.0.0.1", "1.2.3.4, nonsense", "10.0.0.1"),
            ("10.0.0.1", "1.2.3.4, nonsense, 10.0.0.3", "10.0.0.3"),
            ("10.0.0.1", "", "10.0.0.1"),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(FORWARDED_FOR, forwarded.parse().unwrap());
            let found = address(peer.parse().unwrap(), &headers, &trusted);
            assert_eq!(found, address_is.parse::<IpAddr>().unwrap(), "{forwarded} by {peer}");
        }
    }
}
