// The sky behind everything, and its stars as points.
import * as THREE from "three";
import { SMALL } from "./troupe.mjs";

/** The sky's light in a direction: the game's own. */
export const GRADIENT = /* glsl */ `
  uniform vec3 zenith;
  uniform vec3 horizon;
  vec3 gradient(vec3 along) {
    float up = clamp(along.y, 0.0, 1.0);
    return mix(horizon, zenith, 1.0 - pow(1.0 - up, 6.5));
  }`;

export const ofSky = ({ zenith, horizon }) => ({
  zenith: { value: new THREE.Vector3(...zenith) },
  horizon: { value: new THREE.Vector3(...horizon) },
});

export function sky(night) {
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.Float32BufferAttribute([-1, -1, 0, 3, -1, 0, -1, 3, 0], 3));
  const material = new THREE.ShaderMaterial({
    uniforms: ofSky(night),
    vertexShader: /* glsl */ `
      varying vec3 along;
      void main() {
        vec3 ray = vec3(position.xy / vec2(projectionMatrix[0][0], projectionMatrix[1][1]), -1.0);
        along = transpose(mat3(viewMatrix)) * ray;
        gl_Position = vec4(position.xy, 1.0, 1.0);
      }`,
    fragmentShader: /* glsl */ `
      varying vec3 along;
      ${GRADIENT}
      void main() { gl_FragColor = vec4(gradient(normalize(along)), 1.0); }`,
  });
  return unculled(new THREE.Mesh(geometry, material), 10);
}

/** Turns from the sphere of the stars into the harbour on a day of the year, at an hour. */
function harbourFromSky(day, hours) {
  const sidereal = 100.2 + day * 0.98565 + hours * 15.041;
  const spin = new THREE.Matrix4().makeRotationY(THREE.MathUtils.degToRad(90 - sidereal));
  return new THREE.Matrix4().makeRotationX(THREE.MathUtils.degToRad(45)).multiply(spin);
}

export function stars({ stars }) {
  const [places, tints] = [[], []];
  for (const [, ascension, declination, magnitude, index] of stars) {
    const [a, d] = [ascension, declination].map((it) => THREE.MathUtils.degToRad(it / 1000));
    places.push(Math.cos(d) * Math.cos(a), Math.sin(d), -Math.cos(d) * Math.sin(a));
    const warm = Math.min(Math.max((index / 100 + 0.2) / 1.8, 0), 1);
    tints.push(0.72 + 0.28 * warm, 0.82 - 0.08 * warm, 1 - 0.45 * warm, magnitude / 100);
  }
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.Float32BufferAttribute(places, 3));
  geometry.setAttribute("tint", new THREE.Float32BufferAttribute(tints, 4));
  const turn = new THREE.Matrix3();
  const material = new THREE.ShaderMaterial({
    uniforms: { turn: { value: turn }, seconds: { value: 0 } },
    blending: THREE.AdditiveBlending,
    depthWrite: false,
    transparent: true,
    vertexShader: /* glsl */ `
      attribute vec4 tint;
      uniform mat3 turn;
      uniform float seconds;
      varying vec3 colour;
      void main() {
        vec3 toward = turn * position;
        float strength = min(pow(1.9, 3.4 - tint.w), 9.0);
        float phase = position.x * 91.7 + position.z * 57.3;
        float low = 1.0 - clamp(toward.y * 2.0, 0.0, 1.0);
        float twinkle = 1.0 + (0.10 + 0.30 * low) * sin(seconds * 3.3 + phase) * sin(seconds * 5.9 + phase * 1.3);
        float size = clamp(1.2 + sqrt(strength) * 0.75, 1.4, 3.6);
        colour = tint.rgb * strength * twinkle * smoothstep(0.0, 0.10, toward.y) * 5.2 / (size * size);
        vec4 clip = projectionMatrix * viewMatrix * vec4(cameraPosition + toward * 500.0, 1.0);
        gl_Position = toward.y > 0.0 ? vec4(clip.xy, clip.w, clip.w) : vec4(0.0, 0.0, -2.0, 1.0);
        gl_PointSize = size;
      }`,
    fragmentShader: /* glsl */ `
      varying vec3 colour;
      void main() {
        vec2 off = gl_PointCoord * 2.0 - 1.0;
        gl_FragColor = vec4(min(colour * max(1.0 - dot(off, off), 0.0), 6.0), 1.0);
      }`,
  });
  const points = unculled(new THREE.Points(geometry, material), 11);
  points.layers.set(SMALL);
  const advance = (seconds) => {
    const now = new Date();
    const day = now.getMonth() * 30.44 + now.getDate() - 1;
    turn.setFromMatrix4(harbourFromSky(day, now.getHours() + now.getMinutes() / 60));
    material.uniforms.seconds.value = seconds;
  };
  return { points, advance };
}

/** What is everywhere is never out of sight. */
function unculled(object, order) {
  Object.assign(object, { frustumCulled: false, matrixAutoUpdate: false, renderOrder: order });
  return object;
}
