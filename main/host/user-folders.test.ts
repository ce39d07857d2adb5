import { describe, expect, it } from 'vitest'
import { findUserFolders } from './user-folders.ts'

describe('the folders of a user', () => {
  it.each([
    ['linux', {}, '/h/.local/share/millrace', '/h/.config/millrace'],
    ['linux', { XDG_DATA_HOME: '/d', XDG_CONFIG_HOME: '/c' }, '/d/millrace', '/c/millrace'],
    ['linux', { XDG_DATA_HOME: 'relative', XDG_CONFIG_HOME: '' }, '/h/.local/share/millrace', '/h/.config/millrace'],
    ['darwin', {}, '/h/Library/Application Support/Millrace', '/h/Library/Application Support/Millrace'],
  ] as const)('on %s with %j', (platform, environment, data, config) => {
    expect(findUserFolders(platform, environment, '/h')).toEqual({ data, config })
  })
})
