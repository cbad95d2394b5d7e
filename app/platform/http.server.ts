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
