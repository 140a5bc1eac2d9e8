//! Every operation of `/api/v1` in words and types. A test compares this list with the table of doors,
//! and each answer that any test at the doors ever gets with what is said here.

use odds::OddsView;
use rules::{
    Hash, StreamId,
    codex::{Found, Kind},
};
use wire::{
    AccountView, Challenge, CharacterView, CommandPost, HistoryView, LoginPost, PublicKey, RecoverPost,
    RosterView, SessionView, StatementPost, WishPost,
    account::{Recovered, ReentryPost, Released},
    asset::Manifest,
    dice::{DiceStream, RollAnswer, RollPost},
    error::{
        self, ACCOUNT_CLOSED, ACCOUNT_LOCKED, ACCOUNT_UNKNOWN, ASSETS_MISSING, CHARACTER_NOT_FOUND,
        COMMAND_ID_REUSED, COMPENDIUM_MISASKED, COMPENDIUM_NOT_FOUND, CONFLICT, DICE_MISREAD,
        DICE_STREAM_UNKNOWN, DICE_TOO_MUCH, DICE_UNROLLED, EXPORT_TOO_LARGE, KEY_UNKNOWN, NONCE_EXPIRED,
        NONCE_REUSED, NONCE_WRONG, OWNER_ADDRESS_ENDED, PAIRING_NOT_FOUND, PARKED, RECOVERY_UNKNOWN,
        REENTRY_REFUSED, SERVER_MISMATCH, SESSION_ENDED, SESSION_MISSING, SIGNATURE_WRONG, STATEMENT_REFUSED,
        TEXT_REFUSED, WEAK_KEY,
    },
    export::Export,
    owner::{AuditView, DeedPost, OwnerClaim, PeopleView},
    pairing::{Asked, PairingPost, PairingView},
};

use super::{
    asked::ASKED,
    operation::{Gives, Group, Operation, Query, Shape, data},
};
use crate::api::{
    about::ServerView,
    account::Stated,
    body::Nothing,
    compendium::{CompendiumEntry, Slug},
    pairings::Invited,
    programs::{Given, Made},
};

/// What anything signed may fail with.
const SIGNED: &[error::ErrorCode] = &[SERVER_MISMATCH, SIGNATURE_WRONG, WEAK_KEY];
/// What anything with a challenge in it may fail with.
const NONCE: &[error::ErrorCode] = &[NONCE_EXPIRED, NONCE_REUSED, NONCE_WRONG];

pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::write(
        "/api/v1/dice/roll",
        Group::Dice,
        "roll_dice",
        "Roll",
        &[Shape::of::<RollPost>()],
        data::<RollAnswer>(),
    )
    .says(
        "Rolls an expression of dice and signs a receipt. Whoever wants to be sure begins a stream first, \
         names it as `place`, and sends a fresh `share` with each roll: then neither side decides alone what \
         falls. Without a place the promise is made for this roll alone, and nothing is left on the server.",
    )
    .fails(&[&[DICE_MISREAD, DICE_STREAM_UNKNOWN, DICE_TOO_MUCH, DICE_UNROLLED]])
    .try_with(r#"{"expr": "1d20+@str", "values": {"str": 5}}"#),
    Operation::read(
        "/api/v1/dice/odds",
        Group::Dice,
        "dice_odds",
        "How likely each result is",
        data::<OddsView>(),
    )
    .says("Counted exactly where that is possible; `kind` says how they were found.")
    .asks(&[
        Query::text("expr", "The expression.", "2d20kh1+5").required(),
        Query::text("dialect", "Whose spelling it is: `foundry`, `avrae` or `roll20`.", "foundry"),
        Query::text("values", "What stands behind references, as in `str:5,dex:2`.", "str:5"),
    ])
    .fails(&[&[DICE_MISREAD, DICE_UNROLLED]]),
    Operation::write(
        "/api/v1/dice/streams",
        Group::Dice,
        "begin_dice_stream",
        "Begin a stream of rolls",
        &[Shape::of::<Nothing>()],
        data::<DiceStream>(),
    )
    .says(
        "The server signs what it will roll by, before it knows what is asked. Keep the promise: receipts \
         are checked against it. The name of the stream stands in the promise. The pass is a secret; who shows it may roll on this stream.",
    )
    .fails(&[&[CONFLICT]])
    .try_with("{}"),
    Operation::read(
        "/api/v1/compendium",
        Group::Compendium,
        "search_compendium",
        "Look something up",
        data::<Found>(),
    )
    .says("Everything about some words, the best first; or all there is. `kind` parts it as the paths below do.")
    .asks(&ASKED)
    .fails(&[&[COMPENDIUM_MISASKED]]),
    Operation::read(
        "/api/v1/compendium/{kind}",
        Group::Compendium,
        "list_compendium",
        "All entries of a kind",
        data::<Found>(),
    )
    .at::<Kind>()
    .asks(ASKED.split_at(1).1)
    .fails(&[&[COMPENDIUM_MISASKED, COMPENDIUM_NOT_FOUND]]),
    Operation::read(
        "/api/v1/compendium/{kind}/{slug}",
        Group::Compendium,
        "read_compendium",
        "One entry",
        data::<CompendiumEntry>(),
    )
    .at_two::<Kind, Slug>()
    .says("The card that lists show, the leaf that people read, and the entry that the engine runs.")
    .fails(&[&[COMPENDIUM_NOT_FOUND]]),
    Operation::read(
        "/api/v1/characters",
        Group::Characters,
        "list_characters",
        "All characters of the account",
        data::<RosterView>(),
    ),
    Operation::read(
        "/api/v1/characters/{id}",
        Group::Characters,
        "read_character",
        "One character",
        data::<CharacterView>(),
    )
    .at::<StreamId>()
    .fails(&[&[CHARACTER_NOT_FOUND]]),
    Operation::read(
        "/api/v1/characters/{id}/history",
        Group::Characters,
        "read_history",
        "Everything that happened to a character",
        data::<HistoryView>(),
    )
    .at::<StreamId>()
    .says("The events as they are stored and hashed, so that whoever reads them can check the chain. At most the first 5,000.")
    .fails(&[&[CHARACTER_NOT_FOUND]]),
    Operation::write(
        "/api/v1/commands",
        Group::Characters,
        "send_command",
        "Wish for something",
        &[Shape::of::<CommandPost>(), Shape::of::<WishPost>()],
        data::<wire::Answer>(),
    )
    .says(
        "A device sends a `CommandPost`: a `Command` that it signed. A program that comes by its token sends \
         a `WishPost`, which is signed here with the program's own key. Applied and refused are both answers; \
         the signed receipt says which. The same bytes under the same id get the same receipt, so it may be \
         sent again after a break.",
    )
    .fails(&[
        SIGNED,
        &[
            ACCOUNT_CLOSED,
            ACCOUNT_LOCKED,
            ACCOUNT_UNKNOWN,
            COMMAND_ID_REUSED,
            KEY_UNKNOWN,
            PARKED,
            TEXT_REFUSED,
        ],
    ]),
    Operation::read(
        "/api/v1/account",
        Group::Account,
        "read_account",
        "Which keys speak for the account",
        data::<AccountView>(),
    )
    .says("Every statement of the account, oldest first. Whoever folds them needs not believe the server.")
    .fails(&[&[ACCOUNT_UNKNOWN]]),
    Operation::write(
        "/api/v1/account/statements",
        Group::Account,
        "add_statement",
        "Open an account, or change its keys",
        &[Shape::of::<StatementPost>()],
        data::<Stated>(),
    )
    .says(
        "A signed `Statement`: the first makes the account, each of the others names the one before. The \
         same bytes again change nothing. A re-entry key speaks only while its device has a session.",
    )
    .fails(&[
        SIGNED,
        &[
            ACCOUNT_CLOSED,
            ACCOUNT_UNKNOWN,
            CONFLICT,
            REENTRY_REFUSED,
            SESSION_MISSING,
            STATEMENT_REFUSED,
            TEXT_REFUSED,
        ],
    ]),
    Operation::write(
        "/api/v1/account/recover",
        Group::Account,
        "find_account",
        "Find the account of a recovery key",
        &[Shape::of::<RecoverPost>()],
        data::<Recovered>(),
    )
    .says("A `Recover` that the recovery key signed. Nothing is changed by it.")
    .fails(&[SIGNED, &[NONCE_EXPIRED, NONCE_WRONG, RECOVERY_UNKNOWN]]),
    Operation::read(
        "/api/v1/account/export",
        Group::Account,
        "export_account",
        "Everything that is kept of the account, as one file",
        Gives::File(Shape::of::<Export>()),
    )
    .says("No envelope, but a file that `farlantern verify` checks without the server.")
    .fails(&[&[ACCOUNT_UNKNOWN, EXPORT_TOO_LARGE]]),
    Operation::write(
        "/api/v1/auth/challenge",
        Group::Sessions,
        "ask_challenge",
        "Ask for a challenge",
        &[Shape::of::<Nothing>()],
        data::<Challenge>(),
    )
    .says("Good for one minute, once, and for this browser or program alone: a cookie names it.")
    .try_with("{}"),
    Operation::write(
        "/api/v1/auth/verify",
        Group::Sessions,
        "log_in",
        "Log in",
        &[Shape::of::<LoginPost>()],
        data::<SessionView>(),
    )
    .says("A `Login` with the challenge in it, signed by a key of the account. The session is a cookie.")
    .fails(&[SIGNED, NONCE, &[ACCOUNT_CLOSED, ACCOUNT_LOCKED, ACCOUNT_UNKNOWN, KEY_UNKNOWN, SESSION_ENDED]]),
    Operation::read(
        "/api/v1/auth/session",
        Group::Sessions,
        "read_session",
        "Who is logged in",
        data::<SessionView>(),
    ),
    Operation::write(
        "/api/v1/auth/logout",
        Group::Sessions,
        "log_out",
        "Log out here",
        &[Shape::of::<Nothing>()],
        Gives::Nothing,
    )
    .says("Without a session there is nothing to end, and that is well."),
    Operation::write(
        "/api/v1/auth/logout_everywhere",
        Group::Sessions,
        "log_out_everywhere",
        "Log out on all devices",
        &[Shape::of::<Nothing>()],
        Gives::Nothing,
    ),
    Operation::write(
        "/api/v1/account/pairings",
        Group::Devices,
        "invite_device",
        "Open a place where two devices meet",
        &[Shape::of::<PairingPost>()],
        data::<Invited>(),
    )
    .fails(&[&[ACCOUNT_CLOSED, ACCOUNT_UNKNOWN, CONFLICT]]),
    Operation::read(
        "/api/v1/pairings/{id}",
        Group::Devices,
        "read_pairing",
        "What the two devices have said",
        data::<PairingView>(),
    )
    .at::<Hash>()
    .says("Whoever knows the id holds the invitation, or was told by one who does.")
    .fails(&[&[PAIRING_NOT_FOUND]]),
    Operation::write(
        "/api/v1/pairings/{id}",
        Group::Devices,
        "ask_to_join",
        "Ask to be taken in",
        &[Shape::of::<Asked>()],
        Gives::Nothing,
    )
    .at::<Hash>()
    .fails(&[&[CONFLICT, PAIRING_NOT_FOUND, SIGNATURE_WRONG, STATEMENT_REFUSED, TEXT_REFUSED, WEAK_KEY]]),
    Operation::write(
        "/api/v1/account/reentry",
        Group::Devices,
        "unwrap_reentry_key",
        "What unwraps a device's re-entry key",
        &[Shape::of::<ReentryPost>()],
        data::<Released>(),
    )
    .says("For the re-entry key that the device keeps, or one that it is about to keep.")
    .fails(&[&[ACCOUNT_CLOSED, ACCOUNT_UNKNOWN, REENTRY_REFUSED]]),
    Operation::write(
        "/api/v1/account/programs",
        Group::Programs,
        "make_program",
        "Make a key for a program",
        &[Shape::of::<Nothing>()],
        data::<Made>(),
    )
    .says("The server holds the key, and forgets it after an hour if no statement of the account has let the program in by then. The statement carries the consent.")
    .fails(&[&[ACCOUNT_CLOSED]]),
    Operation::write(
        "/api/v1/account/programs/{key}/token",
        Group::Programs,
        "make_token",
        "Make the token that a program comes by",
        &[Shape::of::<Nothing>()],
        data::<Given>(),
    )
    .at::<PublicKey>()
    .says("Shown this once. The one before it ends.")
    .fails(&[&[KEY_UNKNOWN]]),
    Operation::read(
        "/api/v1/server",
        Group::Server,
        "read_server",
        "Which server this is",
        data::<ServerView>(),
    ),
    Operation::read(
        "/api/v1/assets/manifest",
        Group::Server,
        "read_manifest",
        "All assets of this release",
        data::<Manifest>(),
    )
    .tagged()
    .says("The paths stand below `/assets`. Send the `ETag` that came with it as `If-None-Match` to hear of changes alone.")
    .fails(&[&[ASSETS_MISSING]]),
    Operation::read(
        "/api/v1/openapi.json",
        Group::Server,
        "read_document",
        "This document",
        Gives::Document,
    )
    .says("OpenAPI 3.1, without an envelope."),
    Operation::write(
        "/api/v1/owner/claim",
        Group::Owner,
        "claim_server",
        "Become the owner",
        &[Shape::of::<OwnerClaim>()],
        Gives::Nothing,
    )
    .says("With the token of the one-time address that stands in the server's log.")
    .fails(&[&[ACCOUNT_LOCKED, ACCOUNT_UNKNOWN, OWNER_ADDRESS_ENDED]]),
    Operation::read(
        "/api/v1/owner/people",
        Group::Owner,
        "list_people",
        "The accounts of this server",
        data::<PeopleView>(),
    )
    .asks(&[Query::number("after", "`next` of the page before.", "50")]),
    Operation::read(
        "/api/v1/owner/audit",
        Group::Owner,
        "list_deeds",
        "What owners did",
        data::<AuditView>(),
    )
    .asks(&[Query::number("before", "`next` of the page before.", "120")]),
    Operation::write(
        "/api/v1/owner/locks",
        Group::Owner,
        "lock_account",
        "Shut an account out",
        &[Shape::of::<DeedPost>()],
        Gives::Nothing,
    )
    .says("A signed `OwnerDeed`. The sessions of the account end. Its person reads why.")
    .fails(&[SIGNED, NONCE, &[ACCOUNT_UNKNOWN, KEY_UNKNOWN, CONFLICT]]),
    Operation::write(
        "/api/v1/owner/unlocks",
        Group::Owner,
        "unlock_account",
        "Let an account in again",
        &[Shape::of::<DeedPost>()],
        Gives::Nothing,
    )
    .says("A signed `OwnerDeed`.")
    .fails(&[SIGNED, NONCE, &[ACCOUNT_UNKNOWN, KEY_UNKNOWN, CONFLICT]]),
];
