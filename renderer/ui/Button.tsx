import type { ComponentProps } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { Tooltip } from './Tooltip.tsx'

export function Button({
  look,
  className = '',
  ...rest
}: ComponentProps<'button'> & { look?: 'primary' | 'ghost' | 'danger' }) {
  return <button type="button" className={`button ${look ?? ''} ${className}`} {...rest} />
}

/** A button with an icon alone: its name is told by a tooltip and to screen readers. */
export function IconButton({
  icon,
  label,
  size,
  className = '',
  ...rest
}: Omit<ComponentProps<'button'>, 'aria-label'> & { icon: IconName; label: string; size?: number }) {
  return (
    <Tooltip text={label}>
      <button type="button" className={`icon-button ${className}`} aria-label={label} {...rest}>
        <Icon name={icon} {...(size === undefined ? {} : { size })} />
      </button>
    </Tooltip>
  )
}
