// Many meshes as one: what moves together is drawn together, as the game does it.
import * as THREE from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";

/** Of the spectrum: rows of a quadrant, of the whole, and of one ramp. */
const [QUADRANT, SIDE, RAMP] = [128, 256, 4];
/** What a vertex may be dyed by, by its slot. */
const SLOTS = [null, "cloak", "trim", "lantern", "skin", "hair", "star"];

/** The name in the file; the loader gives another to what shares it with a mesh. */
export const nameOf = (object) => object.userData.name ?? object.name;

/** What one sees from near: files have a second, coarser mesh for most. */
export function meshes(root) {
  const all = [];
  root.traverse((it) => it.isMesh && all.push(it));
  return all;
}

/** One mesh of a file, ready to be merged: moved, dyed, and tied to one bone. */
export function piece(mesh, { matrix, bone, dress = {}, value = 0 }) {
  const from = mesh.geometry;
  const geometry = new THREE.BufferGeometry();
  geometry.setIndex(from.index);
  geometry.setAttribute("position", from.attributes.position.clone());
  geometry.setAttribute("normal", from.attributes.normal.clone());
  if (matrix) geometry.applyMatrix4(matrix);
  const count = from.attributes.position.count;
  const [uv, colour] = [new Float32Array(count * 2), new Uint8Array(count * 4)];
  for (let at = 0; at < count; at += 1) {
    const { uv: spots, color: paint } = from.attributes;
    const row = dress[SLOTS[255 - Math.round(paint.getW(at) * 255)]];
    const quadrant = Math.min(Math.floor((spots.getY(at) * SIDE) / QUADRANT), 1);
    const dyed = row === undefined || row < 0 ? spots.getY(at) : (quadrant * QUADRANT + row * RAMP + RAMP / 2) / SIDE;
    uv.set([spots.getX(at), dyed], at * 2);
    const open = Math.min(255, Math.round(paint.getX(at) * 255 * (1 + value)));
    colour.set([open, open, open, 255], at * 4);
  }
  geometry.setAttribute("uv", new THREE.BufferAttribute(uv, 2));
  geometry.setAttribute("color", new THREE.BufferAttribute(colour, 4, true));
  if (bone !== undefined) {
    const one = (Kind, value) => new THREE.BufferAttribute(new Kind(count * 4).map((_, at) => (at % 4 ? 0 : value)), 4);
    geometry.setAttribute("skinIndex", one(Uint16Array, bone));
    geometry.setAttribute("skinWeight", one(Float32Array, 1));
  }
  return geometry;
}

export const merged = (pieces) => mergeGeometries(pieces, false);
