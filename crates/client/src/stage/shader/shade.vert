// Seen from the key light.
uniform sampler2D bones;

layout(location = 0) in vec3 place;
layout(location = 4) in uint bone;
layout(location = 5) in uint base;

void main() {
    int row = int(bone + base);
    ivec2 at = ivec2((row & 63) * 3, row >> 6);
    vec4 here = vec4(place, 1.0);
    vec3 world = vec3(
        dot(texelFetch(bones, at, 0), here),
        dot(texelFetch(bones, at + ivec2(1, 0), 0), here),
        dot(texelFetch(bones, at + ivec2(2, 0), 0), here)
    );
    gl_Position = shadow_from_world * vec4(world, 1.0);
}
