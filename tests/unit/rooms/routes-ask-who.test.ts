import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { PROJECT } from '../../support/commands';

/** Loaders and actions that serve people whom nobody knows yet, and why. */
const PUBLIC: Record<string, string> = {
  'account/sign-in.tsx loader': 'the door',
  'account/sign-in.tsx action': 'the door',
  'account/sign-in-code.tsx loader': 'the second step at the door',
  'account/sign-in-code.tsx action': 'the second step at the door',
  'account/sign-in-passkey.ts loader': 'leads to the door',
  'account/sign-in-passkey.ts action': 'the door',
  'account/passkey-challenge.ts loader': 'leads to the door',
  'account/forgotten.tsx loader': 'who cannot sign in',
  'account/forgotten.tsx action': 'who cannot sign in',
  'account/reset.tsx loader': 'the link is the key',
  'account/reset.tsx action': 'the link is the key',
  'account/email-confirm.tsx loader': 'the link is the key',
  'account/email-confirm.tsx action': 'the link is the key',
  'account/session.ts loader': 'tells a sign-in how long it lasts, without a sign of life',
  'account/session.ts action': 'keeps alive the sign-in it comes with, whose ever it is',
  'account/sign-out.ts loader': 'leads to the start page',
  'account/sign-out.ts action': 'ends a sign-in, whose ever it is; everywhere asks who',
  'account/view-end.ts loader': 'leads to the start page',
  'account/view-end.ts action': 'gives back the eyes borrowed from a company, whose ever they are',
  'account/preferences.ts loader': 'leads to the start page',
  'account/preferences.ts action': 'language and theme of this browser',
  'account/invitation.tsx loader': 'the link is the key',
  'account/invitation.tsx action': 'the link is the key',
  'account/absent.tsx loader': 'answers that there is no such page',
  'account/unsubscribe.tsx loader': 'the link is the key',
  'account/unsubscribe.tsx action': 'the link is the key',
  'account/demo-mailbox.tsx loader': 'a demonstration’s machine alone; 404 elsewhere',
  'account/demo-letter.tsx loader': 'a demonstration’s machine alone; 404 elsewhere',
  'account/your-data.tsx loader': 'names in the reader’s language what everybody may read',
};

type Door = { name: string; body: string };

/** The loaders and actions of a route with what they say, functions of their own file included. */
function doorsOf(file: string): Door[] {
  const text = readFileSync(path.join(PROJECT, 'app/routes', file), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const functions = new Map(
    source.statements.filter(ts.isFunctionDeclaration).map((one) => [one.name?.text ?? '', one.body?.getText() ?? '']),
  );
  const others = [...functions].filter(([name]) => name !== 'loader' && name !== 'action');
  return ['loader', 'action'].flatMap((kind) => {
    const isThere = new RegExp(`export (const|async function|function) ${kind}\\b`).test(text);
    if (!isThere) return [];
    const own = functions.get(kind) ?? '';
    const called = others.filter(([name]) => new RegExp(`\\b${name}\\(`).test(own)).map(([, body]) => body);
    return [{ name: `${file} ${kind}`, body: [own, ...called].join('\n') }];
  });
}

const doors = readdirSync(path.join(PROJECT, 'app/routes'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .flatMap(doorsOf);

describe('every loader and action', () => {
  it('asks who is calling, or stands in the list of public ones', () => {
    const open = doors.filter(({ name, body }) => !/\brequire(?:Actor|SignedIn)\(/.test(body) && !(name in PUBLIC)).map(({ name }) => name);
    expect(open).toEqual([]);
    expect(Object.keys(PUBLIC).filter((name) => !doors.some((door) => door.name === name))).toEqual([]);
  });

  // quality S15
  it('a loader reads: it opens no writing transaction', () => {
    expect(doors.filter(({ name, body }) => name.endsWith('loader') && /\basActor\(/.test(body)).map(({ name }) => name)).toEqual([]);
  });

  // quality S25
  it('an action reads its form by a schema, which refuses every other field', () => {
    const loose = doors
      .filter(({ name, body }) => name.endsWith('action') && !/\b(read(Form|Upload)|takeInDocument)\(/.test(body))
      .map(({ name }) => name);
    expect(loose).toEqual([
      'account/preferences.ts action',
      'account/sign-in.tsx action',
      'account/sign-out.ts action',
      'account/space.tsx action',
      'admin/register-imports.tsx action',
    ]);
  });
});
