//! Every asset on the shelf is measured: what is promised of one is promised of all.

#![expect(clippy::unwrap_used, reason = "a test that cannot read what it made has failed")]

mod readable;

use std::{collections::BTreeSet, sync::LazyLock};

use forge::bake::Baked;
use forge::cast::{Cast, Detail};
use forge::measure::{Measure, leaks, measure, slivers};
use forge::occlusion::{DARKEST, LIGHTEST};
use forge::pack::{self, Product};
use forge::shelf::{self, Asset};
use forge::{figure, glb};
use serde_json::Value;

/// Most triangles of a figure with its outfit and hair. Two carry a shield on their arm, too.
const DRESSED_MOST: usize = 1_380;
/// The same with what it holds.
const ARMED_MOST: usize = 1_550;

/// Everything, made once for all tests.
static MADE: LazyLock<Vec<(Asset, Product)>> = LazyLock::new(|| {
    shelf::assets().into_iter().map(|asset| (asset.clone(), pack::produce(&asset))).collect()
});

static CALLINGS: LazyLock<Vec<(String, Cast)>> = LazyLock::new(figure::dressed::callings);

fn of_all(check: impl Fn(&Asset, &Product) -> Vec<String>) {
    let faults: Vec<String> = MADE
        .iter()
        .flat_map(|(asset, product)| {
            check(asset, product)
                .into_iter()
                .map(|fault| format!("{}: {fault}", asset.id))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_asset_keeps_its_promises() {
    of_all(|asset, product| {
        let mut faults = Vec::new();
        let mut expect = |holds: bool, fault: String| {
            if !holds {
                faults.push(fault);
            }
        };
        let near = measure(&product.near);
        let far = measure(&product.far);
        for measure in [&near, &far] {
            expect(measure.off_palette == 0, format!("{} vertices beside the palette", measure.off_palette));
            expect(measure.broken == 0, format!("{} broken vertices", measure.broken));
        }
        let [least, most] = asset.budget;
        expect(
            (least..=most).contains(&near.triangles),
            format!("{} triangles, not {least} to {most}", near.triangles),
        );
        // What is light has a strength at each point: it is neither simpler from far nor occluded.
        let [near, far] = [&product.near, &product.far].map(|parts| solid(parts));
        expect(
            far.triangles * 10 <= near.triangles * 7,
            format!("from far {} of {}", far.triangles, near.triangles),
        );
        for measure in [&near, &far].into_iter().filter(|it| it.triangles > 0) {
            let [darkest, lightest] = measure.occlusion;
            expect(darkest >= DARKEST && lightest <= LIGHTEST, format!("occlusion {darkest} to {lightest}"));
            // Open water has neither edges nor anything beside it.
            let tells = lightest - darkest > 0.05 || asset.family() == "water";
            expect(tells, format!("occlusion says nothing: {darkest} to {lightest}"));
        }
        for joint in &product.model.joints {
            if asset.watertight {
                let leaks = leaks(&joint.mesh);
                expect(leaks == 0, format!("{} leaks at {leaks} edges", joint.name));
            }
            let slivers = slivers(&joint.mesh);
            expect(slivers == 0, format!("{} has {slivers} faces without area", joint.name));
        }
        faults
    });
}

fn solid(parts: &[Baked]) -> Measure {
    measure(&parts.iter().filter(|part| part.veil.is_none()).cloned().collect::<Vec<_>>())
}

#[test]
fn every_file_is_what_readers_expect() {
    of_all(|_, product| {
        let bytes = glb::write(&product.model, &product.near, &product.far);
        let mut faults = container_faults(&bytes);
        let root = json(&bytes);
        for animation in root["animations"].as_array().into_iter().flatten() {
            faults.extend(animation_faults(animation, &root));
        }
        faults.extend(accessor_faults(&root));
        faults
    });
}

fn json(bytes: &[u8]) -> Value {
    let length = u32::from_le_bytes(bytes[12..16].try_into().unwrap()) as usize;
    serde_json::from_slice(&bytes[20..20 + length]).unwrap()
}

fn container_faults(bytes: &[u8]) -> Vec<String> {
    let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let mut faults = Vec::new();
    if &bytes[..4] != b"glTF" || word(4) != 2 || word(8) != bytes.len() {
        faults.push("no header of glTF 2".to_owned());
    }
    let second = 20 + word(12);
    if second % 4 != 0 || second + 8 + word(second) != bytes.len() {
        faults.push("chunks do not add up".to_owned());
    }
    faults
}

/// Readers multiply onto the rest or replace it; both are right when a moving node has none. And the
/// channels of a node share their times.
fn animation_faults(animation: &Value, root: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut inputs = std::collections::BTreeMap::new();
    for channel in animation["channels"].as_array().unwrap() {
        let sampler = &animation["samplers"][channel["sampler"].as_u64().unwrap() as usize];
        let node = channel["target"]["node"].as_u64().unwrap();
        let input = sampler["input"].as_u64().unwrap();
        if *inputs.entry(node).or_insert(input) != input || sampler["interpolation"] != "LINEAR" {
            faults.push(format!("{}: node {node} reads two times", animation["name"]));
        }
        let target = &root["nodes"][node as usize];
        if ["translation", "rotation", "scale", "matrix"].iter().any(|it| !target[*it].is_null()) {
            faults.push(format!("{}: {} moves and has a rest", animation["name"], target["name"]));
        }
    }
    faults
}

/// Every accessor lies within its view, on a multiple of four.
fn accessor_faults(root: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    for accessor in root["accessors"].as_array().unwrap() {
        let view = &root["bufferViews"][accessor["bufferView"].as_u64().unwrap() as usize];
        let width = match accessor["componentType"].as_u64().unwrap() {
            5121 => 1,
            5122 | 5123 => 2,
            _ => 4,
        };
        let numbers = match accessor["type"].as_str().unwrap() {
            "SCALAR" => 1,
            "VEC2" => 2,
            "VEC3" => 3,
            _ => 4,
        };
        let start = accessor["byteOffset"].as_u64().unwrap();
        let end = start + accessor["count"].as_u64().unwrap() * width * numbers;
        if end > view["byteLength"].as_u64().unwrap() || start % 4 != 0 {
            faults.push(format!("an accessor from {start} to {end} does not fit"));
        }
    }
    faults
}

#[test]
fn the_same_source_makes_the_same_bytes() {
    for id in ["figure/dragonborn", "hair/curls", "outfit/barbarian", "held/orb"] {
        let asset = shelf::assets().into_iter().find(|asset| asset.id == id).unwrap();
        let [one, two] = [(); 2].map(|()| pack::model_file(&asset).unwrap().bytes);
        assert!(one == two, "{id}");
    }
}

#[test]
fn ids_are_in_order_and_none_is_there_twice() {
    let ids: Vec<String> = shelf::assets().into_iter().map(|asset| asset.id).collect();
    assert!(ids.is_sorted());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn every_species_of_the_content_has_a_body() {
    let species: Value = serde_json::from_str(include_str!("../../../../content/species.json")).unwrap();
    let wanted: Vec<&str> = species.as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    let made = figure::species::all().map(|it| format!("species/{}", it.slug));
    assert_eq!(made.to_vec(), wanted);
}

#[test]
fn a_dressed_figure_stays_within_its_budget() {
    for (name, armed) in CALLINGS.iter() {
        let [armed, held] = [armed, &figure::dressed::held_by(name)].map(|it| it.triangles(Detail::Near));
        assert!(armed <= ARMED_MOST, "{name}: {armed} triangles");
        assert!(armed - held <= DRESSED_MOST, "{name}: {} triangles without {held} in hand", armed - held);
    }
}

/// What an outfit holds and where it hangs must be there.
#[test]
fn outfits_hang_on_sockets_that_bodies_have() {
    let body = figure::figure("human");
    for (slug, make) in figure::outfit::OUTFITS {
        let wear = make();
        for joint in wear.model().joints {
            assert!(body.socket(&joint.name).is_some(), "{slug}: {}", joint.name);
        }
        assert!(figure::held::HELD.iter().any(|(held, _)| *held == wear.holds), "{slug}: {}", wear.holds);
    }
    for species in figure::species::all() {
        for cut in species.cuts {
            assert!(figure::hair::CUTS.iter().any(|(slug, _)| slug == cut), "{}: {cut}", species.slug);
        }
    }
}

/// As black shapes of 48 pixels, no two callings are nearly the same.
#[test]
fn callings_are_told_apart_by_their_shadows() {
    let shadows = forge::sheet::shadows(&CALLINGS);
    for (index, (one, a)) in shadows.iter().enumerate() {
        for (two, b) in &shadows[index + 1..] {
            let [either, differ] = a.iter().zip(b).fold([0, 0], |[either, differ], (a, b)| {
                [either + usize::from(*a || *b), differ + usize::from(a != b)]
            });
            assert!(differ * 100 > either * 9, "{one} and {two} differ in {differ} of {either} pixels");
        }
    }
}

/// What no eye sees is not written; what is written is on the model.
#[test]
fn what_lies_inside_is_not_written() {
    let [model, written] = MADE
        .iter()
        .filter(|(asset, _)| asset.family() == "outfit")
        .fold([0, 0], |sum, it| [sum[0] + it.1.model.triangles(), sum[1] + measure(&it.1.near).triangles]);
    assert!(written * 100 < model * 95, "{written} of {model} triangles");
}

#[test]
fn far_meshes_keep_their_paint() {
    let asset = shelf::assets().into_iter().find(|asset| asset.id == "figure/human").unwrap();
    let product = pack::produce(&asset);
    let slots = |parts: &[Baked]| -> BTreeSet<u8> {
        parts.iter().flat_map(|part| &part.vertices).map(|vertex| vertex.slot as u8).collect()
    };
    assert_eq!(slots(&product.near), slots(&product.far));
}
