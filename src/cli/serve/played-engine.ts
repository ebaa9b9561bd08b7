import { servedWorld, type ServedWorld } from '#adapters/engine-api/served-world.js';
import { simulatedEngine } from '#adapters/engine-api/simulated-engine.js';
import { answersRequests } from '#model/view.js';
import { SimError } from '../../errors.ts';
import { prng } from '../../explore/prng.ts';
import type { Io } from '../io.ts';
import { scenariosFor } from '../scenarios.ts';
import type { ServeOptions } from './options.ts';
import type { OwnedEngine } from './owned-engine.ts';
import { stepLines } from './step-lines.ts';

/** How often the world is moved when nobody asks, in ms. */
const TICK_MS = 20;

/** An engine of which every client is the operator; its schedule is drawn from the seed. */
export function playedEngine(file: string | undefined, options: ServeOptions, io: Io): OwnedEngine {
  const [read] = scenariosFor(file, options, io);
  if (read === undefined) throw new Error('invariant broken: there is a scenario');
  const { scenario } = read;
  if (options.timeScale !== undefined && options.pace !== 'real') throw onlyWithRealPace();
  const lines = stepLines((text) => io.stderr.write(text));
  const played = servedWorld({
    scenario,
    random: prng(options.seed),
    deployed: options.empty !== true,
    epochMs: Date.now(),
    onStep: lines.step,
    onWrite: lines.write,
  });
  const pace = options.pace === 'real' ? byTheClock(played, options.timeScale ?? 1) : byRequests(played);
  return {
    about: `a simulated swarm, ${scenario.name}, seed ${options.seed}, stack ${scenario.stack}`,
    answer: (request) => {
      if (simulatedEngine.looks(request)) {
        pace.move();
        lines.request(played.world, request);
      }
      return Promise.resolve(simulatedEngine.handle(request, played.world));
    },
    isHealthy: () => {
      pace.move();
      return answersRequests(played.world.model, played.world.row);
    },
    stop: pace.stop,
  };
}

interface Pace {
  readonly move: () => void;
  readonly stop: () => void;
}

/** A look comes as late after the last one as a poller's may: at once, or a whole interval and a read later. */
function byRequests({ runToLook, world }: ServedWorld): Pace {
  const { intervalMs, read } = world.model.scenario.watcher;
  return { move: () => runToLook(0, intervalMs + read.latestMs), stop: () => undefined };
}

function byTheClock({ runTo }: ServedWorld, scale: number): Pace {
  const began = performance.now();
  const move = (): void => runTo(Math.floor((performance.now() - began) * scale));
  const timer = setInterval(move, TICK_MS);
  return { move, stop: () => clearInterval(timer) };
}

function onlyWithRealPace(): SimError {
  const remedy = 'Give --pace real as well, or leave it out.';
  return new SimError({
    code: 'usage.bad-value',
    where: '--time-scale',
    what: 'time passes by requests alone',
    remedy,
  });
}
