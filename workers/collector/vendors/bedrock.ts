import { fail, ok, type Result } from '../../../analytics/result.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'
import { awsApis, awsCall, regionsOf } from './bedrock-aws.ts'
import { pullCalls } from './bedrock-calls.ts'
import { pullCosts } from './bedrock-costs.ts'
import { pullUsage } from './bedrock-usage.ts'

/**
 * AWS Bedrock: CloudWatch's counts, Cost Explorer's money, and the log of invocations where the account keeps one.
 * Source: AWS's API references and Bedrock user guide, August 2026.
 */
export const bedrock = vendor({
  id: 'bedrock',
  label: 'AWS Bedrock',
  apis: awsApis,
  credentialKinds: [
    {
      kind: 'access_key',
      label: 'Secret access key of an IAM user',
      hint: /^[A-Za-z0-9/+]{40}$/,
      help: 'Make an access key for an IAM user that may do cloudwatch:GetMetricData, ce:GetCostAndUsage and, to read prompts, logs:FilterLogEvents. Roles are not assumed and keys of a session are not taken, since they end within hours; a Bedrock API key (ABSK…) can only call models.',
      settings: [
        {
          name: 'access_key_id',
          label: 'Access key ID',
          help: 'The one that belongs to the secret, AKIA and 16 characters.',
          pattern: /^AKIA[A-Z0-9]{12,124}$/,
          required: true,
        },
        {
          name: 'regions',
          label: 'Regions',
          help: 'Where models are called, separated by commas, for instance us-east-1, eu-central-1; those of GovCloud too, whose bill is not read.',
          pattern: /^[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d(?:\s*,\s*[a-z]{2}(?:-[a-z]{2,12}){1,2}-\d){0,31}$/,
          required: true,
        },
        {
          name: 'log_group',
          label: 'Log group of invocations',
          help: 'The CloudWatch log group that model invocation logging writes to. Without it no prompts are read.',
          pattern: /^[\w./#-]{1,512}$/,
          required: false,
        },
      ],
    },
  ],
  units: { money: 'US dollars, decimals in text', time: 'epoch seconds; days as 2026-11-18' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 3600,
      bucketMs: hourMs,
      overlapMs: 26 * hourMs,
      backfillMs: 455 * dayMs,
      windowMs: 14 * dayMs,
      paceMs: 50,
      pull: pullUsage,
    },
    {
      // Each call costs a cent.
      name: 'cost',
      kind: 'cost',
      intervalS: 24 * 3600,
      bucketMs: dayMs,
      overlapMs: 5 * dayMs,
      backfillMs: 395 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 200,
      pull: pullCosts,
    },
    {
      name: 'calls',
      kind: 'content',
      intervalS: 15 * 60,
      bucketMs: null,
      overlapMs: hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 6 * hourMs,
      emptyWindowMs: 7 * dayMs,
      paceMs: 100,
      pull: pullCalls,
    },
  ],
  absent: {
    audit: 'CloudTrail records who changed what in an AWS account; it is not read here.',
    inventory: 'CloudWatch knows models and regions, and no people; callers stand in the log of invocations.',
  },
})

/** `GetCallerIdentity` needs no permission at all, so that whatever it refuses is the key itself. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const regions = regionsOf(ctx)
  if (!regions.ok) return regions
  const told = await awsCall(ctx, {
    service: 'sts',
    region: regions.value[0] ?? 'us-east-1',
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  })
  if (!told.ok) {
    return told.failure.tag === 'forbidden'
      ? fail({ tag: 'unauthorized', detail: told.failure.detail })
      : told
  }
  const account = /<Account>(\d{12})<\/Account>/.exec(told.value.raw)?.[1]
  return account === undefined
    ? fail({ tag: 'bad_json', reason: 'the identity has another shape' })
    : ok({ accountRef: account })
}
