//! A figure put together: a body, what it wears, its hair, and a thing in its hand, all moved by the
//! body's joints. `crates/forge/README.md` says how the parts fit.

use model::Model;
use wire::scene::ContentId;

use crate::{Dress, Packed, Put};

/// What a figure is put together from; ids of assets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costume {
    pub body: ContentId,
    pub outfit: ContentId,
    /// Cuts of hair and beard; those that the body comes with where none are given.
    pub hair: Option<Vec<ContentId>>,
    /// In the right hand; what the outfit brings where nothing is given.
    pub holds: Option<ContentId>,
    pub dress: Dress,
}

/// A figure that can be drawn and moved.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    pub near: Packed,
    pub far: Packed,
    /// What is light and nothing solid.
    pub veils: Packed,
    /// Nodes of the body that move something, in the order of the bones.
    pub bones: Vec<usize>,
}

/// Something to wear is not here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not here")]
pub struct Missing(pub ContentId);

/// Where things are held.
const HAND: &str = "socket_hand_r";
/// Cuts of this name are seen under every hat.
const BEARD: &str = "hair/beard";
/// Stands in for hair under a hat.
const TUCKED: &str = "hair/tucked";

impl Costume {
    /// Somebody of a species, in the coat of those without a calling.
    ///
    /// # Panics
    /// Never for a slug: ids are made of those.
    pub fn of_species(slug: &str, dress: Dress) -> Self {
        let id = |family: &str, slug: &str| {
            [family, slug].concat().parse().expect("a family and a slug are an id")
        };
        Self { body: id("figure/", slug), outfit: id("outfit/", "wayfarer"), hair: None, holds: None, dress }
    }

    /// Assets that must be here before it can be put together, as far as is known without them: what a
    /// body and an outfit name themselves comes to it by [`Costume::worn`].
    pub fn assets(&self) -> Vec<ContentId> {
        let hair = self.hair.iter().flatten();
        [&self.body, &self.outfit].into_iter().chain(hair).chain(&self.holds).cloned().collect()
    }

    /// Everything that hangs on the body: an id, and the socket where it is no garment.
    pub fn worn(&self, body: &Model, outfit: &Model) -> Vec<(ContentId, Option<&'static str>)> {
        let id = |text: &String| text.parse::<ContentId>().ok();
        let mut worn = vec![(self.outfit.clone(), None)];
        let own = || body.notes.cuts().iter().filter_map(id).collect();
        for cut in self.hair.clone().unwrap_or_else(own) {
            worn.extend(under(&outfit.notes.hair, cut).map(|it| (it, None)));
        }
        let holds = self.holds.clone().or_else(|| outfit.notes.holds.as_ref().and_then(id));
        worn.extend(holds.map(|it| (it, Some(HAND))));
        worn
    }

    /// Puts it together from models that are here.
    ///
    /// # Errors
    /// The first thing that is not.
    pub fn put_together<'a>(
        &self,
        models: impl Fn(&ContentId) -> Option<&'a Model>,
    ) -> Result<Figure, Missing> {
        let find = |id: &ContentId| models(id).ok_or_else(|| Missing(id.clone()));
        let (body, outfit) = (find(&self.body)?, find(&self.outfit)?);
        let mut figure = Figure::default();
        let dress = Dress {
            skin: self.dress.skin.or(body.notes.ramps.skin),
            hair: self.dress.hair.or(body.notes.ramps.hair),
            ..self.dress
        };
        for (node, peg) in body.nodes.iter().enumerate().filter(|(_, it)| it.mesh.is_some()) {
            let bone = peg.name.strip_suffix("_mesh").unwrap_or(&peg.name);
            if !outfit.notes.covers.iter().any(|it| it == bone) {
                figure.hang(body, node, node, dress);
            }
        }
        for (id, socket) in self.worn(body, outfit) {
            let thing = find(&id)?;
            for node in 0..thing.nodes.len() {
                let peg = socket.or_else(|| thing.nodes[node].name.strip_suffix("_mesh"));
                // What fits nowhere on this body is not worn by it.
                if let Some(on) = peg.and_then(|it| body.node(it)) {
                    figure.hang(thing, node, on, dress);
                }
            }
        }
        Ok(figure)
    }
}

/// What is seen of a cut under that garment.
fn under(hair: &model::Worn, cut: ContentId) -> Option<ContentId> {
    match hair {
        model::Worn::Under(how) if !cut.as_str().starts_with(BEARD) => match how.as_str() {
            "tucked" => TUCKED.parse().ok(),
            "hidden" => None,
            _ => Some(cut),
        },
        _ => Some(cut),
    }
}

impl Figure {
    /// All of a model that stands for itself, moved by its own nodes.
    pub fn of(model: &Model, dress: Dress) -> Self {
        let mut figure = Self::default();
        for node in 0..model.nodes.len() {
            figure.hang(model, node, node, dress);
        }
        figure
    }

    /// Hangs the mesh of a node of `thing` onto a node of the body.
    fn hang(&mut self, thing: &Model, node: usize, on: usize, dress: Dress) {
        let from = &thing.nodes[node];
        let Some(near) = from.mesh.and_then(|it| thing.meshes.get(it)) else { return };
        let put = Put { veil: from.veil, ..Put::on(self.bone(on), dress) };
        if from.veil.is_some() {
            return self.veils.add(near, &put);
        }
        self.near.add(near, &put);
        self.far.add(from.far.and_then(|it| thing.meshes.get(it)).unwrap_or(near), &put);
    }

    /// Metres from its middle to what is farthest of it.
    pub fn reach(&self) -> f32 {
        self.near.sphere().1.max(self.veils.sphere().1)
    }

    fn bone(&mut self, node: usize) -> u16 {
        let found = self.bones.iter().position(|it| *it == node);
        let place = found.unwrap_or_else(|| {
            self.bones.push(node);
            self.bones.len() - 1
        });
        place as u16
    }
}
