namespace BotCoach.Deals;

/// <summary>The English words.</summary>
internal static class EnglishWords
{
    public static readonly WordList[] Lists =
    [
        new(Says.Glue, """
            a an the this that these those there here where when what which who whom whose why how i me my we our us ours you your yours ya yall it its is are was were be
            been being am s t d m ll ve re im ive id youre youve weve thats theres whats lets isnt arent wasnt of in on at to for from with w wo without within by as per
            about around into onto over under up down out off through thru across between against among along upon via and or but if so than then because bc cuz since while
            though although whether either plus also too both and/or nor unless otherwise else et do does did doing done have has had having can could will would should
            shall may might must ought gonna gotta wanna need needs needed get gets got getting gotten go goes going went gone come comes coming came make makes making made
            take takes taking took taken put puts give gives giving gave given keep keeps kept let some any each every much many more most less least few lot lots bit
            several couple plenty enough such same other others another own very really quite pretty rather fairly just even still already again ever always often usually
            sometimes mostly basically actually literally simply truly well like way thing things kind sort one ones self oneself himself themselves itself myself ourselves
            yourself yet now today currently ago before after during until till til once first last next previous prior they them their theirs theyre theyve theyd he she
            him her his hers hes shes whoever lemme y'all em 'em etc eg ie i.e e.g part apart besides two three second third
            """),
        new(Says.Them, "they them their theirs theyre theyll theyve theyd he she him her his hers hell shell hes shes whoever"),
        new(Says.Will, "will would shall must should lemme let gonna need needs have gotta be ll wanna adding filling updating working waiting"),
        new(Says.Hollow, """
            planned planning running ran run act acts acting target targets targeted targeting remember remembered forget forgot forgotten touch tune tuned
            listed limited atm inefficiently quoted captured tracked dealt perfectly greatly hugely vastly manageable negligible acceptable doable achievable
            minimal marginal noticeable notable satisfactory insufficient inadequate mediocre terrible horrible awful lousy favourable unfavorable
            unfavourable approx approximately roughly disclosed beats care cares due hold parked signal signals vibe vibes fingers crossed knock hope worries
            tell tells idea feeling gut red flag flags set sets setting booked verified verify created creates create made hands walked walking walk thru
            person final finals tba-ish remains remain explanatory self-explanatory selfexplanatory itself no-brainer nobrainer control nicely nice schedule
            scheduled anymore far early late-ish draft space watch road rush minute second sec moment annoying bothered bother stop whatsoever irrelevant
            optional classified confidential secret private disclose cannot n't typing typed copied copy paste pasted cut listen listening reading guy guys
            lady folk insane minor major special specially nothing-special able depends depend depending calculate calculated sealed sign-off done-ish jd
            description verbally verbal informally formally orally reported promise promises promising inherited auto filled autofilled generated unset
            provided specified cover gather gathered gathering collected mgmt mngmt digging further investigation investigate requires assigned owns owned
            handles handling bant meddic meddpicc spiced delete deleted bypass workaround satisfy said fix fixed fixing subject confirmation supplied sorted
            sort finalised finalized finalise finalize primary poc developing straightforward simple mapped afford affordable considerable measurable defined
            package spec specs specification sense digitalization digitalisation digitization serious proceed catch picture quantified kindly valid speaks
            explain explains explained explanation unchanged deal-ready fuller thinking generate rely try tries trying thing-y pre-filled prefilled talk
            raised hurts story anonymous prop threaded collecting management feedback learning timing intro spoke-with determined aligned traded bit both
            ideal profile profiles everything root cause causes prepared closed wrong-ish joined another supports still exists exist gets bigger keep keeps
            losers comma operational word posted brb afk ttyl fwd forwarded xoxo mean means meant stupid whenever select selected selection clevel c-level
            csuite c-suite upper sensitive plans formal ordinary cleared unquantified fomo pros cons sure clear certain available applicable clue known aware
            relevant applies apply unimportant unnecessary pointless nonsense bs crap rubbish garbage junk etc. cont continued tbcontinued ongoingly
            momentarily friend colleague buddy folks insider powers that-be boss-to-be bigwig bigwigs suits whoevers one-liner hot warm opp opps opportunity
            timeline used use uses using playbook cadence homework kpi kpis woohoo yay received won remind reminder discovery stars star current currently
            notebook recording recordings chain main found holds base stage stages multi quick quickly complicated fall falls behind invite clarified
            clarification mine responsible including lives such cross dig dug keen rock rocks rocking cooking baked piece cherry icing top dime dozen bagged
            slam dunk shoe-in shoo-in wrap wrapped dotted dot bridge rainbow sunshine roses rosy peachy dandy swell hunky dory hunky-dory kosher legit golden
            gold gravy blank void open outstanding waiting await error err 1st 2nd 3rd 24/7 50/50 john jane ok okay okey k kk okk okie fine good great cool
            super best better perfect excellent awesome amazing fantastic wonderful brilliant solid decent alright allright right ready happy glad pleased
            positive smooth smoothly big huge massive large small little tiny high low normal usual usually standardly typical regular regularly common
            general generally generic obvious obviously clearly clearer certainly definitely absolutely totally completely fully entirely whole wholly
            complete exactly probably maybe perhaps possibly likely hopefully think thinks thought believe feel feels felt seem seems seemed look looks
            looking looked sound sounds appear appears hopes hoping wish suppose supposed assume assumed expect stuff thingy things something smth sth
            somethings someone somebody somewhere somehow sometime someday anything anyone anybody anywhere anyhow anyway anyways whatever whichever whoever
            everyone everybody everywhere etc misc miscellaneous various varied varies vary diverse different multiple numerous mixed hi hello hey yo hm hmm
            hmmm um umm uh uhh er erm ah oh yeah lol rofl haha hahaha hehe heh meh ugh oof wow lmao omg wtf smh shrug tbh imo imho fyi btw aka ha please pls
            plz thanks thx ty sorry thank dear mate man dude bro same ditto idem dto similar similarly alike as-is asis likewise change changes track ongoing
            underway proceeding progress progressing moving move moves forward along continue continues continuing nearly almost close closer soonish motions
            suspects course alley speak talks talked talking chat chats chatted call calls called calling conversation conversations discuss discusses
            discussed discussing discussion discussions meeting meetings met meet meets mention mentions mentioned mentioning say says saying told telling
            spoke spoken speaking heard hear hears hearing know knows knew knowing understand understands understood understanding understandable recognize
            recognise want wants wanted wanting interest interested interesting excited exciting eager like likes liked love loves loved enjoy enjoyed trust
            trusted trusts trusting work works worked working fit fits fitting match matches matched matching sent show shows showed shown showing seen saw
            see sees seeing written wrote time times day days point points end place part side sides case cases area areas yesno so-so soso either-or helpful
            useful timely appropriate proper suitable adequate reasonable important critical key crucial essential vital basic basics easy easily hard
            difficult tough possible impossible true false real actual specific specifics specifically particular particularly new old long short full live
            up-to-date uptodate latest recent recently ball court radar loop afraid worry worried proud cheers lorem ipsum dolor sit amet consectetur foo
            foobar baz blah bla blabla yada yadda dummy sample example placeholder asdf test tests testing all view already stated described noted asks asked
            attached attachment attachments enclosed linked above below elsewhere covered previously above-mentioned aforementioned notes note crm recap
            minutes mail/slack head mind memory fields mandatory required require obligatory system screen save saved saving submit bot coach tool text texts
            entry entries record records imported migrated value values insert enter describe name names first last firstname lastname company title yourname
            here input option options choose click button popup validation john/doe johndoe janedoe jane/doe doe mustermann fill write writing gap filler box
            boxes checkbox mgr rep reps ae aes se ses csm sdr bdr team teams colleagues sync sync'd pass passing past fills filling update updates updated
            updating add adds added adding writes enters entering provide providing revisit revisits revisiting clarify clarifying check checking verifying
            follow follows following followup follow-up revert reverting circle circling back edit editing finish finishing supply supplying share sharing
            shared populate populated validate find finding figure figured determine determining define defining quantify flesh elaborate detail details
            detailed append info information infos busy needed ask asking answer answers answered answering question questions reply replied respond response
            sending send asap
            """),
        new(Says.Forename, """
            bo jo jan sam dan ed ella eva ida ada max lea mia kim kay lee li sara marco otto ela dag wei klein gross grand petit weiss roger ben art una mark john jane
            """),
        new(Says.Known, """
            remember remembered specified provided know knows known sure clear certain available applicable idea clue info information comment answer insight
            relevant applies apply needed disclosed
            """),
        new(Says.Later, "early later soon shortly soonish eventually someday sometime asap eod eow eom tmrw tomorrow tonight afterwards subsequently future anon"),
        new(Says.Filler, """
            ツ huh nvm wat string object random blank uhm xd xy qq ww x xk xxk xxxk wasd asfd adsf tester temp tmp temporary snooze asdf required mandatory
            imported migrated 1qaz2wsx qazwsx 1q2w3e 1q2w3e4r a1b2c3 abc1 1a2b3c dd mm yy yyyy ddmmyyyy mmddyyyy blub blubb abcdef abcde ras boh xyzzy
            copypaste stuff thingy thingie whatever something somethings smth sth text sample example examples placeholder dummy foo foobar baz blah bla
            blabla yada yadda lorem ipsum dolor amet test testing asd qwe zxc xyz abc abcd abc123 test1 test123 qaz wsx jkl lkj poi mnb dsa ewq cxz sdf xcv
            fgh asdas asdfa asda fdsf sdfg qwert xx zz hi hello hey lol haha hahaha hmm hm meh lastname firstname yourname johndoe
            """),
        new(Says.Me, "self i me my id im ive ich je yo eu io ik"),
        new(Says.Write, """
            tell tells answer remind reply fill fills filled filling update updates updated updating add adds added adding write enter complete completing provide providing
            revisit revisits revisiting confirm confirming clarify clarifying check checking verify verifying follow following followup follow-up revert reverting circle
            circling edit finish populate populated research researching investigate validate validating find finding figure determine determining define defining quantify collect collecting
            qualify flesh elaborate expand detail details insert append amend upload ask asking dig chase chasing todo discuss get
            """),
        new(Says.Place, """
            list lists ad advert jd description page note notes crm email emails mail mails inbox slack deck decks slides slide ppt pptx powerpoint drive
            gdrive dropbox box onedrive sharepoint confluence notion wiki jira asana trello miro teams zoom gong chorus fireflies salesforce sfdc sf hubspot
            pipedrive dynamics zoho outreach salesloft excel xls xlsx sheet sheets spreadsheet spreadsheets doc docs document documents documentation pdf file
            files folder folders link links url recording recordings transcript transcripts monday word access summary recap minutes call calls thread threads
            chat message messages channel text whatsapp linkedin profile calendar invite proposal proposals quote quotes contract contracts sow msa offer
            order rfp brief plan map scorecard scoresheet calculator calc cpq pricing pipeline forecast dashboard attachment attachments record records
            account card tab section field fields column opp opportunity history log activity activities comments comment previous portal criteria docusign
            pandadoc vault dataroom mindmap canvas whiteboard orgchart organigram organigramme chart bcase businesscase business ticket email/slack
            """),
        new(Says.Dull, """
            waste curiosity go-live golive handover handovers framework field fields besser mejor melhor meglio beter lepiej operation operations technology
            tech technical strategy feature features complex moved read reads missing miss misses demand demands stays stay guess guesses noise deadline leave
            leaves trust growth event events partner partners enterprise consensus service services product products competitor competitors resource resources
            bandwidth adoption rollout implementation relationship relationships savings saving revenue cost costs faster quicker easier lead leads lose
            losing loses build built commitment discount discounts user users signature signatures flexibility visibility reliability performance workflow
            workflows platform quality pricing transparency approval approvals budget pitch badly leaving construction
            """),
        new(Says.To, "to"),
        new(Says.They, "they he she it's-they theyre theyve theyd hes shes"),
        new(Says.Date, """
            monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat mondays fridays january february march april may june july
            august september october november december jan feb mar apr jun jul aug sep sept oct nov dec easter christmas xmas summer autumn winter
            """),
        new(Says.Nobody, "doe mustermann"),
        new(Says.Soft, """
            available applicable clear certain relevant data info information visibility comment unclear pending awaiting undecided unsure uncertain unconfirmed open
            """),
        new(Says.Size, "small large big medium mid tiny new existing key strategic private smaller larger bigger free main whole full mm team gold silver bronze basic standard premium plus pro starter"),
        new(Says.Thing, """
            friend colleague call calls meeting meetings copy search deadline follow followup follow-up answer reply replies response data form tool tools show shows bdr sdr ae csm ob ib
            """),
        new(Says.Month, """
            january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec easter christmas xmas
            summer autumn winter spring
            """),
        new(Says.Blank, """
            update updates info information comment comments data idea ideas issue issues problem problems worry worries change changes clue concern concerns flag flags
            detail details selection value values entry text input need needs time doubt rush name names opinion preference thoughts special specific specifically particular particularly news note notes record records signal
            signals matter question questions task step topic aspect factor potential
            """),
        new(Says.Yet, "yet soon"),
        new(Says.Praise, """
            good great fine nice strong better best perfect right huge big major important happy excited positive solid clear clearly compelling significant
            substantial robust ideal sweet top successful promising standard typical common usual usually normal normally various several many different
            multiple multi some strategic trusted key main quick proper smooth smoothly real lots lot seamless new hot warm general other generic internal
            internally more increased improved complex high same
            """),
        new(Says.Caps, "it po us hr eu ai de es pr ip am pm la me ar da pt or so an is mi se"),
        new(Says.Too, "too overly bad poor"),
        new(Says.NoPerson, "nobody noone no-one whoever"),
        new(Says.Laugh, "lol haha hahaha hmm hm tbh test temp temporary random string blank sample"),
        new(Says.Title, "lead mgr rep head partner partners"),
        new(Says.Move, "meeting meetings discovery pitch presentation negotiation negotiations evaluation review reviews approval signature handover call calls visit demo intro workshop talk speak meet send write sign"),
        new(Says.Plain, """
            person people customer customers client clients team teams user users boss day days week weeks month year hour hours size system systems tool
            tools screen call calls meeting meetings buy sell wait waits waiting waited leave leaves left use uses used speak speaks talk talks start starts
            read reads write send sends lose loses hire hold order build grow test back time home easy hard twice work works working colleague colleagues
            friend list lists number numbers page company companies company's group department departments member members vendor vendors candidate manual
            early late slow fast cheap name hands guy guys lady fix fixed fixes closed joined lives typing copying deleted private rush night nights man men
            woman women partner partners stop stops stopped calling complicated complex difficult sign signs measured management timing worse son show shows
            answered booked button boxes connect cut deleted folks help helps hit listen listens love loves loved market move moves moving notebook opens
            opened owns paperwork place pass run runs running ran sees saw tries try trying walk walks watch watches spot stage win wins wasted picture player
            land person's driving drive drives drove parked walked space road bypass spec specs specification package suits paint line lines edge bridge rocks
            gold piece pieces stars wrap chain chains reminder reminders writing wrote written gap gaps checkbox supply supplies submit bot title titles click
            clicks popup popups validation head heads memory pencil marking tick address addresses copied copy listening reading learning talking covers cover
            landing lands operate operates serve serves serving deliver delivered delivers delivering contain shape scale scales onboard onboarding outgrow
            outgrown outgrew compete face hits body players spots market markets junior juniors senior seniors connection connections recall recalls held
            secret hurts owned root fall falls tests gut feel
            """),
        new(Says.More, "more less fewer one no another extra 2nd 3rd everyone everybody anyone anybody"),
        new(Says.Asks, "where which who how when whether if"),
        new(Says.Kind, "unknown pending open unclear uncertain undefined unspecified"),
        new(Says.Bound, "under below over above"),
        new(Says.Period, "year years yr quarter quarters fy season winter summer"),
        new(Says.Short, "po hr eu ai pr ip"),
        new(Says.Fine, "some standard various certain good great nice generic typical excellent awesome perfect positive fine"),
        new(Says.One, "he she hes shes"),
        new(Says.Article, "the his her their our my your its this these"),
        new(Says.Name, """
            john jane will jan may april june august mark al an per don val pat dan des les den ora eva ella ben max sam mai una ada di fin dom sol mar paz era ya le la van
            von do vo so na li mo bo ty long art drew chase grant rich bill sue rob frank ali my yes see no ng tom day ray kay joy faith hope grace
            """),
        new(Says.Unknown, """
            na n/a n.a. n.a nan null nil nul none/a notapplicable napplicable not-applicable inapplicable tbd tbc tba tbh/tbd tbe tbf tbdd tbdl tdb tbs todo
            to-do wip unknown fixme unkown unknwon uknown unk undefined undetermined undecided undisclosed unclear unsure uncertain unspecified unavailable
            unconfirmed untold unassigned unanswered idk dunno dontknow idontknow dno idc notsure notknown notyet noidea nodata noinfo notavailable novalue
            pending awaiting tobedetermined tobedefined tobeconfirmed tobedecided tobedone tobefilled tobeannounced skip skipped skipping ignore ignored na/na
            placeholder nothingyet noneyet n/k nk nd n.d. n.d nn n.n. ns n.s. np unnamed div0 div/0
            """),
        new(Says.Yes, """
            yes y yep yup yea yeah yess yesss ya aye ok okay done agreed agree agrees confirmed confirm confirms true sure checked check affirmative correct right indeed
            absolutely definitely certainly complete completed accepted approved ack positive totally exactly affirm yessir ofcourse
            """),
        new(Says.No, """
            no nope nah nay n not dont doesnt didnt isnt wasnt arent werent havent hasnt hadnt cant cannot couldnt wont wouldnt shouldnt never neither nor without non
            """),
        new(Says.None, "none nothing nobody noone nowhere never nada nil zero nuthin zilch neither nope no-one"),
        new(Says.Limit, "only except but half partly partially part excluding besides apart once twice rarely mostly barely hardly"),
        new(Says.Named, "mr mrs ms miss mister dr prof sir gmbh ltd llc inc plc bv nv ag se oy oyj ab kg ohg srl sarl sas eirl corp pty llp aps mbh"),
        new(Says.Time, """
            monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun mondays fridays morning afternoon evening night noon
            weekly monthly daily yearly january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
            dec week weeks month months quarter quarters year years yr yrs wk wks mth mths hour hours minute minutes min mins day days date dates deadline deadlines today
            yesterday tonight tomorrow tmrw eoq eoy spring summer autumn winter xmas christmas easter
            """),
        new(Says.Count, "zero two three third four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand half"),
        new(Says.Rating, "possible strong weak medium moderate mid average poor partial bad commit upside"),
        new(Says.Quantity, "much all both none neither every any everything half most"),
        new(Says.Pointer, "see ask check refer refers cf vgl attached attachment attachments enclosed ibid discussed aforementioned consult ping"),
        new(Says.In, "in on per from via inside within under onto into @ at"),
        new(Says.Knows, "knows has got owns owned assigned handles handling tracks"),
    ];

