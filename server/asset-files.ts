import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import express, { type RequestHandler, Router } from 'express';

const MONTH_MS = 30 * 24 * 3_600_000;
const COMPRESSIBLE = /\.(js|css|svg|json)$/;

const compress = {
  br: (bytes: Buffer) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
};

/**
 * The files of the browser build: hashed ones under /assets for ever, those of `public/` for a month.
 * Only names that exist at start are looked up, so that no page request touches the disk.
 */
export function assetFiles(directory: string): RequestHandler {
  const router = Router({ caseSensitive: true });
  if (!existsSync(directory)) return router;
  const assets = path.join(directory, 'assets');
  if (existsSync(assets)) router.use('/assets', compressedAssets(assets));
  const options = { index: false, redirect: false, dotfiles: 'ignore', fallthrough: false } as const;
  router.use('/assets', express.static(assets, { ...options, immutable: true, maxAge: '1y' }));
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (entry.name === 'assets' || entry.name.startsWith('.')) continue;
    router.use(`/${entry.name}`, express.static(path.join(directory, entry.name), { ...options, maxAge: MONTH_MS }));
  }
  return router;
}

/** Hashed files never change: each is compressed once, hard, at its first request, and kept. */
function compressedAssets(directory: string): RequestHandler {
  const names = new Set(readdirSync(directory).filter((name) => COMPRESSIBLE.test(name)));
  const kept = new Map<string, Promise<Buffer>>();
  return (req, res, next) => {
    const name = req.path.slice(1);
    const encoding = req.acceptsEncodings('br', 'gzip', 'identity');
    if (req.method !== 'GET' || !names.has(name) || (encoding !== 'br' && encoding !== 'gzip')) return next();
    const key = `${encoding} ${name}`;
    const bytes = kept.get(key) ?? readFile(path.join(directory, name)).then(compress[encoding]);
    kept.set(key, bytes);
    bytes.then((body) => {
      res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      res.setHeader('Content-Encoding', encoding);
      res.setHeader('Vary', 'Accept-Encoding');
      res.type(path.extname(name)).end(body);
    }, next);
  };
}
