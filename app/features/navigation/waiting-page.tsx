import { RotateCcw, Search } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { TextField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';

/** Whoever asked too often: when to come back, and what they asked for, to be asked again as it was. (S37) */
export function WaitingPage({ minutes, address }: { minutes: number; address: string }) {
  const t = useMessages('waiting');
  const { pathname, searchParams } = new URL(address, 'http://inside.invalid');
  const q = searchParams.get('q');
  return (
    <>
      <title>{`${t('title')} · Perspective PME`}</title>
      <div className="page page--narrow stack stack--4">
        <h1>{t('title')}</h1>
        <p className="lede">{t('text', { minutes })}</p>
        {q === null ? null : <p>{t('kept')}</p>}
        <FieldScope id="again">
          <form method="get" action={pathname} className="stack stack--3">
            {q === null ? null : <TextField name="q" type="search" label={t('q')} defaultValue={q} autoComplete="off" />}
            {[...searchParams].map(([name, value]) => (name === 'q' ? null : <input key={name} type="hidden" name={name} value={value} />))}
            <p>
              <Button type="submit" kind="primary" icon={q === null ? RotateCcw : Search}>
                {t('again')}
              </Button>
            </p>
          </form>
        </FieldScope>
      </div>
    </>
  );
}
