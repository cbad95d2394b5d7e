import { House } from 'lucide-react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { Button, IconButton, LinkButton } from '~/ui/button';
import { ActionCard, Banner, Card, EmptyState, Notice } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import { DialogLink, DialogPage } from '~/ui/dialog';
import { DefinitionList, initialsOf, Person, Timeline } from '~/ui/facts';
import { Pill, ProgressStages, Segments, ShapeMark, ShareBar, Tag } from '~/ui/marks';
import { MenuButton } from '~/ui/menu-button';
import { ActiveFilters, Pager, Segmented, Tabs } from '~/ui/views';
import { renderHtml } from '../../support/render';

type Row = { id: string; name: string; amount: number };
const rows: Row[] = [
  { id: '1', name: 'Lumalys', amount: 34 },
  { id: '2', name: 'Phosalys', amount: 58 },
];

const table = (
  <DataTable<Row>
    caption="Deux entreprises"
    rows={rows}
    rowKey={({ id }) => id}
    columns={[
      { key: 'name', label: 'Entreprise', cell: ({ name }) => name, sortTo: '?sort=name', sorted: 'ascending' },
      { key: 'amount', label: 'Effectif', isNumber: true, cell: ({ amount }) => amount },
      {
        key: 'menu',
        label: 'Actions',
        isHeadHidden: true,
        className: 'col-menu',
        cell: ({ name }) => <MenuButton label={`Actions, ${name}`} entries={[{ kind: 'link', to: `/${name}`, label: 'Ouvrir' }]} />,
      },
    ]}
  />
);

describe('a table', () => {
  it('names its rows and columns, keeps labels for phones, and is a named region one can scroll by keyboard', async () => {
    const html = await renderHtml(table);
    expect(html).toMatch(/<section class="table-wrap" tabindex="0" aria-label="Deux entreprises">/i);
    expect(html).toContain('<th scope="row">Lumalys</th>');
    expect(html).toContain('<td class="num" data-label="Effectif">34</td>');
    expect(html).toContain('aria-sort="ascending"');
    expect(html).toContain('<th scope="col" class="col-menu"><span class="sr-only">Actions</span></th>');
  });

  it('groups rows under a head that spans the columns', async () => {
    const html = await renderHtml(
      <DataTable<Row>
        caption="Par objectif"
        rows={[]}
        groups={[{ key: 'o1', label: 'O1', aside: '98 %', rows }]}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', label: 'Nom', cell: ({ name }) => name },
          { key: 'amount', label: 'Effectif', cell: ({ amount }) => amount },
        ]}
      />,
    );
    expect(html).toContain('<tr class="group"><th scope="colgroup" colSpan="1">O1</th><td class="num" colSpan="1">98 %</td></tr>');
  });
});

describe('menus and dialogs', () => {
  it('opens a native popover without script, each menu by its own id', async () => {
    const html = await renderHtml(table);
    const targets = [...html.matchAll(/popovertarget="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(targets).size).toBe(2);
    for (const id of targets) expect(html).toContain(`id="${id}" popover="auto"`);
    expect(html).toContain('aria-label="Actions, Lumalys"');
  });

  it('leads to a real page where script does not run', async () => {
    const html = await renderHtml(
      <DialogLink to="/share" label="Partager" title="Partager ?">
        {() => <p>…</p>}
      </DialogLink>,
    );
    expect(html).toContain('href="/share"');
    expect(html).not.toContain('<dialog');
    expect(await renderHtml(<DialogPage title="Partager ?">Oui</DialogPage>)).toMatch(
      /<section class="dialog dialog--static" aria-labelledby="([^"]+)">.*<h1 id="\1"/,
    );
  });
});

describe('views and filters', () => {
  it('marks the view that is open', async () => {
    const views = [
      { to: '?tab=new', label: 'Nouveaux', isCurrent: false, count: 3 },
      { to: '?tab=active', label: 'Actifs', isCurrent: true, count: 41, tone: 'late' as const },
    ];
    const html = await renderHtml(<Tabs label="Listes" views={views} />, { path: '/cases' });
    expect(html).toContain('<a aria-current="page" data-discover="true" href="/cases?tab=active"');
    expect(html).toContain('<span class="count count--late">41</span>');
    expect(html.match(/aria-current/g)).toHaveLength(1);
    expect(await renderHtml(<Segmented label="Présentation" views={views} />)).toContain(
      '<nav class="segmented" aria-label="Présentation">',
    );
  });

  it('says each active filter with one press to clear it, and nothing when none is active', async () => {
    const html = await renderHtml(<ActiveFilters clearTo="/cases" filters={[{ label: 'État : Suspendu', without: '/cases?track=a' }]} />);
    expect(html).toContain('aria-label="Retirer le filtre État : Suspendu"');
    expect(html).toContain('Tout effacer');
    expect(await renderHtml(<ActiveFilters clearTo="/cases" filters={[]} />)).toBe('');
  });

  it('pages by neighbours, and shows only those that exist', async () => {
    const html = await renderHtml(<Pager summary="1 à 50 sur 128" next="?after=x" />, { locale: 'en' });
    expect(html).toContain('rel="next"');
    expect(html).not.toContain('Previous');
    expect(await renderHtml(<Pager summary="3 dossiers" />)).toBe('<p class="pager">3 dossiers</p>');
  });
});

