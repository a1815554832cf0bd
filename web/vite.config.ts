import { defineConfig, type Plugin } from 'vite'

/** The floor is `light-dark()` and `@starting-style`-free CSS: every evergreen browser since spring 2024. */
const browsers = ['chrome123', 'firefox120', 'safari17.5']

/**
 * The console writes numbers in one locale, but uPlot takes the browser's while it loads, and fails to load where
 * that is not a language tag (2026-11: headless Chromium in a POSIX locale says `en-US@posix`).
 */
const uplotLocale: Plugin = {
  name: 'uplot-locale',
  transform(code, id) {
    if (!id.includes('/uplot/')) return null
    return { code: code.replace('nav.language', "'en-US'"), map: null }
  },
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [uplotLocale],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // A place for the nonce, which the Worker fills in anew with every page.
  html: { cspNonce: 'nonce' },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsDir: 'assets',
    target: browsers,
    // The polyfill would be an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
})
