import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A Chromium to test in: the one named by MILLRACE_CHROMIUM, else an installed one. On Debian as root it
 * is installed; elsewhere the one command that does it is printed.
 * @param {{ install: boolean }} options
 * @returns {string | undefined}
 */
export function findChromium({ install }) {
  const found = [process.env.MILLRACE_CHROMIUM, ...PLACES].find((place) => place !== undefined && existsSync(place))
  if (found !== undefined || !install) return found
  if (isDebian() && process.getuid?.() === 0) {
    console.log('Installing Chromium for the browser tests (apt-get install chromium)')
    const apt = (/** @type {string[]} */ ...args) =>
      spawnSync('apt-get', ['-q', '-y', ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt('update')
    apt('install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fonts-inter', 'fonts-jetbrains-mono')
    return PLACES.find((place) => existsSync(place))
  }
  console.log(`The browser tests need Chromium or Chrome. Install it with:\n  ${installCommand()}`)
  return undefined
}

function isDebian() {
  return existsSync('/etc/os-release') && /\b(debian|ubuntu)\b/.test(readFileSync('/etc/os-release', 'utf8'))
}

function installCommand() {
  if (process.platform === 'darwin') return 'brew install --cask google-chrome'
  if (process.platform === 'win32') return 'winget install Google.Chrome'
  return isDebian() ? 'sudo apt-get install chromium' : 'your package manager: chromium'
}
