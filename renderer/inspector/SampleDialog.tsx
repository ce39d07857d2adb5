import { useState } from 'react'
import type { SchemaColumn } from '../../app/flow/records.ts'
import { useTranslate } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { inferColumns } from './infer-columns.ts'

interface SampleDialogProps {
  onUse(columns: readonly SchemaColumn[]): void
  onClose(): void
}

/** Names and types from pasted messages, shown before they are used. */
export function SampleDialog({ onUse, onClose }: SampleDialogProps) {
  const t = useTranslate()
  const [text, setText] = useState('')
  const columns = inferColumns(text)
  const isBad = text.trim() !== '' && columns === undefined
  return (
    <Dialog
      title={t('columns.sampleTitle')}
      closeLabel={t('action.close')}
      width={560}
      onClose={onClose}
      footer={
        <Button
          look="primary"
          disabled={columns === undefined}
          onClick={() => {
            if (columns !== undefined) onUse(columns)
            onClose()
          }}
        >
          {t('columns.use', { count: columns?.length ?? 0 })}
        </Button>
      }
    >
      <Field
        label={t('columns.sampleTitle')}
        hint={t('columns.sampleHint')}
        messages={isBad ? [{ severity: 'error', text: t('columns.sampleBad') }] : []}
      >
        {(ids) => (
          <textarea
            {...ids}
            className="input mono"
            rows={8}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <dl className="output-columns">
        {columns?.map((column) => (
          <div key={column.name}>
            <dt>{column.name}</dt>
            <dd>{column.type}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
