import { defineConfig } from 'vite';

/** The processes beside the pages, compiled: a loader of TypeScript would hold twice their memory for as long as they run. */
export default defineConfig({
  resolve: { alias: { '~': new URL('./app', import.meta.url).pathname } },
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'build/processes',
    target: 'es2022',
    sourcemap: true,
    minify: false,
    rollupOptions: { input: ['server/web.ts', 'server/worker.ts'], output: { entryFileNames: '[name].js', chunkFileNames: '[name].js' } },
  },
});
