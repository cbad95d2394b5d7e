import { randomBytes } from 'node:crypto';

let lastInstant = 0;
let order = 0;

/**
 * A UUIDv7 (RFC 9562): milliseconds, 12 bits that count within one of them, 62 random bits. Keys sort by creation; those of
 * one process also within a millisecond, so that the events of one command keep their order.
 */
export function newId(at?: number): string {
  const bytes = randomBytes(16);
  const instant = at ?? Math.max(Date.now(), lastInstant);
  if (at === undefined) {
    order = instant === lastInstant ? order + 1 : bytes.readUInt16BE(6) & 0x3ff;
    lastInstant = order > 0xfff ? instant + 1 : instant;
    order &= 0xfff;
    bytes.writeUInt16BE(order, 6);
  }
  bytes.writeUIntBE(at ?? lastInstant, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
