<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>AlarmHealthView</name>
    <message numerus="yes">
        <source>Flood %1 → %2: %n alarm(s)</source>
        <translation>
            <numerusform>Flood %1 → %2: %n alarm</numerusform>
            <numerusform>Flood %1 → %2: %n alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlarmOrders</name>
    <message numerus="yes">
        <source>%n alarm(s)</source>
        <extracomment>So many steps can be taken back.</extracomment>
        <translation>
            <numerusform>%n alarm</numerusform>
            <numerusform>%n alarms</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlarmsPage</name>
    <message numerus="yes">
        <source>%n of them over</source>
        <translation>
            <numerusform>%n of them over</numerusform>
            <numerusform>%n of them over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n spoken for by others</source>
        <translation>
            <numerusform>%n spoken for by another</numerusform>
            <numerusform>%n spoken for by others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LiveButton</name>
    <message numerus="yes">
        <source>The city as it is now: %n alarm(s) not acknowledged. Back to its window</source>
        <translation>
            <numerusform>The city as it is now: %n alarm not acknowledged. Back to its window</numerusform>
            <numerusform>The city as it is now: %n alarms not acknowledged. Back to its window</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarksStrip</name>
    <message numerus="yes">
        <source>%n more</source>
        <extracomment>So many are named in a tool tip.</extracomment>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MayorView</name>
    <message numerus="yes">
        <source>The city is well; %n services keep watch.</source>
        <translation>
            <numerusform>The city is well; %n service keeps watch.</numerusform>
            <numerusform>The city is well; %n services keep watch.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n services must get ready.</source>
        <translation>
            <numerusform>%n service must get ready.</numerusform>
            <numerusform>%n services must get ready.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n services must act now.</source>
        <translation>
            <numerusform>%n service must act now.</numerusform>
            <numerusform>%n services must act now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message numerus="yes">
        <source>%n message(s) lost here: more comes than can be taken.</source>
        <translation>
            <numerusform>%n message lost here: more comes than can be taken.</numerusform>
            <numerusform>%n messages lost here: more comes than can be taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlatformPage</name>
    <message numerus="yes">
        <source>%n departments, each with a screen of its own.</source>
        <translation>
            <numerusform>%n department with a screen of its own.</numerusform>
            <numerusform>%n departments, each with a screen of its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n departments see trouble. None of them knows why.</source>
        <translation>
            <numerusform>%n department sees trouble. It does not know why.</numerusform>
            <numerusform>%n departments see trouble. None of them knows why.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n effects followed. Whoever saw the cause had %1 to act before the last.</source>
        <translation>
            <numerusform>%n effect followed. Whoever saw the cause had %1 to act.</numerusform>
            <numerusform>%n effects followed. Whoever saw the cause had %1 to act before the last.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%1 · %n sensors</source>
        <translation>
            <numerusform>%1 · %n sensor</numerusform>
            <numerusform>%1 · %n sensors</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Vigilance</name>
    <message numerus="yes">
        <source>%n not acknowledged</source>
        <translation>
            <numerusform>%n not acknowledged</numerusform>
            <numerusform>%n not acknowledged</numerusform>
        </translation>
    </message>
</context>
</TS>
