//! The documented list of error codes of `/api/v1`. Codes are never renamed or reused.

/// A code with its HTTP status and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    pub code: &'static str,
    pub status: u16,
    pub sentence: &'static str,
}

macro_rules! codes {
    ($($name:ident = $status:literal, $sentence:literal;)*) => {
        $(
            #[doc = $sentence]
            pub const $name: ErrorCode = ErrorCode { code: stringify!($name), status: $status, sentence: $sentence };
        )*
        /// Every code that the doors themselves answer, in alphabetical order. What the rules
        /// refuse has its own codes, in the receipt.
        pub const CODES: &[ErrorCode] = &[$($name),*];
    };
}

codes! {
    ACCOUNT_UNKNOWN = 403, "This account is not known here. Open it with a first statement.";
    BODY_TOO_LARGE = 413, "That is more than this door takes.";
    CHARACTER_NOT_FOUND = 404, "This character is not known here.";
    COMMAND_ID_REUSED = 409, "This id was already used for another change. Make a new one.";
    CONFLICT = 409, "The character has changed since. Look again and decide anew.";
    INTERNAL = 500, "Something broke on our side. Nothing was lost; please try again.";
    KEY_UNKNOWN = 403, "This key does not belong to the account.";
    MALFORMED = 400, "This request cannot be read.";
    METHOD_NOT_ALLOWED = 405, "This address does not take that kind of request.";
    NONCE_EXPIRED = 403, "That took longer than a minute. Ask for a new challenge.";
    NONCE_REUSED = 403, "This challenge was already used. Ask for a new one.";
    NONCE_WRONG = 403, "This challenge was not given to this browser. Ask for a new one.";
    NOT_FOUND = 404, "There is nothing at this address.";
    ORIGIN_REFUSED = 403, "This request comes from another site and was refused.";
    PARKED = 425, "This change was made with newer rules or content. Keep it and send it later.";
    SERVER_MISMATCH = 403, "This was signed for another server or address.";
    SESSION_MISSING = 401, "Log in first.";
    SIGNATURE_WRONG = 403, "The signature does not fit.";
    STORAGE_BUSY = 503, "The server cannot write just now. Nothing was lost; please try again.";
    TEXT_REFUSED = 400, "A text does not fit what was signed.";
    TIMEOUT = 408, "That took too long. Nothing was lost; please try again.";
    TOO_MANY_REQUESTS = 429, "That was too fast. Wait a moment and try again.";
    UNSUPPORTED_MEDIA_TYPE = 415, "Send JSON, as application/json.";
    WEAK_KEY = 403, "This key cannot be used. Make a new one.";
}

/// Finds a code by its name.
pub fn find(code: &str) -> Option<&'static ErrorCode> {
    CODES.iter().find(|it| it.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_kind() {
        assert!(CODES.windows(2).all(|pair| pair[0].code < pair[1].code));
        for it in CODES {
            assert!((400..600).contains(&it.status), "{}", it.code);
            assert!(it.sentence.ends_with('.') && !it.sentence.contains("error"), "{}", it.code);
        }
    }
}
