//! Programs that act for the account. The server makes and holds their keys, and a token stands for
//! the key; the account says what each may do and until when, and turns it away.

use serde::{Deserialize, Serialize};
use wire::{
    Claim, Millis, PublicKey, Purpose, Signed,
    account::{Chain, Consent, Scope},
};

use crate::{
    devices, identity, link, outbox, page,
    statement::{self, By},
    trouble::Trouble,
};

const PROGRAMS: &str = "/api/v1/account/programs";

#[derive(Serialize)]
struct Empty {}

/// A key that the server made for a program, with the key's own word that it may be let in.
#[derive(Deserialize)]
struct Offered {
    key: PublicKey,
    consent: Signed,
}

#[derive(Deserialize)]
struct Handed {
    token: String,
}

/// Lets a program in until a moment of the server's clock, a year ahead at most. Answers its token,
/// which nobody can read again. `Unfit` if that is not a name; `Refused` without scopes or time;
/// `Unreadable` if the server offers a key that is not for this account. If a trouble comes once
/// the program is in, [`token`] makes it another token.
pub async fn add(name: &str, scopes: &[Scope], until: Millis) -> Result<String, Trouble> {
    let name = devices::named(name)?;
    let Offered { key, consent } =
        identity::in_session(async || link::post(PROGRAMS, &Empty {}).await).await?;
    if !is_for_us(key, &consent).await? {
        return Err(Trouble::Unreadable(
            "The server offers the program a key that is not for this account. Nobody was let in.".into(),
        ));
    }
    let text = outbox::new_text(&name);
    let say = |chain: &Chain| {
        // Also where only the answer was lost.
        let known = chain.keys().programs.iter().any(|it| it.key == key);
        let (scopes, consent) = (scopes.to_vec(), consent.clone());
        let claim = Claim::AddProgram { key, name: text.reference(), scopes, until, consent };
        Ok((!known).then(|| (claim, vec![text.clone()])))
    };
    statement::add(By::Device, &say).await?;
    token(key).await
}

/// A new token for a program, which nobody can read again. The one before works no more.
pub async fn token(key: PublicKey) -> Result<String, Trouble> {
    let path = [PROGRAMS, "/", &key.to_string(), "/token"].concat();
    let handed: Handed = identity::in_session(async || link::post(&path, &Empty {}).await).await?;
    Ok(handed.token)
}

/// Turns a program away for good: its token works no more.
pub async fn revoke(key: PublicKey) -> Result<(), Trouble> {
    let say = |chain: &Chain| {
        let gone = chain.keys().programs.iter().any(|it| it.key == key && it.revoked_at.is_some());
        Ok((!gone).then(|| (Claim::RevokeKey { key }, Vec::new())))
    };
    statement::add(By::Device, &say).await
}

/// Whether the server made this key for this account: the key itself must say so.
async fn is_for_us(key: PublicKey, consent: &Signed) -> Result<bool, Trouble> {
    let mine = identity::account().await?;
    let word: Option<Consent> = consent.open(Purpose::Program).ok();
    let fits = word.is_some_and(|it| it.account == mine && page::server() == Ok(it.server));
    Ok(consent.key == key && fits)
}
