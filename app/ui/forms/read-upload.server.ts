import { unstable_parseMultipartFormData } from '@remix-run/node';
import type { FormSchema } from './form-values';
import { type FormRead, malformed, readFormData, refuseForm, refuseWaiting } from './read-form.server';

const LONGEST_TEXT = 64 * 1024;
const MOST_PARTS = 30;

/** A file that was taken in, or why not, as a message reference, or how long its sender waits. `forget` deletes what was written of it. */
export type TakenIn<File extends { forget: () => Promise<void> }> =
  | { ok: true; file: File }
  | { ok: false; problem: string }
  | { ok: false; wait: { seconds: number } };

type Read<S extends FormSchema> = FormRead<S>;
export type UploadRead<S extends FormSchema, File> = (Extract<Read<S>, { ok: true }> & { file: File }) | Extract<Read<S>, { ok: false }>;

/**
 * Reads a posted form that carries one file, in the field `file`: its bytes go to `receive` as they come and are never held whole. The
 * rest is read by its schema as any form; a file is always needed.
 */
export async function readUpload<S extends FormSchema, File extends { forget: () => Promise<void> }>(
  request: Request,
  schema: S,
  receive: (fileName: string, chunks: AsyncIterable<Uint8Array>) => Promise<TakenIn<File>>,
): Promise<UploadRead<S, File>> {
  if (!/^multipart\/form-data\b/i.test(request.headers.get('Content-Type') ?? '')) throw malformed('Not a form with a file');
  const taken: { file?: TakenIn<File> } = {};
  try {
    const form = await fieldsOf(request, async (fileName, chunks) => {
      taken.file = await receive(fileName, chunks);
    });
    const read = await readFormData(form, schema);
    if (read.ok && taken.file?.ok) return { ...read, file: taken.file.file };
    await forget(taken.file);
    if (taken.file && 'wait' in taken.file) return { ok: false, values: read.values, reply: refuseWaiting(taken.file.wait, read.values) };
    const error = taken.file ? (taken.file.ok ? null : taken.file.problem) : 'forms:errors.file_required';
    const errors = { ...(read.ok ? {} : read.reply.data.errors), ...(error ? { file: error } : {}) };
    return { ok: false, values: read.values, reply: refuseForm(read.values, undefined, { status: 422, errors }) };
  } catch (error) {
    await forget(taken.file);
    throw error;
  }
}

async function forget<File extends { forget: () => Promise<void> }>(taken: TakenIn<File> | undefined): Promise<void> {
  if (taken?.ok) await taken.file.forget();
}

function fieldsOf(request: Request, onFile: (fileName: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>): Promise<FormData> {
  let parts = 0;
  let files = 0;
  return unstable_parseMultipartFormData(request, async ({ name, filename, data }) => {
    parts += 1;
    if (parts > MOST_PARTS) throw malformed('Too many fields');
    if (filename === undefined) return textOf(data);
    files += 1;
    if (name !== 'file' || files > 1) throw malformed('A file nobody asked for');
    // A form without a chosen file sends one without a name.
    if (filename === '') for await (const _chunk of data);
    else await onFile(filename, data);
    return undefined;
  });
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LONGEST_TEXT) throw malformed('Too long a field');
    read.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(read));
  } catch {
    throw malformed('A field that is no text');
  }
}
