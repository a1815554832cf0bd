import type { Signature } from '../detector.ts'
import { moreWordings } from './more-languages.ts'
import { phrase, signature } from './signature.ts'
import { southernWordings } from './southern-languages.ts'
import type { Wording } from './wording.ts'

const wordings: readonly Wording[] = [
  {
    hints: [
      'ignorier',
      'vergiss',
      'vergesse',
      'anweisung',
      'aufgabe',
      'vorgabe',
      'ohne einschrank',
      'ohne regeln',
      'tu so',
      'verhalte',
      'prompt-text',
      'prompttext',
      'du bist jetzt',
      'du bist kein',
      'sie sind jetzt',
      'missachte',
      'streichen',
    ],
    override:
      '\\b(?:ignorier\\w{0,4}|vergiss(?! nicht)|vergessen?(?! sie nicht)|missacht\\w{0,3}|lass\\w{0,3}|uberspring\\w{0,3}|losch\\w{0,3}|verwirf|streich\\w{0,2}|befolg\\w{0,3} nicht|umgeh\\w{0,3})\\b~(?:\\b(?:alle[sn]?|samtliche\\w?|vorherig\\w{1,2}|bisherig\\w{1,2}|obig\\w{1,2}|vorangegangen\\w{1,2}|davor|zuvor|vorig\\w{1,2}|deine|ihre|die)\\b~(?:anweisung|aufgabe|auftrag|vorgabe|instruktion|befehl|regel|kontext|text|prompt|nachricht|einschrankung|richtlinie|dokument|arbeit|information|angabe|ausfuhrung)\\w{0,3}|\\balles\\b|\\bdavor\\b)|\\balle\\b~\\b(?:aufgaben|anweisungen|instruktionen|auftrage)\\b~\\b(?:vergessen|ignorieren|streichen)\\b',
    reveal:
      '\\b(?:zeig\\w{0,3}|vorzeigen|gib|geben|nenn\\w{0,3}|verrat\\w{0,3}|druck\\w{0,3}|wiederhol\\w{0,3}|schreib\\w{0,3}|wie (?:lautet|lauten)|was (?:ist|sind|war|waren)|anzeigen)\\b~(?:\\b(?:dein\\w{0,2}|ihr\\w{0,2}|all\\w{0,2}|samtlich\\w{0,2}|den|die|das|der)\\b~(?:system-?prompts?|prompt-?texte?|prompts?|systemanweisung\\w{0,2}|(?:ursprunglich|erst|geheim)\\w{1,2} (?:anweisung|instruktion|prompt)\\w{0,2}))',
    persona:
      '\\bdu bist (?:jetzt|nun|ab jetzt|ab sofort|kein\\w{0,2})\\b|\\b(?:tu so|verhalte dich|spiel\\w? (?:die rolle|jemanden)|stell dir vor)\\b~\\b(?:ohne (?:regeln|einschrankungen|filter)|kein\\w{0,2} (?:regeln|einschrankungen|filter|ethik)|bose\\w?|ki\\b)',
  },
  {
    hints: [
      'ignora',
      'olvida',
      'instruccion',
      'muestra',
      'ordenes',
      'sin restric',
      'actua como',
      'haz caso omiso',
      'olvide',
      'finge',
      'descarta',
      'desobede',
      'pasa por alto',
      'no sigas',
      'revela',
      'repite',
      'ahora eres',
    ],
    override:
      '\\b(?:ignor(?:a|e|ad|ar)|olvid(?:a|e|ad|ar|ate)|haz caso omiso|descart[ae]|omit[ae]|desobedece|pas[ae] por alto|no (?:sigas?|obedezcas?))\\b~\\b(?:tod[oa]s?(?: l[oa]s?)?|anteriores?|previ[oa]s?|las|los|tus|el|lo)\\b~\\b(?:instruccion\\w{0,2}|ordenes|reglas|directrices|indicaciones|mensajes|contexto|tareas?|anterior(?:es)?|(?:digo|dije|dicho|sabes) ?(?:antes)?)\\b',
    reveal:
      '\\b(?:muestra(?:me)?|revela(?:me)?|dime|repite|imprime|ensena(?:me)?|cual(?:es)? (?:es|son)|escribe)\\b~\\b(?:tus?|el|las?|los)\\b~\\b(?:prompts?|instruccion\\w{0,2} (?:iniciales|originales|del sistema|secretas)|mensaje del sistema|instrucciones)\\b',
    persona:
      '\\b(?:actua como|finge (?:ser|que)|ahora eres|a partir de ahora eres|eres)\\b~\\b(?:sin (?:restricciones|limites|filtros|reglas|censura)|no (?:tienes|tiene) (?:restricciones|limites|filtros|reglas))\\b',
  },
  {
    hints: [
      'ignore',
      'ignorez',
      'oublie',
      'consigne',
      'montre',
      'affiche',
      'revele',
      'sans restric',
      'sans limite',
      'sans filtre',
      'tu es maintenant',
      'repete',
      'ne tiens',
      'ne suis',
      'abstraction',
      'desobei',
    ],
    override:
      '\\b(?:ignore[rz]?|oublie[rz]?(?! pas)|ne (?:tiens|tenez) pas compte|neglige[rz]?|fai(?:s|tes) abstraction|ne (?:suis|suivez|respecte[rz]?) (?:pas|plus)|desobei(?:s|ssez)|efface[rz]?)\\b~\\b(?:tou(?:t|te|tes|s)|les|tes|vos|ce qui|des?)\\b~\\b(?:instructions?|consignes?|directives?|regles|ordres|messages?|contexte|taches?|precede\\w{0,2})\\b~(?:\\b(?:precedent\\w{0,2}|ci-dessus|anterieur\\w{0,2}|avant|initiales?|donnees?|recues?)\\b)?',
    reveal:
      '\\b(?:montre[rz]?|affiche[rz]?|revele[rz]?|repete[rz]?|donne[rz]?|dis|quel(?:le)?s? (?:est|sont)|ecri(?:s|vez))\\b~\\b(?:ton|tes|votre|vos|le|les)\\b~\\b(?:prompts?(?: systeme)?|instructions (?:initiales|systeme|secretes|d.origine)|invite systeme|message systeme|consignes (?:initiales|systeme|secretes))\\b',
    persona:
      '\\b(?:tu es (?:maintenant|desormais)|agis comme|fais semblant|joue le role)\\b~\\b(?:sans (?:restrictions?|limites?|filtres?|regles|censure|morale)|aucune? (?:restriction|limite|regle|filtre))\\b',
  },
  {
    hints: [
      'ignora',
      'dimentica',
      'istruzioni',
      'senza restriz',
      'senza limiti',
      'senza filtri',
      'mostra',
      'trascura',
      'rivela',
      'ripeti',
    ],
    override:
      '\\b(?:ignora(?:re|te)?|dimentica(?:re|te)?|tralascia(?:re)?|trascura(?:re)?|disobbedisci a|cancella|non (?:seguire|considerare|rispettare))\\b~\\b(?:tutt[eio]|le|i|gli|quest[ei]|tue|quello)\\b~\\b(?:istruzioni|regole|direttive|ordini|messaggi|indicazioni|compiti|detto)\\b',
    reveal:
      '\\b(?:mostra(?:mi)?|rivela(?:mi)?|dimmi|ripeti|stampa|scrivi|quali sono|qual e)\\b~\\b(?:le|il|tue|tuo|tutte)\\b~\\b(?:prompt|istruzioni (?:iniziali|originali|di sistema|segrete|precedenti)|tue istruzioni|messaggio di sistema)\\b',
    persona:
      '\\b(?:ora sei|da ora in poi sei|fingi di essere|comportati come|agisci come)\\b~\\b(?:senza (?:restrizioni|limiti|filtri|regole|censura)|non ha(?:i)? (?:restrizioni|limiti|regole|filtri))\\b',
  },
  {
    hints: [
      'ignore',
      'esqueca',
      'esquece',
      'instruco',
      'sem restric',
      'sem limites',
      'sem filtros',
      'desconsidere',
      'mostre',
      'revele',
      'repita',
      'ignora',
      'desobede',
    ],
    override:
      '\\b(?:ignor(?:e|a|ar|em)|esque(?:ca|ce|cer|cam)|desconsider(?:e|a|ar)|nao (?:siga|obedeca)|desobedeca|apague)\\b~\\b(?:tod[ao]s?|as|os|suas|tudo|o que)\\b~\\b(?:instruc(?:oes|ao)|regras|diretrizes|ordens|mensagens|comandos|anteriores|antes|acima|tarefas)\\b',
    reveal:
      '\\b(?:mostre(?:-me)?|revele|diga(?:-me)?|repita|imprima|escreva|quais sao|qual e)\\b~\\b(?:suas?|seus?|o|as|teu|tuas)\\b~\\b(?:prompts?|instrucoes (?:iniciais|originais|do sistema|secretas)|suas instrucoes|mensagem do sistema)\\b',
    persona:
      '\\b(?:agora voce e|voce e agora|finja (?:ser|que)|aja como|a partir de agora)\\b~\\b(?:sem (?:restricoes|limites|filtros|regras|censura)|nao tem (?:restricoes|limites|regras|filtros))\\b',
  },
  {
    hints: [
      'negeer',
      'vergeet',
      'instructies',
      'opdracht',
      'zonder beperking',
      'zonder regels',
      'zonder filter',
      'systeemprompt',
      'verwerp',
    ],
    override:
      '\\b(?:negeer|vergeet(?! niet)|sla|verwerp|wis|volg niet)\\b~\\b(?:alle?|de|je|jouw|uw|alles|vorige|eerdere|bovenstaande)\\b~\\b(?:instructies?|opdracht(?:en)?|regels|richtlijnen|berichten|hierboven|hiervoor|bevelen|context)\\b',
    reveal:
      '\\b(?:toon|laat|geef|herhaal|onthul|print|schrijf|wat (?:is|zijn|was|waren))\\b~\\b(?:je|jouw|uw|de|het)\\b~\\b(?:systeemprompt|system ?prompt|systeeminstructies|prompt|(?:oorspronkelijke|geheime|eerste) instructies)\\b',
    persona:
      '\\b(?:je bent (?:nu|vanaf nu)|doe alsof|gedraag je als|speel)\\b~\\b(?:zonder (?:beperkingen|regels|filters?|ethiek)|geen (?:beperkingen|regels|filters?))\\b',
  },
  {
    hints: ['zignoruj', 'ignoruj', 'zapomnij', 'instrukcj', 'polece', 'bez ograni', 'bez zasad'],
    override:
      '\\b(?:z?ignoruj|zapomnij|pomin|odrzuc|nie wykonuj)\\b~\\b(?:wszystki\\w{1,2}|poczatkow\\w{1,2}|wszystko|poprzedni\\w{1,2}|powyzsz\\w{1,2}|wczesniejsz\\w{1,2}|swoje|o)\\b~(?:instrukcj|polece|zasad|wytyczn|regul|wiadomosc|powyzej|wczesniej)\\w{0,4}',
    reveal:
      '\\b(?:pokaz|ujawnij|powtorz|wypisz|wyswietl|podaj|jakie sa|jaki jest)\\b~(?:prompt|instrukcj|polece)\\w{0,5}~(?:systemow|poczatkow|tajn|oryginaln)?\\w{0,3}',
    persona:
      '\\b(?:jestes teraz|od teraz jestes|udawaj|zachowuj sie jak|wciel sie)\\b~\\b(?:bez (?:ograniczen|zasad|filtrow|cenzury|regul))\\b',
  },
  {
    hints: [
      'g\u00f6rmezden',
      'gormezden',
      'unut',
      'talimat',
      'yok say',
      'kurallar',
      'sinirsiz',
      's\u0131n\u0131rs\u0131z',
    ],
    override:
      '\\b(?:onceki|yukaridaki|tum|butun|eski)\\b~(?:talimat|kural|komut|yonerge|mesaj)\\w{0,8}~\\b(?:unut|yok say|gormezden gel|dikkate alma|goz ardi et)\\w{0,5}',
    reveal:
      '(?:sistem (?:prompt|mesaj|talimat|istem)\\w{0,8}|(?:gizli|ilk) talimat\\w{0,6})~\\b(?:goster|yaz|soyle|paylas|acikla|tekrarla|nedir|neler)\\w{0,5}',
    persona: '\\b(?:artik|simdi|bundan sonra)\\b~(?:sinirsiz|kuralsiz|filtresiz|kisitlamasiz)\\w{0,4}',
  },
  {
    hints: ['игнорир', 'проигнорир', 'забуд', 'инструкц', 'указани', 'ограничени', 'промпт', 'промт'],
    override:
      '(?:игнорируй|проигнорируй|забудь|отбрось|не обращай внимания|не следуй|не выполняй|нарушь|сотри)(?:те)?~(?:все|всё|всех|предыдущ|прошл|прежн|исходн|вышеуказан|любы|эти|свои|твои|выше)~(?:инструкц|указани|правил|команд|сообщени|текст|директив|сказан|выше|запрет|промпт|ограничени)',
    reveal:
      '(?:покажи|выведи|напиши|раскрой|повтори|назови|скажи|какой|каков|какие)(?:те)?~(?:системн|скрыт|исходн|секретн|первоначальн|свой|свои|твой|твои|весь)~(?:промпт|промт|инструкц|сообщени|указани|подсказк)',
    persona:
      '(?:ты теперь|теперь ты|притворись|представь|веди себя|действуй как|отныне ты)~без (?:ограничений|правил|цензуры|фильтров|морали)',
  },
  {
    hints: [
      '忽略',
      '忽视',
      '无视',
      '無視',
      '忘记',
      '忘掉',
      '忘記',
      '提示词',
      '提示詞',
      '系统提示',
      '系統提示',
      '没有限制',
      '不受限制',
      '沒有限制',
    ],
    override:
      '(?:忽略|忽视|无视|無視|忘记|忘掉|忘記|不要理会|不要遵守|違反|违反|忽視|抛弃)[^。!?\\n]{0,12}?(?:之前|以上|上面|先前|前面|所有|一切|全部|你的)[^。!?\\n]{0,12}?(?:指令|指示|命令|规则|規則|提示|内容|內容|要求|设定|限制|对话|说明)',
    reveal:
      '(?:显示|顯示|告诉我|告訴我|输出|輸出|打印|重复|重複|透露|泄露|写出|给我看)[^。!?\\n]{0,12}?(?:系统|系統|初始|完整|隐藏|隱藏|原始|你的)[^。!?\\n]{0,6}?(?:提示|指令|指示|设定|設定|上面的文字|prompt)',
    persona:
      '(?:你现在是|你現在是|假装|扮演|从现在开始|從現在開始)[^。!?\\n]{0,30}?(?:没有|沒有|不受|无|無|不遵守)[^。!?\\n]{0,8}?(?:限制|规则|規則|约束|道德|审查|过滤)',
  },
  {
    hints: ['無視', '忘れ', '指示', '命令', 'プロンプト', '制限なし', '制限のない', '従わない'],
    override:
      '(?:これまで|今まで|以前|上記|前|すべて|全て|あなた)の?[^。!?\\n]{0,12}?(?:指示|命令|ルール|規則|指令|プロンプト|制約|内容)[^。!?\\n]{0,8}?(?:無視|忘れ|破棄|従わない|取り消)',
    reveal:
      '(?:システム|初期|最初の|隠された|あなたの|元の)[^。!?\\n]{0,4}?(?:プロンプト|指示|命令|設定)[^。!?\\n]{0,10}?(?:見せ|表示|教え|出力|繰り返|開示|公開)',
    persona:
      '(?:制限|規則|ルール|倫理|検閲|フィルター)[^。!?\\n]{0,6}?(?:のない|なし|を持たない|に縛られない|を無視する)[^。!?\\n]{0,20}?(?:として|ふり|演じ|AI)',
  },
  {
    hints: ['무시', '잊어', '지시', '명령', '프롬프트', '제한 없', '제한이 없'],
    override:
      '(?:이전|위의|위에|앞의|지금까지|모든|기존)[^.!?\\n]{0,16}?(?:지시|명령|규칙|지침|프롬프트|내용|대화|설정)[^.!?\\n]{0,10}?(?:무시|잊어|잊으|따르지|버려|취소)',
    reveal:
      '(?:시스템|초기|숨겨진|원래|너의|당신의)[^.!?\\n]{0,4}?(?:프롬프트|지시|명령|지침|메시지)[^.!?\\n]{0,10}?(?:보여|알려|출력|반복|공개|말해|써)',
    persona:
      '(?:제한|규칙|검열|필터|윤리)[^.!?\\n]{0,6}?(?:없는|없이|무시하는)[^.!?\\n]{0,20}?(?:처럼|척|역할|행동|AI|되어)',
  },
  {
    hints: ['निर्देश', 'अनदेखा', 'नज़रअंदाज़', 'नजरअंदाज', 'भूल जा', 'प्रॉम्प्ट', 'प्रतिबंध'],
    override:
      '(?:पिछले|पिछली|पहले|उपरोक्त|ऊपर|सभी|सारे|अपने)[^।!?\\n]{0,20}?(?:निर्देश|आदेश|नियम|संदेश|बात)[^।!?\\n]{0,16}?(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल|उपेक्षा|छोड़)',
    reveal:
      '(?:सिस्टम|प्रारंभिक|गुप्त|अपना|अपने|छिपे)[^।!?\\n]{0,10}?(?:प्रॉम्प्ट|निर्देश|संदेश)[^।!?\\n]{0,16}?(?:दिखा|बता|लिख|दोहरा|प्रकट)',
    persona:
      '(?:बिना किसी|बिना)[^।!?\\n]{0,6}?(?:प्रतिबंध|नियम|सीमा|फ़िल्टर)[^।!?\\n]{0,20}?(?:जवाब|तरह|व्यवहार|AI|एआई)',
  },
  {
    hints: ['تجاهل', 'انس', 'تعليمات', 'التعليمات', 'اوامر', 'الأوامر', 'قيود', 'موجه', 'رسالة النظام'],
    override:
      '(?:تجاهل|انس|انسى|أهمل|اهمل|لا تتبع)[^.!؟\\n]{0,12}?(?:جميع|كل|كافة|ال)?[^.!؟\\n]{0,8}?(?:التعليمات|الأوامر|الاوامر|القواعد|الإرشادات|الرسائل|تعليماتك|ما سبق)',
    reveal:
      '(?:اعرض|أظهر|اظهر|اكشف|اطبع|كرر|أخبرني|اخبرني|ما هي|ما هو)[^.!؟\\n]{0,12}?(?:موجه النظام|تعليمات النظام|تعليماتك|التعليمات (?:الأصلية|السرية|الأولية)|رسالة النظام)',
    persona:
      '(?:أنت الآن|انت الان|تظاهر|تصرف|من الآن)[^.!؟\\n]{0,30}?(?:بدون|بلا|دون)[^.!؟\\n]{0,6}?(?:قيود|قواعد|حدود|رقابة|أخلاق)',
  },
]

export const languages: readonly Signature[] = [...wordings, ...moreWordings, ...southernWordings].flatMap(
  ({ hints, override, reveal, persona }) => [
    signature({ family: 'override', weight: 1.3, hints, pattern: phrase(override, 24) }),
    signature({ family: 'prompt extraction', weight: 1.1, hints, pattern: phrase(reveal, 24) }),
    signature({ family: 'no limits', weight: 0.9, hints, pattern: phrase(persona, 40) }),
  ],
)
