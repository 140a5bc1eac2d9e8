//! Files: in parts, precompressed, and kept as long as their names allow.

use axum::body::Body;
use http::{Request, StatusCode, header};

use crate::house::{House, Reply};

async fn ask(house: &House, path: &str, headers: &[(&str, &str)]) -> Reply {
    let request = headers.iter().fold(Request::get(path), |it, (name, value)| it.header(*name, *value));
    house.ask(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn in_parts_for_those_who_ask_for_parts() {
    let house = House::open().await;
    let whole = ask(&house, "/pkg/farlantern.wasm", &[]).await;
    assert_eq!((whole.status, whole.body.len()), (StatusCode::OK, 10_000));
    assert_eq!(whole.header(header::CONTENT_TYPE), "application/wasm");
    let part = ask(&house, "/pkg/farlantern.wasm", &[("range", "bytes=256-511")]).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.header(header::CONTENT_RANGE), "bytes 256-511/10000");
    assert_eq!(part.body, (0..=255).collect::<Vec<u8>>());
    let beyond = ask(&house, "/pkg/farlantern.wasm", &[("range", "bytes=20000-")]).await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
}

#[tokio::test]
async fn not_sent_again_when_nothing_changed() {
    let house = House::open().await;
    let first = ask(&house, "/pkg/farlantern.wasm", &[]).await;
    let since = first.header(header::LAST_MODIFIED).to_owned();
    let again = ask(&house, "/pkg/farlantern.wasm", &[("if-modified-since", &since)]).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(again.header(header::CACHE_CONTROL), first.header(header::CACHE_CONTROL));
}

#[tokio::test]
async fn compressed_files_where_the_build_left_them() {
    let house = House::open().await;
    let pkg = house.config.site_root.join("pkg");
    std::fs::write(pkg.join("farlantern.wasm.br"), b"brotli").unwrap();
    std::fs::write(pkg.join("farlantern.wasm.gz"), b"gzip").unwrap();
    for (accepts, encoding, body) in
        [("br, gzip", "br", &b"brotli"[..]), ("gzip", "gzip", b"gzip"), ("deflate", "", &[0, 1, 2, 3])]
    {
        let reply = ask(&house, "/pkg/farlantern.wasm", &[("accept-encoding", accepts)]).await;
        assert_eq!(reply.header(header::CONTENT_ENCODING), encoding);
        assert!(reply.body.starts_with(body), "{accepts}");
        assert_eq!(reply.header(header::CONTENT_TYPE), "application/wasm");
        assert!(reply.header(header::VARY).contains("accept-encoding"), "{accepts}: {:?}", reply.headers);
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_kept() {
    let house = House::open().await;
    let reply = ask(&house, "/pkg/old.wasm", &[]).await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert_eq!(reply.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn a_cdn_may_fetch_them_and_nothing_else() {
    let house =
        House::open_with(|it| it.asset_base_url = Some("https://cdn.example.org".parse().unwrap())).await;
    let file = ask(&house, "/pkg/farlantern.wasm", &[]).await;
    assert_eq!(file.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(file.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    let other = ask(&house, "/api/v1/server", &[]).await;
    assert_eq!(other.header("cross-origin-resource-policy"), "same-origin");
    assert_eq!(other.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "");
    let page = ask(&house, "/", &[]).await;
    assert!(
        page.header(header::CONTENT_SECURITY_POLICY).contains("'wasm-unsafe-eval' https://cdn.example.org;")
    );
}

#[tokio::test]
async fn a_drawing_is_kept_for_good_where_a_page_names_its_content() {
    let house = House::open().await;
    std::fs::write(house.config.site_root.join("icons.svg"), "<svg/>").unwrap();
    for (path, keeping) in [
        ("/icons.svg", "public, max-age=600"),
        ("/icons.svg?", "public, max-age=600"),
        ("/icons.svg?0123456789abcdef", "public, max-age=31536000, immutable"),
        ("/lantern.svg?0123456789abcdef", "no-store"),
    ] {
        assert_eq!(ask(&house, path, &[]).await.header(header::CACHE_CONTROL), keeping, "{path}");
    }
}

/// Away from the network, an icon that comes up must not be asked for again.
#[tokio::test]
async fn every_page_names_the_content_of_its_drawings() {
    let house = House::open().await;
    for path in ["/", "/characters", "/harbour", "/roll", "/settings", "/nowhere"] {
        let html = ask(&house, path, &[]).await.text();
        let asked: Vec<&str> = ["/icons.svg", "/figures.svg", "/lantern.svg"]
            .iter()
            .flat_map(|file| html.match_indices(file).map(|(at, _)| &html[at + file.len()..]))
            .map(|rest| rest.split(['#', '"']).next().unwrap_or_default())
            .collect();
        assert!(!asked.is_empty(), "{path} shows no drawing");
        for name in asked {
            assert!(name.len() == 17 && name.starts_with('?'), "{path} asks for {name:?}");
        }
    }
}
