package io.github.dynamodbsession.core.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbsession.core.error.SessionConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieSignerTest {

    private static final String ID = "abcdefghijklmnopqrstuvwxyz012345";
    private static final String SECRET = "keyboard cat keyboard cat";
    private static final String NEW_SECRET = "another of 24 characters";
    private static final String SIGNED =
            "s%3Aabcdefghijklmnopqrstuvwxyz012345.8UyC2Mpw%2Bm4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g";

    private final CookieSigner signer = CookieSigner.of(List.of(SECRET));

    /** Made by cookie-signature 1.0.7, as express-session 1.19 calls it. */
    @ParameterizedTest
    @CsvSource({
        "abcdefghijklmnopqrstuvwxyz012345, keyboard cat keyboard cat, 8UyC2Mpw%2Bm4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g",
        "hello, tobiiscool and more of it, jA9S7%2FQ1hjMWbm%2BpY8qQrMmBfz0ZmozATquTpkjHj1s"
    })
    void valuesAreThoseOfExpress(String id, String secret, String signature) {
        CookieSigner express = CookieSigner.of(List.of(secret));

        assertThat(express.sign(id)).isEqualTo("s%3A" + id + "." + signature);
        assertThat(express.verify("s%3A" + id + "." + signature)).contains(id);
    }

    @Test
    void everyCharacterOfAnIdIsTakenAsItIs() {
        String id = "AZaz09-._~";

        assertThat(signer.sign(id)).startsWith("s%3AAZaz09-._~.");
        assertThat(signer.verify(signer.sign(id))).contains(id);
    }

    @Test
    void percentEncodingIsOptionalAsItIsForExpress() {
        assertThat(signer.verify(SIGNED.replace("%3A", ":").replace("%2B", "+")))
                .contains(ID);
        assertThat(signer.verify(SIGNED.replace("%2B", "+"))).contains(ID);
        assertThat(signer.verify(SIGNED.replace("a", "%61"))).contains(ID);
        assertThat(signer.verify('"' + SIGNED + '"')).contains(ID);
    }

    @Test
    void theFirstSecretSignsAndAllVerify() {
        CookieSigner both = CookieSigner.of(List.of(NEW_SECRET, SECRET));

        assertThat(both.sign(ID)).isEqualTo(CookieSigner.of(List.of(NEW_SECRET)).sign(ID));
        assertThat(both.verify(SIGNED)).contains(ID);
        assertThat(both.verify(both.sign(ID))).contains(ID);
        assertThat(CookieSigner.of(List.of(NEW_SECRET)).verify(SIGNED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".node1", ".10.0.0.1", ".", ".a.b", "..x"})
    void theNameOfANodeBehindTheSignatureIsTolerated(String node) {
        assertThat(signer.verify(SIGNED + node)).contains(ID);
    }

    @Test
    void anotherIdUnderTheSameSignatureIsForged() {
        assertThat(signer.verify(SIGNED.replace("abc", "abd"))).isEmpty();
        assertThat(signer.verify(SIGNED.replace("345.", "34."))).isEmpty();
        assertThat(signer.verify(SIGNED.replace("s%3A", "s%3Ax."))).isEmpty();
    }

    @Test
    void anyChangeOfTheSignatureIsSeen() {
        String signature = "8UyC2Mpw+m4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g";
        for (int i = 0; i < signature.length(); i++) {
            String changed =
                    signature.substring(0, i) + (signature.charAt(i) == 'x' ? 'y' : 'x') + signature.substring(i + 1);
            assertThat(signer.verify("s:" + ID + "." + changed)).isEmpty();
            assertThat(signer.verify("s:" + ID + "." + signature.substring(0, i)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "s:",
                "s:.",
                "s%3A",
                "s%3A.",
                "%",
                "%%",
                "s%3",
                "s%3A%",
                "s%3Aa%zz",
                "s%3Aa.%-1",
                "abcdefghijklmnopqrstuvwxyz012345",
                "abcdefghijklmnopqrstuvwxyz012345.8UyC2Mpw+m4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g",
                "S:abcdefghijklmnopqrstuvwxyz012345.8UyC2Mpw+m4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g",
                "j:abcdefghijklmnopqrstuvwxyz012345.8UyC2Mpw+m4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g",
                "s:abcdefghijklmnopqrstuvwxyz012345.8UyC2Mpw m4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g",
                "s:abcdefghijklmnopqrstuvwxyz012345.8UyC2Mpw+m4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g=",
                "\"",
                "s:äöü.8UyC2Mpw+m4C9oasejlEnmHcnfCSgkmFiyETjJ8al8g",
                "s:a.ääääääääääääääääääääääääääääääääääääääääääääÄ",
                "s%3A%00.%ff%fe\u0000\uD800"
            })
    void whatWasNotSignedIsNoId(String value) {
        assertThat(signer.verify(value)).isEmpty();
    }

    @Test
    void whatIsTooLongToBeSignedIsNoId() {
        assertThat(signer.verify("s:" + "a".repeat(100_000) + ".x")).isEmpty();
        assertThat(signer.verify("s:" + ".".repeat(100_000))).isEmpty();
        assertThat(signer.verify(signer.sign("a".repeat(256)))).contains("a".repeat(256));
    }

    @Test
    void whatCannotBeAnIdIsNotSigned() {
        for (String id : new String[] {"", "a b", "a;b", "ä", "a".repeat(257)}) {
            assertThatThrownBy(() -> signer.sign(id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void thereMustBeSecrets() {
        for (List<String> secrets : List.of(List.<String>of(), List.of(""), List.of(SECRET, ""))) {
            assertThatThrownBy(() -> CookieSigner.of(secrets))
                    .isInstanceOf(SessionConfigurationException.class)
                    .hasMessageContaining("cookieSecret");
        }
    }

    /** A browser's owner can try secrets against the cookie offline, and has all the time there is. */
    @ParameterizedTest
    @ValueSource(strings = {"keyboard cat", "123456789012345", "ääääääa"})
    void aSecretThatCanBeGuessedIsRefused(String guessable) {
        for (List<String> secrets : List.of(List.of(guessable), List.of(SECRET, guessable))) {
            assertThatThrownBy(() -> CookieSigner.of(secrets))
                    .isInstanceOf(SessionConfigurationException.class)
                    .hasMessageContainingAll("cookieSecret", "16 bytes")
                    .hasMessageNotContaining(guessable);
        }
    }

    /** Sixteen bytes, whatever number of characters that is. */
    @ParameterizedTest
    @ValueSource(strings = {"1234567890123456", "ääääääää"})
    void theShortestSecretsThatAreTaken(String secret) {
        CookieSigner shortest = CookieSigner.of(List.of(secret));

        assertThat(shortest.verify(shortest.sign(ID))).contains(ID);
    }

    @Test
    void noSecretIsShown() {
        assertThat(signer.toString()).doesNotContain("keyboard");
    }
}
