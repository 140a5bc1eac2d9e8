// Puts a facet into the world, and the world onto the canvas.
uniform mat4 canvas_from_world;
uniform mat4 world_from_body;

in vec3 place;
in vec3 side;
in vec4 tint;

out vec3 at;
out vec3 facing;
out vec4 skin;

void main() {
    vec4 world = world_from_body * vec4(place, 1.0);
    at = world.xyz;
    facing = mat3(world_from_body) * side;
    skin = tint;
    gl_Position = canvas_from_world * world;
}
