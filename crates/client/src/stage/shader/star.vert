// A star is a point: brighter ones are larger, and all of them twinkle a little near the horizon.
uniform mat3 harbour_from_sky;
uniform float pixel;

layout(location = 0) in vec4 star;
layout(location = 1) in vec4 tint;

out vec3 colour;

void main() {
    vec3 toward = harbour_from_sky * star.xyz;
    float haze = smoothstep(0.0, 0.10, toward.y);
    float strength = min(pow(1.9, 3.4 - star.w), 9.0);
    float seconds = eye_seconds.w;
    float phase = star.x * 91.7 + star.z * 57.3;
    float twinkle = 1.0 + (0.10 + 0.30 * (1.0 - clamp(toward.y * 2.0, 0.0, 1.0)))
        * sin(seconds * 3.3 + phase) * sin(seconds * 5.9 + phase * 1.3);
    float size = clamp(1.2 + sqrt(strength) * 0.75, 1.4, 3.6) * pixel;
    colour = tint.rgb * strength * twinkle * haze * sky_stars.w * 5.2 / (size * size / (pixel * pixel));
    vec4 clip = clip_from_world * vec4(eye_seconds.xyz + toward * 500.0, 1.0);
    gl_Position = toward.y > 0.0 ? vec4(clip.xy, clip.w, clip.w) : vec4(0.0, 0.0, -2.0, 1.0);
    gl_PointSize = size;
}
