<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en_GB">
<context>
    <name>AirIndexCard</name>
    <message>
        <source>ATMO (France)</source>
        <translation>ATMO (France)</translation>
    </message>
    <message>
        <source>EAQI (Europe)</source>
        <translation>EAQI (Europe)</translation>
    </message>
    <message>
        <source>worst: %1</source>
        <translation>pire&#xa0;: %1</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>non mesuré</translation>
    </message>
    <message>
        <source>Air quality indices, means in µg/m³</source>
        <translation>Indices de qualité de l’air, moyennes en µg/m³</translation>
    </message>
</context>
<context>
    <name>AirQualityPage</name>
    <message>
        <source>Station</source>
        <extracomment>Indices are means of hours: they are made anew so many seconds of the city&apos;s time after the last.</extracomment>
        <translation>Station</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Référence</translation>
    </message>
    <message>
        <source>Micro-sensors</source>
        <translation>Micro-capteurs</translation>
    </message>
    <message>
        <source>ATMO index</source>
        <translation>Indice ATMO</translation>
    </message>
    <message>
        <source>European index</source>
        <translation>Indice européen</translation>
    </message>
    <message>
        <source>Highest ozone</source>
        <translation>Ozone le plus haut</translation>
    </message>
    <message>
        <source>Highest NO₂</source>
        <translation>NO₂ le plus haut</translation>
    </message>
</context>
<context>
    <name>AlarmDetail</name>
    <message>
        <source>What to do</source>
        <extracomment>domain, thing the alarm, and the comment on it</extracomment>
        <translation>Que faire</translation>
    </message>
    <message>
        <source>No alarm stands. The city is calm.</source>
        <translation>Aucune alarme en cours. La ville est calme.</translation>
    </message>
    <message>
        <source>Go to sensor</source>
        <translation>Voir le capteur</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Entrée</translation>
    </message>
    <message>
        <source>Comment, then Enter</source>
        <translation>Commentaire, puis Entrée</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Commentaire</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Acquitter</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Réarmer</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Shelve…</source>
        <translation>Mettre de côté…</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>depuis %1</translation>
    </message>
    <message>
        <source>over since %1</source>
        <translation>terminée depuis %1</translation>
    </message>
    <message>
        <source>acknowledged %1</source>
        <translation>acquittée à %1</translation>
    </message>
    <message>
        <source>shelved until %1</source>
        <translation>de côté jusqu’à %1</translation>
    </message>
    <message>
        <source>%1 speaks for it</source>
        <translation>%1 parle pour elle</translation>
    </message>
    <message>
        <source>And: %1</source>
        <translation>Et&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>AlarmFilter</name>
    <message>
        <source>Not acknowledged</source>
        <translation>Non acquittées</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Mises de côté</translation>
    </message>
    <message>
        <source>All domains</source>
        <translation>Tous les domaines</translation>
    </message>
    <message>
        <source>All priorities</source>
        <translation>Toutes les priorités</translation>
    </message>
    <message>
        <source>All states</source>
        <translation>Tous les états</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domaine</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorité</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Search in the alarms</source>
        <translation>Chercher dans les alarmes</translation>
    </message>
</context>
<context>
    <name>AlarmHealthView</name>
    <message>
        <source>Alarms in ten minutes, the last day</source>
        <extracomment>So many alarms are named in a list. Scores go through all that was true: they are made anew so often, seconds of wall clock.</extracomment>
        <translation>Alarmes par dix minutes, depuis un jour</translation>
    </message>
    <message>
        <source>Priorities: share / what is wanted</source>
        <translation>Priorités&#xa0;: part / visée</translation>
    </message>
    <message>
        <source>The ten most frequent</source>
        <translation>Les dix plus fréquentes</translation>
    </message>
    <message>
        <source>Standing for more than a day</source>
        <translation>En cours depuis plus d’un jour</translation>
    </message>
    <message>
        <source>Against the truth of the simulation</source>
        <translation>Face à la vérité de la simulation</translation>
    </message>
    <message>
        <source>Last ten minutes</source>
        <translation>Dix dernières minutes</translation>
    </message>
    <message>
        <source>flood above 10</source>
        <translation>avalanche au-delà de 10</translation>
    </message>
    <message>
        <source>Mean per ten minutes</source>
        <translation>Moyenne par dix minutes</translation>
    </message>
    <message>
        <source>at most 1</source>
        <translation>1 au plus</translation>
    </message>
    <message>
        <source>Floods</source>
        <translation>Avalanches</translation>
    </message>
    <message>
        <source>one is on</source>
        <translation>une est en cours</translation>
    </message>
    <message>
        <source>none is on</source>
        <translation>aucune en cours</translation>
    </message>
    <message>
        <source>Chattering</source>
        <translation>Bavardes</translation>
    </message>
    <message>
        <source>3 times in a minute, last day</source>
        <translation>3 fois en une minute, depuis un jour</translation>
    </message>
    <message>
        <source>Over a day old</source>
        <translation>Plus d’un jour</translation>
    </message>
    <message>
        <source>they tell nobody anything</source>
        <translation>elles ne disent plus rien à personne</translation>
    </message>
    <message>
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message numerus="yes">
        <source>Flood %1 → %2: %n alarm(s)</source>
        <translation>
            <numerusform>Avalanche %1 → %2&#xa0;: %n alarme</numerusform>
            <numerusform>Avalanche %1 → %2&#xa0;: %n alarmes</numerusform>
        </translation>
    </message>
    <message>
        <source>No flood of alarms so far.</source>
        <translation>Aucune avalanche d’alarmes jusqu’ici.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Aucune.</translation>
    </message>
    <message>
        <source>No truth was told yet: only a simulated city tells it.</source>
        <translation>Aucune vérité n’a encore été dite&#xa0;: seule une ville simulée la dit.</translation>
    </message>
</context>
<context>
    <name>AlarmJournal</name>
    <message>
        <source>Everything</source>
        <extracomment>What an operator did, and what came by itself. domain, thing</extracomment>
        <translation>Tout</translation>
    </message>
    <message>
        <source>Raised or worse</source>
        <translation>Levées ou aggravées</translation>
    </message>
    <message>
        <source>What operators did</source>
        <translation>Gestes des opérateurs</translation>
    </message>
    <message>
        <source>Kind of event</source>
        <translation>Type d’événement</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Search in the journal</source>
        <translation>Chercher dans le journal</translation>
    </message>
    <message>
        <source>Save (CSV)…</source>
        <translation>Enregistrer (CSV)…</translation>
    </message>
    <message>
        <source>Journal of the alarms</source>
        <translation>Journal des alarmes</translation>
    </message>
    <message>
        <source>Save the journal</source>
        <translation>Enregistrer le journal</translation>
    </message>
    <message>
        <source>This file cannot be written: %1</source>
        <translation>Ce fichier ne peut pas être écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
    <message>
        <source>Journal: %1 of the last %2 events</source>
        <translation>Journal&#xa0;: %1 des %2 derniers événements</translation>
    </message>
</context>
<context>
    <name>AlarmModel</name>
    <message>
        <source>Priority</source>
        <extracomment>What was said of an alarm in a column, until it changes.</extracomment>
        <translation>Priorité</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Depuis</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Que faire</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
</context>
<context>
    <name>AlarmOrders</name>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <extracomment>So many steps can be taken back.</extracomment>
        <translation>
            <numerusform>%n alarme</numerusform>
            <numerusform>%n alarmes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlarmRow</name>
    <message>
        <source>acknowledged %1</source>
        <extracomment>So many alarms at most; the rest is on their page. Narrower rows do without what to do: it is on the alarm page and on the card. the Alarm its id</extracomment>
        <translation>acquittée à %1</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Acquitter</translation>
    </message>
</context>
<context>
    <name>AlarmStrip</name>
    <message>
        <source>Active alarms</source>
        <extracomment>the Alarm whose place is asked for</extracomment>
        <translation>Alarmes actives</translation>
    </message>
    <message>
        <source>Nothing calls for you: every limit is kept.</source>
        <translation>Rien ne vous appelle&#xa0;: toutes les limites sont respectées.</translation>
    </message>
    <message>
        <source>All alarms</source>
        <translation>Toutes les alarmes</translation>
    </message>
    <message>
        <source>%1 of %2 that last · the worst of every service</source>
        <translation>%1 sur %2 en cours · la pire de chaque service</translation>
    </message>
</context>
<context>
    <name>AlarmTabs</name>
    <message>
        <source>Alarms</source>
        <extracomment>Their keys, in order.</extracomment>
        <translation>Alarmes</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Health of the alarms</source>
        <translation>Santé des alarmes</translation>
    </message>
    <message>
        <source>Nothing here plays a sound: alarms are seen only.</source>
        <translation>Rien ici ne joue de son&#xa0;: les alarmes se voient seulement.</translation>
    </message>
    <message>
        <source>Alarms are not heard.</source>
        <translation>Les alarmes ne s’entendent pas.</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>Son actif</translation>
    </message>
    <message>
        <source>Sound off</source>
        <translation>Son coupé</translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message>
        <source>Alarms that stand, by priority and age</source>
        <extracomment>The alarm that the page chose by itself, &quot;&quot; once an operator chose another.</extracomment>
        <translation>Alarmes en cours, par priorité et ancienneté</translation>
    </message>
    <message numerus="yes">
        <source>%n of them over</source>
        <translation>
            <numerusform>dont %n terminée</numerusform>
            <numerusform>dont %n terminées</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n spoken for by others</source>
        <translation>
            <numerusform>une autre parle pour %n</numerusform>
            <numerusform>d’autres parlent pour %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>Non acquittées</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Mises de côté</translation>
    </message>
</context>
<context>
    <name>BackToNow</name>
    <message>
        <source>Back to now</source>
        <translation>Revenir à maintenant</translation>
    </message>
    <message>
        <source>This plot shows the past. Back to now (End)</source>
        <translation>Ce graphique montre le passé. Revenir à maintenant (Fin)</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Touch the screen to take over</source>
        <extracomment>Narrower than this, pixels, words are smaller; the height of the band then, and else.</extracomment>
        <translation>Touchez l’écran pour prendre la main</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>%1 depuis %2</translation>
    </message>
    <message>
        <source>%1 from %2 to %3, now over</source>
        <translation>%1 de %2 à %3, terminée</translation>
    </message>
</context>
<context>
    <name>BeachesCard</name>
    <message>
        <source>Bathing water, beach by beach</source>
        <extracomment>What is counted in the water, and the ends of the scale, per 100 mL. of the value, by the limits</extracomment>
        <translation>Eaux de baignade, plage par plage</translation>
    </message>
