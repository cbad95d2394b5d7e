import { CaseSteps } from '~/features/case-page/case-steps';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';

type Props = {
  note: { caseId: string; version: number; html: string; companyName: string; track: string };
  leaders: readonly string[];
  reply: FormReply | undefined;
};

/** Asks before an internal note is shown to the company, naming who will read it. */
export function ShareNotePage({ note, leaders, reply }: Props) {
  const t = useMessages('notes');
  const f = useFormat();
  const title = t('share.title', { company: note.companyName });
  const name = { id: note.caseId, companyName: note.companyName, track: note.track as 'strategy' };
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={name} here={t('share.submit')} />}
        title={title}
        lede={leaders.length > 0 ? t('share.lede', { leaders: f.list(leaders) }) : t('share.no_leader', { company: note.companyName })}
      />
      <Card>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: note-text.server renders it from Markdown by an allow list */}
        <blockquote className="note__text" dangerouslySetInnerHTML={{ __html: note.html }} />
        <ServerForm reply={reply}>
          <ErrorSummary />
          <HiddenField name="version" value={note.version} />
          <FormActions>
            <SubmitButton>{t('share.submit')}</SubmitButton>
            <a className="btn btn--quiet" href={`/cases/${note.caseId}#notes`}>
              {t('cancel')}
            </a>
          </FormActions>
        </ServerForm>
      </Card>
    </div>
  );
}
