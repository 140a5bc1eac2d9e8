//! Connections: counted while they are open, and no more of them than the server can hold.

use std::{
    future::Future,
    io::{self, IoSlice},
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use axum_server::accept::Accept;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep},
};

use crate::{
    limit::{CONNECTIONS_MAX, QUIET_TIME_MAX},
    metrics,
};

/// Takes connections in, before any TLS.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    open: Arc<AtomicUsize>,
    quiet_max: Duration,
}

/// A connection that counts until it is dropped, and ends when nothing moves on it.
pub(crate) struct Connection {
    stream: TcpStream,
    open: Arc<AtomicUsize>,
    quiet_max: Duration,
    moved_at: Instant,
    bell: Pin<Box<Sleep>>,
}

impl Default for Counted {
    fn default() -> Self {
        Self { open: Arc::default(), quiet_max: QUIET_TIME_MAX }
    }
}

impl<S> Accept<TcpStream, S> for Counted {
    type Stream = Connection;
    type Service = S;
    type Future = std::future::Ready<io::Result<(Connection, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let open = self.open.fetch_add(1, Ordering::Relaxed) + 1;
        metrics::connections(open);
        let connection = Connection {
            stream,
            open: self.open.clone(),
            quiet_max: self.quiet_max,
            moved_at: Instant::now(),
            bell: Box::pin(sleep(self.quiet_max)),
        };
        let taken = if open > CONNECTIONS_MAX {
            Err(io::Error::other("too many connections"))
        } else {
            connection.stream.set_nodelay(true)
        };
        std::future::ready(taken.map(|()| (connection, service)))
    }
}

impl Connection {
    /// Remembers that something moved, or ends a connection on which nothing does. The bell is set
    /// again only when it rang, because that is dearer than to look at the time.
    fn watch<T>(&mut self, moved: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if moved.is_ready() {
            self.moved_at = Instant::now();
            return moved;
        }
        loop {
            ready!(self.bell.as_mut().poll(cx));
            let until = self.moved_at + self.quiet_max;
            if until <= Instant::now() {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.bell.as_mut().reset(until);
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let before = self.open.fetch_sub(1, Ordering::Relaxed);
        metrics::connections(before.saturating_sub(1));
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let moved = Pin::new(&mut self.stream).poll_read(cx, into);
        self.watch(moved, cx)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write(cx, from);
        self.watch(moved, cx)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let moved = Pin::new(&mut self.stream).poll_write_vectored(cx, from);
        self.watch(moved, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        net::TcpListener,
    };

    use super::*;

    #[tokio::test]
    async fn counted_while_open_and_ended_when_quiet() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut caller = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        let door = Counted { quiet_max: Duration::from_millis(200), ..Counted::default() };
        let (mut connection, ()) = door.accept(stream, ()).await.unwrap();
        assert_eq!(door.open.load(Ordering::Relaxed), 1);
        let mut bytes = [0; 1];
        for _ in 0..3 {
            tokio::time::sleep(Duration::from_millis(120)).await;
            caller.write_all(b"x").await.unwrap();
            connection.read_exact(&mut bytes).await.unwrap();
        }
        let why = connection.read_exact(&mut bytes).await.unwrap_err();
        assert_eq!(why.kind(), io::ErrorKind::TimedOut);
        drop(connection);
        assert_eq!(door.open.load(Ordering::Relaxed), 0);
    }
}
