import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adjacencyMapToArray, getAdjacencyMap } from 'xstate/graph';
import { fromTransition } from 'xstate';
import { slack } from '#src/explore/scheduler.js';
import { stepList } from '#src/explore/transition-system.js';
import { ru, type RuParameters } from '../../test/toys/ru.ts';
import type { Time } from '../stopwatch.ts';

/** How much of a model an engine found. */
export interface Counts {
  readonly states: number;
  readonly transitions: number;
}

/** An engine with a model of RU of its own, ready to run; what it prints is read for counts. */
export interface Peer {
  readonly run: () => Counts & Time;
  readonly remove: () => void;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const isInstalled = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Debian's `spin`: a verifier in C, depth first unless it is told otherwise. Null: not installed. */
export function spin(c: RuParameters, order: 'depth-first' | 'breadth-first'): Peer | null {
  if (!isInstalled('spin') || !isInstalled('gcc')) return null;
  const constants = Object.entries(c).map(([name, value]) => `-D${name}=${value}`);
  return compiled(
    (folder) => {
      execFileSync('spin', ['-a', ...constants, here('./ru.pml')], { cwd: folder, stdio: 'ignore' });
      const flags = order === 'breadth-first' ? ['-DBFS'] : [];
      execFileSync('gcc', ['-O3', '-w', '-DSAFETY', ...flags, '-o', 'pan', 'pan.c'], { cwd: folder });
      return ['./pan', '-m100000', '-w22'];
      // It counts the step to the initial state.
    },
    [/(\d+) states, stored/g, /(\d+) transitions/g, 1],
  );
}

/** Debian's `rumur`: Murphi, one thread. Null: not installed. */
export function rumur(c: RuParameters): Peer | null {
  if (!isInstalled('rumur') || !isInstalled('gcc')) return null;
  return compiled(
    (folder) => {
      let text = readFileSync(here('./ru.m'), 'utf8');
      for (const [name, value] of Object.entries(c)) text = text.replaceAll(`@${name}@`, String(value));
      writeFileSync(join(folder, 'ru.m'), text);
      const options = ['--threads', '1', '--deadlock-detection', 'off', '--symmetry-reduction', 'off'];
      execFileSync('rumur', [...options, '--output', 'ru.c', 'ru.m'], { cwd: folder, stdio: 'ignore' });
      execFileSync('gcc', ['-O3', '-w', '-std=c11', '-march=native', '-o', 'ru', 'ru.c', '-lpthread'], { cwd: folder });
      return ['./ru'];
    },
    [/(\d+) states/g, /(\d+) rules fired/g, 0],
  );
}

type Reading = readonly [states: RegExp, transitions: RegExp, surplus: number];

function compiled(compile: (folder: string) => readonly string[], [states, transitions, surplus]: Reading): Peer {
  const folder = mkdtempSync(join(tmpdir(), 'sim-bench-'));
  const command = compile(folder);
  // The last of each: progress is told in the same words.
  const number = (output: string, of: RegExp): number => Number([...output.matchAll(of)].at(-1)?.[1] ?? NaN);
  return {
    run() {
      const began = performance.now();
      // `times` prints what the shell's children took.
      const output = execFileSync('sh', ['-c', `${command.join(' ')}; times`], { cwd: folder, encoding: 'utf8' });
      const wallMs = performance.now() - began;
      const [user = '', system = ''] = output.trimEnd().split('\n').at(-1)?.split(' ') ?? [];
      return {
        states: number(output, states),
        transitions: number(output, transitions) - surplus,
        wallMs,
        cpuMs: milliseconds(user) + milliseconds(system),
      };
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of `0m1.250s`. */
function milliseconds(time: string): number {
  const [minutes = NaN, seconds = NaN] = time.replace('s', '').split('m').map(Number);
  return (minutes * 60 + seconds) * 1_000;
}

/** XState's own graph utilities, over RU as a transition function. */
export function xstateGraph(c: RuParameters): Counts {
  const system = ru(c);
  const options = stepList();
  const TICK = -1;
  const enabled = (row: Int32Array): readonly number[] => {
    options.count = 0;
    system.pending(row, options);
    const codes = Array.from(options.code.subarray(0, options.count)).filter((_, i) => options.from[i] === 0);
    return slack(options) >= 1 ? [...codes, TICK] : codes;
  };
  const first = new Int32Array(system.stride);
  system.initial(first);
  const logic = fromTransition(
    ({ row }: { row: Int32Array }, { code }: { type: 'step'; code: number }) => {
      const next = row.slice();
      if (code === TICK) system.advance(next, 1);
      else system.take(next, code);
      return { row: next };
    },
    { row: first },
  );
  const map = getAdjacencyMap(logic, {
    serializeState: ({ context: { row } }) => row.join(),
    serializeEvent: ({ code }) => String(code),
    events: ({ context: { row } }) => enabled(row).map((code) => ({ type: 'step' as const, code })),
  });
  return { states: Object.keys(map).length, transitions: adjacencyMapToArray(map).length };
}
