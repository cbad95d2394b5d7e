import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const WEB_ADDRESS = /^(https?:\/\/|mailto:)[^\s]+$/i;

// Words, lists, links, quotes and code: what a note needs. Raw HTML, pictures, titles and tables are text.
const markdown = new MarkdownIt('commonmark', { html: false, linkify: false, breaks: true }).disable([
  'image',
  'heading',
  'lheading',
  'hr',
  'reference',
  'html_block',
  'html_inline',
  'fence',
]);
markdown.validateLink = (address) => WEB_ADDRESS.test(address.trim());

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'ul', 'ol', 'li', 'a', 'code', 'pre', 'blockquote'],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer nofollow' }) },
};

const REMEMBERED = 500;
const rendered = new Map<string, string>();

/** A note's Markdown as safe HTML: an allow list twice, once in the parser and once on its output. (S27) */
export function noteHtml(body: string): string {
  const known = rendered.get(body);
  if (known !== undefined) return known;
  const html = sanitizeHtml(markdown.render(body), ALLOWED).trim();
  if (rendered.size >= REMEMBERED) rendered.delete(rendered.keys().next().value ?? '');
  rendered.set(body, html);
  return html;
}
