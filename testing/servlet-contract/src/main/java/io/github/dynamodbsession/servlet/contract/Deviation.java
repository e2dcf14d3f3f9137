package io.github.dynamodbsession.servlet.contract;

/**
 * A case that a container fails with its own sessions.
 *
 * @param name the name of the case: class, dot, method, and for a single parameter value that value in brackets
 * @param reason what the container does instead
 * @param withFilterToo whether it fails with the filter as well
 */
public record Deviation(String name, String reason, boolean withFilterToo) {

    /** A deviation that the filter fixes. */
    public static Deviation alone(String name, String reason) {
        return new Deviation(name, reason, false);
    }

    /** A deviation that is independent of the session implementation. */
    public static Deviation always(String name, String reason) {
        return new Deviation(name, reason, true);
    }
}