</context>
<context>
    <name>CueButtons</name>
    <message>
        <source>No cues</source>
        <translation>Aucun signal</translation>
    </message>
    <message>
        <source>Shift+%1 undoes it</source>
        <translation>Maj+%1 l’annule</translation>
    </message>
</context>
<context>
    <name>DifferenceModel</name>
    <message>
        <source>only in A</source>
        <extracomment>same alarm, other priority same priority, raised or cleared at another time</extracomment>
        <translation>seulement en A</translation>
    </message>
    <message>
        <source>only in B</source>
        <translation>seulement en B</translation>
    </message>
    <message>
        <source>other priority</source>
        <translation>autre priorité</translation>
    </message>
    <message>
        <source>other time</source>
        <translation>autre heure</translation>
    </message>
    <message>
        <source>lasts</source>
        <translation>dure</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Différence</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Limits A</source>
        <translation>Limites A</translation>
    </message>
    <message>
        <source>Limits B</source>
        <translation>Limites B</translation>
    </message>
</context>
<context>
    <name>Director</name>
    <message>
        <source>Director</source>
        <extracomment>How often the score is made anew, seconds of wall clock. somebody wants it closed What is still to be done until it stands.</extracomment>
        <translation>Régie</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Temps</translation>
    </message>
    <message>
        <source>Cues</source>
        <translation>Signaux</translation>
    </message>
    <message>
        <source>Stories</source>
        <translation>Histoires</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Pannes</translation>
    </message>
    <message>
        <source>No simulated city is heard.</source>
        <translation>Aucune ville simulée n’est entendue.</translation>
    </message>
    <message>
        <source>Alarms: %1</source>
        <translation>Alarmes&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>DomainPage</name>
    <message>
        <source>Sensor</source>
        <extracomment>Windows lower than this get smaller figures. How many key figures `figures` gives. Share of the width for the list of things, in percent. None in the first frame of a page.</extracomment>
        <translation>Capteur</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Âge</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>sur %1</translation>
    </message>
    <message>
        <source>Sensors heard</source>
        <translation>Capteurs entendus</translation>
    </message>
    <message>
        <source>Out of the ordinary</source>
        <translation>Hors de l’ordinaire</translation>
    </message>
    <message>
        <source>Silent for too long</source>
        <translation>Muets depuis trop longtemps</translation>
    </message>
    <message>
        <source>Newest reading</source>
        <translation>Mesure la plus récente</translation>
    </message>
    <message>
        <source>the worst first</source>
        <translation>le pire d’abord</translation>
    </message>
</context>
<context>
    <name>DriverView</name>
    <message>
        <source>Going to</source>
        <extracomment>Sixty loops are averaged: every two seconds is often enough for somebody who drives.</extracomment>
        <translation>Destination</translation>
    </message>
    <message>
        <source>Free places</source>
        <translation>Places libres</translation>
    </message>
    <message>
        <source>Nearest first, as the crow flies; closed and full ones are left out</source>
        <translation>À vol d’oiseau&#x202f;; sans les parkings fermés ni complets</translation>
    </message>
    <message>
        <source>Travel times</source>
        <translation>Temps de parcours</translation>
    </message>
    <message>
        <source>From end to end now, and what is lost to traffic</source>
        <translation>De bout en bout maintenant, et le temps perdu</translation>
    </message>
</context>
<context>
    <name>ExportMenu</name>
    <message>
        <source>Copy picture</source>
        <extracomment>Leads from the picture that has focus to its history, as in a browser. What a picture is drawn from; a picture of something else than readings has none.</extracomment>
        <translation>Copier l’image</translation>
    </message>
    <message>
        <source>Save picture (PNG)…</source>
        <translation>Enregistrer l’image (PNG)…</translation>
    </message>
    <message>
        <source>Save readings (CSV)…</source>
        <translation>Enregistrer les mesures (CSV)…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Enregistrer l’image</translation>
    </message>
    <message>
        <source>Save readings</source>
        <translation>Enregistrer les mesures</translation>
    </message>
    <message>
        <source>This file cannot be written: %1</source>
        <translation>Ce fichier ne peut pas être écrit&#xa0;: %1</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Non enregistré</translation>
    </message>
</context>
<context>
    <name>FaultList</name>
    <message>
        <source>Running</source>
        <extracomment>the target, &quot;&quot; for all</extracomment>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Every instrument works.</source>
        <translation>Tous les instruments fonctionnent.</translation>
    </message>
    <message>
        <source>Undo all</source>
        <translation>Tout annuler</translation>
    </message>
</context>
<context>
    <name>FaultPanel</name>
    <message>
        <source>Service</source>
        <extracomment>In the city&apos;s time, s; 0 until it is undone. the arguments of the command</extracomment>
        <translation>Service</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>Property</source>
        <translation>Grandeur</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Panne</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Pendant</translation>
    </message>
    <message>
        <source>In the city&apos;s time</source>
        <translation>En temps de la ville</translation>
    </message>
    <message>
        <source>Inject the fault</source>
        <translation>Provoquer la panne</translation>
    </message>
    <message>
        <source>until it is undone</source>
        <translation>jusqu’à annulation</translation>
    </message>
    <message>
        <source>Gateways</source>
        <translation>Passerelles</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>tout</translation>
    </message>
    <message>
        <source>empty: %1</source>
        <translation>vide&#xa0;: %1</translation>
    </message>
    <message>
        <source>its last reading</source>
        <translation>sa dernière mesure</translation>
    </message>
    <message>
        <source>its noise</source>
        <translation>son bruit</translation>
    </message>
    <message>
        <source>5 to 20 times its noise</source>
        <translation>5 à 20 fois son bruit</translation>
    </message>
</context>
<context>
    <name>FaultRow</name>
    <message>
        <source>until it is undone</source>
        <extracomment>the target</extracomment>
        <translation>jusqu’à annulation</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>encore %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Annuler</translation>
    </message>
</context>
<context>
    <name>FreePlaces</name>
    <message>
        <source>Nearest free places</source>
        <extracomment>Fewer places than this are gone before one arrives.</extracomment>
        <translation>Places libres les plus proches</translation>
    </message>
    <message>
        <source>from the chosen car park, as the crow flies</source>
        <translation>depuis le parking choisi, à vol d’oiseau</translation>
    </message>
</context>
<context>
    <name>FundamentalCard</name>
    <message>
        <source>Fundamental diagram</source>
        <translation>Diagramme fondamental</translation>
    </message>
    <message>
        <source>veh/h over veh/km, of one lane</source>
        <translation>véh/h selon véh/km, par voie</translation>
    </message>
    <message>
        <source>%1 veh/km · %2 veh/h · %3 km/h</source>
        <translation>%1 véh/km · %2 véh/h · %3 km/h</translation>
    </message>
</context>
<context>
    <name>HelpDialog</name>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Simulated sensors of a city on one platform. No reading here is real, no warning official.</source>
        <translation>Capteurs simulés d’une ville sur une seule plateforme. Aucune mesure n’est réelle, aucune alerte officielle.</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. It needs no internet.</source>
        <translation>Logiciel libre sous licence MIT. Il se passe d’internet.</translation>
    </message>
    <message>
        <source>Resources</source>
        <translation>Ressources</translation>
    </message>
    <message>
        <source>Libraries</source>
        <translation>Bibliothèques</translation>
    </message>
</context>
<context>
    <name>HistoryHead</name>
    <message>
        <source>Newest run</source>
        <extracomment>Spans to choose, seconds; 0 is all that there is. How much earlier the other curve was measured, seconds; 0 compares with nothing. path, None for the present file wall clock of its first frame, None for the present (or newest) with so many seconds earlier</extracomment>
        <translation>Dernière session</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>How long a stretch is seen</source>
        <translation>Durée affichée</translation>
    </message>
    <message>
        <source>All that there is</source>
        <translation>Tout ce qui existe</translation>
    </message>
    <message>
        <source>Compare: nothing</source>
        <translation>Comparer&#xa0;: rien</translation>
    </message>
    <message>
        <source>The hour before</source>
        <translation>L’heure d’avant</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>A week ago</source>
        <translation>Il y a une semaine</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Follow what comes (End)</source>
        <translation>Suivre ce qui arrive (Fin)</translation>
    </message>
    <message>
        <source>File of recordings</source>
        <translation>Fichier d’enregistrement</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Session</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Comparer avec</translation>
    </message>
    <message>
        <source>This recording</source>
        <translation>Cet enregistrement</translation>
    </message>
    <message>
        <source>%1 · %2 MB</source>
        <translation>%1 · %2 Mo</translation>
    </message>
    <message>
        <source>Run %1 · %2</source>
        <translation>Session %1 · %2</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>What happened: alarms and cues</source>
        <extracomment>The list of what speaks is made anew so often at most, seconds of wall clock.</extracomment>
        <translation>Ce qui s’est passé&#xa0;: alarmes et signaux</translation>
    </message>
    <message>
        <source>This recording cannot be read: %1</source>
        <translation>Cet enregistrement ne peut pas être lu&#xa0;: %1</translation>
    </message>
    <message>
        <source>Waiting for readings…</source>
        <translation>En attente de mesures…</translation>
    </message>
    <message>
        <source>Choose datastreams on the left: search, then Enter or a click.</source>
        <translation>Choisissez des séries à gauche&#xa0;: cherchez, puis Entrée ou un clic.</translation>
    </message>
</context>
<context>
    <name>Hydrograph</name>
    <message>
        <source>Rain on the basin</source>
        <translation>Pluie sur le bassin</translation>
    </message>
</context>
<context>
    <name>Inset</name>
    <message>
        <source>High valleys: overview</source>
        <extracomment>Rain below this is not worth a number, mm/h. The pressed place, metres; None for the whole of the high valleys. Whether its first picture was made; before that it is empty.</extracomment>
        <translation>Haut-Pays&#xa0;: vue d’ensemble</translation>
    </message>
    <message>
        <source>Go to the high valleys</source>
        <translation>Aller vers le Haut-Pays</translation>
    </message>
    <message>
        <source>High valleys</source>
        <translation>Haut-Pays</translation>
    </message>
    <message>
        <source>rain %1</source>
        <translation>pluie %1</translation>
    </message>
</context>
<context>
    <name>InverseVelocityCard</name>
    <message>
        <source>Inverse of velocity, d/mm</source>
        <translation>Inverse de la vitesse, j/mm</translation>
    </message>
    <message>
        <source>no steady acceleration</source>
        <translation>pas d’accélération régulière</translation>
    </message>
    <message>
        <source>failure %1 ± %2</source>
        <translation>rupture %1 ± %2</translation>
    </message>
