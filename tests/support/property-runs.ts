import fc from 'fast-check';
import { afterEach } from 'vitest';

const USUAL_RUNS = 100;

// The long test draws fifty times as many examples for every property.
fc.configureGlobal({ numRuns: USUAL_RUNS * Number(process.env.PROPERTY_FACTOR ?? 1) });

// Properties that never wait would keep the worker from answering the runner for minutes.
afterEach(() => new Promise((next) => setTimeout(next)));
