//! A small server made of `wire` and `rules` alone: it takes statements and commands, keeps a
//! journal, and puts an export together.

pub(crate) mod styled;

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use rules::{
    AccountId, Character, CommandId, Content, Context, Hash, StreamId, TextId, World,
    character::{Colours, Command as Wish},
};
use wire::{
    Claim, Command, GENESIS, Millis, Outcome, Position, PublicKey, Purpose, Receipt, Recorded, Row,
    SaltedText, Sequence, Signed, Statement,
    account::{Consent, Scope},
    export::{
        Beside, CharacterStream, Contents, DeedDone, DeviceSeen, Export, Locked, ProgramSeen, Receipted,
        SessionOpen, Standing, StatementRow,
    },
    journal,
};

pub(crate) const ORIGIN: &str = "https://lantern.example";

pub(crate) fn key(who: u8) -> SigningKey {
    SigningKey::from_bytes(&[who; 32])
}

pub(crate) fn public(who: u8) -> PublicKey {
    PublicKey(key(who).verifying_key().to_bytes())
}

pub(crate) const PHONE: u8 = 1;
pub(crate) const LAPTOP: u8 = 2;
pub(crate) const WORDS: u8 = 10;
pub(crate) const ROBOT: u8 = 40;
/// A re-entry key, and the key that comes back by it.
pub(crate) const SPARE: u8 = 81;
pub(crate) const ANEW: u8 = 50;
pub(crate) const SERVER: u8 = 99;

pub(crate) const WREN: StreamId = StreamId([7; 16]);
pub(crate) const MOSS: StreamId = StreamId([8; 16]);

pub(crate) fn text(id: u8, text: &str) -> SaltedText {
    SaltedText { id: TextId([id; 16]), salt: [id; 16], text: text.into() }
}

pub(crate) struct House {
    pub(crate) account: AccountId,
    pub(crate) contents: Contents,
    pub(crate) standing: Standing,
    now: i64,
    characters: BTreeMap<StreamId, Character>,
}

impl House {
    /// An account that the phone has opened.
    pub(crate) fn open() -> Self {
        let standing = Standing { incarnation: StreamId([5; 16]), position: Position(0), head: GENESIS };
        let contents = Contents {
            account: AccountId([0; 32]),
            server: public(SERVER),
            origin: ORIGIN.into(),
            statements: Vec::new(),
            characters: Vec::new(),
            receipts: Vec::new(),
            texts: Vec::new(),
            beside: None,
        };
        let mut house = Self {
            account: contents.account,
            contents,
            standing,
            now: 1_795_000_000_000,
            characters: BTreeMap::new(),
        };
        house.says(PHONE, Claim::Open { key: public(PHONE), salt: Hash([8; 32]) });
        house
    }

    /// Everything that an account can say and do, in one account.
    pub(crate) fn lived() -> Self {
        let mut house = Self::open();
        house.create(PHONE, WREN, text(30, "Wren"));
        house.takes_in(LAPTOP, text(31, "Laptop"));
        house.says(PHONE, Claim::SetRecovery { keys: vec![public(WORDS)] });
        let marsh = text(32, "Marsh Wren");
        house.does(LAPTOP, WREN, Wish::Rename { name: marsh.reference() }, vec![marsh]);
        house.create(LAPTOP, MOSS, text(33, "Moss"));
        house.does(PHONE, MOSS, Wish::Recolour { colours: colours("dye/ember") }, vec![]);
        house.does(PHONE, MOSS, Wish::Retire {}, vec![]);
        house.does(PHONE, MOSS, Wish::Rename { name: text(34, "Fern").reference() }, vec![]);
        house.does(PHONE, MOSS, Wish::Restore {}, vec![]);
        let name = text(35, "Old phone");
        let claim = Claim::NameKey { key: public(PHONE), name: name.reference() };
        house.contents.texts.push(name);
        house.says(LAPTOP, claim);
        house.says(LAPTOP, Claim::RevokeKey { key: public(PHONE) });
        let last = house.contents.receipts.last().map(|it| it.command.open::<Command>(Purpose::Command));
        let command = last.unwrap().unwrap().id;
        house.does(LAPTOP, MOSS, Wish::Undo { command }, vec![]);
        house
    }

    /// An account with programs, that was closed for a while and taken back once.
    pub(crate) fn with_programs() -> Self {
        let mut house = Self::open();
        house.create(PHONE, WREN, text(30, "Wren"));
        house.says(PHONE, Claim::SetRecovery { keys: vec![public(WORDS)] });
        house.lets_in(ROBOT, &[Scope::WriteCharacters], 60_000, text(36, "Robot"));
        house.does(ROBOT, WREN, Wish::Recolour { colours: colours("dye/ember") }, vec![]);
        house.does(ROBOT, WREN, Wish::Restore {}, vec![]);
        let good = house.contents.statements.last().unwrap().signed().unwrap().hash();
        house.takes_in(LAPTOP, text(31, "Laptop"));
        house.says(PHONE, Claim::Close {});
        house.waits(5_000);
        house.says(LAPTOP, Claim::Reopen {});
        house.says(WORDS, Claim::Undo { to: good, away: vec![public(ROBOT)] });
        house.does(PHONE, WREN, Wish::Recolour { colours: colours("dye/rose") }, vec![]);
        house
    }

