//! What one has said and the world has not answered yet. A command is kept before it is sent,
//! and leaves only by its receipt; the same bytes get the same receipt, so sending twice is safe.

mod carry;
mod deliver;
mod row;

use rules::{CommandId, Content, RULES_VERSION, StreamId, TextId};
use wire::{Answer, Command, CommandPost, Millis, Purpose, SaltedText, Sequence};

use crate::{
    chance, identity, page,
    trouble::Trouble,
    vault::{self, Other, Shelf},
    wait::sleep,
};
use deliver::drain;
use row::{Kept, Row};

pub(crate) use carry::{Undelivered, adopt, undelivered, weight};
pub use row::{Held, Refused};

/// How long `flush` waits before it tries again what the server could not take just then.
const PAUSES_MILLIS: [i32; 3] = [1_000, 3_000, 9_000];
/// How long signed commands are kept after their receipt.
const KEPT_MILLIS: i64 = 40 * 24 * 60 * 60 * 1_000;
/// Old receipts are looked for once a day.
const SWEEP_MILLIS: i64 = 24 * 60 * 60 * 1_000;
const SWEPT: &str = "receipts-swept";

/// Signs a wish, keeps it, and sends it with whatever waits before it. A trouble on the way
/// leaves it in the outbox, for `flush`; only `NoStorage` and `NoKey` mean that it was not kept.
pub async fn send(
    stream: StreamId,
    expected: Option<Sequence>,
    wish: rules::Command,
    texts: Vec<SaltedText>,
) -> Result<Answer, Trouble> {
    let id = keep(stream, expected, wish, texts).await?;
    let drained = drain().await?;
    match drained.of(id) {
        Some(outcome) => outcome,
        // Another tab may have had the turn and sent it for us.
        None => match vault::get::<Kept>(Shelf::Receipts, &id.to_string()).await? {
            Some(kept) => kept.outcome(),
            None => Err(drained.stopped.unwrap_or(Trouble::Offline)),
        },
    }
}

/// How many commands have no receipt yet.
pub async fn waiting() -> Result<u32, Trouble> {
    vault::count(Shelf::Outbox).await
}

/// How many commands in another vault than this tab's have no receipt yet, and how many of them a
/// door has refused.
pub(crate) async fn waiting_in(other: &Other) -> Result<(usize, usize), Trouble> {
    let rows = other.all::<Row>(Shelf::Outbox).await?;
    Ok((rows.len(), rows.iter().filter(|(_, row)| row.refused.is_some()).count()))
}

/// The stream of each command that has no receipt yet.
pub async fn undecided() -> Result<Vec<StreamId>, Trouble> {
    let rows = vault::all::<Row>(Shelf::Outbox).await?;
    let command = |row: Row| row.post.signed.read::<Command>(Purpose::Command).ok();
    Ok(rows.into_iter().filter_map(|(_, row)| command(row)).map(|it| it.stream).collect())
}

/// The waiting commands that a door has refused, and why. They stay until a door takes them.
pub async fn held() -> Result<Vec<Held>, Trouble> {
    let rows = vault::all::<Row>(Shelf::Outbox).await?;
    Ok(rows.into_iter().filter_map(|(_, row)| row.refused.map(|why| Held { id: row.id, why })).collect())
}

/// Sends what waits, in order, and tries again for a while when the server is busy. Troubles
/// are told only when nothing at all was answered; what is left can be seen by `held`.
pub async fn flush() -> Result<Vec<Answer>, Trouble> {
    let mut answers = Vec::new();
    // Nothing logs in behind the back of one who has left.
    if identity::logged_out() || waiting().await? == 0 {
        return Ok(answers);
    }
    let mut pauses = PAUSES_MILLIS.into_iter();
    let trouble = loop {
        let trouble = match drain().await {
            Ok(drained) => {
                let trouble = drained.trouble();
                answers.extend(drained.answers.into_iter().map(|(_, answer)| answer));
                trouble
            }
            Err(trouble) => Some((trouble, false)),
        };
        match trouble {
            // The turn is given back while waiting, so that what is said meanwhile can go out.
            Some((trouble, true)) => match pauses.next() {
                Some(pause) => sleep(pause).await,
                None => break Some(trouble),
            },
            Some((trouble, false)) => break Some(trouble),
            None => break None,
        }
    };
    match trouble {
        Some(trouble) if answers.is_empty() => Err(trouble),
        _ => Ok(answers),
    }
}

/// A text to go beside a command, with a salt of its own.
pub fn new_text(text: &str) -> SaltedText {
    SaltedText { id: TextId(random()), salt: random(), text: text.into() }
}

/// An id for a stream that begins now.
pub fn new_stream() -> StreamId {
    StreamId(random())
}

/// Removes receipts that are older than they need to be.
pub(crate) async fn sweep(now: Millis) -> Result<(), Trouble> {
    let before: Option<Millis> = vault::get(Shelf::Views, SWEPT).await?;
    if before.is_some_and(|before| now.0.saturating_sub(before.0) < SWEEP_MILLIS) {
        return Ok(());
    }
    for (key, kept) in vault::all::<Kept>(Shelf::Receipts).await? {
        if now.0.saturating_sub(kept.kept_at.0) > KEPT_MILLIS {
            vault::delete(Shelf::Receipts, &key).await?;
        }
    }
    vault::put(Shelf::Views, SWEPT, &now).await
}

async fn keep(
    stream: StreamId,
    expected: Option<Sequence>,
    wish: rules::Command,
    texts: Vec<SaltedText>,
) -> Result<CommandId, Trouble> {
    let id = CommandId(chance::bytes()?);
    let made_at = page::now();
    let command = Command {
        id,
        account: identity::account().await?,
        server: page::server()?,
        origin: page::origin()?,
        rules_version: RULES_VERSION,
        content_hash: Content::built_in_hash(),
        stream,
        expected,
        made_at,
        wish,
    };
    let signed = identity::sign(Purpose::Command, &command).await?;
    let row = Row { id, post: CommandPost { signed, texts }, made_at, refused: None, carried: false };
    vault::append(Shelf::Outbox, &row).await?;
    Ok(id)
}

fn random<const N: usize>() -> [u8; N] {
    chance::bytes().expect("every browser that runs WASM has crypto.getRandomValues")
}
