// Pictures of the window with its fake host, in both themes, languages and sizes, to be looked at.
//   node tools/screenshot.ts <folder> [scene…]      after: npx vite build --mode fake
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'

const ROOT = join(import.meta.dirname, '..', 'out', 'renderer-fake')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'"

type Scene = (page: Page) => Promise<void>

const openFlow: Scene = async (page) => {
  await page.getByRole('treeitem', { name: 'late-payments' }).click()
}
const scenes: Readonly<Record<string, Scene>> = {
  async run(page) {
    await openFlow(page)
    await page.getByRole('group', { name: /^paid within 1 h/ }).click()
    await page.keyboard.press('F5')
  },
  async start() {},
  async source(page) {
    await openFlow(page)
    await page.getByRole('group', { name: /^orders/ }).click()
  },
  async settings(page) {
    await openFlow(page)
    await page.getByRole('tab', { name: /^(Settings|设置)$/ }).click()
  },
  async sql(page) {
    await openFlow(page)
    await page.getByRole('tab', { name: 'SQL' }).click()
  },
  async palette(page) {
    await page.keyboard.press('Control+K')
  },
  async keys(page) {
    await page.keyboard.press('Control+/')
  },
  async create(page) {
    await page.keyboard.press('Control+Alt+N')
  },
  async empty(page) {
    await page.keyboard.press('Control+Alt+N')
    await page.keyboard.press('Escape')
  },
  async problems(page) {
    await openFlow(page)
    await page.getByRole('group', { name: /^orders/ }).click()
    await page.getByRole('button', { name: /^(Kafka source|Kafka 源)$/ }).focus()
    await page.keyboard.press('Enter')
  },
}

function serve(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname)
    const file = join(ROOT, path === '/' ? 'index.html' : path)
    if (!file.startsWith(ROOT) || !existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': POLICY,
    })
    createReadStream(file).pipe(response)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      resolve({ url: `http://127.0.0.1:${port}/`, close: () => server.close() })
    })
  })
}

interface Shot {
  readonly scene: string
  readonly theme: 'dark' | 'light'
  readonly language: 'en' | 'zh'
  readonly width: number
  readonly height: number
}

async function shoot(browser: Browser, url: string, folder: string, shot: Shot): Promise<void> {
  const { scene, theme, language, width, height } = shot
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: theme,
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
  })
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') console.log(`${scene}: ${line.text()}`)
  })
  page.on('pageerror', (error) => console.log(`${scene}: ${error.stack ?? error.message}`))
  await page.goto(url)
  await page.getByRole('tree').waitFor()
  await scenes[scene]?.(page)
  await page.waitForTimeout(500)
  const file = join(folder, `${scene}-${theme}-${language}-${width}.png`)
  await page.screenshot({ path: file })
  console.log(file)
  await page.close()
}

const [folder = 'screenshots', ...wanted] = process.argv.slice(2)
mkdirSync(folder, { recursive: true })
const server = await serve()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
try {
  const names = wanted.length > 0 ? wanted : Object.keys(scenes)
  for (const scene of names) {
    const large = { scene, width: 1440, height: 900 } as const
    await shoot(browser, server.url, folder, { ...large, theme: 'dark', language: 'en' })
    if (scene !== 'run' && wanted.length > 0) continue
    await shoot(browser, server.url, folder, { ...large, theme: 'light', language: 'zh' })
    if (scene === 'run')
      await shoot(browser, server.url, folder, { scene, theme: 'light', language: 'en', width: 1024, height: 700 })
  }
} finally {
  await browser.close()
  server.close()
}
