import {
  Ban,
  Calendar,
  Check,
  CircleDotDashed,
  FileText,
  FolderOpen,
  Hash,
  ListTodo,
  type LucideIcon,
  OctagonX,
  PenLine,
  Send,
  Undo2,
  UserRound,
} from 'lucide-react';
import type { EventKind } from './event';

type Look = { icon: LucideIcon; tone?: 'ok' | 'late' | 'brand' };

const OF_SUBJECT: Record<string, Look> = {
  request: { icon: Send, tone: 'brand' },
  case: { icon: FolderOpen, tone: 'brand' },
  plan: { icon: PenLine, tone: 'brand' },
  milestone: { icon: CircleDotDashed },
  note: { icon: FileText },
  task: { icon: ListTodo },
  document: { icon: FileText },
  figure: { icon: Hash },
  baseline: { icon: Hash },
};

const OF_KIND: Partial<Record<EventKind, Look>> = {
  'milestone.completed': { icon: Check, tone: 'ok' },
  'milestone.submitted': { icon: CircleDotDashed, tone: 'brand' },
  'milestone.blocked': { icon: OctagonX, tone: 'late' },
  'milestone.contested': { icon: OctagonX, tone: 'late' },
  'milestone.rescheduled': { icon: Calendar },
  'milestone.set_aside': { icon: Ban },
  'milestone.reopened': { icon: Undo2 },
  'milestone.returned': { icon: Undo2 },
  'task.completed': { icon: Check, tone: 'ok' },
  'task.blocked': { icon: OctagonX, tone: 'late' },
  'case.refused': { icon: Ban, tone: 'late' },
  'case.closed_early': { icon: Ban, tone: 'late' },
};

export function lookOfEvent(kind: EventKind): Look {
  return OF_KIND[kind] ?? OF_SUBJECT[kind.split('.')[0] ?? ''] ?? { icon: UserRound };
}
