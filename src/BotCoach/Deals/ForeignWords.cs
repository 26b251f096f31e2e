namespace BotCoach.Deals;

/// <summary>The German, French, Spanish, Portuguese, Italian, Dutch and Polish words, in this order within each family.</summary>
internal static class ForeignWords
{
    public static readonly WordList[] Lists =
    [
        new(Says.Glue, """
            der die das den dem des ein eine einen einem einer eines ich mich mir mein meine wir uns unser unsere unseren sie ihr ihre ihren ihnen es er ihm ihn sich man
            dies diese dieser dieses diesem diesen jenes ist sind war waren wird werden wurde wurden worden sein bin hat haben habe hatte hätte kann können könnte muss
            müssen soll sollen sollte will wollen möchte darf und oder aber wenn weil dass daß ob als wie was wer wo wann warum wieso welche welcher welches womit wofür
            dafür damit davon dazu dabei daran darauf darüber hier dort da dann denn doch mal halt eben ja in im an am auf aus bei beim mit nach von vom vor zu zum zur für
            über unter gegen ohne um durch seit bis zwischen noch schon auch nur sehr mehr viel viele alle alles jeder jede etwas wieder immer so jetzt gerade gibt geht gab
            kommt wäre etwa eher ganz z.b. bzw usw etc le la les un une du de au aux ce cet cette ces il elle on nous vous ils elles je tu me te se lui leur leurs mon ma
            mes ton ta tes son sa ses notre nos votre vos y en qui que quoi dont où quand comment pourquoi quel quelle est sont était été être ai as a avons avez ont avait
            avoir fait faire va vont peut doit faut et ou mais si donc avec sans pour par dans sur sous chez vers entre depuis pas plus très bien aussi encore déjà toujours
            tout tous toute toutes c d j l m n s t qu c'est cest ça cela celui ici là comme même moins peu beaucoup el los las una unos unas lo al del este esta esto estos
            estas ese esa eso yo nosotros él ella ellos ellas mi mis su sus nuestro nuestra quien quién qué cuál cuándo cómo dónde cuanto era fue ser estar está están
            estamos estaba he ha han hay había hacer hace hecho tiene tienen tenemos van puede debe e o u pero porque con sin para por desde hasta sobre no muy más menos
            también ya todavía aún todo todos toda todas mucho muchos algo como aquí así os uma umas do dos na nas ao à aos pelo pela eu nós ele ela eles elas meu minha seu
            sua nosso nossa isto isso esse essa quem qual quando onde é são foi estão tem têm temos fazer faz feito vai vão pode deve mas com sem em até muito também já
            ainda tudo aqui assim gli i uno dello della dei degli delle allo alla agli nel nella nei nelle sul sulla dal dalla di per tra fra io noi lei loro mio mia nostro
            nostra suo questo questa quello quella che chi cosa quale come dove perché è sono stato stata essere ho hanno abbiamo avere fare fa fatto vanno può ed non molto
            più meno anche già ancora tutto tutti tutte così ci ti vi ne het een ik wij we jij hij zij ze hun hen hem haar ons onze mijn zijn jouw dit dat deze daar wat
            waar wanneer hoe waarom welke is wordt geworden ben heeft hebben heb had kan kunnen moet moeten zal zullen wil mag gaat gaan doen doet gedaan of maar omdat dus
            met zonder voor door op aan uit bij naar tot over onder tussen sinds nog ook alleen zeer heel meer veel iets weer altijd nu even wel om ty ona ono my wy oni one
            mnie nam jego jej nasz nasza ten to tego tej tym kto co który która które kiedy jak gdzie dlaczego jest są był była było być mam mają mamy może musi trzeba oraz
            lub albo ale jeśli że żeby bo więc z bez dla przez w od po przy nad pod między jeszcze już też także tylko bardzo więcej mniej wszystko wszyscy zawsze teraz tam
            tak się za
            """),
        new(Says.No, """
            sin sem sans senza ohne zonder bez brak nein nicht kein keine keinen keiner keines non ne pas jamais no nunca não nao mai niet geen nee nooit nie ni
            """),
        new(Says.None, """
            nichts niemand keine keiner keins nirgends rien personne aucun aucune nada ninguno ninguna ningún nadie ninguém nenhum nenhuma niente nulla nessuno nessuna
            niets geen nergens nic nikt żaden żadne żadna brak neant
            """),
        new(Says.Yes, """
            ja jawohl genau stimmt erledigt bestätigt fertig passt oui ouais si fait confirmé valide validé daccord d'accord sí claro hecho listo confirmado acordado vale
            sim feito pronto combinado certo fatto confermato concordato klopt gedaan bevestigd akkoord klaar tak potwierdzone zrobione gotowe zgoda uzgodnione pewnie
            vereinbart einverstanden abgemacht convenu accordé afgesproken acuerdo ok
            """),
        new(Says.Plain, """
            kunden kunde leute mitarbeiter mitarbeitern person personen unternehmen team warten sprechen schreiben gens personne personnes équipe temps entreprise clientes
            gente persona personas equipo equipe equipa empresa tiempo tempo clienti persone azienda squadra klanten klant mensen tijd wachten
            """),
        // Swedish, Danish, Norwegian, Finnish, Czech, Hungarian, Turkish and Romanian: what is not known, or comes later
        new(Says.Unknown, """
            okänt okänd oklart ukendt ukjent uafklaret uavklart afventer avventer mangler saknas puuttuu tuntematon avoinna neznámo neznámé nevím nevim ismeretlen
            bilinmiyor bilmiyorum belirsiz necunoscut nedefinit udefineret odefinierat
            """),
        new(Says.Later, "senare senere återkommer myöhemmin později pozdeji később kesobb sonra târziu tarziu snart brzy hamarosan"),
        new(Says.No, "ej ikke inte ei nem nu değil degil"),
        new(Says.None, "inget ingenting ingen intet ingenting ei-mitään nic semmi yok hiçbir nimic"),
        new(Says.Known, "vet ved tiedossa tiedä tieda tudom ismert biliniyor cunoscut știu stiu klart"),
        new(Says.Hollow, "ved kommer notater notat anteckningar muistiinpanot poznámky jegyzet notlar falta faltan manque manquent fehlt ontbreekt tiedossa tiedä tudom ismert biliniyor cunoscut știu klart"),
        new(Says.Write, "fyller kompletterar uppdaterar udfylder opdaterer fyller-ut päivitän paivitan tarkistan täydennän doplním doplnim upřesním kitöltöm completez"),
        new(Says.Pointer, "katso viz lásd lasd bakınız vezi"),
        new(Says.NoPerson, "niemand personne nadie ninguém nessuno nikt"),
        new(Says.Yet, "noch todavía aún ainda encore ancora nog jeszcze bislang bisher"),
        new(Says.Hollow, """
            sauront saura savoir sabrán sabrá saberão wissen weiss saprà sapranno razón razon motivo raison grund gründe ragione reden powód raisons razones motivos soir
            notte abend heute soirée noche noite sera avond wieczorem wordt aangevuld nader bepalen uzupełnienia uzupełniona trakcie toku corso attesa cours signaler rien
            proceso andamento aberto aguardando informação informacion información klärung arbeit bearbeitung gehabt mache machen noch angefragt gefragt nachfragen
            rückfrage abwarten warten sehen weiter wei geht laeuft bisher aktuell derzeit momentan gerade prüfung abstimmung diskussion planung prochaine suite instant
            moment lheure l'heure actuel discussion étude réflexion attendre attendant suivre verra verrons espera estudio discusión momento ahora revisión trámite veremos
            vemos análise discussão estudo revisão vamos discussione verifica valutazione vedremo revisione lavorazione behandeling bespreking wacht wachten afwachten
            overleg voorlopig zien rozmów dyskusji oczekiwaniu czekamy zobaczymy razie chwilę później ustaleniu analizie mailu notatkach pliku umowie ofercie prezentacji
            arkuszu rozmowie tabeli folderze dokumencie bescheid termin gespräch besprechen sprechen geredet erwähnt genannt gemeldet notiert geschrieben angesprochen
            erfasst eingegeben ausgefüllt ergänzt gefüllt vervollständigt nachgetragen finden gesucht suche suchen gemacht tun getan erledige erledigen kümmere kümmern
            bekomme bekommen erhalten abgeklärt abklären rückmeldung antwort info update status stand gross groß grosse große großer riesig enorm erheblich hoch niedrig
            wenig einiges diverses sonstiges allgemein allgemeine typisch typische standard standardmäßig einfach normalerweise bisschen genügend ausreichend genug möglich
            möglicherweise vielleicht wahrscheinlich vermutlich hoffentlich eventuell schwer schwierig sagen zufrieden interesse bedarf chance potenzial mehr weniger leute
            person personen jemand ansprechpartner kontakt kontakte entscheider verantwortliche zuständige unternehmen team mitarbeiter geld zeit problem
            schmerzpunkte herausforderung herausforderungen abgeschlossen vollständig durch unterwegs dran kommentar frage wert eintrag platzhalter beispiel irrelevant
            relevant egal nötig notwendig erforderlich betrifft grad keinerlei sowieso natürlich logisch selbstverständlich dringend wichtig eilig parlé parler parlons
            discutons discuter échangé évoqué mentionné noté écrit complété rempli renseigné ajouté fourni trouver trouvé cherche chercher ferai fera ferons faire dire
            dirai serait aura aurai obtenir obtenu réponse retour infos statut grand grande gros énorme important importante élevé faible petit petite beaucoup certains
            certaines certain général générale classique simple facile difficile possible peutêtre peut-être probablement sûrement espérons jespère assez suffisant
            satisfait intéressé intérêt besoin besoins potentiel mieux gens personne personnes quelquun contact contacts interlocuteur décideur décideurs
            responsable société entreprise équipe argent temps terminé fini complet finir commentaire question valeur exemple pertinent nécessaire concerne urgent
            identifier définie venir hab dhab habitude venu hablamos hablar hablado hablé discutido discutimos comentado mencionado anotado escrito completado completará
            completada rellenado añadido encontrar encontrado buscar buscando haré hará haremos decir diré dicho será estará tendré obtener respuesta estado grandes enorme
            alto alta bajo pequeño bastante algunos cierto general clásico estándar fácil difícil posible quizás quizá probablemente seguramente espero suficiente contento
            contentos satisfecho interesado interés necesidad necesidades potencial gente persona personas contacto contactos decisor decisores empresa compañía equipo
            dinero tiempo presupuesto terminado completo comentario pregunta valor ejemplo relevante necesario urgente identificar definido alineados alineado idea falamos
            falar falei comentei preenchido adicionado procurar procurando farei fará faremos faço dizer direi dito terei obter resposta baixo pequeno alguns certo geral
            clássico padrão simples possível talvez provavelmente contente satisfeito interessado necessidade necessidades pessoa pessoas contato equipe equipa dinheiro
            tempo orçamento comentário pergunta exemplo necessário alinhados alinhado parlato parlare parlo discusso discutere menzionato annotato scritto compilato
            completato inserito aggiunto trovare trovato cercare farò farà faremo faccio facciamo dirò sarà avrò ottenere risposta stato verrà verranno individuare
            individuato grandi basso piccolo abbastanza alcuni generale classico semplice possibile forse probabilmente spero sufficiente soddisfatto interessato bisogno
            bisogni potenziale persone contatto contatti decisore decisori responsabile azienda squadra soldi finito commento domanda valore esempio rilevante necessario
            identificare allineati allineato sempre gesproken spreken praten gepraat gezegd vermeld genoteerd geschreven ingevuld toegevoegd gevonden vinden zoeken zoekt
            doe doen zeggen krijgen antwoord groot grote belangrijk hoog laag klein voldoende sommige algemeen algemene klassiek standaard makkelijk moeilijk mogelijk
            misschien waarschijnlijk hopelijk genoeg tevreden geïnteresseerd behoefte potentieel mensen persoon iemand contactpersoon beslisser verantwoordelijke bedrijf
            tijd klaar compleet opmerking vraag waarde voorbeeld nodig afgestemd aligned lopend loopt omówiliśmy rozmawialiśmy rozmawiałem mówiliśmy wspomniano zapisane
            wpisane uzupełnione zostanie będzie znaleźć znalezienia szukamy szukam zrobię zrobimy powiedzieć odpowiedź stan duży duża duże ogromny ważny ważne wysoki niski
            mały trochę niektóre ogólne klasyczne standardowe standardowo proste łatwe trudne możliwe może prawdopodobnie pewnie mam nadzieję wystarczająco zadowolony
            zainteresowani zainteresowanie potrzeba potrzeby potencjał ludzie osoba osoby ktoś kontakty decydent decydenci odpowiedzialny zespół pieniądze czas gotowe
            kompletne komentarz pytanie przykład istotne potrzebne pilne uzgodnione ustaleń autre autres otro otra otros outro outra outros altro altra altri overig overige
            andere anderes inne inny sonstige zamknięte wybierz auswählen choisir elegir escolher scegliere kiezen leer steht fehlt vide manquant rein liegt objet sans
            erledigt bestätigt fertig passt bestätigte acuerdo accordo zutreffend anwendbar applicable applicabile aplica aplicable aplicável aplicavel toepassing
            disponible disponível disponivel disponibile verfügbar beschikbaar dostępne dostepne dostępny dotyczy ahnung weiß keine angabe angaben daten idée idee sais sait
            sé sabe sabemos sei saber so sanno sappiamo weet weten wiem wiemy pojęcia danych dane informacji données donnée datos dato dados dati gegevens definieren klären
            klärt geklärt festzulegen bestimmen definir définir confirmer confirmar préciser precisar determinar decidir voir ver vedere definire confermare determinare
            bevestigen bepaald vastgesteld ustalić ustalenia ustalimy potwierdzić potwierdzenia określić decyzji wyjaśnienia quelque chose chuj irgendwas irgendwie
            irgendwer irgendwann irgendein zeug sachen sache ding dinge dingen truc trucs machin bidule cosa cosas algo alguien alguno algunas coisa coisas alguém cose
            qualcosa qualcuno iets spul coś jakoś rzecz rzeczy różne diverse verschiedene verschiedenes divers plusieurs varios varias vários diversos diversi vari
            verschillende gut gute guter gutes super prima läuft klar klare sicher normal übliche üblich übliches üblichen wie immer gewohnt halt gleich gleiche
            gleichen dasselbe dieselben selbe selben ebenso siehe schön perfekt bestens bon bonne bien habituel habituelle dhabitude d'habitude pareil même idem comme
            toujours parfait bueno buena habitual habituales siempre igual mismo misma mismos todo perfecto genial lo de bom boa bem mesmo mesma perfeito ótimo tranquilo
            buono buona bene normale solito solita stesso stessa uguale perfetto ottimo tutto posto goed gewoon gebruikelijk gebruikelijke altijd zelfde hetzelfde
            dezelfde zoals oké duidelijk perfect lekker dobrze dobry ok zwykle zwykły zawsze samo sam sama ten takie takie-samo wszystko jasne normalnie porządku spoko
            w-porządku demnächst nochmal mal gucken schauen gesehen gefunden gesprochen besprochen gesagt diskutiert abgestimmt geplant vorhanden identifiziert beteiligt
            involviert eingebunden dokumentiert unterschrieben geprüft bekannt prévu prévue discuté identifié signé revu vu engagé documenté impliqué connus connu
            identificado firmado revisado visto documentado implicado implicados involucrado involucrados conocido assinado revisto falado envolvido envolvidos conhecido
            identificato firmato rivisto documentato coinvolto coinvolti noto geïdentificeerd getekend bekeken gezien besproken gedocumenteerd betrokken bekend znaleziony
            zidentyfikowany podpisane podpisana przejrzane widziane omówione udokumentowane zaangażowany znany kunde kunden client clients cliente clientes clienti klant
            klanten klient klienta probleme problème problemes problema problemas problemi probleem problemen problemy sprawa temat thema themen sujet tema onderwerp hola
            bonjour hallo ciao cześć merci danke gracias obrigado grazie bedankt dzięki bitte svp s.v.p. stp por favor porfavor alsjeblieft aub proszę prosze feld
            pflichtfeld muss campo champ obligatorio obligatoire obbligatorio obrigatório veld verplicht pole wymagane texto texte testo tekst hier ici aquí aqui qui tutaj
            vgl anbei anhang oben unten obige ci-joint ci-dessus dessus adjunto arriba anexo acima allegato sopra bijlage bijgevoegd hierboven załączniku załącznik
            wyżej powyżej jw s.o. s.u. fragen demander preguntar perguntar chiedere vragen zapytaj conforme según zgodnie selon volgens trage nach nachtragen nachreichen
            nachgereicht ergänze ergänzen ausfüllen schreibe eintragen prüfen prüfe melde liefere kommt kommen remplir remplirai compléter compléterai ajouter ajouterai
            mettre renseigner vérifier écrire reviens rellenar llenar completar añadir agregar actualizar escribir preencher preencho adicionar atualizar escrever compilare
            completare aggiungere aggiornare inserire scrivere riservo invullen vul aanvullen toevoegen bijwerken uzupełnię uzupełnić dodam wpiszę dopiszę sprawdzę nakijken
            uitzoeken
            """),
        new(Says.Limit, """
            nur teilweise ausser außer halb seulement partiellement sauf parcialmente salvo excepto apenas exceto parzialmente tranne alleen gedeeltelijk behalve tylko
            częściowo oprócz
            """),
        new(Says.Unknown, """
            unbekannt offen ausstehend unklar ungeklärt unbestimmt k.a. ka keineahnung weissnicht entfällt entfallt entfaellt nichtzutreffend unzutreffend folgt n.a. n.n.
            nb offenstehend tba weissichnicht unsicher inconnu inconnue indéfini indisponible attente àdéfinir adefinir àconfirmer aconfirmer àvoir sansobjet n.c. néant
            incertain desconocido desconocida pendiente pendientes pdte pte indefinido pordefinir porconfirmar aconfirmar nosé nose noaplica sindatos nosabemos s/d n/d vacío vacio
            desconhecido desconhecida pendente pendentes nãosei naosei nãoseaplica s/n vazio indisponível sconosciuto sconosciuta indefinito dadefinire daconfermare nonso
            nonapplicabile n.d. vuoto sospeso onbekend onduidelijk nvt n.v.t. nntb ntb n.t.b. nnb n.n.b. openstaand weetniet leeg volgt geenidee onzeker nieznany nieznane
            nieznana nieustalone nieokreślone nieokreslone niewiem nw bd b.d. nd nie-dotyczy niedotyczy dotyczy puste doustalenia dopotwierdzenia definir définir definire
            definieren ustalenia uzupełnienia aplica applicabile applicable toepassing ahnung disponible disponibile disponivel angabe
            """),
        new(Says.Will, """
            werde werden wird muss müssen soll möchte vais va allons dois doit faut voy vamos debo hay tengo por vou vai preciso devo dobbiamo ik zal moet moeten ga gaan
            nog muszę musimy będę trzeba riservo bede
            """),
        new(Says.Later, """
            später spaeter demnächst bald morgen nachher gleich irgendwann folgt nachgereicht plus-tard tard bientôt demain prochainement ultérieurement después despues
            luego pronto mañana próximamente depois amanhã brevemente dopo presto domani prossimamente later straks binnenkort gauw później pozniej wkrótce wkrotce jutro
            potem niebawem
            """),
        new(Says.Time, """
            montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember woche wochen
            monat monate monats jahr jahre tag tage heute gestern morgen uhr quartal nächste nächster nächsten nächstes kommende kommenden lundi mardi mercredi jeudi
            vendredi samedi dimanche janvier février mars avril juin juillet août septembre octobre novembre décembre semaine semaines mois année an ans jour jours
            aujourd'hui hier demain prochaine prochain trimestre lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto
            septiembre octubre noviembre diciembre semana semanas mes meses año años día días hoy ayer mañana próxima próximo segunda terça quarta quinta sexta
            segunda-feira janeiro fevereiro março maio junho julho setembro outubro novembro dezembro mês ano anos dia dias hoje ontem amanhã lunedì martedì mercoledì
            giovedì venerdì sabato domenica gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre settimana settimane mese mesi anno anni giorno giorni
            oggi ieri domani prossima maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart mei augustus december week weken maand maanden jaar
            dag dagen vandaag gisteren volgende poniedziałek wtorek środa środę czwartek piątek sobota niedziela styczeń luty marzec kwiecień maj czerwiec lipiec sierpień
            wrzesień październik listopad grudzień tydzień tygodniu tygodnie miesiąc miesiące rok lata dzień dni dziś dzisiaj wczoraj jutro przyszłym następny
            """),
        new(Says.Pointer, """
            siehe sieh vgl frag frage fragt fragen anbei voir cf cfr demander demandez demande ci-joint cijoint ci-dessus ci-dessous ver véase vease consultar consulta
            preguntar pregunta pregúntale adjunto vide veja vejam perguntar pergunta pergunte anexo anexado vedi vedere chiedere chiedi allegato allegata zie vraag vragen
            bijlage patrz zob zobacz zapytaj zapytać spytaj załączniku załącznik jw j.w. bescheid
            """),
        new(Says.In, """
            im in am auf aus vom beim laut lt. gemäß dans sur selon d'après par en según sobre conforme nel nella nello sul sulla secondo op uit volgens według jak
            """),
        new(Says.Known, """
            ahnung weiss weiß wissen bekannt klar angabe angaben daten infos verfügbar zutreffend anwendbar sicher idée idee sais sait connu clair données disponible
            applicable sabe sabemos conocido claro datos aplica sei conhecido dados disponível sanno sappiamo noto chiaro dati applicabile disponibile weet weten bekend
            duidelijk gegevens toepassing wiem wiemy wiadomo znane jasne danych dane dotyczy dostępne pojęcia objet
            """),
        new(Says.Place, """
            notiz notizen mail mails e-mail email anhang protokoll akte ordner datei tabelle präsentation folien angebot vertrag crm gespräch telefonat unterlagen dokument
            kalender notes note courriel fichier dossier tableau présentation compte-rendu compterendu cr pj pièce jointe appel offre devis contrat document échange mél
            notas nota correo archivo carpeta tabla presentación acta llamada oferta contrato documento adjunto organigrama pestaña correo-e hoja arquivo ficheiro
            planilha tabela apresentação ata chamada ligação proposta organograma anexo appunti file cartella tabella presentazione verbale chiamata telefonata offerta
            contratto allegato organigramma foglio notities notitie bestand map tabel presentatie verslag gesprek telefoongesprek offerte contract bijlage organogram sheet
            notatki notatkach notatka mailu mailem plik pliku folder folderze tabeli prezentacja prezentacji rozmowa rozmowie ofercie umowa umowie dokumencie załącznik
            załączniku arkusz arkuszu
            """),
        new(Says.Write, """
            trage trag nachtragen nachreichen nachgereicht reiche ergänze ergänzen ergänzt ausfüllen ausgefüllt fülle füllen schreibe schreiben eintragen eingetragen
            klären kläre klärt prüfen prüfe checke checken melde melden liefere liefern kommt aktualisiere aktualisieren nachfragen erfragen erfrage hole einholen kommen
            remplir remplirai remplis rempli compléter complète complèterai compléterai ajouter ajoute ajouterai mettre mets jour renseigner renseigne renseignerai vérifier
            vérifie vérifierai préciser précise écrire écris écrirai reviens revenir envoie envoyer donne valide valider demander demande venir vient suivre rellenar
            relleno rellenaré llenar lleno llenaré completar completaré añadir añado añadiré agregar agrego agregaré actualizar actualizo actualizaré poner pongo pondré
            escribir escribo escribiré confirmar confirmo confirmaré verificar verifico verificaré revisar reviso preguntar preguntaré averiguar averiguo enviar envío
            mandar vuelvo preencher preencho preencherei adicionar adiciono acrescentar acrescento atualizar atualizo atualizarei colocar coloco escrever escrevo checar
            checo perguntar pergunto descobrir envio mando retorno volto compilare compilo compilerò completare completerò aggiungere aggiungo aggiungerò aggiornare
            aggiorno aggiornerò chiarire inserire inserisco inserirò scrivere scrivo scriverò confermare confermo verificare controllare controllo chiedere chiedo mandare riservo
            integrare integro invullen vul invul aanvullen aanvul toevoegen voeg bijwerken werk opschrijven schrijf schrijven nakijken kijk uitzoeken zoek navragen vraag
            bepalen bevestigen bevestig sturen stuur aanleveren komt leveren uzupełnię uzupełnić uzupelnie uzupełnie uzupełnimy dodam dodać wpiszę wpisze wpisać dopiszę dopisze
            dopisać zaktualizuję zaktualizować sprawdzę sprawdze sprawdzić potwierdzę potwierdzić zapytam zapytać dowiem napiszę napisze napisać podam podać wyślę prześlę
            wrócę ustalę
            """),
        new(Says.Named, """
            herr hr hrn frau fr fräulein mme mlle monsieur madame señor señora sr sra srta senhor senhora signor signora dhr mevr mevrouw meneer pan pani panu panem mgr
            """),
        new(Says.Date, """
            montag dienstag mittwoch donnerstag freitag samstag januar februar märz april juni juli august september oktober november dezember ostern weihnachten sommer
            herbst winter lundi mardi mercredi jeudi vendredi samedi janvier février avril juin juillet août septembre octobre novembre décembre lunes martes miércoles
            jueves viernes enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre segunda-feira janeiro fevereiro março maio junho julho
            setembro outubro novembro dezembro lunedì martedì mercoledì giovedì venerdì gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre maandag
            dinsdag woensdag donderdag vrijdag januari februari augustus poniedziałek wtorek środa środę czwartek piątek styczeń luty kwiecień czerwiec lipiec sierpień
            wrzesień październik listopad grudzień
            """),
        new(Says.They, "ils elles ellos ellas eles elas loro zij sie"),
        new(Says.Month, """
            januar februar märz april juni juli august september oktober november dezember ostern weihnachten sommer herbst janvier février avril juin juillet août
            septembre octobre novembre décembre enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio junho julho
            setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre januari februari augustus styczeń luty kwiecień
            czerwiec lipiec sierpień wrzesień październik listopad grudzień
            """),
        new(Says.Soft, "offen unklar ungeklärt ausstehend pendiente pendientes pendente pendentes incertain onzeker openstaand onduidelijk sospeso"),
        new(Says.Too, "zu trop demasiado troppo te za"),
        new(Says.Them, "ils elles ellos ellas eles elas loro zij ze"),
        new(Says.Count, """
            eins zwei drei vier fünf sechs sieben acht neun zehn deux trois quatre cinq sept huit neuf dix tres cuatro cinco seis siete ocho nueve diez dois três quatro
            sete oito nove dez tre quattro cinque sei sette otto dieci twee drie vijf zes zeven negen tien dwa trzy cztery pięć sześć siedem osiem dziesięć
            """),
        new(Says.Rating, "stark schwach mittel hoch niedrig fort faible moyen fuerte débil medio forte fraco médio debole sterk zwak gemiddeld silny słaby średni"),
        new(Says.Quantity, "alle alles beide tout tous todos todas ambos tutti tutte wszystkie oba"),
        new(Says.Knows, "weiss weiß hat sait connaît sabe tiene tem weet heeft"),
        new(Says.Worn, """
            mehrwert effizienz effizienter effizientere wachstum digitalisierung lösung partnerschaft optimierung verbesserung steigern steigerung optimieren verbessern
            prozesse produktivität qualität kosten sparen senken zukunft erfolg erfolgreich valeur efficacité croissance transformation optimisation amélioration améliorer
            optimiser solution partenariat productivité coûts réduire succès performance numérique eficiencia crecimiento transformación optimización mejora mejorar
            optimizar solución productividad costes costos reducir éxito rendimiento eficiência crescimento transformação otimização melhoria melhorar otimizar solução
            produtividade custos reduzir sucesso valore efficienza crescita trasformazione ottimizzazione miglioramento migliorare ottimizzare soluzione produttività costi
            ridurre successo digitale waarde efficiëntie groei transformatie optimalisatie verbetering verbeteren optimaliseren oplossing productiviteit verlagen succes
            wartość efektywność wzrost transformacja optymalizacja poprawa poprawić rozwiązanie produktywność koszty obniżyć sukces interesse interés zainteresowany
            interessiert intéressé interesado interessado geïnteresseerd
            """),
    ];
}
