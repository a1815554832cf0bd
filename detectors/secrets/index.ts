import type { Detector } from '../detector.ts'
import { accessCode } from './access-code.ts'
import { adafruitKey } from './adafruit-key.ts'
import { adyenKey } from './adyen-key.ts'
import { ageKey } from './age-key.ts'
import { airtableToken } from './airtable-token.ts'
import { aivenPassword } from './aiven-password.ts'
import { alibabaKey } from './alibaba-key.ts'
import { amazonMwsToken } from './amazon-mws-token.ts'
import { anthropicKey } from './anthropic-key.ts'
import { apiKey } from './api-key.ts'
import { apifyToken } from './apify-token.ts'
import { artifactoryToken } from './artifactory-token.ts'
import { asanaToken } from './asana-token.ts'
import { astraToken } from './astra-token.ts'
import { atlassianToken } from './atlassian-token.ts'
import { awsAccessKey } from './aws-access-key.ts'
import { awsBedrockKey } from './aws-bedrock-key.ts'
import { awsSecretKey } from './aws-secret-key.ts'
import { awsSessionToken } from './aws-session-token.ts'
import { axiomToken } from './axiom-token.ts'
import { azureAiKey } from './azure-ai-key.ts'
import { azureClientSecret } from './azure-client-secret.ts'
import { azureDevopsToken } from './azure-devops-token.ts'
import { azureSasSignature } from './azure-sas-signature.ts'
import { azureServiceKey } from './azure-service-key.ts'
import { azureStorageKey } from './azure-storage-key.ts'
import { basicAuth } from './basic-auth.ts'
import { bearerToken } from './bearer-token.ts'
import { braintreeToken } from './braintree-token.ts'
import { brevoKey } from './brevo-key.ts'
import { browserbaseKey } from './browserbase-key.ts'
import { buildkiteToken } from './buildkite-token.ts'
import { cerebrasKey } from './cerebras-key.ts'
import { circleciToken } from './circleci-token.ts'
import { clojarsToken } from './clojars-token.ts'
import { cloudflareOriginKey } from './cloudflare-origin-key.ts'
import { cloudflareToken } from './cloudflare-token.ts'
import { cockroachdbKey } from './cockroachdb-key.ts'
import { commandPassword } from './command-password.ts'
import { confluentSecret } from './confluent-secret.ts'
import { connectionString } from './connection-string.ts'
import { contentfulToken } from './contentful-token.ts'
import { cratesIoToken } from './crates-io-token.ts'
import { databasePassword } from './database-password.ts'
import { databricksToken } from './databricks-token.ts'
import { definedNetworkingKey } from './defined-networking-key.ts'
import { digitaloceanToken } from './digitalocean-token.ts'
import { discordToken } from './discord-token.ts'
import { discordWebhook } from './discord-webhook.ts'
import { dockerToken } from './docker-token.ts'
import { dopplerToken } from './doppler-token.ts'
import { dropboxToken } from './dropbox-token.ts'
import { duffelToken } from './duffel-token.ts'
import { dynatraceToken } from './dynatrace-token.ts'
import { e2bKey } from './e2b-key.ts'
import { easypostKey } from './easypost-key.ts'
import { elevenlabsKey } from './elevenlabs-key.ts'
import { extendedKey } from './extended-key.ts'
import { facebookToken } from './facebook-token.ts'
import { figmaToken } from './figma-token.ts'
import { firebaseServerKey } from './firebase-server-key.ts'
import { firecrawlKey } from './firecrawl-key.ts'
import { fireworksKey } from './fireworks-key.ts'
import { flutterwaveKey } from './flutterwave-key.ts'
import { flyToken } from './fly-token.ts'
import { frameioToken } from './frameio-token.ts'
import { gcpServiceAccount } from './gcp-service-account.ts'
import { githubPat } from './github-pat.ts'
import { githubToken } from './github-token.ts'
import { gitlabToken } from './gitlab-token.ts'
import { googleApiKey } from './google-api-key.ts'
import { googleOauthSecret } from './google-oauth-secret.ts'
import { googleOauthToken } from './google-oauth-token.ts'
import { grafanaToken } from './grafana-token.ts'
import { groqKey } from './groq-key.ts'
import { harnessToken } from './harness-token.ts'
import { heliconeKey } from './helicone-key.ts'
import { herokuKey } from './heroku-key.ts'
import { hubspotToken } from './hubspot-token.ts'
import { huggingFaceToken } from './hugging-face-token.ts'
import { infracostKey } from './infracost-key.ts'
import { inngestKey } from './inngest-key.ts'
import { intra42Secret } from './intra42-secret.ts'
import { jinaKey } from './jina-key.ts'
import { jwk } from './jwk.ts'
import { jwt } from './jwt.ts'
import { langfuseKey } from './langfuse-key.ts'
import { langsmithKey } from './langsmith-key.ts'
import { launchdarklyKey } from './launchdarkly-key.ts'
import { linearKey } from './linear-key.ts'
import { llamacloudKey } from './llamacloud-key.ts'
import { logfireToken } from './logfire-token.ts'
import { login } from './login.ts'
import { mailchimpKey } from './mailchimp-key.ts'
import { mailersendToken } from './mailersend-token.ts'
import { mailgunKey } from './mailgun-key.ts'
import { mapboxToken } from './mapbox-token.ts'
import { maxmindKey } from './maxmind-key.ts'
import { mongodbAtlasSecret } from './mongodb-atlas-secret.ts'
import { neonKey } from './neon-key.ts'
import { netlifyToken } from './netlify-token.ts'
import { networkKey } from './network-key.ts'
import { newRelicKey } from './new-relic-key.ts'
import { newRelicLicenceKey } from './new-relic-licence-key.ts'
import { notionToken } from './notion-token.ts'
import { npmToken } from './npm-token.ts'
import { nugetKey } from './nuget-key.ts'
import { nvidiaKey } from './nvidia-key.ts'
import { octopusKey } from './octopus-key.ts'
import { onepasswordToken } from './onepassword-token.ts'
import { openaiKey } from './openai-key.ts'
import { openrouterKey } from './openrouter-key.ts'
import { openshiftToken } from './openshift-token.ts'
import { paddleKey } from './paddle-key.ts'
import { passphrase } from './passphrase.ts'
import { password } from './password.ts'
import { passwordColumn } from './password-column.ts'
import { perplexityKey } from './perplexity-key.ts'
import { pineconeKey } from './pinecone-key.ts'
import { plaidToken } from './plaid-token.ts'
import { planetscaleToken } from './planetscale-token.ts'
import { polarToken } from './polar-token.ts'
import { posthogKey } from './posthog-key.ts'
import { postmanKey } from './postman-key.ts'
import { prefectKey } from './prefect-key.ts'
import { privateKey } from './private-key.ts'
import { pulumiToken } from './pulumi-token.ts'
import { puttyKey } from './putty-key.ts'
import { pypiToken } from './pypi-token.ts'
import { rampToken } from './ramp-token.ts'
import { razorpayKey } from './razorpay-key.ts'
import { readmeKey } from './readme-key.ts'
import { renderKey } from './render-key.ts'
import { replicateToken } from './replicate-token.ts'
import { resendKey } from './resend-key.ts'
import { rootlyKey } from './rootly-key.ts'
import { rubygemsKey } from './rubygems-key.ts'
import { runpodKey } from './runpod-key.ts'
import { scalingoToken } from './scalingo-token.ts'
import { seedPhrase } from './seed-phrase.ts'
import { sendgridKey } from './sendgrid-key.ts'
import { sentryToken } from './sentry-token.ts'
import { settlemintToken } from './settlemint-token.ts'
import { shippoToken } from './shippo-token.ts'
import { shopifyToken } from './shopify-token.ts'
import { slackToken } from './slack-token.ts'
import { slackWebhook } from './slack-webhook.ts'
import { snykToken } from './snyk-token.ts'
import { socketToken } from './socket-token.ts'
import { sonarToken } from './sonar-token.ts'
import { sourcegraphToken } from './sourcegraph-token.ts'
import { squareToken } from './square-token.ts'
import { stripeKey } from './stripe-key.ts'
import { stripeWebhookSecret } from './stripe-webhook-secret.ts'
import { supabaseKey } from './supabase-key.ts'
import { tailscaleKey } from './tailscale-key.ts'
import { tavilyKey } from './tavily-key.ts'
import { teamsWebhook } from './teams-webhook.ts'
import { telegramToken } from './telegram-token.ts'
import { telnyxKey } from './telnyx-key.ts'
import { tencentKey } from './tencent-key.ts'
import { terraformToken } from './terraform-token.ts'
import { togetherKey } from './together-key.ts'
import { triggerDevKey } from './trigger-dev-key.ts'
import { twilioKey } from './twilio-key.ts'
import { twitterToken } from './twitter-token.ts'
import { typeformToken } from './typeform-token.ts'
import { unkeyKey } from './unkey-key.ts'
import { vaultToken } from './vault-token.ts'
import { vercelToken } from './vercel-token.ts'
import { wakatimeKey } from './wakatime-key.ts'
import { walletKey } from './wallet-key.ts'
import { wandbKey } from './wandb-key.ts'
import { xaiKey } from './xai-key.ts'
import { yandexKey } from './yandex-key.ts'
import { zapierWebhook } from './zapier-webhook.ts'

