import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import { compileMessages } from './app/i18n/compile-messages';

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true;
  }
}

/** What every page needs travels in one file: many small ones compress a third worse. */
function sharedChunk(file: string): string | undefined {
  if (/node_modules\/(react|react-dom|scheduler|@remix-run|react-router|react-router-dom|turbo-stream|cookie)\//.test(file)) return 'base';
  return /\/app\/i18n\/[\w-]+\.tsx?$|\/lucide-react\/dist\/esm\/(?!icons\/)|\/app\/ui\/(icon|later|nonce|class-names)\.tsx?$/.test(file)
    ? 'base'
    : undefined;
}

const BROWSER_PACKAGES = [
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-dom/client',
  '@remix-run/react',
  'lucide-react',
  'zod',
  'icu-minify/format',
  'react-hook-form',
  '@hookform/resolvers/zod',
];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    compileMessages(),
    remix({
      // v3_lazyRouteDiscovery stays off: it opens /__manifest, where one long request blocks the process (docs/quality.md, fact 3).
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_singleFetch: true,
        v3_routeConfig: true,
      },
      serverModuleFormat: 'esm',
    }),
  ],
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  css: { transformer: 'lightningcss' },
  build: {
    target: 'es2022',
    sourcemap: false,
    cssMinify: 'lightningcss',
    assetsInlineLimit: 0,
    rollupOptions: isSsrBuild ? {} : { output: { manualChunks: sharedChunk } },
  },
  esbuild: { legalComments: 'none' },
  // Named, what the browser needs is bundled at the first start: found page by page, React would be there twice until a reload.
  // esbuild 0.28 can't lower destructuring for Vite's default development target; argon2's browser entry needs a wasm package.
  optimizeDeps: {
    include: BROWSER_PACKAGES,
    exclude: ['@node-rs/argon2'],
    esbuildOptions: { target: 'es2022' },
  },
  ssr: { external: ['@node-rs/argon2'] },
}));
