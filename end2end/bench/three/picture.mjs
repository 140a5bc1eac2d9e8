// From light to what is seen, in the game's own six passes: what is bright on a quarter of the size, down
// twice, up twice, and the film. (three's UnrealBloomPass alone would take thirteen.)
import * as THREE from "three";
import { FullScreenQuad } from "three/addons/postprocessing/Pass.js";

const BLOOM = [4, 8, 16];
const SHARE = 0.9;

const VERTEX = /* glsl */ `
  varying vec2 at;
  void main() { at = uv; gl_Position = vec4(position.xy, 1.0, 1.0); }`;

function pass(fragmentShader, more = {}) {
  const uniforms = { picture: { value: null }, ...more.uniforms };
  const settings = { vertexShader: VERTEX, fragmentShader, depthTest: false, depthWrite: false };
  return new FullScreenQuad(new THREE.ShaderMaterial({ ...settings, ...more, uniforms }));
}

const BRIGHT = /* glsl */ `
  uniform sampler2D picture;
  varying vec2 at;
  vec3 bright(vec2 at) {
    vec3 it = texture2D(picture, at).rgb;
    float peak = max(max(it.r, it.g), it.b);
    return it * clamp((peak - 0.9) / max(peak, 0.01), 0.0, 1.0);
  }
  void main() {
    vec2 texel = 1.0 / vec2(textureSize(picture, 0));
    gl_FragColor = vec4((bright(at + texel * vec2(-1.0, -1.0)) + bright(at + texel * vec2(1.0, -1.0))
      + bright(at + texel * vec2(-1.0, 1.0)) + bright(at + texel * vec2(1.0, 1.0))) * 0.25, 1.0);
  }`;

const BLUR = /* glsl */ `
  uniform sampler2D picture;
  uniform float share;
  varying vec2 at;
  void main() {
    vec2 texel = 1.0 / vec2(textureSize(picture, 0));
    vec3 sum = vec3(0.0);
    for (int x = -1; x <= 1; x++) for (int y = -1; y <= 1; y++) {
      sum += texture2D(picture, at + texel * vec2(x, y)).rgb * float((2 - abs(x)) * (2 - abs(y)));
    }
    gl_FragColor = vec4(sum * (share / 16.0), 1.0);
  }`;

const FILM = /* glsl */ `
  uniform sampler2D picture;
  uniform sampler2D glow;
  varying vec2 at;
  void main() {
    vec2 off = at - 0.5;
    float away = dot(off, off) * 2.0;
    float vignette = 1.0 - 0.26 * away * away - 0.24 * abs(off.x * off.y);
    gl_FragColor = vec4((texture2D(picture, at).rgb + texture2D(glow, at).rgb * 0.26) * vignette, 1.0);
    #include <tonemapping_fragment>
    #include <colorspace_fragment>
    float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
    gl_FragColor.rgb += (noise - 0.5) / 255.0;
  }`;

export function picture(renderer, [width, height]) {
  const light = { type: THREE.HalfFloatType, depthBuffer: false };
  const whole = new THREE.WebGLRenderTarget(width, height, { ...light, depthBuffer: true, samples: 4 });
  const smaller = (by) => new THREE.WebGLRenderTarget(Math.floor(width / by), Math.floor(height / by), light);
  const bloom = BLOOM.map(smaller);
  const bright = pass(BRIGHT);
  const blur = pass(BLUR, { uniforms: { share: { value: 1 } } });
  const adding = { transparent: true, blending: THREE.CustomBlending, blendSrc: THREE.OneFactor, blendDst: THREE.OneFactor };
  const glow = pass(BLUR, { uniforms: { share: { value: SHARE } }, ...adding });
  const film = pass(FILM, { uniforms: { glow: { value: bloom[0].texture } } });
  const go = (quad, from, into) => {
    quad.material.uniforms.picture.value = from.texture;
    renderer.setRenderTarget(into);
    quad.render(renderer);
  };
  /** Nothing is cleared before what fills everything, or is added to what is there. */
  const develop = () => {
    renderer.autoClear = false;
    go(bright, whole, bloom[0]);
    go(blur, bloom[0], bloom[1]);
    go(blur, bloom[1], bloom[2]);
    go(glow, bloom[2], bloom[1]);
    go(glow, bloom[1], bloom[0]);
    go(film, whole, null);
    renderer.autoClear = true;
  };
  return { whole, develop };
}
