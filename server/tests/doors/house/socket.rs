//! Real sockets: a door that listens, and tabs that come to it.

use std::{net::SocketAddr, time::Duration};

use futures::{SinkExt, StreamExt};
use http::{HeaderMap, HeaderValue, Request, header};
use rules::AccountId;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message},
};
use wire::{
    Position, Purpose, Recorded, Signed,
    socket::{Closing, FromServer, Greeting, Hello, PATH, SUBPROTOCOL, VERSION, Welcome, read, write},
};

use super::{Browser, House};

/// Longer than anything here should take.
const LONG: Duration = Duration::from_secs(10);

/// The house, reached over the network, with everything that runs beside its requests.
pub(crate) struct Quay {
    pub(crate) address: SocketAddr,
    _tasks: JoinSet<()>,
}

pub(crate) struct Tab {
    pub(crate) wire: WebSocketStream<TcpStream>,
}

/// Two devices of one account, and a stranger; each of them has a tab.
pub(crate) struct Company {
    pub(crate) first: Browser,
    pub(crate) second: Browser,
    pub(crate) account: AccountId,
    pub(crate) stranger: Browser,
    pub(crate) other: AccountId,
    pub(crate) quay: Quay,
    pub(crate) here: Tab,
    pub(crate) there: Tab,
    pub(crate) away: Tab,
    /// Where the first tab was told to stand.
    pub(crate) began: Position,
}

/// What a tab hears.
#[derive(Debug, PartialEq)]
pub(crate) enum Heard {
    Said(FromServer),
    /// Closed for a reason of ours, or another one.
    Closed(Option<Closing>),
    /// Cut without a word.
    Cut,
}

impl House {
    pub(crate) async fn listen(&self) -> Quay {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let doors = self.router.clone().into_make_service_with_connect_info::<SocketAddr>();
        let mut tasks = server::job::start(&self.app);
        tasks.spawn(async move { axum::serve(listener, doors).await.unwrap() });
        Quay { address, _tasks: tasks }
    }

    pub(crate) async fn company(&self) -> Company {
        let (mut first, mut second, mut stranger) = (Browser::new(1), Browser::new(2), Browser::new(3));
        let account = first.log_in(self).await;
        let other = stranger.log_in(self).await;
        first.take_in(self, account, &mut second).await;
        let quay = self.listen().await;
        let (here, began) = quay.tab(self, &first, account, None).await;
        let (there, _) = quay.tab(self, &second, account, None).await;
        let (away, _) = quay.tab(self, &stranger, other, None).await;
        Company { first, second, account, stranger, other, quay, here, there, away, began }
    }
}

impl Browser {
    /// The head of a request for a socket, as a browser writes it.
    pub(crate) fn knocking(&self) -> Request<()> {
        let cookies: Vec<_> = self.cookies.iter().map(|(key, value)| format!("{key}={value}")).collect();
        Request::get(format!("ws://{}{PATH}", self.host))
            .header(header::HOST, &self.host)
            .header(header::ORIGIN, self.origin.as_str())
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONNECTION, "Upgrade")
            .header(header::UPGRADE, "websocket")
            .header(header::SEC_WEBSOCKET_VERSION, "13")
            .header(header::SEC_WEBSOCKET_KEY, "dGhlIHNhbXBsZSBub25jZQ==")
            .header(header::SEC_WEBSOCKET_PROTOCOL, SUBPROTOCOL)
            .body(())
            .unwrap()
    }

    pub(crate) fn greeting(&self, house: &House, account: AccountId, welcome: &Welcome) -> Greeting {
        Greeting {
            nonce: welcome.nonce.clone(),
            server: house.store.server_key(),
            origin: self.origin.to_string(),
            account,
        }
    }
}

impl Quay {
    /// Asks for a socket; the status of the refusal if there is none.
    pub(crate) async fn knock(
        &self,
        browser: &Browser,
        change: impl FnOnce(&mut HeaderMap<HeaderValue>),
    ) -> Result<Tab, u16> {
        let mut request = browser.knocking();
        change(request.headers_mut());
        let stream = TcpStream::connect(self.address).await.unwrap();
        match client_async(request, stream).await {
            Ok((wire, answer)) => {
                assert_eq!(answer.headers()[header::SEC_WEBSOCKET_PROTOCOL], SUBPROTOCOL);
                Ok(Tab { wire })
            }
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(other) => panic!("{other}"),
        }
    }

    /// A tab that is known and lives.
    pub(crate) async fn tab(
        &self,
        house: &House,
        browser: &Browser,
        account: AccountId,
        after: Option<Position>,
    ) -> (Tab, Position) {
        let mut tab = self.knock(browser, |_| {}).await.unwrap();
        let welcome = tab.welcome().await;
        let greeting = browser.greeting(house, account, &welcome);
        tab.hello(Signed::sign(Purpose::Hello, &greeting, &browser.key), after).await;
        match tab.hear().await {
            Heard::Said(FromServer::Ready { after }) => (tab, after),
            other => panic!("{other:?}"),
        }
    }
}

impl Tab {
    pub(crate) async fn welcome(&mut self) -> Welcome {
        match timeout(LONG, self.wire.next()).await.unwrap() {
            Some(Ok(Message::Binary(bytes))) => read(&bytes).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn hello(&mut self, signed: Signed, after: Option<Position>) {
        self.say(write(&Hello { version: VERSION, signed, after })).await;
    }

    /// What is said to a socket that has ended is lost, and that is well.
    pub(crate) async fn say(&mut self, bytes: Vec<u8>) {
        let _ = self.wire.send(Message::Binary(bytes.into())).await;
    }

    pub(crate) async fn hear(&mut self) -> Heard {
        loop {
            return match timeout(LONG, self.wire.next()).await.expect("silence") {
                Some(Ok(Message::Binary(bytes))) => Heard::Said(read(&bytes).unwrap()),
                Some(Ok(Message::Close(frame))) => {
                    Heard::Closed(frame.and_then(|it| Closing::of(it.code.into())))
                }
                Some(Ok(_)) => continue,
                Some(Err(_)) | None => Heard::Cut,
            };
        }
    }

    /// The next events, whatever else is said in between.
    pub(crate) async fn events(&mut self) -> Vec<Recorded> {
        loop {
            match self.hear().await {
                Heard::Said(FromServer::Events(events)) => return events,
                Heard::Said(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }

    /// Why it ends, whatever is said before.
    pub(crate) async fn closing(&mut self) -> Option<Closing> {
        loop {
            match self.hear().await {
                Heard::Said(_) => {}
                Heard::Closed(why) => return why,
                Heard::Cut => return None,
            }
        }
    }

    /// Whether it still lives: it answers.
    pub(crate) async fn lives(&mut self) -> bool {
        self.say(write(&wire::socket::FromTab::Ping(7))).await;
        loop {
            match self.hear().await {
                Heard::Said(FromServer::Pong(7)) => return true,
                Heard::Said(_) => {}
                _ => return false,
            }
        }
    }
}
