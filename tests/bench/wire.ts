import { type Relay, relay, type Statement } from '../support/wire';

export type WireRecorder = Relay & {
  /** What was sent since the last time, one list for each transaction; statements outside any transaction are left out. */
  takeTransactions: () => Statement[][];
};

/** Notes what an application sends to its PostgreSQL. */
export async function recordWire(databaseUrl: string): Promise<WireRecorder> {
  let transactions: Statement[][] = [];
  const listen = () => {
    let open: Statement[] | undefined;
    const run = (statement: Statement) => {
      // Told at its beginning: a read is answered before its COMMIT has gone out.
      if (/^begin\b/i.test(statement.text)) {
        open = [];
        transactions.push(open);
      } else if (/^(commit|rollback)\b/i.test(statement.text)) open = undefined;
      else open?.push(statement);
    };
    return { run };
  };
  const takeTransactions = () => {
    const taken = transactions;
    transactions = [];
    return taken;
  };
  return { ...(await relay(databaseUrl, listen)), takeTransactions };
}
