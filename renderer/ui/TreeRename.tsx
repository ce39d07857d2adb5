import { useEffect, useRef, useState } from 'react'

/** Typing over a row's name. Enter and leaving keep the new name, Escape the old one. */
export function TreeRename({
  name,
  label,
  onDone,
}: {
  name: string
  label: string
  onDone: (name: string | undefined) => void
}) {
  const [text, setText] = useState(name)
  const input = useRef<HTMLInputElement>(null)
  const done = useRef(false)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const finish = (result: string | undefined): void => {
    if (done.current) return
    done.current = true
    onDone(result)
  }
  return (
    <input
      ref={input}
      className="input tree-rename"
      aria-label={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(text)}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') finish(text)
        else if (event.key === 'Escape') finish(undefined)
      }}
    />
  )
}
