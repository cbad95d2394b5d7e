import { BALL_SIDES } from '~/features/cases/case-state';
import { useMessages } from '~/i18n/use-messages';
import { CheckboxGroup } from '~/ui/forms/choices';
import { NumberField, SelectField, TextArea, TextField } from '~/ui/forms/fields';
import type { PlanMilestone } from './plan.queries.server';
import type { PlanNeighbour, PlannedMilestonePage } from './plan-editor.queries.server';

type Given = Pick<
  PlanMilestone,
  'title' | 'titleEn' | 'sides' | 'offset' | 'durationDays' | 'expectedEvidence' | 'expectedEvidenceEn' | 'blockerIds'
>;

/** Field name to label, for both forms of a milestone. */
export function usePlannedLabels() {
  const t = useMessages('plans');
  return {
    title: t('field.title'),
    titleEn: t('field.title_en'),
    side: t('field.side'),
    otherSide: t('field.other_side'),
    offsetDays: t('field.offset'),
    durationDays: t('field.length'),
    dueOn: t('field.due'),
    blockerIds: t('field.blockers'),
    expectedEvidence: t('field.evidence'),
    expectedEvidenceEn: t('field.evidence_en'),
    afterPosition: t('field.after'),
  };
}

/** Titles in both languages and whose milestone it is. */
export function WordFields({ given }: { given: Given | null }) {
  const t = useMessages('plans');
  const p = useMessages('programmes');
  const sides = BALL_SIDES.map((side) => ({ value: side, label: p(`side.${side}`) }));
  return (
    <>
      <TextField name="title" defaultValue={given?.title} required />
      <TextField name="titleEn" defaultValue={given?.titleEn} hint={t('field.title_en_hint')} optional />
      <div className="grid-2">
        <SelectField name="side" defaultValue={given?.sides[0]} options={sides} />
        <SelectField name="otherSide" defaultValue={given?.sides[1]} placeholder={t('field.nobody')} options={sides} optional />
      </div>
    </>
  );
}

/** Start and length in working days, with how far from the template they may go. */
export function DayFields({
  given,
  margins,
  isDated,
}: {
  given: Given | null;
  margins: PlannedMilestonePage['margins'];
  isDated: boolean;
}) {
  const t = useMessages('plans');
  const marginHint = (margin: { planned: number; from: number; to: number } | null) => (margin ? t('field.margin', margin) : '');
  const hint = (text: string, margin: Parameters<typeof marginHint>[0]) => [text, marginHint(margin)].filter(Boolean).join(' ');
  return (
    <>
      {isDated ? (
        <NumberField
          name="offsetDays"
          defaultValue={given?.offset.days ?? null}
          hint={hint(t('field.offset_hint'), margins.start)}
          unit={t('field.days')}
          optional
        />
      ) : null}
      <NumberField
        name="durationDays"
        defaultValue={given?.durationDays ?? null}
        hint={hint(t('field.length_hint'), margins.length)}
        unit={t('field.days')}
        required
      />
    </>
  );
}

/** What it waits for and what shows that it is done. */
export function GateFields({ given, others }: { given: Given | null; others: readonly PlanNeighbour[] }) {
  const t = useMessages('plans');
  return (
    <>
      <CheckboxGroup
        name="blockerIds"
        hint={t('field.blockers_hint')}
        defaultValues={given?.blockerIds ?? []}
        choices={others.map(({ id, position, title }) => ({ value: id, label: `${position} · ${title}` }))}
      />
      <div className="grid-2">
        <TextArea name="expectedEvidence" rows={3} defaultValue={given?.expectedEvidence} optional />
        <TextArea name="expectedEvidenceEn" rows={3} defaultValue={given?.expectedEvidenceEn} optional />
      </div>
    </>
  );
}

/** After a loop was refused: the milestones it goes through, by name. */
export function LoopNames({ refused, milestones }: { refused: string | undefined; milestones: readonly PlanNeighbour[] }) {
  const t = useMessages('plans');
  if (!refused?.startsWith('plans:refused.dependency_cycle?')) return null;
  const positions = (new URLSearchParams(refused.split('?')[1]).get('positions') ?? '').split(' → ').map(Number);
  const named = positions.map((position) => milestones.find((one) => one.position === position));
  return (
    <ol className="stack stack--1" aria-label={t('loop.title')}>
      {named.slice(0, -1).map((one, index) => {
        const next = named[index + 1];
        return one && next ? (
          <li key={one.id}>
            {t('loop.step', { position: one.position, title: one.title, nextPosition: next.position, nextTitle: next.title })}
          </li>
        ) : null;
      })}
    </ol>
  );
}
