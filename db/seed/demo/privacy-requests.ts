import { answerDueOn, type PrivacyRequestKind } from '../../../app/features/privacy/privacy-request';
import { addDays, addMonths } from '../../../app/features/programmes/paris-date';
import { instantOf } from './calendar';
import type { SubjectPart } from './subjects';

type Asked = { kind: PrivacyRequestKind; receivedOn: string; check: string; answer?: string };

/** What people asked of their data: an access to answer in three days, an erasure to carry out, an objection that was answered. (docs/domain.md §10.4) */
export function writePrivacyRequests({ space, companies, isFirst, keys, batch }: SubjectPart): void {
  if (!isFirst) return;
  const { clusterId, clock, admin } = space;
  const today = clock.asOf;
  const asked: Asked[] = [
    { kind: 'access', receivedOn: addMonths(addDays(today, 3), -1), check: 'Rappel au numéro du dossier' },
    { kind: 'erasure', receivedOn: addDays(today, -6), check: 'Pièce d’identité vue en visio, non conservée' },
    {
      kind: 'objection',
      receivedOn: addDays(today, -50),
      check: 'Demande reçue de l’adresse connue',
      answer: 'Plus aucune invitation ni lettre d’information ; le dossier en cours continue.',
    },
  ];
  for (const [place, { kind, receivedOn, check, answer }] of asked.entries()) {
    const company = companies[(30 + place) % companies.length];
    const person = company?.contacts[0] ?? company?.leader;
    if (!person) continue;
    const createdAt = instantOf(receivedOn, '10:05');
    const dueOn = answerDueOn(receivedOn, false);
    batch.add('privacyRequests', {
      ...{ clusterId, id: keys.at(createdAt), personId: person.id, kind, receivedOn, dueOn, createdById: admin.id, createdAt },
      ...{ identityCheck: check, identityCheckedAt: instantOf(receivedOn, '16:40'), identityCheckedById: admin.id },
      ...{ outcome: answer ? 'granted' : null, answer: answer ?? null, answeredById: answer ? admin.id : null },
      answeredAt: answer ? instantOf(addDays(receivedOn, 8), '11:30') : null,
    });
  }
}
