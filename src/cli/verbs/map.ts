import { OUTCOME_KINDS, REFUTING } from '#properties/outcomes.js';
import { constantsOf, type Constant } from '#properties/proof/ticks.js';
import { rulesNamed } from '../../assertions/catalogue.ts';
import { EXIT, invariant } from '../../errors.ts';
import { findingOf } from '../../explore/outcome.ts';
import { mapJson } from '../../report/map/json.ts';
import type { MapAxis, MapReport, RuleMap } from '../../report/map/result.ts';
import { mapSvg } from '../../report/map/svg.ts';
import { mapText } from '../../report/map/text.ts';
import { unlessInterrupted } from '../interrupt.ts';
import type { Session } from '../io.ts';
import { NO_LIMIT_MS } from '../limits.ts';
import { labelOf, parseAxis, type Axis } from '../map/axes.ts';
import { borderOf, type Decided } from '../map/border.ts';
import { MAP_COMPOSE, type CellRequest } from '../map/cell-world.ts';
import { mapRules, type MappedRule, type MapPlan } from '../map/map-rules.ts';
import type { MapOptions } from '../map/options.ts';
import { saysOf } from '../map/says.ts';
import { openPicture } from '../map/picture-file.ts';
import { defaultWorkers } from '../options.ts';
import { transientLine } from '../progress.ts';
import { composeText } from '../scenarios.ts';
import { openTraceFolder, type TraceText } from '../trace-files.ts';
import { writtenFinding } from '../written-findings.ts';

const DEFAULT_LIMITS = { states: 2_000_000, bytes: 2 ** 30 };

/** `sim map`: one rule over a plane of two settings, every cell exhausted. It claims nothing, so it only fails where cells stay open. */
export async function mapVerb(file: string | undefined, options: MapOptions, session: Session): Promise<number> {
  const { io, style } = session;
  const { limit = {}, refute = [], svg } = options;
  const [x, y] = [parseAxis(options.x, '--x'), parseAxis(options.y, '--y')];
  const refuting = [...new Set([REFUTING, ...refute])];
  const picture = svg === undefined ? null : openPicture(svg, io.cwd);
  const folder = openTraceFolder(options.out, io.cwd);
  const texts: TraceText[] = [];
  const plan: MapPlan = {
    x,
    y,
    from: fromOf(file, options, session),
    deaths: options.deaths,
    rules: rulesNamed(options.rule).map((rule) => ({ rule, refuting })),
    limits: {
      states: limit.states ?? DEFAULT_LIMITS.states,
      bytes: limit.memory ?? DEFAULT_LIMITS.bytes,
      ms: limit.time ?? NO_LIMIT_MS,
    },
    workers: options.workers ?? defaultWorkers(),
    signal: io.signal,
    write: (rule, { scenario }, { states, traces: [nearest] }) => {
      invariant(nearest !== undefined, 'a cell that is fooled has a trace');
      const finding = findingOf(nearest, 'exhaustive', states);
      const written = writtenFinding(finding, { rule, scenario, pathOf: folder.pathOf });
      texts.push(written);
      return written;
    },
    onCell: (rule, done, of) => transientLine(io, `[${done}/${of}] ${rule}`, done === of),
  };
  try {
    const mapped = await unlessInterrupted(mapRules(plan), io.signal);
    for (const warning of new Set(mapped.flatMap(({ worlds }) => worlds.flatMap(({ warnings }) => warnings)))) {
      io.stderr.write(`sim: warning: ${warning}\n`);
    }
    folder.write(texts);
    const report = reportOf(plan, mapped);
    picture?.write(mapSvg(report));
    io.stdout.write(options.json === true ? mapJson(report) : mapText(report, style));
    const isOpen = report.maps.some(({ cells }) => cells.some(({ outcome }) => outcome === 'undecided'));
    return isOpen ? EXIT.undecided : EXIT.stands;
  } finally {
    folder.abandon();
  }
}

function fromOf(file: string | undefined, options: MapOptions, { io }: Session): CellRequest['from'] {
  const { service, set: overrides = [], head: heads = [] } = options;
  if (file === undefined) return { text: MAP_COMPOSE, file: 'map.compose.yml', service, overrides, heads };
  return { text: composeText(file, io.cwd), file, service, overrides, heads, environment: io.env };
}

function reportOf(plan: MapPlan, mapped: readonly MappedRule[]): MapReport {
  const { x, y } = plan;
  const [some] = mapped[0]?.worlds ?? [];
  return {
    x: axisOf(x),
    y: axisOf(y),
    says: some === undefined ? [] : saysOf(some.scenario, { x, y, deaths: some.deaths }),
    kinds: OUTCOME_KINDS,
    maps: mapped.map((one) => mapOf(plan, one)),
  };
}

const axisOf = (axis: Axis): MapAxis => ({
  name: axis.name,
  setting: axis.key,
  unit: axis.unit,
  values: axis.values,
  labels: axis.values.map((value) => labelOf(axis, value)),
});

function mapOf({ x, y }: MapPlan, { rule, refuting, worlds, cells }: MappedRule): RuleMap {
  const decided = cells.flatMap((cell): readonly Decided[] => {
    if (cell.outcome === 'undecided') return [];
    return [{ x: x.values[cell.x] as number, y: y.values[cell.y] as number, isFooled: cell.outcome === 'refuted' }];
  });
  const constants = worlds.map(({ scenario }) => constantsOf({ ...scenario, headFates: [] }, rule.paces));
  const border = borderOf({ rule: rule.name, x, y, cells: decided, constants: shared(constants) });
  return { rule: rule.name, refuting, cells, border };
}

/** Those of the first that are in all the others. */
function shared([first = [], ...others]: readonly (readonly Constant[])[]): readonly Constant[] {
  return first.filter(({ name, ms }) => others.every((all) => all.some((one) => one.name === name && one.ms === ms)));
}
