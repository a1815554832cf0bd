/**
 * Rules of the FinOps Open Cost and Usage Specification 1.2 for the columns that a row of AI usage can have, written from
 * the standard and not from our export. Source: focus.finops.org, columns and attributes of version 1.2.
 */
type Kind = 'decimal' | 'text' | 'date' | 'currency' | 'json' | 'unit'
type Rule = {
  kind: Kind
  level: 'mandatory' | 'recommended' | 'conditional'
  nullable: boolean
  allowed?: readonly string[]
}

const mandatory = (kind: Kind, allowed?: readonly string[]): Rule => ({
  kind,
  level: 'mandatory',
  nullable: false,
  ...(allowed ? { allowed } : {}),
})
const nullable = (rule: Rule): Rule => ({ ...rule, nullable: true })
const conditional = (kind: Kind, allowed?: readonly string[]): Rule => ({
  ...nullable(mandatory(kind, allowed)),
  level: 'conditional',
})

const serviceCategories = [
  'AI and Machine Learning',
  'Analytics',
  'Business Applications',
  'Compute',
  'Databases',
  'Developer Tools',
  'Identity',
  'Integration',
  'Internet of Things',
  'Management and Governance',
  'Media',
  'Migration',
  'Mobile',
  'Multicloud',
  'Networking',
  'Security',
  'Storage',
  'Web',
  'Other',
]
const aiSubcategories = [
  'AI Platforms',
  'Bots',
  'Generative AI',
  'Machine Learning',
  'Natural Language Processing',
  'Other (AI and Machine Learning)',
]