</context>
<context>
    <name>JournalModel</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Événement</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Où</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorité</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>opérateur</translation>
    </message>
</context>
<context>
    <name>LandslidePage</name>
    <message>
        <source>Site</source>
        <extracomment>Below this share of Caine&apos;s line there is no rain to speak of. More than any slope has: those that were not heard come after the others. So many grey curves can be told apart. A slope that hardly moves has a velocity, but no 1/v to speak of.</extracomment>
        <translation>Site</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>mm/d</source>
        <translation>mm/j</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Sites</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zones</translation>
    </message>
    <message>
        <source>Lowest factor of safety</source>
        <translation>Sécurité la plus basse</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>sur %1</translation>
    </message>
    <message>
        <source>Sites below 1</source>
        <translation>Sites sous 1</translation>
    </message>
    <message>
        <source>Rain over Caine’s line</source>
        <translation>Pluie / seuil de Caine</translation>
    </message>
    <message>
        <source>no rain</source>
        <translation>pas de pluie</translation>
    </message>
    <message>
        <source>Soil water index</source>
        <translation>Indice d’eau du sol</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>Silent</source>
        <extracomment>The domains that are switched off.</extracomment>
        <translation>Muet</translation>
    </message>
    <message>
        <source>Show or hide: %1</source>
        <translation>Afficher ou masquer&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>LimitsChoice</name>
    <message>
        <source>those of the recording</source>
        <extracomment>Something else is chosen.</extracomment>
        <translation>celles de l’enregistrement</translation>
    </message>
    <message>
        <source>those of this window</source>
        <translation>celles de cette fenêtre</translation>
    </message>
    <message>
        <source>a folder…</source>
        <translation>un dossier…</translation>
    </message>
    <message>
        <source>Folder of a city pack</source>
        <translation>Dossier d’une ville</translation>
    </message>
</context>
<context>
    <name>LiveButton</name>
    <message>
        <source>Live: %1</source>
        <translation>En direct&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>The city as it is now: %n alarm(s) not acknowledged. Back to its window</source>
        <translation>
            <numerusform>La ville en ce moment&#xa0;: %n alarme non acquittée. Revenir à sa fenêtre</numerusform>
            <numerusform>La ville en ce moment&#xa0;: %n alarmes non acquittées. Revenir à sa fenêtre</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>%1 · control room</source>
        <extracomment>The presenter&apos;s drawer stands beside the page in windows from this width on. It is being closed.</extracomment>
        <translation>%1 · salle de contrôle</translation>
    </message>
    <message>
        <source>REPLAY · %1</source>
        <translation>REDIFFUSION · %1</translation>
    </message>
    <message>
        <source>Director</source>
        <translation>Régie</translation>
    </message>
    <message>
        <source>Director (F10)</source>
        <translation>Régie (F10)</translation>
    </message>
</context>
<context>
    <name>MapPanel</name>
    <message>
        <source>Nearer (+)</source>
        <extracomment>The inset takes so much of the height, between these sizes. Metres per pixel when the inset takes the large map to a place. The datastream (its id) whose page is asked for.</extracomment>
        <translation>Plus près (+)</translation>
    </message>
    <message>
        <source>Farther (-)</source>
        <translation>Plus loin (-)</translation>
    </message>
    <message>
        <source>Nice (N)</source>
        <translation>Nice (N)</translation>
    </message>
    <message>
        <source>High valleys (H)</source>
        <translation>Haut-Pays (H)</translation>
    </message>
    <message>
        <source>The whole metropolis (0)</source>
        <translation>Toute la métropole (0)</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map of the city</source>
        <extracomment>One notch of the wheel, and one press of + or -. Pixels that an arrow key moves the map. After so many milliseconds without a turn or move the picture is made sharp again. Pixels before a press becomes a drag. A thing was chosen (its number in `CityMap.things`), or -1 for none. The view is another one. Whether its first picture was made; before that it is empty.</extracomment>
        <translation>Carte de la ville</translation>
    </message>
    <message>
        <source>Tab: next abnormal thing. Shift and arrows: next thing that way. Enter: its card.</source>
        <translation>Tab&#xa0;: capteur anormal suivant. Maj et flèches&#xa0;: capteur suivant dans cette direction. Entrée&#xa0;: sa fiche.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>et %n autre</numerusform>
            <numerusform>et %n autres</numerusform>
        </translation>
    </message>
    <message>
        <source>silent</source>
        <translation>muet</translation>
    </message>
</context>
<context>
    <name>MarksStrip</name>
    <message numerus="yes">
        <source>%n more</source>
        <extracomment>So many are named in a tool tip.</extracomment>
        <translation>
            <numerusform>encore %n</numerusform>
            <numerusform>encore %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MayorView</name>
    <message>
        <source>The past 24 hours</source>
        <translation>Les dernières 24 heures</translation>
    </message>
    <message>
        <source>The city is well.</source>
        <extracomment>Rows lower than this, pixels, have smaller figures. Lower than this they leave the operators&apos; words out.</extracomment>
        <translation>La ville va bien.</translation>
    </message>
    <message numerus="yes">
        <source>The city is well; %n services keep watch.</source>
        <translation>
            <numerusform>La ville va bien&#x202f;; %n service reste en veille.</numerusform>
            <numerusform>La ville va bien&#x202f;; %n services restent en veille.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n services must get ready.</source>
        <translation>
            <numerusform>%n service doit se préparer.</numerusform>
            <numerusform>%n services doivent se préparer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n services must act now.</source>
        <translation>
            <numerusform>%n service doit agir maintenant.</numerusform>
            <numerusform>%n services doivent agir maintenant.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NetworkCard</name>
    <message>
        <source>Network by level of service</source>
        <extracomment>row of the traffic table Name of a road without its arrow -&gt; its directions.</extracomment>
        <translation>Réseau par niveau de service</translation>
    </message>
    <message>
        <source>D, E and F in colour; dotted: silent</source>
        <translation>D, E et F en couleur&#x202f;; pointillé&#xa0;: muet</translation>
    </message>
    <message>
        <source>%1: %2 of %3 km/h</source>
        <translation>%1&#xa0;: %2 sur %3 km/h</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>No broker answers: the readings stand still. Trying again by itself.</source>
        <extracomment>Width of the bar that shows how far something is, pixels. How far the city is that is worked out.</extracomment>
        <translation>Aucun courtier MQTT ne répond&#xa0;: les mesures sont figées. Nouvel essai automatique.</translation>
    </message>
    <message>
        <source>Waiting for the city: nothing is published yet.</source>
        <translation>En attente de la ville&#xa0;: rien n’est encore publié.</translation>
    </message>
    <message>
        <source>The city is silent: its simulators have gone.</source>
        <translation>La ville est muette&#xa0;: ses simulateurs sont arrêtés.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) lost here: more comes than can be taken.</source>
        <translation>
            <numerusform>%n message perdu ici&#xa0;: il en arrive plus qu’on n’en peut prendre.</numerusform>
            <numerusform>%n messages perdus ici&#xa0;: il en arrive plus qu’on n’en peut prendre.</numerusform>
        </translation>
    </message>
    <message>
        <source>The broker has ended (status %1); next start in %2 s.</source>
        <translation>Le courtier s’est arrêté (code %1)&#x202f;; il redémarre dans %2 s.</translation>
    </message>
    <message>
        <source>The simulators have ended (status %1); next start in %2 s.</source>
        <translation>Les simulateurs se sont arrêtés (code %1)&#x202f;; ils redémarrent dans %2 s.</translation>
    </message>
    <message>
        <source>The broker refuses us (%1): check user and password.</source>
        <translation>Le courtier refuse la connexion (%1)&#xa0;: vérifiez l’utilisateur et le mot de passe.</translation>
    </message>
    <message>
        <source>The alarm journal cannot be written (%1); it is tried again by itself.</source>
        <translation>Le journal des alarmes ne peut être écrit (%1)&#x202f;; nouvel essai automatique.</translation>
    </message>
    <message>
        <source>The alarm journal was damaged; what could be read is kept (%1).</source>
        <translation>Le journal des alarmes était endommagé&#x202f;; ce qui était lisible est gardé (%1).</translation>
    </message>
    <message>
        <source>The disk is full: nothing is recorded until there is room again.</source>
        <translation>Le disque est plein&#xa0;: plus rien n’est enregistré tant que la place manque.</translation>
    </message>
    <message>
        <source>The recording may not be written here: allow it, or start with --history.</source>
        <translation>L’enregistrement ne peut être écrit ici&#xa0;: autorisez-le, ou démarrez avec --history.</translation>
    </message>
    <message>
        <source>Another program holds the recording: nothing is recorded until it lets go.</source>
        <translation>Un autre programme tient l’enregistrement&#xa0;: rien n’est enregistré tant qu’il ne le lâche pas.</translation>
    </message>
    <message>
        <source>Nothing is recorded (%1); it is tried again by itself.</source>
        <translation>Rien n’est enregistré (%1)&#x202f;; nouvel essai automatique.</translation>
    </message>
</context>
<context>
    <name>ParkingPage</name>
    <message>
        <source>Car park</source>
        <extracomment>The trend of the last half hour says when a car park will be full; beyond half a day it says nothing. So many that fill fastest are looked at closely. A car park counts as full from here (science, section 9), %.</extracomment>
        <translation>Parking</translation>
    </message>
    <message>
        <source>Occupied</source>
        <translation>Occupé</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Libres</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fermé</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>sur %1</translation>
    </message>
    <message>
        <source>Free places</source>
        <translation>Places libres</translation>
    </message>
    <message>
        <source>Full car parks</source>
        <translation>Parkings complets</translation>
    </message>
    <message>
        <source>Next to be full</source>
        <translation>Prochain complet</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Fermés</translation>
    </message>
