//! A browser that has lost its vault comes back by itself. Beside the device key it keeps a re-entry
//! key in the private file system, sealed: only a live session of its own device is told what opens
//! it. That key says one thing, once: it takes a new device key in, in the place of the lost one.
//!
//! The file goes when somebody logs out, and with the account; whoever left on purpose is not brought
//! back. A copy of it lies in the vault, sealed just the same, so that a browser that drops the file
//! alone, or logs in again, needs no new key.

mod file;
mod folder;

use std::cell::Cell;

use ed25519_dalek::SigningKey;
use rules::AccountId;
use wasm_bindgen_futures::spawn_local;
use wire::{AccountView, Claim, PublicKey, Purpose, SessionView, Signed, account::Chain, error};

use crate::{
    identity, link, page, place,
    statement::{self, By},
    trouble::Trouble,
    turn,
    vault::{self, Shelf},
};
use file::File;

/// Where the account lies that this browser is about to come back to, until it has.
const COMING: &str = "reentry";

thread_local! {
    static BACK: Cell<bool> = const { Cell::new(false) };
    static KNOWN: Cell<Option<Known>> = const { Cell::new(None) };
}

/// What this page knows of a device's re-entry key.
#[derive(Clone, Copy)]
struct Known {
    device: PublicKey,
    /// None if there cannot be one here, or not now: then it is not tried again on this page.
    key: Option<PublicKey>,
}

/// Makes sure that this device has a re-entry key. To be called after a login; nobody waits for it.
pub(crate) fn make_ready(device: PublicKey) {
    let is_known = move || KNOWN.get().is_some_and(|it| it.device == device);
    if is_known() {
        return;
    }
    spawn_local(async move {
        let _turn = turn::take(turn::Of::Reentry).await;
        if is_known() {
            return;
        }
        // Whatever goes wrong: all is as without one, until another page tries again.
        let key = ready(device).await.unwrap_or(None);
        KNOWN.set(Some(Known { device, key }));
        // Somebody may have left meanwhile.
        if identity::logged_out() {
            hide().await;
        }
    });
}

async fn ready(device: PublicKey) -> Result<Option<PublicKey>, Trouble> {
    if !folder::can_keep().await {
        return Ok(None);
    }
    let Some(account) = identity::known_account().await?.filter(|_| is_willing()) else { return Ok(None) };
    if let Some(kept) = kept().await?.filter(|it| (it.account, it.device) == (account, device)) {
        let there = File::of(account).await.is_some_and(|it| it == kept) || kept.keep().await;
        return Ok(there.then_some(kept.key));
    }
    let (file, signing) = File::make(account, device).await?;
    if !file.keep().await {
        return Ok(None);
    }
    if let Err(trouble) = say(&file, &signing).await {
        file::remove(account).await;
        return Err(trouble);
    }
    vault::put(Shelf::Keys, &copy()?, &file).await?;
    Ok(Some(file.key))
}

/// Says that this device keeps the key from now on. If another one was quicker, it is said anew.
async fn say(file: &File, signing: &SigningKey) -> Result<(), Trouble> {
    let _turn = turn::take(turn::Of::Statement).await;
    let consent = Signed::sign(Purpose::Reentry, &identity::consenting(file.account)?, signing);
    let claim = || Claim::AddReentry { key: file.key, consent: consent.clone() };
    match tell(file, By::Device, claim()).await {
        Err(trouble) if trouble.is(&error::CONFLICT) => tell(file, By::Device, claim()).await,
        said => said,
    }
}

/// Adds a statement to the chain of the file's account, as the session of this browser is shown it.
async fn tell(file: &File, by: By<'_>, claim: Claim) -> Result<(), Trouble> {
    let view: AccountView = link::get("/api/v1/account").await?;
    let mut chain = view.chain()?;
    if chain.id() != file.account || page::server() != Ok(chain.server()) {
        return Err(Trouble::from(&error::REENTRY_REFUSED));
    }
    statement::post(by, &mut chain, view.now, (claim, Vec::new())).await
}

/// Compares with the account as the server has just shown it: an undo can take a re-entry key away.
/// Then there is another one, made once.
pub(crate) fn compare(chain: &Chain, device: PublicKey) {
    let Some(key) = KNOWN.get().filter(|it| it.device == device).and_then(|it| it.key) else { return };
    let was_said = |claim: &Claim| matches!(claim, Claim::AddReentry { key: its, .. } if *its == key);
    let is_gone = chain.reentry_of(device) != Some(key)
        && chain.keys().closed_at.is_none()
        && chain.statements().any(|(.., claim)| was_said(claim));
    if is_gone {
        KNOWN.set(None);
        spawn_local(async move {
            forget().await;
            make_ready(device);
        });
    }
}

