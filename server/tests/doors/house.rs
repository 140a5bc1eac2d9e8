//! A house to try the doors of: a real store in a folder that vanishes, a clock that stands still,
//! and browsers that keep cookies and keys.

mod account;
pub(crate) mod asset;
mod contract;
mod forged;
mod socket;

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
};
use ed25519_dalek::SigningKey;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use rules::{
    AccountId, CommandId, ContentId, Hash, StreamId, TextId,
    character::{Appearance, Colours, Command as Wish},
};
use serde::Serialize;
use serde_json::Value;
use server::{AppState, Config, clock::Clock, config::Origin};
use store::{Database, Options, Store};
use tempfile::TempDir;
use tower::ServiceExt;
use wire::{
    Answer, Challenge, Claim, Command, CommandPost, Login, Millis, Outcome, PublicKey, Purpose, Receipt,
    SaltedText, Sequence, Signed, Statement,
};

pub(crate) use forged::{fits_all, malleable};
pub(crate) use socket::{Company, Heard, Quay, Tab};

pub(crate) const NOW: Millis = Millis(1_780_000_000_000);
pub(crate) const ORIGIN: &str = "http://127.0.0.1:3000";
pub(crate) const PEER: &str = "203.0.113.9:40000";

pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) config: Config,
    pub(crate) clock: Clock,
    pub(crate) store: Store,
    pub(crate) app: AppState,
    pub(crate) router: Router,
}

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl House {
    pub(crate) async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    pub(crate) async fn open_with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        std::fs::create_dir_all(site.join("pkg")).unwrap();
        std::fs::write(site.join("pkg/farlantern.wasm"), (0..=255).cycle().take(10_000).collect::<Vec<u8>>())
            .unwrap();
        asset::lay(&site);
        let mut config = Config { data_dir: folder.path().into(), site_root: site, ..Config::defaults() };
        change(&mut config);
        Self::begin(folder, config, Clock::fixed(NOW)).await
    }

    async fn begin(folder: TempDir, config: Config, clock: Clock) -> Self {
        let store = Store::open(options(&config)).await.unwrap();
        let app = AppState::new(store.clone(), config.clone(), clock.clone(), config.bind);
        Self { folder, config, clock, store, router: server::router(app.clone()), app }
    }

    /// Closes everything and opens it again, as a restart does.
    pub(crate) async fn restart(self) -> Self {
        self.store.close().await;
        Self::begin(self.folder, self.config, self.clock).await
    }

    /// Another process with the same keys and the same database, which is a server of its own.
    pub(crate) async fn neighbour(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // One folder of keys for all of them: keys of accounts come and go while they run.
        std::os::unix::fs::symlink(self.folder.path().join("keys"), folder.path().join("keys")).unwrap();
        let config = Config { data_dir: folder.path().into(), ..self.config.clone() };
        Self::begin(folder, config, self.clock.clone()).await
    }

    pub(crate) async fn ask(&self, mut request: Request<Body>) -> Reply {
        if !request.headers().contains_key(header::HOST) {
            request.headers_mut().insert(header::HOST, HeaderValue::from_static("127.0.0.1:3000"));
        }
        if request.extensions().get::<ConnectInfo<SocketAddr>>().is_none() {
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(PEER.parse().unwrap()));
        }
        let (request, asked) = contract::overhear(request).await;
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let reply = Reply { status: parts.status, headers: parts.headers, body };
        asked.compare(&reply);
        reply
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Everything a refusal must leave as it was.
    pub(crate) async fn standing(&self) -> (i64, i64, i64, i64) {
        let walked = self.store.rebuild().await.unwrap();
        assert_eq!(walked.differences, Vec::<String>::new());
        let totals = self.store.totals(self.clock.now()).await.unwrap();
        (walked.events, walked.streams, totals.accounts, totals.characters)
    }
}

fn options(config: &Config) -> Options {
    let keys = config.data_dir.join("keys");
    std::fs::create_dir_all(&keys).unwrap();
    let database = match &config.database_url {
        Some(url) => Database::Postgres(url.clone()),
        None => Database::Sqlite(config.data_dir.join("world.db")),
    };
    Options { database, keys, readers: 2 }
}

