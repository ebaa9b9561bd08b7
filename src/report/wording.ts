/** Virtual time as people read it beside a step. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)}s`;
}

/** A stretch of virtual time inside a sentence: `11.2 s`, `40 ms`. */
export function stretch(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}

/** 1234567 as `1,234,567`, in every locale. */
export function grouped(count: number): string {
  return String(Math.round(count)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : noun.endsWith('ch') || noun.endsWith('ss') ? 'es' : 's'}`;
}

/** `start-first` as `start first`, `exitCode` as `exit code`. */
export function words(identifier: string): string {
  return identifier.replaceAll(/[-_]/g, ' ').replaceAll(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => {
    return `${a} ${b.toLowerCase()}`;
  });
}
