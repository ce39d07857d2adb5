import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self'; " +
  "connect-src 'self'; img-src 'self' data:; font-src 'self'"

// The mode `fake` builds the window with a host of its own in memory, for work and tests without one.
export default defineConfig(({ mode, command }) => ({
  root: 'renderer',
  base: './',
  plugins: [
    react(),
    {
      name: 'content-security-policy',
      transformIndexHtml: () =>
        command === 'build'
          ? [
              {
                tag: 'meta',
                injectTo: 'head-prepend',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
              },
            ]
          : [],
    },
  ],
  worker: { format: 'es' },
  build: {
    outDir: mode === 'fake' ? '../out/renderer-fake' : '../out/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    chunkSizeWarningLimit: 5_000,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
}))
