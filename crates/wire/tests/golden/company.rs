//! Samples of accounts with several devices: statements, consents, pairing, recovery, the socket.

use std::collections::BTreeMap;

use rules::{CommandId, TextRef};
use serde_json::json;
use wire::{
    AccountView, GENESIS, Link, Recorded, Recover, RecoverPost, StatementPost,
    account::{Chain, Consent, Recovered, ReentryPost, Released, Scope},
    pairing::{Asked, PairingPost, PairingSecret, PairingView},
    socket::{self, Closing, FromServer, FromTab, Greeting, Hello, Present, Welcome},
};

use super::*;

const ORIGIN: &str = "http://127.0.0.1:3000";

fn other() -> SigningKey {
    SigningKey::from_bytes(&[8; 32])
}

fn of(key: &SigningKey) -> PublicKey {
    PublicKey(key.verifying_key().to_bytes())
}

fn name() -> SaltedText {
    SaltedText { id: TextId([4; 16]), salt: [5; 16], text: "Firefox on Linux".into() }
}

fn opening() -> Signed {
    let statement = Statement {
        account: None,
        previous: None,
        server: public(),
        origin: ORIGIN.into(),
        made_at: Millis(1),
        claim: Claim::Open { key: public(), salt: Hash([8; 32]) },
    };
    Signed::sign(Purpose::Account, &statement, &key())
}

fn consent() -> Signed {
    let account = AccountId(opening().hash().0);
    Signed::sign(Purpose::Consent, &Consent { account, server: public(), made_at: Millis(2) }, &other())
}

fn program() -> Claim {
    let account = AccountId(opening().hash().0);
    let robot = SigningKey::from_bytes(&[10; 32]);
    let consent = Consent { account, server: public(), made_at: Millis(2) };
    Claim::AddProgram {
        key: of(&robot),
        name: name().reference(),
        scopes: Scope::ALL.to_vec(),
        until: Millis(9_000),
        consent: Signed::sign(Purpose::Program, &consent, &robot),
    }
}

fn spare() -> SigningKey {
    SigningKey::from_bytes(&[11; 32])
}

fn anew() -> SigningKey {
    SigningKey::from_bytes(&[12; 32])
}

/// A re-entry key is kept; then another key comes in its device's place.
fn reentry() -> [Claim; 2] {
    let account = AccountId(opening().hash().0);
    let word = Consent { account, server: public(), made_at: Millis(2) };
    let consent = Signed::sign(Purpose::Reentry, &word, &spare());
    let keep = Claim::AddReentry { key: of(&spare()), consent };
    let consent = Signed::sign(Purpose::Consent, &word, &anew());
    [keep, Claim::Reenter { key: of(&anew()), consent }]
}

/// One statement of each kind, each the next link of one chain.
fn statements() -> Vec<(&'static str, StatementPost)> {
    let first = opening();
    let account = AccountId(first.hash().0);
    let mut previous = first.hash();
    let name: TextRef = name().reference();
    let words = SigningKey::from_bytes(&[9; 32]);
    let [keep, enter] = reentry();
    let claims = [
        ("add_key", Claim::AddKey { key: of(&other()), name, consent: consent() }, &key()),
        ("name_key", Claim::NameKey { key: public(), name }, &other()),
        ("set_recovery", Claim::SetRecovery { keys: vec![of(&words)] }, &key()),
        ("revoke_key", Claim::RevokeKey { key: public() }, &other()),
        ("undo", Claim::Undo { to: Hash([0; 32]), away: Vec::new() }, &words),
        ("close", Claim::Close {}, &key()),
        ("reopen", Claim::Reopen {}, &key()),
        ("add_program", program(), &other()),
        ("undo_away", Claim::Undo { to: Hash([0; 32]), away: vec![of(&other())] }, &words),
        ("add_reentry", keep, &key()),
        ("reenter", enter, &spare()),
    ];
    let mut posts: Vec<(&str, StatementPost)> = Vec::new();
    for (kind, claim, by) in claims {
        let claim = match claim {
            Claim::Undo { away, .. } => {
                let to = if away.is_empty() { 2 } else { 4 };
                Claim::Undo { to: posts[to].1.signed.hash(), away }
            }
            claim => claim,
        };
        let texts = claim.text().map(|_| super::company::name()).into_iter().collect();
        let statement = Statement {
            account: Some(account),
            previous: Some(previous),
            server: public(),
            origin: ORIGIN.into(),
            made_at: Millis(3),
            claim,
        };
        let signed = Signed::sign(Purpose::Account, &statement, by);
        previous = signed.hash();
        posts.push((kind, StatementPost { signed, texts }));
    }
    posts
}

