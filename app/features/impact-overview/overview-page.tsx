import { useIndicatorWords } from '~/features/impact/indicator-words';
import { RefusedDay } from '~/features/impact/refused-day';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Chart } from '~/ui/charts/chart';
import { TrajectoryTable } from '~/ui/charts/trajectory-table';
import { isNarrowed } from './overview-filter';
import { OverviewFilters } from './overview-filters';
import { MultiplesCard } from './overview-multiples';
import { ProofCard, TracksCard } from './overview-parts';
import { figureAddress, type OverviewProps } from './overview-props';
import { Tiles } from './overview-tiles';

/** What the programme has done, on a day: figures, their path, their tracks, their proof, and the same by domain, place, size or year. */
export function OverviewPage(props: OverviewProps) {
  return (
    <div className="stack stack--4">
      <RefusedDay on={props.filter.on} />
      <OverviewFilters {...props} />
      <Tiles {...props} />
      <div className="cols cols--60">
        <TrajectoryCard {...props} />
        <TracksCard {...props} />
      </div>
      <ProofCard {...props} />
      <MultiplesCard {...props} />
    </div>
  );
}

function TrajectoryCard({ overview, drawings, filter, today }: OverviewProps) {
  const t = useMessages('overview');
  const i = useMessages('impact');
  const words = useIndicatorWords();
  const { chosen } = overview;
  const { title, drawing } = drawings.trajectory;
  return (
    <Card title={title} actions={<a href={figureAddress(chosen.code, { ...filter, period: 'contract' }, today)}>{i('decide.explain')}</a>}>
      <div className="stack stack--2">
        <Chart
          drawing={drawing}
          note={t(isNarrowed(filter) ? 'trajectory.note_narrowed' : 'trajectory.note', { unit: words.unit(chosen) })}
          table={
            <TrajectoryTable
              rows={chosen.points}
              caption={i('trajectory.caption', { label: chosen.of.label })}
              decimals={{ min: 0, max: 1 }}
            />
          }
        />
        {chosen.projection === null ? null : (
          <p className="meta">{t('trajectory.projection', { value: words.signed(chosen, chosen.projection) })}</p>
        )}
      </div>
    </Card>
  );
}
