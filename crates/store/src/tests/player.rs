//! Someone with a key, who signs as a browser does.

use ed25519_dalek::SigningKey;
use rules::{
    AccountId, CommandId, Content, Hash, StreamId, TextId,
    character::{Appearance, Colours},
};
use wire::{
    Answer, Claim, Command, CommandPost, ErrorCode, Millis, Outcome, PublicKey, Purpose, Receipt, SaltedText,
    Sequence, Signed, Statement, StatementPost,
};

use crate::{NewStatement, Place, Store, StoreError, Submission};

pub(super) const ORIGIN: &str = "http://127.0.0.1:3000";
pub(super) const NOW: Millis = Millis(1_800_000_000_000);

/// Chance from a seed: a failure prints the seed, and the seed brings the failure back.
#[derive(Clone)]
pub(super) struct Luck(pub(super) u64);

impl Luck {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, many: u64) -> u64 {
        self.next() % many
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next() as u8)
    }
}

#[derive(Clone)]
pub(super) struct Player {
    pub(super) key: SigningKey,
    pub(super) account: AccountId,
    pub(super) statement: Signed,
    pub(super) server: PublicKey,
    pub(super) luck: Luck,
}

impl Player {
    /// Makes a key and signs the first statement; nothing is sent yet.
    pub(super) fn new(store: &Store, seed: u64) -> Self {
        let mut luck = Luck(seed);
        let key = SigningKey::from_bytes(&luck.bytes());
        let public = PublicKey(key.verifying_key().to_bytes());
        let statement = Statement {
            account: None,
            previous: None,
            server: store.server_key(),
            origin: ORIGIN.into(),
            made_at: NOW,
            claim: Claim::Open { key: public, salt: Hash(luck.bytes()) },
        };
        let statement = Signed::sign(Purpose::Account, &statement, &key);
        let account = AccountId(statement.hash().0);
        Self { key, account, statement, server: store.server_key(), luck }
    }

    /// The same, known to the store.
    pub(super) async fn known(store: &Store, seed: u64) -> Self {
        let player = Self::new(store, seed);
        let post = StatementPost { signed: player.statement.clone(), texts: vec![] };
        let opened = NewStatement::open(post, &player.place()).unwrap();
        assert_eq!(store.statement(opened, NOW).await.unwrap().0, player.account);
        player
    }

    pub(super) fn place(&self) -> Place<'static> {
        Place { server: self.server, origin: ORIGIN }
    }

    pub(super) fn public(&self) -> PublicKey {
        PublicKey(self.key.verifying_key().to_bytes())
    }

    pub(super) fn text(&mut self, text: &str) -> SaltedText {
        SaltedText { id: TextId(self.luck.bytes()), salt: self.luck.bytes(), text: text.into() }
    }

    pub(super) fn stream(&mut self) -> StreamId {
        StreamId(self.luck.bytes())
    }

    pub(super) fn command(&mut self, stream: StreamId, wish: rules::character::Command) -> Command {
        Command {
            id: CommandId(self.luck.bytes()),
            account: self.account,
            server: self.server,
            origin: ORIGIN.into(),
            rules_version: rules::RULES_VERSION,
            content_hash: Content::built_in_hash(),
            stream,
            expected: None,
            made_at: NOW,
            wish: rules::Command::Character(wish),
        }
    }

    pub(super) fn post(&self, command: &Command, texts: Vec<SaltedText>) -> CommandPost {
        CommandPost { signed: Signed::sign(Purpose::Command, command, &self.key), texts }
    }

    pub(super) async fn send(
        &self,
        store: &Store,
        command: &Command,
        texts: Vec<SaltedText>,
    ) -> Result<Answer, &'static ErrorCode> {
        let submission = Submission::open(self.post(command, texts), &self.place())?;
        store.command(submission, NOW).await.map_err(|it: StoreError| it.code())
    }

    pub(super) fn creation(&mut self, name: &str) -> (rules::character::Command, SaltedText) {
        let text = self.text(name);
        let wish = rules::character::Command::Create {
            name: text.reference(),
            species: "species/elf".parse().unwrap(),
            colours: colours("dye/tide"),
            keepsake: "keepsake/brass-compass".parse().unwrap(),
            appearance: None,
        };
        (wish, text)
    }

    /// A character that has begun.
    pub(super) async fn begin(&mut self, store: &Store, name: &str) -> StreamId {
        let stream = self.stream();
        let (wish, text) = self.creation(name);
        let command = self.command(stream, wish);
        let answer = self.send(store, &command, vec![text]).await.unwrap();
        assert_eq!(verdict(&answer), "applied 1..1");
        stream
    }

    /// Sends a wish and says in short what came of it.
    pub(super) async fn wish(
        &mut self,
        store: &Store,
        stream: StreamId,
        wish: rules::character::Command,
    ) -> String {
        let command = self.command(stream, wish);
        said(self.send(store, &command, vec![]).await)
    }
}

pub(super) fn colours(cloak: &str) -> Colours {
    Colours {
        cloak: cloak.parse().unwrap(),
        trim: "dye/brass".parse().unwrap(),
        lantern: "dye/lantern".parse().unwrap(),
    }
}

pub(super) fn appearance(outfit: &str) -> Appearance {
    Appearance {
        outfit: outfit.parse().unwrap(),
        hair: Some("hair/braid".parse().unwrap()),
        beard: None,
        hair_colour: "hair-colour/ink".parse().unwrap(),
        skin: "skin/umber".parse().unwrap(),
    }
}

pub(super) fn receipt(answer: &Answer) -> Receipt {
    answer.receipt.open(Purpose::Receipt).unwrap()
}

pub(super) fn verdict(answer: &Answer) -> String {
    match receipt(answer).outcome {
        Outcome::Applied { first: Sequence(first), last: Sequence(last), .. } => {
            assert_eq!(answer.events.len() as i64, last - first + 1);
            format!("applied {first}..{last}")
        }
        Outcome::Refused { code, .. } => {
            assert!(answer.events.is_empty());
            format!("refused {code}")
        }
    }
}

pub(super) fn said(answer: Result<Answer, &'static ErrorCode>) -> String {
    match answer {
        Ok(answer) => verdict(&answer),
        Err(code) => format!("door {}", code.code),
    }
}
