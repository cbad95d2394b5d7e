import type postgres from 'postgres';
import type { Track } from '../../../app/features/programmes/track';
import { clusters } from '../../schema/accounts';
import { programmes } from '../../schema/programmes';
import { insertRows } from '../bulk';
import { seedClusterReference } from '../reference';
import { PLAN_TEMPLATES, STRUCTURING_PROJECT_TEMPLATES } from '../reference/plan-templates';
import { repeatCluster } from '../repeat/repeat-cluster';
import { openAccounts } from './accounts';
import { Batch } from './batch';
import { writeBlock } from './block';
import { BLOCK, planBlock } from './block-plan';
import { type Clock, instantOf } from './calendar';
import { openCases } from './case-grants';
import { Chance } from './chance';
import { writeClusterFigures } from './cluster-figures';
import { writeDerived } from './derived';
import { DEMO_SIREN_COUNT, demoPhone, Keys } from './identifiers';
import { emailOf, personName } from './people-names';
import { addPosts } from './posts';
import { writeProjectFigures } from './project-figures';
import { planSmallCluster } from './small-cluster';
import { addInvitations, addStaff, addTeam, type StaffMember, type StaffRoom } from './staff';
import type { FigureWriter } from './subject-figures';
import { CLUSTER_DEPARTMENTS } from './territory';
import type { CaseTemplate, DemoCompany, Space } from './world';

export type ClusterPlan = {
  slug: string;
  name: string;
  /** The first cluster is the large one; the second shows that clusters are apart. */
  isMain: boolean;
  clock: Clock;
  scale: number;
  cases: number | null;
  /** Cases written one by one; more of them repeat these under other names. */
  mostDistinct: number;
  log: (line: string) => void;
};

/** Share of the contract's targets that the second cluster keeps: it has 8 companies where the contract counts on 200. */
const SMALL_TARGET_SHARE = 0.05;
/** One for 25 companies. */
const ADVISORS_A_BLOCK = 8;
/** The demonstration's people, by role. (`docs/domain.md §10.5`) */
const ADVISORS_SIGNING_IN = 6;
const COLLABORATORS = 2;
/** Of the first three places, then of companies whose story is told. */
const LEADERS_SIGNING_IN = [0, 1, 2, 11, 12, 13, 16, 17];
/** The second cluster's SIRENs are the last of the range. */
const SMALL_CLUSTER_INDEX = DEMO_SIREN_COUNT - 20;

