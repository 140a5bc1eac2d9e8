//! Players who sign ahead of time, so that what is measured is the other side.

use ed25519_dalek::SigningKey;
use rules::{
    AccountId, CommandId, Content, Hash, StreamId, TextId,
    character::{Colours, Command as Wish},
};
use wire::{
    Challenge, Claim, Command, CommandPost, Login, LoginPost, Millis, Position, PublicKey, Purpose,
    SaltedText, Signed, Statement,
    socket::{Greeting, Hello, VERSION, Welcome},
};

pub(crate) struct Player {
    key: SigningKey,
    account: AccountId,
    server: PublicKey,
    origin: String,
    stream: StreamId,
    pub(crate) statement: Signed,
    count: u64,
    seed: u64,
}

impl Player {
    pub(crate) fn new(server: PublicKey, origin: &str, seed: u64) -> Self {
        let key = SigningKey::from_bytes(&bytes(seed, 0));
        let statement = Statement {
            account: None,
            previous: None,
            server,
            origin: origin.into(),
            made_at: Millis(0),
            claim: Claim::Open { key: PublicKey(key.verifying_key().to_bytes()), salt: Hash(bytes(seed, 1)) },
        };
        let statement = Signed::sign(Purpose::Account, &statement, &key);
        let account = AccountId(statement.hash().0);
        Self {
            key,
            account,
            server,
            origin: origin.into(),
            stream: StreamId(bytes(seed, 2)),
            statement,
            count: 10,
            seed,
        }
    }

    /// The player's first command: a character begins.
    pub(crate) fn create(&mut self) -> CommandPost {
        let text =
            SaltedText { id: TextId(bytes(self.seed, 3)), salt: bytes(self.seed, 4), text: "Wren".into() };
        let wish = Wish::Create {
            name: text.reference(),
            species: content("species/elf"),
            colours: colours("dye/tide"),
            keepsake: content("keepsake/brass-compass"),
            appearance: None,
        };
        self.post(wish, vec![text])
    }

    /// Then recolours without end, each one applied.
    pub(crate) fn recolour(&mut self) -> CommandPost {
        let cloak = if self.count.is_multiple_of(2) { "dye/ember" } else { "dye/kelp" };
        self.post(Wish::Recolour { colours: colours(cloak) }, Vec::new())
    }

    /// The way in, as by the owner's hand.
    pub(crate) fn log_in(&self, challenge: Challenge) -> LoginPost {
        let login = Login {
            nonce: challenge.nonce,
            server: self.server,
            origin: self.origin.clone(),
            account: self.account,
            made_at: Millis(0),
        };
        LoginPost { signed: Signed::sign(Purpose::Login, &login, &self.key), renew: false }
    }

    /// The first word on a socket.
    pub(crate) fn hello(&self, welcome: Welcome, after: Option<Position>) -> Hello {
        let greeting = Greeting {
            nonce: welcome.nonce,
            server: self.server,
            origin: self.origin.clone(),
            account: self.account,
        };
        let signed = Signed::sign(Purpose::Hello, &greeting, &self.key);
        Hello { version: VERSION, signed, after }
    }

    fn post(&mut self, wish: Wish, texts: Vec<SaltedText>) -> CommandPost {
        self.count += 1;
        let command = Command {
            id: CommandId(bytes(self.seed, self.count)),
            account: self.account,
            server: self.server,
            origin: self.origin.clone(),
            rules_version: rules::RULES_VERSION,
            content_hash: Content::built_in_hash(),
            stream: self.stream,
            expected: None,
            made_at: Millis(0),
            wish: rules::Command::Character(wish),
        };
        CommandPost { signed: Signed::sign(Purpose::Command, &command, &self.key), texts }
    }
}

fn content(id: &str) -> rules::ContentId {
    id.parse().expect("content ids are written out here")
}

fn colours(cloak: &str) -> Colours {
    Colours { cloak: content(cloak), trim: content("dye/brass"), lantern: content("dye/lantern") }
}

/// Bytes that look random, and are the same in every run.
fn bytes<const N: usize>(seed: u64, count: u64) -> [u8; N] {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ count.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    std::array::from_fn(|_| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 40) as u8
    })
}
