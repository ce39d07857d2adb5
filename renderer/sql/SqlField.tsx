import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useSession } from '../state/WorkbenchContext.tsx'
import type { ControlIds } from '../ui/Field.tsx'
import type { Stretch } from './inline-editor.ts'
import { loadEditor, loadedEditor } from './load-editor.ts'
import './sql.css'

export interface SqlFieldProps {
  readonly ids: ControlIds
  /** The node whose form holds the field: completion knows its inputs. */
  readonly flow: string
  readonly node: string
  readonly field: string
  readonly label: string
  readonly kind: 'query' | 'condition'
  readonly value: string
  readonly placeholder: string | undefined
  readonly readOnly: boolean
  onChange(value: string): void
  /** The field was left: the next edit is a step of its own. */
  onDone(): void
}

/** SQL in a form. A plain text field stands in until the editor is loaded, and hands over its caret then. */
export function SqlField(props: SqlFieldProps) {
  const language = useSession((state) => state.language)
  const [module, setModule] = useState(loadedEditor)
  const caret = useRef<Stretch | undefined>(undefined)
  useEffect(() => {
    if (module !== undefined) return
    let isWanted = true
    loadEditor(language).then(
      (ready) => isWanted && setModule(ready),
      () => undefined,
    )
    return () => {
      isWanted = false
    }
  }, [module, language])
  if (module === undefined) return <PlainField {...props} onLeave={(selection) => (caret.current = selection)} />
  return <module.CodeField {...props} caret={caret} />
}

function PlainField(props: SqlFieldProps & { onLeave(selection: Stretch | undefined): void }) {
  const { ids, kind, value, placeholder, readOnly, onChange, onDone, onLeave } = props
  const field = useRef<HTMLTextAreaElement>(null)
  const leave = useRef(onLeave)
  useLayoutEffect(() => {
    const element = field.current
    return () => {
      if (element !== null && element === document.activeElement)
        leave.current({ start: element.selectionStart, end: element.selectionEnd })
    }
  }, [])
  return (
    <textarea
      ref={field}
      {...ids}
      className="input mono"
      rows={kind === 'query' ? 8 : 2}
      spellCheck={false}
      value={value}
      placeholder={placeholder}
      readOnly={readOnly}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onDone}
    />
  )
}
