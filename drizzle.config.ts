import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: './analytics/store/d1/schema/index.ts',
  out: './migrations/d1',
})