    /// An account with everything that a server knows beside its chain.
    pub(crate) fn known() -> Self {
        let mut house = Self::open();
        house.takes_in(LAPTOP, text(31, "Laptop"));
        house.lets_in(ROBOT, &[Scope::ReadAccount], 60_000, text(36, "Robot"));
        let at = |millis| Millis(house.now + millis);
        house.contents.beside = Some(Beside {
            devices: vec![
                DeviceSeen { key: public(PHONE), seen_at: None, ended_at: Some(at(1)) },
                DeviceSeen { key: public(LAPTOP), seen_at: Some(at(2)), ended_at: None },
            ],
            sessions: vec![SessionOpen {
                key: public(LAPTOP),
                began_at: at(2),
                seen_at: at(3),
                expires_at: at(600_000),
            }],
            programs: vec![ProgramSeen { key: public(ROBOT), used_at: Some(at(4)) }],
            owner_since: Some(at(5)),
            lock: Some(Locked { since: at(6), why: "Spam in the harbour".into() }),
            deeds: vec![DeedDone {
                time: at(6),
                deed: "locked.v1".into(),
                detail: "Spam in the harbour".into(),
            }],
        });
        house
    }

    pub(crate) fn lets_in(&mut self, who: u8, scopes: &[Scope], millis: i64, name: SaltedText) {
        let word = Consent { account: self.account, server: self.contents.server, made_at: Millis(self.now) };
        let claim = Claim::AddProgram {
            key: public(who),
            name: name.reference(),
            scopes: scopes.to_vec(),
            until: Millis(self.now + millis),
            consent: Signed::sign(Purpose::Program, &word, &key(who)),
        };
        self.contents.texts.push(name);
        self.says(PHONE, claim);
    }

    /// An account whose first device lost its key and came back by itself.
    pub(crate) fn come_back() -> Self {
        let mut house = Self::open();
        house.create(PHONE, WREN, text(30, "Wren"));
        house.keeps(PHONE, SPARE);
        house.reenters(SPARE, ANEW);
        house.does(ANEW, WREN, Wish::Recolour { colours: colours("dye/ember") }, vec![]);
        house
    }

    pub(crate) fn keeps(&mut self, by: u8, spare: u8) {
        let consent = self.word(Purpose::Reentry, spare);
        self.says(by, Claim::AddReentry { key: public(spare), consent });
    }

    pub(crate) fn reenters(&mut self, by: u8, anew: u8) {
        let consent = self.word(Purpose::Consent, anew);
        self.says(by, Claim::Reenter { key: public(anew), consent });
    }

    fn word(&self, purpose: Purpose, who: u8) -> Signed {
        let word = Consent { account: self.account, server: self.contents.server, made_at: Millis(self.now) };
        Signed::sign(purpose, &word, &key(who))
    }

    /// Time passes.
    pub(crate) fn waits(&mut self, millis: i64) {
        self.now += millis;
    }

    pub(crate) fn takes_in(&mut self, who: u8, name: SaltedText) {
        let word = Consent { account: self.account, server: self.contents.server, made_at: Millis(self.now) };
        let consent = Signed::sign(Purpose::Consent, &word, &key(who));
        let claim = Claim::AddKey { key: public(who), name: name.reference(), consent };
        self.contents.texts.push(name);
        self.says(PHONE, claim);
    }

    pub(crate) fn says(&mut self, by: u8, claim: Claim) {
        let previous = self.contents.statements.last().map(|it| it.signed().unwrap().hash());
        let statement = Statement {
            account: previous.map(|_| self.account),
            previous,
            server: public(SERVER),
            origin: ORIGIN.into(),
            made_at: Millis(self.now),
            claim,
        };
        let signed = Signed::sign(Purpose::Account, &statement, &key(by));
        if previous.is_none() {
            self.account = AccountId(signed.hash().0);
            self.contents.account = self.account;
        }
        self.now += 1_000;
        let mut row = StatementRow {
            sequence: Sequence(self.contents.statements.len() as i64 + 1),
            position: Position(0),
            kind: statement.claim.kind().into(),
            body: serde_json::to_string(&signed).unwrap(),
            time: Millis(self.now),
            key: signed.key,
            previous: self.contents.statements.last().map_or(GENESIS, |it| it.hash),
            hash: GENESIS,
        };
        let (account, cause) = (self.account.to_string(), signed.hash().to_string());
        row.position = Position(self.standing.position.0 + 1);
        row.hash = hash_of(&row, &account, &cause);
        self.goes_on(row.hash);
        self.contents.statements.push(row);
    }

