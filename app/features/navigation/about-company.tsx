import { Form } from '@remix-run/react';
import { Building2, ChevronsUpDown } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';
import { useSignedIn } from './page-frame';

/** Which company a page is about, with a way to the others: a native popover, so it opens without script. */
export function AboutCompany({ about }: { about: { id: string; name: string } }) {
  const t = useMessages('navigation');
  const companies = useSignedIn()?.viewer?.companies ?? [];
  if (companies.length < 2) return <p className="about">{about.name}</p>;
  return (
    <>
      <button type="button" className="about about--choice" {...{ popovertarget: 'company-menu' }}>
        <span className="sr-only">{t('company.switch')}</span>
        <span>{about.name}</span>
        <Icon icon={ChevronsUpDown} size="sm" />
      </button>
      <nav className="menu" id="company-menu" aria-label={t('company.switch')} {...{ popover: 'auto' }}>
        <ul>
          {companies.map(({ id, name }) => (
            <li key={id}>
              <Form method="post" action="/space" reloadDocument>
                <button type="submit" name="company" value={id} aria-current={id === about.id || undefined}>
                  <Icon icon={Building2} />
                  {name}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