</context>
<context>
    <name>PlatformPage</name>
    <message>
        <source>Silos</source>
        <extracomment>A page narrower than this, pixels, has a smaller headline.</extracomment>
        <translation>Silos</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plateforme</translation>
    </message>
    <message>
        <source>This city does not say how its services hang together.</source>
        <translation>Cette ville ne dit pas comment ses services dépendent les uns des autres.</translation>
    </message>
    <message>
        <source>What follows from what</source>
        <translation>Ce qui découle de quoi</translation>
    </message>
    <message numerus="yes">
        <source>%n departments, each with a screen of its own.</source>
        <translation>
            <numerusform>%n service, avec son propre écran.</numerusform>
            <numerusform>%n services, chacun avec son écran.</numerusform>
        </translation>
    </message>
    <message>
        <source>All is calm: nobody misses the others.</source>
        <translation>Tout est calme&#xa0;: personne ne manque aux autres.</translation>
    </message>
    <message>
        <source>One department has an alarm.</source>
        <translation>Un service a une alarme.</translation>
    </message>
    <message>
        <source>It does not know why, and the others do not know of it.</source>
        <translation>Il ne sait pas pourquoi, et les autres n’en savent rien.</translation>
    </message>
    <message>
        <source>Each guesses a cause of its own.</source>
        <translation>Chacun suppose une cause à lui.</translation>
    </message>
    <message>
        <source>Each guesses a cause of its own, and every guess is wrong.</source>
        <translation>Chacun suppose une cause à lui, et chacun se trompe.</translation>
    </message>
    <message numerus="yes">
        <source>%n departments see trouble. None of them knows why.</source>
        <translation>
            <numerusform>%n service voit un problème. Il ne sait pas pourquoi.</numerusform>
            <numerusform>%n services voient un problème. Aucun ne sait pourquoi.</numerusform>
        </translation>
    </message>
    <message>
        <source>The same readings on one screen.</source>
        <translation>Les mêmes mesures sur un seul écran.</translation>
    </message>
    <message>
        <source>All is calm: the dots show what may follow from what.</source>
        <translation>Tout est calme&#xa0;: les points montrent ce qui peut découler de quoi.</translation>
    </message>
    <message>
        <source>One cause: %1 at %2.</source>
        <translation>Une seule cause&#xa0;: %1 à %2.</translation>
    </message>
    <message>
        <source>Every department is warned of what may follow.</source>
        <translation>Chaque service est prévenu de ce qui peut suivre.</translation>
    </message>
    <message numerus="yes">
        <source>%n effects followed. Whoever saw the cause had %1 to act before the last.</source>
        <translation>
            <numerusform>%n effet a suivi. Qui voyait la cause avait %1 pour agir.</numerusform>
            <numerusform>%n effets ont suivi. Qui voyait la cause avait %1 pour agir avant le dernier.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlotCard</name>
    <message>
        <source>%1 · %2, the others in grey</source>
        <translation>%1 · %2, les autres en gris</translation>
    </message>
    <message>
        <source>nothing new for %1</source>
        <translation>rien de nouveau depuis %1</translation>
    </message>
    <message>
        <source>limits %1</source>
        <translation>limites %1</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>limite %1</translation>
    </message>
</context>
<context>
    <name>RainCard</name>
    <message>
        <source>Rain</source>
        <translation>Pluie</translation>
    </message>
    <message>
        <source>no rain in this span</source>
        <translation>pas de pluie</translation>
    </message>
</context>
<context>
    <name>RainThreshold</name>
    <message>
        <source>Caine 1980: I = 14.82 D⁻⁰·³⁹</source>
        <extracomment>The range of the chart: hours and mm/h. left, top, right, bottom Room for the names of the zones, right of the chart.</extracomment>
        <translation>Caine 1980&#xa0;: I = 14,82 D⁻⁰·³⁹</translation>
    </message>
    <message>
        <source>No rain to speak of in any zone</source>
        <translation>Pas de pluie notable, dans aucune zone</translation>
    </message>
</context>
<context>
    <name>RainThresholdCard</name>
    <message>
        <source>Intensity – duration of the rain</source>
        <translation>Intensité – durée de la pluie</translation>
    </message>
    <message>
        <source>mm/h, mean of so many hours · above the line slides are likely</source>
        <translation>mm/h, moyenne des heures · glissements au-dessus</translation>
    </message>
</context>
<context>
    <name>ReplayChip</name>
    <message>
        <source>REPLAY</source>
        <translation>REDIFFUSION</translation>
    </message>
    <message>
        <source>A recording is shown, not the city as it is now.</source>
        <translation>Un enregistrement est montré, et non la ville en ce moment.</translation>
    </message>
</context>
<context>
    <name>ReplayWindows</name>
    <message>
        <source>Opening the recording…</source>
        <extracomment>A file that opens sooner shows no progress, milliseconds. Opens a recording: its library, its file (None: the present one), the part that is wanted.</extracomment>
        <translation>Ouverture de l’enregistrement…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Rediffusion</translation>
    </message>
    <message>
        <source>No replay</source>
        <translation>Pas de rediffusion</translation>
    </message>
    <message>
        <source>This recording cannot be played: %1</source>
        <translation>Cet enregistrement ne peut pas être rejoué&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>RiseCard</name>
    <message>
        <source>%1: rise in an hour</source>
        <translation>%1&#xa0;: montée en une heure</translation>
    </message>
    <message>
        <source>%1 in 1 h</source>
        <translation>%1 en 1 h</translation>
    </message>
</context>
<context>
    <name>SecondWindow</name>
    <message>
        <source>Pages</source>
        <extracomment>What a second screen is for; the city&apos;s pages come after.</extracomment>
        <translation>Pages</translation>
    </message>
</context>
<context>
    <name>SeedBox</name>
    <message>
        <source>Seed</source>
        <extracomment>Below this are the seeds that chance draws: short enough to be noted down. begin again with this seed: an int of more than 32 bits</extracomment>
        <translation>Graine</translation>
    </message>
    <message>
        <source>Seed of the random numbers</source>
        <translation>Graine des nombres aléatoires</translation>
    </message>
    <message>
        <source>The same seed tells the same story to the last reading</source>
        <translation>La même graine redonne la même histoire, mesure par mesure</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>Une autre</translation>
    </message>
    <message>
        <source>Draw a number by chance</source>
        <translation>Tirer un nombre au hasard</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Relancer</translation>
    </message>
    <message>
        <source>The same story from its start, with these random numbers</source>
        <translation>La même histoire depuis le début, avec ces nombres aléatoires</translation>
    </message>
</context>
<context>
    <name>ShelveDialog</name>
    <message>
        <source>Shelve an alarm</source>
        <extracomment>Until somebody puts it back in service: for an instrument that is being repaired.</extracomment>
        <translation>Mettre une alarme de côté</translation>
    </message>
    <message>
        <source>Why, in a few words</source>
        <translation>Pourquoi, en quelques mots</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Shelve</source>
        <translation>Mettre de côté</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Pendant</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>hors service</translation>
    </message>
</context>
<context>
    <name>SpaceTimeCard</name>
    <message>
        <source>%1: speed along the road</source>
        <translation>%1&#xa0;: vitesse le long de la voie</translation>
    </message>
    <message>
        <source>km over time · free at %1 km/h, red at a standstill</source>
        <translation>km selon le temps · libre à %1 km/h, rouge à l’arrêt</translation>
    </message>
    <message>
        <source>%1 · km %2 · %3 km/h</source>
        <translation>%1 · km %2 · %3 km/h</translation>
    </message>
</context>
<context>
    <name>SpanChooser</name>
    <message>
        <source>Show the last %1</source>
        <translation>Afficher les dernières %1</translation>
    </message>
</context>
<context>
    <name>StoryCard</name>
    <message>
        <source>Stop</source>
        <extracomment>id of the story, &quot;&quot; to end it</extracomment>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Lancer</translation>
    </message>
</context>
<context>
    <name>StreamList</name>
    <message>
        <source>Datastreams</source>
        <extracomment>So many curves can be told apart. Id of a datastream that is wanted, or wanted no more.</extracomment>
        <translation>Séries de mesures</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Aucune</translation>
    </message>
    <message>
        <source>Choose none</source>
        <translation>N’en choisir aucune</translation>
    </message>
    <message>
        <source>Search: place or property</source>
        <translation>Chercher&#xa0;: lieu ou grandeur</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domaine</translation>
    </message>
    <message>
        <source>All domains</source>
        <translation>Tous les domaines</translation>
    </message>
    <message>
        <source>Nothing is called that. Try a part of the name.</source>
        <translation>Rien ne porte ce nom. Essayez une partie du nom.</translation>
    </message>
    <message>
        <source>%1 curves: all that can be told apart</source>
        <translation>%1 courbes&#xa0;: on n’en distingue pas plus</translation>
    </message>
    <message>
        <source>%1 found · %2 of %3 chosen</source>
        <translation>%1 trouvées · %2 sur %3 choisies</translation>
    </message>
</context>
<context>
    <name>StretchRow</name>
    <message>
        <source>Replay this</source>
        <translation>Rejouer</translation>
    </message>
    <message>
        <source>Play this stretch in a window of its own (R)</source>
        <translation>Rejouer cette période dans sa propre fenêtre (R)</translation>
    </message>
    <message>
        <source>Other limits…</source>
        <translation>Autres seuils…</translation>
    </message>
    <message>
        <source>Which alarms other limits would have raised</source>
        <translation>Quelles alarmes d’autres seuils auraient déclenchées</translation>
    </message>
    <message>
        <source>Take home…</source>
        <translation>Emporter…</translation>
    </message>
    <message>
        <source>Write what is seen to a file (Ctrl+S)</source>
        <translation>Écrire ce qui est affiché dans un fichier (Ctrl+S)</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tableau (CSV)</translation>
    </message>
    <message>
        <source>Table (Parquet)</source>
        <translation>Tableau (Parquet)</translation>
    </message>
    <message>
        <source>Map (GeoJSON)</source>
        <translation>Carte (GeoJSON)</translation>
    </message>
    <message>
        <source>NGSI-LD, key-values</source>
        <translation>NGSI-LD, clé-valeur</translation>
    </message>
    <message>
        <source>NGSI-LD, normalised</source>
        <translation>NGSI-LD, normalisé</translation>
    </message>
    <message>
        <source>Report of the whole run (HTML)</source>
        <translation>Rapport de toute la session (HTML)</translation>
    </message>
</context>
<context>
    <name>SunMark</name>
    <message>
        <source>sunrise %1</source>
        <translation>lever %1</translation>
    </message>
    <message>
        <source>sunset %1</source>
        <translation>coucher %1</translation>
    </message>
</context>
<context>
    <name>Switch</name>
    <message>
        <source>Operator</source>
        <extracomment>What is switched to -&gt; its key. F12 begins the story again. A page is asked for. The page that is on is asked for once more. The page to which the operator comes back. Checked: what flies or falls arrives at once.</extracomment>
        <translation>Opérateur</translation>
    </message>
    <message>
        <source>Mayor</source>
        <translation>Maire</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Automobiliste</translation>
    </message>
    <message>
        <source>Silos or platform</source>
        <translation>Silos ou plateforme</translation>
    </message>
    <message>
        <source>Second window</source>
        <translation>Seconde fenêtre</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Aide</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>Moins d’animations</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Vues</translation>
    </message>
