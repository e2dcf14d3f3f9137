package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.Objects;

/** What one JDK knows and an older one does not: time zones, currencies. */
public final class UnknownHere {

    private UnknownHere() {}

    /**
     * Why such a value cannot be read here.
     *
     * @param type the name of its class
     * @return an exception that says so
     */
    public static SessionCodecException exception(String type) {
        return new SessionCodecException("has a " + type + " that this JDK (" + Runtime.version()
                + ") does not know. If a newer one wrote it, run all nodes on one version, with its time zones and"
                + " currencies, or keep the id as a text.");
    }

    /** Fails if a zone is known by its name only. */
    static void check(ZoneId zone) {
        try {
            Objects.requireNonNull(zone.getRules());
        } catch (ZoneRulesException e) {
            throw exception(ZoneId.class.getName());
        }
    }
}
