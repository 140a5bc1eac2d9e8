//! Accounts to play with: people, what they say, and a chain that notes every refusal.

use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash, TextId, TextRef};

use crate::{
    account::{Chain, Claim, Consent, Link, NotALink, Scope, Statement},
    limit::{PROGRAM_MILLIS_MAX, UNDO_MILLIS},
    number::Millis,
    signed::{PublicKey, Purpose, Signed},
};

pub(super) const PHONE: u8 = 1;
pub(super) const LAPTOP: u8 = 2;
pub(super) const TABLET: u8 = 3;
pub(super) const WORDS: u8 = 10;
pub(super) const FILE: u8 = 11;
pub(super) const THIEF: u8 = 20;
pub(super) const THIEFS_WORDS: u8 = 21;
pub(super) const ROBOT: u8 = 40;
/// Re-entry keys.
pub(super) const SPARE: u8 = 81;
pub(super) const SECOND_SPARE: u8 = 82;
pub(super) const SERVER: u8 = 99;

pub(super) const BEGIN: i64 = 1_795_000_000_000;

pub(super) fn key(who: u8) -> SigningKey {
    SigningKey::from_bytes(&[who; 32])
}

pub(super) fn public(who: u8) -> PublicKey {
    PublicKey(key(who).verifying_key().to_bytes())
}

pub(super) fn name(of: u8) -> TextRef {
    TextRef { id: TextId([of; 16]), hash: Hash([of; 32]) }
}

pub(super) fn consent(who: u8, account: AccountId, server: u8) -> Signed {
    word(Purpose::Consent, who, account, server)
}

pub(super) fn word(purpose: Purpose, who: u8, account: AccountId, server: u8) -> Signed {
    let word = Consent { account, server: public(server), made_at: Millis(BEGIN) };
    Signed::sign(purpose, &word, &key(who))
}