/// A chain as it was written down before there were programs.
fn links() -> Vec<Link> {
    let rest = statements().into_iter().take(5).map(|(_, post)| post.signed);
    let signed = [opening()].into_iter().chain(rest);
    signed.zip(1..).map(|(signed, time)| Link { signed, time: Millis(time) }).collect()
}

pub(super) fn names() -> Vec<String> {
    let kinds = statements().into_iter().map(|(kind, _)| format!("statement-{kind}"));
    let others = [
        "account",
        "consent",
        "greeting",
        "login-renew",
        "pairing",
        "recover",
        "recovered",
        "reentry",
        "socket",
    ];
    kinds.chain(others.map(str::to_owned)).collect()
}

#[test]
fn every_old_statement_is_still_a_link() {
    let mut chain = Chain::begin(&opening(), Millis(1)).unwrap();
    for (kind, today) in statements() {
        let name = format!("statement-{kind}");
        reads(&name, &today);
        let old: StatementPost = serde_json::from_str(&sample(&name, &today)).unwrap();
        chain.push(&old.signed, Millis(2)).unwrap();
        let (.., claim) = chain.statements().next_back().unwrap();
        assert_eq!(wire::text::check(&old.texts, claim.text()).unwrap().len(), old.texts.len(), "{kind}");
    }
    let kinds: Vec<_> = chain.statements().map(|(.., claim)| claim.kind()).collect();
    let written = [
        "opened.v1",
        "key_added.v1",
        "key_named.v1",
        "recovery_set.v1",
        "key_revoked.v1",
        "undone.v1",
        "closed.v1",
        "reopened.v1",
        "program_added.v1",
        "undone.v1",
        "reentry_added.v1",
        "reentered.v1",
    ];
    assert_eq!(kinds, written, "the kinds of journal rows are formats too");
    assert_eq!(
        chain.keys().active().count(),
        1,
        "the first undo took the revocation back, the last one away, and one came in its place"
    );
    assert!(chain.keys().is_active(of(&anew())) && !chain.keys().is_active(public()));
}

#[test]
fn old_consents_greetings_and_recoveries_are_still_read() {
    reads("consent", &consent());
    assert_eq!(consent().open::<Consent>(Purpose::Consent).unwrap().server, public());
    let account = AccountId(opening().hash().0);
    let greeting = Greeting { nonce: "nonce".into(), server: public(), origin: ORIGIN.into(), account };
    let signed = Signed::sign(Purpose::Hello, &greeting, &key());
    reads("greeting", &signed);
    assert_eq!(signed.open::<Greeting>(Purpose::Hello).unwrap(), greeting);
    let recover =
        Recover { nonce: "nonce".into(), server: public(), origin: ORIGIN.into(), made_at: Millis(1) };
    let post = RecoverPost { signed: Signed::sign(Purpose::Recover, &recover, &key()) };
    reads("recover", &post);
    assert_eq!(post.signed.open::<Recover>(Purpose::Recover).unwrap(), recover);
    let login =
        Login { nonce: "nonce".into(), server: public(), origin: ORIGIN.into(), account, made_at: Millis(1) };
    reads("login-renew", &LoginPost { signed: Signed::sign(Purpose::Login, &login, &key()), renew: true });
    let recovered = Recovered { account, links: links() };
    reads("recovered", &recovered);
    assert_eq!(recovered.chain().unwrap().len(), 6);
    // Browsers keep this one for the time without a network.
    let view = AccountView {
        account,
        links: links(),
        texts: BTreeMap::from([(name().id, name().text)]),
        seen: BTreeMap::from([(public(), Millis(7))]),
        key: public(),
        now: Millis(8),
    };
    reads("account", &view);
    let chain = view.chain().unwrap();
    assert!(chain.keys().active().all(|it| view.name(it) == Some("Firefox on Linux")));
}

