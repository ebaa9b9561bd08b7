// One session of the docker command line, as a user of a stack has it: what is run, and how much of what it prints is compared.

export interface Command {
  /** As it is typed; words are separated by single spaces, and an argument with a space is in single quotes. */
  readonly line: string;
  /** Before its output is taken the command is run until it prints this: both engines then stand at the same point. */
  readonly until?: RegExp;
  /** Only these lines, and each of them once: what is shown on the way, and how often, depends on how fast things go. */
  readonly only?: RegExp;
}

export const STACK = 'clidemo';
const APP = `${STACK}_app`;

/** The containers say what a simulated one says. */
const script = 'echo starting; echo ready; trap "echo stopping; exit 0" TERM; while :; do sleep 0.1; done';

export const COMPOSE = `
version: "3.8"
services:
  app:
    image: busybox:sim
    command: ["/bin/sh", "-c", ${JSON.stringify(script.replaceAll('$', '$$'))}]
    environment: { A: "1" }
    configs: [{ source: cfg, target: /etc/cfg }]
    secrets: [sec]
    stop_grace_period: 2s
    deploy:
      replicas: 2
      labels: { coop-cloud.${STACK}.chaos-version: eb96de94+U }
      update_config: { parallelism: 2, monitor: 1s, failure_action: rollback, order: start-first }
      rollback_config: { parallelism: 0, monitor: 1s, order: start-first }
      restart_policy: { condition: any, delay: 100ms }
configs: { cfg: { file: ./compose.yml } }
secrets: { sec: { file: ./compose.yml } }
`;

const STATUS = `service inspect --format '{{json .UpdateStatus}}' ${APP}`;
const WAITED = /converged|^exit/;
/** A rollback after which there is nothing to do may turn into `completed` a moment later, on either engine. */
const BUT_STATUS = /^(?!.*"(?:State|Message|StartedAt|CompletedAt)")/;
const TASKS = `service ps --no-trunc --format '{{.Name}} {{.Image}} {{.DesiredState}} {{.CurrentState}} {{.Error}}' ${APP}`;

export const COMMANDS: readonly Command[] = [
  { line: `stack deploy -c compose.yml ${STACK}` },
  { line: "service ls --format '{{.Name}} {{.Mode}} {{.Replicas}} {{.Image}}'", until: / 2\/2 / },
  { line: `service inspect ${APP}` },
  { line: `service inspect --pretty ${APP}` },
  { line: TASKS, until: /^(.* Running Running .*\n){2}$/ },
  { line: `stack ps --format '{{.Name}} {{.DesiredState}} {{.CurrentState}}' ${STACK}` },
  { line: `stack services --format '{{json .}}' ${STACK}` },
  { line: 'stack ls' },
  { line: 'node ls' },
  { line: `config ls --format '{{.Name}} {{.Labels}}'` },
  { line: `secret ls --format '{{.Name}} {{.Labels}}'` },
  { line: `network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'` },
  { line: `service update --env-add SIM_FATE=good ${APP}`, only: WAITED },
  { line: STATUS, until: /completed/ },
  { line: `service inspect ${APP}` },
  { line: TASKS, until: /^(?=(.*Shutdown Shutdown.*\n|.*Running Running.*\n){4}$)/ },
  { line: `service rollback ${APP}`, only: WAITED },
  { line: STATUS, until: /completed/, only: /^exit/ },
  { line: `service scale ${APP}=3`, only: /scaled|converged|^exit/ },
  { line: `service inspect ${APP}` },
  {
    line: `service update --env-add SIM_FATE=dies --args 'sh -c "echo fatal: cannot go on >&2; exit 1"' ${APP}`,
    only: /^clidemo|^exit/,
  },
  { line: STATUS, until: /completed/, only: /^exit/ },
  { line: `service inspect ${APP}`, only: BUT_STATUS },
  { line: `service ps --no-trunc --format '{{.Image}} {{.CurrentState}} {{.Error}}' ${APP}`, only: /Failed/ },
  { line: `service logs --raw --tail 1 ${APP}`, only: /^fatal|^exit/ },
  { line: 'service inspect none' },
  { line: 'service ps none' },
  { line: 'service logs none' },
  { line: 'service rm none' },
  { line: 'stack ps none' },
  { line: `service create --name ${APP} busybox:sim` },
  { line: `service scale ${APP}=x` },
  // The allocator writes to a service as well, which is not simulated.
  {
    line: `events --filter type=service --filter service=${APP} --since START --until NOW`,
    only: /create|replicas|updatestate\.(?!.*old=rollback_completed)/,
  },
  { line: `stack rm ${STACK}` },
  { line: `stack ps --format '{{.Name}}' ${STACK}`, until: /^nothing/ },
  { line: 'service ls' },
];
