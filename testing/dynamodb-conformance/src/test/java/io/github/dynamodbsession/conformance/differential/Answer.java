package io.github.dynamodbsession.conformance.differential;

import tools.jackson.databind.JsonNode;

/** What one side answers. */
record Answer(int status, JsonNode body) {

    boolean succeeded() {
        return status == 200;
    }

    boolean crashed() {
        return type().equals("dynalite#Crash");
    }

    /** The exception's name with its namespace; empty for a success. */
    String type() {
        return body.path("__type").asString("");
    }

    /** How the tally names this answer. */
    String outcome() {
        String type = type();
        return succeeded() ? "OK" : type.isEmpty() ? "status " + status : type.substring(type.indexOf('#') + 1);
    }

    /** One line, as the patterns of known differences see it: the status, the type, and the message under its own name. */
    String rendered() {
        if (succeeded() || type().isEmpty()) {
            return status + " " + body;
        }
        String line = status + " " + type();
        for (String name : new String[] {"message", "Message"}) {
            if (body.has(name)) {
                line += " " + name + ": " + body.path(name).asString("");
            }
        }
        return line;
    }
}
