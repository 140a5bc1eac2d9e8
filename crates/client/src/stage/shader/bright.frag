// What is brighter than the rest, on a picture of a quarter of the size.
uniform sampler2D picture;

in vec2 at;

layout(location = 0) out vec4 light;

vec3 bright(vec2 at) {
    vec3 it = texture(picture, at).rgb;
    float peak = max(max(it.r, it.g), it.b);
    return it * clamp((peak - 0.9) / max(peak, 0.01), 0.0, 1.0);
}

void main() {
    vec2 texel = 1.0 / vec2(textureSize(picture, 0));
    light = vec4((bright(at + texel * vec2(-1.0, -1.0)) + bright(at + texel * vec2(1.0, -1.0))
        + bright(at + texel * vec2(-1.0, 1.0)) + bright(at + texel * vec2(1.0, 1.0))) * 0.25, 1.0);
}
