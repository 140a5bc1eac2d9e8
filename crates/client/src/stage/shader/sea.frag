// The sea: its own dark colour, and what is mirrored in it, drawn into columns by its waves.
uniform sampler2D colours;
uniform sampler2D mirror;
// Whether there is a picture of what is mirrored.
uniform float mirrors;

in vec3 world;
in vec2 spot;

layout(location = 0) out vec4 light;

vec3 mirrored(vec2 shift, vec3 along) {
    if (mirrors < 0.5) return gradient(normalize(vec3(along.x, max(-along.y, 0.02), along.z)));
    vec2 size = size_mirrored_plain.xy;
    vec2 at = gl_FragCoord.xy / size + shift * vec2(size.y / size.x, -1.0);
    return texture(mirror, clamp(at, 0.002, 0.998)).rgb;
}

void main() {
    vec3 eye = eye_seconds.xyz;
    float far = distance(eye, world);
    vec3 along = (world - eye) / far;
    vec3 normal = normalize(cross(dFdx(world), dFdy(world)));
    if (normal.y < 0.0) normal = -normal;
    float seconds = eye_seconds.w;
    float calm = max(1.0 - far / 70.0, 0.0);
    float ripple = sin(world.x * 3.1 + world.z * 5.3 + seconds * 1.1)
        + sin(world.x * -4.7 + world.z * 3.7 + 1.3 - seconds * 0.9);
    normal = normalize(normal + vec3(0.02 * ripple, 0.0, 0.035 * ripple) * calm);
    float slope = 1.0 - max(dot(normal, -along), 0.0);
    float share = min(0.16 + 0.84 * slope * slope * slope, 1.0);
    float spread = 0.10 / (1.0 + far * 0.05);
    vec2 shift = vec2(normal.x * 0.35, normal.z * 0.75);
    vec3 seen = mirrored(vec2(shift.x, shift.y - 0.27) * spread * 2.0, along) * 0.25
        + mirrored(shift * spread * 2.0, along) * 0.45
        + mirrored(vec2(shift.x, shift.y + 0.27) * spread * 2.0, along) * 0.30;
    vec3 lit, gleam;
    lamps(world, normal, along, 0.4, lit, gleam);
    // Without a mirror the lamps alone draw their columns.
    if (mirrors < 0.5) seen += gleam * 0.8;
    vec3 own = texture(colours, spot).rgb * vec3(0.42, 0.72, 0.80)
        * (sky_stars.rgb * 0.55 + key_exposure.rgb * 0.16 + lit * 0.35);
    // What comes out of the mirror was exposed there.
    vec3 back = mirrors < 0.5 ? seen : seen / (key_exposure.w * 0.62);
    light = exposed(fogged(own * (1.0 - share) + back * share, world));
}
