package io.github.dynamodbsession.spring;

import io.github.dynamodbsession.core.SessionIndex;
import java.util.Map;
import java.util.Set;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.IndexResolver;
import org.springframework.session.PrincipalNameIndexResolver;
import org.springframework.session.ReactiveFindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * Indexes whose values are derived as Spring Session derives them, for the builder of the store.
 *
 * <p>Safe for use by any number of threads.
 */
public final class SpringIndexes {

    /** The name of the index of principals, in the store and in the table. */
    public static final String PRINCIPAL = "principal";

    private static final Set<String> NAMES_OF_PRINCIPAL = Set.of(
            PRINCIPAL,
            FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME,
            ReactiveFindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME);

    private SpringIndexes() {}

    /**
     * The index {@value #PRINCIPAL}, by {@link PrincipalNameIndexResolver}: the session attribute {@link
     * FindByIndexNameSessionRepository#PRINCIPAL_NAME_INDEX_NAME} or {@link
     * ReactiveFindByIndexNameSessionRepository#PRINCIPAL_NAME_INDEX_NAME}, or else the name of the authenticated
     * principal.
     *
     * @return the index
     */
    public static SessionIndex principal() {
        return of(PRINCIPAL, new PrincipalNameIndexResolver<>());
    }

    /**
     * An index by a resolver. Its value for a session is what the resolver returns under the index's name; for {@value
     * #PRINCIPAL}, under either of the names that Spring Session has for it. If only one of the two attributes that
     * hold the principal's name is set, the resolver sees its value under both names.
     *
     * @param name the index's name, by the rules of {@link SessionIndex#of}
     * @param resolver derives values from attributes only; safe for use by several threads
     * @return the index
     * @throws io.github.dynamodbsession.core.error.SessionConfigurationException if the name is invalid
     */
    public static SessionIndex of(String name, IndexResolver<? super Session> resolver) {
        return SessionIndex.of(
                name,
                session -> resolver.resolveIndexesFor(new MarkedSession(ReadOnlyOwner.of(session))).entrySet().stream()
                        .filter(index -> name(index.getKey()).equals(name))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null));
    }

    /** The store's name for an index of Spring Session. */
    static String name(String indexName) {
        return NAMES_OF_PRINCIPAL.contains(indexName) ? PRINCIPAL : indexName;
    }
}
