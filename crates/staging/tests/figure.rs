//! Figures and cells: what is put together keeps every triangle, in its place and its colours.
#![expect(clippy::unwrap_used, reason = "a helper of tests may fail as they do")]

use glam::{Mat4, Vec3};
use model::{Mesh, Model, Node, Notes, Place, Veil, Worn};
use staging::{Actor, BONE_FLOATS, Cells, Costume, Dress, Figure, Packed, Put, Still, VERTEX_BYTES};
use std::rc::Rc;

fn id(text: &str) -> wire::scene::ContentId {
    text.parse().unwrap()
}

/// One triangle at a height, painted for a slot.
fn triangle(height: f32, slot: u8) -> Mesh {
    Mesh {
        positions: vec![[0.0, height, 0.0], [1.0, height, 0.0], [0.0, height, -1.0]],
        normals: vec![[0.0, 1.0, 0.0]; 3],
        uvs: vec![[0.25, 0.75]; 3],
        colours: vec![[200, 200, 200, 255 - slot]; 3],
        indices: vec![0, 1, 2],
    }
}

fn node(name: &str, parent: Option<usize>, mesh: Option<usize>, far: Option<usize>) -> Node {
    let socket = mesh.is_none();
    Node { name: name.into(), parent, rest: Place::default(), mesh, far, socket, veil: None }
}

/// A body of chest and head, with pegs for garments; the head is a metre above.
fn body() -> Model {
    let up = |it: Node| Node { rest: Place { shift: Vec3::Y, ..Place::default() }, ..it };
    Model {
        nodes: vec![
            node("chest", None, None, None),
            node("chest_mesh", Some(0), Some(0), Some(1)),
            up(node("head", Some(0), None, None)),
            node("head_mesh", Some(2), Some(2), None),
            node("fit_chest", Some(0), None, None),
            node("fit_head", Some(2), None, None),
            node("socket_hand_r", Some(0), None, None),
        ],
        meshes: vec![triangle(0.0, 4), triangle(0.1, 4), triangle(0.2, 4)],
        clips: vec![],
        notes: Notes { hair: Worn::Cuts(vec!["hair/bob".into()]), ..Notes::default() },
    }
}

fn garment(name: &str, slot: u8, notes: Notes) -> Model {
    let nodes = vec![node(name, None, None, None), node(&[name, "_mesh"].concat(), Some(0), Some(0), None)];
    Model { nodes, meshes: vec![triangle(0.0, slot)], clips: vec![], notes }
}

struct Wardrobe {
    body: Model,
    coat: Model,
    hair: Model,
    tucked: Model,
    staff: Model,
}

impl Wardrobe {
    fn with(hair: &str, covers: &[&str]) -> Self {
        let notes = Notes {
            hair: Worn::Under(hair.into()),
            covers: covers.iter().map(|it| (*it).into()).collect(),
            holds: Some("held/staff".into()),
            ..Notes::default()
        };
        Self {
            body: body(),
            coat: garment("fit_chest", 1, notes),
            hair: garment("fit_head", 5, Notes::default()),
            tucked: garment("fit_head", 5, Notes::default()),
            staff: garment("staff", 2, Notes::default()),
        }
    }

    fn put_on(&self, costume: &Costume) -> Result<Figure, staging::Missing> {
        costume.put_together(|it| match it.as_str() {
            "figure/human" => Some(&self.body),
            "outfit/coat" => Some(&self.coat),
            "hair/bob" | "hair/beard" => Some(&self.hair),
            "hair/tucked" => Some(&self.tucked),
            "held/staff" => Some(&self.staff),
            _ => None,
        })
    }
}

fn costume() -> Costume {
    Costume {
        body: id("figure/human"),
        outfit: id("outfit/coat"),
        hair: None,
        holds: None,
        dress: Dress { cloak: Some(3), ..Dress::default() },
    }
}

#[test]
fn a_figure_wears_what_it_should() {
    // Chest, head, coat, hair, staff; a coat that covers takes the chest away, a hat the hair.
    for (hair, covers, own, triangles) in [
        ("loose", &[][..], None, 5),
        ("loose", &["chest"], None, 4),
        ("tucked", &[], None, 5),
        ("hidden", &[], None, 4),
        ("hidden", &[], Some(vec![id("hair/beard")]), 5),
        ("loose", &[], Some(vec![]), 4),
    ] {
        let figure =
            Wardrobe::with(hair, covers).put_on(&Costume { hair: own.clone(), ..costume() }).unwrap();
        assert_eq!(figure.near.indices.len(), triangles * 3, "{hair} {covers:?} {own:?}");
        assert_eq!(figure.far.indices.len(), triangles * 3);
    }
}

