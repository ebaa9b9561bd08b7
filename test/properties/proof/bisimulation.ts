import { kindOf } from '#model/steps.js';
import { breadthFirst } from '#src/explore/breadth-first.js';
import { rowSpace } from '#src/explore/row-space.js';
import { stepList, type JudgedSystem } from '#src/explore/transition-system.js';

/** What a state does, as far as it can be told apart from outside: the kinds of its steps, a tick, how its run ended. */
interface Graph {
  readonly states: number;
  /** Of each state where its edges start, and where those of the last one end. */
  readonly starts: readonly number[];
  readonly labels: readonly number[];
  readonly targets: readonly number[];
  readonly ends: readonly string[];
}

const MOST_STATES = 1_000_000;
const TICK = -1;

export function graphOf(system: JudgedSystem, tickMs: number): Graph {
  const starts: number[] = [0];
  const labels: number[] = [];
  const targets: number[] = [];
  const ends: string[] = [];
  const options = stepList();
  const space = rowSpace(system, { tickMs, isFinal: (row) => system.finished(row), isMarked: () => false });
  const searched = breadthFirst(space, {
    limits: { states: MOST_STATES, bytes: Infinity, depth: Infinity, hasTimeLeft: () => true },
    untilMarked: false,
    noted() {
      const isFinal = system.finished(space.state);
      ends.push(isFinal ? system.outcome(space.state).kind : '');
      options.count = 0;
      if (!isFinal) system.pending(space.state, options);
      for (let i = 0; i < options.count; i++) {
        if ((options.from[i] ?? 0) === 0) labels.push(kindOf(options.code[i] ?? 0));
      }
      if (space.ticked()) labels.push(TICK);
      return labels.length;
    },
    expanded(_state, numbers, from, count, labelled) {
      targets.push(...numbers.subarray(from, from + count));
      if (labelled !== targets.length) throw new Error('an edge has no label');
      starts.push(targets.length);
      return true;
    },
  });
  if (searched.limit !== null) throw new Error(`more than ${MOST_STATES} states`);
  return { states: searched.seen.count(), starts, labels, targets, ends };
}

/**
 * Whether two graphs do the same from their first states on, step by step, whatever is chosen (Milner 1989; partition refinement as
 * Kanellakis and Smolka 1990). States are put apart by 53 bits of hash: so much trust is left.
 */
export function areBisimilar(a: Graph, b: Graph): boolean {
  const states = a.states + b.states;
  const codes = new Map<string, number>();
  let classes = Float64Array.from({ length: states }, (_, s) => {
    const end = (s < a.states ? a.ends[s] : b.ends[s - a.states]) ?? '';
    const code = codes.get(end) ?? codes.size;
    codes.set(end, code);
    return code;
  });
  for (let count = codes.size; ;) {
    const known = new Map<number, number>();
    const next = new Float64Array(states);
    for (let s = 0; s < states; s++) {
      const key = s < a.states ? signature(a, s, 0, classes) : signature(b, s - a.states, a.states, classes);
      const found = known.get(key) ?? known.size;
      known.set(key, found);
      next[s] = found;
    }
    classes = next;
    if (classes[0] !== classes[a.states]) return false;
    if (known.size === count) return true;
    count = known.size;
  }
}

/** Of the state's own class and of the set of its edges, each a label and the class that it leads to. */
function signature(graph: Graph, state: number, offset: number, classes: Float64Array): number {
  const edges: number[] = [];
  const end = graph.starts[state + 1] ?? 0;
  for (let e = graph.starts[state] ?? 0; e < end; e++) {
    const target = classes[offset + (graph.targets[e] ?? 0)] ?? 0;
    edges.push(target * LABELS + (graph.labels[e] ?? 0) + 1);
  }
  edges.sort((x, y) => x - y);
  let [high, low] = mix(0x9e3779b9, 0x85ebca6b, classes[offset + state] ?? 0);
  edges.forEach((edge, i) => {
    if (edge !== edges[i - 1]) [high, low] = mix(high, low, edge);
  });
  return (high >>> 11) * 2 ** 32 + (low >>> 0);
}

const LABELS = 4_096;

function mix(high: number, low: number, word: number): [number, number] {
  const [top, bottom] = [Math.floor(word / 2 ** 32), word | 0];
  const a = Math.imul(high ^ bottom, 0x01000193) ^ Math.imul(low ^ top, 0x85ebca6b);
  const b = Math.imul(low ^ bottom, 0xc2b2ae35) ^ (a >>> 13);
  return [Math.imul(a ^ (a >>> 15), 0x2c1b3c6d), Math.imul(b ^ (b >>> 16), 0x297a2d39)];
}
