// A flat sheet takes its waves.
uniform vec2 calm;

layout(location = 0) in vec3 place;
layout(location = 2) in vec2 uv;

out vec3 world;
out vec2 spot;

void main() {
    world = vec3(place.x, ground_sea.w, place.z);
    float left = clamp(1.0 - length(place.xz) / calm.x, 0.0, 1.0);
    for (int i = 0; i < WAVES; i++) {
        world.y += wave[i].z * left * sin(dot(wave[i].xy, place.xz) + wave[i].w * eye_seconds.w);
    }
    spot = uv;
    gl_Position = clip_from_world * vec4(world, 1.0);
}
