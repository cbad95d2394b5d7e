import { Link } from '@remix-run/react';
import { CircleCheck, Sprout } from 'lucide-react';
import type { Track } from '~/features/programmes/track';
import { TrackMark } from '~/features/programmes/track-mark';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Banner, EmptyState } from '~/ui/card';
import { Person } from '~/ui/facts';
import { Reach } from './case-standing';
import type { MyPlan } from './my-plan.queries.server';
import { TrackPath } from './track-path';
import { NextAction, TurnList } from './turn-card';

type Props = { plan: MyPlan; givenName: string };

/** What the leader finds when they come: the one thing to do, the rest of their turn, the path of each track, who to call. */
export function MyPlanPage({ plan, givenName }: Props) {
  const t = useMessages('my_plan');
  const { company, turn, open, others, advisers, today } = plan;
  const [next, ...rest] = turn;
  const where = { companyId: company.id, today };
  const isEmpty = turn.length === 0 && open.length === 0 && others.every(({ last }) => last === null);
  return (
    <div className="page stack stack--6">
      <div className="stack stack--1">
        <h1>{company.name}</h1>
        <p className="lede">{t('hello', { name: givenName, count: turn.length })}</p>
        <p>
          <Link to={`/plan/company?company=${company.id}`}>{t('company_record')}</Link> {' · '}
          <Link to={`/plan/people?company=${company.id}`}>{t('company_people')}</Link>
        </p>
      </div>
      {isEmpty ? (
        <EmptyState icon={Sprout} title={t('empty.title')} action={<AskLink companyId={company.id} isMain />}>
          {t('empty.text')}
        </EmptyState>
      ) : null}
      <div className="leader-grid">
        <div className="stack stack--6">
          {next ? (
            <NextAction item={next} {...where} />
          ) : isEmpty ? null : (
            <Banner tone="ok" icon={CircleCheck} title={t('nothing.title')}>
              {t('nothing.text')}
            </Banner>
          )}
          {rest.length > 0 ? <TurnList items={rest} {...where} /> : null}
        </div>
        <div className="stack stack--6">
          {open.map((one) => (
            <TrackPath key={one.id} supportCase={one} today={today} />
          ))}
          {isEmpty || others.length === 0 ? null : <OtherTracks others={others} companyId={company.id} />}
        </div>
        {advisers.length > 0 ? <Advisers advisers={advisers} /> : null}
      </div>
    </div>
  );
}

function AskLink({ companyId, track, isMain }: { companyId: string; track?: Track; isMain?: boolean }) {
  const t = useMessages('my_plan');
  const to = `/requests/new?${new URLSearchParams({ company: companyId, ...(track ? { track } : {}) })}`;
  return isMain ? (
    <LinkButton kind="primary" size="xl" to={to}>
      {t('ask')}
    </LinkButton>
  ) : (
    <Link to={to}>{t('ask')}</Link>
  );
}

function OtherTracks({ others, companyId }: { others: MyPlan['others']; companyId: string }) {
  const t = useMessages('my_plan');
  const f = useFormat();
  return (
    <section aria-labelledby="others" className="stack">
      <h2 id="others">{t('others.title')}</h2>
      <ul className="turn">
        {others.map(({ track, last }) => (
          <li key={track}>
            <div className="card__body">
              <TrackMark track={track} isStrong />
              <p className="meta">
                {last?.endedOn ? (
                  <>
                    {t(`others.${last.state as 'closed'}`, { on: f.monthYear(last.endedOn) })}{' '}
                    <Link to={`/plan/cases/${last.id}`}>{t('others.read')}</Link>
                    {' · '}
                  </>
                ) : (
                  `${t('others.never')} `
                )}
                <AskLink companyId={companyId} track={track} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Advisers({ advisers }: { advisers: MyPlan['advisers'] }) {
  const t = useMessages('my_plan');
  const p = useMessages('programmes');
  const f = useFormat();
  return (
    <section aria-labelledby="advisers" className="stack">
      <h2 id="advisers">{t('advisers', { count: advisers.length })}</h2>
      {advisers.map(({ tracks, since, ...adviser }) => (
        <div className="card" key={adviser.id}>
          <div className="card__body stack stack--3">
            <Person name={adviser.name}>
              {[f.list(tracks.map((track) => p(`track.${track}`))), ...(since ? [t('since', { on: f.date(since) })] : [])].join(' · ')}
            </Person>
            <Reach adviser={adviser} />
          </div>
        </div>
      ))}
    </section>
  );
}
