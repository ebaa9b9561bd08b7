// What the unit tests take for vitest when they are run against mutants: they are collected, and the host runs them.
import type { expect as expectOfVitest } from 'vitest';

type Body = (...given: readonly unknown[]) => void | Promise<void>;

export interface Host {
  readonly expect: typeof expectOfVitest;
  readonly tests: { readonly name: string; readonly body: () => void | Promise<void> }[];
  /** The mutant that is meant; -1: none. */
  id: number;
  /** So many mutants, from this one on, are reached. Returns `id`. */
  r(first: number, count: number): number;
  /** A loop turns. */
  t(): void;
}

declare const HOST: Host;

let around = '';

const given = (row: unknown): readonly unknown[] => (Array.isArray(row) ? row : [row]);

export const expect = HOST.expect;

export function describe(name: string, body: () => void): void {
  const outer = around;
  around = `${outer}${name} > `;
  body();
  around = outer;
}
describe.each =
  (rows: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const row of rows) describe(name, () => void body(...given(row)));
  };

export function test(name: string, body: () => void | Promise<void>): void {
  HOST.tests.push({ name: around + name, body });
}
test.each =
  (rows: readonly unknown[]) =>
  (name: string, body: Body): void => {
    for (const row of rows) test(`${name} (${JSON.stringify(row)})`, () => body(...given(row)));
  };
