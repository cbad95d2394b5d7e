import compile from 'icu-minify/compile';
import type { Plugin } from 'vite';

/** Vite plugin: the browser's copies of `messages/*.json` are compiled, so that no ICU parser is sent. */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'pre',
    transform(source, id, options) {
      if (options?.ssr || !/\/app\/i18n\/messages\/[a-z_]+\.[a-z]{2}\.json$/.test(id)) return null;
      const texts = JSON.parse(source) as Record<string, string>;
      return { code: JSON.stringify(Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, compile(text)]))), map: null };
    },
  };
}
