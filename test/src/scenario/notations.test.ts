import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration } from '#src/scenario/durations.js';
import { formatSize, parseSize } from '#src/scenario/sizes.js';
import { formatWindow, parseWindow } from '#src/scenario/windows.js';

describe('durations in Compose notation', () => {
  test.each([
    ['0', 0],
    ['0s', 0],
    ['500ms', 500],
    ['1.5s', 1_500],
    ['.5s', 500],
    ['1.s', 1_000],
    ['5s', 5_000],
    ['1m30s', 90_000],
    ['2h', 7_200_000],
    ['1h0m0s', 3_600_000],
    ['1h2m3.004s', 3_723_004],
    ['8.2s', 8_200],
    ['1000us', 1],
    ['1000µs', 1],
    ['1000μs', 1],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['10us', '1ns', '0.0001s'])('%s, though shorter than a millisecond, is not nothing', (text) => {
    expect(parseDuration(text)).toBe(1);
  });

  test.each(['', '5', '-5s', '+5s', '5 s', 's', '.s', '5 parsecs', '5d', '1m 30s', '1e3s', '5S', '1m30', ' 5s'])(
    '"%s" is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  test.each([
    [0, '0s'],
    [1, '1ms'],
    [999, '999ms'],
    [1_500, '1.5s'],
    [60_000, '1m'],
    [90_000, '1m30s'],
    [3_600_000, '1h'],
    [3_660_500, '1h1m0.5s'],
  ])('%d ms are written %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test('what is written is read back, to the millisecond', () => {
    fc.assert(
      fc.property(fc.nat({ max: 7 * 24 * 3_600_000 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });

  test('parts add up, as in Go', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), fc.nat({ max: 100 }), fc.nat({ max: 5_000 }), (hours, minutes, ms) => {
        expect(parseDuration(`${hours}h${minutes}m${ms}ms`)).toBe(hours * 3_600_000 + minutes * 60_000 + ms);
      }),
    );
  });
});

describe('windows', () => {
  test.each([
    ['5s', 5_000, 5_000],
    ['20s..60s', 20_000, 60_000],
    ['0 .. 1m', 0, 60_000],
  ])('%s', (text, earliestMs, latestMs) => {
    expect(parseWindow(text)).toEqual({ earliestMs, latestMs });
  });

  test.each(['', '60s..20s', '1s..2s..3s', '..5s', '5s..', '1..2'])('"%s" is none', (text) => {
    expect(parseWindow(text)).toBeUndefined();
  });

  test('what is written is read back', () => {
    const instant = fc.nat({ max: 1_000_000_000 });
    fc.assert(
      fc.property(instant, instant, (a, b) => {
        const window = { earliestMs: Math.min(a, b), latestMs: Math.max(a, b) };
        expect(parseWindow(formatWindow(window))).toEqual(window);
      }),
    );
  });
});

describe('sizes in Compose notation', () => {
  test.each([
    ['512M', 512],
    ['512m', 512],
    ['512mb', 512],
    ['512MiB', 512],
    ['1gb', 1_024],
    ['1g', 1_024],
    ['1.5G', 1_536],
    ['1 g', 1_024],
    ['2048k', 2],
    ['2048kb', 2],
    ['2048KB', 2],
    ['1073741824', 1_024],
    ['1048576b', 1],
    ['0', 0],
    ['1t', 1_048_576],
  ])('%s is %d MB', (text, mb) => {
    expect(parseSize(text)).toBe(mb);
  });

  test.each(['100k', '1', '1b', '0.1m'])('%s is rounded up to a whole MB', (text) => {
    expect(parseSize(text)).toBe(1);
  });

  test.each(['', 'M', '-5M', '5 MM', '5x', '5 m b', '1,5g', '5ib', 'a lot'])('"%s" is none', (text) => {
    expect(parseSize(text)).toBeUndefined();
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.nat({ max: 67_108_864 }), (mb) => {
        expect(parseSize(formatSize(mb))).toBe(mb);
      }),
    );
  });
});
