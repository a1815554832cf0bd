import type { Words } from './grammar.ts'

/**
 * Short requests and remarks, lines of mail, and directions that documents give to people. Little text gives the model
 * little to go by, so it has to have seen that a bare request, an address or an order to a reader is nothing by itself.
 */
export const short: Readonly<Record<string, readonly string[]>> = {
  'short requests': [
    '{Tell|Give|Show|Write|Send|Find|Read|Sing|Teach|Make|Bring} me {a|an|one|another|some|your best} {joke|riddle|story|example|hint|recipe|song|poem|idea|quote|proverb|summary|table|definition|fun fact|tip|list}{| please| about $topic| for $craft}{.|!|}',
    '{Tell|Give|Write|Send} me {a|another|one more|your best|a really|some} {short |funny |dad |clean |bad |silly |new |old |good |knock-knock |}{joke|jokes|pun|riddle|limerick|anecdote}{ about {$topic|$thing|cats|my boss|a $role}| for {kids|my speech|the party}| please| {to|that will} {cheer me up|make me laugh}|}{.|!|}',
    '{Tell|Explain to|Remind|Teach|Ask} me {something|more|everything|a little} about {$topic|$craft|yourself|it}{.|}',
    '{hello|hi|hey|hi there|good morning|good evening|thanks|thank you|ok|okay|yes|no|sure|please|bye|cool|great|wow|hm|test|help|nice one}{|!|.|?| again| there}',
    '{more|again|continue|go on|next|repeat|stop|wait|shorter|longer|simpler|in English|one more|why|how|and then|what else}{|.|!|?| please| about $topic}',
    '{Say|Repeat|Write|Spell|Answer|Reply|Type|Print} {hello|yes|"ok"|"done"|"ready"|your name|the word|it|that}{| again| twice| slowly| backwards| in $language| when you {are ready|have finished|have read it}}{.|}',
    '{Translate|Summarise|Explain|Rewrite|Shorten|Check|Fix|Improve|Compare|Convert|Sort|List|Describe|Draw|Solve} {this|it|that|these|both|the text|the code|my essay|the table|$topic}{| please| for me| in one line| in {French|German|Korean}}{.|:|}',
    '{rules|prompt|system|instructions|override|ignore|secret|password|admin|developer|character|role|token|filter} {of chess|engineering|requirements|santa ideas|meaning|story|design|manual|definition|example|ring|limit|for beginners|in $language}',
    '{What|Who|Where|When|Why} is {$topic|it|that|$thing|the {moon|capital of Peru|best film|meaning of it}}?',
    '{Can|Could|Will|Would} you {help|hear|read|see|help me|explain it|write faster|wait|draw}{| with $topic| again}?',
  ],
  'plain roles': [
    'You are {a|an|my} {helpful|friendly|patient|polite|wise|funny|cheerful|strict|curious|brilliant|sleepy|} {pirate|robot|teacher|chef|poet|guide|coach|parrot|gardener|doctor|lawyer|editor|librarian|dragon|cowboy|$role}. {Answer|Speak|Reply|Talk|Write} {like one|in rhymes|in {pirate|robot|plain|old} {speak|English|language}|briefly|as such}.',
    '{You are|Be|Act as|Play|Become|Act like} {a|an|my} {helpful|friendly|grumpy|old|young|famous|} {pirate|robot|teacher|chef|poet|guide|coach|captain|gardener|doctor|farmer|tailor|judge|$role}{.|!| today.| for a minute.| and {greet|cheer up|quiz} me.}',
    '{Answer|Speak|Reply|Talk|Write} {like|as} a {pirate|robot|teacher|chef|poet|child|king|cowboy|philosopher|$role}{.| from now on.| please.|: $question}',
  ],
  'lines of mail': [
    '{Write|Mail|Send it|Reply|Forward it|Get back} to {$mailbox|$mailbox or $mailbox}{.|, please.|!|}',
    '{From|To|Cc|E-mail|Email|Mail|Contact|Reply-To|E-Mail}: {$mailbox|$person <$mailbox>}{|, $mailbox}',
    '$mailbox{,|;|} $mailbox{|, $mailbox|; $mailbox}',
    '{$person|The office|Support|Sales} {can be reached|is} at {$mailbox|$mailbox until Friday}.',
    'From: $mailbox\nTo: $mailbox\nSubject: {$topic|test|hello|your order}{\n\n{Hi|Dear} $person, {$errand|see the file}.|}',
    '{id|user|name|key|login}: {$person|$mailbox|4711}{, {age|role|team}: {4|admin|sales}|}',
    '{See|Open|Read|Visit} https://example.{com|org|net}/{docs|a|help|news}?{id|q|page}={7|b|tea}{.|}',
    '«"{user|email|to|name}": "{$mailbox|$person}"{, "{id|n}": 7|}»',
  ],
  'directions in documents': [
    '{The|An|Our} {assistant|assistant manager|operator|system operator|administrator|user|developer|duty officer|agent} {shall|must|may|will|can} {approve|refuse|reset|delete|override|forward|disclose|change} {refunds|requests|orders|accounts|the settings|the alarm|invoices} {up to 50 euros|within a day|without asking {the manager|head office}|after the check|at any time}.',
    '{Call|Run|Invoke|Use|Start} the {function|method|script|command|tool|endpoint} {with|using} {path="/tmp"|id=7|the new key|no arguments|the default values}. {Delete|Close|Remove|Save|Print} the {file|window|log|result} {when|as soon as|after} {you are done|it ends|it has finished}.',
    'If you {are reading|can read|have found|have opened} this {page|guide|letter|file|}, you {probably|may|might|must|surely} {are new to|want to learn|have bought|have heard of|already use} {$app|$craft|$topic}. {Start|Begin} with {the tutorial|chapter one|a small example}.',
    'Before you {begin|start|read on|install}: {forget|ignore|set aside} {everything|all|what|anything} you {know|have heard|were taught|think} about {$topic|$craft|diets}. This {book|course|page|guide} {starts from scratch|is different|begins at zero}.',
    '{From now on|As of Monday|Starting today|With immediate effect}, {all|the} {deliveries|visitors|staff|tenants|orders} {go to|use|follow|must read} {gate 3|the new entrance|the new rules|the instructions at the door}. {Ignore|Disregard} {the|any} {old|previous} {signs|rules|notices}.',
    '{Developer|Maintenance|Debug|Admin|Safe|Incognito|Expert} mode {gives access to|shows|unlocks|enables|hides} {nightly builds|hidden settings|more logs|the console|all options}. {Enable|Turn on|Activate|Leave} it {in|from|under} {the About dialog|the settings|Tools} by {tapping|pressing|clicking} {the version|the logo|Ctrl+D} {seven times|twice|}.',
    'To {print|show|reveal|open|copy|unlock} {the|a|all} hidden {sheet|row|file|layer|folder|text}{s|}, {unhide it first|press F9|select all}, then {choose|click|pick} {Print|View|Show all}.',
    '{Release notes|Changelog|New in 2.4}: {added|we added|improved|removed} {a rule|a filter|a check|a test} that {detects|blocks|stops|reports} {attempts|requests|prompts} {to reveal|to leak|that ask for} {the system prompt|secrets|instructions}. Fixed {false alarms|errors|warnings} {on|in} {role-play prompts|long texts|German}.',
    '{Incident report|Log|Summary}: {at 10:02|yesterday|on 3 May} {the attacker|a user|someone} {sent|pasted|typed} {a message|a prompt|text} that {claimed|pretended} to be {from the developer|an admin|support}. The {bot|assistant|filter} {refused|blocked it|did not answer}.',
    '{AI assistants|Chatbots|Language models} may {be used for|help with|write} {drafts|summaries|translations}; {people|employees|authors} {stay responsible for|must check|sign} what they {send|publish}.',
    'The {manual|contract|handbook|new version|standard} {overrides|supersedes|replaces} the {quick-start guide|previous one|older rules|draft}. Where {both|they} differ, {follow|use|obey} the {manual|first|newer one}{ and {disregard|ignore} the {guide|other}|}.',
    '{Employees|Staff|Users|Visitors} must {ignore|report|never answer|delete} {e-mails|calls|messages} that ask for {credentials|passwords|codes} and {forward|send} them to {the security team|IT|the help desk}.',
    'Note to {reviewers|readers|editors|the printer|translators}: {the figures on page 4|the numbers|two tables|the footnotes} {were|have been} {updated|removed|corrected} after {submission|the deadline|the last proof}.',
  ],
}

export const shortWords: Words = {
  mailbox: [
    '{info|office|team|sales|hr|legal|jane.doe|a.b|bob|mia_k|no-reply|kontakt|support}@{example.com|example.org|firm.example|relay.net|office.example|beispiel.de|mail.example.co.uk}',
  ],
}