    pub(crate) fn create(&mut self, by: u8, stream: StreamId, name: SaltedText) {
        self.does(by, stream, Self::wish(&name), vec![name]);
    }

    fn wish(name: &SaltedText) -> Wish {
        Wish::Create {
            name: name.reference(),
            species: "species/elf".parse().unwrap(),
            colours: colours("dye/tide"),
            keepsake: "keepsake/brass-compass".parse().unwrap(),
            appearance: None,
        }
    }

    /// A command, decided by the rules and answered with a receipt.
    pub(crate) fn does(&mut self, by: u8, stream: StreamId, wish: Wish, salted: Vec<SaltedText>) {
        self.now += 1_000;
        let command = Command {
            id: CommandId([self.contents.receipts.len() as u8 + 100; 16]),
            account: self.account,
            server: public(SERVER),
            origin: ORIGIN.into(),
            rules_version: rules::RULES_VERSION,
            content_hash: Content::built_in_hash(),
            stream,
            expected: None,
            made_at: Millis(self.now),
            wish: rules::Command::Character(wish),
        };
        let signed = Signed::sign(Purpose::Command, &command, &key(by));
        let texts = wire::text::check(&salted, command.text().filter(|_| !salted.is_empty())).unwrap();
        let world =
            World { character: self.characters.get(&stream).cloned(), held: self.characters.len() as u32 };
        let context = Context {
            account: self.account,
            command: command.id,
            stream,
            content: Content::built_in(),
            texts: &texts,
        };
        let outcome = match rules::decide(&world, &command.wish, &context) {
            Ok(decision) => {
                let event = &decision[0].1;
                let sequence = self.records(stream, event, command.id, signed.key);
                let character = rules::apply(world.character, event).unwrap();
                self.characters.insert(stream, character);
                self.contents.texts.extend(salted);
                Outcome::Applied { stream, first: sequence, last: sequence }
            }
            Err(why) => Outcome::Refused { code: why.code().into(), sentence: why.to_string() },
        };
        let receipt = Receipt {
            command: command.id,
            command_hash: signed.hash(),
            outcome,
            incarnation: self.standing.incarnation,
            position: self.standing.position,
            head: self.standing.head,
            time: Millis(self.now),
        };
        let receipt = Signed::sign(Purpose::Receipt, &receipt, &key(SERVER));
        self.contents.receipts.push(Receipted { command: signed, receipt });
    }

    fn records(
        &mut self,
        stream: StreamId,
        event: &rules::Event,
        command: CommandId,
        key: PublicKey,
    ) -> Sequence {
        if !self.contents.characters.iter().any(|it| it.stream == stream) {
            self.contents.characters.push(CharacterStream { stream, events: Vec::new() });
        }
        let events = self.contents.characters.iter_mut().find(|it| it.stream == stream);
        let events = &mut events.unwrap().events;
        let mut recorded = Recorded {
            stream,
            sequence: Sequence(events.len() as i64 + 1),
            position: Position(self.standing.position.0 + 1),
            kind: event.kind().into(),
            body: event.body(),
            time: Millis(self.now),
            key,
            command,
            previous: events.last().map_or(GENESIS, |it| it.hash),
            hash: GENESIS,
        };
        rehash(&mut recorded);
        let (sequence, hash) = (recorded.sequence, recorded.hash);
        events.push(recorded);
        self.goes_on(hash);
        sequence
    }

    fn goes_on(&mut self, hash: Hash) {
        self.standing.position.0 += 1;
        self.standing.head = journal::head(self.standing.head, hash);
    }

    pub(crate) fn export(&self) -> Export {
        sealed(self.contents.clone(), self.standing)
    }
}

/// The file as the server signs it, whatever stands in it.
pub(crate) fn sealed(contents: Contents, standing: Standing) -> Export {
    let summary = contents.summary(standing, Millis(1_796_000_000_000));
    let summary = Signed::sign(Purpose::Export, &summary, &key(SERVER));
    Export::seal(contents, summary)
}

pub(crate) fn hash_of(row: &StatementRow, account: &str, cause: &str) -> Hash {
    let StatementRow { sequence, position, kind, body, time, key, previous, .. } = row;
    Row {
        previous: *previous,
        stream: account,
        sequence: *sequence,
        position: *position,
        kind,
        body,
        time: *time,
        key: *key,
        cause,
    }
    .hash()
}

pub(crate) fn rehash(recorded: &mut Recorded) {
    let Recorded { stream, sequence, position, kind, body, time, key, command, previous, .. } = &*recorded;
    recorded.hash = Row {
        previous: *previous,
        stream: &stream.to_string(),
        sequence: *sequence,
        position: *position,
        kind,
        body,
        time: *time,
        key: *key,
        cause: &command.to_string(),
    }
    .hash();
}

pub(crate) fn colours(cloak: &str) -> Colours {
    let id = |text: &str| text.parse().unwrap();
    Colours { cloak: id(cloak), trim: id("dye/brass"), lantern: id("dye/lantern") }
}