    /// <summary>With all their forms.</summary>
    public static readonly WordList[] Verbs =
    [
        new(Says.Hollow, """
            agree align engage involve identify complete confirm discuss review document define establish schedule plan present share accept approve name
            outline cover address populate handle help show mention allocate execute qualify decide judge judg happen matter start finish solve resolve
            appreciate like enjoy respond progress choose look wait expect ask call connect communicate exist pencil note mark tick fulfil fulfill achieve
            satisfy meet
            """),
        new(Says.Worn, """
            hold push reach contact motivate affect collect struggle highlight introduce land expand remain react suffer face hit educate inspire align-up
            evolve adapt adopt overcome tackle target position strategize prioritize prioritise convert upsell cross-sell crosssell onboard renew-up modernise
            outgrow compete assist attempt attract aim arrange assure avoid belong cause concentrate conclude consist contain contribute cooperate correspond
            desire discover emphasize encounter encourage envision examine extend fulfil imagine implement include indicate influence inform intend justify
            maintain measure navigate obtain occur operate organize organise participate perceive perform possess prefer pursue recommend refine reflect
            relate represent require reveal select serve shape strive suggest suit supply sustain thrive undertake utilize utilise visualize welcome wonder
            recognise recognize realise realize respect aspire embrace champion improve increase enhance optimize optimise streamline transform modernize
            maximize maximise minimize minimise accelerate leverage unlock empower enable drive boost deliver reduce simplify automate innovate scale elevate
            strengthen differentiate deepen foster ensure provide offer gain collaborate resonate qualify demonstrate showcase convince benefit exceed delight
            nurture explore evaluate assess consider validate tailor customize customise save grow achieve generate create outperform revolutionize
            futureproof future-proof consolidate harness facilitate energize invest commit advance impress excite guide advise
            """),
    ];

