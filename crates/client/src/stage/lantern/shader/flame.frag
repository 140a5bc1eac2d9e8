// The flame: white at the heart, gold, and orange at the tip. Premultiplied.
uniform vec3 eye;
uniform vec3 flame;
uniform float flicker;

in vec3 at;
in vec3 facing;
in vec4 skin;

out vec4 colour;

void main() {
    float height = clamp((at.y - flame.y + 0.36) / 0.70, 0.0, 1.0);
    float heart = abs(dot(normalize(facing), normalize(eye - at)));
    vec3 light = mix(vec3(1.0, 0.97, 0.82), vec3(1.0, 0.78, 0.34), smoothstep(0.35, 1.0, height));
    light = mix(vec3(1.0, 0.44, 0.06) * skin.r, light, smoothstep(0.15, 0.70, heart));
    light = mix(vec3(0.55, 0.48, 0.80), light, smoothstep(0.0, 0.18, height));
    float there = 0.97 - 0.12 * height;
    colour = vec4(min(light * (0.85 + 0.25 * flicker), 1.0) * there, there);
}
