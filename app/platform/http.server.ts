/** The page doesn't exist, or isn't this person's to know about: the same answer. */
export function notFound(): Response {
  return new Response(null, { status: 404 });
}
