import { Link } from '@remix-run/react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card, Notice } from '~/ui/card';
import { Person } from '~/ui/facts';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { itemAddress } from './confidential-item';
import type { ReadersPage as Page } from './item.queries.server';

export type ReadersDone = 'shared' | 'taken_back' | 'opened' | null;
type Props = { page: Page; done: ReadersDone; reply: FormReply | undefined; isForCompany: boolean };

/** Who reads one thing and by which rule, in words, and the acts that change it. */
export function ReadersPage({ page, done, reply, isForCompany }: Props) {
  const t = useMessages('privacy');
  const { item, readers, companyName, can } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead title={t('who')} lede={t(`lede.${item.itemClass}`, { company: companyName })} />
      <Notice isFixed={false}>{done && !reply ? t(`done.${done}`) : null}</Notice>
      <Card title={item.title ?? t(`kind.${item.kind}`)}>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: note-text.server renders it from Markdown by an allow list */}
        {item.html ? <blockquote className="note__text" dangerouslySetInnerHTML={{ __html: item.html }} /> : null}
        <p>
          <Link to={itemAddress(item, isForCompany)}>{t(`back.${item.kind}`)}</Link>
        </p>
      </Card>
      <Card title={t('readers')} isFlush>
        <ul className="rows rows--tight">
          {readers.map((reader) => (
            <li key={reader.id}>
              <Person name={reader.name}>
                <Why reader={reader} isForCompany={isForCompany} />
              </Person>
            </li>
          ))}
        </ul>
      </Card>
      {can.share ? <ShareCard page={page} reply={reply} /> : null}
      {can.takeBack ? <PlainAct page={page} reply={reply} act="take_back" /> : null}
      {can.open ? <OpenCard page={page} reply={reply} /> : null}
    </div>
  );
}

/** The rule in words; of the named and of an author, also what makes them a reader of the case. */
function Why({ reader: { rule, part, opened, readAt }, isForCompany }: { reader: Page['readers'][number]; isForCompany: boolean }) {
  const t = useMessages('privacy');
  const f = useFormat();
  const why = opened ? t('rule.opened', { rule: t(`rule.${rule}`), until: f.date(opened.until), by: opened.by }) : t(`rule.${rule}`);
  return (
    <>
      {!isForCompany && rule !== part ? t('rule.and', { rule: why, part: t(`rule.${part}`) }) : why}
      {readAt ? ` · ${t('read_on', { on: f.date(readAt.slice(0, 10)) })}` : null}
    </>
  );
}

type ActProps = { page: Page; reply: FormReply | undefined };

function ShareCard({ page, reply }: ActProps) {
  const t = useMessages('privacy');
  const f = useFormat();
  const { leaders, companyName } = page;
  return (
    <Card id="share" title={t('share.title', { company: companyName })}>
      <p>{leaders.length > 0 ? t('share.lede', { leaders: f.list(leaders) }) : t('share.no_leader', { company: companyName })}</p>
      <Act page={page} reply={reply} act="share" />
    </Card>
  );
}

function PlainAct({ page, reply, act }: ActProps & { act: 'take_back' }) {
  const t = useMessages('privacy');
  return (
    <Card title={t('take_back')}>
      <p>{t('take_back.lede')}</p>
      <Act page={page} reply={reply} act={act} />
    </Card>
  );
}

function OpenCard({ page, reply }: ActProps) {
  const t = useMessages('privacy');
  return (
    <Card title={t('open')}>
      <p>{t('open.lede')}</p>
      <Act page={page} reply={reply} act="open" />
    </Card>
  );
}

function Act({ page: { item }, reply, act }: ActProps & { act: 'share' | 'take_back' | 'open' }) {
  const t = useMessages('privacy');
  return (
    <ServerForm reply={reply} className="stack stack--3">
      <ErrorSummary />
      <HiddenField name="act" value={act} />
      <HiddenField name="version" value={item.version} />
      {act === 'open' ? <TextArea name="reason" label={t('open.reason')} rows={2} required /> : null}
      <FormActions>
        <SubmitButton>{t(`${act}.submit`)}</SubmitButton>
      </FormActions>
    </ServerForm>
  );
}
