// What is around the lantern: its halo, a navigator's dial, stars, and the light at its foot.
// Premultiplied; `day` turns light into ink.
uniform float kind;
uniform float seconds;
uniform float flicker;
uniform float day;

in vec2 off;
flat in float seed;

out vec4 colour;

const vec3 GLOW = vec3(1.0, 0.62, 0.24);
const vec3 BRASS = vec3(0.85, 0.64, 0.26);

float grain() {
    return fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453) - 0.5;
}

float line(float distance, float width) {
    float soft = fwidth(distance);
    return 1.0 - smoothstep(width, width + soft * 1.5, abs(distance));
}

vec4 halo() {
    float far = length(off);
    float fade = smoothstep(1.0, 0.0, far);
    float light = (0.78 * exp(-far * far * 7.0) + 0.34 * fade * fade) * flicker * fade;
    light += grain() / 255.0 * fade;
    return vec4(GLOW * light, light * mix(0.35, 0.9, day)) * mix(1.0, 0.62, day);
}

vec4 dial() {
    float far = length(off);
    float around = atan(off.y, off.x) / 6.2831853 + seconds * 0.0035;
    float tick = abs(fract(around * 72.0 + 0.5) - 0.5) / 72.0 * 6.2831853 * far;
    float tall = abs(fract(around * 8.0 + 0.5) - 0.5) / 8.0 * 6.2831853 * far;
    float ink = line(far - 0.965, 0.0022) + 0.8 * line(far - 0.90, 0.0012);
    ink += 0.6 * line(tick, 0.0012) * step(0.925, far) * step(far, 0.965);
    ink += line(tall, 0.0022) * step(0.885, far) * step(far, 0.965);
    ink += 0.5 * line(far - 0.70, 0.0010);
    // A small world goes round on the inner line.
    float course = seconds * 0.10 - 0.6;
    vec2 world = off - 0.70 * vec2(cos(course), sin(course));
    float disc = 1.0 - smoothstep(0.017, 0.017 + fwidth(far) * 1.5, length(world));
    float shade = 0.35 + 0.65 * smoothstep(-0.01, 0.012, dot(world, vec2(-0.6, 0.8)));
    float seen = clamp(ink, 0.0, 1.0) * (0.16 + 0.34 * smoothstep(-0.9, 1.0, dot(off, vec2(0.55, 0.83))));
    vec3 metal = mix(BRASS, vec3(0.54, 0.36, 0.06), day);
    vec4 drawn = vec4(metal * seen, seen);
    vec3 ball = mix(vec3(0.36, 0.78, 0.84), vec3(0.05, 0.38, 0.44), day) * shade;
    return mix(drawn, vec4(ball, 1.0), disc * 0.9);
}

vec4 star() {
    vec2 to = abs(off);
    float beat = 0.55 + 0.45 * sin(seconds * (0.7 + 1.9 * fract(seed * 7.31)) + seed * 40.0);
    float far = length(off);
    float light = exp(-far * far * 40.0) * 1.3;
    float rays = exp(-to.x * 26.0) * exp(-to.y * 4.2) + exp(-to.y * 26.0) * exp(-to.x * 4.2);
    light += rays * 0.75 * smoothstep(1.0, 0.2, far);
    light = clamp(light, 0.0, 1.0) * mix(0.25, 1.0, beat);
    float kin = fract(seed * 3.77);
    vec3 warmth = mix(vec3(0.62, 0.72, 1.0), vec3(1.0, 0.95, 0.82), smoothstep(0.2, 0.5, kin));
    warmth = mix(warmth, vec3(1.0, 0.72, 0.46), smoothstep(0.75, 0.9, kin));
    vec3 ink = mix(warmth, vec3(0.62, 0.42, 0.10), day);
    light *= mix(1.0, 0.7, day);
    return vec4(ink * light, light * mix(0.6, 1.0, day));
}

vec4 pool() {
    float far = length(off);
    float fade = smoothstep(1.0, 0.15, far);
    float dark = smoothstep(0.52, 0.30, far) * mix(0.75, 0.42, day);
    float light = fade * fade * 0.55 * flicker * smoothstep(0.30, 0.55, far) + grain() / 255.0 * fade;
    vec4 lit = vec4(GLOW * light, light * mix(0.35, 0.8, day)) * mix(1.0, 0.8, day);
    vec4 shadow = vec4(mix(vec3(0.01, 0.01, 0.03), vec3(0.20, 0.13, 0.08), day) * dark, dark);
    return lit * (1.0 - dark) + shadow;
}

void main() {
    if (kind < 0.5) {
        colour = halo() * seed;
    } else if (kind < 1.5) {
        colour = dial();
    } else if (kind < 2.5) {
        colour = star();
    } else {
        colour = pool();
    }
}
