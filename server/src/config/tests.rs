//! Who is heard, and in which order.

use std::path::Path;

use super::*;

fn layer(text: &str) -> Layer {
    toml::from_str(text).unwrap()
}

fn folder(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("config.toml"), config).unwrap();
    folder
}

fn in_folder(folder: &Path, flags: &str) -> Layer {
    Layer { data_dir: Some(folder.into()), ..layer(flags) }
}

/// Each row: flag, environment, file; and who is heard with which port.
#[test]
fn flag_then_environment_then_file_then_default() {
    for (flag, environment, file, source, port) in [
        (Some(1), Some(2), Some(3), "flag", 1),
        (None, Some(2), Some(3), "environment FARLANTERN_BIND", 2),
        (None, None, Some(3), "config.toml", 3),
        (None, None, None, "default", 3000),
        (Some(1), None, Some(3), "flag", 1),
        (Some(1), Some(2), None, "flag", 1),
        (None, Some(2), None, "environment FARLANTERN_BIND", 2),
        (Some(1), None, None, "flag", 1),
    ] {
        let line = |port: Option<u16>| port.map_or(String::new(), |it| format!("bind = \"127.0.0.1:{it}\""));
        let folder = folder(&line(file));
        let environment = |name: &str| match name {
            "FARLANTERN_BIND" => environment.map(|it: u16| format!("127.0.0.1:{it}")),
            _ => None,
        };
        let gathered = gather(in_folder(folder.path(), &line(flag)), None, &environment).unwrap();
        assert_eq!(gathered.config().unwrap().bind.port(), port);
        assert!(gathered.said["bind"].1.to_string().ends_with(source), "{:?}", gathered.said["bind"]);
    }
}

#[test]
fn every_setting_can_be_said_everywhere_and_is_settled() {
    let samples = [
        ("asset_base_url", "https://cdn.example.org"),
        ("public_url", "https://play.example.org"),
        ("former_urls", "https://old.example.org,http://192.168.1.2:3000"),
        ("allowed_origins", "https://a.example,https://b.example"),
        ("trusted_proxies", "10.0.0.0/8,::1"),
        ("bind", "0.0.0.0:8080"),
        ("log_format", "json"),
        ("database_url", "postgres://u:p@h/d"),
        ("metrics_token", "sixteen characters"),
    ];
    for name in gather::names() {
        if name.ends_with("_file") {
            continue;
        }
        let sample = samples.iter().find(|it| it.0 == name).map_or("7", |it| it.1);
        let variable = format!("FARLANTERN_{}", name.to_ascii_uppercase());
        let gathered =
            gather(Layer::default(), None, &|it| (it == variable).then(|| sample.to_owned())).unwrap();
        assert_eq!(gathered.said[&name].1, Source::Environment(variable), "{name}");
        let settled = gathered.config();
        // A certificate without its key, and a former address without a new one, cannot stand alone.
        let leans = name.starts_with("tls_") || name == "former_urls";
        assert_eq!(settled.is_err(), leans, "{name}: {settled:?}");
    }
}

#[test]
fn the_name_that_platforms_give_to_a_database() {
    let both = |name: &str| match name {
        "DATABASE_URL" => Some("postgres://plain/one".into()),
        "FARLANTERN_DATABASE_URL" => Some("sqlite:/srv/own.db".into()),
        _ => None,
    };
    let plain = |name: &str| both(name).filter(|_| name == "DATABASE_URL");
    let of = |environment: &dyn Fn(&str) -> Option<String>| {
        gather(Layer::default(), None, environment).unwrap().config().unwrap().database().unwrap()
    };
    assert!(matches!(of(&both), Database::Sqlite(path) if path == Path::new("/srv/own.db")));
    assert!(matches!(of(&plain), Database::Postgres(url) if url == "postgres://plain/one"));
    assert!(matches!(of(&|_| None), Database::Sqlite(path) if path == Path::new("data/world.db")));
}

