/** Units of Go's time.ParseDuration, in ns. */
const UNIT_NS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3, // U+00B5
  μs: 1e3, // U+03BC
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3_600e9,
};
const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/y;
const MS_NS = 1e6;

/** Compose's (Go's) notation in whole ms: "1m30s", "1.5s", "500ms", "0". What is shorter than a ms counts as one. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  let ns = 0;
  let at = 0;
  while (at < text.length || at === 0) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (part === null) return undefined;
    const [whole, digits = '', fraction = '', unit = ''] = part;
    const unitNs = UNIT_NS[unit];
    if (unitNs === undefined || digits + fraction === '') return undefined;
    ns += Number(digits) * unitNs + Math.round(Number(`0.${fraction}`) * unitNs);
    at += whole.length;
  }
  return Math.ceil(ns / MS_NS);
}

/** The shortest Compose notation of whole ms: "0s", "500ms", "1.5s", "1m30s", "2h". */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1_000) return `${ms}ms`;
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor((ms % 3_600_000) / 60_000);
  const rest = ms % 60_000;
  return [hours > 0 && `${hours}h`, minutes > 0 && `${minutes}m`, rest > 0 && `${rest / 1_000}s`]
    .filter((part) => part !== false)
    .join('');
}
