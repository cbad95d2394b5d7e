import { describe, expect, it } from 'vitest';
import { changePasswordSchema } from '~/access/change-password.schema';
import { hashPassword, passwordMatches } from '~/access/password.server';
import { ownWords, passwordFault } from '~/access/password-rules.server';

const OWN = ['Zoé', 'Delorval', 'zoe.delorval@optalys.example', 'Optalys Industrie', 'Pôle Clarenza'];

/** What happens to a password: the schema's word on its length, then the fault found in it. */
async function judged(password: string): Promise<string> {
  const read = changePasswordSchema.safeParse({ oldPassword: 'x', newPassword: password, again: password });
  if (!read.success) return read.error.issues[0]?.message.replace('account:errors.password_', '') ?? 'refused';
  return (await passwordFault(read.data.newPassword, OWN)) ?? 'taken';
}

// quality S03
describe('a chosen password', () => {
  it.each([
    ['correct horse battery staple', 'taken'],
    ['une phrase assez longue', 'taken'],
    ['éléphant rose à pois verts', 'taken'],
    ['тихий океан весной', 'taken'],
    ['雪の朝に静かな庭を歩いた日', 'short'],
    ['雪の朝に静かな庭を歩いた日々', 'taken'],
    ['vQ7#mZ2$kL9&tR', 'taken'],
    ['all lower case words here', 'taken'],
    ['zoé va au marché chaque lundi', 'taken'],
    ['  three spaces around it  ', 'taken'],
    ['vQ7#mZ2$kL9&tR'.padEnd(128, 'x'), 'taken'],
    [`${'a'.repeat(90)}vQ7#mZ2$kL9&tR`, 'taken'],
    ['vQ7#mZ2$kL9&tR'.padEnd(129, 'x'), 'long'],
    ['thirteen char', 'short'],
    ['', 'short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'easy'],
    ['a'.repeat(128), 'easy'],
    ['12345678901234567890', 'easy'],
    ['motdepassemotdepasse', 'easy'],
    ['Password123456!', 'easy'],
    ['P@ssw0rdP@ssw0rd', 'easy'],
    ['azertyuiopqsdfghjklm', 'easy'],
    ['1q2w3e4r5t6y7u8i', 'easy'],
    ['bonjourbonjourbonjour', 'easy'],
    ['🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉', 'easy'],
    ['ZoeDelorval1962!', 'own'],
    ['zoe.delorval@optalys', 'own'],
    ['OPTALYS industrie 26', 'own'],
    ['Pole-Clarenza-2026', 'own'],
    ['PerspectivePME2026', 'own'],
    ['perspective perspective', 'own'],
  ])('%j: %s', async (password, outcome) => {
    expect(await judged(password)).toBe(outcome);
  });

  it('that everybody tries first is told so', async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common');
    const long = dictionary['passwords-common'].map(String).filter((word) => word.length >= 14);
    expect(long.length).toBeGreaterThan(50);
    for (const word of [long[0], long.at(-1), long[10]?.toUpperCase()]) expect(await judged(word ?? '')).toBe('known');
  });

  it('is judged in little time, whatever it is made of', async () => {
    await judged('a first one reads the dictionaries');
    const start = performance.now();
    await judged('@4{([6<0|1!$5+7%2'.repeat(7));
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('is compared byte by byte: a space, a letter’s case, another spelling of é are other passwords', async () => {
    const composed = 'é une phrase assez longue'.normalize('NFC');
    const stored = await hashPassword(composed);
    for (const other of [`${composed} `, composed.toUpperCase(), composed.normalize('NFD')])
      expect(await passwordMatches(stored, other)).toBe(false);
    expect(await passwordMatches(stored, composed)).toBe(true);
  });
});

it('own words are those long enough to name somebody', () => {
  expect(ownWords(['Zoé', 'de La Tour', 'z.la-tour@x.example'])).toEqual([
    'zlatourxexample',
    'perspectivepme',
    'perspective',
    'delatour',
    'example',
    'tour',
    'zoe',
  ]);
});
