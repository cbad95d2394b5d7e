import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

/** A state in words with its icon; `className` carries the family and the tone (`health health--late`, `status status--hit`). */
export function Pill({ className, icon, children }: { className: string; icon: LucideIcon; children: ReactNode }) {
  return (
    <span className={className}>
      <Icon icon={icon} size="sm" />
      {children}
    </span>
  );
}

export function Tag({
  tone,
  icon,
  children,
}: {
  tone?: 'state' | 'you' | 'watch' | 'late' | 'ok' | 'dash';
  icon?: LucideIcon;
  children: ReactNode;
}) {
  return (
    <span className={classNames('tag', tone && `tag--${tone}`)}>
      {icon ? <Icon icon={icon} size="sm" /> : null}
      {children}
    </span>
  );
}

const SHAPES = {
  square: <rect x="1.5" y="1.5" width="9" height="9" rx="1" />,
  circle: <circle cx="6" cy="6" r="5" />,
  triangle: <path d="M6 .9 11.6 10.8H.4Z" />,
  diamond: <path d="M6 .2 11.8 6 6 11.8.2 6Z" />,
  pentagon: <path d="M6 .4 11.7 4.6 9.5 11.3H2.5L.3 4.6Z" />,
} as const;

export type Shape = keyof typeof SHAPES;

/** A shape whose colour comes from its class; a name always stands beside it. */
export function ShapeMark({ shape, className, size }: { shape: Shape; className: string; size?: 'lg' }) {
  return (
    <svg className={classNames('mark', className, size && `mark--${size}`)} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[shape]}
    </svg>
  );
}

export type Segment = 'on' | 'now' | 'blocked' | 'off';

/** Progress as one mark per step and in figures, `4/7`; `label` says what is counted, with its own space and colon. */
export function Segments({ steps, label }: { steps: readonly Segment[]; label: string }) {
  const isDense = steps.length > 7;
  const [width, pitch] = isDense ? [5, 6.5] : [9, 11];
  const total = steps.length === 0 ? 0 : steps.length * pitch - (pitch - width);
  const doneCount = steps.filter((step) => step === 'on').length;
  return (
    <span className="segments">
      <svg width={total} height="10" viewBox={`0 0 ${total} 10`} aria-hidden="true">
        {runsOf(steps).map(({ step, from, to }) => (
          <path key={from} className={step} d={marks(from, to, width, pitch)} />
        ))}
      </svg>
      <span>
        <span className="sr-only">{`${label} `}</span>
        {`${doneCount}/${steps.length}`}
      </span>
    </span>
  );
}

/** Steps of one kind that follow each other. */
function runsOf(steps: readonly Segment[]): { step: Segment; from: number; to: number }[] {
  const runs: { step: Segment; from: number; to: number }[] = [];
  for (const [index, step] of steps.entries()) {
    const last = runs.at(-1);
    if (last?.step === step) last.to = index + 1;
    else runs.push({ step, from: index, to: index + 1 });
  }
  return runs;
}

/** Marks side by side as one drawing: a list of fifty cases would hold five hundred elements otherwise. The style's round stroke makes their corners. */
function marks(from: number, to: number, width: number, pitch: number): string {
  let drawing = '';
  for (let index = from; index < to; index += 1) drawing += `M${index * pitch + 1.5} 1.5h${width - 3}v7h${3 - width}z`;
  return drawing;
}

export type Stage = { key: string; label: ReactNode; meta?: ReactNode; state: 'done' | 'now' | 'next' };

/** The stages of a journey, the present one marked. */
export function ProgressStages({ stages, label }: { stages: readonly Stage[]; label: string }) {
  return (
    <ol className={classNames('stages', stages.length === 6 && 'stages--6')} aria-label={label}>
      {stages.map(({ key, label: name, meta, state }) => (
        <li key={key} className={state === 'next' ? undefined : `is-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          {name} {meta ? <small>{meta}</small> : null}
        </li>
      ))}
    </ol>
  );
}

export type BarPart = { key: string; label: string; value: number; tone: 'fg' | 'fg2' | 'third' | 'watch' | 'late' };

/** Shares of a whole in one bar, with a legend; `label` says the finding. */
export function ShareBar({ parts, label }: { parts: readonly BarPart[]; label: string }) {
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  let start = 0;
  return (
    <>
      <svg className="bar bar--lg" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={label}>
        <rect className="bar__bg" width="100" height="8" />
        {parts.map(({ key, value, tone }) => {
          const x = start;
          const width = total === 0 ? 0 : Math.round((value / total) * 10_000) / 100;
          start += width;
          return <rect key={key} className={`bar__${tone}`} x={x} y="0" width={width} height="8" />;
        })}
      </svg>
      <p className="legend">
        {parts.map(({ key, label: text, tone }) => (
          <span key={key}>
            <svg className={`key bar__${tone}`} viewBox="0 0 10 10" aria-hidden="true">
              <rect width="10" height="10" rx="2" />
            </svg>
            {text}
          </span>
        ))}
      </p>
    </>
  );
}
