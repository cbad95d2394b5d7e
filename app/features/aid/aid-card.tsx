import { Plus } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import type { CompanyAid } from './aid.queries.server';
import { isNearCeiling, roomOn } from './de-minimis';

type Props = {
  companyId: string;
  aid: CompanyAid;
  today: string;
  canEdit: boolean;
};

/** The room left under the de minimis ceiling, when it grows again, and the aid lines behind it. A warning, never a legal conclusion. */
export function AidCard({ companyId, aid, today, canEdit }: Props) {
  const t = useMessages('aid');
  const f = useFormat();
  const address = `/companies/${companyId}/aid`;
  return (
    <Card
      id="aid"
      title={t('title')}
      actions={
        canEdit ? (
          <LinkButton size="sm" icon={Plus} to={`${address}/new`}>
            {t('add')}
          </LinkButton>
        ) : null
      }
    >
      <Room aid={aid} today={today} />
      {aid.lines.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <DataTable
          className="table--dense"
          isStackable={false}
          caption={t('caption')}
          rows={aid.lines}
          rowKey={({ id }) => id}
          headColumn="title"
          columns={[
            { key: 'on', label: t('column.on'), className: 'nowrap', cell: ({ grantedOn }) => f.date(grantedOn) },
            {
              key: 'title',
              label: t('column.title'),
              cell: ({ id, title, funder, instrumentCode, instrumentOther, isDeMinimis }) => (
                <>
                  {canEdit ? <a href={`${address}/${id}`}>{title}</a> : title}
                  <span className="sub">
                    {[funder, canEdit ? (instrumentCode ?? instrumentOther) : null, isDeMinimis ? null : t('other_rule')]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </>
              ),
            },
            {
              key: 'amount',
              label: t('column.amount'),
              isNumber: true,
              className: 'nowrap',
              cell: ({ grossGrantCents }) => f.money(grossGrantCents),
            },
          ]}
        />
      )}
    </Card>
  );
}

function Room({ aid, today }: Pick<Props, 'aid' | 'today'>) {
  const t = useMessages('aid');
  const f = useFormat();
  const room = roomOn(aid.counted, today);
  const others = aid.counted.some(({ isOwn }) => !isOwn);
  const isNear = isNearCeiling(room);
  const share = Math.min(100, Math.round((room.usedCents / room.ceilingCents) * 100));
  return (
    <div className="stack stack--2">
      <p>
        <span className="t-h2">{f.money(Math.abs(room.roomCents))}</span> {room.roomCents < 0 ? t('room.over') : t('room.left')}
      </p>
      <svg
        className="bar bar--lg"
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        role="img"
        aria-label={t('room.bar', { share: f.percent(share / 100) })}
      >
        <rect className="bar__bg" width="100" height="8" />
        <rect className={isNear ? 'bar__watch' : 'bar__fg'} width={share} height="8" />
      </svg>
      <div className="row row--between meta">
        <span>{t('room.used', { amount: f.money(room.usedCents) })}</span>
        <span>{t('room.ceiling', { amount: f.money(room.ceilingCents) })}</span>
      </div>
      {others ? <p className="meta">{t('room.undertaking')}</p> : null}
      {room.next && isNear ? (
        <Banner tone="watch">
          {t('room.next', {
            amount: f.money(room.next.freedCents),
            on: f.date(room.next.on),
            room: f.money(Math.max(0, room.next.roomCents)),
          })}
        </Banner>
      ) : (
        <p className="meta">{t('room.check')}</p>
      )}
    </div>
  );
}
