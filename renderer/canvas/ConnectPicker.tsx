import { Command as Cmdk } from 'cmdk'
import { Dialog as Primitive } from 'radix-ui'
import { checkConnection } from '../../app/flow/edits/edges.ts'
import { flowRecords } from '../state/flow-records.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Icon } from '../ui/Icon.tsx'
import { connectNodes } from './canvas-actions.ts'
import { nodeLook } from './nodes/registry.ts'

interface ConnectPickerProps {
  readonly flow: string
  readonly from: string
  onClose(): void
}

/** Connecting without a mouse: the nodes that can take the rows, by name. */
export function ConnectPicker({ flow, from, onClose }: ConnectPickerProps) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const all = useDocument((state) => state.records)
  const records = flowRecords(all, flow)
  const source = records?.nodes.find((node) => node.id === from)
  if (records === undefined || source === undefined) return null
  const targets = records.nodes.filter((node) => checkConnection(all, from, node.id).ok)
  const title = t('connect.title', { name: source.name })
  return (
    <Primitive.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-scrim" />
        <Primitive.Content
          className="palette"
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            workbench.canvases.get(flow)?.focus(from)
          }}
        >
          <Primitive.Title className="palette-title">{title}</Primitive.Title>
          <Cmdk label={title} loop>
            <Cmdk.Input className="palette-input" placeholder={t('connect.find')} />
            <Cmdk.List className="palette-list">
              <Cmdk.Empty className="palette-empty">{t('connect.none')}</Cmdk.Empty>
              {targets.map((node) => {
                const look = nodeLook(node.config.kind)
                return (
                  <Cmdk.Item
                    key={node.id}
                    className="popup-item"
                    value={`${node.name} ${node.id}`}
                    onSelect={() => {
                      connectNodes(workbench, flow, from, node.id)
                      workbench.announce(t('connect.done', { from: source.name, to: node.name }))
                      onClose()
                    }}
                  >
                    <Icon name={look.icon} />
                    <span className="clip">{node.name}</span>
                    <span className="tree-detail">{t(look.title)}</span>
                  </Cmdk.Item>
                )
              })}
            </Cmdk.List>
          </Cmdk>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
