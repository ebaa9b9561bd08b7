#!/bin/sh
# Deploys a commit as a stack, lets docker wait for it (`--detach=false`: Docker 26 or later), and believes its exit code.
# MONITOR: how long docker watches a task that runs (5s).
set -eu

head=${HEAD:-$SIM_HEAD}
stack=${STACK:-$SIM_STACK}

exec docker stack deploy --detach=false --quiet --resolve-image never --compose-file - "$stack" <<COMPOSE
version: '3.8'
services:
  app:
    image: app:$head
    deploy:
      update_config: { order: start-first, failure_action: rollback, monitor: ${MONITOR:-5s} }
      labels: { coop-cloud.$stack.chaos-version: '$head' }
COMPOSE
