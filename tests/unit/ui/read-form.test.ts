import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageText } from '~/i18n/messages.server';
import { readForm, refuseForm } from '~/ui/forms/read-form.server';
import {
  checkbox,
  decimal,
  emailAddress,
  euroCents,
  isoDate,
  mustAccept,
  oneOf,
  optionalDate,
  optionalText,
  requiredText,
  someOf,
  version,
  webAddress,
  wholeNumber,
} from '~/ui/forms/schema-parts';

const KEY = '0192f0c1-2b3c-7d4e-8f50-617283940a1b';

function post(fields: readonly (readonly [string, string | File])[], isMultipart = false): Request {
  if (!isMultipart) {
    return new Request('http://localhost/', { method: 'POST', body: new URLSearchParams(fields as [string, string][]) });
  }
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  return new Request('http://localhost/', { method: 'POST', body });
}

async function statusOf(attempt: Promise<unknown>): Promise<number> {
  try {
    await attempt;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
  return 0;
}

const contact = z.object({ name: requiredText({ max: 80 }), email: emailAddress(), tracks: someOf(['a', 'b', 'c']), signs: checkbox() });

describe('reading a form', () => {
  it('gives the schema its fields, and keeps apart the idempotency key and the intent', async () => {
    const form = await readForm(
      post([
        ['idempotencyKey', KEY],
        ['intent', 'add'],
        ['name', ' Anaïs Corvelle '],
        ['email', 'Anais@Lumalys.FR'],
        ['tracks', 'a'],
        ['tracks', 'c'],
        ['signs', 'on'],
      ]),
      contact,
    );
    if (!form.ok) throw new Error('refused');
    expect(form.data).toEqual({ name: 'Anaïs Corvelle', email: 'anais@lumalys.fr', tracks: ['a', 'c'], signs: true });
    expect(form.idempotencyKey).toBe(KEY);
    expect(form.intent).toBe('add');
    // What was typed comes back as typed.
    expect(form.values).toEqual({ intent: 'add', name: ' Anaïs Corvelle ', email: 'Anais@Lumalys.FR', tracks: ['a', 'c'], signs: 'on' });
  });

  it('reads an unticked box and an unanswered list as none, and a false key as no key', async () => {
    const form = await readForm(
      post([
        ['idempotencyKey', 'x'],
        ['name', 'A'],
        ['email', 'a@b.fr'],
      ]),
      contact,
    );
    expect(form).toMatchObject({ ok: true, idempotencyKey: null, intent: null, data: { tracks: [], signs: false } });
  });

  it('answers 422 with the values and one worded error per field', async () => {
    const form = await readForm(
      post([
        ['name', '  '],
        ['email', 'nobody'],
        ['tracks', 'z'],
      ]),
      contact,
    );
    if (form.ok) throw new Error('accepted');
    expect(form.reply.init?.status).toBe(422);
    expect(form.reply.data.values).toEqual({ name: '  ', email: 'nobody', tracks: ['z'] });
    expect(form.reply.data.errors).toEqual({ name: 'forms:errors.required', email: 'forms:errors.email', tracks: 'forms:errors.choose' });
  });

  it('puts an objection to the whole form under no field', async () => {
    const period = z.object({ from: isoDate(), to: isoDate() }).refine(({ from, to }) => from <= to, 'forms:errors.date_order');
    const form = await readForm(
      post([
        ['from', '02/01/2026'],
        ['to', '01/01/2026'],
      ]),
      period,
    );
    expect(form.ok ? null : form.reply.data).toMatchObject({ errors: {}, refused: 'forms:errors.date_order' });
  });

  it('reads each branch of a choice by intent', async () => {
    const schema = z.discriminatedUnion('intent', [
      z.object({ intent: z.literal('add'), label: requiredText() }),
      z.object({ intent: z.literal('remove'), id: z.string() }),
    ]);
    expect(
      await readForm(
        post([
          ['intent', 'remove'],
          ['id', '7'],
        ]),
        schema,
      ),
    ).toMatchObject({ ok: true, data: { intent: 'remove', id: '7' } });
    expect(await readForm(post([['intent', 'burn']]), schema)).toMatchObject({ ok: false });
  });

  it('takes a small file, and reads an empty file input as nothing', async () => {
    const schema = z.object({ sheet: z.file().optional() });
    const chosen = await readForm(post([['sheet', new File(['a;b'], 'a.csv')]], true), schema);
    expect(chosen.ok && chosen.data.sheet?.name).toBe('a.csv');
    expect(chosen.values).toEqual({});
    // As browsers write it; Node would leave the empty file name out.
    const body =
      '--y\r\nContent-Disposition: form-data; name="sheet"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--y--\r\n';
    const headers = { 'Content-Type': 'multipart/form-data; boundary=y' };
    expect(await readForm(new Request('http://localhost/', { method: 'POST', body, headers }), schema)).toMatchObject({
      ok: true,
      data: {},
    });
  });

  it('refuses what no page of ours sends', async () => {
    const schema = z.object({ name: requiredText() });
    expect(await statusOf(readForm(post([['name', 'a\0b']]), schema))).toBe(400);
    expect(
      await statusOf(
        readForm(
          post([
            ['name', 'a'],
            ['role', 'admin'],
          ]),
          schema,
        ),
      ),
    ).toBe(400);
    expect(
      await statusOf(
        readForm(
          post([
            ['name', 'a'],
            ['name', 'b'],
          ]),
          schema,
        ),
      ),
    ).toBe(400);
    expect(await statusOf(readForm(post(Array.from({ length: 1001 }, (_, index) => [`f${index}`, ''] as const)), schema))).toBe(400);
    const json = new Request('http://localhost/', {
      method: 'POST',
      body: '{"name":"a"}',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(await statusOf(readForm(json, schema))).toBe(400);
    const broken = new Request('http://localhost/', {
      method: 'POST',
      body: 'x',
      headers: { 'Content-Type': 'multipart/form-data; boundary=y' },
    });
    expect(await statusOf(readForm(broken, schema))).toBe(400);
    expect(await statusOf(readForm(post([['__proto__', 'x']]), schema))).toBe(400);
  });

  it('gives a refused form again, filled', () => {
    const reply = refuseForm({ name: 'Lumalys' }, 'forms:refused.changed_meanwhile');
    expect(reply.init?.status).toBe(409);
    expect(reply.data).toEqual({ values: { name: 'Lumalys' }, refused: 'forms:refused.changed_meanwhile' });
  });
});

describe('the pieces of a schema', () => {
  const objection = async (part: z.ZodType, text: string | undefined) => {
    const form = await readForm(post(text === undefined ? [] : [['it', text]]), z.object({ it: part }));
    return form.ok ? (form.data.it as unknown) : (form.reply.data.errors?.it ?? form.reply.data);
  };

  it.each([
    ['text', requiredText(), 'a\r\nb ', 'a\nb'],
    ['text', requiredText(), undefined, 'forms:errors.required'],
    ['text', requiredText({ min: 100 }), 'court', 'forms:errors.too_short?min=100'],
    ['text', requiredText({ min: 100 }), ' ', 'forms:errors.required'],
    ['text', requiredText({ max: 3 }), 'long', 'forms:errors.too_long?max=3'],
    ['optional text', optionalText(), ' ', null],
    ['optional text', optionalText({ max: 3 }), 'long', 'forms:errors.too_long?max=3'],
    ['day', isoDate(), '23/11/2026', '2026-11-23'],
    ['day', isoDate(), '31/11/2026', 'forms:errors.date'],
    ['day', isoDate(), '', 'forms:errors.required'],
    ['optional day', optionalDate(), '', null],
    ['optional day', optionalDate(), 'demain', 'forms:errors.date'],
    ['number', decimal(), '1 234,5', 1234.5],
    ['number', decimal(), '1,234', 'forms:errors.number_ambiguous'],
    ['number', decimal({ min: 0 }), '-1', 'forms:errors.too_small?min=0'],
    ['number', decimal({ max: 100 }), '101', 'forms:errors.too_big?max=100'],
    ['number', decimal(), 'douze', 'forms:errors.number'],
    ['whole number', wholeNumber(), '1,5', 'forms:errors.integer'],
    ['euros', euroCents(), '8 240,50 €', 824050],
    ['euros', euroCents(), '0,005', 'forms:errors.number'],
    ['euros', euroCents(), '1,10', 110],
    ['consent', mustAccept(), undefined, 'forms:errors.accept'],
    ['consent', mustAccept(), 'on', true],
    ['choice', oneOf(['a', 'b']), undefined, 'forms:errors.choose'],
    ['choice', oneOf(['a', 'b']), 'c', 'forms:errors.choose'],
    ['e-mail', emailAddress(), '', 'forms:errors.required'],
    ['e-mail', emailAddress(), 'a@b', 'forms:errors.email'],
    ['address', webAddress(), 'https://exemple.fr/a', 'https://exemple.fr/a'],
    ['address', webAddress(), 'javascript:alert(1)', 'forms:errors.url'],
    ['address', webAddress(), 'http://exemple.fr', 'forms:errors.url'],
    ['version', version(), '12', 12],
    ['version', version(), '1e3', 'forms:errors.invalid'],
  ] as const)('%s', async (_, part, text, expected) => {
    const got = await objection(part, text);
    expect(got).toEqual(expected);
    if (typeof got === 'string' && got.startsWith('forms:'))
      for (const locale of ['fr', 'en'] as const) expect(messageText(locale, got)).not.toBe('');
  });
});
