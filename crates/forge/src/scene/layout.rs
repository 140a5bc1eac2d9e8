//! The harbour as data: what stands where. The picture and the client read the same.

use wire::scene::{Emitter, Fog, Instance, Keeper, Light, Obstacle, Rig, Scene, Spot, VERSION, View, When};

use crate::harbour::quay::SEA_BELOW;
use crate::prop::lantern::FLAME_BELOW;
use crate::seed::Seed;
use crate::trig::{cos, sin};

const WARM: [f32; 3] = [3.4, 1.75, 0.62];

/// The harbour, whole.
pub fn harbour() -> Scene {
    let mut place = Place { instances: vec![], lights: vec![], seed: Seed::of("scene/harbour", 1) };
    place.ground();
    place.houses();
    place.lanterns();
    place.cargo();
    place.sea();
    place.life();
    place.instances.sort_by(|one, other| one.asset.cmp(&other.asset));
    Scene {
        v: VERSION,
        id: id("scene/harbour"),
        sea_level: -SEA_BELOW,
        instances: place.instances,
        day: day(),
        night: night(),
        lights: place.lights,
        walk: vec![
            [-11.6, -4.6],
            [-11.6, 3.6],
            [5.6, 3.6],
            [5.6, 1.8],
            [11.6, 1.8],
            [11.6, 0.2],
            [5.6, 0.2],
            [5.6, -4.6],
        ],
        obstacles: obstacles(),
        views: views(),
        spawn: Spot { at: [-0.6, 0.0, 1.5], yaw: 14.0 },
        keepers: keepers(),
        sounds: sounds(),
    }
}

fn id(text: &str) -> wire::scene::ContentId {
    text.parse().unwrap_or_else(|_| unreachable!("{text} is written here, and is an id"))
}

struct Place {
    instances: Vec<Instance>,
    lights: Vec<Light>,
    seed: Seed,
}

impl Place {
    fn put(&mut self, asset: &str, at: [f32; 3], yaw: f32) -> &mut Instance {
        let jitter = |seed: &mut Seed, reach: f32| (seed.between(-reach, reach) * 64.0).round() / 64.0;
        self.instances.push(Instance {
            asset: id(asset),
            at,
            yaw,
            scale: 1.0,
            hue: jitter(&mut self.seed, 6.0),
            value: jitter(&mut self.seed, 0.06),
            clip: None,
            phase: 0.0,
            when: When::Always,
        });
        let last = self.instances.len() - 1;
        &mut self.instances[last]
    }

    fn light(&mut self, at: [f32; 3], strength: f32, radius: f32) {
        let colour = WARM.map(|it| (it * strength * 64.0).round() / 64.0);
        self.lights.push(Light {
            at: at.map(|it| (it * 64.0).round() / 64.0),
            colour,
            radius,
            flicker: 0.08,
        });
    }

    /// Flags before the houses, planks towards the sea, a pier to the ship, walls around.
    fn ground(&mut self) {
        for column in 0..9 {
            let x = -11.0 + column as f32 * 2.0;
            for (row, z) in [-5.0, -3.0, -1.0, 1.0, 3.0].into_iter().enumerate() {
                let tile = ["quay/planks-a", "quay/planks-b", "quay/planks-c"][self.seed.pick(3)];
                let quarter = self.seed.pick(4) as f32 * 90.0;
                match row {
                    0 | 1 => self.put("quay/flags", [x, 0.0, z], quarter),
                    _ => self.put(tile, [x, 0.0, z], if quarter > 90.0 { 180.0 } else { 0.0 }),
                };
            }
            if column != 6 {
                self.put("quay/wall", [x, 0.0, 4.0], 0.0);
            }
        }
        for z in [-5.0, -3.0, -1.0, 3.0] {
            self.put("quay/wall", [6.0, 0.0, z], 90.0);
        }
        self.put("quay/steps", [1.0, 0.0, 4.0], 0.0);
        for x in [7.0, 9.0, 11.0] {
            let tile = ["quay/planks-a", "quay/planks-b", "quay/planks-c"][self.seed.pick(3)];
            self.put(tile, [x, 0.0, 1.0], 0.0);
            self.put("quay/pile", [x - 0.9, 0.0, 1.75], 0.0);
            self.put("quay/pile", [x - 0.9, 0.0, 0.25], 0.0);
        }
        self.put("quay/railing", [7.0, 0.0, 0.08], 0.0);
    }

