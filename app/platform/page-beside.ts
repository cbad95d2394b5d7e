/** Where a page of a list stands: after a row, before one, or at the list's beginning. */
export type Beside<Place> = { after: Place | null; before: Place | null };

export type PageOfRows<Row> = { rows: Row[]; hasPrevious: boolean; hasNext: boolean };

/**
 * A page of a list beside one of its rows. `read` gives one row more than `size` from a place on: in the list's order after it, in the
 * opposite order before it. Where too little stands before the place, or nothing after it, it is the list's first page.
 */
export async function readPageBeside<Row, Place>(
  { after, before }: Beside<Place>,
  size: number,
  read: (beside: Beside<Place>) => Promise<Row[]>,
): Promise<PageOfRows<Row>> {
  if (before || after) {
    const rows = await read({ after: before ? null : after, before });
    const hasMore = rows.length > size;
    if (before && hasMore) return { rows: rows.slice(0, size).reverse(), hasPrevious: true, hasNext: true };
    // Nothing after the place: the list got shorter meanwhile.
    if (!before && rows.length > 0) return { rows: rows.slice(0, size), hasPrevious: true, hasNext: hasMore };
  }
  const rows = await read({ after: null, before: null });
  return { rows: rows.slice(0, size), hasPrevious: false, hasNext: rows.length > size };
}
