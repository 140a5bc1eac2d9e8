//! Writing models as binary glTF 2.0, with the same bytes for the same model.
//!
//! Per joint there are two nodes: `<name>_rest`, which only shifts, and `<name>`, which only moves;
//! so that replacing and multiplying readers agree. Under it hangs `<name>_mesh`, whose
//! `extras.far` names the mesh with fewer triangles. Sockets are empty nodes with `extras.socket`.
//! TEXCOORD_0 is normalised u16, COLOR_0 normalised u8: occlusion three times, then `255 - slot`.

mod chunk;

use serde_json::{Map, Value, json};

use crate::bake::{Baked, Veil};
use crate::clip::{Clip, Track};
use crate::model::Model;
use chunk::Bin;

/// What the material of every file is called: readers put the spectrum's textures there.
pub const MATERIAL: &str = "spectrum";

/// A model's file. `near` and `far` hold one entry per joint; entries without triangles make no mesh.
pub fn write(model: &Model, near: &[Baked], far: &[Baked]) -> Vec<u8> {
    let mut file = File::default();
    for (index, joint) in model.joints.iter().enumerate() {
        file.joint(model, index, &joint.name, [&near[index], &far[index]]);
    }
    for socket in &model.sockets {
        file.socket(socket);
    }
    let animations: Vec<Value> = model.clips.iter().map(|clip| file.animation(clip)).collect();
    file.finish(model, animations)
}

#[derive(Default)]
struct File {
    bin: Bin,
    nodes: Vec<Value>,
    meshes: Vec<Value>,
    /// Nodes of the joints themselves, in the order of the joints.
    moving: Vec<usize>,
    roots: Vec<usize>,
}

impl File {
    fn joint(&mut self, model: &Model, index: usize, name: &str, [near, far]: [&Baked; 2]) {
        let joint = &model.joints[index];
        let rest = self.nodes.len();
        self.nodes.push(json!({ "name": format!("{name}_rest"), "translation": joint.rest.to_array() }));
        let moving = self.child(rest, json!({ "name": name }));
        self.moving.push(moving);
        match joint.parent {
            Some(parent) => adopt(&mut self.nodes[self.moving[parent]], rest),
            None => self.roots.push(rest),
        }
        if near.indices.is_empty() {
            return;
        }
        let mesh = self.mesh(name, near);
        let mut node = json!({ "name": format!("{name}_mesh"), "mesh": mesh });
        match near.veil {
            Some(Veil::Air { limb }) => node["extras"] = json!({ "veil": "air", "limb": limb }),
            Some(Veil::Glow) => node["extras"] = json!({ "veil": "glow" }),
            None if far.indices.is_empty() => {}
            None => node["extras"] = json!({ "far": self.mesh(&format!("{name}_far"), far) }),
        }
        self.child(moving, node);
    }

    fn socket(&mut self, socket: &crate::model::Socket) {
        let node = json!({
            "name": socket.name,
            "translation": socket.place.to_array(),
            "rotation": socket.turn.to_array(),
            "scale": socket.stretch.to_array(),
            "extras": { "socket": true },
        });
        self.child(self.moving[socket.joint], node);
    }

    fn child(&mut self, parent: usize, node: Value) -> usize {
        let index = self.nodes.len();
        self.nodes.push(node);
        adopt(&mut self.nodes[parent], index);
        index
    }

    fn mesh(&mut self, name: &str, baked: &Baked) -> usize {
        let attributes = json!({
            "POSITION": self.bin.positions(baked),
            "NORMAL": self.bin.normals(baked),
            "TEXCOORD_0": self.bin.uvs(baked),
            "COLOR_0": self.bin.colours(baked),
        });
        let indices = self.bin.indices(baked);
        let primitive = json!({ "attributes": attributes, "indices": indices, "material": 0 });
        self.meshes.push(json!({ "name": name, "primitives": [primitive] }));
        self.meshes.len() - 1
    }

    fn animation(&mut self, clip: &Clip) -> Value {
        let (mut samplers, mut channels) = (Vec::new(), Vec::new());
        for track in &clip.tracks {
            self.track(track, &mut samplers, &mut channels);
        }
        json!({
            "name": clip.name,
            "samplers": samplers,
            "channels": channels,
            "extras": { "seconds": clip.seconds, "looping": clip.looping },
        })
    }

    /// Both channels of a node read the same times.
    fn track(&mut self, track: &Track, samplers: &mut Vec<Value>, channels: &mut Vec<Value>) {
        let node = self.moving[track.joint];
        let input = self.bin.times(&track.times);
        let mut channel = |path: &str, output: usize| {
            samplers.push(json!({ "input": input, "output": output, "interpolation": "LINEAR" }));
            let target = json!({ "node": node, "path": path });
            channels.push(json!({ "sampler": samplers.len() - 1, "target": target }));
        };
        channel("rotation", self.bin.turns(&track.turns));
        if !track.shifts.is_empty() {
            channel("translation", self.bin.shifts(&track.shifts));
        }
    }

    fn finish(self, model: &Model, animations: Vec<Value>) -> Vec<u8> {
        let mut root = Map::new();
        root.insert("asset".into(), json!({ "version": "2.0", "generator": "farlantern forge" }));
        root.insert("scene".into(), json!(0));
        root.insert("scenes".into(), json!([{ "nodes": self.roots, "extras": model.extras }]));
        root.insert("nodes".into(), Value::Array(self.nodes));
        root.insert("materials".into(), json!([{ "name": MATERIAL }]));
        // Empty lists are not glTF.
        for (name, list) in [("meshes", self.meshes), ("animations", animations)] {
            if !list.is_empty() {
                root.insert(name.into(), Value::Array(list));
            }
        }
        self.bin.finish(root)
    }
}

fn adopt(parent: &mut Value, child: usize) {
    match parent["children"].as_array_mut() {
        Some(children) => children.push(json!(child)),
        None => parent["children"] = json!([child]),
    }
}
