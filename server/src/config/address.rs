//! Addresses as browsers write them: an origin, and a base under which files lie.

use std::{fmt, net::IpAddr, str::FromStr};

use http::Uri;
use serde::{Deserialize, Serialize};
use wire::limit::ORIGIN_BYTES_MAX;

/// `https://host` or `http://host:port`, in the one spelling that `location.origin` has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Origin(String);

impl Origin {
    /// Puts an origin together from what is known to be right.
    pub fn of(https: bool, authority: &str) -> Self {
        let scheme = if https { "https://" } else { "http://" };
        Self(format!("{scheme}{}", without_usual_port(https, authority).to_ascii_lowercase()))
    }

    /// Whether an authority names it, with or without the usual port.
    pub fn is_called(&self, authority: &str) -> bool {
        without_usual_port(self.is_https(), authority).eq_ignore_ascii_case(self.authority())
    }

    /// Whether a request's name can be that of either.
    pub fn is_mistaken_for(&self, other: &Self) -> bool {
        self.is_called(other.authority()) || other.is_called(self.authority())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Host and, where it is not the usual one, port.
    pub fn authority(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, authority)| authority)
    }

    /// The host alone. Browsers keep some rules by it, whatever the port.
    pub fn host(&self) -> &str {
        host(self.authority())
    }

    /// Whether browsers treat it as safe without HTTPS, because it never leaves the machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(self.authority())
    }
}

fn without_usual_port(https: bool, authority: &str) -> &str {
    authority.strip_suffix(if https { ":443" } else { ":80" }).unwrap_or(authority)
}

fn host(authority: &str) -> &str {
    match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    }
}

/// Whether an authority names this very machine.
pub(crate) fn is_loopback(authority: &str) -> bool {
    let host = host(authority).trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|it| it.is_loopback())
}

impl FromStr for Origin {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (uri, https) = web_address(text)?;
        if uri.path() != "/" && !uri.path().is_empty() || uri.query().is_some() {
            return Err(format!(
                "`{text}` must end after the host; Farlantern lives at the root of an address"
            ));
        }
        let authority = uri.authority().map_or("", |it| it.as_str());
        Ok(Self::of(https, authority))
    }
}

/// Where files lie that browsers fetch: an origin and perhaps a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part that a content security policy names.
    pub fn origin(&self) -> &str {
        let after = self.0.find("://").map_or(0, |at| at + 3);
        self.0[after..].find('/').map_or(self.0.as_str(), |at| &self.0[..after + at])
    }
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (uri, https) = web_address(text)?;
        if uri.query().is_some() || uri.path().contains([';', ',']) {
            return Err(format!(
                "`{text}` must be an address and a path, without a question mark, semicolon or comma"
            ));
        }
        let authority = uri.authority().map_or("", |it| it.as_str());
        Ok(Self(format!("{}{}", Origin::of(https, authority), uri.path().trim_end_matches('/'))))
    }
}

fn web_address(text: &str) -> Result<(Uri, bool), String> {
    let refused = || format!("`{text}` is no web address such as https://play.example.org");
    if text.len() > ORIGIN_BYTES_MAX {
        return Err(refused());
    }
    let uri: Uri = text.trim().parse().or(Err(refused()))?;
    let https = match uri.scheme_str() {
        Some("https") => true,
        Some("http") => false,
        _ => return Err(refused()),
    };
    match uri.authority() {
        Some(it) if !it.as_str().contains('@') && !it.host().is_empty() => Ok((uri, https)),
        _ => Err(refused()),
    }
}

macro_rules! as_text {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(it: $name) -> Self {
                it.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

as_text!(Origin);
as_text!(BaseUrl);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_one_spelling() {
        for (text, origin) in [
            ("https://Play.Example.org/", "https://play.example.org"),
            ("https://play.example.org:443", "https://play.example.org"),
            ("http://play.example.org:80", "http://play.example.org"),
            ("http://play.example.org:443", "http://play.example.org:443"),
            ("http://[::1]:3000", "http://[::1]:3000"),
        ] {
            assert_eq!(text.parse::<Origin>().unwrap().as_str(), origin);
        }
        for bad in
            ["", "play.example.org", "ftp://x", "https://", "https://a@b", "https://x/path", "https://x?y"]
        {
            assert!(bad.parse::<Origin>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_base_may_have_a_path() {
        let base: BaseUrl = "https://cdn.example.org/lantern/".parse().unwrap();
        assert_eq!(
            (base.as_str(), base.origin()),
            ("https://cdn.example.org/lantern", "https://cdn.example.org")
        );
        assert_eq!("https://cdn.example.org".parse::<BaseUrl>().unwrap().origin(), "https://cdn.example.org");
        assert!("https://cdn.example.org/a;b".parse::<BaseUrl>().is_err());
    }

    #[test]
    fn what_never_leaves_the_machine() {
        for (authority, loopback) in [
            ("localhost:3000", true),
            ("127.0.0.1", true),
            ("127.8.9.1:80", true),
            ("[::1]:3000", true),
            ("localhost.evil.example", false),
            ("127.0.0.1.evil.example", false),
            ("192.168.1.2:3000", false),
        ] {
            assert_eq!(is_loopback(authority), loopback, "{authority}");
        }
    }
}
