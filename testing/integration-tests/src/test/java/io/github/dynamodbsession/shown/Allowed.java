package io.github.dynamodbsession.shown;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Something that the tests of a module may show.
 *
 * @param module the module's folder
 * @param where which files, or classes of exceptions
 * @param text what a line of them contains
 * @param why why it may
 */
record Allowed(String module, Pattern where, Pattern text, String why) {

    static final List<Allowed> ALL = List.of(
            of(
                    "session-testkit",
                    ".*\\.SessionCodecException",
                    "^cannot read ",
                    "CodecContractBitesTest has a codec that quotes values, for the contract to find"),
            of(
                    "session-spring-boot",
                    "TEST-.*\\.TokensOverHttpTest\\.xml",
                    "^\\S+ +(TRACE|DEBUG) .* --- \\[[^\\]]*\\] (?![^:]*dynamodbsession)",
                    "It makes others than this project log everything, and checks that no token is in it; ids may be"),
            of(
                    "testing/containers/undertow",
                    "TEST-.*\\.Undertow(OnDynamoDb|WithFilter)Test\\.xml",
                    "^expected: \"~",
                    "An assertion that is known to fail there quotes the id that it expected"));

    private static Allowed of(String module, String where, String text, String why) {
        return new Allowed(module, Pattern.compile(where), Pattern.compile(text), why);
    }

    boolean isAbout(TestOutput.Line line) {
        return where.matcher(line.where()).matches();
    }

    boolean allows(TestOutput.Line line) {
        return isAbout(line) && text.matcher(line.text()).find();
    }
}
