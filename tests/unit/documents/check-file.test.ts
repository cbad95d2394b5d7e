import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Transformer } from '@napi-rs/image';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFile } from '~/platform/files/check-file.server';
import { DOCX_MAIN, docx, PDF, zipOf } from '../../support/files-made';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function check(name: string, bytes: Buffer | string) {
  const file = path.join(folder, 'one');
  await writeFile(file, bytes);
  const checked = await checkFile(file, name);
  return checked.ok ? checked.mediaType : checked.problem;
}

const picture = (width: number, height: number) => Transformer.fromRgbaPixels(new Uint8Array(width * height * 4).fill(120), width, height);
/** A JPEG's segment that says where a photograph was taken. */
function withExif(jpeg: Buffer): Buffer {
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x0f\0\x02\0\0\0\x08\0\0\0\x1asecretXX\0\0\0\0', 'latin1');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, exif, jpeg.subarray(2)]);
}

describe('which files are kept', () => {
  it('takes each kind by its content, whatever the case of its extension', async () => {
    expect(await check('a.pdf', PDF)).toBe('application/pdf');
    expect(await check('A.PDF', PDF)).toBe('application/pdf');
    expect(await check('a.docx', docx())).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    const odt = zipOf([
      { name: 'mimetype', body: 'application/vnd.oasis.opendocument.text' },
      { name: 'content.xml', body: '<x/>' },
    ]);
    expect(await check('a.odt', odt)).toBe('application/vnd.oasis.opendocument.text');
    expect(await check('a.csv', 'nom;âge\nÉlise;42\n')).toBe('text/csv');
    expect(await check('a.txt', '\ufeffBonjour\r\n\tà tous')).toBe('text/plain');
    for (const [name, bytes, type] of [
      ['a.png', await picture(4, 3).png(), 'image/png'],
      ['a.jpg', await picture(4, 3).jpeg(), 'image/jpeg'],
      ['a.jpeg', await picture(4, 3).jpeg(), 'image/jpeg'],
      ['a.webp', await picture(4, 3).webp(), 'image/webp'],
    ] as const)
      expect(await check(name, bytes)).toBe(type);
  });

  it('refuses other kinds, and names that say another kind', async () => {
    for (const name of ['a.html', 'a.svg', 'a.exe', 'a.docm', 'a', 'pdf', 'a.pdf.exe', 'a.constructor', 'a.pdf '])
      expect(await check(name, PDF), name).toBe('type_refused');
    expect(await check('a.docx', PDF)).toBe('type_differs');
    expect(await check('a.txt', PDF)).toBe('type_differs');
    expect(await check('a.pdf', docx())).toBe('type_differs');
    expect(await check('a.xlsx', docx())).toBe('type_differs');
    expect(await check('a.exe.pdf', 'MZ\x90\0')).toBe('type_differs');
    expect(await check('a.png', await picture(4, 3).jpeg())).toBe('type_differs');
    expect(await check('a.zip.docx', zipOf([{ name: 'a.txt', body: 'a' }]))).toBe('type_refused');
    expect(await check('a.txt', '')).toBe('empty');
  });

  it('refuses files that are two kinds at once', async () => {
    expect(await check('a.pdf', Buffer.concat([Buffer.from('<html><script>1</script>'), PDF]))).toBe('type_differs');
    expect(await check('a.txt', Buffer.concat([Buffer.from('<html><script>1</script>'), PDF]))).toBe('type_differs');
    expect(await check('a.pdf', Buffer.concat([PDF, zipOf([{ name: 'a', body: 'a' }])]))).toBe('type_differs');
    expect(
      await check(
        'a.docx',
        zipOf(
          [
            { name: '[Content_Types].xml', body: DOCX_MAIN },
            { name: 'word/document.xml', body: '' },
          ],
          { comment: '<html>' },
        ),
      ),
    ).toBe('type_differs');
    expect(await check('a.docx', Buffer.concat([Buffer.from('%PDF-1.4 '), docx()]))).toBe('type_differs');
    expect(await check('a.txt', '  <!DOCTYPE html><p>')).toBe('type_differs');
    expect(await check('a.csv', '<svg onload="x">')).toBe('type_differs');
    expect(await check('a.txt', 'a\0b')).toBe('type_differs');
    expect(await check('a.txt', Buffer.from([0x61, 0xe9, 0x62]))).toBe('damaged');
    expect(await check('a.txt', Buffer.from([0x61, 0xc3]))).toBe('damaged');
  });

  it('refuses macros, by the parts of the file and by its own list of types', async () => {
    for (const name of ['word/vbaProject.bin', 'word/activeX/activeX1.xml', 'word/VBADATA.xml'])
      expect(await check('a.docx', docx([{ name, body: 'x' }])), name).toBe('macros');
    expect(await check('a.docx', docx([], 'application/vnd.ms-word.document.macroEnabled.main+xml'))).toBe('macros');
    const odt = zipOf([
      { name: 'mimetype', body: 'application/vnd.oasis.opendocument.text' },
      { name: 'content.xml', body: '<x/>' },
      { name: 'Basic/Standard/Module1.xml', body: 'x' },
    ]);
    expect(await check('a.odt', odt)).toBe('macros');
  });

  it('refuses archives that unpack into too much, before anything is unpacked', async () => {
    expect(await check('a.docx', docx([{ name: 'word/media/a', body: Buffer.alloc(8_000_000) }]))).toBe('too_complex');
    expect(await check('a.docx', docx([{ name: 'a', body: 'a', claims: 250 * 1024 * 1024 }]))).toBe('too_complex');
    expect(await check('a.docx', docx(Array.from({ length: 1_000 }, (_, i) => ({ name: `a${i}`, body: '' }))))).toBe('too_complex');
    // A list of types that is longer than it says stops where it said it would.
    const lies = zipOf([
      { name: '[Content_Types].xml', body: Buffer.alloc(300_000, 32), claims: 100 },
      { name: 'word/document.xml', body: '' },
    ]);
    expect(await check('a.docx', lies)).toBe('damaged');
  });

  it('refuses archives with names that leave their folder, names twice and torn ends', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'a\\b'])
      expect(await check('a.docx', docx([{ name, body: 'x' }])), name).toBe('damaged');
    expect(await check('a.docx', docx([{ name: 'word/document.xml', body: 'x' }]))).toBe('damaged');
    expect(await check('a.docx', docx().subarray(0, -30))).toBe('damaged');
    expect(await check('a.pdf', PDF.subarray(0, 40))).toBe('damaged');
  });

  it('encodes pictures anew: what came along is gone, and so is what stands behind their end', async () => {
    const jpeg = withExif(await picture(40, 30).jpeg());
    expect(jpeg.includes('secret')).toBe(true);
    const file = path.join(folder, 'picture');
    for (const [name, bytes] of [
      ['a.jpg', jpeg],
      ['a.png', Buffer.concat([await picture(40, 30).png(), Buffer.from('secret'), zipOf([{ name: 'secret', body: 'a' }])])],
      ['a.webp', Buffer.concat([await picture(40, 30).webp(), Buffer.from('secret')])],
    ] as const) {
      await writeFile(file, bytes);
      const checked = await checkFile(file, name);
      expect(checked.ok && checked.rewritten?.length, name).toBeGreaterThan(0);
      expect(checked.ok && checked.rewritten?.includes('secret'), name).toBe(false);
      expect(checked.ok && checked.rewritten?.includes('Exif'), name).toBe(false);
    }
  });

  it('refuses pictures that unpack into too many points, by their head alone', async () => {
    const png = await picture(4, 3).png();
    png.writeUInt32BE(60_000, 16);
    png.writeUInt32BE(60_000, 20);
    expect(await check('a.png', png)).toBe('too_complex');
    expect(await check('a.png', png.subarray(0, 18))).toBe('damaged');
    expect(await check('a.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 2]))).toBe('damaged');
    expect(await check('a.png', Buffer.concat([(await picture(4, 3).png()).subarray(0, 40), Buffer.alloc(10)]))).toBe('damaged');
  });
});
