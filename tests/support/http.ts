import net from 'node:net';
import { vi } from 'vitest';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../../server/http-server';
import type { PageHandler } from '../../server/page-handler';

/** The HTTP server of the application around a page of the test's own, on a free port of this machine. */
export async function serve(
  handler: PageHandler,
  options: Partial<HttpServerOptions> = {},
): Promise<{ http: HttpServer; origin: string; port: number; close: () => Promise<void> }> {
  // The request log belongs to the server under test, not to the test report.
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  // The port is known only once the server listens, and the origin holds the port.
  const env = { publicOrigin: 'http://127.0.0.1', isHttps: false, trustedProxies: [], ...options.env };
  const probe = net.createServer();
  const port = await new Promise<number>((resolve) =>
    probe.listen(0, '127.0.0.1', () => resolve((probe.address() as net.AddressInfo).port)),
  );
  await new Promise((resolve) => probe.close(resolve));
  if (!options.env) env.publicOrigin = `http://127.0.0.1:${port}`;
  const http = createHttpServer({ isReady: async () => true, ...options, env, handler });
  await http.listen(port, '127.0.0.1');
  return { http, origin: env.publicOrigin, port, close: () => http.drain(0) };
}

/** Sends bytes as they are and gives the answer's; for what `fetch` would refuse to send. */
export function sendRaw(port: number, text: string | Buffer, waitMs = 5_000): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}
