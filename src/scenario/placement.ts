import { entriesOf, placeOf, textAt, warn } from './compose-reading.ts';
import type { ComposeReading, Entries } from './compose-reading.ts';
import type { Told } from './layers.ts';
import { malformed } from './yaml-door.ts';

// swarmkit manager/constraint/constraint.go Parse and NodeMatches; keys are compared without regard to case.
const EXPRESSION = /^\s*([a-z_][a-z0-9\-_.]+?)\s*(==|!=)\s*([a-z0-9:\-_\s.*()?+[\]\\^$|/]+?)\s*$/i;
const FIXED_KEYS = ['node.id', 'node.hostname', 'node.ip', 'node.role', 'node.platform.os', 'node.platform.arch'];

/**
 * `deploy.placement`: `constrained` if a constraint asks for a label of the node, the one thing that an operator may take away. All
 * else is as it is for a node's whole life: one node that runs the base meets it for good.
 */
export function readPlacement(reading: ComposeReading, deploy: Entries, at: Placed): Told | undefined {
  const path = `${at.path}.placement`;
  const placement = entriesOf(reading, deploy.get('placement')?.value, path);
  for (const name of ['preferences', 'max_replicas_per_node']) {
    const entry = placement.get(name);
    if (entry !== undefined) warn(reading, entry.keyLine, `${path}.${name}`, 'it is not simulated; it is passed over');
  }
  const labelled = constraintsIn(reading, placement, path).filter((one) => isOfLabel(reading, one, at.nodes));
  for (const { line, place, text } of labelled) {
    warn(reading, line, place, `"${text}" is taken for the scenario's label, which every node carries at the start`);
  }
  const [first] = labelled;
  return first === undefined ? undefined : { value: true, source: `${reading.file}:${first.line}` };
}

interface Placed {
  /** "services.app.deploy". */
  readonly path: string;
  /** How many nodes the scenario has. */
  readonly nodes: number;
}

interface Constraint {
  readonly text: string;
  readonly line: number;
  readonly place: string;
}

function constraintsIn(reading: ComposeReading, placement: Entries, path: string): readonly Constraint[] {
  const list = placement.get('constraints')?.value;
  if (list === undefined || list.kind === 'nothing') return [];
  if (list.kind !== 'list') {
    const where = placeOf(reading, list.line, `${path}.constraints`);
    throw malformed(where, 'this is no list', 'Write a list, one "- node.labels.NAME==VALUE" a line.');
  }
  return list.items.map((item, index) => {
    const place = `${path}.constraints[${index}]`;
    return { text: textAt(reading, item, place), line: item.line, place };
  });
}

function isOfLabel(reading: ComposeReading, { text, line, place }: Constraint, nodes: number): boolean {
  const [, name, operator, value] = EXPRESSION.exec(text) ?? [];
  const key = name?.toLowerCase();
  if (key === undefined) throw malformed(placeOf(reading, line, place), `"${text}" is not a constraint`, REMEDY);
  if (/^node\.labels\../.test(key)) return true;
  if (!FIXED_KEYS.includes(key) && !/^engine\.labels\../.test(key)) {
    throw malformed(placeOf(reading, line, place), `no node ever meets "${text}"`, REMEDY);
  }
  // Nodes of a scenario are alike but for their names and their roles; the first, if there is but one, is a manager.
  const wantsManager = operator === '==' ? value?.toLowerCase() === 'manager' : value?.toLowerCase() !== 'manager';
  const isMet = nodes === 1 ? key !== 'node.role' || wantsManager : key.startsWith('node.platform.');
  if (!isMet) warn(reading, line, place, `"${text}" is not simulated: any node may run this service`);
  return false;
}

const REMEDY = `Give node.labels.NAME, engine.labels.NAME or one of ${FIXED_KEYS.join(', ')}, then == or !=, then a value.`;
