import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { GrantPart } from '~/features/case-grants/case-grant';
import { caseAddress } from '~/features/cases/case-address';
import { ballSideOf, type MilestoneSide, type MilestoneState } from '~/features/milestones/milestone';
import type { NoteKind } from '~/features/notes/note';
import { formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import type { Block, Letter } from './letter';
import { isChosenKind, type MailKind, type MailOutcome } from './mail-kind';
import { netChange, type Step } from './net-change';

/** A letter whose time has come: its last fact decides what it says. */
export type DueLetter = { kind: MailKind; subjectId: string; steps: readonly Step[] };
/** Addresses that a letter links to; the second ends letters of its kind. */
export type LetterLinks = { origin: string; unsubscribe: string };
export type Composed = { outcome: 'letter'; to: string; locale: Locale; letter: Letter } | { outcome: Exclude<MailOutcome, 'sent'> };

type Reader = { email: string; locale: Locale; givenName: string; isForCompany: boolean; isOff: boolean };
type Told = { subject: string; blocks: Block[] };

/**
 * The letter as its reader may know it now, in their language; or why there is none. `tx` is entered as the reader: what they may no
 * longer read is not found, and nothing is told of it. A letter never quotes what people wrote to each other: it links to it.
 */
export async function composeLetter(tx: Tx, due: DueLetter, links: LetterLinks): Promise<Composed> {
  const reader = await findReader(tx, due.kind);
  if (!reader) return { outcome: 'not_readable' };
  if (reader.isOff) return { outcome: 'opted_out' };
  const told = await TELLERS[due.kind](tx, reader, due, links);
  if (typeof told === 'string') return { outcome: told };
  const t = messagesFor(reader.locale)('mail');
  const blocks: Block[] = [
    { kind: 'text', text: t('greeting', { name: reader.givenName }) },
    ...told.blocks,
    ...(isChosenKind(due.kind)
      ? ([
          { kind: 'small', text: t('footer.why') },
          { kind: 'small', text: t('footer.choose'), href: `${links.origin}/account/notifications` },
          { kind: 'small', text: t('footer.stop'), href: links.unsubscribe },
        ] as const)
      : []),
  ];
  return { outcome: 'letter', to: reader.email, locale: reader.locale, letter: { subject: told.subject, blocks } };
}

/** The copy of somebody's data is there: the letter carries a way to it and nothing of it. */
async function tellCopy(tx: Tx, { locale }: Reader, { subjectId }: DueLetter, { origin }: LetterLinks) {
  const [copy] = (await tx.execute(sql`
    select d.expires_at as until from data_copies d
    where d.cluster_id = access.cluster_id() and d.person_id = access.person_id() and d.id = ${subjectId} and d.file_id is not null`)) as unknown as {
    until: string;
  }[];
  if (!copy) return 'nothing_left' as const;
  const t = messagesFor(locale)('mail');
  return {
    subject: t('copy_ready.subject'),
    blocks: [
      { kind: 'text', text: t('copy_ready.text') },
      { kind: 'facts', rows: [[t('copy_ready.until'), formatsFor(locale).dateTime(new Date(copy.until))]] },
      { kind: 'button', label: t('copy_ready.open'), href: `${origin}/account/data/copy` },
    ],
  } satisfies Told;
}

async function findReader(tx: Tx, kind: MailKind): Promise<Reader | null> {
  const [row] = (await tx.execute(sql`
    select a.email, a.locale, a.given_name as "givenName", access.audience() = 'company' as "isForCompany",
      exists (select from notification_settings s where s.cluster_id = access.cluster_id() and s.person_id = access.person_id() and s.kind = ${kind} and not s.is_on) as "isOff"
    from access.mail_address() a`)) as unknown as Reader[];
  return row ?? null;
}

/** Told to whoever held a company's account until now and to whoever holds it, also where the first has left the company since. */
async function tellHolder(tx: Tx, { locale }: Reader, { subjectId }: DueLetter, { origin }: LetterLinks) {
  const [company] = (await tx.execute(
    sql`select name, is_holder as "isHolder" from access.own_company(${subjectId}::uuid)`,
  )) as unknown as { name: string; isHolder: boolean }[];
  if (!company) return 'not_readable' as const;
  const t = messagesFor(locale)('mail');
  const said = company.isHolder ? 'named' : 'released';
  return {
    subject: t(`account_holder.${said}_subject`),
    blocks: [
      { kind: 'text', text: t(`account_holder.${said}_text`, { company: company.name }) },
      {
        kind: 'button',
        label: t(`account_holder.${said}_open`),
        href: `${origin}${company.isHolder ? `/plan/people?company=${subjectId}` : '/account'}`,
      },
    ],
  } satisfies Told;
}

type NoteFacts = { caseId: string; reference: string; company: string; author: string; kind: NoteKind; happenedOn: string };

async function tellNote(tx: Tx, { locale, isForCompany }: Reader, { subjectId }: DueLetter, { origin }: LetterLinks) {
  const [note] = (await tx.execute(sql`
    select n.case_id as "caseId", c.reference, co.name as company, p.given_name || ' ' || p.family_name as author, n.kind, n.happened_on as "happenedOn"
    from notes n join cases c on c.cluster_id = n.cluster_id and c.id = n.case_id join companies co on co.cluster_id = n.cluster_id and co.id = n.company_id
      join people p on p.cluster_id = n.cluster_id and p.id = n.author_id
    where n.cluster_id = access.cluster_id() and n.id = ${subjectId} and n.state = 'published' and n.confidentiality = 'company'`)) as unknown as NoteFacts[];
  if (!note) return 'not_readable' as const;
  const [say, f] = [messagesFor(locale), formatsFor(locale)];
  const t = say('mail');
  const rows = [
    [t('fact.kind'), say('notes')(`kind.${note.kind}`)],
    [t('fact.day'), f.date(note.happenedOn)],
    [t('fact.case'), note.reference],
  ] as const;
  return {
    subject: t('note_shared.subject'),
    blocks: [
      { kind: 'text', text: t('note_shared.text', { author: note.author, company: note.company }) },
      { kind: 'facts', rows },
      { kind: 'button', label: t('note_shared.open'), href: origin + caseAddress(note.caseId, isForCompany) },
    ],
  } satisfies Told;
}

type MilestoneNow = {
  caseId: string;
  reference: string;
  company: string;
  title: string;
  state: MilestoneState;
  sides: MilestoneSide[];
  dueOn: string;
  isLed: boolean;
};

/** A milestone is told to whoever holds it, if they did not hold it so before. */
async function tellMilestone(tx: Tx, { locale, isForCompany }: Reader, { kind, subjectId, steps }: DueLetter, { origin }: LetterLinks) {
  const [now] = (await tx.execute(sql`
    select m.case_id as "caseId", c.reference, co.name as company, case when ${locale === 'en'} and m.title_en <> '' then m.title_en else m.title end as title,
      m.state, m.sides, m.due_on as "dueOn", c.lead_id = access.person_id() as "isLed"
    from milestones m join cases c on c.cluster_id = m.cluster_id and c.id = m.case_id join companies co on co.cluster_id = m.cluster_id and co.id = m.company_id
    where m.cluster_id = access.cluster_id() and m.id = ${subjectId}`)) as unknown as MilestoneNow[];
  if (!now) return 'not_readable' as const;
  const isTheirs = ballSideOf(now) === (isForCompany ? 'company' : 'advisor') && (isForCompany || now.isLed);
  const isOpen = now.state === 'in_progress' || now.state === 'to_validate';
  if (!isTheirs || !isOpen || !netChange(steps, now.state)) return 'nothing_left' as const;
  const t = messagesFor(locale)('mail');
  const said = now.state === 'to_validate' ? 'validate' : kind === 'milestone_returned' ? 'returned' : 'turn';
  const [subject, text] = MILESTONE_WORDS[said];
  const due: (readonly [string, string])[] = now.dueOn === 'infinity' ? [] : [[t('fact.due'), formatsFor(locale).date(now.dueOn)]];
  return {
    subject: t(subject),
    blocks: [
      { kind: 'text', text: t(text, { company: now.company }) },
      { kind: 'facts', rows: [[t('fact.milestone'), now.title], ...due, [t('fact.case'), now.reference]] },
      { kind: 'button', label: t('milestone.open'), href: `${origin}${caseAddress(now.caseId, isForCompany)}/milestones/${subjectId}` },
    ],
  } satisfies Told;
}

type LedCase = { caseId: string; reference: string; company: string; advisor: string };

/** A company is told once who follows it now, whatever the number of its cases. */
async function tellHandOver(tx: Tx, { locale, isForCompany }: Reader, { subjectId, steps }: DueLetter, { origin }: LetterLinks) {
  const lead = steps.at(-1)?.to;
  if (!lead || !netChange(steps, lead)) return 'nothing_left' as const;
  const led = (await tx.execute(sql`
    select c.id as "caseId", c.reference, co.name as company, p.given_name || ' ' || p.family_name as advisor
    from cases c join companies co on co.cluster_id = c.cluster_id and co.id = c.company_id join people p on p.cluster_id = c.cluster_id and p.id = c.lead_id
    where c.cluster_id = access.cluster_id() and c.company_id = (select k.company_id from cases k where k.cluster_id = c.cluster_id and k.id = ${subjectId}) and c.lead_id = ${lead}::uuid and c.worklist <> 'closed' order by c.reference limit 20`)) as unknown as LedCase[];
  const [first] = led;
  if (!first) return 'nothing_left' as const;
  const t = messagesFor(locale)('mail');
  return {
    subject: t('handed_over.subject'),
    blocks: [
      { kind: 'text', text: t('handed_over.text', { advisor: first.advisor, company: first.company }) },
      { kind: 'facts', rows: led.map(({ reference }) => [t('fact.case'), reference] as const) },
      { kind: 'text', text: t('handed_over.then') },
      { kind: 'button', label: t('handed_over.open'), href: origin + caseAddress(first.caseId, isForCompany) },
    ],
  } satisfies Told;
}

type Opening = { caseId: string; company: string; by: string; reference: string; until: string; parts: GrantPart[] };

/** Told to whoever a case is opened to, while it is. */
async function tellOpening(tx: Tx, { locale }: Reader, { subjectId }: DueLetter, { origin }: LetterLinks) {
  const [opening] = (await tx.execute(sql`
    select o.case_id as "caseId", o.company_name as company, o.opened_by as by, o.reference, o.until_on::text as until, o.parts
    from access.opened_cases() o where o.grant_id = ${subjectId}::uuid`)) as unknown as Opening[];
  if (!opening) return 'not_readable' as const;
  const [say, f] = [messagesFor(locale), formatsFor(locale)];
  const [t, g] = [say('mail'), say('grants')];
  return {
    subject: t('case_opened.subject'),
    blocks: [
      { kind: 'text', text: t('case_opened.text', { by: opening.by, company: opening.company }) },
      {
        kind: 'facts',
        rows: [
          [t('fact.case'), opening.reference],
          [t('case_opened.until'), f.date(opening.until)],
          [t('case_opened.parts'), f.list(opening.parts.map((part) => g(`opened.${part}`)))],
        ],
      },
      { kind: 'text', text: t('case_opened.then') },
      { kind: 'button', label: t('case_opened.open'), href: `${origin}/opened/${opening.caseId}` },
    ],
  } satisfies Told;
}

const TELLERS = {
  note_shared: tellNote,
  milestone_turn: tellMilestone,
  milestone_returned: tellMilestone,
  account_holder: tellHolder,
  handed_over: tellHandOver,
  copy_ready: tellCopy,
  case_opened: tellOpening,
} satisfies Record<MailKind, (tx: Tx, reader: Reader, due: DueLetter, links: LetterLinks) => Promise<Told | MailOutcome>>;

const MILESTONE_WORDS = {
  validate: ['milestone_turn.validate_subject', 'milestone_turn.validate_text'],
  returned: ['milestone_returned.subject', 'milestone_returned.text'],
  turn: ['milestone_turn.subject', 'milestone_turn.text'],
} as const;
