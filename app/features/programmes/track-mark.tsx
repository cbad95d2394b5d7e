import { useMessages } from '~/i18n/use-messages';
import { classNames } from '~/ui/class-names';
import { ShapeMark } from '~/ui/marks';
import { TRACK_SHAPES, type Track } from './track';

type Props = { track: Track; isStrong?: boolean; isNever?: boolean; size?: 'lg' };

/** A track as shape, colour and name, always the three together; a dashed shape where it was never opened. */
export function TrackMark({ track, isStrong, isNever, size }: Props) {
  const t = useMessages('programmes');
  return (
    <span className={classNames('track', isStrong && 'strong')}>
      <ShapeMark
        shape={TRACK_SHAPES[track]}
        className={isNever ? 'mark--never' : track === 'eu_projects' ? 'mark--eu' : `mark--${track}`}
        size={size}
      />
      {t(`track.${track}`)}
    </span>
  );
}