#[test]
fn what_is_missing_is_named() {
    let strange = Costume { outfit: id("outfit/none"), ..costume() };
    let missing = Wardrobe::with("loose", &[]).put_on(&strange).unwrap_err();
    assert_eq!(missing.to_string(), "outfit/none is not here");
}

/// The row of the spectrum of a vertex, as it lies in the buffer.
fn row(packed: &Packed, vertex: usize) -> f32 {
    let at = vertex * VERTEX_BYTES + 18;
    let bytes = [packed.vertices[at], packed.vertices[at + 1]];
    (f32::from(u16::from_le_bytes(bytes)) / 65535.0 * 256.0 - 2.0) / 4.0
}

#[test]
fn colours_go_where_they_are_meant_for() {
    // The mesh stands in the lower half of the spectrum, at row 16 of it; slot 1 is the cloak.
    for (slot, wanted) in [(0, 47.5), (1, 32.0 + 3.0), (2, 47.5)] {
        let mut packed = Packed::default();
        let dress = Dress { cloak: Some(3), trim: Some(200), ..Dress::default() };
        packed.add(&triangle(0.0, slot), &Put::on(0, dress));
        assert!((row(&packed, 0) - wanted).abs() < 0.01, "{slot}: {}", row(&packed, 0));
    }
}

#[test]
fn bones_carry_what_hangs_on_them() {
    let figure = Wardrobe::with("loose", &[]).put_on(&costume()).unwrap();
    let model = Rc::new(body());
    let bones: Rc<[usize]> = figure.bones.clone().into();
    let place = Mat4::from_translation(Vec3::new(5.0, 0.0, 0.0));
    let actor = Actor { model, bones: bones.clone(), first: 1, place, clip: None };
    let mut rows = vec![0.0; (bones.len() + 1) * BONE_FLOATS];
    actor.lay(0.0, &mut rows);
    let head = bones.iter().position(|it| body().nodes[*it].name == "head_mesh").unwrap() + 1;
    let row = &rows[head * BONE_FLOATS..][..BONE_FLOATS];
    assert_eq!(row, [1.0, 0.0, 0.0, 5.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0]);
    // Too little room is no panic.
    actor.lay(0.0, &mut rows[..20]);
}

#[test]
fn cells_hold_everything_once() {
    let (model, mut glow) = (body(), body());
    glow.nodes[1].veil = Some(Veil::Glow);
    let at = |x: f32, z: f32| Mat4::from_translation(Vec3::new(x, 0.0, z));
    let stills = [
        Still { model: &model, place: at(1.0, 1.0), value: 0.0 },
        Still { model: &model, place: at(2.0, 1.0), value: 0.1 },
        Still { model: &model, place: at(40.0, 1.0), value: 0.0 },
        Still { model: &glow, place: at(1.0, -40.0), value: 0.0 },
    ];
    let cells = Cells::merge(&stills);
    assert_eq!(cells.cells.len(), 3);
    assert_eq!(cells.cells.iter().map(|it| it.near.1).sum::<u32>(), cells.all.1);
    assert_eq!(cells.all, (0, 7 * 3));
    assert_eq!(cells.packed.indices.len(), 2 * 7 * 3);
    assert_eq!(cells.veils.indices.len(), 3);
    let alone = cells.cells.iter().find(|it| it.middle.x > 20.0).unwrap();
    assert!((alone.middle - Vec3::new(40.5, 0.6, 0.5)).length() < 1e-4, "{}", alone.middle);
    assert!(
        cells.packed.indices.iter().all(|it| (*it as usize) < cells.packed.vertices.len() / VERTEX_BYTES)
    );
    assert_eq!(Cells::merge(&[]).all, (0, 0));
}

#[test]
fn light_on_a_figure_is_no_part_of_what_is_solid() {
    let mut model = body();
    let whole = Figure::of(&model, Dress::default());
    model.nodes[3].veil = Some(Veil::Glow);
    let figure = Figure::of(&model, Dress::default());
    assert_eq!(figure.veils.indices.len(), 3);
    assert_eq!(figure.near.indices.len() + 3, whole.near.indices.len());
    assert_eq!(figure.bones, whole.bones);
    model.nodes[1].veil = Some(Veil::Glow);
    let glow = Figure::of(&model, Dress::default());
    assert!(glow.near.is_empty() && glow.far.is_empty());
    assert!(glow.reach() > 0.5, "what only glows reaches somewhere, too");
}
