import type { ReactNode } from 'react';

/** What would fill several screens of a phone: closed there until asked for, in full on a wider screen and on paper. */
export function PhoneFold({ label, isOpen, children }: { label: ReactNode; isOpen?: boolean; children: ReactNode }) {
  return (
    <details className="phone-fold" open={isOpen}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}
