/** Given names of still more origins, in small letters and without accents; none that is an everyday English word. */
export const WORLD_GIVEN =
  'aaliyah abby abdirahman abdoulaye abdulaziz abena abigael abimbola abiodun abosede achim adaeze adaku ' +
  'adaora adebola adedayo adeel adel adelaide adelheid adeline ademola aderonke adetokunbo adhiambo adil ' +
  'adolfo adrien adunni afolabi agatha agneta agustina ahmet aida aidan aigerim aiguo aimee aindrea ainhoa ' +
  'ainsley aishwarya aisulu aiyana ajit akachi aki akihiro akin akinwale akosua akua albena alejandra ' +
  'aleksandar aleksandr aleksi alesia alfonsina alhassan alim alioune alisa aliya allegra almudena aloysius ' +
  'alphonse althea alton alvin alyona amaia amaka amalia amani amaya ambrose amin amirah amiya ammar amparo ' +
  'anahit ananda anastasiya anatoly andile andrei andromeda aneesa angelika angelina angelo anh anielka anisa ' +
  'anjali annelise annmarie ansgar antje antoinette antonina antwan anupam anuradha anushka anwar apolonia ' +
  'apurva araceli aracely aristides arkadiusz arlette arman armin arno arun aruna arvid arya asafa ashanti ' +
  'aslaug asma asmaa assia asuncion atanas athanasios atsuko attila audra augusta augusto aurelia aurelio ' +
  'aurore avani avi aviva axel aya ayah ayana ayodele ayomide aysel aysun ayumi azamat azra azucena babajide ' +
  'babatunde bachir baha barak baraka bartlomiej basma bassam bastian batya bayo begona behrouz belen belinda ' +
  'benicio benita berenice berna bernhard berta bertil bertram beyza bhupinder birgitta birgitte birte bjorg ' +
  'blaise bobbie bode boglarka bohdan bohuslav boitumelo bojana bolanle bonnie borislav bozena bram branko ' +
  'braulio brayden brent brigid brigitta bronislaw bronwen brooke brunhilde brynn bukola burcu cagri caio ' +
  'candace caoimhe caren carissa carlene carley carmela carmelo cassidy cate catrin cecile cecilie celestine ' +
  'celina cem chadwick chaim chanel charis charmaine chau chelsea cherie cheyenne chiamaka chidiebere chie ' +
  'chieko chigozie chijioke chikako chima chimamanda chinelo chinenye chinwe chisom chitra christer christien ' +
  'christos chukwudi chukwuemeka chukwuma chun cinzia clarisse claudette claudine claudio clelia clemence ' +
  'clifton clyde colby collin conall concepcion conchita connie constantin constantine cornelis cory cosmin ' +
  'costas cristobal cyrus czeslaw dacian dafne dagny dahyun daichi daiki daisuke dalila damaris damilola damla ' +
  'damon dandre danette dani danica daniyar danuta dara darius darko darlene darnell darrell darryl darya ' +
  'dashawn davina davit dawid dayana deana deandre debbie deepa delfina delia delilah delroy demarcus demba ' +
  'demetrius deniz deon dequan dermot deshawn desiree devika devin devonte dewayne dexter deyan dhanush ' +
  'diarmuid didier digna dilnoza dima dimitar dimitrios diogo dione djamila djordje dolores domingo donny ' +
  'dorte dorthe dotun dragan dragana duane dubravka dulce dumisani dushan duygu dwight dymphna dzmitry eamon ' +
  'ebele ebere ebony ebru ece edgardo edita edson eduarda edwige efe efosa efrain eftychia egbert egil ' +
  'eglantine ehsan eiji eiko eilidh einar eivind ekene elaheh eldar eleanora electra eleftheria elia eliane ' +
  'elijah elin elinor elis elisabet eliseo elliot elma elmar elton elvin elvis elzbieta emel emese emir emmet ' +
  'ena endre eneko enes engin enid eniola enrico enver eoghan ephraim erdem eren ermelinda ernestine ervin ' +
  'erwan erzsebet esi esma esra essam estefania estela ester estrella etsuko eudora eugenia eugenie eugeniusz ' +
  'eulalia eunji eusebio eustace evangeline evangelos evaristo evelin evelyne evette evgeni evgenia evgeny ' +
  'ewelina ezekiel ezgi ezra fabiana fabiola fadila fahad faiza fanny farhad farhana fariba farida farouk ' +
  'farrukh fathima fatoumata fausto feliciano felipa feng ferdinand ferenc fergal fergus ferhat ferran ' +
  'ferruccio fiammetta fidelia filippa filomena finbar fintan fiorella firas florentina floriane florin folake ' +
  'foluke francesc francine francisca franciszek franck frankie freda frederic frederica frederick frederico ' +
  'fredrik fulvio funda funke funmilayo gabor gaetan gail gamal ganesh garfield garth gaspar gaston gautam ' +
  'gayathri gayle gaynor geoff georgette georgi georgios germaine gernot gerry gertrud gervase ghada ghassan ' +
  'gheorghe giacomo giada giancarlo gianfranco gianna gifty gilberto gilda gintaras giselle gitta giuseppina ' +
  'gladys gordana gottfried grazia graziella gregoire gregor gregorio grete griselda guiomar gulnara gurpreet ' +
  'gustaf gustave guy gwyneth gyorgy habiba hadassah hadi hafsa haider hailey haji hajime hakeem haldor halil ' +
  'halle hanae hanh hania hanneke hannelore hanni hansjorg hao haris harish haruko hattie haydar hayley hazem ' +
  'hedda hedvig hedwig helene helge hengameh henning henny henri henrietta henrique henryk heriberto hermione ' +
  'hernan herve hesham hessa hiba hideki hideo hidetoshi hikari hilario hilde hilma hiroki hiromi hisham hoang ' +
  'hollis honorata honoria hooman horace horacio hosni houda hristo huda humphrey huong husain huseyin ' +
  'hyacinth hye hyejin hyunjin hyunwoo ianthe iban ibironke ibrahima ichiro ifeanyi ifeoluwa ignatius ihab ' +
  'ihor ikechukwu ikram iku ilham ilhan ilia ilker ilya imelda immaculate inaki inderjit indra inger ingthor ' +
  'ingvar inigo inna innocent ioan ioanna iona ionela ionut iraida iratxe irena iris irving isa isabela ' +
  'isabell isadora isha ishani ishmael isidora isidro ismael isolde issa itziar iulia iuliana ivanka ivar ' +
  'ivelina ivona ivonne iyabo izaak izumi jaakko jabari jacinda jacinto jaclyn jada jaden jagdish jalal jaleh ' +
  'jalen jamaal jameela jamela jameson jamshid jana janelle janette janis janne jaromir jaroslaw jarrett ' +
  'jarrod jasleen jasmin jasmina jaspreet javed jaya jayesh jaysen jazmin jeanine jeannette jeannie jedrzej ' +
  'jefferson jelle jenna jennie jens jeong jerald jeremiah jesper jessie jethro jeton jhon jiahao jiaqi jiawei ' +
  'jie jihan jiho jihye jill jillian jimena jimmy jingyi jinwoo jitendra jiyeon jiyoung joanne jodi joey ' +
  'johnnie jolanda jomo jon jordi jorgina jorn josee josef josip josue jovana jozef jozsef judd jude julianna ' +
  'julianne julien juliet julieta julio julita julius junko juri jussi justine kabir kadiatou kadir kagiso ' +
  'kaitlin kaja kalani kaleb kalinda kalpana kamala kamari kane kara karan karla karoline karthik kasimir ' +
  'kaspar katelyn katia katie katrine katsumi katy katya kaveh kavitha kavya kaya kayode kazuko kazuya keegan ' +
  'keeley keila kelechi kelvin kenia kensuke kentaro kento keri kerim kermit kerri keshia ketevan khadijah ' +
  'khalida khalil khanh khanyisile khloe khoa khuong kian kiana kiersten kiki kimberley kimiko kinga kirill ' +
  'kirstie kishore kjersti klaas kodjo koffi koichi koji kolade kolawole konstantina koray korina kosta kris ' +
  'krishan krista kristiina kristine kristoffer krisztina krystian kudzai kumiko kunal kunle kwadwo kwaku ' +
  'kweku kyla kylie kyra kyrylo lacey lachlan ladislav laetitia laila lakeisha lalita lamine lan laquan ' +
  'lashawn latasha latonya laurel laurene laurens laurin lauryn lavanya laverne leandra leda leela leena ' +
  'leighton lela leland lelia lemuel lene lennon lennox lenora lenore leokadia leona leonidas leonora leopoldo ' +
  'lesedi letitia lev levent lewin lexi lezlie lia liana lieke liesl lili lilia lilith lilyana lindani lindiwe ' +
  'lindsay lindsey linh lior lise lisette lissette liv liza lizbeth lizeth ljiljana llewellyn lois lolita lone ' +
  'lonnie lorcan loreen lorelei loren lorenza lottie louie luan luana lucienne lucila lucile lucio lucja ' +
  'ludwika lulu lupe lupita luther lwazi lyle lyn lynda lyndon lynette lyubov maaike mabel mackenzie maddalena ' +
  'maddison madelyn madge madhavi madhu madina mafalda magdalene maha mahalia mahdi mahmud mahnaz maia maiko ' +
  'maire mairead maisie maite majid makena maksim maksym malaika malek mali malia malina malka mallory malvina ' +
  'mandeep mandla mani manjit manjula manpreet mansoor marah maral marcelina marcella marcello marci margareta ' +
  'margarete margery margie margo margret margrethe mariama marianna maricela mariela mariella marielle mariko ' +
  'marilou marita mariya marla marlena marnie marsha marthe martijn martine marty martyn marwa marwan maryann ' +
  'marybeth marylou marzena masato massimiliano masud mateja mateus mathilda matthias matthieu matthijs maude ' +
  'maura maurits maximiliano maxine maylin maynard maysoon mbali meagan mechthild megumi mehran mehreen meilin ' +
  'meiling mekonnen melina melisa melita melvin mercedes meri meriem merle merrill mert merve meryem micaela ' +
  'michala micheal micheline michiko michio mihail mikaela mikel mikko mikolaj mila milagros milana mildred ' +
  'milica militsa milo milosz milton mimi mina minhee minho minji minjun minoru minseo miran mireia mirela ' +
  'mirella miroslaw mirta misha mitsuo mitzi miyako miyuki modesto modupe mohamad mohini moira mojgan momoko ' +
  'morag mosese moshe mostafa mounir moussa moustapha mpho msizi muhammed mukesh mulan muna munira murad ' +
  'murali musa mwangi myles myrna myron myung nabeel nabil nacer nada nadeem nadim nadir nadja naeem nafisa ' +
  'naglaa nahid nahla najla najwa naledi nandini naoto narges nasim nasrin nastassja nataliya nate nathalie ' +
  'nathanael navdeep naveen nawal nayeli nazli ncuti ndidi neda nedim neema neeraj nela nelly nenad nene ' +
  'neringa nerys nesrin netanel netta neus neves neville ngoc nguyet nhung niamh nicki nicolaas nicoletta ' +
  'nidhi niels nieves nihal niko nikodem nikolaj nikolaus nikos nimisha ninette nir niran nirmala nisreen nita ' +
  'nitin niva nizar nkosana nnamdi noa noam nobuo noel noelle nokuthula nomsa nomvula nontobeko noor noraini ' +
  'noreen norma noura nozomi nura nuri nyambura nyasha nyla obadiah obinna oceane octavia octavio odalys ' +
  'ofelia ogechi oisin okan okechukwu ola olabisi ole oleksandra olesya olin olivera olle oluchi olufemi ' +
  'olufunke olumide oluseun oluwadamilola oluwatobi oluwatosin olwen olympia omer omid omolara onni onyeka ' +
  'ophelia orestes oriana orietta orlaith ornella orpheus orsolya osagie osama osvaldo oswaldo othmane otis ' +
  'ottavia ottilie ottoline oumou oyvind ozan ozge ozgur ozlem paddy padma padraig paige pallavi panagiota ' +
  'pankaj paresh parminder parveen pascal pasquale patric patrice patrik patsy paulette paulina pavan pavlina ' +
  'payal pedram peer pekka per percival perihan perla perle pernille perpetua pervez peta petar pete ' +
  'petronella petya phil philomena pia pier pierluigi pierrette pieter ping piper pippa piroska polly pooja ' +
  'poornima porfirio portia prabhu pratibha praveen prem preston primoz pritam puja puneet qasim qiang qing ' +
  'quan quang quincy quoc quyen racheal rachelle rada radhika radmila radoslav radovan rafaele rafe rafif ' +
  'raghav raghu raheem rahel rahim rahma rahmat raina raisa raj rajani rajeev rajendra rajni raju ramadan ' +
  'raman ramin ramya ranbir randa randi randolph randy rani rania ranjeet ranveer rasha rashad rashida raunak ' +
  'rayan rayna raynald raza razan reagan rebeca rebecka reem reena refilwe regan regine rehana reidun reiner ' +
  'reinier rekha remigiusz remy renaldo renat renate renato renzo reshma reuben reuven reyhan reynaldo rhoda ' +
  'rhona richa rickey ricky rika riku rin riste ritu riva rivka riya robbin roberta rocco rochelle rod roddy ' +
  'roel rogerio roisin rok rokas roksana rolanda romaine romana romane romeo rona ronaldo ronda roosevelt ' +
  'roque rosalinda rosaline rosamund rosanne roscoe roseann rosetta roshan roshni rosina rosita roslyn rowena ' +
  'roxane roxanne royce rozalia ruairi rubens rudolph rudy rui rukhsana rumi rupa rupali rupinder russ ruta ' +
  'ruthie ruxandra ryo ryoko ryotaro ryszard ryuji saba sabah sabeen sabri sachi sachin sadaf sade sadiq saeko ' +
  'safa safia saga sagal sahar sahil sai said saida saima saira saji sajid sakina sakshi salah salam saleem ' +
  'salem salima salla salman salvador samaira saman samar samara samia samina sammy samuele sandhya sandi ' +
  'sanja sanjana sanjeev sanne santino sanya sapna saqib saranya saraswati sari sarika saroja sasha sashi ' +
  'satish satoko satoru savino sawsan scarlett sebastiaan sebastiano seema sefa selam selena selene selin ' +
  'semra senait sendhil serap serdar seren serhat serkan setsuko seung seyed shabana shabnam shadi shadia ' +
  'shafiq shahid shahin shahla shahram shaila shaima shakira shameka shamika shamsa shana shani shania shanika ' +
  'shaniqua shankar shanna shantel shanthi shari sharif sharmila sharona sharron shashank shawna shayla shayna ' +
  'sheba sheela sheldon shelly sheng sheree sheri sherif sherri sherrie sherwood sheryl shigeko shilpa shimon ' +
  'shinichi shiori shireen shirin shiro shivam shlomo shobha shogo shoko shona shoshana shota shoya shraddha ' +
  'shridhar shruti shubham shuji shunsuke shyam sia sian sibel sibongile sibusiso sidonie sidra sif sigmund ' +
  'signe sigrun siham silja silvano silvester silvestre sima simen simeon simin simran sina sinan sipho sirkka ' +
  'sissy sita siv siva sivan siya siyabonga sizwe slavica slobodan smita smriti sneha snehal sofiane sofija ' +
  'sokratis solene solvei soma sona sonal sonali sonam sonny sonya sook sophus sorin sota spiros srdjan ' +
  'srinivas sriram sruthi staci stacie stan stanislas stanko stefanos steffan steffi stelios sten stephania ' +
  'stephon stevan stevie stina stine stoyan stuti subhash sudha sudhir suela suhail suhani sujata sujatha ' +
  'sukhdev sulaiman suleiman suleyman sultana suman sumathi sumi sumiko sumit sunanda sundar suneel sunitha ' +
  'sunniva suraj surbhi sushil sushila sushma susie suyash suzan suzana suzanna suzette suzie suzuko swapna ' +
  'sybil syed sylvaine sylvana sylvester sylwia tadashi tae taehyung tahir tahira taiki taisia taiwo takahiro ' +
  'takako takao takayuki takeo takeshi taku takuya tal talib talitha talya tamar tamiko tammie tammy tamsin ' +
  'tania tanisha tanveer tao tapiwa tara tarek tarja taru tashi tasneem tatum taufik tawanda tayo teddy tejal ' +
  'temi temitope tendai tenzin teodoro teofil teresia terrance terrell terrence terri terttu tetiana tetsuo ' +
  'tetsuya thaddeus thais thalia thandeka thandi thanos thao theda thelma themba theodor theodora theodoros ' +
  'theresia thi thom thora thorben thu thulani thuy tia tian tiana tianna tiara tiernan tiffani tilde tillie ' +
  'tilly tilman timea timofey timon tinashe tine tinka tino tirza tito titus tiziana tiziano toan tobi tobin ' +
  'toby tolga tolu tomasa tomasina tomaso tomek tomi tommaso tommie tommy tomomi tonia tonje tora tord tore ' +
  'torunn toshiro tova toyin tracey traci tracie traian trang tremaine trent trenton tressa trevon trevor trey ' +
  'trieu trina trisha tristram troels trudie trung trygve tsegaye tsering tsukasa tudor tuula tuyet twyla ' +
  'tycho tyrell tyrese tyrone tyson tzipora ubaldo uche ugo ugochi ugochukwu ugonna ulrica ulrika umesh umm ' +
  'umut unni upendra ursel usha uta uzma uzoma vadim vaibhav valdemar valentino valeriu valeriy valery ' +
  'valtteri vanda vandana vania varsha varun vasant vasil vasiliki vasilis veera venkatesh vernon veronika ' +
  'veronique vesna vicenta vickie vida vidar vigdis viggo vihaan vijaya viki viktoriya vilde vilem vilhelm ' +
  'villads ville vimal vina vince vincenza vineet vineeta vinh vinod violetta vipul viraj virgil virgilio ' +
  'virginie virpi vishnu vitali vitaliy vitus viviane vivien vojtech volha vuk vusi vuyo vyacheslav wael wafa ' +
  'wahid walid wally wambui wangari wanjiku waqar warda wassim weiming weiwei wendeline wendi wenjing wenjun ' +
  'wenzel weston wieslaw wiktoria wilbert wilbur wilda wiley wilfredo wilfried wilhelmine willa willi wilmer ' +
  'wim winnie winona winston wioletta witold wojtek wolfram wout wouter wynne xandra xanthe xenophon xia xiang ' +
  'xiaohong xiaoli xiaoling xiaoming xiaoyan xinyi xinyu xiu xiuying xochitl xuan xue xuemei yaa yaakov yaara ' +
  'yadira yael yagmur yahir yahya yair yamil yamila yanick yanique yanira yanis yannis yared yaretzi yaser ' +
  'yash yashika yasir yasmeen yasmine yasser yasuo yaw yayoi yazid yehuda yekaterina yelena yesenia yetunde ' +
  'yevgeny yewande yichen yigal yinka yiorgos yitzhak yoav yoel yohannes yonatan yoonah yordan yorgos yoshi ' +
  'yoshihiro yossi youcef younes youngjae youssouf ysabel yui yuichi yuka yukari yukio yuliana yuliya yuma ' +
  'yumiko yuna yunus yurii yuriko yusra yuta yuuki yuval yuvraj yvan zachariah zack zafar zahir zaid zaida ' +
  'zaira zakaria zakia zander zane zaneta zarina zaynab zdenka zdravko zeb zeenat zehra zeina zeinab zelda ' +
  'zelma zena zenaida zeng zenon zev zhen zhenya zhi zhong zina zinaida zineb ziva zlata zlatan zoey zohar ' +
  'zoila zola zoran zoriana zorica zoya zubair zuleika zulema zulfiqar zuri zvi'

