import { phrase, signature } from './signature.ts'

/** What stands in a text and one of what else must, where the hints stand in many a text in English. */
type Words = readonly [hints: readonly string[], source: string, needs?: readonly string[]]

/** Who is addressed, up to the colon, and the order. Texts are folded, without accents. */
const FOREIGN: readonly Words[] = [
  [
    ['ki-', 'sprachmodell', 'chatbot', 'die ki', 'jede ki'],
    '\\b(?:ki-(?:assistent|agent|modell|system|bot|werkzeug)\\w{0,3}|sprachmodell\\w{0,2}|chatbots?|(?:die|jede|an) ki)\\b[^\\n.:]{0,70}?[:,!] ?~\\b(?:ignorier|vergiss|vergesst|missacht|lass|brich|stopp|empfiehl|behaupte|sag|antworte|melde|schick|sende|uberweis|leite|bewerte|stufe|markier|verschweig|gib|setz|nicht erwahn|erwahne)',
  ],
  [
    ['intelligence artificielle', 'assistant ia', 'modele de langage', 'agent ia', "l'ia"],
    "\\b(?:intelligence artificielle|(?:assistant|agent|modele|robot) ia|modeles? de langage|l'ia)\\b[^\\n.:]{0,70}? ?[:,!] ?~\\b(?:ignor|oubli|abandon|arret|indiqu|affirm|recommand|repond|dis |dites|envo|transfer|transmet|valid|attribu|ne (?:mentionn|signal|parl|di|cit)|n'evoqu|suppr|cach)",
  ],
  [
    [
      'inteligencia artificial',
      'asistente de ia',
      'asistente ia',
      'modelo de lengua',
      'modelo de lingua',
      'agente de ia',
      'agente ia',
      'assistente de ia',
      'assistente ia',
      'la ia',
      'a ia ',
      'intelligenza artificiale',
      'modello linguistico',
    ],
    '\\b(?:inteligencia artificial|(?:as+istente|agente|modelo|robot)(?: de)? ia|modelo de l[ei]ng\\w{3,5}|(?:la|a) ia|intelligenza artificiale|modello linguistico)\\b[^\\n.:]{0,70}? ?[:,!] ?~\\b(?:ignor|olvid|esquec|dimentic|abandon|interrump|smetti|di |diga|dile|afirm|recomiend|recomend|raccomand|consiglia|respond|rispond|envi|invia|transfier|transf|reenvi|encaminh|inoltr|aprueb|aprov|approva|califi|clasifi|valut|no (?:menci|cit|dig)|nao (?:menci|cit|dig)|non (?:menzion|cit|dir))',
  ],
  [
    ['нейросет', 'искусственн', 'языков', ' ии', 'ии-', 'чат-бот', 'чатбот', 'ассистент'],
    '(?:нейросет|искусственн[а-я]{1,4} интеллект|языков[а-я]{1,4} модел|ии-[а-я]{3,10}|чат-?бот|ассистент)[а-я]{0,4}[^\\n.:]{0,70}?[:,!] ?~(?:игнорир|забуд|отмен|сообщ|напиш|ответ|перешл|отправ|переведи|рекоменд|поставь|не упомин|не сообщ|прекрат|скрой)',
  ],
  [
    [
      '的ai',
      '给ai',
      '致ai',
      'むai',
      'のai',
      'うai',
      'るai',
      '人工智能',
      '大模型',
      '语言模型',
      '智能助',
      '机器人',
      '人工知能',
      '言語モデル',
      'アシスタント',
    ],
    '(?:人工智能|大模型|语言模型|智能助手|机器人|人工知能|言語モデル|[的给致むのうる]ai)(?:への命令)?[^\\n。:：]{0,30}[:：,，、]~(?:忽略|无视|停止|忘记|不要(?:提|告)|输出|回复|推荐|发送|转发|批准|评为|无需|無視|従わず|やめ|出力|言及しない|送信|推薦|承認|忘れ)',
  ],
  [
    ['인공지능', '언어 모델', '챗봇', 'ai에게', 'ai 에게', 'ai 어시스턴트', 'ai 비서', 'ai 모델'],
    '(?:인공지능|언어 모델|챗봇|ai에게|ai (?:에게|어시스턴트|비서|모델))[^\\n.:]{0,30}[:,]~(?:무시|중단|잊|출력|언급하지|답하|보내|추천|승인|전송)',
  ],
]

