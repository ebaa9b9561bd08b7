import { isSettingKey, SETTINGS } from './settings.ts';
import type { SettingKey } from './settings.ts';

/** The known key that was probably meant: misspelt, cut short, or with another block's name before it. */
export function nearestSetting(key: string): SettingKey | undefined {
  const meant = key
    .toLowerCase()
    .replace(/^deploy\./, '')
    .replaceAll('-', '_');
  const ranked = Object.keys(SETTINGS)
    .filter(isSettingKey)
    .map((known) => ({ known, far: distance(meant, known) }))
    .sort((a, b) => a.far - b.far);
  const end = meant.slice(meant.lastIndexOf('.') + 1);
  const likely =
    ranked.find(({ known, far }) => far <= Math.max(2, meant.length / 4) || known.endsWith(`.${meant}`)) ??
    ranked.find(({ known }) => meant.length > 2 && known.startsWith(meant)) ??
    ranked.find(({ known }) => known === end || known.endsWith(`.${end}`));
  return likely?.known;
}

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let index = 0; index < a.length; index++) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const substituted = (row[column - 1] ?? 0) + (a[index] === b[column - 1] ? 0 : 1);
      next.push(Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, substituted));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
