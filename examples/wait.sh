#!/bin/sh
# Waits after a deploy as many pipelines do: until the update status is no longer one of a rollout under way.
# WAIT_INTERVAL: seconds between two looks (2); WAIT_ROUNDS: looks at most (150).
set -eu

service=${SERVICE:-$SIM_SERVICE}
rounds=${WAIT_ROUNDS:-150}

while [ "$rounds" -gt 0 ]; do
  state=$(docker service inspect --format '{{if .UpdateStatus}}{{.UpdateStatus.State}}{{end}}' "$service")
  case $state in
    '' | completed) echo pass; exit 0 ;;
    paused | rollback_paused | rollback_completed) echo "fail: $state"; exit 1 ;;
  esac
  rounds=$((rounds - 1))
  sleep "${WAIT_INTERVAL:-2}"
done
echo 'fail: deadline'
exit 1
