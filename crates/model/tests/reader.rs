//! Files by hand: good ones are read to the letter, broken ones are refused and never more than that.

use glam::{Quat, Vec3};
use model::{Model, Unreadable, Values, Veil};
use serde_json::{Value, json};

/// A file of these two halves.
fn file(json: &Value, bin: &[u8]) -> Vec<u8> {
    let mut text = json.to_string().into_bytes();
    text.resize(text.len().next_multiple_of(4), b' ');
    let mut bytes = b"glTF\x02\0\0\0".to_vec();
    bytes.extend(((12 + 8 + text.len() + 8 + bin.len()) as u32).to_le_bytes());
    for (kind, chunk) in [(b"JSON", text.as_slice()), (b"BIN\0", bin)] {
        bytes.extend((chunk.len() as u32).to_le_bytes());
        bytes.extend(kind);
        bytes.extend(chunk);
    }
    bytes
}

fn floats(all: &[f32]) -> Vec<u8> {
    all.iter().flat_map(|it| it.to_le_bytes()).collect()
}

/// One triangle on a joint that turns by a quarter within a second, with a socket.
fn triangle() -> (Value, Vec<u8>) {
    let mut bin = floats(&[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 2.0, 0.0]);
    bin.extend([128, 128, 128, 255].repeat(3));
    bin.extend([0, 1, 2].iter().flat_map(|it: &u16| it.to_le_bytes()));
    bin.extend([0, 0]);
    bin.extend(floats(&[0.0, 1.0]));
    let half = std::f32::consts::FRAC_1_SQRT_2;
    bin.extend(floats(&[0.0, 0.0, 0.0, 1.0, 0.0, half, 0.0, half]));
    let json = json!({
        "asset": { "version": "2.0" },
        // The child stands before its parent: the reader puts that right.
        "nodes": [
            { "name": "wing", "mesh": 0, "extras": { "far": 0 } },
            { "name": "root", "children": [0, 2], "translation": [0.0, 1.0, 0.0] },
            { "name": "hook", "extras": { "socket": true } },
        ],
        "meshes": [{ "primitives": [{ "attributes": { "POSITION": 0, "COLOR_0": 1 }, "indices": 2 }] }],
        "accessors": [
            { "bufferView": 0, "componentType": 5126, "count": 3, "type": "VEC3" },
            { "bufferView": 1, "componentType": 5121, "count": 3, "type": "VEC4", "normalized": true },
            { "bufferView": 2, "componentType": 5123, "count": 3, "type": "SCALAR" },
            { "bufferView": 3, "componentType": 5126, "count": 2, "type": "SCALAR" },
            { "bufferView": 4, "componentType": 5126, "count": 2, "type": "VEC4" },
        ],
        "bufferViews": [
            { "buffer": 0, "byteOffset": 0, "byteLength": 36 },
            { "buffer": 0, "byteOffset": 36, "byteLength": 12 },
            { "buffer": 0, "byteOffset": 48, "byteLength": 6 },
            { "buffer": 0, "byteOffset": 56, "byteLength": 8 },
            { "buffer": 0, "byteOffset": 64, "byteLength": 32 },
        ],
        "buffers": [{ "byteLength": 96 }],
        "animations": [{
            "name": "turn",
            "samplers": [{ "input": 3, "output": 4 }],
            "channels": [{ "sampler": 0, "target": { "node": 0, "path": "rotation" } }],
            "extras": { "looping": true },
        }],
    });
    (json, bin)
}

