import type { Session, WebContents } from 'electron'
import { isOwnPage, mayOpenOutside, mayUse } from './own-pages.ts'

type Contents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>
type Permissions = Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>

/** A window stays on our pages: no navigation, popup or embedded view leads elsewhere. */
export function guardContents(contents: Contents, openOutside: (address: string) => void): void {
  const stay = (event: { readonly url: string; preventDefault(): void }) => {
    if (!isOwnPage(event.url)) event.preventDefault()
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) openOutside(url)
    return { action: 'deny' }
  })
}

export function denyPermissions(session: Permissions): void {
  session.setPermissionRequestHandler((_, permission, answer) => answer(mayUse(permission)))
  session.setPermissionCheckHandler((_, permission) => mayUse(permission))
}
