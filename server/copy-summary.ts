import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Role } from '~/access/actor';
import type { CaseState } from '~/features/cases/case-state';
import type { ConsentPurpose } from '~/features/privacy/consent';
import type { CopyPart, OwnCopy, Row } from '~/features/privacy/copy-of-data.server';
import type { Track } from '~/features/programmes/track';
import { formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import { dayInParis } from '~/platform/clock.server';
import { PROJECT } from './production-build';

type Line = { what: string; more: string };
type Section = { title: string; lines: Line[]; count: number; table: string };

/** Lines shown of each list: the rest is counted, and stands in its table. Three pages at most follow from it. */
const MOST_LINES = 6;
const MARGIN = 56;
const [INK, QUIET, BRAND] = ['#17242b', '#44545c', '#0f5b63'];
const fontFile = (name: string) => path.join(PROJECT, 'server/fonts', `public-sans-${name}.ttf`);

/** What the archive holds, as somebody reads it: one to three pages in their language, beside the tables, which are whole. (docs/domain.md §9.4) */
export async function writeSummary({ locale, files }: OwnCopy, parts: readonly CopyPart[], at: Date): Promise<Buffer> {
  // Of some size, and for this alone.
  const { default: PdfDocument } = await import('pdfkit');
  const t = messagesFor(locale)('privacy');
  const f = formatsFor(locale);
  const pdf = new PdfDocument({
    ...{ size: 'A4', margin: MARGIN, lang: locale === 'fr' ? 'fr-FR' : 'en-GB', pdfVersion: '1.7', displayTitle: true },
    info: { Title: t('summary.title'), CreationDate: at, ModDate: at },
  });
  const bytes = buffer(pdf);
  pdf.registerFont('regular', fontFile('regular')).registerFont('bold', fontFile('bold'));
  pdf
    .font('bold')
    .fontSize(20)
    .fillColor(INK)
    .text(spelt(t('summary.title')));
  pdf.moveDown(0.3);
  paragraph(pdf, t('summary.lede', { on: f.date(dayInParis(at)) }));
  for (const { title, lines, count, table } of sectionsOf(locale, parts)) {
    heading(pdf, title);
    if (count === 0) paragraph(pdf, t('summary.none'));
    for (const line of lines) writeLine(pdf, line);
    if (count > lines.length) paragraph(pdf, t('summary.more', { count: count - lines.length, table }));
  }
  heading(pdf, t('summary.inside'));
  for (const { name, rows } of parts)
    writeLine(pdf, { what: t(`part.${name}` as 'part.identity'), more: t('summary.rows', { table: `${name}.csv`, count: rows.length }) });
  writeLine(pdf, { what: t('part.files'), more: t('summary.files', { count: files.length }) });
  pdf.moveDown(0.6);
  paragraph(pdf, t('copy.readme_masked'));
  paragraph(pdf, t('rights.text'));
  pdf.end();
  return bytes;
}

function heading(pdf: PDFKit.PDFDocument, text: string): void {
  // A title never stands alone at the foot of a page.
  if (pdf.y > pdf.page.height - MARGIN - 60) pdf.addPage();
  pdf.moveDown(0.8).font('bold').fontSize(12).fillColor(BRAND).text(spelt(text)).moveDown(0.2);
}

function paragraph(pdf: PDFKit.PDFDocument, text: string): void {
  pdf.font('regular').fontSize(9.5).fillColor(QUIET).text(spelt(text)).moveDown(0.2);
}

/** One line, cut where it is too long: what on the left, the rest on the right. */
function writeLine(pdf: PDFKit.PDFDocument, { what, more }: Line): void {
  const width = pdf.page.width - 2 * MARGIN;
  if (pdf.y > pdf.page.height - MARGIN - 16) pdf.addPage();
  const { y } = pdf;
  const cut = { height: 13, ellipsis: '…', lineGap: 0 };
  pdf.font('regular').fontSize(10).fillColor(INK);
  pdf.text(spelt(what), MARGIN, y, { ...cut, width: width * 0.58 });
  pdf.fillColor(QUIET).text(spelt(more), MARGIN + width * 0.6, y, { ...cut, width: width * 0.4 });
  pdf.x = MARGIN;
  pdf.y = y + 15;
}

/** What the fonts can draw. */
const DRAWN = /[\u0020-\u007e\u00a0-\u00ff\u0152\u0153\u2013\u2014\u2018-\u201e\u2022\u2026\u202f\u20ac]/;

/** A text in the letters of the fonts: another sign loses its marks, or is a question mark. The tables keep every sign. */
function spelt(text: string): string {
  return [...text.replace(/\s*[\r\n\t]+\s*/g, ' ')]
    .map((sign) => (DRAWN.test(sign) ? sign : ([...sign.normalize('NFD')].find((part) => DRAWN.test(part)) ?? '?')))
    .join('');
}

function sectionsOf(locale: Locale, parts: readonly CopyPart[]): Section[] {
  const t = messagesFor(locale)('privacy');
  const role = messagesFor(locale)('navigation');
  const track = messagesFor(locale)('programmes');
  const state = messagesFor(locale)('cases');
  const f = formatsFor(locale);
  const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));
  const day = (value: unknown) =>
    value === null || value === undefined
      ? ''
      : f.date(/^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? String(value) : dayInParis(new Date(String(value))));
  const all = (...words: (string | null)[]) => words.filter(Boolean).join(' · ');
  const trackOf = (value: unknown) => (value ? track(`track.${value as Track}`) : null);
  const section = (name: string, lineOf: (row: Row) => Line): Section => {
    const rows = parts.find((part) => part.name === name)?.rows ?? [];
    return {
      title: t(`part.${name}` as 'part.identity'),
      lines: rows.slice(0, MOST_LINES).map(lineOf),
      count: rows.length,
      table: `${name}.csv`,
    };
  };
  return [
    section('identity', (row) => ({
      what: all(`${text(row.given_name)} ${text(row.family_name)}`, text(row.phone)),
      more: text(row.email),
    })),
    section('roles', (row) => ({
      what: all(role(`role.${row.role as Role}`), trackOf(row.track), text(row.company)),
      more: all(day(row.from_on), day(row.ended_at ?? row.until_on)),
    })),
    section('consents', (row) => ({
      what: t(`consent.${row.purpose as ConsentPurpose}`),
      more: all(text(row.company), row.withdrawn_at ? t('summary.withdrawn', { on: day(row.withdrawn_at) }) : day(row.given_at)),
    })),
    section('requests', (row) => ({ what: text(row.title), more: all(trackOf(row.track), day(row.submitted_at ?? row.created_at)) })),
    section('documents', (row) => ({ what: text(row.title), more: all(text(row.file_name), day(row.uploaded_at)) })),
    section('notes-that-name-you', (row) => ({ what: text(row.body), more: day(row.happened_on) })),
    section('company', (row) => ({ what: text(row.name), more: all(text(row.siren ?? row.foreign_id), text(row.city)) })),
    section('company-cases', (row) => ({
      what: all(text(row.reference), text(row.title)),
      more: state(`state.${row.state as CaseState}`),
    })),
  ];
}
