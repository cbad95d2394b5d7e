import { Link } from '@remix-run/react';
import { TRACKS, type Track } from '~/features/programmes/track';
import { TrackMark } from '~/features/programmes/track-mark';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner } from '~/ui/card';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

export type RequestFormProps = {
  companyName: string;
  openCases: { id: string; reference: string; track: Track; title: string }[];
  draft: { track: Track; title: string; need: string; note: string | null } | null;
  /** Track named in the address; nothing is chosen otherwise. */
  track: Track | null;
  isForCompany: boolean;
  isKept: boolean;
  reply: FormReply | undefined;
};

/** A request for support: kept as a draft or sent, in the company's own words. */
export function RequestForm({ companyName, openCases, draft, track, isForCompany, isKept, reply }: RequestFormProps) {
  const t = useMessages('requests');
  const p = useMessages('programmes');
  const privacy = useMessages('privacy');
  return (
    <div className="page page--narrow stack stack--6">
      <div className="stack stack--2">
        <h1>{t('title')}</h1>
        <p className="lede">{t(isForCompany ? 'lede_for_company' : 'lede', { company: companyName })}</p>
      </div>
      {isKept ? <Banner tone="ok" title={t('kept')} /> : null}
      {openCases.length > 0 ? (
        <Banner tone="watch" title={t('open_cases')}>
          <ul>
            {openCases.map((one) => (
              <li key={one.id}>
                <TrackMark track={one.track} /> · <Link to={isForCompany ? `/cases/${one.id}` : `/plan/cases/${one.id}`}>{one.title}</Link>{' '}
                · {one.reference}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
      <ServerForm reply={reply} className="stack stack--4">
        <ErrorSummary />
        <RadioGroup
          name="track"
          label={t('track')}
          defaultValue={draft?.track ?? track ?? undefined}
          choices={TRACKS.map((value) => ({ value, label: p(`track.${value}`) }))}
        />
        <TextField name="title" label={t('in_few_words')} hint={t('in_few_words_hint')} defaultValue={draft?.title} maxLength={120} />
        <TextArea name="need" label={t('need')} hint={t('need_hint')} defaultValue={draft?.need} rows={6} />
        {isForCompany ? <TextArea name="note" label={t('note')} hint={t('note_hint')} defaultValue={draft?.note} rows={3} /> : null}
        <section className="reader-box stack stack--2" aria-labelledby="notice">
          <h2 id="notice">{t('notice')}</h2>
          <p>{privacy('notice')}</p>
          <p>
            <Link to="/your-data">{t('notice_details')}</Link>
          </p>
        </section>
        <div className="form-actions">
          <SubmitButton size="xl" intent="submit">
            {t('submit')}
          </SubmitButton>
          <SubmitButton kind="quiet" intent="save">
            {t('save')}
          </SubmitButton>
        </div>
        <p className="meta">{t('promise')}</p>
      </ServerForm>
    </div>
  );
}

/** A request that was sent: its number, what happens next, and what was written. */
export function SentRequest({
  reference,
  caseId,
  track,
  title,
  need,
  isForCompany,
}: {
  reference: string;
  caseId: string;
  track: Track;
  title: string;
  need: string;
  isForCompany: boolean;
}) {
  const t = useMessages('requests');
  return (
    <div className="page page--narrow stack stack--6">
      <div className="stack stack--2">
        <h1>{t('sent.title', { reference })}</h1>
        <p className="lede">{t('sent.text')}</p>
        <p>
          <Link to={isForCompany ? `/cases/${caseId}` : `/plan/cases/${caseId}`}>{t('sent.follow')}</Link>
        </p>
      </div>
      <section className="card" aria-labelledby="request-title">
        <div className="card__body stack stack--2">
          <TrackMark track={track} />
          <h2 id="request-title">{title}</h2>
          <p className="pre-line">{need}</p>
        </div>
      </section>
    </div>
  );
}
