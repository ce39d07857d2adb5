import { useId, useState } from 'react'
import type { SchemaColumn } from '../../app/flow/records.ts'
import { useTranslate } from '../state/WorkbenchContext.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { SampleDialog } from './SampleDialog.tsx'

const TYPES = [
  'STRING',
  'BIGINT',
  'INT',
  'DOUBLE',
  'BOOLEAN',
  'DECIMAL(10, 2)',
  'TIMESTAMP(3)',
  'TIMESTAMP_LTZ(3)',
  'DATE',
  'TIME(0)',
  'FLOAT',
  'SMALLINT',
  'TINYINT',
  'BYTES',
  'ARRAY<STRING>',
  'MAP<STRING, STRING>',
]

interface ColumnsEditorProps {
  readonly label: string
  readonly columns: readonly SchemaColumn[]
  /** Without rows the columns are those of the input. */
  readonly inherits: boolean
  readonly readOnly: boolean
  onChange(columns: readonly SchemaColumn[]): void
  onDone(): void
}

/** Columns as rows of name and type, in their order; also read from a sample. */
export function ColumnsEditor({ label, columns, inherits, readOnly, onChange, onDone }: ColumnsEditorProps) {
  const t = useTranslate()
  const types = useId()
  const [sampling, setSampling] = useState(false)
  const set = (index: number, change: Partial<SchemaColumn>): void =>
    onChange(columns.map((column, at) => (at === index ? { ...column, ...change } : column)))
  const replace = (next: readonly SchemaColumn[]): void => {
    onDone()
    onChange(next)
    onDone()
  }
  return (
    <fieldset className="rows" aria-label={label}>
      {columns.map((column, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <div key={index} className="row-column">
          <input
            className="input mono"
            aria-label={t('columns.name', { row: index + 1 })}
            value={column.name}
            readOnly={readOnly}
            spellCheck={false}
            onChange={(event) => set(index, { name: event.target.value })}
            onBlur={onDone}
            onKeyDown={(event) => {
              const to = event.altKey ? { ArrowUp: index - 1, ArrowDown: index + 1 }[event.key] : undefined
              if (to === undefined || to < 0 || to >= columns.length) return
              event.preventDefault()
              replace(move(columns, index, to))
            }}
          />
          <input
            className="input mono"
            aria-label={t('columns.type', { row: index + 1 })}
            list={types}
            value={column.type}
            readOnly={readOnly}
            spellCheck={false}
            onChange={(event) => set(index, { type: event.target.value })}
            onBlur={onDone}
          />
          <IconButton
            icon="up"
            size={12}
            disabled={readOnly || index === 0}
            label={t('action.moveUp', { name: column.name })}
            onClick={() => replace(move(columns, index, index - 1))}
          />
          <IconButton
            icon="close"
            size={12}
            disabled={readOnly}
            label={t('action.remove', { name: column.name })}
            onClick={() => replace(columns.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      {columns.length === 0 && inherits ? <p className="field-message">{t('columns.inherited')}</p> : null}
      <datalist id={types}>
        {TYPES.map((type) => (
          <option key={type} value={type} />
        ))}
      </datalist>
      <div className="row-actions">
        <Button look="ghost" disabled={readOnly} onClick={() => onChange([...columns, { name: '', type: 'STRING' }])}>
          <Icon name="plus" size={14} />
          {t('columns.add')}
        </Button>
        <Button look="ghost" disabled={readOnly} onClick={() => setSampling(true)}>
          {t('columns.fromSample')}
        </Button>
      </div>
      {sampling ? <SampleDialog onUse={replace} onClose={() => setSampling(false)} /> : null}
    </fieldset>
  )
}

function move(columns: readonly SchemaColumn[], from: number, to: number): readonly SchemaColumn[] {
  const next = [...columns]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
