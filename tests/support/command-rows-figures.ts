import { submitClusterFigure } from '~/features/cluster-figures/submit-cluster-figure.server';
import { answerFigure } from '~/features/outcomes/answer-figure.server';
import { answerSatisfaction } from '~/features/outcomes/answer-satisfaction.server';
import { declareUnknown } from '~/features/outcomes/declare-figure.server';
import { giveFigures } from '~/features/outcomes/give-figures.server';
import { submitCaseFigure, submitFigure } from '~/features/outcomes/submit-case-figure.server';
import { AT, type CommandRow, figureForm, words } from './command-scene';

export const FIGURE_COMMANDS: Record<string, CommandRow> = {
  answerFigure: {
    state: 'active',
    run: (tx, actor, { companyId, ids }) =>
      answerFigure(
        tx,
        actor,
        { companyId, intent: `x:${ids.observations}`, form: { answer: 'disagree', value: '', den: '', comment: words } },
        AT,
      ),
  },
  answerSatisfaction: {
    state: 'reviewing',
    run: (tx, actor, { caseId }) => answerSatisfaction(tx, actor, { caseId, score: 8, comment: null }, AT),
  },
  declareUnknown: {
    state: 'active',
    run: (tx, actor, { companyId }) =>
      declareUnknown(tx, actor, { companyId, metric: 'FIN-01', cell: '2025', unknownReason: 'not_collected' }, AT),
  },
  giveFigures: {
    state: 'active',
    run: (tx, actor, { companyId, ids }) => giveFigures(tx, actor, { companyId, fields: { [`value-${ids.expected_figures}`]: '12' } }, AT),
  },
  submitCaseFigure: {
    state: 'active',
    run: (tx, actor, { caseId, ids }) =>
      submitCaseFigure(tx, actor, { caseId, intent: `refute:${ids.observations}`, form: figureForm }, AT),
  },
  submitClusterFigure: {
    isAnywhere: true,
    opensTo: ['manager'],
    state: 'active',
    run: (tx, actor) =>
      submitClusterFigure(
        tx,
        actor,
        { intent: 'record:POL-03', form: { value: '860000', den: '2000000', period: '2025', evidence: words, comment: null } },
        AT,
      ),
  },
  submitFigure: {
    state: 'active',
    run: (tx, actor, { ids }) =>
      submitFigure(tx, actor, { observationId: ids.observations!, intent: `refute:${ids.observations}`, form: figureForm }, AT),
  },
};
