import { PenLine } from 'lucide-react';
import { Fragment } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Icon } from '~/ui/icon';
import { type Segment, Segments } from '~/ui/marks';
import type { MilestoneState } from './milestone';
import { MilestoneLine } from './milestone-line';
import type { MilestoneLine as Line } from './milestones.queries.server';

const SEGMENT: Record<MilestoneState, Segment> = {
  done: 'on',
  in_progress: 'now',
  to_validate: 'now',
  blocked: 'blocked',
  upcoming: 'off',
  not_applicable: 'off',
};

type Props = {
  caseId: string;
  lines: readonly Line[];
  today: string;
  plan: { number: number; state: 'sent' | 'signed' | 'refused' } | null;
  can: { editPlan: boolean; printPlan: boolean };
};

/** The plan of a case in its order, with the line of the signature where it falls. */
export function MilestoneList({ caseId, lines, today, plan, can }: Props) {
  const t = useMessages('milestones');
  const counted = lines.filter((line) => line.state !== 'not_applicable');
  const version = plan ? t(`version.${plan.state}`, { number: plan.number }) : null;
  return (
    <Card
      id="plan"
      title={t('title')}
      aside={counted.length > 0 ? <Segments steps={counted.map((line) => SEGMENT[line.state])} label={t('progress')} /> : null}
      actions={
        <>
          {version && can.printPlan ? <a href={`/cases/${caseId}/plan`}>{version}</a> : version}
          {can.editPlan ? (
            <a className="btn btn--sm" href={`/cases/${caseId}/plan/edit`}>
              <Icon icon={PenLine} />
              {t('edit_plan')}
            </a>
          ) : null}
        </>
      }
      isFlush={lines.length > 0}
    >
      {lines.length === 0 ? (
        <p className="muted">{t('empty')}</p>
      ) : (
        <ol className="plan">
          {lines.map((line) => (
            <Fragment key={line.id}>
              <MilestoneLine line={line} caseId={caseId} today={today} />
              {line.signature ? <SignatureLine signature={line.signature} /> : null}
            </Fragment>
          ))}
        </ol>
      )}
    </Card>
  );
}

function SignatureLine({ signature: { on, names } }: { signature: NonNullable<Line['signature']> }) {
  const t = useMessages('milestones');
  const f = useFormat();
  return (
    <li className="plan__gate">
      <Icon icon={PenLine} size="sm" />
      {t('signed', { on: f.date(on), names: f.list(names), hasNames: names.length > 0 ? 'yes' : 'no' })}
    </li>
  );
}
