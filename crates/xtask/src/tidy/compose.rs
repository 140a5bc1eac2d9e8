//! The compose file: known keys only, every name it uses is defined, and no secret stands in it.

use super::Tree;
use super::yaml::Node;

const FILE: &str = "compose.yaml";

const TOP: &[&str] = &["name", "networks", "secrets", "services", "volumes"];
const SERVICE: &[&str] = &[
    "build",
    "cap_drop",
    "command",
    "depends_on",
    "environment",
    "healthcheck",
    "image",
    "networks",
    "ports",
    "read_only",
    "restart",
    "secrets",
    "security_opt",
    "shm_size",
    "stop_grace_period",
    "tmpfs",
    "user",
    "volumes",
];
const HEALTHCHECK: &[&str] = &["interval", "retries", "start_period", "test", "timeout"];

pub(super) fn faults(tree: &Tree) -> Vec<String> {
    let Some(text) = tree.text(FILE) else { return vec![format!("{FILE}: is missing")] };
    let found = match Node::read(text) {
        Ok(file) => file_faults(&file, tree),
        Err(fault) => vec![fault],
    };
    found.into_iter().map(|fault| format!("{FILE}: {fault}")).collect()
}

fn file_faults(file: &Node, tree: &Tree) -> Vec<String> {
    let mut faults = unknown(file, TOP, "the file");
    let services = file.get("services").map(Node::entries).unwrap_or_default();
    if services.is_empty() {
        faults.push("there is no service".to_owned());
    }
    for (name, service) in services {
        let of_service = service_faults(service, file, tree);
        faults.extend(of_service.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    for (name, secret) in file.get("secrets").map(Node::entries).unwrap_or_default() {
        if secret.get("file").and_then(Node::text).is_none() {
            faults.push(format!("secret {name}: lies in no file"));
        }
    }
    for part in ["networks", "secrets", "volumes"] {
        for name in file.get(part).map(Node::names).unwrap_or_default() {
            let used = services.iter().any(|(_, service)| uses(service, part).contains(&name));
            if !used {
                faults.push(format!("{part}: `{name}` is used by nobody"));
            }
        }
    }
    faults
}

fn service_faults(service: &Node, file: &Node, tree: &Tree) -> Vec<String> {
    let mut faults = unknown(service, SERVICE, "a service");
    match (service.get("image").and_then(Node::text), service.get("build").and_then(Node::text)) {
        (None, None) => faults.push("has neither `image` nor `build`".to_owned()),
        (Some(image), None) => {
            let tag = image.rsplit('/').next().and_then(|name| name.split_once(':')).map(|(_, tag)| tag);
            if matches!(tag, None | Some("latest" | "")) {
                faults.push(format!("`{image}` has no fixed tag"));
            }
        }
        (_, Some(".")) if tree.has("Dockerfile") => {}
        (_, Some(folder)) => {
            if !tree.has(&format!("{folder}/Dockerfile")) {
                faults.push(format!("`{folder}` holds no Dockerfile"));
            }
        }
    }
    for part in ["networks", "secrets", "volumes"] {
        let defined = file.get(part).map(Node::names).unwrap_or_default();
        for name in uses(service, part) {
            let given = (part == "networks" && name == "default") || name.starts_with(['.', '/']);
            if !given && !defined.contains(&name) {
                faults.push(format!("{part}: `{name}` is not defined"));
            }
        }
    }
    faults.extend(dependency_faults(service, file));
    faults.extend(port_faults(service));
    faults.extend(secret_faults(service));
    if let Some(healthcheck) = service.get("healthcheck") {
        faults.extend(unknown(healthcheck, HEALTHCHECK, "a health check"));
        let test = healthcheck.get("test").map(Node::names).unwrap_or_default();
        if test.len() < 2 || !matches!(test[0], "CMD" | "CMD-SHELL") {
            faults.push("its health check asks nothing".to_owned());
        }
    }
    faults
}

fn unknown(node: &Node, known: &[&str], what: &str) -> Vec<String> {
    let keys = node.entries().iter().map(|(key, _)| key);
    keys.filter(|key| !known.contains(&key.as_str()))
        .map(|key| format!("`{key}` is no key of {what} that we know"))
        .collect()
}

/// Names of what a service takes; of a volume, what stands before the colon.
fn uses<'a>(service: &'a Node, part: &str) -> Vec<&'a str> {
    let names = service.get(part).map(Node::names).unwrap_or_default();
    names.into_iter().map(|name| name.split(':').next().unwrap_or(name)).collect()
}

