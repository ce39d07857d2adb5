/** What was found on this machine. */
export interface Surroundings {
  readonly noWindow: boolean
  /** The path of Electron's binary, or why there is none. */
  readonly electron: { readonly path: string } | { readonly missing: string }
  readonly chromium: string | undefined
  readonly hasDisplay: boolean
  /** Browsers refuse their sandbox to root, and Millrace never runs one without. */
  readonly isRoot: boolean
}

export type Shell =
  | { readonly kind: 'electron'; readonly path: string; readonly why: string }
  | { readonly kind: 'chromium'; readonly path: string; readonly why: string }
  | { readonly kind: 'address'; readonly why: string }

/** Electron where it is, else a Chromium window, else an address; always with the reason, in words for the user. */
export function chooseShell({ noWindow, electron, chromium, hasDisplay, isRoot }: Surroundings): Shell {
  if (noWindow) return { kind: 'address', why: 'No window was asked for (--no-window).' }
  if (!hasDisplay) return { kind: 'address', why: 'There is no display here to open a window on.' }
  if (isRoot) return { kind: 'address', why: 'A browser window is not opened as root: it would have no sandbox.' }
  if ('path' in electron) return { kind: 'electron', path: electron.path, why: 'Opening in Electron.' }
  if (chromium === undefined) {
    return { kind: 'address', why: `${electron.missing} No Chromium or Chrome was found either.` }
  }
  return { kind: 'chromium', path: chromium, why: `Opening in a Chromium window: ${electron.missing}` }
}
