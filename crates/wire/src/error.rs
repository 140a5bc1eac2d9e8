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
    ACCOUNT_CLOSED = 403, "This account is to be deleted. Reopen it to go on.";
    ACCOUNT_LOCKED = 403, "The owner of this server has locked this account.";
    ACCOUNT_UNKNOWN = 403, "This account is not known here. Open it with a first statement.";
    ASSETS_MISSING = 404, "This server has nothing to show yet. Whoever runs it makes the assets with `cargo xtask forge`.";
    BODY_TOO_LARGE = 413, "That is more than this door takes.";
    CHARACTER_NOT_FOUND = 404, "This character is not known here.";
    COMMAND_ID_REUSED = 409, "This id was already used for another change. Make a new one.";
    COMPENDIUM_MISASKED = 400, "This question to the compendium cannot be read.";
    COMPENDIUM_NOT_FOUND = 404, "The compendium has no such entry.";
    CONFLICT = 409, "This has changed since, or is taken. Look again and decide anew.";
    DICE_MISREAD = 400, "These dice cannot be read.";
    DICE_STREAM_UNKNOWN = 404, "This stream of rolls is not known here, or was not used for long. Begin another.";
    DICE_TOO_MUCH = 400, "That is more than one roll may be.";
    DICE_UNROLLED = 422, "These dice cannot be rolled.";
    EXPORT_TOO_LARGE = 413, "This account is too large for one file. Ask the owner of this server for a copy of it.";
    INTERNAL = 500, "Something broke on our side. Nothing was lost; please try again.";
    KEY_UNKNOWN = 403, "This key does not belong to the account.";
    MALFORMED = 400, "This request cannot be read.";
    METHOD_NOT_ALLOWED = 405, "This address does not take that kind of request.";
    NONCE_EXPIRED = 403, "That took longer than a minute. Ask for a new challenge.";
    NONCE_REUSED = 403, "This challenge was already used. Ask for a new one.";
    NONCE_WRONG = 403, "This challenge was not given to this browser. Ask for a new one.";
    NOT_FOUND = 404, "There is nothing at this address.";
    ORIGIN_REFUSED = 403, "This request comes from another site and was refused.";
    OWNER_ADDRESS_ENDED = 404, "This address was used already, or has ended. The log of the server shows a new one.";
    OWNER_ONLY = 403, "Only the owner of this server may do that.";
    PAIRING_NOT_FOUND = 404, "This invitation has ended, or was never made. Make a new one on the first device.";
    PARKED = 425, "This change was made with newer rules or content. Keep it and send it later.";
    RECOVERY_UNKNOWN = 404, "No account here knows this recovery key.";
    REENTRY_REFUSED = 403, "This browser cannot come back by itself any more. Use another device or your recovery words.";
    SCOPE_MISSING = 403, "This program was not allowed to do that.";
    SERVER_MISMATCH = 403, "This was signed for another server or address.";
    SESSION_ENDED = 401, "You logged out on all devices. Log in by hand.";
    SESSION_MISSING = 401, "Log in first.";
    SIGNATURE_WRONG = 403, "The signature does not fit.";
    STATEMENT_REFUSED = 409, "This change of keys is not allowed.";
    STORAGE_BUSY = 503, "The server cannot write just now. Nothing was lost; please try again.";
    TEXT_REFUSED = 400, "A text does not fit what was signed.";
    TIMEOUT = 408, "That took too long. Nothing was lost; please try again.";
    TOKEN_UNKNOWN = 401, "This token is not known here, or is no longer valid.";
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
