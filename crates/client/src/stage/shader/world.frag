// The one material: a ramp of the spectrum, baked occlusion, a wrapped key with its shadow, a sky
// above and a ground below, points of light, a rim, and fog.
uniform sampler2D colours;
uniform sampler2D surfaces;
uniform sampler2D emissions;
uniform sampler2DShadow shadow;

in vec3 world;
in vec3 side;
in vec2 spot;
in float open;
flat in vec3 kind;

layout(location = 0) out vec4 light;

// How much of the key light comes here, asked at several points for softness.
float unshadowed(vec3 normal, float facing) {
    float texel = zenith_texel.w;
    float away = texel * (1.5 + 4.0 * (1.0 - clamp(facing, 0.0, 1.0)));
    vec4 clip = shadow_from_world * vec4(world + normal * away, 1.0);
    vec3 at = clip.xyz * 0.5 + 0.5;
    if (any(lessThan(at, vec3(0.0))) || any(greaterThan(at, vec3(1.0)))) return 1.0;
    at.z -= 0.0006;
    float size = 1.3 / float(textureSize(shadow, 0).x);
    float sum = texture(shadow, at);
    sum += texture(shadow, at + vec3(size, size * 0.4, 0.0));
    sum += texture(shadow, at + vec3(-size * 0.4, size, 0.0));
    sum += texture(shadow, at + vec3(-size, -size * 0.4, 0.0));
    sum += texture(shadow, at + vec3(size * 0.4, -size, 0.0));
    return sum / 5.0;
}

void main() {
    // The sea mirrors only what is above it.
    if (size_mirrored_plain.z > 0.5 && world.y < ground_sea.w) discard;
    vec3 colour = texture(colours, spot).rgb * kind.x;
    vec2 surface = texture(surfaces, spot).yz;
    vec3 normal = normalize(side);
    vec3 along = normalize(world - eye_seconds.xyz);
    if (kind.y > 0.5) {
        // A veil adds light.
        float facing = clamp(dot(normal, -along), 0.0, 1.0);
        float limb = max(kind.z, 0.01);
        float near = facing < limb ? facing / limb : (1.0 - facing) / (1.0 - limb);
        float strength = kind.y < 1.5 ? open : near * near * sqrt(max(near, 0.0));
        light = vec4(colour * strength * key_exposure.w * 0.62, 0.0);
        return;
    }
    vec3 toward = toward_key_lanterns.xyz;
    vec3 key = key_exposure.rgb;
    float facing = dot(normal, toward);
    float lit = max((facing + 0.2) / 1.2, 0.0);
    if (lit > 0.0) lit *= unshadowed(normal, facing);
    vec3 sky = mix(ground_sea.rgb, sky_stars.rgb, normal.y * 0.5 + 0.5);
    float room = open * sqrt(open);
    vec3 spread, lamp;
    lamps(world, normal, along, surface.x, spread, lamp);
    vec3 diffuse = colour * (key * lit * open + sky * room + spread * open);
    float sharp = 4.0 + 60.0 * (1.0 - surface.x) * (1.0 - surface.x);
    float gleam = pow(max(dot(normal, normalize(toward - along)), 0.0), sharp) * min(lit, 1.0);
    vec3 tint = mix(vec3(1.0), colour * 2.2, surface.y)
        * ((0.05 + 0.75 * surface.y) * (1.0 - surface.x * 0.6));
    float edge = 1.0 - max(dot(normal, -along), 0.0);
    vec3 rim = rim_density.rgb * (edge * edge * edge * (normal.y * 0.5 + 0.5) * room);
    float phase = dot(floor(world * 0.8), vec3(12.9, 78.2, 37.7));
    float flicker = 1.0 + 0.07 * sin(eye_seconds.w * 6.1 + phase) * sin(eye_seconds.w * 2.3 + phase * 1.7);
    vec3 shine = texture(emissions, spot).rgb * (0.5 + 2.1 * toward_key_lanterns.w) * flicker;
    vec3 all = diffuse * (1.0 - surface.y * 0.35) + (key * gleam + lamp) * tint
        + rim * (0.25 + colour * 0.75) + shine;
    light = exposed(fogged(all, world));
}
