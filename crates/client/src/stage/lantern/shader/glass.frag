// A pane: the glow of the flame in it, the lamp on it, and its edges. Premultiplied.
uniform vec3 eye;
uniform vec3 flame;
uniform float flicker;

in vec3 at;
in vec3 facing;
in vec4 skin;

out vec4 colour;

const vec3 LAMP = vec3(-0.508, 0.635, 0.582);
const vec3 STARS = vec3(0.816, 0.272, -0.510);

void main() {
    vec3 normal = normalize(facing);
    vec3 sight = normalize(at - eye);
    float back = step(0.0, dot(normal, sight));
    normal *= 1.0 - 2.0 * back;
    vec3 mirrored = reflect(sight, normal);
    float edge = pow(1.0 - max(dot(normal, -sight), 0.0), 2.0);

    // How close the line of sight comes to the flame.
    vec3 closest = eye + sight * dot(flame - eye, sight) - flame;
    closest.y *= 0.75;
    float miss = dot(closest, closest);
    float glow = exp(-miss * 4.6);
    float heart = exp(-miss * 22.0);

    vec3 light = mix(vec3(0.62, 0.17, 0.02), vec3(1.0, 0.55, 0.16), glow) * (0.05 + 0.30 * glow) * flicker;
    light *= mix(1.0 - 0.75 * heart, 0.75, back);
    light += vec3(1.0, 0.94, 0.80) * 0.70 * pow(max(dot(mirrored, LAMP), 0.0), 26.0) * (1.0 - back);
    light += vec3(0.45, 0.65, 1.0) * 0.35 * pow(max(dot(mirrored, STARS), 0.0), 12.0) * (1.0 - back);
    light += skin.rgb * edge * 0.12;
    float veil = clamp(0.10 + 0.26 * glow + 0.40 * edge, 0.0, 0.8) * (1.0 - 0.6 * heart);
    colour = vec4(pow(clamp(light, 0.0, 1.0), vec3(0.72)), veil);
}