/// Who waits for health must wait for somebody who is asked about it.
fn dependency_faults(service: &Node, file: &Node) -> Vec<String> {
    let mut faults = Vec::new();
    let Some(depends_on) = service.get("depends_on") else { return faults };
    for name in depends_on.names() {
        let Some(other) = file.get("services").and_then(|services| services.get(name)) else {
            faults.push(format!("depends on `{name}`, which is no service"));
            continue;
        };
        let condition = depends_on.get(name).and_then(|how| how.get("condition")).and_then(Node::text);
        match condition {
            Some("service_healthy") if other.get("healthcheck").is_none() => {
                faults.push(format!("waits for the health of `{name}`, which has no health check"));
            }
            Some("service_healthy" | "service_started") => {}
            _ => faults.push(format!("depends on `{name}` without saying until when it waits")),
        }
    }
    faults
}

/// Unquoted, `22:22` is a number to base sixty.
fn port_faults(service: &Node) -> Vec<String> {
    let ports = service.get("ports").map(Node::items).unwrap_or_default();
    ports
        .iter()
        .filter(|port| {
            let good = |text: &str| text.split(':').all(|part| !part.is_empty()) && text.contains(':');
            !matches!(port, Node::Text { text, quoted: true } if good(text))
        })
        .map(|port| format!("port {:?} is no quoted \"outside:inside\"", port.text().unwrap_or_default()))
        .collect()
}

/// A password in the file would be everybody's password.
fn secret_faults(service: &Node) -> Vec<String> {
    let Some(environment) = service.get("environment") else { return Vec::new() };
    let mut faults = Vec::new();
    if !environment.items().is_empty() {
        faults.push("its environment is written as `NAME: value`".to_owned());
    }
    for (name, value) in environment.entries() {
        let value = value.text().unwrap_or_default();
        let secret = ["PASSWORD", "SECRET", "TOKEN"].iter().any(|word| name.contains(word));
        if (secret && !name.ends_with("_FILE")) || (value.contains("://") && value.contains('@')) {
            faults.push(format!("{name}: a secret lies in a file of its own"));
        }
        let file = value.strip_prefix("/run/secrets/").filter(|_| name.ends_with("_FILE"));
        if let Some(file) = file.filter(|file| !uses(service, "secrets").contains(file)) {
            faults.push(format!("{name}: the secret `{file}` is not given to it"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "services:\n  game:\n    build: .\n    depends_on:\n      database:\n        \
        condition: service_healthy\n    environment:\n      URL_FILE: /run/secrets/url\n    ports:\n      \
        - \"127.0.0.1:3000:3000\"\n    secrets: [url]\n    volumes:\n      - kept:/data\n  database:\n    \
        image: postgres:17\n    healthcheck:\n      test: [\"CMD\", \"pg_isready\"]\nsecrets:\n  url:\n    \
        file: ./url\nvolumes:\n  kept:\n";

    fn check(text: &str) -> Vec<String> {
        faults(&Tree::of(&[("compose.yaml", text), ("Dockerfile", "FROM a:1\n")]))
    }

    #[test]
    fn a_good_file_passes() {
        assert_eq!(check(GOOD), [""; 0]);
    }

    #[test]
    fn each_planted_fault_is_found() {
        for (right, wrong) in [
            ("services:", "servises:"),
            ("build: .", "build: elsewhere"),
            ("build: .", "builds: ."),
            ("      database:\n", "      databse:\n"),
            ("condition: service_healthy", "condition: some_day"),
            ("    healthcheck:\n      test: [\"CMD\", \"pg_isready\"]\n", ""),
            ("test: [\"CMD\", \"pg_isready\"]", "test: pg_isready"),
            ("\"127.0.0.1:3000:3000\"", "3000:3000"),
            ("\"127.0.0.1:3000:3000\"", "\"3000\""),
            ("secrets: [url]", "secrets: [uri]"),
            ("    secrets: [url]\n", ""),
            ("kept:/data", "lost:/data"),
            ("postgres:17", "postgres"),
            ("postgres:17", "postgres:latest"),
            ("    file: ./url\n", "    external: yes\n"),
            ("URL_FILE: /run/secrets/url", "URL: \"postgres://a:b@c/d\""),
            ("URL_FILE: /run/secrets/url", "DATABASE_PASSWORD: swordfish"),
            ("  kept:\n", "  kept:\n  more:\n"),
            ("    build: .\n", "    build: .\n    build: .\n"),
        ] {
            assert!(GOOD.contains(right), "{right}");
            assert!(!check(&GOOD.replacen(right, wrong, 1)).is_empty(), "{wrong}");
        }
    }
}
