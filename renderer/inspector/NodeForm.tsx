import { useEffect, useMemo, useRef } from 'react'
import { setConfig } from '../../app/flow/edits/nodes.ts'
import type { FormField } from '../../app/flow/kinds/kind.ts'
import { nodeKind } from '../../app/flow/kinds/registry.ts'
import type { NodeConfig, NodeRecord } from '../../app/flow/records.ts'
import type { Problem } from '../bridge/contract.ts'
import { en } from '../i18n/en.ts'
import { problemText } from '../i18n/problem-text.ts'
import { type MessageKey, message, type Translate } from '../i18n/translate.ts'
import type { FlowRecords } from '../state/flow-records.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Field } from '../ui/Field.tsx'
import { FieldControl } from './FieldControl.tsx'
import { fieldLabel } from './field-label.ts'
import { NameField } from './NameField.tsx'

interface NodeFormProps {
  readonly records: FlowRecords
  readonly node: NodeRecord
  readonly problems: readonly Problem[]
}

/** A node's form, as its kind describes it. Edits go into the document as they are typed, a step of undo per field. */
export function NodeForm({ records, node, problems }: NodeFormProps) {
  const t = useTranslate()
  const { document } = useWorkbench()
  const writable = useDocument((state) => state.writable)
  const form = useRef<HTMLDivElement>(null)
  useRevealedField(form, node)
  const { settings } = records.flow
  const { kind } = node.config
  const fields = useMemo(
    () => nodeKind(kind).fields.filter((field) => field.visibleWhen?.(node.config, { settings }) ?? true),
    [kind, node.config, settings],
  )
  const paired = pairedFields(fields)
  const messagesOf = (field: string) =>
    problems
      .filter(({ place }) => place.kind === 'node' && place.field === field)
      .map((problem) => ({ severity: problem.severity, text: problemText(problem, t) }))

  const write = (field: FormField<NodeConfig>, value: unknown): void => {
    const label = message('edit.field', { field: fieldLabel(kind, field.id, t), name: node.name })
    const diff = setConfig(document.get().records, node.id, field.write(node.config, value))
    document.edit(diff, label, { key: `${node.id}.${field.id}` })
  }
  return (
    <div ref={form} className="form" key={node.id}>
      <div data-field="name">
        <NameField node={node} messages={messagesOf('name')} readOnly={!writable} />
      </div>
      {fields.map((field) => {
        const hint = hintOf(kind, field.id, t)
        return (
          <div key={field.id} data-field={field.id} className={paired.has(field.id) ? 'form-narrow' : 'form-wide'}>
            <Field
              label={fieldLabel(kind, field.id, t)}
              messages={messagesOf(field.id)}
              {...(hint === undefined ? {} : { hint })}
              {...noteOf(field, settings.parallelism, t)}
            >
              {(ids) => (
                <FieldControl
                  ids={ids}
                  field={field}
                  label={fieldLabel(kind, field.id, t)}
                  node={node}
                  records={records}
                  readOnly={!writable}
                  onChange={(value) => write(field, value)}
                  onDone={document.seal}
                />
              )}
            </Field>
          </div>
        )
      })}
    </div>
  )
}

/** Fields that share a line: short ones that stand side by side. */
function pairedFields(fields: readonly FormField<NodeConfig>[]): ReadonlySet<string> {
  const paired = new Set<string>()
  for (const [index, field] of fields.entries()) {
    const next = fields[index + 1]
    if (next === undefined || paired.has(field.id) || !isNarrow(field) || !isNarrow(next)) continue
    paired.add(field.id)
    paired.add(next.id)
  }
  return paired
}

const isNarrow = (field: FormField<NodeConfig>): boolean =>
  field.input === 'number' || (field.input === 'choice' && (field.choices?.length ?? 0) < 6)

function noteOf(field: FormField<NodeConfig>, jobParallelism: number | undefined, t: Translate): { note?: string } {
  if (field.id === 'parallelism' && jobParallelism !== undefined)
    return { note: t('field.jobIs', { value: jobParallelism }) }
  return field.required || field.input === 'column' ? {} : { note: t('field.optional') }
}

function hintOf(kind: string, field: string, t: Translate): string | undefined {
  const key = `hint.${kind}.${field}`
  return isKey(key) ? t.message({ key }) : undefined
}

const isKey = (key: string): key is MessageKey => key in en

/** Puts the focus into the field that a problem or a new node leads to. */
function useRevealedField(form: { readonly current: HTMLElement | null }, node: NodeRecord): void {
  const reveal = useSession((state) => state.reveal)
  const seen = useRef<number | undefined>(undefined)
  useEffect(() => {
    if (reveal === undefined || reveal.node !== node.id || !reveal.focus || seen.current === reveal.serial) return
    seen.current = reveal.serial
    const place = form.current?.querySelector(`[data-field="${CSS.escape(reveal.field ?? 'name')}"]`)
    const control = place?.querySelector<HTMLElement>('input, textarea, button')
    control?.scrollIntoView({ block: 'nearest' })
    control?.focus()
    if (control instanceof HTMLInputElement && reveal.field === 'name') control.select()
  }, [reveal, node.id, form])
}
