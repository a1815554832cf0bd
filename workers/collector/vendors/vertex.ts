import { ok, type Result } from '../../../analytics/result.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'
import { signIn } from './vertex-account.ts'
import { pullCosts } from './vertex-costs.ts'
import { pullUsage } from './vertex-usage.ts'

/**
 * Vertex AI: Cloud Monitoring's counts for models of any publisher, and money from the billing export in BigQuery.
 * Source: Google Cloud's REST references, August 2026.
 */
export const vertex = vendor({
  id: 'vertex',
  label: 'Vertex AI',
  apis: {
    oauth: { default: 'https://oauth2.googleapis.com', env: 'VERTEX_OAUTH_URL' },
    monitoring: { default: 'https://monitoring.googleapis.com', env: 'VERTEX_MONITORING_URL' },
    bigquery: { default: 'https://bigquery.googleapis.com', env: 'VERTEX_BIGQUERY_URL' },
  },
  credentialKinds: [
    {
      kind: 'service_account',
      label: 'Service-account key (JSON)',
      hint: /^\s*\{[\s\S]*"type"\s*:\s*"service_account"/,
      help: 'Make a key of type JSON for a service account and paste the whole document. It needs Monitoring Viewer on each project, and for costs BigQuery Job User on its own project and BigQuery Data Viewer on the dataset of the billing export.',
      settings: [
        {
          name: 'project_ids',
          label: 'Projects',
          help: 'Ids of the projects to read, separated by commas; without any, the project of the document.',
          pattern: /^[a-z][a-z0-9:.-]{4,60}(?:\s*,\s*[a-z][a-z0-9:.-]{4,60}){0,49}$/,
          required: false,
        },
        {
          name: 'billing_table',
          label: 'Billing export table',
          help: 'project.dataset.table of the billing export to BigQuery. Without it no costs are read.',
          pattern: /^[a-z][a-z0-9:.-]{4,60}\.\w{1,1024}\.\w{1,1024}$/,
          required: false,
        },
        {
          name: 'billing_location',
          label: 'Location of the billing dataset',
          help: 'Only outside the multi-regions US and EU, for instance europe-west3.',
          pattern: /^[A-Za-z0-9-]{2,40}$/,
          required: false,
        },
        {
          name: 'billing_services',
          label: 'Service ids on the bill',
          help: 'Only to read other services than Vertex AI from the export, such as the Gemini API; ids separated by commas.',
          pattern: /^[0-9A-F]{4}(?:-[0-9A-F]{4}){2}(?:\s*,\s*[0-9A-F]{4}(?:-[0-9A-F]{4}){2}){0,9}$/,
          required: false,
        },
      ],
    },
  ],
  units: { money: 'the currency of the billing account, decimals in text', time: 'RFC 3339, days in UTC' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 3600,
      bucketMs: hourMs,
      overlapMs: 26 * hourMs,
      backfillMs: 42 * dayMs,
      windowMs: 7 * dayMs,
      paceMs: 0,
      pull: pullUsage,
    },
    {
      name: 'cost',
      kind: 'cost',
      intervalS: 12 * 3600,
      bucketMs: dayMs,
      overlapMs: 7 * dayMs,
      backfillMs: wholeHistoryMs,
      windowMs: 30 * dayMs,
      paceMs: 0,
      pull: pullCosts,
    },
  ],
  absent: {
    audit: 'Cloud Audit Logs are kept in Cloud Logging, to which this credential has no access.',
    content:
      'Google keeps prompts only where request-response logging to BigQuery is switched on; it is not read.',
    inventory: 'Google’s metrics know projects by their ids and no people.',
  },
})

/** Signs in and asks the first project for an hour of metrics, so that a missing role shows at once. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const signed = await signIn(ctx)
  if (!signed.ok) return signed
  const usage = await pullUsage(ctx, { fromMs: ctx.nowMs - 2 * hourMs, toMs: ctx.nowMs, page: null })
  return usage.ok ? ok({ accountRef: signed.value.account.project_id ?? null }) : usage
}