    fn houses(&mut self) {
        for (asset, at, yaw) in [
            ("building/tavern", [-4.2, 0.0, -7.0], 6.0),
            ("building/shop", [-9.9, 0.0, -6.0], 28.0),
            ("building/trunk-room", [2.6, 0.0, -6.4], -10.0),
            ("building/quest-board", [-10.3, 0.0, 0.7], 44.0),
        ] {
            self.put(asset, at, yaw).value = 0.0;
        }
        // What the windows and doors let out.
        self.light([-4.1, 2.1, -3.6], 1.7, 8.5);
        self.light([-9.0, 2.4, -4.2], 1.6, 6.5);
        self.light([2.7, 2.7, -5.2], 1.5, 6.5);
        self.light([-9.1, 1.95, -0.3], 0.9, 5.0);
        self.light([-4.2, 4.2, -3.2], 0.5, 5.0);
    }

    fn post(&mut self, x: f32, z: f32, yaw: f32) {
        self.put("prop/lantern-post", [x, 0.0, z], yaw).clip = Some("sway".to_owned());
        let turned = yaw.to_radians();
        let flame = 3.13 - FLAME_BELOW * 1.2;
        self.light([x + 0.6 * cos(turned), flame, z - 0.6 * sin(turned)], 1.5, 7.5);
    }

    fn lanterns(&mut self) {
        self.post(-10.9, 3.3, 20.0);
        self.post(-2.7, 3.4, 0.0);
        self.post(4.9, 3.2, 160.0);
        self.post(11.5, 1.75, 200.0);
        let string = self.put("prop/lantern-string", [-0.55, 4.6, -3.3], -4.0);
        string.clip = Some("sway".to_owned());
        self.light([-0.6, 3.5, -3.2], 1.0, 6.0);
        let bunting = self.put("prop/bunting", [-7.4, 4.3, -3.4], 22.0);
        bunting.clip = Some("sway".to_owned());
        self.put("prop/lantern-hanging", [5.4, 2.9, -4.25], 0.0).clip = Some("sway".to_owned());
    }

    fn cargo(&mut self) {
        for (asset, x, z, yaw) in [
            ("prop/barrel", -0.9, -3.9, 0.0),
            ("prop/barrel", -0.25, -4.2, 40.0),
            ("prop/barrel-open", -0.45, -3.35, 10.0),
            ("prop/barrel", 4.9, -1.6, 0.0),
            ("prop/barrel", 5.4, -2.2, 80.0),
            ("prop/barrel", -6.9, -2.3, 33.0),
            ("prop/crate", 4.2, 0.9, 14.0),
            ("prop/crate", 5.15, 1.25, -8.0),
            ("prop/crate", -7.6, -2.6, 4.0),
            ("prop/sacks", 3.3, 1.0, 30.0),
            ("prop/rope-coil", 3.4, 2.7, 0.0),
            ("prop/rope-coil", -9.3, 2.9, 120.0),
            ("prop/rope-coil", 8.6, 0.55, 70.0),
            ("prop/net", -6.3, 2.7, 8.0),
            ("prop/bollard", -8.4, 3.55, 0.0),
            ("prop/bollard", -4.4, 3.55, 0.0),
            ("prop/bollard", 3.0, 3.55, 0.0),
            ("prop/bollard", 10.3, 0.35, 0.0),
            ("prop/flowers", -5.35, -4.35, 0.0),
            ("prop/flowers", -2.55, -4.65, 90.0),
            ("prop/flowers", -11.6, -1.9, 0.0),
            ("prop/stool", -6.3, -3.4, 0.0),
            ("prop/stool", -5.4, -3.1, 60.0),
            ("prop/telescope", 9.4, 1.45, 140.0),
            ("prop/anchor", 5.2, -3.4, -60.0),
            ("prop/trunk", 1.1, -3.2, 24.0),
            ("prop/sacks", 4.0, -3.3, 200.0),
        ] {
            self.put(asset, [x, 0.0, z], yaw);
        }
        self.put("prop/crate", [4.6, 0.76, 1.05], 38.0).scale = 0.86;
    }

