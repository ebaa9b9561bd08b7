const HEADER = 8;

/**
 * Logs of a container without a terminal come in frames (Engine API, "Attach to a container"): a byte for the stream, three zeros,
 * the length as four bytes, the text. A cut last frame gives what there is of it; a body that has no frames is taken as it is.
 */
export function demultiplex(body: Buffer): string {
  const texts: Buffer[] = [];
  let at = 0;
  while (at + HEADER <= body.length) {
    if ((body[at] ?? 0) > 2 || body.readUIntBE(at + 1, 3) !== 0) return body.toString('utf8');
    const end = at + HEADER + body.readUInt32BE(at + 4);
    texts.push(body.subarray(at + HEADER, end));
    at = end;
  }
  return Buffer.concat(texts).toString('utf8');
}