impl Reply {
    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|why| panic!("{why}: {:?}", self.text()))
    }

    /// The code of a failure, after looking at its whole shape.
    #[track_caller]
    pub(crate) fn code(&self) -> String {
        let json = self.json();
        assert_eq!(json["success"], Value::Bool(false), "{json}");
        assert!(json.get("data").is_none() && json["meta"]["version"].is_string(), "{json}");
        let code = json["error"]["code"].as_str().unwrap().to_owned();
        let listed = wire::error::find(&code).unwrap_or_else(|| panic!("{code} is not listed"));
        assert_eq!(listed.status, self.status.as_u16());
        let sentence = json["error"]["message"].as_str().unwrap();
        assert!(sentence.ends_with('.'), "{sentence}");
        // Where keys, dice or questions to the book are concerned it is said exactly what is wrong; all else has its code's sentence.
        let exact = ["ACCOUNT_CLOSED", "ACCOUNT_LOCKED", "CONFLICT", "STATEMENT_REFUSED"].contains(&&*code)
            || code == "COMPENDIUM_MISASKED"
            || code.starts_with("DICE_");
        assert!(exact || sentence == listed.sentence, "{code}: {sentence}");
        assert_eq!(self.header(header::CONTENT_TYPE), "application/json");
        code
    }

    /// The data of a success, after looking at its whole shape.
    #[track_caller]
    pub(crate) fn data<T: serde::de::DeserializeOwned>(&self) -> T {
        let json = self.json();
        assert_eq!(self.status, StatusCode::OK, "{json}");
        assert_eq!(json["success"], Value::Bool(true), "{json}");
        assert!(json.get("error").is_none() && json["meta"]["timestamp"].is_string(), "{json}");
        serde_json::from_value(json["data"].clone()).unwrap()
    }
}

/// A browser: a key, cookies, and the address it has the page from.
pub(crate) struct Browser {
    pub(crate) key: SigningKey,
    pub(crate) cookies: BTreeMap<String, String>,
    pub(crate) origin: Origin,
    pub(crate) host: String,
}

