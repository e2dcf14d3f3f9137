package io.github.dynamodbsession.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.codec.CompressingCodec;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.core.storage.DocumentStorageClient;
import io.github.dynamodbsession.core.storage.MapDocumentStorage;
import io.github.dynamodbsession.core.storage.StorageClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store says once, when it is ready, what was made of its options. */
class StartLineTest {

    private final Logger logger = Logger.getLogger(SessionStore.class.getName());
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().equals(Level.INFO)) {
                lines.add(line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
    }

    @Test
    void itIsOneLine() {
        SessionStore.builder(DocumentStorageClient.of(new MapDocumentStorage()))
                .ttl(Duration.ofHours(1))
                .startNote("cookie {0} 'SHOP'")
                .build()
                .close();

        assertThat(lines)
                .containsExactly(
                        "Sessions are kept in DocumentStorageClient; codec JavaSerializationCodec; sessions live"
                                + " PT1H, touchAfter PT10S; tokens HASHED, both kinds accepted; cookie {0} 'SHOP'.");
    }

    @Test
    void theKindOfTokensIsInIt() {
        StorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());
        SessionStore.builder(storage).tokens(TokenKind.PLAIN).build().close();
        SessionStore.builder(storage)
                .tokens(TokenKind.HASHED)
                .acceptBothTokens(false)
                .build()
                .close();

        assertThat(lines.get(0)).endsWith("; tokens PLAIN.");
        assertThat(lines.get(1)).endsWith("; tokens HASHED.");
    }

    @Test
    void theLayersOfACodecAreInIt() {
        StorageClient storage = DocumentStorageClient.of(new MapDocumentStorage());
        CompressingCodec.Builder codec =
                CompressingCodec.builder(JavaSerializationCodec.create()).threshold(2048);
        SessionStore.builder(storage).codec(codec.build()).build().close();
        SessionStore.builder(storage)
                .codec(codec.compress(false).build())
                .build()
                .close();

        assertThat(lines.get(0))
                .contains("; codec JavaSerializationCodec, compressed from 2048 bytes on at level 6; sessions live");
        assertThat(lines.get(1)).contains("; codec JavaSerializationCodec; sessions live");
    }
}
