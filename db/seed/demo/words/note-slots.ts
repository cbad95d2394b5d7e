import { type LocalDate, yearOf } from '../../../../app/features/programmes/paris-date';
import type { CaseFile } from '../case-file';
import type { DemoPerson } from '../world';
import type { Slots, Words } from './phrase';

const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const MONTHS_EN = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // biome-ignore format: one line

/** A note being written: whose case, which day, who was met. */
type Note = { file: CaseFile; day: number; met: DemoPerson };

/** What a note may name beyond the company: who was met, what is under way, what the last accounts say. Read when a sentence asks. */
export function noteWords(slots: Slots, note: Note): Words {
  return (name) => NOTE_WORDS[name]?.(note) ?? slots[name];
}

const NOTE_WORDS: Record<string, (note: Note) => string | number | undefined> = {
  with: ({ met }) => met.given,
  ew: ({ met }) => feminine(met),
  e: ({ file }) => feminine(file.company.leader),
  ec: ({ file: { company } }) => feminine(company.contacts[0] ?? company.leader),
  date: (note) => dayText(dayAfter(note, 3, 26)),
  later: (note) => dayText(dayAfter(note, 6, 34)),
  past: (note) => dayText(dayAfter(note, -16, -2)),
  dateEn: (note) => dayTextEn(dayAfter(note, 3, 26)),
  k: ({ file }) => file.chance.int(2, 5),
  k2: ({ file }) => file.chance.int(6, 24),
  pct: ({ file }) => file.chance.int(4, 38),
  pct6: ({ file }) => file.chance.int(60, 95),
  quote: ({ file: { chance, company } }) => amountText(Math.round((chance.int(4, 30) * Math.sqrt(company.startingFte)) / 2) * 1_000),
  year: (note) => knownYear(note),
  turnover: (note) => amountText(figure(note, 'FIN-01')),
  turnoverEn: (note) => amountTextEn(figure(note, 'FIN-01')),
  exportShare: (note) => `${exportShare(note)} %`,
  exportShareEn: (note) => `${exportShare(note)}%`,
  n: (note) => Math.max(2, Math.round(figure(note, 'EMP-01'))),
  few: (note) => Math.max(2, Math.round(figure(note, 'EMP-01') * 0.55)),
  step: (note) => shortTitle(stepOf(note)?.template.title.fr),
  stepEn: (note) => shortTitle(stepOf(note)?.template.title.en),
  stepDue: (note) => dayText(dueOf(note)),
  stepDueEn: (note) => dayTextEn(dueOf(note)),
};

/** People don't say what stands between brackets. */
const shortTitle = (title: string | undefined) => title?.replace(/ \(.*\)$/, '');
const feminine = ({ isWoman }: DemoPerson) => (isWoman ? 'e' : '');
const dayAfter = ({ file, day }: Note, least: number, most: number) => file.date(day + file.chance.int(least, most));

/** Accounts of a year are known in spring. */
function knownYear({ file, day }: Note): number {
  const on = file.date(day);
  return yearOf(on) - (on.slice(5) >= '04-15' ? 1 : 2);
}

function figure(note: Note, metric: string): number {
  return note.file.company.truth.yearly(metric, knownYear(note))?.num ?? 0;
}

function exportShare(note: Note): number {
  const turnover = figure(note, 'FIN-01');
  return turnover > 0 ? Math.round((100 * figure(note, 'EXP-01')) / turnover) : 0;
}

/** The milestone under way that day, or the last one. */
function stepOf({ file: { story }, day }: Note) {
  const { milestones } = story;
  const open = milestones.find(({ done, ready }) => done > day && ready <= day) ?? milestones.find(({ done }) => done > day);
  const told = open ?? milestones[milestones.length - 1];
  const template = story.template?.milestones.find(({ position }) => position === told?.position);
  return told && template ? { told, template } : null;
}

function dueOf(note: Note): LocalDate {
  return note.file.date(stepOf(note)?.told.due ?? note.day);
}

function dayText(date: LocalDate): string {
  const day = Number(date.slice(8));
  return `${day === 1 ? '1er' : day} ${MONTHS[Number(date.slice(5, 7)) - 1]}`;
}

function dayTextEn(date: LocalDate): string {
  return `${Number(date.slice(8))} ${MONTHS_EN[Number(date.slice(5, 7)) - 1]}`;
}

const inMillions = (amount: number) => String(Math.round(amount / 100_000) / 10);

function amountText(amount: number): string {
  if (amount >= 1_000_000) return `${inMillions(amount).replace('.', ',')} M€`;
  return `${Math.max(1, Math.round(amount / 1_000))} k€`;
}

function amountTextEn(amount: number): string {
  return amount >= 1_000_000 ? `€${inMillions(amount)}m` : `€${Math.max(1, Math.round(amount / 1_000))}k`;
}
