import { SimError } from '../../errors.ts';

export const ORDERS = ['start-first', 'stop-first'] as const;
export type Order = (typeof ORDERS)[number];

/** What the containers of a spec do. */
export type Behaviour = 'good' | 'dies' | 'never-healthy' | 'eats-memory';

/** One deploy that a check has to tell for what it is. */
export interface Drill {
  readonly name: string;
  /** What is deployed, for people. */
  readonly summary: string;
  /** The label that the deploy puts on the service; null: none. */
  readonly stamp: string | null;
  /** Whether that is the head's, by what a stamp is and not by what a rule makes of it. */
  readonly carriesHead: boolean;
  readonly head: Behaviour;
  /** The task template is the base's own. */
  readonly labelOnly?: true;
  /** The same deploy once more while the engine is updating. */
  readonly again?: true;
}

export const HEAD = '7ae7b0f76efb';
export const BASE_STAMP = 'eb96de94+U';
const HEAD_STAMP = '7ae7b0f7+U';

const right = { stamp: HEAD_STAMP, carriesHead: true, head: 'good' } as const;
const wrong = { carriesHead: false, head: 'good' } as const;

/** The incident's own mistakes, and those that a stamp can have. */
export const DRILLS: readonly Drill[] = [
  { ...right, name: 'good', summary: 'a head that runs' },
  { ...right, name: 'label-only', summary: "the head's stamp on the base's own tasks", labelOnly: true },
  { ...right, name: 'double', summary: 'a head that runs, deployed again while it rolls out', again: true },
  { ...right, name: 'dies', summary: 'a head that exits with 1 shortly after its start', head: 'dies' },
  {
    ...right,
    name: 'never-healthy',
    summary: 'a head that its health check never finds healthy',
    head: 'never-healthy',
  },
  { ...right, name: 'eats-memory', summary: 'a head that outgrows the memory limit of its task', head: 'eats-memory' },
  {
    ...right,
    name: 'double-dies',
    summary: 'a head that exits with 1, deployed again while it rolls out: it becomes its own way back',
    head: 'dies',
    again: true,
  },
  { ...wrong, name: 'base-stamp', summary: "a new version under the base's stamp", stamp: BASE_STAMP },
  { ...wrong, name: 'other-commit', summary: 'the stamp of another commit', stamp: 'c0ffee12' },
  { ...wrong, name: 'short-stamp', summary: "six digits of the head's commit", stamp: '7ae7b0' },
  { ...wrong, name: 'no-stamp', summary: 'no stamp at all', stamp: null },
  { ...wrong, name: 'upper-case', summary: "the head's commit in upper case", stamp: '7AE7B0F7' },
  { ...wrong, name: 'plus-alone', summary: 'a stamp of nothing but +U', stamp: '+U' },
];

export function drillNamed(name: string): Drill {
  const drill = DRILLS.find((candidate) => candidate.name === name);
  if (drill !== undefined) return drill;
  throw new SimError({
    code: 'usage.unknown-drill',
    where: '--drill',
    what: `no drill is called "${name}"`,
    remedy: `The drills are ${DRILLS.map((known) => known.name).join(', ')}.`,
  });
}
