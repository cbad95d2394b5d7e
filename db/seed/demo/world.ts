import type { Market, Technology, ValueChainPosition } from '../../../app/features/companies/profile-list';
import type { TemplateMilestone } from '../../../app/features/plans/plan-template';
import type { LocalDate } from '../../../app/features/programmes/paris-date';
import type { Track } from '../../../app/features/programmes/track';
import type { StructuringType } from '../../../app/features/projects/project';
import type { Clock } from './calendar';
import type { ExportStatus, OtherCategory, SizeCategory } from './company-plan';
import type { CompanyTruth } from './company-truth';
import type { StoryLine } from './story-lines';
import type { Das, Trade } from './trades';

export type DemoAccount = {
  role: string;
  email: string;
  password: string;
  name: string;
  cluster: string;
  /** Null for staff. */
  company: string | null;
};

export type Staff = { id: string; name: string; given: string; teamId: string | null; email: string };

export type DemoPerson = { id: string; given: string; family: string; isWoman: boolean; email: string; jobTitle: string };

export type DemoCompany = {
  id: string;
  category: 'company';
  /** Null beyond the range kept for the demo. */
  siren: string | null;
  name: string;
  domain: string;
  trade: Trade;
  secondaryDas: Das[];
  /** Main place first. */
  valueChain: ValueChainPosition[];
  technologies: Technology[];
  markets: Market[];
  /** Its main product, as people call it. */
  product: string;
  size: SizeCategory;
  /** Full-time equivalents at the end of the year before the contract: in all, with its group, and in the territory. */
  startingFte: number;
  territoryFte: number;
  exportStatus: ExportStatus;
  city: string;
  department: string;
  foundedOn: LocalDate;
  standing: 'member' | 'trial' | 'former' | 'prospect';
  joinedOn: LocalDate | null;
  leftOn: LocalDate | null;
  trialUntil: LocalDate | null;
  /** When the cluster wrote it down. */
  addedAt: string;
  /** Index of the working day on which it entered the programme, when it did. */
  enrolledDay: number | null;
  journeyId: string | null;
  leader: DemoPerson;
  leaderHasAccount: boolean;
  /** Who the advisors call beside the leader. */
  contacts: DemoPerson[];
  writesEnglish: boolean;
  /** The story a guided demonstration tells of it. */
  story: StoryLine | null;
  /** Its figures year after year, whoever declares them. */
  truth: CompanyTruth;
};

/** A member that is no company. */
export type DemoMember = {
  id: string;
  category: OtherCategory;
  name: string;
  city: string;
  department: string;
  joinedOn: LocalDate;
  contact: DemoPerson;
};

export type CaseTemplate = {
  versionId: string;
  milestones: readonly TemplateMilestone[];
  signaturePosition: number;
  assessmentPosition: number;
  requiredBaselines: readonly string[];
};

/** One cluster of the demo, as the generators see it. */
export type Space = {
  clusterId: string;
  name: string;
  programmeId: string;
  clock: Clock;
  templates: Partial<Record<Track, CaseTemplate>>;
  /** Versions of the templates of structuring projects. */
  structuringVersions: Partial<Record<StructuringType, string>>;
  manager: Staff;
  admin: Staff;
  trackLeads: Partial<Record<Track, Staff>>;
};
