//! Those who mean ill: frames that are none, floods, and readers who do not read.

use std::time::{Duration, Instant};

use futures::{SinkExt, StreamExt};
use rules::character::Command as Wish;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_tungstenite::{client_async, tungstenite::Message};
use wire::{
    Purpose, Signed,
    limit::MESSAGE_BYTES_MAX,
    socket::{Closing, FromServer, FromTab, write},
};

use crate::house::{Browser, Heard, House, Quay, Tab, colours, random};

/// A socket by hand: the upgrade as text, then bytes.
async fn by_hand(quay: &Quay, browser: &Browser) -> TcpStream {
    let mut stream = TcpStream::connect(quay.address).await.unwrap();
    let request = browser.knocking();
    let mut head = format!("GET {} HTTP/1.1\r\n", request.uri().path());
    for (name, value) in request.headers() {
        head.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    stream.write_all(format!("{head}\r\n").as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.windows(4).any(|it| it == b"\r\n\r\n") {
        answer.push(stream.read_u8().await.unwrap());
    }
    assert!(answer.starts_with(b"HTTP/1.1 101"), "{}", String::from_utf8_lossy(&answer));
    stream
}

/// Reads until the other side is done, or the patience of the test is.
async fn ends(stream: &mut TcpStream) -> Vec<u8> {
    let mut said = Vec::new();
    // A reset is an end too.
    let _ = timeout(Duration::from_secs(5), stream.read_to_end(&mut said)).await.expect("it is ended");
    said
}

fn closes_with(said: &[u8], why: Closing) -> bool {
    let code = why.code().to_be_bytes();
    said.windows(4).any(|it| it[0] == 0x88 && it[2..] == code)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn frames_that_are_none() {
    let house = House::open_with(|it| (it.rate_account, it.rate_reads) = (0, 0)).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let (mut other, _) = quay.tab(&house, &browser, account, None).await;
    let mask = [1, 2, 3, 4];
    let masked = |first: u8, length: u8| [&[first, 0x80 | length], &mask[..]].concat();
    let frames: [(&str, Vec<u8>); 12] = [
        ("a text", [masked(0x81, 2), vec![b'h' ^ 1, b'i' ^ 2]].concat()),
        ("a text that is none", [masked(0x81, 2), vec![0xff ^ 1, 0xfe ^ 2]].concat()),
        ("an empty message", masked(0x82, 0)),
        ("without a mask", vec![0x82, 1, 0]),
        ("a reserved bit", masked(0xc2, 0)),
        ("a kind that is none", masked(0x83, 0)),
        ("a control frame in parts", masked(0x09, 0)),
        ("a long control frame", [&[0x89, 0x80 | 126, 0, 200], &mask[..], &[0; 200]].concat()),
        ("a part of nothing", masked(0x80, 0)),
        ("more than a message holds", [&[0x82, 0x80 | 127, 0, 0, 0, 0, 0, 1, 0, 1], &mask[..]].concat()),
        (
            "more than a machine holds",
            [&[0x82, 0xff, 0x7f, 255, 255, 255, 255, 255, 255, 255], &mask[..]].concat(),
        ),
        (
            "a length that is none",
            [&[0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255], &mask[..]].concat(),
        ),
    ];
    for (what, frame) in frames {
        let mut stream = by_hand(&quay, &browser).await;
        stream.write_all(&frame).await.unwrap();
        let said = ends(&mut stream).await;
        assert!(closes_with(&said, Closing::Malformed), "{what}: {said:?}");
    }
    // Parts that never become a whole, and more than a whole may hold.
    let mut stream = by_hand(&quay, &browser).await;
    let first = [&[0x02, 0x80 | 126, 0x40, 0], &mask[..], &vec![0; 0x4000]].concat();
    let further = [&[0x00, 0x80 | 126, 0x40, 0], &mask[..], &vec![0; 0x4000]].concat();
    let _ = stream.write_all(&first).await;
    for _ in 0..8 {
        let _ = stream.write_all(&further).await;
    }
    ends(&mut stream).await;
    assert!(other.lives().await, "nobody else is concerned");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn chance_is_no_language() {
    let house = House::open_with(|it| (it.rate_account, it.rate_reads) = (0, 0)).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let (mut other, _) = quay.tab(&house, &browser, account, None).await;
    for round in 0..60 {
        let noise: [u8; 300] = random();
        if round % 2 == 0 {
            let mut stream = by_hand(&quay, &browser).await;
            let _ = stream.write_all(&noise).await;
            let _ = stream.shutdown().await;
            ends(&mut stream).await;
        } else {
            // Well framed nonsense, before the hello and after it.
            let (mut tab, _) = quay.tab(&house, &browser, account, None).await;
            tab.say(noise[..1 + round * 4].to_vec()).await;
            let why = tab.closing().await;
            assert_eq!(why, Some(Closing::Malformed));
            let mut tab = quay.knock(&browser, |_| {}).await.unwrap();
            tab.welcome().await;
            tab.say(noise.to_vec()).await;
            assert_eq!(tab.closing().await, Some(Closing::Malformed));
        }
    }
    assert!(other.lives().await);
}

/// A true hello, with each of its bytes changed or left out in turn, is refused or cannot be read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hello_that_was_touched() {
    let house = House::open_with(|it| (it.rate_account, it.rate_reads) = (0, 0)).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let mut tried = 0;
    for at in (0..usize::MAX).step_by(7) {
        let mut tab = quay.knock(&browser, |_| {}).await.unwrap();
        let greeting = browser.greeting(&house, account, &tab.welcome().await);
        let signed = Signed::sign(Purpose::Hello, &greeting, &browser.key);
        let hello = wire::socket::Hello { version: wire::socket::VERSION, signed, after: None };
        let mut bytes = write(&hello);
        // The last byte says where the tab stands, which is its own word.
        if at >= bytes.len() - 1 {
            break;
        }
        bytes[at] ^= 1 << (tried % 8);
        tab.say(bytes).await;
        let why = tab.closing().await;
        let fits = [Closing::HelloRefused, Closing::Malformed, Closing::Version];
        assert!(why.is_some_and(|it| fits.contains(&it)), "byte {at}: {why:?}");
        tried += 1;
    }
    assert!(tried > 30);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn floods_are_ended() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let (mut other, _) = quay.tab(&house, &browser, account, None).await;
    let floods: [fn(u32) -> Message; 3] = [
        |it| Message::Binary(write(&FromTab::Ping(it)).into()),
        |_| Message::Ping(vec![0; 100].into()),
        |_| Message::Pong(vec![].into()),
    ];
    for flood in floods {
        let (tab, _) = quay.tab(&house, &browser, account, None).await;
        let (mut say, mut hear) = tab.wire.split();
        let began = Instant::now();
        let saying = async {
            for it in 0..5_000 {
                if say.send(flood(it)).await.is_err() {
                    break;
                }
            }
        };
        let hearing = async {
            loop {
                match hear.next().await {
                    Some(Ok(Message::Close(Some(frame)))) => break Some(u16::from(frame.code)),
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => break None,
                }
            }
        };
        let ((), code) = tokio::join!(saying, hearing);
        assert_eq!(code, Some(Closing::TooFast.code()));
        assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    }
    // Who says a lot, but evenly, is welcome.
    let (mut steady, _) = quay.tab(&house, &browser, account, None).await;
    for _ in 0..40 {
        assert!(steady.lives().await);
    }
    assert!(other.lives().await);
}

/// A whole message of the greatest length is heard out, and means nothing; one byte more is not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_long_as_a_message_may_be() {
    let house = House::open().await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    for bytes in [MESSAGE_BYTES_MAX, MESSAGE_BYTES_MAX + 1] {
        let (mut tab, _) = quay.tab(&house, &browser, account, None).await;
        tab.say(vec![0; bytes]).await;
        let why = tab.closing().await;
        // Over the unread rest the last word may be lost.
        assert!(matches!(why, Some(Closing::Malformed) | None), "{why:?}");
        assert!(why.is_some() || bytes > MESSAGE_BYTES_MAX);
    }
}

/// A reader who does not read is sent away once too much waits, and comes back to where it was.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_does_not_read() {
    const CHANGES: u32 = 1_500;
    let house = House::open_with(|it| (it.rate_account, it.rate_writes) = (0, 0)).await;
    let mut browser = Browser::new(1);
    let account = browser.log_in(&house).await;
    let quay = house.listen().await;
    let (mut other, began) = quay.tab(&house, &browser, account, None).await;
    let mut lazy = Tab { wire: client_async(browser.knocking(), narrow(&quay).await).await.unwrap().0 };
    let greeting = browser.greeting(&house, account, &lazy.welcome().await);
    lazy.hello(Signed::sign(Purpose::Hello, &greeting, &browser.key), None).await;

    let stream = browser.create(&house, account, "Wren").await;
    let mut told = Vec::new();
    for n in 0..CHANGES {
        let cloak = if n % 2 == 0 { "dye/brass" } else { "dye/straw" };
        let wish = Wish::Recolour { colours: colours(cloak) };
        let command = browser.command(&house, account, stream, wish);
        let post = browser.sign(&command, vec![]);
        browser.post(&house, "/api/v1/commands", &post).await.data::<wire::Answer>();
        while let Ok(heard) = timeout(Duration::ZERO, other.hear()).await {
            if let Heard::Said(FromServer::Events(events)) = heard {
                told.extend(events);
            }
        }
    }
    let all = house.store.events_after(account, began, 100_000).await.unwrap();
    while told.len() < all.len() {
        told.extend(other.events().await);
    }
    assert_eq!(told, all, "who reads is told everything");

    let mut heard = Vec::new();
    let end = loop {
        match lazy.hear().await {
            Heard::Said(FromServer::Events(events)) => heard.extend(events),
            Heard::Said(_) => {}
            end => break end,
        }
    };
    // Through a line that is full the reason may not come.
    assert!(matches!(end, Heard::Closed(Some(Closing::TooSlow)) | Heard::Cut), "{end:?}");
    assert!(heard.len() < all.len() && all.starts_with(&heard), "whole up to where it ends");
    let cursor = heard.last().map_or(began, |it| it.position);
    let (mut back, _) = quay.tab(&house, &browser, account, Some(cursor)).await;
    while heard.len() < all.len() {
        heard.extend(back.events().await);
    }
    assert_eq!(heard, all);
}

/// A line with small packets and a small window, so that not megabytes fit in between.
async fn narrow(quay: &Quay) -> TcpStream {
    let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
    socket.set_recv_buffer_size(2_048).unwrap();
    socket.set_tcp_mss(536).unwrap();
    socket.connect(&quay.address.into()).unwrap();
    socket.set_nonblocking(true).unwrap();
    TcpStream::from_std(socket.into()).unwrap()
}
