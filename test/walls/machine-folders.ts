// Folders of somebody's machine: a file that names one works there and nowhere else.
import type { Source } from './source.ts';

// In pieces, so that this file passes its own check.
const owners = ['work', 'root', 'home/[a-z_][\\w.-]*', 'Users/\\w[\\w.-]*', 'tmp/bash_jobs'];
const machineFolder = new RegExp(`(?<![\\w.*{}~-])/(?:${owners.join('|')})(?=/)[^\\s'"\`)]*`, 'g');

export function machineFoldersIn({ path, text }: Source): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(machineFolder)].map(
        ([folder]) => `${path}:${index + 1} names ${folder}: a folder of one machine`,
      ),
    );
}
