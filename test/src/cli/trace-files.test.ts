import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openTraceFolder, traceFileName } from '#src/cli/trace-files.js';
import { emptyFolder, filesIn } from './memory-io.ts';

describe('the folder of trace files', () => {
  test('is made with its parents, and taken away again when nothing was written', () => {
    const cwd = emptyFolder();
    const folder = openTraceFolder('a/b', cwd);
    expect(filesIn(cwd)).toEqual(['a', 'a/b']);
    folder.abandon();
    expect(filesIn(cwd)).toEqual([]);
  });

  test('stays when it was there before, or when something is in it', () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'before'));
    openTraceFolder('before', cwd).abandon();
    const folder = openTraceFolder('new', cwd);
    folder.write([{ name: 'x.json', text: '{}\n' }]);
    folder.abandon();
    expect(filesIn(cwd)).toEqual(['before', 'new', 'new/x.json']);
  });

  test('replaces what was there under the same name', () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'x.json'), 'old');
    openTraceFolder('.', cwd).write([{ name: 'x.json', text: 'new' }]);
    expect(readFileSync(join(cwd, 'x.json'), 'utf8')).toBe('new');
    expect(filesIn(cwd)).toEqual(['x.json']);
  });

  test('a write that fails leaves no temporary file behind', () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'b.json', 'full'), { recursive: true });
    const files = ['a.json', 'b.json'].map((name) => ({ name, text: name }));
    expect(() => openTraceFolder('.', cwd).write(files)).toThrow(/--out \.: trace files cannot be written there/);
    expect(filesIn(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('a place that cannot be a folder is refused', () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'taken'), '');
    expect(() => openTraceFolder('taken', cwd)).toThrow(
      /--out taken: trace files cannot be written there \(a file of that name/,
    );
    expect(() => openTraceFolder('taken/x', cwd)).toThrow(/--out taken\/x: .* Name a folder that you may write to/);
    expect(filesIn(cwd)).toEqual(['taken']);
  });

  test.runIf(process.platform === 'linux')('a file system that takes no folders is refused at once', () => {
    expect(() => openTraceFolder('/proc/sim/traces', emptyFolder())).toThrow(
      /--out \/proc\/sim\/traces: trace files cannot be written/,
    );
  });

  test('paths are as --out gave them', () => {
    const cwd = emptyFolder();
    expect(openTraceFolder('a/b//', cwd).pathOf('x.json')).toBe('a/b/x.json');
    expect(openTraceFolder('.', cwd).pathOf('x.json')).toBe('./x.json');
    expect(openTraceFolder(join(cwd, 'y'), cwd).pathOf('x.json')).toBe(`${cwd}/y/x.json`);
  });
});

test('names hold nothing that a file system minds', () => {
  expect(traceFileName({ scenario: 'incident/start-first', rule: 'cc-ci/v3', kind: 'masking-race', nth: 2 })).toBe(
    'incident-start-first--cc-ci-v3--masking-race-2.json',
  );
  expect(traceFileName({ scenario: '../a b', rule: 'x', kind: 'y', nth: 1 })).toBe('--a-b--x--y-1.json');
});
