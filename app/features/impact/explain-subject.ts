import type { Explanation } from './explain.queries.server';

/** True when projects, and no company, make the figure. */
export function isOfProjects({ lines }: Pick<Explanation, 'lines'>): boolean {
  return lines.length > 0 && lines.every(({ subject }) => subject.kind === 'project');
}
