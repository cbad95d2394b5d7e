import type { PlanTemplate, StructuringTemplate } from '../../../app/features/plans/plan-template';
import { DEMONSTRATOR_TEMPLATE } from './plan-templates/demonstrator';
import { EU_PROJECTS_TEMPLATE } from './plan-templates/eu-projects';
import { FINANCING_TEMPLATE } from './plan-templates/financing';
import { INDUSTRIAL_DEVELOPMENT_TEMPLATE } from './plan-templates/industrial-development';
import { INNOVATION_TEMPLATE } from './plan-templates/innovation';
import { INTERNATIONAL_TEMPLATE } from './plan-templates/international';
import { STRATEGY_TEMPLATE } from './plan-templates/strategy';
import { TERRITORIAL_EXPERIMENT_TEMPLATE } from './plan-templates/territorial-experiment';

/** Version 1 of each track's template; every number is a default a manager may change in a next version. (`docs/domain.md §3`) */
export const PLAN_TEMPLATES: readonly PlanTemplate[] = [
  STRATEGY_TEMPLATE,
  FINANCING_TEMPLATE,
  INTERNATIONAL_TEMPLATE,
  EU_PROJECTS_TEMPLATE,
  INNOVATION_TEMPLATE,
];

/** Version 1 of the template of each kind of structuring project. (`docs/domain.md §3.8`) */
export const STRUCTURING_PROJECT_TEMPLATES: readonly StructuringTemplate[] = [
  DEMONSTRATOR_TEMPLATE,
  INDUSTRIAL_DEVELOPMENT_TEMPLATE,
  TERRITORIAL_EXPERIMENT_TEMPLATE,
];
