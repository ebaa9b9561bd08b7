#!/bin/sh
# Deploys a commit and lets `sim check` say whether it is what runs. SIM: how sim is called (sim).
set -eu

head=${HEAD:-$SIM_HEAD}
stack=${STACK:-$SIM_STACK}
service=${SERVICE:-$SIM_SERVICE}
sim=${SIM:-sim}
before=$(mktemp)

$sim check --stack "$stack" --capture "$before"
docker service update --detach --quiet --no-resolve-image \
  --image "app:$head" --label-add "coop-cloud.$stack.chaos-version=$head" "$service"
exec $sim check --stack "$stack" --before "$before" --head "$head" --timeout "${TIMEOUT:-10m}"
