/** What a line of the access log is about, with words on its page. */
export const ACCESS_SUBJECTS = ['case', 'company', 'person', 'cluster', 'data_copy'] as const;
