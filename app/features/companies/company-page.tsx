import { Eye, FileText, Pencil, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Banner, Card, Notice } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { SelectField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Tag } from '~/ui/marks';
import { Breadcrumb } from '~/ui/shell';
import type { Gap } from '../company-profile/track-gap';
import type { Track } from '../programmes/track';
import type { CompanyDone } from './company-done';
import { CompanyLanes } from './company-lanes';
import type { CompanyPageContent } from './company-page.queries.server';
import { useCompanyWords } from './company-words';
import { joiningOptions } from './joining-field';
import type { Difficulty } from './profile-list';

type Props = CompanyPageContent & {
  today: string;
  reply: FormReply | undefined;
  /** What has just been done to it. */
  done: CompanyDone | null;
  gaps: Partial<Record<Track, Gap>>;
  /** The difficulty running today, for those who may read it. */
  difficulty: Difficulty | null;
  /** From their own slices: the wide column, then the narrow one. */
  main: ReactNode;
  aside: ReactNode;
};

/** Everything about one company on one page: who it is, its five tracks, its people. */
export function CompanyPage({ company, lanes, can, today, reply, done, gaps, difficulty, main, aside }: Props) {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const c = useMessages('privacy');
  const d = useMessages('documents');
  const words = useCompanyWords();
  const summary = [
    words.number(company),
    [words.legalForm(company.legalFormCode), company.foundedOn ? t('page.founded', { year: company.foundedOn.slice(0, 4) }) : null]
      .filter(Boolean)
      .join(' '),
    words.activity(company.nafCode),
    words.place(company),
  ].filter(Boolean);
  return (
    <div className="page stack stack--4">
      <div className="page-head">
        <div className="page-head__text">
          <Breadcrumb steps={[{ to: '/companies', label: t('title') }, { label: company.name }]} />
          <div className="case-head__title">
            <h1>{company.name}</h1>
            {company.standing === 'none' ? null : <Tag tone="state">{words.standing(company)}</Tag>}
            {company.memberCategory === 'company' ? null : <Tag>{p(`category.${company.memberCategory}`)}</Tag>}
            {company.mainDas ? (
              <Tag>
                {t(`das_short.${company.mainDas}`)} {t(`das.${company.mainDas}`)}
              </Tag>
            ) : null}
            {difficulty ? <Tag tone="late">{p(`difficulty.${difficulty}`)}</Tag> : null}
            {company.administrativeState === 'ceased' ? <Tag tone="watch">{t('page.ceased')}</Tag> : null}
          </div>
          <p className="muted">{summary.join(' · ')}</p>
        </div>
        <div className="row">
          <LinkButton icon={FileText} to={`/companies/${company.id}/documents`}>
            {d('title')}
          </LinkButton>
          {can.view ? (
            <LinkButton icon={Eye} to={`/companies/${company.id}/view`}>
              {c('view')}
            </LinkButton>
          ) : null}
          {can.ask ? <LinkButton to={`/companies/${company.id}/request`}>{t('page.ask')}</LinkButton> : null}
          {can.edit ? (
            <LinkButton icon={Pencil} to={`/companies/${company.id}/edit`}>
              {t('page.edit')}
            </LinkButton>
          ) : null}
        </div>
      </div>
      {reply ? null : <Notice>{done ? t(`done.${done}`, { name: company.name }) : null}</Notice>}
      {company.isEnrolled || company.memberCategory !== 'company' ? null : can.enrol ? (
        <EnrolForm companyId={company.id} reply={reply} />
      ) : (
        <Banner title={t('enrol.title')} />
      )}
      {company.isEnrolled ? (
        <CompanyLanes lanes={lanes} gaps={gaps} today={today} askAt={can.ask ? `/companies/${company.id}/request` : null} />
      ) : null}
      <div className="cols cols--65">
        <div className="stack stack--4">{main}</div>
        <div className="stack stack--4">{aside}</div>
      </div>
    </div>
  );
}

function EnrolForm({ companyId, reply }: { companyId: string; reply: FormReply | undefined }) {
  const t = useMessages('companies');
  return (
    <Card title={t('enrol.title')}>
      <p>{t('enrol.text')}</p>
      <ServerForm action={`/companies/${companyId}`} reply={reply} className="filters" labels={{ joining: t('enrol.joining') }}>
        <ErrorSummary />
        <SelectField name="joining" label={t('enrol.joining')} placeholder={false} defaultValue="none" options={joiningOptions(t)} />
        <SubmitButton icon={Plus}>{t('enrol.submit')}</SubmitButton>
      </ServerForm>
    </Card>
  );
}
