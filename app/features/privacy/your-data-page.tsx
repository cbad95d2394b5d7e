import { useMessages } from '~/i18n/use-messages';

/** Who uses a person's data, for what, for how long, and what they may ask. */
export function YourDataPage() {
  const t = useMessages('privacy');
  return (
    <div className="page page--narrow stack stack--6">
      <div className="stack stack--1">
        <h1>{t('title')}</h1>
        <p className="lede">{t('notice')}</p>
      </div>
      {(['purposes', 'readers', 'duration', 'rights'] as const).map((part) => (
        <section key={part} className="stack stack--2" aria-labelledby={`data-${part}`}>
          <h2 id={`data-${part}`}>{t(`${part}.title`)}</h2>
          <p>{t(`${part}.text`)}</p>
        </section>
      ))}
    </div>
  );
}
