/** Columns that no event tells from → to, and where they are told: `table`, `table.column`, `*.column`, or for one command alone. */
export const TOLD_OTHERWISE: Record<string, string> = {
  events: 'the record itself',
  event_texts: 'the record itself',
  idempotency_keys: 'the answer of a form, no business of anybody',
  '*.cluster_id': 'the event has its own',
  '*.case_id': 'the event stands by its case',
  '*.company_id': 'the event stands by its company',
  '*.journey_id': 'the journey of the case the event stands by',
  '*.version': 'counts the writes',
  '*.created_at': 'the first event says when',
  '*.updated_at': 'the event says when',
  '*.state_since': 'the event that moved it says when',

  impact_changes: 'signed differences, counted from the figures',
  impact_parts: 'counted from the figures',
  impact_totals: 'counted from the figures',
  figure_subjects: 'a row to wait at; says nothing',
  case_numbers: 'the last number given: the case tells its own',
  search_documents: 'written by the database from what it finds',
  search_words: 'written by the database from what it finds',
  clocks: 'start, stop and pause with the moves that the events tell, by the rules of the programme',
  outbox: 'what is to be sent of an event',
  account_mails: 'the same',

  'sessions.viewed_company_id': 'the company that company.viewed_as stands by',
  'people.is_staff': 'kept by the database from the roles',
  'cases.ball': 'kept by the database from milestones and state',
  'cases.worklist': 'kept by the database from the state',
  'cases.next_due_on': 'kept by the database from milestones and tasks',
  'cases.planned_milestones': 'counted by the database',
  'cases.done_milestones': 'counted by the database',
  'cases.blocked_milestones': 'counted by the database',
  'cases.last_two_way_on': 'kept by the database from the notes',
  'cases.blocked_items': 'counted by the database',
  journeys: 'a counter of the dependencies between its cases',
  expected_figures: 'a question put by what happened; its answer is told',
  'cases.lead_id': 'the assignment, told as leadId',
  'cases.team_id': 'the team of the assignment',
  'milestones.position': 'follows from the milestones added and removed, each told with its own',
  'agreePlan: milestones.due_on': 'the days of the signed text, counted from the day of plan.signed',
  'agreePlan: milestones.starts_on': 'the same',
  'editPlannedMilestone: milestones.due_on':
    'days of a plan in preparation follow from its offsets, told with the milestone that moved them',
  'editPlannedMilestone: milestones.starts_on': 'the same',
  'addPlannedMilestone: milestones': 'days of a plan in preparation follow from its offsets, told with the milestone that moved them',
  'removePlannedMilestone: milestones.due_on': 'the same',
  'removePlannedMilestone: milestones.starts_on': 'the same',
  milestone_dependencies: 'told with the milestone, as blockers_from and blockers_to',
  case_proposals: 'told whole when it is made; it ends with the move that follows it, which the company reads',
  'milestones.published_at': 'shown to the company by plan.sent',
  'plan_versions.state': 'sent, signed and refused are events that name the version',
  'plan_versions.refusal': 'the comment of plan.refused',
  'plan_versions.refused_at': 'when plan.refused was',
  'plan_versions.refused_by_id': 'who refused',
  'plan_versions.signed_at': 'when plan.signed was',
  company_difficulties: 'restricted: its periods are kept as rows, the event names neither level nor reason',
  export_controls: 'restricted: the event says that it was stated and by whom, not what',
  support_requests: 'a draft did not happen yet; sent, it is told by request.submitted',
  register_import_rows: 'lines of a file, told by its counts',
  'startRegisterImport: register_imports': 'a file being read changes nothing yet; its row says who sent it',
};

/** Commands that leave no event at all, and why. */
export const SILENT: Record<string, string> = {
  saveRequest: 'a draft did not happen yet',
  startRegisterImport: 'a file being read changes nothing yet',
};

/** Commands whose scene lets nobody get them done here, and the command that makes the same writes. */
export const SAME_WRITES: Record<string, string> = {
  giveFigures: 'answerFigure',
  startFollowUp: 'closeCase',
};
