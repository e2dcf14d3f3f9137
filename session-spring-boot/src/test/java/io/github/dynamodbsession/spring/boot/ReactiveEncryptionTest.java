package io.github.dynamodbsession.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.github.dynamodbsession.core.AsyncSessionStore;
import io.github.dynamodbsession.core.SessionListener;
import io.github.dynamodbsession.core.codec.EncodedValue;
import io.github.dynamodbsession.core.error.SessionCodecException;
import io.github.dynamodbsession.core.storage.AttributeChanges;
import io.github.dynamodbsession.core.storage.Change;
import io.github.dynamodbsession.core.storage.SessionRecord;
import io.github.dynamodbsession.core.storage.StorageClient;
import io.github.dynamodbsession.core.storage.WriteTokens;
import io.github.dynamodbsession.inmemory.InMemoryStorageClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebSessionIdResolverAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebSession;
import org.springframework.web.server.session.WebSessionManager;

/** Encrypted sessions of an application of WebFlux, on two nodes that share a storage. */
class ReactiveEncryptionTest {

    private static final String SECRET = "s3cret";

    @TempDir
    Path folder;

    private final InMemoryStorageClient storage = InMemoryStorageClient.create();
    private final List<SessionCodecException> reported = new ArrayList<>();
    private Path keyset;

    @BeforeEach
    void createKeys() throws Exception {
        AeadConfig.register();
        keyset = Files.writeString(
                folder.resolve("keyset.json"),
                TinkJsonProtoKeysetFormat.serializeKeyset(
                        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM), InsecureSecretKeyAccess.get()));
    }

    private void node(Consumer<ApplicationContext> use) {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DynamoDbSessionAutoConfiguration.class,
                        SessionAutoConfiguration.class,
                        WebFluxAutoConfiguration.class,
                        WebSessionIdResolverAutoConfiguration.class))
                .withBean(StorageClient.class, () -> storage, definition -> definition.setDestroyMethodName(""))
                .withPropertyValues(
                        "dynamodb.session.codec=jackson",
                        "dynamodb.session.encryption.mode=on",
                        "dynamodb.session.encryption.keyset-file=" + keyset)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    context.getBean(AsyncSessionStore.class).addListener(new SessionListener() {
                        @Override
                        public void onAttributeUndecodable(SessionCodecException failure) {
                            reported.add(failure);
                        }
                    });
                    use.accept(context);
                });
    }

    /** Serves one request, and returns the cookie that its answer sets, or the one that it had. */
    private static String served(ApplicationContext node, String cookie, Consumer<WebSession> page) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.get("/");
        if (!cookie.isEmpty()) {
            request.cookie(new HttpCookie("SESSION", cookie));
        }
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        WebSession session =
                node.getBean(WebSessionManager.class).getSession(exchange).block();
        page.accept(session);
        exchange.getResponse().setComplete().block();
        ResponseCookie sent = exchange.getResponse().getCookies().getFirst("SESSION");
        return sent == null ? cookie : sent.getValue();
    }

    private SessionRecord stored() {
        List<SessionRecord> all = storage.list(Instant.now(), null).items();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static byte[] bytes(EncodedValue value) {
        return ((EncodedValue.Binary) value).toByteArray();
    }

    @Test
    void whatOneNodeWritesTheOtherReadsAndNobodyElse() {
        List<String> cookie = new ArrayList<>();
        node(first -> {
            cookie.add(served(first, "", session -> {
                session.getAttributes().put("color", SECRET + " red");
                session.getAttributes().put("cart", new ArrayList<>(List.of(SECRET + " tea")));
            }));
            assertThat(stored().attributes().values()).isNotEmpty().allSatisfy(value -> assertThat(
                            new String(bytes(value), StandardCharsets.ISO_8859_1))
                    .doesNotContain(SECRET));
            node(second -> {
                cookie.add(served(second, cookie.get(0), session -> {
                    assertThat(session.<String>getAttribute("color")).isEqualTo(SECRET + " red");
                    session.<List<String>>getAttribute("cart").add(SECRET + " cup");
                    session.changeSessionId().block();
                }));
                served(first, cookie.get(1), session -> assertThat(session.<List<String>>getAttribute("cart"))
                        .containsExactly(SECRET + " tea", SECRET + " cup"));
            });
        });
        assertThat(reported).isEmpty();
    }

    @Test
    void aValueThatWasTamperedWithSpoilsOnlyItselfAndIsReported() {
        node(node -> {
            String cookie = served(node, "", session -> {
                session.getAttributes().put("color", SECRET + " red");
                session.getAttributes().put("size", SECRET + " large");
            });
            byte[] tampered = bytes(stored().attributes().get("color"));
            tampered[tampered.length - 1] ^= 1;
            storage.put(
                    new Change.Update(
                            stored().id(),
                            new AttributeChanges(Map.of("color", EncodedValue.binary(tampered)), Set.of()),
                            null,
                            WriteTokens.of(Instant.now(), UUID.randomUUID().toString())),
                    Instant.now());

            served(node, cookie, session -> {
                assertThat(session.<Object>getAttribute("color")).isNull();
                assertThat(session.<String>getAttribute("size")).isEqualTo(SECRET + " large");
                session.getAttributes().put("color", SECRET + " blue");
            });
            served(node, cookie, session -> assertThat(session.<String>getAttribute("color"))
                    .isEqualTo(SECRET + " blue"));
        });
        assertThat(reported).singleElement().satisfies(failure -> {
            assertThat(failure.attributeName()).contains("color");
            assertThat(failure).hasMessageContaining("cannot be decrypted").hasMessageNotContaining(SECRET);
        });
    }
}