    /// <summary>With their plurals.</summary>
    public static readonly WordList[] Nouns =
    [
        new(Says.Hollow, """
            person people contact client customer buyer prospect vendor deal problem issue challenge need reason concern topic matter subject task situation
            step action item goal outcome result requirement criterion objective expectation opportunity chance question answer touch touchpoint attempt
            stakeholder department party member decider decision-maker decisionmaker approver maker influencer candidate statement detail aspect factor body
            account week project
            """),
        new(Says.Worn, """
            touch procedure difficulty reduction increase saving approval buy purchase tool option alternative sign evaluation evaluating significant major
            substantial minor special classic manual internal internally external senior junior motivated experienced responsive hot warm legacy sufficient
            fast slow-moving early sweet ideal friendly professional proven top high-level status pressure range mix practice chain spot pipeline culture
            player group inefficiency lack personal functional develop paperwork formality opposition competitiveness interest signal standard default market
            money sequence worse bad good-fit deal-breaker dealbreaker hour wasted hurdle roadblock show-stopper showstopper competition supporter scope
            mixture combination variety spectrum bunch set amount number size accurate actionable adaptable additional advanced ambitious attractive balanced
            bold broad capable cohesive collaborative committed confident consistent constant convincing cost-effective creative dedicated dynamic encouraging
            enthusiastic exceptional extensive favorable feasible flawless genuine healthy hopeful high-quality impactful impressive informed intelligent
            intuitive meaningful natural optimal optimistic passionate powerful practical productive profitable qualified receptive remarkable resilient
            rewarding sophisticated superior supportive sustainable tangible thorough thoughtful unique unparalleled valuable versatile viable willing became
            become ability achievement ambition appetite attention attitude background basis belief capability circumstance collaboration communication
            complexity condition connection context cooperation desire dialogue difference direction effort element enthusiasm evidence expertise extent
            foundation future gain impression influence intention knowledge landscape meaning method mindset motivation nature necessity passion perspective
            possibility preference presence principle progress purpose pursuit rapport reality recognition satisfaction scenario significance spirit substance
            sustainability synergy trend understanding willingness wish solution value efficiency productivity profitability experience transformation
            innovation excellence optimization optimisation improvement benefit advantage edge partnership alignment momentum upside potential win roi
            organization organisation company business companies industry leader leadership strategy strategic strategically digital modern cutting-edge
            best-in-class world-class state-of-the-art next-gen next-level nextlevel bestinclass worldclass robust scalable seamless seamlessly holistic
            comprehensive end-to-end endtoend turnkey innovative disruptive competitive compelling urgency urgent priority proposition offering need pain
            paint point process operation bottom line bottom-line top-line level game changer game-changer insight transparency agility flexible cost/benefit
            time cost-saving customer-centric data-driven journey roadmap vision mission success successful successfully satisfied quality/price trusted
            advisor long-term win-win winwin mutually mutual beneficial across proactively proactive strongly deeply highly effectively efficiently effective
            efficient better smarter higher stronger greater increased improved reduced overall global champion sponsor buy-in buyin stakeholder executive
            exec decision value-add added fit approach message tailored personalized personalised proof concept clarity confidence engagement initiative
            need-based pain-point painpoint next pricing reliable state art world class kpi kpis metric metrics technology tech ecosystem space today's needs
            """),
    ];
}