impl Browser {
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_bytes(&[seed; 32]),
            cookies: BTreeMap::new(),
            origin: ORIGIN.parse().unwrap(),
            host: "127.0.0.1:3000".into(),
        }
    }

    pub(crate) fn public(&self) -> PublicKey {
        PublicKey(self.key.verifying_key().to_bytes())
    }

    pub(crate) async fn get(&mut self, house: &House, path: &str) -> Reply {
        let request = self.request(Method::GET, path).body(Body::empty()).unwrap();
        self.send(house, request).await
    }

    pub(crate) async fn post(&mut self, house: &House, path: &str, body: &impl Serialize) -> Reply {
        let request = self.posting(path, body);
        self.send(house, request).await
    }

    pub(crate) fn posting(&self, path: &str, body: &impl Serialize) -> Request<Body> {
        let request = self.request(Method::POST, path).header(header::CONTENT_TYPE, "application/json");
        request.body(serde_json::to_vec(body).unwrap().into()).unwrap()
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> http::request::Builder {
        let cookies: Vec<_> = self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut request = Request::builder().method(&method).uri(path).header(header::HOST, &self.host);
        request = request.header("sec-fetch-site", "same-origin").header(header::COOKIE, cookies.join("; "));
        if method != Method::GET {
            request = request.header(header::ORIGIN, self.origin.as_str());
        }
        request
    }

    pub(crate) async fn send(&mut self, house: &House, request: Request<Body>) -> Reply {
        let reply = house.ask(request).await;
        for kept in reply.headers.get_all(header::SET_COOKIE) {
            let kept = kept.to_str().unwrap();
            let (key, value) = kept.split(';').next().unwrap().split_once('=').unwrap();
            if kept.contains("Max-Age=0") {
                self.cookies.remove(key);
            } else {
                self.cookies.insert(key.into(), value.into());
            }
        }
        reply
    }

    pub(crate) fn statement(&self, house: &House, origin: &str) -> Signed {
        let statement = Statement {
            account: None,
            previous: None,
            server: house.store.server_key(),
            origin: origin.into(),
            made_at: NOW,
            claim: Claim::Open { key: self.public(), salt: Hash([3; 32]) },
        };
        Signed::sign(Purpose::Account, &statement, &self.key)
    }

    pub(crate) async fn open_account(&mut self, house: &House) -> AccountId {
        let signed = self.statement(house, &self.origin.to_string());
        let reply =
            self.post(house, "/api/v1/account/statements", &serde_json::json!({ "signed": signed })).await;
        let account: AccountId = serde_json::from_value(reply.data::<Value>()["account"].clone()).unwrap();
        assert_eq!(account.0, signed.hash().0);
        account
    }

    pub(crate) async fn challenge(&mut self, house: &House) -> Challenge {
        self.post(house, "/api/v1/auth/challenge", &serde_json::json!({})).await.data()
    }

    pub(crate) fn login(&self, account: AccountId, challenge: &Challenge) -> Login {
        Login {
            nonce: challenge.nonce.clone(),
            server: challenge.server,
            origin: self.origin.to_string(),
            account,
            made_at: NOW,
        }
    }

    pub(crate) async fn verify(&mut self, house: &House, signed: &Signed) -> Reply {
        self.post(house, "/api/v1/auth/verify", &serde_json::json!({ "signed": signed })).await
    }

    /// The whole way in.
    pub(crate) async fn log_in(&mut self, house: &House) -> AccountId {
        let account = self.open_account(house).await;
        let reply = self.come_back(house, account, false).await;
        assert_eq!(reply.data::<wire::SessionView>().account, account);
        account
    }

    /// Signs in, as a browser does by itself (`renew`) or by its owner's hand.
    pub(crate) async fn come_back(&mut self, house: &House, account: AccountId, renew: bool) -> Reply {
        let challenge = self.challenge(house).await;
        let signed = Signed::sign(Purpose::Login, &self.login(account, &challenge), &self.key);
        self.post(house, "/api/v1/auth/verify", &wire::LoginPost { signed, renew }).await
    }

    pub(crate) fn command(&self, house: &House, account: AccountId, stream: StreamId, wish: Wish) -> Command {
        Command {
            id: CommandId(random()),
            account,
            server: house.store.server_key(),
            origin: self.origin.to_string(),
            rules_version: rules::RULES_VERSION,
            content_hash: rules::Content::built_in_hash(),
            stream,
            expected: None,
            made_at: NOW,
            wish: rules::Command::Character(wish),
        }
    }

    pub(crate) fn sign(&self, command: &Command, texts: Vec<SaltedText>) -> CommandPost {
        CommandPost { signed: Signed::sign(Purpose::Command, command, &self.key), texts }
    }

    /// A command that begins a character, ready to be posted.
    pub(crate) fn creation(
        &self,
        house: &House,
        account: AccountId,
        stream: StreamId,
        name: &str,
    ) -> CommandPost {
        let text = text(name);
        let command = self.command(house, account, stream, create(&text));
        self.sign(&command, vec![text])
    }

    pub(crate) async fn create(&mut self, house: &House, account: AccountId, name: &str) -> StreamId {
        let stream = StreamId(random());
        let post = self.creation(house, account, stream, name);
        let reply = self.post(house, "/api/v1/commands", &post).await;
        assert!(matches!(outcome(&reply), Outcome::Applied { first: Sequence(1), .. }), "{}", reply.text());
        stream
    }
}

/// What the receipt says, after checking that this server signed it.
pub(crate) fn outcome(reply: &Reply) -> Outcome {
    receipt(reply).outcome
}

pub(crate) fn receipt(reply: &Reply) -> Receipt {
    reply.data::<Answer>().receipt.open(Purpose::Receipt).unwrap()
}

pub(crate) fn create(name: &SaltedText) -> Wish {
    Wish::Create {
        name: name.reference(),
        species: content("species/elf"),
        colours: colours("dye/ember"),
        keepsake: rules::Content::built_in().keepsakes[0].id.clone(),
        appearance: None,
    }
}

pub(crate) fn colours(cloak: &str) -> Colours {
    let other = rules::Content::built_in().dyes[1].id.clone();
    Colours { cloak: content(cloak), trim: other.clone(), lantern: other }
}

/// Of an elf; `hair` and `skin` are slugs.
pub(crate) fn appearance(outfit: &str, hair: &str, colour: &str, skin: &str) -> Appearance {
    Appearance {
        outfit: content(outfit),
        hair: Some(content(&["hair/", hair].concat())),
        beard: None,
        hair_colour: content(&["hair-colour/", colour].concat()),
        skin: content(&["skin/", skin].concat()),
    }
}

pub(crate) fn content(id: &str) -> ContentId {
    id.parse().unwrap()
}

pub(crate) fn text(text: &str) -> SaltedText {
    SaltedText { id: TextId(random()), salt: random(), text: text.into() }
}

pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}
