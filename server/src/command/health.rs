//! `farlantern healthcheck`: asks the running server, for containers that have no other tool.

use std::{
    io::{Read, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream},
    process::ExitCode,
    time::Duration,
};

use anyhow::Context;

use crate::{config::Config, say};

const PATIENCE: Duration = Duration::from_secs(5);

pub(super) fn check(config: &Config) -> anyhow::Result<ExitCode> {
    let address = reachable(config.bind);
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)
        .with_context(|| format!("Nobody answers at {address}"))?;
    if config.has_tls() {
        // Whether the certificate is trusted is for browsers to judge; here an open door is enough.
        say::line(format!("The door at {address} is open."));
        return Ok(ExitCode::SUCCESS);
    }
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer).context("The answer cannot be read")?;
    let head = answer.lines().next().unwrap_or_default();
    if head.split(' ').nth(1) == Some("200") {
        say::line("ready");
        return Ok(ExitCode::SUCCESS);
    }
    say::line(format!("not ready: {head}"));
    Ok(ExitCode::FAILURE)
}

/// A server that listens everywhere is called on this machine.
fn reachable(bind: SocketAddr) -> SocketAddr {
    let ip = match bind.ip() {
        IpAddr::V4(it) if it.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(it) if it.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        it => it,
    };
    SocketAddr::new(ip, bind.port())
}
