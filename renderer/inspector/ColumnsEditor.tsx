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
        <ColumnRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
          key={index}
          row={index + 1}
          column={column}
          types={types}
          readOnly={readOnly}
          onChange={(change) => set(index, change)}
          onDone={onDone}
          onRemove={() => replace(columns.filter((_, at) => at !== index))}
          onMove={(by) => {
            const to = index + by
            if (to >= 0 && to < columns.length) replace(move(columns, index, to))
          }}
        />
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

interface ColumnRowProps {
  readonly row: number
  readonly column: SchemaColumn
  /** The list that completes types. */
  readonly types: string
  readonly readOnly: boolean
  onChange(change: Partial<SchemaColumn>): void
  onDone(): void
  onMove(by: 1 | -1): void
  onRemove(): void
}

function ColumnRow({ row, column, types, readOnly, onChange, onDone, onMove, onRemove }: ColumnRowProps) {
  const t = useTranslate()
  return (
    <div className="row-column">
      <input
        className="input mono"
        aria-label={t('columns.name', { row })}
        value={column.name}
        readOnly={readOnly}
        spellCheck={false}
        onChange={(event) => onChange({ name: event.target.value })}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (!event.altKey || readOnly || !['ArrowUp', 'ArrowDown'].includes(event.key)) return
          event.preventDefault()
          onMove(event.key === 'ArrowUp' ? -1 : 1)
        }}
      />
      <input
        className="input mono"
        aria-label={t('columns.type', { row })}
        list={types}
        value={column.type}
        readOnly={readOnly}
        spellCheck={false}
        onChange={(event) => onChange({ type: event.target.value })}
        onBlur={onDone}
      />
      <IconButton
        icon="up"
        size={12}
        disabled={readOnly || row === 1}
        label={t('action.moveUp', { name: column.name })}
        onClick={() => onMove(-1)}
      />
      <IconButton
        icon="close"
        size={12}
        disabled={readOnly}
        label={t('action.remove', { name: column.name })}
        onClick={onRemove}
      />
    </div>
  )
}

function move(columns: readonly SchemaColumn[], from: number, to: number): readonly SchemaColumn[] {
  const next = [...columns]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
