import fc from 'fast-check';

const USUAL_RUNS = 100;

// The long test draws fifty times as many examples for every property.
fc.configureGlobal({ numRuns: USUAL_RUNS * Number(process.env.PROPERTY_FACTOR ?? 1) });
