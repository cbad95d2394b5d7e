import { indicatorSubject } from '~/features/impact/indicator-subject';
import { useIndicatorWords } from '~/features/impact/indicator-words';
import { TRACKS } from '~/features/programmes/track';
import { TrackMark } from '~/features/programmes/track-mark';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Chart } from '~/ui/charts/chart';
import { SeriesTable } from '~/ui/charts/series-table';
import type { Part } from './overview.queries.server';
import { linesAddress } from './overview-filter';
import type { OverviewProps } from './overview-props';
import { useKeyNames } from './use-key-names';

/** The figure by track, quarter after quarter, beside what it is without counting twice. */
export function TracksCard({ overview, drawings, filter, today }: OverviewProps) {
  const t = useMessages('overview');
  const f = useFormat();
  const words = useIndicatorWords();
  const nameOf = useKeyNames();
  const { tracks, chosen } = overview;
  if (!tracks || !drawings.tracks) {
    return (
      <Card title={t('tracks.title', { label: chosen.of.label })}>
        <p>{t(overview.isUncut.tracks ? 'uncut' : 'tracks.not_stacked')}</p>
      </Card>
    );
  }
  const last = tracks.days.length - 1;
  const sum = tracks.rows.reduce((total, { values }) => total + (values[last] ?? 0), 0);
  const overlaps = Math.abs(sum - (tracks.totals[last] ?? 0)) > 1e-6;
  const shown = (values: readonly (number | null)[]) => values.map((value) => words.number(chosen, value));
  return (
    <Card title={drawings.tracks.title}>
      <div className="stack stack--2">
        <p className="legend">
          {TRACKS.map((track) => (
            <a className="link-quiet" key={track} href={linesAddress(chosen.code, { ...filter, period: 'contract' }, today, { track })}>
              <TrackMark track={track} />
            </a>
          ))}
        </p>
        <Chart
          drawing={drawings.tracks.drawing}
          note={
            overlaps
              ? t('tracks.overlap', { sum: words.signed(chosen, sum), total: words.signed(chosen, tracks.totals[last] ?? 0) })
              : t('tracks.adds_up')
          }
          table={
            <SeriesTable
              head={t('by.track')}
              caption={t('tracks.caption', { label: chosen.of.label })}
              columns={tracks.days.map((day) => f.date(day))}
              rows={[
                ...tracks.rows.map(({ track, values }) => ({ key: track || 'none', label: nameOf('track', track), values: shown(values) })),
                { key: 'total', label: t('tracks.total'), values: shown(tracks.totals) },
              ]}
            />
          }
        />
      </div>
    </Card>
  );
}

/** What is verified, what waits for proof and what is not known, side by side and never added. */
export function ProofCard({ overview, drawings }: OverviewProps) {
  const t = useMessages('overview');
  const f = useFormat();
  const words = useIndicatorWords();
  const { chosen } = overview;
  const { parts, readings } = chosen;
  const row = (key: string, label: string, { value, companies }: Part) => ({
    key,
    label,
    values: [
      value === null ? t('none') : words.number(chosen, value),
      companies === 0 ? '–' : f.number(companies),
      t('proof.not_attributed'),
    ],
  });
  const silent = parts?.unanswered ?? chosen.answers.expected - chosen.answers.answered;
  return (
    <Card title={drawings.proof.title} foot={<span className="meta">{t(parts ? 'proof.note' : 'proof.note_readings')}</span>}>
      <Chart
        drawing={drawings.proof.drawing}
        table={
          <SeriesTable
            head={t('proof.level')}
            caption={t('proof.caption', { label: chosen.of.label })}
            columns={[
              t('proof.gross', { unit: words.unit(chosen) }),
              t(`subjects.head.${indicatorSubject(chosen.code)}`),
              t('proof.attributed'),
            ]}
            rows={[
              ...(chosen.expected === null ? [] : [row('expected', t('proof.expected'), { value: chosen.expected, companies: 0 })]),
              ...(parts
                ? [
                    row('verified', t('proof.verified'), parts.verified),
                    row('confirmed', t('proof.confirmed'), parts.confirmed),
                    row('declared', t('proof.declared'), parts.declared),
                  ]
                : ([3, 2, 1] as const).map((level) => row(`level ${level}`, t(`proof.at_least.${level}`), readings[level]))),
              {
                key: 'refuted',
                label: t('proof.refuted'),
                values: [t('proof.values', { n: chosen.refuted.values }), f.number(chosen.refuted.subjects), '–'],
              },
              { key: 'silent', label: t('proof.unanswered'), values: [t('unknown'), f.number(silent), '–'] },
            ]}
          />
        }
      />
    </Card>
  );
}
