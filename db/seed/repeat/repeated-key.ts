/** How the keys end of what a larger demonstration repeats; a repetition's keys end by its number. Other keys of the seed end otherwise. */
export const REPEATED_TAIL = '0000';
export const MOST_TURNS = 0xffff;
