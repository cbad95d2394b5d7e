/** What a tab, a history and a bookmark show: the page, then the product. */
export function pageTitle(title: string | undefined): string {
  return title ? `${title} · Perspective PME` : 'Perspective PME';
}
