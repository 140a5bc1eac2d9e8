//! The program itself: it opens, answers, refuses with a sentence, and closes.

mod owner;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ed25519_dalek::SigningKey;
use wire::{
    Challenge, Claim, Login, PublicKey, Purpose, Signed, Statement,
    socket::{Closing, Greeting},
};

use crate::house::{Browser, Tab};

fn farlantern(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_farlantern"));
    command.args(arguments).env("FARLANTERN_DATA_DIR", folder.join("data")).env_remove("DATABASE_URL");
    command.current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A server that ends with the test.
struct Running {
    child: Child,
    address: SocketAddr,
    log: Arc<Mutex<String>>,
}

impl Running {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::of(farlantern(folder, arguments))
    }

    fn of(mut command: Command) -> Self {
        let mut child = command.env("FARLANTERN_BIND", "127.0.0.1:0").spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let (mut line, mut before) = (String::new(), String::new());
        let address = loop {
            line.clear();
            assert_ne!(log.read_line(&mut line).unwrap(), 0, "it ended before it opened: {before}");
            before.push_str(&line);
            if let Some((_, address)) = line.split_once("Farlantern is open at ") {
                let bare = address.trim_start_matches("http://").trim_start_matches("https://");
                break bare.split([' ', '"']).next().unwrap().trim().parse().unwrap();
            }
        };
        let kept = Arc::new(Mutex::new(before));
        let into = kept.clone();
        std::thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                into.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        Self { child, address, log: kept }
    }

    fn stop(&mut self) -> std::process::ExitStatus {
        let status = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn ask(stream: &mut (impl Read + Write), host: SocketAddr, path: &str) -> String {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn makes_room_for_open_files() {
    let place = tempfile::tempdir().unwrap();
    let mut narrow = Command::new("sh");
    narrow.args(["-c", "ulimit -Sn 256 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_farlantern")]);
    narrow.env("FARLANTERN_DATA_DIR", place.path().join("data")).env_remove("DATABASE_URL");
    narrow.current_dir(place.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let running = Running::of(narrow);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", running.child.id())).unwrap();
    let files: Vec<&str> =
        limits.lines().find(|it| it.starts_with("Max open files")).unwrap().split_whitespace().collect();
    let number = |at: usize| files[at].parse::<u64>().unwrap_or(u64::MAX);
    let (soft, hard) = (number(3), number(4));
    assert_eq!(soft, hard.min(2 * server::limit::CONNECTIONS_MAX as u64), "{files:?}");
}

#[test]
fn opens_answers_and_closes() {
    let place = tempfile::tempdir().unwrap();
    let mut running = Running::start(place.path(), &[]);
    let address = running.address;
    let mut stream = TcpStream::connect(address).unwrap();
    let answer = ask(&mut stream, address, "/health");
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("\"status\":\"healthy\""), "{answer}");
    // The first connection is over for us before the server has counted it out.
    let counts_one = (0..100).any(|_| {
        let mut stream = TcpStream::connect(address).unwrap();
        ask(&mut stream, address, "/metrics").contains("farlantern_open_connections 1\n")
    });
    assert!(counts_one, "the connection that asks is the only one");

    let bind = address.to_string();
    let healthy = farlantern(place.path(), &["healthcheck", "--bind", &bind]).output().unwrap();
    assert!(healthy.status.success(), "{}", said(&healthy));
    let second = farlantern(place.path(), &["serve", "--bind", "127.0.0.1:0"]).output().unwrap();
    assert!(
        !second.status.success() && said(&second).contains("Another Farlantern is running"),
        "{}",
        said(&second)
    );
    let elsewhere = tempfile::tempdir().unwrap();
    let taken = farlantern(elsewhere.path(), &["--bind", &bind]).output().unwrap();
    assert!(
        !taken.status.success() && said(&taken).contains("is taken by another program"),
        "{}",
        said(&taken)
    );

    // A connection that is left open does not hold up the end.
    let idle = TcpStream::connect(address).unwrap();
    let asked = Instant::now();
    assert!(running.stop().success());
    assert!(asked.elapsed() < Duration::from_secs(9), "{:?}", asked.elapsed());
    drop(idle);
    let gone = farlantern(place.path(), &["healthcheck", "--bind", &bind]).output().unwrap();
    assert!(!gone.status.success() && said(&gone).contains("Nobody answers"), "{}", said(&gone));
    let walked = farlantern(place.path(), &["rebuild"]).output().unwrap();
    assert!(walked.status.success() && said(&walked).contains("Everything agrees."), "{}", said(&walked));
}

/// A browser of few words: it posts, and keeps what it is given.
struct Visitor {
    address: SocketAddr,
    cookies: Vec<String>,
    key: SigningKey,
}

impl Visitor {
    fn post<T: serde::de::DeserializeOwned>(&mut self, path: &str, body: &impl serde::Serialize) -> T {
        let envelope: wire::Envelope<T> = self.ask(path, body);
        envelope.data.unwrap_or_else(|| panic!("{path}: {:?}", envelope.error))
    }

    /// Whatever is answered.
    fn ask<T: serde::de::DeserializeOwned>(&mut self, path: &str, body: &impl serde::Serialize) -> T {
        let (body, address) = (serde_json::to_string(body).unwrap(), self.address);
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\n\
             Cookie: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.cookies.join("; "),
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let kept = head.lines().filter_map(|it| it.strip_prefix("set-cookie: "));
        self.cookies.extend(kept.map(|it| it.split(';').next().unwrap().to_owned()));
        serde_json::from_str(body).unwrap_or_else(|why| panic!("{why}: {body}"))
    }

    /// Opens an account, and logs in.
    fn log_in(&mut self) -> (PublicKey, String, rules::AccountId) {
        let challenge: Challenge = self.post("/api/v1/auth/challenge", &serde_json::json!({}));
        let (server, origin) = (challenge.server, format!("http://{}", self.address));
        let public = PublicKey(self.key.verifying_key().to_bytes());
        let claim = Claim::Open { key: public, salt: rules::Hash([3; 32]) };
        let (made_at, nonce) = (wire::Millis(0), challenge.nonce);
        let first =
            Statement { account: None, previous: None, server, origin: origin.clone(), made_at, claim };
        let signed = Signed::sign(Purpose::Account, &first, &self.key);
        let account = rules::AccountId(signed.hash().0);
        let post = wire::StatementPost { signed, texts: Vec::new() };
        self.post::<serde_json::Value>("/api/v1/account/statements", &post);
        let login = Login { nonce, server, origin: origin.clone(), account, made_at };
        let signed = Signed::sign(Purpose::Login, &login, &self.key);
        let post = wire::LoginPost { signed, renew: false };
        assert_eq!(self.post::<wire::SessionView>("/api/v1/auth/verify", &post).account, account);
        (server, origin, account)
    }

    /// The same, and opens a socket that is known.
    async fn tab(&mut self) -> Tab {
        let (server, origin, account) = self.log_in();
        let mut browser = Browser { host: self.address.to_string(), ..Browser::new(1) };
        browser.origin = origin.parse().unwrap();
        let pairs = self.cookies.iter().map(|it| it.split_once('=').unwrap());
        browser.cookies = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let stream = tokio::net::TcpStream::connect(self.address).await.unwrap();
        let (wire, _) = tokio_tungstenite::client_async(browser.knocking(), stream).await.unwrap();
        let mut tab = Tab { wire };
        let nonce = tab.welcome().await.nonce;
        let greeting = Greeting { nonce, server, origin, account };
        tab.hello(Signed::sign(Purpose::Hello, &greeting, &self.key), None).await;
        assert!(tab.lives().await);
        tab
    }
}

/// The whole program: its tabs hear a goodbye, and it does not wait long for those who do not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn says_goodbye_to_every_tab() {
    let place = tempfile::tempdir().unwrap();
    let mut running = Running::start(place.path(), &[]);
    let address = running.address;
    let mut visitor = Visitor { address, cookies: Vec::new(), key: SigningKey::from_bytes(&[1; 32]) };
    let mut tab = visitor.tab().await;
    let mut stream = TcpStream::connect(address).unwrap();
    let metrics = ask(&mut stream, address, "/metrics");
    assert!(metrics.contains("farlantern_open_sockets 1"), "{metrics}");
    let asked = Instant::now();
    let ended = tokio::task::spawn_blocking(move || running.stop());
    assert_eq!(tab.closing().await, Some(Closing::Goodbye));
    assert!(ended.await.unwrap().success());
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
}

/// A line for each request, with its number; ids, tokens and cookies are in none.
#[test]
fn the_log_tells_no_secrets() {
    for format in ["text", "json"] {
        let place = tempfile::tempdir().unwrap();
        let mut running = Running::start(place.path(), &["--log", "debug", "--log-format", format]);
        let (address, id, token) = (
            running.address,
            "5ec2e75ec2e75ec2e75ec2e75ec2e7aa",
            "dG9rZW4tdGhhdC1ub2JvZHktbWF5LXNlZS4uLi4uLi4",
        );
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "GET /api/v1/characters/{id}?key={token} HTTP/1.1\r\nHost: {address}\r\nCookie: __Host-farlantern={token}\r\n\
             Authorization: Bearer {token}\r\nX-Request-Id: {token}\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let number = answer.split("x-request-id: ").nth(1).unwrap().split("\r\n").next().unwrap().to_owned();
        assert!(running.stop().success());
        std::thread::sleep(Duration::from_millis(100));
        let log = running.log.lock().unwrap().clone();
        let line =
            log.lines().find(|it| it.contains(&number)).unwrap_or_else(|| panic!("{number} is not in {log}"));
        for part in ["/api/v1/characters/{id}", "401", "SESSION_MISSING", "GET"] {
            assert!(line.contains(part), "{part} is missing in {line}");
        }
        assert!(!log.contains(id) && !log.contains(token), "{log}");
        if format == "json" {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
    }
}

#[test]
fn shows_its_settings_and_refuses_unknown_ones() {
    let place = tempfile::tempdir().unwrap();
    let shown = farlantern(place.path(), &["config", "print", "--rate-reads", "7"])
        .env("FARLANTERN_METRICS_TOKEN", "not for everybody's eyes")
        .output()
        .unwrap();
    let text = said(&shown);
    assert!(shown.status.success(), "{text}");
    assert!(
        text.contains("rate_reads = 7  # flag") && text.contains("# environment FARLANTERN_METRICS_TOKEN"),
        "{text}"
    );
    assert!(!text.contains("eyes"), "{text}");
    std::fs::create_dir(place.path().join("data")).unwrap();
    std::fs::write(place.path().join("data/config.toml"), "colour = \"blue\"").unwrap();
    let refused = farlantern(place.path(), &["serve"]).output().unwrap();
    assert!(
        !refused.status.success() && said(&refused).contains("unknown field `colour`"),
        "{}",
        said(&refused)
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("data"), "a file in the way").unwrap();
    let refused = farlantern(place.path(), &["serve", "--bind", "127.0.0.1:0"]).output().unwrap();
    assert!(!refused.status.success() && said(&refused).contains("data"), "{}", said(&refused));
    assert!(!said(&refused).contains("panicked"), "{}", said(&refused));
}

#[test]
fn a_port_that_is_taken_costs_nothing() {
    let place = tempfile::tempdir().unwrap();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let bind = other.local_addr().unwrap().to_string();
    let refused = farlantern(place.path(), &["--bind", &bind]).output().unwrap();
    assert!(!refused.status.success() && said(&refused).contains("--bind"), "{}", said(&refused));
    assert!(!place.path().join("data/world.db").exists(), "nothing was opened yet");
}

/// HTTPS with our own files: a certificate that a real client checks.
#[test]
fn speaks_https_by_certificate_files() {
    let place = tempfile::tempdir().unwrap();
    let (cert, key) = (place.path().join("cert.pem"), place.path().join("key.pem"));
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
        ])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&cert)
        .output();
    if !made.is_ok_and(|it| it.status.success()) {
        // Without the tool there is no certificate to try; the rest of the chain is tried elsewhere.
        return;
    }
    let paths = [cert.to_str().unwrap(), key.to_str().unwrap()];
    let running = Running::start(place.path(), &["--tls-cert", paths[0], "--tls-key", paths[1]]);
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut roots = rustls::RootCertStore::empty();
    use rustls::pki_types::{CertificateDer, pem::PemObject};
    roots.add(CertificateDer::from_pem_file(&cert).unwrap()).unwrap();
    let config = rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    let name = "localhost".try_into().unwrap();
    let connection = rustls::ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = rustls::StreamOwned::new(connection, TcpStream::connect(running.address).unwrap());
    let answer = ask(&mut stream, running.address, "/");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("strict-transport-security: max-age=31536000"), "{answer}");
    let wrong =
        farlantern(place.path(), &["--tls-cert", paths[1], "--tls-key", paths[0], "--bind", "127.0.0.1:0"]);
    let mut wrong = wrong;
    let refused = wrong.env("FARLANTERN_DATA_DIR", place.path().join("other")).output().unwrap();
    assert!(!refused.status.success() && said(&refused).contains("cannot be used"), "{}", said(&refused));
}
