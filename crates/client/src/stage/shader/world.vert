// Moves a vertex by its bone, and puts it onto the picture.
uniform sampler2D bones;

layout(location = 0) in vec3 place;
layout(location = 1) in vec4 normal;
layout(location = 2) in vec2 uv;
layout(location = 3) in vec4 paint;
layout(location = 4) in uint bone;
layout(location = 5) in uint base;

out vec3 world;
out vec3 side;
out vec2 spot;
out float open;
flat out vec3 kind;

void main() {
    int row = int(bone + base);
    ivec2 at = ivec2((row & 63) * 3, row >> 6);
    vec4 x = texelFetch(bones, at, 0);
    vec4 y = texelFetch(bones, at + ivec2(1, 0), 0);
    vec4 z = texelFetch(bones, at + ivec2(2, 0), 0);
    vec4 here = vec4(place, 1.0);
    world = vec3(dot(x, here), dot(y, here), dot(z, here));
    // Stretched bones squeeze normals.
    vec3 reach = max(x.xyz * x.xyz + y.xyz * y.xyz + z.xyz * z.xyz, 1e-8);
    vec3 n = normal.xyz / reach;
    side = vec3(dot(x.xyz, n), dot(y.xyz, n), dot(z.xyz, n));
    spot = uv;
    open = paint.x;
    kind = vec3(paint.y * 255.0 / 128.0, paint.z * 255.0, paint.w);
    gl_Position = clip_from_world * vec4(world, 1.0);
}
