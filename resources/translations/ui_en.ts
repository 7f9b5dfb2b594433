<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
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
