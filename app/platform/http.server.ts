/** The page doesn't exist, or isn't this person's to know about: the same answer. */
export function notFound(): Response {
  return new Response(null, { status: 404 });
}

/** Nothing is written from where this came: the page says why. */
export function locked(): Response {
  return new Response(null, { status: 423 });
}

/** Several cookies of one answer: each is a header of its own. */
export function cookieHeaders(cookies: readonly string[]): Headers {
  return new Headers(cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]));
}

/** A page of its own, from an address that else gives a file, for whoever asked for too many. */
export function waitLater(html: string, headers: Record<string, string>): Response {
  return new Response(html, { status: 429, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers } });
}
