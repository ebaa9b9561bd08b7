const POWERS = 'kmgtp';
const SIZE = /^(\d+(?:\.\d+)?) ?(?:([kmgtp])i?b?|b)?$/i;
const MB_BYTES = 1_048_576;

/** Compose's notation ("512M", "1gb", "1.5GiB", "1073741824") in whole MB (of 1,048,576 bytes), rounded up. */
export function parseSize(text: string): number | undefined {
  const match = SIZE.exec(text);
  if (match === null) return undefined;
  const [, digits = '', prefix = ''] = match;
  const power = prefix === '' ? 0 : POWERS.indexOf(prefix.toLowerCase()) + 1;
  return Math.ceil((Number(digits) * 1_024 ** power) / MB_BYTES);
}

/** "4G" where it is whole, "512M" otherwise. */
export function formatSize(mb: number): string {
  return mb > 0 && mb % 1_024 === 0 ? `${mb / 1_024}G` : `${mb}M`;
}
