import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { Domain } from '~/features/companies/company';
import { type PageOfRows, readPageBeside } from '~/platform/page-beside';
import { projects } from '../../../db/schema/projects';
import type { FoundProject } from './found-project';
import type { ProjectFunder, ProjectOutcome, ProjectState, ProjectType } from './project';
import { REGISTRY_VIEWS, type RegistryFilter, type RegistryView } from './registry-filter';

export type ProjectLine = {
  id: string;
  acronym: string;
  title: string;
  number: string | null;
  type: ProjectType;
  das: Domain;
  funder: ProjectFunder;
  leaderName: string;
  leaderCompanyId: string | null;
  partnersCount: number;
  budgetCents: number;
  state: ProjectState;
  outcome: ProjectOutcome;
  /** The label's day, else the deposit's. */
  on: string;
};

/** Counts are those of every view under the same filter; money is of the view shown. `before` rows stand on the pages before. */
export type Registry = PageOfRows<ProjectLine> & {
  before: number;
  counts: Record<RegistryView, number>;
  budgetCents: number;
  aidCents: number;
  thisYear: number;
};

export const PROJECTS_A_PAGE = 50;

const VIEWS: Record<RegistryView, SQL> = {
  labelled: sql`labelled_on is not null`,
  in_review: sql`(endorsement = 'label' and outcome = 'in_review')`,
  not_labelled: sql`(endorsement = 'label' and labelled_on is null and outcome <> 'in_review')`,
  proposals: sql`endorsement = 'letter'`,
};
const NUMBER = sql<string | null>`coalesce(label_number, file_number, proposal_number)`;
const DAY = sql`coalesce(labelled_on, submitted_on, sent_to_funder_on, created_at::date)`;

/** A page of the registry, newest first, with what the filtered list adds up to. */
export async function readRegistry(tx: Tx, actor: Actor, filter: RegistryFilter, today: string): Promise<Registry> {
  const page = await readPageBeside(filter, PROJECTS_A_PAGE, (beside) => readRows(tx, actor, { ...filter, ...beside }));
  const view = VIEWS[filter.view];
  const [first] = page.rows;
  const isBefore = first ? sql`(${DAY}, id) > (${first.on}::date, ${first.id}::uuid)` : sql`false`;
  const [sums] = await tx
    .select({
      ...countsOf(),
      before: sql<number>`count(*) filter (where ${view} and ${isBefore})::int`,
      budgetCents: sql<number>`coalesce(sum(budget_cents) filter (where ${view}), 0)::float8`,
      aidCents: sql<number>`coalesce(sum(aid_cents) filter (where ${view}), 0)::float8`,
      thisYear: sql<number>`count(*) filter (where labelled_on >= date_trunc('year', ${today}::date) and labelled_on <= ${today}::date)::int`,
    })
    .from(projects)
    .where(within(actor, filter));
  const { before = 0, budgetCents = 0, aidCents = 0, thisYear = 0, ...counts } = sums ?? {};
  return { ...page, before, counts: counts as Registry['counts'], budgetCents, aidCents, thisYear };
}

/** One row more than a page, from a place on. */
function readRows(tx: Tx, actor: Actor, filter: RegistryFilter): Promise<ProjectLine[]> {
  const { after, before } = filter;
  const place = after ?? before;
  const row = sql`(${DAY}, id)`;
  const end = place ? sql`(${place.on}::date, ${place.id}::uuid)` : undefined;
  return tx
    .select({
      ...{ id: projects.id, acronym: projects.acronym, type: projects.type, das: projects.das, funder: projects.funder },
      ...{ leaderName: projects.leaderName, leaderCompanyId: projects.leaderCompanyId, partnersCount: projects.partnersCount },
      ...{ budgetCents: projects.budgetCents, state: projects.state, outcome: sql<ProjectOutcome>`outcome` },
      title: actor.locale === 'en' ? projects.titleEn : projects.titleFr,
      number: NUMBER,
      on: sql<string>`${DAY}::text`,
    })
    .from(projects)
    .where(and(within(actor, filter), VIEWS[filter.view], end && (before ? sql`${row} > ${end}` : sql`${row} < ${end}`)))
    .orderBy(before ? sql`${DAY}, id limit 51` : sql`${DAY} desc, id desc limit 51`);
}

function countsOf(): Record<RegistryView, SQL<number>> {
  return Object.fromEntries(REGISTRY_VIEWS.map((view) => [view, sql<number>`count(*) filter (where ${VIEWS[view]})::int`])) as never;
}

/** What a project says of itself, blind to accents and case: names in both languages, who carries it, its numbers. */
const SAYS = sql`access.fold(acronym || ' ' || title_fr || ' ' || title_en || ' ' || leader_name || ' ' || coalesce(label_number, '') || ' ' || coalesce(file_number, '') || ' ' || coalesce(proposal_number, ''))`;

/** Projects with words that begin like every word asked for, the newest first; one more than are shown when there are others. */
export async function findProjects(tx: Tx, actor: Actor, asked: string): Promise<FoundProject[]> {
  const words = asked.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (words.length === 0) return [];
  const said = sql`(' ' || regexp_replace(${SAYS}, '[^[:alnum:]]+', ' ', 'g'))`;
  return tx
    .select({
      ...{ id: projects.id, acronym: projects.acronym, number: NUMBER },
      title: actor.locale === 'en' ? projects.titleEn : projects.titleFr,
    })
    .from(projects)
    .where(
      and(
        eq(projects.clusterId, actor.clusterId),
        ...words.slice(0, 6).map((word) => sql`strpos(${said}, ' ' || access.fold(${word})) > 0`),
      ),
    )
    .orderBy(sql`${DAY} desc, id desc limit 11`);
}

/** What the filter leaves, in the actor's cluster. Columns are written out: Drizzle drops the table's name in a select from one table. */
function within(actor: Actor, { q, das, type, funder, outcome, year, mine }: RegistryFilter): SQL | undefined {
  return and(
    eq(projects.clusterId, actor.clusterId),
    das ? eq(projects.das, das) : undefined,
    type ? eq(projects.type, type) : undefined,
    funder ? eq(projects.funder, funder) : undefined,
    outcome ? sql`outcome = ${outcome}` : undefined,
    year ? sql`extract(year from ${DAY}) = ${year}` : undefined,
    mine ? eq(projects.leadId, actor.personId) : undefined,
    q ? sql`strpos(${SAYS}, access.fold(${q})) > 0` : undefined,
  );
}

/** Years that hold a label or a file, newest first, for the filter. */
export async function listRegistryYears(tx: Tx, actor: Actor): Promise<number[]> {
  const rows = await tx
    .selectDistinct({ year: sql<number>`extract(year from ${DAY})::int` })
    .from(projects)
    .where(eq(projects.clusterId, actor.clusterId))
    .orderBy(sql`1 desc`)
    .limit(60);
  return rows.map(({ year }) => year);
}