</context>
<context>
    <name>TakeHome</name>
    <message>
        <source>Writing %1…</source>
        <extracomment>Beside the formats of `KINDS`: the whole run on one page. of `KINDS`, or REPORT the recording, None for the present one its number domain/thing/property seconds since 1970 the wall clock</extracomment>
        <translation>Écriture de %1…</translation>
    </message>
    <message>
        <source>Called off: nothing was written.</source>
        <translation>Annulé&#xa0;: rien n’a été écrit.</translation>
    </message>
    <message>
        <source>This could not be written: %1</source>
        <translation>Écriture impossible&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 is written: %2 readings.</source>
        <translation>%1 est écrit&#xa0;: %2 mesures.</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 est écrit.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>ThingCard</name>
    <message>
        <source>%1 · limits %2</source>
        <extracomment>The curve of the card, and the time over which a change is told, seconds. The datastream (its id) whose page is asked for.</extracomment>
        <translation>%1 · limites %2</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Ouvrir</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Previous property</source>
        <translation>Grandeur précédente</translation>
    </message>
    <message>
        <source>Next property</source>
        <translation>Grandeur suivante</translation>
    </message>
    <message>
        <source>%1 in 1 h</source>
        <translation>%1 en 1 h</translation>
    </message>
    <message>
        <source>discovered</source>
        <translation>découvert</translation>
    </message>
    <message>
        <source>≈ approximate place</source>
        <translation>≈ position approximative</translation>
    </message>
</context>
<context>
    <name>ThingHead</name>
    <message>
        <source>discovered on the broker, not in the catalogue</source>
        <translation>découvert sur le courtier, hors catalogue</translation>
    </message>
    <message>
        <source>≈ approximate place</source>
        <translation>≈ position approximative</translation>
    </message>
</context>
<context>
    <name>ThingList</name>
    <message>
        <source>Search</source>
        <extracomment>A named part of a domain&apos;s things: a title in the current language, and who belongs to it. Where names would have less room than this, the list does without trends, pixels. It has another size. the headline Stream of the chosen thing</extracomment>
        <translation>Chercher</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Chercher par nom</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
</context>
<context>
    <name>ThingModel</name>
    <message>
        <source>Trend</source>
        <extracomment>the headline of the thing, or the column&apos;s own property a share of 100 %, as a bar a word on a colour of its own Kinds of column that show a property. pixels; 0 for what is usual of the kind left out where there is little room Of a badge: word and colour for a row of the domain&apos;s table; None for no badge. Of a value that means nothing at the moment: the word in its place for a row of the table, or &quot;&quot;. &quot;discovered&quot;, where it is so of the columns, in their order of the bars the headline time of its newest reading</extracomment>
        <translation>Tendance</translation>
    </message>
    <message>
        <source>discovered</source>
        <extracomment>what a search looks into all rows</extracomment>
        <translation>découvert</translation>
    </message>
    <message>
        <source>The last hour; eight readings of what speaks more rarely</source>
        <translation>La dernière heure&#x202f;; huit mesures de ce qui parle plus rarement</translation>
    </message>
</context>
<context>
    <name>TimeAxis</name>
    <message>
        <source>now</source>
        <extracomment>Spans that a reader can choose, seconds, and the step of their ticks. Left axes are equally wide, so that plots above each other line up. Height of one word of a value axis, pixels. Room for one word of a time axis, pixels. Time (seconds since 1970) at its end, where it is not now.</extracomment>
        <translation>maintenant</translation>
    </message>
</context>
<context>
    <name>TimeBox</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Reprendre</translation>
    </message>
    <message>
        <source>Speed %1</source>
        <translation>Vitesse %1</translation>
    </message>
    <message>
        <source>Begin again</source>
        <translation>Recommencer</translation>
    </message>
    <message>
        <source>The same story from its start</source>
        <translation>La même histoire depuis le début</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Full screen (F11)</source>
        <extracomment>In a narrower bar the date is only the tool tip of the time. Speeds that are offered, simulated seconds per second.</extracomment>
        <translation>Plein écran (F11)</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Plein écran</translation>
    </message>
    <message>
        <source>Speed of the city&apos;s time</source>
        <translation>Vitesse du temps de la ville</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n sensors</source>
        <translation>
            <numerusform>%1 · %n capteur</numerusform>
            <numerusform>%1 · %n capteurs</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Pause (Espace)</translation>
    </message>
    <message>
        <source>Go on (Space)</source>
        <translation>Reprendre (Espace)</translation>
    </message>
    <message>
        <source>The city is heard</source>
        <translation>La ville est entendue</translation>
    </message>
    <message>
        <source>The city is not heard</source>
        <translation>La ville n’est pas entendue</translation>
    </message>
    <message>
        <source>%1 msg/s · %2 lost</source>
        <translation>%1 msg/s · %2 perdus</translation>
    </message>
    <message>
        <source>sensor → screen %1 ms</source>
        <translation>capteur → écran %1 ms</translation>
    </message>
    <message>
        <source>recorded on</source>
        <translation>enregistré le</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>How the city is, at a glance: a word, a colour and a shape. A click leads to the alarms.</source>
        <extracomment>Seconds of wall clock for each of the six steps.</extracomment>
        <translation>L’état de la ville d’un coup d’œil&#xa0;: un mot, une couleur, une forme. Un clic mène aux alarmes.</translation>
    </message>
    <message>
        <source>Every shape is a sensor. What is calm is an outline; click anything for its curve.</source>
        <translation>Chaque forme est un capteur. Ce qui est calme n’est qu’un contour&#x202f;; cliquez pour voir sa courbe.</translation>
    </message>
    <message>
        <source>Five figures sum the city up. Each leads to the page of its service.</source>
        <translation>Cinq chiffres résument la ville. Chacun mène à la page de son service.</translation>
    </message>
    <message>
        <source>What calls for somebody, the worst first, and what to do about it.</source>
        <translation>Ce qui appelle quelqu’un, le pire d’abord, et ce qu’il faut faire.</translation>
    </message>
    <message>
        <source>A page for every service. Platform shows what each alone would never see.</source>
        <translation>Une page par service. La plateforme montre ce qu’aucun ne verrait seul.</translation>
    </message>
    <message>
        <source>The Director starts a storm; F2 to F9 make things happen now. F1 shows every key.</source>
        <translation>La régie lance un orage&#x202f;; F2 à F9 déclenchent un événement. F1 montre toutes les touches.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Commencer</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Passer</translation>
    </message>
</context>
<context>
    <name>TrafficPage</name>
    <message>
        <source>Loop</source>
        <extracomment>From this width on there is room for every plot of a loop, pixels. Shares of the free speed from level of service D on.</extracomment>
        <translation>Boucle</translation>
    </message>
    <message>
        <source>LOS</source>
        <translation>NS</translation>
    </message>
    <message>
        <source>km/h</source>
        <translation>km/h</translation>
    </message>
    <message>
        <source>veh/h</source>
        <translation>véh/h</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>sur %1</translation>
    </message>
    <message>
        <source>Mean speed</source>
        <translation>Vitesse moyenne</translation>
    </message>
    <message>
        <source>Loops in a jam</source>
        <translation>Boucles en bouchon</translation>
    </message>
    <message>
        <source>Vehicles counted</source>
        <translation>Véhicules comptés</translation>
    </message>
    <message>
        <source>Slowest road</source>
        <translation>Voie la plus lente</translation>
    </message>
</context>
<context>
    <name>TransportBar</name>
    <message>
        <source>Pause (Space)</source>
        <extracomment>Nearer than this to a mark, in seconds of the tape, one is at it.</extracomment>
        <translation>Pause (Espace)</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Lecture (Espace)</translation>
    </message>
    <message>
        <source>going there: %1 % (Esc)</source>
        <translation>on y va&#xa0;: %1 % (Échap)</translation>
    </message>
    <message>
        <source>as fast as it can</source>
        <translation>aussi vite que possible</translation>
    </message>
    <message>
        <source>this machine reaches ×%1</source>
        <translation>cette machine atteint ×%1</translation>
    </message>
    <message>
        <source>playing again, in a loop</source>
        <translation>lecture en boucle</translation>
    </message>
    <message>
        <source>playing</source>
        <translation>lecture</translation>
    </message>
    <message>
        <source>at its end</source>
        <translation>terminé</translation>
    </message>
    <message>
        <source>standing still</source>
        <translation>à l’arrêt</translation>
    </message>
    <message>
        <source>To the beginning (Home)</source>
        <translation>Au début (Début)</translation>
    </message>
    <message>
        <source>Alarm or cue before (Page Up)</source>
        <translation>Alarme ou signal précédent (Page préc.)</translation>
    </message>
    <message>
        <source>A minute of the city back (←)</source>
        <translation>Une minute de la ville en arrière (←)</translation>
    </message>
    <message>
        <source>A minute of the city on (→)</source>
        <translation>Une minute de la ville en avant (→)</translation>
    </message>
    <message>
        <source>Next alarm or cue (Page Down)</source>
        <translation>Alarme ou signal suivant (Page suiv.)</translation>
    </message>
    <message>
        <source>Again and again (L); the part from B to E, where one is set</source>
        <translation>En boucle (L)&#x202f;; la partie de B à E, s’il y en a une</translation>
    </message>
    <message>
        <source>Position in the recording</source>
        <translation>Position dans l’enregistrement</translation>
    </message>
    <message>
        <source>Rate of the replay</source>
        <translation>Vitesse de la rediffusion</translation>
    </message>
    <message>
        <source>Times as fast as it was recorded (↑ ↓)</source>
        <translation>Fois plus vite que l’enregistrement (↑ ↓)</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>Try other limits</source>
        <translation>Essayer d’autres limites</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Save (CSV)…</source>
        <translation>Enregistrer (CSV)…</translation>
    </message>
    <message>
        <source>The recording is played twice, as fast as this machine can; the live city goes on.</source>
        <translation>L’enregistrement est joué deux fois, aussi vite que cette machine le peut&#x202f;; la ville continue.</translation>
    </message>
    <message>
        <source>Limits A</source>
        <translation>Limites A</translation>
    </message>
    <message>
        <source>Limits B</source>
        <translation>Limites B</translation>
    </message>
    <message>
        <source>Waiting for other work on recordings…</source>
        <translation>En attente d’un autre travail sur les enregistrements…</translation>
    </message>
    <message>
        <source>Played: %1 %</source>
        <translation>Joué&#xa0;: %1 %</translation>
    </message>
    <message>
        <source>Called off.</source>
        <translation>Annulé.</translation>
    </message>
    <message>
        <source>This cannot be compared: %1</source>
        <translation>Comparaison impossible&#xa0;: %1</translation>
    </message>
    <message>
        <source>A raises %1 alarms, B %2; %3 are the same in both.</source>
        <translation>A lève %1 alarmes, B %2&#x202f;; %3 sont les mêmes des deux côtés.</translation>
    </message>
    <message>
        <source>Save the differences</source>
        <translation>Enregistrer les différences</translation>
    </message>
    <message>
        <source>This file cannot be written: %1</source>
        <translation>Ce fichier ne peut pas être écrit&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>Vigilance</name>
    <message>
        <source>No reading yet</source>
        <extracomment>Of a city that nobody has heard yet, nothing is known.</extracomment>
        <translation>Pas encore de mesure</translation>
    </message>
    <message numerus="yes">
        <source>%n not acknowledged</source>
        <translation>
            <numerusform>%n non acquittée</numerusform>
            <numerusform>%n non acquittées</numerusform>
        </translation>
    </message>
    <message>
        <source>sound off</source>
        <translation>son coupé</translation>
    </message>
    <message>
        <source>State of the city: open the alarms</source>
        <translation>État de la ville&#xa0;: ouvrir les alarmes</translation>
    </message>
    <message>
        <source>%1 alarms last. %2 wait to be acknowledged, %3 of them over.</source>
        <translation>Alarmes en cours&#xa0;: %1. À acquitter&#xa0;: %2, dont %3 terminées.</translation>
    </message>
