import { Link } from '@remix-run/react';
import { TrackMark } from '~/features/programmes/track-mark';
import { useMessages } from '~/i18n/use-messages';
import { useCaseWords } from './case-words';
import type { MyPlan } from './my-plan.queries.server';
import { pathExcerpt } from './path-excerpt';
import { PathStep } from './path-step';

const ON_THE_WAY: readonly string[] = ['active', 'on_hold', 'reviewing', 'follow_up'];

/** One running track: what the company asked for, where it stands, what comes next and who acts. */
export function TrackPath({ supportCase, today }: { supportCase: MyPlan['open'][number]; today: string }) {
  const t = useMessages('my_plan');
  const words = useCaseWords();
  const { id, track, title, state, milestones } = supportCase;
  const steps = ON_THE_WAY.includes(state) ? milestones : [];
  const counted = steps.filter((step) => step.state !== 'not_applicable');
  const done = counted.filter((step) => step.state === 'done').length;
  const ball = words.ball(supportCase, milestones);
  return (
    <section aria-labelledby={`case-${id}`} className="card">
      <div className="card__body stack stack--3">
        <h2 id={`case-${id}`}>
          <TrackMark track={track} size="lg" />
        </h2>
        <p>{title}</p>
        {state === 'active' ? null : <p>{words.stands(supportCase)}</p>}
        {counted.length > 0 || ball ? (
          <p className="meta">
            {[...(counted.length > 0 ? [t('path.done', { done, total: counted.length })] : []), ...(ball ? [ball] : [])].join(' ')}
          </p>
        ) : null}
        {steps.length > 0 ? (
          <ol className="path">
            {pathExcerpt(steps).map((step) => (
              <PathStep key={step.id} step={step} today={today} />
            ))}
          </ol>
        ) : null}
        <p>
          <Link to={`/plan/cases/${id}`}>{t(steps.length > 0 ? 'path.whole' : 'path.open')}</Link>
        </p>
      </div>
    </section>
  );
}
