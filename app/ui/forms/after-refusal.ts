import type { ShouldRevalidateFunction } from '@remix-run/react';

/**
 * For routes whose forms carry a version: after a refusal the page is read again, so that the hidden version is the present one and
 * sending again can succeed. Without it Remix keeps what it loaded before a 4xx.
 */
export const revalidateAfterRefusal: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;
