import { useEffect, useRef, useState } from 'react'
import { composeDiffs } from '../../app/base/diff.ts'
import { renameReferences } from '../../app/compile/rename.ts'
import { renameNode, setConfig } from '../../app/flow/edits/nodes.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import type { NodeRecord } from '../../app/flow/records.ts'
import type { WorkspaceDiff } from '../bridge/contract.ts'
import { problemText } from '../i18n/problem-text.ts'
import { message } from '../i18n/translate.ts'
import type { Records } from '../state/document.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Field, type FieldMessage } from '../ui/Field.tsx'

/** The SQL of the nodes that read this one follows the new name, in the same step. */
function withReferences(diff: WorkspaceDiff, records: Records, node: NodeRecord, name: string): WorkspaceDiff {
  const graph = createFlowGraph(records.values(), node.flow)
  const readers = graph === undefined ? [] : [...renameReferences(graph, node, name)]
  return readers.reduce((whole, [reader, config]) => composeDiffs(whole, setConfig(records, reader.id, config)), diff)
}

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
    if (renamed.ok)
      document.edit(withReferences(renamed.value, document.get().records, node, name), message('edit.rename', { name }))
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