</context>
<context>
    <name>WaterPage</name>
    <message>
        <source>Rivers</source>
        <extracomment>What stands for a thing, the first that it observes.</extracomment>
        <translation>Rivières</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualité</translation>
    </message>
    <message>
        <source>Beaches</source>
        <translation>Plages</translation>
    </message>
    <message>
        <source>Drinking water</source>
        <translation>Eau potable</translation>
    </message>
    <message>
        <source>Beaches in order</source>
        <translation>Plages en règle</translation>
    </message>
    <message>
        <source>Water districts in order</source>
        <translation>Secteurs d’eau en règle</translation>
    </message>
    <message>
        <source>River nearest to its limit</source>
        <translation>La plus près du rouge</translation>
    </message>
    <message>
        <source>Fastest rise in an hour</source>
        <translation>Montée la plus vive en 1 h</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>sur %1</translation>
    </message>
</context>
<context>
    <name>WeatherPage</name>
    <message>
        <source>Station</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>mm/1 h</source>
        <translation>mm/1 h</translation>
    </message>
    <message>
        <source>Warmest</source>
        <translation>Le plus chaud</translation>
    </message>
    <message>
        <source>Strongest gust</source>
        <translation>Rafale la plus forte</translation>
    </message>
    <message>
        <source>Most rain in an hour</source>
        <translation>Plus forte pluie en 1 h</translation>
    </message>
    <message>
        <source>Most rain in a day</source>
        <translation>Plus forte pluie en 24 h</translation>
    </message>
</context>
<context>
    <name>WindCard</name>
    <message>
        <source>calm %1</source>
        <translation>calme %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>de %1</translation>
    </message>
    <message>
        <source>calm</source>
        <translation>calme</translation>
    </message>
    <message>
        <source>gusts %1</source>
        <translation>rafales %1</translation>
    </message>
    <message>
        <source>Wind</source>
        <translation>Vent</translation>
    </message>
    <message>
        <source>%1, %2 away</source>
        <translation>%1, à %2</translation>
    </message>
</context>
<context>
    <name>WindRose</name>
    <message>
        <source>N NE E SE S SW W NW</source>
        <extracomment>Below this a vane turns as it likes, m/s (WMO-No. 8: calm is under 0.5 m/s). Upper bounds of the weaker classes of speed, m/s: Beaufort 3 and 5. (SECTORS, len(STRENGTHS) + 1): sectors clockwise from north, weak to strong degrees from which it blows now; NaN when calm or unknown m/s now, NaN when unknown</extracomment>
        <translation>N NE E SE S SO O NO</translation>
    </message>
</context>
<context>
    <name>_Head</name>
    <message>
        <source>compared: %1</source>
        <extracomment>A curve in less than so many pixels says nothing.</extracomment>
        <translation>comparé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Take away %1</source>
        <translation>Retirer %1</translation>
    </message>
</context>
<context>
    <name>air_index</name>
    <message>
        <source>Good</source>
        <translation>Bon</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Moyen</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Dégradé</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Mauvais</translation>
    </message>
    <message>
        <source>Very bad</source>
        <translation>Très mauvais</translation>
    </message>
    <message>
        <source>Extremely bad</source>
        <translation>Extrêmement mauvais</translation>
    </message>
    <message>
        <source>Very good</source>
        <translation>Très bon</translation>
    </message>
    <message>
        <source>Fair</source>
        <translation>Moyen</translation>
    </message>
    <message>
        <source>Moderate</source>
        <translation>Modéré</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>Médiocre</translation>
    </message>
    <message>
        <source>Very poor</source>
        <translation>Mauvais</translation>
    </message>
    <message>
        <source>Extremely poor</source>
        <translation>Très mauvais</translation>
    </message>
</context>
<context>
    <name>alarm_words</name>
    <message>
        <source>Gateway %1</source>
        <translation>Passerelle %1</translation>
    </message>
    <message>
        <source>heard again</source>
        <translation>de nouveau entendu</translation>
    </message>
    <message>
        <source>observations arrive again</source>
        <translation>les mesures arrivent de nouveau</translation>
    </message>
    <message>
        <source>no observation arrives</source>
        <translation>aucune mesure n’arrive</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1: stuck</source>
        <translation>%1&#xa0;: figé</translation>
    </message>
    <message>
        <source>%1: out of range</source>
        <translation>%1&#xa0;: hors plage</translation>
    </message>
    <message>
        <source>failure predicted in %1 h</source>
        <translation>rupture prévue dans %1 h</translation>
    </message>
    <message>
        <source>rise</source>
        <translation>hausse</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>muet</translation>
    </message>
    <message>
        <source>stuck</source>
        <translation>figé</translation>
    </message>
    <message>
        <source>out of range</source>
        <translation>hors plage</translation>
    </message>
    <message>
        <source>fall</source>
        <translation>baisse</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>écart</translation>
    </message>
    <message>
        <source>failure foretold</source>
        <translation>rupture prédite</translation>
    </message>
    <message>
        <source>nothing comes through it</source>
        <translation>plus rien ne passe par elle</translation>
    </message>
    <message>
        <source>silent for over %1</source>
        <translation>muet depuis plus de %1</translation>
    </message>
    <message>
        <source> (limit %1)</source>
        <translation> (limite %1)</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>et %1 de plus</translation>
    </message>
    <message>
        <source>raised</source>
        <translation>levée</translation>
    </message>
    <message>
        <source>grew worse</source>
        <translation>aggravée</translation>
    </message>
    <message>
        <source>eased</source>
        <translation>atténuée</translation>
    </message>
    <message>
        <source>over</source>
        <translation>terminée</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>acquittée</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>réarmée</translation>
    </message>
    <message>
        <source>shelved</source>
        <translation>mise de côté</translation>
    </message>
    <message>
        <source>back from the shelf</source>
        <translation>de retour</translation>
    </message>
    <message>
        <source>another speaks for it</source>
        <translation>une autre parle pour elle</translation>
    </message>
    <message>
        <source>no longer suppressed</source>
        <translation>n’est plus inhibée</translation>
    </message>
    <message>
        <source>speaks for others now</source>
        <translation>parle désormais pour d’autres</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>hors service</translation>
    </message>
    <message>
        <source>in service again</source>
        <translation>remise en service</translation>
    </message>
    <message>
        <source>comment</source>
        <translation>commentaire</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>retirée</translation>
    </message>
</context>
<context>
    <name>booth</name>
    <message>
        <source>A whole city on one map: shapes are services, colours are troubles.</source>
        <extracomment>The order of the loop; a city shows those that it has.</extracomment>
        <translation>Toute une ville sur une carte&#xa0;: les formes sont des services, les couleurs des soucis.</translation>
    </message>
    <message>
        <source>The air that people breathe: one number says how good it is.</source>
        <translation>L’air que l’on respire&#xa0;: un seul chiffre dit sa qualité.</translation>
    </message>
    <message>
        <source>Rain hangs from the top, the river answers below: a flood seen coming.</source>
        <translation>La pluie pend d’en haut, la rivière répond en bas&#xa0;: on voit venir la crue.</translation>
    </message>
    <message>
        <source>Rain soaks a slope until it gives way: below 1, nothing holds it.</source>
        <translation>La pluie imbibe le versant jusqu’à ce qu’il cède&#xa0;: sous 1, plus rien ne le retient.</translation>
    </message>
    <message>
        <source>Loops below the road see a jam grow backwards, minute by minute.</source>
        <translation>Les boucles sous la chaussée voient le bouchon remonter, minute par minute.</translation>
    </message>
    <message>
        <source>Every free place is counted, so nobody needs to look for one.</source>
        <translation>Chaque place libre est comptée&#xa0;: plus personne n’a besoin d’en chercher.</translation>
    </message>
    <message>
        <source>The same city on one platform: one cause, and what follows from it.</source>
        <translation>La même ville sur une plateforme&#xa0;: une cause, et tout ce qui en découle.</translation>
    </message>
    <message>
        <source>Five services, five screens: each sees its trouble, none sees the cause.</source>
        <translation>Cinq services, cinq écrans&#xa0;: chacun voit son souci, aucun n’en voit la cause.</translation>
    </message>
    <message>
        <source>Nothing is forgotten: turn the wheel, and an hour ago is back.</source>
        <translation>Rien n’est oublié&#xa0;: un tour de molette, et l’heure passée revient.</translation>
    </message>
    <message>
        <source>Five figures, one sentence each: what a mayor needs to know.</source>
        <translation>Cinq chiffres, une phrase pour chacun&#xa0;: ce qu’un maire doit savoir.</translation>
    </message>
    <message>
        <source>Where is there room, and how long does the road take?</source>
        <translation>Où reste-t-il de la place, et combien de temps prend la route&#x202f;?</translation>
    </message>
    <message>
        <source>%1: live readings, limits and alarms.</source>
        <translation>%1&#xa0;: mesures en direct, limites et alarmes.</translation>
    </message>
