package io.github.dynamodbsession.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbsession.core.SessionIndex;
import io.github.dynamodbsession.core.SessionStore;
import io.github.dynamodbsession.core.TokenKind;
import io.github.dynamodbsession.core.codec.JavaSerializationCodec;
import io.github.dynamodbsession.spring.security.SecurityClasses;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.session.DelegatingIndexResolver;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.ReactiveFindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.SingleIndexResolver;

/** Whose session it is, by whichever resolver, and by whichever name the application marked it. */
class SpringIndexesTest {

    private static final String OF_SERVLETS = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String REACTIVE = ReactiveFindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
    private static final String CONTEXT = "SPRING_SECURITY_CONTEXT";

    static List<SessionIndex> principals() {
        return List.of(
                SpringIndexes.principal(),
                SpringIndexes.of(SpringIndexes.PRINCIPAL, new PrincipalNameIndexResolver<>()),
                SpringIndexes.of(SpringIndexes.PRINCIPAL, new PrincipalNameIndexResolver<>(REACTIVE)),
                SpringIndexes.of(
                        SpringIndexes.PRINCIPAL,
                        new DelegatingIndexResolver<>(
                                List.of(new PrincipalNameIndexResolver<>(), new SingleIndexResolver<Session>("tenant") {
                                    @Override
                                    public String resolveIndexValueFor(Session session) {
                                        return session.getAttribute("tenant");
                                    }
                                }))));
    }

    @ParameterizedTest
    @MethodSource("principals")
    void eitherMarkCounts(SessionIndex index) {
        assertThat(found(index, Map.of(OF_SERVLETS, "alice"))).isEqualTo(1);
        assertThat(found(index, Map.of(REACTIVE, "alice"))).isEqualTo(1);
        assertThat(found(index, Map.of(OF_SERVLETS, "alice", REACTIVE, "alice")))
                .isEqualTo(1);
        assertThat(found(index, Map.of(OF_SERVLETS, "bob"))).isZero();
        assertThat(found(index, Map.of("tenant", "alice"))).isZero();
    }

    @ParameterizedTest
    @MethodSource("principals")
    void aMarkCountsMoreThanALogin(SessionIndex index) {
        assertThat(found(index, Map.of(CONTEXT, login("alice")))).isEqualTo(1);
        assertThat(found(index, Map.of(CONTEXT, login("bob"), OF_SERVLETS, "alice")))
                .isEqualTo(1);
        assertThat(found(index, Map.of(CONTEXT, login("bob"), REACTIVE, "alice")))
                .isEqualTo(1);
        assertThat(found(index, Map.of(CONTEXT, login("alice"), REACTIVE, "bob")))
                .isZero();
    }

    private static SecurityContextImpl login(String name) {
        return new SecurityContextImpl(new UsernamePasswordAuthenticationToken(name, null, List.of()));
    }

    /** How many sessions of alice an index finds, with these attributes in one session. */
    private static int found(SessionIndex index, Map<String, Object> attributes) {
        JavaSerializationCodec.Builder codec = JavaSerializationCodec.builder();
        SecurityClasses.allowIn(codec);
        try (SessionStore store = SessionStore.builder(new CountedStorage().client())
                .codec(codec.build())
                .tokens(TokenKind.PLAIN)
                .index(index)
                .build()) {
            StoreSessionRepository repository = StoreSessionRepository.of(store);
            StoreSession session = repository.createSession();
            attributes.forEach(session::setAttribute);
            repository.save(session);
            return repository.findByPrincipalName("alice").size();
        }
    }
}
