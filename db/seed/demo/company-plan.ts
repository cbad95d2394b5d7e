import type { SIZE_CATEGORIES } from '../../schema/companies';
import type { StoryLine } from './story-lines';
import type { Trade } from './trades';

export type SizeCategory = (typeof SIZE_CATEGORIES)[number];
/** Sales abroad, as the metric EXP-05 counts them from 0 to 3. (`docs/domain.md §4.2`) */
export const EXPORT_STATUSES = ['never', 'first', 'occasional', 'regular'] as const;
export type ExportStatus = (typeof EXPORT_STATUSES)[number];

export type CompanyPlan = {
  /** Among all demo companies: gives its name and its SIREN. */
  index: number;
  name?: string;
  standing: 'member' | 'trial' | 'former' | 'prospect';
  isEnrolled: boolean;
  writesEnglish: boolean;
  trade: Trade;
  size: SizeCategory;
  /** Full-time equivalents at the end of the year before the contract: in all, and in the territory. */
  headcount: number;
  territoryHeadcount: number;
  department: string;
  exportStatus: ExportStatus;
  /** Joined after the contract began. */
  joinedLate: boolean;
  story: StoryLine | null;
};

/** Members that are no companies, and how many a block has. (`docs/domain.md §10.2`) */
export const MEMBER_CATEGORIES_BESIDE = [['research', 12], ['training', 6], ['institution', 6]] as const; // biome-ignore format: one line
export type OtherCategory = (typeof MEMBER_CATEGORIES_BESIDE)[number][0];
export type OtherMemberPlan = { category: OtherCategory; order: number; index: number };
