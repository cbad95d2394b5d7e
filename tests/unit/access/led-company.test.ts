import { beforeAll, describe, expect, it } from 'vitest';
import { chooseCompany, ledCompany } from '~/access/led-company.server';
import { newId } from '~/platform/id.server';

const [one, two] = [
  { id: newId(), name: 'Optalys', isSignatory: true },
  { id: newId(), name: 'Lumonde', isSignatory: false },
];
const leader = { companies: [one, two] };
const ask = (address: string, cookie?: string) => new Request(`https://pme.example.org${address}`, cookie ? { headers: { cookie } } : {});
const chosen = (id: string) => chooseCompany(leader, id)?.split(';')[0];

beforeAll(() => {
  process.env.PUBLIC_ORIGIN = 'https://pme.example.org';
  process.env.APP_DATABASE_URL = 'postgres://app_user@127.0.0.1/none';
});

describe('the company a page is about', () => {
  it('is the one of the address, else the one chosen, else the first', () => {
    expect(ledCompany(leader, ask('/plan'))).toBe(one);
    expect(ledCompany(leader, ask('/plan', `theme=dark; ${chosen(two.id)}`))).toBe(two);
    expect(ledCompany(leader, ask(`/plan?company=${one.id}`, chosen(two.id)))).toBe(one);
  });

  it('is never one they do not lead, whatever the address or the cookie says', () => {
    const stranger = newId();
    expect(ledCompany(leader, ask(`/plan?company=${stranger}`))).toBeNull();
    expect(ledCompany({ companies: [one] }, ask('/plan', chosen(two.id)))).toBe(one);
    expect(ledCompany({ companies: [] }, ask('/plan', chosen(two.id)))).toBeNull();
    for (const id of [stranger, '', 'x; Domain=elsewhere']) expect(chooseCompany(leader, id)).toBeNull();
  });

  it('is remembered until the browser closes, out of reach of scripts', () => {
    const cookie = chooseCompany(leader, two.id) ?? '';
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax/);
    expect(cookie).not.toMatch(/Max-Age|Expires/);
  });
});
