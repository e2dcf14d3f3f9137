package io.github.dynamodbsession.emulator.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.function.UnaryOperator;

/**
 * An answer that is altered on its way back.
 *
 * @param change from all bytes of the answer to those that are sent, each byte as one character
 */
record AlteredReply(UnaryOperator<String> change) implements Injection {

    byte[] bytesFor(HttpMessage reply) {
        return change.apply(reply.wholeText()).getBytes(ISO_8859_1);
    }
}