    fn sea(&mut self) {
        self.put("water/sheet", [0.0, -SEA_BELOW, 0.0], 0.0).value = 0.0;
        self.put("prop/rowboat", [8.3, -SEA_BELOW - 0.16, 4.2], 250.0);
        let (x, z) = (8.3 + 1.32 * sin(250_f32.to_radians()), 4.2 + 1.32 * cos(250_f32.to_radians()));
        self.light([x, -0.6, z], 0.9, 4.5);
        for (x, z) in [(6.7, 3.0), (-5.4, 5.4), (12.6, 2.4), (-9.4, 8.6)] {
            self.put("prop/mooring-post", [x, -0.35, z], x * 40.0);
        }
        self.put("ship/sloop-moored", [12.4, -SEA_BELOW, -4.2], 18.0).value = 0.0;
        for (asset, x, z, yaw, scale) in [
            ("rock/islet-a", 24.0, -30.0, 40.0, 1.5),
            ("rock/islet-b", 17.5, -44.0, 200.0, 1.9),
            ("rock/islet-b", -18.5, 2.0, 80.0, 0.8),
            ("rock/island-a", 38.0, -190.0, 0.0, 1.0),
            ("rock/island-b", 46.0, -118.0, 15.0, 0.9),
            ("rock/island-c", -60.0, -210.0, 0.0, 1.3),
            ("rock/island-c", 128.0, -240.0, 170.0, 1.4),
            ("rock/island-a", -150.0, -170.0, 190.0, 1.1),
        ] {
            let rock = self.put(asset, [x, -SEA_BELOW, z], yaw);
            (rock.scale, rock.value) = (scale, 0.0);
        }
    }

    fn life(&mut self) {
        for (index, at) in [[8.0, 7.2, -6.0], [10.4, 8.6, -10.0], [6.4, 9.4, -14.0], [-12.5, 8.2, -3.0]]
            .into_iter()
            .enumerate()
        {
            let gull = self.put("prop/gull", at, -70.0 + 25.0 * index as f32);
            gull.clip = Some(if index % 2 == 0 { "glide" } else { "flap" }.to_owned());
            gull.phase = 0.23 * index as f32;
            gull.when = When::Day;
        }
        for (index, at) in
            [[-2.3, 2.9, 3.6], [-1.8, 2.4, 3.2], [4.0, 2.85, 3.1], [-8.8, 2.2, 0.0]].into_iter().enumerate()
        {
            let moth = self.put("prop/moth", at, 70.0 * index as f32);
            moth.scale = 0.75;
            (moth.clip, moth.when) = (Some("flutter".to_owned()), When::Night);
            moth.phase = 0.31 * index as f32;
        }
    }
}

fn day() -> Rig {
    Rig {
        toward_key: [-0.62, 0.62, 0.52],
        key: [3.5, 2.62, 1.72],
        sky: [0.50, 0.64, 0.92],
        ground: [0.36, 0.29, 0.24],
        rim: [0.34, 0.42, 0.56],
        exposure: 1.22,
        fog: Fog { colour: [0.50, 0.68, 0.92], density: 0.0036, falloff: 12.0 },
        zenith: [0.07, 0.26, 0.66],
        horizon: [0.86, 0.92, 0.98],
        stars: 0.0,
        lanterns: 0.30,
    }
}

fn night() -> Rig {
    Rig {
        toward_key: [0.55, 0.60, 0.32],
        key: [0.25, 0.36, 0.68],
        sky: [0.075, 0.115, 0.27],
        ground: [0.040, 0.038, 0.07],
        rim: [0.15, 0.24, 0.50],
        exposure: 1.35,
        fog: Fog { colour: [0.034, 0.062, 0.145], density: 0.0058, falloff: 8.0 },
        zenith: [0.0045, 0.008, 0.026],
        horizon: [0.058, 0.100, 0.215],
        stars: 1.0,
        lanterns: 1.25,
    }
}

