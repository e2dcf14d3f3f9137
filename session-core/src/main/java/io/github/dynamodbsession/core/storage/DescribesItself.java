package io.github.dynamodbsession.core.storage;

/**
 * The capability of a backend to describe in one line where it stores sessions and how it is configured, for the line
 * that a store logs at its start; a codec may have it too.
 *
 * <p>Implementations are safe for use by any number of threads.
 */
public interface DescribesItself {

    /**
     * The description, as far as it is known: more is known after the backend was prepared than before.
     *
     * @return one line of clauses separated by semicolons, without a full stop; must not contain secrets
     */
    String description();
}
