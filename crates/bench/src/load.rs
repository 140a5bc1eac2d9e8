//! Load on a server of ours, on this machine: connections that ask again as soon as they are
//! answered, or at a fixed rate whose lateness counts.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Requests ready to be written, each a whole HTTP message.
pub(crate) type Requests = Vec<Vec<u8>>;

pub(crate) fn get_request(address: SocketAddr, path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept-Encoding: gzip, br\r\n\r\n").into_bytes()
}

pub(crate) fn post_request(address: SocketAddr, path: &str, body: &[u8]) -> Vec<u8> {
    post_request_with(address, path, "", body)
}

/// A request with further header lines, each with its line's end.
pub(crate) fn post_request_with(address: SocketAddr, path: &str, lines: &str, body: &[u8]) -> Vec<u8> {
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n{lines}\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )
    .into_bytes();
    request.extend_from_slice(body);
    request
}

/// Sends each client's requests one after another over one connection, as fast as they are
/// answered. Returns the seconds it took.
pub(crate) async fn as_fast_as_answered(address: SocketAddr, clients: Vec<Requests>) -> Result<f64> {
    let began = Instant::now();
    let clients: Vec<_> = clients
        .into_iter()
        .map(|requests| {
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await?;
                for request in requests {
                    connection.ask(&request).await?;
                }
                anyhow::Ok(())
            })
        })
        .collect();
    for client in clients {
        client.await??;
    }
    Ok(began.elapsed().as_secs_f64())
}

/// Sends requests at a fixed rate over `connections`; each one's time counts from when it was due.
/// Returns milliseconds, sorted.
pub(crate) async fn at_rate(
    address: SocketAddr,
    requests: Requests,
    per_second: f64,
    connections: usize,
) -> Result<Vec<f64>> {
    let requests = Arc::new(requests);
    let next = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let clients: Vec<_> = (0..connections)
        .map(|_| {
            let (requests, next) = (requests.clone(), next.clone());
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await?;
                let mut millis = Vec::new();
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(request) = requests.get(at) else { return anyhow::Ok(millis) };
                    let due = began + Duration::from_secs_f64(at as f64 / per_second);
                    tokio::time::sleep_until(due.into()).await;
                    connection.ask(request).await?;
                    millis.push(due.elapsed().as_secs_f64() * 1000.0);
                }
            })
        })
        .collect();
    let mut millis = Vec::new();
    for client in clients {
        millis.extend(client.await??);
    }
    millis.sort_by(f64::total_cmp);
    Ok(millis)
}

/// One part of a hundred of sorted figures lies above this one.
pub(crate) fn p99(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() * 99 / 100).copied().unwrap_or(0.0)
}

pub(crate) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Asks and waits for the whole answer, which must be a good one: its head and its body.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Result<(&str, &[u8])> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            if let Some(Whole { head, length }) = whole(&self.buffer)? {
                ensure!(self.buffer.starts_with(b"HTTP/1.1 200"), "{}", first_line(&self.buffer));
                ensure!(length == self.buffer.len(), "more than one answer");
                let (head, body) = self.buffer.split_at(head);
                return Ok((std::str::from_utf8(head)?, body));
            }
            let read = self.stream.read_buf(&mut self.buffer).await?;
            ensure!(read > 0, "the server hung up");
        }
    }
}

/// How long an answer is, and the head of it.
struct Whole {
    head: usize,
    length: usize,
}

/// The answer once it is whole, by its length or its chunks.
fn whole(buffer: &[u8]) -> Result<Option<Whole>> {
    let Some(head) = buffer.windows(4).position(|it| it == b"\r\n\r\n").map(|at| at + 4) else {
        return Ok(None);
    };
    let text = std::str::from_utf8(&buffer[..head])?.to_ascii_lowercase();
    if let Some(length) = text.lines().find_map(|it| it.strip_prefix("content-length:")) {
        let length: usize = length.trim().parse()?;
        let length = head + length;
        return Ok((buffer.len() >= length).then_some(Whole { head, length }));
    }
    ensure!(text.contains("transfer-encoding: chunked"), "an answer without a length");
    let mut at = head;
    loop {
        let Some(line) = buffer[at..].windows(2).position(|it| it == b"\r\n") else { return Ok(None) };
        let size = std::str::from_utf8(&buffer[at..at + line])?;
        let size = usize::from_str_radix(size.trim(), 16).context("a chunk without a size")?;
        at += line + 2 + size + 2;
        if buffer.len() < at {
            return Ok(None);
        }
        if size == 0 {
            return Ok(Some(Whole { head, length: at }));
        }
    }
}

fn first_line(buffer: &[u8]) -> String {
    String::from_utf8_lossy(buffer).lines().next().unwrap_or_default().into()
}
