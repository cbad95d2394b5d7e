import type { ActorFacts, CaseRole } from '~/features/cases/case-actor';
import type { CaseFacts } from '~/features/cases/case-gate';
import type { CaseState } from '~/features/cases/case-state';
import type { TransitionInput } from '~/features/cases/case-transition';

export const leader: ActorFacts = { personId: 'leader', roles: ['leader'], isLead: false };
export const collaborator: ActorFacts = { personId: 'collaborator', roles: ['collaborator'], isLead: false };
export const lead: ActorFacts = { personId: 'lead', roles: ['advisor'], isLead: true };
export const otherAdvisor: ActorFacts = { personId: 'other', roles: ['advisor'], isLead: false };
export const trackLead: ActorFacts = { personId: 'track', roles: ['track_lead'], isLead: false };
export const manager: ActorFacts = { personId: 'manager', roles: ['manager'], isLead: false };
export const director: ActorFacts = { personId: 'director', roles: ['director'], isLead: false };
export const admin: ActorFacts = { personId: 'admin', roles: ['admin'], isLead: false };
export const system: ActorFacts = { personId: 'system', roles: ['system'], isLead: false };

export const everyone = { leader, collaborator, lead, otherAdvisor, trackLead, manager, director, admin, system };
export const anyRole: ActorFacts = {
  personId: 'any',
  roles: [...new Set(Object.values(everyone).flatMap((one): readonly CaseRole[] => one.roles))],
  isLead: true,
};

/** A case in a state, with everything each gate asks. Tests take away one thing at a time. */
export function completeCase(state: CaseState, changes: Partial<CaseFacts> = {}): CaseFacts {
  return {
    state,
    track: 'financing',
    heldFrom: state === 'on_hold' ? 'active' : null,
    endedOn: '2026-11-20',
    request: { needLength: 100, hasLeaderContact: true, noticeVersion: '2026-01' },
    eligibility: {
      in_territory: 'yes',
      in_domain: 'yes',
      member_or_trial: 'yes',
      not_ceased: 'yes',
      sme_status_known: 'yes',
      no_conflict: 'yes',
      not_duplicate: 'yes',
    },
    supportDays: 5,
    hasLead: true,
    plan: {
      version: 1,
      state: state === 'plan_to_sign' ? 'sent' : 'signed',
      isFromTemplate: true,
      isSignedByCompany: true,
      isSignedByAdvisor: true,
    },
    milestones: [
      { id: 'm1', state: 'done', isCritical: false, isWaived: false, deliversAssessment: false },
      { id: 'm3', state: 'done', isCritical: true, isWaived: false, deliversAssessment: true },
      { id: 'm4', state: 'in_progress', isCritical: false, isWaived: false, deliversAssessment: false },
    ],
    baselines: [{ metric: 'FIN-01', state: 'verified', observationId: 'o1' }],
    targetCount: 1,
    undecidedTaskIds: [],
    review: {
      figures: [
        { metric: 'FIN-04', state: 'declared', observationId: 'o2' },
        { metric: 'EMP-01', state: 'refused' },
      ],
      satisfaction: { isAnswered: true, reminders: 0 },
      outcome: 'partly_reached',
      hasLessons: true,
    },
    followUp: { isAnswered: true, remindedOn: [], today: '2026-11-23' },
    proposal: null,
    ...changes,
  };
}

export const fullInput: TransitionInput = {
  today: '2026-11-23',
  comment: 'Un motif écrit.',
  resumeOn: '2027-01-04',
  organisation: { name: 'Une autre structure', isPartnerCluster: false, hasConsent: false },
  lead: { hasCapacity: true, hasDeclaredInterest: false },
  signatory: 'La dirigeante',
};
