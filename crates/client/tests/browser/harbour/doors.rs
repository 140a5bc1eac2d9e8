//! The server's doors.

use ed25519_dalek::SigningKey;
use rules::{AccountId, Hash, StreamId, TextRef};
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{Response, ResponseInit};
use wire::{
    Answer, Challenge, CharacterSnapshot, CharacterView, Claim, Command, CommandPost, ErrorCode, Login,
    LoginPost, Millis, Outcome, Position, PublicKey, Purpose, Receipt, Recover, RecoverPost, RosterView,
    Sequence, SessionView, Signed, Statement, StatementPost,
    account::{NotALink, ReentryPost, Released},
    error,
    pairing::{Asked, PairingPost, PairingView},
};

use super::{
    ACCOUNT, COMMANDS, EXPORT, Harbour, PROGRAMS, RECOVER, REENTRY, SESSION, STATEMENTS, State, VERIFY,
};

type Said = Result<Response, JsValue>;

const PAIRINGS: &str = "/api/v1/pairings/";

impl Harbour {
    pub(super) fn serve(&self, state: &mut State, path: &str, body: &str, signer: &SigningKey) -> Said {
        state.seconds += 1;
        match path {
            STATEMENTS => state.take(&serde_json::from_str(body).unwrap()),
            "/api/v1/auth/challenge" => data(&Challenge {
                nonce: "a-nonce".into(),
                server: self.public(),
                expires_at: Millis(0),
                rules_version: rules::RULES_VERSION,
                content_hash: Hash([0; 32]),
                session: state.session_view(),
            }),
            VERIFY => state.let_in(&serde_json::from_str(body).unwrap()),
            RECOVER => {
                let post: RecoverPost = serde_json::from_str(body).unwrap();
                post.signed.open::<Recover>(Purpose::Recover).unwrap();
                match state.recovered(post.signed.key) {
                    Some(recovered) => data(&recovered),
                    None => refusal(&error::RECOVERY_UNKNOWN),
                }
            }
            "/api/v1/auth/logout" => {
                state.session = None;
                data(&serde_json::Value::Null)
            }
            COMMANDS => {
                let post: CommandPost = serde_json::from_str(body).unwrap();
                let command: Command = post.signed.open(Purpose::Command).unwrap();
                if state.session.is_none_or(|(account, _)| account != command.account) {
                    return refusal(&error::SESSION_MISSING);
                }
                let made = receipt(&command, &post.signed, signer);
                data(state.receipts.entry(command.id).or_insert(made))
            }
            _ => match path.strip_prefix(PAIRINGS) {
                Some(id) => state.meet(id, body),
                None => state.serve_in_session(path, body),
            },
        }
    }
}

impl State {
    pub(super) fn now(&self) -> Millis {
        Millis(1_700_000_000_000 + self.seconds * 1_000)
    }

    fn take(&mut self, post: &StatementPost) -> Said {
        if let Err(code) = self.may_enter(post) {
            return refusal(code);
        }
        match self.link(post) {
            Ok((account, head)) => data(&serde_json::json!({ "account": account, "head": head })),
            Err(NotALink::Stale) => refusal(&error::CONFLICT),
            Err(_) => refusal(&error::STATEMENT_REFUSED),
        }
    }

