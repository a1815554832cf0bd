import { madeUp } from './made-up.ts'
import { namedSecret } from './named-secret.ts'

/** Secret access keys of AWS, where their name stands before them. */
export const awsSecretKey = namedSecret({
  code: 'secret_aws_secret_key',
  label: 'AWS Secret Key',
  hints: [
    'secret_access_key',
    'secretaccesskey',
    'secret access key',
    'secret-access-key',
    'aws_secret',
    'awssecret',
    'aws secret',
    'aws_sec',
  ],
  name: '(?:secret[_ -]?access[_ -]?key|aws[_ -]?sec(?:ret)?(?:[_ -]?access)?(?:[_ -]?key)?)["\'\\])]{0,3}\\s{0,4}(?:=>|:=|=|:|,|\\bis\\b)?\\s{0,4}["\'`]?',
  value: '[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])',
  reads: (value) => /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value),
  published: ['wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY'],
  find: [
    [`aws_secret_access_key = ${madeUp('base64', 40)}`, madeUp('base64', 40)],
    [`AWS_SECRET_ACCESS_KEY="${madeUp('base64', 40, 2)}"`, madeUp('base64', 40, 2)],
    [`{"secretAccessKey": "${madeUp('base64', 40, 3)}"}`, madeUp('base64', 40, 3)],
    [`the AWS secret is ${madeUp('base64', 40, 4)} ok`, madeUp('base64', 40, 4)],
    [
      'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    ],
  ],
  ignore: [
    ['AWS_SECRET_ACCESS_KEY={{AWS_SECRET_ACCESS_KEY}}', 'a template'],
    [`AWS_SECRET_ACCESS_KEY=${'x'.repeat(40)}`, 'a placeholder'],
    [`commit ${madeUp('hex', 40)}`, 'a hash without the name'],
    [`aws_secret_access_key = ${madeUp('alnum', 41)}`, 'one character too long'],
  ],
})
