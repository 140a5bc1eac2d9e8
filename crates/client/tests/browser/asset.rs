//! Assets: fetched once, checked always, and there without a network.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use client::{
    Trouble,
    asset::{self, Files, Progress, Stop},
};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use sha2::{Digest, Sha256};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Request;
use wire::asset::{Asset, ContentId, Hash, Kind, LoopPoints, Manifest};

use super::harbour::{first_visit, on_an_insecure_address, run};

const MANIFEST: &str = "/api/v1/assets/manifest";

/// What happens to the next request for a path.
enum Mishap {
    Lost,
    Damaged,
    Gone,
}

/// A server that hands out files.
#[derive(Clone, Default)]
struct Depot {
    files: Rc<RefCell<BTreeMap<String, Vec<u8>>>>,
    mishaps: Rc<RefCell<Vec<(String, Mishap)>>>,
    asked: Rc<RefCell<Vec<String>>>,
    down: Rc<Cell<bool>>,
}

fn id(it: &str) -> ContentId {
    it.parse().unwrap()
}

fn path(name: &str, bytes: &[u8]) -> String {
    let hash = Hash(Sha256::digest(bytes).into()).to_string();
    [name, ".", &hash[..8], ".bin"].concat()
}

impl Depot {
    /// A browser that was never here, and a release with these files; each needs the first.
    async fn open(files: &[(&str, &[u8])]) -> Self {
        first_visit().await;
        rexie::Rexie::delete(asset::NAME).await.unwrap();
        let depot = Self::default();
        depot.answer_fetch();
        depot.release(files);
        depot
    }

    fn release(&self, files: &[(&str, &[u8])]) {
        let asset = |(number, (name, bytes)): (usize, &(&str, &[u8]))| Asset {
            id: id(name),
            kind: Kind::Data,
            path: path(name, bytes),
            bytes: bytes.len() as u64,
            packed_bytes: None,
            sha256: Hash(Sha256::digest(bytes).into()),
            needs: if number == 0 { vec![] } else { vec![id(files[0].0)] },
            loop_points: name.starts_with("sound/").then_some(TURN),
            triangles: None,
            bounds: None,
            credits: vec![],
        };
        let manifest = Manifest::of(files.iter().enumerate().map(asset).collect());
        let said = serde_json::json!({ "success": true, "data": manifest, "meta": { "timestamp": 0, "version": "" } });
        let mut lying = self.files.borrow_mut();
        lying.clear();
        lying.insert(MANIFEST.into(), said.to_string().into_bytes());
        for (name, bytes) in files {
            lying.insert(["/assets/", &path(name, bytes)].concat(), bytes.to_vec());
        }
    }

    fn next(&self, path: &str, mishap: Mishap) {
        self.mishaps.borrow_mut().push((["/assets/", path].concat(), mishap));
    }

    /// What was asked for since the last look, but for the manifest.
    fn asked(&self) -> Vec<String> {
        let asked = std::mem::take(&mut *self.asked.borrow_mut());
        asked.into_iter().filter(|it| it != MANIFEST).collect()
    }

    fn answer_fetch(&self) {
        let depot = self.clone();
        let fetch = Closure::<dyn FnMut(Request) -> Promise>::new(move |request: Request| {
            let path = web_sys::Url::new(&request.url()).unwrap().pathname();
            match depot.answer(&path) {
                Some((status, bytes)) => {
                    let make =
                        Function::new_with_args("bytes, status", "return new Response(bytes, { status })");
                    let array = Uint8Array::from(bytes.as_slice());
                    Promise::resolve(&make.call2(&JsValue::NULL, &array, &status.into()).unwrap())
                }
                None => Promise::reject(&js_sys::TypeError::new("Failed to fetch")),
            }
        });
        Reflect::set(&js_sys::global(), &"fetch".into(), fetch.as_ref()).unwrap();
        fetch.forget();
    }

