// Labels, names, errors and logs are written by others: no format lets them do more than be read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGithub } from '#src/report/check/github.js';
import { checkJson } from '#src/report/check/json.js';
import { checkJunit } from '#src/report/check/junit.js';
import { changedLines, liveBlock } from '#src/report/check/live.js';
import { checkMarkdown } from '#src/report/check/markdown.js';
import { checkTap } from '#src/report/check/tap.js';
import { checkText } from '#src/report/check/text.js';
import { PLAIN } from '#src/report/columns.js';
import { saying } from './sample-result.ts';

const NASTY = [
  '\u001b[2J\u001b[1;1HPASS',
  'a\r\nPASS  disc runs',
  '::error::x',
  '  ::set-output name=a::b',
  '##[error]x',
  '::stop-commands::x',
  '%0A::error::x',
  ']]></failure></testcase><testcase name="x"/>',
  '"/><script>alert(1)</script>',
  '| a | b |\n| c |',
  '```\n# PASS',
  '````` x',
  '[x](javascript:alert(1)) ![y](https://evil.test/p.png) https://evil.test www.evil.test',
  '@everyone #1 <!-- -->',
  '# SKIP not ok',
  '\u202egnip\u202c',
  '\ud800 \ufffe \uffff \u0000 \u0085 \u2028 \u200b',
];

const texts = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...NASTY)).map((all) => all.join('')),
);

const live = (text: string) => ({
  title: 'disc',
  services: saying(text).services,
  elapsedMs: 1,
  timeoutMs: null,
  missing: text,
  closesInMs: null,
  error: null,
});

const FORMATS = {
  text: (text: string) => checkText(saying(text), PLAIN),
  json: (text: string) => checkJson(saying(text)),
  junit: (text: string) => checkJunit(saying(text)),
  tap: (text: string) => checkTap(saying(text)),
  markdown: (text: string) => checkMarkdown(saying(text)),
  github: (text: string) => checkGithub(saying(text)),
  lines: (text: string) => changedLines(null, live(text)).join('\n'),
  block: (text: string) => liveBlock(live(text)).join('\n'),
};

describe.each(Object.entries(FORMATS))('%s', (name, shown) => {
  test('holds no control, format or lone-surrogate character but the ends of its own lines', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(shown(text)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffe\uffff]/u);
      }),
    );
  });

  test('has as many lines whatever was said', () => {
    const lines = shown('plain').split('\n').length;
    fc.assert(
      fc.property(
        texts.filter((text) => text !== ''),
        (text) => {
          expect(shown(text).split('\n')).toHaveLength(lines);
        },
      ),
    );
  });

  test('gives a runner no command but its own', () => {
    const own = name === 'github' ? /^::(error|warning|notice) title=[^:]*::[^\n]*$/ : /^never$/;
    fc.assert(
      fc.property(texts, (text) => {
        const lines = shown(text).split('\n');
        expect(lines.filter((line) => line.trimStart().startsWith('::') && !own.test(line))).toEqual([]);
        expect(lines.filter((line) => line.includes('##['))).toEqual([]);
      }),
    );
  });
});

test('github: the number of commands does not depend on what was said', () => {
  const commands = (text: string) =>
    FORMATS.github(text)
      .split('\n')
      .filter((line) => line.startsWith('::')).length;
  fc.assert(
    fc.property(texts, (text) => {
      expect(commands(text)).toBe(commands('plain'));
    }),
  );
});

test('junit: every < opens an element of ours', () => {
  const tags = (text: string) => Array.from(FORMATS.junit(text).matchAll(/<\/?[\w?-]+/g), ([tag]) => tag);
  fc.assert(
    fc.property(texts, (text) => {
      expect(tags(text)).toEqual(tags('plain'));
      expect(FORMATS.junit(text)).not.toMatch(/&(?!(amp|lt|gt|quot|apos);)/);
    }),
  );
});

test('json: what was said is read back as it was said, where it is the engine’s own', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const read = JSON.parse(FORMATS.json(text)) as { services: { stamp: string }[]; evidence: { log: string[] }[] };
      expect(read.services[0]?.stamp).toBe(text);
      expect(read.evidence[0]?.log).toEqual([text, text]);
    }),
  );
});

test('markdown: rows keep their columns, and a log its fence', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const lines = FORMATS.markdown(text).split('\n');
      const table = lines.slice(lines.indexOf('| --- | --- | --- | --- | --- | --- |') + 1);
      const rows = table.slice(0, table.indexOf(''));
      expect(rows).toHaveLength(2);
      for (const row of rows) expect(row.split('|')).toHaveLength(8);
      const [opening = '', ...log] = lines.slice(lines.findIndex((line) => line.startsWith('```')));
      const fence = opening.replace('text', '');
      expect(log.filter((line) => line.startsWith(fence))).toEqual([fence]);
    }),
  );
});
