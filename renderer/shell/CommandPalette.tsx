import { Command as Cmdk } from 'cmdk'
import { Dialog as Primitive } from 'radix-ui'
import type { Command } from '../registry/command.ts'
import { recordsOf } from '../state/document.ts'
import type { EditorInput } from '../state/session.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'

/** Every command with its key, every flow, pack and test by name. */
export function CommandPalette() {
  const open = useSession((state) => state.paletteOpen)
  return open ? <OpenPalette /> : null
}

function OpenPalette() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const close = (): void => workbench.session.set({ paletteOpen: false })
  const commands = [...workbench.registry.commands.values()].filter((command) => command.hidden !== true)
  const places = usePlaces()
  const run = (act: () => void): void => {
    close()
    act()
  }
  return (
    <Primitive.Root open onOpenChange={close}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-scrim" />
        <Primitive.Content className="palette" aria-describedby={undefined}>
          <Primitive.Title className="hidden-text">{t('palette.title')}</Primitive.Title>
          <Cmdk label={t('palette.title')} loop filter={scoreOf}>
            <Cmdk.Input className="palette-input" placeholder={t('top.find')} />
            <Cmdk.List className="palette-list">
              <Cmdk.Empty className="palette-empty">{t('palette.empty')}</Cmdk.Empty>
              <Cmdk.Group heading={t('palette.places')}>
                {places.map(({ input, name, icon, kind }) => (
                  <Cmdk.Item
                    key={`${input.kind}:${input.id}`}
                    className="popup-item"
                    value={`${input.kind} ${input.id}`}
                    keywords={[name, kind]}
                    onSelect={() => run(() => workbench.editors.open(input))}
                  >
                    <Icon name={icon} />
                    <span className="clip">{name}</span>
                    <span className="tree-detail">{kind}</span>
                  </Cmdk.Item>
                ))}
              </Cmdk.Group>
              <Cmdk.Group heading={t('palette.commands')}>
                {commands.map((command) => (
                  <CommandItem
                    key={command.id}
                    command={command}
                    onRun={() => run(() => workbench.execute(command.id))}
                  />
                ))}
              </Cmdk.Group>
            </Cmdk.List>
          </Cmdk>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

function CommandItem({ command, onRun }: { command: Command; onRun: () => void }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const keys = command.keys?.[0]
  return (
    <Cmdk.Item
      className="popup-item"
      value={command.id}
      keywords={[t(command.title), t(command.category)]}
      disabled={command.isEnabled?.(workbench) === false}
      onSelect={onRun}
    >
      <span className="quiet">{t(command.category)}</span>
      <span className="clip">{t(command.title)}</span>
      {keys === undefined ? null : <Kbd keys={keys} />}
    </Cmdk.Item>
  )
}

interface Place {
  readonly input: EditorInput
  readonly name: string
  readonly icon: IconName
  readonly kind: string
}

function usePlaces(): readonly Place[] {
  const t = useTranslate()
  const { registry } = useWorkbench()
  const records = useDocument((state) => state.records)
  return (['flow', 'pack', 'test', 'target'] as const)
    .filter((kind) => registry.editors.has(kind))
    .flatMap((kind) =>
      recordsOf(records, kind).map((record) => ({
        input: { kind, id: record.id },
        name: record.name,
        icon: kind,
        kind: t(`record.${kind}`),
      })),
    )
}

/** How well an entry fits: what begins with the words typed first, then what has them all; ids never count. */
function scoreOf(_: string, typed: string, [name = '', about = '']: string[] = []): number {
  const search = typed.trim().toLowerCase()
  const text = name.toLowerCase()
  if (text === search) return 1
  if (text.startsWith(search)) return 0.9
  if (text.includes(search)) return 0.7
  const all = `${text} ${about.toLowerCase()}`
  return search.split(/\s+/).every((word) => all.includes(word)) ? 0.5 : 0
}
