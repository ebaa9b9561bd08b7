import { entriesOf, textAt, warn } from './compose-reading.ts';
import type { ComposeReading } from './compose-reading.ts';
import type { Told } from './layers.ts';
import type { Located } from './yaml-door.ts';

/** The value of `coop-cloud.<stack>.chaos-version` under `deploy.labels`, which may be a list or a mapping. */
export function baseStampLabel(
  reading: ComposeReading,
  labels: Located | undefined,
  { path, stack }: { readonly path: string; readonly stack: string },
): Told | undefined {
  const wanted = `coop-cloud.${stack}.chaos-version`;
  const all = labels?.kind === 'list' ? listed(reading, labels.items, path) : mapped(reading, labels, path);
  const label = all.find(({ name }) => name === wanted);
  return label === undefined ? undefined : { value: { label: label.text }, source: `${reading.file}:${label.line}` };
}

interface Label {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

/** Other labels are left unread: their variables are nobody's business here. */
function isStamp(text: string): boolean {
  return text.startsWith('coop-cloud.') && text.includes('.chaos-version');
}

function listed(reading: ComposeReading, items: readonly Located[], path: string): readonly Label[] {
  return items.flatMap((item, index) => {
    if (item.kind === 'scalar' && !isStamp(item.text)) return [];
    const [name = '', ...rest] = textAt(reading, item, `${path}[${index}]`).split('=');
    return [{ name, text: rest.join('='), line: item.line }];
  });
}

function mapped(reading: ComposeReading, labels: Located | undefined, path: string): readonly Label[] {
  return [...entriesOf(reading, labels, path)].flatMap(([name, { keyLine, value }]) => {
    if (!isStamp(name)) return [];
    const here = `${path}.${name}`;
    if (name.includes('$')) {
      warn(reading, keyLine, here, 'variables in a key are not filled in; write the labels as a list');
    }
    return [{ name, text: textAt(reading, value, here), line: value.line }];
  });
}
