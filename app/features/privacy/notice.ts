/** Version of the information notice shown before a request is sent (docs/domain.md §9.2); a new wording is a new version. */
export const NOTICE_VERSION = '2026-11';
