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

/** Those first that somebody of the demonstration's sign-in page leads. */
function openCases(tx: postgres.TransactionSql): Promise<Deal[]> {
  return tx<Deal[]>`
    select c.cluster_id as "clusterId", c.id, c.company_id as "companyId", c.programme_id as "programmeId", c.lead_id as "leadId", co.name as company,
      to_char(c.started_on, 'DD/MM/YYYY') as on, (c.started_on + time '14:00') at time zone 'Europe/Paris' as at,
      (select r.person_id from company_roles r where r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader' and r.until_on is null order by r.person_id limit 1) as "leaderId",
      (select m.id from milestones m where m.cluster_id = c.cluster_id and m.case_id = c.id and m.published_at is not null and m.state = 'done' order by m.position limit 1) as "milestoneId"
    from cases c join companies co on co.cluster_id = c.cluster_id and co.id = c.company_id
    where c.started_on is not null and c.ended_on is null and c.lead_id is not null
    order by exists (select from people p where p.cluster_id = c.cluster_id and p.account_id is not null
      and (p.id = c.lead_id or p.id in (select r.person_id from company_roles r where r.cluster_id = c.cluster_id and r.company_id = c.company_id and r.role = 'leader'))) desc, c.id
    limit ${CASES}`.then((rows) => [...rows]);
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
