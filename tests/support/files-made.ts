import { crc32, deflateRawSync } from 'node:zlib';

export type ZipPart = { name: string; body: string | Buffer; claims?: number };

/** An archive made by hand, so that it may lie: `claims` is the unpacked size its directory gives. */
export function zipOf(parts: readonly ZipPart[], { comment = '', before = '' } = {}): Buffer {
  const files: Buffer[] = [Buffer.from(before, 'latin1')];
  const directory: Buffer[] = [];
  let at = before.length;
  for (const { name, body, claims } of parts) {
    const plain = Buffer.from(body);
    const packed = deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claims ?? plain.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, tail, Buffer.from(name)]));
    files.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...files, list, Buffer.from('PK\x05\x06', 'latin1'), end, Buffer.from(comment, 'latin1')]);
}

const TYPES = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
export const DOCX_MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

export function docx(more: readonly ZipPart[] = [], main = DOCX_MAIN): Buffer {
  return zipOf([{ name: '[Content_Types].xml', body: TYPES(main) }, { name: 'word/document.xml', body: '<w:document/>' }, ...more]);
}

export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  'latin1',
);
