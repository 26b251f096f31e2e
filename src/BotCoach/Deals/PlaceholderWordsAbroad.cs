namespace BotCoach.Deals;

/// <summary>The German, French, Spanish, Portuguese, Italian, Dutch and Polish words, in this order within each family.</summary>
internal static partial class PlaceholderWords
{
    private static (Says Says, string Words)[] Abroad =>
    [
        (Says.Glue, """
            der die das den dem des ein eine einen einem einer eines ich mich mir mein meine wir uns unser unsere unseren sie ihr ihre ihren ihnen es er ihm ihn sich man dies diese dieser dieses diesem diesen jenes
            ist sind war waren wird werden wurde wurden worden sein bin hat haben habe hatte hätte kann können könnte muss müssen soll sollen sollte will wollen möchte darf
            und oder aber wenn weil dass daß ob als wie was wer wo wann warum wieso welche welcher welches womit wofür dafür damit davon dazu dabei daran darauf darüber hier dort da dann denn doch mal halt eben ja
            in im an am auf aus bei beim mit nach von vom vor zu zum zur für über unter gegen ohne um durch seit bis zwischen noch schon auch nur sehr mehr viel viele alle alles jeder jede etwas wieder immer so jetzt gerade
            gibt geht gab kommt wäre etwa eher ganz z.b. bzw usw etc
            le la les un une des du de au aux ce cet cette ces il elle on nous vous ils elles je tu me te se lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre vos y en qui que quoi dont où quand comment pourquoi quel quelle
            est sont était été être ai as a avons avez ont avait avoir fait faire va vont peut doit faut et ou mais si donc avec sans pour par dans sur sous chez vers entre depuis pas plus très bien aussi encore déjà toujours tout tous toute toutes
            c d j l m n s t qu c'est cest ça cela celui ici là comme même moins peu beaucoup
            el los las un una unos unas lo al del este esta esto estos estas ese esa eso yo nosotros él ella ellos ellas mi mis tu su sus nuestro nuestra me te se nos le les que quien quién qué cuál cuándo cómo dónde cuanto
            es son era fue ser estar está están estamos estaba he ha han hay había hacer hace hecho tiene tienen tenemos va van puede debe y e o u pero si porque con sin para por en de desde hasta entre sobre no muy más menos también ya todavía aún todo todos toda todas mucho muchos algo como aquí así
            o os um uma uns umas do da dos das no na nos nas ao à aos pelo pela eu nós ele ela eles elas meu minha seu sua nosso nossa isto isso este esta esse essa que quem qual quando como onde
            é são foi ser estar está estão estamos tem têm temos fazer faz feito vai vão pode deve e ou mas se porque com sem para por em de desde até entre sobre muito mais menos também já ainda tudo todos todas algo aqui assim
            il lo gli i le un uno una del dello della dei degli delle al allo alla ai agli alle nel nella nei nelle sul sulla dal dalla di a da in con su per tra fra io noi lui lei loro mio mia nostro nostra suo sua questo questa quello quella che chi cosa quale quando come dove perché
            è sono era stato stata essere ho ha hanno abbiamo avere fare fa fatto va vanno può deve e ed o ma se non molto più meno anche già ancora tutto tutti tutte qui così ci si mi ti vi ne
            de het een ik wij we jij je hij zij ze hun hen hem haar ons onze mijn zijn jouw dit dat deze die er hier daar wie wat waar wanneer hoe waarom welke is was waren wordt worden geworden ben heeft hebben heb had kan kunnen moet moeten zal zullen wil mag gaat gaan doen doet gedaan
            en of maar als omdat dus met zonder voor door in op aan uit bij naar van tot over onder tussen sinds nog al ook alleen zeer heel meer veel alle alles iets weer altijd nu even wel om te
            ja ty on ona ono my wy oni one mnie mi nas nam ich im jego jej nasz nasza ten ta to te tego tej tym kto co który która które kiedy jak gdzie dlaczego jest są był była było być mam ma mają mamy może musi trzeba
            i oraz lub albo ale jeśli że żeby bo więc z ze bez dla przez w we na do od po przy nad pod między jeszcze już też także tylko bardzo więcej mniej wszystko wszyscy zawsze teraz tu tam tak się za o u
            """),
        (Says.No, "sin sem sans senza ohne zonder bez brak nein nicht kein keine keinen keiner keines non ne pas jamais no nunca não nao nunca non mai niet geen nee nooit nie ni"),
        (Says.None, "nichts niemand keine keiner keins nirgends rien personne aucun aucune nada ninguno ninguna ningún nadie ninguém nenhum nenhuma niente nulla nessuno nessuna niets niemand geen nergens nic nikt żaden żadne żadna brak neant"),
        (Says.Yes, "ja jawohl genau stimmt erledigt bestätigt fertig passt oui ouais si fait confirmé valide validé daccord d'accord sí claro hecho listo confirmado acordado vale sim feito pronto confirmado combinado certo fatto confermato concordato certo klopt gedaan bevestigd akkoord klaar tak potwierdzone zrobione gotowe zgoda uzgodnione pewnie vereinbart einverstanden abgemacht convenu accordé valide afgesproken  acuerdo ok"),
        (Says.Yet, "noch todavía aún ainda encore ancora nog jeszcze bislang bisher"),
        (Says.Hollow, """
            sauront saura savoir sabrán sabrá saberão wissen weiss saprà sapranno razón razon motivo raison grund gründe ragione motivo reden powód raisons razones motivos soir notte abend heute soirée noche noite sera avond wieczorem
            wordt aangevuld nader bepalen uzupełnienia uzupełniona trakcie toku corso attesa cours signaler rien proceso andamento aberto aguardando informação informacion información klärung arbeit bearbeitung gehabt mache machen
            noch angefragt gefragt nachfragen rückfrage abwarten warten sehen weiter wei geht laeuft bisher aktuell derzeit momentan gerade noch prüfung abstimmung diskussion planung
            prochaine suite instant moment lheure l'heure actuel discussion étude réflexion attendre attendant suivre verra verrons
            espera estudio discusión momento ahora revisión trámite veremos vemos análise espera momento discussão estudo revisão vamos veremos
            attesa discussione momento verifica valutazione vedremo revisione lavorazione behandeling bespreking wacht wachten afwachten overleg voorlopig zien
            trakcie rozmów dyskusji oczekiwaniu czekamy zobaczymy razie chwilę później ustaleniu analizie
            """),
        (Says.Hollow, "mailu notatkach pliku umowie ofercie prezentacji arkuszu rozmowie tabeli folderze dokumencie"),
        (Says.Hollow, """
            bescheid termin gespräch besprechen sprechen reden geredet erwähnt genannt gemeldet notiert geschrieben angesprochen erfasst eingegeben ausgefüllt ergänzt gefüllt vervollständigt nachgetragen finden gesucht suche suchen gemacht tun getan
            erledige erledigen kümmere kümmern bekomme bekommen erhalten abgeklärt abklären rückmeldung antwort info update status stand gross groß grosse große großer riesig enorm erheblich hoch niedrig wenig einiges diverses sonstiges allgemein allgemeine
            typisch typische standard standardmäßig einfach normalerweise bisschen genügend ausreichend genug möglich möglicherweise vielleicht wahrscheinlich vermutlich hoffentlich eventuell schwer schwierig sagen zufrieden interesse bedarf chance potenzial
              mehr weniger leute person personen jemand ansprechpartner kontakt kontakte entscheider verantwortliche zuständige  unternehmen team mitarbeiter  geld zeit budget problem schmerzpunkte herausforderung herausforderungen
            abgeschlossen vollständig durch unterwegs dran kommentar frage wert eintrag platzhalter beispiel irrelevant relevant egal nötig notwendig erforderlich betrifft grad keinerlei sowieso natürlich logisch selbstverständlich dringend wichtig eilig
            """),
        (Says.Hollow, """
            parlé parler parlons discutons discuter échangé évoqué mentionné noté écrit complété rempli renseigné ajouté fourni trouver trouvé cherche chercher ferai fera ferons faire dire dirai sera serait aura aurai obtenir obtenu réponse retour info infos statut
            grand grande gros grosse énorme important importante élevé faible petit petite beaucoup certains certaines certain général générale classique standard simple facile difficile possible peutêtre peut-être probablement sûrement espérons jespère assez suffisant
            content contents satisfait intéressé intérêt besoin besoins potentiel mieux  gens personne personnes quelquun contact contacts interlocuteur décideur décideurs responsable société entreprise équipe   argent temps budget
            terminé fini complet finir commentaire question valeur exemple pertinent nécessaire concerne urgent identifier définie venir hab dhab habitude venu
            """),
        (Says.Hollow, """
            hablamos hablar hablado hablé discutido discutimos comentado mencionado anotado escrito completado completará completada rellenado añadido encontrar encontrado buscar buscando haré hará haremos decir diré dicho será estará tendré obtener respuesta info estado
            grande grandes enorme importante alto alta bajo pequeño bastante algunos cierto general clásico estándar simple fácil difícil posible quizás quizá probablemente seguramente espero suficiente contento contentos satisfecho interesado interés necesidad necesidades
            potencial   gente persona personas contacto contactos decisor decisores responsable empresa compañía equipo  dinero tiempo presupuesto terminado completo comentario pregunta valor ejemplo relevante necesario urgente identificar definido alineados alineado venir idea
            falamos falar falei discutimos comentei mencionado anotado preenchido completado adicionado encontrar procurar procurando farei fará faremos faço dizer direi dito estará terei obter resposta estado alto alta baixo pequeno bastante alguns certo geral clássico padrão simples fácil possível
            talvez provavelmente espero suficiente contente satisfeito interessado interesse necessidade necessidades   pessoa pessoas gente contato contacto empresa equipe equipa  dinheiro tempo orçamento terminado completo comentário pergunta exemplo relevante necessário urgente alinhados alinhado
            """),
        (Says.Hollow, """
            parlato parlare parlo discusso discutere menzionato annotato scritto compilato completato inserito aggiunto trovare trovato cercare farò farà faremo faccio facciamo dire dirò sarà avrò ottenere risposta info stato verrà verranno individuare individuato grande grandi enorme importante alto alta basso piccolo
            abbastanza alcuni certo generale classico standard semplice facile difficile possibile forse probabilmente spero sufficiente contento soddisfatto interessato interesse bisogno bisogni potenziale   gente persona persone contatto contatti decisore decisori responsabile azienda squadra  soldi tempo
            finito completo commento domanda valore esempio rilevante necessario urgente identificare allineati allineato sempre
            gesproken spreken praten gepraat gezegd vermeld genoteerd geschreven ingevuld aangevuld toegevoegd gevonden vinden zoeken zoekt doe doen zeggen gezegd krijgen antwoord info status groot grote enorm belangrijk hoog laag klein voldoende sommige algemeen algemene klassiek standaard makkelijk moeilijk mogelijk
            misschien waarschijnlijk hopelijk genoeg tevreden geïnteresseerd interesse behoefte potentieel   mensen persoon personen iemand contact contactpersoon beslisser verantwoordelijke bedrijf team  geld tijd klaar compleet opmerking vraag waarde voorbeeld relevant nodig dringend afgestemd aligned lopend loopt wacht
            omówiliśmy rozmawialiśmy rozmawiałem mówiliśmy wspomniano zapisane wpisane uzupełnione zostanie będzie znaleźć znalezienia szukamy szukam zrobię zrobimy powiedzieć odpowiedź info stan status duży duża duże ogromny ważny ważne wysoki niski mały trochę niektóre ogólne klasyczne standard standardowe standardowo proste łatwe trudne
            możliwe może prawdopodobnie pewnie mam nadzieję wystarczająco zadowolony zainteresowani zainteresowanie potrzeba potrzeby potencjał   ludzie osoba osoby ktoś kontakt kontakty decydent decydenci odpowiedzialny  zespół  pieniądze czas gotowe kompletne komentarz pytanie przykład istotne potrzebne pilne uzgodnione ustaleń
            """),
        (Says.Hollow, "autre autres otro otra otros outro outra outros altro altra altri overig overige andere anderes inne inny sonstige zamknięte wybierz auswählen choisir elegir escolher scegliere kiezen"),
        (Says.Hollow, "leer steht fehlt vide manquant rein liegt objet sans"),
        (Says.Hollow, "erledigt bestätigt fertig passt bestätigte acuerdo accordo"),
        (Says.Limit, "nur teilweise ausser außer   halb seulement partiellement sauf  parcialmente salvo excepto  apenas exceto  parzialmente tranne alleen gedeeltelijk behalve tylko częściowo oprócz"),
        (Says.Unknown, """
            unbekannt offen ausstehend unklar ungeklärt unbestimmt k.a. ka keineahnung weissnicht entfällt entfallt entfaellt nichtzutreffend unzutreffend folgt n.a. n.n. nb offenstehend tba weissichnicht unsicher
            inconnu inconnue indéfini indisponible attente àdéfinir adefinir àconfirmer aconfirmer àvoir sansobjet n.c. néant incertain
            desconocido desconocida pendiente pendientes indefinido pordefinir porconfirmar adefinir aconfirmar nosé nose noaplica sindatos nosabemos s/d  n/d vacío vacio
            desconhecido desconhecida pendente pendentes adefinir aconfirmar nãosei naosei nãoseaplica n/d s/n vazio indefinido indisponível
            sconosciuto sconosciuta indefinito dadefinire daconfermare nonso nonapplicabile n.d. vuoto sospeso
            onbekend onduidelijk nvt n.v.t. nntb ntb n.t.b. nnb n.n.b. ntb openstaand weetniet leeg volgt geenidee onzeker
            nieznany nieznane nieznana nieustalone nieokreślone nieokreslone niewiem nw bd b.d. nd n.d. nie-dotyczy niedotyczy dotyczy puste doustalenia dopotwierdzenia
            """),
        (Says.Hollow, """
            zutreffend anwendbar applicable applicabile aplica aplicable aplicável aplicavel toepassing disponible disponível disponivel disponibile verfügbar beschikbaar dostępne dostepne dostępny dotyczy
            ahnung weiss weiß wissen keine angabe angaben daten infos idée idee sais sait sé sabe sabemos sei saber so sanno sappiamo weet weten wiem wiemy pojęcia danych dane informacji données donnée datos dato dados dati gegevens
            definieren klären klärt geklärt festzulegen bestimmen definir définir définie confirmer confirmar confirmar préciser precisar determinar decidir voir ver vedere definire confermare determinare bepalen bevestigen bepaald vastgesteld ustalić ustalenia ustalimy potwierdzić potwierdzenia określić decyzji wyjaśnienia
            quelque chose quelquun chuj irgendwas irgendwie irgendwer irgendwann irgendein zeug sachen sache ding dinge dingen truc trucs machin bidule cosa cosas algo alguien alguno algunos algunas coisa coisas alguém alguns cose qualcosa qualcuno iets iemand dingen spul coś ktoś jakoś rzecz rzeczy różne diverse verschiedene verschiedenes divers diverses plusieurs varios varias vários diversos diversi vari verschillende
            gut gute guter gutes super toll prima läuft klar klare sicher normal übliche üblich übliches üblichen wie immer gewohnt halt gleich gleiche gleichen dasselbe dieselben selbe selben ebenso dito siehe schön perfekt bestens
            bon bonne bien normal habituel habituelle habitude dhabitude d'habitude pareil même idem comme toujours parfait super
            bueno buena bien normal habitual habituales siempre igual mismo misma mismos todo perfecto genial lo de siempre bom boa bem normal habitual sempre igual mesmo mesma perfeito ótimo tranquilo certo costume
            buono buona bene normale solito solita sempre stesso stessa uguale perfetto ottimo tutto posto
            goed prima gewoon gebruikelijk gebruikelijke altijd zelfde hetzelfde dezelfde zoals oké duidelijk perfect lekker
            dobrze dobry ok zwykle zwykły zawsze samo sam sama ten sam takie takie-samo wszystko jasne super normalnie porządku spoko w-porządku
            demnächst nochmal moment mal gucken schauen sehen gesehen gefunden gesprochen besprochen gesagt diskutiert abgestimmt geplant vorhanden identifiziert beteiligt involviert eingebunden dokumentiert unterschrieben geprüft bekannt
            prévu prévue discuté trouvé identifié signé revu vu engagé documenté impliqué connus connu encontrado identificado firmado revisado visto hablado documentado implicado implicados involucrado involucrados conocido encontrado identificado assinado revisto visto falado documentado envolvido envolvidos conhecido
            trovato identificato firmato rivisto visto discusso documentato coinvolto coinvolti noto gevonden geïdentificeerd getekend bekeken gezien besproken gedocumenteerd betrokken bekend znaleziony zidentyfikowany podpisane podpisana przejrzane widziane omówione udokumentowane zaangażowany znany
            kunde kunden client clients cliente clientes clienti klant klanten klient klienta problem probleme problème problemes problema problemas problemi probleem problemen problemy sprawa temat thema themen sujet tema onderwerp
            hola bonjour hallo ciao cześć merci danke gracias obrigado grazie bedankt dzięki bitte svp s.v.p. stp por favor porfavor alsjeblieft aub proszę prosze
            feld pflichtfeld muss campo champ obligatorio obligatoire obbligatorio obrigatório veld verplicht pole wymagane texto texte testo tekst hier ici aquí aqui qui hier tutaj
            """),
        (Says.Unknown, "definir définir definire definieren ustalenia uzupełnienia attente aplica applicabile applicable toepassing dotyczy ahnung disponible disponibile disponivel angabe"),
        (Says.Will, """
            werde werden wird muss müssen soll möchte  vais va allons dois doit faut  voy vamos va debo hay tengo por vou vamos vai preciso devo  devo dobbiamo va  ik zal moet moeten ga gaan nog muszę musimy będę trzeba   riservo bede
            """),
        (Says.Later, """
            später spaeter demnächst bald morgen nachher gleich nachher irgendwann folgt nachgereicht plus-tard tard bientôt demain prochainement ultérieurement después despues luego pronto mañana próximamente depois amanhã brevemente
            dopo presto domani prossimamente  later straks binnenkort morgen gauw później pozniej wkrótce wkrotce jutro potem niebawem
            """),
        (Says.Time, """
            montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember woche wochen monat monate monats jahr jahre tag tage heute gestern morgen uhr quartal nächste nächster nächsten nächstes kommende kommenden
            lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre semaine semaines mois année an ans jour jours aujourd'hui hier demain prochaine prochain trimestre
            lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre semana semanas mes meses año años día días hoy ayer mañana próxima próximo trimestre
            segunda terça quarta quinta sexta sábado domingo segunda-feira janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro semana mês meses ano anos dia dias hoje ontem amanhã próxima
            lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre settimana settimane mese mesi anno anni giorno giorni oggi ieri domani prossima
            maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november december week weken maand maanden jaar dag dagen vandaag gisteren morgen volgende
            poniedziałek wtorek środa środę czwartek piątek sobota niedziela styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień tydzień tygodniu tygodnie miesiąc miesiące rok lata dzień dni dziś dzisiaj wczoraj jutro przyszłym następny
            """),
        (Says.Pointer, """
            siehe vgl frag frage fragt fragen anbei voir cf cfr demander demandez demande joint ci-joint cijoint ci-dessus ci-dessous ver véase vease consultar consulta preguntar pregunta pregúntale adjunto
            vide veja vejam perguntar pergunta pergunte anexo anexado vedi vedere chiedere chiedi allegato allegata zie vraag vragen bijlage patrz zob zobacz zapytaj zapytać spytaj załączniku załącznik jw j.w.
            """),
        (Says.In, "im in am auf aus vom beim laut lt. gemäß dans sur selon d'après par en según sobre conforme nel nella nello sul sulla secondo op uit volgens według jak"),
        (Says.Known, """
            ahnung weiss weiß wissen bekannt klar angabe angaben daten infos verfügbar zutreffend anwendbar sicher idée idee sais sait connu clair données disponible applicable  sabe sabemos sabe conocido claro datos aplica disponible
            sei sabe sabemos conhecido claro dados aplica disponível sanno sappiamo noto chiaro dati applicabile disponibile weet weten bekend duidelijk gegevens toepassing wiem wiemy wiadomo znane jasne danych dane dotyczy dostępne pojęcia objet
            """),
        (Says.Hollow, """
            siehe vgl anbei anhang oben unten obige joint ci-joint ci-dessus dessus adjunto arriba anexo acima allegato sopra bijlage bijgevoegd hierboven załączniku załącznik wyżej powyżej jw s.o. s.u. frage fragen demander preguntar perguntar chiedere vragen zapytaj conforme según zgodnie selon volgens
            """),
        (Says.Place, """
            notiz notizen mail mails e-mail email anhang protokoll akte ordner datei tabelle präsentation folien angebot vertrag crm gespräch telefonat unterlagen dokument kalender
            notes note mail courriel fichier dossier tableau présentation compte-rendu compterendu cr pj pièce jointe appel offre devis contrat document échange mél
            notas nota correo archivo carpeta tabla presentación acta llamada oferta contrato documento adjunto organigrama pestaña correo-e hoja
            notas nota email e-mail arquivo ficheiro pasta planilha tabela apresentação ata chamada ligação proposta contrato documento organograma anexo
            note appunti mail file cartella tabella presentazione verbale chiamata telefonata offerta contratto documento allegato organigramma foglio
            notities notitie mail e-mail bestand map tabel presentatie verslag gesprek telefoongesprek offerte contract document bijlage organogram sheet
            notatki notatkach notatka mail mailu mailem plik pliku folder folderze tabela tabeli prezentacja prezentacji rozmowa rozmowie oferta ofercie umowa umowie dokument dokumencie załącznik załączniku arkusz arkuszu
            """),
        (Says.Write, """
            trage trag nach nachtragen nachreichen nachgereicht reiche ergänze ergänzen ergänzt ausfüllen ausgefüllt fülle füllen schreibe schreiben eintragen eingetragen klären kläre klärt prüfen prüfe checke checken melde melden liefere liefern kommt aktualisiere aktualisieren  nachfragen erfragen erfrage hole einholen kommen
            remplir remplirai remplis rempli compléter complète complèterai compléterai ajouter ajoute ajouterai mettre mets jour renseigner renseigne renseignerai vérifier vérifie vérifierai préciser précise écrire écris écrirai reviens revenir envoie envoyer donne valide valider demander demande venir vient suivre
            rellenar relleno rellenaré llenar lleno llenaré completar  completaré añadir añado añadiré agregar agrego agregaré actualizar actualizo actualizaré poner pongo pondré escribir escribo escribiré confirmar confirmo confirmaré verificar verifico verificaré revisar reviso preguntar preguntaré averiguar averiguo enviar envío mandar vuelvo
            preencher preencho preencherei completar  adicionar adiciono acrescentar acrescento atualizar atualizo atualizarei colocar coloco escrever escrevo confirmar confirmo verificar verifico checar checo perguntar pergunto descobrir envio enviar mando retorno volto
            compilare compilo compilerò completare  completerò aggiungere aggiungo aggiungerò aggiornare aggiorno aggiornerò inserire inserisco inserirò scrivere scrivo scriverò confermare confermo verificare verifico controllare controllo chiedere chiedo mandare mando riservo integrare integro
            invullen vul invul aanvullen aanvul toevoegen voeg bijwerken werk opschrijven schrijf schrijven nakijken kijk checken  uitzoeken zoek navragen vraag bevestigen bevestig sturen stuur aanleveren komt leveren
            uzupełnię uzupełnić uzupelnie uzupełnie uzupełnimy dodam dodać wpiszę wpisze wpisać dopiszę dopisze dopisać zaktualizuję zaktualizować sprawdzę sprawdze sprawdzić potwierdzę potwierdzić zapytam zapytać dowiem napiszę napisze napisać podam podać wyślę prześlę wrócę ustalę
            """),
        (Says.Hollow, """
            trage nach nachtragen nachreichen nachgereicht ergänze ergänzen ausfüllen schreibe eintragen prüfen prüfe melde liefere kommt kommen remplir remplirai compléter compléterai ajouter ajouterai mettre renseigner vérifier écrire reviens
            rellenar llenar completar añadir agregar actualizar escribir preencher preencho completar adicionar atualizar escrever compilare completare aggiungere aggiornare inserire scrivere riservo invullen vul aanvullen toevoegen bijwerken
            uzupełnię uzupełnić dodam wpiszę dopiszę sprawdzę nakijken uitzoeken update
            """),
        (Says.Named, "herr hr hrn frau fr fräulein  mme mlle monsieur madame señor señora sr sra srta senhor senhora    signor signora  dhr mevr mevrouw meneer pan pani panu panem  mgr "),
        (Says.Date, "montag dienstag mittwoch donnerstag freitag samstag januar februar märz april juni juli august september oktober november dezember ostern weihnachten sommer herbst winter lundi mardi mercredi jeudi vendredi samedi janvier février avril juin juillet août septembre octobre novembre décembre lunes martes miércoles jueves viernes enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre segunda-feira janeiro fevereiro março maio junho julho setembro outubro novembro dezembro lunedì martedì mercoledì giovedì venerdì gennaio febbraio aprile maggio giugno luglio agosto settembre ottobre novembre dicembre maandag dinsdag woensdag donderdag vrijdag januari februari juni augustus poniedziałek wtorek środa środę czwartek piątek styczeń luty kwiecień czerwiec lipiec sierpień wrzesień październik listopad grudzień"),
        (Says.They, "ils elles ellos ellas eles elas loro zij sie"),
        (Says.Month, "januar februar märz april juni juli august september oktober november dezember ostern weihnachten sommer herbst janvier février avril juin juillet août septembre octobre novembre décembre enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio agosto settembre ottobre novembre dicembre januari februari juni augustus styczeń luty kwiecień czerwiec lipiec sierpień wrzesień październik listopad grudzień"),
        (Says.Soft, "offen unklar ungeklärt ausstehend pendiente pendientes pendente pendentes incertain onzeker openstaand onduidelijk sospeso"),
        (Says.Too, "zu trop demasiado troppo te za"),
        (Says.Them, "ils elles ellos ellas eles elas loro zij ze  "),
        (Says.Count, " eins zwei drei vier fünf sechs sieben acht neun zehn deux trois quatre cinq  sept huit neuf dix  tres cuatro cinco seis siete ocho nueve diez dois três quatro sete oito nove dez  tre quattro cinque sei sette otto nove dieci twee drie vier vijf zes zeven acht negen tien dwa trzy cztery pięć sześć siedem osiem dziesięć"),
        (Says.Rating, "stark schwach mittel hoch niedrig fort faible moyen fuerte débil medio forte fraco médio debole sterk zwak gemiddeld silny słaby średni"),
        (Says.Quantity, "alle alles beide tout tous todos todas ambos tutti tutte alle beide wszystkie oba"),
        (Says.Pointer, "bescheid"),
        (Says.Knows, "weiss weiß hat sait connaît sabe tiene sabe tem  weet heeft  "),
        (Says.Worn, """
            mehrwert effizienz effizienter effizientere wachstum digitalisierung lösung partnerschaft optimierung verbesserung steigern steigerung optimieren verbessern prozesse produktivität qualität kosten sparen senken zukunft erfolg erfolgreich
            valeur efficacité croissance transformation optimisation amélioration améliorer optimiser solution partenariat productivité coûts réduire succès performance numérique
            eficiencia crecimiento transformación optimización mejora mejorar optimizar solución productividad costes costos reducir éxito rendimiento eficiência crescimento transformação otimização melhoria melhorar otimizar solução produtividade custos reduzir sucesso
            valore efficienza crescita trasformazione ottimizzazione miglioramento migliorare ottimizzare soluzione produttività costi ridurre successo digitale waarde efficiëntie groei transformatie optimalisatie verbetering verbeteren optimaliseren oplossing productiviteit kosten verlagen succes
            wartość efektywność wzrost transformacja optymalizacja poprawa poprawić rozwiązanie produktywność koszty obniżyć sukces interesse interés interés interesse zainteresowany interessiert intéressé interesado interessado geïnteresseerd
            """),
    ];
}
