import { describe, expect, it } from 'vitest';
import { type Letter, letterHtml, letterText } from '~/features/mail/letter';
import { allMessages } from '~/i18n/messages.server';

const letter = (text: string): Letter => ({
  subject: text,
  blocks: [
    { kind: 'text', text },
    { kind: 'facts', rows: [[text, text]] },
    { kind: 'button', label: text, href: 'https://example.org/a?b=1&c="2"' },
    { kind: 'small', text, href: 'https://example.org/stop' },
  ],
});

describe('a letter', () => {
  it('says the same in its text and in its HTML', () => {
    expect(letterText(letter('Bonjour'))).toBe(
      'Bonjour\n\n- Bonjour Bonjour\n\nBonjour\nhttps://example.org/a?b=1&c="2"\n\nBonjour\nhttps://example.org/stop\n',
    );
    const html = letterHtml(letter('Bonjour'), 'fr');
    expect(html.replaceAll(/<[^>]*>/g, '').match(/Bonjour/g)).toHaveLength(6);
    expect(html).toContain('<html lang="fr">');
  });

  it('escapes whatever people wrote', () => {
    const html = letterHtml(letter(`<script>alert("x")</script>' onload=`), 'en');
    expect(html).not.toMatch(/<script|"x"|' onload/);
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39; onload=');
    expect(html).toContain('href="https://example.org/a?b=1&amp;c=&quot;2&quot;"');
  });

  it('loads nothing', () => {
    expect(letterHtml(letter('x'), 'fr')).not.toMatch(/<(img|link|script|iframe|object)|url\(|src=/i);
  });

  it('keeps a text on its line', () => {
    expect(letterText(letter('a\r\nb\u2028c\td'))).toContain('a b c d\n\n');
  });

  it('asks for the same values in both languages', () => {
    const variables = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => match[1]).sort();
    const { 'mail.fr': fr = {}, 'mail.en': en = {} } = allMessages();
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
    for (const [key, text] of Object.entries(fr)) expect(variables(en[key] ?? ''), key).toEqual(variables(text));
  });
});
