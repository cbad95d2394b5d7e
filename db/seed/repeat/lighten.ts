import type postgres from 'postgres';

/** Notes that a repeated case keeps, its last two-way contact among them. */
const KEPT_NOTES = 6;

/**
 * What a repetition leaves out, as the condition on `t` for the rows it keeps. A case has some 44 notes and 120 events: a million cases
 * would be a hundred gigabytes of old notes that no list or total reads. A repeated case keeps its last notes, and its journal begins six
 * months before the last day; everything else of it is there.
 */
export const KEPT: Readonly<Record<string, string>> = {
  notes: 'exists (select from kept_notes k where k.id = t.id)',
  events: 'exists (select from kept_events k where k.id = t.id)',
  event_texts: 'exists (select from kept_events k where k.id = t.event_id)',
};

/** Chooses the rows; they are forgotten with the transaction. */
export async function chooseKept(sql: postgres.TransactionSql): Promise<void> {
  await sql`create temp table kept_notes on commit drop as
    select id from (
      select id, row_number() over (partition by cluster_id, case_id order by happened_on desc, id desc) as age,
        row_number() over (partition by cluster_id, case_id, is_two_way and state = 'published' order by happened_on desc, id desc) as two_way_age,
        is_two_way and state = 'published' as is_contact
      from notes) n
    where age <= ${KEPT_NOTES} or (is_contact and two_way_age = 1)`;
  await sql`create temp table kept_events on commit drop as
    select e.id from events e
    where e.recorded_at >= (select max(recorded_at) from events) - interval '6 months'
      and (e.subject_kind <> 'note' or exists (select from kept_notes k where k.id = e.subject_id))`;
}
