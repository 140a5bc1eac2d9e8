// What the game's own server has: the same manifest, the same files.
import * as THREE from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";

const { data } = await (await fetch("/api/v1/assets/manifest")).json();
const assets = new Map(data.assets.map((it) => [it.id, it]));
const loader = new GLTFLoader();
const models = new Map();

async function bytes(id) {
  const asset = assets.get(id);
  if (!asset) throw new Error(`the manifest names no ${id}`);
  const answer = await fetch(`/assets/${asset.path}`);
  if (!answer.ok) throw new Error(`${id}: ${answer.status}`);
  return answer.arrayBuffer();
}

export const json = async (id) => JSON.parse(new TextDecoder().decode(await bytes(id)));

/** A model, read once. */
export function model(id) {
  if (!models.has(id)) models.set(id, bytes(id).then((it) => loader.parseAsync(it, "")));
  return models.get(id);
}

export async function texture(id, colorSpace) {
  const blob = new Blob([await bytes(id)], { type: "image/png" });
  const texture = new THREE.Texture(await createImageBitmap(blob, { colorSpaceConversion: "none" }));
  Object.assign(texture, { colorSpace, flipY: false, generateMipmaps: false, minFilter: THREE.LinearFilter });
  texture.needsUpdate = true;
  return texture;
}

/** Rows of the spectrum: the forge paints the dyes in the order of the content. */
const dyes = await (await fetch("dyes.json")).json();
export const dyeRow = (id) => dyes.findIndex((it) => it.id === id);
