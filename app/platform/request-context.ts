/** What the HTTP server tells the pages about a request; Remix hands it to loaders, actions and `entry.server` as `context`. */
export type RequestContext = {
  /** Lets this page's own inline scripts through the content security policy. */
  nonce: string;
  /** Stands in the log, in the answer's `X-Request-Id` and under "reference" on error pages. */
  requestId: string;
  /** The caller's address, seen through the trusted proxies only. */
  address: string;
  /** Set where an error is handled that will pass by itself (database away, pool exhausted): the answer becomes a 503. */
  outage?: boolean;
};

declare module '@remix-run/node' {
  interface AppLoadContext extends RequestContext {}
}
