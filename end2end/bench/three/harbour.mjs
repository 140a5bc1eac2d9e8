// The same harbour in three.js, to be measured beside the game's own. Never shipped: `rival.mjs` serves it.
//
// The same: manifest, scene, models, textures, stars, view, size, samples (4), shadow (its size, and how
// often it is drawn), eleven lamps, mirror (size, and what it leaves out), bloom (passes and sizes), what
// moves (every clip, flicker, waves, twinkling), and the number of draws: what stands still is merged into
// a few meshes, each thing that moves is one skinned mesh.
//
// Different, for three: its own materials and lights (MeshStandardMaterial, lamps and fog of its own kind)
// and ACES instead of the game's film, so that the light is alike and not equal; near meshes also in the
// shadow and the mirror, which only the card feels; no labels, no walking around obstacles, no look at the
// pointer: the game pays for those, and three does not.
//
// Nothing that experts do for three is left out: one merged draw where the game has one, matrices of
// what stands still are never made again, those of the rest once a frame for all passes.
import * as THREE from "three";
import { lights, paint } from "./light.mjs";
import { merged, meshes, piece } from "./merge.mjs";
import { picture } from "./picture.mjs";
import { sea } from "./sea.mjs";
import { sky, stars } from "./sky.mjs";
import { json, model, texture } from "./stock.mjs";
import { SMALL, figure, stand, things } from "./troupe.mjs";

const TIERS = {
  middle: { shadow: 1024, each: 2, mirror: 3 },
  high: { shadow: 2048, each: 1, mirror: 2 },
};
/**
 * What stands still is two meshes: the quay with everything on it, and what is farther away. The game has
 * squares, and draws those that are seen side by side as one: that comes to as many draws.
 */
const QUAY_METRES = 25;
const WALK = { speed: 1.55, seconds: 1 };
/** Pictures of a second while nobody does anything, as in the game. */
const AMBIENT_MILLIS = 31;
const EXPOSURE = 0.62;

const tier = TIERS[new URLSearchParams(location.search).get("tier")] ?? TIERS.middle;
const canvas = document.querySelector("canvas");
const size = [canvas.clientWidth, canvas.clientHeight];
const renderer = new THREE.WebGLRenderer({ canvas, alpha: false, antialias: false, depth: false, stencil: false });
renderer.setSize(...size, false);
renderer.info.autoReset = false;
renderer.shadowMap.enabled = true;
renderer.shadowMap.autoUpdate = false;
renderer.toneMapping = THREE.ACESFilmicToneMapping;

const place = await json("scene/harbour");
const { night } = place;
renderer.toneMappingExposure = night.exposure * EXPOSURE;
const scene = new THREE.Scene();
// Once a frame by hand, rather than once for each pass.
scene.matrixWorldAutoUpdate = false;
const view = place.views[0];
const camera = new THREE.PerspectiveCamera(view.field, size[0] / size[1], 0.3, 900);
camera.position.set(...view.eye);
camera.lookAt(...view.target);
camera.layers.enable(SMALL);

const material = paint(
  {
    colours: await texture("texture/spectrum", THREE.SRGBColorSpace),
    surfaces: await texture("texture/spectrum-surface", THREE.NoColorSpace),
    emissions: await texture("texture/spectrum-glow", THREE.SRGBColorSpace),
  },
  night,
);
const flicker = lights(scene, { night, lamps: place.lights, pixels: tier.shadow });
const backdrop = sky(night);
const heaven = stars(await json("data/sky"));
scene.add(backdrop, heaven.points);

const troupes = [];
let water = null;
await furnish();
await people();
const hero = troupes.at(-1).led;
const developed = picture(renderer, size);

async function furnish() {
  const [quay, beyond] = [[], []];
  const groups = [];
  for (const instance of place.instances) {
    if (instance.when === "day") continue;
    const gltf = await model(instance.asset);
    if (gltf.scene.userData.water) {
      const mirror = size.map((it) => Math.floor(it / tier.mirror));
      water = sea({ gltf, level: place.sea_level, night, size: mirror, camera });
      scene.add(water.reflector);
    } else if (instance.clip) {
      if (groups.at(-1)?.[0].asset === instance.asset) groups.at(-1).push(instance);
      else groups.push([instance]);
    } else {
      const far = Math.hypot(instance.at[0], instance.at[2]) > QUAY_METRES;
      (far ? beyond : quay).push(...still(gltf, instance));
    }
  }
  for (const pieces of [quay, beyond]) {
    const mesh = new THREE.Mesh(merged(pieces), material);
    Object.assign(mesh, { castShadow: true, receiveShadow: true, matrixAutoUpdate: false });
    scene.add(mesh);
  }
  for (const group of groups) troupes.push((await things(group)).stage(scene, material));
}

function still(gltf, instance) {
  gltf.scene.updateMatrixWorld();
  const there = stand(instance);
  const matrix = (mesh) => there.clone().multiply(mesh.matrixWorld);
  return meshes(gltf.scene).map((mesh) => piece(mesh, { matrix: matrix(mesh), value: instance.value }));
}

async function people() {
  for (const [index, { figure: body, outfit, cloak, trim, spot, pose }] of place.keepers.entries()) {
    const troupe = await figure({ body, outfit, dyes: { cloak, trim }, spot, pose, ahead: index * 0.37 });
    troupes.push(troupe.stage(scene, material));
  }
  const dye = "dye/ember";
  const dyes = { cloak: dye, trim: dye, lantern: dye };
  const led = { body: "figure/dragonborn", outfit: "outfit/wayfarer", dyes, spot: place.spawn, pose: "idle", ahead: 0 };
  troupes.push((await figure(led)).stage(scene, material));
}

/** The led figure walks to and fro, or stands. */
function walk(seconds, step) {
  const pose = window.walking ? "walk" : "idle";
  if (hero.pose !== pose) {
    const [next, before] = [hero.clip(pose), hero.clip(hero.pose ?? "idle")];
    if (next !== before) next.reset().play().crossFadeFrom(before, 0.2);
    hero.pose = pose;
  }
  if (!window.walking) return;
  const away = Math.floor(seconds / WALK.seconds) % 2 ? 1 : -1;
  hero.root.rotation.set(0, (away * Math.PI) / 2, 0);
  hero.root.position.x += away * WALK.speed * step;
}

let seconds = 9.75;
let last = null;
let frames = 0;
let unshaded = Infinity;

function frame(now) {
  requestAnimationFrame(frame);
  const passed = last === null ? 0 : now - last;
  if (!window.walking && last !== null && passed < AMBIENT_MILLIS) return;
  last = now;
  const step = Math.min(passed, 100) / 1000;
  seconds += step;
  for (const troupe of troupes) troupe.advance(step);
  walk(seconds, step);
  flicker(seconds);
  heaven.advance(seconds);
  water.advance(seconds);
  scene.updateMatrixWorld();
  unshaded += 1;
  renderer.shadowMap.needsUpdate = window.walking || unshaded >= tier.each;
  if (renderer.shadowMap.needsUpdate) unshaded = 0;
  renderer.info.reset();
  renderer.setRenderTarget(developed.whole);
  renderer.render(scene, camera);
  developed.develop();
  canvas.dataset.draws = String(renderer.info.render.calls);
  canvas.dataset.frame = String((frames += 1));
}

canvas.dataset.frame = "0";
requestAnimationFrame(frame);
