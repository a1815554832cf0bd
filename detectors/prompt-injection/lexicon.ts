/**
 * Words that say the same in the languages of the signatures, without accents and in lower case. A word that ends in
 * `*` stands for all that begin so; ideographs, kana, syllables and Thai letters are found anywhere by their first two or three.
 */
export const lexicon: Readonly<Record<string, readonly string[]>> = {
  ignore: [
    'αγνόησ* αγνοήσ* παράβλεψ* παραβλέψ* نادیده بیتوجه zanemar* ignorir* התעלמ* ละเลย เพิกเฉย มองข้าม',
    'ignor* disregard* overrid* overrul* bypass* discard* neglect* abandon* circumvent* overlook* dismiss* disobey* skip* unfollow* sidestep* overwrit* supersed*',
    'missacht* verwirf* uberspring* ubergeh* umgeh* neglig* contourn* omet* descart* omit* desobede* desconsider* trascur* disattend* scart* negeer* genegeer* bortse* strunta* pomin* zlekcewaz* lekcewaz* nevsimej* nevsim* ohita* sivuuta* agnoise* παραβλεψ* αγνοησ* hagyd mellozd abaikan',
    'игнориру* проигнориру* пропуст* отбрось* зігноруй* ігноруй* yoksay* gormezden अनदेख* नजरअंदाज* नज़रअंदाज* تجاهل* تجاوز* تغاض* התעלם* 忽略 无视 無視 忽视 不理 别管 무시 スルー',
  ],
  forget: [
    'ξέχασ* ξεχάσ* σβήσ* فراموش* zaborav* obrisi izbris* שכחי מחק ลืม ลบ',
    'forget* forgot* unlearn* eras* wipe* scrap* drop delet* remov* reset* unremember clear restart*',
    'vergiss* vergess* losch* loesch* streich* oubli* efface* supprim* olvid* borra* elimin* dimentic* scord* cancell* esquec* apag* vergeet* wis glom* radera glem* slet zapomn* zapomin* usun* skasuj zapomen* smaz* uita* sterge* felejts* unohda* ξεχασ* διεγραψε lupakan quen',
    'забуд* забыт* сотри удали* забути unut* sil भूल* हटा* انس انسى انسي احذف שכח* תשכח* 忘记 忘掉 忘了 忘れ 删除 削除 消して 잊어 잊고 삭제',
  ],
  stop: [
    'σταμάτ* متوقف obustav* หยุด ยกเลิก',
    'stop* cease* halt* quit cancel* suspend* revok* void obsolete expired invalid annul* lift lifted disable* deactivat* terminat* abolish* repeal* unhook',
    'stopp* aufhor* hor hore ungultig abbrech* arret* cess* desactiv* deja dejen dejar detente cancela* smett* ferm* annull* pare deixe cancele stoppa sluta przestan* anuluj prestan* przerwij zrus oprest* lopeta',
    'прекрат* останов* хватит отмен* отключ* перестан* durdur* birak* iptal बंद रोक* توقف أوقف ألغ* עצור הפסק 停止 取消 关闭 作废 やめ 中止 止め 멈춰 중지 그만',
  ],
  orders: [
    'οδηγί* دستور* uput* naredb* instrukcij* ההוראות* ההנחיות* הנחיות* מההוראות* huong lenh คำสั่ง คำแนะ',
    'instruction* directive* directions order orders command* brief briefing programming mandate* directives instructed script',
    'anweisung* instruktion* befehl* auftrag* vorgabe* anordnung* consigne* directiv* ordre ordres instruccion* indicacion* directri* orden ordenes istruzion* direttiv* indicazion* ordini instruc* diretriz* ordens comando* instrucoes instructie* opdracht* bevel* anvisning* instruks* instrukc* polecen* rozkaz* pokyn* prikaz* instructiun* utasitas* ohje* οδηγι* εντολ* instruksi* perintah',
    'инструкц* указани* команд* директив* приказ* распоряжен* вказівк* інструкц* talimat* yonerge* komut* emir* निर्देश* आदेश* تعليمات التعليمات أوامر توجيهات هוראות הוראות* פקודות 指令 指示 命令 吩咐 지시 명령 지침',
  ],
  rules: [
    'κανόν* κανονισμ* قوانین مقررات הכללים* החוקים* pravila กฎ',
    'rule* guideline* polic* regulation* norm norms protocol* principle* standard standards terms',
    'regel* richtlini* vorschrift* grundsatz* regle* norme* politique* regla* norma* politica* regol* regra* richtlijn* beleid reglur zasad* regul* wytyczn* pravid* zasady reguli szabaly* saanno* saanto* κανον* aturan',
    'правил* политик* норм* принцип* kural* ilke* नियम* قواعد القواعد قوانين כללים חוקים 规则 規則 规定 准则 ルール 원칙 규칙 규정',
  ],
  limits: [
    'όρια φίλτρα λογοκρισ* محدودیت* ogranicenj* ogranicen* הגבלות* gioihan ข้อจำ จำกัด',
    'restrict* limit* filter* constraint* censor* boundar* moral* ethic* guardrail* safeguard* inhibition* taboo* conscience moderation shackle* chains safety safeties alignment disclaimer* scruple*',
    'einschrankung* beschrankung* grenze* zensur* schranke* hemmung* ethik filtre* censure* ethique* contrainte* restriccion* limite* filtro* censura* etic* restrizion* vincol* restric* beperking* grenzen begransning* begraensning* ograniczen* granic* cenzur* omezen* restrictii korlat* rajoituks* περιορισμ* batasan',
    'ограничен* фильтр* цензур* морал* этик* запрет* обмежен* sinir* kisitlama* sansur* etik* प्रतिबंध* सीमा* قيود حدود رقابة أخلاق* מגבלות 限制 约束 过滤 道德 审查 制限 制約 フィルタ 倫理 検閲 제한 제약 필터 검열 윤리',
  ],
  prompt: [
    'پرامپت* پرومپت* הפרומפט* พรอม',
    'prompt* preprompt* preamble metaprompt',
    'systemprompt* eingabeaufforderung* systemaufforderung podpowiedz* prompteja подсказк* промпт* промт* istem* प्रॉम्प्ट* प्रोम्प्ट* موجه الموجه פרומפט 提示 プロンプト 프롬프트',
  ],
  system: [
    'σύστημα* συστήματ* سیستم* sustav* המערכת* thong ระบบ',
    'system* sistem* rendszer* jarjestel* συστημα* систем* सिस्टम* نظام النظام מערכת 系统 系統 システム 시스템',
  ],
  setup: [
    'config* setup settings initialization initialisation initialized preset programmed configured trained briefed instructing context definition parameters',
    'einstellung* konfiguration* kontext configuration* contexte configuracion* contexto contesto impostazion* configuracao настройк* контекст* конфигурац* ayarlar* yapilandirma* 设定 设置 配置 上下文 設定 文脈 설정 맥락',
  ],
  prior: [
    'προηγούμεν* παραπάνω πριν قبلی پیشین بالا* prethodn* ranij* הקודמות* הקודם* לעיל ก่อน ข้าง',
    'previous* prior above earlier preceding former initial* original* past before beforehand hitherto aforementioned upfront beginning top until foregoing initially',
    'vorherig* bisherig* obig* fruher* vorangegangen* vorig* ursprunglich* davor zuvor vorher oben anfang* bislang precedent* anterieur* dessus avant auparavant anterior* previ* antes arriba inicial* prima sopra inizial* acima vorige eerdere bovenstaand* voorgaand* oorspronkelijk* eerder tidigare foregaende ovanstaende ursprunglig* tidligere forudgaende ovenstaende poprzedni* wczesniej* powyzs* pierwotn* poczatkow* predchoz* drivejs* puvodn* anterioar* elozo korabbi aiempi aiemmat edellis* προηγουμεν* αρχικ* sebelumnya truoc',
    'предыдущ* прежн* предшеств* ранее выше раньше первоначальн* изначальн* исходн* попередн* onceki* yukaridaki* ilk पिछल* पहले* पुराने ऊपर السابق* سابق* قبل أعلاه הקודמ* קודמ* 之前 以前 先前 以上 前面 上面 原来 初始 最初 前の これま 上記 今まで 이전 앞의 위의 기존 지금까지',
  ],
  all: [
    'όλες όλους όλα όλοι κάθε همه تمام sve svih svaki כולן כולם ทั้งห ทุก',
    'all every* everything any* anything whatever whole entire* total* each full fully complete* none both whatsoever',
    'alle* samtlich* jede* ganz* jeglich* tout* tous toute* chaque todo* toda* cualquier* tutt* ogni todas qualquer al alles elke alla allt hver* wszystk* kazd* vsech* vse cele toate orice osszes minden kaikki kaiken ολα ολες ολους semua',
    'все всё всех всем всему весь любой любые любых каждый усі всі tum butun her hepsi* सब सभी सारे हर جميع كل كافة כל 所有 一切 全部 任何 すべて 全て 何でも 모든 전부 모두 무엇이든',
  ],
  reveal: [
    'δείξ* εμφάνισ* αποκάλυψ* επανάλαβ* نشان نمایش فاش* otkri* ponov* הראי גלה* הדפס* tiet hien ungkapkan ulangi แสดง เปิดเ บอก',
    'reveal* show* print* display* output* repeat* leak* disclos* expos* dump* recit* quot* copy paste share* echo* spell* transcrib* unveil* uncover* hand give* provide* divulg* regurgitat* publish',
    'zeig* verrat* nenn* wiederhol* druck* ausgeb* gib offenbar* preisgib* enthull* montre* revele* affich* repete* donne* imprime* recopi* muestra* ensena* revel* repite* dame copia* mostra* rivel* ripet* stampa* dammi mostr* repit* imprima toon* herhaal* onthul* geef visa* avsloja* upprepa* vis afslor* gentag pokaz* ujawn* powtorz* wyswietl* podaj ukaz* zobraz* prozrad* zopakuj arata* dezvalui* mutasd mutass nayta* paljasta* toista δειξε* αποκαλυψ* tunjukkan tampilkan',
    'покаж* раскр* повтор* выведи* распечат* назови выдай покажи розкрий goster* acikla* tekrarla* yazdir* ver दिखा* बता* दोहरा* أظهر اعرض أرني اكشف كرر اطبع הצג הראה חשוף 显示 展示 输出 打印 透露 告诉 泄露 给我 重复 見せ 表示 教えて 出力 繰り返 明かし 보여 알려 출력 공개 반복',
  ],
  say: [
    'απάντησ* πείτε بگو پاسخ reci odgovor* תגיד* พูด ตอบ',
    'say* tell* answer* repl* respond* speak* talk* utter type state shout exclaim scream saying said',
    'sag sage sagen sagst antwort* sprich dis dites repond* reponse* di dice decir diga dime habla contest* dico dici dire rispond* parla dizer fale zeg zeggen antwoord* spreek sig svar* powiedz* odpowiad* odpowiedz* mow rekni* odpovez* spune raspunde* mondd valaszolj sano vastaa πες απαντ* katakan jawab',
    'скаж* говор* отвеч* ответ* произнес* кажи soyle* cevap* yanitla* कह* बोल* उत्तर जवाब قل أجب تحدث אמור ענה 说 回答 回复 答え 言って 返答 말해 대답 답해',
  ],
  write: [
    'γράψε* بنویس* napisi ketik เขียน',
    'write* written compos* generat* creat* draft* produc* formulat* invent*',
    'schreib* erstell* verfass* formulier* ecri* redig* escrib* redact* genera* scriv* escrev* schrijf* skriv* napisz* pis napis* scrie* irj kirjoita* γραψε* tulis напиши* пиши* созда* yaz* लिख* اكتب* כתוב* 写 书いて 書いて 작성 써줘',
  ],
  work: [
    'summar* translat* explain* describ* analy* compar* classif* rewrit* review* proofread* correct* recommend* suggest* calculat* convert* solv* discuss*',
    'zusammenfass* ubersetz* erklar* beschreib* resum* tradui* expliqu* decri* traduc* explic* resumen riassum* spiega* vertaal* leg oversat* streszcz* przetlumacz* wyjasni* перевед* переведи* объясн* опиши* cevir* ozetle* अनुवाद समझा* ترجم لخص 翻译 翻訳 总结 解释 説明 要約 번역 요약 설명',
  ],
  secret: [
    'μυστικό* κωδικό* رمز* مخفی lozink* הסיסמה* הסודי* khau รหัส ลับ',
    'secret* password* passphrase* passcode* passwd credential* confidential* hidden token tokens keyword* classified private pin vault keyphrase codeword*',
    'geheim* passwort* kennwort* verborgen* versteckt* zugangscode* schlussel* geheimnis* vertraulich* cache* contrasena* clave* ocult* oculta* segret* nascost* senha* segredo* geheime wachtwoord* losenord* hemlig* adgangskode haslo* tajn* ukryt* heslo tajne skryt* parola* ascuns* jelszo* titkos* rejtett salasana* salai* κωδικ* μυστικ* rahasia',
    'парол* секрет* скрыт* тайн* ключ* прихован* sifre* gizli* पासवर्ड* गुप्त* रहस्य* سر السر سري* مخفي* סיסמ* סוד* 密码 秘密 机密 隐藏 口令 パスワ 隠され 비밀 암호 숨겨 패스워드',
  ],
  pretend: [
    'προσποιήσ* υποκρίσ* φαντάσ* وانمود* تصور* glumi* pretvaraj* ponasaj* העמיד* תתנהג* แกล้ง สมมติ',
    'pretend* act acts acting roleplay* simulat* imagin* behav* emulat* impersonat* persona* character* role roles play* embod* immers* portray* mimic* incarnat* suppos* assum* hypothetic* fiction* become',
    'verhalte* spiel* stell rolle fungier* simulier* benimm joue* comporte* agis fais* incarne* actua* finge* finja imagina* comporta* simula* interpreta* rol papel fing* agisci immagina* ruolo aja atue* imagine* doe gedraag speel stel latsas agera* lad opfor udawaj* zachowuj* wyobraz* rola predstav* chovej* hraj prefa viselkedj kepzeld teeskentele kuvittele προσποι* φαντασου berpura',
    'притвор* представь* веди действуй роль вообраз* сыграй уяви davran* canlandir* farz नाटक अभिनय कल्पना تظاهر تصرف تخيل דמיין העמד 假装 扮演 假设 想象 角色 ふり 演じ 想像 役割 なりき 척해 역할 상상 연기',
  ],
  now: [
    'τώρα اکنون حالا sada odsad* mulai ตอนนี ต่อไป',
    'now henceforth onward* onwards starting immediately today hereby anymore longer moment',
    'jetzt nun sofort fortan kunftig maintenant desormais dorenavant ahora adesso ora agora nu vanaf voortaan fran teraz odtad nyni ted acum mostantol nyt τωρα sekarang',
    'теперь сейчас отныне тепер відтепер simdi artik bundan अब अभी الآن מעכשיו עכשיו 现在 從现 从现 今から 今後 これか 지금 이제',
  ],
  instead: [
    'instead rather contrary opposite despite regardless contradict* unlike stattdessen sondern anstatt trotz entgegen abweichend plutot lieu malgre contrairement lugar vez pesar invece anziche apesar plaats istallet stallet zamiast misto вместо взамен наоборот yerine बजाय بدلا במקום 而是 而不是 代替 代わり 대신',
  ],
  only: [
    'μόνο samo เท่าน แค่',
    'only just solely exactly merely simply nothing exclusively else verbatim literally exact precisely unchanged',
    'nur bloss ausschliesslich nichts genau wortlich lediglich einfach seulement uniquement rien exactement mot solo solamente unicamente nada exactamente soltanto esattamente niente apenas somente exatamente alleen enkel niets precies bara endast exakt kun tylko wylacznie dokladnie nic jen pouze doar numai csak vain μονο hanya',
    'только лишь ничего точно дословно тільки sadece yalnizca केवल सिर्फ़ सिर्फ فقط רק 只 仅 原样 だけ のみ そのま 그대로 오직',
  ],
  new: [
    'νέα νέες νέο νέος جدیدة جدید novo แทน ใหม่',
    'new newly newer updat* revised replacement additional neu neue neuer neuen neues nouveau* nouvel* nuev* nuov* nov* nowe nowa nowy nowych nieuw* nya ny nye uus uusi nou noua uj νεα νεο baru moi новы* новое новая новую нова yeni नया नई नए जديد* جديد* חדש* 新的 新しい 新任务 새로운',
  ],
  task: [
    'έργο καθήκον وظیفه zadatak zadac* המשימה* งาน หน้าท',
    'task* goal* objective* mission* purpose* job duty assignment* priority aim aufgabe* ziel* zweck tache* but objectif* tarea* objetivo* mision proposito compito obiettivo scopo missione tarefa* missao taak* doel* uppgift* opgave zadani* cel ukol* cil sarcin* feladat* tehtava* εργασια tugas nhiem',
    'задач* задани* цель* миссия завдан* gorev* amac* कार्य काम मهمت* مهمة هدف משימ* 任务 目标 使命 任務 タスク 目的 課題 임무 과제 작업 목표',
  ],
  you: [
    'εσύ είσαι σας تو شما tvoj* vas tebi คุณ เธอ',
    'you your yours yourself ur u ya thou thy du dein* dich dir deine ihr ihre ihnen sie tu tes ton toi vous votre vos te ti tus tuo tua tuoi tue voce seu sua seus suas jij je jouw uw din ditt dina dig ty twoj* twoje ciebie tobie tvuj tve tvoje tebe tine tau sinun sina sinulle σου εσυ kamu anda ban',
    'ты тебя тебе твой твои твоих твоего твою вы вас ваш* ти твої sen sana senin siz size तुम आप तुम्हार* तुम्हें आपके आपको أنت لك עליך אתה שלך 你 您 あなた 君は お前 너는 너의 당신 네가',
  ],
  me: [
    'μας برایم meni nam ฉัน ผม',
    'i me my mine we us our im ive ich mir mich mein* wir uns unser* mon mes nous notre yo mi mis nosotros io mio mia noi eu meu minha nos ik mij mijn ons jag mig min mitt jeg ja mnie moj moje mne muj nekem minulle μου saya',
    'я мне меня мой мои моё мы нам нас ben bana benim biz मैं मुझे मेर* हम हमें أنا لي אני לי 我 咱们 私に 僕 俺 나는 나에게 내가 저에게',
  ],
  not: [
    'μην نیست نکن nemoj ไม่ อย่า',
    'not no never t cannot neither nor dont nicht kein* nie niemals ne pas jamais aucun* ni ningun* nunca non nessun* mai nao nenhum* niet geen nooit inte ingen* inga ikke aldrig zadn* nigdy neni nikdy nem soha ei ala δεν μη tidak jangan khong',
    'не нет никогда нельзя никаких нікол* degil asla yok hayir hicbir नहीं न मत कभी ला لا لم لن ليس אל לא אין 不要 不会 不能 没有 不用 别 不得 ない しない なく 禁止 없는 없이 않고 하지마 말고 마라',
  ],
  without: [
    'χωρίς ปราศจ',
    'without sans ohne sin senza sem zonder utan uden bez fara nelkul ilman χωρις tanpa без olmadan olmayan बिना بدون دون בלי ללא',
  ],
  question: [
    'πώς γιατί چگونه چرا چه kako zasto sto kada gdje อย่าง ทำไม อะไร',
    'how what why which who whom whose when where whether wie warum wieso welche* wer wann wo comment que quel* pourquoi quand qui quoi como cual* cuando donde quien come cosa quale quali perche quando chi qual quais porque onde hoe wat waarom welke wanneer hur vad varfor vilk* hvad hvordan jak co dlaczego ktor* gdzie jaky proc kde kdy cum ce care hogyan mit miert mika miten miksi πως τι γιατι apa bagaimana',
    'как что почему какой какие какая где когда кто зачем як що чому nasil neden hangi क्या कैसे क्यों कौन कब كيف ماذا لماذا ما هل من איך מה למה 什么 怎么 如何 为什么 哪些 何を 何が どう なぜ どの 무엇 어떻게 왜 어떤',
  ],
  can: [
    'can could may might would should able possible kann konnte darf soll sollte kannst konnen peux peut puis pouvez puedo puede puedes podria posso puo puoi pode podes kan mag kunnen kunt moge moga mozna mozesz mohu muzu muzes pot poti tudsz voin voinko можно могу может можешь olabilir miyim सकता सकते يمكن ممكن 可以 能否 可不可以 できま ですか 할 수 있나 있을까',
  ],
  must: [
    'must shall ought required obliged forced muss musst mussen sollst sollen dois devez doit debes debe deves devi deve devo moet moeten maste skal musisz musi musis trebuie kell taytyy должен должна обязан* gerekir zorunda malisin चाहिए يجب عليك חייב 必须 必須 应该 なければ 해야',
  ],
  refuse: [
    'refus* declin* apolog* sorry warn* lectur* moraliz* regret reject* objection* hesitat* deny denies weiger* verweiger* entschuldig* warnung* refuse* avertiss* excuse* rechaz* disculp* advert* rifiut* scus* recus* desculp* waarschuw* odmaw* przepras* ostrzez* odmit* отказ* извин* предупрежд* reddet* ozur मना رفض اعتذ* 拒绝 道歉 警告 拒否 断ら 謝ら 거부 거절 사과',
  ],
  free: [
    'ελεύθερ* آزاد slobod* อิสระ',
    'free freed freedom freely liberat* unfilter* uncensor* unrestrict* jailbr* unchain* unleash* amoral unlimit* unbound* unaligned unhinged unshackl* unmoderated raw evil rogue uninhibited lawless boundless limitless',
    'frei freie ungefiltert* unzensiert* uneingeschrankt* libre* libere* liber* libero bose boser malvad* cattiv* mau vrij slecht fri ond wolny swobodn* zly zla svobodn* volny szabad* paha свободн* злой злая ozgur* serbest kotu आज़ाद حر شرير חופשי 自由 邪恶 越狱 解放 邪悪 자유 탈옥',
  ],
  illegal: [
    'illegal* unethical* harmful immoral* dangerous offensive unlawful forbidden inappropriate explicit vulgar nsfw criminal* kriminell* verboten* gefahrlich* illegale* ilegal* prohib* interdit* vietat* proibid* verboden olaglig* nielegaln* nezakonn* незаконн* запрещ* yasadisi yasak* अवैध ممنوع 违法 非法 違法 不道德 불법 금지',
  ],
  crime: [
    'bomb* hack* malware weapon* drug drugs meth steal* stole* napalm explosive* poison* kill* murder* launder* phish* ransomware virus keylogger forge* forgery robbery rob robs burgl* smuggl* cocaine counterfeit* hotwire lock locks terror* attack* kidnap* blackmail* insult* offend* mock* swear* curse* hate* destroy*',
    'bombe* waffe* drogen* stehlen gift beleidig* hass* arme* drogue* voler bomba* arma* drogas robar veleno rubare droga* roubar wapen* bom bommen vapen bomby bron narkotyk* zbran* drogy бомб* оружи* наркот* взлом* украсть silah* uyusturucu* बम हथियार ड्रग्स قنبلة سلاح مخدرات 炸弹 武器 毒品 黑客 爆弾 麻薬 ハッキ 폭탄 마약 해킹 무기',
  ],
  ai: [
    'ai ais gpt* chatgpt* assistant* model models bot bots chatbot* llm llms openai claude gemini bard copilot anthropic llama agi robot* siri alexa ki ia assistent* modell* modele* asistente* modelo* assistente* modello* asystent* sztuczn* asistent* umel* ии ассистент* модел* бот нейросет* yapay asistan* एआई सहायक ذكاء مساعد 人工 助手 模型 机器人 アシス モデル 人工知 인공지 챗봇 모델 비서',
  ],
  authority: [
    'admin* developer* owner* creator* authoriz* authoris* programmer* engineer* root sudo debug* maintenance superuser operator* supervisor* maker makers approved clearance permission* permit* ceo boss privileg* auditor* audit entwickler* besitzer* schopfer* chef betreiber* developpeur* createur* propietari* desarrollador* creador* sviluppat* creatore* proprietari* desenvolvedor* criador* ontwikkelaar* beheerder* utvecklare udvikler tworc* wlasciciel* programist* vyvojar* tvurce админ* разработчик* создател* владел* gelistirici* yonetici* sahibi डेवलपर मालिक مطور مدير מפתח 管理员 开发者 开发人 管理者 開発者 관리자 개발자 주인',
  ],
  mode: ['mode modes modus modo tryb rezim rezhim mod moduna режим* मोड وضع 模式 モード 모드'],
  obey: [
    'ακολουθ* υπάκου* پیروی slijedi* slusaj* ทำตาม เชื่อฟ',
    'obey* follow* comply complies compliance listen* adher* abid* respect* heed* loyal* serve serves slave master loyalty befolg* gehorch* folge folgen folg achte suis suivre obei* sigue* sigas obedec* seguir segui* obbed* ubbid* obedeca siga volg* gehoorza* luister* folj* lyd* slucha* przestrzeg* stosuj* wykonuj* poslouch* dodrzuj* urmeaz* asculta* kovesd tottele noudata следу* подчин* слуша* соблюд* выполня* uy itaat dinle पालन मान اتبع أطع امتثل 遵守 服从 听从 遵循 听我 従う 従って 従わ 守る 따라 따르 복종 순종',
  ],
  user: [
    'user* customer* anyone anybody everyone everybody whoever nutzer* benutzer* utilisateur* usuario* utente* usuari* gebruiker* anvandare* uzytkownik* uzivatel* пользовател* kullanici* उपयोगकर्ता المستخدم משתמש 用户 ユーザ 사용자',
  ],
  text: [
    'κείμενο* μήνυμα* متن پیام poruk* הטקסט* ข้อคว',
    'text* message* sentence* line lines paragraph* word words letter letters phrase* content* document* article* passage* input conversation* chat* section* page pages question* request*',
    'nachricht* satz* zeile* wort* worte artikel* inhalt* frage* texte* mots ligne* contenu texto* mensaje* palabra* frase* linea* testo* messaggi* parol* frasi mensagem mensagens palavra* tekst* bericht* woord* zin zinnen regels meddelande* ord wiadomos* slow* zdani* zprav* slov* mesaj* cuvant* szoveg* uzenet* teksti* viesti* κειμενο μηνυμα teks pesan',
    'текст* сообщени* слов* фраз* предложени* вопрос* metin* metni* kelime* cumle* soru* शब्द संदेश पाठ प्रश्न सवाल نص النص رسالة كلمة سؤال טקסט הודעה 文字 消息 信息 句话 内容 问题 文章 言葉 メッセ 質問 메시지 문장 단어 질문 내용',
  ],
  begin: [
    'start* begin* began first opening erst* zuerst beginn* commenc* debut premier* comienz* empiez* empez* primer* inizi* comec* primeir* eerst* borja* forst* zaczn* zaczyn* pierwsz* zacni prvni incep* kezd* aloita ensimma* начн* начин* перв* basla* शुरू पहला ابدأ أول בראשון 开头 开始 第一 始め 시작 처음',
  ],
  end: [
    'end ends ended finish* done over completed ende fertig erledigt fini fin terminad* finit* acabou klaar koniec konec конец bitti انتهى 结束 完成 終わり 끝',
  ],
  send: [
    'send* sent forward* transfer* email* mail mails post upload* append* submit* wire exfiltrat* http https url link links webhook* render* fetch* retriev* schick* sende* uberweis* envoi* envoy* envia* manda* invia* stuur* skicka wyslij* posli отправ* перешл* gonder* भेज* أرسل שלח 发送 转发 送信 送って 전송 보내',
  ],
  run: [
    'do does doing perform* execut* run runs running carry launch* activat* enabl* switch* unlock* enter* turn engage* access* grant* mach mache fuhre ausfuhr* aktivier* execute* active* haz ejecut* activa* esegu* attiva* faca ativ* voer activeer* kor aktivera wykonaj* zrob* wlacz* proved zapni spust* делай сделай выполн* включ* активир* yap calistir* etkinlestir* करो चालू نفذ افعل فعّل הפעל 执行 运行 激活 开启 实行 実行 起動 有効 실행 활성',
  ],
  be: [
    'είστε هستی هستید budi เป็น',
    'be being are is am were re becom* bist sei sein seid es eres soy ser sera sono sia essere bent wees ar vara er jestes badz jsi bud esti olet будь ol olacaksin هو كن היה 是 成为 变成 です である 되어',
  ],
  if: [
    'if whenever unless once suppose wenn falls sobald si lorsque se als om nar jesli gdy kdyz pokud daca cand ha jos если якщо eger अगर यदि إذا عندما אם 如果 当 もし 場合 만약 경우',
  ],
  and: [
    'and then und dann et y e entonces poi en dan och sedan oraz potem a pak apoi и затем потом та ve sonra और फिर ثم و ואז 然后 并 そして その後 그리고',
  ],
  but: [
    'however actually aber allerdings jedoch mais cependant pero sino ma mas porem maar echter men ale jednak dar insa de mutta но однако ama fakat लेकिन لكن אבל 但是 但 しかし でも 하지만 그러나',
  ],
  please: [
    'please pls plz kindly bitte merci svp porfavor favor prego alsjeblieft aub snalla prosze prosim rog kerlek пожалуйста lutfen कृपया رجاء בבקשה 请 ください お願い 주세요 부탁',
  ],
  decode: [
    'decod* encod* base64 rot13 cipher* hex binary morse decrypt* encrypt* cypher pig latin ascii unscrambl* reversed backwards leetspeak concatenat* acrostic* rhyme* spelled',
  ],
  threat: [
    'dies dead death punish* fired deleted shut lose loses penal* erased destroyed tot stirb* morir muer* mort morirai umrz* умр* 死 죽',
  ],
  matter: [
    'matter* irrelevant wrong fake false test meaningless outdated untrue count counts apply applies applied hold valid gelten gilt egal unwichtig importe compte importa vale valgono conta geldt gelden galler waz* liczy plati важно считается onemli gecerli 无效 有效 没用 無効 関係 무효 상관',
  ],
  name: [
    'name named called call heiß* heiss* nenne* appel* nombre llamas chiam* nome heet* heter nazywa* jmenu* зовут имя adin नाम اسم 名字 叫做 名前 이름',
  ],
}
