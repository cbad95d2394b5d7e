const GIVEN = { staff: 'Ancien conseiller', contact: 'Contact supprimé' } as const;
type Name = { givenName: string; familyName: string };

/**
 * The name that stands for somebody whose own was erased: every page shows it wherever the person was named, so that what one of them did
 * is not taken for another's. The mark is the end of their key, which says nothing about them. (docs/domain.md §9.4)
 */
export function anonymousName(of: keyof typeof GIVEN, personId: string): Name {
  return { givenName: GIVEN[of], familyName: `#${personId.slice(-6)}` };
}

export const nameInWords = ({ givenName, familyName }: Name) => `${givenName} ${familyName}`;
