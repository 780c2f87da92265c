# One image for migration, API, worker and storefront; docker-compose.yml says which command each of them runs.

FROM node:24-bookworm-slim AS build
WORKDIR /floor
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /floor
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-bookworm-slim
# As apps/launcher/src/lean-memory.ts says.
ENV MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
ENV NODE_OPTIONS=--max-semi-space-size=16
ENV NODE_ENV=production
WORKDIR /floor
COPY --from=packages /floor/node_modules node_modules
COPY --from=build /floor/dist dist
COPY package.json ./
COPY data data
COPY apps/launcher apps/launcher
# The volume of pictures takes this owner over when it is first mounted.
RUN mkdir /files && chown node:node /files
ENV DATA_DIR=/files
USER node
EXPOSE 4321
CMD ["node", "apps/launcher/production.mjs", "storefront"]
