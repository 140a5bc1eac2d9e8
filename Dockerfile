# syntax=docker/dockerfile:1
# The program and its pages, and nothing else: no shell, no root, one folder that is kept.
#   docker build --tag farlantern .
#   docker run --publish 127.0.0.1:3000:3000 --volume farlantern:/data farlantern

FROM node:20-bookworm-slim AS node

FROM rust:1.95-slim-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gcc libc6-dev libstdc++6 make perl \
    && rm -rf /var/lib/apt/lists/*
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
ENV CARGO_TARGET_DIR=/build/target FARLANTERN_TOOLS=/build/tools
WORKDIR /source
COPY . .
# Tools, crates and artifacts stay in the engine's cache, so the next build is a short one.
RUN --mount=type=cache,target=/build --mount=type=cache,target=/usr/local/cargo/registry \
    cargo xtask build \
    && mkdir -p /image/app /image/data \
    && cp /build/target/release/farlantern /build/target/release/hash.txt /image/app/ \
    && cp -r /build/target/site /image/app/site

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /image/app /app
# A new volume takes its owner from the folder that it covers.
COPY --from=build --chown=65532:65532 /image/data /data
WORKDIR /app
ENV FARLANTERN_BIND=0.0.0.0:3000 \
    FARLANTERN_DATA_DIR=/data \
    LEPTOS_HASH_FILES=true \
    LEPTOS_OUTPUT_NAME=farlantern \
    LEPTOS_SITE_PKG_DIR=pkg \
    LEPTOS_SITE_ROOT=/app/site
USER 65532:65532
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["/app/farlantern", "healthcheck"]
ENTRYPOINT ["/app/farlantern"]
CMD ["serve"]
