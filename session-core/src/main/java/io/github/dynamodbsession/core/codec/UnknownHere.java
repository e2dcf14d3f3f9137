package io.github.dynamodbsession.core.codec;

import io.github.dynamodbsession.core.error.SessionCodecException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.Objects;

/** Values that an older JDK does not know: time zones, currencies. */
public final class UnknownHere {

    private UnknownHere() {}

    /**
     * The failure to read such a value.
     *
     * @param type the name of its class
     * @return an exception with the reason
     */
    public static SessionCodecException exception(String type) {
        return new SessionCodecException("has a " + type + " that this JDK (" + Runtime.version()
                + ") does not know. If a newer one wrote it, run all nodes on one version, with its time zones and"
                + " currencies, or store the id as text.");
    }

    /** Fails if only the name of a time zone is known. */
    static void check(ZoneId zone) {
        try {
            Objects.requireNonNull(zone.getRules());
        } catch (ZoneRulesException e) {
            throw exception(ZoneId.class.getName());
        }
    }
}
