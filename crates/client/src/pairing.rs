//! Taking in a second device. The first one invites, the second asks, both show the same short
//! code, the first approves. The server carries it all and can slip in no key of its own: the
//! secret goes past it.

use rules::AccountId;
use serde::{Deserialize, de::IgnoredAny};
use wire::{
    Claim, Millis, PublicKey, Purpose, Signed,
    account::{Chain, Consent},
    error,
    pairing::{Asked, PairingPost, PairingSecret, PairingView},
};

use crate::{
    chance, devices, identity, link, outbox, page, place, reentry,
    statement::{self, By},
    trouble::Trouble,
    vault::{self, Shelf},
};

/// What the first device shows, as a link and as a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub secret: PairingSecret,
    /// The page that the second device opens. The secret stands behind `#`, so no server sees it.
    pub link: String,
    /// By the server's clock.
    pub expires_at: Millis,
}

/// A device that asks to be taken in, proven to hold the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asker {
    pub name: String,
    /// To be compared with what the other device shows, `123 456`.
    pub code: String,
    pub key: PublicKey,
    consent: Signed,
}

/// What the second device shows while it waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    pub account: AccountId,
    /// To be compared with what the first device shows, `123 456`.
    pub code: String,
    secret: PairingSecret,
}

#[derive(Deserialize)]
struct Opened {
    expires_at: Millis,
}

/// On the first device: begins to wait for another one. Needs a session.
pub async fn invite() -> Result<Invitation, Trouble> {
    let secret = PairingSecret(chance::bytes()?);
    let mark = secret.host_mark(identity::account().await?);
    let post = PairingPost { id: secret.id(), mark };
    let opened: Opened =
        identity::in_session(async || link::post("/api/v1/account/pairings", &post).await).await?;
    let mut link = page::origin()?;
    link.push_str("/pair#");
    link.push_str(&secret.to_string());
    Ok(Invitation { secret, link, expires_at: opened.expires_at })
}

/// On the first device: who asks, if anybody does by now. Anyone who does not hold the secret is a
/// trouble, and is never shown as an asker.
pub async fn asked(invitation: &Invitation) -> Result<Option<Asker>, Trouble> {
    let view = look(&invitation.secret).await?;
    let Some(Asked { consent, name, mark }) = view.asked else { return Ok(None) };
    let mine = identity::account().await?;
    let key = consent.key;
    let word: Option<Consent> = consent.open(Purpose::Consent).ok();
    let believed = view.account == mine
        && mark == invitation.secret.mark(mine, key, &name)
        && word.is_some_and(|it| it.account == mine && page::server() == Ok(it.server));
    if !believed {
        return Err(strangers());
    }
    let name = devices::named(&name)?;
    Ok(Some(Asker { name, code: invitation.secret.code(mine, key), key, consent }))
}

/// On the first device, after a person has compared the codes: takes the other one in.
pub async fn approve(invitation: &Invitation, asker: &Asker) -> Result<(), Trouble> {
    let key = asker.key;
    if asker.code != invitation.secret.code(identity::account().await?, key) {
        return Err(strangers());
    }
    let text = outbox::new_text(&asker.name);
    let say = |chain: &Chain| {
        let consent = asker.consent.clone();
        let claim = Claim::AddKey { key, name: text.reference(), consent };
        Ok((!chain.keys().is_active(key)).then(|| (claim, vec![text.clone()])))
    };
    statement::add(By::Device, &say).await
}

/// On the second device: asks to be taken in. `Occupied` if this tab's place has another account with
/// something in it: then it is asked in a place beside it. `Unfit` if this browser is in the account
/// already, or the server names one that did not invite; `PAIRING_NOT_FOUND` once the invitation has
/// ended.
pub async fn ask(secret: PairingSecret) -> Result<Asking, Trouble> {
    let PairingView { account, mark, .. } = look(&secret).await?;
    if mark != secret.host_mark(account) {
        return Err(Trouble::Unfit(
            "The server names another account than the device that invites. Do not go on here.".into(),
        ));
    }
    // A page that is opened again asks with the very same bytes: others would be somebody else.
    let kept: Option<Asked> = vault::get(Shelf::Views, &place(&secret)).await?;
    let mut key = identity::me().await?.key;
    let asked = match kept.filter(|it| it.consent.key == key) {
        Some(asked) => asked,
        None => {
            make_room(account).await?;
            key = identity::me().await?.key;
            let consent = identity::consent(account).await?;
            let name = devices::own_name();
            let mark = secret.mark(account, key, &name);
            let asked = Asked { consent, name, mark };
            vault::put(Shelf::Views, &place(&secret), &asked).await?;
            asked
        }
    };
    link::post::<_, IgnoredAny>(&path(&secret), &asked).await?;
    Ok(Asking { account, code: secret.code(account, key), secret })
}

/// On the second device: whether it was taken in. If so, it belongs to the account from now on, and
/// is logged in.
pub async fn taken(asking: &Asking) -> Result<bool, Trouble> {
    let ended = match look(&asking.secret).await {
        Ok(view) if !view.taken => return Ok(false),
        Ok(_) => None,
        // The answer that said yes may have been lost on the way, and is given once.
        Err(trouble) if trouble.is(&error::PAIRING_NOT_FOUND) => Some(trouble),
        Err(trouble) => return Err(trouble),
    };
    match (identity::try_in(asking.account).await, ended) {
        (Ok(session), _) => {
            identity::join(asking.account).await?;
            vault::delete(Shelf::Views, &place(&asking.secret)).await?;
            reentry::make_ready(session.key);
            Ok(true)
        }
        (Err(trouble), Some(ended)) if trouble.is(&error::KEY_UNKNOWN) => Err(ended),
        (Err(trouble), _) => Err(trouble),
    }
}

async fn make_room(account: AccountId) -> Result<(), Trouble> {
    if place::other_of(account).is_some() {
        return Err(Trouble::Unfit(
            "This browser is in that account already. Switch to it in the settings, under “Accounts in this browser”."
                .into(),
        ));
    }
    if identity::make_room().await? {
        Ok(())
    } else if identity::known_account().await? == Some(account) {
        Err(Trouble::Unfit(
            "This browser is in that account already. Open the link on the other device.".into(),
        ))
    } else {
        Err(Trouble::Occupied)
    }
}

fn strangers() -> Trouble {
    Trouble::Unfit(
        "Somebody without the link tried to answer this invitation and was turned away. Make a new one."
            .into(),
    )
}

async fn look(secret: &PairingSecret) -> Result<PairingView, Trouble> {
    link::get(&path(secret)).await
}

fn path(secret: &PairingSecret) -> String {
    let mut path = String::from("/api/v1/pairings/");
    path.push_str(&secret.id().to_string());
    path
}

fn place(secret: &PairingSecret) -> String {
    let mut place = String::from("pairing/");
    place.push_str(&secret.id().to_string());
    place
}
