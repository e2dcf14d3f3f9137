package io.github.dynamodbsession.servlet.contract;

/**
 * A case that a container does not pass with sessions of its own.
 *
 * @param name of the case: class, dot, method, and for one value of a parameter that in brackets
 * @param reason what the container does instead
 * @param withFilterToo whether the filter cannot change it
 */
public record Deviation(String name, String reason, boolean withFilterToo) {

    /** The filter does better. */
    public static Deviation alone(String name, String reason) {
        return new Deviation(name, reason, false);
    }

    /** It is not about whose sessions they are. */
    public static Deviation always(String name, String reason) {
        return new Deviation(name, reason, true);
    }
}
