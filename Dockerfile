# The command line in a container: for clusters in a kubeconfig, and for plan-only, compare, render and init.
# It has no kind, docker, az and kubelogin, because they would more than double its size.
# Build the program first: npm ci && npm run build. Both base images are tags; pin them by digest where you publish the result.
ARG BASE=docker.io/library/node:24-trixie-slim
ARG HELM=docker.io/alpine/helm:3.19.0

FROM ${HELM} AS helm

FROM ${BASE}
# git finds renamed files and the commit of a checkout.
RUN command -v git || (apt-get update && apt-get install --yes --no-install-recommends ca-certificates git && rm -rf /var/lib/apt/lists/*)
COPY --from=helm /usr/bin/helm /usr/local/bin/helm
COPY LICENSE /opt/cilium-perf-gate/
COPY examples/workflows /opt/cilium-perf-gate/examples/workflows
COPY dist /opt/cilium-perf-gate/dist
# helm's cache and the state for `restore`.
ENV HOME=/tmp
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["node", "/opt/cilium-perf-gate/dist/cli.js"]
