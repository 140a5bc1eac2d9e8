// Brass and enamel. They mirror a small night: a lamp at the upper left, starlight from behind,
// a warm horizon; and they are lit by the flame inside.
uniform vec3 eye;
uniform vec3 flame;
uniform float flicker;
uniform float day;

in vec3 at;
in vec3 facing;
in vec4 skin;

out vec4 colour;

const vec3 LAMP = vec3(-0.508, 0.635, 0.582);
const vec3 STARS = vec3(0.816, 0.272, -0.510);

vec3 night(vec3 way) {
    float up = way.y * 0.5 + 0.5;
    vec3 sky = mix(vec3(0.010, 0.008, 0.018), vec3(0.09, 0.12, 0.25), smoothstep(0.45, 1.0, up));
    sky += vec3(0.75, 0.42, 0.17) * 0.20 * exp(-abs(way.y + 0.10) * 6.0);
    sky += vec3(1.0, 0.84, 0.58) * 2.6 * pow(max(dot(way, LAMP), 0.0), 16.0);
    sky += vec3(0.36, 0.52, 0.86) * 1.5 * pow(max(dot(way, STARS), 0.0), 6.0);
    return sky + day * vec3(0.20, 0.17, 0.13) * (0.25 + up);
}

void main() {
    vec3 normal = normalize(facing);
    vec3 view = normalize(eye - at);
    vec3 mirrored = reflect(-view, normal);
    float edge = pow(1.0 - max(dot(normal, view), 0.0), 4.0);
    float enamel = step(skin.a, -0.5);

    vec3 diffuse = vec3(0.07, 0.08, 0.13) * (0.7 + 0.5 * normal.y);
    diffuse += vec3(1.0, 0.84, 0.60) * 0.46 * max(dot(normal, LAMP), 0.0);
    diffuse += vec3(0.30, 0.48, 0.95) * 0.26 * max(dot(normal, STARS), 0.0);
    diffuse += day * 0.16;

    vec3 mirror = mix(skin.rgb, vec3(0.04), enamel);
    mirror += (1.0 - mirror) * edge * 0.6;
    vec3 light = skin.rgb * diffuse * mix(0.50, 1.0, enamel) + mirror * night(mirrored) * mix(1.0, 1.5, enamel);

    vec3 inward = flame - at;
    float near = dot(inward, inward);
    float turned = max((dot(normal, normalize(inward)) + 0.30) / 1.30, 0.0);
    // The gallery below and the roof above keep it in.
    float shelter = smoothstep(1.0, 0.66, abs(inward.y));
    light += (skin.rgb + 0.04) * vec3(1.0, 0.50, 0.15) * (4.2 * flicker * shelter * turned * turned / (0.35 + 3.0 * near));

    light = mix(light, skin.rgb * (1.1 + 0.5 * flicker), max(skin.a, 0.0));
    // Brass deepens where little light falls.
    light *= mix(vec3(1.0), vec3(0.92, 0.80, 0.66), (1.0 - enamel) * exp(-3.0 * light.g));
    light = light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14);
    colour = vec4(pow(clamp(light, 0.0, 1.0), vec3(0.4545)), 1.0);
}