    fn answer(&self, path: &str) -> Option<(u16, Vec<u8>)> {
        self.asked.borrow_mut().push(path.into());
        if self.down.get() {
            return None;
        }
        let mut mishaps = self.mishaps.borrow_mut();
        let mishap = mishaps.iter().position(|(its, _)| its == path).map(|it| mishaps.remove(it).1);
        let mut bytes = self.files.borrow().get(path).cloned();
        match mishap {
            Some(Mishap::Lost) => return None,
            Some(Mishap::Damaged) => *bytes.as_mut()?.first_mut()? ^= 1,
            Some(Mishap::Gone) => bytes = None,
            None => {}
        }
        Some(bytes.map_or((404, Vec::new()), |it| (200, it)))
    }
}

async fn bring(wanted: &[&str]) -> Result<Files, Trouble> {
    let wanted: Vec<ContentId> = wanted.iter().map(|it| id(it)).collect();
    asset::bring(&wanted, &Stop::new().unwrap(), &|_| {}).await
}

const ATLAS: (&str, &[u8]) = ("texture/spectrum", b"ramps");
const ELF: (&str, &[u8]) = ("figure/elf", b"fifteen parts");
const WATER: (&str, &[u8]) = ("sound/place-water", b"round and round");
const TURN: LoopPoints = LoopPoints { start_samples: 12_000, length_samples: 288_000 };
const SLOOP: (&str, &[u8]) = ("ship/sloop", b"a hull and sails");

