//! Changes that go along when a browser moves to another address. There they are signed anew, by the
//! key of that address and under the same ids: what was decided already is not decided twice.

use rules::{AccountId, CommandId};
use wire::{Command, CommandPost, PublicKey, Purpose};

use super::row::{Kept, Row};
use crate::{
    identity, page,
    trouble::Trouble,
    turn,
    vault::{self, Shelf},
};

/// A change as it was to be posted.
pub(crate) type Undelivered = (CommandId, CommandPost);

/// What has no receipt yet, in its order.
pub(crate) async fn undelivered() -> Result<Vec<Undelivered>, Trouble> {
    let rows = vault::all::<Row>(Shelf::Outbox).await?;
    Ok(rows.into_iter().map(|(_, row)| (row.id, row.post)).collect())
}

/// About how many bytes these are, written down.
pub(crate) fn weight(rows: &[Undelivered]) -> usize {
    // Bytes become four thirds of themselves; key, signature and names around them are the rest.
    let texts = |post: &CommandPost| post.texts.iter().map(|it| it.text.len() + 200).sum::<usize>();
    rows.iter().map(|(_, post)| post.signed.bytes.len() * 4 / 3 + texts(post) + 300).sum()
}

/// Takes changes over that this very key has signed for this account, each once. Whatever else is
/// among them was signed by nobody who may, and is passed over.
pub(crate) async fn adopt(posts: &[CommandPost], account: AccountId, from: PublicKey) -> Result<(), Trouble> {
    let _turn = turn::take(turn::Of::Outbox).await;
    let mut here: Vec<_> = undelivered().await?.into_iter().map(|(id, _)| id).collect();
    for post in posts {
        let command = post.signed.open::<Command>(Purpose::Command);
        let Some(command) = command
            .ok()
            .filter(|it| post.signed.key == from && it.account == account && page::server() == Ok(it.server))
        else {
            page::note("A change was signed by somebody else", &post.signed.key.to_string().into());
            continue;
        };
        let id = command.id;
        let done = vault::get::<Kept>(Shelf::Receipts, &id.to_string()).await?.is_some();
        if done || here.contains(&id) {
            continue;
        }
        here.push(id);
        let made_at = command.made_at;
        let command = Command { origin: page::origin()?, ..command };
        let signed = identity::sign(Purpose::Command, &command).await?;
        let post = CommandPost { signed, texts: post.texts.clone() };
        vault::append(Shelf::Outbox, &Row { id, post, made_at, refused: None, carried: true }).await?;
    }
    Ok(())
}
