import { useAbsent } from '~/features/load/absent';
import type { Advisor } from '~/features/load/advisors.queries.server';
import type { Fit } from '~/features/load/proposal';
import { SKILL_KINDS } from '~/features/load/skill';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Tag } from '~/ui/marks';

const BAND_TONES = { available: 'ok', normal: undefined, watch: 'watch', overloaded: 'late' } as const;

type NameProps = { advisor: Advisor & { fit?: Fit }; isTriageOwner?: boolean };

/** An advisor among those to choose from: how loaded they are, and what they have in common with the case. */
export function AdvisorName({ advisor: { name, load, fit }, isTriageOwner = false }: NameProps) {
  const t = useMessages('cases');
  const l = useMessages('load');
  const f = useFormat();
  const tone = BAND_TONES[load.band];
  return (
    <span className="row">
      <strong>{name}</strong>
      <Tag {...(tone ? { tone } : {})}>{t(`load.${load.band}`, { share: f.percent(load.share) })}</Tag>
      {SKILL_KINDS.filter((kind) => fit?.[kind]).map((kind) => (
        <Tag key={kind}>{l(`fit.${kind}`)}</Tag>
      ))}
      {isTriageOwner ? <span className="meta">{t('assign.triage')}</span> : null}
    </span>
  );
}

/** What the advisor carries, on what post, and whether they are away. */
export function AdvisorStanding({ advisor: { load, teamName, fte, capacityKind, absence } }: { advisor: Advisor }) {
  const t = useMessages('cases');
  const l = useMessages('load');
  const f = useFormat();
  const absent = useAbsent();
  const carried = t('assign.load', { full: load.full, light: load.light, team: teamName ?? 'none' });
  return (
    <>
      {fte < 1 ? `${carried} · ${l(`capacity.${capacityKind}`, { fte: f.percent(fte) })}` : carried}
      {absence ? (
        <strong className="is-watch">
          {' · '}
          {absent(absence)}
        </strong>
      ) : null}
    </>
  );
}
