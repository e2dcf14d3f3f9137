package io.github.dynamodbsession.shown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planted is found, wherever it is, and words that are none are not. */
class TestOutputTest {

    @TempDir
    private Path target;

    private static final String TOKEN = "tAgwNh2n5nslDLiy6HJO5QzzmsfVAY5B";
    private static final String ID = "~_bvFUGDuFtLf998sLBUbiEOo-tYNHjvV";

    private TestOutput output() {
        return TestOutput.in(target, OursException.class.getName()::equals);
    }

    private void write(String file, String text) throws IOException {
        Path path = target.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** What was thrown meanwhile. */
    private void record(Runnable run) throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.JavaExceptionThrow").withStackTrace();
            recording.start();
            run.run();
            recording.dump(target.resolve("exceptions-1.jfr"));
        }
    }

    @Test
    void tokensIdsAndValuesAreFoundInALine() {
        String encoded = Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.US_ASCII));
        assertThat(Secrets.in("a cookie SESSION=" + TOKEN + "; Path=/")).containsExactly(TOKEN);
        assertThat(Secrets.in("a cookie SESSION=" + encoded + "; Path=/")).containsExactly(encoded);
        assertThat(Secrets.in("a cookie SESSION=s%3A" + TOKEN + ".signature")).containsExactly(TOKEN);
        assertThat(Secrets.in("/actuator/sessions/" + ID)).containsExactly(ID.substring(1));
        assertThat(Secrets.in("/shop/cart;jsessionid=" + TOKEN + "?a=b")).containsExactly(TOKEN);
        assertThat(Secrets.in("a value of \"s3cret\"")).containsExactly("s3cret");
    }

    /** Every token and id that a store makes, but for one in a hundred. */
    @Test
    void nearlyEveryTokenIsFound() {
        byte[] bytes = new byte[24];
        Random random = new Random(22);
        int found = 0;
        for (int i = 0; i < 1_000; i++) {
            random.nextBytes(bytes);
            found += Secrets.in("~" + Base64.getUrlEncoder().encodeToString(bytes))
                    .size();
        }
        assertThat(found).isBetween(990, 1_000);
    }

    @Test
    void otherWordsAreNone() {
        String blob = "Gb3JS/mz0nDxgYnnvmWbuUsdJ6FTY2JmImShqZA83N90UbOXOXDiG4nCcPFoTsqfbluCP8DenJQLx1/"
                + "pBcXILaZl9qo2svFmalb48xkM9hxkf5/29/9HSenIayn0ZyEr5i0NHpnKy7aGrtW6UehsL";
        for (String text : List.of(
                blob,
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString().replace("-", ""),
                "software.amazon.awssdk.services.dynamodb.DefaultDynamoDbClientV2ForAllTests",
                "aClassWithAVeryLongNameOfLetters3",
                TOKEN + "x",
                "x".repeat(32))) {
            assertThat(Secrets.in(text)).as(text).isEmpty();
        }
    }

    @Test
    void aReportAndALogAreRead() throws IOException {
        write("surefire-reports/TEST-some.Test.xml", "<system-out>ready\n" + ID + "\n</system-out>");
        write("suite-0.log", "a line\n  with " + TOKEN + "\n");
        write("suite-1.log", "another\n");

        assertThat(output().reports()).isEqualTo(1);
        assertThat(output().logged()).isEqualTo(3);
        assertThat(output().showing())
                .extracting(TestOutput.Line::where)
                .containsExactly("TEST-some.Test.xml", "suite-0.log");
    }

    /** The first line that a test printed stands behind a tag of the report. */
    @Test
    void aLineIsReadAsItWasPrinted() throws IOException {
        write(
                "surefire-reports/TEST-some.Test.xml",
                """
                <testcase>
                    <system-out><![CDATA[12:00 TRACE first %1$s
                12:01 TRACE second %1$s
                ]]></system-out>
                </testcase>
                """
                        .formatted(ID));

        assertThat(output().showing())
                .extracting(TestOutput.Line::text)
                .containsExactly("12:00 TRACE first " + ID, "12:01 TRACE second " + ID);
    }

    /** Stands for a class that users get. */
    private static final class OursException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OursException(String message) {
            super(message);
        }

        static RuntimeException ofTheJdk(String message) {
            return new IllegalArgumentException(message);
        }
    }

    @Test
    void messagesOfOursAreReadWhoeverCatchesThem() throws IOException {
        List<Exception> kept = new ArrayList<>();
        record(() -> {
            kept.add(new OursException("no " + TOKEN));
            kept.add(OursException.ofTheJdk("neither " + ID));
            kept.add(new IllegalStateException("a test's own, " + TOKEN));
        });

        assertThat(output().thrown()).isGreaterThanOrEqualTo(kept.size());
        assertThat(output().showing())
                .extracting(TestOutput.Line::text)
                .containsExactly("no " + TOKEN, "neither " + ID);
    }

    @Test
    void aRunThatLeftNothingIsSeen() throws IOException {
        write("surefire-reports/TEST-some.Test.xml", "<testsuite/>");

        assertThat(output().thrown()).isZero();
        assertThat(output().whole()).isFalse();
        assertThat(output().showing()).isEmpty();
    }
}