describe('words beside shapes', () => {
  it('counts steps done in figures and marks the blocked one', async () => {
    const html = await renderHtml(<Segments steps={['on', 'on', 'blocked', 'off']} label="Jalons terminés :" />);
    expect(html).toContain('<span class="sr-only">Jalons terminés : </span>2/4');
    const drawings = [...html.matchAll(/<path class="(\w+)" d="([^"]+)"/g)].map(([, kind, d]) => [kind, d?.match(/M/g)?.length]);
    expect(drawings).toEqual([
      ['on', 2],
      ['blocked', 1],
      ['off', 1],
    ]);
    expect(await renderHtml(<Segments steps={[]} label="Jalons terminés :" />)).toContain('0/0');
  });

  it('fills a bar by shares of the whole', async () => {
    const html = await renderHtml(
      <ShareBar
        label="Pôle 3 jours, entreprise 1"
        parts={[
          { key: 'a', label: 'Pôle', value: 3, tone: 'fg' },
          { key: 'b', label: 'Entreprise', value: 1, tone: 'fg2' },
        ]}
      />,
    );
    expect(html).toContain('<rect class="bar__fg" x="0" y="0" width="75"');
    expect(html).toContain('<rect class="bar__fg2" x="75" y="0" width="25"');
  });

  it('takes two initials of a name', () => {
    expect(initialsOf('Claire Montbrac')).toBe('CM');
    expect(initialsOf('Jean-Marc de la Tour')).toBe('JT');
    expect(initialsOf('Lumalys')).toBe('L');
    expect(initialsOf('')).toBe('');
  });

  it('hides every drawing from screen readers, and names the buttons that are only a drawing', async () => {
    const html = await renderHtml(
      <>
        <Pill className="health health--late" icon={House}>
          En alerte
        </Pill>
        <Tag tone="you">À vous</Tag>
        <ShapeMark shape="pentagon" className="mark--innovation" />
        <IconButton icon={House} label="Accueil" />
        <ProgressStages
          label="Étapes"
          stages={[
            { key: 'a', label: 'Diagnostic', state: 'done' },
            { key: 'b', label: 'En cours', state: 'now', meta: 'depuis 5 mois' },
          ]}
        />
      </>,
    );
    expect(html.match(/<svg/g)).toHaveLength(html.match(/<svg[^>]*aria-hidden="true"/g)?.length ?? 0);
    expect(html).toContain('aria-label="Accueil"');
    expect(html).toContain('<li class="is-now" aria-current="step">');
  });
});

describe('the content policy', () => {
  it('finds no style attribute in any piece', async () => {
    const all: ReactNode = (
      <>
        {table}
        <Card title="Notes" aside={<Tag>2</Tag>} actions={<LinkButton to="/a">Voir</LinkButton>} foot="Fin">
          <DefinitionList entries={[{ term: 'SIREN', value: '000 101 477' }]} />
          <DefinitionList isInline entries={[{ term: 'Taille', value: 'Petite' }]} />
        </Card>
        <ActionCard
          eyebrow="Votre prochaine action"
          title="Confirmer"
          action={
            <Button kind="primary" size="xl" isBlock>
              Lire
            </Button>
          }
        />
        <EmptyState icon={House} title="Rien ne vous attend">
          Tout est fait.
        </EmptyState>
        <Banner tone="watch" title="Hors ligne">
          Gardé ici.
        </Banner>
        <Notice>Jalon terminé.</Notice>
        <Timeline entries={[{ key: '1', icon: House, tone: 'ok', what: 'Jalon terminé', meta: 'hier' }]} />
        <Person name="Marc Delorval">Président</Person>
      </>
    );
    const html = await renderHtml(all);
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).toContain('role="status"');
    expect(html).toMatch(/<section class="card" aria-labelledby="([^"]+)"><div class="card__head"><h2 id="\1">Notes<\/h2>/);
  });
});