/// The door at which a device asks for what wraps its re-entry key.
#[test]
fn a_re_entry_key_is_asked_for_as_ever() {
    let (post, answer) = (ReentryPost { key: of(&spare()) }, Released { wrapping: vec![6; 32] });
    let today = json!({ "post": post, "answer": answer });
    let old: serde_json::Value = serde_json::from_str(&sample("reentry", &today)).unwrap();
    assert_eq!(old, today);
    assert_eq!(serde_json::from_value::<ReentryPost>(old["post"].clone()).unwrap(), post);
    assert_eq!(serde_json::from_value::<Released>(old["answer"].clone()).unwrap(), answer);
    assert_eq!(format!("{answer:?}"), "Released", "no log ever holds the secret");
}

#[test]
fn devices_meet_as_ever() {
    let secret = PairingSecret([3; 32]);
    let account = AccountId(opening().hash().0);
    let asked = Asked {
        consent: consent(),
        name: "Firefox on Linux".into(),
        mark: secret.mark(account, of(&other()), "Firefox on Linux"),
    };
    let mark = secret.host_mark(account);
    let waiting = PairingView { account, mark, expires_at: Millis(9), asked: None, taken: false };
    let today = json!({
        "secret": secret.to_string(),
        "post": PairingPost { id: secret.id(), mark },
        "asked": asked,
        "code": secret.code(account, of(&other())),
        "waiting": waiting,
        "taken": PairingView { asked: Some(asked.clone()), taken: true, ..waiting.clone() },
    });
    let old: serde_json::Value = serde_json::from_str(&sample("pairing", &today)).unwrap();
    assert_eq!(old, today);
    assert_eq!(old["secret"].as_str().unwrap().parse::<PairingSecret>().unwrap(), secret);
    assert_eq!(serde_json::from_value::<Asked>(old["asked"].clone()).unwrap(), asked);
    assert_eq!(serde_json::from_value::<PairingView>(old["waiting"].clone()).unwrap(), waiting);
    assert!(serde_json::from_value::<PairingView>(old["taken"].clone()).unwrap().taken);
}

/// The bytes of a message, which must also be read back as what they were.
fn message<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(message: &T) -> String {
    let bytes = socket::write(message);
    assert_eq!(socket::read::<T>(&bytes).as_ref(), Some(message));
    hex::encode(bytes)
}

#[test]
fn the_socket_speaks_as_ever() {
    let recorded = Recorded {
        stream: StreamId([9; 16]),
        sequence: Sequence(3),
        position: Position(9_007_199_254_740_993),
        kind: "retired.v1".into(),
        body: r#"{"command":"01010101010101010101010101010101"}"#.into(),
        time: Millis(1),
        key: public(),
        command: CommandId([1; 16]),
        previous: GENESIS,
        hash: Hash([6; 32]),
    };
    let account = AccountId(opening().hash().0);
    let greeting = Greeting { nonce: "nonce".into(), server: public(), origin: ORIGIN.into(), account };
    let signed = Signed::sign(Purpose::Hello, &greeting, &key());
    let hello = |after| Hello { version: socket::VERSION, signed: signed.clone(), after };
    let today = BTreeMap::from([
        ("welcome", message(&Welcome { version: socket::VERSION, nonce: "nonce".into() })),
        ("hello", message(&hello(None))),
        ("hello-again", message(&hello(Some(Position(7))))),
        ("ready", message(&FromServer::Ready { after: Position(7) })),
        ("events", message(&FromServer::Events(vec![recorded]))),
        ("present", message(&FromServer::Present(vec![Present { key: public(), tabs: 300 }]))),
        ("keys", message(&FromServer::Keys(Hash([6; 32])))),
        ("pong", message(&FromServer::Pong(70_000))),
        ("ping", message(&FromTab::Ping(70_000))),
        ("closing", Closing::ALL.map(|it| it.code().to_string()).join(" ")),
    ]);
    let old: BTreeMap<String, String> = serde_json::from_str(&sample("socket", &today)).unwrap();
    let today: BTreeMap<String, String> = today.into_iter().map(|(name, hex)| (name.into(), hex)).collect();
    assert_eq!(old, today);
    assert_eq!((socket::VERSION, socket::SUBPROTOCOL), (1, "farlantern.v1"));
}