export async function fillDemoCluster(sql: postgres.TransactionSql, plan: ClusterPlan): Promise<void> {
  const { slug, name, isMain, clock, log } = plan;
  const chance = new Chance(`${slug} people`);
  const keys = new Keys(new Chance(`${slug} keys`), 'cluster');
  const bornAt = instantOf(`${clock.contractStartYear}-01-01`, isMain ? '00:10' : '00:20');
  const clusterId = keys.at(bornAt);
  const programmeId = keys.at(bornAt);
  const validFrom = `${clock.contractStartYear}-01-01`;
  await insertRows(sql, clusters, [{ id: clusterId, slug, name, validFrom, isDemo: true }]);
  await sql`select access.enter_system(${clusterId}, 'seed')`;
  const settings = { departments: CLUSTER_DEPARTMENTS, demo: { asOf: clock.asOf, contractStartYear: clock.contractStartYear } };
  await insertRows(sql, programmes, [
    { clusterId, id: programmeId, code: 'perspective-pme', name: 'Perspective PME', startsOn: validFrom, settings },
  ]);
  const targetShare = isMain ? 1 : SMALL_TARGET_SHARE;
  await seedClusterReference(sql, clusterId, programmeId, clock.contractStartYear, { targetShare, newKey: () => keys.at(bornAt) });

  const batch = new Batch();
  const room: StaffRoom = { clusterId, clock, chance, keys, batch, domain: `${slug}.example` };
  const staff = addCommonStaff(room, isMain);
  const space: Space = { clusterId, name, programmeId, clock, ...(await readTemplates(sql, clusterId)), ...staff };
  const peopleRoom = { ...room, keys: new Keys(new Chance(`${slug} people keys`)) };
  const advisors = addAdvisors(peopleRoom, isMain ? ADVISORS_A_BLOCK : 2, 0);
  addPosts(peopleRoom, advisors, staff.manager);
  const inviteChance = new Chance(`${slug} invitations`);
  const expertChance = new Chance(`${slug} expert`);
  const expertRoom = { ...room, chance: expertChance, keys: new Keys(expertChance, 'cluster') };
  const expert = addStaff(expertRoom, { role: 'expert', order: isMain ? 330 : 335 });
  if (isMain) addInvitations({ ...room, chance: inviteChance, keys: new Keys(inviteChance) }, staff.admin.id);
  const signingIn = [
    staff.manager,
    staff.admin,
    staff.director,
    expert,
    ...staff.funders,
    ...Object.values(staff.trackLeads),
    ...advisors.slice(0, ADVISORS_SIGNING_IN),
  ];
  const opened = signingIn.map(({ email, role }): { email: string; role: string } => ({ email, role }));

  const numbering = new Map<string, number>();
  const turns = isMain ? turnsOf(plan) : 0;
  await withoutRowTriggers(sql, async () => {
    const first = { space, seed: `${slug} block 0`, advisors, numbering };
    if (!isMain) {
      const companies = writeBlock({ ...first, plan: planSmallCluster(SMALL_CLUSTER_INDEX, chance), batch, maxCases: 99 });
      opened.push(...openLeaders(peopleRoom, companies.slice(0, 1)));
      await flush(sql, batch, clusterId, clock);
    } else {
      const wanted = Math.round(casesOf(plan) / (turns + 1));
      let own = advisors;
      for (let block = 0, written = 0; written < wanted; block++, written += BLOCK.cases) {
        const rows = block === 0 ? batch : new Batch();
        if (block > 0) {
          own = addAdvisors({ ...peopleRoom, batch: rows }, ADVISORS_A_BLOCK, block);
          addPosts({ ...peopleRoom, batch: rows }, own, staff.manager);
        }
        const blockPlan = planBlock(block, new Chance(`${slug} plan ${block}`));
        const seed = `${slug} block ${block}`;
        const companies = writeBlock({ space, seed, numbering, plan: blockPlan, advisors: own, batch: rows, maxCases: wanted - written });
        if (block === 0)
          opened.push(
            ...openLeaders(
              peopleRoom,
              LEADERS_SIGNING_IN.flatMap((place) => companies[place] ?? []),
            ),
          );
        await flush(sql, rows, clusterId, clock);
        // What is derived keeps the plan made when its tables were empty, until the planner is told how they have grown.
        if (Number.isInteger(Math.log2(block + 1) / 2)) await sql`analyze`;
        if (block > 0) log(`${Math.min(wanted, written + BLOCK.cases)} of ${wanted} cases written one by one`);
      }
    }
    await saveNumbering(sql, clusterId, numbering);
    await writeOwnFigures(sql, { clusterId, clock, keys, isMain, slug }, staff, batch);
  });
  if (turns > 0) {
    await foldImpact(sql, log);
    await repeatCluster(sql, { turns, log });
  }
  // Told once, of the originals alone.
  await withoutRowTriggers(sql, () =>
    openCases(sql, { ...expertRoom, keys: new Keys(expertChance) }, expert.id, advisors[0]?.id ?? '', collaboratorOf(opened)),
  );
  await openAccounts(sql, clusterId, opened);
}

const casesOf = ({ cases, scale }: ClusterPlan) => cases ?? Math.max(1, Math.round(BLOCK.cases * scale));

/** How many times the cases written one by one are repeated to make those wanted. */
const turnsOf = (plan: ClusterPlan) => Math.ceil(casesOf(plan) / plan.mostDistinct) - 1;

