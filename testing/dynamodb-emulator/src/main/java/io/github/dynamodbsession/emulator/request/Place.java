package io.github.dynamodbsession.emulator.request;

/**
 * Where in a request something is, as the service says it.
 *
 * @param lowerCase with names that begin with a small letter
 * @param asNamed with names as the request has them
 */
record Place(String lowerCase, String asNamed) {

    /** The request. */
    static final Place REQUEST = new Place("", "");

    /** A member of the structure here. */
    Place member(String name) {
        return then(lowerCase(name), name);
    }

    /** An element of the list here, from 0. */
    Place element(int position) {
        String step = position + 1 + ".member";
        return then(step, step);
    }

    /** An entry of the map here. */
    Place entry(Object key) {
        String step = key + ".member";
        return then(step, step);
    }

    private Place then(String lowerStep, String namedStep) {
        return lowerCase.isEmpty()
                ? new Place(lowerStep, namedStep)
                : new Place(lowerCase + "." + lowerStep, asNamed + "." + namedStep);
    }

    /** A member's name as it is told. */
    static String lowerCase(String name) {
        return name.equals("SSESpecification")
                ? "sSESpecification"
                : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
