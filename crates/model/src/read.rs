//! From the two halves of a file to a model.

use glam::{Mat4, Quat, Vec3};

use crate::clip::{Channel, Clip, Values};
use crate::container;
use crate::document::{self, Document, LINEAR, Primitive, TRIANGLES};
use crate::limit::{
    ALL_VERTICES_MAX, CHANNELS_MAX, CLIPS_MAX, INDICES_MAX, KEYS_MAX, MESHES_MAX, METRES_MAX, NAME_CHARS_MAX,
    NODES_MAX, SECONDS_MAX, VERTICES_MAX,
};
use crate::numbers::Numbers;
use crate::pose::Place;
use crate::{Mesh, Model, Node, Veil};

/// Why a file is no model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("this is no binary glTF 2.0")]
    NotGltf,
    #[error("the file ends before its end")]
    Truncated,
    #[error("the file's description cannot be read: {0}")]
    Malformed(String),
    #[error("the file holds too many {0}")]
    TooMuch(&'static str),
    #[error("the file names a {0} that is not there")]
    Missing(&'static str),
    #[error("numbers of a kind that does not belong here")]
    Type,
    #[error("a number is none, or far out of reach")]
    NotANumber,
    #[error("the nodes are no tree")]
    NotATree,
    #[error("{0} cannot be read here")]
    Unsupported(&'static str),
}

pub(crate) fn read(bytes: &[u8]) -> Result<Model, Unreadable> {
    let (text, bin) = container::open(bytes)?;
    let document: Document =
        serde_json::from_slice(text).map_err(|why| Unreadable::Malformed(why.to_string()))?;
    if !document.asset.version.starts_with("2.") {
        return Err(Unreadable::NotGltf);
    }
    if !document.required.is_empty() {
        return Err(Unreadable::Unsupported("an extension"));
    }
    let numbers = Numbers::of(&document, bin)?;
    let (nodes, places) = nodes(&document)?;
    let (meshes, clips) = (meshes(&document, &numbers)?, clips(&document, &numbers, &places)?);
    // glTF shows the first scene where it names none.
    let notes = document.scenes.into_iter().next().map(|it| it.extras).unwrap_or_default();
    notes.check()?;
    let model = Model { nodes, meshes, clips, notes };
    let lost = |mesh: Option<usize>| mesh.is_some_and(|it| it >= model.meshes.len());
    if model.nodes.iter().any(|node| lost(node.mesh) || lost(node.far)) {
        return Err(Unreadable::Missing("mesh"));
    }
    Ok(model)
}

/// The nodes with parents first, and where each of the file's nodes is among them.
fn nodes(document: &Document) -> Result<(Vec<Node>, Vec<usize>), Unreadable> {
    let all = &document.nodes;
    if all.len() > NODES_MAX {
        return Err(Unreadable::TooMuch("nodes"));
    }
    let mut parents = vec![None; all.len()];
    for (index, node) in all.iter().enumerate() {
        for child in &node.children {
            let parent = parents.get_mut(*child).ok_or(Unreadable::Missing("node"))?;
            if parent.replace(index).is_some() {
                return Err(Unreadable::NotATree);
            }
        }
    }
    let mut order: Vec<usize> = (0..all.len()).filter(|it| parents[*it].is_none()).collect();
    let mut next = 0;
    while let Some(index) = order.get(next) {
        order.extend(&all[*index].children);
        next += 1;
    }
    // Who is in a ring is never reached from a root.
    if order.len() != all.len() {
        return Err(Unreadable::NotATree);
    }
    let mut places = vec![0; all.len()];
    for (place, index) in order.iter().enumerate() {
        places[*index] = place;
    }
    let nodes = order.iter().map(|index| node(&all[*index], parents[*index].map(|it| places[it])));
    Ok((nodes.collect::<Result<_, _>>()?, places))
}

fn node(node: &document::Node, parent: Option<usize>) -> Result<Node, Unreadable> {
    if node.skin.is_some() {
        return Err(Unreadable::Unsupported("a skin"));
    }
    let rest = match node.matrix {
        Some(matrix) => {
            let (stretch, turn, shift) = Mat4::from_cols_array(&matrix).to_scale_rotation_translation();
            Place { shift, turn, stretch }
        }
        None => {
            let plain = Place::default();
            Place {
                shift: node.translation.map_or(plain.shift, Vec3::from_array),
                turn: node.rotation.map_or(plain.turn, Quat::from_array),
                stretch: node.scale.map_or(plain.stretch, Vec3::from_array),
            }
        }
    };
    let rest = Place { shift: near(rest.shift)?, turn: unit(rest.turn)?, stretch: near(rest.stretch)? };
    let document::NodeExtras { far, socket, .. } = node.extras;
    let veil = veil(&node.extras)?;
    Ok(Node { name: name(&node.name)?, parent, rest, mesh: node.mesh, far, socket, veil })
}

fn veil(extras: &document::NodeExtras) -> Result<Option<Veil>, Unreadable> {
    match extras.veil.as_deref() {
        None => Ok(None),
        Some("glow") => Ok(Some(Veil::Glow)),
        Some("air") if extras.limb > 0.0 && extras.limb < 1.0 => Ok(Some(Veil::Air { limb: extras.limb })),
        Some("air") => Err(Unreadable::NotANumber),
        Some(_) => Err(Unreadable::Unsupported("a veil of another kind")),
    }
}

fn meshes(document: &Document, numbers: &Numbers<'_>) -> Result<Vec<Mesh>, Unreadable> {
    if document.meshes.len() > MESHES_MAX {
        return Err(Unreadable::TooMuch("meshes"));
    }
    let mut left = ALL_VERTICES_MAX;
    let mut meshes = Vec::with_capacity(document.meshes.len());
    for mesh in &document.meshes {
        let mut whole = Mesh::default();
        for primitive in &mesh.primitives {
            add(&mut whole, primitive, numbers)?;
        }
        left = left.checked_sub(whole.positions.len()).ok_or(Unreadable::TooMuch("vertices"))?;
        meshes.push(whole);
    }
    Ok(meshes)
}

fn add(mesh: &mut Mesh, primitive: &Primitive, numbers: &Numbers<'_>) -> Result<(), Unreadable> {
    if primitive.mode != TRIANGLES {
        return Err(Unreadable::Unsupported("anything but triangles"));
    }
    let attributes = &primitive.attributes;
    let first = mesh.positions.len();
    let room = VERTICES_MAX - first.min(VERTICES_MAX);
    let positions = numbers.floats::<3>(attributes.position, room)?;
    let count = positions.len();
    if positions.iter().flatten().any(|it| it.abs() > METRES_MAX) {
        return Err(Unreadable::NotANumber);
    }
    let normals = match attributes.normal {
        Some(it) => numbers.floats::<3>(it, count)?,
        None => vec![[0.0, 1.0, 0.0]; count],
    };
    let uvs = match attributes.uv {
        Some(it) => numbers.floats::<2>(it, count)?,
        None => vec![[0.0; 2]; count],
    };
    let colours = match attributes.colour {
        Some(it) => numbers.floats::<4>(it, count)?,
        None => vec![[1.0; 4]; count],
    };
    if [normals.len(), uvs.len(), colours.len()] != [count; 3] {
        return Err(Unreadable::Type);
    }
    let indices = match primitive.indices {
        Some(it) => numbers.wholes(it, INDICES_MAX - mesh.indices.len().min(INDICES_MAX))?,
        None => (0..count as u32).collect(),
    };
    if indices.len() % 3 != 0 {
        return Err(Unreadable::Type);
    }
    if indices.iter().any(|it| *it as usize >= count) {
        return Err(Unreadable::Missing("vertex"));
    }
    mesh.positions.extend(positions);
    mesh.normals.extend(normals.iter().map(|it| Vec3::from_array(*it).normalize_or(Vec3::Y).to_array()));
    mesh.uvs.extend(uvs);
    mesh.colours.extend(colours.iter().map(|it| it.map(|part| (part.clamp(0.0, 1.0) * 255.0 + 0.5) as u8)));
    mesh.indices.extend(indices.iter().map(|it| it + first as u32));
    Ok(())
}

fn clips(document: &Document, numbers: &Numbers<'_>, places: &[usize]) -> Result<Vec<Clip>, Unreadable> {
    if document.animations.len() > CLIPS_MAX {
        return Err(Unreadable::TooMuch("clips"));
    }
    document.animations.iter().map(|it| clip(it, numbers, places)).collect()
}

fn clip(from: &document::Animation, numbers: &Numbers<'_>, places: &[usize]) -> Result<Clip, Unreadable> {
    if from.channels.len() > CHANNELS_MAX {
        return Err(Unreadable::TooMuch("channels"));
    }
    let mut channels = Vec::with_capacity(from.channels.len());
    for one in &from.channels {
        // A channel without a node is for an extension that is not read here.
        if let Some(node) = one.target.node {
            let node = *places.get(node).ok_or(Unreadable::Missing("node"))?;
            channels.push(channel(one, node, from, numbers)?);
        }
    }
    let last = channels.iter().filter_map(|it| it.times.last().copied()).fold(0.0, f32::max);
    let seconds = from.extras.seconds.unwrap_or(last);
    if !(seconds > 0.0 && seconds <= SECONDS_MAX) {
        return Err(Unreadable::NotANumber);
    }
    Ok(Clip { name: name(&from.name)?, seconds, looping: from.extras.looping, channels })
}

fn channel(
    channel: &document::Channel,
    node: usize,
    from: &document::Animation,
    numbers: &Numbers<'_>,
) -> Result<Channel, Unreadable> {
    let sampler = from.samplers.get(channel.sampler).ok_or(Unreadable::Missing("sampler"))?;
    if sampler.interpolation != LINEAR {
        return Err(Unreadable::Unsupported("a curve between keys"));
    }
    let times: Vec<f32> = numbers.floats::<1>(sampler.input, KEYS_MAX)?.into_iter().map(|[it]| it).collect();
    let rising = times.windows(2).all(|pair| pair[0] < pair[1]);
    if times.is_empty() || !rising || times[0] < 0.0 || times[times.len() - 1] > SECONDS_MAX {
        return Err(Unreadable::NotANumber);
    }
    let vectors = |output| -> Result<Vec<Vec3>, Unreadable> {
        numbers.floats::<3>(output, KEYS_MAX)?.into_iter().map(|it| near(Vec3::from_array(it))).collect()
    };
    let values = match channel.target.path.as_str() {
        "translation" => Values::Shifts(vectors(sampler.output)?),
        "scale" => Values::Stretches(vectors(sampler.output)?),
        "rotation" => {
            let turns = numbers.floats::<4>(sampler.output, KEYS_MAX)?;
            Values::Turns(turns.into_iter().map(|it| unit(Quat::from_array(it))).collect::<Result<_, _>>()?)
        }
        _ => return Err(Unreadable::Unsupported("a movement of anything but nodes")),
    };
    if values.len() != times.len() {
        return Err(Unreadable::Type);
    }
    Ok(Channel { node, times, values })
}

fn near(it: Vec3) -> Result<Vec3, Unreadable> {
    let fits = it.is_finite() && it.abs().max_element() <= METRES_MAX;
    fits.then_some(it).ok_or(Unreadable::NotANumber)
}

fn unit(it: Quat) -> Result<Quat, Unreadable> {
    let length = it.length();
    let fits = it.is_finite() && (0.5..2.0).contains(&length);
    fits.then(|| it / length).ok_or(Unreadable::NotANumber)
}

pub(crate) fn name(it: &str) -> Result<String, Unreadable> {
    match it.chars().count() <= NAME_CHARS_MAX {
        true => Ok(it.into()),
        false => Err(Unreadable::TooMuch("characters of a name")),
    }
}