/** What the job does in small steps: every company's part in the figures, so that it is repeated too. (`docs/ledger.md §9`) */
async function foldImpact(sql: postgres.TransactionSql, log: (line: string) => void): Promise<void> {
  await sql`analyze`;
  await sql`select ledger.fold(1000000)`;
  log('impact: every company counted');
}

/** Facts of the cluster itself and of its projects, declared by the manager and verified by the director. */
async function writeOwnFigures(
  sql: postgres.TransactionSql,
  { isMain, slug, ...own }: Pick<FigureWriter, 'clusterId' | 'clock' | 'keys'> & { isMain: boolean; slug: string },
  { manager, director }: { manager: StaffMember; director: StaffMember },
  written: Batch,
): Promise<void> {
  const batch = new Batch();
  const writer: FigureWriter = { ...own, batch, authorId: manager.id, verifierId: director.id };
  writeClusterFigures(writer, { share: isMain ? 1 : SMALL_TARGET_SHARE });
  writeProjectFigures(writer, written.rows('projects'), written.rows('projectPartners'), `${slug} block 0`);
  await batch.write(sql);
}

async function flush(sql: postgres.TransactionSql, batch: Batch, clusterId: string, { asOf }: Clock): Promise<void> {
  await batch.write(sql);
  await writeDerived(
    sql,
    clusterId,
    batch.rows('cases').map(({ id }) => id as string),
    asOf,
  );
}

/** Triggers that work row by row are set aside for the load; `writeDerived` does their work for many cases at once. */
const ROW_TRIGGERS = [
  ['milestones', 'milestones_insert'],
  ['milestone_dependencies', 'dependencies_insert'],
  ['milestone_dependencies', 'dependencies_cycle'],
  ['tasks', 'tasks_insert'],
  ['notes', 'notes_insert'],
  ['plan_agreements', 'plan_agreements_insert'],
  ['case_assignments', 'case_assignments_lead'],
  ['events', 'events_health'],
  ['company_difficulties', 'difficulties_health'],
] as const;

async function withoutRowTriggers(sql: postgres.TransactionSql, load: () => Promise<void>): Promise<void> {
  for (const [table, trigger] of ROW_TRIGGERS) await sql.unsafe(`alter table ${table} disable trigger ${trigger}`);
  await load();
  for (const [table, trigger] of ROW_TRIGGERS) await sql.unsafe(`alter table ${table} enable trigger ${trigger}`);
}

function addCommonStaff(room: StaffRoom, isMain: boolean) {
  const trackLeads: Partial<Record<Track, StaffMember>> = {};
  const tracks: Track[] = isMain ? ['international', 'financing', 'innovation'] : ['innovation'];
  const start = isMain ? 300 : 340;
  for (const [index, track] of tracks.entries())
    trackLeads[track] = addStaff(room, { role: 'track_lead', order: start + 10 + index, track });
  return {
    trackLeads,
    manager: addStaff(room, { role: 'manager', order: start }),
    director: addStaff(room, { role: 'director', order: start + 1 }),
    // The State reads, and in the large cluster the Region beside it.
    funders: (isMain ? [2, 20] : [2]).map((place) => addStaff(room, { role: 'funder', order: start + place })),
    admin: addStaff(room, { role: 'admin', order: start + 3 }),
  };
}

/** Advisors in teams of eight, the first ones in two. */
function addAdvisors(room: StaffRoom, count: number, block: number): StaffMember[] {
  const names = block === 0 ? ['Équipe Marchés et innovation', 'Équipe Croissance et financement'] : [`Équipe ${block + 2}`];
  const above = block === 0 ? addTeam(room, 'Accompagnement des entreprises') : null;
  const teams = names.map((name) => addTeam(room, name, above));
  return Array.from({ length: count }, (_, index) => {
    const teamId = teams[index % teams.length] as string;
    // Beyond the first block, its number keeps e-mails apart.
    const domain = block === 0 ? room.domain : `equipe${block + 2}.${room.domain}`;
    const order = 200 + block * ADVISORS_A_BLOCK + index;
    // The second of a team leads it, so that the first advisor of all, whose caseload the demonstration shows, leads none.
    const place = count > teams.length ? index - teams.length : index;
    return addStaff({ ...room, domain }, { role: 'advisor', order, teamId, leadsTeam: place >= 0 && place < teams.length });
  });
}

