import { appendFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { WorldProof } from '#properties/proof/prove-world.js';
import { ANY_JOURNAL, parseJournal, type JournalHead } from '../../scenario/proof-journal.ts';
import { readText } from '../read-text.ts';
import { writeWhole } from '../write-whole.ts';
import { writingOut } from '../writing-out.ts';

/** What was proved of single worlds, in a file that outlives an interrupt. */
export interface Journal {
  /** null: it is still to be searched. */
  readonly known: (claim: Claim) => WorldProof | null;
  readonly note: (claim: Claim, proof: WorldProof) => void;
}

interface Claim {
  readonly rule: string;
  readonly refuting: readonly string[];
  readonly world: string;
}

const keyOf = ({ rule, refuting, world }: Claim): string => [rule, refuting.join(), world].join('\n');

/**
 * Opens the file, or begins it. It is of one proof alone: of the same code, clock and reductions. A last line that was cut off, as
 * by a kill, is dropped. Refutations are not kept: they end a search soon, and which worlds are cut short by one depends on it.
 */
export function openJournal(file: string, cwd: string, head: JournalHead): Journal {
  const path = resolve(cwd, file);
  const named = { thing: 'the journal', where: `--resume ${file}` };
  const there = { ...named, remedy: 'Name a file in a folder that you may write to.' };
  const first = `${JSON.stringify(head)}\n`;
  const isNew = !existsSync(path);
  const text = isNew ? first : readText(file, cwd, { ...named, code: 'journal.unreadable', remedy: ANY_JOURNAL });
  const { lines, whole } = parseJournal(text, file, head);
  const proofs = new Map(lines.map((line) => [keyOf(line), line.proof as WorldProof]));
  if (isNew || whole !== text) {
    writingOut(there, () => {
      writeWhole(path, whole);
    });
  }
  return {
    known: (claim) => proofs.get(keyOf(claim)) ?? null,
    note({ rule, refuting, world }, proof) {
      if (proof.outcome !== 'proved' && proof.outcome !== 'unwitnessed') return;
      const line = { rule, refuting, world, proof };
      writingOut(there, () => {
        appendFileSync(path, `${JSON.stringify(line)}\n`);
      });
    },
  };
}
