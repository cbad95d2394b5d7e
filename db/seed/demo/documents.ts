import { createHash, randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { newId } from '../../../app/platform/id.server';
import { PROMPT } from '../../prompt-socket';
import { beyondRowSecurity } from '../set-aside';
import { pdfOf } from './pdf';

type Deal = {
  clusterId: string;
  id: string;
  companyId: string;
  programmeId: string;
  milestoneId: string | null;
  leadId: string;
  leaderId: string | null;
  company: string;
  on: string;
  at: string;
};
export type FileToKeep = { clusterId: string; fileId: string; bytes: Buffer };

const CASES = 90;
const KINDS = [
  {
    side: 'advisor',
    confidentiality: 'company',
    title: 'Compte rendu de la réunion de lancement',
    name: 'compte-rendu-lancement',
    lines: [
      'Présents : la direction, le conseiller du pôle.',
      'Décisions : calendrier du plan, pièces à réunir, prochain point dans un mois.',
    ],
  },
  {
    side: 'advisor',
    confidentiality: 'team',
    title: 'Notes de préparation du comité',
    name: 'preparation-comite',
    lines: ['Points à vérifier avant le comité : trésorerie, calendrier des aides, avis de l’expert.'],
  },
  {
    side: 'company',
    confidentiality: 'company',
    title: 'Présentation de l’entreprise',
    name: 'presentation',
    lines: ['Notre métier, nos clients, notre équipe et ce que nous attendons du programme.'],
  },
] as const;

/** Small files for the open cases of the demonstration's people, with what the database says of them. Once: a database that has documents keeps its own. */
export async function seedDocuments(ownerUrl: string): Promise<FileToKeep[]> {
  const sql = postgres(ownerUrl, { ...PROMPT, max: 1, onnotice: () => {} });
  try {
    const files: FileToKeep[] = [];
    await sql.begin((tx) =>
      beyondRowSecurity(tx, async () => {
        const [known] = await tx`select from documents limit 1`;
        if (known) return;
        for (const deal of await openCases(tx)) {
          const made = KINDS.flatMap((kind) => (kind.side === 'company' && !deal.leaderId ? [] : [documentOf(deal, kind)]));
          await tx`insert into documents ${tx(made.map(({ row }) => row))}`;
          files.push(...made.map(({ file }) => file));
        }
      }),
    );
    return files;
  } finally {
    await sql.end();
  }
}

/** Those first that somebody of the demonstration's sign-in page leads or owns. Chosen before anything is read about them: a country has a million. */
function openCases(tx: postgres.TransactionSql): Promise<Deal[]> {
  const isOpen = tx`started_on is not null and ended_on is null and lead_id is not null`;
  return tx<Deal[]>`
    with signed_in as materialized (select cluster_id, id from people where account_id is not null),
    theirs as (
      select c.cluster_id, c.id from signed_in p join cases c on c.cluster_id = p.cluster_id and c.lead_id = p.id where ${isOpen}
      union select c.cluster_id, c.id from signed_in p join company_roles r on r.cluster_id = p.cluster_id and r.person_id = p.id and r.role = 'leader'
        join cases c on c.cluster_id = r.cluster_id and c.company_id = r.company_id where ${isOpen}),
    chosen as materialized (
      select cluster_id, id, bool_or(is_theirs) as is_theirs
      from ((select cluster_id, id, true as is_theirs from theirs order by id limit ${CASES})
        union all (select cluster_id, id, false from cases where ${isOpen} order by id limit ${CASES})) x
      group by cluster_id, id order by is_theirs desc, id limit ${CASES})
    select c.cluster_id as "clusterId", c.id, c.company_id as "companyId", c.programme_id as "programmeId", c.lead_id as "leadId", co.name as company,
      to_char(c.started_on, 'DD/MM/YYYY') as on, (c.started_on + time '14:00') at time zone 'Europe/Paris' as at,
      (select r.person_id from company_roles r where r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader' and r.until_on is null order by r.person_id limit 1) as "leaderId",
      (select m.id from milestones m where m.cluster_id = c.cluster_id and m.case_id = c.id and m.published_at is not null and m.state = 'done' order by m.position limit 1) as "milestoneId"
    from chosen join cases c using (cluster_id, id) join companies co on co.cluster_id = c.cluster_id and co.id = c.company_id
    order by chosen.is_theirs desc, c.id`.then((rows) => [...rows]);
}

function documentOf(deal: Deal, { side, confidentiality, title, name, lines }: (typeof KINDS)[number]) {
  const bytes = pdfOf(title, [deal.company, deal.on, '', ...lines]);
  // Lists are in the order of their keys.
  const id = newId(new Date(deal.at).getTime());
  const fileId = randomUUID();
  const row = {
    ...{
      cluster_id: deal.clusterId,
      id,
      family_id: id,
      number: 1,
      company_id: deal.companyId,
      case_id: deal.id,
      programme_id: deal.programmeId,
    },
    milestone_id: side === 'advisor' && confidentiality === 'company' ? deal.milestoneId : null,
    ...{ title, file_name: `${name}.pdf`, media_type: 'application/pdf', size_bytes: bytes.length, file_id: fileId, confidentiality, side },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    uploaded_by_id: side === 'company' ? deal.leaderId : deal.leadId,
    uploaded_at: deal.at,
  };
  return { row, file: { clusterId: deal.clusterId, fileId, bytes } };
}
