//! Cookies: which ones there are, and how they are written and found.

use app::look::Look;
use http::{HeaderMap, HeaderValue, header::COOKIE};

/// A cookie of ours. Where browsers keep `Secure` cookies (HTTPS, and this machine itself) its name
/// is bound to the host and to HTTPS; on other plain HTTP they would drop such a cookie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cookie {
    secure_name: &'static str,
    plain_name: &'static str,
}

/// Who is logged in.
pub(crate) const SESSION: Cookie = Cookie { secure_name: "__Host-farlantern", plain_name: "farlantern" };
/// Which browser asked for a challenge.
pub(crate) const BROWSER: Cookie =
    Cookie { secure_name: "__Host-farlantern_browser", plain_name: "farlantern_browser" };

impl Cookie {
    /// What the browser sent, if it sent the one of this kind of address.
    pub(crate) fn find(self, headers: &HeaderMap, secure: bool) -> Option<&str> {
        find(headers, self.name(secure))
    }

    /// A header that keeps a value; without an age, until the browser closes.
    pub(crate) fn keep(self, value: &str, secure: bool, age_millis: Option<i64>) -> HeaderValue {
        let age = age_millis.map_or(String::new(), |it| format!("; Max-Age={}", it / 1000));
        self.write(value, secure, &age)
    }

    /// A header that makes the browser forget it.
    pub(crate) fn forget(self, secure: bool) -> HeaderValue {
        self.write("", secure, "; Max-Age=0")
    }

    fn name(self, secure: bool) -> &'static str {
        if secure { self.secure_name } else { self.plain_name }
    }

    fn write(self, value: &str, secure: bool, age: &str) -> HeaderValue {
        let flag = if secure { "; Secure" } else { "" };
        let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{flag}{age}", self.name(secure));
        HeaderValue::try_from(text).expect("names are ours and values are base64url")
    }
}

/// The look that was chosen. Written by the page, so only known words are taken.
pub(crate) fn look(headers: &HeaderMap) -> Look {
    Look::read(find(headers, "theme"), find(headers, "look"))
}

fn find<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = lines.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_among_others_and_only_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; farlantern=plain;theme=vellum"));
        headers.append(COOKIE, HeaderValue::from_static("__Host-farlantern=secure; x__Host-farlantern=no"));
        assert_eq!(SESSION.find(&headers, true), Some("secure"));
        assert_eq!(SESSION.find(&headers, false), Some("plain"));
        assert_eq!(BROWSER.find(&headers, true), None);
        assert_eq!(look(&headers), Look::read(Some("vellum"), None));
        headers.insert(COOKIE, HeaderValue::from_static("look=text:large; theme=\"><script>"));
        assert_eq!(look(&headers), Look::read(None, Some("text:large")));
    }

    #[test]
    fn flags_as_the_address_allows() {
        let secure = SESSION.keep("v", true, Some(60_000));
        assert_eq!(secure, "__Host-farlantern=v; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
        assert_eq!(SESSION.keep("v", false, None), "farlantern=v; Path=/; HttpOnly; SameSite=Lax");
        assert_eq!(BROWSER.forget(false), "farlantern_browser=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }
}
