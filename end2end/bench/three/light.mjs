// The rig of a scene in three's own lights.
import * as THREE from "three";

/** three divides by π what comes back from a surface; the game's rig does not. */
const FULL = Math.PI;
/** A lamp of the game fades more slowly at first than the square of the distance. */
const LAMP = 1.6 * Math.PI;
const SHADOW = { metres: 17, middle: [0, 1, -1] };

const colour = (rgb) => new THREE.Color().setRGB(...rgb);

export function lights(scene, { night, lamps, pixels }) {
  scene.add(new THREE.HemisphereLight(colour(night.sky), colour(night.ground), FULL));
  const key = new THREE.DirectionalLight(colour(night.key), FULL);
  const { metres, middle } = SHADOW;
  key.target.position.set(...middle);
  key.position.set(...night.toward_key).normalize().multiplyScalar(metres).add(key.target.position);
  key.castShadow = true;
  key.shadow.mapSize.set(pixels, pixels);
  Object.assign(key.shadow.camera, { left: -metres, right: metres, top: metres, bottom: -metres, near: 0, far: 2 * metres });
  key.shadow.normalBias = 0.05;
  scene.add(key, key.target);
  const all = lamps.map((it) => {
    const lamp = new THREE.PointLight(colour(it.colour), LAMP * night.lanterns, it.radius);
    lamp.position.set(...it.at);
    scene.add(lamp);
    return lamp;
  });
  scene.fog = new THREE.FogExp2(colour(night.fog.colour), night.fog.density);
  /** Lamps flicker as the game's do. */
  return (seconds) => {
    for (const [which, lamp] of all.entries()) {
      const phase = which * 2.399;
      const wave = (speed, shift) => Math.sin(seconds * speed + phase * shift);
      const sum = wave(3.1, 1) * 0.4 + wave(7.3, 1.7) * 0.35 + wave(17.9, 2.3) * 0.25;
      lamp.intensity = LAMP * night.lanterns * (1 + lamps[which].flicker * sum);
    }
  };
}

/** The one material: the spectrum's colours, surfaces and glow; occlusion comes with the vertices. */
export function paint({ colours, surfaces, emissions }, night) {
  return new THREE.MeshStandardMaterial({
    map: colours,
    roughnessMap: surfaces,
    metalnessMap: surfaces,
    metalness: 0.35,
    emissive: 0xffffff,
    emissiveMap: emissions,
    emissiveIntensity: 0.5 + 2.1 * night.lanterns,
    vertexColors: true,
  });
}