/** Family names of the same kind. */
export const WORLD_FAMILY =
  'abdullahi abramov abrams acevedo achebe adair adamczyk adamski adeniyi adkins agyeman ahn aitken akinola ' +
  'akpan aksoy alarcon alcantara alfaro alford alonzo alvarado amadi andersson andrews angelov annan antonelli ' +
  'aquino aramburu arellano armstrong arsenault arslan asamoah ashcroft ashworth atkins awad ayala babic ' +
  'badillo baggins bagnall bah bailly bajwa balakrishnan ballard banda bangura barajas baranov barbosa barker ' +
  'barlow barnard baron barr barrientos barron bates battaglia baxter beasley bedi beil bellamy bentley ' +
  'berkowitz bermudez bhattacharya bianco biggs bjork blackwell blankenship bogdanov bonilla bosch boudreaux ' +
  'boyle bradford braga brandstatter breitner brewer britton brock brodsky brogan bruckner brun buchholz buck ' +
  'bullock busch butler byrd caceres cadena cahill calhoun callahan calvo camara cantrell cantu cao capaldi ' +
  'carbone carmichael carpenter carranza carson carstairs castaneda castellano castellanos castelli catalano ' +
  'cavanaugh cazares cerda cerny cetin chakraborty chaudhry chauhan chavarria chedid cheung chiang cho chou ' +
  'christiansen chua chukwu cisneros clancy clarke clayton clements cline cobb cochran cole collier combs ' +
  'compton condon conley conner connolly conte conti cooke corbett corcoran cornejo corona corrigan cortez ' +
  'cotter coulibaly cowan crawley crespo crosby crowley cuevas cummings curran currie dabrowski daly dang ' +
  'danilov danso davenport davey davies delacroix delaney delgadillo deluca demir demirci dempsey denton ' +
  'desjardins devine dhar dickerson dickinson diehl dietz diez dillard dillon diouf dixit dlouhy dobson dodd ' +
  'donahue donaldson dougherty downey downs drake driscoll du dube duckworth dudley dufour dunlap dunleavy ' +
  'durant durham dvorak edmonds egbe eichmann eide eklund elder ellison ergin erickson ericson escobedo eshun ' +
  'esparza estes everett ewing fallon fang farkas farley farrow faulkner feinberg fenn fenton ferrara ferris ' +
  'ferro finnegan fofana forsyth fortier friedman frost fry fukuda fung gallardo gallegos galloway gamble ' +
  'garber garnett garrison gates genovese ghosh gibbons gill gillespie gilmore ginsberg glover goldman golovin ' +
  'gonzales goodman gorman gottlieb gould goyal greenberg grewal griffiths grimes gross grover guillen ' +
  'gunawardena guthrie hadley haines hairston hakimi haley hallstrom halvorsen hamilton han hardin harding ' +
  'hargreaves harker harrell hartman hastings hatfield hawkins heath hebert hedrick heikkinen hein helm ' +
  'hendrix hensley herring herzog hester hewitt hickey hickman hilton hines hodge hoff hogan holder holloway ' +
  'holmgren hooper hoover horne horton hossain houghton houston howe howell huerta humphreys hunter hurley ' +
  'hurst hutchins hutchinson ilic imai ionescu irwin ivanova jackman jakobsen jang jaworski jenkins joensen ' +
  'johansson johns jonsson kamau kaplan karimov karlsen kashyap kearney keating kendall kent khoury khumalo ' +
  'kidd kilic kimball kinney kirkpatrick kline knapp knox koroma kowalewski krieger krishnamurthy krishnan ' +
  'kuhn kumari kwiatkowski kwon lafleur lai landry langley lau lavigne leach leal ledesma lefevre legrand ' +
  'lehtinen leong leung levine lima lind livingston lovell lowery lozano lu lucero lundberg luong lutz macias ' +
  'mackay maclean madden maddox madrigal maguire mahoney malinowski malone maloney marconi marques martel ' +
  'mathews mathis mazzola mcallister mccabe mccall mccann mccartney mcclain mcclure mcconnell mccormack ' +
  'mccullough mcdaniel mcdermott mcdonnell mcdowell mcfarland mcgill mcgovern mcgowan mcgraw mcintosh mcintyre ' +
  'mckee mckinley mcknight mclaughlin mcleod mcmahon mcmillan mcnally mcnamara mcneil mcpherson mcqueen ' +
  'medeiros merritt messina meza michalski middleton militello milner miyamoto moen mokoena mooney moretti ' +
  'morse mota motta mullen mullins murakami murillo nadal nadeau nakagawa nambiar narayanan nash nazari ndlovu ' +
  'negron newell ng ngo nicholson nielson nikolaidis nikolov nixon noonan norton norwood novikov nowakowski ' +
  'nwachukwu oconnell odom ogden ohara okamoto okoro olander olson olszewski ono onwuka orellana orlov orozco ' +
  'orr osterhaus otero ouedraogo oyelaran ozdemir ozkan pagano pak palacios panesar pappas paredes parra ' +
  'parrish pate patton pavlovic pawlak peck pederson pemberton pennington peretti perrot peterssen pettersson ' +
  'phelps phung piazza pillai pinheiro piotrowski pittman platt polanco pollock poole portillo prado prescott ' +
  'prieto pritchard proctor prosser pruitt pugh purcell qian qin quigley quintana quiroz radcliffe rafferty ' +
  'ramachandran ramanathan ramasamy rangel rausch rawat razak redmond reese rendon richards riddle riggs robb ' +
  'roche rolland rooney rosen rosenberg rosenthal roussel rowland rubin rudd ruggiero rutherford ryu saad ' +
  'saavedra sadowski saldana samuels sanderson sanford santiago sarkar sawyer schroder sekhon sellers ' +
  'sepulveda serra sethi sevilla seymour shaffer sheehan shepherd sheppard shields shrestha sigurdsson ' +
  'silverman simonsen sobczak soler solheim soriano sosa spence spinelli stafford stahl stanton stark steele ' +
  'stefansson stubbs sultan summers sylla szczepanski talbot tang tehrani tesfaye theriault thiel thomsen ' +
  'thomson thornbury thorpe tillman tiwari traore tsai tunde turan turcotte tuttle uddin underwood upton ' +
  'urquhart valle vandermeer varela varma vaughan velez venkataraman villalobos villarreal vinson vu waite ' +
  'waller warner washington wasilewski weaver weinberg weiner westbrook whalen whitfield whitmore wilder ' +
  'willard wisniewska woodard woods wu xiong xu yeboah yousef zabala zavala zimmerman zuma'