#[test]
fn a_good_file_is_read_to_the_letter() {
    let (json, bin) = triangle();
    let model = Model::read(&file(&json, &bin)).unwrap();
    let names: Vec<_> = model.nodes.iter().map(|it| (it.name.as_str(), it.parent, it.socket)).collect();
    assert_eq!(names, [("root", None, false), ("wing", Some(0), false), ("hook", Some(0), true)]);
    assert_eq!(model.nodes[0].rest.shift, Vec3::Y);
    assert_eq!((model.nodes[1].mesh, model.nodes[1].far), (Some(0), Some(0)));
    assert_eq!(model.meshes[0].positions, [[0.0; 3], [1.0, 0.0, 0.0], [0.0, 2.0, 0.0]]);
    assert_eq!(model.meshes[0].colours, [[128, 128, 128, 255]; 3]);
    assert_eq!(model.meshes[0].normals, [[0.0, 1.0, 0.0]; 3]);
    assert_eq!(model.meshes[0].indices, [0, 1, 2]);
    let clip = &model.clips[model.clip("turn").unwrap()];
    assert_eq!((clip.seconds, clip.looping, clip.channels[0].node), (1.0, true, 1));
    assert!(matches!(&clip.channels[0].values, Values::Turns(turns) if turns.len() == 2));

    let mut pose = model.rest();
    clip.sample(1.5, &mut pose);
    let quarter = Quat::from_rotation_y(std::f32::consts::FRAC_PI_4);
    assert!(pose.0[1].turn.angle_between(quarter) < 1e-3, "half way, in the second round");
    let there = pose.matrices(&model)[1].transform_point3(Vec3::ZERO);
    assert!((there - Vec3::Y).length() < 1e-6, "under its parent");
}

/// The file's description with notes of its scene and of its wing.
fn noted(scene: Value, wing: Value) -> Result<Model, Unreadable> {
    let (mut json, bin) = triangle();
    json["scenes"] = json!([{ "nodes": [1], "extras": scene }]);
    json["nodes"][0]["extras"] = wing;
    Model::read(&file(&json, &bin))
}

#[test]
fn notes_are_read_and_judged() {
    let body = noted(json!({ "hair": ["hair/bob"], "ramps": { "skin": 24 } }), json!({})).unwrap();
    assert_eq!((body.notes.cuts(), body.notes.ramps.skin), (&["hair/bob".to_owned()][..], Some(24)));
    let coat = noted(json!({ "hair": "tucked", "covers": ["chest"], "holds": "held/staff" }), json!({}));
    let notes = coat.unwrap().notes;
    assert_eq!((notes.hair, notes.covers), (model::Worn::Under("tucked".into()), vec!["chest".to_owned()]));
    let wave = json!({ "along": [1.0, 0.0], "height": 0.1, "length": 4.0, "period": 3.0 });
    let sea = noted(json!({ "water": { "calm_beyond": 60.0, "waves": [wave] } }), json!({})).unwrap();
    assert_eq!(sea.notes.water.unwrap().waves.len(), 1);
    assert_eq!(noted(json!({ "other": 1 }), json!({})).unwrap().notes, model::Notes::default());

    let still = json!({ "along": [1.0, 0.0], "height": 0.1, "length": 0.0, "period": 3.0 });
    let many: Vec<_> = (0..100).map(|_| wave.clone()).collect();
    for (scene, why) in [
        (json!({ "covers": vec!["chest"; 1_000] }), Unreadable::TooMuch("notes")),
        (json!({ "holds": "x".repeat(10_000) }), Unreadable::TooMuch("characters of a name")),
        (json!({ "water": { "calm_beyond": 60.0, "waves": [still] } }), Unreadable::NotANumber),
        (json!({ "water": { "calm_beyond": -1.0, "waves": [] } }), Unreadable::NotANumber),
        (json!({ "water": { "calm_beyond": 60.0, "waves": many } }), Unreadable::TooMuch("waves")),
    ] {
        assert_eq!(noted(scene.clone(), json!({})).unwrap_err(), why, "{scene}");
    }
    assert!(matches!(noted(json!({ "ramps": { "skin": 999 } }), json!({})), Err(Unreadable::Malformed(_))));
}

