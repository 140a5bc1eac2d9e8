// A flat picture: `spot` is where, how large, and which.
uniform mat4 canvas_from_sheet;

in vec4 spot;
in vec2 reach;

out vec2 off;
flat out float seed;

void main() {
    off = reach;
    seed = spot.w;
    gl_Position = canvas_from_sheet * vec4(spot.xy + reach * spot.z, 0.0, 1.0);
}
