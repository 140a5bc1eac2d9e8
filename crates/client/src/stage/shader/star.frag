in vec3 colour;

layout(location = 0) out vec4 light;

void main() {
    vec2 off = gl_PointCoord * 2.0 - 1.0;
    float near = max(1.0 - dot(off, off), 0.0);
    vec3 all = colour * near * key_exposure.w * 0.62;
    light = vec4(size_mirrored_plain.w > 0.5 ? min(all, 1.0) : min(all, 6.0), 0.0);
}
