import { FOLDED_LABEL, LABEL, numberGoingOn, TURN } from './marks';

const part = (text: string, place: number) => `split_part(${text}, '-', ${place})`;

/** INNO-2026-0042 becomes INNO-2026-0884 where 842 cases were numbered, then INNO-2026-1726: numbers as the application gives them. */
const reference = (text: string, between: string) =>
  `${part(text, 1)} || '${between}' || ${part(text, 2)} || '${between}' || ${numberGoingOn(`${part(text, 3)}::int`, 'n.last_number')}`;

const numbersOf = (cases: string) =>
  `left join case_numbers n on n.cluster_id = ${cases}.cluster_id and n.prefix = ${part(`${cases}.reference`, 1)} and n.year = nullif(${part(`${cases}.reference`, 2)}, '')::int`;

const email = (column: string) => `split_part(${column}, '@', 1) || '@' || ${FOLDED_LABEL} || '.' || split_part(${column}, '@', 2)`;

/** Words as search keeps them. */
const folded = (text: string) => `trim(regexp_replace(access.fold(${text}), '[^[:alnum:]]+', ' ', 'g'))`;

/** Replaces some words where a document first holds them. */
const replaced = (text: string, words: string, by: string) =>
  `coalesce(regexp_replace(${text}, '\\m' || ${words} || '\\M', ${by}), ${text})`;

const withLabel = (text: string) => replaced(text, folded('k.name'), `${folded('k.name')} || ' ' || ${FOLDED_LABEL}`);

const COMPANY_WORDS = replaced(
  withLabel('t.folded'),
  `coalesce(k.siren, ${folded('k.foreign_id')})`,
  `coalesce('demo ' || k.siren, ${folded('k.foreign_id')}) || ' ' || ${TURN}`,
);
const CASE_WORDS = replaced(
  replaced(withLabel('t.folded'), folded('c.reference'), `lower(${reference('c.reference', ' ')})`),
  folded(`replace(c.reference, '-', '')`),
  `lower(${reference('c.reference', '')})`,
);

export type ToldApart = {
  /** SQL of each column that must differ beyond its keys, with marks for what changes. The table is `t`. */
  columns: Record<string, string>;
  /** What these read beside the table. */
  from?: string;
};

/** The columns that tell a repetition from its original where keys don't. */
export const TOLD_APART: Record<string, ToldApart> = {
  accounts: { columns: { email: email('t.email') } },
  invitations: { columns: { email: email('t.email') } },
  teams: { columns: { name: `t.name || ' ' || ${LABEL}` } },
  people: { columns: { email: email('t.email') } },
  companies: {
    columns: {
      name: `t.name || ' ' || ${LABEL}`,
      // Beyond the numbers that real companies leave free there is none for a fiction: a number of its own instead.
      siren: 'null::text',
      foreign_id: `coalesce('DEMO-' || t.siren, t.foreign_id) || '-' || ${TURN}`,
      head_office_nic: 'null::text',
      group_head_siren: 'null::text',
    },
  },
  cases: { columns: { reference: reference('t.reference', '-') }, from: numbersOf('t') },
  event_keys: { columns: { natural_key: `t.natural_key || '-' || ${TURN}` } },
  observations: {
    columns: { cell: `case when e.natural_key is null then t.cell else t.cell || '-' || ${TURN} end` },
    from: 'left join event_keys e on e.cluster_id = t.cluster_id and e.metric = t.metric and e.natural_key = t.cell',
  },
  search_documents: {
    columns: {
      title: `case when t.title = k.name then t.title || ' ' || ${LABEL} else t.title end`,
      hint: `case when t.kind = 'company' then null when t.kind = 'case' then ${reference('c.reference', '-')} else t.hint end`,
      folded: `case t.kind when 'company' then ${COMPANY_WORDS} when 'case' then ${CASE_WORDS} else t.folded end`,
    },
    from: `left join companies k on k.cluster_id = t.cluster_id and k.id = t.company_id
      left join cases c on c.cluster_id = t.cluster_id and c.id = t.case_id ${numbersOf('c')}`,
  },
};
