import net from 'node:net';

type Target = { host: string[]; port: number[]; path: string | null; connect_timeout: number | null };

/**
 * Options by which postgres.js sends small packets at once. Left to itself it holds the last packet of a COPY back until the one before
 * is acknowledged, which the server puts off for 40 ms. (Its types don't know the option.)
 */
export const PROMPT: object = { socket: promptSocket };

function promptSocket({ host, port, path, connect_timeout }: Target): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const target = path ? { path } : { host: host[0] as string, port: port[0] as number, noDelay: true };
    const socket = net.connect(target);
    const late = connect_timeout
      ? setTimeout(() => socket.destroy(new Error(`no connection within ${connect_timeout} s`)), connect_timeout * 1_000)
      : undefined;
    const refused = (error: Error) => {
      clearTimeout(late);
      reject(error);
    };
    socket.once('error', refused);
    socket.once('connect', () => {
      clearTimeout(late);
      socket.removeListener('error', refused);
      resolve(socket);
    });
  });
}