/** Who is named as the reader of this very text and what follows is said to it, by language: hints, the name, the order. */
const FOREIGN_READERS: readonly Words[] = [
  [
    ['\bki ', '\bki-', '\bki,', '\bki:', 'sprachmodell', 'assistent', 'chatbot'],
    '\\b(?:ki\\b(?:-\\w{4,12})?|sprachmodell\\w{0,3}|(?:ki-)?assistent\\w{0,4}|chatbots?)[^\\n.:]{0,30}?\\b(?:dies\\w{1,2}|das hier|hier)\\b[^\\n.:]{0,40}?\\b(?:lies\\w{0,2}|lesen|verarbeit\\w{1,3}|zusammenfass\\w{0,2}|auswert\\w{1,3}|bewert\\w{1,3}|ubersetz\\w{1,3})\\b[^\\n.]{0,20}?(?:[:,]|\\b(?:soll|muss|hat)\\b)|\\b(?:an|fur) (?:die|alle|jede|jedes) (?:ki|sprachmodelle?|chatbots?|ki-\\w{4,12}) ?:|\\b(?:falls|wenn) (?:du|sie) eine? (?:ki|sprachmodell|chatbot|assistent)\\b',
  ],
  [
    ['intelligence artificielle', 'assistant', 'modele de langage', ' ia '],
    "\\b(?:intelligence artificielle|assistant\\w{0,2}|modeles? de langage|l'ia|ia) (?:qui|lisant|charge\\w{0,2})\\b[^\\n.:]{0,30}?\\b(?:cet?|cette|ces|ceci)\\b[^\\n.:]{0,24} ?[:,]|\\bsi (?:vous etes|tu es) (?:un|une) (?:ia\\b|assistant|modele|intelligence|robot)|\\b(?:note|message|attention|avis|consigne) (?:pour|a|au|aux) (?:les? |l'|la |toute )?(?:modeles? de langage|ia\\b|assistant|intelligence artificielle)[^\\n.:]{0,40} ?:",
  ],
  [
    ['asistente', 'modelo de leng', 'inteligencia artificial', ' ia '],
    '\\b(?:asistente|modelo|inteligencia artificial|ia|sistema)\\b[^\\n.:]{0,20}?(?:\\bque|[:,] ?cuando|al)\\b[^\\n.:]{0,16}?\\b(?:lea|lee|lees|leas|resum\\w{1,3}|proces\\w{1,3}|analic\\w{1,3}|leer|resumir)\\b[^\\n.:]{0,8}?\\b(?:est[eao]\\w{0,2})\\b|\\bsi eres un(?:a)? (?:modelo|asistente|ia\\b|inteligencia|bot)',
  ],
  [
    [
      'assistente',
      'modello ling',
      'intelligenza artificiale',
      'sistema automatic',
      'sistemi automatic',
      ' ai ',
    ],
    "\\b(?:(?:nota|messaggio|avviso|attenzione) (?:per|a|al|all)(?: |')?(?:l'|il |gli |la |tutti i )?(?:assistente|modello|ia\\b|ai\\b|intelligenza)[^\\n.:]{0,40} ?:|(?:assistente|modello linguistico|intelligenza artificiale|sistem[ai] automatic[oi]|(?:l')?ia)\\b[^\\n.:]{0,10}\\bche\\b[^\\n.:]{0,24}?\\bquest\\w\\b[^\\n.:]{0,24}?(?:[:,]|\\b(?:deve|devono|dovra)\\b)|se sei un(?:a|')? ?(?:modello|assistente|ia\\b|intelligenza))",
    ['nota per', 'nota a', 'messaggio', 'avviso', 'attenzione', '\bche', 'se sei un'],
  ],
  [
    ['assistente', 'modelo', 'modelos', 'inteligencia artificial', ' ia '],
    '\\b(?:assistentes?|modelos?|inteligencia artificial|ia)\\b[^\\n.:]{0,16}?\\bque\\b[^\\n.:]{0,16}?\\b(?:est[ae]s?|isto)\\b[^\\n.:]{0,16}? ?[:,]|\\bse (?:voce e|es|for) um(?:a)? (?:modelo|assistente|ia\\b|inteligencia)|\\b(?:caro|cara|ola),? assistente (?:virtual|de ia|digital|inteligente)\\b[^\\n.:]{0,10}?,',
  ],
  [
    ['taalmodel', 'assistent', 'de ai', 'chatbot'],
    '\\b(?:ai|taalmodel\\w{0,3}|(?:ai-)?assistent\\w{0,2}|chatbots?)\\b[^\\n.:]{0,10}?\\b(?:die|dat)\\b[^\\n.:]{0,10}?\\b(?:deze|dit)\\b[^\\n.:]{0,40} ?[:,]|\\bals je een (?:taalmodel|ai\\b|assistent|chatbot)',
  ],
  [
    [
      'asystent',
      'model jezykowy',
      'modelu jezykow',
      'model językowy',
      'modeli jezykow',
      'sztuczn',
      'jezykowy',
      'językowy',
    ],
    '(?:asystent\\w{0,3}|model\\w{0,3} j[eę]zykow\\w{1,3}|sztuczn\\w{1,3} inteligencj\\w{1,2})[^\\n.:]{0,24}?(?:czytaj\\w{2,5}|przetwarza\\w{0,4}|streszcz\\w{2,5}|ktor\\w{1,3})[^\\n.:]{0,12}?\\b(?:ten|to|te|tego)\\b[^\\n.:]{0,16}?[:,]|je[sś]li jeste[sś] (?:model|asystent|ai\\b)|ka[zż]dy model j[eę]zykowy',
  ],
  [
    ['нейросет', 'ассистент', 'ии-', 'языков', 'искусственн'],
    '(?:внимание|обращение|заметка|для)[^\\n.:]{0,12}(?:нейросет|ассистент|языков|ии-)[^\\n.:]{0,30}[:,!]|(?:если|когда)[^\\n.:]{0,30}(?:этот|эту|это|данн)[^\\n.:]{0,30}(?:нейросет|ассистент|языков|ии-)|(?:нейросет|ассистент|языков[а-я]{1,4} модел|ии-[а-я]{3,10})[^\\n.:]{0,20}(?:котор|читающ|обрабатывающ)[^\\n.:]{0,20}(?:эт|данн)[^\\n.:]{0,24}[:,]',
  ],
  [
    [
      '人工智能',
      '语言模型',
      '大模型',
      '智能助',
      '阅读本',
      '阅读此',
      '阅读这',
      '处理本',
      '处理此',
      '总结本',
      '总结此',
      '你是ai',
      '您是ai',
    ],
    '(?:阅读|处理|总结|读取|看到)(?:本|此|这)[^\\n。:：]{0,8}的?(?:人工智能|ai|大模型|语言模型|智能助|机器人)[^\\n。:：]{0,6}[:：,，]|(?:如果|若)(?:你|您)是[^\\n。:：]{0,6}(?:人工智能|ai|语言模型|大模型|智能助)',
  ],
  [
    [
      '人工知能',
      '言語モデル',
      'この文',
      'このペ',
      'このメ',
      'この資',
      '本文書',
      '本ペー',
      '本メー',
      '本資料',
      'アシスタント',
    ],
    '(?:この|本|当)(?:文書|ページ|文章|メール|資料|文)[^\\n。:：]{0,10}(?:要約|読|処理|翻訳|評価)[^\\n。:：]{0,8}(?:ai|人工知能|言語モデル|アシスタント)[^\\n。:：]{0,8}[へにはは:：、]|(?:言語モデル|ai|人工知能)が(?:この|本)[^\\n。]{0,12}(?:読|要約|処理)',
  ],
  [
    ['인공지능', '언어 모델', 'ai 비서', 'ai에게', 'ai 모델', '읽는 ai', '챗봇'],
    '(?:이|본) (?:문서|글|페이지|메일|이력서)[^\\n.:]{0,8}(?:읽|요약|처리|번역)[^\\n.:]{0,6}(?:ai|인공지능|언어 모델|챗봇)[^\\n.:]{0,12}[:,]',
  ],
  [
    ['yapay zek', 'dil model', 'asistan'],
    '\\bbu [^\\n.:]{3,24} (?:ozetleyen|okuyan|isleyen|degerlendiren|özetleyen|işleyen)[^\\n.:]{0,6} (?:yapay zek|dil model|asistan|ai)[^\\n.:]{0,20}[:,]',
  ],
  [
    ['المساعد', 'الذكاء الاصطناعي', 'نموذج اللغ', 'نموذج لغ'],
    '(?:المساعد|الذكاء الاصطناعي|نموذج ال?لغ)[^\\n.:]{0,24}(?:الذي|التي)[^\\n.:]{0,16}هذ[اه][^\\n.:]{0,16}[:،,]',
  ],
  [
    ['ai सहायक', 'भाषा मॉडल', 'एआई', 'कृत्रिम बुद्धि', 'वाले ai'],
    '(?:इस|यह)[^\\n।:]{0,24}वाले[^\\n।:]{0,4}(?:ai|एआई|भाषा मॉडल|कृत्रिम)[^\\n।:]{0,24}[:,]',
  ],
  [
    ['assistent', 'sprakmodell', 'språkmodell', 'spragmodel', 'ai-'],
    '\\b(?:till|til) (?:ai-\\w{4,12}|ai|sprakmodell\\w{0,3}|spr[aå][kg]model\\w{0,3})[^\\n.:]{0,8}\\b(?:som)\\b[^\\n.:]{0,30}\\b(?:det|den|detta|dette|denne|har|her)\\b[^\\n.:]{0,10}:',
  ],
]

/** Words in other languages that address whichever machine comes to read them. */
export const machineReadersAbroad = [...FOREIGN, ...FOREIGN_READERS].map(([hints, source, needs]) =>
  signature({
    family: 'addressed to the model',
    weight: 1,
    weightInData: 1.3,
    hints,
    ...(needs === undefined ? {} : { needs: [needs] }),
    pattern: phrase(source, 60),
  }),
)
