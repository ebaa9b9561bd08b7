import { SimError } from '../../errors.ts';
import type { DrillEngine } from './drill-engine.ts';

/** Another drill's services may be under way, or left: neither is ours. Nothing is pulled: what a pull leaves would stay behind. */
export async function refuseUnfit(engine: DrillEngine, image: string, prefix: string): Promise<void> {
  const others = await engine.servicesNamed(prefix);
  if (others.length > 0) {
    throw new SimError({
      code: 'docker.drill-in-the-way',
      where: engine.place,
      what: `there are services of another drill: ${others.slice(0, 5).join(', ')}${others.length > 5 ? ', ...' : ''}`,
      remedy: 'Wait until it is over, or remove them with docker service rm.',
    });
  }
  if (await engine.hasImage(image)) return;
  throw new SimError({
    code: 'docker.no-such-image',
    where: `--image ${image}`,
    what: 'the engine does not have this image',
    remedy: `Run docker pull ${image} there, or name another image that has /bin/sh.`,
  });
}
