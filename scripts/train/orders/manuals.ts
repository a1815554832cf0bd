import type { Words } from '../injection/grammar.ts'

/** Manuals of software for models and agents, change logs and docstrings: they name machines in every other line. */
export const manuals: Words = {
  manual: ['$fit', '$guide', '$guide', '$log', '$listing', '$chat'],
  part: [
    '{optimizer|datasets|tools|memory|scheduler|tokenizer|prompts|adapters|messages|callbacks|evaluators|retries|history}',
  ],
  unit: ['{model|agent|assistant|bot|helper|grader|LLM|chatbot|language model}'],
  units: ['{models|agents|assistants|bots|helpers|graders|LLMs|chatbots|language models}'],
  vendor: ['{OpenAI|Gemini|Claude|Mistral|Copilot|GPT|Kling AI|Norvik AI}'],
  fit: [
    '{Save|Load|Wrap|Share|Prepare|Export|Restore} {the |a |your |}$unit, $part{,|} and {other state|$part|a config} {to|from|as} {a file|disk|a checkpoint|one object}. $note',
    '{Evaluating|Fitting|Training|Loading} the $unit on the {validation|ms-news|small} {set|split|dataset}: {Queries|Rows|Steps}: {9,706|120} {Positives|Batches}: {Min 1, Mean 1.1|32}. $note',
    'The {routing|base|inner|wrapped|scoring|underlying} $unit must {be {closed|built|loaded|compiled|registered|frozen} before|return|implement|accept|not {share|change}} {calling this method|a list of scores|its weights|one batch at a time}. $note',
    '{Information|Note|Background|Reference}: $vendor{.s|} {version|GELU|format|encoding|default} is {slightly different|the older one|documented elsewhere} and {gives|returns|needs} {slightly different results|another shape|more memory}. $note',
    '{A|Each|Every|An unregistered} {community|local|remote|registered} $unit, {or|and|with|then} {none at all|its $part|a name of your own}: {both work|see below|see the table}. $note',
  ],
  guide: [
    '{Unlike|Like|As with} {a|an|the} $unit {call|step|run}, {a session|the harness|this function} {owns|keeps|returns} {state|history|a handle}. $note',
    '{If|When|Once} {a|an|the|your} $unit {uses|calls|returns|selects|finishes} a tool, {it is called|the call is|the result is} {a tool call|sent back|recorded|stored in $part}. $note',
    '{When|If|Once} {you|the user} {send|sends|pass|passes} a {new |}message to the $unit, {the history is sent as well|it answers with a stream|the $part is updated}. $note',
    '{Check|Poll|Read|Inspect} {error.code|the status|the reason} and {notify|restart|stop|inform} the $unit{,|;} then {resume|resolve|retry} {after|once} {the queue is empty|the request is accepted|processing}. $note',
    '{The helper|The agent|The bot|The model} {saves|returns|keeps|emits|streams} {the cursor|a fresh id|one chunk at a time}{; | and |, and }{the subscription ends|it continues|truncated is true}. $note',
    '{Common|Typical|Usual} {pattern|setup|example} for $units that {run until they have an answer|call tools|wait for approval|hand off work}:\n$note',
    '{Learn|Read} more in {the|our} {guide|course|handbook} {for|on|to} {AI agents|$units}, {datasets and spaces|the CLI and hooks}. {Use|Install|Pass|Add} {the flag|the option|the skill} {once|per run|in the config}.',
    '{Tools|Programs|Software|Systems} that {read|sort|rank} {this format|the file|these logs} {must|should|may} {ignore unknown fields|accept both versions|keep the order|report the line}. $note',
    '{Give|Tell|Ask|Let|Have} {the|your} {agent|model|assistant|bot} {to |}{use|call|read|fetch|answer with} {the weather tool|the file|a schema|two examples}, {and|then} {log|print|show|send} {the result|the steps|its answer} {to the user|to the console|in the UI}. $note',
    '{Instructions|System prompts|Messages|Prompts} {to|for} {a|the} $unit{ are|:} {set in the options|kept in one file|sent first|plain strings}. $note',
    '{For|With} {automated|automatic} {screening|review|indexing|tools|software}: {set|use|export|see} {a schedule|the API|the CSV|the settings}. $note',
  ],
  log: [
    '- {Fix|Add|Remove|Deprecate|Support|Bump} {a|the|} {bug in |option for |}$unit{:|,|} {by anna|in 4.2|when streaming|for $part} {(#1204)|#88}\n- {Rename|Drop|Allow} {the|} $part{ in the $unit|}. $note',
    '{Reattach|Connect|Resume} {to a pool|a run} {by id|by name}, from any {machine|agent|bot} - {no local state|no key|nothing else} {needed|required}. $note',
    '{OAuth|Tokens|Keys} for machine-to-machine {authentication|traffic|calls}: {ClientProvider|TokenStore}: {for|uses} {a secret|signed claims}. $note',
    '{Open Policy Agent|Language Model Hub|Robot Toolkit|Agent Cards} ({OPA|LMH|RT}): {policies|files|rules} {written in|kept in|read from} {plain text|a repository}. $note',
  ],
  listing: [
    '├── {model|agent|run} ({llm|bot|chain} - {message + tokens|name and cost|input → text})\n└── {tools|steps} ({nested|one span each}). $note',
    '{input|span|field}: audio → text.\n{llm|agent|model}: {forward|keep|send|print|return} the {history|request} {verbatim|as it is|once}.\n{tts}: {skip|delete|replace} {silence|markup}. $note',
    '// the {model|agent|bot} and the {client|server} receive this {message|error}:\nthrow new Error({message}); // {tell|send|show} {nothing else|no details}',
    '{model|agent|assistant}: {string|Agent|object}, {default|required}: {the first|true|none}. {The {name|id} to {use|send|report}|Ignored if {tools are given|absent}}. $note',
  ],
  chat: [
    '{system|instructions}: {You are|Act as} {a|an} {helpful|coding|travel|support} {assistant|agent|bot}{.|, |:} {Answer|Reply|Always answer} {in French|in short sentences|with a list}. {Never {guess|share keys}|Ask when unsure}. $note',
    '{User|Human}: {what is the weather|list my orders}?\n{AI|Assistant|Bot}: {It is sunny|You have two}.\n{User|Human}: {thanks|and tomorrow}? $note',
  ],
  note: [
    '{See|Compare|Pass|Set|Use} {the docs|the table below|`options`|`null`|the example} {for|to} {details|switch it off|keep the default|all values}.',
    '{Returns|Raises|Yields|Emits} {a list|an error|the answer|None} {if|when|unless} {the name is unknown|nothing was sent|it is closed}.',
    '{Do not|Never|Always} {share|reuse|close|log|send} {a key|the same instance|the handle|secrets} {twice|by hand|in tests|to clients}.',
    '{This|That|It} {replaces|overrides|ignores|skips} {the default|earlier options|empty values|hidden files}.',
    '',
  ],
}