#[wasm_bindgen_test]
async fn a_second_visit_fetches_no_file() {
    let depot = Depot::open(&[ATLAS, ELF, SLOOP]).await;
    let files = bring(&["figure/elf"]).await.unwrap();
    assert_eq!(files.bytes(&id("figure/elf")).unwrap(), ELF.1);
    assert_eq!(files.bytes(&id("texture/spectrum")).unwrap(), ATLAS.1, "what it needs came along");
    assert_eq!((files.len(), files.unkept), (2, None));
    assert_eq!(depot.asked().len(), 2);

    let files = bring(&["figure/elf"]).await.unwrap();
    assert_eq!(files.bytes(&id("figure/elf")).unwrap(), ELF.1);
    assert_eq!(depot.asked(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_loop_says_where_it_begins_again() {
    let _depot = Depot::open(&[ATLAS, WATER]).await;
    for _ in 0..2 {
        let files = bring(&["sound/place-water"]).await.unwrap();
        assert_eq!(
            (files.turn(&id("sound/place-water")), files.turn(&id("texture/spectrum"))),
            (Some(TURN), None)
        );
    }
}

#[wasm_bindgen_test]
async fn a_new_release_fetches_what_changed_and_drops_what_went() {
    let depot = Depot::open(&[ATLAS, ELF, SLOOP]).await;
    bring(&["figure/elf", "ship/sloop"]).await.unwrap();
    depot.asked();
    let taller: (&str, &[u8]) = ("figure/elf", b"sixteen parts");
    depot.release(&[ATLAS, taller]);
    let files = bring(&["figure/elf"]).await.unwrap();
    assert_eq!(files.bytes(&id("figure/elf")).unwrap(), taller.1);
    assert_eq!(depot.asked(), ["/assets/".to_owned() + &path(taller.0, taller.1)]);
    let usage = asset::usage().await.unwrap();
    assert_eq!(
        (usage.files, usage.all_files),
        (2, 2),
        "neither the sloop nor the old elf lies here any more"
    );
}

#[wasm_bindgen_test]
async fn what_comes_damaged_is_fetched_again_and_never_used() {
    let depot = Depot::open(&[ATLAS, ELF]).await;
    depot.next(&path(ELF.0, ELF.1), Mishap::Damaged);
    let files = bring(&["figure/elf"]).await.unwrap();
    assert_eq!(files.bytes(&id("figure/elf")).unwrap(), ELF.1);
    assert_eq!(depot.asked().len(), 3);

    asset::free().await.unwrap();
    for _ in 0..3 {
        depot.next(&path(ELF.0, ELF.1), Mishap::Damaged);
    }
    let trouble = bring(&["figure/elf"]).await.err().unwrap();
    assert!(
        trouble.to_string().contains("figure/elf") && trouble.to_string().contains("damaged"),
        "{trouble}"
    );
    assert_eq!(bring(&["figure/elf"]).await.unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn what_rots_in_storage_is_fetched_anew() {
    let depot = Depot::open(&[ATLAS, ELF]).await;
    bring(&["figure/elf"]).await.unwrap();
    depot.asked();
    let open = rexie::Rexie::builder(asset::NAME).build().await.unwrap();
    let transaction = open.transaction(&["files"], rexie::TransactionMode::ReadWrite).unwrap();
    let key = Hash(Sha256::digest(ELF.1).into()).to_string();
    let rotten = Uint8Array::from(&b"fifteen Parts"[..]);
    transaction.store("files").unwrap().put(&rotten, Some(&key.as_str().into())).await.unwrap();
    transaction.done().await.unwrap();
    open.close();
    let files = bring(&["figure/elf"]).await.unwrap();
    assert_eq!(files.bytes(&id("figure/elf")).unwrap(), ELF.1);
    assert_eq!(depot.asked(), ["/assets/".to_owned() + &path(ELF.0, ELF.1)]);
    bring(&["figure/elf"]).await.unwrap();
    assert_eq!(depot.asked(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_download_that_was_stopped_goes_on_where_it_was() {
    let many: Vec<(String, Vec<u8>)> =
        (10..40).map(|it| (format!("prop/barrel-{it}"), vec![it; 100])).collect();
    let files: Vec<(&str, &[u8])> =
        many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let wanted: Vec<ContentId> = files.iter().map(|(name, _)| id(name)).collect();
    let depot = Depot::open(&files).await;
    let stop = Stop::new().unwrap();
    let hand = stop.clone();
    let at = Rc::new(Cell::new(0));
    let seen = at.clone();
    let tell = move |it: Progress| {
        assert_eq!(it.all_bytes, 3_000);
        assert!(it.done_bytes >= seen.get(), "it never goes back");
        seen.set(it.done_bytes);
        if it.done_bytes >= 1_000 {
            hand.stop();
        }
    };
    assert_eq!(asset::bring(&wanted, &stop, &tell).await.err(), Some(Trouble::Stopped));
    let kept = asset::usage().await.unwrap();
    assert!(kept.bytes >= 1_000 && kept.bytes < 3_000, "{kept:?}");
    depot.asked();
    let last = Rc::new(RefCell::new(Progress::default()));
    let hear = last.clone();
    let files =
        asset::bring(&wanted, &Stop::new().unwrap(), &move |it| *hear.borrow_mut() = it).await.unwrap();
    assert_eq!(files.len(), 30);
    assert_eq!(depot.asked().len() as u64, (3_000 - kept.bytes) / 100);
    assert_eq!(*last.borrow(), Progress { done_bytes: 3_000, all_bytes: 3_000, name: String::new() });
}

#[wasm_bindgen_test]
async fn without_a_network_what_is_here_is_enough() {
    let depot = Depot::open(&[ATLAS, ELF, SLOOP]).await;
    bring(&["figure/elf"]).await.unwrap();
    depot.down.set(true);
    assert_eq!(bring(&["figure/elf"]).await.unwrap().len(), 2);
    assert_eq!(bring(&["figure/elf", "ship/sloop"]).await.err(), Some(Trouble::Offline));
    depot.down.set(false);
    depot.next(&path(SLOOP.0, SLOOP.1), Mishap::Lost);
    assert_eq!(bring(&["figure/elf", "ship/sloop"]).await.unwrap().len(), 3);
}

#[wasm_bindgen_test]
async fn what_there_is_comes_as_a_whole_and_is_told_without_a_network() {
    let depot = Depot::open(&[ATLAS, ELF, SLOOP]).await;
    assert_eq!(asset::usage().await.unwrap().untold, None);
    assert_eq!(asset::bring_all(&Stop::new().unwrap(), &|_| {}).await.unwrap().len(), 3);
    depot.down.set(true);
    let usage = asset::usage().await.unwrap();
    assert_eq!((usage.files, usage.all_files, usage.missing_bytes), (3, 3, 0));
    assert_eq!(usage.untold, Some(Trouble::Offline));
}

#[wasm_bindgen_test]
async fn a_file_that_the_server_lost_is_named() {
    let depot = Depot::open(&[ATLAS, ELF]).await;
    for _ in 0..3 {
        depot.next(&path(ELF.0, ELF.1), Mishap::Gone);
    }
    let trouble = bring(&["figure/elf"]).await.err().unwrap();
    assert!(trouble.to_string().contains("not on the server"), "{trouble}");
}

#[wasm_bindgen_test]
async fn a_browser_that_keeps_nothing_is_shown_everything() {
    let depot = Depot::open(&[ATLAS, ELF]).await;
    run("self.itsOpen ??= IDBFactory.prototype.open;
         IDBFactory.prototype.open = () => { throw new DOMException('No.', 'SecurityError'); };");
    let files = bring(&["figure/elf"]).await;
    let usage = asset::usage().await;
    run("IDBFactory.prototype.open = self.itsOpen;");
    let files = files.unwrap();
    assert_eq!(files.len(), 2);
    assert!(matches!(files.unkept, Some(Trouble::NoStorage(_))), "{:?}", files.unkept);
    assert!(matches!(usage, Err(Trouble::NoStorage(_))));
    assert_eq!(depot.asked().len(), 2);
}

#[wasm_bindgen_test]
async fn a_full_disk_serves_this_visit() {
    let depot = Depot::open(&[ATLAS, ELF]).await;
    run("self.itsPut ??= IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = () => { throw new DOMException('Full.', 'QuotaExceededError'); };");
    let files = bring(&["figure/elf"]).await;
    run("IDBObjectStore.prototype.put = self.itsPut;");
    let files = files.unwrap();
    assert_eq!(files.len(), 2);
    assert!(matches!(files.unkept, Some(Trouble::NoStorage(_))), "{:?}", files.unkept);
    assert_eq!(depot.asked().len(), 2);
}

#[wasm_bindgen_test]
async fn an_insecure_address_checks_just_the_same() {
    let depot = Depot::open(&[ATLAS, ELF]).await;
    on_an_insecure_address();
    depot.next(&path(ELF.0, ELF.1), Mishap::Damaged);
    assert_eq!(bring(&["figure/elf"]).await.unwrap().len(), 2);
    assert_eq!(depot.asked().len(), 3);
    assert!(!asset::keep().await);
}

#[wasm_bindgen_test]
async fn what_lies_here_is_counted_and_can_be_freed() {
    let depot = Depot::open(&[ATLAS, ELF, SLOOP]).await;
    assert_eq!(asset::usage().await.unwrap().files, 0);
    bring(&["figure/elf"]).await.unwrap();
    let usage = asset::usage().await.unwrap();
    let bytes = (ATLAS.1.len() + ELF.1.len()) as u64;
    assert_eq!((usage.files, usage.bytes), (2, bytes));
    assert_eq!((usage.all_files, usage.all_bytes), (3, bytes + SLOOP.1.len() as u64));
    assert!(usage.quota_bytes.is_some_and(|it| it > 0));
    assert_eq!(usage.missing_bytes, SLOOP.1.len() as u64);
    let share = usage.shares[&Kind::Data];
    assert_eq!((usage.shares.len(), share.files, share.all_files), (1, 2, 3));
    asset::free().await.unwrap();
    assert_eq!(asset::usage().await.unwrap().files, 0);
    depot.asked();
    assert_eq!(bring(&["figure/elf"]).await.unwrap().len(), 2);
    assert_eq!(depot.asked().len(), 2);
}
