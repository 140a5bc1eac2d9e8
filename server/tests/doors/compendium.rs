//! The book at the doors: for anyone, sifted as asked, and with a sentence for what cannot be asked.

use http::StatusCode;
use rules::codex::Found;

use crate::house::House;

async fn found(house: &House, address: &str) -> Found {
    house.get(&format!("/api/v1/compendium{address}")).await.data()
}

#[tokio::test]
async fn anyone_looks_things_up() {
    let house = House::open().await;
    for (address, first, total) in [
        ("?q=fireball", "Fireball", None),
        ("?q=firebal&kind=spells", "Fireball", None),
        ("/classes", "Barbarian", Some(12)),
        ("/species", "Dragonborn", Some(9)),
        ("/conditions?q=pron", "Prone", None),
        ("/spells?level=9&class=druid", "Foresight", None),
        ("/creatures?type=ooze&sort=challenge&order=desc", "Black Pudding", None),
        ("/items?type=armour&sort=cost&order=desc&per_page=1", "Plate Armour", Some(13)),
    ] {
        let found = found(&house, address).await;
        assert_eq!(found.entries.first().map(|it| it.name.as_str()), Some(first), "{address}");
        assert!(total.is_none_or(|it| it == found.total), "{address}: {}", found.total);
    }
    assert!(found(&house, "/feats?q=xyzzyplugh").await.entries.is_empty());
}

/// The contract is held for each kind by asking for the first of its entries.
#[tokio::test]
async fn every_kind_has_its_list_and_its_entries() {
    let house = House::open().await;
    for kind in rules::codex::Kind::ALL {
        let found = found(&house, &format!("/{}?per_page=2", kind.word())).await;
        let card = found.entries.first().unwrap();
        assert_eq!(card.kind, *kind);
        let path = format!("/api/v1/compendium/{}/{}", kind.word(), card.id.slug());
        let entry = house.get(&path).await;
        assert_eq!(entry.status, StatusCode::OK, "{path}");
        let data = &entry.json()["data"];
        assert_eq!(data["entry"]["id"], card.id.as_str());
        assert_eq!(data["card"]["name"], data["entry"]["name"]);
        assert!(data["leaf"]["text"][0].is_string(), "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_or_cannot_be_asked_is_said() {
    let house = House::open().await;
    for (path, code) in [
        ("/weapons", "COMPENDIUM_NOT_FOUND"),
        ("/spells/fireballs", "COMPENDIUM_NOT_FOUND"),
        ("/weapons/longsword", "COMPENDIUM_NOT_FOUND"),
        ("/spells/..%2Fx", "COMPENDIUM_NOT_FOUND"),
        ("/spells?level=ten", "COMPENDIUM_MISASKED"),
        ("?colour=red", "COMPENDIUM_MISASKED"),
    ] {
        assert_eq!(house.get(&format!("/api/v1/compendium{path}")).await.code(), code, "{path}");
    }
    let long = house.get(&format!("/api/v1/compendium?q={}", "x".repeat(2_000))).await;
    assert_eq!(long.code(), "COMPENDIUM_MISASKED");
    assert_eq!(long.json()["error"]["message"], "The question is longer than 1024 bytes.");
    let why = house.get("/api/v1/compendium/spells?school=fire").await;
    assert_eq!(why.json()["error"]["message"], "`fire` is no school.");
}
