import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { messagesFor } from '~/i18n/messages.server';
import { SubmitButton } from '~/ui/button';
import { CheckboxField, CheckboxGroup, RadioGroup, SegmentedField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FileField, NumberField, SelectField, TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PROJECT } from '../../support/commands';
import { renderHtml } from '../../support/render';

const FEATURES = path.join(PROJECT, 'app/features');

const fields = (
  <>
    <ErrorSummary />
    <TextField name="title" label="Titre" hint="Court" defaultValue="Salon" />
    <TextArea name="why" label="Motif" />
    <SelectField name="kind" label="Nature" options={[{ value: 'a', label: 'A' }]} />
    <DateField name="on" label="Échéance" defaultValue="2026-12-11" />
    <NumberField name="amount" label="Montant" unit="€" defaultValue={182400} />
    <CheckboxField name="sure" label="Je confirme" />
    <RadioGroup
      name="side"
      label="Partie"
      choices={[
        { value: 'us', label: 'Pôle' },
        { value: 'them', label: 'Entreprise' },
      ]}
    />
    <CheckboxGroup
      name="days"
      label="Jours"
      choices={[
        { value: '1', label: 'Lundi' },
        { value: '2', label: 'Mardi' },
      ]}
      defaultValues={['2']}
    />
    <SegmentedField
      name="who"
      label="Lecteurs"
      choices={[
        { value: 'in', label: 'Interne' },
        { value: 'out', label: 'Partagée' },
      ]}
      defaultValue="in"
    />
    <FileField name="sheet" label="Fichier" />
    <TextField name="secret" label="Mot de passe" type="password" />
    <SubmitButton>Enregistrer</SubmitButton>
  </>
);

const form = (reply?: FormReply, intent?: string) => (
  <ServerForm id="f" reply={reply} intent={intent} labels={{ title: 'Titre' }}>
    {fields}
  </ServerForm>
);

describe('a form', () => {
  it('never says of a password that it is kept', async () => {
    const refused = { values: {}, errors: { secret: 'forms:errors.required' } };
    const html = await renderHtml(
      <ServerForm id="f" reply={refused}>
        <ErrorSummary hasPasswords />
        <TextField name="secret" label="Mot de passe" type="password" />
      </ServerForm>,
    );
    expect(html).toContain(messagesFor('fr')('forms')('summary.passwords'));
    expect(html).not.toContain(messagesFor('fr')('forms')('summary.kept'));
    const pages = readdirSync(FEATURES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
    const asking = pages.filter((name) => readFileSync(path.join(FEATURES, name), 'utf8').includes('type="password"'));
    expect(asking.length).toBeGreaterThan(3);
    expect(asking.filter((name) => readFileSync(path.join(FEATURES, name), 'utf8').includes('<ErrorSummary />'))).toEqual([]);
  });

  it('names every control by a label, and carries a key that makes it one effect', async () => {
    const html = await renderHtml(form());
    const ids = [...html.matchAll(/<(?:input|select|textarea)[^>]* id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(7);
    for (const id of ids) expect(html).toContain(`for="${id}"`);
    expect(html).toMatch(/<input type="hidden" name="idempotencyKey" autoComplete="off" value="[0-9a-f-]{36}"/i);
    expect(html).toContain('method="post"');
    expect(html).not.toContain('style=');
    expect(html).not.toContain('aria-invalid');
  });

  it('shows the day and its long form, the amount grouped, and never a preselected declaration', async () => {
    const html = await renderHtml(form());
    expect(html).toContain('value="11/12/2026"');
    expect(html).toContain('vendredi 11 décembre 2026');
    expect(html).toContain('value="182\u202f400"');
    expect(html).toContain('jj/mm/aaaa');
    expect(html).toMatch(/type="checkbox" id="f-sure" name="sure" value="on"\/?>/);
    expect(await renderHtml(form(), { locale: 'en' })).toContain('value="182400"');
  });

  it('gives back what was typed, says what is wrong on each field, and gathers it in a summary that takes the focus', async () => {
    const html = await renderHtml(
      form({
        values: { title: '', why: 'Parce que', kind: 'a', on: '31/11/2026', side: 'them', days: ['1'], sure: 'on', secret: 'hunter2' },
        errors: { title: 'forms:errors.required', on: 'forms:errors.date', side: 'forms:errors.choose' },
      }),
    );
    expect(html).toContain('3 points à corriger');
    expect(html).toMatch(/class="error-summary"[^>]*tabindex="-1"[^>]*autofocus/i);
    expect(html).toContain('<a href="#f-title">Titre\u202f: Ce champ est à remplir.</a>');
    expect(html).toMatch(
      /<input aria-invalid="true" aria-describedby="f-title-hint f-title-error" class="input" id="f-title"[^>]*value=""/,
    );
    expect(html).toContain('>Parce que</textarea>');
    expect(html).toMatch(/<option value="a" selected/);
    expect(html).toContain('value="31/11/2026"');
    expect(html).not.toContain('décembre');
    expect(html).toMatch(
      /value="them" checked|checked="" value="them"|name="side" aria-invalid="true" aria-describedby="f-side-error" checked="" value="them"/,
    );
    expect(html).toMatch(/checked="" value="1"/);
    expect(html).not.toMatch(/checked="" value="2"/);
    expect(html).not.toContain('hunter2');
  });

  it('says a refusal that belongs to no field', async () => {
    const html = await renderHtml(form({ values: {}, refused: 'forms:refused.changed_meanwhile' }), { locale: 'en' });
    expect(html).toContain('Nothing was saved');
    expect(html).toContain('Someone changed this in the meantime.');
  });

  it('shows among several forms only the replies to itself', async () => {
    const reply = { values: { intent: 'other', title: 'Autre' }, errors: { title: 'forms:errors.required' } };
    const mine = await renderHtml(form({ ...reply, values: { ...reply.values, intent: 'mine' } }, 'mine'));
    expect(mine).toContain('Un point à corriger');
    expect(mine).toContain('<input type="hidden" name="intent" value="mine"/>');
    const html = await renderHtml(form(reply, 'mine'));
    expect(html).not.toContain('à corriger');
    expect(html).toContain('value="Salon"');
  });
});
