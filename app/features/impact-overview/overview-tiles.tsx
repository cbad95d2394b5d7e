import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react';
import { useIndicatorWords } from '~/features/impact/indicator-words';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Spark } from '~/ui/charts/spark';
import { classNames } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { Tag } from '~/ui/marks';
import type { Change, Tile } from './overview.queries.server';
import { figureAddress, type OverviewProps } from './overview-props';

/** The contract's headline figures: value, change, trend, coverage, and what is not in the value. */
export function Tiles({ overview, drawings, filter, today }: OverviewProps) {
  const t = useMessages('overview');
  return (
    <section className="stack stack--2" aria-label={t('tiles')}>
      <div className="kpis kpis--four">
        {overview.tiles.map((tile) => (
          <TileCell key={tile.code} tile={tile} spark={drawings.tiles[tile.code]} to={figureAddress(tile.code, filter, today)} />
        ))}
      </div>
      <p className="meta">{t('tiles.gross')}</p>
    </section>
  );
}

function TileCell({ tile, spark, to }: { tile: Tile; spark: OverviewProps['drawings']['tiles'][string] | undefined; to: string }) {
  const t = useMessages('overview');
  const words = useIndicatorWords();
  const { value } = tile;
  const [number, ...sign] = value === null ? [t('unknown')] : words.signed(tile, value).split('\u00a0');
  const ends = [tile.trend[0] ?? null, tile.trend.at(-1) ?? null].map((end) => (end === null ? t('unknown') : words.number(tile, end)));
  return (
    <div className="kpi">
      <span className="kpi__label">{tile.of.label}</span>
      <span className="kpi__value">
        <a href={to}>
          {number} {sign.length > 0 ? <small>{sign.join('\u00a0')}</small> : null}
        </a>
      </span>
      {spark && tile.trend.length > 1 ? <Spark spark={spark} label={t('tiles.trend', { from: ends[0] ?? '', to: ends[1] ?? '' })} /> : null}
      {tile.changes.map((change) => (
        <ChangeLine key={change.compare} tile={tile} change={change} />
      ))}
      {tile.expected === null || value === null ? null : (
        <span className="kpi__meta">{t('tiles.expected', { expected: words.signed(tile, tile.expected) })}</span>
      )}
      <Coverage tile={tile} />
      <Apart tile={tile} />
    </div>
  );
}

function ChangeLine({ tile, change: { day, change } }: { tile: Tile; change: Change }) {
  const t = useMessages('overview');
  const f = useFormat();
  const words = useIndicatorWords();
  const isFlat = Math.abs(change) < 0.05;
  const isBetter = change > 0 === tile.line.isHigherBetter;
  const shown = words.number(tile, Math.abs(change));
  return (
    <span className="kpi__meta">
      <span className={classNames('with-icon', !isFlat && (isBetter ? 'is-ok' : 'is-watch'))}>
        <Icon icon={isFlat ? ArrowRight : change > 0 ? ArrowUp : ArrowDown} size="sm" />
        {isFlat ? t('tiles.flat') : `${change > 0 ? '+' : '−'}${shown}`}
      </span>
      {t('tiles.since', { on: f.date(day) })}
    </span>
  );
}

/** Beside every total: of how many of those asked it speaks. */
export function Coverage({ tile }: { tile: Pick<Tile, 'coverage' | 'answers' | 'isProvisional' | 'carried'> }) {
  const t = useMessages('overview');
  const i = useMessages('impact');
  const f = useFormat();
  const { coverage, answers, carried } = tile;
  if (coverage === null) return <span className="kpi__meta">{t('coverage.nobody')}</span>;
  return (
    <>
      <span className={classNames('kpi__meta', coverage < 0.8 && 'is-watch')}>
        {t('coverage', { share: f.percent(coverage), covered: answers.covered, expected: answers.expected })}
        {coverage < 0.6 ? (
          <Tag tone="watch">{i('status.not_measured')}</Tag>
        ) : tile.isProvisional ? (
          <Tag tone="watch">{i('provisional')}</Tag>
        ) : null}
      </span>
      {carried > 0 ? <span className="kpi__meta">{i('table.carried', { n: carried })}</span> : null}
    </>
  );
}

/** What is given and does not count at this trust: apart, never added. */
function Apart({ tile }: { tile: Tile }) {
  const t = useMessages('overview');
  const f = useFormat();
  const words = useIndicatorWords();
  const { parts } = tile;
  if (!parts) return null;
  const said = [
    ...(parts.confirmed.value === null ? [] : [t('tiles.confirmed', { value: words.signed(tile, parts.confirmed.value) })]),
    ...(parts.declared.value === null ? [] : [t('tiles.declared', { value: words.signed(tile, parts.declared.value) })]),
    ...(parts.unanswered > 0 ? [t('tiles.unanswered', { n: parts.unanswered })] : []),
  ];
  return said.length === 0 ? null : <span className="kpi__meta">{t('tiles.apart', { list: f.list(said) })}</span>;
}
