//! The door to the client's keys: devices, invitations, ways back, and the live connection.

use std::{rc::Rc, sync::Arc};

use client::{
    Socket, devices, identity, pairing, recovery,
    socket::{Handlers, State},
    vault::{self, Shelf},
};
use rules::Hash;
use send_wrapper::SendWrapper;
use wire::{Millis, PublicKey, pairing::PairingSecret};

pub(crate) use client::pairing::{Asker, Asking, Invitation};

use super::{call_own, me, told};
use crate::{
    door::{Came, Heard, Link, Trouble},
    keyring::Told,
    tab::Me,
    words,
};

/// Where it is kept, behind the account's id, what its person knows of the keys.
const SEEN: &str = "/keys-seen";

/// The connection; dropping it closes it.
pub(crate) struct Live {
    _socket: Socket,
}

/// 24 words that open the account. Wiped when nobody holds them any more.
#[derive(Clone)]
pub(crate) struct Words(Arc<SendWrapper<recovery::Words>>);

impl Words {
    pub(crate) fn list(&self) -> Vec<String> {
        self.0.list().into_iter().map(str::to_owned).collect()
    }
}

/// Connects; everything that comes is heard in the page's own turn.
pub(crate) fn connect(hear: impl Fn(Heard) + 'static) -> Option<Live> {
    let hear = Rc::new(hear);
    let [state, events, present, keys, gap] = [(); 5].map(|()| hear.clone());
    let handlers = Handlers {
        state: Box::new(move |it| state(Heard::Link(link(it)))),
        events: Box::new(move |it| events(Heard::Events(it))),
        present: Box::new(move |it| present(Heard::Present(it.into_iter().map(|one| one.key).collect()))),
        keys: Box::new(move |it| keys(Heard::Keys(it))),
        gap: Box::new(move || gap(Heard::Gap)),
    };
    Some(Live { _socket: Socket::open(handlers) })
}

fn link(state: State) -> Link {
    match state {
        State::Connecting => Link::Connecting,
        State::Online => Link::Online,
        State::Reconnecting { .. } => Link::Reconnecting,
        // Something on the way lets no sockets through: nothing is wrong, and the page asks.
        State::Blocked => Link::Still,
        State::Refused(closing) => Link::Refused(closing),
    }
}

pub(crate) async fn log_out_everywhere() -> Result<Me, Trouble> {
    identity::log_out_everywhere().await.map_err(told)?;
    identity::me().await.map(me).map_err(told)
}

/// When the session ends, as far as any tab of this browser knows; zero where there is none.
pub(crate) fn session_end() -> Millis {
    identity::session_end().unwrap_or_default()
}

/// Waits for a login that is under way, here or in another tab.
pub(crate) async fn settle_session() {
    identity::settle_session().await;
}

/// Renews a session that ends then.
pub(crate) async fn renew(session: Millis) -> Result<(), Trouble> {
    identity::renew(session).await.map(drop).map_err(told)
}

pub(crate) async fn name_device(key: PublicKey, name: String) -> Result<(), Trouble> {
    devices::name(key, &name).await.map_err(told)
}

pub(crate) async fn turn_away(key: PublicKey) -> Result<(), Trouble> {
    devices::revoke(key).await.map_err(told)
}

pub(crate) async fn take_back(words: String, to: Hash, away: Vec<PublicKey>) -> Result<(), Trouble> {
    devices::undo(&words, to, away).await.map_err(told)
}

/// The statement up to which whoever sits here knows the account's keys.
pub(crate) async fn seen_keys() -> Option<Hash> {
    vault::get(Shelf::Views, &place(SEEN).await?).await.ok().flatten()
}

pub(crate) async fn keep_seen_keys(head: Hash) {
    if let Some(place) = place(SEEN).await {
        // A vault that is full costs a warning, not data.
        _ = vault::put(Shelf::Views, &place, &head).await;
    }
}

/// How far this browser was ever told the account's chain.
pub(crate) async fn told_keys() -> Option<Told> {
    devices::told().await
}

pub(crate) async fn keep_told_keys(told: Told) {
    devices::keep_told(told).await;
}

/// Where something of this account is kept.
async fn place(name: &str) -> Option<String> {
    let account = identity::me().await.ok()?.account?;
    Some([&account.to_string(), name].concat())
}

pub(crate) async fn invite() -> Result<Invitation, Trouble> {
    pairing::invite().await.map_err(told)
}

pub(crate) async fn asked(invitation: Invitation) -> Result<Option<Asker>, Trouble> {
    pairing::asked(&invitation).await.map_err(told)
}

pub(crate) async fn approve(invitation: Invitation, asker: Asker) -> Result<(), Trouble> {
    pairing::approve(&invitation, &asker).await.map_err(told)
}

/// None if another account is in this tab's place: then it is asked beside it.
pub(crate) async fn ask_in(secret: String) -> Result<Option<Asking>, Trouble> {
    let secret: PairingSecret = secret.parse().or(Err(Trouble::Told(words::PAIR_NO_SECRET.into())))?;
    match pairing::ask(secret).await {
        Err(client::Trouble::Occupied) => Ok(None),
        asking => asking.map(Some).map_err(told),
    }
}

pub(crate) async fn taken(asking: Asking) -> Result<bool, Trouble> {
    pairing::taken(&asking).await.map_err(told)
}

pub(crate) fn make_words() -> Result<Words, Trouble> {
    recovery::Words::make().map(|it| Words(Arc::new(SendWrapper::new(it)))).map_err(told)
}

pub(crate) async fn set_recovery(words: Words) -> Result<(), Trouble> {
    recovery::set(&words.0).await.map_err(told)
}

pub(crate) async fn drop_files() -> Result<(), Trouble> {
    recovery::drop_files().await.map_err(told)
}

pub(crate) async fn restore(words: String) -> Result<Came, Trouble> {
    let words = recovery::Words::parse(&words).map_err(Trouble::Told)?;
    came(recovery::restore(&words).await.map_err(told)?).await
}

pub(crate) async fn key_file(passphrase: String) -> Result<String, Trouble> {
    recovery::key_file(&passphrase).await.map_err(told)
}

pub(crate) async fn restore_file(file: String, passphrase: String) -> Result<Came, Trouble> {
    came(recovery::restore_file(&file, &passphrase).await.map_err(told)?).await
}

async fn came(came: identity::Came) -> Result<Came, Trouble> {
    Ok(match came {
        identity::Came::Here(it) => Came::Here(me(it)),
        identity::Came::Elsewhere(place) => {
            // There may be several accounts only now.
            call_own().await;
            Came::Elsewhere(place)
        }
    })
}
