// What moves. Every joint is rigid, so a model, or all instances of one, is a single skinned mesh with
// one bone for each vertex: one draw, as in the game.
import * as THREE from "three";
import { meshes, merged, nameOf, piece } from "./merge.mjs";
import { dyeRow, model } from "./stock.mjs";

/** How far beasts and lanterns leave their place. */
const ROAM_METRES = 1.5;
/** Gulls and moths throw no shadow and are not mirrored. */
const SMALL_METRES = 0.7;
/** What the mirror does not see lies here. */
export const SMALL = 1;

class Troupe {
  #pieces = [];
  #bones = [];
  #mixers = [];
  roots = [];

  /** Takes a copy of a model with its own joints; `place` is where it stands. */
  enter(gltf, place) {
    const root = gltf.scene.clone(true);
    root.applyMatrix4(place);
    this.roots.push(root);
    const joints = new Map();
    root.traverse((it) => joints.set(nameOf(it), it));
    return { root, joints, gltf };
  }

  hang(mesh, joint, dress) {
    let bone = this.#bones.indexOf(joint);
    if (bone < 0) bone = this.#bones.push(joint) - 1;
    this.#pieces.push(piece(mesh, { bone, dress }));
  }

  play({ root, gltf }, name, ahead) {
    const clip = THREE.AnimationClip.findByName(gltf.animations, name);
    if (!clip) return null;
    const mixer = new THREE.AnimationMixer(root);
    const action = mixer.clipAction(clip).play();
    action.time = ahead * clip.duration;
    this.#mixers.push(mixer);
    return { mixer, clip: (it) => mixer.clipAction(THREE.AnimationClip.findByName(gltf.animations, it)), action };
  }

  advance(step) {
    for (const mixer of this.#mixers) mixer.update(step);
  }

  /** Everything as one mesh in a scene. Objects that move nothing are left out of it. */
  stage(scene, material) {
    for (const root of this.roots) {
      for (const mesh of meshes(root)) mesh.removeFromParent();
      prune(root, new Set(this.#bones));
      scene.add(root);
    }
    const geometry = merged(this.#pieces);
    const mesh = new THREE.SkinnedMesh(geometry, material);
    mesh.bindMode = THREE.DetachedBindMode;
    mesh.bind(new THREE.Skeleton(this.#bones, this.#bones.map(() => new THREE.Matrix4())), new THREE.Matrix4());
    geometry.computeBoundingBox();
    const own = geometry.boundingBox.getSize(new THREE.Vector3()).length() / 2;
    mesh.boundingSphere = around(this.roots, own);
    const small = own <= SMALL_METRES;
    mesh.castShadow = !small;
    mesh.receiveShadow = true;
    if (small) mesh.layers.set(SMALL);
    mesh.matrixAutoUpdate = false;
    scene.add(mesh);
    this.mesh = mesh;
    return this;
  }
}

function around(roots, own) {
  const middle = new THREE.Vector3();
  for (const root of roots) middle.addScaledVector(root.position, 1 / roots.length);
  const away = Math.max(...roots.map((it) => it.position.distanceTo(middle)));
  return new THREE.Sphere(middle, away + own * 2 + ROAM_METRES);
}

/** Takes sockets and other ends that carry no bone away. Tells whether anything is left. */
function prune(object, bones) {
  for (const child of [...object.children]) if (!prune(child, bones)) child.removeFromParent();
  return bones.has(object) || object.children.length > 0;
}

export function stand({ at, yaw = 0, scale = 1 }) {
  const turn = new THREE.Quaternion().setFromAxisAngle(new THREE.Vector3(0, 1, 0), THREE.MathUtils.degToRad(yaw));
  return new THREE.Matrix4().compose(new THREE.Vector3(...at), turn, new THREE.Vector3(scale, scale, scale));
}

/** Instances of one asset that follow each other in the scene. */
export async function things(instances) {
  const troupe = new Troupe();
  for (const instance of instances) {
    const actor = troupe.enter(await model(instance.asset), stand(instance));
    for (const mesh of meshes(actor.root)) troupe.hang(mesh, mesh.parent, {});
    troupe.play(actor, instance.clip, instance.phase);
  }
  return troupe;
}

/** Somebody in an outfit, with hair and a thing in hand, as `staging::Costume` puts them together. */
export async function figure({ body: id, outfit: wears, dyes, spot, pose, ahead }) {
  const troupe = new Troupe();
  const [body, outfit] = await Promise.all([model(id), model(wears)]);
  const notes = { ...body.scene.userData, wears: outfit.scene.userData };
  const dress = { ...notes.ramps };
  for (const [slot, dye] of Object.entries(dyes)) if (dye) dress[slot] = dyeRow(dye);
  const actor = troupe.enter(body, stand(spot));
  const covered = new Set(notes.wears.covers);
  for (const mesh of meshes(actor.root)) {
    const bone = nameOf(mesh).replace(/_mesh$/, "");
    if (!covered.has(bone)) troupe.hang(mesh, mesh.parent, dress);
  }
  for (const [id, socket] of worn(notes, wears)) {
    for (const mesh of meshes((await model(id)).scene)) {
      const joint = actor.joints.get(socket ?? nameOf(mesh).replace(/_mesh$/, ""));
      if (joint) troupe.hang(mesh, joint, dress);
    }
  }
  troupe.led = { root: actor.root, ...troupe.play(actor, pose, ahead) };
  return troupe;
}

function worn({ hair = [], wears }, outfit) {
  const under = (cut) => {
    if (cut.startsWith("hair/beard") || wears.hair === "loose") return [cut];
    return wears.hair === "tucked" ? ["hair/tucked"] : [];
  };
  const all = [outfit, ...hair.flatMap(under)].map((id) => [id, null]);
  return wears.holds ? [...all, [wears.holds, "socket_hand_r"]] : all;
}
