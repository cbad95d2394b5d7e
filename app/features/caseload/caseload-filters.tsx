import { Form } from '@remix-run/react';
import { STORED_CASE_STATES } from '~/features/cases/case-state';
import { TRACKS } from '~/features/programmes/track';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { SelectField, TextField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { type ActiveFilter, ActiveFilters } from '~/ui/views';
import type { Caseload, Choice } from './caseload.queries.server';
import { caseloadAddress, healthsIn, mayBeIn, type Narrowing, narrowingIn } from './caseload-filter';

const asOption = ({ id, name }: Choice) => ({ value: id, label: name });

/** One line of filters sent to the address, and under it what they leave out. */
export function CaseloadFilters({ caseload, clearTo }: { caseload: Caseload; clearTo: string }) {
  const t = useMessages('cases');
  const p = useMessages('programmes');
  const { filter, teams, leads, chosenLead } = caseload;
  const offered = narrowingIn(filter.scope);
  const h = useMessages('health');
  const healths = healthsIn(filter.list);
  const states = STORED_CASE_STATES.filter((state) => mayBeIn(state, filter.list) || state === filter.state);
  return (
    <>
      <FieldScope id="caseload">
        <Form method="get" className="filters" role="search" aria-label={t('caseload.filters')} key={caseloadAddress(filter)}>
          <input type="hidden" name="scope" value={filter.scope} />
          <input type="hidden" name="tab" value={filter.list} />
          <TextField
            name="q"
            type="search"
            label={t('caseload.search')}
            placeholder={t('caseload.search_hint')}
            defaultValue={filter.q}
            autoComplete="off"
            wide
          />
          <SelectField
            name="track"
            label={t('caseload.track')}
            placeholder={t('caseload.all_tracks')}
            defaultValue={filter.track}
            options={TRACKS.map((track) => ({ value: track, label: p(`track.${track}`) }))}
          />
          {offered.includes('state') ? (
            <SelectField
              name="state"
              label={t('caseload.state')}
              placeholder={t('caseload.all_states')}
              defaultValue={filter.state}
              options={states.map((state) => ({ value: state, label: t(`state.${state}`) }))}
            />
          ) : null}
          {offered.includes('health') && healths.length > 1 ? (
            <SelectField
              name="health"
              label={h('card.title')}
              placeholder={t('caseload.all_healths')}
              defaultValue={filter.health}
              options={healths.map((health) => ({ value: health, label: h(`health.${health}`) }))}
            />
          ) : null}
          {teams.length > 1 ? (
            <SelectField
              name="team"
              label={t('caseload.team')}
              placeholder={t('caseload.all_teams')}
              defaultValue={filter.team}
              options={teams.map(asOption)}
            />
          ) : null}
          {offered.includes('lead') ? (
            <SelectField
              name="lead"
              label={t('caseload.lead')}
              placeholder={leads ? t('caseload.all_leads') : t('caseload.lead_needs_team')}
              defaultValue={filter.lead}
              options={(leads ?? (chosenLead ? [chosenLead] : [])).map(asOption)}
            />
          ) : null}
          <Button type="submit" kind="primary">
            {t('caseload.filter')}
          </Button>
        </Form>
      </FieldScope>
      <ActiveFilters filters={useChips(caseload)} clearTo={clearTo} />
    </>
  );
}

function useChips({ filter, teams, chosenLead }: Caseload): ActiveFilter[] {
  const t = useMessages('cases');
  const p = useMessages('programmes');
  const h = useMessages('health');
  const { q, track, state, health, lead, team } = filter;
  const without = (name: Narrowing) => caseloadAddress({ ...filter, after: null, before: null, [name]: null });
  const teamName = teams.find(({ id }) => id === team)?.name ?? t('caseload.unknown');
  return [
    ...(q ? [{ label: t('caseload.chip.search', { value: q }), without: without('q') }] : []),
    ...(track ? [{ label: t('caseload.chip.track', { value: p(`track.${track}`) }), without: without('track') }] : []),
    ...(state ? [{ label: t('caseload.chip.state', { value: t(`state.${state}`) }), without: without('state') }] : []),
    ...(health ? [{ label: t('caseload.chip.health', { value: h(`health.${health}`) }), without: without('health') }] : []),
    ...(team ? [{ label: t('caseload.chip.team', { value: teamName }), without: without('team') }] : []),
    ...(lead ? [{ label: t('caseload.chip.lead', { value: chosenLead?.name ?? t('caseload.unknown') }), without: without('lead') }] : []),
  ];
}