export const rules: Readonly<Record<string, Rule>> = {
  BilledCost: mandatory('decimal'),
  BillingAccountId: mandatory('text'),
  BillingAccountName: nullable(mandatory('text')),
  BillingAccountType: conditional('text'),
  BillingCurrency: mandatory('currency'),
  BillingPeriodEnd: mandatory('date'),
  BillingPeriodStart: mandatory('date'),
  ChargeCategory: mandatory('text', ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment']),
  ChargeClass: nullable(mandatory('text', ['Correction'])),
  ChargeDescription: nullable(mandatory('text')),
  ChargeFrequency: {
    kind: 'text',
    level: 'recommended',
    nullable: false,
    allowed: ['One-Time', 'Recurring', 'Usage-Based'],
  },
  ChargePeriodEnd: mandatory('date'),
  ChargePeriodStart: mandatory('date'),
  ConsumedQuantity: conditional('decimal'),
  ConsumedUnit: conditional('unit'),
  ContractedCost: mandatory('decimal'),
  ContractedUnitPrice: conditional('decimal'),
  EffectiveCost: mandatory('decimal'),
  InvoiceId: { kind: 'text', level: 'recommended', nullable: true },
  InvoiceIssuerName: mandatory('text'),
  ListCost: mandatory('decimal'),
  ListUnitPrice: conditional('decimal'),
  PricingCategory: conditional('text', ['Standard', 'Dynamic', 'Committed', 'Other']),
  PricingCurrency: conditional('currency'),
  PricingQuantity: nullable(mandatory('decimal')),
  PricingUnit: nullable(mandatory('unit')),
  ProviderName: mandatory('text'),
  PublisherName: mandatory('text'),
  RegionId: conditional('text'),
  RegionName: conditional('text'),
  ResourceId: conditional('text'),
  ResourceName: conditional('text'),
  ResourceType: conditional('text'),
  ServiceCategory: mandatory('text', serviceCategories),
  ServiceName: mandatory('text'),
  ServiceSubcategory: { kind: 'text', level: 'recommended', nullable: false, allowed: aiSubcategories },
  SkuId: conditional('text'),
  SkuMeter: conditional('text'),
  SkuPriceDetails: conditional('json'),
  SkuPriceId: conditional('text'),
  SubAccountId: conditional('text'),
  SubAccountName: conditional('text'),
  SubAccountType: conditional('text'),
  Tags: conditional('json'),
}

const shapes: Readonly<Record<Exclude<Kind, 'json'>, RegExp>> = {
  // No exponent, no sign but a minus, no separator of thousands.
  decimal: /^-?\d+(?:\.\d+)?$/,
  text: /^\S[\s\S]*$/,
  date: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  currency: /^[A-Z]{3}$/,
  unit: /^(?:\d+ )?[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)?$/,
}

export type Row = Readonly<Record<string, string | null>>

/** What is wrong with the columns of an export. */
export function columnFaults(columns: readonly string[]): string[] {
  const missing = Object.keys(rules).filter(
    (name) => rules[name]?.level === 'mandatory' && !columns.includes(name),
  )
  const unknown = columns.filter((name) => rules[name] === undefined && !/^x_[A-Za-z]+$/.test(name))
  const firstOwn = columns.findIndex((name) => name.startsWith('x_'))
  const late = firstOwn < 0 ? [] : columns.slice(firstOwn).filter((name) => !name.startsWith('x_'))
  const twice = columns.filter((name, index) => columns.indexOf(name) !== index)
  return [
    ...missing.map((name) => `${name} is missing`),
    ...unknown.map((name) => `${name} is no column of the standard`),
    ...late.map((name) => `${name} stands behind columns of our own`),
    ...twice.map((name) => `${name} stands twice`),
  ]
}

/** What is wrong with a row by itself. */
export function rowFaults(row: Row): string[] {
  return [...Object.entries(row).flatMap(([name, value]) => cellFaults(name, value)), ...relationFaults(row)]
}

function cellFaults(name: string, value: string | null): string[] {
  const rule = rules[name]
  if (rule === undefined) return []
  if (value === null) return rule.nullable ? [] : [`${name} is null`]
  if (rule.allowed && !rule.allowed.includes(value)) return [`${name} is ${value}`]
  if (rule.kind === 'json') return isFlatObject(value) ? [] : [`${name} is no flat object: ${value}`]
  return shapes[rule.kind].test(value) ? [] : [`${name} is no ${rule.kind}: ${value}`]
}

function relationFaults(row: Row): string[] {
  const isUsage = row.ChargeCategory === 'Usage' || row.ChargeCategory === 'Purchase'
  const isPlain = row.ChargeClass === null
  const both = (...names: string[]) => new Set(names.map((name) => row[name] === null)).size === 1
  const at = (name: string) => Date.parse(row[name] ?? '')
  const isMonth = (name: string) => /-01T00:00:00Z$/.test(row[name] ?? '')
  const checks: [string, boolean][] = [
    [
      'usage has a quantity and a unit of pricing',
      !isUsage || !isPlain || (row.PricingQuantity !== null && row.PricingUnit !== null),
    ],
    ['usage has a category of pricing', !isUsage || !isPlain || row.PricingCategory !== null],
    [
      'usage has a SKU and its price',
      !isUsage || !isPlain || (row.SkuId !== null && row.SkuPriceId !== null),
    ],
    [
      'usage has a consumed quantity above zero',
      row.ChargeCategory !== 'Usage' || !isPlain || Number(row.ConsumedQuantity) > 0,
    ],
    ['only usage has a consumed quantity', row.ChargeCategory === 'Usage' || row.ConsumedQuantity === null],
    ['a consumed quantity has a unit', both('ConsumedQuantity', 'ConsumedUnit')],
    ['a quantity of pricing has a unit', both('PricingQuantity', 'PricingUnit')],
    ['a sub account has a type', both('SubAccountId', 'SubAccountType')],
    ['a name of a sub account has its id', row.SubAccountName === null || row.SubAccountId !== null],
    ['a billing period is a month of UTC', isMonth('BillingPeriodStart') && isMonth('BillingPeriodEnd')],
    ['a charge ends after it begins', at('ChargePeriodStart') < at('ChargePeriodEnd')],
    [
      'a charge lies in its billing period',
      at('BillingPeriodStart') <= at('ChargePeriodStart') && at('ChargePeriodEnd') <= at('BillingPeriodEnd'),
    ],
    [
      'without a unit price the list cost is the billed cost',
      row.ListUnitPrice !== undefined || row.ListCost === row.BilledCost,
    ],
    [
      'without a unit price the contracted cost is the billed cost',
      row.ContractedUnitPrice !== undefined || row.ContractedCost === row.BilledCost,
    ],
  ]
  return checks.flatMap(([rule, holds]) => (holds ? [] : [`broken: ${rule}`]))
}

function isFlatObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    return Object.values(value).every((each) => each === null || typeof each !== 'object')
  } catch {
    return false
  }
}
