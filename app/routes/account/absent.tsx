import { notFound } from '~/platform/http.server';

/** An address that no route has: a page of its own, for the root to know who asks and in which language. */
export function loader() {
  throw notFound();
}

export default function Absent() {
  return null;
}
