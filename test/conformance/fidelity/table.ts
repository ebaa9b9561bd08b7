import { isWithin, SECTIONS, type Section } from './sections.ts';

interface Passing {
  readonly name: string;
  readonly passes: boolean;
}

/** Everything that holds the model to the semantics, each judged. */
export interface Held {
  readonly executed: readonly Passing[];
  readonly upstream: readonly (Passing & { readonly source: string })[];
  /** SwarmKit's own tests that this model cannot play. */
  readonly leftOut: readonly { readonly source: string }[];
  readonly recordings: readonly (Passing & { readonly sections: readonly string[] })[];
  readonly simplifications: readonly { readonly sections: readonly string[] }[];
}

const HEADINGS = [
  'section',
  'what',
  'executed cases',
  "SwarmKit's own tests",
  'recordings',
  'simplifications',
] as const;

/** Markdown: a row a section, then all. `n of m` where not all pass; what of upstream is left out stands behind a plus sign. */
export function fidelityTable(held: Held): string {
  const rows = SECTIONS.map((section) => [section.number, section.title, ...cells(held, section)]);
  const all = ['', '**all**', ...totals(held)];
  const lines = [[...HEADINGS], ['---', '---', '--:', '--:', '--:', '--:'], ...rows, all];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

const totals = (held: Held): readonly string[] => [
  count(held.executed),
  besides(count(held.upstream), held.leftOut.length),
  count(held.recordings),
  String(held.simplifications.length),
];

const CHAPTERS: Readonly<Record<string, string>> = {
  '2': 'changing a service, versions, stack deploys',
  '3': 'store and events',
  '4': 'orchestrators, scaling, global services',
  '5': 'dirty tasks',
  '6': 'the updater, failures, rollback, superseding',
  '7': 'restarts, the reaper',
  '8': 'task life, health, memory, scheduler, nodes',
};

/** The same, a row a chapter: each case and recording counts once in it. */
export function fidelitySummary(held: Held): string {
  const rows = Object.entries(CHAPTERS).map(([chapter, title]) => {
    const within = SECTIONS.filter(({ number }) => isWithin(number, chapter));
    const merged = {
      number: chapter,
      title,
      executed: within.flatMap(({ executed }) => executed),
      upstream: within.flatMap(({ upstream }) => upstream),
    };
    const numbers = within.map(({ number }) => number);
    const shown = held.recordings.map((recording) => ({
      ...recording,
      sections: recording.sections.some((section) => numbers.includes(section)) ? [chapter] : [],
    }));
    return [chapter, title, ...cells({ ...held, recordings: shown }, merged)];
  });
  const lines = [[...HEADINGS], ['---', '---', '--:', '--:', '--:', '--:'], ...rows, ['', '**all**', ...totals(held)]];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function cells(held: Held, { number, executed, upstream }: Section): readonly string[] {
  const isFrom = ({ source }: { readonly source: string }): boolean => upstream.some((file) => source.endsWith(file));
  return [
    // A case that follows from a section alone is called by its number.
    count(held.executed.filter(({ name }) => executed.includes(name) || isWithin(name, number))),
    besides(count(held.upstream.filter(isFrom)), held.leftOut.filter(isFrom).length),
    count(held.recordings.filter(({ sections }) => sections.includes(number))),
    String(held.simplifications.filter(({ sections }) => sections.some((part) => isWithin(part, number))).length),
  ];
}

function count(cases: readonly Passing[]): string {
  const passing = cases.filter(({ passes }) => passes).length;
  return passing === cases.length ? String(passing) : `${passing} of ${cases.length}`;
}

const besides = (played: string, leftOut: number): string =>
  leftOut === 0 ? played : `${played} + ${leftOut} left out`;
