import type { EventKind } from '~/features/history/event';

/** Kinds whose from and to are states; of the others they are something else. */
const HAS_STATE = /^(milestone|task|plan)\.|^case\.(?!complexity_set|proposed)/;

type Value = string | number | boolean | null;
export type Told = { facts: Record<string, Value>; texts: Record<string, string | null> };
/** A column that an act changed. `isErased`: its words were, and only their digest is kept. */
export type FieldChange = { field: string; from: Value; to: Value; isErased: boolean };

/** The columns that an event says were changed, in the order of their names. */
export function toldChanges(kind: EventKind, { facts, texts }: Told): FieldChange[] {
  const said: Record<string, Value> = { ...(HAS_STATE.test(kind) ? before(facts) : {}), ...facts, ...texts };
  const fields = new Set(Object.keys(said).flatMap((name) => /^(.+)_(?:from|to)(?:_digest)?$/.exec(name)?.[1] ?? []));
  const isErased = (name: string) => `${name}_digest` in facts && (texts[name] ?? null) === null;
  return [...fields].sort().map((field) => ({
    field,
    from: said[`${field}_from`] ?? null,
    to: said[`${field}_to`] ?? null,
    isErased: isErased(`${field}_from`) || isErased(`${field}_to`),
  }));
}

/** What events told before each of their columns was named: the state they left and reached, the day they moved. */
function before({ from, to, fromDueOn, dueOn }: Told['facts']): Record<string, Value> {
  return {
    ...(from !== undefined && to !== undefined ? { state_from: from, state_to: to } : {}),
    ...(fromDueOn !== undefined && dueOn !== undefined ? { dueOn_from: fromDueOn, dueOn_to: dueOn } : {}),
  };
}