/** Leaders who may sign in, the last of whom leads two companies, and a collaborator of each of the first. */
function openLeaders(room: StaffRoom, companies: readonly DemoCompany[]): { email: string; role: string }[] {
  const [other, last] = companies.slice(-2);
  if (other && last) addSecondCompany(room, last, other);
  return [
    ...companies.map(({ leader }) => ({ email: leader.email, role: 'leader' })),
    ...companies
      .slice(0, COLLABORATORS)
      .map((company, place) => ({ email: addCollaborator(room, company, 400 + place), role: 'collaborator' })),
  ];
}

const collaboratorOf = (opened: readonly { email: string; role: string }[]) =>
  opened.find(({ role }) => role === 'collaborator')?.email ?? '';

/** The leader of one company joins those of another. */
function addSecondCompany({ clusterId, keys, batch, clock }: StaffRoom, { leader }: DemoCompany, other: DemoCompany): void {
  const fromOn = clock.days.day(clock.today - 60);
  batch.add('companyRoles', {
    ...{ clusterId, id: keys.at(instantOf(fromOn, '10:00')), companyId: other.id, personId: leader.id, role: 'leader', fromOn },
    ...{ jobTitle: 'Associé', isAccountOwner: false, isSignatory: false },
  });
}

/** Somebody of a company whom its leader let in lately; returns their e-mail. */
function addCollaborator({ clusterId, chance, keys, batch, clock }: StaffRoom, company: DemoCompany, order: number): string {
  const fromOn = clock.days.day(clock.today - 40);
  const at = instantOf(fromOn, '11:30');
  const name = personName(chance, order);
  const email = emailOf(name, company.domain);
  const [accountId, id] = [keys.at(at), keys.at(at)];
  const dates = { createdAt: at, updatedAt: at };
  batch.add('accounts', { id: accountId, email, passwordHash: null, ...dates });
  batch.add('people', {
    ...{ clusterId, id, accountId, givenName: name.given, familyName: name.family, email, phone: demoPhone(chance, 'office') },
    ...{ isStaff: false, ...dates },
  });
  batch.add('companyRoles', {
    ...{ clusterId, id: keys.at(at), companyId: company.id, personId: id, role: 'collaborator', fromOn },
    ...{ jobTitle: name.isWoman ? 'Chargée de projet' : 'Chargé de projet', isAccountOwner: false, isSignatory: false },
  });
  return email;
}

async function readTemplates(sql: postgres.TransactionSql, clusterId: string): Promise<Pick<Space, 'templates' | 'structuringVersions'>> {
  const versions = await sql<{ code: string; id: string }[]>`
    select t.code, v.id from plan_templates t join plan_template_versions v on v.cluster_id = t.cluster_id and v.template_id = t.id
    where t.cluster_id = ${clusterId}`;
  const templates: Partial<Record<Track, CaseTemplate>> = {};
  for (const template of PLAN_TEMPLATES) {
    const versionId = versions.find(({ code }) => code === template.code)?.id;
    if (versionId) templates[template.track] = { ...template, versionId };
  }
  const structuringVersions: Space['structuringVersions'] = {};
  for (const { code, projectType } of STRUCTURING_PROJECT_TEMPLATES) {
    const versionId = versions.find((version) => version.code === code)?.id;
    if (versionId) structuringVersions[projectType] = versionId;
  }
  return { templates, structuringVersions };
}

/** The application's next case of a track takes the next number. */
async function saveNumbering(sql: postgres.TransactionSql, clusterId: string, numbering: Map<string, number>): Promise<void> {
  for (const [key, last] of numbering) {
    const [prefix = '', year = ''] = key.split(' ');
    await sql`insert into case_numbers (cluster_id, prefix, year, last_number) values (${clusterId}, ${prefix}, ${Number(year)}, ${last})`;
  }
}