fn obstacles() -> Vec<Obstacle> {
    let circle = |x: f32, z: f32, radius: f32| Obstacle::Circle { at: [x, z], radius };
    let mut all: Vec<Obstacle> = [
        (-10.9, 3.3),
        (-2.7, 3.4),
        (4.9, 3.2),
        (11.5, 1.75),
        (-8.4, 3.55),
        (-4.4, 3.55),
        (3.0, 3.55),
        (10.3, 0.35),
        (-6.9, -2.3),
        (-5.35, -4.35),
        (-2.55, -4.65),
        (-6.3, -3.4),
        (-5.4, -3.1),
        (3.4, 2.7),
        (-9.3, 2.9),
    ]
    .map(|(x, z)| circle(x, z, 0.4))
    .to_vec();
    all.extend([
        circle(9.4, 1.45, 0.6),
        circle(-0.5, -3.8, 0.8),
        circle(5.1, -1.9, 0.7),
        circle(5.2, -3.4, 0.9),
    ]);
    let block = |x: f32, z: f32, half: [f32; 2], yaw: f32| Obstacle::Box { at: [x, z], half, yaw };
    all.extend([
        block(-4.2, -7.0, [2.9, 2.6], 6.0),
        block(-9.9, -6.0, [2.4, 2.7], 28.0),
        block(2.6, -6.4, [2.7, 2.4], -10.0),
        block(-10.3, 0.7, [1.3, 0.5], 44.0),
        block(4.4, 1.05, [1.4, 0.6], 0.0),
        block(-6.3, 2.7, [1.2, 0.4], 8.0),
        block(4.0, -3.3, [0.6, 0.4], 20.0),
        block(1.1, -3.2, [0.55, 0.35], 24.0),
        block(-7.6, -2.6, [0.4, 0.4], 4.0),
    ]);
    all
}

fn views() -> Vec<View> {
    let view = |name: &str, eye, target, field, sentence: &str| View {
        name: name.to_owned(),
        eye,
        target,
        field,
        sentence: sentence.to_owned(),
    };
    vec![
        view(
            "harbour",
            [4.4, 4.6, 17.6],
            [0.3, 1.95, -2.0],
            39.5,
            "The harbour. Ships from the near stars tie up here, and so do you.",
        ),
        view(
            "shop",
            [-6.4, 2.4, 1.4],
            [-9.5, 1.9, -5.0],
            42.0,
            "The shop. What it sells, and for how much, will stand on these shelves.",
        ),
        view(
            "trunk-room",
            [1.6, 2.4, 1.2],
            [2.7, 1.7, -6.0],
            42.0,
            "The trunk room. What you own will be kept here, safe from the sea.",
        ),
        view(
            "board",
            [-7.4, 2.1, 3.9],
            [-10.2, 1.8, 0.7],
            42.0,
            "The quest board. Adventures that you can join will be pinned here.",
        ),
        view(
            "ship",
            [4.0, 4.2, 8.6],
            [12.0, 2.6, -3.4],
            44.0,
            "Your ship. When her crew is whole she will set sail from here.",
        ),
    ]
}

fn keepers() -> Vec<Keeper> {
    let keeper = |name: &str, figure: &str, at, yaw, [outfit, cloak, trim]: [&str; 3]| Keeper {
        name: name.to_owned(),
        figure: id(figure),
        spot: Spot { at, yaw },
        pose: "idle".to_owned(),
        outfit: Some(id(outfit)),
        cloak: Some(id(cloak)),
        trim: Some(id(trim)),
    };
    let inn = ["outfit/wayfarer", "dye/madder", "dye/bone"];
    let shop = ["outfit/bard", "dye/heather", "dye/straw"];
    let trunks = ["outfit/fighter", "dye/pine", "dye/brass"];
    let master = ["outfit/ranger", "dye/deep", "dye/lantern"];
    vec![
        keeper("Innkeeper", "figure/human", [-3.85, 0.0, -2.9], 24.0, inn),
        // On a box, to look over the counter.
        keeper("Shopkeeper", "figure/gnome", [-9.5, 0.80, -5.2], 28.0, shop),
        keeper("Keeper of trunks", "figure/dwarf", [1.7, 0.26, -5.0], 0.0, trunks),
        keeper("Harbourmaster", "figure/elf", [8.7, 0.0, 1.3], 210.0, master),
    ]
}

fn sounds() -> Vec<Emitter> {
    let emitter = |sound: &str, at, near, far| Emitter { sound: id(sound), at, near, far };
    vec![
        emitter("sound/place-water", [-4.0, -SEA_BELOW, 4.6], 4.0, 18.0),
        emitter("sound/place-water", [8.0, -SEA_BELOW, 1.0], 3.0, 14.0),
        emitter("sound/place-lantern", [-2.1, 2.5, 3.4], 1.0, 6.0),
        emitter("sound/place-lantern", [4.3, 2.5, 3.0], 1.0, 6.0),
        emitter("sound/call-rigging", [10.6, 0.5, -1.0], 2.0, 10.0),
        emitter("sound/call-gull", [9.0, 8.0, -9.0], 6.0, 40.0),
    ]
}
