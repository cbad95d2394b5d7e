import { expect, test } from 'vitest';
import { writeSummary } from '../../../server/copy-summary';
import { pagesOfPdf } from '../../support/pdf-text';

const AT = new Date('2026-11-24T10:00:00Z');
const NAMES = [
  ...['identity', 'roles', 'letter-choices', 'consents', 'requests', 'documents', 'company', 'company-years', 'company-establishments'],
  ...['company-cases', 'company-milestones', 'company-tasks', 'company-notes', 'company-figures', 'company-documents', 'acts', 'accesses'],
  ...['letters', 'notes-that-name-you'],
];
const person = { given_name: 'Maëlle', family_name: 'Çelik-Œuvrard', email: 'maelle@optalys.example', phone: '+33 6 39 98 12 34' };
const row = {
  ...person,
  ...{ role: 'leader', track: 'strategy', company: 'Optalys', from_on: '2024-01-02', until_on: null, ended_at: '2025-03-04T08:00:00Z' },
  ...{
    purpose: 'publication',
    given_at: '2026-11-02T08:00:00Z',
    withdrawn_at: null,
    title: 'Ouvrir l’Europe du Nord : 12 €',
    state: 'active',
  },
  ...{
    submitted_at: '2026-10-02T08:00:00Z',
    file_name: 'Bilan.pdf',
    uploaded_at: '2026-10-03T08:00:00Z',
    body: 'Vu Maëlle avec […]\r\n\tà Łódź, 株.',
  },
  ...{ happened_on: '2026-10-04', name: 'Optalys', siren: '000100008', city: 'Marseille', reference: 'STRA-2026-0001' },
};
const summary = async (rows: number, locale: 'fr' | 'en' = 'fr', more: object = {}) => {
  const parts = NAMES.map((name) => ({ name, rows: Array.from({ length: rows }, () => ({ ...row, ...more })) }));
  const files = Array.from({ length: rows }, () => ({ fileId: 'f', name: 'a.pdf' }));
  return pagesOfPdf(await writeSummary({ locale, parts, files }, parts, AT));
};

test('says in French who somebody is and what the archive holds, each sign drawn', async () => {
  const pages = await summary(1);
  const text = pages.join('\n');
  expect(pages).toHaveLength(2);
  for (const said of [
    ...[
      'Copie de vos données',
      'Maëlle Çelik-Œuvrard · +33 6 39 98 12 34',
      'maelle@optalys.example',
      'Dirigeant · Performance et stratégie · Optalys',
    ],
    ...['Ouvrir l’Europe du Nord : 12 €', 'STRA-2026-0001 · Ouvrir l’Europe du Nord : 12 €', 'Optalys', '000100008 · Marseille'],
    // What the fonts don't draw loses its marks, or is a question mark: the tables keep it.
    'Vu Maëlle avec […] à ?ódz, ?.',
  ])
    expect(text).toContain(said);
  expect(text).not.toContain('\ufffd');
});

test('says it in English', async () => {
  const text = (await summary(1, 'en')).join('\n');
  expect(text).toContain('Copy of your data');
  expect(text).toContain('Leader · Performance and strategy · Optalys');
  expect(text).not.toContain('Rien');
});

test('is one page at least and three at most, whatever there is', async () => {
  expect((await summary(0)).length).toBeGreaterThanOrEqual(1);
  const long = {
    title: 'Très long titre '.repeat(40),
    body: 'Une note '.repeat(500),
    name: 'Entreprise '.repeat(60),
    company: 'Entreprise '.repeat(60),
  };
  const pages = await summary(400, 'fr', long);
  expect(pages.length).toBeLessThanOrEqual(3);
  expect(pages.join('\n')).toContain('et 394 autres lignes dans roles.csv');
});
