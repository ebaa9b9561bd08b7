import type { RestartPolicy, Scenario, ServiceSpec, UpdateConfig } from '#model/scenario.js';
import { commandOf } from './command-of.ts';
import { MARK } from './engine.ts';

const NANOSECONDS = 1_000_000;

/** The Engine API's ServiceSpec of the scenario's base or head: the numbers that the explorer was given, and no others. */
export function serviceBody(scenario: Scenario, which: 'base' | 'head', stack: string): object {
  const spec = scenario[which];
  return {
    Name: `${stack}_app`,
    Labels: {
      [MARK]: '',
      'com.docker.stack.namespace': stack,
      ...(spec.stamp === null ? {} : { [`coop-cloud.${stack}.chaos-version`]: spec.stamp }),
    },
    TaskTemplate: {
      ContainerSpec: {
        Image: 'busybox:sim',
        Args: ['/bin/sh', '-c', commandOf(scenario, which)],
        Env: [`WHICH=${which}`],
        Labels: { [MARK]: stack },
        StopGracePeriod: spec.stopGraceMs * NANOSECONDS,
      },
      RestartPolicy: restartOf(spec.restart),
      // Nothing listens: a network of its own would only make each start slower.
      Networks: [{ Target: 'host' }],
      ForceUpdate: 0,
    },
    Mode: { Replicated: { Replicas: spec.replicas } },
    ...paces(spec),
  };
}

function paces({ update, rollback }: ServiceSpec) {
  return { UpdateConfig: paceOf(update), RollbackConfig: paceOf(rollback) };
}

function paceOf({ parallelism, delayMs, failureAction, monitorMs, maxFailureRatio, order }: UpdateConfig) {
  return {
    Parallelism: parallelism,
    Delay: delayMs * NANOSECONDS,
    Monitor: monitorMs * NANOSECONDS,
    FailureAction: failureAction,
    MaxFailureRatio: maxFailureRatio,
    Order: order,
  };
}

function restartOf({ condition, delayMs, maxAttempts, windowMs }: RestartPolicy) {
  return {
    Condition: condition,
    Delay: delayMs * NANOSECONDS,
    MaxAttempts: maxAttempts,
    Window: windowMs * NANOSECONDS,
  };
}
