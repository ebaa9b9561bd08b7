import { expect, test } from 'vitest';
import { progressLine } from '#src/cli/progress.js';

function stderr(isTTY: boolean, columns = 120) {
  const lines: string[] = [];
  return { lines, io: { stderr: { isTTY, columns, write: (text: string) => void lines.push(text) } } };
}

test('nothing is written when stderr is no terminal', () => {
  const { io, lines } = stderr(false);
  const progress = progressLine(io, 2);
  progress.begin({ rule: 'cc-ci/v3', scenario: 'x' });
  progress.update({ runs: 1, steps: 1, races: 1 });
  progress.clear();
  expect(lines).toEqual([]);
});

test('says which search it is at, and takes its line away', () => {
  const { io, lines } = stderr(true);
  const progress = progressLine(io, 2);
  progress.begin({ rule: 'cc-ci/v3', scenario: 'incident/start-first' });
  progress.end(2);
  progress.begin({ rule: 'cc-ci/v4', scenario: 'incident/start-first' });
  progress.clear();
  expect(lines).toEqual([
    '\r\u001b[K[1/2] cc-ci/v3 on incident/start-first',
    '\r\u001b[K[2/2] cc-ci/v4 on incident/start-first',
    '\r\u001b[K',
  ]);
});

test('is never wider than the terminal', () => {
  const { io, lines } = stderr(true, 30);
  progressLine(io, 1).begin({ rule: 'cc-ci/v3', scenario: 'a-scenario-with-a-long-name' });
  expect(lines).toEqual(['\r\u001b[K[1/1] cc-ci/v3 on a-scenario-']);
});

test('a terminal that does not know its width is taken for one of 80 columns', () => {
  const { io, lines } = stderr(true, 0);
  progressLine(io, 1).begin({ rule: 'x'.repeat(100), scenario: 'y' });
  expect(lines[0]?.length).toBe('\r\u001b[K'.length + 79);
});
