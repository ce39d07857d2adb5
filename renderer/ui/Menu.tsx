import { ContextMenu as Context, DropdownMenu as Dropdown } from 'radix-ui'
import type { ReactElement } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly keys?: string
  readonly icon?: IconName
  readonly checked?: boolean
  readonly disabled?: boolean
  run(): void
}
/** Groups are parted by a line. */
export type MenuGroups = readonly (readonly MenuItem[])[]

export function Menu({ groups, children }: { groups: MenuGroups; children: ReactElement }) {
  return (
    <Dropdown.Root>
      <Dropdown.Trigger asChild>{children}</Dropdown.Trigger>
      <Dropdown.Portal>
        <Dropdown.Content className="popup" sideOffset={4} align="end" collisionPadding={8}>
          {withLines(groups).map((entry) =>
            typeof entry === 'string' ? (
              <Dropdown.Separator key={entry} className="popup-line" />
            ) : (
              <Dropdown.Item
                key={entry.id}
                className="popup-item"
                disabled={entry.disabled ?? false}
                onSelect={() => entry.run()}
              >
                <MenuItemContent item={entry} />
              </Dropdown.Item>
            ),
          )}
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  )
}

export function ContextMenu({ groups, children }: { groups: MenuGroups; children: ReactElement }) {
  return (
    <Context.Root>
      <Context.Trigger asChild>{children}</Context.Trigger>
      <Context.Portal>
        <Context.Content className="popup" collisionPadding={8}>
          {withLines(groups).map((entry) =>
            typeof entry === 'string' ? (
              <Context.Separator key={entry} className="popup-line" />
            ) : (
              <Context.Item
                key={entry.id}
                className="popup-item"
                disabled={entry.disabled ?? false}
                onSelect={() => entry.run()}
              >
                <MenuItemContent item={entry} />
              </Context.Item>
            ),
          )}
        </Context.Content>
      </Context.Portal>
    </Context.Root>
  )
}

function withLines(groups: MenuGroups): readonly (MenuItem | string)[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index): readonly (MenuItem | string)[] =>
      index === 0 ? group : [`line-${group[0]?.id}`, ...group],
    )
}

function MenuItemContent({ item }: { item: MenuItem }) {
  return (
    <>
      {item.icon === undefined ? null : <Icon name={item.icon} />}
      {item.checked === undefined ? null : <Icon name={item.checked ? 'check' : 'blank'} />}
      {item.label}
      {item.keys === undefined ? null : <Kbd keys={item.keys} />}
    </>
  )
}