</context>
<context>
    <name>city</name>
    <message>
        <source>Air</source>
        <extracomment>Between two limits on the factor of safety. The domains that have a figure, in the order of the cards.</extracomment>
        <translation>Air</translation>
    </message>
    <message>
        <source>ATMO · worst: %1 %2, %3</source>
        <translation>ATMO · pire polluant&#xa0;: %1 %2, %3</translation>
    </message>
    <message>
        <source>in flood</source>
        <translation>en crue</translation>
    </message>
    <message>
        <source>in yellow</source>
        <translation>en jaune</translation>
    </message>
    <message>
        <source>in orange</source>
        <translation>en orange</translation>
    </message>
    <message>
        <source>in red</source>
        <translation>en rouge</translation>
    </message>
    <message>
        <source>Rivers</source>
        <translation>Rivières</translation>
    </message>
    <message>
        <source>Slopes</source>
        <translation>Versants</translation>
    </message>
    <message>
        <source>sites below 1: %1</source>
        <translation>sites sous 1&#xa0;: %1</translation>
    </message>
    <message>
        <source>loops in a jam: %1</source>
        <translation>boucles en bouchon&#xa0;: %1</translation>
    </message>
    <message>
        <source>full or closed: %1</source>
        <translation>complets ou fermés&#xa0;: %1</translation>
    </message>
    <message>
        <source>slides below 1</source>
        <translation>glisse sous 1</translation>
    </message>
    <message>
        <source>rain ×%1 its limit</source>
        <translation>pluie ×%1 sa limite</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Trafic</translation>
    </message>
    <message>
        <source>%1: %2 of %3 km/h</source>
        <translation>%1&#xa0;: %2 sur %3 km/h</translation>
    </message>
    <message>
        <source>jammed</source>
        <translation>saturé</translation>
    </message>
    <message>
        <source>flowing</source>
        <translation>fluide</translation>
    </message>
    <message>
        <source>dense</source>
        <translation>dense</translation>
    </message>
    <message>
        <source>Parking</source>
        <translation>Parking</translation>
    </message>
    <message>
        <source>free places</source>
        <translation>places libres</translation>
    </message>
    <message>
        <source>most room: %1, %2</source>
        <translation>le plus de place&#xa0;: %1, %2</translation>
    </message>
</context>
<context>
    <name>driver</name>
    <message>
        <source>No car park has room.</source>
        <translation>Aucun parking n’a de place.</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>fermé</translation>
    </message>
    <message>
        <source>blocked</source>
        <translation>bloqué</translation>
    </message>
</context>
<context>
    <name>fault_words</name>
    <message>
        <source>says nothing</source>
        <extracomment>Their amount is in the unit of the property.</extracomment>
        <translation>ne dit plus rien</translation>
    </message>
    <message>
        <source>stuck at one value</source>
        <translation>bloqué sur une valeur</translation>
    </message>
    <message>
        <source>one reading is off</source>
        <translation>une mesure fausse</translation>
    </message>
    <message>
        <source>all readings are off</source>
        <translation>toutes les mesures décalées</translation>
    </message>
    <message>
        <source>goes off more and more</source>
        <translation>dérive de plus en plus</translation>
    </message>
    <message>
        <source>its battery runs empty</source>
        <translation>sa batterie se vide</translation>
    </message>
    <message>
        <source>its clock is ahead</source>
        <translation>son horloge avance</translation>
    </message>
    <message>
        <source>says everything twice</source>
        <translation>dit tout deux fois</translation>
    </message>
    <message>
        <source>messages overtake each other</source>
        <translation>messages dans le désordre</translation>
    </message>
    <message>
        <source>the gateway is cut off</source>
        <translation>la passerelle est coupée</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>Views</source>
        <translation>Vues</translation>
    </message>
    <message>
        <source>pages, in the order of the rail</source>
        <translation>les pages, dans l’ordre de la barre</translation>
    </message>
    <message>
        <source>operator: back to the pages</source>
        <translation>opérateur&#xa0;: retour aux pages</translation>
    </message>
    <message>
        <source>mayor: five figures</source>
        <translation>maire&#xa0;: cinq chiffres</translation>
    </message>
    <message>
        <source>driver: places and travel times</source>
        <translation>automobiliste&#xa0;: places et temps de parcours</translation>
    </message>
    <message>
        <source>silos or platform; again: the other side</source>
        <translation>silos ou plateforme&#x202f;; encore&#xa0;: l’autre face</translation>
    </message>
    <message>
        <source>a second window, for a second screen</source>
        <translation>une seconde fenêtre, pour un second écran</translation>
    </message>
    <message>
        <source>Presenter</source>
        <translation>Présentateur</translation>
    </message>
    <message>
        <source>cues: something happens now</source>
        <translation>signaux&#xa0;: il se passe quelque chose</translation>
    </message>
    <message>
        <source>undo that cue</source>
        <translation>annuler ce signal</translation>
    </message>
    <message>
        <source>the story begins again</source>
        <translation>l’histoire recommence</translation>
    </message>
    <message>
        <source>stop the city&apos;s time, or let it go on</source>
        <translation>arrêter le temps de la ville, ou le laisser filer</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenêtre</translation>
    </message>
    <message>
        <source>this help</source>
        <translation>cette aide</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>plein écran</translation>
    </message>
    <message>
        <source>the other language</source>
        <translation>l’autre langue</translation>
    </message>
    <message>
        <source>dark or light</source>
        <translation>sombre ou clair</translation>
    </message>
    <message>
        <source>sound of the alarms off or on</source>
        <translation>couper ou rendre le son des alarmes</translation>
    </message>
    <message>
        <source>less motion, or as before</source>
        <translation>moins d’animations, ou comme avant</translation>
    </message>
    <message>
        <source>to the next control</source>
        <translation>à l’élément suivant</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Graphiques</translation>
    </message>
    <message>
        <source>read along the curve</source>
        <translation>lire le long de la courbe</translation>
    </message>
    <message>
        <source>back and forth in time</source>
        <translation>reculer, avancer dans le temps</translation>
    </message>
    <message>
        <source>to the beginning, back to now</source>
        <translation>au début, retour à maintenant</translation>
    </message>
    <message>
        <source>a shorter or longer span</source>
        <translation>une durée plus courte ou plus longue</translation>
    </message>
    <message>
        <source>the plot with focus in the history</source>
        <translation>la courbe active dans l’historique</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Carte</translation>
    </message>
    <message>
        <source>nearer, farther</source>
        <translation>plus près, plus loin</translation>
    </message>
    <message>
        <source>move the map</source>
        <translation>déplacer la carte</translation>
    </message>
    <message>
        <source>Nice, the high valleys, everything</source>
        <translation>Nice, le Haut-Pays, tout</translation>
    </message>
    <message>
        <source>the next thing that is not calm</source>
        <translation>le capteur suivant qui n’est pas calme</translation>
    </message>
    <message>
        <source>the next thing that way</source>
        <translation>le capteur suivant dans cette direction</translation>
    </message>
    <message>
        <source>open its card, close it</source>
        <translation>ouvrir sa fiche, la fermer</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmes</translation>
    </message>
    <message>
        <source>acknowledge what is chosen</source>
        <translation>acquitter ce qui est choisi</translation>
    </message>
    <message>
        <source>acknowledge what is on screen</source>
        <translation>acquitter ce qui est à l’écran</translation>
    </message>
    <message>
        <source>acknowledge all that is listed</source>
        <translation>acquitter toute la liste</translation>
    </message>
    <message>
        <source>shelve what is chosen, or take it back</source>
        <translation>mettre de côté le choix, ou le reprendre</translation>
    </message>
    <message>
        <source>reset what is held</source>
        <translation>réarmer ce qui est maintenu</translation>
    </message>
    <message>
        <source>write a comment</source>
        <translation>écrire un commentaire</translation>
    </message>
    <message>
        <source>take back the last shelving or comment</source>
        <translation>annuler la dernière mise de côté ou le dernier commentaire</translation>
    </message>
    <message>
        <source>search</source>
        <translation>chercher</translation>
    </message>
    <message>
        <source>Director: stories, cues, faults, speed, seed</source>
        <translation>Régie&#xa0;: histoires, signaux, pannes, vitesse, graine</translation>
    </message>
    <message>
        <source>go to the sensor</source>
        <translation>aller au capteur</translation>
    </message>
    <message>
        <source>list, journal, health of the alarms</source>
        <translation>liste, journal, santé des alarmes</translation>
    </message>
    <message>
        <source>save the journal (CSV)</source>
        <translation>enregistrer le journal (CSV)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>search datastreams; Enter draws the first</source>
        <translation>chercher une mesure&#x202f;; Entrée trace la première</translation>
    </message>
    <message>
        <source>in the list: draw it, or no more</source>
        <translation>dans la liste&#xa0;: tracer, ou ne plus tracer</translation>
    </message>
    <message>
        <source>replay what is seen in a window of its own</source>
        <translation>rejouer ce qui est affiché dans sa propre fenêtre</translation>
    </message>
    <message>
        <source>take home what is seen</source>
        <translation>emporter ce qui est affiché</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Rediffusion</translation>
    </message>
    <message>
        <source>play, or stand still</source>
        <translation>lecture ou arrêt</translation>
    </message>
    <message>
        <source>a minute of the city back, on</source>
        <translation>une minute de la ville en arrière, en avant</translation>
    </message>
    <message>
        <source>ten minutes</source>
        <translation>dix minutes</translation>
    </message>
    <message>
        <source>one recorded frame</source>
        <translation>une image enregistrée</translation>
    </message>
    <message>
        <source>the alarm or cue before, the next one</source>
        <translation>l’alarme ou le signal précédent, suivant</translation>
    </message>
    <message>
        <source>to the beginning, to the end</source>
        <translation>au début, à la fin</translation>
    </message>
    <message>
        <source>faster, slower</source>
        <translation>plus vite, moins vite</translation>
    </message>
    <message>
        <source>the part begins here, ends here</source>
        <translation>la partie commence ici, finit ici</translation>
    </message>
    <message>
        <source>play the part again and again</source>
        <translation>lire la partie en boucle</translation>
    </message>
    <message>
        <source>the whole recording again</source>
        <translation>de nouveau tout l’enregistrement</translation>
    </message>
    <message>
        <source>stay here: do not go on seeking</source>
        <translation>rester ici&#xa0;: ne plus chercher</translation>
    </message>
    <message>
        <source>to the track, where all these keys work</source>
        <translation>à la piste, où toutes ces touches agissent</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>Make room on the disk: recording goes on by itself.</source>
        <translation>Libérez de la place sur le disque&#xa0;: l’enregistrement reprend tout seul.</translation>
    </message>
    <message>
        <source>This place may not be written: start again with --data or --history.</source>
        <translation>Écriture interdite ici&#xa0;: relancez avec --data ou --history.</translation>
    </message>
    <message>
        <source>Another program has the file open. Close it: this goes on by itself.</source>
        <translation>Un autre programme tient le fichier. Fermez-le&#xa0;: cela reprend tout seul.</translation>
    </message>
    <message>
        <source>It is tried again by itself; --data chooses another place.</source>
        <translation>Un nouvel essai se fait tout seul&#x202f;; --data choisit un autre endroit.</translation>
    </message>
    <message>
        <source>Choose another recording at the top left.</source>
        <translation>Choisissez un autre enregistrement en haut à gauche.</translation>
    </message>
    <message>
        <source>Nothing is recorded (--no-record): memory only.</source>
        <translation>Rien n’est enregistré (--no-record)&#xa0;: mémoire seulement.</translation>
    </message>
    <message>
        <source>A finished recording: %1</source>
        <translation>Un enregistrement terminé&#xa0;: %1</translation>
    </message>
    <message>
        <source>Recording · %1 observations · %2 MB · %3</source>
        <translation>Enregistrement · %1 observations · %2 Mo · %3</translation>
    </message>
    <message>
        <source>%1 not recorded</source>
        <translation>%1 non enregistrées</translation>
    </message>
    <message>
        <source>The recording is being opened…</source>
        <translation>Ouverture de l’enregistrement…</translation>
    </message>
    <message>
        <source>Recording has ended.</source>
        <translation>L’enregistrement est terminé.</translation>
    </message>
    <message>
        <source>Not recording: %1</source>
        <translation>Pas d’enregistrement&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>mark_words</name>
    <message>
        <source>Cue: %1</source>
        <translation>Signal&#xa0;: %1</translation>
    </message>
    <message>
        <source>Story begins: %1</source>
        <translation>L’histoire commence&#xa0;: %1</translation>
    </message>
    <message>
        <source>Story over: %1</source>
        <translation>L’histoire est finie&#xa0;: %1</translation>
    </message>
    <message>
        <source>Truth: %1</source>
        <translation>Vérité&#xa0;: %1</translation>
    </message>
    <message>
        <source>%1 is silent</source>
        <translation>%1 ne répond plus</translation>
    </message>
    <message>
        <source>%1: stuck</source>
        <translation>%1&#xa0;: figé</translation>
    </message>
    <message>
        <source>%1: out of range</source>
        <translation>%1&#xa0;: hors plage</translation>
    </message>
