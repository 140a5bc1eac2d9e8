// From light to what is seen: bloom, vignette, grade, film, and noise against bands.
uniform sampler2D picture;
uniform sampler2D glow;
// 0 where the picture went through the film already.
uniform float developed;
// Shows through to nothing: for what fades.
uniform float veil;

in vec2 at;

layout(location = 0) out vec4 seen;

float noise(vec2 at) {
    return fract(52.9829189 * fract(dot(at, vec2(0.06711056, 0.00583715))));
}

void main() {
    vec2 off = at - 0.5;
    float away = dot(off, off) * 2.0;
    float vignette = 1.0 - 0.26 * away * away - 0.24 * abs(off.x * off.y);
    vec3 light = texture(picture, at).rgb;
    vec3 shown = developed > 0.5 ? light * vignette : film((light + texture(glow, at).rgb * 0.26) * vignette);
    seen = vec4(shown * veil + (noise(gl_FragCoord.xy) - 0.5) / 255.0, 1.0);
}