/// What somebody says; an undo names the place of the statement that shall be the last.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say {
    Add(u8),
    Revoke(u8),
    Name(u8),
    Recovery(&'static [u8]),
    Undo(usize),
    /// The same, and these are turned away with it.
    UndoWithout(usize, &'static [u8]),
    Close,
    Reopen,
    /// Lets a program in that may write, for so many milliseconds.
    Program(u8, i64),
    /// Keeps a re-entry key.
    Keep(u8),
    /// Takes in a key in the place of the one that was lost.
    Reenter(u8),
    /// Nothing; so many milliseconds pass.
    Wait(i64),
}

/// A sentence, what was said, and what became of the last of it.
pub(super) type Case = (&'static str, &'static [(u8, Say)], Result<(), NotALink>);

/// An account, and every link as it was taken in.
#[derive(Clone)]
pub(super) struct Play {
    pub(super) chain: Chain,
    pub(super) links: Vec<Link>,
    pub(super) now: i64,
}

impl Play {
    /// An account that the phone has opened.
    pub(super) fn open() -> Self {
        Self::open_with(0)
    }

    pub(super) fn open_with(salt: u8) -> Self {
        let signed = opening(PHONE, salt);
        let link = Link { signed, time: Millis(BEGIN) };
        let chain = Chain::begin(&link.signed, link.time).unwrap();
        Self { chain, links: vec![link], now: BEGIN }
    }

    /// An account after all this was said, every bit of it accepted.
    pub(super) fn after(script: &[(u8, Say)]) -> Self {
        let mut play = Self::open();
        for (by, say) in script {
            play.say(*by, *say).unwrap_or_else(|why| panic!("{by} says {say:?}: {why:?}"));
        }
        play
    }

    pub(super) fn claim(&self, say: Say) -> Claim {
        match say {
            Say::Add(who) => Claim::AddKey {
                key: public(who),
                name: name(who),
                consent: consent(who, self.chain.id(), SERVER),
            },
            Say::Revoke(who) => Claim::RevokeKey { key: public(who) },
            Say::Name(who) => Claim::NameKey { key: public(who), name: name(200) },
            Say::Recovery(keys) => Claim::SetRecovery { keys: keys.iter().map(|who| public(*who)).collect() },
            Say::Undo(place) => Claim::Undo { to: self.hash(place), away: Vec::new() },
            Say::UndoWithout(place, away) => {
                Claim::Undo { to: self.hash(place), away: away.iter().map(|who| public(*who)).collect() }
            }
            Say::Close => Claim::Close {},
            Say::Reopen => Claim::Reopen {},
            Say::Program(who, millis) => self.program(who, millis, &[Scope::WriteCharacters]),
            Say::Keep(who) => Claim::AddReentry {
                key: public(who),
                consent: word(Purpose::Reentry, who, self.chain.id(), SERVER),
            },
            Say::Reenter(who) => {
                Claim::Reenter { key: public(who), consent: consent(who, self.chain.id(), SERVER) }
            }
            Say::Wait(_) => unreachable!("to wait is no claim"),
        }
    }

    pub(super) fn program(&self, who: u8, millis: i64, scopes: &[Scope]) -> Claim {
        Claim::AddProgram {
            key: public(who),
            name: name(who),
            scopes: scopes.to_vec(),
            until: Millis(self.now + millis),
            consent: word(Purpose::Program, who, self.chain.id(), SERVER),
        }
    }

    pub(super) fn say(&mut self, by: u8, say: Say) -> Result<(), NotALink> {
        if let Say::Wait(millis) = say {
            self.now += millis;
            return Ok(());
        }
        let claim = self.claim(say);
        self.claims(by, claim)
    }

    pub(super) fn claims(&mut self, by: u8, claim: Claim) -> Result<(), NotALink> {
        let signed = Signed::sign(Purpose::Account, &self.statement(claim), &key(by));
        self.push(signed)
    }

    /// The next statement, as an honest device makes it.
    pub(super) fn statement(&self, claim: Claim) -> Statement {
        Statement {
            account: Some(self.chain.id()),
            previous: Some(self.chain.head()),
            server: public(SERVER),
            origin: "https://lantern.example".into(),
            made_at: Millis(self.now),
            claim,
        }
    }

    /// Offers bytes to the chain, and insists that a refusal changes nothing.
    pub(super) fn push(&mut self, signed: Signed) -> Result<(), NotALink> {
        let before = self.chain.clone();
        let link = Link { signed, time: Millis(self.now) };
        let verdict = self.chain.push(&link.signed, link.time);
        match &verdict {
            Ok(()) => self.links.push(link),
            Err(why) => {
                assert_eq!(self.chain, before, "a refusal has changed something");
                assert!(why.to_string().ends_with('.'), "{why:?} has no sentence");
            }
        }
        verdict
    }

    pub(super) fn hash(&self, place: usize) -> Hash {
        self.chain.statements().nth(place).unwrap().0
    }

    /// Who speaks for the account: its devices, then its recovery keys.
    pub(super) fn speakers(&self) -> (Vec<u8>, Vec<u8>) {
        let who = |key: PublicKey| (0..=u8::MAX).find(|it| public(*it) == key).unwrap();
        let keys = self.chain.keys();
        let devices = keys.active().map(|it| who(it.key)).collect();
        (devices, keys.recovery.iter().map(|it| who(*it)).collect())
    }
}

pub(super) fn opening(who: u8, salt: u8) -> Signed {
    let statement = Statement {
        account: None,
        previous: None,
        server: public(SERVER),
        origin: "https://lantern.example".into(),
        made_at: Millis(BEGIN),
        claim: Claim::Open { key: public(who), salt: Hash([salt; 32]) },
    };
    Signed::sign(Purpose::Account, &statement, &key(who))
}

/// The longest that a program is let in.
pub(super) const YEAR: i64 = PROGRAM_MILLIS_MAX;
/// The longest that an undo may take.
pub(super) const WINDOW: Say = Say::Wait(UNDO_MILLIS);
pub(super) const A_MOMENT: Say = Say::Wait(1);
