package io.github.dynamodbsession.core.storage;

/**
 * The capability of a backend to say in one line where it keeps sessions and how it was set, for the line that a store logs at
 * its start; a codec may have it too.
 *
 * <p>Implementations are safe for use by any number of threads.
 */
public interface DescribesItself {

    /**
     * What it is, as far as it is known: more after the backend was made ready than before.
     *
     * @return one line, as a list of clauses that are separated by semicolons, without a full stop; nothing secret
     */
    String description();
}
