#!/bin/sh
# Deploys a commit with the docker command line's own waiting, and believes its exit code.
set -eu

head=${HEAD:-$SIM_HEAD}
stack=${STACK:-$SIM_STACK}
service=${SERVICE:-$SIM_SERVICE}

exec docker service update --quiet --no-resolve-image \
  --image "app:$head" --label-add "coop-cloud.$stack.chaos-version=$head" "$service"
