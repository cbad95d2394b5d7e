import { MoveAct } from '~/features/milestones/milestone-press';
import type { MilestoneLine } from '~/features/milestones/milestones.queries.server';
import { useMessages } from '~/i18n/use-messages';
import { Card, Notice } from '~/ui/card';
import type { LeaderCase } from './leader-case.queries.server';
import { PathStep } from './path-step';

/** The published plan, with what the leader may do on each milestone now. */
export function LeaderMilestones({ head, lines }: { head: LeaderCase; lines: readonly MilestoneLine[] }) {
  const t = useMessages('my_plan');
  const m = useMessages('milestones');
  const counted = lines.filter(({ state }) => state !== 'not_applicable');
  const done = counted.filter(({ state }) => state === 'done').length;
  return (
    <Card id="plan" title={m('title')}>
      {lines.length === 0 ? (
        <p className="muted">{t(head.isOpen ? 'case.no_plan' : 'case.no_plan_over')}</p>
      ) : (
        <div className="stack stack--3">
          <p className="meta">{t('path.done', { done, total: counted.length })}</p>
          <ol className="path">
            {lines.map((line) => (
              <PathStep key={line.id} step={line} today={head.today} to={`/plan/cases/${head.id}/milestones/${line.id}`}>
                <Acts caseId={head.id} line={line} />
              </PathStep>
            ))}
          </ol>
        </div>
      )}
    </Card>
  );
}

/** The act expected of the leader, and the way back from the last one. The others stand on the milestone's page. */
function Acts({ caseId, line }: { caseId: string; line: MilestoneLine }) {
  const isMine = line.sides[0] === 'company';
  const acts = (['submit', 'contest', 'unblock', 'undo'] as const).filter((move) =>
    move === 'undo' ? line.pressed.includes(move) : line.offered.includes(move),
  );
  if (acts.length === 0) return null;
  return (
    <div className="row">
      {acts.map((move) => (
        <MoveAct key={move} move={move} line={line} caseId={caseId} isExpected={move === 'submit' && isMine} isForCompany />
      ))}
    </div>
  );
}

/** What the leader's last press did, and the way back while there is one. */
export function LeaderMoved({ caseId, lines, moved }: { caseId: string; lines: readonly MilestoneLine[]; moved: string }) {
  const t = useMessages('my_plan');
  const line = lines.find(({ id }) => id === moved);
  return (
    <Notice action={line?.pressed.includes('undo') ? <MoveAct move="undo" line={line} caseId={caseId} isForCompany /> : null}>
      {line ? t(`moved.${line.state}`, { title: line.title }) : null}
    </Notice>
  );
}
