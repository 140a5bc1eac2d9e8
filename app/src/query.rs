//! What stands behind `=` in an address. What people may read there is left as it is.

/// As it is written in an address, and read by every server.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => encoded.push(byte.into()),
            b'-' | b'.' | b'_' | b'*' | b'(' | b')' | b',' | b'!' | b'@' | b'/' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_an_address_is_encoded() {
        for (text, written) in [
            ("4d6kh3", "4d6kh3"),
            ("1d20+5 >= 15", "1d20%2B5%20%3E%3D%2015"),
            ("é&#=", "%C3%A9%26%23%3D"),
            ("str:5,dex:2", "str%3A5,dex%3A2"),
        ] {
            assert_eq!(encoded(text), written, "{text}");
        }
    }
}
