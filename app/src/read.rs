//! Reads. The only thing pages call for data: on the server a question is answered by the store;
//! in the browser by what the vault keeps, and then by the server again. The first answer of a
//! page comes with the page itself.

pub mod ask;
pub mod json;
mod question;
mod reading;

pub(crate) use ask::fetch;
pub use ask::{
    Account, Character, Characters, History, Owner, Session, account, character, characters, history, owner,
    session,
};
pub(crate) use question::Kind;
pub use question::{Answer, Found, Question};
pub(crate) use reading::{Reading, shown};