    /// A re-entry key speaks within its device's session alone.
    fn may_enter(&self, post: &StatementPost) -> Result<(), &'static ErrorCode> {
        let statement: Statement = post.signed.read(Purpose::Account).unwrap();
        if !matches!(statement.claim, Claim::Reenter { .. }) {
            return Ok(());
        }
        let (account, device) = self.session.ok_or(&error::SESSION_MISSING)?;
        let its = self.accounts[&account].chain.reentry_of(device) == Some(post.signed.key);
        if its { Ok(()) } else { Err(&error::REENTRY_REFUSED) }
    }

    fn release(&self, account: AccountId, device: PublicKey, post: &ReentryPost) -> Said {
        if !self.accounts[&account].chain.may_unwrap(device, post.key) {
            return refusal(&error::REENTRY_REFUSED);
        }
        let parts = [account.0, device.0, post.key.0].concat();
        let wrapping = parts.chunks(3).map(|it| it.iter().fold(7, |sum: u8, it| sum.wrapping_mul(31) ^ it));
        data(&Released { wrapping: wrapping.collect() })
    }

    fn let_in(&mut self, post: &LoginPost) -> Said {
        let login: Login = post.signed.open(Purpose::Login).unwrap();
        let key = post.signed.key;
        let Some(held) = self.accounts.get(&login.account) else { return refusal(&error::ACCOUNT_UNKNOWN) };
        if !held.chain.keys().is_active(key) {
            return refusal(&error::KEY_UNKNOWN);
        }
        if post.renew && self.sent_away.contains(&key) {
            return refusal(&error::SESSION_ENDED);
        }
        self.sent_away.remove(&key);
        self.begin_session(login.account, key);
        data(&self.session_view().unwrap())
    }

    /// It ends as soon as it can, so that each is newer than the one before.
    pub(super) fn begin_session(&mut self, account: AccountId, key: PublicKey) {
        self.session = Some((account, key));
        self.session_end = self.now();
    }

    fn session_view(&self) -> Option<SessionView> {
        let (account, key) = self.session?;
        Some(SessionView { account, key, did: key.did(), expires_at: self.session_end, owner: false })
    }

    /// The doors for those who are logged in.
    fn serve_in_session(&mut self, path: &str, body: &str) -> Said {
        let Some((account, key)) = self.session else { return refusal(&error::SESSION_MISSING) };
        match path {
            SESSION => data(&self.session_view()),
            ACCOUNT => data(&self.account_view(account, key)),
            "/api/v1/auth/logout_everywhere" => {
                self.sent_away.extend(self.accounts[&account].chain.keys().active().map(|it| it.key));
                self.session = None;
                data(&serde_json::json!({}))
            }
            REENTRY => self.release(account, key, &serde_json::from_str(body).unwrap()),
            PROGRAMS => data(&self.offer(account)),
            EXPORT => response(200, &serde_json::json!({ "format": "farlantern account" })),
            "/api/v1/account/pairings" => {
                let post: PairingPost = serde_json::from_str(body).unwrap();
                let expires_at = Millis(self.now().0 + 600_000);
                let view = PairingView { account, mark: post.mark, expires_at, asked: None, taken: false };
                self.pairings.insert(post.id.to_string(), view);
                data(&serde_json::json!({ "expires_at": expires_at }))
            }
            "/api/v1/characters" => {
                let characters =
                    if self.peopled.contains(&account) { vec![character(account)] } else { Vec::new() };
                data(&RosterView { characters })
            }
            _ => match program(path) {
                Some(key) => match self.hand_token(account, key) {
                    Some(token) => data(&serde_json::json!({ "token": token })),
                    None => refusal(&error::KEY_UNKNOWN),
                },
                None => refusal(&error::NOT_FOUND),
            },
        }
    }

    /// Where two devices meet. A body asks; none looks.
    fn meet(&mut self, id: &str, body: &str) -> Said {
        let Some(mut view) = self.pairings.get(id).cloned() else {
            return refusal(&error::PAIRING_NOT_FOUND);
        };
        if body.is_empty() {
            let keys = self.accounts[&view.account].chain.keys();
            view.taken = view.asked.as_ref().is_some_and(|it| keys.is_active(it.consent.key));
            return data(&view);
        }
        let asked: Asked = serde_json::from_str(body).unwrap();
        if view.asked.is_some_and(|it| it != asked) {
            return refusal(&error::CONFLICT);
        }
        view.asked = Some(asked);
        self.pairings.insert(id.into(), view);
        data(&serde_json::json!({}))
    }
}

/// The program whose token is asked for at this path.
fn program(path: &str) -> Option<PublicKey> {
    path.strip_prefix(PROGRAMS)?.strip_prefix('/')?.strip_suffix("/token")?.parse().ok()
}

fn character(account: AccountId) -> CharacterView {
    let snapshot = CharacterSnapshot {
        v: CharacterSnapshot::VERSION,
        stream: StreamId([1; 16]),
        sequence: Sequence(1),
        event_hash: Hash([2; 32]),
        account,
        name: TextRef { id: rules::TextId([3; 16]), hash: Hash([4; 32]) },
        species: "species/elf".parse().unwrap(),
        colours: rules::character::Colours {
            cloak: "dye/ember".parse().unwrap(),
            trim: "dye/brass".parse().unwrap(),
            lantern: "dye/lantern".parse().unwrap(),
        },
        keepsake: "keepsake/brass-compass".parse().unwrap(),
        appearance: None,
        retired: false,
        last: None,
    };
    CharacterView { snapshot, texts: Default::default(), created_at: Millis(1), changed_at: Millis(1) }
}

fn receipt(command: &Command, signed: &Signed, signer: &SigningKey) -> Answer {
    let receipt = Receipt {
        command: command.id,
        command_hash: signed.hash(),
        outcome: Outcome::Refused { code: "NOT_TODAY".into(), sentence: "Not today.".into() },
        incarnation: StreamId([1; 16]),
        position: Position(1),
        head: Hash([2; 32]),
        time: Millis(3),
    };
    Answer { receipt: Signed::sign(Purpose::Receipt, &receipt, signer), events: Vec::new(), character: None }
}

fn data(data: &impl Serialize) -> Said {
    let meta = serde_json::json!({ "timestamp": "0", "version": "0.1.0" });
    response(200, &serde_json::json!({ "success": true, "data": data, "meta": meta }))
}

pub(super) fn refusal(code: &ErrorCode) -> Said {
    let meta = serde_json::json!({ "timestamp": "0", "version": "0.1.0" });
    let error = serde_json::json!({ "code": code.code, "message": code.sentence });
    response(code.status, &serde_json::json!({ "success": false, "error": error, "meta": meta }))
}

fn response(status: u16, body: &serde_json::Value) -> Said {
    let init = ResponseInit::new();
    init.set_status(status);
    Response::new_with_opt_str_and_init(Some(&body.to_string()), &init)
}
