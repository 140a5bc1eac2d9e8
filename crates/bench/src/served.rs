//! The real server, as strangers start it.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use wire::PublicKey;

const START_TIME_MAX: Duration = Duration::from_secs(20);

pub(crate) struct Served {
    child: Child,
    folder: TempDir,
    pub(crate) address: SocketAddr,
    /// From the start of the process to its first answer.
    pub(crate) start_millis: f64,
}

impl Served {
    pub(crate) fn start() -> Result<Self> {
        Self::start_in(TempDir::new()?)
    }

    fn start_in(folder: TempDir) -> Result<Self> {
        let program = std::env::var("FARLANTERN_BIN").context("FARLANTERN_BIN names the server")?;
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let mut command = Command::new(program);
        command
            .arg("serve")
            .env("FARLANTERN_DATA_DIR", folder.path())
            .env("FARLANTERN_BIND", address.to_string())
            .env("FARLANTERN_LOG", "warn")
            .stdout(Stdio::null());
        if let Ok(site) = std::env::var("FARLANTERN_SITE") {
            command.env("FARLANTERN_SITE_ROOT", site);
        }
        for rate in ["READS", "WRITES", "LOGINS", "ACCOUNT"] {
            command.env(format!("FARLANTERN_RATE_{rate}"), "0");
        }
        let began = Instant::now();
        let child = command.spawn()?;
        let mut served = Self { child, folder, address, start_millis: 0.0 };
        while get(address, "/livez").is_err() {
            ensure!(began.elapsed() < START_TIME_MAX, "the server did not start");
            std::thread::sleep(Duration::from_millis(2));
        }
        served.start_millis = began.elapsed().as_secs_f64() * 1000.0;
        Ok(served)
    }

    /// Ends it and starts it again on the same folder, as after a power cut.
    pub(crate) fn restart(mut self) -> Result<Self> {
        self.child.kill()?;
        self.child.wait()?;
        let folder = std::mem::replace(&mut self.folder, TempDir::new()?);
        Self::start_in(folder)
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn key(&self) -> Result<PublicKey> {
        let about: serde_json::Value = serde_json::from_slice(&get(self.address, "/api/v1/server")?)?;
        let key = about["data"]["key"].as_str().context("the server names no key")?;
        key.parse().map_err(anyhow::Error::msg)
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One plain GET; the whole answer's body.
fn get(address: SocketAddr, path: &str) -> Result<Vec<u8>> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let head = answer.windows(4).position(|it| it == b"\r\n\r\n").context("no answer")?;
    ensure!(answer.starts_with(b"HTTP/1.1 200"), "not a good answer");
    Ok(answer.split_off(head + 4))
}
