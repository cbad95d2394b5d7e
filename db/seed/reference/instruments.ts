import type { InstrumentRow } from './instrument-row';
import { NATIONAL_SCHEMES } from './instruments/national';
import { WIDER_SCHEMES } from './instruments/wider';

/** The schemes of docs/domain.md §3.9; a change of terms is a version of its own, with its dates. */
export const INSTRUMENTS: readonly InstrumentRow[] = [...NATIONAL_SCHEMES, ...WIDER_SCHEMES];
