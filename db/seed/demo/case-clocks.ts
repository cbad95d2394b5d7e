import { type DelayCode, delayRule } from '../../../app/features/programmes/delay-rule';
import type { CaseFile } from './case-file';

/** One run of a delay: from a moment, until one or none yet. */
type Run = { code: DelayCode; startDay: number; startMinute: number; stopDay: number | null; stopMinute: number };

const LAST_MINUTE_OF_A_DAY = 18 * 60;

/** The delays a case has run, with the days the rule gives them. (`docs/domain.md §6.4`) */
export function writeClocks(file: CaseFile): void {
  const { story, template } = file;
  const run = (code: DelayCode, startDay: number, startMinute: number, stopDay: number, stopMinute: number): void => {
    if (file.reached(startDay))
      writeRun(file, { code, startDay, startMinute, stopDay: file.reached(stopDay) ? stopDay : null, stopMinute });
  };
  run('C1', story.submitted, story.minutes, story.contact, 11 * 60);
  run('C2', story.submitted, story.minutes, story.decided, 16 * 60);
  if (story.cut === story.decided) return;
  run('C3', story.decided, 16 * 60, story.assigned, 9 * 60 + 30);
  const assessment = story.milestones.find(({ position }) => position === template?.assessmentPosition);
  if (assessment) run('C4', story.assigned, 9 * 60 + 30, assessment.done, 15 * 60);
  if (story.refusedPlan) run('C5', story.refusedPlan.sent, 16 * 60 + 30, story.refusedPlan.refused, 17 * 60);
  if (template) run('C5', story.sent, 16 * 60 + 30, story.signed, 17 * 60 + 15);
  run('C9', story.reviewing, 17 * 60 + 30, story.followUp, 9 * 60);
  let waiting = 0;
  for (const milestone of story.milestones) {
    if (milestone.done === milestone.submitted || !file.reached(milestone.submitted) || file.stateOn(milestone.submitted) === 'closed')
      continue;
    // One run of a rule at a time: the oldest declaration holds it.
    if (!file.reached(milestone.done) && waiting++ > 0) continue;
    run('C8', milestone.submitted, 10 * 60, milestone.done, 15 * 60);
  }
}

function writeRun(file: CaseFile, { code, startDay, startMinute, stopDay, stopMinute }: Run): void {
  const { story } = file;
  const { targetDays, alertDays } = delayRule(code);
  const received = startMinute > LAST_MINUTE_OF_A_DAY ? startDay + 1 : startDay;
  const isHeldMeanwhile =
    story.held !== null && file.reached(story.held) && story.held > startDay && (stopDay === null || story.held < stopDay);
  const isHeldStill = isHeldMeanwhile && (story.resumed === null || !file.reached(story.resumed));
  const paused = isHeldMeanwhile && !isHeldStill && story.held !== null ? (story.resumed ?? 0) - story.held : 0;
  file.batch.add('clocks', {
    ...{
      clusterId: file.space.clusterId,
      id: file.keys.at(file.at(startDay, startMinute)),
      caseId: file.id,
      companyId: file.company.id,
      rule: code,
    },
    startedAt: file.at(startDay, startMinute),
    alertOn: file.date(received + alertDays + paused),
    dueOn: file.date(received + targetDays + paused),
    pausedOn: isHeldStill && stopDay === null && story.held !== null ? file.date(story.held) : null,
    stoppedAt: stopDay === null ? null : file.at(stopDay, stopMinute),
  });
}
