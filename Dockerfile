# The board as an image: built once here, so that a start only serves. `docker build -t strata .`
# For the very same bytes every time: --build-arg NODE_IMAGE=node:24.21.0-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:24.21.0-bookworm-slim

FROM ${NODE_IMAGE} AS build
ENV NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The image brings its own Node and SQLite ships its binary: no package has to run anything.
RUN npm ci --ignore-scripts
COPY next.config.ts postcss.config.mjs tsconfig.json ./
COPY app app
COPY data data
COPY lib lib
RUN NODE_ENV=production node node_modules/next/dist/bin/next build \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf .next/cache .next/types .next/diagnostics

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
  NEXT_TELEMETRY_DISABLED=1 \
  HOST=0.0.0.0 \
  PORT=3000 \
  STRATA_DATA_DIR=/data
WORKDIR /app
# Owned by root and never written to: the root file system may be read-only.
COPY --from=build /app/package.json /app/next.config.ts /app/tsconfig.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY --from=build /app/data data
COPY --from=build /app/lib lib
# The embedded database; unused with DATABASE_URL.
RUN mkdir /data && chown 1000:1000 /data
VOLUME /data
# By number, so that a cluster can see that it is not root.
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
# Liveness alone: a dead upstream or database must not restart the board.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself, no script before it: the signal that ends the container arrives where it is handled.
CMD ["node", "lib/server/main.ts"]
