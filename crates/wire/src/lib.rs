//! What travels: signed bytes, commands, statements, receipts, events, pages' views and the API
//! envelope. Knows no socket, no database and no screen; the server and the browser share it.

pub mod account;
pub mod asset;
pub mod command;
pub mod dice;
pub mod encoding;
pub mod envelope;
pub mod error;
pub mod export;
pub mod journal;
pub mod limit;
pub mod login;
pub mod number;
pub mod owner;
pub mod pairing;
pub mod path;
pub mod receipt;
pub mod scene;
pub mod signed;
pub mod snapshot;
pub mod socket;
pub mod sound;
pub mod text;
pub mod view;

pub use account::{AccountView, Claim, Link, Statement, StatementPost};
pub use command::{Command, CommandPost, WishPost};
pub use envelope::Envelope;
pub use error::ErrorCode;
pub use journal::{GENESIS, Recorded, Row};
pub use login::{Challenge, Login, LoginPost, Recover, RecoverPost, SessionView};
pub use number::{Millis, Position, Sequence};
pub use receipt::{Answer, Outcome, Receipt};
pub use signed::{Group, PublicKey, Purpose, Signature, Signed, Unsigned};
pub use snapshot::CharacterSnapshot;
pub use text::SaltedText;
pub use view::{CharacterView, Figure, HistoryView, RosterView};