</context>
<context>
    <name>mayor</name>
    <message>
        <source>Nothing is known yet.</source>
        <translation>On ne sait encore rien.</translation>
    </message>
    <message>
        <source>The air is %2: nobody need change their plans.</source>
        <translation>L’air est %2&#xa0;: nul besoin de changer ses projets.</translation>
    </message>
    <message>
        <source>The air is %2: fragile people should take it easy.</source>
        <translation>L’air est %2&#xa0;: les personnes fragiles doivent se ménager.</translation>
    </message>
    <message>
        <source>The air is %2: no effort outdoors, for anybody.</source>
        <translation>L’air est %2&#xa0;: aucun effort dehors, pour personne.</translation>
    </message>
    <message>
        <source>Every river stays within its bed.</source>
        <translation>Toutes les rivières restent dans leur lit.</translation>
    </message>
    <message>
        <source>Rivers rise: keep an eye on their banks.</source>
        <translation>Les rivières montent&#xa0;: surveillez leurs berges.</translation>
    </message>
    <message>
        <source>Rivers are about to leave their beds: clear the banks.</source>
        <translation>Les rivières vont déborder&#xa0;: évacuez les berges.</translation>
    </message>
    <message>
        <source>Rivers are in flood: nobody on the banks or in underpasses.</source>
        <translation>Les rivières sont en crue&#xa0;: personne sur les berges ni dans les passages souterrains.</translation>
    </message>
    <message>
        <source>Every slope holds. Below 1 the weakest would give way.</source>
        <translation>Tous les versants tiennent. Sous 1, le plus faible céderait.</translation>
    </message>
    <message>
        <source>A slope grows weaker. Below 1 it gives way.</source>
        <translation>Un versant faiblit. Sous 1, il cède.</translation>
    </message>
    <message>
        <source>A slope is near its limit. Below 1 it gives way.</source>
        <translation>Un versant est près de sa limite. Sous 1, il cède.</translation>
    </message>
    <message>
        <source>A slope may give way any moment: keep people away.</source>
        <translation>Un versant peut céder à tout moment&#xa0;: éloignez les gens.</translation>
    </message>
    <message>
        <source>Traffic flows everywhere.</source>
        <translation>Le trafic est fluide partout.</translation>
    </message>
    <message>
        <source>Traffic is dense on the slowest road.</source>
        <translation>Le trafic est dense sur la voie la plus lente.</translation>
    </message>
    <message>
        <source>Traffic is jammed: send drivers another way.</source>
        <translation>Le trafic est saturé&#xa0;: envoyez les conducteurs ailleurs.</translation>
    </message>
    <message>
        <source>There is room for those who come.</source>
        <translation>Il y a de la place pour ceux qui viennent.</translation>
    </message>
    <message>
        <source>Places become scarce.</source>
        <translation>Les places se font rares.</translation>
    </message>
    <message>
        <source>The car parks are nearly full: send drivers to park and ride.</source>
        <translation>Les parkings sont presque complets&#xa0;: envoyez les conducteurs aux parcs relais.</translation>
    </message>
</context>
<context>
    <name>registry</name>
    <message>
        <source>City</source>
        <translation>Ville</translation>
    </message>
    <message>
        <source>Air</source>
        <translation>Air</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>Eau</translation>
    </message>
    <message>
        <source>Slopes</source>
        <translation>Versants</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Trafic</translation>
    </message>
    <message>
        <source>Parking</source>
        <translation>Parking</translation>
    </message>
    <message>
        <source>Weather</source>
        <translation>Météo</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plateforme</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarmes</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historique</translation>
    </message>
    <message>
        <source>Mayor</source>
        <translation>Maire</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Automobiliste</translation>
    </message>
</context>
<context>
    <name>score</name>
    <message>
        <source>no event so far</source>
        <translation>aucun événement jusqu’ici</translation>
    </message>
    <message>
        <source>all %1 events found</source>
        <translation>les %1 événements ont été trouvés</translation>
    </message>
    <message>
        <source>the one event found</source>
        <translation>le seul événement a été trouvé</translation>
    </message>
    <message>
        <source>%1 of %2 events found</source>
        <translation>%1 événements trouvés sur %2</translation>
    </message>
    <message>
        <source>median delay %1</source>
        <translation>délai médian %1</translation>
    </message>
    <message>
        <source>%1 false</source>
        <translation>%1 à tort</translation>
    </message>
    <message>
        <source>missed: %1</source>
        <translation>manqués&#xa0;: %1</translation>
    </message>
    <message>
        <source>false: %1</source>
        <translation>à tort&#xa0;: %1</translation>
    </message>
    <message>
        <source>false, by a broken instrument: %1</source>
        <translation>à tort, par un instrument en panne&#xa0;: %1</translation>
    </message>
    <message>
        <source>nobody could see: %1</source>
        <translation>invisibles de tous&#xa0;: %1</translation>
    </message>
    <message>
        <source>over before their on-delay: %1</source>
        <translation>terminés avant leur délai&#xa0;: %1</translation>
    </message>
    <message>
        <source>within the error of their instruments: %1</source>
        <translation>dans l’erreur de leur instrument&#xa0;: %1</translation>
    </message>
    <message>
        <source>broken instruments told of: %1 of %2</source>
        <translation>instruments en panne signalés&#xa0;: %1 sur %2</translation>
    </message>
</context>
<context>
    <name>silos</name>
    <message>
        <source>since %1</source>
        <translation>depuis %1</translation>
    </message>
    <message>
        <source>CAUSE</source>
        <translation>CAUSE</translation>
    </message>
    <message>
        <source>nothing to explain</source>
        <translation>rien à expliquer</translation>
    </message>
    <message>
        <source>the cause</source>
        <extracomment>Hours between two labels of the axis, the least that leaves them this much room, pixels. What may follow is drawn so far right of now, and of its cause, pixels. Share of the axis in which a mark shrinks to its size.</extracomment>
        <translation>la cause</translation>
    </message>
    <message>
        <source>now %1</source>
        <translation>maintenant %1</translation>
    </message>
    <message>
        <source>may follow</source>
        <translation>peut suivre</translation>
    </message>
    <message>
        <source>alarms: %1</source>
        <translation>alarmes&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>units</name>
    <message>
        <source>veh/h</source>
        <extracomment>Units that hold a word, which languages write otherwise.</extracomment>
        <translation>véh/h</translation>
    </message>
    <message>
        <source>mm/d</source>
        <translation>mm/j</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>s</source>
        <extracomment>Between a number and its unit: it may not break there.</extracomment>
        <translation>s</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>d</source>
        <translation>j</translation>
    </message>
    <message>
        <source>there</source>
        <translation>sur place</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>il y a %1</translation>
    </message>
    <message>
        <source>Working out what happened in the city before %1: %2.</source>
        <translation>Calcul de ce qui s’est passé dans la ville avant le %1&#xa0;: %2.</translation>
    </message>
    <message>
        <source>Calm</source>
        <translation>Calme</translation>
    </message>
    <message>
        <source>Advisory</source>
        <translation>Vigilance</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Alerte</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normale</translation>
    </message>
    <message>
        <source>Not acknowledged</source>
        <translation>Non acquittée</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Acquittée</translation>
    </message>
    <message>
        <source>Over, not acknowledged</source>
        <translation>Terminée, non acquittée</translation>
    </message>
    <message>
        <source>Held, not acknowledged</source>
        <translation>Maintenue, non acquittée</translation>
    </message>
    <message>
        <source>Held, acknowledged</source>
        <translation>Maintenue, acquittée</translation>
    </message>
    <message>
        <source>Shelved</source>
        <translation>De côté</translation>
    </message>
    <message>
        <source>Suppressed</source>
        <translation>Inhibée</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>Hors service</translation>
    </message>
    <message>
        <source>good</source>
        <translation>bonne</translation>
    </message>
    <message>
        <source>uncertain: changed too fast</source>
        <translation>incertaine&#xa0;: a varié trop vite</translation>
    </message>
    <message>
        <source>stuck: does not change</source>
        <translation>figée&#xa0;: ne varie plus</translation>
    </message>
    <message>
        <source>out of range</source>
        <translation>hors plage</translation>
    </message>
    <message>
        <source>stale: nothing new</source>
        <translation>périmée&#xa0;: rien de nouveau</translation>
    </message>
    <message>
        <source>no reading yet</source>
        <translation>pas encore de mesure</translation>
    </message>
</context>
</TS>