/** Credentials: key files first, then vendors by name, then what only a keyword names. */
export const secretDetectors: readonly Detector[] = [
  gcpServiceAccount,
  privateKey,
  puttyKey,
  adafruitKey,
  definedNetworkingKey,
  octopusKey,
  astraToken,
  firebaseServerKey,
  launchdarklyKey,
  adyenKey,
  ageKey,
  airtableToken,
  aivenPassword,
  alibabaKey,
  amazonMwsToken,
  anthropicKey,
  apifyToken,
  artifactoryToken,
  asanaToken,
  atlassianToken,
  awsAccessKey,
  awsBedrockKey,
  awsSecretKey,
  awsSessionToken,
  axiomToken,
  azureAiKey,
  azureClientSecret,
  azureDevopsToken,
  azureSasSignature,
  azureServiceKey,
  azureStorageKey,
  braintreeToken,
  brevoKey,
  browserbaseKey,
  buildkiteToken,
  cerebrasKey,
  circleciToken,
  clojarsToken,
  cloudflareOriginKey,
  cloudflareToken,
  cockroachdbKey,
  commandPassword,
  confluentSecret,
  contentfulToken,
  cratesIoToken,
  databricksToken,
  digitaloceanToken,
  discordToken,
  discordWebhook,
  dockerToken,
  dopplerToken,
  dropboxToken,
  duffelToken,
  dynatraceToken,
  e2bKey,
  easypostKey,
  elevenlabsKey,
  extendedKey,
  facebookToken,
  figmaToken,
  firecrawlKey,
  fireworksKey,
  flutterwaveKey,
  flyToken,
  frameioToken,
  githubPat,
  githubToken,
  gitlabToken,
  googleApiKey,
  googleOauthSecret,
  googleOauthToken,
  grafanaToken,
  groqKey,
  harnessToken,
  heliconeKey,
  herokuKey,
  hubspotToken,
  huggingFaceToken,
  infracostKey,
  inngestKey,
  intra42Secret,
  jinaKey,
  jwk,
  jwt,
  langfuseKey,
  langsmithKey,
  linearKey,
  llamacloudKey,
  logfireToken,
  mailchimpKey,
  mailersendToken,
  mailgunKey,
  mapboxToken,
  maxmindKey,
  mongodbAtlasSecret,
  neonKey,
  netlifyToken,
  newRelicKey,
  newRelicLicenceKey,
  notionToken,
  npmToken,
  nugetKey,
  nvidiaKey,
  onepasswordToken,
  openaiKey,
  openrouterKey,
  openshiftToken,
  paddleKey,
  perplexityKey,
  pineconeKey,
  plaidToken,
  planetscaleToken,
  polarToken,
  posthogKey,
  postmanKey,
  prefectKey,
  pulumiToken,
  pypiToken,
  rampToken,
  razorpayKey,
  readmeKey,
  renderKey,
  replicateToken,
  resendKey,
  rootlyKey,
  rubygemsKey,
  runpodKey,
  scalingoToken,
  seedPhrase,
  sendgridKey,
  sentryToken,
  settlemintToken,
  shippoToken,
  shopifyToken,
  slackToken,
  slackWebhook,
  snykToken,
  socketToken,
  sonarToken,
  sourcegraphToken,
  squareToken,
  stripeKey,
  stripeWebhookSecret,
  supabaseKey,
  tailscaleKey,
  tavilyKey,
  teamsWebhook,
  telegramToken,
  telnyxKey,
  tencentKey,
  terraformToken,
  togetherKey,
  triggerDevKey,
  twilioKey,
  twitterToken,
  typeformToken,
  unkeyKey,
  vaultToken,
  vercelToken,
  wakatimeKey,
  walletKey,
  wandbKey,
  xaiKey,
  yandexKey,
  zapierWebhook,
  connectionString,
  databasePassword,
  basicAuth,
  bearerToken,
  login,
  passphrase,
  accessCode,
  networkKey,
  passwordColumn,
  password,
  apiKey,
]
