import { Link } from '@remix-run/react';
import { SearchCheck } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Page, PageHead } from '~/ui/shell';
import { type FindSettlement, textKind } from './found-text';
import type { FoundText } from './found-texts.queries.server';

type Props = { found: readonly FoundText[]; canSettle: boolean; reply: FormReply | undefined };

/** Texts one reads that may still name somebody whose name was erased: each is looked at, and decided about, by itself. */
export function FoundTextsPage({ found, canSettle, reply }: Props) {
  const t = useMessages('privacy');
  return (
    <Page width="narrow">
      <PageHead title={t('finds.title')} lede={t('finds.lede')} />
      {found.length === 0 ? <EmptyState icon={SearchCheck} title={t('finds.none')} /> : null}
      <div className="stack stack--4">
        {found.map((one) => (
          <Found key={one.id} found={one} canSettle={canSettle} reply={reply} />
        ))}
      </div>
    </Page>
  );
}

function Found({ found, canSettle, reply }: { found: FoundText; canSettle: boolean; reply: Props['reply'] }) {
  const t = useMessages('privacy');
  const f = useFormat();
  const { id, finding, place, itemId, caseId, reference, companyId, company, mark, foundAt, before, word, after } = found;
  return (
    <Card title={t(`finds.place.${textKind(place)}`)}>
      <div className="stack stack--3">
        <p className="meta">
          {caseId ? <Link to={`/cases/${caseId}`}>{reference}</Link> : null}{' '}
          {companyId ? <Link to={`/companies/${companyId}`}>{company}</Link> : null}{' '}
          {t('finds.since', { on: f.dateTime(new Date(foundAt)) })}
        </p>
        <blockquote className="callout">
          <p>
            {before}
            {word ? <mark>{word}</mark> : null}
            {after}
          </p>
        </blockquote>
        <p>
          {t(finding === 'file' ? 'finds.ask_file' : 'finds.ask', { mark })}{' '}
          {finding === 'file' ? <Link to={`/documents/${itemId}`}>{t('finds.open_file')}</Link> : null}
        </p>
        {canSettle ? (
          <FormActions>
            {finding === 'file' ? (
              <Settle id={id} as="kept" label={t('finds.file_checked')} isFirst reply={reply} />
            ) : (
              <>
                <Settle id={id} as="removed" label={t('finds.remove')} isFirst reply={reply} />
                <Settle id={id} as="another" label={t('finds.another')} reply={reply} />
              </>
            )}
          </FormActions>
        ) : null}
      </div>
    </Card>
  );
}

type SettleProps = { id: string; as: FindSettlement; label: string; isFirst?: boolean; reply: Props['reply'] };

function Settle({ id, as, label, isFirst, reply }: SettleProps) {
  const isMeant = reply?.values?.findId === id && reply.values.settledAs === as;
  return (
    <ServerForm reply={isMeant ? reply : undefined}>
      <ErrorSummary />
      <HiddenField name="findId" value={id} />
      <HiddenField name="settledAs" value={as} />
      <SubmitButton kind={isFirst ? 'primary' : 'quiet'}>{label}</SubmitButton>
    </ServerForm>
  );
}
