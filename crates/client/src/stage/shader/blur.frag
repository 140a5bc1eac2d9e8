// Nine looks around, the middle ones more: to half the size, or from there back onto the larger one.
uniform sampler2D picture;
uniform float share;

in vec2 at;

layout(location = 0) out vec4 light;

void main() {
    vec2 texel = 1.0 / vec2(textureSize(picture, 0));
    vec3 sum = texture(picture, at).rgb * 4.0;
    sum += (texture(picture, at + texel * vec2(1.0, 0.0)).rgb + texture(picture, at - texel * vec2(1.0, 0.0)).rgb
        + texture(picture, at + texel * vec2(0.0, 1.0)).rgb + texture(picture, at - texel * vec2(0.0, 1.0)).rgb) * 2.0;
    sum += texture(picture, at + texel).rgb + texture(picture, at - texel).rgb
        + texture(picture, at + texel * vec2(1.0, -1.0)).rgb + texture(picture, at + texel * vec2(-1.0, 1.0)).rgb;
    light = vec4(sum * (share / 16.0), 1.0);
}
