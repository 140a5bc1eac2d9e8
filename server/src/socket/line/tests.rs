//! Tests of a line over a wire that is no network.

use std::time::Instant as Moment;

use futures::channel::mpsc;

use super::*;

/// Both ends of a wire: what the tab sends, and what it receives.
pub(in crate::socket) struct TabEnd {
    pub(in crate::socket) send: mpsc::UnboundedSender<Result<Message, axum::Error>>,
    pub(in crate::socket) receive: mpsc::Receiver<Message>,
}

pub(in crate::socket) struct Ours {
    from_tab: mpsc::UnboundedReceiver<Result<Message, axum::Error>>,
    to_tab: mpsc::Sender<Message>,
}

/// Short for whoever waits for a test, and long enough that a machine with much else to do, which forgets a
/// test for a second, does not change what comes of it.
pub(in crate::socket) const SHORT: Patience = Patience {
    hello: Duration::from_millis(1_500),
    send: Duration::from_millis(1_500),
    ping: Duration::from_millis(600),
    silent: Duration::from_millis(2_000),
    close: Duration::from_millis(1_000),
};

/// What lasts longer does not end by itself.
pub(in crate::socket) const LONG: Duration = Duration::from_secs(60);

/// A wire on which so many messages may wait unread.
pub(in crate::socket) fn line(capacity: usize) -> (Line<Ours>, TabEnd) {
    let (send, from_tab) = mpsc::unbounded();
    let (to_tab, receive) = mpsc::channel(capacity);
    (Line::new(Ours { from_tab, to_tab }, SHORT), TabEnd { send, receive })
}

impl TabEnd {
    pub(in crate::socket) fn say(&self, message: Message) {
        self.send.unbounded_send(Ok(message)).unwrap();
    }

    /// What has come so far, without waiting.
    pub(in crate::socket) fn received(&mut self) -> Vec<Message> {
        std::iter::from_fn(|| self.receive.try_recv().ok()).collect()
    }
}

impl Stream for Ours {
    type Item = Result<Message, axum::Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        Pin::new(&mut self.from_tab).poll_next(cx)
    }
}

impl Sink<Message> for Ours {
    type Error = axum::Error;

    fn poll_ready(
        mut self: Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), axum::Error>> {
        self.to_tab.poll_ready(cx).map_err(axum::Error::new)
    }

    fn start_send(mut self: Pin<&mut Self>, item: Message) -> Result<(), axum::Error> {
        self.to_tab.start_send(item).map_err(axum::Error::new)
    }

    fn poll_flush(
        self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), axum::Error>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn poll_close(
        self: Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Result<(), axum::Error>> {
        std::task::Poll::Ready(Ok(()))
    }
}

fn is_ping(message: &Message) -> bool {
    matches!(message, Message::Ping(_))
}

#[tokio::test]
async fn who_is_silent_is_asked_and_then_left() {
    let (mut line, mut tab) = line(100);
    let begun = Moment::now();
    assert_eq!(line.hear().await, Err(End::Closing(Closing::Silent)));
    let took = begun.elapsed();
    assert!((SHORT.silent..LONG).contains(&took), "{took:?}");
    let pings = tab.received().iter().filter(|it| is_ping(it)).count();
    assert!((1..=3).contains(&pings), "{pings}");
}

#[tokio::test]
async fn an_answer_to_a_ping_is_a_sign_of_life() {
    let (mut line, tab) = line(100);
    let answering = async {
        for _ in 0..10 {
            tokio::time::sleep(SHORT.silent / 8).await;
            tab.say(Message::Pong(Bytes::new()));
        }
        tab.say(Message::Binary(Bytes::from_static(b"still here")));
    };
    let (heard, ()) = tokio::join!(line.hear(), answering);
    assert_eq!(heard.unwrap(), "still here");
}

#[tokio::test]
async fn a_flood_is_ended_and_a_steady_stream_is_not() {
    let (mut line, tab) = line(100);
    for _ in 0..1_000 {
        tab.say(Message::Binary(Bytes::new()));
    }
    let mut heard = 0;
    let end = loop {
        match line.hear().await {
            Ok(_) => heard += 1,
            Err(end) => break end,
        }
    };
    assert_eq!(end, End::Closing(Closing::TooFast));
    assert!((MESSAGES_BURST_MAX..MESSAGES_BURST_MAX * 2).contains(&heard), "{heard}");

    let mut bucket = Bucket { left: f64::from(MESSAGES_BURST_MAX), at: Instant::now() };
    let mut now = Instant::now();
    for _ in 0..10_000 {
        now += Duration::from_secs(1) / MESSAGES_PER_SECOND_MAX;
        assert!(bucket.take(now));
    }
}

#[tokio::test]
async fn pings_of_strangers_are_messages_too() {
    let (mut line, tab) = line(100);
    for _ in 0..1_000 {
        tab.say(Message::Ping(Bytes::new()));
    }
    assert_eq!(line.hear().await, Err(End::Closing(Closing::TooFast)));
}

#[tokio::test]
async fn what_is_no_message_of_ours_ends_it() {
    let (mut first, tab) = line(100);
    tab.say(Message::Text("hello".into()));
    assert_eq!(first.hear().await, Err(End::Closing(Closing::Malformed)));
    let (mut second, tab) = line(100);
    tab.send.unbounded_send(Err(axum::Error::new(std::io::Error::other("too long")))).unwrap();
    assert_eq!(second.hear().await, Err(End::Closing(Closing::Malformed)));
    let (mut third, tab) = line(100);
    tab.say(Message::Close(None));
    assert_eq!(third.hear().await, Err(End::Gone));
    let (mut fourth, tab) = line(100);
    drop(tab);
    assert_eq!(fourth.hear().await, Err(End::Gone));
}

#[tokio::test]
async fn who_does_not_read_is_not_waited_for_long() {
    let (mut line, tab) = line(0);
    let begun = Moment::now();
    let many = (0..10).map(|_| Bytes::from_static(b"news"));
    assert_eq!(line.say(many).await, Err(End::Closing(Closing::TooSlow)));
    line.end(End::Closing(Closing::TooSlow)).await;
    let took = begun.elapsed();
    assert!(took < LONG, "{took:?}");
    drop(tab);
}

#[tokio::test]
async fn the_last_word_has_its_number_and_its_sentence() {
    for why in Closing::ALL {
        let (line, mut tab) = line(100);
        line.end(End::Closing(why)).await;
        let [Message::Close(Some(frame))] = &tab.received()[..] else { panic!("{why:?}") };
        assert_eq!((frame.code, frame.reason.as_str()), (why.code(), why.sentence()));
        assert!(frame.reason.len() <= 123, "a close frame has no room for more");
    }
}