#[test]
fn a_secret_may_lie_in_a_file() {
    let secrets = tempfile::tempdir().unwrap();
    let path = secrets.path().join("token");
    std::fs::write(&path, "a secret of some length\n").unwrap();
    let path = path.to_str().unwrap().to_owned();
    let environment = |name: &str| (name == "FARLANTERN_METRICS_TOKEN_FILE").then(|| path.clone());
    let gathered = gather(Layer::default(), None, &environment).unwrap();
    assert_eq!(gathered.config().unwrap().metrics_token.as_deref(), Some("a secret of some length"));

    let both = layer(&format!("metrics_token = \"another one, long\"\nmetrics_token_file = \"{path}\""));
    assert!(gather(both, None, &|_| None).unwrap_err().to_string().contains("both given"));
    let missing = layer("metrics_token_file = \"/nowhere/token\"");
    assert!(gather(missing, None, &|_| None).unwrap_err().to_string().contains("/nowhere/token"));
}

#[test]
fn what_cannot_be_used_is_said_in_a_sentence() {
    let former: Vec<_> = (0..9).map(|it| format!("\"https://old-{it}.example\"")).collect();
    let too_many = format!("public_url = \"https://a.example\"\nformer_urls = [{}]", former.join(", "));
    for (text, hint) in [
        ("bnd = \"127.0.0.1:1\"", "unknown field `bnd`"),
        ("bind = 3000", "bind"),
        ("public_url = \"play\"", "no web address"),
        ("public_url = \"https://a.example/game\"", "must end after the host"),
        ("former_urls = [\"https://old.example\"]", "there is no public_url"),
        ("public_url = \"https://a.example\"\nformer_urls = [\"old\"]", "no web address"),
        (
            "public_url = \"https://a.example\"\nformer_urls = [\"https://A.example/\"]",
            "beside https://a.example",
        ),
        ("public_url = \"https://a.example\"\nformer_urls = [\"http://a.example\"]", "must differ in more"),
        (
            "public_url = \"https://a.example\"\nformer_urls = [\"http://a.example:443\"]",
            "must differ in more",
        ),
        (
            "public_url = \"https://a.example\"\nformer_urls = [\"https://b.example\", \"http://b.example\"]",
            "beside https://b.example",
        ),
        (&too_many, "at most 8 addresses"),
        ("trusted_proxies = [\"proxy\"]", "no address and no network"),
        ("data_dir = \"/elsewhere\"", "--config"),
        ("tls_cert = \"a.pem\"", "belong together"),
        ("database_url = \"mysql://x\"", "postgres://"),
        ("metrics_token = \"short\"", "16 characters"),
        ("readers = 0", "at least 1"),
        ("= nonsense", "config.toml"),
    ] {
        let folder = folder(text);
        let why =
            gather(in_folder(folder.path(), ""), None, &|_| None).and_then(|it| it.config()).unwrap_err();
        assert!(why.to_string().contains(hint), "{text}: {why}");
    }
    let wrong = |name: &str| (name == "FARLANTERN_BIND").then(|| "everywhere".into());
    let why = gather(Layer::default(), None, &wrong).unwrap_err().to_string();
    assert!(why.starts_with("FARLANTERN_BIND: ") && why.contains("invalid socket address"), "{why}");
    assert!(gather(Layer::default(), Some("/nowhere.toml".into()), &|_| None).is_err());
}

#[test]
fn print_shows_all_and_tells_no_secret() {
    let said = layer(
        "database_url = \"postgres://lantern:hunter22@db/world?password=hunter33\"\nmetrics_token = \"hunter44 and some more\"",
    );
    let text = gather(said, None, &|_| None).unwrap().print();
    assert!(!text.contains("hunter"), "{text}");
    assert!(text.contains("postgres://lantern:(hidden)@db/world?(hidden)"), "{text}");
    assert!(text.contains("bind = \"127.0.0.1:3000\"  # default"), "{text}");
    assert!(text.contains("# public_url is not set"), "{text}");
    let read_again: Layer = toml::from_str(&text).unwrap();
    assert_eq!(read_again.rate_reads, Some(1_200));
}

#[test]
fn addresses_that_a_request_can_tell_apart() {
    for former in ["https://old.example", "http://play.example:3000", "https://play.example:8443"] {
        let text = format!("public_url = \"https://play.example\"\nformer_urls = [\"{former}\"]");
        let gathered = gather(layer(&text), None, &|_| None).unwrap();
        assert_eq!(gathered.config().unwrap().former_urls[0].as_str(), former);
        assert!(gathered.print().contains(&format!("former_urls = [\"{former}\"]  # flag")));
    }
}
