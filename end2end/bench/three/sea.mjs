// The sea: three's own reflector, that is the scene once more from below, in the game's colours.
import * as THREE from "three";
import { Reflector } from "three/addons/objects/Reflector.js";
import { GRADIENT, ofSky } from "./sky.mjs";
import { meshes } from "./merge.mjs";

const WAVES = 4;

const SHADER = {
  name: "Sea",
  uniforms: {
    color: { value: null },
    tDiffuse: { value: null },
    textureMatrix: { value: null },
    seconds: { value: 0 },
    calm: { value: 60 },
    waves: { value: [] },
    fog: { value: new THREE.Vector4() },
    own: { value: new THREE.Vector3() },
    ...ofSky({ zenith: [0, 0, 0], horizon: [0, 0, 0] }),
  },
  vertexShader: /* glsl */ `
    uniform mat4 textureMatrix;
    uniform float seconds;
    uniform float calm;
    uniform vec4 waves[${WAVES}];
    varying vec4 seen;
    varying vec3 world;
    void main() {
      world = (modelMatrix * vec4(position, 1.0)).xyz;
      seen = textureMatrix * vec4(position, 1.0);
      float left = clamp(1.0 - length(world.xz) / calm, 0.0, 1.0);
      for (int i = 0; i < ${WAVES}; i++) {
        world.y += waves[i].z * left * sin(dot(waves[i].xy, world.xz) + waves[i].w * seconds);
      }
      gl_Position = projectionMatrix * viewMatrix * vec4(world, 1.0);
    }`,
  fragmentShader: /* glsl */ `
    uniform sampler2D tDiffuse;
    uniform vec3 color;
    uniform float seconds;
    uniform vec4 fog;
    uniform vec3 own;
    varying vec4 seen;
    varying vec3 world;
    ${GRADIENT}
    vec3 mirrored(vec2 shift) {
      return texture2D(tDiffuse, clamp(seen.xy / seen.w + shift, 0.002, 0.998)).rgb;
    }
    void main() {
      float far = distance(cameraPosition, world);
      vec3 along = (world - cameraPosition) / far;
      vec3 normal = normalize(cross(dFdx(world), dFdy(world)));
      if (normal.y < 0.0) normal = -normal;
      float ripple = sin(world.x * 3.1 + world.z * 5.3 + seconds * 1.1)
        + sin(world.x * -4.7 + world.z * 3.7 + 1.3 - seconds * 0.9);
      normal = normalize(normal + vec3(0.02, 0.0, 0.035) * ripple * max(1.0 - far / 70.0, 0.0));
      float slope = 1.0 - max(dot(normal, -along), 0.0);
      float share = min(0.16 + 0.84 * slope * slope * slope, 1.0);
      vec2 shift = vec2(normal.x * 0.35, normal.z * 0.75);
      float spread = 0.20 / (1.0 + far * 0.05);
      vec3 back = mirrored(vec2(shift.x, shift.y - 0.27) * spread) * 0.25 + mirrored(shift * spread) * 0.45
        + mirrored(vec2(shift.x, shift.y + 0.27) * spread) * 0.30;
      vec3 light = own * color * (1.0 - share) + back * share;
      vec3 behind = (fog.rgb + gradient(normalize(vec3(along.x, 0.02, along.z)))) * 0.5;
      gl_FragColor = vec4(mix(behind, light, exp(-fog.w * far)), 1.0);
    }`,
};

/** `size` is that of the mirror's picture. */
export function sea({ gltf, level, night, size: [width, height], camera }) {
  const sheet = meshes(gltf.scene)[0].geometry.clone();
  // three's reflector looks along its own z.
  sheet.rotateX(Math.PI / 2);
  const reflector = new Reflector(sheet, { shader: SHADER, textureWidth: width, textureHeight: height, multisample: 0 });
  reflector.rotation.x = -Math.PI / 2;
  reflector.position.y = level;
  reflector.frustumCulled = false;
  // The mirror sees neither stars nor what is small.
  reflector.getReflectionCamera(camera).layers.set(0);
  const { water } = gltf.scene.userData;
  const { uniforms } = reflector.material;
  const wave = ({ along: [x, z], height, length, period }) => {
    const long = (2 * Math.PI) / length;
    return new THREE.Vector4(x * long, z * long, height, (2 * Math.PI) / period);
  };
  uniforms.waves.value = Array.from({ length: WAVES }, (_, at) =>
    water.waves[at] ? wave(water.waves[at]) : new THREE.Vector4(),
  );
  uniforms.calm.value = water.calm_beyond;
  uniforms.color.value.setRGB(0.03, 0.1, 0.14);
  uniforms.own.value.set(...night.sky).multiplyScalar(1.2);
  uniforms.fog.value.set(...night.fog.colour, night.fog.density);
  Object.assign(uniforms, ofSky(night));
  return { reflector, advance: (seconds) => (uniforms.seconds.value = seconds) };
}
