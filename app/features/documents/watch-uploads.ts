/**
 * Tells how far each form that carries a file has been sent, which `fetch` can't: until `stop`, such a request of the page goes through
 * `XMLHttpRequest`, and its answer comes back as that of a fetch.
 */
export function watchUploads(tell: (sent: number | null) => void): () => void {
  const plain = window.fetch;
  const watched: typeof fetch = (input, init) =>
    init?.body instanceof FormData && carriesFile(init.body) ? send(String(input), init, tell) : plain(input, init);
  window.fetch = watched;
  return () => {
    if (window.fetch === watched) window.fetch = plain;
  };
}

function carriesFile(form: FormData): boolean {
  return [...form.values()].some((value) => typeof value !== 'string' && value.size > 0);
}

function send(address: string, init: RequestInit, tell: (sent: number | null) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(init.method ?? 'POST', address);
    request.responseType = 'blob';
    new Headers(init.headers).forEach((value, name) => {
      // The browser writes the boundary of the form's parts itself.
      if (name !== 'content-type') request.setRequestHeader(name, value);
    });
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => tell(lengthComputable ? loaded / total : 0);
    request.upload.onload = () => tell(1);
    request.onloadend = () => tell(null);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => reject(new TypeError('The form was not sent'));
    request.onabort = () => reject(new DOMException('The form was not sent', 'AbortError'));
    init.signal?.addEventListener('abort', () => request.abort());
    tell(0);
    request.send(init.body as FormData);
  });
}

function answerOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.append(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const hasBody = request.status !== 204 && request.status !== 304;
  return new Response(hasBody ? request.response : null, { status: request.status, statusText: request.statusText, headers });
}
