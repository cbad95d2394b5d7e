import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { documentLimits, shownFileName, titleFrom } from '~/features/documents/document';
import { contentDisposition, fileResponse } from '~/platform/files/file-response.server';

describe('the name of a file', () => {
  it.each([
    ['Plan stratégique.pdf', 'Plan stratégique.pdf'],
    ['C:\\Users\\x\\bilan 2026.xlsx', 'bilan 2026.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['a\r\nSet-Cookie: x=1.pdf', 'aSet-Cookie x=1.pdf'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['a\u0000.pdf', 'a.pdf'],
    ['  .hidden.pdf ', 'hidden.pdf'],
    ['e\u0301te\u0301.pdf', 'été.pdf'],
    ['a\u2028b\u200Bc.pdf', 'abc.pdf'],
    ['a"b<c>|d?.pdf', 'abcd.pdf'],
    ['', ''],
    ['..', ''],
  ])('%j is shown as %j', (given, shown) => expect(shownFileName(given)).toBe(shown));

  it('is cut to a length that keeps its extension', () => {
    const shown = shownFileName(`${'é'.repeat(300)}.docx`);
    expect(shown).toMatch(/é\.docx$/);
    expect([...shown].length).toBeLessThanOrEqual(150);
  });

  it('names the document without its extension', () => {
    expect(titleFrom('Plan v1.2.pdf')).toBe('Plan v1.2');
    expect(titleFrom('.pdf')).toBe('.pdf');
  });

  it('goes into a header twice: in ASCII, and whole', () => {
    expect(contentDisposition('attachment', 'Bilan – été "1".pdf')).toBe(
      `attachment; filename="Bilan ete _1_.pdf"; filename*=UTF-8''Bilan%20%E2%80%93%20%C3%A9t%C3%A9%20%221%22.pdf`,
    );
    expect(contentDisposition('inline', '計画.png')).toBe(`inline; filename="document"; filename*=UTF-8''%E8%A8%88%E7%94%BB.png`);
    expect(contentDisposition('attachment', "l'été (1)*.pdf")).toContain('%27%C3%A9t%C3%A9%20%281%29%2A.pdf');
  });
});

describe('a file that leaves', () => {
  it('is an attachment that nobody guesses at, runs or keeps; a picture alone is shown', async () => {
    const sent = { fileName: 'a.csv', mediaType: 'text/csv', sizeBytes: 3 };
    const { headers, ...answer } = await taken(fileResponse(Readable.from([Buffer.from('a;b')]), sent));
    expect(answer.body).toBe('a;b');
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-length': '3',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': expect.stringContaining('no-store'),
    });
    const picture = { fileName: 'a.png', mediaType: 'image/png', sizeBytes: 1 };
    const shown = await taken(fileResponse(Readable.from([Buffer.from('a')]), picture, true));
    expect(shown.headers['content-disposition']).toMatch(/^inline;/);
    expect(shown.headers['content-security-policy']).toContain('sandbox');
  });

  const taken = async (response: Response) => ({ headers: Object.fromEntries(response.headers), body: await response.text() });
});

describe('the limits of a programme', () => {
  it('are its settings, and never more than 20 MB a file', () => {
    expect(documentLimits({})).toEqual({ maxBytes: 20 * 1024 * 1024, quotaBytes: 10 * 1024 ** 3 });
    expect(documentLimits({ documents: { maxBytes: 5_000, quotaBytes: 9_000 } })).toEqual({ maxBytes: 5_000, quotaBytes: 9_000 });
    expect(documentLimits({ documents: { maxBytes: 10 ** 9, quotaBytes: -1 } })).toEqual({
      maxBytes: 20 * 1024 * 1024,
      quotaBytes: 10 * 1024 ** 3,
    });
    expect(documentLimits(null).maxBytes).toBe(20 * 1024 * 1024);
  });
});
