// The sky behind everything.
in vec2 at;

layout(location = 0) out vec4 light;

void main() {
    vec4 far = world_from_clip * vec4(at * 2.0 - 1.0, 1.0, 1.0);
    light = exposed(gradient(normalize(far.xyz / far.w - eye_seconds.xyz)));
}
