import { Form } from '@remix-run/react';
import { Check, type LucideIcon, Play, Undo2 } from 'lucide-react';
import { caseAddress } from '~/features/cases/case-address';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { Icon } from '~/ui/icon';
import type { MilestoneMove } from './milestone';
import type { MilestoneLine } from './milestones.queries.server';

type Pressable = Pick<MilestoneLine, 'id' | 'version' | 'position' | 'offered' | 'pressed' | 'state' | 'waitsFor'>;

/** The act expected on each state, then what may go with it. The others stand on the milestone's own page. */
const EXPECTED: readonly MilestoneMove[] = ['validate', 'complete', 'submit_for_company', 'unblock', 'start'];
const BESIDE: readonly MilestoneMove[] = ['send_back', 'undo'];
const ICONS: Partial<Record<MilestoneMove, LucideIcon>> = { validate: Check, complete: Check, start: Play, undo: Undo2 };

/** The act expected now: one press when nothing is missing, else a link to what it asks. */
export function MilestonePress({ line, caseId }: { line: Pressable; caseId: string }) {
  const expected = EXPECTED.find((move) => line.offered.includes(move));
  // Starting ahead of what comes first is possible, on the milestone's page; it is not proposed on every line.
  const isEarly = expected === 'start' && line.waitsFor.some((one) => !one.isSettled);
  const acts = [...(expected && !isEarly ? [expected] : []), ...BESIDE.filter((move) => isShown(line, move))];
  if (acts.length === 0) return null;
  return (
    <div className="row">
      {acts.map((move) => (
        <MoveAct key={move} move={move} line={line} caseId={caseId} isExpected={move === 'validate' || move === 'complete'} />
      ))}
    </div>
  );
}

// Undo is for a press just made: asked of a manager it takes a reason, on the milestone's page.
function isShown({ offered, pressed }: Pressable, move: MilestoneMove): boolean {
  return move === 'undo' ? pressed.includes('undo') : offered.includes(move);
}

/** One act on a milestone, as a button that does it or a link to the page that asks for more. */
export function MoveAct({
  move,
  line,
  caseId,
  isExpected,
  isForCompany,
}: {
  move: MilestoneMove;
  line: Pressable;
  caseId: string;
  isExpected?: boolean;
  isForCompany?: boolean;
}) {
  const t = useMessages('milestones');
  const to = `${caseAddress(caseId, isForCompany)}/milestones/${line.id}/${move}`;
  const act = t(`press.${move}`);
  const name = t('of', { act, position: line.position });
  if (!line.pressed.includes(move)) {
    return (
      <a className={`btn btn--sm${isExpected ? (isForCompany ? ' btn--primary' : '') : ' btn--quiet'}`} href={to} aria-label={name}>
        {t('with_form', { act })}
      </a>
    );
  }
  const icon = ICONS[move];
  return (
    <Form method="post" action={to}>
      <input type="hidden" name="version" value={line.version} />
      {isExpected ? (
        <Button type="submit" kind="primary" size="sm" icon={icon} aria-label={name}>
          {act}
        </Button>
      ) : (
        <button type="submit" className="btn btn--sm btn--quiet" aria-label={name}>
          {icon ? <Icon icon={icon} /> : null}
          {act}
        </button>
      )}
    </Form>
  );
}
