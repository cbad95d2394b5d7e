/** What is counted of what somebody does signed in. */
export const LIMITED_USES = ['search', 'download', 'export', 'copy', 'letter', 'upload'] as const;
export type LimitedUse = (typeof LIMITED_USES)[number];

export type UseLimit = {
  /** How long uses are counted together. */
  minutes: number;
  /** Uses of one person in that time; each one more waits longer, a quarter of an hour at most. */
  person: number;
  /** Uses of everybody from one address (a whole network of IPv6), and in one cluster. Beyond them, only whoever had more than a `share` waits. */
  address: number;
  cluster: number;
  share: number;
};

/**
 * Far above a busy day's work, far below what empties a database or floods a mailbox. A cluster's limit is that of twenty people at
 * theirs or so; an office shares one address, and so may a whole cluster.
 */
export const USE_LIMITS: Record<LimitedUse, UseLimit> = {
  // One each nine seconds for a whole hour. Every list that is asked for by words is a search, its next pages too.
  search: { minutes: 60, person: 400, share: 60, address: 4_000, cluster: 8_000 },
  // A case holds some tens of documents: an audit of ten cases in an hour passes.
  download: { minutes: 60, person: 500, share: 100, address: 5_000, cluster: 10_000 },
  // A trail is narrowed a few times before it is what was wanted; each one reads for minutes.
  export: { minutes: 60, person: 30, share: 5, address: 120, cluster: 240 },
  // Asked for or fetched: one a week is usual.
  copy: { minutes: 60, person: 10, share: 3, address: 100, cluster: 200 },
  // Somebody who invites all the leaders of a new track writes one a minute.
  letter: { minutes: 60, person: 60, share: 10, address: 300, cluster: 600 },
  // One form, one file: the folder of a grant, scanned sheet by sheet.
  upload: { minutes: 60, person: 120, share: 20, address: 600, cluster: 1_200 },
};
