import { describe, expect, test } from 'vitest';
import { noteHtml } from '~/features/notes/note-text.server';

describe('what a note may say', () => {
  test.each([
    ['Deux **mots** et *un*', '<p>Deux <strong>mots</strong> et <em>un</em></p>'],
    ['- un\n- deux', '<ul>\n<li>un</li>\n<li>deux</li>\n</ul>'],
    ['une ligne\nune autre', '<p>une ligne<br />\nune autre</p>'],
    ['[offre](https://exemple.fr/a?b=1)', '<p><a href="https://exemple.fr/a?b=1" rel="noopener noreferrer nofollow">offre</a></p>'],
    ['[écrire](mailto:a@exemple.fr)', '<p><a href="mailto:a@exemple.fr" rel="noopener noreferrer nofollow">écrire</a></p>'],
    ['5 < 6 & 7 > 2', '<p>5 &lt; 6 &amp; 7 &gt; 2</p>'],
    ['# pas un titre', '<p># pas un titre</p>'],
  ])('%s', (body, html) => expect(noteHtml(body)).toBe(html));
});

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<a href="javascript:alert(1)">x</a>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java&#115;cript:alert(1))',
  '[x](&#x6A;avascript:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example/a)',
  '[x](https://a.fr" onmouseover="alert(1))',
  '[x](<javascript:alert(1)>)',
  '![x](https://evil.example/pixel.png)',
  '![x](javascript:alert(1))',
  '<https://a.fr/"onmouseover=alert(1)>',
  '<javascript:alert(1)>',
  '[ref]\n\n[ref]: javascript:alert(1)',
  '`<script>alert(1)</script>`',
  '> <b onclick=alert(1)>x</b>',
  '<style>body{background:url(https://evil.example)}</style>',
  '<form action=https://evil.example><input name=password></form>',
  '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '[x](https://a.fr "onmouseover=alert(1)")',
  '</p></div><script>alert(1)</script>',
  '<!--><script>alert(1)</script>-->',
];

describe('what no note can carry (S27)', () => {
  test.each(ATTACKS)('%s', (body) => {
    const html = noteHtml(body);
    // Whatever was typed is text: the only tags and attributes left are those of the list.
    const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)([^>]*)>/gi)];
    for (const [, name, rest] of tags) {
      expect(['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'code', 'pre', 'blockquote']).toContain(name);
      const attributes = [...(rest ?? '').matchAll(/([a-z-]+)\s*=\s*"([^"]*)"/gi)];
      for (const [, attribute, value] of attributes) {
        expect(['href', 'rel', 'start']).toContain(attribute);
        if (attribute === 'href') expect(value).toMatch(/^(https?:\/\/|mailto:)/);
      }
    }
    expect(html).not.toMatch(/<(script|img|svg|iframe|style|form|input|math|noscript)/i);
  });
});
