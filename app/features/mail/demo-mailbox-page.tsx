import { Link } from '@remix-run/react';
import { Mail } from 'lucide-react';
import type { DemoLetter } from '~/access/demo-mailbox.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';

/** What a demonstration would have sent. */
export function DemoMailboxPage({ letters }: { letters: readonly DemoLetter[] }) {
  const t = useMessages('mail');
  const f = useFormat();
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('box.title')}</h1>
        <p className="lede">{t('box.lede')}</p>
      </div>
      {letters.length === 0 ? (
        <EmptyState icon={Mail} title={t('box.none')} />
      ) : (
        <Card isFlush>
          <ul className="rows rows--tight">
            {letters.map(({ id, recipient, subject, sentAt }) => (
              <li key={id} className="item">
                <Link className="item__main" to={`/demo/mailbox/${id}`}>
                  {subject}
                </Link>
                <span className="meta">
                  {t('box.to', { recipient })} · {f.dateTime(new Date(sentAt))}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

/** One letter's text, its links live. */
export function DemoLetterPage({ letter }: { letter: DemoLetter & { body: string } }) {
  const t = useMessages('mail');
  const f = useFormat();
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{letter.subject}</h1>
        <p className="meta">
          {t('box.to', { recipient: letter.recipient })} · {t('box.sent', { on: f.dateTime(new Date(letter.sentAt)) })}
        </p>
      </div>
      <Card>
        <div className="stack stack--3">
          {paragraphsOf(letter.body).map(({ key, lines }) => (
            <p key={key}>
              {lines.map(({ key: line, text }) => (
                <span key={line}>
                  {/^https?:\/\/\S+$/.test(text) ? (
                    <a className="digest" href={text}>
                      {text}
                    </a>
                  ) : (
                    text
                  )}
                  <br />
                </span>
              ))}
            </p>
          ))}
        </div>
      </Card>
      <p>
        <LinkButton to="/demo/mailbox">{t('box.back')}</LinkButton>
      </p>
    </div>
  );
}

function paragraphsOf(body: string) {
  return body
    .trim()
    .split('\n\n')
    .map((paragraph, place) => ({
      key: `${place}`,
      lines: paragraph.split('\n').map((text, line) => ({ key: `${place}.${line}`, text })),
    }));
}
