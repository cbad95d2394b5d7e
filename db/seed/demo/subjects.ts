import type { Batch } from './batch';
import { Chance } from './chance';
import { writeCapitalLinks } from './company-capital';
import { writeCompanyRecords } from './company-records';
import { Keys } from './identifiers';
import { writePrivacyRequests } from './privacy-requests';
import { writeProjects } from './projects/write-projects';
import type { StaffMember } from './staff';
import type { DemoCompany, DemoMember, Space } from './world';

/** What a subject of the application adds to a block, once its companies are written. Its draws are its own: nobody else's world moves. */
export type SubjectPart = {
  space: Space;
  companies: readonly DemoCompany[];
  others: readonly DemoMember[];
  advisors: readonly StaffMember[];
  /** The first block of its cluster: what a cluster has once is written there. */
  isFirst: boolean;
  chance: Chance;
  keys: Keys;
  batch: Batch;
};

/** Subjects by name, in the order their tables need; those of the cluster itself stay one when its companies are repeated. */
const SUBJECTS: Readonly<Record<string, { write: (part: SubjectPart) => void; of: 'block' | 'cluster' }>> = {
  records: { write: writeCompanyRecords, of: 'block' },
  capital: { write: writeCapitalLinks, of: 'block' },
  projects: { write: writeProjects, of: 'cluster' },
  privacy: { write: writePrivacyRequests, of: 'cluster' },
};

export function writeSubjects(block: Omit<SubjectPart, 'chance' | 'keys'> & { seed: string }): void {
  const { seed, ...part } = block;
  for (const [name, { write, of }] of Object.entries(SUBJECTS)) {
    write({ ...part, chance: new Chance(`${seed} ${name}`), keys: new Keys(new Chance(`${seed} ${name} keys`), of) });
  }
}
