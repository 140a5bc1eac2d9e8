// What every draw of a frame shares; `staging::Frame` writes it. Then what several programs need.
precision highp sampler2D;
precision highp sampler2DShadow;

const int LIGHTS = 16;
const int WAVES = 4;

layout(std140) uniform Frame {
    mat4 clip_from_world;
    mat4 shadow_from_world;
    mat4 world_from_clip;
    vec4 eye_seconds;
    vec4 toward_key_lanterns;
    vec4 key_exposure;
    vec4 sky_stars;
    vec4 ground_sea;
    vec4 rim_density;
    vec4 fog_falloff;
    vec4 zenith_texel;
    vec4 horizon_lights;
    vec4 size_mirrored_plain;
    vec4 light_at[LIGHTS];
    vec4 light_colour[LIGHTS];
    vec4 wave[WAVES];
};

// The sky in a direction, without its stars.
vec3 gradient(vec3 along) {
    float up = clamp(along.y, 0.0, 1.0);
    vec3 horizon = horizon_lights.rgb;
    vec3 low = mix(horizon, zenith_texel.rgb, 1.0 - pow(1.0 - up, 6.5));
    // Where the key comes from, the horizon is warmer.
    vec3 key = normalize(vec3(toward_key_lanterns.x, 0.0, toward_key_lanterns.z));
    float near = pow(max(dot(along, key), 0.0), 3.0);
    return low + horizon * near * 0.35 * pow(1.0 - up, 8.0);
}

// Light after its way through the fog, which is thickest at the sea.
vec3 fogged(vec3 light, vec3 world) {
    vec3 eye = eye_seconds.xyz;
    float falloff = fog_falloff.w;
    float far = distance(eye, world);
    float from = max(eye.y, 0.0);
    float to = max(world.y, 0.0);
    float thin = exp(-from / falloff);
    float mean = abs(to - from) < 0.01 ? thin : (thin - exp(-to / falloff)) * falloff / (to - from);
    float kept = exp(-rim_density.w * mean * far);
    vec3 along = (world - eye) / max(far, 0.001);
    vec3 behind = gradient(normalize(vec3(along.x, 0.02, along.z)));
    return mix(mix(fog_falloff.rgb, behind, 0.5), light, kept);
}

// What all points of light give to a place: spread, and as a gleam.
void lamps(vec3 world, vec3 normal, vec3 along, float roughness, out vec3 spread, out vec3 gleam) {
    spread = vec3(0.0);
    gleam = vec3(0.0);
    int count = int(horizon_lights.w);
    for (int i = 0; i < LIGHTS; i++) {
        if (i >= count) break;
        vec3 way = light_at[i].xyz - world;
        float far = length(way);
        float radius = light_at[i].w;
        if (far >= radius) continue;
        vec3 toward = way / max(far, 0.05);
        float left = 1.0 - (far / radius) * (far / radius);
        vec3 colour = light_colour[i].rgb
            * (left * left / (1.0 + 0.22 * far * far) * toward_key_lanterns.w);
        spread += colour * max((dot(normal, toward) + 0.35) / 1.35, 0.0);
        vec3 between = normalize(toward - along);
        gleam += colour * pow(max(dot(normal, between), 0.0), 6.0 + 40.0 * (1.0 - roughness));
    }
}

// A gentle shoulder: straight in the middle, never quite white. Teal into the shadows, amber into the
// lights before it.
vec3 film(vec3 light) {
    float value = dot(light, vec3(0.25, 0.65, 0.10));
    float bright = clamp(value / (value + 0.45), 0.0, 1.0);
    light *= mix(vec3(0.94, 1.0, 1.07), vec3(1.05, 1.0, 0.93), bright);
    vec3 x = max(light, 0.0);
    vec3 shown = min(min(x * (1.0 + x / 6.25) / (1.0 + x * 0.85), 1.0) * 1.12, 1.0);
    return mix(shown * 12.92, 1.055 * pow(shown, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, shown));
}

// What leaves the material: light for the pictures that follow, or what the eye sees at once.
vec4 exposed(vec3 light) {
    light = min(light * key_exposure.w * 0.62, 6.0);
    return vec4(size_mirrored_plain.w > 0.5 ? film(light) : light, 1.0);
}
