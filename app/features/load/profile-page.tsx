import { DOMAINS } from '~/features/companies/company';
import { TRACKS } from '~/features/programmes/track';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { CheckboxGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { AbsencesCard } from './absences-card';
import type { ProfilePage as Page } from './profile.queries.server';
import { CAPACITY_KINDS, SKILL_KINDS, type SkillKind } from './skill';

export type ProfileProps = { page: Page; reply: FormReply | undefined };

/** What an advisor can carry, what they are skilled in, and when they are away. */
export function ProfilePage({ page, reply }: ProfileProps) {
  const t = useMessages('load');
  const f = useFormat();
  const { advisor } = page;
  const { points, capacity, share } = advisor.load;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/load', label: t('section') }, { label: advisor.name }]} />}
        title={advisor.name}
        lede={t('profile.lede', {
          ...{ team: advisor.teamName ?? 'none', points: f.number(points, 1), capacity: f.number(capacity), share: f.percent(share) },
        })}
      />
      <CapacityCard page={page} reply={reply} />
      <SkillsCard page={page} reply={reply} />
      <AbsencesCard page={page} reply={reply} />
    </div>
  );
}

function CapacityCard({ page: { capacities, today, can }, reply }: ProfileProps) {
  const t = useMessages('load');
  const f = useFormat();
  const seen = capacities.reduce((sum, { version }) => sum + version, 0);
  return (
    <Card title={t('profile.capacity')}>
      <div className="stack stack--4">
        {capacities.length === 0 ? (
          <p className="muted">{t('profile.none')}</p>
        ) : (
          <ul className="stack stack--1">
            {capacities.map(({ id, fte, kind, fromOn }) => (
              <li key={id}>
                <strong>{f.percent(fte)}</strong> {t(`kind.${kind}`)}{' '}
                <span className="meta">{t('profile.since', { on: f.date(fromOn) })}</span>
              </li>
            ))}
          </ul>
        )}
        {can.setCapacity ? (
          <ServerForm
            reply={reply}
            intent="capacity"
            className="stack stack--3"
            labels={{ percent: t('profile.fte'), kind: t('profile.kind'), fromOn: t('profile.from') }}
          >
            <ErrorSummary />
            <HiddenField name="act" value="capacity" />
            <HiddenField name="seen" value={seen} />
            <TextField name="percent" hint={t('profile.fte_hint')} inputMode="decimal" defaultValue="100" required />
            <SelectField
              name="kind"
              placeholder={false}
              options={CAPACITY_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            />
            <DateField name="fromOn" defaultValue={today} required />
            <FormActions>
              <SubmitButton>{t('profile.set')}</SubmitButton>
            </FormActions>
          </ServerForm>
        ) : null}
      </div>
    </Card>
  );
}

function SkillsCard({ page: { skills, departments, seenSkills, can }, reply }: ProfileProps) {
  const t = useMessages('load');
  const word = useSkillWord();
  const chosen = (kind: SkillKind) => skills.filter((skill) => skill.kind === kind).map(({ code }) => code);
  const known = { track: TRACKS, das: DOMAINS, department: departments } as const;
  if (!can.setCapacity) {
    return (
      <Card title={t('profile.skills')}>
        <p>{skills.length === 0 ? t('profile.no_skills') : skills.map(({ kind, code }) => word(kind, code)).join(' · ')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('profile.skills')} foot={<span className="meta">{t('profile.skills_hint')}</span>}>
      <ServerForm
        reply={reply}
        intent="skills"
        className="stack stack--3"
        labels={{ track: t('skill.track'), das: t('skill.das'), department: t('skill.department') }}
      >
        <ErrorSummary />
        <HiddenField name="act" value="skills" />
        <HiddenField name="seen" value={seenSkills} />
        {SKILL_KINDS.filter((kind) => known[kind].length > 0).map((kind) => (
          <CheckboxGroup
            key={kind}
            name={kind}
            choices={known[kind].map((code) => ({ value: code, label: word(kind, code) }))}
            defaultValues={chosen(kind)}
            isInline
          />
        ))}
        <FormActions>
          <SubmitButton>{t('profile.save')}</SubmitButton>
        </FormActions>
      </ServerForm>
    </Card>
  );
}

/** A skill's name: a track, a domain, or a department by its number. */
function useSkillWord(): (kind: SkillKind, code: string) => string {
  const p = useMessages('programmes');
  const c = useMessages('companies');
  return (kind, code) =>
    kind === 'track' ? p(`track.${code}` as 'track.strategy') : kind === 'das' ? c(`das.${code}` as 'das.DAS1') : code;
}
