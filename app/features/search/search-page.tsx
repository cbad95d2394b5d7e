import { Form } from '@remix-run/react';
import { Search } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import { TextField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { formatIdentifier } from '../companies/siren';
import { type FoundProject, MOST_FOUND } from '../projects/found-project';
import type { Hit, SearchResults } from './search.queries.server';

/** One field, and what the reader may open under it. */
export function SearchPage({ q, results, projects }: { q: string; results: SearchResults | null; projects: FoundProject[] }) {
  const t = useMessages('search');
  const n = results ? results.companies.length + results.cases.length + Math.min(projects.length, MOST_FOUND) : 0;
  return (
    <div className="page page--mid stack stack--4">
      <PageHead title={t('title')} />
      <FieldScope id="search">
        <Form method="get" className="filters" role="search" key={q}>
          <TextField
            name="q"
            type="search"
            label={t('label')}
            hint={t('hint')}
            defaultValue={q}
            autoFocus={q === ''}
            autoComplete="off"
            wide
          />
          <Button type="submit" kind="primary" icon={Search}>
            {t('submit')}
          </Button>
        </Form>
      </FieldScope>
      {results && n > 0 ? (
        <>
          <p className="muted" role="status">
            {t('found', { n, q })} {results.isCut ? t('cut') : null}
          </p>
          <Hits title={t('companies')} hits={results.companies} />
          <Hits title={t('cases')} hits={results.cases} />
          <Projects q={q} found={projects} />
        </>
      ) : results ? (
        <EmptyState icon={Search} title={t('none.title', { q })}>
          {t('none.text')}
        </EmptyState>
      ) : q === '' ? null : (
        <p className="muted">{t('short')}</p>
      )}
    </div>
  );
}

function Hits({ title, hits }: { title: string; hits: Hit[] }) {
  if (hits.length === 0) return null;
  return (
    <Card isFlush title={title} aside={<span className="count">{hits.length}</span>}>
      <ul className="rows rows--tight">
        {hits.map((hit) => (
          <li key={hit.id} className="row">
            <a href={hit.kind === 'company' ? `/companies/${hit.id}` : `/cases/${hit.id}`}>{hit.title}</a>
            <span className="meta tab-num">{hit.hint && /^\d{9}$/.test(hit.hint) ? formatIdentifier(hit.hint) : hit.hint}</span>
            {hit.subject ? <span className="muted">{hit.subject}</span> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Projects({ q, found }: { q: string; found: FoundProject[] }) {
  const t = useMessages('search');
  if (found.length === 0) return null;
  const shown = found.slice(0, MOST_FOUND);
  const registry = <a href={`/projects?${new URLSearchParams({ q })}`}>{t('in_registry')}</a>;
  return (
    <Card
      isFlush
      title={t('projects')}
      aside={<span className="count">{shown.length}</span>}
      foot={found.length > shown.length ? registry : undefined}
    >
      <ul className="rows rows--tight">
        {shown.map(({ id, acronym, title, number }) => (
          <li key={id} className="row">
            <a href={`/projects/${id}`}>{acronym}</a>
            <span className="meta tab-num">{number}</span>
            <span className="muted">{title}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
