import type { CheckResult } from './result.ts';

/** The one object that `sim check --json` prints. Values are the engine's own: JSON makes them harmless by itself. */
export function checkJson(result: CheckResult): string {
  const { stack, head, rule, status, verdict, reason, claim, services, evidence, evidenceMissing, timings } = result;
  const shown = {
    schemaVersion: 1,
    command: 'check',
    stack,
    head,
    rule,
    status,
    verdict,
    reason: { code: reason.code, message: reason.words },
    claimHolds: claim.holds,
    claimLimits: claim.limits,
    services,
    evidence,
    evidenceMissing,
    timings,
  };
  // Escapes beyond what JSON asks for: the text may be shown on a terminal, or logged by a runner that reads commands.
  return `${JSON.stringify(shown, null, 2).replaceAll(UNSEEN, escaped).replaceAll('##[', '#\\u0023[')}\n`;
}

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{fffe}\u{ffff}]/gu;

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
