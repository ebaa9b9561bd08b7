// Judges one TypeScript source against the table: every violation is one line that says what to change.
import { habitViolations } from './habits.ts';
import { importsOf, type Import } from './imports.ts';
import { anyPackage, open, rooms, roots, type Room } from './table.ts';
import { parse, type Source } from './source.ts';

export function violationsIn(source: Source): readonly string[] {
  const tree = parse(source);
  return [
    ...importsOf(source.path, tree).flatMap((found) => importViolations(source.path, found)),
    ...habitViolations(source.path, tree),
  ];
}

function importViolations(path: string, found: Import): readonly string[] {
  if (found.malformed !== undefined) return [`${path} imports ${found.specifier}: ${found.malformed}`];
  if (isConfig(path)) return [];
  const room = roomOf(path);
  if (room === undefined) return [`${path} is in no room: add its folder to test/walls/table.ts`];
  if (mayImport(room, found)) return [];
  return [`${path} imports ${found.target}: ${room.name} may import only ${allowanceOf(room)}`];
}

function mayImport(room: Room, { target, kind, typeOnly }: Import): boolean {
  const opens = (name: string): boolean =>
    kind === 'package' ? name === anyPackage || name === target : isIn(target, name) && !isSealedOff(target, name);
  const openToThis = open.includes(room.name) ? [] : open;
  return (
    [room.name, ...openToThis, ...room.mayImport].some(opens) || (typeOnly && (room.mayImportTypesOf ?? []).some(opens))
  );
}

/** True when `target` is in a sealed room and the allowance `name` is only for a folder around that room. */
function isSealedOff(target: string, name: string): boolean {
  const room = roomOf(target);
  return room?.sealed === true && !isIn(name, room.name);
}

function roomOf(path: string): Room | undefined {
  return rooms
    .filter((room) => isIn(path, room.name))
    .reduce<Room | undefined>((best, room) => (best && best.name.length >= room.name.length ? best : room), undefined);
}

function isIn(path: string, name: string): boolean {
  return name.endsWith('/') ? path.startsWith(name) : path === name;
}

function isConfig(path: string): boolean {
  return !roots.some((root) => path.startsWith(`${root}/`));
}

function allowanceOf(room: Room): string {
  const types = (room.mayImportTypesOf ?? []).map((name) => `types of ${name}`);
  const names = [...room.mayImport.map((name) => (name === anyPackage ? 'packages' : name)), ...types];
  const own = room.name.endsWith('/') ? ['its own files'] : [];
  return [...own, ...(open.includes(room.name) ? [] : open), ...names].join(', ') || 'nothing';
}
