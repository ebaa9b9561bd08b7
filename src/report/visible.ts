/**
 * One line of plain text, whatever an image, a label or a log wrote: what would move a cursor, end a line, turn the direction of
 * writing or hide is spelled out as `\u{1b}`. To a GitHub or Gitea runner `##[` is a command wherever it stands in a line, `::`
 * where a line begins with it (actions/runner ActionCommand.cs TryParse, TryParseV2), so both are pulled apart.
 */
export function visible(text: string): string {
  return text
    .replaceAll(HIDDEN, spelled)
    .replaceAll('##[', '## [')
    .replace(/^\s*:(?=:)/, ': ');
}

/** Of a long text the beginning. */
export function visibleUpTo(text: string, most: number): string {
  const shown = visible(text);
  const letters = Array.from(shown);
  return letters.length <= most ? shown : `${letters.slice(0, most - 1).join('')}…`;
}

// Control characters, format characters (bidi overrides, zero-width, U+FEFF), separators of lines, lone surrogates,
// noncharacters of the BMP's end.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{fffe}\u{ffff}]/gu;

function spelled(character: string): string {
  if (character === '\t') return ' ';
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
