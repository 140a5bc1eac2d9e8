//! Sending what waits, and knowing from the answer whether it waits on.

use rules::{CommandId, StreamId};
use wire::{Answer, Command, ErrorCode, PublicKey, Purpose, Receipt, error};

use super::row::{Kept, Refused, Row};
use crate::{
    identity, link, page,
    trouble::Trouble,
    turn,
    vault::{self, Shelf},
};

/// What a server says that is in trouble itself, and will be well again.
const PASSING: [ErrorCode; 4] =
    [error::INTERNAL, error::STORAGE_BUSY, error::TIMEOUT, error::TOO_MANY_REQUESTS];

/// What one walk through the outbox came to.
#[derive(Default)]
pub(super) struct Drained {
    pub(super) answers: Vec<(CommandId, Answer)>,
    /// What a door refused, for now or for good.
    turned_away: Vec<(CommandId, Trouble)>,
    /// Why the walk ended early, or passed someone over.
    pub(super) stopped: Option<Trouble>,
}

/// What a trouble means for the command that met it.
enum Fate {
    /// The whole queue waits; nothing is wrong with this command.
    Stop(Trouble),
    /// This one broke something; the others go on, but for those of its own stream.
    PassOver(Trouble),
    /// A door does not take this one. It stays, is shown, and the others go on.
    Hold(Trouble),
    /// It can never be applied as it was signed. It leaves, with a note of how it ended.
    End(Trouble),
}

impl Drained {
    /// How it went for one command, if this walk came to it.
    pub(super) fn of(&self, id: CommandId) -> Option<Result<Answer, Trouble>> {
        let answer = self.answers.iter().find(|(its, _)| *its == id).map(|(_, answer)| Ok(answer.clone()));
        answer.or_else(|| {
            self.turned_away.iter().find(|(its, _)| *its == id).map(|(_, trouble)| Err(trouble.clone()))
        })
    }

    /// The first thing that went wrong, and whether another try may help.
    pub(super) fn trouble(&self) -> Option<(Trouble, bool)> {
        match (&self.stopped, self.turned_away.first()) {
            (Some(stopped), _) => {
                let again = PASSING.iter().any(|code| stopped.is(code));
                Some((stopped.clone(), again))
            }
            (None, Some((_, trouble))) => Some((trouble.clone(), false)),
            (None, None) => None,
        }
    }
}

/// Walks through the outbox once, in order, while no other tab does.
pub(super) async fn drain() -> Result<Drained, Trouble> {
    let _turn = turn::take(turn::Of::Outbox).await;
    let server = page::server()?;
    let mut drained = Drained::default();
    let mut passed_over: Vec<StreamId> = Vec::new();
    for (key, row) in vault::all::<Row>(Shelf::Outbox).await? {
        // A command of an older shape is still sent: the server can read it.
        let command: Option<Command> = row.post.signed.read(Purpose::Command).ok();
        if command.as_ref().is_some_and(|command| passed_over.contains(&command.stream)) {
            continue;
        }
        let outcome = match &command {
            Some(command) if command.server != server => {
                Err(Fate::Hold(Trouble::from(&error::SERVER_MISMATCH)))
            }
            _ => deliver(&row, server).await,
        };
        match outcome {
            Ok(answer) => {
                leave(&key, &row, Ok(&answer)).await?;
                drained.answers.push((row.id, answer));
            }
            Err(Fate::Stop(trouble)) => {
                drained.stopped = Some(trouble);
                break;
            }
            Err(Fate::PassOver(trouble)) => {
                passed_over.extend(command.map(|command| command.stream));
                drained.stopped.get_or_insert(trouble);
            }
            Err(Fate::Hold(trouble)) => {
                let held = Row { refused: Some(Refused::from(&trouble)), ..row };
                drained.turned_away.push((held.id, trouble));
                vault::put(Shelf::Outbox, &key, &held).await?;
            }
            Err(Fate::End(trouble)) => {
                leave(&key, &row, Err(&trouble)).await?;
                drained.turned_away.push((row.id, trouble));
            }
        }
    }
    Ok(drained)
}

/// Posts one command. The very first one opens the account and logs in before it; later the session
/// may be gone, or the server set back to before the account, and the same is done then.
async fn deliver(row: &Row, server: PublicKey) -> Result<Answer, Fate> {
    // Looked up first: if another tab logs in while we look at the account, its session is newer than
    // this one, and nothing has to be renewed.
    let mut session = identity::session_end().unwrap_or_default();
    if identity::known_account().await.map_err(Fate::Stop)?.is_none() {
        session = identity::renew(session).await.map_err(Fate::Stop)?.expires_at;
    }
    let mut posted = link::post("/api/v1/commands", &row.post).await;
    if posted
        .as_ref()
        .is_err_and(|trouble| trouble.is(&error::SESSION_MISSING) || trouble.is(&error::ACCOUNT_UNKNOWN))
    {
        identity::renew(session).await.map_err(Fate::Stop)?;
        posted = link::post("/api/v1/commands", &row.post).await;
    }
    let answer = match posted {
        // Only the first signature of a change is decided on, and this one was.
        Err(trouble) if row.carried && trouble.is(&error::COMMAND_ID_REUSED) => {
            return Err(Fate::End(trouble));
        }
        posted => posted.map_err(fate)?,
    };
    if fits(&answer, row, server) {
        Ok(answer)
    } else {
        Err(Fate::Hold(Trouble::Unreadable(
            "The server's receipt does not fit this change. It is kept here.".into(),
        )))
    }
}

/// Whether the answer is this server's receipt for exactly these bytes.
pub(super) fn fits(answer: &Answer, row: &Row, server: PublicKey) -> bool {
    let receipt: Result<Receipt, _> = answer.receipt.open(Purpose::Receipt);
    answer.receipt.key == server
        && receipt.is_ok_and(|it| it.command == row.id && it.command_hash == row.post.signed.hash())
}

fn fate(trouble: Trouble) -> Fate {
    let Some(code) = error::find(trouble.code()) else {
        return match trouble {
            // A code from a newer server says something about this command; anything else, like a
            // hotel's login page in place of an answer, says nothing.
            Trouble::Refused { .. } => Fate::Hold(trouble),
            _ => Fate::Stop(trouble),
        };
    };
    if *code == error::INTERNAL {
        Fate::PassOver(trouble)
    } else if *code == error::SESSION_MISSING || PASSING.contains(code) {
        Fate::Stop(trouble)
    } else if *code == error::CONFLICT {
        Fate::End(trouble)
    } else {
        Fate::Hold(trouble)
    }
}

/// Takes a command out of the outbox and puts how it ended beside it, on the shelf of receipts.
async fn leave(key: &str, row: &Row, end: Result<&Answer, &Trouble>) -> Result<(), Trouble> {
    let kept = Kept {
        post: row.post.clone(),
        answer: end.ok().cloned(),
        refused: end.err().map(Refused::from),
        kept_at: page::now(),
    };
    vault::shift((Shelf::Outbox, key), (Shelf::Receipts, &row.id.to_string()), &kept).await
}