/// Takes the file out of sight: nobody comes back by it until somebody logs in by hand.
pub(crate) async fn hide() {
    KNOWN.set(None);
    if let Ok(Some(account)) = identity::known_account().await {
        file::remove(account).await;
    }
}

/// Removes the file and its copy: the key is of no use any more.
pub(crate) async fn forget() {
    KNOWN.set(None);
    if let Ok(Some(kept)) = kept().await {
        file::remove(kept.account).await;
    }
    if let Ok(copy) = copy() {
        _ = vault::delete(Shelf::Keys, &copy).await;
    }
}

/// Removes the file of an account that goes out of this browser.
pub(crate) async fn forget_of(account: AccountId) {
    file::remove(account).await;
}

/// Brings a browser back that has no account any more, if it can come back by itself. Whatever goes
/// wrong, all is as if there were no file. Tells whether it has tried, here or in another tab.
pub(crate) async fn come_back() -> bool {
    if !file::any().await {
        return false;
    }
    let _turn = turn::take(turn::Of::Reentry).await;
    if back().await.unwrap_or(false) {
        BACK.set(true);
    }
    true
}

/// What this page knew goes with it.
pub(crate) fn leave() {
    KNOWN.set(None);
    BACK.set(false);
}

/// Whether this page has just come back by itself, so that its person is told.
pub fn has_come_back() -> bool {
    BACK.get()
}

async fn back() -> Result<bool, Trouble> {
    let me = identity::me().await?;
    // Another tab may have come back meanwhile.
    if me.account.is_some() || me.logged_out || !is_willing() {
        return Ok(false);
    }
    // It may have been let in, and not have heard of it.
    if let Some(account) = vault::get::<AccountId>(Shelf::Views, COMING).await? {
        match arrive(account).await {
            Err(trouble) if trouble.is(&error::KEY_UNKNOWN) => vault::delete(Shelf::Views, COMING).await?,
            arrived => return arrived.map(|()| true),
        }
    }
    let session: SessionView = match link::get("/api/v1/auth/session").await {
        Ok(session) => session,
        Err(trouble) => {
            // The lost key cannot log in again, so its file never opens any more.
            if let Some(lost) = identity::lost_account().filter(|_| trouble.is(&error::SESSION_MISSING)) {
                file::remove(lost).await;
            }
            return Err(trouble);
        }
    };
    let account = session.account;
    // The session of another place is of a device that is not lost.
    if place::other_of(account).is_some() || place::has_leftover() {
        return Ok(false);
    }
    let Some(file) = File::of(account).await.filter(|it| it.device == session.key) else { return Ok(false) };
    enter(&file, me.key).await?;
    arrive(account).await?;
    Ok(true)
}

/// Says by the re-entry key that this browser's new key stands where the lost one stood.
async fn enter(file: &File, own: PublicKey) -> Result<(), Trouble> {
    let signing = file.open().await?;
    let claim = Claim::Reenter { key: own, consent: identity::consent(file.account).await? };
    vault::put(Shelf::Views, COMING, &file.account).await?;
    let said = tell(file, By::Recovery(&signing), claim).await;
    match said {
        // The answer may have been lost: whether the key is in shows when it knocks.
        Err(Trouble::Offline) => Ok(()),
        Err(trouble) if trouble.is(&error::TIMEOUT) => Ok(()),
        said => said,
    }
}

/// The key is in: it logs in, keeps its account, and the file that was used up goes.
async fn arrive(account: AccountId) -> Result<(), Trouble> {
    let session = identity::try_in(account).await?;
    identity::join(account).await?;
    file::remove(account).await;
    vault::delete(Shelf::Views, COMING).await?;
    make_ready(session.key);
    Ok(())
}

/// Whether this page may act for the person: nobody has left, and the browser is in this tab's place.
fn is_willing() -> bool {
    !identity::logged_out() && place::is_active()
}

/// The copy of the file in the vault.
async fn kept() -> Result<Option<File>, Trouble> {
    vault::get(Shelf::Keys, &copy()?).await
}

fn copy() -> Result<String, Trouble> {
    Ok(["reentry/", &page::server()?.to_string()].concat())
}
