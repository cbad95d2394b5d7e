import { type Listener, type Relay, relay } from './wire';

/** A transaction, or a statement outside of any. */
type Frame = { session: string | null; isReadOnly: boolean };
/** Something that was run: for whose sign-in, and in which flight. */
export type Run = { text: string; flight: number; frame: Frame };

export type QueryMeter = Relay & {
  /** What was run since the last time; with `session`, for this sign-in alone. */
  take: (session?: string) => Run[];
};

export type QueryCost = {
  statements: number;
  roundTrips: number;
  /** Statements run more than once, and how often. */
  repeated: Map<string, number>;
};

const BEGIN = /^begin\b/i;
const END = /^(commit|rollback)\b/i;
const ENTER = /\baccess\.enter_session\(/;
const OF_SIGN_IN = /\baccess\.((enter|read|extend)_session|take_use)\(/;

/** Hears what an application runs on its PostgreSQL. A hold makes flights sure: what is sent within it has gone out together. */
export async function meterQueries(databaseUrl: string, holdMs = 0): Promise<QueryMeter> {
  let runs: Run[] = [];
  let flights = 0;
  const listen = (): Listener => {
    let frame: Frame | undefined;
    let flight = 0;
    let unanswered = 0;
    return {
      run: ({ text, parameters }) => {
        if (unanswered === 0) flight = ++flights;
        if (BEGIN.test(text)) frame = { session: null, isReadOnly: /read only/i.test(text) };
        const own = frame ?? { session: null, isReadOnly: false };
        if (OF_SIGN_IN.test(text)) own.session = parameters[0] ?? null;
        runs.push({ text, flight, frame: own });
        if (END.test(text)) frame = undefined;
      },
      ask: () => {
        unanswered++;
      },
      // A connection's first answer is to its greeting, which asked nothing.
      answer: () => {
        unanswered = Math.max(0, unanswered - 1);
      },
    };
  };
  const take = (session?: string) => {
    const isAsked = ({ frame }: Run) => session === undefined || frame.session === session;
    const taken = runs.filter(isAsked);
    runs = runs.filter((run) => !isAsked(run));
    return taken;
  };
  return { ...(await relay(databaseUrl, listen, holdMs)), take };
}

/**
 * What an answer costs the database.
 *
 * A **statement** is anything that is run, the look-up of the sign-in too. The frame of a transaction is none: BEGIN, entering as the
 * person, and its end.
 *
 * A **round trip** is a flight: what the application sends on a connection before an answer to it has come back, all together. BEGIN
 * and entering travel with the first statement of their transaction, and cost nothing; alone, they are a flight of their own. The end
 * of a reading transaction costs nothing either, for nobody waits for it; that of a writing one is waited for. Transactions beside each
 * other are added up. All this holds on a connection that has run the statements before: it prepares each once, by a flight more.
 */
export function costOf(runs: readonly Run[]): QueryCost {
  const texts = runs.map(({ text }) => text).filter((text) => ![BEGIN, END, ENTER].some((part) => part.test(text)));
  const awaited = runs.filter(({ text, frame }) => !(frame.isReadOnly && END.test(text)));
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return {
    statements: texts.length,
    roundTrips: new Set(awaited.map(({ flight }) => flight)).size,
    repeated: new Map([...times].filter(([, count]) => count > 1)),
  };
}

/** Limits of docs/quality.md P3 for one answer, whatever it shows. */
const MOST_STATEMENTS = 8;
const MOST_ROUND_TRIPS = 8;
/** Pages that ask one question about different things, so many times whatever they hold: none is in a loop over rows. */
const ASKS: Record<string, number> = {
  // Its figures, those by track, those under the chosen cut.
  '/impact': 3,
};

/** One sentence for each limit of statements that an answer of an address is over. */
export function statementExcesses(address: string, { statements, repeated }: Omit<QueryCost, 'roundTrips'>): string[] {
  const most = ASKS[address] ?? 1;
  return [
    ...(statements > MOST_STATEMENTS ? [`${statements} statements, ${MOST_STATEMENTS} allowed`] : []),
    ...[...repeated].flatMap(([text, times]) =>
      times > most ? [`one statement ${times} times, ${most} allowed: ${text.replaceAll(/\s+/g, ' ').trim().slice(0, 100)}`] : [],
    ),
  ];
}

export function roundTripExcesses({ roundTrips }: QueryCost): string[] {
  return roundTrips > MOST_ROUND_TRIPS ? [`${roundTrips} round trips, ${MOST_ROUND_TRIPS} allowed`] : [];
}
