//! Assets: a manifest that is asked for always and sent when it changed, and files for ever.

use axum::body::Body;
use http::{Request, StatusCode, header};
use wire::asset::Manifest;

use crate::house::{
    House, Reply,
    asset::{BYTES, PATH, manifest},
};

const MANIFEST: &str = "/api/v1/assets/manifest";

async fn knowing(house: &House, tag: &str) -> Reply {
    let request = Request::get(MANIFEST).header(header::IF_NONE_MATCH, tag);
    house.ask(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_manifest_is_sent_once_and_again_when_it_changed() {
    let house = House::open().await;
    let first = house.get(MANIFEST).await;
    assert_eq!(first.status, StatusCode::OK);
    let sent: Manifest = serde_json::from_value(first.json()["data"].clone()).unwrap();
    assert_eq!(sent, manifest());
    assert_eq!(first.header(header::CACHE_CONTROL), "no-cache");

    let tag = first.header(header::ETAG).to_owned();
    let weak = format!("\"x\", W/{tag}");
    for known in [tag.as_str(), &weak, "*"] {
        let again = knowing(&house, known).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{known}");
        assert_eq!(again.header(header::ETAG), tag);
    }
    assert_eq!(knowing(&house, "\"other\"").await.status, StatusCode::OK);

    let mut other = manifest();
    other.assets[0].triangles = Some(13);
    let place = house.config.site_root.join("assets/manifest.json");
    std::fs::write(place, serde_json::to_vec(&other).unwrap()).unwrap();
    let house = house.restart().await;
    assert_eq!(knowing(&house, &tag).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_server_without_assets_says_so_and_works() {
    let house = House::open().await;
    let place = house.config.site_root.join("assets/manifest.json");
    for broken in [
        &b"{"[..],
        br#"{"v":1,"assets":[{"id":"a/b","kind":"model","path":"../../keys","bytes":1,"sha256":""}]}"#,
    ] {
        std::fs::write(&place, broken).unwrap();
        assert_eq!(house.neighbour().await.get(MANIFEST).await.code(), "ASSETS_MISSING");
    }
    std::fs::remove_file(&place).unwrap();
    let house = house.restart().await;
    assert_eq!(house.get(MANIFEST).await.code(), "ASSETS_MISSING");
    assert_eq!(house.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn files_are_kept_for_ever_and_nothing_else_is_there() {
    let house = House::open().await;
    let file = house.get(&format!("/assets/{PATH}")).await;
    assert_eq!((file.status, file.body.as_slice()), (StatusCode::OK, BYTES));
    assert!(file.header(header::CACHE_CONTROL).contains("immutable"));
    assert_eq!(file.header(header::CONTENT_TYPE), "model/gltf-binary");
    for path in [
        "manifest.json",
        "figure",
        "figure/",
        "figure/elf.ffff.glb",
        "figure/../manifest.json",
        "..%2fpkg%2ffarlantern.wasm",
    ] {
        let reply = house.get(&format!("/assets/{path}")).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(reply.header(header::CACHE_CONTROL), "no-store", "{path}");
    }
}

#[tokio::test]
async fn a_picture_is_found_by_its_name() {
    let house = House::open().await;
    assert_eq!(house.get("/picture/quay").await.status, StatusCode::NOT_FOUND);
    let mut drawn = manifest();
    drawn.assets[0].id = "picture/quay".parse().unwrap();
    let place = house.config.site_root.join("assets/manifest.json");
    std::fs::write(&place, serde_json::to_vec(&drawn).unwrap()).unwrap();
    let house = house.restart().await;
    let led = house.get("/picture/quay").await;
    assert_eq!(led.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(led.header(header::LOCATION), format!("/assets/{PATH}"));
    assert_eq!(led.header(header::CACHE_CONTROL), "no-cache");
    assert_eq!(house.get("/picture/../figure/elf").await.status, StatusCode::NOT_FOUND);
    std::fs::remove_file(&place).unwrap();
    let none = house.restart().await.get("/picture/quay").await;
    assert!(String::from_utf8_lossy(&none.body).contains("cargo xtask forge"), "{}", none.status);
}
