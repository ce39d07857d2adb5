import { useEffect, useRef, useState } from 'react'
import { renameNode } from '../../app/flow/edits/nodes.ts'
import type { NodeRecord } from '../../app/flow/records.ts'
import { problemText } from '../i18n/problem-text.ts'
import { message } from '../i18n/translate.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Field, type FieldMessage } from '../ui/Field.tsx'

interface NameFieldProps {
  readonly node: NodeRecord
  readonly messages: readonly FieldMessage[]
  readonly readOnly: boolean
}

/** A name is also the name of a table, so it changes as a whole: on Enter, or when the field or the form is left. */
export function NameField({ node, messages, readOnly }: NameFieldProps) {
  const t = useTranslate()
  const { document } = useWorkbench()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const pending = useRef<string | undefined>(undefined)
  const refused = typed === undefined ? undefined : renameNode(document.get().records, node.id, typed.trim())
  const refusal =
    refused === undefined || refused.ok
      ? []
      : [{ severity: 'error', text: problemText({ ...refused.error, params: { name: typed ?? '' } }, t) } as const]

  const commit = (): void => {
    const name = pending.current?.trim()
    pending.current = undefined
    setTyped(undefined)
    if (name === undefined) return
    const renamed = renameNode(document.get().records, node.id, name)
    if (renamed.ok) document.edit(renamed.value, message('edit.rename', { name }))
  }
  const latest = useRef(commit)
  useEffect(() => {
    latest.current = commit
  })
  useEffect(() => () => latest.current(), [])

  return (
    <Field label={t('field.name')} messages={refusal.length > 0 ? refusal : messages}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          value={typed ?? node.name}
          readOnly={readOnly}
          spellCheck={false}
          onChange={(event) => {
            pending.current = event.target.value
            setTyped(event.target.value)
          }}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            if (event.key !== 'Escape' || typed === undefined) return
            event.preventDefault()
            pending.current = undefined
            setTyped(undefined)
          }}
        />
      )}
    </Field>
  )
}