#[test]
fn veils_are_read_and_judged() {
    let veil = |extras| noted(json!({}), extras).map(|it| it.nodes[1].veil);
    assert_eq!(veil(json!({ "veil": "glow" })).unwrap(), Some(Veil::Glow));
    assert_eq!(veil(json!({ "veil": "air", "limb": 0.5 })).unwrap(), Some(Veil::Air { limb: 0.5 }));
    assert_eq!(veil(json!({})).unwrap(), None);
    for limb in [json!(0.0), json!(1.0), json!(-3.0)] {
        assert_eq!(veil(json!({ "veil": "air", "limb": limb })).unwrap_err(), Unreadable::NotANumber);
    }
    let other = Unreadable::Unsupported("a veil of another kind");
    assert_eq!(veil(json!({ "veil": "smoke" })).unwrap_err(), other);
}

/// A change of the description, and what is said of it.
type Breach = (&'static str, Value, Unreadable);

#[test]
fn a_lying_description_is_refused() {
    let none = || json!(null);
    let breaches: Vec<Breach> = vec![
        ("/asset/version", json!("1.0"), Unreadable::NotGltf),
        ("/accessors/0/count", json!(4), Unreadable::Truncated),
        ("/accessors/0/count", json!(usize::MAX), Unreadable::TooMuch("numbers")),
        ("/accessors/0/byteOffset", json!(usize::MAX), Unreadable::Truncated),
        ("/accessors/0/bufferView", json!(99), Unreadable::Missing("view")),
        ("/accessors/0/bufferView", none(), Unreadable::Missing("view")),
        ("/accessors/0/componentType", json!(5123), Unreadable::Type),
        ("/accessors/0/componentType", json!(7), Unreadable::Type),
        ("/accessors/0/type", json!("MAT4"), Unreadable::Type),
        ("/accessors/0/sparse", json!({ "count": 1 }), Unreadable::Unsupported("sparse accessors")),
        ("/accessors/1/count", json!(2), Unreadable::Type),
        ("/accessors/1/normalized", json!(false), Unreadable::Type),
        ("/accessors/2/count", json!(2), Unreadable::Type),
        ("/accessors/2/componentType", json!(5126), Unreadable::Truncated),
        ("/accessors/3/count", json!(1), Unreadable::Type),
        ("/accessors/3/count", json!(0), Unreadable::NotANumber),
        ("/bufferViews/0/byteLength", json!(usize::MAX), Unreadable::Truncated),
        ("/bufferViews/0/byteStride", json!(4), Unreadable::Type),
        ("/bufferViews/0/byteStride", json!(10_000), Unreadable::Type),
        ("/bufferViews/0/buffer", json!(1), Unreadable::Type),
        ("/buffers/0/byteLength", json!(1_000_000), Unreadable::Unsupported("data outside of the file")),
        (
            "/buffers/0/uri",
            json!("https://evil.example/x.bin"),
            Unreadable::Unsupported("data outside of the file"),
        ),
        ("/nodes/1/children", json!([0, 2, 7]), Unreadable::Missing("node")),
        ("/nodes/1/children", json!([0, 2, 1]), Unreadable::NotATree),
        ("/nodes/2/children", json!([0]), Unreadable::NotATree),
        ("/nodes/0/mesh", json!(3), Unreadable::Missing("mesh")),
        ("/nodes/0/extras/far", json!(3), Unreadable::Missing("mesh")),
        ("/nodes/0/skin", json!(0), Unreadable::Unsupported("a skin")),
        ("/nodes/0/scale", json!([1.0, 1e30, 1.0]), Unreadable::NotANumber),
        ("/nodes/0/rotation", json!([0.0, 0.0, 0.0, 0.0]), Unreadable::NotANumber),
        ("/nodes/0/name", json!("x".repeat(500)), Unreadable::TooMuch("characters of a name")),
        ("/meshes/0/primitives/0/attributes/POSITION", json!(99), Unreadable::Missing("accessor")),
        ("/meshes/0/primitives/0/mode", json!(1), Unreadable::Unsupported("anything but triangles")),
        ("/animations/0/channels/0/sampler", json!(5), Unreadable::Missing("sampler")),
        ("/animations/0/channels/0/target/node", json!(5), Unreadable::Missing("node")),
        (
            "/animations/0/channels/0/target/path",
            json!("weights"),
            Unreadable::Unsupported("a movement of anything but nodes"),
        ),
        (
            "/animations/0/samplers/0/interpolation",
            json!("CUBICSPLINE"),
            Unreadable::Unsupported("a curve between keys"),
        ),
        ("/animations/0/extras/seconds", json!(0.0), Unreadable::NotANumber),
        ("/animations/0/extras/seconds", json!(1e9), Unreadable::NotANumber),
        (
            "/extensionsRequired",
            json!(["KHR_draco_mesh_compression"]),
            Unreadable::Unsupported("an extension"),
        ),
    ];
    for (place, lie, said) in breaches {
        let (mut json, bin) = triangle();
        let (parent, name) = place.rsplit_once('/').unwrap();
        match json.pointer_mut(parent).unwrap() {
            Value::Array(all) => all[name.parse::<usize>().unwrap()] = lie.clone(),
            object => object[name] = lie.clone(),
        }
        assert_eq!(Model::read(&file(&json, &bin)).unwrap_err(), said, "{place} = {lie}");
    }
}

#[test]
fn numbers_that_are_none_are_refused() {
    for bad in [f32::NAN, f32::INFINITY, 1e9] {
        let (json, mut bin) = triangle();
        bin[12..16].copy_from_slice(&bad.to_le_bytes());
        assert_eq!(Model::read(&file(&json, &bin)).unwrap_err(), Unreadable::NotANumber, "{bad}");
    }
    // Times that do not rise.
    let (json, mut bin) = triangle();
    bin[60..64].copy_from_slice(&0.0_f32.to_le_bytes());
    assert_eq!(Model::read(&file(&json, &bin)).unwrap_err(), Unreadable::NotANumber);
    // An index past the last vertex.
    let (json, mut bin) = triangle();
    bin[48] = 3;
    assert_eq!(Model::read(&file(&json, &bin)).unwrap_err(), Unreadable::Missing("vertex"));
}

#[test]
fn a_file_that_ends_too_soon_is_refused_wherever_it_ends() {
    let (json, bin) = triangle();
    let whole = file(&json, &bin);
    for length in 0..whole.len() {
        assert!(Model::read(&whole[..length]).is_err(), "{length} bytes");
        // The header may lie about it, too.
        let mut part = whole[..length].to_vec();
        if length >= 12 {
            part[8..12].copy_from_slice(&(length as u32).to_le_bytes());
            assert!(Model::read(&part).is_err(), "{length} bytes that say so");
        }
    }
    assert_eq!(Model::read(b"not a model at all").unwrap_err(), Unreadable::NotGltf);
}

#[test]
fn whatever_the_bytes_are_nothing_worse_happens() {
    let (json, bin) = triangle();
    let whole = file(&json, &bin);
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let (mut good, mut bad) = (0, 0);
    for _ in 0..20_000 {
        let mut bytes = whole.clone();
        for _ in 0..=chance.below(6) {
            let at = chance.below(bytes.len());
            match chance.below(4) {
                0 => bytes[at] = chance.below(256) as u8,
                1 => bytes[at] ^= 1 << chance.below(8),
                // Digits are where sizes stand.
                2 => bytes[at] = b'0' + chance.below(10) as u8,
                _ => {
                    let from = chance.below(bytes.len());
                    bytes[at] = bytes[from];
                }
            }
        }
        match Model::read(&bytes) {
            Ok(model) => {
                good += 1;
                let mut pose = model.rest();
                for clip in &model.clips {
                    clip.sample(0.3, &mut pose);
                }
                assert!(pose.matrices(&model).iter().all(|it| it.is_finite()));
            }
            Err(_) => bad += 1,
        }
    }
    assert!(good > 100 && bad > 100, "{good} were read, {bad} were refused");
}

/// Marsaglia's xorshift: the same hits each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}
